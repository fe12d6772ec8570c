"""The strongest of the shortest paths, worked by hand."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.paths import NotInNetworkError, Path, best_path


def _network(*edges: tuple[int, int, float]) -> Network:
    graph: Network = nx.Graph()
    graph.add_nodes_from(range(1, 9))
    graph.add_weighted_edges_from(edges)
    return graph


def test_fewer_ties_win_over_stronger_ones() -> None:
    graph = _network((1, 2, 9), (2, 3, 9), (1, 3, 0.1))
    assert best_path(graph, 1, target=3) == Path((1, 3), 1, 0.1, 0.1)


def test_of_equally_short_paths_the_weakest_tie_decides() -> None:
    # By 2: 9 and 1; by 3: 2 and 2, whose weakest is stronger.
    graph = _network((1, 2, 9), (2, 4, 1), (1, 3, 2), (3, 4, 2))
    assert best_path(graph, 1, target=4) == Path((1, 3, 4), 2, 2, 4)


def test_of_equally_weak_paths_the_sum_decides() -> None:
    graph = _network((1, 2, 2), (2, 4, 2), (1, 3, 2), (3, 4, 5))
    assert best_path(graph, 1, target=4) == Path((1, 3, 4), 2, 2, 7)


def test_of_equal_paths_the_smallest_keys_decide() -> None:
    graph = _network((1, 3, 1), (3, 4, 1), (1, 2, 1), (2, 4, 1))
    assert best_path(graph, 1, target=4) == Path((1, 2, 4), 2, 1, 2)


def test_along_three_ties_the_weakest_decides_before_the_sum() -> None:
    # By 2 and 5 the weakest is 1; by 3 and 5, 2 of 8 in all; by 4 and 7, 2 of 18.
    graph = _network(
        (1, 2, 9),
        (2, 5, 1),
        (1, 3, 3),
        (3, 5, 3),
        (1, 4, 8),
        (4, 7, 8),
        (5, 6, 2),
        (7, 6, 2),
    )
    found = best_path(graph, 1, target=6)
    assert found == Path((1, 4, 7, 6), 3, 2, 18)


def test_the_same_actor_is_reached_without_a_tie() -> None:
    found = best_path(_network(), 1, target=1)
    assert found == Path((1,), 1, None, 0.0)
    assert found.length == 0


def test_no_path_is_none() -> None:
    assert best_path(_network((1, 2, 1)), 1, target=3) is None


@pytest.mark.parametrize("pair", [(1, 99), (99, 1), (99, 99)])
def test_an_unknown_actor_is_named(pair: tuple[int, int]) -> None:
    with pytest.raises(NotInNetworkError, match="99"):
        best_path(_network(), pair[0], target=pair[1])


edges = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(1, 4)), max_size=18
)


@given(edges)
def test_the_path_is_the_best_that_networkx_lists(
    found: list[tuple[int, int, int]],
) -> None:
    graph = _network(*((a, b, float(w)) for a, b, w in found if a != b))
    path = best_path(graph, 1, target=8)
    if path is None:
        assert not nx.has_path(graph, 1, 8)
        return
    listed = [tuple(it) for it in nx.all_shortest_paths(graph, 1, 8)]
    weights = {
        it: [graph.edges[edge]["weight"] for edge in nx.utils.pairwise(it)]
        for it in listed
    }
    best = min(listed, key=lambda it: (-min(weights[it]), -sum(weights[it]), it))
    assert path == Path(best, len(listed), min(weights[best]), sum(weights[best]))
