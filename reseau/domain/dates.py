"""Dates, periods and durations as people type them in options, read strictly.

The grammar of a date is that of ``reseau.domain.when``; an option takes a whole day.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from reseau.domain.date_errors import (
    DateError,
    NoSuchDayError,
    NotADateError,
    NotASpanError,
    OutOfRangeError,
)
from reseau.domain.names import folded, tidy
from reseau.domain.vocabulary import Precision
from reseau.domain.when import When, read_when
from reseau.domain.when_days import calendar_day
from reseau.domain.when_words import MONTHS, WEEKDAYS, Side
from reseau.errors import UsageError
from reseau.i18n import N_


def read_date(text: str, *, today: date, prefer: Side | None = None) -> date:
    """Read one day.

    Args:
        text: As typed, in either language; a day comes before its month, as in
            24/11/2026.
        today: What “hier” and “today” are counted from.
        prefer: Where to look for a day without its year or a weekday alone, as
            ``read_when`` does; None refuses them, since «3 décembre» is in the past
            for a meeting and ahead for a deadline.

    Raises:
        DateError: It is no day, no such day, or out of range.
    """
    when = _read(text, today=today, prefer=prefer or "past")
    if when.precision is not Precision.DAY or (when.chosen and prefer is None):
        raise NotADateError(text=tidy(text))
    return when.day


def _read(text: str, *, today: date, prefer: Side) -> When:
    return read_when(
        text, now=datetime.combine(today, time(), tzinfo=UTC), prefer=prefer
    )


def read_start(text: str, *, today: date) -> date:
    """Read the first day of a period: a date, a month (2026-11) or a year (2026).

    A day or a month without its year and a weekday alone are the latest, today
    included.

    Raises:
        DateError: It is none of these.
    """
    return _span(text, today=today)[0]


def read_end(text: str, *, today: date) -> date:
    """Read the last day of a period and give the day after it, as periods are open.

    Raises:
        DateError: It is no date, month or year.
    """
    return _span(text, today=today)[1]


def _span(text: str, *, today: date) -> tuple[date, date]:
    """Find where a period starts and ends; what is chosen is in the past."""
    typed = folded(text)
    if re.fullmatch(r"[0-9]{4}", typed):
        start = calendar_day(int(typed), 1, text=text, today=today)
        return start, date(start.year + 1, 1, 1)
    month = MONTHS.get(re.sub("^(en|in) ", "", typed))
    if month is not None and typed not in WEEKDAYS:  # «mar» is a Tuesday.
        return _month(date(today.year - (month > today.month), month, 1))
    try:
        when = _read(text, today=today, prefer="past")
    except NotADateError as error:
        raise NotASpanError(**error.values) from error
    day = when.day
    if when.precision is Precision.MONTH:
        return _month(day)
    if when.precision is not Precision.DAY:
        raise NotASpanError(text=tidy(text))
    return day, day + timedelta(days=1)


def _month(first: date) -> tuple[date, date]:
    """Give the first day of a month and that of the month after."""
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


class TimeError(UsageError):
    """Something typed as a time or a duration is not one."""

    message = N_(
        "“{text}” is not a time. Write 14:30 or 14h30; a duration, 90 or 1h30."
    )


_DIGITS = 4  # Of the minutes of a day.
_TIME = re.compile(r"(\d{1,2})(?:\s?[h:]\s?(\d{2})?)\s?")


def read_time(text: str) -> time:
    """Read a time of day: 14:30, 14h30, «14 h».

    Raises:
        TimeError: It is none, or there is no such time.
    """
    found = _TIME.fullmatch(folded(text))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004  # A day.
        raise TimeError(text=text)
    return time(int(found[1]), int(found[2] or 0))


def read_duration(text: str) -> int:
    """Read a duration in minutes: 90, 1h30, 2h.

    Raises:
        TimeError: It is none, or it is zero.
    """
    typed = folded(text)
    found = _TIME.fullmatch(typed)
    short = typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS
    if short and 0 < int(typed) <= 24 * 60:
        return int(typed)
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else 0
    if minutes == 0:
        raise TimeError(text=text)
    return minutes


__all__ = [
    "DateError",
    "NoSuchDayError",
    "OutOfRangeError",
    "TimeError",
    "read_date",
    "read_duration",
    "read_end",
    "read_start",
    "read_time",
]
