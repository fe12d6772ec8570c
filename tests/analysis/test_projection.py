"""Co-presence: weights, recency, and the laws they keep."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis.ties.projection import (
    HalfLifeError,
    Line,
    Pair,
    TieRule,
    Weighting,
    attendances,
    copresence,
)
from reseau.domain.evidence import ParticipationRow
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Role

TODAY = date(2026, 6, 30)
EVEN = TieRule(TODAY, half_life=None)
Met = tuple[int, frozenset[int]]


def _rows(met: Sequence[Met]) -> list[ParticipationRow]:
    """Make an interaction of each (days ago, actors)."""
    return [
        ParticipationRow(key, actor, TODAY - timedelta(days=ago), Role.PARTICIPANT)
        for key, (ago, actors) in enumerate(met)
        for actor in sorted(actors)
    ]


def _weights(found: Mapping[Pair, Sequence[Line]]) -> dict[Pair, float]:
    return {
        pair: math.fsum(it.contribution for it in behind)
        for pair, behind in found.items()
    }


def _strengths(weights: Mapping[Pair, float]) -> dict[int, float]:
    strengths: defaultdict[int, float] = defaultdict(float)
    for pair, weight in weights.items():
        for actor in pair:
            strengths[actor] += weight
    return dict(strengths)


logs = st.lists(
    st.tuples(st.integers(0, 900), st.frozensets(st.integers(1, 9), max_size=6)),
    max_size=9,
)


@pytest.mark.parametrize("weighting", [Weighting.SIMPLE, Weighting.NEWMAN])
def test_published_projections_are_found_again(
    projected: tuple[Any, Any], weighting: Weighting
) -> None:
    case, expected = projected
    rule = TieRule(TODAY, half_life=None, weighting=weighting)
    found = _weights(copresence(case.rows, rule))
    named = {
        f"{a}-{b}": (case.actors[a], case.actors[b])
        for a in "ABCDE"
        for b in "BCDEF"
        if a < b and {a, b} <= set(case.actors)
    }
    assert {
        name: found[pair] for name, pair in named.items() if pair in found
    } == pytest.approx(expected[weighting.value])


def test_the_southern_women_have_139_ties(davis: Any) -> None:
    assert len(copresence(davis.rows, EVEN)) == 139


def test_evelyn_and_theresa_share_seven_events(davis: Any) -> None:
    pair = (davis.actors["Evelyn Jefferson"], davis.actors["Theresa Anderson"])
    assert len(copresence(davis.rows, EVEN)[pair]) == 7


def test_newman_strength_of_each_southern_woman_is_her_number_of_events(
    davis: Any,
) -> None:
    events = dict.fromkeys(davis.actors.values(), 0)
    for row in davis.rows:
        events[row.actor] += 1
    found = _strengths(_weights(copresence(davis.rows, EVEN)))
    assert len(found) == 18
    assert found == pytest.approx(events)


@given(logs)
def test_newman_strength_is_the_number_of_interactions_with_company(
    met: list[Met],
) -> None:
    company = {
        actor: sum(actor in actors and len(actors) > 1 for _, actors in met)
        for actor in range(1, 10)
    }
    found = _strengths(_weights(copresence(_rows(met), EVEN)))
    assert found == pytest.approx({k: v for k, v in company.items() if v})


def _share_of_assembly(weighting: Weighting) -> float:
    """Sixty people, 24 committee meetings of five, and one assembly of all."""
    met = [
        (0, frozenset(range(start, start + 5)))
        for start in (*range(1, 60, 5), *range(1, 60, 5))
    ]
    met.append((0, frozenset(range(1, 61))))
    rule = TieRule(TODAY, half_life=None, weighting=weighting)
    found = copresence(_rows(met), rule)
    total = math.fsum(_weights(found).values())
    assembly = math.fsum(
        it.contribution
        for behind in found.values()
        for it in behind
        if it.present == 60
    )
    return assembly / total


def test_an_assembly_is_a_third_of_the_weight_once_sizes_are_corrected() -> None:
    # An interaction weighs N/2 in all: 24 x 2.5 = 60, and 30 for the assembly.
    assert _share_of_assembly(Weighting.NEWMAN) == pytest.approx(30 / 90)


def test_an_assembly_is_88_percent_of_the_weight_when_they_are_not() -> None:
    # An interaction weighs N(N-1)/2 in all: 24 x 10 = 240, and 1770.
    assert _share_of_assembly(Weighting.SIMPLE) == pytest.approx(1770 / 2010)
    assert round(1770 / 2010, 2) == 0.88


@given(logs)
def test_equal_event_gives_each_interaction_with_company_one_in_all(
    met: list[Met],
) -> None:
    rule = TieRule(TODAY, half_life=None, weighting=Weighting.EQUAL_EVENT)
    total = math.fsum(_weights(copresence(_rows(met), rule)).values())
    assert total == pytest.approx(sum(len(actors) > 1 for _, actors in met))


def test_hyperbolic_divides_by_the_number_present() -> None:
    assert Weighting.HYPERBOLIC.share(4) == 0.25


@pytest.mark.parametrize("weighting", Weighting)
@pytest.mark.parametrize("present", [0, 1])
def test_nobody_is_tied_alone(weighting: Weighting, present: int) -> None:
    assert weighting.share(present) == 0


def test_an_interaction_counts_for_half_after_a_half_life() -> None:
    found = copresence(_rows([(90, frozenset({1, 2}))]), TieRule(TODAY, half_life=90))
    assert _weights(found) == {(1, 2): 0.5}


def test_nothing_fades_without_a_half_life() -> None:
    found = copresence(_rows([(5000, frozenset({1, 2}))]), EVEN)
    assert _weights(found) == {(1, 2): 1.0}


def test_half_a_year_is_the_half_life_unless_asked_otherwise() -> None:
    found = copresence(_rows([(180, frozenset({1, 2}))]), TieRule(TODAY))
    assert _weights(found) == {(1, 2): 0.5}


@given(logs, st.integers(0, 2000), st.integers(1, 1000))
def test_waiting_fades_every_tie_alike(
    met: list[Met], wait: int, half_life: int
) -> None:
    rows = _rows(met)
    now = _weights(copresence(rows, TieRule(TODAY, half_life=half_life)))
    later = TieRule(TODAY + timedelta(days=wait), half_life=half_life)
    fading = 2 ** (-wait / half_life)
    assert _weights(copresence(rows, later)) == pytest.approx(
        {pair: weight * fading for pair, weight in now.items()}
    )


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(met: list[Met], random: Any) -> None:
    rows = _rows(met)
    mixed = list(rows)
    random.shuffle(mixed)
    rule = TieRule(TODAY)
    assert copresence(mixed, rule) == copresence(rows, rule)


@given(logs, st.permutations(range(1, 10)))
def test_other_keys_give_the_same_ties(met: list[Met], keys: list[int]) -> None:
    renamed = [(ago, frozenset(keys[it - 1] for it in actors)) for ago, actors in met]
    found = _weights(copresence(_rows(met), TieRule(TODAY)))
    expected = {
        (min(keys[a - 1], keys[b - 1]), max(keys[a - 1], keys[b - 1])): weight
        for (a, b), weight in found.items()
    }
    assert _weights(copresence(_rows(renamed), TieRule(TODAY))) == expected


@given(logs, st.integers(0, 900))
def test_two_parts_of_a_period_add_up_to_the_whole(met: list[Met], cut: int) -> None:
    rows, day = _rows(met), TODAY - timedelta(days=cut)
    parts = [
        _weights(copresence(rows, TieRule(TODAY, period=period)))
        for period in (Period(until=day), Period(since=day))
    ]
    whole = _weights(copresence(rows, TieRule(TODAY)))
    assert whole == pytest.approx(
        {
            pair: math.fsum(part.get(pair, 0.0) for part in parts)
            for pair in parts[0].keys() | parts[1].keys()
        }
    )


@given(logs)
def test_merging_two_actors_loses_no_interaction(met: list[Met]) -> None:
    rows = _rows(met)
    theirs = {row.interaction for row in rows if row.actor in {1, 2}}
    merged = [row._replace(actor=1) if row.actor == 2 else row for row in rows]
    assert {it.interaction for it in attendances(merged) if 1 in it.actors} == theirs


def test_an_interaction_after_the_as_of_day_is_left_out() -> None:
    rows = _rows([(-1, frozenset({1, 2})), (0, frozenset({1, 3}))])
    assert set(copresence(rows, EVEN)) == {(1, 3)}


def test_a_period_is_closed_at_its_start_and_open_at_its_end() -> None:
    rows = _rows(
        [(3, frozenset({1, 2})), (2, frozenset({1, 3})), (1, frozenset({1, 4}))]
    )
    period = Period(TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    assert set(copresence(rows, TieRule(TODAY, period=period))) == {(1, 2), (1, 3)}


def test_the_invited_and_the_absent_were_not_there() -> None:
    rows = [
        ParticipationRow(1, 1, TODAY, Role.HOST),
        ParticipationRow(1, 2, TODAY, Role.PARTICIPANT),
        ParticipationRow(1, 3, TODAY, Role.INVITED),
        ParticipationRow(1, 4, TODAY, Role.ABSENT),
    ]
    assert attendances(rows) == [(1, TODAY, (1, 2))]


def test_an_actor_with_two_roles_was_there_once() -> None:
    rows = [
        ParticipationRow(1, 1, TODAY, Role.HOST),
        ParticipationRow(1, 1, TODAY, Role.SPEAKER),
        ParticipationRow(1, 2, TODAY, Role.PARTICIPANT),
    ]
    assert _weights(copresence(rows, EVEN)) == {(1, 2): 1.0}


@pytest.mark.parametrize("days", [0, -1, math.inf, math.nan])
def test_a_half_life_that_gives_no_number_is_refused(days: float) -> None:
    with pytest.raises(HalfLifeError, match="above zero"):
        TieRule(TODAY, half_life=days)
