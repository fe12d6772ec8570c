"""Betweenness by each engine against NetworkX 3.6.1, and the error of a sample."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import betweenness as module
from reseau.analysis.betweenness import betweenness, betweenness_estimate
from reseau.analysis.graphs import Network


def _network(edges: list[tuple[int, int]], actors: int = 10) -> Network:
    graph: Network = nx.Graph()
    graph.add_nodes_from(range(actors))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    return graph


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25))
def test_betweenness_is_networkx_s(edges: list[tuple[int, int]]) -> None:
    graph = _network(edges)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph))


def test_betweenness_where_ties_are_many_is_networkx_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_LIGHT", 0)
    graph: Network = nx.gnm_random_graph(70, 120, seed=5)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph))


def test_raw_betweenness_is_netrics_s(adolescents: Network) -> None:
    found = module.raw_betweenness(adolescents, list(adolescents))
    assert list(found.values())[:3] == pytest.approx([0, 7.5, 5.5])


def test_exact_betweenness_has_no_error() -> None:
    found = betweenness_estimate(_network([(0, 1), (1, 2)], actors=3))
    assert (found.sources, found.error) == (3, 0.0)


def test_sampled_betweenness_is_within_its_error_for_nearly_all_actors() -> None:
    graph: Network = nx.gnm_random_graph(400, 1200, seed=2)
    exact = nx.betweenness_centrality(graph)
    found = betweenness_estimate(graph, exact_up_to=10, sources=100)
    within = [abs(found.values[it] - exact[it]) <= found.error for it in exact]
    assert sum(within) / len(within) >= 0.95


def test_sampled_betweenness_says_from_how_many_actors() -> None:
    graph: Network = nx.path_graph(50)
    found = betweenness_estimate(graph, exact_up_to=10, sources=20)
    assert found.sources == 20
    assert found.error > 0


def test_sampled_betweenness_is_the_same_every_time() -> None:
    graph: Network = nx.gnm_random_graph(100, 300, seed=2)
    first = betweenness_estimate(graph, exact_up_to=10, sources=20)
    assert betweenness_estimate(graph, exact_up_to=10, sources=20) == first


def test_two_actors_are_between_nobody() -> None:
    assert betweenness(_network([(0, 1)], actors=2)) == {0: 0.0, 1: 0.0}
