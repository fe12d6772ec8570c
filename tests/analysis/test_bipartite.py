"""Projections and centralities of two-mode graphs of any nodes, as published."""

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from reseau import analysis
from reseau.analysis.positions import bipartite
from reseau.analysis.positions.bipartite import (
    NotTwoModeError,
    RowsError,
    TwoModeCentrality,
    UnclearModesError,
    project,
    two_mode_centrality,
)
from reseau.analysis.positions.two_mode import TwoModeScores, two_mode_degree
from reseau.analysis.ties.paths import NotInNetworkError
from reseau.analysis.ties.projection import Weighting
from reseau.analysis.ties.shortest_paths import raw_betweenness
from reseau.domain.closed_words import UnknownWordError

Pairs = list[tuple[str, str]]
LOGS = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("123456")), max_size=25
)
PATIENT = settings(deadline=None)  # The first call loads SciPy.


def _pairs(case: Any) -> Pairs:
    """Give the names of who was where."""
    actors = {key: name for name, key in case.actors.items()}
    events = {key: name for name, key in case.events.items()}
    return [(actors[row.actor], events[row.interaction]) for row in case.rows]


@pytest.mark.parametrize("name", ["degree", "closeness", "betweenness"])
def test_the_southern_women_are_as_in_borgatti_and_halgin(
    davis: Any, davis_expected: Any, name: str
) -> None:
    found = two_mode_centrality(nx.Graph(_pairs(davis)), davis.actors)
    values = getattr(found, name)
    assert values == pytest.approx(davis_expected[name], abs=0.0051)  # Two decimals.


# The order of R netrics' expected values.
WOMEN = (
    "Evelyn Jefferson",
    "Laura Mandeville",
    "Theresa Anderson",
    "Brenda Rogers",
    "Charlotte McDowd",
)
EVENTS = ("E12", "E13", "E14")


@pytest.mark.parametrize(
    ("name", "nodes", "key"),
    [
        ("degree", WOMEN, "degree_norm_top5"),
        ("degree", EVENTS, "degree_norm_bot3"),
        ("closeness", WOMEN, "closeness_norm_top5"),
        ("closeness", EVENTS, "closeness_norm_bot3"),
        ("betweenness", EVENTS, "betweenness_norm_bot3"),
    ],
)
def test_the_southern_women_are_as_in_netrics(
    davis: Any, davis_expected: Any, name: str, nodes: tuple[str, ...], key: str
) -> None:
    found = getattr(two_mode_centrality(nx.Graph(_pairs(davis)), davis.actors), name)
    expected = davis_expected["netrics"][key]
    assert [found[it] for it in nodes] == pytest.approx(expected, abs=0.00006)


def test_betweenness_of_women_is_borgatti_and_everett_s_not_netrics_s(
    davis: Any,
) -> None:
    # .0972, .0517, .0882 in netrics; the formula with whole divisions gives these.
    found = two_mode_centrality(nx.Graph(_pairs(davis)), davis.actors).betweenness
    assert [found[it] for it in WOMEN[:3]] == pytest.approx(
        [0.0966, 0.0514, 0.0876], abs=0.00006
    )


def test_raw_betweenness_of_the_southern_women_is_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    graph = nx.Graph(_pairs(davis))
    raw = raw_betweenness(graph, list(graph))
    expected = davis_expected["netrics"]["betweenness_raw_top5"]
    assert [raw[it] for it in WOMEN] == pytest.approx(expected, abs=0.0001)


def test_the_mean_distance_among_the_southern_women_is_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    found = nx.average_shortest_path_length(nx.Graph(_pairs(davis)))
    assert found == pytest.approx(
        davis_expected["netrics"]["avg_path_length"], abs=0.0006
    )


def test_degree_alone_is_that_of_all_the_centralities(davis: Any) -> None:
    graph = nx.Graph(_pairs(davis))
    found, whole = two_mode_degree(graph), two_mode_centrality(graph).degree
    assert (list(found.actors), list(found.interactions)) == bipartite.modes(graph)
    assert found.actors | found.interactions == whole


