"""Why two actors are tied."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis.ties.graphs import Rows, layer_graph
from reseau.analysis.ties.projection import TieRule
from reseau.analysis.ties.why import tie_evidence, why
from reseau.domain.evidence import (
    ActorRow,
    CollaborationRow,
    MembershipRow,
    ParticipationRow,
)
from reseau.domain.vocabulary import ActorKind, Layer, Role

TODAY = date(2026, 6, 30)
ACTORS = [ActorRow(it, f"a{it}", f"A {it}", ActorKind.PERSON) for it in range(6)]
met = st.lists(
    st.tuples(st.integers(0, 500), st.frozensets(st.integers(0, 5))), max_size=8
)
seats = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 2), st.integers(0, 99)), max_size=8
)


def _meeting(key: int, ago: int, *actors: int) -> list[ParticipationRow]:
    day = TODAY - timedelta(days=ago)
    return [ParticipationRow(key, it, day, Role.PARTICIPANT) for it in actors]


@given(met, seats)
def test_the_contributions_are_the_weight_and_the_shares_are_one(
    log: list[tuple[int, frozenset[int]]], sat: list[tuple[int, int, int]]
) -> None:
    rows = Rows(
        participations=[
            row
            for key, (ago, who) in enumerate(log)
            for row in _meeting(key, ago, *who)
        ],
        memberships=[
            MembershipRow(key, who, body, TODAY - timedelta(days=ago), None)
            for key, (who, body, ago) in enumerate(sat)
        ],
    )
    rule = TieRule(TODAY)
    for layer in (Layer.COPRESENCE, Layer.COMMITTEE):
        graph = layer_graph(ACTORS, rows, layer=layer, rule=rule)
        for one, other, tie in graph.edges(data=True):
            found = tie_evidence(rows, layer, pair=(other, one), rule=rule)
            assert found.weight == tie["weight"]
            assert (
                math.fsum(it.line.contribution for it in found.reasons) == found.weight
            )
            assert math.fsum(it.share for it in found.reasons) == pytest.approx(1)
            assert len(found.reasons) == tie["count"]


def test_reasons_come_by_contribution_then_by_date() -> None:
    # Three at 4 give 1/3 each; one at 2 gives 1; nothing fades.
    rows = Rows(
        [
            *_meeting(1, 5, 0, 1, 2, 3),
            *_meeting(2, 9, 0, 1, 2, 3),
            *_meeting(3, 1, 0, 1),
            *_meeting(4, 5, 0, 1, 2, 3),
            *_meeting(5, 2, 0, 2),
        ]
    )
    found = tie_evidence(
        rows, Layer.COPRESENCE, pair=(0, 1), rule=TieRule(TODAY, half_life=None)
    )
    assert [it.line.keys for it in found.reasons] == [(3,), (2,), (1,), (4,)]


def test_a_reason_tells_the_interaction_its_date_its_size_and_its_share() -> None:
    rows = Rows([*_meeting(1, 0, 0, 1, 2), *_meeting(2, 360, 0, 1)])
    found = tie_evidence(rows, Layer.COPRESENCE, pair=(0, 1), rule=TieRule(TODAY))
    assert found.reasons[0] == (((1,), TODAY, TODAY, 3, 0.5), 0.5 / 0.75)


def test_actors_without_a_tie_have_no_reason() -> None:
    found = tie_evidence(Rows(), Layer.COPRESENCE, pair=(0, 9), rule=TieRule(TODAY))
    assert (found.weight, found.reasons) == (0.0, ())


def test_an_actor_is_not_tied_with_itself() -> None:
    rows = Rows(_meeting(1, 0, 0, 1))
    assert why(rows, (0, 0), rule=TieRule(TODAY)) == {}


def test_a_tie_faded_to_nothing_shares_nothing() -> None:
    rows = Rows(_meeting(1, 5000, 0, 1))
    found = tie_evidence(
        rows, Layer.COPRESENCE, pair=(0, 1), rule=TieRule(TODAY, half_life=1)
    )
    assert [it.share for it in found.reasons] == [0.0]


def test_why_answers_for_each_layer_of_the_tie() -> None:
    rows = Rows(
        _meeting(1, 0, 0, 1), collaborations=[CollaborationRow(8, 1, 0, 2, None, None)]
    )
    assert list(why(rows, (0, 1), rule=TieRule(TODAY))) == [
        Layer.COPRESENCE,
        Layer.COLLABORATION,
    ]
