"""The cycle as it stood on a day, and in how many queries its lists are read.

The strategy began on 1 March 2026; its marker 1 was reached on 10 April, its marker 2
on 20 September. Every state is worked by hand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from reseau.domain.dissemination import (
    MarkerLevel,
    MarkerState,
    ProductKind,
    StrategyState,
    Verdict,
)
from reseau.store.session import Store
from reseau.usecases.cycle import (
    markers,
    missions,
    outcomes,
    pledges,
    products,
    strategies,
    strategy_steps,
)
from reseau.usecases.cycle.marker_lists import list_markers
from reseau.usecases.cycle.mission_cards import list_missions
from reseau.usecases.cycle.need_lists import NeedFilter, list_needs
from reseau.usecases.cycle.outcome_cards import OutcomeFilter, list_outcomes
from reseau.usecases.cycle.product_cards import ProductFilter, list_products
from reseau.usecases.cycle.signal_lists import SignalFilter, list_signals
from reseau.usecases.cycle.strategy_cards import list_strategies, strategy_card
from reseau.usecases.governance.decision_lists import list_decisions
from tests import cycles

MAY = date(2026, 5, 1)


@pytest.fixture
def told(sqlite_store: Store) -> Store:
    cycles.chain(sqlite_store)
    return sqlite_store


def test_marker_is_as_it_was_before_it_moved(told: Store) -> None:
    states = [it.state for it in list_markers(told, at=MAY)]
    assert states == [MarkerState.REACHED, None, None, None]


def test_strategy_closed_since_was_running(told: Store) -> None:
    strategies.close_strategy(
        told, "cour", state=StrategyState.REACHED, on=date(2026, 11, 12)
    )
    assert list_strategies(told, lang="fr") == []
    [it] = list_strategies(told, lang="fr", at=MAY)
    assert (it.state, it.closed_on) == (StrategyState.RUNNING, None)
    assert (it.steps, it.like, it.products, it.outcomes) == (1, 0, 1, 0)
    assert strategy_card(told, "cour", lang="fr", at=MAY).lesson is None


def test_strategy_that_began_later_is_not_listed(told: Store) -> None:
    day = date(2026, 2, 28)
    assert list_strategies(told, lang="fr", at=day) == []
    assert list_markers(told, at=day) == []


def test_pledge_kept_since_was_open(told: Store) -> None:
    promise = pledges.Promise("Appeler", on=date(2026, 4, 1))
    pledges.pledge(told, "cour", cycles.MEMBER, promise=promise)
    pledges.keep_pledge(told, 1, on=date(2026, 6, 1))
    counts = [
        len(pledges.list_pledges(told, at=it)) for it in (date(2026, 3, 31), MAY, None)
    ]
    assert counts == [0, 1, 0]


def test_mission_decided_since_was_tested(told: Store) -> None:
    changes = missions.MissionChanges(hypothesis="x", started_on=date(2026, 3, 1))
    missions.add_mission(told, "Essai", changes=changes)
    missions.decide_mission(told, "Essai", Verdict.GO, on=date(2026, 6, 1))
    [then] = list_missions(told, lang="fr", at=MAY)
    assert (then.verdict, list_missions(told, lang="fr")) == (None, [])


def test_what_came_later_is_not_known(told: Store) -> None:
    day = date(2026, 1, 15)
    assert len(list_signals(told, SignalFilter(at=day), lang="fr")) == 1
    assert list_needs(told, NeedFilter(at=day), lang="fr") == []
    assert list_products(told, ProductFilter(at=day), lang="fr") == []
    assert list_outcomes(told, OutcomeFilter(at=MAY), lang="fr") == []


# Queries


@contextmanager
def _counted(store: Store) -> Iterator[list[str]]:
    found: list[str] = []

    def note(*given: Any) -> None:  # Any: what SQLAlchemy hands to a listener.
        found.append(str(given[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


LISTS: dict[str, Callable[[Store], object]] = {
    "strategies": lambda it: list_strategies(it, all_=True, lang="fr"),
    "markers": list_markers,
    "pledges": lambda it: pledges.list_pledges(it, all_=True),
    "missions": lambda it: list_missions(it, all_=True, lang="fr"),
    "products": lambda it: list_products(it, ProductFilter(), lang="fr"),
    "outcomes": lambda it: list_outcomes(it, OutcomeFilter(), lang="fr"),
    "signals": lambda it: list_signals(it, SignalFilter(all=True), lang="fr"),
    "needs": lambda it: list_needs(it, NeedFilter(all=True), lang="fr"),
    "decisions": list_decisions,
}


def _more(store: Store, first: int) -> None:
    """Add three of each that a list would read one by one."""
    for n in range(first, first + 3):
        name = f"Stratégie {n}"
        cycles.strategy(store, name)
        strategy_steps.add_steps(store, name, [2, 3])
        markers.add_marker(store, name, f"Signe {n}", level=MarkerLevel.LIKE)
        promise = pledges.Promise(f"Faire {n}", on=date(2026, 4, 1))
        pledges.pledge(store, name, cycles.MEMBER, promise=promise)
        changes = missions.MissionChanges(hypothesis="x", started_on=date(2026, 3, 1))
        missions.add_mission(store, f"Mission {n}", changes=changes)
        missions.add_tests(store, f"Mission {n}", [2, 3])
        made = products.ProductChanges(
            made_on=date(2026, 3, 15), needs=("1",), strategies=(name,)
        )
        products.add_product(store, f"Note {n}", kind=ProductKind.NOTE, changes=made)
        outcomes.add_outcome(
            store, f"Retombée {n}", changes=cycles.opened(strategies=(name,))
        )


@pytest.mark.parametrize("name", LISTS)
def test_list_is_read_in_as_many_queries_however_long_it_is(
    told: Store, name: str
) -> None:
    counts = []
    for first in (0, 3):
        _more(told, first)
        with _counted(told) as queries:
            LISTS[name](told)
        counts.append(len(queries))
    assert counts[0] == counts[1]
