"""The worked examples on change and dissemination are what the program finds."""

import re
from pathlib import Path

import networkx as nx
import pytest

from reseau.analysis import (
    independent_cascade,
    influence_maximization,
    qap,
    tie_changes,
    tie_probability,
)
from reseau.cli._words import COMMANDS

pytestmark = pytest.mark.checkout

DOCS = Path(__file__).parents[1] / "docs"
WINTER = nx.Graph(
    [("cdc", "solon"), ("cdc", "city"), ("solon", "city"), ("city", "school")]
)
SPRING = nx.Graph(
    [("cdc", "solon"), ("cdc", "city"), ("cdc", "museum"), ("solon", "museum")]
)
LINE = nx.path_graph(["A", "B", "C", "D"])


def told(found: float | None, *, decimals: int = 1, percent: bool = True) -> None:
    """Look for a figure on both pages."""
    assert found is not None
    text = f"{found * 100 if percent else found:.{decimals}f}"
    text += " %" if percent else ""
    assert f"= {text}" in page("measures.md")
    assert f"= {text.replace('.', ',')}" in page("measures.fr.md")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_change_among_all_actors() -> None:
    found = tie_changes(WINTER, SPRING, nodes="union")
    assert (found.kept, found.formed, found.dissolved, found.nodes) == (2, 2, 2, 5)
    told(found.jaccard)
    told(found.persistence)
    told(found.node_turnover)


def test_change_among_the_actors_of_both_periods() -> None:
    found = tie_changes(WINTER, SPRING)
    assert (found.kept, found.formed, found.dissolved, found.nodes) == (2, 0, 1, 3)
    told(found.jaccard)


def test_qap_of_a_line_with_itself() -> None:
    found = qap(LINE, LINE, permutations=20_000)
    assert found.r == 1
    assert found.p == pytest.approx(2 / 24, abs=0.01)
    told(2 / 24)


def test_cascade_along_a_line() -> None:
    line = nx.path_graph(["A", "B", "C"])
    told(
        independent_cascade(line, ["A"], probability=0.5).spread,
        decimals=2,
        percent=False,
    )
    told(
        independent_cascade(line, ["B"], probability=0.5).spread,
        decimals=0,
        percent=False,
    )
    assert influence_maximization(line, 1, probability=0.5).seeds == ("B",)


def test_probability_of_a_tie_of_two_contacts() -> None:
    told(tie_probability(2, p0=0.1), decimals=2, percent=False)


@pytest.mark.parametrize("name", ["measures.md", "measures.fr.md"])
def test_command_of_the_page_exists(name: str) -> None:
    typed = re.findall(r"`reseau (?:network|liens) ([a-z-]+)", page(name))
    assert set(typed) <= {*COMMANDS, *COMMANDS.values()}
    assert {"compare", "comparer"} & set(typed)
