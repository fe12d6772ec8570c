"""The day of an interaction, and what of the cycle rests on it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError
from reseau.i18n import N_, formats
from reseau.store.models import (
    Interaction,
    Marker,
    MarkerMove,
    Mission,
    MissionTest,
    Strategy,
    StrategyStep,
)
from reseau.usecases.common.cycle_edits import last_day


class MovedTooEarlyError(ConflictError):
    """An interaction would come before what it is part of."""

    message = N_(
        "Interaction {number} cannot be of {day}: it is part of “{name}”, which began "
        "on {start}. Give a later day, correct the start, or detach it first."
    )


def refuse_too_early(session: Session, interaction: Interaction) -> None:
    """See that a strategy or a mission had begun by the day of an interaction.

    Raises:
        MovedTooEarlyError: One had not.
    """
    day = last_day(interaction)
    for name, start in _starts(session, interaction.key):
        if day < start:
            raise MovedTooEarlyError(
                number=f"#{interaction.key}",
                day=formats.full_date(day),
                name=name,
                start=formats.full_date(start),
            )


def _starts(session: Session, key: int) -> list[tuple[str, date]]:
    """Give what an interaction is part of, and since when that goes on."""
    strategy = Strategy.name, Strategy.started_on
    queries = (
        select(*strategy)
        .join(Marker, Marker.strategy_key == Strategy.key)
        .join(MarkerMove, MarkerMove.marker_key == Marker.key)
        .where(MarkerMove.interaction_key == key)
        .order_by(Strategy.key),
        select(*strategy)
        .join(StrategyStep, StrategyStep.strategy_key == Strategy.key)
        .where(StrategyStep.interaction_key == key)
        .order_by(Strategy.key),
        select(Mission.name, Mission.started_on)
        .join(MissionTest, MissionTest.mission_key == Mission.key)
        .where(MissionTest.interaction_key == key)
        .order_by(Mission.key),
    )
    return [(name, day) for query in queries for name, day in session.execute(query)]
