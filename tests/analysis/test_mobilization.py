"""Mobilization against six meetings worked by hand, and its laws."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import (
    Seat,
    mobilization,
    mobilization_trend,
    pair_recency,
    recency_weight,
)
from reseau.analysis.mobilizing.presences import MeetingError

START = date(2025, 1, 1)
LOG = st.lists(
    st.tuples(
        st.integers(0, 700).map(lambda it: START + timedelta(days=it)),
        st.lists(st.sampled_from("ABCDEFG"), max_size=5),
    ),
    max_size=25,
)
Log = list[tuple[date, list[str]]]


def _period(toy: Any, name: str) -> Any:
    since, until = toy["periods"][name]
    return mobilization(
        toy["meetings"],
        roster=toy["roster"],
        invited_by=toy["invited_by"],
        since=since,
        until=until,
    )


@pytest.mark.parametrize("name", ["P1", "P2"])
def test_period_is_as_worked_by_hand(toy: Any, name: str) -> None:
    expected = toy["expected"][name]
    found = _period(toy, name)
    assert {key: getattr(found, key) for key in expected} == expected


def test_roster_is_as_worked_by_hand(toy: Any) -> None:
    assert _period(toy, "P2").roster_size == toy["expected"]["roster_size"]


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("retention", "retention_P1_to_P2"),
        ("churn", "churn"),
        ("newcomers", "newcomers_P2"),
        ("lapsed", "lapsed_P2"),
        ("reactivated", "reactivated_P2"),
        ("never_active", "never_active"),
        ("dormant", "dormant_at_2026-06-30_threshold_90d"),
        ("recency_days", "recency_days_at_2026-06-30"),
        ("regularity", "regularity_share_of_meetings_since_first"),
    ],
)
def test_change_is_as_worked_by_hand(toy: Any, field: str, key: str) -> None:
    assert getattr(_period(toy, "P2"), field) == toy["expected"][key]


def test_dormant_threshold_is_twice_the_median_gap_and_ninety_days(toy: Any) -> None:
    # Gaps of 35, 28, 28, 28 and 35 days: twice 28 is under the floor.
    assert _period(toy, "P2").dormant_after == 90


def test_recency_of_a_pair_is_as_worked_by_hand(toy: Any) -> None:
    found = pair_recency(toy["meetings"], as_of="2026-06-30", half_life=180)
    expected = toy["expected"]["recency_weight_halflife_180d_at_2026-06-30"]
    assert found["A", "B"] == pytest.approx(expected["A_B_pair"], abs=1e-12)


def test_recruitment_is_as_worked_by_hand(toy: Any) -> None:
    expected, found = toy["expected"]["recruitment"], _period(toy, "P2")
    assert found.recruitment.recruiters == expected["recruiters"]
    assert found.recruitment.recruits_per_member == expected["R_mean_per_active"]
    tree = found.recruitment.tree("B")
    assert {
        "size": tree.size,
        "depth": tree.depth,
        "structural_virality": pytest.approx(tree.structural_virality),
    } == expected["tree_B"]
    assert (
        found.share_of_newcomers_with_recruiter
        == expected["share_of_newcomers_with_recruiter_P2"]
    )


def test_sector_under_the_whole_is_a_gap(toy: Any) -> None:
    # P1: community B and C of B, C, G; private D of D, F; public A of A, E, H.
    found = _period(toy, "P1")
    assert {it: of.reach for it, of in found.sectors.items()} == pytest.approx(
        {"community": 2 / 3, "private": 1 / 2, "public": 1 / 3}
    )
    assert found.coverage_gap == ["public"]


def test_back_is_who_skipped_the_period_before() -> None:
    log = [("2026-01-10", "X"), ("2026-02-10", ["B"]), ("2026-03-10", ["A", "B"])]
    log[0] = ("2026-01-10", ["A"])
    found = mobilization(
        log,
        since="2026-03-01",
        until="2026-03-31",
        previous=("2026-02-01", "2026-02-28"),
    )
    assert (found.reactivated, found.newcomers) == (["A"], [])


def test_only_those_entitled_to_a_meeting_are_expected_at_it() -> None:
    # Housing: A and B; green: C, who sits there from March only.
    seats = [
        Seat("A", "housing"),
        Seat("B", "housing", until=date(2026, 2, 1)),
        Seat("C", "green", since=date(2026, 3, 1)),
    ]
    log = [
        ("2026-01-10", ["A"], "housing"),  # 1 of 2.
        ("2026-02-10", ["A", "C"], "housing"),  # 1 of 1: C is a guest.
        ("2026-02-20", ["C"], "green"),  # 0 of 0.
        ("2026-03-10", [], "green"),  # 0 of 1.
    ]
    found = mobilization(log, seats=seats)
    assert (found.expected_attendances, found.participation_rate) == (4, 0.5)
    assert found.roster == ["A", "C"]


def test_regularity_is_counted_body_by_body() -> None:
    log = [
        ("2026-01-10", ["A", "B"], "housing"),
        ("2026-02-10", ["B"], "housing"),
        ("2026-02-20", ["B"], "green"),
    ]
    assert mobilization(log).regularity == {"A": 0.5, "B": 1.0}


def test_nothing_is_measured_of_nothing() -> None:
    nothing: Log = []
    found = mobilization(nothing)
    assert (found.meetings, found.active, found.reach, found.gini) == (
        0,
        [],
        None,
        None,
    )
    assert mobilization_trend(nothing) == []


def test_period_without_a_meeting_has_nobody(toy: Any) -> None:
    found = mobilization(
        toy["meetings"], roster=toy["roster"], since="2027-01-01", until="2027-03-31"
    )
    assert (found.meetings, found.reach, found.participation_rate) == (0, 0.0, None)
    assert found.never_active == ["G", "H"]


def test_no_roster_gives_no_reach(toy: Any) -> None:
    found = mobilization(toy["meetings"])
    assert (found.reach, found.participation_rate, found.never_active) == (
        None,
        None,
        [],
    )


def test_silence_is_counted_from_the_last_presence_of_all(toy: Any) -> None:
    # B came on 13 June, after the period: 17 days before 30 June.
    found = mobilization(toy["meetings"], until="2026-03-31", as_of="2026-06-30")
    assert found.recency_days["B"] == 17
    assert found.dormant == ["C", "D"]


def test_meetings_may_be_given_by_day() -> None:
    log = {"2026-01-10": {"A", "B"}, "2026-02-14": {"A"}}
    assert mobilization(log) == mobilization(list(log.items()))


def test_actors_need_no_order() -> None:
    who = [("a", 1), 7, None]
    assert mobilization([(START, who)]).attendances == 3


@pytest.mark.parametrize("meeting", [("2026-01-01", "A,B"), ("soon", ["A"]), 3])
def test_what_is_no_meeting_is_refused(meeting: Any) -> None:
    with pytest.raises(MeetingError):
        mobilization([meeting])


@given(LOG, st.randoms())
def test_order_of_meetings_and_of_actors_does_not_matter(log: Log, rng: Any) -> None:
    shuffled = [(day, rng.sample(who, len(who))) for day, who in log]
    rng.shuffle(shuffled)
    assert mobilization(shuffled) == mobilization(log)
    assert mobilization_trend(shuffled) == mobilization_trend(log)


@given(LOG)
def test_new_labels_permute_results(log: Log) -> None:
    # A to G become G to A: the order of the actors is reversed.
    other = dict(zip("ABCDEFG", "GFEDCBA", strict=True))
    found = mobilization([(day, [other[it] for it in who]) for day, who in log])
    first = mobilization(log)
    assert {other[it]: n for it, n in found.presences.items()} == first.presences
    assert {other[it]: n for it, n in found.regularity.items()} == first.regularity
    assert {other[it] for it in found.newcomers} == set(first.newcomers)
    assert found.gini == first.gini


@given(LOG, st.integers(1, 699))
def test_two_halves_of_a_period_add_up(log: Log, cut: int) -> None:
    end = START + timedelta(days=700)
    day = START + timedelta(days=cut)
    whole = mobilization(log, since=START, until=end)
    halves = [
        mobilization(log, since=START, until=day - timedelta(days=1)),
        mobilization(log, since=day, until=end),
    ]
    assert sum(it.meetings for it in halves) == whole.meetings
    assert sum(it.attendances for it in halves) == whole.attendances
    assert sum(len(it.newcomers) for it in halves) == len(whole.newcomers)
    assert set(halves[0].active) | set(halves[1].active) == set(whole.active)


@given(LOG, st.sampled_from(["month", "quarter", "year"]))
def test_steps_of_a_trend_add_up(log: Log, by: str) -> None:
    steps, whole = mobilization_trend(log, by=by), mobilization(log)
    assert sum(it.meetings for it in steps) == whole.meetings
    assert sum(it.attendances for it in steps) == whole.attendances
    assert sum(it.newcomers for it in steps) == len(whole.newcomers)
    for before, after in itertools.pairwise(steps):
        kept = before.active - after.lapsed
        assert after.active == kept + after.newcomers + after.reactivated


@given(LOG)
def test_step_of_a_trend_is_the_mobilization_of_its_period(log: Log) -> None:
    steps = mobilization_trend(log, by="quarter")
    for before, it in itertools.pairwise(steps):
        found = mobilization(
            log, since=it.since, until=it.until, previous=(before.since, before.until)
        )
        assert (len(found.active), len(found.lapsed)) == (it.active, it.lapsed)
        assert (len(found.newcomers), len(found.reactivated)) == (
            it.newcomers,
            it.reactivated,
        )
        assert found.retention == it.retention


@given(
    st.lists(st.integers(0, 700), max_size=12),
    st.integers(0, 900),
    st.floats(20, 2000),
)
def test_decay_commutes_with_time(days: list[int], later: int, half: float) -> None:
    held = [START + timedelta(days=it) for it in days]
    now = START + timedelta(days=700)
    first = recency_weight(held, as_of=now, half_life=half)
    after = recency_weight(held, as_of=now + timedelta(days=later), half_life=half)
    assert after == pytest.approx(first * 2 ** (-later / half))
