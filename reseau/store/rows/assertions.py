"""What people assert: influences and positions, as narrow rows for the analysis."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.domain.evidence import InfluenceRow, PositionRow
from reseau.store.models import Influence, Objective, Position


def influence_rows(session: Session, *, on: date | None = None) -> list[InfluenceRow]:
    """Read the influences asserted by a day, in the order of the keys.

    Those without a day count whatever the day.
    """
    query = (
        select(
            Influence.key,
            Influence.source_key,
            Influence.target_key,
            Influence.theme_key,
            Influence.strength,
            Influence.asserted_by_key,
            Influence.asserted_on,
        )
        .where(by_then(Influence.asserted_on, on))
        .order_by(Influence.key)
    )
    return [InfluenceRow(*row) for row in session.execute(query)]


def position_rows(
    session: Session,
    *,
    on: date | None = None,
    themes: Collection[int] | None = None,
) -> list[PositionRow]:
    """Read the positions asserted by a day, in the order of the keys.

    Args:
        session: Where they are.
        on: The last day; None for all.
        themes: Only on objectives about one of these, or about none in particular.
    """
    query = (
        select(
            Position.key,
            Position.actor_key,
            Position.objective_key,
            Position.stance,
            Position.priority,
            Position.asserted_by_key,
            Position.asserted_on,
        )
        .join(Objective, Objective.key == Position.objective_key)
        .where(by_then(Position.asserted_on, on))
        .order_by(Position.key)
    )
    if themes is not None:
        about = or_(Objective.theme_key.in_(themes), Objective.theme_key.is_(None))
        query = query.where(about)
    return [PositionRow(*row) for row in session.execute(query)]


def by_then(
    day: InstrumentedAttribute[date | None], on: date | None
) -> ColumnElement[bool]:
    """Keep what was asserted by a day, or on a day that is not known."""
    return or_(day.is_(None), day <= (date.max if on is None else on))
