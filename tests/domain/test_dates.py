"""Dates are read strictly, in both languages; times and durations too."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.dates import (
    DateError,
    NoSuchDayError,
    OutOfRangeError,
    TimeError,
    read_date,
    read_duration,
    read_end,
    read_start,
    read_time,
)
from reseau.domain.periods import Period
from reseau.domain.when_words import Side

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("3/11/2026", date(2026, 11, 3)),
        ("03.11.2026", date(2026, 11, 3)),
        ("3 novembre 2026", date(2026, 11, 3)),
        ("1er décembre 2026", date(2026, 12, 1)),
        ("12 JUILL. 2026", date(2026, 7, 12)),
        ("November 3, 2026", date(2026, 11, 3)),
        ("3 Nov 2026", date(2026, 11, 3)),
        ("aujourd’hui", date(2026, 11, 25)),
        ("hier", date(2026, 11, 24)),
        ("avant-hier", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 26)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_date_is_read(typed: str, expected: date) -> None:
    assert read_date(typed, today=TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", DateError),
        ("hierr", DateError),
        ("Rencontre CDC", DateError),
        ("2026-13-01", NoSuchDayError),
        ("31/02/2026", NoSuchDayError),
        ("2023-02-29", NoSuchDayError),
        ("11/13/2026", NoSuchDayError),
        ("1899-12-31", OutOfRangeError),
        ("2037-01-01", OutOfRangeError),
        ("3 novembre", DateError),
        ("mardi", DateError),
        ("hier 14h", DateError),
        ("hier soir", DateError),
        ("novembre 2026", DateError),
        ("x" * 500, DateError),
    ],
)
def test_what_is_no_date_is_refused(typed: str, error: type[DateError]) -> None:
    with pytest.raises(error):
        read_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("prefer", "expected"), [("past", date(2025, 12, 3)), ("next", date(2026, 12, 3))]
)
def test_date_without_its_year_needs_a_side(prefer: Side, expected: date) -> None:
    assert read_date("3 décembre", today=TODAY, prefer=prefer) == expected


@given(st.text())
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    with suppress(DateError):
        read_date(text, today=TODAY)


@given(st.dates(date(1900, 1, 1), date(2036, 12, 31)))
def test_written_dates_are_read_back(day: date) -> None:
    from reseau.i18n.formats import full_date  # noqa: PLC0415

    assert read_date(day.isoformat(), today=TODAY) == day
    assert read_date(full_date(day, lang="fr"), today=TODAY) == day
    assert read_date(full_date(day, lang="en"), today=TODAY) == day


def test_period_of_a_year_has_its_365_days() -> None:
    start, end = read_start("2025", today=TODAY), read_end("2025", today=TODAY)
    assert (end - start).days == 365


def test_end_of_a_month_is_the_first_of_the_next() -> None:
    assert read_end("2025-12", today=TODAY) == date(2026, 1, 1)
    assert read_start("2025-12", today=TODAY) == date(2025, 12, 1)


def test_month_in_words_is_a_period() -> None:
    assert read_start("novembre 2025", today=TODAY) == date(2025, 11, 1)
    assert read_end("novembre 2025", today=TODAY) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("septembre", date(2026, 9, 1), date(2026, 10, 1)),
        ("en décembre", date(2025, 12, 1), date(2026, 1, 1)),
        ("November", date(2026, 11, 1), date(2026, 12, 1)),
    ],
)
def test_month_alone_is_the_latest_one(typed: str, start: date, end: date) -> None:
    assert read_start(typed, today=TODAY) == start
    assert read_end(typed, today=TODAY) == end


def test_mar_is_a_tuesday_and_not_the_month_of_march() -> None:
    assert read_start("mar", today=TODAY) == date(2026, 11, 24)


def test_what_is_no_period_is_told_that_a_month_will_do() -> None:
    with pytest.raises(DateError, match="2026-11, “novembre 2026”"):
        read_start("la rentrée", today=TODAY)


def test_day_of_a_period_is_the_latest_one() -> None:
    assert read_start("3 décembre", today=TODAY) == date(2025, 12, 3)
    assert read_end("mardi", today=TODAY) == date(2026, 11, 25)


@pytest.mark.parametrize("typed", ["hier 14h", "hier soir", "1899", ""])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(DateError):
        read_start(typed, today=TODAY)


def test_last_day_is_included() -> None:
    period = Period(None, read_end("2025-06-30", today=TODAY))
    assert date(2025, 6, 30) in period
    assert date(2025, 7, 1) not in period


@pytest.mark.parametrize(
    ("since", "until", "shared"),
    [
        (None, None, True),
        (date(2024, 1, 1), date(2025, 1, 1), False),
        (date(2025, 12, 31), None, True),
        (date(2026, 1, 1), None, False),
        (None, date(2025, 1, 2), True),
    ],
)
def test_interval_overlaps_a_period(
    since: date | None,
    until: date | None,
    shared: bool,  # noqa: FBT001  # Expected.
) -> None:
    year = Period(date(2025, 1, 1), date(2026, 1, 1))
    assert year.overlaps(since, until) is shared


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("14:30", time(14, 30)),
        ("14h", time(14)),
        ("14 h 30", time(14, 30)),
        ("0h05", time(0, 5)),
    ],
)
def test_time_is_read(typed: str, expected: time) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize("typed", ["25h", "14:75", "midi", "", "14"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(TimeError):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "minutes"), [("90", 90), ("1h30", 90), ("2h", 120), ("0:45", 45)]
)
def test_duration_is_read(typed: str, minutes: int) -> None:
    assert read_duration(typed) == minutes


@pytest.mark.parametrize("typed", ["0", "-5", "long", "0h00"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(TimeError):
        read_duration(typed)
