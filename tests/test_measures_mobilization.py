"""The worked example of the page on measures is what the program finds."""

import re
from pathlib import Path
from typing import Any

import pytest

from reseau import analysis

pytestmark = pytest.mark.checkout

DOCS = Path(__file__).parents[1] / "docs"
BROUGHT = {"D": "A", "E": "B", "F": "E"}


def _section(name: str) -> str:
    text = (DOCS / name).read_text("utf-8")
    return re.split(r"^## ", text, flags=re.MULTILINE)[2]


def _log(text: str) -> list[tuple[str, list[str]]]:
    lines = re.findall(r"^\| m\d \| ([\d-]+) \| ([A-Z, ]+) \|$", text, re.MULTILINE)
    return [(day, present.split(", ")) for day, present in lines]


def _printed(text: str) -> list[float]:
    values = re.findall(r"^\| [^|]+ \| (−?\d[\d.,]*) \| ", text, re.MULTILINE)
    return [float(it.replace("−", "-").replace(",", ".")) for it in values]


@pytest.fixture(params=["measures.md", "measures.fr.md"])
def text(request: pytest.FixtureRequest) -> str:
    return _section(request.param)


@pytest.fixture
def found(text: str) -> Any:
    return analysis.mobilization(
        _log(text),
        roster="ABCDEFGH",
        since="2026-04-01",
        until="2026-06-30",
        invited_by=BROUGHT,
    )


def test_figures_of_the_page_are_found(text: str, found: Any) -> None:
    days = analysis.burstiness(day for day, _present in _log(text))
    assert days.B is not None
    values = [
        found.reach,
        found.participation_rate,
        found.retention,
        found.churn,
        found.gini,
        found.bus_factor,
        found.regularity["D"],
        analysis.pair_recency(_log(text), as_of="2026-06-30")["A", "B"],
        found.recruitment.recruits_per_member,
        found.recruitment.tree("B").structural_virality,
        days.B,
        days.Bn,
    ]
    assert _printed(text) == pytest.approx(values, abs=0.0006)


def test_diversity_of_the_page_is_found(text: str) -> None:
    assert re.search(r"1[.,]4", text)
    assert analysis.effective_number([9, 1]) == pytest.approx(1.4, abs=0.05)
