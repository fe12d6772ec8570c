"""Groups: published and hand-worked modularity, and a stated order."""

import networkx as nx
import pytest

from reseau.analysis.groups.partition import Communities, communities
from reseau.analysis.ties.graphs import Network


def _network(*edges: tuple[int, int], weight: float = 1.0) -> Network:
    graph: Network = nx.Graph()
    graph.add_edges_from(edges, weight=weight)
    return graph


TRIANGLES = ((7, 8), (8, 9), (9, 7), (1, 2), (2, 3), (3, 1), (3, 9))


def test_two_triangles_joined_by_a_tie_are_two_groups() -> None:
    # m = 7: each group holds 3 ties and 7 of 14 ends, 2 (3/7 - 1/4) = 5/14.
    found = communities(_network(*TRIANGLES))
    assert found.of == {1: 0, 2: 0, 3: 0, 7: 1, 8: 1, 9: 1}
    assert found.modularity == pytest.approx(5 / 14)


def test_the_karate_club_comes_near_its_best_modularity() -> None:
    # The optimum is .4198 (Brandes et al. 2008, IEEE TKDE 20:172), unweighted.
    graph: Network = nx.Graph()
    graph.add_edges_from(nx.karate_club_graph().edges, weight=1.0)
    assert communities(graph).modularity == pytest.approx(0.4198, abs=0.002)


def test_the_largest_group_comes_first() -> None:
    graph = _network((1, 2), (5, 6), (6, 7), (7, 5))
    assert communities(graph).sizes == (3, 2)
    assert communities(graph).of[5] == 0


def test_an_isolated_actor_is_in_no_group() -> None:
    graph = _network((1, 2))
    graph.add_node(0)
    assert communities(graph).of == {0: None, 1: 0, 2: 0}


def test_without_a_tie_nothing_is_grouped() -> None:
    graph = _network()
    graph.add_node(4)
    assert communities(graph) == Communities({4: None}, (), None)


def test_ties_faded_to_nothing_group_nobody() -> None:
    assert communities(_network((1, 2), weight=0.0)).of == {1: None, 2: None}


def test_groups_do_not_depend_on_how_the_graph_was_made() -> None:
    edges = list(nx.karate_club_graph().edges)
    forward = communities(_network(*edges))
    assert communities(_network(*((b, a) for a, b in reversed(edges)))) == forward


def test_directed_ties_group_too() -> None:
    graph = nx.DiGraph([(1, 2), (2, 3), (3, 1), (3, 4), (4, 5), (5, 6), (6, 4)])
    assert communities(graph).groups == ((1, 2, 3), (4, 5, 6))


def test_resolution_changes_the_groups_not_what_modularity_means() -> None:
    graph = _network(*TRIANGLES)
    whole = communities(graph, resolution=0.01)
    assert whole.sizes == (6,)
    assert whole.modularity == pytest.approx(0)
