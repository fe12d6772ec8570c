"""Where actors stand on the map."""

import itertools
import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from reseau.analysis.drawing.forces_grid import repulsion_on_grid
from reseau.analysis.drawing.layout import positions, radii


def graph_of(*ties: tuple[int, int], alone: int = 0) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph(list(ties))
    graph.add_nodes_from(range(1000, 1000 + alone))
    return graph


def groups_of_ten(count: int) -> "nx.Graph[int]":
    """Cliques of ten, each tied to the next by one tie."""
    graph: nx.Graph[int] = nx.Graph()
    for group in range(count):
        members = range(group * 10, group * 10 + 10)
        graph.add_edges_from(itertools.combinations(members, 2))
        graph.add_edge(group * 10, (group + 1) % count * 10 + 1)
    return graph


def worst_overlap(graph: "nx.Graph[int]") -> float:
    """Give how far the two most overlapping discs go into each other."""
    places = positions(graph)
    keys = sorted(graph)
    radius = radii(len(set(graph[key]) - {key}) for key in keys)
    return max(
        (
            radius[i] + radius[j] - math.dist(places[keys[i]], places[keys[j]])
            for i, j in itertools.combinations(range(len(keys)), 2)
        ),
        default=-1.0,
    )


def test_empty_network_has_no_place() -> None:
    assert positions(graph_of()) == {}


def test_single_actor_stands_in_the_middle() -> None:
    assert positions(graph_of(alone=1)) == {1000: (0.0, 0.0)}


def test_two_actors_stand_side_by_side() -> None:
    places = positions(graph_of((1, 2)))
    assert places[1][1] == places[2][1]
    assert places[1][0] != places[2][0]


def test_middle_of_a_line_of_three_stands_between_the_others() -> None:
    places = positions(graph_of((1, 2), (2, 3)))
    left, middle, right = sorted(places, key=lambda key: places[key][0])
    assert middle == 2
    assert {left, right} == {1, 3}


def test_hub_of_a_star_stands_inside_its_ring() -> None:
    places = positions(graph_of(*((0, leaf) for leaf in range(1, 13))))
    away = {key: math.dist(places[key], places[0]) for key in places}
    mean = np.mean([places[leaf] for leaf in range(1, 13)], axis=0)
    assert math.dist(mean, places[0]) < min(away[leaf] for leaf in range(1, 13))


@pytest.mark.parametrize(
    "graph",
    [
        graph_of(*itertools.combinations(range(12), 2)),
        graph_of(*((0, leaf) for leaf in range(1, 60))),
        graph_of((1, 2), (3, 4), (5, 6), (6, 7), alone=25),
        graph_of(alone=40),
        groups_of_ten(6),
        nx.convert_node_labels_to_integers(nx.davis_southern_women_graph()),
        nx.gnm_random_graph(150, 3000, seed=4),
    ],
    ids=["clique", "star", "pairs", "isolates", "groups", "davis", "dense"],
)
def test_no_two_discs_overlap(graph: "nx.Graph[int]") -> None:
    assert worst_overlap(graph) < 0


def test_members_of_a_group_stand_nearest_to_each_other() -> None:
    graph = groups_of_ten(8)
    places = positions(graph)
    same = 0
    for key in graph:
        near = sorted(graph, key=lambda it, k=key: math.dist(places[it], places[k]))  # type: ignore[misc]  # A default binds the loop's key.
        same += sum(it // 10 == key // 10 for it in near[1:6])
    assert same / (5 * len(graph)) > 0.9


def test_grid_repels_as_the_exact_sum_does() -> None:
    """Two far masses: the field is theirs over the distance, worked by hand."""
    places = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 50.0]])
    field, square = repulsion_on_grid(places, np.array([1.0, 2.0, 4.0]))
    exact = np.array([[-2 / 100, -4 / 50], [0.0, 0.0], [0.0, 0.0]])
    assert np.allclose(field[0], exact[0], rtol=0.05)
    assert np.isclose(square[0], 2 / 100**2 + 4 / 50**2, rtol=0.05)


def test_groups_of_a_large_network_stand_apart() -> None:
    """Above a thousand actors, repulsion is summed on a grid."""
    graph: nx.Graph[int] = nx.planted_partition_graph(12, 100, 0.1, 0.001, seed=3)
    places = positions(graph)
    points = np.array(list(places.values()))
    near = np.asarray(cKDTree(points).query(points, k=6)[1])[:, 1:]
    same = near // 100 == np.arange(len(points))[:, None] // 100
    assert same.mean() > 0.75


def test_same_network_gives_same_places_whatever_the_order_of_ties() -> None:
    ties = sorted(groups_of_ten(5).edges)
    assert positions(graph_of(*ties)) == positions(graph_of(*reversed(ties)))


def test_isolates_stand_under_all_the_rest() -> None:
    places = positions(graph_of(*itertools.combinations(range(8), 2), alone=7))
    assert min(places[1000 + n][1] for n in range(7)) > max(
        places[n][1] for n in range(8)
    )


def test_separate_parts_do_not_mingle() -> None:
    big = list(itertools.combinations(range(10), 2))
    small = list(itertools.combinations(range(50, 54), 2))
    places = positions(graph_of(*big, *small))
    assert min(places[n][1] for n in range(50, 54)) > max(
        places[n][1] for n in range(10)
    )


def test_earlier_places_are_kept_when_little_changes() -> None:
    graph = groups_of_ten(8)
    before = positions(graph)
    graph.add_edge(3, 500)
    graph.remove_edge(22, 27)
    after = positions(graph, previous=before)
    width = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    moved = [math.dist(before[key], after[key]) / width for key in before]
    # The specification asks for at most 3 % of the width.
    assert float(np.percentile(moved, 95)) < 0.03


def test_new_actor_stands_near_its_only_neighbour() -> None:
    graph = groups_of_ten(8)
    before = positions(graph)
    graph.add_edge(3, 500)
    after = positions(graph, previous=before)
    near = sorted(before, key=lambda key: math.dist(after[key], after[500]))
    assert near[0] // 10 == 0


def test_larger_size_takes_more_room_than_number_of_ties() -> None:
    graph = graph_of((1, 2), (2, 3), (3, 1))
    for key, size in ((1, 100.0), (2, 1.0), (3, 1.0)):
        graph.nodes[key]["size"] = size
    places = positions(graph)
    sizes = dict(zip((1, 2, 3), radii([100.0, 1.0, 1.0]), strict=True))
    for a, b in ((1, 2), (2, 3), (1, 3)):
        assert math.dist(places[a], places[b]) > sizes[a] + sizes[b]


def test_surface_of_a_disc_follows_its_size() -> None:
    # 3 + 13 √(1/4) = 9.5, from the specification's rule.
    assert radii([4.0, 1.0, 0.0]) == [16.0, 9.5, 3.0]


def test_size_that_is_no_number_counts_for_nothing() -> None:
    assert radii([math.nan, -1.0, 2.0]) == [3.0, 3.0, 16.0]


@settings(max_examples=40, deadline=None)
@given(
    ties=st.lists(
        st.tuples(st.integers(0, 15), st.integers(0, 15), st.floats(0, 1e6)),
        max_size=30,
    )
)
def test_every_actor_has_its_own_finite_place(
    ties: list[tuple[int, int, float]],
) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(ties)
    places = positions(graph)
    assert sorted(places) == sorted(graph)
    assert all(map(math.isfinite, itertools.chain.from_iterable(places.values())))
    assert worst_overlap(graph) < 0
