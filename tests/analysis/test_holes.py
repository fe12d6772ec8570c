"""Burt's holes: published figures, and NetworkX where it is right."""

import math
import random

import networkx as nx
import pytest

from reseau.analysis import constraint, effective_size, efficiency, hierarchy

# NetworkX 3.6.1, algorithms/tests/test_structuralholes.py: Borgatti (1997), figure 1,
# and weighted figures checked there against igraph.
BORGATTI = {
    ("A", "B"): 2, ("A", "F"): 3, ("A", "G"): 5, ("A", "E"): 2, ("E", "G"): 8,
    ("F", "G"): 3, ("B", "G"): 4, ("B", "D"): 1, ("D", "G"): 3, ("G", "C"): 10,
}  # fmt: skip


def borgatti() -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((a, b, it) for (a, b), it in BORGATTI.items())
    return graph


def test_published_constraint_of_florentine_families() -> None:
    # igraph and NetworkX; influenceR's .645 for Peruzzi is wrong.
    found = constraint(nx.florentine_families_graph())
    assert found["Peruzzi"] == pytest.approx(0.656, abs=5e-4)
    assert found["Medici"] == pytest.approx(0.2099, abs=5e-5)


def test_published_effective_size_without_weights() -> None:
    found = effective_size(borgatti(), weight=None)
    assert [found[it] for it in "GAC"] == pytest.approx([4.67, 2.50, 1], abs=0.01)


def test_published_effective_size_with_weights() -> None:
    found = effective_size(borgatti())
    assert found["A"] == pytest.approx(2.475)
    assert found["G"] == pytest.approx(5.47, abs=0.01)


def test_published_constraint_with_and_without_weights() -> None:
    plain, weighted = constraint(borgatti(), weight=None), constraint(borgatti())
    assert [plain[it] for it in "GAC"] == pytest.approx([0.400, 0.595, 1], abs=1e-3)
    assert [weighted[it] for it in "GAC"] == pytest.approx([0.299, 0.795, 1], abs=1e-3)


def test_published_figures_of_a_directed_network() -> None:
    graph = nx.DiGraph([(0, 1), (0, 2), (1, 0), (2, 1)])
    assert list(constraint(graph).values()) == pytest.approx(
        [1.003, 1.003, 1.389], abs=1e-3
    )
    assert list(effective_size(graph).values()) == pytest.approx(
        [1.167, 1.167, 1], abs=1e-3
    )


@pytest.mark.parametrize("directed", [False, True])
def test_weights_as_networkx_node_by_node(directed: bool) -> None:  # noqa: FBT001
    graph = nx.gnp_random_graph(25, 0.2, seed=3, directed=directed)
    drawn = random.Random(3)
    for _, _, data in graph.edges(data=True):
        data["weight"] = drawn.randint(1, 9)
    nodes = list(graph)
    assert constraint(graph) == pytest.approx(
        nx.constraint(graph, nodes=nodes, weight="weight"), nan_ok=True
    )
    assert effective_size(graph) == pytest.approx(
        nx.effective_size(graph, nodes=nodes, weight="weight"), nan_ok=True
    )


def test_three_strangers_do_not_constrain() -> None:
    """A star of three: 3 (1/3)^2 = 1/3; all contacts useful; each leaf has one."""
    star = nx.star_graph(3)
    assert constraint(star)[0] == pytest.approx(1 / 3)
    assert effective_size(star)[0] == pytest.approx(3)
    assert efficiency(star)[0] == pytest.approx(1)
    assert (constraint(star)[1], hierarchy(star)[1]) == (1, 1)
    assert hierarchy(star)[0] == pytest.approx(0, abs=1e-12)


def test_triangle_passes_1() -> None:
    """2 (1/2 + 1/2 x 1/2)^2 = 1.125."""
    assert constraint(nx.complete_graph(3))[0] == pytest.approx(1.125)


@pytest.mark.parametrize("of", [constraint, effective_size, efficiency, hierarchy])
def test_node_without_a_tie_has_no_figure(of: object) -> None:
    assert callable(of)
    graph: nx.Graph[int] = nx.Graph([(1, 2)])
    graph.add_edge(3, 3)
    graph.add_node(4)
    found = of(graph)
    assert list(found) == [1, 2, 3, 4]
    assert math.isnan(found[3])
    assert math.isnan(found[4])
    assert of(nx.Graph()) == {}
    assert math.isnan(of(nx.empty_graph(1))[0])