def test_closeness_in_two_components_never_passes_one() -> None:
    # Each of two pairs: (1+0)/1 in its component, which is 1 of the 3 others.
    found = two_mode_centrality(nx.Graph([("a", 1), ("b", 2)]), ["a", "b"])
    assert found.closeness == pytest.approx(dict.fromkeys(("a", 1, "b", 2), 1 / 3))


def test_one_actor_at_one_interaction_is_between_nobody() -> None:
    found = two_mode_centrality(nx.Graph([("a", 1)]))
    assert found.betweenness == {"a": 0.0, 1: 0.0}
    assert found.centralization == (None, None)  # A mode of one leaves no choice.


def test_the_southern_women_are_shipped_with_networkx_too(davis_expected: Any) -> None:
    found = two_mode_centrality(nx.davis_southern_women_graph())
    assert found.degree == pytest.approx(davis_expected["degree"], abs=0.0051)


def test_eigenvector_is_the_first_singular_vector_of_each_mode(davis: Any) -> None:
    # By NumPy 2.4; each vector has length 1.
    graph = nx.Graph(_pairs(davis))
    women, events = list(davis.actors), list(davis.events)
    matrix = nx.bipartite.biadjacency_matrix(graph, women, events).toarray()
    left, _, right = np.linalg.svd(matrix.astype(float))
    expected = dict(zip(women, np.abs(left[:, 0]), strict=True))
    expected |= dict(zip(events, np.abs(right[0]), strict=True))
    found = two_mode_centrality(graph, women).eigenvector
    assert found == pytest.approx(expected, abs=1e-9)


def test_each_mode_is_centralized_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    expected = davis_expected["netrics"]["single_mode_degree_centralisation"]
    found = two_mode_centrality(nx.Graph(_pairs(davis)), davis.actors).centralization
    assert found == pytest.approx((expected["women"], expected["events"]), abs=0.0006)


def test_the_nodes_of_the_other_mode_give_the_same_with_the_modes_turned(
    davis: Any,
) -> None:
    graph = nx.Graph(_pairs(davis))
    found, turned = (
        two_mode_centrality(graph, it) for it in (davis.actors, davis.events)
    )
    assert found.betweenness == turned.betweenness
    assert found.centralization == turned.centralization[::-1]


def test_the_modes_of_one_component_need_not_be_told(davis: Any) -> None:
    graph = nx.Graph(_pairs(davis))
    assert two_mode_centrality(graph) == two_mode_centrality(graph, davis.actors)


def test_the_direction_of_ties_does_not_matter(davis: Any) -> None:
    pairs = _pairs(davis)
    found = two_mode_centrality(nx.DiGraph(pairs), davis.actors)
    assert found == two_mode_centrality(nx.Graph(pairs), davis.actors)


def test_the_modes_of_several_components_must_be_told() -> None:
    with pytest.raises(UnclearModesError, match="Give the nodes of one mode"):
        two_mode_centrality(nx.Graph([("a", 1), ("b", 2)]))


def test_ties_within_a_mode_are_refused() -> None:
    with pytest.raises(NotTwoModeError, match="same mode"):
        two_mode_centrality(nx.Graph([("a", 1), ("a", "b")]), ["a", "b"])


def test_a_graph_with_a_triangle_is_not_of_two_modes() -> None:
    with pytest.raises(NotTwoModeError, match="same mode"):
        two_mode_centrality(nx.complete_graph(3))


def test_a_node_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotInNetworkError, match="b"):
        project(nx.Graph([("a", 1)]), ["a", "b"])


def test_nothing_gives_nothing() -> None:
    assert two_mode_degree(nx.Graph()) == TwoModeScores({}, {})
    assert two_mode_centrality(nx.Graph()) == TwoModeCentrality(
        {}, {}, {}, {}, (None, None)
    )
    assert len(project([])) == len(project(nx.Graph())) == 0


def test_an_isolated_node_has_zero_everywhere() -> None:
    graph = nx.Graph([("a", 1), ("b", 1)])
    graph.add_node("c")
    found = two_mode_centrality(graph, ["a", "b", "c"])
    values = (found.degree, found.closeness, found.betweenness, found.eigenvector)
    assert [it["c"] for it in values] == [0, 0, 0, 0]


