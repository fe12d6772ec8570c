"""Key players: An and Liu's printed figures, and sets worked by hand.

An, W., Liu, Y.-H. (2016), keyplayer, The R Journal 8(1):257-268: five nodes, ties
directed and weighted by strength; distance is 1 over strength.
"""

import json
from itertools import combinations

import networkx as nx
import pytest

from reseau.analysis import (
    diffusion_centrality,
    fragmentation,
    group_degree,
    key_players,
    reach,
    reached,
)
from reseau.analysis.positions.cohesion import UnknownNodeError
from reseau.analysis.positions.keyplayers import Goal
from tests.analysis.conftest import GOLDENS

GOLDEN = GOLDENS / "11_keyplayer_rjournal_5node"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text("utf-8"))
CLOSE = EXPECTED["tolerance"]
GOALS: tuple[Goal, ...] = ("fragment", "reach")


@pytest.fixture
def printed() -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(1, 6))
    table = json.loads((GOLDEN / "W.json").read_text("utf-8"))
    for one, row in enumerate(table, start=1):
        for other, value in enumerate(row, start=1):
            if value:
                graph.add_edge(one, other, weight=value)
    return graph


def test_printed_fragmentation(printed: "nx.DiGraph[int]") -> None:
    found = [fragmentation(printed, [it]) for it in printed]
    assert found == pytest.approx(EXPECTED["fragmentation"], abs=CLOSE)


def test_fragmentation_of_what_is_left(printed: "nx.DiGraph[int]") -> None:
    """.6595 for node 2 with the largest 1/d of what is left, as the paper's text."""
    found = fragmentation(printed, [2], scale="residual")
    assert found == pytest.approx(0.6595, abs=5e-5)


@pytest.mark.parametrize("way", ["out", "in"])
def test_printed_closeness_of_reach(printed: "nx.DiGraph[int]", way: str) -> None:
    found = [
        reach(printed, [it], direction="in" if way == "in" else "out") for it in printed
    ]
    assert found == pytest.approx(EXPECTED["mreach_closeness"][way], abs=CLOSE)


def test_printed_gil_schmidt_index(printed: "nx.DiGraph[int]") -> None:
    found = [reach(printed, [it], scaled=False) for it in printed]
    assert found == pytest.approx(EXPECTED["gil_schmidt_closeness_on_1/W"], abs=CLOSE)


@pytest.mark.parametrize("way", ["out", "in"])
def test_printed_degree_of_reach(printed: "nx.DiGraph[int]", way: str) -> None:
    found = [
        reached(printed, [it], direction="in" if way == "in" else "out")
        for it in printed
    ]
    assert found == EXPECTED["mreach_degree_M1"][way]


def test_printed_degree_of_a_group(printed: "nx.DiGraph[int]") -> None:
    expected = EXPECTED["group_degree_{2,3}"]
    assert group_degree(printed, [2, 3]) == expected["max"]
    assert group_degree(printed, [2, 3], criterion="min") == expected["min"]
    assert group_degree(printed, [2, 3], weight=None) == expected["binary"]


def test_printed_diffusion_in_five_rounds() -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(5))
    table = json.loads((GOLDEN / "P.json").read_text("utf-8"))
    for one, row in enumerate(table):
        graph.add_weighted_edges_from((one, n, it) for n, it in enumerate(row) if it)
    found = list(diffusion_centrality(graph, rounds=5).values())
    assert found == pytest.approx(EXPECTED["diffusion_T5"], abs=CLOSE)


@pytest.mark.parametrize(
    ("name", "weight"), [("kpset_indegree", "weight"), ("kpset_binary_indegree", None)]
)
def test_printed_best_pairs_by_indegree(
    printed: "nx.DiGraph[int]", name: str, weight: str | None
) -> None:
    expected = EXPECTED[f"{name}_size2"]
    best = max(
        combinations(printed, 2),
        key=lambda it: group_degree(printed, it, weight=weight, direction="in"),
    )
    value = group_degree(printed, expected["set"], weight=weight, direction="in")
    assert value == expected["value"]
    assert group_degree(printed, best, weight=weight, direction="in") == value


