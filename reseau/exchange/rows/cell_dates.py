"""Dates as tables write them: in figures, in letters, or held by a spreadsheet."""

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from reseau.domain.clock import today
from reseau.domain.names import folded
from reseau.domain.vocabulary import Precision
from reseau.errors import UsageError
from reseau.exchange.profiles.profile_model import DateOrder
from reseau.exchange.text.cells import Cell, shown
from reseau.i18n import N_

_EARLIEST = 1900
_YEARS_AHEAD = 10
_LAST_MONTH = 12

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juill juil july jul",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(
    r"^(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)?[ ,]*"
)
_TIME = re.compile(
    r"(?:t|[ ,]+(?:a |at )?)(\d{1,2})(?: ?[:h] ?(\d{2})?|(?= ?[ap]))"
    r"(?::\d{2}(?:[.,]\d+)?)? ?(?:([ap])\.?m\.?)?(?:z|[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_TWO = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:er|st|nd|rd|th)?[ -]+(?:de )?([a-z]+)\.?(?:[ ,-]+(\d{4}|\d{2}))?"
)
_WORD_DAY = re.compile(r"([a-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?(?:,? +(\d{4}))?")
_MONTH_WORD = re.compile(r"([a-z]+)\.?[ -]+(\d{4})")


class NotADateError(UsageError):
    """A cell does not hold a date."""

    message = N_("“{text}” is not a date. Write it like 2026-11-24.")


class NoSuchDayError(UsageError):
    """The calendar has no such day."""

    message = N_(
        "“{text}” is not a day of the calendar. Correct it, or check the order of day "
        "and month."
    )


class NoDateError(UsageError):
    """The cell of the date is empty."""

    message = N_("The date is missing. Write it like 2026-11-24.")


class VagueDateError(UsageError):
    """A year alone does not date an interaction."""

    message = N_("“{text}” names no month. Write at least the month, like 2026-11.")


class FarDateError(UsageError):
    """A date is too far to be true."""

    message = N_("“{text}” is before {earliest} or more than {ahead} years ahead.")


@dataclass(frozen=True, slots=True)
class CellDate:
    """A date as finely as the cell tells it.

    Attributes:
        first: Its day; the first one of a month or of a year.
        last: Its day; the last one, included, of a month or of a year.
        at: Its hour when it is told.
    """

    first: date
    last: date
    at: time | None = None

    @property
    def precision(self) -> Precision | None:
        """Tell how fine it is; None for a year alone."""
        if self.at is not None:
            return Precision.MINUTE
        if self.first == self.last:
            return Precision.DAY
        same = self.first.month == self.last.month
        return Precision.MONTH if same else None


def read_date(cell: Cell, *, order: DateOrder, year: int | None = None) -> CellDate:
    """Read the date of a cell.

    Args:
        cell: Text, or a date that a spreadsheet holds.
        order: Of day, month and year when they are three numbers; ``auto`` is read
            as ``dmy``, which ``order_of`` has made sure of.
        year: For a day and a month alone.

    Raises:
        NoDateError: The cell is empty.
        NotADateError: It holds something else.
        NoSuchDayError: There is no such day, such as February 31.
        FarDateError: It is before 1900 or more than ten years ahead.
    """
    if isinstance(cell, datetime):
        found = CellDate(
            cell.date(), cell.date(), cell.time().replace(second=0, microsecond=0)
        )
    elif isinstance(cell, date):
        found = CellDate(cell, cell)
    elif not cell:
        raise NoDateError
    else:
        found = _written(cell, order, year)
    latest = today().year + _YEARS_AHEAD
    if not _EARLIEST <= found.first.year <= latest:
        raise FarDateError(
            text=shown(str(cell)), earliest=_EARLIEST, ahead=_YEARS_AHEAD
        )
    return found


def unordered_parts(cell: Cell, year: int | None) -> tuple[int, int, int] | None:
    """Take the three numbers of a date that depends on the order; None for others."""
    if not isinstance(cell, str):
        return None
    text, _at = _without_time(cell)
    three = _THREE.fullmatch(text)
    if three:
        return int(three[1]), int(three[2]), _full_year(three[3])
    two = _TWO.fullmatch(text)
    return (int(two[1]), int(two[2]), year) if two and year else None


@functools.lru_cache(maxsize=8192)
def _written(text: str, order: DateOrder, year: int | None) -> CellDate:
    """Read a date that is written out, in figures or in letters."""
    plain, at = _without_time(text)
    numbers = _numbers(plain, order, year) or _worded(plain, year)
    if numbers is None:
        raise NotADateError(text=shown(text))
    its_year, month, day = numbers
    try:
        first = date(its_year, month or 1, day or 1)
    except ValueError as error:
        raise NoSuchDayError(text=shown(text)) from error
    if day:
        return CellDate(first, first, at)
    last_month = month or _LAST_MONTH
    days = calendar.monthrange(its_year, last_month)[1]
    return CellDate(first, date(its_year, last_month, days))


def _without_time(text: str) -> tuple[str, time | None]:
    """Take the weekday and the hour off a date."""
    plain = _WEEKDAY.sub("", folded(text), count=1)
    match = _TIME.search(plain)
    if not match:
        return plain, None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    if hour > 23 or minute > 59:  # noqa: PLR2004  # A clock.
        return plain, None
    return plain[: match.start()], time(hour, minute)


def _numbers(
    text: str, order: DateOrder, year: int | None
) -> tuple[int, int, int] | None:
    """Read a date in figures as year, month, day; 0 for what is not told."""
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        # «2024-0» names no month; «2024-00» neither: month 99 is refused later.
        return int(match[1]), int(match[2]) or 99, _told(match[3])
    if match := _THREE.fullmatch(text):
        one, two, three = match.groups()
        if order == "ymd":
            return _full_year(one), int(two) or 99, _told(three)
        day, month = (two, one) if order == "mdy" else (one, two)
        return _full_year(three), int(month) or 99, _told(day)
    if (match := _TWO.fullmatch(text)) and year:
        day, month = match.groups() if order == "dmy" else match.groups()[::-1]
        return year, int(month) or 99, _told(day)
    return (int(text), 0, 0) if _YEAR.fullmatch(text) else None


def _told(digits: str | None) -> int:
    """Read a day; 0 when there is none, and an impossible day when it says 0."""
    return 0 if digits is None else int(digits) or 99


def _worded(text: str, year: int | None) -> tuple[int, int, int] | None:
    """Read a date whose month is in letters as year, month, day."""
    if match := _DAY_WORD.fullmatch(text):
        day, month, its_year = match.groups()
    elif match := _MONTH_WORD.fullmatch(text):
        (month, its_year), day = match.groups(), None
    elif match := _WORD_DAY.fullmatch(text):
        month, day, its_year = match.groups()
    else:
        return None
    number, full = _MONTHS.get(month), _full_year(its_year) if its_year else year
    return (full, number, _told(day)) if number and full else None


def _full_year(digits: str) -> int:
    """Complete a year of two digits: at most ten years ahead, else last century."""
    if len(digits) > 2:  # noqa: PLR2004  # Two digits.
        return int(digits)
    year = today().year // 100 * 100 + int(digits)
    return year if year <= today().year + _YEARS_AHEAD else year - 100


def day_after(day: date) -> date:
    """Give the day after; the last of the calendar stays."""
    return day if day == date.max else day + timedelta(days=1)
