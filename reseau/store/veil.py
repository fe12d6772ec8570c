"""Hide, in the texts that are shown to an audience, the people it may not be shown."""

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from reseau.domain.traces import Traces
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.betrayal import erased_slug, traces_of_people
from reseau.store.models import Actor
from reseau.store.rows import may_be_shown

MASK = "[…]"
Line = TypeVar("Line", bound=Any)  # A frozen dataclass.


@dataclass(frozen=True, slots=True)
class Veil:
    """What betrays those who may not be shown."""

    traces: Traces

    def over(self, text: str) -> str:
        """Give a text without the names, addresses and numbers of hidden people.

        A word that only they have is hidden where it is written as a name, with a
        capital letter; a nickname that the store does not know stays.
        """
        return self.traces.veiled(text, instead=MASK) if text else text

    def over_fields(self, line: Line, *names: str) -> Line:
        """Give a line with some of its texts so veiled; an empty one stays empty."""
        texts = {it: getattr(line, it) for it in names}
        return replace(
            line, **{it: text and self.over(text) for it, text in texts.items()}
        )


def veil(session: Session, *, shown_to: Diffusion) -> Veil:
    """Make the veil for an audience; over nothing where everybody may be shown.

    Args:
        session: Open for reading.
        shown_to: Whom the texts are for; those shown to nobody are hidden from all.
    """
    hidden = select(Actor).where(
        Actor.kind == ActorKind.PERSON, not_(may_be_shown(session, shown_to))
    )
    people = session.scalars(hidden.order_by(Actor.key)).all()
    named = [it for it in people if it.slug != erased_slug(it.key)]
    if not named:  # Most stores, for the team: nothing more is read.
        return Veil(Traces(frozenset(), frozenset(), frozenset(), frozenset()))
    return Veil(traces_of_people(session, named))
