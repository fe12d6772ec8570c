"""Series of a calendar unrolled: what was removed, moved or changed is followed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from reseau.domain.periods import Period
from reseau.exchange.calendars.calendar_events import CalendarEvent
from reseau.exchange.calendars.calendar_faults import (
    UnreadableEventError,
    UnreadableRuleError,
)
from reseau.exchange.calendars.calendar_fields import Moment, identity
from reseau.exchange.calendars.calendar_rules import Effort, bounded_rule

MOST = 400  # Occurrences of one series.

_RANK = "X-RESEAU-RANK"
# What the library raises on what it does not expect, such as days mixed with moments.
_UNEXPECTED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting of a series, or the only one of an event.

    Attributes:
        event: What says its title and its people.
        start: In the zone of the event, or a day.
        end: Like ``start``; after a last day.
        recurrence_id: The start that the series first gave it; None outside a series.
    """

    event: CalendarEvent
    start: Moment
    end: Moment
    recurrence_id: str | None


def occurrences(
    events: Sequence[CalendarEvent], window: Period, *, zone: ZoneInfo, effort: Effort
) -> list[Occurrence]:
    """Unroll the events of one UID.

    Args:
        events: The event itself and its changed occurrences, in any order.
        window: Closed on both sides.
        zone: In which the days of the window are counted.
        effort: To which the days gone through are added.

    Returns:
        What begins within the window, in order of time; one more than ``MOST`` at most.

    Raises:
        TooOftenError: It repeats many times a day.
        NeverError: It repeats on days that do not exist.
        UnreadableRuleError: It cannot be followed.
        UnreadableEventError: Its dates do not go together.
    """
    if len(events) == 1 and not events[0].recurs:
        (event,) = events
        alone = Occurrence(event, event.start, event.end, None)
        return list(_within(iter([alone]), window, zone=zone))
    rules = [_rules(it, window, zone=zone, effort=effort) for it in events]
    if effort.excessive:
        return []
    try:
        found = _within(_unrolled(events, rules, window, zone=zone), window, zone=zone)
        return sorted(islice(found, MOST + 1), key=lambda it: _order(it, zone))
    except _UNEXPECTED as error:
        if any(rules):
            raise UnreadableRuleError from error
        raise UnreadableEventError from error


def local_day(when: Moment, zone: ZoneInfo) -> date:
    """Give the day of a start where the organization is."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def _rules(
    event: CalendarEvent, window: Period, *, zone: ZoneInfo, effort: Effort
) -> list[str]:
    """Write the rules of an event so that they come to an end."""
    until = window.until or date.max
    effort.days += len(event.added) + len(event.removed)
    return [
        bounded_rule(rule, event.start, until=until, zone=zone, effort=effort)
        for rule in event.rules
    ]


def _unrolled(
    events: Sequence[CalendarEvent],
    rules: Sequence[Sequence[str]],
    window: Period,
    *,
    zone: ZoneInfo,
) -> Iterator[Occurrence]:
    """Let the library follow the series, a day wider than the window on each side."""
    from icalendar import Calendar  # noqa: PLC0415  # Only for calendars.
    from recurring_ical_events import CalendarQuery  # noqa: PLC0415

    calendar = Calendar()
    for rank, event in enumerate(events):
        calendar.add_component(_skeleton(event, rules[rank], rank=rank))
    since, until = window.since or date.min, window.until or date.max
    first = datetime.combine(since, time.min, zone) - timedelta(days=1)
    last = datetime.combine(until, time.min, zone) + timedelta(days=1)
    in_series = any(event.recurs for event in events)
    seen: set[str | None] = set()
    for series in CalendarQuery(calendar).series:
        for each in series.between(first, last):
            component = each.as_component(keep_recurrence_attributes=False)
            event = events[component[_RANK]]
            start, end = component["DTSTART"].dt, component["DTEND"].dt
            own = event.recurrence_id
            moved = own is not None and not event.onwards
            name = identity(own if moved and own else start) if in_series else None
            if name not in seen:
                seen.add(name)
                yield Occurrence(event, start, end, name)


def _skeleton(event: CalendarEvent, rules: Sequence[str], *, rank: int) -> Any:
    """Make of an event what the library needs of it, and nothing else."""
    from icalendar import Event, vDDDLists, vDDDTypes, vRecur  # noqa: PLC0415

    bare = Event()
    bare["UID"] = event.uid
    bare["SEQUENCE"] = event.sequence
    bare["DTSTART"] = vDDDTypes(event.start)
    bare["DTEND"] = vDDDTypes(event.end)
    bare[_RANK] = rank
    if rules:
        bare["RRULE"] = [vRecur.from_ical(rule) for rule in rules]
    if event.added:
        bare["RDATE"] = vDDDLists(list(event.added))
    if event.removed:
        bare["EXDATE"] = vDDDLists(list(event.removed))
    if event.recurrence_id is not None:
        bare["RECURRENCE-ID"] = vDDDTypes(event.recurrence_id)
        if event.onwards:
            bare["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return bare


def _within(
    found: Iterator[Occurrence], window: Period, *, zone: ZoneInfo
) -> Iterator[Occurrence]:
    """Keep what begins within the window."""
    return (it for it in found if local_day(it.start, zone) in window)


def _order(occurrence: Occurrence, zone: ZoneInfo) -> tuple[date, str]:
    """Order by day, then by hour; a whole day comes first."""
    start = occurrence.start
    clock = f"{start.astimezone(zone):%H%M%S}" if isinstance(start, datetime) else ""
    return local_day(start, zone), clock