def test_middle_of_a_line_breaks_it_most() -> None:
    """Five in a line without the third: two couples, 2 of 6 pairs: F = 2/3."""
    found = key_players(nx.path_graph(5), 1)
    assert (found.nodes, found.exact) == ((2,), True)
    assert found.value == pytest.approx(2 / 3)


def test_best_two_are_not_the_two_best() -> None:
    """Two hubs share their friends; a third, with fewer, reaches others."""
    graph: nx.Graph[str] = nx.Graph()
    friends = [f"friend {n}" for n in range(5)]
    graph.add_edges_from((hub, it) for hub in ("hub 1", "hub 2") for it in friends)
    graph.add_edges_from(("aside", f"other {n}") for n in range(3))
    found = key_players(graph, 2, "reach")
    assert found.nodes == ("hub 1", "aside")
    # 5 friends and 3 others at one step, the other hub at two, of 9.
    assert found.value == pytest.approx((8 + 1 / 2) / 9)


def test_reach_over_all_nodes() -> None:
    assert reach(nx.star_graph(3), [0]) == 1
    assert reach(nx.star_graph(3), [0], whole=True) == pytest.approx(3 / 4)
    assert reach(nx.path_graph(3), [0, 1, 2]) == 1


@pytest.mark.parametrize("goal", GOALS)
def test_greedy_search_finds_the_best_of_a_small_network(goal: Goal) -> None:
    graph = nx.karate_club_graph()
    exact = key_players(graph, 2, goal, weight=None)
    greedy = key_players(graph, 2, goal, weight=None, exact_sets=0)
    assert (exact.exact, greedy.exact) == (True, False)
    assert greedy.value == pytest.approx(exact.value)


def test_large_network_is_estimated_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("reseau.analysis.positions.keyplayers.EXACT_NODES", 50)
    monkeypatch.setattr("reseau.analysis.positions.keyplayers.SAMPLED_SOURCES", 60)
    graph = nx.barabasi_albert_graph(120, 2, seed=3)
    found = key_players(graph, 2)
    assert (found.exact, found.sources) == (False, 60)
    assert found.value == pytest.approx(fragmentation(graph, found.nodes), abs=0.02)
    engaged = key_players(graph, 2, "reach")
    assert engaged.value == pytest.approx(reach(graph, engaged.nodes))


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("weight", [None, "weight"])
def test_fragmentation_is_that_of_shortest_paths(
    directed: bool,  # noqa: FBT001
    weight: str | None,
) -> None:
    graph = nx.gnp_random_graph(70, 0.04, seed=5, directed=directed)
    for number, (_, _, data) in enumerate(graph.edges(data=True)):
        data["weight"] = 1 + number % 4
        data["length"] = 1 / data["weight"]
    ways = dict(
        nx.all_pairs_dijkstra_path_length(graph, weight="length" if weight else None)
    )
    near = [1 / d for ends in ways.values() for d in ends.values() if d]
    most = 4 if weight else 1
    assert fragmentation(graph, weight=weight) == pytest.approx(
        1 - sum(near) / (most * 70 * 69)
    )


def test_values_are_those_of_the_functions() -> None:
    graph = nx.karate_club_graph()
    broken = key_players(graph, 2)
    assert broken.value == pytest.approx(fragmentation(graph, broken.nodes))
    assert broken.before == pytest.approx(fragmentation(graph))
    engaged = key_players(graph, 2, "reach")
    assert engaged.value == pytest.approx(reach(graph, engaged.nodes))


def test_distance_wins_over_weight() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b", weight=9, km=4)
    graph.add_edge("b", "c", weight=9, km=2)
    assert reach(graph, ["a"], distance="km", scaled=False) == pytest.approx(
        (1 / 4 + 1 / 6) / 2
    )


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("size", [0, 1, 2])
def test_few_nodes_or_no_tie(goal: Goal, size: int) -> None:
    assert key_players(nx.empty_graph(size), 3, goal).nodes == tuple(
        range(max(0, size - 1))
    )
    assert fragmentation(nx.empty_graph(size)) == 1
    assert reach(nx.empty_graph(2), [0]) == 0


def test_more_than_there_are_leaves_one() -> None:
    assert len(key_players(nx.path_graph(4), 9, "reach").nodes) == 3


def test_node_of_another_graph_is_refused() -> None:
    with pytest.raises(UnknownNodeError):
        reach(nx.path_graph(3), [7])
