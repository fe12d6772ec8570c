"""The day in a date as people type it, without its time.

Each form is a regular expression and the function that gives it a meaning; the
first form that the whole text has is the one.
"""

import calendar
import functools
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from reseau.domain.date_errors import (
    MonthFirstError,
    NoSuchDayError,
    NotADateError,
    OutOfRangeError,
    WeekdayMismatchError,
    WhichMonthError,
)
from reseau.domain.vocabulary import Precision
from reseau.domain.when_words import (
    DAYS_IN,
    MONTHS,
    MONTHS_IN,
    NEAR_DAYS,
    NUMBERS,
    SIDES_AFTER,
    SIDES_BEFORE,
    WEEKDAYS,
    WEEKS,
    Side,
    any_of,
)

FIRST_YEAR = 1900
YEARS_AHEAD = 10
_MONTHS = 12
_LEAP_GAP = 8  # Years from a 29 February to the next, at most: 1896, 1904.


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, for messages, and what it is counted from."""

    text: str
    today: date
    prefer: Side


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month by its first day; ``chosen`` as in ``When``."""

    day: date
    precision: Precision = Precision.DAY
    chosen: bool = False


def read_day(typed: str, asked: Asked) -> Day:
    """Read the day of a folded text without dots after words, commas or time.

    Raises:
        DateError: One of its subclasses.
    """
    for form, meaning in _FORMS:
        if found := _compiled(form).fullmatch(typed):
            return meaning(found, asked)
    raise NotADateError(text=asked.text)


def calendar_day(
    year: int, month: int, *, day: int = 1, text: str, today: date
) -> date:
    """Make a date, or say why it cannot be.

    Raises:
        OutOfRangeError: Before 1900, or more than ten years ahead.
        NoSuchDayError: The day does not exist.
    """
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise OutOfRangeError(text=text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NoSuchDayError(text=text) from error


def _near_day(found: re.Match[str], asked: Asked) -> Day:
    return Day(asked.today + timedelta(days=NEAR_DAYS[found[0]]))


def _in_week(found: re.Match[str], asked: Asked) -> Day:
    """Find a weekday in this week or another; weeks begin on Monday."""
    weeks = WEEKS[found["week"]] if "week" in found.groupdict() else 0
    monday = asked.today - timedelta(days=asked.today.weekday())
    return Day(monday + timedelta(days=WEEKDAYS[found["weekday"]], weeks=weeks))


def _nearest_weekday(found: re.Match[str], asked: Asked) -> Day:
    """Find the nearest such weekday; today counts unless a side was typed."""
    typed = found.groupdict().get("side")
    side = (SIDES_BEFORE | SIDES_AFTER)[typed] if typed else asked.prefer
    step = timedelta(days=-1 if side == "past" else 1)
    day = asked.today + step if typed else asked.today
    while day.weekday() != WEEKDAYS[found["weekday"]]:
        day += step
    return Day(day, chosen=not typed)


def _counted(found: re.Match[str], asked: Asked) -> Day:
    """Count from today: «il y a deux mois», “in 3 days”, «j-3»."""
    unit = found.groupdict().get("unit") or "j"
    ahead = found[0].startswith(("dans ", "in ")) or "+" in found[0]
    count = (NUMBERS.get(found["n"]) or int(found["n"])) * (1 if ahead else -1)
    if unit in DAYS_IN:
        day = asked.today + timedelta(days=count * DAYS_IN[unit])
    else:
        months = asked.today.year * _MONTHS + asked.today.month - 1
        year, month = divmod(months + count * MONTHS_IN[unit], _MONTHS)
        day = calendar_day(year, month + 1, text=asked.text, today=asked.today)
        last = calendar.monthrange(day.year, day.month)[1]
        day = day.replace(day=min(asked.today.day, last))
    if not FIRST_YEAR <= day.year <= asked.today.year + YEARS_AHEAD:
        raise OutOfRangeError(text=asked.text)
    return Day(day)


def _month(found: re.Match[str], asked: Asked) -> Day:
    month = MONTHS.get(found["month"]) or int(found["month"])
    first = calendar_day(int(found["year"]), month, text=asked.text, today=asked.today)
    return Day(first, Precision.MONTH)


def _year(typed: str, today: date) -> int:
    """Read a year; one of two figures is the last that is in range."""
    year = int(typed)
    if len(typed) > 2:  # noqa: PLR2004  # Figures.
        return year
    return year + (2000 if 2000 + year <= today.year + YEARS_AHEAD else 1900)


def _nearest_year(month: int, day: int, asked: Asked) -> date:
    """Find the nearest such day, today included, on the preferred side."""
    step = -1 if asked.prefer == "past" else 1
    for years in range(_LEAP_GAP + 1):
        with suppress(ValueError):
            found = date(asked.today.year + step * years, month, day)
            if found == asked.today or (found > asked.today) is (step > 0):
                return found
    raise NoSuchDayError(text=asked.text)


def _dated(month: int, day: int, *, year: str | None, asked: Asked) -> Day:
    if year is None:
        return Day(_nearest_year(month, day, asked), chosen=True)
    number = _year(year, asked.today)
    return Day(calendar_day(number, month, day=day, text=asked.text, today=asked.today))


def _written(found: re.Match[str], asked: Asked) -> Day:
    """Find the day of a date written out, and check its weekday."""
    month = MONTHS.get(found["month"]) or int(found["month"])
    found_day = _dated(month, int(found["day"]), year=found["year"], asked=asked)
    typed, real = found["weekday"], found_day.day.weekday()
    if typed and WEEKDAYS[typed] != real:
        raise WeekdayMismatchError.of(found_day.day, WEEKDAYS[typed])
    return found_day


def _in_figures(found: re.Match[str], asked: Asked) -> Day:
    """Find the day of 24/11/2026; propose it for 11/24/2026."""
    day, month = int(found["day"]), int(found["month"])
    if day <= _MONTHS < month:
        meant = _dated(day, month, year=found["year"], asked=asked).day.isoformat()
        raise MonthFirstError(text=asked.text, month=month, proposed=meant)
    return _written(found, asked)


def _without_month(_: re.Match[str], asked: Asked) -> Day:
    raise WhichMonthError(text=asked.text)


_THE = "(?:(?:le|the|on) )?"
_WEEKDAY = f"(?P<weekday>{any_of(WEEKDAYS)})"
_BEFORE_DATE = f"{_THE}(?:{_WEEKDAY} {_THE})?"
_MONTH = f"(?P<month>{any_of(MONTHS)})"
_DAY = r"(?P<day>\d{1,2})"
_DAY_FIRST = (
    rf"{_DAY}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?:(?P=mark)(?P<year>\d{{4}}|\d\d))?"
)
_YEAR_FIRST = rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){_DAY}"
_COMPACT = r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
_ORDINAL = "(?:er|st|nd|rd|th)?"
_N = rf"(?P<n>\d{{1,4}}|{any_of(NUMBERS)})"
_UNIT = f"(?P<unit>{any_of(DAYS_IN)}|{any_of(MONTHS_IN)})"
_Meaning = Callable[[re.Match[str], Asked], Day]


