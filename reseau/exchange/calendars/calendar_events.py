"""The events of a calendar as they are written, before any series is unrolled."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from reseau.exchange.calendars import calendar_fields as fields
from reseau.exchange.calendars.attendees import Invited, invited
from reseau.exchange.calendars.calendar_faults import (
    EndsFirstError,
    NoStartError,
    UnknownZoneError,
    UnreadableEventError,
    UnreadableLineError,
    UnreadableRuleError,
)
from reseau.exchange.calendars.calendar_fields import Moment
from reseau.exchange.rows.findings import Findings
from reseau.exchange.text.cells import cleaned, cleaned_lines, shortened, shown
from reseau.exchange.text.components import Component
from reseau.exchange.text.encoding import mojibake

if TYPE_CHECKING:
    from icalendar import Component as Parsed


_PEOPLE = ("ORGANIZER", "ATTENDEE")
_TEXTS = ("UID", "SUMMARY", "LOCATION", "STATUS", "CLASS", "SEQUENCE")
_READ = frozenset({*fields.NEEDED, *_PEOPLE, *_TEXTS})
_LONGEST = 65_536  # Characters; a longer line is no name, no title, no list of days.
# What icalendar raises on numbers and dates that it does not expect.
# OSError: the name of a time zone is too long for a file of their database.
_UNEXPECTED = (
    ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError,
)  # fmt: skip
_EARLIEST, _LATEST = 1000, 9000


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One VEVENT, checked.

    Attributes:
        line: Where it begins in the file.
        uid: Its own, or a digest of its start and title.
        start: A moment with its zone, or a day.
        end: Like ``start``, never before it; after a last day.
        rules: Its RRULE as written.
        added: Starts that it adds to its series.
        removed: Starts that it removes.
        recurrence_id: The start that it stands in for; None for the event itself.
        onwards: Whether it also changes the occurrences that follow.
        sequence: Number of its revision.
        private: Marked private or confidential.
        cancelled: Marked cancelled.
        title: At most 200 characters.
        repaired: The title, if its accents look spoilt; None when they are sound.
    """

    line: int
    uid: str
    start: Moment
    end: Moment
    rules: tuple[str, ...]
    added: tuple[Any, ...]  # Any: moments, days, or pairs of moments.
    removed: tuple[Moment, ...]
    recurrence_id: Moment | None
    onwards: bool
    sequence: int
    private: bool
    cancelled: bool
    title: str
    repaired: str | None
    place: str
    notes: str
    invited: Invited

    @property
    def recurs(self) -> bool:
        """Tell whether it is part of a series."""
        return bool(self.rules or self.added or self.recurrence_id is not None)


