"""What the published cases print besides the figure for which they were chosen."""

import csv
import math
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from reseau import analysis
from tests.analysis.goldens import GOLDENS, golden

PLAYERS = "11_keyplayer_rjournal_5node"
FLORENCE = "20_qap_florentine"
AIRPORTS = "13_mactor_aeroports_de_paris"


@pytest.fixture
def five() -> "nx.DiGraph[int]":
    """The R Journal 8/1 (2016), page 257: five actors, numbered from 1."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(1, 6))
    for one, row in enumerate(golden(PLAYERS, "W.json"), start=1):
        for other, weight in enumerate(row, start=1):
            if weight:
                graph.add_edge(one, other, weight=weight)
    return graph


@pytest.mark.parametrize(
    ("name", "direction"),
    [("degree", "total"), ("indegree", "in"), ("outdegree", "out")],
)
def test_degree_of_a_group_of_one_is_its_strength(
    five: "nx.DiGraph[int]", name: str, direction: Any
) -> None:
    expected = golden(PLAYERS)["strength"][name]
    found = [analysis.group_degree(five, [it], direction=direction) for it in five]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "weight"),
    [("kpset_indegree_size2", "weight"), ("kpset_binary_indegree_size2", None)],
)
def test_best_group_of_two_by_degree_is_the_published_one(
    five: "nx.DiGraph[int]", name: str, weight: str | None
) -> None:
    values = {
        pair: analysis.group_degree(five, pair, weight=weight, direction="in")
        for pair in combinations(five, 2)
    }
    best = max(values, key=lambda it: values[it])
    expected = golden(PLAYERS)[name]
    assert (list(best), values[best]) == (expected["set"], expected["value"])


def test_eigenvector_of_the_ties_whatever_their_direction(
    five: "nx.DiGraph[int]",
) -> None:
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(five)
    whole.add_edges_from(five.edges())
    found = list(analysis.eigenvector(whole).values())
    length = math.hypot(*found)  # The paper's has length 1, ours a largest value of 1.
    assert [it / length for it in found] == pytest.approx(
        golden(PLAYERS)["evcent_symmetrised"], abs=1e-6
    )


def test_first_three_adolescents(
    adolescents: "nx.Graph[int]", adolescents_expected: Any
) -> None:
    """R netrics prints closeness over the sum of distances, and two decimals."""
    betweenness = analysis.betweenness(adolescents, normalized=False)
    closeness, constraint = (
        measure(adolescents) for measure in (analysis.closeness, analysis.constraint)
    )
    found = [[it[n] for n in range(3)] for it in (betweenness, closeness, constraint)]
    assert found[0] == pytest.approx(adolescents_expected["betweenness_raw_first3"])
    assert [it / 7 for it in found[1]] == pytest.approx(
        adolescents_expected["closeness_raw_first3"], abs=5e-4
    )
    assert found[2] == pytest.approx(
        adolescents_expected["constraint_first3"], abs=5e-3
    )


def _families(name: str) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(golden(FLORENCE, "nodes.json"))
    with (GOLDENS / FLORENCE / name).open(encoding="utf-8", newline="") as file:
        graph.add_edges_from((it["a"], it["b"]) for it in csv.DictReader(file))
    return graph


def test_betweenness_of_business_among_the_families_is_gathered() -> None:
    found = analysis.centralization(_families("business.csv"), "betweenness")
    expected = golden(FLORENCE)["betweenness_centralisation_business"]
    assert found == pytest.approx(expected, abs=1e-6)


def test_marriages_and_business_match_as_often_as_was_printed() -> None:
    found = analysis.tie_changes(_families("marriage.csv"), _families("business.csv"))
    share = (found.kept + found.absent) / (
        found.kept + found.absent + found.formed + found.dissolved
    )
    assert share == pytest.approx(golden(FLORENCE)["simple_matching"], abs=1e-6)


def test_what_comes_back_to_each_actor_of_the_airports() -> None:
    found = analysis.mactor(golden(AIRPORTS, "MDI.json")["matrix"])
    expected = golden(AIRPORTS)
    assert [row[i] for i, row in enumerate(found.mdii)] == expected["diag"]
    assert sum(found.influence) == expected["sum_I"]


def test_mean_presences_of_those_who_came(toy: Any) -> None:
    since, until = toy["periods"]["P1"]
    found = analysis.mobilization(toy["meetings"], since=since, until=until)
    expected = toy["expected"]["P1"]["mean_attendance_of_active"]
    assert found.mean_attendance_of_active == expected