_YEAR_LAST = r"(?: (?P<year>\d{4}))?"
_FORMS: tuple[tuple[str, _Meaning], ...] = (
    (any_of(NEAR_DAYS), _near_day),
    (f"{_BEFORE_DATE}{_YEAR_FIRST}", _written),
    (f"{_THE}{_WEEKDAY}", _nearest_weekday),
    (f"{_THE}{_WEEKDAY} (?P<side>{any_of(SIDES_AFTER)})", _nearest_weekday),
    (f"(?P<side>{any_of(SIDES_BEFORE)}) {_WEEKDAY}", _nearest_weekday),
    (f"(?:ce|this) {_WEEKDAY}", _in_week),
    (f"{_THE}{_WEEKDAY} (?:de |of )?(?P<week>{any_of(WEEKS)})", _in_week),
    (rf"{_THE}{_WEEKDAY} {_THE}\d{{1,2}}{_ORDINAL}", _without_month),
    (f"(?:il )?y a {_N} {_UNIT}", _counted),
    (f"{_N} {_UNIT} ago", _counted),
    (f"(?:dans|in) {_N} {_UNIT}", _counted),
    (r"[jd] ?[+-] ?(?P<n>\d{1,4})", _counted),
    (r"[+-](?P<n>\d{1,4}) ?[jd]", _counted),
    (f"{_BEFORE_DATE}{_DAY_FIRST}", _in_figures),
    (f"{_BEFORE_DATE}{_COMPACT}", _written),
    (f"{_BEFORE_DATE}{_DAY}{_ORDINAL} (?:of )?{_MONTH}{_YEAR_LAST}", _written),
    (f"{_BEFORE_DATE}{_MONTH} {_DAY}{_ORDINAL}{_YEAR_LAST}", _written),
    (rf"(?:(?:en|in) )?{_MONTH} (?P<year>\d{{4}})", _month),
    (r"(?P<year>\d{4})-(?P<month>\d\d?)", _month),
)


@functools.cache  # Compiling all of them takes longer than reading a date.
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.ASCII)
