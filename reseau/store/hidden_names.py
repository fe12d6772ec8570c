"""Names that an audience may not be shown, to keep out of what is found."""

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from reseau.domain.phrases import Phrase
from reseau.domain.terms import sequence
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.models import Actor, Alias
from reseau.store.rows import may_be_shown

_LEAST = 2


def hidden_names(session: Session, *, shown_to: Diffusion) -> list[Phrase]:
    """Give the names and aliases of the people whom an audience may not be shown.

    Names of one word are left in: too many texts have that word and mean no one.
    Somebody else's name stays in when it is the same as a hidden one's.
    """
    hidden = not_(may_be_shown(session, shown_to))
    person = Actor.kind == ActorKind.PERSON
    names = [*session.scalars(select(Actor.name).where(person, hidden))]
    names += session.scalars(select(Alias.name).join(Alias.actor).where(person, hidden))
    found = {sequence(it) for it in names}
    return sorted(it for it in found if len(it) >= _LEAST)
