"""Ties formed, dissolved and kept: published counts, hand-worked cases, laws."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import tie_change_rates, tie_changes
from reseau.analysis.comparison.changes import NegativeCountError
from reseau.analysis.comparison.dyads import (
    AsymmetricError,
    NotSquareError,
    SizesDifferError,
)

GOLDEN = Path(__file__).parents[1] / "data" / "goldens" / "22_temporal_tie_change"


def expected() -> Any:
    return json.loads((GOLDEN / "expected.json").read_text("utf-8"))


def wave(number: int) -> "nx.DiGraph[int]":
    """Fifty girls of the Teenage Friends and Lifestyle study."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(1, 51))
    with (GOLDEN / f"s50{number}_edges.csv").open(encoding="utf-8") as file:
        graph.add_edges_from((int(a), int(b)) for a, b in list(csv.reader(file))[1:])
    return graph


@pytest.mark.parametrize(
    ("first", "second", "name"), [(1, 2, "s50_1to2"), (2, 3, "s50_2to3")]
)
def test_friendships_of_fifty_girls_change_as_siena_counts(
    first: int, second: int, name: str
) -> None:
    found = tie_changes(wave(first), wave(second))
    published = expected()[name]
    assert [found.n00, found.n01, found.n10, found.n11] == [
        published[it] for it in ("00", "01", "10", "11")
    ]
    assert found.distance == published["distance"]
    assert found.jaccard == pytest.approx(published["jaccard"], abs=5e-7)


def test_waves_have_the_published_numbers_of_ties() -> None:
    assert [wave(it).number_of_edges() for it in (1, 2, 3)] == expected()["s50_ties"]


@pytest.mark.parametrize("period", [0, 1])
def test_counts_of_the_online_game_give_the_published_rates(period: int) -> None:
    table = json.loads((GOLDEN / "game_table.json").read_text("utf-8"))
    found = tie_change_rates(*table["periods"][period])
    assert found.hamming == expected()["game_distance"][period]
    assert found.jaccard == pytest.approx(expected()["game_jaccard"][period])


def graph(*edges: tuple[str, str], alone: str = "") -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(alone)
    made.add_edges_from(edges)
    return made


# A, B, C, then B, C, D: AB is gone with A, BC is kept, CD is new with D.
BEFORE = graph(("A", "B"), ("B", "C"))
AFTER = graph(("C", "B"), ("C", "D"))


def test_common_actors_keep_who_left_out_of_the_ties() -> None:
    found = tie_changes(BEFORE, AFTER)
    assert (found.formed, found.dissolved, found.kept, found.nodes) == (0, 0, 1, 2)


def test_union_counts_the_ties_of_who_came_and_left() -> None:
    found = tie_changes(BEFORE, AFTER, nodes="union")
    assert found.formed_ties == (("C", "D"),)
    assert found.dissolved_ties == (("A", "B"),)
    assert found.kept_ties == (("B", "C"),)
    assert (found.absent, found.jaccard) == (3, 1 / 3)


def test_turnover_tells_who_came_and_left() -> None:
    found = tie_changes(BEFORE, AFTER)
    assert (found.stayed, found.came, found.left) == (("B", "C"), ("D",), ("A",))
    assert found.node_turnover == 1 / 2


def test_rates_are_over_what_could_change() -> None:
    found = tie_changes(BEFORE, AFTER, nodes="union")
    assert found.persistence == 1 / 2  # BC of AB and BC.
    assert found.dissolution_rate == 1 / 2
    assert found.formation_rate == 1 / 4  # CD of AC, AD, BD and CD.


def test_named_nodes_are_the_only_ones_looked_at() -> None:
    assert tie_changes(BEFORE, AFTER, nodes=["C", "D"]).formed_ties == (("C", "D"),)