class EventReader:
    """Reads the events of one file.

    Args:
        zone: Of the moments that name none.
        findings: Where what is odd is noted.
        with_description: Whether the description is read.
    """

    def __init__(
        self, zone: ZoneInfo, findings: Findings, *, with_description: bool
    ) -> None:
        self._zone = zone
        self._findings = findings
        self._unknown: set[str] = set()
        self._names = _READ | ({"DESCRIPTION"} if with_description else set())

    def read(self, component: Component) -> CalendarEvent:
        """Read an event.

        Raises:
            NoStartError: It has no date.
            UnreadableFieldError: A date of it cannot be read.
            UnreadableEventError: It cannot be read at all.
            EndsFirstError: It ends before it begins.
            UnreadableRuleError: It excludes days by a rule, as nobody does any more.
        """
        if any(line.name == "EXRULE" for line in component.lines):
            raise UnreadableRuleError
        event = self._parsed(component)
        start = self._moment(event, "DTSTART", component)
        if start is None:
            raise NoStartError
        summary = fields.text(event, "SUMMARY")
        title = shortened(cleaned(summary), 200)
        return CalendarEvent(
            line=component.number,
            uid=fields.uid(event, start, title),
            start=start,
            end=self._end(event, start, component),
            rules=tuple(fields.rules(component)),
            added=tuple(self._listed(event, "RDATE", component)),
            removed=tuple(self._listed(event, "EXDATE", component)),
            recurrence_id=self._moment(event, "RECURRENCE-ID", component),
            onwards=fields.onwards(event),
            sequence=fields.sequence(event),
            private=fields.text(event, "CLASS").strip().upper() not in {"", "PUBLIC"},
            cancelled=fields.text(event, "STATUS").strip().upper() == "CANCELLED",
            title=title,
            repaired=mojibake(summary),  # Before blanks are tidied: “à” holds one.
            place=fields.place(fields.text(event, "LOCATION")),
            notes=cleaned_lines(fields.text(event, "DESCRIPTION")),
            invited=invited(
                fields.people(event, "ORGANIZER"), fields.people(event, "ATTENDEE")
            ),
        )

    def _parsed(self, component: Component) -> "Parsed":
        """Parse the lines that are wanted; what else there is may be broken."""
        from icalendar import Event  # noqa: PLC0415  # Only for calendars.

        lines = [it for it in component.lines if it.name in self._names and it.value]
        kept = [fields.straight(it) for it in lines if len(it.text) <= _LONGEST]
        try:
            event = Event.from_ical(
                "\r\n".join(["BEGIN:VEVENT", *kept, "END:VEVENT", ""])
            )
        except _UNEXPECTED as error:
            raise UnreadableEventError from error
        lost = Counter(it.name for it in lines)
        lost.subtract({name: len(fields.values(event, name)) for name in event})
        for name in fields.NEEDED:
            if lost[name] > 0:
                raise fields.unreadable(component, name)
        missing = sum(count for count in lost.values() if count > 0)
        if missing:
            notice = UnreadableLineError(lines=missing)
            self._findings.warn(notice, row=component.number)
        return event

    def _moment(
        self, event: "Parsed", name: str, component: Component
    ) -> Moment | None:
        """Read a date of an event, with the zone that it lacks."""
        found = next(iter(fields.values(event, name)), None)
        if found is None:
            return None
        when = fields.native(found)
        if not isinstance(when, date) or not _EARLIEST <= when.year <= _LATEST:
            raise fields.unreadable(component, name)
        zone = str(found.params.get("TZID", ""))
        lacks_zone = isinstance(when, datetime) and when.tzinfo is None
        if zone and lacks_zone and zone not in self._unknown:
            self._unknown.add(zone)
            notice = UnknownZoneError(zone=shown(zone), default=self._zone.key)
            self._findings.warn(notice, row=component.number, column=name)
        return self._placed(when)

    def _end(self, event: "Parsed", start: Moment, component: Component) -> Moment:
        """Read or work out the end of an event, of the same kind as its start."""
        end = self._moment(event, "DTEND", component) or fields.end_after(
            start, event, component
        )
        if isinstance(start, datetime) and not isinstance(end, datetime):
            end = max(start, datetime.combine(end, time.min, start.tzinfo))
        elif isinstance(end, datetime) and not isinstance(start, datetime):
            end = end.astimezone(self._zone).date() + timedelta(days=1)
        if end == start and not isinstance(start, datetime):
            end += timedelta(days=1)
        if end < start:
            raise EndsFirstError
        return end

    def _listed(
        self, event: "Parsed", name: str, component: Component
    ) -> Iterator[Any]:
        """Read lists of dates, with the zones that they lack."""
        from icalendar import vDDDLists  # noqa: PLC0415  # Only for calendars.

        for each in fields.values(event, name):
            if not isinstance(each, vDDDLists):
                raise fields.unreadable(component, name)
            for when in map(fields.native, each.dts):
                if isinstance(when, tuple):
                    first, last = when
                    placed = isinstance(last, date)
                    yield self._placed(first), self._placed(last) if placed else last
                elif isinstance(when, date):
                    yield self._placed(when)
                else:
                    raise fields.unreadable(component, name)

    def _placed(self, when: Moment) -> Moment:
        """Give the organization's zone to a moment without any."""
        if isinstance(when, datetime) and when.tzinfo is None:
            return when.replace(tzinfo=self._zone)
        return when
