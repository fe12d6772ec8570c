"""The worked examples of docs/measures.md on inter-influence are what is computed."""

from pathlib import Path

import networkx as nx
import pytest

from reseau import analysis
from reseau.analysis.influence.opinions import listening
from reseau.analysis.influence.strategies import places

pytestmark = pytest.mark.checkout

DOCS = Path(__file__).parents[2] / "docs"
ACTORS = ("Ville", "CDC", "Locataires")
MDI = [[0, 3, 1], [1, 0, 0], [0, 2, 0]]
MAO = [[2], [-1], [3]]
STAR = nx.DiGraph([("first", "a"), ("first", "b")])


def part(title: str) -> str:
    """Give the text under a heading of the English page."""
    text = (DOCS / "measures.md").read_text("utf-8")
    return text.split(f"### {title}\n")[1].split("\n#")[0]


def test_influence_and_dependence() -> None:
    found = analysis.mactor(MDI, MAO)
    assert (found.mdii[0][1], found.influence, found.dependence) == (
        4, [5, 2, 3], [2, 6, 2],
    )  # fmt: skip
    assert "5 and 2 for the Ville, 2 and 6 for the CDC, 3 and 2" in part("MACTOR")


def test_places() -> None:
    found = [it.value for it in places(analysis.mactor(MDI))]
    assert found == ["dominant", "dominated", "autonomous"]
    said = "the Ville is dominant, the CDC dominated, the Locataires autonomous"
    assert said in part("MACTOR")


def test_balance_of_power() -> None:
    balance = analysis.mactor(MDI).balance or []
    assert [f"{it:.2f}" for it in balance] == ["1.75", "0.15", "1.10"]
    assert "1.75, 0.15 and 1.10" in part("MACTOR")


def test_convergence_and_divergence() -> None:
    second = analysis.mactor(MDI, MAO).orders[2]
    assert (second.convergences[0][2], second.divergences[0][1]) == (2.5, 1.5)
    assert "converge by 2.5, the Ville and the CDC diverge by 1.5" in part("MACTOR")


def test_dematel() -> None:
    found = analysis.dematel([[0, 2], [1, 0]])
    assert found.total == [[1, 2], [1, 1]]
    assert (found.prominence, found.relation) == ([5, 5], [1, -1])
    assert "5 for each" in part("DEMATEL and MICMAC")


def test_influence_rank() -> None:
    found = analysis.influence_rank(STAR)
    assert [f"{it:.1%}" for it in found.values()] == ["57.4%", "21.3%", "21.3%"]
    assert "57.4%, each of the others 21.3%" in part(
        "Influence rank, hubs and authorities"
    )


def test_hubs_and_authorities() -> None:
    found = analysis.hits(STAR)
    assert list(found.hubs.values()) == [1, 0, 0]
    assert list(found.authorities.values()) == [0, 0.5, 0.5]


def test_opinions() -> None:
    found = analysis.friedkin_johnsen(listening([[0, 1], [1, 0]]), [4, -2], 0.5)
    assert found.equilibrium == pytest.approx([2, 0])
    assert "they end at +2 and 0" in part("Opinions that meet")
