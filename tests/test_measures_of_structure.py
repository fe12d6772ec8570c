"""Every worked example of the section Structure of docs/measures.md, recomputed."""

from pathlib import Path

import networkx as nx
import pytest

from reseau.analysis import (
    brokerage_roles,
    communities,
    constraint,
    core_periphery,
    disparity,
    effective_size,
    fragmentation,
    reach,
    sdsm,
)
from reseau.analysis.positions.wholeness import coreness, wholeness

pytestmark = pytest.mark.checkout

DOCS = Path(__file__).parents[1] / "docs"


def says(english: str, french: str) -> None:
    """Check that both pages give the figure so."""
    for name, words in (("measures.md", english), ("measures.fr.md", french)):
        assert words in (DOCS / name).read_text("utf-8")


def test_two_triangles() -> None:
    graph = nx.Graph([(1, 2), (2, 3), (1, 3), (3, 4), (4, 5), (5, 6), (4, 6)])
    assert communities(graph).modularity == pytest.approx(5 / 14)
    assert round(5 / 14, 2) == 0.36
    says("5/14, that is .36", "5/14, soit 0,36")


def test_circle_among_strangers() -> None:
    graph = nx.disjoint_union(nx.complete_graph(5), nx.empty_graph(5))
    assert core_periphery(graph).fit == pytest.approx(1)
    says("has a fit of 1", "a un ajustement de 1")


def test_depth_of_four_who_met() -> None:
    assert set(coreness(nx.complete_graph(4)).values()) == {3}
    says("so their depth is 3", "et leur profondeur est 3")


def test_meeting_once_says_nothing() -> None:
    """Four actors at two of four interactions, each interaction with two of them."""
    found = sdsm([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]])
    assert found.probabilities[0] == pytest.approx([0.5] * 4)
    assert found.shared[0, 1] == 1
    assert found.p_upper[0, 1] == pytest.approx(1 - 0.75**4)
    assert round(1 - 0.75**4, 2) == 0.68
    says("1 − (3/4)⁴ = .68", "1 − (3/4)⁴ = 0,68")


def test_heavy_tie_of_three() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
    assert disparity(graph)["a", "b"] == pytest.approx(0.04)
    says("(1 − 8/10)² = .04", "(1 − 8/10)² = 0,04")


def test_pairs_of_a_star() -> None:
    found = brokerage_roles(nx.star_graph(3), {0: "A", 1: "A", 2: "A", 3: "B"})[0]
    assert (found["coordinator"], found["total"] - found["coordinator"]) == (1, 2)
    says(
        "one pair within its sector and two between sectors",
        "une paire dans son secteur et deux entre secteurs",
    )


def test_constraint_of_strangers_and_of_friends() -> None:
    assert constraint(nx.star_graph(3))[0] == pytest.approx(1 / 3)
    friends = nx.complete_graph(3)
    assert constraint(friends)[0] == pytest.approx(1.125)
    assert effective_size(nx.star_graph(3))[0] == pytest.approx(3)
    assert effective_size(friends)[0] == pytest.approx(1)
    says("(1/3)² = .33", "(1/3)² = 0,33")
    says("× 1/2)² = 1.13", "× 1/2)² = 1,13")


def test_line_of_five_and_star() -> None:
    assert fragmentation(nx.path_graph(5), [2]) == pytest.approx(2 / 3)
    assert reach(nx.star_graph(4), [0]) == 1
    assert reach(nx.path_graph(4), [0]) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    says("1 − 2/6 = .67", "1 − 2/6 = 0,67")


def test_circles_joined_by_the_staff() -> None:
    left, right = nx.complete_graph(4), nx.complete_graph(range(4, 8))
    graph = nx.compose(left, right)
    graph.add_edges_from([("staff", 0), ("staff", 4)])
    assert (wholeness(graph).linked, len(graph) * (len(graph) - 1) // 2) == (1, 36)
    graph.remove_node("staff")
    assert wholeness(graph).linked == pytest.approx(12 / 28)
    says("make 36 pairs", "font 36 paires")
    says("12 of 28 are", "12 sur 28 le sont")
