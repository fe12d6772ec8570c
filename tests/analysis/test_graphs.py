"""The graph of a layer."""

from datetime import date
from typing import Any

import pytest

from reseau.analysis.ties.graphs import Rows, layer_graph
from reseau.analysis.ties.projection import TieRule
from reseau.domain.evidence import (
    ActorRow,
    AffiliationRow,
    CollaborationRow,
    MembershipRow,
    ParticipationRow,
)
from reseau.domain.vocabulary import ActorKind, Layer, Role

TODAY = date(2026, 6, 30)
RULE = TieRule(TODAY, half_life=None)
ACTORS = (
    ActorRow(3, "club-lune", "Club Lune", ActorKind.ORGANIZATION),
    ActorRow(1, "ana-roy", "Ana Roy", ActorKind.PERSON),
    ActorRow(2, "boris-cote", "Boris Côté", ActorKind.PERSON),
    ActorRow(4, "seule", "Seule", ActorKind.PERSON),
)
ROWS = Rows(
    participations=[
        *(ParticipationRow(20, it, date(2026, 5, 1), Role.SPEAKER) for it in (1, 2)),
        *(ParticipationRow(10, it, date(2026, 6, 1), Role.SPEAKER) for it in (1, 2, 3)),
    ],
    memberships=[MembershipRow(it, it, 7, date(2026, 6, 1), None) for it in (1, 2)],
    affiliations=[AffiliationRow(5, 1, 3, None, None)],
    collaborations=[CollaborationRow(6, 3, 2, 3, date(2026, 1, 1), None)],
)


def _graph(**options: Any) -> Any:  # A graph's attributes have no better type.
    return layer_graph(
        ACTORS, ROWS, **{"layer": Layer.COPRESENCE, "rule": RULE, **options}
    )


def test_every_actor_is_a_node_with_its_words() -> None:
    assert _graph().nodes[2] == {
        "slug": "boris-cote",
        "name": "Boris Côté",
        "kind": ActorKind.PERSON,
    }


def test_nodes_come_in_the_order_of_the_keys() -> None:
    assert list(_graph()) == [1, 2, 3, 4]


def test_a_tie_carries_its_weight_its_count_its_dates_and_its_evidence() -> None:
    # One interaction of two, 1, and one of three, 1/2.
    assert _graph().edges[1, 2] == {
        "weight": 1.5,
        "count": 2,
        "first": date(2026, 5, 1),
        "last": date(2026, 6, 1),
        "layer": Layer.COPRESENCE,
        "evidence": (10, 20),
    }


def test_an_actor_left_out_still_counts_in_the_size_of_interactions() -> None:
    graph = layer_graph(ACTORS[1:], ROWS, layer=Layer.COPRESENCE, rule=RULE)
    assert graph.edges[1, 2]["weight"] == 1.5
    assert 3 not in graph


@pytest.mark.parametrize(
    ("layer", "pair", "weight", "evidence"),
    [
        (Layer.COMMITTEE, (1, 2), 30.0, (1, 2)),
        (Layer.AFFILIATION, (1, 3), 1.0, (5,)),
        (Layer.COLLABORATION, (2, 3), 3.0, (6,)),
    ],
)
def test_each_layer_has_its_own_ties(
    layer: Layer, pair: tuple[int, int], weight: float, evidence: tuple[int, ...]
) -> None:
    graph = _graph(layer=layer)
    assert list(graph.edges) == [pair]
    assert graph.edges[pair]["weight"] == weight
    assert graph.edges[pair]["evidence"] == evidence


def test_an_unknown_start_is_not_invented() -> None:
    assert _graph(layer=Layer.AFFILIATION).edges[1, 3]["first"] is None


def test_no_actor_and_no_row_make_an_empty_graph() -> None:
    graph = layer_graph([], Rows(), layer=Layer.COPRESENCE, rule=RULE)
    assert graph.number_of_nodes() == 0


def test_ties_faded_to_nothing_are_still_ties() -> None:
    rule = TieRule(date(2200, 1, 1), half_life=1)
    graph = layer_graph(ACTORS, ROWS, layer=Layer.COPRESENCE, rule=rule)
    assert graph.edges[1, 2]["weight"] == 0.0
