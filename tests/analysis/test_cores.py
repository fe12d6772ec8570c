"""Centralization and cores of any graph, against R netrics and NetworkX."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import centralization, coreness, k_core
from reseau.analysis.positions.cores import DirectedGraphError, UnknownKindError


@pytest.fixture
def named(adolescents: "nx.Graph[int]") -> "nx.Graph[str]":
    """Give the eight adolescents by letters, so that nothing relies on numbers."""
    letters = "HGFEDCBA"
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(letters)
    found.add_edges_from((letters[a], letters[b]) for a, b in adolescents.edges())
    return found


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("degree", "degree_centralisation_freeman"),
        ("closeness", "closeness_centralisation"),
        ("betweenness", "betweenness_centralisation"),
    ],
)
def test_centralization_is_freeman_s(
    named: Any, adolescents_expected: Any, kind: str, key: str
) -> None:
    expected = adolescents_expected[key]
    assert centralization(named, kind) == pytest.approx(expected, abs=0.0001)


def test_coreness_is_netrics_s(named: Any, adolescents_expected: Any) -> None:
    found = coreness(named)
    assert list(found) == list("HGFEDCBA")
    assert list(found.values())[:3] == adolescents_expected["kcore_first3"]


@settings(deadline=None)  # NetworkX is loaded by the first example.
@given(st.integers(0, 10**6))
def test_coreness_is_networkx_s(seed: int) -> None:
    graph = nx.gnm_random_graph(14, 30, seed=seed)
    assert coreness(graph) == nx.core_number(graph)


def test_loops_do_not_count() -> None:
    graph = nx.Graph([("a", "a"), ("a", "b")])
    assert coreness(graph) == {"a": 1, "b": 1}
    assert centralization(nx.Graph([*nx.star_graph(3).edges, (1, 1)])) == 1


def test_weak_ties_may_be_left_out() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2), ("b", "c", 2), ("a", "c", 0.5)])
    assert coreness(graph, threshold=1) == {"a": 1, "b": 1, "c": 1}
    assert coreness(graph) == {"a": 2, "b": 2, "c": 2}


def test_deepest_core_is_given_by_default(named: Any) -> None:
    # Sue, Alice, Jane, Dale and Pam have two ties among themselves.
    assert k_core(named) == list("GFEDC")
    assert k_core(named, 1) == list("HGFEDCBA")


def test_nothing_has_no_core() -> None:
    assert (coreness(nx.Graph()), k_core(nx.Graph())) == ({}, [])
    assert centralization(nx.Graph()) is None


def test_other_kinds_and_directions_are_refused() -> None:
    with pytest.raises(UnknownKindError):
        centralization(nx.path_graph(3), "eigenvector")
    with pytest.raises(DirectedGraphError):
        centralization(nx.DiGraph([(0, 1)]))
