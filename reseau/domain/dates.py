"""Dates as people type them, read strictly: never a date that was not meant.

ISO dates, day/month/year, months in words of either language, and the words for
today and the days around it.
"""

import re
from datetime import date, time, timedelta

from reseau.domain.names import folded
from reseau.errors import UsageError
from reseau.i18n import N_

EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 10

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juill juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WORDS = {
    "aujourd'hui": 0, "auj": 0, "today": 0,
    "hier": -1, "yesterday": -1,
    "avant-hier": -2,
    "demain": 1, "tomorrow": 1,
    "apres-demain": 2,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_IN_WORDS = re.compile(r"(\d{1,2}|1er) ([a-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_LONGEST = 60


class DateError(UsageError):
    """Something typed as a date is not one."""

    message = N_(
        "“{text}” is not a date that Réseau reads. Write it as 2026-11-24, 24/11/2026 "
        "or “24 novembre 2026”."
    )


class NoSuchDayError(DateError):
    """The day does not exist."""

    message = N_("There is no such day as “{text}”.")


class OutOfRangeError(DateError):
    """The date is too far away to be meant."""

    message = N_(
        "“{text}” is before 1900 or more than ten years ahead. Check the year."
    )


def read_date(text: str, *, today: date) -> date:
    """Read one date.

    Args:
        text: As typed, in either language; a day comes before its month, as in
            24/11/2026.
        today: What “hier” and “today” are counted from.

    Raises:
        DateError: It is no date, no such day, or out of range.
    """
    typed = folded(text)
    if len(typed) > _LONGEST:
        raise DateError(text=f"{text[:_LONGEST]}…")
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    parts = _parts(typed)
    if parts is None:
        raise DateError(text=text)
    return checked(parts, text=text, today=today)


def _parts(typed: str) -> tuple[int, int, int] | None:
    """Find year, month and day."""
    if found := _ISO.fullmatch(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.fullmatch(typed):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _IN_WORDS.fullmatch(typed)) and found[2] in _MONTHS:
        return int(found[3]), _MONTHS[found[2]], int(found[1].removesuffix("er"))
    if (found := _MONTH_FIRST.fullmatch(typed)) and found[1] in _MONTHS:
        return int(found[3]), _MONTHS[found[1]], int(found[2])
    return None


def checked(parts: tuple[int, int, int], *, text: str, today: date) -> date:
    """Make a date of year, month and day, or say why it cannot be.

    Raises:
        NoSuchDayError: The day does not exist.
        OutOfRangeError: Before 1900, or more than ten years ahead.
    """
    try:
        day = date(*parts)
    except ValueError as error:
        raise NoSuchDayError(text=text) from error
    if day < EARLIEST or day.year > today.year + YEARS_AHEAD:
        raise OutOfRangeError(text=text)
    return day


def read_start(text: str, *, today: date) -> date:
    """Read the first day of a period: a date, a month (2026-11) or a year (2026).

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
    typed = folded(text)
    if re.fullmatch(r"\d{4}", typed):
        start = checked((int(typed), 1, 1), text=text, today=today)
        return start, date(start.year + 1, 1, 1)
    if found := _MONTH.fullmatch(typed):
        start = checked((int(found[1]), int(found[2]), 1), text=text, today=today)
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return start, following
    day = read_date(text, today=today)
    return day, day + timedelta(days=1)


class TimeError(UsageError):
    """Something typed as a time or a duration is not one."""

    message = N_(
        "“{text}” is not a time. Write 14:30 or 14h30; a duration, 90 or 1h30."
    )


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
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= 24 * 60:
        return int(typed)
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else 0
    if minutes == 0:
        raise TimeError(text=text)
    return minutes
