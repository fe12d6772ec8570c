"""Trees of recruitment: closed forms, a tree worked by hand, what cannot be."""

import json
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import recruitment_forest, structural_virality
from reseau.analysis.mobilizing.recruitment import (
    LateRecruiterError,
    NotATreeError,
    RecruitmentCycleError,
)
from tests.analysis.conftest import GOLDENS

FOLDER = GOLDENS / "24_structural_virality"


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["star5", "chain5", "broadcast_then_branch"])
def test_virality_is_as_published(name: str) -> None:
    found = structural_virality(_read("trees.json")[name])
    assert found == pytest.approx(_read("expected.json")[name])


@pytest.mark.parametrize("n", [2, 3, 10, 57])
def test_virality_of_stars_and_chains_has_a_closed_form(n: int) -> None:
    # Goel and others (2016).
    assert structural_virality(nx.star_graph(n - 1)) == pytest.approx(2 * (n - 1) / n)
    assert structural_virality(nx.path_graph(n)) == pytest.approx((n + 1) / 3)


@settings(deadline=None)  # NetworkX is loaded by the first example.
@given(st.integers(2, 40), st.integers(0, 10**6))
def test_virality_is_the_mean_distance_of_networkx(n: int, seed: int) -> None:
    tree = nx.random_labeled_tree(n, seed=seed)
    expected = nx.average_shortest_path_length(tree)
    assert structural_virality(tree) == pytest.approx(expected)


def test_one_actor_has_no_virality() -> None:
    one: nx.Graph[int] = nx.Graph()
    one.add_node(1)
    assert (structural_virality([]), structural_virality(one)) == (0, 0)


@pytest.mark.parametrize(
    "links", [[(1, 2), (2, 3), (3, 1)], [(1, 2), (3, 4)], [(1, 1)], [(1, 2), (2, 1)]]
)
def test_what_is_no_tree_is_refused(links: list[tuple[int, int]]) -> None:
    with pytest.raises(NotATreeError):
        structural_virality(links)


def test_forest_is_as_counted_by_hand() -> None:
    # A brought B and C, B brought D; E brought F; nobody brought A, E, G.
    brought = {"B": "A", "C": "A", "D": "B", "F": "E"}
    found = recruitment_forest(brought, members="ABCDEFG")
    assert [(it.root, it.size, it.depth, it.max_breadth) for it in found.trees] == [
        ("A", 4, 2, 2),
        ("E", 2, 1, 1),
    ]
    assert found.recruiters == {"A": 2, "B": 1, "E": 1}
    assert found.recruits_per_member == pytest.approx(4 / 7)
    assert found.share_with_recruiter == pytest.approx(4 / 7)
    assert found.tree("G").size == 1


def test_circle_of_recruiters_is_refused() -> None:
    with pytest.raises(RecruitmentCycleError, match="A, B, C"):
        recruitment_forest({"A": "B", "B": "C", "C": "A", "D": "A"})


def test_recruiter_who_joined_later_is_refused() -> None:
    joined = {"A": "2026-02-01", "B": "2026-01-01"}
    with pytest.raises(LateRecruiterError):
        recruitment_forest({"B": "A"}, joined=joined)
    recruitment_forest({"B": "A"}, joined=joined | {"A": "2026-01-01"})


def test_nobody_brought_gives_no_tree() -> None:
    nobody: dict[str, str] = {}
    found = recruitment_forest(nobody)
    assert (found.trees, found.recruits_per_member) == ([], None)