def test_matrices_are_compared_like_graphs() -> None:
    found = tie_changes(
        [[0, 1, 0], [1, 0, 0], [0, 0, 0]], [[0, 0, 2], [0, 0, 0], [2, 0, 0]]
    )
    assert (found.formed_ties, found.dissolved_ties) == (((0, 2),), ((0, 1),))
    assert (found.directed, found.stayed) == (False, (0, 1, 2))


def test_matrix_that_points_is_directed() -> None:
    found = tie_changes([[0, 1], [0, 0]], [[0, 0], [1, 0]])
    assert (found.formed, found.dissolved, found.directed) == (1, 1, True)


def test_self_ties_and_ties_of_weight_0_are_no_ties() -> None:
    before, after = graph(alone="AB"), graph(alone="AB")
    after.add_edge("A", "A")
    after.add_edge("A", "B", weight=0)
    assert tie_changes(before, after).formed == 0


def test_empty_networks_have_no_rate() -> None:
    found = tie_changes(graph(), graph())
    assert (found.jaccard, found.persistence, found.formation_rate) == (None,) * 3
    assert (found.node_turnover, found.nodes) == (None, 0)


def test_large_networks_need_no_full_table() -> None:
    one: nx.Graph[int] = nx.path_graph(100_000)
    assert tie_changes(one, one).kept == 99_999


def test_negative_count_is_refused() -> None:
    with pytest.raises(NegativeCountError):
        tie_change_rates(1, -1, 0, 0)


def test_matrices_of_two_sizes_are_refused() -> None:
    with pytest.raises(SizesDifferError):
        tie_changes([[0]], [[0, 1], [1, 0]])


def test_matrix_that_is_not_square_is_refused() -> None:
    with pytest.raises(NotSquareError):
        tie_changes([[0, 1]], [[0, 1]])


def test_directed_network_cannot_be_taken_as_undirected() -> None:
    with pytest.raises(AsymmetricError):
        tie_changes([[0, 1], [0, 0]], [[0, 0], [1, 0]], directed=False)


PAIRS = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20)


def drawn(pairs: set[tuple[int, int]], *, directed: bool) -> "nx.Graph[int]":
    made: nx.Graph[int] = nx.DiGraph() if directed else nx.Graph()
    made.add_nodes_from(range(7))
    made.add_edges_from(sorted((a, b) for a, b in pairs if a != b))
    return made


@given(PAIRS, PAIRS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_swapping_the_periods_swaps_formed_and_dissolved(
    one: set[tuple[int, int]],
    other: set[tuple[int, int]],
    directed: bool,  # noqa: FBT001  # Hypothesis passes it.
) -> None:
    before, after = drawn(one, directed=directed), drawn(other, directed=directed)
    there, back = tie_changes(before, after), tie_changes(after, before)
    assert (there.formed_ties, there.dissolved_ties) == (
        back.dissolved_ties,
        back.formed_ties,
    )
    assert (there.jaccard, there.hamming) == (back.jaccard, back.hamming)


@given(PAIRS, st.booleans())
@settings(max_examples=40, deadline=None)
def test_identical_periods_change_nothing(
    one: set[tuple[int, int]],
    directed: bool,  # noqa: FBT001  # Hypothesis passes it.
) -> None:
    found = tie_changes(drawn(one, directed=directed), drawn(one, directed=directed))
    assert (found.hamming, found.node_turnover) == (0, 0)
    assert found.jaccard in {1, None}


@given(PAIRS, PAIRS, st.permutations(range(7)))
@settings(max_examples=40, deadline=None)
def test_names_do_not_matter(
    one: set[tuple[int, int]], other: set[tuple[int, int]], names: list[int]
) -> None:
    before, after = drawn(one, directed=True), drawn(other, directed=True)
    new = dict(enumerate(names))
    renamed = tie_changes(nx.relabel_nodes(before, new), nx.relabel_nodes(after, new))
    plain = tie_changes(before, after)
    assert set(renamed.formed_ties) == {(new[a], new[b]) for a, b in plain.formed_ties}
    assert renamed.jaccard == plain.jaccard
