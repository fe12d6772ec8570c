"""Names of actors, of those that an audience may be shown."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion
from reseau.store import rows
from reseau.store.models import Actor


def shown_names(
    session: Session,
    keys: Collection[int],
    *,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> dict[int, str]:
    """Give the names of some actors; those who may not be shown are left out.

    Former records, merged or archived, keep their name: a line of the past names them.
    """
    if not keys:
        return {}
    query = select(Actor.key, Actor.name).where(
        Actor.key.in_(sorted(keys)), rows.may_be_shown(session, shown_to)
    )
    return {key: name for key, name in session.execute(query)}  # noqa: C416  # A Result is no mapping.
