"""How often actors were asked lately, before they are asked again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Availability, Diffusion
from reseau.store.models import Expert
from reseau.usecases import load
from reseau.usecases.attendance import Among, known_actors
from reseau.usecases.load import LoadLine

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Load:
    """How much an actor is asked, and what they accept.

    Attributes:
        lately: Interactions of the last 30 days, invitations included.
        usual: Mean number in 30 days over the year before.
        limit: How many they accept in 30 days; None when they did not say.
        availability: None when they did not say.
        away_until: First day on which they may be asked again.
        languages: Codes.
        note: How to ask them.
        told: Whether the audience is told how often they were asked.
        often: Whether that is much more often than usual for them.
    """

    lately: int = 0
    usual: float = 0.0
    limit: int | None = None
    availability: Availability | None = None
    away_until: date | None = None
    languages: tuple[str, ...] = ()
    note: str = ""
    told: bool = True
    often: bool = False

    @property
    def over(self) -> bool:
        """Tell whether they are asked more than they accept, or than usual."""
        if self.limit is not None:
            return self.lately >= self.limit
        return self.often

    def told_to(self, shown_to: Diffusion) -> "Load":
        """Keep what an audience is told: how to ask is for the team alone.

        The public is told when and in which languages an expert may be asked, not
        how often they were.
        """
        if shown_to is Diffusion.INTERNAL:
            return self
        if shown_to is Diffusion.GROUP:
            return replace(self, note="")
        return Load(
            availability=self.availability,
            away_until=self.away_until,
            languages=self.languages,
            told=False,
        )

    def free(self, *, today: date) -> bool:
        """Tell whether they may be asked on a day."""
        away = self.away_until is not None and self.away_until > today
        return not (away or self.over or self.availability is Availability.CLOSED)


def loads(session: Session, actors: Collection[int], *, today: date) -> dict[int, Load]:
    """Give the load of some actors; every one of them has an entry.

    How often they were asked, and how often is too much, is told by ``network load``:
    one rule for both.
    """
    keys = frozenset(actors)
    known = known_actors(session, Diffusion.INTERNAL, among=Among(keys=keys), on=today)
    asked = {
        it.actor.key: it for it in load.loads(session, known, on=today, only=keys).lines
    }
    terms = _terms(session, actors)
    return {it: _load(asked.get(it), terms.get(it)) for it in actors}


def _load(asked: LoadLine | None, terms: Expert | None) -> Load:
    lately, usual = (asked.lately, asked.usual) if asked else (0, 0.0)
    often = asked is not None and asked.over
    if terms is None:
        return Load(lately, usual, often=often)
    return Load(
        lately,
        usual,
        terms.monthly_limit,
        terms.availability,
        terms.away_until,
        tuple(it for it in (terms.languages or "").split(",") if it),
        terms.note or "",
        often=often,
    )


def _terms(session: Session, actors: Collection[int]) -> dict[int, Expert]:
    keys = sorted(actors)
    return {
        it.actor_key: it
        for start in range(0, len(keys), _BATCH)
        for it in session.scalars(
            select(Expert).where(Expert.actor_key.in_(keys[start : start + _BATCH]))
        )
    }
