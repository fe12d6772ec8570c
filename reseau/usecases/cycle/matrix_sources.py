"""What fills the matrix: one source a kind of action.

To add a kind of action, add a source to ``SOURCES``: its SELECT gives key, title, day,
function and carrier, the last two empty when nobody said them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from reseau.domain.matrix import (
    Action,
    Place,
)
from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActionKind,
    Carrier,
    Function,
    Role,
)
from reseau.store.models import (
    Interaction,
    Mission,
    Participation,
    Product,
    Signal,
    Strategy,
)
from reseau.usecases.cycle.cycle_cells import inferred_cells
from reseau.usecases.log.guessed_places import interaction_places, signal_places

Efforts = Mapping[int, tuple[int, int | None]]
"""Key to how many were present, and the minutes it lasted."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What is known of the actions of a source, by key, whatever the period."""

    guesses: Mapping[int, Place]
    efforts: Efforts


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of action.

    Attributes:
        rows: SELECT of key, title, day, function, carrier, in this order.
        day: The column of its day, by which a period is asked for.
        usual: The cell of an action of which nobody said it.
        guess: Gives better guesses than ``usual``, by key.
        effort: Gives what each action took, by key.
    """

    kind: ActionKind
    rows: Select[int, str, date, Function | None, Carrier | None]
    day: Any  # A column of days, empty or not.
    usual: Place
    guess: Callable[[Session], Mapping[int, Place]] | None = None
    effort: Callable[[Session], Efforts] | None = None

    def ready(self, session: Session) -> "Ready":
        """Read once what every period needs: guesses and efforts, by key."""
        return Ready(
            {} if self.guess is None else self.guess(session),
            {} if self.effort is None else self.effort(session),
        )

    def actions(
        self, session: Session, period: Period, ready: "Ready"
    ) -> Iterator[Action]:
        """Give the actions of a period, oldest first."""
        query = self.rows.where(*_within(self.day, period))
        guesses, efforts = ready.guesses, ready.efforts
        for key, title, day, function, carrier in session.execute(query):
            guess = guesses.get(key, self.usual)
            present, minutes = efforts.get(key, (0, None))
            yield Action(
                self.kind, key, title, day,
                guess[0] if function is None else function,
                guess[1] if carrier is None else carrier,
                function is not None, carrier is not None, present, minutes,
            )  # fmt: skip


def _within(column: Any, period: Period) -> list[ColumnElement[bool]]:
    found = [column.is_not(None)]
    if period.since is not None:
        found.append(column >= period.since)
    if period.until is not None:
        found.append(column < period.until)
    return found


def _interaction_efforts(session: Session) -> Efforts:
    query = (
        select(Interaction.key, Interaction.minutes, func.count(Participation.key))
        .outerjoin(
            Participation,
            (Participation.interaction_key == Interaction.key)
            & Participation.role.in_([it for it in Role if it.present]),
        )
        .group_by(Interaction.key, Interaction.minutes)
    )
    return {key: (present, minutes) for key, minutes, present in session.execute(query)}


SOURCES: list[Source] = [
    Source(
        ActionKind.INTERACTION,
        select(
            Interaction.key, Interaction.title, Interaction.held_on,
            Interaction.function, Interaction.carrier,
        ).order_by(Interaction.held_on, Interaction.key),
        Interaction.held_on,
        (Function.WATCH, Carrier.STAFF),
        guess=interaction_places,
        effort=_interaction_efforts,
    ),
    Source(
        ActionKind.SIGNAL,
        select(
            Signal.key, Signal.title, Signal.seen_on, Signal.function, Signal.carrier
        ).order_by(Signal.seen_on, Signal.key),
        Signal.seen_on,
        (Function.WATCH, Carrier.STAFF),
        guess=signal_places,
    ),
    Source(
        ActionKind.PRODUCT,
        select(
            Product.key, Product.name, Product.made_on, Product.function,
            Product.carrier,
        ).order_by(Product.made_on, Product.key),
        Product.made_on,
        (Function.ANALYSIS, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Product),
    ),
    Source(
        ActionKind.STRATEGY,
        select(
            Strategy.key, Strategy.name, Strategy.started_on, Strategy.function,
            Strategy.carrier,
        ).order_by(Strategy.started_on, Strategy.key),
        Strategy.started_on,
        (Function.DISSEMINATION, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Strategy),
    ),
    Source(
        ActionKind.MISSION,
        select(
            Mission.key, Mission.name, Mission.started_on, Mission.function,
            Mission.carrier,
        ).order_by(Mission.started_on, Mission.key),
        Mission.started_on,
        (Function.DISSEMINATION, Carrier.STAFF),
        guess=lambda session: inferred_cells(session, Mission),
    ),
]  # fmt: skip
