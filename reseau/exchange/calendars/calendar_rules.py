"""Recurrence rules made safe before they are expanded: each one comes to an end.

dateutil follows a rule that gives no day to the year 9999, whatever its UNTIL, and
never comes back from an interval of nothing. Nothing that passes here can hang.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from math import prod
from zoneinfo import ZoneInfo

from reseau.exchange.calendars.calendar_faults import (
    NeverError,
    TooOftenError,
    UnreadableRuleError,
)

# Days gone through, over all the rules of a file: some ten seconds at the very most.
MAX_DAYS = 2_000_000

_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
# What follows a rule goes through that many days at once.
_PACE = {"DAILY": 1, "WEEKLY": 2, "MONTHLY": 6, "YEARLY": 12}
_TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")
_PARTS = frozenset(
    {"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYYEARDAY"}
    | {"BYWEEKNO", "BYMONTH", "BYSETPOS", *_TIMES}
)
_MOST_A_DAY = 4
_MOST_VALUES = 62  # Every day of a month, from both ends.
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_COUNT = re.compile(r"-?\d{1,9}", re.ASCII)
_INTERVAL = re.compile(r"0{0,3}[1-9]\d{0,3}", re.ASCII)
# The calendar repeats after 400 years, days of the week included: what gives no day
# in the last of these cycles gives none in any.
_CYCLE = 400
_LAST_CYCLE = 9600
_CYCLE_DAYS = 146_097
_LAST_SECOND = time(23, 59, 59)
_MARGIN = timedelta(days=366)  # A series may be moved as a whole by as much.


@dataclass(slots=True)
class Effort:
    """How many days the rules of a file go through; it adds up, hence a state."""

    days: int = 0

    @property
    def excessive(self) -> bool:
        """Tell whether a file asks for too much."""
        return self.days > MAX_DAYS


def bounded_rule(
    rule: str, start: datetime | date, *, until: date, zone: ZoneInfo, effort: Effort
) -> str:
    """Write a recurrence rule again with an UNTIL, and without COUNT.

    Args:
        rule: The value of RRULE.
        start: Of the event; a moment has its zone.
        until: First day that is not wanted; the rule ends a year later at most.
        zone: Of the moments that name none.
        effort: To which the days gone through are added.

    Raises:
        TooOftenError: It gives many times a day.
        NeverError: It gives no day.
        UnreadableRuleError: It cannot be followed.
    """
    parts = _parts(rule)
    _check(parts)
    first = _plain(start)
    end = datetime.combine(until + _MARGIN, _LAST_SECOND)
    if "UNTIL" in parts:
        end = min(end, _until(parts["UNTIL"], start, zone=zone))
    count = int(parts.get("COUNT", "0"))
    text = ";".join(
        f"{name}={value}"
        for name, value in parts.items()
        if name not in {"UNTIL", "COUNT"}
    )
    days = max(0, (end - first).days) * (2 if count > 0 else 1)
    effort.days += 1 + days // _PACE[parts["FREQ"]]
    if not effort.excessive:
        _refuse_never(text, first, effort=effort)
        if count > 0:
            end = _after_count(text, first, count=count, end=end)
    return f"{text};UNTIL={_written(end, start)}"


def _parts(rule: str) -> dict[str, str]:
    """Cut a rule into its parts."""
    pairs = [
        part.partition("=") for part in "".join(rule.upper().split()).split(";") if part
    ]
    parts = {name: value for name, _equals, value in pairs}
    if len(parts) != len(pairs) or not parts.keys() <= _PARTS:
        raise UnreadableRuleError
    # Some programs write COUNT=-1 for a series without an end.
    if not _COUNT.fullmatch(parts.get("COUNT", "-1")):
        raise UnreadableRuleError
    return parts


def _check(parts: Mapping[str, str]) -> None:
    """Refuse what no meeting does, and what no rule says."""
    frequency = parts.get("FREQ", "")
    a_day = prod(len(parts.get(name, "").split(",")) for name in _TIMES)
    if frequency in _OFTEN or a_day > _MOST_A_DAY:
        raise TooOftenError
    steps = _INTERVAL.fullmatch(parts.get("INTERVAL", "1"))
    many = any(value.count(",") >= _MOST_VALUES for value in parts.values())
    if frequency not in _PACE or not steps or many:
        raise UnreadableRuleError


def _plain(start: datetime | date) -> datetime:
    """Give a start as its own clock shows it; midnight for a day."""
    if isinstance(start, datetime):
        return start.replace(tzinfo=None)
    return datetime.combine(start, time.min)


def _until(text: str, start: datetime | date, *, zone: ZoneInfo) -> datetime:
    """Read UNTIL as the clock of the start shows it; a day is included whole."""
    match = _UNTIL.fullmatch(text)
    if not match:
        raise UnreadableRuleError
    try:
        clock = datetime.strptime(match[1] + (match[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007  # Its zone is worked out below.
        if match[3]:
            moment = clock.replace(tzinfo=UTC)
            its = start.tzinfo if isinstance(start, datetime) else None
            clock = moment.astimezone(its or zone).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise UnreadableRuleError from error
    if isinstance(start, datetime):
        return clock
    return datetime.combine(clock, _LAST_SECOND)


def _written(end: datetime, start: datetime | date) -> str:
    """Write UNTIL as the start wants it: a day, or a moment in UTC."""
    if isinstance(start, datetime):
        moment = end.replace(tzinfo=start.tzinfo).astimezone(UTC)
        return f"{moment:%Y%m%dT%H%M%SZ}"
    return f"{end:%Y%m%d}"


def _refuse_never(text: str, first: datetime, *, effort: Effort) -> None:
    """Refuse a rule that gives no day within a whole cycle of the calendar."""
    late = first.replace(year=_LAST_CYCLE + first.year % _CYCLE)
    if next(_followed(text, late), None) is None:
        effort.days += _CYCLE_DAYS
        raise NeverError


def _after_count(text: str, first: datetime, *, count: int, end: datetime) -> datetime:
    """Find where a series of so many times ends, if that comes before ``end``."""
    bounded = _followed(f"{text};UNTIL={end:%Y%m%dT%H%M%S}", first)
    times = list(islice(bounded, count))
    return times[-1] if len(times) == count else end


def _followed(text: str, first: datetime) -> Iterator[datetime]:
    """Follow a rule; dateutil refuses some only once it is on its way."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415  # Only for calendars.

    try:
        yield from rrulestr(text, dtstart=first)
    except (ValueError, TypeError, IndexError) as error:
        raise UnreadableRuleError from error
