"""Recurrence rules made safe before they are expanded: each one comes to an end.

A rule that never gives a day is followed by dateutil to the year 9999, whatever its
UNTIL; one of seconds from 1970 on takes minutes. Nothing here or after can hang.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from math import prod
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    from dateutil.rrule import rrule
    from icalendar import vRecur

# Days gone through, over all the rules of a file: some 10 seconds at the very most.
MAX_DAYS = 5_000_000

_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_PERIODS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_MOST_A_DAY = 4
_MAX_VALUES = 400
_CYCLE = 400  # Years after which the calendar repeats, days of the week included.
_LAST_CYCLE = 9600
_MARGIN = timedelta(days=366)  # A series may be moved as a whole by as much.


class TooOftenError(UsageError):
    """An event repeats many times a day."""

    message = N_(
        "This event repeats every hour or more often, which no meeting does. Correct "
        "it in the calendar, or delete it there, and export again."
    )


class UnreadableRuleError(UsageError):
    """The way an event repeats cannot be followed."""

    message = N_(
        "The way this event repeats cannot be understood. Correct it in the calendar "
        "and export again."
    )


class NeverError(UsageError):
    """A rule gives no day at all."""

    message = N_(
        "This event repeats on days that do not exist, such as February 30. Correct it "
        "in the calendar and export again."
    )


class Rules:
    """Makes the rules of one file safe; it counts the days gone through.

    Args:
        until: First day that is not wanted.
        zone: Of days and of moments without a zone.
    """

    def __init__(self, until: date, zone: ZoneInfo) -> None:
        self._until = until
        self._zone = zone
        self._days = 0

    @property
    def exhausted(self) -> bool:
        """Tell whether the rules of the file go through too many days."""
        return self._days > MAX_DAYS

    def bounded(self, rules: Iterable["vRecur"], start: datetime | date) -> list[str]:
        """Give the rules of an event as text, each with an UNTIL and without COUNT.

        Args:
            rules: As the calendar gives them.
            start: Of the event, with its zone when it is a moment.

        Raises:
            TooOftenError: One gives many times a day.
            NeverError: One gives no day.
            UnreadableRuleError: One cannot be followed.
        """
        return [self._bounded(rule, start) for rule in rules]

    def _bounded(self, rule: "vRecur", start: datetime | date) -> str:
        """Check one rule and give it an end."""
        check_frequency(rule)
        count = _whole(rule, "COUNT")
        text = _without_end(rule)
        end = self._end(rule, start)
        self._days += max(0, (_day(end) - _day(start)).days) * (1 + bool(count)) + 1
        if self.exhausted or end < _comparable(start, end):
            return _with_end(text, end)
        if _following(text, _late(start)) is None:
            raise NeverError
        if count:
            whole = _rule(_with_end(text, end), start)
            days = list(islice(whole, count))
            end = _same_kind(days[-1], end) if len(days) == count else end
        return _with_end(text, end)

    def _end(self, rule: "vRecur", start: datetime | date) -> datetime | date:
        """Give the last moment that a rule may give, of the kind that UNTIL wants."""
        last = self._until + _MARGIN
        said = _first(rule, "UNTIL")
        timed = isinstance(start, datetime)
        bound = self._moment(last, timed=timed)
        if not isinstance(said, date):
            return bound
        return min(bound, self._moment(said, timed=timed), key=_order)

    def _moment(self, when: datetime | date, *, timed: bool) -> datetime | date:
        """Make a day of a moment, or a moment of a day, as the start wants it."""
        if not isinstance(when, datetime):
            end_of_day = datetime.combine(when, time(23, 59, 59), self._zone)
            return end_of_day.astimezone(UTC) if timed else when
        local = when if when.tzinfo else when.replace(tzinfo=self._zone)
        if timed:
            return local.astimezone(UTC)
        return local.astimezone(self._zone).date()
