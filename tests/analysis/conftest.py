"""Published cases, read from tests/data/goldens, each beside its source.md."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from reseau.domain.evidence import ParticipationRow
from reseau.domain.vocabulary import Role

GOLDENS = Path(__file__).parents[1] / "data" / "goldens"


@dataclass(frozen=True)
class TwoModeCase:
    """A published two-mode network, numbered in order of appearance."""

    rows: tuple[ParticipationRow, ...]
    actors: dict[str, int]
    events: dict[str, int]


def _two_mode_case(path: Path) -> TwoModeCase:
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(actor, event) for actor, event in csv.reader(file)][1:]
    actors = {name: n for n, name in enumerate(dict(lines), start=1)}
    events = {name: n for n, name in enumerate(dict.fromkeys(e for _, e in lines), 1)}
    rows = tuple(
        ParticipationRow(events[event], actors[actor], date(2024, 1, 1), Role.SPEAKER)
        for actor, event in lines
    )
    return TwoModeCase(rows, actors, events)


def _expected(folder: str) -> Any:  # JSON has no better type.
    return json.loads((GOLDENS / folder / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def davis() -> TwoModeCase:
    """Davis, Gardner & Gardner (1941): 18 women at 14 events."""
    return _two_mode_case(GOLDENS / "01_davis_two_mode_centrality" / "edges.csv")


@pytest.fixture
def davis_expected() -> Any:
    """Borgatti & Halgin (2011) through NetworkX's tests; R netrics' tests."""
    return _expected("01_davis_two_mode_centrality")


@pytest.fixture(params=["opsahl", "newman_fig6"])
def projected(request: pytest.FixtureRequest) -> tuple[TwoModeCase, Any]:
    """Opsahl (2009) and Newman (2001), figure 6, as in NetworkX's tests."""
    folder = "02_projections_opsahl_newman"
    case = _two_mode_case(GOLDENS / folder / f"{request.param}_edges.csv")
    return case, _expected(folder)[request.param]


@pytest.fixture
def adolescents() -> "nx.Graph[int]":
    """Eight adolescents (Coleman 1961, Feld 1991), numbered as R netrics does."""
    folder = GOLDENS / "09_centralisation_kcore_coleman8"
    order = json.loads((folder / "node_order.json").read_text(encoding="utf-8"))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(order)))
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            graph.add_edge(order.index(line["a"]), order.index(line["b"]), weight=1.0)
    return graph


@pytest.fixture
def adolescents_expected() -> Any:
    """R netrics' tests; Freeman's denominators."""
    return _expected("09_centralisation_kcore_coleman8")


@pytest.fixture
def toy() -> Any:
    """Six meetings worked by hand: ``meetings``, ``roster``, ``invited_by``, …."""
    folder = "29_mobilisation_indicators_toy"
    with (GOLDENS / folder / "meetings.csv").open(encoding="utf-8", newline="") as file:
        meetings = [
            (it["date"], it["present"].split(",")) for it in csv.DictReader(file)
        ]
    roster = json.loads((GOLDENS / folder / "roster.json").read_text(encoding="utf-8"))
    return {
        "meetings": meetings,
        "invited_by": roster.pop("invited_by"),
        "roster": roster,
        "periods": json.loads(
            (GOLDENS / folder / "periods.json").read_text(encoding="utf-8")
        ),
        "expected": _expected(folder),
    }


@pytest.fixture
def kinship() -> tuple["nx.Graph[str]", dict[str, str], Any]:
    """White's (1975) kinship positions and their genders, as in R netseg."""
    folder = GOLDENS / "white_kinship_segregation"
    graph: nx.Graph[str] = nx.Graph()
    with (folder / "groups.csv").open(encoding="utf-8", newline="") as file:
        genders = {it["name"]: it["gender"] for it in csv.DictReader(file)}
    graph.add_nodes_from(genders)
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        graph.add_edges_from((it["from"], it["to"]) for it in csv.DictReader(file))
    return graph, genders, _expected("white_kinship_segregation")
