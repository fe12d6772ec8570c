"""Cascades and whom to tell first: exact published values, hand-worked ones, laws."""

import csv
import itertools
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import (
    SnapshotBank,
    contact_probabilities,
    independent_cascade,
    influence_maximization,
    tie_probability,
    weighted_cascade,
)
from reseau.analysis.diffusion.cascades import (
    NoProbabilityError,
    NotANodeError,
    RunsError,
)
from reseau.analysis.diffusion.probabilities import NotAProbabilityError, passing
from reseau.analysis.diffusion.seeding import CostError, NoLimitError, SeedRule

GOLDEN = Path(__file__).parents[1] / "data" / "goldens" / "18_ic_exact_celf_neo4j"
EXPECTED: Any = json.loads((GOLDEN / "expected.json").read_text("utf-8"))
CLOSE: float = EXPECTED["tolerance"]


def ten() -> "nx.DiGraph[str]":
    """The graph of the documentation of Neo4j's CELF."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    with (GOLDEN / "edges.csv").open(encoding="utf-8") as file:
        graph.add_edges_from((a, b) for a, b in list(csv.reader(file))[1:])
    return graph


@pytest.mark.parametrize(("name", "spread"), EXPECTED["single_spread"].items())
def test_spread_from_one_is_the_exact_one(name: str, spread: float) -> None:
    found = independent_cascade(ten(), [name], probability=0.1)
    assert found.spread == pytest.approx(spread, abs=CLOSE)
    assert (found.exact, found.error, found.runs) == (True, 0, 2**14)


def test_greedy_choice_is_the_exact_one() -> None:
    found = influence_maximization(ten(), 3, probability=0.1)
    names, spreads = zip(*EXPECTED["greedy"], strict=True)
    assert found.seeds == names
    assert found.spreads == pytest.approx(spreads, abs=CLOSE)


def test_no_three_do_better_than_the_greedy_ones() -> None:
    bank = SnapshotBank(ten(), probability=0.1)
    best = max(bank.spread(it) for it in itertools.combinations(bank.nodes, 3))
    assert best == pytest.approx(EXPECTED["greedy"][-1][1], abs=CLOSE)


def test_drawn_snapshots_come_near_the_exact_spread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reseau.analysis.diffusion.cascades.EXACT_TIES", 0)
    found = independent_cascade(ten(), ["Alice", "Ethan", "Michael"], probability=0.1)
    assert (found.exact, found.runs) == (False, 10_000)
    assert 0 < found.error < 0.02
    assert found.spread == pytest.approx(3.8871, abs=4 * found.error)


def test_undirected_tie_lets_through_both_ways() -> None:
    # 0 - 1 - 2, told to 1: 1 + ½ + ½; told to 0: 1 + ½ + ¼.
    path = nx.path_graph(3)
    assert independent_cascade(path, [1], probability=0.5).spread == 2
    assert independent_cascade(path, [0], probability=0.5).reached == {
        0: 1,
        1: 0.5,
        2: 0.25,
    }


def test_undirected_is_the_same_as_both_directions() -> None:
    ring = nx.cycle_graph(5)
    both = independent_cascade(ring.to_directed(), [0], probability=0.3).spread
    assert independent_cascade(ring, [0], probability=0.3).spread == pytest.approx(both)


def test_probabilities_are_read_on_the_edges() -> None:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", probability=0.25)
    graph.add_edge("b", "c", p=1)
    graph.edges["b", "c"]["probability"] = 1.0
    assert independent_cascade(graph, ["a"]).spread == 1.5


def test_two_edges_are_two_chances() -> None:
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph([(0, 1), (0, 1)])
    assert independent_cascade(graph, [0], probability=0.5).spread == 1.75


def test_values_weigh_who_is_reached() -> None:
    found = independent_cascade(
        nx.path_graph(3), [0], probability=0.5, values={0: 0, 2: 4}
    )
    assert found.spread == 1


def test_nobody_told_reaches_nobody() -> None:
    assert independent_cascade(nx.path_graph(3), [], probability=0.5).spread == 0


def test_without_ties_the_seeds_are_reached() -> None:
    found = independent_cascade(nx.empty_graph(3), [0, 2, 0])
    assert (found.spread, found.seeds, found.exact) == (2, (0, 2), True)


def test_empty_graph_has_nobody_to_tell() -> None:
    assert influence_maximization(nx.empty_graph(0), 2).seeds == ()


def test_certain_ties_need_no_draw() -> None:
    found = independent_cascade(nx.path_graph(500), [0], probability=1)
    assert (found.spread, found.exact, found.runs) == (500, True, 1)


def test_same_seed_gives_the_same_estimate() -> None:
    karate = nx.karate_club_graph()
    one, other = (
        independent_cascade(karate, [0], probability=0.1, runs=500) for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize("directed", [True, False])
def test_estimate_holds_within_its_error_at_more_snapshots(*, directed: bool) -> None:
    karate = nx.karate_club_graph()
    graph = karate.to_directed() if directed else karate
    few = independent_cascade(graph, [0], probability=0.1, runs=4000, seed=5)
    many = independent_cascade(graph, [0], probability=0.1, runs=60_000)
    assert few.interval[0] - few.error < many.spread < few.interval[1] + few.error


def test_contact_tells_the_chance_of_a_tie() -> None:
    assert tie_probability(0) == 0
    assert tie_probability(1, p0=0.1) == pytest.approx(0.1)
    assert tie_probability(2, p0=0.1) == pytest.approx(0.19)  # 1 - .9²
    assert tie_probability(0.5, p0=0.19) == pytest.approx(0.1)  # 1 - .81^½


def test_contacts_of_a_graph_give_its_probabilities() -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edge(0, 1, weight=2)
    graph.add_edge(1, 2)
    found = contact_probabilities(graph, p0=0.5)
    assert [it["probability"] for _, _, it in found.edges(data=True)] == [0.75, 0.5]
    assert "probability" not in graph.edges[0, 1]


def test_weighted_cascade_shares_attention_alike() -> None:
    found = weighted_cascade(nx.star_graph(4))
    assert found.edges[0, 1]["probability"] == 1
    assert found.edges[1, 0]["probability"] == 1 / 4


@pytest.mark.parametrize(
    ("error", "options"),
    [
        (NotAProbabilityError, {"probability": 1.5}),
        (NoProbabilityError, {}),
        (RunsError, {"probability": 0.5, "runs": 0}),
    ],
)
def test_what_cannot_be_used_is_refused(error: Any, options: Any) -> None:
    with pytest.raises(error):
        independent_cascade(nx.path_graph(3), [0], **options)


def test_seed_out_of_the_graph_is_refused() -> None:
    with pytest.raises(NotANodeError):
        independent_cascade(nx.path_graph(3), [7], probability=0.5)


# Whom to tell first

# A star of 4 around 0, and a pair: 0 reaches 1 + 4/2 = 3, 5 reaches 1.5.
STAR = nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (5, 6)])


def test_second_seed_is_the_one_who_adds_most() -> None:
    found = influence_maximization(STAR, 2, probability=0.5)
    assert (found.seeds, found.gains) == ((0, 5), (3, 1.5))


def test_equals_are_chosen_in_the_order_of_the_graph() -> None:
    assert influence_maximization(nx.empty_graph("cab"), 2).seeds == ("c", "a")


def test_more_seeds_than_actors_are_all_of_them() -> None:
    assert len(influence_maximization(nx.empty_graph(3), 9).seeds) == 3


def test_only_candidates_are_chosen() -> None:
    found = influence_maximization(STAR, 1, probability=0.5, candidates=[6, 3])
    assert found.seeds == (3,)  # 3 reaches 1 + ½ + 3/4.


def test_budget_is_kept() -> None:
    found = influence_maximization(
        STAR, probability=0.5, costs={0: 5}, budget=3, candidates=[0, 1, 5]
    )
    assert (found.seeds, found.cost) == ((1, 5), 2)


def test_search_for_the_cost_is_kept_when_it_does_better() -> None:
    # By gain 0 takes the whole budget: 3. For the cost, 5, then 1: 1.5 + 2.25.
    found = influence_maximization(
        STAR, probability=0.5, costs={0: 2}, budget=2, candidates=[0, 1, 5]
    )
    assert (found.rule, found.seeds) == (SeedRule.GAIN_PER_COST, (1, 5))
    assert found.spread == 3.75


def test_search_by_gain_is_kept_when_it_does_better() -> None:
    # For the cost 8 comes first (1 for .2), after which 0 is too dear.
    graph: nx.Graph[int] = nx.star_graph(4)
    graph.add_node(8)
    found = influence_maximization(
        graph, probability=0.5, costs={8: 0.2, 0: 1}, budget=1, candidates=[0, 8]
    )
    assert (found.rule, found.seeds) == (SeedRule.GAIN, (0,))


def test_search_without_limit_is_refused() -> None:
    with pytest.raises(NoLimitError):
        influence_maximization(STAR, probability=0.5)


def test_cost_of_nothing_is_refused() -> None:
    with pytest.raises(CostError):
        influence_maximization(STAR, probability=0.5, costs={0: 0}, budget=1)


def test_lazy_search_chooses_as_the_full_one() -> None:
    bank = SnapshotBank(
        nx.karate_club_graph().to_directed(), probability=0.1, runs=500, seed=1
    )
    chosen: list[int] = []
    for _ in range(4):
        chosen.append(max(bank.nodes, key=lambda it: bank.spread([*chosen, it])))
    found = influence_maximization(
        nx.karate_club_graph().to_directed(), 4, probability=0.1, runs=500
    )
    assert found.seeds == tuple(chosen)


EDGES = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30)
SEEDS = st.sets(st.integers(0, 7), max_size=4)


@given(EDGES, st.booleans(), SEEDS, SEEDS, st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_spread_grows_and_adds_less_to_a_larger_set(
    edges: set[tuple[int, int]],
    directed: bool,  # noqa: FBT001  # Hypothesis passes it.
    some: set[int],
    more: set[int],
    one: int,
) -> None:
    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from(sorted(edges))
    bank = SnapshotBank(graph, probability=0.4, runs=64)
    large = some | more
    small_gain = bank.spread(some | {one}) - bank.spread(some)
    large_gain = bank.spread(large | {one}) - bank.spread(large)
    assert bank.spread(large) >= bank.spread(some) - 1e-9
    assert small_gain >= large_gain - 1e-9


@given(EDGES, st.permutations(range(8)))
@settings(max_examples=30, deadline=None)
def test_names_do_not_matter_to_an_exact_spread(
    edges: set[tuple[int, int]], names: list[int]
) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from(sorted(edges)[:10])
    new = dict(enumerate(names))
    plain = independent_cascade(graph, [0, 3], probability=0.3).spread
    renamed = nx.relabel_nodes(graph, new)
    found = independent_cascade(renamed, [new[0], new[3]], probability=0.3).spread
    assert found == pytest.approx(plain)


@given(seed=st.integers(0, 50), budget=st.sampled_from([None, 3.0]))
@settings(max_examples=15)
def test_lazy_search_gives_what_the_plain_one_gives(
    seed: int, budget: float | None
) -> None:
    graph = nx.gnp_random_graph(14, 0.25, seed=seed)
    costs = None if budget is None else {0: 2.0, 1: 0.5}
    lazy, plain = (
        influence_maximization(
            graph, 3, probability=0.3, runs=200, costs=costs, budget=budget,
            method=method,
        )
        for method in ("celf", "greedy")
    )  # fmt: skip
    assert (lazy.seeds, lazy.spread) == (plain.seeds, plain.spread)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_no_choice_of_ten_passes_the_bound(k: int) -> None:
    bank = SnapshotBank(ten(), probability=0.1)
    best = max(bank.spread(it) for it in itertools.combinations(bank.nodes, k))
    found = influence_maximization(ten(), k, probability=0.1)
    assert best <= found.bound + 1e-9
    assert 0.9 < found.ratio <= 1


def test_bound_holds_for_a_budget() -> None:
    """Every choice of a ring with a dear node is tried."""
    ring = nx.cycle_graph(6)
    costs = {0: 2.5, 3: 0.5}
    bank = SnapshotBank(ring, probability=0.3)
    best = max(
        bank.spread(some)
        for size in range(1, 5)
        for some in itertools.combinations(ring, size)
        if sum(costs.get(it, 1.0) for it in some) <= 3
    )
    found = influence_maximization(ring, budget=3, costs=costs, probability=0.3)
    assert found.spread <= best <= found.bound + 1e-9


def test_who_is_hardly_concerned_hardly_passes_on() -> None:
    # By hand: a tie of one contact at p0 = .1; a is concerned at .3, b not at all.
    graph: nx.Graph[str] = nx.Graph([("a", "b")])
    around = passing(graph, p0=0.1, values={"a": 0.3})
    assert around["a"]["b"]["probability"] == pytest.approx(0.03)
    assert around["b"]["a"]["probability"] == 0
