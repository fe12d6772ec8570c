"""What every measure of structure keeps to, whatever the network."""

import math
import pkgutil
from collections.abc import Callable, Hashable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau import analysis
from reseau.analysis import (
    brokerage_roles,
    communities,
    constraint,
    core_periphery,
    disparity,
    effective_size,
    fragmentation,
    hierarchy,
    key_players,
    reach,
)
from reseau.analysis.positions.keyplayers import Goal

GOALS: tuple[Goal, ...] = ("fragment", "reach")
Measure = Callable[["nx.Graph[Any]"], dict[Hashable, Any]]  # Any: each its figures.


@st.composite
def networks(draw: st.DrawFn) -> "nx.Graph[int]":
    size = draw(st.integers(0, 8))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    pairs = [(a, b) for a in range(size) for b in range(a)]
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []:
        graph.add_edge(a, b, weight=draw(st.integers(1, 5)))
    return graph


def by_parity(graph: "nx.Graph[Any]") -> dict[Hashable, Any]:
    return {node: data["group"] for node, data in graph.nodes(data=True)}


PER_NODE: list[Measure] = [
    constraint,
    effective_size,
    hierarchy,
    lambda graph: brokerage_roles(graph, by_parity(graph)),
]


def named(graph: "nx.Graph[int]") -> "nx.Graph[str]":
    """Give other names, in another order."""
    for node in graph:
        graph.nodes[node]["group"] = node % 2
    name = {node: renamed(node) for node in graph}
    other: nx.Graph[str] = nx.Graph()
    for node in reversed(list(graph)):
        other.add_node(name[node], **graph.nodes[node])
    for a, b, data in reversed(list(graph.edges(data=True))):
        other.add_edge(name[b], name[a], **data)
    return other


def renamed(node: Hashable) -> str:
    assert isinstance(node, int)
    return f"{(node * 5 + 3) % 11:02}"


@pytest.mark.parametrize("number", range(len(PER_NODE)))
@given(graph=networks())
def test_other_names_and_order_give_the_same(
    number: int, graph: "nx.Graph[int]"
) -> None:
    other = PER_NODE[number](named(graph))
    for node, value in PER_NODE[number](graph).items():
        assert other[renamed(node)] == pytest.approx(value, nan_ok=True)


@given(networks())
def test_ties_have_the_same_chance_under_other_names(graph: "nx.Graph[int]") -> None:
    other = {frozenset(it): p for it, p in disparity(named(graph)).items()}
    for pair, p in disparity(graph).items():
        assert other[frozenset(map(renamed, pair))] == pytest.approx(p)


@settings(max_examples=30, deadline=None)  # The first loads SciPy.
@given(networks())
def test_searches_find_as_much_under_other_names(graph: "nx.Graph[int]") -> None:
    other = named(graph)
    assert core_periphery(graph).fit == pytest.approx(core_periphery(other).fit)
    assert communities(graph).modularity == pytest.approx(communities(other).modularity)
    for goal in GOALS:
        one, two = key_players(graph, 2, goal), key_players(other, 2, goal)
        assert one.value == pytest.approx(two.value)


@given(networks())
def test_shares_stay_between_0_and_1(graph: "nx.Graph[int]") -> None:
    assert -1e-9 <= fragmentation(graph) <= 1
    for node in graph:
        assert 0 <= reach(graph, [node]) <= 1 + 1e-9


def test_order_of_the_search_does_not_follow_who_has_no_tie() -> None:
    """Two triangles and a path, on which two searches differ by their order."""
    graph = nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 6), (6, 4)])
    more = graph.copy()
    more.add_nodes_from(range(90, 99))
    assert communities(more).groups == communities(graph).groups


@settings(max_examples=40, deadline=None)
@given(networks())
def test_somebody_without_a_tie_changes_nothing_for_the_others(
    graph: "nx.Graph[int]",
) -> None:
    more = graph.copy()
    more.add_node(99)
    for of in (constraint, effective_size, hierarchy):
        found = of(more)
        assert math.isnan(found.pop(99))
        assert found == pytest.approx(of(graph), nan_ok=True)
    assert disparity(more) == disparity(graph)
    assert communities(more).modularity == pytest.approx(communities(graph).modularity)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_groups_hold_every_tied_node_once(graph: "nx.Graph[int]") -> None:
    found = communities(graph)
    members = [node for group in found.groups for node in group]
    assert sorted(members) == [it for it in graph if graph.degree(it)]
    assert found.sizes == tuple(map(len, found.groups))
    assert list(found.sizes) == sorted(found.sizes, reverse=True)
    if found.stability is not None:
        assert found.stability <= 1


def test_groups_of_separate_circles_are_always_found() -> None:
    found = communities(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(5)))
    assert (found.sizes, found.stability) == ((5, 4), 1.0)


def test_groups_of_any_nodes() -> None:
    graph: nx.Graph[object] = nx.Graph([("a", 1), (1, ("b", 2))])
    assert communities(graph).groups == (("a", 1, ("b", 2)),)


def test_stability_is_the_agreement_of_the_searches() -> None:
    """Hubert and Arabie (1985): two splits of four, across each other, give -1/2."""
    assert analysis.adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)
    assert analysis.adjusted_rand([0, 0, 1, 1], [5, 5, 3, 3]) == 1
    # scikit-learn's documentation: [0, 0, 1, 2] against [0, 0, 1, 1] gives .57.
    assert analysis.adjusted_rand([0, 0, 1, 2], [0, 0, 1, 1]) == pytest.approx(
        0.57, abs=0.005
    )


def test_one_search_says_nothing_of_stability() -> None:
    assert communities(nx.path_graph(3), seeds=1).stability is None


def test_no_public_name_is_hidden_by_its_module() -> None:
    """Once a module is loaded, its name on the package is the module."""
    modules = {it.name for it in pkgutil.iter_modules(analysis.__path__)}
    assert modules & set(analysis.__all__) == set()


@pytest.mark.parametrize("name", analysis.__all__)
def test_public_name_is_found_and_documented(name: str) -> None:
    found = getattr(analysis, name)
    assert found.__doc__
    assert getattr(analysis, name) is found
