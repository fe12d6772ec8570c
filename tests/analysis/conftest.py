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
