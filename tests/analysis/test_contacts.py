"""Contacts within a budget and limits: exact values, every choice tried, laws."""

import csv
import itertools
import json
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import contact_plan, contact_reach
from reseau.analysis.diffusion.cascades import NotANodeError
from reseau.analysis.diffusion.contact_draws import StepsError
from reseau.analysis.diffusion.contacts import AcceptedError, BudgetError
from reseau.analysis.diffusion.covering import Chosen, Limit, Terms, choose
from reseau.analysis.diffusion.probabilities import NotAProbabilityError
from reseau.analysis.diffusion.seeding import CostError, SeedRule

GOLDEN = Path(__file__).parents[1] / "data" / "goldens" / "18_ic_exact_celf_neo4j"
EXPECTED: Any = json.loads((GOLDEN / "expected.json").read_text("utf-8"))


def ten() -> "nx.DiGraph[str]":
    """The graph of the documentation of Neo4j's CELF."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    with (GOLDEN / "edges.csv").open(encoding="utf-8") as file:
        graph.add_edges_from((a, b) for a, b in list(csv.reader(file))[1:])
    return graph


# Choosing under limits


def chosen(
    sets: list[set[int]], terms: Terms, *, per_cost: bool = False, size: int = 12
) -> Chosen:
    rows = [np.array(sorted(it), np.int64) for it in sets]
    return choose(np.ones(size), rows.__getitem__, terms=terms, per_cost=per_cost)


def test_most_is_covered_first_then_what_is_left() -> None:
    sets = [{0, 1, 2}, {2, 3}, {3, 4, 5, 6}]
    found = chosen(sets, Terms([1, 1, 1], k=2))
    assert (found.items, found.gains) == ((2, 0), (4, 3))


def test_greedy_by_gain_may_be_the_worse_and_by_cost_the_better() -> None:
    """One for 4 covers 5; four for 1 each cover 8 together."""
    sets = [{0, 1, 2, 3, 4}, {5, 6}, {7, 8}, {9, 10}, {0, 11}]
    terms = Terms([4, 1, 1, 1, 1], budget=4)
    assert chosen(sets, terms).value == 5
    assert chosen(sets, terms, per_cost=True).value == 8


def test_limit_of_a_group_is_respected() -> None:
    sets = [{0, 1, 2}, {3, 4}, {5}]
    found = chosen(sets, Terms([1, 1, 1], k=2, limits=[Limit([0, 0, 1], [1, 1])]))
    assert found.items == (0, 2)


def test_bound_is_reached_where_nothing_overlaps() -> None:
    found = chosen([{0}, {1, 2}, {3, 4, 5}], Terms([1, 1, 1], k=2))
    assert (found.value, found.bound) == (5, 5)


def test_nothing_to_choose_from() -> None:
    found = chosen([], Terms([], k=2))
    assert (found.items, found.value, found.bound) == ((), 0, 0)


ITEM = st.tuples(
    st.frozensets(st.integers(0, 11), max_size=5),
    st.sampled_from([1.0, 1.0, 2.0, 3.5]),
    st.integers(0, 2),
    st.integers(0, 1),
)


@given(
    items=st.lists(ITEM, max_size=7),
    budget=st.sampled_from([1.0, 2.5, 4.0, 100.0]),
    most=st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
    carried=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    per_cost=st.booleans(),
)
@settings(max_examples=150)
def test_no_choice_within_the_terms_passes_the_bound(
    items: list[tuple[frozenset[int], float, int, int]],
    budget: float,
    most: tuple[int, int, int],
    carried: tuple[int, int],
    *,
    per_cost: bool,
) -> None:
    """Every choice is tried; the greedy one is within the terms too."""
    terms = Terms(
        [it[1] for it in items], budget,
        limits=[Limit([it[2] for it in items], most),
                Limit([it[3] for it in items], carried)],
    )  # fmt: skip
    found = chosen([set(it[0]) for it in items], terms, per_cost=per_cost)

    def within(some: tuple[int, ...]) -> bool:
        return sum(items[it][1] for it in some) <= budget + 1e-9 and all(
            sum(items[it][place] == group for it in some) <= limit[group]
            for place, limit in ((2, most), (3, carried))
            for group in range(len(limit))
        )

    every = (
        some
        for size in range(len(items) + 1)
        for some in itertools.combinations(range(len(items)), size)
        if within(some)
    )
    best = max(len(set().union(*(items[it][0] for it in some))) for some in every)
    assert within(found.items)
    assert found.value <= best <= found.bound + 1e-9


# Plans


def test_contacts_that_are_sure_to_be_heard_are_the_exact_greedy_choice() -> None:
    graph = ten()
    sure = {("a member", it): 1.0 for it in graph}
    found = contact_plan(graph, sure, 3, probability=0.1, per_target=1)
    names, spreads = zip(*EXPECTED["greedy"], strict=True)
    assert tuple(it.target for it in found.contacts) == names
    assert list(itertools.accumulate(it.gain for it in found.contacts)) == (
        pytest.approx(spreads, abs=EXPECTED["tolerance"])
    )
    assert found.error == 0


def test_sets_give_the_same_choice_within_their_error() -> None:
    graph = ten()
    sure = {("a member", it): 1.0 for it in graph}
    found = contact_plan(graph, sure, 3, probability=0.1, sampled=True)
    assert found.sampled
    assert 0 < found.error < 0.05
    assert found.spread == pytest.approx(3.8871, abs=4 * found.error)


@pytest.mark.parametrize("sampled", [True, False])
def test_contact_is_heard_as_often_as_it_is_said(*, sampled: bool) -> None:
    """0 - 1, told to 0 with a chance of ½: ½ + ½ × ½."""
    path = nx.path_graph(2)
    found = contact_plan(
        path, {("Ana", 0): 0.5}, 1, probability=0.5, runs=20_000, sampled=sampled
    )
    assert found.spread == pytest.approx(0.75, abs=4 * found.error)


@pytest.mark.parametrize("sampled", [True, False])
def test_second_member_adds_what_the_first_missed(*, sampled: bool) -> None:
    """Heard with 0.6, then with 0.5: 0.6 + 0.4 × 0.5."""
    found = contact_plan(
        nx.empty_graph(1), {("Ana", 0): 0.6, ("Luc", 0): 0.5}, 2, runs=20_000,
        sampled=sampled,
    )  # fmt: skip
    assert [it.member for it in found.contacts] == ["Ana", "Luc"]
    assert found.spread == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize(
    ("steps", "spread"), [(0, 1), (1, 1.5), (2, 1.75), (None, 1.875)]
)
def test_message_goes_through_so_many_ties(steps: int | None, spread: float) -> None:
    """0 - 1 - 2 - 3, each with ½, told to 0: 1 + ½ + ¼ + ⅛, cut."""
    value, error = contact_reach(
        nx.path_graph(4), {("Ana", 0): 1}, probability=0.5, steps=steps, sampled=True
    )
    assert value == pytest.approx(spread, abs=4 * error + 1e-9)


def test_target_gets_no_more_contacts_than_it_accepts() -> None:
    contacts = {(member, node): 0.3 for node in range(3) for member in "abc"}
    found = contact_plan(nx.empty_graph(3), contacts, 9, per_target={0: 0, 1: 1, 2: 2})
    assert sorted(str(it.target) for it in found.contacts) == ["1", "2", "2"]


def test_member_makes_no_more_contacts_than_asked() -> None:
    contacts = {(member, node): 0.5 for node in range(4) for member in "ab"}
    found = contact_plan(nx.empty_graph(4), contacts, 9, per_target=1, per_member=1)
    assert sorted(str(it.member) for it in found.contacts) == ["a", "b"]


def test_limit_holds_however_many_contacts_the_budget_allows() -> None:
    found = contact_plan(nx.empty_graph(2), {("a", 0): 1, ("a", 1): 1}, 100)
    assert (len(found.contacts), found.cost, found.ratio) == (2, 2, 1)


def test_cheap_contacts_are_preferred_when_they_do_more_together() -> None:
    """The star's centre costs the whole budget and reaches 3; three leaves reach 3+."""
    graph: nx.Graph[int] = nx.star_graph(2)
    graph.add_nodes_from(range(3, 9))
    contacts = {("a", node): 1.0 for node in graph}
    found = contact_plan(graph, contacts, 4, probability=1, costs={0: 4})
    assert found.rule is SeedRule.GAIN_PER_COST
    assert found.spread == 6  # A leaf of the star, which reaches it whole, and three.


