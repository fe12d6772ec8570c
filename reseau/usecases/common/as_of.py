"""How actors were on a day: what they were called, whether they existed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.store.models import Actor
from reseau.store.rows.lives import ALWAYS, Lives, lives, names_on


class Then:
    """The names and lives of actors on a day; read once, so that lists ask it a lot.

    Attributes:
        known: When organizations exist.
    """

    def __init__(self, session: Session, day: date) -> None:
        self.day = day
        self.known: Lives = lives(session)
        self._names = names_on(session, day)
        heirs = {it for some in self.known.heirs.values() for it in some}
        query = select(Actor.key, Actor.name).where(Actor.key.in_(heirs))
        self._heirs = {key: name for key, name in session.execute(query)}  # noqa: C416  # A Result is no mapping.

    def name(self, key: int, now: str) -> str:
        """Give the name of an actor on that day, given the one it has now."""
        return self._names.get(key, now)

    def ended_on(self, key: int) -> date | None:
        """Tell since when an actor is over on that day; None when it is not."""
        until = self.known.periods.get(key, ALWAYS).until
        return until if until is not None and until <= self.day else None

    def became(self, key: int) -> tuple[str, ...]:
        """Name what an actor became by that day."""
        if self.ended_on(key) is None:
            return ()
        heirs = self.known.heirs.get(key, ())
        return tuple(self.name(it, self._heirs[it]) for it in heirs)
