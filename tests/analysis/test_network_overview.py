"""The figures of a network, on a log worked by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from reseau.analysis.positions.overview import Overview, leaders, overview
from reseau.analysis.ties.graphs import Rows, layer_graph
from reseau.analysis.ties.projection import TieRule
from reseau.domain.evidence import ActorRow, MembershipRow, ParticipationRow
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Layer, Role

TODAY = date(2026, 6, 30)
NAMES = {1: "Zoé", 2: "Élan", 3: "eau", 4: "Arc", 5: "Mer", 6: "Seul"}
ACTORS = [ActorRow(key, name, name, ActorKind.PERSON) for key, name in NAMES.items()]


def _meeting(key: int, ago: int, *actors: int) -> list[ParticipationRow]:
    day = TODAY - timedelta(days=ago)
    return [ParticipationRow(key, it, day, Role.PARTICIPANT) for it in actors]


# Ties 1-2, 1-3, 2-3 and 4-5; 6 alone once; 7 is not shown; one day is to come.
ROWS = Rows(
    participations=[
        *_meeting(10, 5, 1, 2, 3),
        *_meeting(11, 4, 4, 5),
        *_meeting(12, 3, 6),
        *_meeting(13, 2, 4, 5, 7),
        *_meeting(14, -2, 1, 6),
        *_meeting(15, 400, 1, 6),
        ParticipationRow(11, 6, TODAY - timedelta(days=4), Role.ABSENT),
    ],
    memberships=[
        MembershipRow(1, 1, 7, None, None),
        MembershipRow(2, 2, 7, TODAY, None),
    ],
)
RULE = TieRule(TODAY, half_life=None, period=Period(since=TODAY - timedelta(days=30)))


def _overview(layer: Layer = Layer.COPRESENCE, **options: Any) -> Overview:
    network = layer_graph(ACTORS, ROWS, layer=layer, rule=RULE)
    return overview(network, ROWS, layer=layer, rule=RULE, **options)


def test_actors_ties_and_isolates_are_counted() -> None:
    found = _overview()
    assert (found.actors, found.ties, found.isolates) == (6, 4, 1)


def test_density_is_ties_over_possible_ties() -> None:
    assert _overview().density == pytest.approx(4 / 15)


def test_components_come_largest_first() -> None:
    found = _overview()
    assert (found.components, found.largest_share) == ((3, 2, 1), 0.5)


def test_the_weight_of_actors_not_shown_is_not_counted() -> None:
    # 3/2 for 1, 2, 3; 1 for 4, 5; 1/2 for 4, 5 with 7.
    assert _overview().weight == 3.0


def test_leaders_are_ordered_by_name_without_accents_when_equal() -> None:
    found = _overview(measures=["degree"], top=4).leaders["degree"]
    assert [(it.name, it.value) for it in found] == [
        ("eau", 2.0),
        ("Élan", 2.0),
        ("Zoé", 2.0),
        ("Arc", 1.0),
    ]


def test_values_that_differ_by_a_rounding_are_equal() -> None:
    network = layer_graph(ACTORS, ROWS, layer=Layer.COPRESENCE, rule=RULE)
    found = leaders(network, {1: 0.1 + 0.2, 3: 0.3})
    assert [it.name for it in found] == ["eau", "Zoé"]


def test_an_actor_at_zero_leads_nothing() -> None:
    assert _overview(measures=["betweenness"]).leaders == {"betweenness": ()}


def test_exact_betweenness_has_no_error() -> None:
    assert _overview().betweenness_error == 0.0


def test_betweenness_not_asked_for_has_none() -> None:
    assert _overview(measures=["degree"]).betweenness_error is None


def test_what_is_missing_is_counted() -> None:
    found = _overview()
    assert found.interactions == 4
    assert found.missing.alone == 1
    assert found.missing.after == 1
    assert found.missing.outside == 1
    assert found.missing.not_there == 1
    assert found.missing.not_shown == 1
    assert found.missing.seats_without_start == 1


def test_concentration_names_the_heaviest_interaction() -> None:
    # 1.5 of 3 for the first, which makes half of the weight alone.
    found = _overview().concentration
    assert found is not None
    assert (found.interaction, found.present, found.share, found.half) == (
        10,
        3,
        0.5,
        1,
    )


def test_another_layer_has_no_concentration_by_interaction() -> None:
    found = _overview(Layer.COMMITTEE)
    assert (found.ties, found.concentration) == (1, None)


def test_an_empty_network_has_figures_too() -> None:
    network = layer_graph([], Rows(), layer=Layer.COPRESENCE, rule=RULE)
    found = overview(network, Rows(), layer=Layer.COPRESENCE, rule=RULE)
    assert (found.actors, found.ties, found.components) == (0, 0, ())
    assert (found.density, found.largest_share, found.concentration) == (
        None,
        None,
        None,
    )


def test_the_rule_goes_with_the_figures() -> None:
    assert _overview().rule is RULE
