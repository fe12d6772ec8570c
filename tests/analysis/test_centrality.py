"""Centralities against NetworkX 3.6.1, and Freeman's centralization."""

from collections.abc import Callable
from functools import partial
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis.positions.centrality import (
    MEASURES,
    betweenness_centralization,
    closeness,
    closeness_centralization,
    degree,
    degree_centralization,
    eigenvector,
    harmonic,
    pagerank,
    strength,
)
from reseau.analysis.ties import kernels
from reseau.analysis.ties.graphs import Network

EDGES = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 9)), max_size=30
)
PATIENT = settings(deadline=None)  # The first call loads SciPy.


def _network(edges: list[tuple[int, int, int]], actors: int = 12) -> Network:
    graph: Network = nx.Graph()
    graph.add_nodes_from(range(actors))
    graph.add_weighted_edges_from((a, b, float(w)) for a, b, w in edges if a != b)
    return graph


def _karate() -> Network:
    graph: Network = nx.karate_club_graph()
    return graph


@PATIENT
@given(EDGES)
def test_degree_is_networkx_s(edges: list[tuple[int, int, int]]) -> None:
    graph = _network(edges)
    assert degree(graph) == dict(graph.degree())


@PATIENT
@given(EDGES)
def test_strength_is_networkx_s(edges: list[tuple[int, int, int]]) -> None:
    graph = _network(edges)
    assert strength(graph) == dict(graph.degree(weight="weight"))


@PATIENT
@given(EDGES)
def test_closeness_is_networkx_s(edges: list[tuple[int, int, int]]) -> None:
    graph = _network(edges)
    assert closeness(graph) == pytest.approx(nx.closeness_centrality(graph))


def test_closeness_is_networkx_s_with_more_actors_than_one_round_holds() -> None:
    graph: Network = nx.gnm_random_graph(700, 900, seed=3)
    assert closeness(graph) == pytest.approx(nx.closeness_centrality(graph))


@PATIENT
@given(EDGES)
def test_harmonic_is_networkx_s(edges: list[tuple[int, int, int]]) -> None:
    graph = _network(edges)
    assert harmonic(graph, normalized=False) == pytest.approx(
        nx.harmonic_centrality(graph)
    )


def test_harmonic_of_a_star_is_one_at_its_middle() -> None:
    # Those around: one at 1 and four at 2, so 3 of 5.
    found = harmonic(nx.star_graph(5))
    assert found == pytest.approx({0: 1.0} | dict.fromkeys(range(1, 6), 3 / 5))


def _harmonic(graph: Any) -> Any:
    return nx.harmonic_centrality(graph)


def _pagerank(graph: Any) -> Any:
    return nx.pagerank(graph, tol=1e-12, max_iter=1000)


@pytest.mark.parametrize(
    ("measure", "reference"),
    [
        (closeness, nx.closeness_centrality),
        (partial(harmonic, normalized=False), _harmonic),
        (pagerank, _pagerank),
    ],
)
@PATIENT
@given(edges=EDGES)
def test_directed_ties_are_followed_as_by_networkx(
    measure: Any, reference: Any, edges: list[tuple[int, int, int]]
) -> None:
    graph: nx.DiGraph[int] = nx.DiGraph(_network([]))
    graph.add_weighted_edges_from((a, b, float(w)) for a, b, w in edges if a != b)
    assert measure(graph) == pytest.approx(reference(graph), abs=1e-9)


def test_nodes_that_cannot_be_compared_keep_their_order() -> None:
    graph: nx.Graph[Any] = nx.Graph([("b", 1), (1, "a")])
    assert kernels.ordered(graph) == ["b", 1, "a"]


@PATIENT
@given(EDGES)
def test_pagerank_is_networkx_s(edges: list[tuple[int, int, int]]) -> None:
    graph = _network(edges)
    expected = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    assert pagerank(graph) == pytest.approx(expected, abs=1e-9)


def test_eigenvector_is_networkx_s() -> None:
    expected = nx.eigenvector_centrality_numpy(_karate(), weight="weight")
    largest = max(expected.values())
    assert eigenvector(_karate()) == pytest.approx(
        {it: value / largest for it, value in expected.items()}, abs=1e-9
    )


