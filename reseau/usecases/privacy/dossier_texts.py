"""The texts that mention a person, without what betrays the other people in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.traces import Traces
from reseau.domain.vocabulary import ActorKind
from reseau.i18n import gettext as _
from reseau.store.models import Actor, Base, Consent, Interaction, PrivacyRequest
from reseau.store.privacy.betrayal import traces_of_people
from reseau.store.privacy.erasable import TEXTS, TITLED

# Shown whole elsewhere in the file when they are the person's; else, others' business.
_APART = {Consent.evidence, Consent.guardian, PrivacyRequest.requester}
# Who typed a command, thousands of times; a register that names nobody.
_NOT_READ = {"operation", "departure", "erasure"}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One text that mentions the person, as it may be handed to them.

    Attributes:
        on: Day of the interaction; None for a text of another kind.
    """

    table: str
    key: int
    on: date | None
    text: str


class Redaction:
    """Hides other people in texts; keeps count, to be told.

    Attributes:
        hidden: How many places were hidden so far.
    """

    def __init__(self, others: Traces, *, withhold: bool) -> None:
        self._others, self._withhold = others, withhold
        self.hidden = 0

    def shown(self, text: str | None) -> str:
        """Write a text as it may be handed over; empty for None."""
        if not text:
            return ""
        times = len(self._others.found_in(text))
        self.hidden += times
        if times and self._withhold:
            return _("[text withheld: it names somebody else]")
        return self._others.hidden(text, instead=_("[another person]"))


def redaction(
    session: Session, people: Sequence[Actor], *, withhold: bool
) -> Redaction:
    """Make what hides everybody but a person, in a session open for reading.

    Args:
        session: Open for reading.
        people: The person, with the records merged into theirs.
        withhold: Whether a text that names somebody else is withheld whole.
    """
    keys = [it.key for it in people]
    query = select(Actor).where(
        Actor.kind == ActorKind.PERSON, Actor.key.not_in(keys)
    )  # fmt: skip
    others = session.scalars(query.order_by(Actor.key)).all()
    return Redaction(traces_of_people(session, others), withhold=withhold)


def mentions(
    session: Session, people: Sequence[Actor], *, hide: Redaction
) -> Iterator[Mentioned]:
    """Give the texts that mention a person, notes on them aside."""
    own = traces_of_people(session, people)
    keys = {it.key for it in people}
    for column in (*TEXTS, *(it.name for it in TITLED)):
        model: type[Base] = column.class_  # type: ignore[assignment]  # No alias here.
        table = model.__tablename__
        if column in _APART or table in _NOT_READ:
            continue
        rows = select(model.key, column).where(column.is_not(None)).order_by(model.key)
        for key, text in session.execute(rows).all():
            itself = table == "actor" and key in keys
            if not itself and own.found_in(text):
                yield Mentioned(
                    table, key, _day(session, table, key), hide.shown(text)
                )  # fmt: skip


def _day(session: Session, table: str, key: int) -> date | None:
    if table != "interaction":
        return None
    return session.get_one(Interaction, key).held_on
