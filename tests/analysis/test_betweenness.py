"""Betweenness by each engine against NetworkX 3.6.1, and the error of a sample."""

from fractions import Fraction
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis.ties import shortest_paths as module
from reseau.analysis.ties import strong_paths
from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.kernels import WeightError
from reseau.analysis.ties.shortest_paths import betweenness, betweenness_estimate

# Powers of two, so that NetworkX adds lengths up without rounding and sees all ties
# of length; few of them, so that there are many.
TIES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([1.0, 0.5, 0.25])),
    max_size=25,
)
PATIENT = settings(deadline=None)  # The first call loads SciPy.


def _graph(
    ties: list[tuple[int, int, float]], *, directed: bool = False, size: int = 10
) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from((a, b, w) for a, b, w in ties if a != b)
    for _, _, tie in graph.edges(data=True):
        tie["length"] = 1 / tie["weight"]
    return graph


def _by_networkx(graph: "nx.Graph[int]", **options: Any) -> Any:
    return nx.betweenness_centrality(graph, weight="length", **options)


@PATIENT
@given(TIES)
def test_betweenness_without_weights_is_networkx_s(
    ties: list[tuple[int, int, float]],
) -> None:
    graph = _graph(ties)
    expected = nx.betweenness_centrality(graph)
    assert betweenness(graph, weight=None) == pytest.approx(expected)


@pytest.mark.parametrize("directed", [False, True])
@PATIENT
@given(ties=TIES)
def test_betweenness_is_networkx_s_with_lengths_of_one_over_weight(
    *, directed: bool, ties: list[tuple[int, int, float]]
) -> None:
    graph = _graph(ties, directed=directed)
    assert betweenness(graph) == pytest.approx(_by_networkx(graph))


@PATIENT
@given(ties=TIES)
def test_paths_of_many_ties_are_followed_as_well(
    ties: list[tuple[int, int, float]],
) -> None:
    graph = _graph(ties)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strong_paths, "_DEEP", 0)
        assert betweenness(graph) == pytest.approx(_by_networkx(graph))


def test_a_chain_is_followed_from_end_to_end() -> None:
    # Of 200 actors in a line, the one in place k is between k * (199 - k) pairs.
    found = betweenness(nx.path_graph(200), normalized=False)
    assert found == pytest.approx({it: it * (199 - it) for it in range(200)})


@PATIENT
@given(st.data())
def test_twins_change_nothing(data: st.DataObject) -> None:
    # Each of four actors is made several, some tied among themselves and some not.
    ties = data.draw(
        st.dictionaries(
            st.sampled_from([(a, b) for a in range(4) for b in range(a, 4)]),
            st.sampled_from([1.0, 0.5, 0.25]),
        )
    )
    copies = data.draw(st.lists(st.integers(1, 4), min_size=4, max_size=4))
    kind = [it for it, many in enumerate(copies) for _ in range(many)]
    graph = _graph(
        [
            (a, b, ties[kind[a], kind[b]])
            for a in range(len(kind))
            for b in range(a + 1, len(kind))
            if (kind[a], kind[b]) in ties
        ],
        size=len(kind),
    )
    assert betweenness(graph) == pytest.approx(_by_networkx(graph))


def test_betweenness_of_a_crowd_is_networkx_s() -> None:
    graph: nx.Graph[int] = nx.gnm_random_graph(300, 1500, seed=5)
    for a, b, tie in graph.edges(data=True):
        tie["length"] = 1 + (a * b) % 5
        tie["weight"] = 1 / tie["length"]
    found = betweenness(graph, normalized=False)
    assert found == pytest.approx(_by_networkx(graph, normalized=False))


def _brokers() -> "nx.Graph[str]":
    """Two circles; Ana knows both well, Bob knows them both a little."""
    graph: nx.Graph[str] = nx.Graph()
    for side in ("left", "right"):
        people = [f"{side} {it}" for it in range(3)]
        graph.add_weighted_edges_from(
            (a, b, 1.0) for a in people for b in people if a < b
        )
        graph.add_edge("Ana", people[0], weight=5.0)
        graph.add_edge("Bob", people[0], weight=0.5)
    return graph


def test_a_strong_broker_is_between_and_a_weak_one_is_not() -> None:
    # From left to right: 1/5 + 1/5 through Ana, 2 + 2 through Bob. All nine pairs.
    found = betweenness(_brokers(), normalized=False)
    assert (found["Ana"], found["Bob"]) == (9.0, 0.0)


def test_brokers_are_equal_when_weights_are_ignored() -> None:
    found = betweenness(_brokers(), weight=None, normalized=False)
    assert found["Ana"] == found["Bob"] == 4.5


def test_the_worked_example_of_the_page_on_measures_is_right() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(
        [
            ("CDC", "Ville", 4.0),
            ("Ville", "École", 4.0),
            ("CDC", "École", 0.5),
            ("CDC", "Musée", 0.5),
            ("École", "Musée", 0.5),
        ]
    )
    found = betweenness(graph)
    # Between Ville and Musée, CDC and École are each on one of two ways.
    expected = {"CDC": 1 / 6, "Ville": 1 / 3, "École": 1 / 6, "Musée": 0.0}
    assert found == pytest.approx(expected)


def test_a_missing_weight_is_one_and_parallel_ties_add_up() -> None:
    graph: nx.MultiGraph[int] = nx.MultiGraph([(0, 1), (1, 2), (0, 2), (0, 2)])
    assert betweenness(graph)[1] == 0.0
    graph.edges[0, 1, 0]["weight"] = graph.edges[1, 2, 0]["weight"] = 5.0
    assert betweenness(graph)[1] == 1.0
    simple: nx.Graph[int] = nx.Graph([(0, 1), (1, 2)])
    simple[0][1]["weight"] = 2.0
    assert betweenness(simple)[1] == 1.0


