"""Dates as people type them for a note: «mardi 14h», “last Friday”, «3 nov.».

Both languages are always read, whatever the reader's. Nothing is guessed: a day
comes before its month, a weekday must be that of its date, and what has two
meanings is refused.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as Time  # noqa: N812  # “time” is a field of When.

from reseau.domain.date_errors import (
    EmptyDateError,
    NoSuchTimeError,
    NotADateError,
    TooLongDateError,
)
from reseau.domain.names import folded, tidy
from reseau.domain.vocabulary import Precision
from reseau.domain.when_days import Asked, read_day
from reseau.domain.when_words import (
    HALVES,
    HOURS,
    NOONS,
    REWRITTEN,
    Half,
    Side,
    any_of,
)

LONGEST = 60
_NOON = 12


@dataclass(frozen=True, slots=True)
class When:
    """A day, as finely as it was told.

    Attributes:
        day: In the organization's zone; the first of a month known by its month.
        time: Told with the minute precision only.
        precision: What may be shown; never finer than what was typed.
        half: Told with the half-day precision only.
        chosen: Another preference would have looked elsewhere: the year, or the
            week, was not typed.
    """

    day: date
    time: Time | None
    precision: Precision
    half: Half | None
    chosen: bool


def read_when(text: str, *, now: datetime, prefer: Side = "past") -> When:
    """Read a date, with its time or half of day if any.

    Args:
        text: As typed, in either language.
        now: Aware, in the organization's zone; its date is today.
        prefer: Where to look for what is told without its year or its week:
            “past” takes the latest such day not after today, “next” the earliest
            not before. «dernier» is always before today, «prochain» after, «ce»
            in this week, from Monday to Sunday. So many months from a day that
            the month does not have is its last day.

    Raises:
        DateError: One of its subclasses, each for one reason.
    """
    typed = _normal(text)
    if not typed:
        raise EmptyDateError
    if len(typed) > LONGEST:
        raise TooLongDateError(text=tidy(text)[:LONGEST])
    asked = Asked(tidy(text), now.date(), prefer)
    rest, clock = _without_time(typed)
    if clock and not rest:
        _time(clock, asked)  # «25h» is no time before it is no date.
    rest, half = _without_half(rest)
    day = read_day(rest, asked)
    if day.precision is Precision.MONTH and (clock or half):
        raise NotADateError(text=asked.text)
    if clock:
        time = _time(clock, asked, half=half)
        _see_that_it_exists(datetime.combine(day.day, time, now.tzinfo), asked)
        return When(day.day, time, Precision.MINUTE, None, day.chosen)
    precision = Precision.HALF_DAY if half else day.precision
    return When(day.day, None, precision, half, day.chosen)


def is_time(text: str) -> bool:
    """Tell whether a text is a time without its day: «14 h», which is no date."""
    rest, clock = _without_time(_normal(text))
    return clock is not None and not rest


_ENDINGS = re.compile(r"(?<=[a-z])\.(?=[ ,]|$)|,(?= |$)")
_REWRITTEN = re.compile(rf"\b(?:{any_of(REWRITTEN)})\b")
_TIME = re.compile(
    r"(?:^| |(?<=\d)t)(?:(?:a|at|vers|around) )?"
    rf"(?:(?P<noon>{any_of(NOONS)})|(?P<hour>\d{{1,2}})"
    r"(?P<more> ?h(?:eures?)?(?: ?\d\d)?|:\d\d(?: ?[ap]m)?| ?[ap]m))$",
    re.ASCII,
)
_HALF = re.compile(rf" (?:(?:en|au|in the) )?(?P<half>{any_of(HALVES)})$")
_TODAY_S = frozenset({"ce", "cet", "cette", "this"})


def _normal(text: str) -> str:
    """Fold, drop commas and the dots of abbreviations, make one word of several."""
    plain = _ENDINGS.sub("", folded(tidy(text))).strip()
    return _REWRITTEN.sub(lambda found: REWRITTEN[found[0]], plain)


def _without_time(typed: str) -> tuple[str, re.Match[str] | None]:
    clock = _TIME.search(typed)
    return (typed[: clock.start()], clock) if clock else (typed, None)


def _without_half(typed: str) -> tuple[str, Half | None]:
    found = _HALF.search(typed)
    if found is None:
        return typed, None
    rest = typed[: found.start()]
    return "today" if rest in _TODAY_S else rest, HALVES[found["half"]]


def _time(clock: re.Match[str], asked: Asked, *, half: Half | None = None) -> Time:
    """Read the time; 7 in the evening is 19, and 14 in the morning is none."""
    more = clock["more"] or ""
    hour = NOONS[clock["noon"]] if clock["noon"] else int(clock["hour"])
    minutes = re.search(r"\d\d", more)
    if more.endswith("m"):
        if not 1 <= hour <= _NOON:
            raise NoSuchTimeError(text=asked.text)
        hour = hour % _NOON + (_NOON if "p" in more else 0)
    elif half and hour < _NOON and hour not in HOURS[half]:
        hour += _NOON
    if half and hour not in HOURS[half]:
        raise NoSuchTimeError(text=asked.text)
    try:
        return Time(hour, int(minutes[0]) if minutes else 0)
    except ValueError as error:
        raise NoSuchTimeError(text=asked.text) from error


def _see_that_it_exists(moment: datetime, asked: Asked) -> None:
    """Refuse a time in the hour that the clocks skip in spring."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTimeError(text=asked.text)
