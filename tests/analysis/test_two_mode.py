"""Two-mode centralities against the published tables of the Southern women."""

from datetime import date
from typing import Any

import networkx as nx
import pytest

from reseau.analysis.affiliation import (
    TwoModeCentralization,
    TwoModeScores,
    two_mode,
    two_mode_betweenness,
    two_mode_centralization,
    two_mode_closeness,
    two_mode_degree,
)
from reseau.analysis.shortest_paths import raw_betweenness
from reseau.domain.evidence import ParticipationRow
from reseau.domain.vocabulary import Role

MEASURES = {
    "degree": two_mode_degree,
    "closeness": two_mode_closeness,
    "betweenness": two_mode_betweenness,
}
# The order of R netrics' expected values.
WOMEN = (
    "Evelyn Jefferson",
    "Laura Mandeville",
    "Theresa Anderson",
    "Brenda Rogers",
    "Charlotte McDowd",
)
EVENTS = ("E12", "E13", "E14")


def _named(case: Any, scores: TwoModeScores) -> dict[str, float]:
    women = {name: scores.actors[key] for name, key in case.actors.items()}
    return women | {name: scores.interactions[key] for name, key in case.events.items()}


@pytest.mark.parametrize("name", MEASURES)
def test_the_southern_women_are_as_in_borgatti_and_halgin(
    davis: Any, davis_expected: Any, name: str
) -> None:
    found = _named(davis, MEASURES[name](two_mode(davis.rows)))
    assert found == pytest.approx(davis_expected[name], abs=0.0051)  # Two decimals.


@pytest.mark.parametrize(
    ("name", "nodes", "key"),
    [
        ("degree", WOMEN, "degree_norm_top5"),
        ("degree", EVENTS, "degree_norm_bot3"),
        ("closeness", WOMEN, "closeness_norm_top5"),
        ("closeness", EVENTS, "closeness_norm_bot3"),
        ("betweenness", EVENTS, "betweenness_norm_bot3"),
    ],
)
def test_the_southern_women_are_as_in_netrics(
    davis: Any, davis_expected: Any, name: str, nodes: tuple[str, ...], key: str
) -> None:
    found = _named(davis, MEASURES[name](two_mode(davis.rows)))
    expected = davis_expected["netrics"][key]
    assert [found[it] for it in nodes] == pytest.approx(expected, abs=0.00006)


def test_betweenness_of_women_is_borgatti_and_everett_s_not_netrics_s(
    davis: Any,
) -> None:
    # .0972, .0517, .0882 in netrics; the formula with whole divisions gives these.
    found = _named(davis, two_mode_betweenness(two_mode(davis.rows)))
    assert [found[it] for it in WOMEN[:3]] == pytest.approx(
        [0.0966, 0.0514, 0.0876], abs=0.00006
    )


def test_raw_betweenness_of_the_southern_women_is_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    graph = two_mode(davis.rows)
    raw = {
        key: value
        for (mode, key), value in raw_betweenness(graph, list(graph)).items()
        if mode == "actor"
    }
    expected = davis_expected["netrics"]["betweenness_raw_top5"]
    assert [raw[davis.actors[it]] for it in WOMEN] == pytest.approx(
        expected, abs=0.0001
    )


def test_centralization_of_each_mode_is_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    expected = davis_expected["netrics"]["single_mode_degree_centralisation"]
    found = two_mode_centralization(two_mode(davis.rows))
    assert found.actors == pytest.approx(expected["women"], abs=0.0006)
    assert found.interactions == pytest.approx(expected["events"], abs=0.0006)


def test_the_mean_distance_among_the_southern_women_is_as_in_netrics(
    davis: Any, davis_expected: Any
) -> None:
    found = nx.average_shortest_path_length(two_mode(davis.rows))
    assert found == pytest.approx(
        davis_expected["netrics"]["avg_path_length"], abs=0.0006
    )


def test_an_actor_and_an_interaction_may_have_the_same_key() -> None:
    rows = [ParticipationRow(1, 1, date(2026, 1, 1), Role.HOST)]
    assert two_mode(rows).number_of_nodes() == 2


def test_an_interaction_where_nobody_was_is_isolated() -> None:
    rows = [
        ParticipationRow(1, 1, date(2026, 1, 1), Role.HOST),
        ParticipationRow(2, 1, date(2026, 1, 2), Role.ABSENT),
    ]
    assert two_mode_closeness(two_mode(rows)).interactions[2] == 0


def test_closeness_in_two_components_never_passes_one() -> None:
    # Each of two pairs: (1+0)/1 in its component, which is 1 of the 3 others.
    rows = [ParticipationRow(it, it, date(2026, 1, 1), Role.HOST) for it in (1, 2)]
    found = two_mode_closeness(two_mode(rows))
    assert found.actors == pytest.approx({1: 1 / 3, 2: 1 / 3})


@pytest.mark.parametrize("measure", MEASURES.values())
def test_nothing_gives_nothing(measure: Any) -> None:
    assert measure(two_mode([])) == TwoModeScores({}, {})


def test_one_actor_at_one_interaction_is_between_nobody() -> None:
    rows = [ParticipationRow(1, 1, date(2026, 1, 1), Role.HOST)]
    assert two_mode_betweenness(two_mode(rows)) == TwoModeScores({1: 0.0}, {1: 0.0})


def test_a_mode_of_one_is_not_centralized() -> None:
    rows = [ParticipationRow(1, 1, date(2026, 1, 1), Role.HOST)]
    assert two_mode_centralization(two_mode(rows)) == TwoModeCentralization(None, None)
