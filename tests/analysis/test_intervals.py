"""Seats held together, affiliations and collaborations."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from reseau.analysis.ties.intervals import (
    affiliation,
    collaboration,
    committee,
    committee_days,
)
from reseau.analysis.ties.projection import TieRule
from reseau.domain.evidence import AffiliationRow, CollaborationRow, MembershipRow
from reseau.domain.periods import Period

TODAY = date(2026, 6, 30)
EVEN = TieRule(TODAY, half_life=None)


def _june(day: int) -> date:
    return date(2026, 6, day)


def _weight(
    rows: list[MembershipRow], *, rule: TieRule = EVEN, pair: tuple[int, int] = (1, 2)
) -> float:
    return sum(line.contribution for line in committee(rows, rule).get(pair, []))


def test_two_who_sit_ten_days_together_share_ten_committee_days() -> None:
    rows = [
        MembershipRow(1, 1, 7, _june(1), _june(15)),
        MembershipRow(2, 2, 7, _june(5), _june(20)),
    ]
    assert _weight(rows) == 10


def test_each_day_is_shared_by_those_who_sat_that_day() -> None:
    # Two sit alone for ten days, ten at 1; with a third for five, five at 1/2.
    rows = [
        MembershipRow(1, 1, 7, _june(1), _june(16)),
        MembershipRow(2, 2, 7, _june(1), _june(16)),
        MembershipRow(3, 3, 7, _june(11), _june(16)),
    ]
    assert _weight(rows) == 12.5
    assert _weight(rows, pair=(1, 3)) == 2.5


def test_seats_in_different_committees_tie_nobody() -> None:
    rows = [
        MembershipRow(1, 1, 7, _june(1), None),
        MembershipRow(2, 2, 8, _june(1), None),
    ]
    assert committee(rows, EVEN) == {}


def test_seats_that_follow_each_other_tie_nobody() -> None:
    rows = [
        MembershipRow(1, 1, 7, _june(1), _june(10)),
        MembershipRow(2, 2, 7, _june(10), None),
    ]
    assert committee(rows, EVEN) == {}


def test_an_actor_with_two_seats_at_once_counts_once() -> None:
    rows = [
        MembershipRow(1, 1, 7, _june(1), _june(11)),
        MembershipRow(2, 1, 7, _june(1), _june(11)),
        MembershipRow(3, 2, 7, _june(1), _june(11)),
    ]
    assert _weight(rows) == 10


def test_an_open_seat_counts_the_as_of_day() -> None:
    rows = [MembershipRow(it, it, 7, TODAY, None) for it in (1, 2)]
    assert _weight(rows) == 1


def test_an_unknown_start_is_that_of_the_period() -> None:
    rule = TieRule(TODAY, half_life=None, period=Period(since=_june(11)))
    rows = [MembershipRow(1, 1, 7, None, None), MembershipRow(2, 2, 7, _june(1), None)]
    assert _weight(rows, rule=rule) == 20


def test_an_unknown_start_is_the_first_date_known_of_the_committee() -> None:
    rows = [MembershipRow(1, 1, 7, None, None), MembershipRow(2, 2, 7, _june(21), None)]
    assert _weight(rows) == 10


def test_seats_without_any_date_count_their_last_day_only() -> None:
    rows = [MembershipRow(it, it, 7, None, None) for it in (1, 2)]
    assert _weight(rows) == 1


def test_a_period_cuts_the_seats_at_both_ends() -> None:
    rule = TieRule(TODAY, half_life=None, period=Period(_june(5), _june(10)))
    rows = [MembershipRow(it, it, 7, _june(1), None) for it in (1, 2)]
    assert _weight(rows, rule=rule) == 5


def test_a_line_names_both_seats_and_the_days_together() -> None:
    rows = [
        MembershipRow(9, 1, 7, _june(1), _june(15)),
        MembershipRow(4, 2, 7, _june(5), None),
    ]
    assert committee(rows, EVEN) == {(1, 2): [((4, 9), _june(5), _june(14), 2, 10.0)]}


@pytest.mark.parametrize(("first", "last"), [(400, 30), (10, 0), (2000, 1999)])
def test_committee_days_are_the_integral_of_the_recency(first: int, last: int) -> None:
    # Source: scipy.integrate.quad on 2^(-age/half-life).
    rule = TieRule(TODAY, half_life=120)
    now = TODAY.toordinal()
    expected, _error = quad(lambda age: 2 ** (-age / 120), last, first)
    assert committee_days(now - first, now - last, rule=rule) == pytest.approx(expected)


def test_a_very_long_past_is_worth_a_half_life_over_ln_2() -> None:
    now = TODAY.toordinal()
    found = committee_days(1, now, rule=TieRule(TODAY, half_life=180))
    assert found == pytest.approx(259.685, abs=0.001)  # 180 / 0.693147


@given(st.integers(1, 3000), st.integers(0, 2000), st.integers(1, 900))
def test_waiting_fades_ended_seats_like_interactions(
    length: int, wait: int, half_life: int
) -> None:
    since = TODAY - timedelta(days=length)
    rows = [MembershipRow(it, it, 7, since, TODAY) for it in (1, 2)]
    now = _weight(rows, rule=TieRule(TODAY, half_life=half_life))
    later = TieRule(TODAY + timedelta(days=wait), half_life=half_life)
    assert _weight(rows, rule=later) == pytest.approx(now * 2 ** (-wait / half_life))


spans = st.tuples(st.integers(1, 28), st.integers(0, 20))


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 2), spans), max_size=8))
def test_newman_strength_is_the_days_with_company(
    seats: list[tuple[int, int, tuple[int, int]]],
) -> None:
    rows = [
        MembershipRow(
            key, actor, body, _june(start), _june(start) + timedelta(days=length)
        )
        for key, (actor, body, (start, length)) in enumerate(seats)
    ]
    expected = 0
    for ordinal in range(_june(1).toordinal(), TODAY.toordinal() + 1):
        day = date.fromordinal(ordinal)
        for body in (1, 2):
            seated = {
                it.actor
                for it in rows
                if it.committee == body and day in Period(it.since, it.until)
            }
            expected += len(seated) if len(seated) > 1 else 0
    total = sum(
        line.contribution
        for behind in committee(rows, EVEN).values()
        for line in behind
    )
    assert 2 * total == pytest.approx(expected)


@given(st.permutations(range(5)))
def test_the_order_of_the_seats_does_not_matter(order: list[int]) -> None:
    rows = [
        MembershipRow(it, it % 3, 7 + it % 2, _june(1 + 2 * it), None)
        for it in range(5)
    ]
    assert committee([rows[it] for it in order], EVEN) == committee(rows, EVEN)


def test_an_affiliation_counts_one_however_old() -> None:
    rows = [AffiliationRow(1, 5, 2, date(1990, 1, 1), None)]
    assert affiliation(rows, TieRule(TODAY)) == {
        (2, 5): [((1,), date(1990, 1, 1), TODAY, 2, 1.0)]
    }


def test_an_affiliation_of_unknown_dates_counts() -> None:
    assert set(affiliation([AffiliationRow(1, 1, 2, None, None)], EVEN)) == {(1, 2)}


def test_an_ended_affiliation_is_not_one_of_the_as_of_day() -> None:
    assert affiliation([AffiliationRow(1, 1, 2, None, TODAY)], EVEN) == {}


def test_an_ended_affiliation_counts_when_the_period_reaches_back_to_it() -> None:
    rule = TieRule(TODAY, period=Period(since=_june(1)))
    rows = [
        AffiliationRow(1, 1, 2, None, _june(2)),
        AffiliationRow(2, 1, 3, None, _june(1)),
    ]
    assert set(affiliation(rows, rule)) == {(1, 2)}


def test_an_affiliation_to_come_does_not_count() -> None:
    rows = [AffiliationRow(1, 1, 2, TODAY + timedelta(days=1), None)]
    assert affiliation(rows, EVEN) == {}


def test_roles_that_follow_each_other_are_one() -> None:
    # By hand: assistant until June 5, director from June 5; treasurer June 3 to 20.
    # On no day more than two roles, so 2 and not 3.
    rows = [
        AffiliationRow(1, 1, 2, None, _june(5)),
        AffiliationRow(2, 1, 2, _june(5), None),
        AffiliationRow(3, 1, 2, _june(3), _june(20)),
    ]
    rule = TieRule(TODAY, period=Period(since=_june(1)))
    assert affiliation(rows, rule) == {
        (1, 2): [
            ((1, 2), None, TODAY, 2, 1.0),
            ((3,), _june(3), _june(19), 2, 1.0),
        ]
    }


def test_terms_of_one_committee_are_one_line_with_the_days_of_both() -> None:
    # By hand: both sit June 1 to 9 and June 15 to 19: 9 + 5 days, one committee.
    rows = [
        MembershipRow(1, 1, 7, _june(1), _june(10)),
        MembershipRow(2, 1, 7, _june(15), _june(20)),
        MembershipRow(3, 2, 7, _june(1), None),
    ]
    assert committee(rows, EVEN) == {
        (1, 2): [((1, 2, 3), _june(1), _june(19), 2, 14.0)]
    }


@pytest.mark.parametrize(
    ("themes", "weight"),
    [((5, 5), [3.0]), ((None, None), [3.0]), ((5, 6), [2.0, 3.0])],
)
def test_a_collaboration_declared_again_adds_its_greatest_strength_once(
    themes: tuple[int | None, int | None], weight: list[float]
) -> None:
    rows = [
        CollaborationRow(1, 9, 3, 2, _june(1), _june(10), themes[0]),
        CollaborationRow(2, 3, 9, 3, _june(10), None, themes[1]),
    ]
    rule = TieRule(TODAY, period=Period(since=_june(1)))
    assert [it.contribution for it in collaboration(rows, rule)[3, 9]] == weight


def test_a_collaboration_counts_its_declared_strength() -> None:
    rows = [CollaborationRow(1, 9, 3, 4, _june(1), None)]
    assert collaboration(rows, EVEN)[3, 9][0].contribution == 4.0


def test_a_collaboration_with_oneself_ties_nobody() -> None:
    assert collaboration([CollaborationRow(1, 3, 3, 4, None, None)], EVEN) == {}
