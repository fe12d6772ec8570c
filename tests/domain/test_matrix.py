"""The nine cells, by hand: who carries what, what it took."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.matrix import (
    PLACES,
    Action,
    filled,
    inferred_carrier,
    inferred_function,
    whole,
)
from reseau.domain.vocabulary import (
    ActionKind,
    Carrier,
    CommitteeKind,
    Function,
    InteractionKind,
)


def action(
    *, present: int = 0, minutes: int | None = None, said: bool = True, day: int = 1
) -> Action:
    return Action(
        ActionKind.INTERACTION, day, "Rencontre", date(2026, 1, day), Function.WATCH,
        Carrier.STAFF, said, said, present, minutes,
    )  # fmt: skip


def test_working_committee_analyses() -> None:
    found = inferred_function(InteractionKind.EVENT, committee=CommitteeKind.WORKING)
    assert found is Function.ANALYSIS


def test_event_disseminates() -> None:
    found = inferred_function(
        InteractionKind.EVENT, committee=CommitteeKind.ADVISORY_GROUP
    )
    assert found is Function.DISSEMINATION


@pytest.mark.parametrize(
    "kind", [it for it in InteractionKind if it is not InteractionKind.EVENT]
)
def test_all_the_rest_is_watch(kind: InteractionKind) -> None:
    assert inferred_function(kind, committee=None) is Function.WATCH


@pytest.mark.parametrize(
    ("committee", "seats", "carrier"),
    [
        (CommitteeKind.ADVISORY_GROUP, (), Carrier.ADVISORY_GROUP),
        (CommitteeKind.STAFF, (), Carrier.STAFF),
        (CommitteeKind.TABLE, (), Carrier.MEMBERS),
        (CommitteeKind.OTHER, (CommitteeKind.STAFF,), Carrier.MEMBERS),
        (None, (), Carrier.STAFF),
        (None, (CommitteeKind.ADVISORY_GROUP,), Carrier.MEMBERS),
        (None, (CommitteeKind.ADVISORY_GROUP, CommitteeKind.STAFF), Carrier.STAFF),
    ],
)
def test_carrier_is_that_of_the_committee_else_of_those_there(
    committee: CommitteeKind | None, seats: tuple[CommitteeKind, ...], carrier: Carrier
) -> None:
    assert inferred_carrier(committee, seats=seats) is carrier


def test_effort_is_length_times_people_there() -> None:
    """90 min × 4 + 30 min × 2 = 420 min = 7 person-hours."""
    found = whole([action(present=4, minutes=90), action(present=2, minutes=30)])
    assert (found.hours, found.timed, found.presences) == (7.0, 2, 0)


def test_presences_stand_for_the_length_that_is_not_known() -> None:
    found = whole([action(present=4), action(present=2, minutes=60)])
    assert (found.presences, found.untimed, found.hours) == (4, 1, 2.0)


def test_cell_knows_how_many_are_inferred_and_its_days() -> None:
    cells = filled([action(day=9, said=False), action(day=2)])
    cell = cells[Function.WATCH, Carrier.STAFF]
    assert (cell.count, cell.inferred) == (2, 1)
    assert (cell.first, cell.last) == (date(2026, 1, 2), date(2026, 1, 9))


@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.integers(0, 50), st.none() | st.just(60))
    )
)
def test_nothing_is_lost_or_counted_twice(
    rows: list[tuple[tuple[Function, Carrier], int, int | None]],
) -> None:
    actions = [
        Action(
            ActionKind.INTERACTION, key, "", date(2026, 1, 1), *place,
            function_said=False, carrier_said=True, present=present, minutes=minutes,
        )
        for key, (place, present, minutes) in enumerate(rows)
    ]  # fmt: skip
    cells = filled(actions).values()
    total = whole(actions)
    assert sum(it.count for it in cells) == total.count == len(rows)
    assert sum(it.minutes for it in cells) == total.minutes
    assert sum(it.presences for it in cells) == total.presences