def test_lengths_that_differ_by_a_rounding_are_equal() -> None:
    # The strongest tie is 1 long, those of the chain 1.1 each, the short cut 11.
    assert sum([1.1] * 10) != 11
    ties = [*((it, it + 1, 10.0) for it in range(10)), (0, 10, 1.0), (11, 12, 11.0)]
    found = betweenness(_graph(ties, size=13), normalized=False)
    exact: nx.Graph[int] = nx.Graph()
    for a, b, weight in ties:
        exact.add_edge(a, b, length=1 / Fraction(weight))
    expected = nx.betweenness_centrality(exact, weight="length", normalized=False)
    assert found == pytest.approx(expected)


def test_a_tie_of_no_weight_is_no_tie() -> None:
    found = betweenness(_graph([(0, 1, 1.0), (1, 2, 1.0)], size=3))
    assert found[1] == 1.0
    cut = _graph([(0, 1, 1.0)], size=3)
    cut.add_edge(1, 2, weight=0.0)
    assert betweenness(cut) == {0: 0.0, 1: 0.0, 2: 0.0}


def test_a_tie_faded_to_almost_nothing_still_ties() -> None:
    graph = _graph([(0, 1, 1.0), (1, 2, 1e-80), (2, 3, 1e-80)], size=4)
    assert betweenness(graph, normalized=False) == {0: 0, 1: 2, 2: 2, 3: 0}


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_a_weight_that_makes_no_length_is_refused(weight: float) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, weight), (1, 2, 1.0)])
    with pytest.raises(WeightError, match="0 or more"):
        betweenness(graph)


def test_self_ties_are_ignored() -> None:
    graph = _graph([(0, 1, 1.0), (1, 2, 1.0)], size=3)
    graph.add_edge(1, 1, weight=9.0)
    assert betweenness(graph) == {0: 0.0, 1: 1.0, 2: 0.0}


def test_nodes_of_any_kind_come_in_the_order_of_the_graph() -> None:
    graph: nx.Graph[Any] = nx.Graph([("z", 1), (1, ("a", 2))])
    assert list(betweenness(graph)) == ["z", 1, ("a", 2)]


@PATIENT
@given(TIES, st.permutations(range(10)))
def test_other_names_give_the_same_figures(
    ties: list[tuple[int, int, float]], names: list[int]
) -> None:
    found = betweenness(_graph(ties))
    renamed = betweenness(_graph([(names[a], names[b], w) for a, b, w in ties]))
    assert {names[it]: value for it, value in found.items()} == pytest.approx(renamed)


def test_betweenness_where_ties_are_many_is_networkx_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_LIGHT", 0)
    graph: Network = nx.gnm_random_graph(70, 120, seed=5)
    assert betweenness(graph, weight=None) == pytest.approx(
        nx.betweenness_centrality(graph)
    )


def test_raw_betweenness_is_netrics_s(adolescents: Network) -> None:
    found = module.raw_betweenness(adolescents, list(adolescents))
    assert list(found.values())[:3] == pytest.approx([0, 7.5, 5.5])


def test_exact_betweenness_has_no_error() -> None:
    found = betweenness_estimate(nx.path_graph(3))
    assert (found.sources, found.error) == (3, 0.0)


@pytest.mark.parametrize("weight", ["weight", None])
def test_sampled_betweenness_is_within_its_error_for_nearly_all_actors(
    weight: str | None,
) -> None:
    graph: Network = nx.gnm_random_graph(400, 1200, seed=2)
    exact = nx.betweenness_centrality(graph)
    found = betweenness_estimate(graph, weight, exact_up_to=10, sources=100)
    within = [abs(found.values[it] - exact[it]) <= found.error for it in exact]
    assert sum(within) / len(within) >= 0.95


@pytest.mark.parametrize("weight", ["weight", None])
def test_sampled_betweenness_says_from_how_many_actors(weight: str | None) -> None:
    graph: Network = nx.path_graph(50)
    found = betweenness_estimate(graph, weight, exact_up_to=10, sources=20)
    assert found.sources == 20
    assert found.error > 0


def test_a_sample_of_all_is_exact() -> None:
    graph: Network = nx.gnm_random_graph(60, 90, seed=4)
    found = betweenness_estimate(graph, exact_up_to=0, sources=60)
    assert (found.values, found.error) == (betweenness(graph), 0.0)


def test_sampled_betweenness_is_the_same_every_time() -> None:
    graph: Network = nx.gnm_random_graph(100, 300, seed=2)
    first = betweenness_estimate(graph, exact_up_to=10, sources=20)
    assert betweenness_estimate(graph, exact_up_to=10, sources=20) == first


@pytest.mark.parametrize("size", [0, 1, 2])
@pytest.mark.parametrize("normalized", [True, False])
def test_two_actors_are_between_nobody(size: int, *, normalized: bool) -> None:
    graph = nx.path_graph(size)
    assert betweenness(graph, normalized=normalized) == dict.fromkeys(range(size), 0.0)


def test_nobody_is_between_anybody_without_a_tie() -> None:
    assert betweenness(_graph([], size=4)) == dict.fromkeys(range(4), 0.0)


def test_the_karate_club_is_as_networkx_has_it_with_fractions() -> None:
    # With floats NetworkX 3.6.1 takes 1/3 + 1/6 for another length than 1/2.
    graph: nx.Graph[int] = nx.karate_club_graph()
    for _, _, tie in graph.edges(data=True):
        tie["length"] = 1 / Fraction(tie["weight"])
    assert betweenness(graph) == pytest.approx(_by_networkx(graph), abs=1e-12)