@pytest.mark.parametrize("weighting", ["simple", "newman"])
def test_published_projections_are_found_again(
    projected: tuple[Any, Any], weighting: str
) -> None:
    case, expected = projected
    tied = project(nx.Graph(_pairs(case)), case.actors, weighting=weighting)
    found = {"-".join(sorted(pair)): tied.edges[pair]["weight"] for pair in tied.edges}
    assert found == pytest.approx(
        {
            "-".join(sorted(it.split("-"))): value
            for it, value in expected[weighting].items()
        }
    )


def test_the_other_weightings_divide_by_the_size() -> None:
    pairs = [(it, "1") for it in "abcd"]
    found = {it: project(pairs, weighting=it)["a"]["b"]["weight"] for it in Weighting}
    assert found == pytest.approx(
        {"newman": 1 / 3, "simple": 1, "hyperbolic": 1 / 4, "equal-event": 1 / 6}
    )


def _edges(tied: Any) -> list[tuple[Any, Any, Any]]:
    return sorted((*sorted(pair), data) for *pair, data in tied.edges(data=True))


@PATIENT
@given(LOGS)
def test_a_graph_pairs_and_a_matrix_give_the_same(pairs: Pairs) -> None:
    actors = sorted({actor for actor, _ in pairs})
    events = sorted({event for _, event in pairs})
    table = [[int((it, event) in pairs) for event in events] for it in actors]
    if not table:
        return
    expected = _edges(project(pairs))
    graph: nx.Graph[str] = nx.Graph(pairs)
    for source in (graph, table, np.array(table), csr_array(table)):
        found = _edges(project(source, actors))
        assert [it[:2] for it in found] == [it[:2] for it in expected]
        for (*_, one), (*_, other) in zip(found, expected, strict=True):
            assert one == pytest.approx(other)


@PATIENT
@given(LOGS)
def test_newman_strength_is_the_number_of_events_with_company(pairs: Pairs) -> None:
    events: dict[str, set[str]] = {}
    for actor, event in pairs:
        events.setdefault(event, set()).add(actor)
    tied = project(pairs)
    strength = dict(tied.degree(weight="weight"))
    assert strength == pytest.approx(
        {
            actor: sum(actor in it and len(it) > 1 for it in events.values())
            for actor in tied
        }
    )


@PATIENT
@given(LOGS)
def test_an_event_of_equal_weight_adds_one_in_all(pairs: Pairs) -> None:
    sizes = [len({a for a, it in pairs if it == event}) for event in "123456"]
    tied = project(pairs, weighting="equal-event")
    total = math.fsum(data["weight"] for *_, data in tied.edges(data=True))
    assert total == pytest.approx(sum(size > 1 for size in sizes))


@PATIENT
@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(pairs: Pairs, random: Any) -> None:
    mixed = [*pairs, *pairs[:3]]
    random.shuffle(mixed)
    assert _counts(mixed) == _counts(pairs)


def _counts(pairs: Pairs) -> dict[frozenset[str], int]:
    return {
        frozenset(it): data["count"] for *it, data in project(pairs).edges(data=True)
    }


def test_nodes_keep_what_the_graph_says_of_them() -> None:
    graph: nx.Graph[Any] = nx.Graph([("a", 1), ("b", 1)])
    graph.nodes["a"]["name"] = "Ana"
    tied = project(graph, ["b", "a"])
    assert list(tied.nodes(data=True)) == [("b", {}), ("a", {"name": "Ana"})]


def test_figures_are_plain() -> None:
    tied = project([("a", 1), ("b", 1)])
    assert [type(it) for it in tied["a"]["b"].values()] == [float, int]
    found = two_mode_centrality(nx.Graph([("a", 1), ("b", 1)]))
    assert {type(it) for it in found.eigenvector.values()} == {float}


def test_a_weighting_that_is_none_of_the_four_is_refused() -> None:
    with pytest.raises(UnknownWordError, match="cubic"):
        project([("a", 1)], weighting="cubic")


def test_a_matrix_wants_as_many_nodes_as_rows() -> None:
    with pytest.raises(RowsError, match="3 nodes"):
        project([[1, 0], [1, 1]], ["a", "b", "c"])


def test_it_is_called_from_the_package() -> None:
    assert analysis.project is project
    assert analysis.two_mode_centrality is two_mode_centrality
    assert analysis.betweenness(nx.path_graph(3))[1] == 1.0
