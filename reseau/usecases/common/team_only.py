"""What the team is shown when somebody is named who may be shown to nobody."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Actor
from reseau.store.privacy.veil import veil
from reseau.store.session import Store

Told = TypeVar("Told")


def for_the_team(session: Session, told: Told) -> Told:
    """Give lines or a card without the names of those who may be shown to nobody.

    Args:
        session: Open for reading.
        told: As ``Veil.over_all`` takes it.
    """
    return veil(session, shown_to=Diffusion.INTERNAL).over_all(told)


def names_somebody_forbidden(
    store: Store, *, slugs: Collection[str] = (), texts: Iterable[str] = ()
) -> bool:
    """Tell whether somebody is among actors or in texts who is shown to nobody.

    Args:
        store: The store.
        slugs: Short codes of actors.
        texts: Titles, notes, names; read only when the codes do not tell.
    """
    with store.reading() as session:
        forbidden = select(Actor.slug).where(Actor.diffusion == Diffusion.FORBIDDEN)
        hidden = set(session.scalars(forbidden))
        if not hidden:
            return False
        if not hidden.isdisjoint(slugs):
            return True
        over = veil(session, shown_to=Diffusion.INTERNAL)
        return any(over.over(it) != it for it in texts)
