"""Cores: published fits, and when none is spoken of."""

import json

import networkx as nx
import pytest

from reseau.analysis import core_periphery
from tests.analysis.conftest import GOLDENS

GOLDEN = GOLDENS / "25_core_periphery"
EXPECTED = json.loads((GOLDEN / "expected.json").read_text("utf-8"))


def test_clique_and_isolates_are_a_perfect_core() -> None:
    # netUtils' test suite.
    case = json.loads((GOLDEN / "complete5_plus5isolates.json").read_text("utf-8"))
    graph = nx.empty_graph(case["n"])
    graph.add_edges_from(case["edges"])
    found = core_periphery(graph)
    assert list(found.core) == EXPECTED["complete5"]["core"]
    assert found.fit == pytest.approx(EXPECTED["complete5"]["corr"])
    assert found.verdict == "core"


@pytest.mark.parametrize("variant", ["blank", "or"])
def test_karate_club_has_another_core_with_each_pattern(variant: str) -> None:
    expected = EXPECTED[f"karate_pattern_{variant}"]
    found = core_periphery(
        nx.karate_club_graph(), variant="or" if variant == "or" else "blank"
    )
    assert list(found.core) == expected["core"]
    assert found.fit == pytest.approx(expected["corr"], abs=EXPECTED["tolerance"])


def test_core_is_not_spoken_of_below_a_fit_of_a_half() -> None:
    """.431 for the karate club with the pattern "or"."""
    assert not core_periphery(nx.karate_club_graph(), variant="or").is_core
    assert core_periphery(nx.karate_club_graph()).is_core


def test_ring_has_no_core() -> None:
    assert core_periphery(nx.cycle_graph(12)).verdict == "no core"


def test_densities_of_the_four_blocks() -> None:
    """A triangle, one of whom has a friend: 3 of 3, 1 of 3, and no pair outside."""
    graph = nx.Graph([(0, 1), (1, 2), (0, 2), (2, 3), (3, 4)])
    graph.remove_edge(3, 4)
    found = core_periphery(graph)
    assert found.core == (0, 1, 2)
    cells = [it for row in found.density for it in row]
    assert cells == pytest.approx([1, 1 / 6, 1 / 6, 0])


def test_star_is_a_core_of_one_with_or() -> None:
    found = core_periphery(nx.star_graph(6), variant="or")
    assert found.core == (0,)
    assert found.fit == pytest.approx(1.0)


@pytest.mark.parametrize(
    "graph",
    [
        nx.Graph(),
        nx.empty_graph(1),
        nx.path_graph(2),
        nx.empty_graph(5),
        nx.complete_graph(5),
    ],
    ids=["empty", "one", "two", "no tie", "all tied"],
)
def test_nothing_to_divide_has_no_fit(graph: "nx.Graph[int]") -> None:
    found = core_periphery(graph)
    assert (found.fit, found.is_core, found.core) == (None, False, ())


def test_directed_ties_both_ways_are_the_undirected_ones() -> None:
    graph = nx.karate_club_graph()
    both = core_periphery(graph.to_directed())
    assert both.fit == pytest.approx(core_periphery(graph).fit)


def test_weights_are_looked_at_when_asked() -> None:
    graph: nx.Graph[str] = nx.complete_graph(["a", "b", "c", "d", "e"])
    for _, _, data in graph.edges(data=True):
        data["weight"] = 0.01
    for pair in (("a", "b"), ("b", "c"), ("a", "c")):
        graph.edges[pair]["weight"] = 5.0
    assert core_periphery(graph, weight="weight").core == ("a", "b", "c")
    assert core_periphery(graph).fit is None


def test_unknown_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="variant"):
        core_periphery(nx.path_graph(3), variant="both")  # type: ignore[arg-type]  # The point.