def test_cost_of_one_contact_goes_before_that_of_the_target() -> None:
    contacts = {("a", 0): 1.0, ("b", 0): 1.0}
    costs = {0: 3.0, ("b", 0): 1.0}
    found = contact_plan(nx.empty_graph(1), contacts, 2, costs=costs)
    assert [(it.member, it.cost) for it in found.contacts] == [("b", 1.0)]


def test_values_weigh_who_is_reached_and_actors_do_not() -> None:
    contacts = {("a", node): 1.0 for node in range(3)}
    found = contact_plan(
        nx.empty_graph(3), contacts, 2, values={0: 0.25, 1: 0.5, 2: 0.0}
    )
    assert [it.target for it in found.contacts] == [1, 0]
    assert (found.spread, found.actors) == (0.75, 2)


def test_who_is_worth_nothing_is_not_reached() -> None:
    found = contact_plan(nx.empty_graph(2), {("a", 0): 1.0}, 2, values={})
    assert (found.contacts, found.spread, found.ratio) == ((), 0, 1)


def test_without_contact_nobody_is_reached() -> None:
    found = contact_plan(nx.path_graph(3), {}, 5, probability=0.5)
    assert (found.contacts, found.spread, found.bound) == ((), 0, 0)


def test_same_seed_gives_the_same_plan() -> None:
    karate = nx.karate_club_graph()
    contacts = {("a", node): 0.4 for node in karate}
    one, other = (
        contact_plan(karate, contacts, 4, probability=0.1, runs=300) for _ in range(2)
    )
    assert one == other


def test_what_a_plan_reaches_is_not_flattered_by_the_choice() -> None:
    """On few draws the best ones look better than they are."""
    graph: nx.Graph[int] = nx.empty_graph(300)
    contacts = {("a", node): 0.5 for node in graph}
    found = contact_plan(graph, contacts, 5, runs=20)
    assert found.chosen_on > 3.5  # Of five: the luckiest of three hundred.
    assert found.spread == pytest.approx(2.5, abs=4 * found.error)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"budget": 0}, BudgetError),
        ({"costs": {0: 0}}, CostError),
        ({"per_target": -1}, AcceptedError),
        ({"contacts": {("a", 9): 1}}, NotANodeError),
        ({"contacts": {("a", 0): 1.5}}, NotAProbabilityError),
        ({"steps": -1}, StepsError),
    ],
)
def test_what_cannot_be_planned_is_refused(
    more: dict[str, Any], error: type[Exception]
) -> None:
    asked: dict[str, Any] = {"contacts": {("a", 0): 1}, "budget": 1} | more
    with pytest.raises(error):
        contact_plan(nx.empty_graph(1), probability=0.5, **asked)
