"""Periods as people type them: 2025, 2025-q1, 2025-T1, 2025-01..2025-06."""

import re
from datetime import date, timedelta

from reseau.domain.dates import read_end, read_start
from reseau.domain.names import folded, tidy
from reseau.domain.periods import Period
from reseau.errors import UsageError
from reseau.i18n import N_


class NotAPeriodError(UsageError):
    """Something typed as a period is none."""

    message = N_(
        "“{text}” is not a period. Write a year, 2025; a quarter, 2025-q1; a month, "
        "2025-03; or two ends, 2025-01..2025-06."
    )


class BackwardsPeriodError(UsageError):
    """A period ends before it begins."""

    message = N_("The period “{text}” ends before it begins.")


_BETWEEN = re.compile(r"\s*(?:\.{2,3}|…)\s*")
_QUARTER = re.compile(r"([0-9]{4})[- ]?[qt]([1-4])|[qt]([1-4])[- ]([0-9]{4})")
_DECEMBER = 12


def read_period(text: str, *, today: date) -> Period:
    """Read a period, both ends included.

    Args:
        text: A day, a month, a quarter or a year; or two of them around “..”, either
            of which may be missing.
        today: What “hier” and “last year” are counted from.

    Raises:
        NotAPeriodError: It is empty, or has more than two ends.
        BackwardsPeriodError: It ends before it begins.
        DateError: An end is no date.
    """
    ends = _BETWEEN.split(tidy(text))
    if len(ends) > 2 or not any(ends):  # noqa: PLR2004  # Two ends.
        raise NotAPeriodError(text=tidy(text))
    first, last = ends[0], ends[-1]
    since = _ends(first, today=today)[0] if first else None
    until = _ends(last, today=today)[1] if last else None
    if since is not None and until is not None and until <= since:
        raise BackwardsPeriodError(text=tidy(text))
    return Period(since, until)


def last_day(period: Period, *, today: date) -> date:
    """Give the last day of a period, or today when it is not over."""
    if period.until is None:
        return today
    return min(period.until - timedelta(days=1), today)


def _ends(text: str, *, today: date) -> tuple[date, date]:
    """Give the first day of what was typed, and the day after its last one."""
    found = _QUARTER.fullmatch(folded(text))
    if found is None:
        return read_start(text, today=today), read_end(text, today=today)
    year, quarter = int(found[1] or found[4]), int(found[2] or found[3])
    read_start(str(year), today=today)  # A year out of range is refused as one.
    month = 3 * quarter - 2
    after = month + 3
    return date(year, month, 1), date(
        year + after // (_DECEMBER + 1), (after - 1) % _DECEMBER + 1, 1
    )
