"""Pledges that wait for somebody who left: to be dropped, or taken up by another."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from reseau.errors import ReseauError
from reseau.store.models import Pledge
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.shown_people import who
from reseau.usecases.cycle.pledges import refuse_gone


@dataclass(frozen=True, slots=True)
class LeftPledge:
    """A pledge that is not over, of an actor who is not there any more.

    Attributes:
        actor: Name of the actor; None when nobody may be shown them.
    """

    number: int
    what: str
    actor: str | None
    strategy: str


def pledges_left(store: Store, *, at: date | None = None) -> list[LeftPledge]:
    """List the pledges not over by a day, today by default, of actors who left.

    A person left when no role and no seat of theirs is open on that day, though they
    had some; an archived actor left as well.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        query = (
            select(Pledge)
            .where(Pledge.kept_on.is_(None), Pledge.dropped_on.is_(None))
            .where(Pledge.pledged_on <= day)
            .order_by(Pledge.key)
            .options(selectinload(Pledge.actor), selectinload(Pledge.strategy))
        )
        found = []
        for it in session.scalars(query):
            try:
                refuse_gone(session, it.actor, on=day)
            except ReseauError:
                name = who(it.actor).name or None
                found.append(LeftPledge(it.key, it.what, name, it.strategy.name))
    return found
