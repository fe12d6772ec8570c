"""The matrix: what each action is for × who carries it, said or inferred."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from reseau.domain.vocabulary import (
    ActionKind,
    Carrier,
    CommitteeKind,
    Function,
    InteractionKind,
)

Place = tuple[Function, Carrier]
"""A cell of the matrix."""
PLACES: tuple[Place, ...] = tuple(
    (function, carrier) for function in Function for carrier in Carrier
)
_MINUTES = 60


def inferred_function(
    kind: InteractionKind, *, committee: CommitteeKind | None
) -> Function:
    """Infer what an interaction is for, when nobody said.

    A working committee analyses; an event is for others to learn from; all the rest
    is watch and mobilization.
    """
    if committee is CommitteeKind.WORKING:
        return Function.ANALYSIS
    if kind is InteractionKind.EVENT:
        return Function.DISSEMINATION
    return Function.WATCH


def inferred_carrier(
    committee: CommitteeKind | None, *, seats: Iterable[CommitteeKind] = ()
) -> Carrier:
    """Infer who carries an action, when nobody said.

    Args:
        committee: What the committee that met is; None when none did.
        seats: Where those who were there sit, themselves or whom they stand for;
            read only when no committee met.

    Returns:
        The committee's own: the advisory group, the staff, or members for any other.
        Without a committee, the staff when one of the team was there, else the members
        when one of them was, else the staff, who keeps the log.
    """
    if committee is not None:
        return _OF.get(committee, Carrier.MEMBERS)
    found = set(seats)
    if found and CommitteeKind.STAFF not in found:
        return Carrier.MEMBERS
    return Carrier.STAFF


_OF = {
    CommitteeKind.ADVISORY_GROUP: Carrier.ADVISORY_GROUP,
    CommitteeKind.STAFF: Carrier.STAFF,
}


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the matrix: an interaction, a signal, a product.

    Attributes:
        function_said: Whether somebody said what it is for; else it is inferred.
        carrier_said: Whether somebody said who carries it; else it is inferred.
        present: How many were there; 0 for what nobody attends.
        minutes: How long it lasted; None when not known.
    """

    kind: ActionKind
    key: int
    title: str
    on: date
    function: Function
    carrier: Carrier
    function_said: bool
    carrier_said: bool
    present: int = 0
    minutes: int | None = None

    @property
    def place(self) -> Place:
        """Give its cell."""
        return self.function, self.carrier

    @property
    def inferred(self) -> bool:
        """Tell whether its cell is a guess, on one axis or both."""
        return not (self.function_said and self.carrier_said)


@dataclass(slots=True)
class Cell:
    """What one cell holds; it grows while the matrix is filled.

    Attributes:
        inferred: How many of its actions are there by a guess.
        kinds: How many of each kind of action.
        minutes: Minutes × people present, of the interactions whose length is known.
        timed: How many interactions those are.
        presences: People present, each time, at the other interactions.
        untimed: How many interactions those are.
        first: Day of its first action.
        last: Day of its last one.
    """

    count: int = 0
    inferred: int = 0
    kinds: Counter[ActionKind] = field(default_factory=Counter)
    minutes: int = 0
    timed: int = 0
    presences: int = 0
    untimed: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def hours(self) -> float:
        """Give the person-hours of the interactions whose length is known."""
        return self.minutes / _MINUTES

    def add(self, action: Action) -> None:
        """Count an action in."""
        self.count += 1
        self.inferred += action.inferred
        self.kinds[action.kind] += 1
        self.first = action.on if self.first is None else min(self.first, action.on)
        self.last = action.on if self.last is None else max(self.last, action.on)
        if action.minutes is not None:
            self.timed += 1
            self.minutes += action.minutes * action.present
        elif action.kind is ActionKind.INTERACTION:
            self.untimed += 1
            self.presences += action.present


def filled(actions: Iterable[Action]) -> dict[Place, Cell]:
    """Fill the nine cells; an empty one counts 0."""
    cells = {place: Cell() for place in PLACES}
    for it in actions:
        cells[it.place].add(it)
    return cells


def whole(actions: Iterable[Action]) -> Cell:
    """Count all actions together, as one cell."""
    total = Cell()
    for it in actions:
        total.add(it)
    return total
