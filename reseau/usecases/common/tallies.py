"""How many interactions each record has, and the last one."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.store.models import Interaction


class Tally(NamedTuple):
    """How many interactions, and the day of the last one."""

    number: int = 0
    last: date | None = None


NONE = Tally()


def tally(
    session: Session,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    *,
    among: Collection[int] | None = None,
    until: date | None = None,
) -> dict[int, Tally]:
    """Count interactions by what a column refers to; what has none is left out.

    Args:
        session: Where to read.
        column: Of interaction, or of a table that has one row an interaction and
            thing referred to, such as ``Participation.actor_key``.
        among: Only for these keys; None for all.
        until: Only what was held on that day or before; None for all.
    """
    query = select(column, func.count(), func.max(Interaction.held_on)).select_from(
        Interaction
    )
    if column.class_ is not Interaction:
        query = query.join(column.class_)
    if until is not None:
        query = query.where(Interaction.held_on <= until)
    if among is not None:
        query = query.where(column.in_(among))
    rows = session.execute(query.where(column.is_not(None)).group_by(column))
    return {key: Tally(number, last) for key, number, last in rows if key is not None}
