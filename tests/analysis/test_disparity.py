"""The disparity filter: R backbone's figures, and cases worked by hand."""

import json
from itertools import product

import networkx as nx
import pytest

from reseau.analysis import disparity, disparity_backbone
from tests.analysis.conftest import GOLDENS

GOLDEN = GOLDENS / "03_disparity_filter_backbone"
MATRIX = json.loads((GOLDEN / "matrix.json").read_text("utf-8"))
EXPECTED = json.loads((GOLDEN / "expected.json").read_text("utf-8"))


def published() -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    for one, other in product(range(4), repeat=2):
        if MATRIX[one][other]:
            graph.add_edge(one, other, weight=MATRIX[one][other])
    return graph


def test_published_directed_network_diagonal_kept() -> None:
    # R backbone, inst/tinytest: one tie of weight 0 has no chance there.
    found = disparity(published())
    for one, other in product(range(4), repeat=2):
        p = found.get((one, other), 1.0)
        assert p == pytest.approx(
            EXPECTED["p_upper"][one][other], abs=EXPECTED["tolerance"]
        )


def test_heavy_tie_of_three_stands_out() -> None:
    # (1 - 8/10)^2 = .04 at a; the others (1 - 1/10)^2 = .81.
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    assert disparity(graph) == {
        ("a", "b"): pytest.approx(0.04),
        ("a", "c"): pytest.approx(0.81),
        ("a", "d"): pytest.approx(0.81),
    }


def test_only_tie_of_both_ends_is_never_significant() -> None:
    assert disparity(nx.Graph([("a", "b")])) == {("a", "b"): 1.0}


def test_tie_of_weight_zero_is_no_tie() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("a", "c", 0)])
    assert disparity(graph) == {("a", "b"): 1.0, ("a", "c"): 1.0}


def test_backbone_keeps_every_node_and_the_chance() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    kept = disparity_backbone(graph, alpha=0.05)
    assert list(kept) == ["a", "b", "c", "d"]
    assert [(*it, kept.edges[it]["p"]) for it in kept.edges] == [
        ("a", "b", pytest.approx(0.04))
    ]


def test_scaling_every_weight_changes_nothing() -> None:
    graph = nx.karate_club_graph()
    doubled = graph.copy()
    for _, _, data in doubled.edges(data=True):
        data["weight"] *= 2
    assert disparity(doubled) == pytest.approx(disparity(graph))


def test_without_a_tie_nothing_is_measured() -> None:
    assert disparity(nx.empty_graph(3)) == {}
