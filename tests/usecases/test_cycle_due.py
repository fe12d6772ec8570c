"""What of the cycle is past its day, and what came before what it is part of.

The strategy began on 1 March 2026; dates and days are worked by hand.
"""

from datetime import date

import pytest
from sqlalchemy import text

from reseau.domain.dissemination import StrategyState, Verdict
from reseau.store.safety.checking import Damage, row_findings
from reseau.store.session import Store
from reseau.usecases.cycle import missions, pledges, strategies
from reseau.usecases.cycle.cycle_due import late_missions, late_pledges, late_strategies
from reseau.usecases.log.cycle_days import MovedTooEarlyError
from reseau.usecases.log.interactions import InteractionChanges, edit_interaction
from tests import cycles

TODAY = date(2026, 11, 20)
DUE = date(2026, 11, 10)


@pytest.fixture
def school(store: Store) -> Store:
    cycles.marked(store)
    return store


def _due(store: Store, day: date) -> None:
    changes = strategies.StrategyChanges(due_on=day)
    strategies.edit_strategy(store, "cour", changes=changes)


def test_strategy_past_its_deadline_is_told_with_its_days(school: Store) -> None:
    _due(school, DUE)
    with school.reading() as session:
        [it] = late_strategies(session, today=TODAY)
    assert (it.name, it.due_on, it.late) == ("Ouvrir la cour", DUE, 10)


def test_strategy_is_not_late_on_its_deadline_nor_once_closed(school: Store) -> None:
    _due(school, DUE)
    with school.reading() as session:
        assert late_strategies(session, today=DUE) == ()
    strategies.close_strategy(
        school, "cour", state=StrategyState.REACHED, on=date(2026, 11, 12)
    )
    with school.reading() as session:
        assert late_strategies(session, today=TODAY) == ()


def test_pledge_past_its_day_is_told_until_it_is_kept(school: Store) -> None:
    promise = pledges.Promise("Appeler", on=date(2026, 4, 1), due=DUE)
    pledges.pledge(school, "cour", cycles.MEMBER, promise=promise)
    with school.reading() as session:
        [it] = late_pledges(session, today=TODAY)
    assert (it.handle, it.actor, it.late) == ("1", cycles.MEMBER, 10)
    pledges.keep_pledge(school, 1, on=date(2026, 11, 15))
    with school.reading() as session:
        assert late_pledges(session, today=TODAY) == ()


def test_mission_past_its_day_waits_for_go_or_no_go(school: Store) -> None:
    changes = missions.MissionChanges(
        hypothesis="On viendra", started_on=date(2026, 3, 1), due_on=DUE
    )
    missions.add_mission(school, "Essai", changes=changes)
    with school.reading() as session:
        assert [it.late for it in late_missions(session, today=TODAY)] == [10]
    day = date(2026, 11, 12)
    missions.decide_mission(school, "Essai", Verdict.AGAIN, on=day)
    with school.reading() as session:
        assert [it.late for it in late_missions(session, today=TODAY)] == [10]
    missions.decide_mission(school, "Essai", Verdict.GO, on=day)
    with school.reading() as session:
        assert late_missions(session, today=TODAY) == ()


def test_interaction_that_came_before_its_strategy_is_found(school: Store) -> None:
    with school.reading() as session:
        assert not [it for it in row_findings(session) if it.damage is Damage.ORDER]
    with school.working("written past Réseau") as work:
        work.session.execute(
            text("UPDATE interaction SET held_on = '2026-02-10' WHERE key = 2")
        )
    with school.reading() as session:
        [it] = [it for it in row_findings(session) if it.damage is Damage.ORDER]
    assert (it.table, it.detail) == (
        "marker_move", "interaction #2, 2026-02-10 < 2026-03-01",
    )  # fmt: skip


def test_interaction_is_not_moved_before_what_it_is_part_of(school: Store) -> None:
    changes = InteractionChanges(held_on=date(2026, 2, 28))
    with pytest.raises(MovedTooEarlyError):
        edit_interaction(school, 2, changes=changes)
    day = InteractionChanges(held_on=date(2026, 3, 1))
    edit_interaction(school, 2, changes=day)
    free = InteractionChanges(held_on=date(2020, 1, 1))
    edit_interaction(school, 1, changes=free)
