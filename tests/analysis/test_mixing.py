"""E–I index and assortativity against netseg, Newman's table and NetworkX."""

import json
from itertools import permutations
from statistics import mean
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import assortativity, ei_index, ei_test, mixing_matrix
from reseau.analysis.mobilizing.mixing import GroupsWantedError, MixingMatrixError
from tests.analysis.conftest import GOLDENS

TABLE = GOLDENS / "05_newman_mixing_assortativity"
EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)
GROUPS = st.lists(st.sampled_from("xyz"), min_size=8, max_size=8)


def test_ei_of_white_s_kinship_is_netseg_s(kinship: Any) -> None:
    graph, genders, expected = kinship
    assert ei_index(graph, genders) == pytest.approx(
        expected["ei_index"], abs=expected["tolerance"]
    )


def test_ties_of_white_s_kinship_are_counted(kinship: Any) -> None:
    graph, genders, expected = kinship
    found = ei_test(graph, genders, permutations=0)
    assert (found.external, found.internal) == (
        expected["external"],
        expected["internal"],
    )
    # 20 of the 45 pairs of 5 women and 5 men are inside a gender.
    assert found.expected == pytest.approx(1 - 2 * 20 / 45)
    assert (found.p, found.permutations) == (None, 0)


def test_assortativity_of_white_s_kinship_is_netseg_s(kinship: Any) -> None:
    graph, genders, expected = kinship
    assert assortativity(graph, genders) == pytest.approx(
        expected["assortativity"], abs=expected["tolerance"]
    )


def test_assortativity_of_newman_s_couples_is_brought_to_one() -> None:
    table = json.loads((TABLE / "mixing.json").read_text(encoding="utf-8"))
    expected = json.loads((TABLE / "expected.json").read_text(encoding="utf-8"))
    found = assortativity(table["e"])
    assert found == pytest.approx(expected["r_renormalised_to_sum1"], abs=0.00001)
    assert found == pytest.approx(expected["r_networkx_test"], abs=0.0005)
    second = assortativity(expected["second"]["e"])
    assert second == pytest.approx(expected["second"]["r"], abs=0.005)  # Two digits.


@settings(deadline=None)  # NetworkX is loaded by the first example.
@given(EDGES, GROUPS)
def test_assortativity_is_networkx_s(
    edges: list[tuple[int, int]], groups: list[str]
) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from((it, {"of": groups[it]}) for it in range(8))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    found = assortativity(graph, "of")
    if found is not None:
        expected = nx.attribute_assortativity_coefficient(graph, "of")
        assert found == pytest.approx(expected)


def test_weights_are_added_only_when_asked() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 3.0), ("b", "c", 1.0)])
    groups = {"a": 1, "b": 1, "c": 2}
    assert ei_index(graph, groups) == 0
    assert ei_index(graph, groups, weight="weight") == -0.5


def test_each_direction_is_a_tie() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    assert ei_index(graph, {"a": 1, "b": 1, "c": 2}) == pytest.approx(-1 / 3)


def test_nodes_without_a_group_are_left_out() -> None:
    found = ei_test(nx.path_graph(4), {0: "x", 1: "y"}, permutations=10)
    assert (found.nodes, found.value) == (2, 1.0)


def test_index_without_a_tie_is_not_known() -> None:
    found = ei_test(nx.empty_graph(3), dict.fromkeys(range(3), "x"))
    assert (found.value, found.p, found.permutations) == (None, None, 0)


def test_rescaled_index_uses_the_whole_range() -> None:
    # Groups of 3 and 1, two ties: both can cross, both can be inside.
    graph = nx.Graph([(0, 1), (0, 3)])
    graph.add_node(2)
    found = ei_test(graph, {0: "x", 1: "x", 2: "x", 3: "y"}, permutations=0)
    assert (found.low, found.high, found.rescaled) == (-1, 1, 0)
    # Five of the six pairs tied: at least two of the three that cross are.
    graph.add_edges_from([(0, 2), (1, 2), (1, 3)])
    found = ei_test(graph, {0: "x", 1: "x", 2: "x", 3: "y"}, permutations=0)
    assert (found.low, found.high) == pytest.approx((-1 / 5, 1 / 5))


def test_expected_index_is_the_mean_over_all_deals() -> None:
    graph = nx.path_graph(5)
    groups = "xxyyz"
    every = [ei_index(graph, dict(enumerate(it))) or 0.0 for it in permutations(groups)]
    found = ei_test(graph, dict(enumerate(groups)), permutations=4000)
    assert found.expected == pytest.approx(mean(every))
    as_low = mean(it <= (found.value or 0) + 1e-9 for it in every)
    assert found.p_lower == pytest.approx(as_low, abs=0.03)


def test_two_cliques_are_rarely_so_closed_by_chance() -> None:
    graph = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    found = ei_test(graph, {it: it // 6 for it in graph})
    assert (found.value, found.rescaled) == (-1, -1)
    assert found.p == pytest.approx(2 / 924, abs=0.002)  # Deals of 12 in two sixes.
    assert found == ei_test(graph, {it: it // 6 for it in graph})


@given(EDGES, GROUPS)
def test_mixing_matrix_holds_every_tie(
    edges: list[tuple[int, int]], groups: list[str]
) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(8))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    found = mixing_matrix(graph, dict(enumerate(groups)))
    total = sum(sum(row.values()) for row in found.values())
    assert total == 2 * graph.number_of_edges()
    assert all(found[a][b] == found[b][a] for a in found for b in found)


@pytest.mark.parametrize("matrix", [[[1, 2]], [[1, -1], [0, 1]]])
def test_what_is_no_mixing_matrix_is_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(MixingMatrixError):
        assortativity(matrix)


def test_assortativity_of_a_graph_needs_groups() -> None:
    with pytest.raises(GroupsWantedError):
        assortativity(nx.path_graph(3))


def test_one_group_has_no_assortativity() -> None:
    assert assortativity([[4]]) is None
    assert assortativity([[0, 0], [0, 0]]) is None
