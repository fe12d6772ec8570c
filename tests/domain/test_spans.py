"""Periods as people type them."""

from datetime import date

import pytest

from reseau.domain.date_errors import DateError
from reseau.domain.periods import Period
from reseau.domain.spans import (
    BackwardsPeriodError,
    NotAPeriodError,
    last_day,
    read_period,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2025", date(2025, 1, 1), date(2026, 1, 1)),
        ("2025-q1", date(2025, 1, 1), date(2025, 4, 1)),
        ("2025-T4", date(2025, 10, 1), date(2026, 1, 1)),
        ("T2 2025", date(2025, 4, 1), date(2025, 7, 1)),
        ("2025q3", date(2025, 7, 1), date(2025, 10, 1)),
        ("2025-12", date(2025, 12, 1), date(2026, 1, 1)),
        ("2025-03-02", date(2025, 3, 2), date(2025, 3, 3)),
        ("2025-01..2025-06", date(2025, 1, 1), date(2025, 7, 1)),
        ("2025-01 .. 2025-06", date(2025, 1, 1), date(2025, 7, 1)),
        ("2025-01…2025-06", date(2025, 1, 1), date(2025, 7, 1)),
        ("2025-q1..2025-q2", date(2025, 1, 1), date(2025, 7, 1)),
        ("2024..2025-02-10", date(2024, 1, 1), date(2025, 2, 11)),
        ("2025-07..", date(2025, 7, 1), None),
        ("..2024", None, date(2025, 1, 1)),
    ],
)
def test_period_has_both_its_ends(
    typed: str, since: date | None, until: date | None
) -> None:
    assert read_period(typed, today=TODAY) == Period(since, until)


@pytest.mark.parametrize("typed", ["", "..", "2024..2025..2026"])
def test_what_has_not_one_or_two_ends_is_no_period(typed: str) -> None:
    with pytest.raises(NotAPeriodError):
        read_period(typed, today=TODAY)


def test_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackwardsPeriodError):
        read_period("2025..2024", today=TODAY)


@pytest.mark.parametrize("typed", ["blah", "2025-q5", "1899", "1899-q1", "2025-13"])
def test_end_that_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DateError):
        read_period(typed, today=TODAY)


def test_last_day_is_the_last_included() -> None:
    assert last_day(read_period("2025-q1", today=TODAY), today=TODAY) == date(
        2025, 3, 31
    )


@pytest.mark.parametrize("typed", ["2026", "2026-01.."])
def test_last_day_of_what_is_not_over_is_today(typed: str) -> None:
    assert last_day(read_period(typed, today=TODAY), today=TODAY) == TODAY