def test_eigenvector_is_netrics_s(
    adolescents: Network, adolescents_expected: Any
) -> None:
    found = list(eigenvector(adolescents).values())[:3]
    assert found == pytest.approx(
        adolescents_expected["eigenvector_max1_first3"], abs=0.001
    )


def test_eigenvector_of_the_less_tied_component_is_nothing() -> None:
    found = eigenvector(_network([(0, 1, 1), (2, 3, 9)], actors=5))
    assert found == pytest.approx({0: 0.0, 1: 0.0, 2: 1.0, 3: 1.0, 4: 0.0})


@pytest.mark.parametrize(
    ("centralization", "key"),
    [
        (degree_centralization, "degree_centralisation_freeman"),
        (closeness_centralization, "closeness_centralisation"),
        (betweenness_centralization, "betweenness_centralisation"),
    ],
)
def test_centralization_of_the_adolescents_is_freeman_s(
    adolescents: Network,
    adolescents_expected: Any,
    centralization: Callable[[Network], float | None],
    key: str,
) -> None:
    expected = adolescents_expected[key]
    assert centralization(adolescents) == pytest.approx(expected, abs=0.001)


CENTRALIZATIONS = [
    degree_centralization,
    closeness_centralization,
    betweenness_centralization,
]


@pytest.mark.parametrize("centralization", CENTRALIZATIONS)
def test_a_star_is_wholly_centralized(
    centralization: Callable[[Network], float | None],
) -> None:
    star = _network([(0, it, 1) for it in range(1, 6)], actors=6)
    assert centralization(star) == pytest.approx(1)


@pytest.mark.parametrize("centralization", CENTRALIZATIONS)
@pytest.mark.parametrize("actors", [0, 1, 2])
def test_fewer_than_three_actors_are_not_centralized(
    centralization: Callable[[Network], float | None], actors: int
) -> None:
    assert centralization(_network([], actors=actors)) is None


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_of_nothing_is_nothing(code: str) -> None:
    assert MEASURES[code].of(_network([], actors=0)) == {}


@pytest.mark.parametrize("code", [it for it in MEASURES if it != "pagerank"])
def test_an_isolated_actor_has_zero(code: str) -> None:
    assert MEASURES[code].of(_network([], actors=1)) == {0: 0.0}


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_gives_plain_floats_in_the_order_of_the_graph(code: str) -> None:
    graph: Network = nx.Graph()
    graph.add_weighted_edges_from([(9, 2, 1.0), (2, 5, 2.0), (5, 1, 1.0)])
    found = MEASURES[code].of(graph)
    assert list(found) == [9, 2, 5, 1]
    assert {type(value) for value in found.values()} == {float}


@pytest.mark.parametrize("code", MEASURES)
def test_how_the_graph_was_made_changes_no_digit(code: str) -> None:
    edges = [(a, b, 0.1 * data["weight"]) for a, b, data in _karate().edges(data=True)]
    forward: Network = nx.Graph()
    forward.add_weighted_edges_from(edges)
    backward: Network = nx.Graph()
    backward.add_weighted_edges_from((b, a, w) for a, b, w in reversed(edges))
    assert MEASURES[code].of(forward) == MEASURES[code].of(backward)


@pytest.mark.parametrize("code", MEASURES)
@PATIENT
@given(EDGES, st.permutations(range(12)))
def test_other_names_give_the_same_figures(
    code: str, edges: list[tuple[int, int, int]], names: list[int]
) -> None:
    found = MEASURES[code].of(_network(edges))
    renamed = MEASURES[code].of(
        _network([(names[a], names[b], w) for a, b, w in edges])
    )
    expected = {names[it]: value for it, value in found.items()}
    assert renamed == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_ignores_the_tie_of_an_actor_with_itself(code: str) -> None:
    graph = _network([(0, 1, 2), (1, 2, 3)], actors=4)
    expected = MEASURES[code].of(graph)
    graph.add_edge(1, 1, weight=9.0)
    assert MEASURES[code].of(graph) == expected


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_has_a_name_and_one_sentence(code: str) -> None:
    assert MEASURES[code].label
    assert MEASURES[code].definition.count(".") == 1
