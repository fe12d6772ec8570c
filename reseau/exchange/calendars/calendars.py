"""Calendars (.ics) read: what was held when, and who was there.

The text is decoded and cut into events here, so that one bad event hides no other and
so that what is not asked for (alarms, descriptions) is never even parsed.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from reseau.domain.names import folded
from reseau.domain.periods import Period
from reseau.errors import ReseauError
from reseau.exchange.calendars.calendar_events import CalendarEvent, EventReader
from reseau.exchange.calendars.calendar_faults import (
    CalendarPageError,
    CutCalendarError,
    LongSeriesError,
    NotACalendarError,
    OpenPeriodError,
    SameIdentifierError,
    TooManyEventsError,
)
from reseau.exchange.calendars.calendar_records import meeting_of, order
from reseau.exchange.calendars.calendar_rules import Effort
from reseau.exchange.calendars.calendar_series import MOST, Occurrence, occurrences
from reseau.exchange.calendars.calendar_zones import zones_of
from reseau.exchange.calendars.found_meetings import (
    FoundAttendee,
    FoundMeeting,
    PassedOver,
    ReadCalendar,
)
from reseau.exchange.rows.findings import Findings
from reseau.exchange.rows.notices import GuessedEncodingError, MojibakeError
from reseau.exchange.text import refusals
from reseau.exchange.text.cells import shown
from reseau.exchange.text.components import Component, Source, components, source_of
from reseau.exchange.text.files import content, is_web_page

MAX_EVENTS = 50_000  # In a file, and meetings out of it.

_EARLIEST, _LATEST = date(1900, 1, 1), date(2200, 1, 1)
_OF_SERIES = frozenset({"RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"})
_DAY = re.compile(r"\d{8}(?=T\d{6}|$)", re.ASCII)
_DAYS_AWAY = timedelta(days=2)  # More than the zones of the world can make.


def read_calendar(
    path: str | Path,
    *,
    window: Period,
    zone: str,
    private_titles: tuple[str, ...] = (),
    with_description: bool = False,
) -> ReadCalendar:
    """Read the meetings of a calendar that begin within a period.

    Args:
        path: Of an .ics file.
        window: Both of its sides are needed; 1900 to 2199 is the most.
        zone: Name of the organization's time zone: of the moments that name none, of
            the days of the window and of what is given back.
        private_titles: Words that make private the events whose title holds them,
            case and accents aside.
        with_description: Whether to read descriptions, which hold the codes of calls.

    Returns:
        The meetings, and every problem with its line; a wrong event hides no other.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
        OpenPeriodError: A side of the window is open.
        ZoneInfoNotFoundError: No zone has that name.
    """
    file, period, where = Path(path).name or str(path), _closed(window), ZoneInfo(zone)
    data = content(Path(path), file=file)
    source, events = _opened(data, file=file)
    findings, effort, cancels = Findings(file), Effort(), _cancels(source)
    reader = EventReader(where, findings, with_description=with_description)
    unrolled = _Unrolled(period, where, _private(private_titles), findings=findings)
    with zones_of(components(source.lines, {"VTIMEZONE"})[0], effort):
        for group in _grouped(unrolled.near(events), reader, findings):
            unrolled.add(group, effort)
            if effort.excessive or len(unrolled.kept) > MAX_EVENTS:
                raise TooManyEventsError(file=file, limit=MAX_EVENTS)
        meetings = [
            meeting_of(it, file=file, zone=where, cancelled=cancels)
            for it in unrolled.kept
        ]
    _note_encoding(source, (it.event for it in unrolled.kept), findings)
    meetings.sort(key=order)
    cancelled = tuple(it for it in meetings if it.status == "cancelled")
    return ReadCalendar(
        name=file,
        sha256=hashlib.sha256(data).hexdigest(),
        events_read=len(events),
        meetings=tuple(it for it in meetings if it.status == "confirmed"),
        cancelled=cancelled,
        problems=tuple(sorted(findings.problems, key=lambda it: it.row or 0)),
        warnings=tuple(sorted(findings.warnings, key=lambda it: it.row or 0)),
        passed_over=replace(unrolled.passed_over, cancelled=len(cancelled)),
    )


class _Unrolled:
    """The meetings of a calendar, event after event; they pile up, hence a state."""

    def __init__(
        self,
        window: Period,
        zone: ZoneInfo,
        private: re.Pattern[str] | None,
        *,
        findings: Findings,
    ) -> None:
        self.kept: list[Occurrence] = []
        self.passed_over = PassedOver()
        self._window, self._zone = window, zone
        self._private = private
        self._findings = findings

    def near(self, events: Iterable[Component]) -> Iterator[Component]:
        """Leave out, unread, the events that are of no series and far in time."""
        far = 0
        for event in events:
            if _is_far(event, self._window):
                far += 1
            else:
                yield event
        self.passed_over = replace(self.passed_over, out_of_window=far)

    def add(self, group: Sequence[CalendarEvent], effort: Effort) -> None:
        """Add the meetings of the events of one UID."""
        line = group[0].line
        try:
            found = occurrences(group, self._window, zone=self._zone, effort=effort)
        except ReseauError as error:
            self._findings.add(error, row=line)
            return
        if len(found) > MOST:
            self._findings.warn(LongSeriesError(limit=MOST), row=line)
        own = [it for it in group if it.recurrence_id is None]
        for other in own[1:]:
            self._findings.warn(SameIdentifierError(line=line), row=other.line)
        whole = any(map(self._hidden, own))
        public = [it for it in found[:MOST] if not (whole or self._hidden(it.event))]
        self.kept += public
        shown_events = {it.event.line: it.event for it in public}.values()
        self.passed_over = replace(
            self.passed_over,
            private=self.passed_over.private + len(found[:MOST]) - len(public),
            out_of_window=self.passed_over.out_of_window + (not found),
            resources=self.passed_over.resources
            + sum(it.invited.resources for it in shown_events),
        )

    def _hidden(self, event: CalendarEvent) -> bool:
        """Tell whether an event is private, by its mark or by its title."""
        titled = self._private is not None and self._private.search(folded(event.title))
        return event.private or bool(titled)


def _is_far(event: Component, window: Period) -> bool:
    """Tell whether an event of no series begins days away from the window."""
    day = _DAY.match(event.value("DTSTART").rpartition(":")[2].strip())
    series = any(it.name in _OF_SERIES for it in event.lines)
    if series or not day or window.since is None or window.until is None:
        return False
    first, last = window.since - _DAYS_AWAY, window.until + _DAYS_AWAY
    return not f"{first:%Y%m%d}" <= day[0] <= f"{last:%Y%m%d}"


def _closed(window: Period) -> Period:
    """Refuse a window without end, and keep within what a calendar may tell."""
    if window.since is None or window.until is None:
        raise OpenPeriodError
    return Period(max(window.since, _EARLIEST), min(window.until, _LATEST))


def _private(titles: tuple[str, ...]) -> re.Pattern[str] | None:
    """Make what finds the words of private titles; None when there are none."""
    words = "|".join(re.escape(folded(it)) for it in titles if it.strip())
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def _opened(data: bytes, *, file: str) -> tuple[Source, list[Component]]:
    """Cut a file into events, or refuse it."""
    try:
        source = source_of(data, file=file)
    except (refusals.NotTextError, refusals.WrongEncodingError) as error:
        raise NotACalendarError(file=file) from error
    if is_web_page(source.beginning):
        raise CalendarPageError(file=file)
    begun = {it.value.upper() for it in source.lines if it.name == "BEGIN"}
    if begun.isdisjoint({"VCALENDAR", "VEVENT"}):
        raise NotACalendarError(file=file)
    events, whole = components(source.lines, {"VEVENT"})
    if not whole:
        raise CutCalendarError(file=file)
    if len(events) > MAX_EVENTS:
        raise TooManyEventsError(file=file, limit=MAX_EVENTS)
    return source, events


def _grouped(
    events: Iterable[Component], reader: EventReader, findings: Findings
) -> list[list[CalendarEvent]]:
    """Read the events and put those of one UID together; note those that are wrong."""
    groups: dict[str, list[CalendarEvent]] = defaultdict(list)
    for component in events:
        try:
            event = reader.read(component)
        except ReseauError as error:
            field = str(error.values.get("field", ""))
            findings.add(error, row=component.number, column=field)
        else:
            groups[event.uid].append(event)
    return list(groups.values())


def _cancels(source: Source) -> bool:
    """Tell whether the calendar is sent to cancel all it holds."""
    methods = (it.value for it in source.lines if it.name == "METHOD")
    return any(it.upper() == "CANCEL" for it in methods)


def _note_encoding(
    source: Source, events: Iterable[CalendarEvent], findings: Findings
) -> None:
    """Note a guessed encoding, and accents that were spoilt before."""
    if source.encoding not in {"utf-8", "utf-16", "utf-32"}:
        findings.warn(GuessedEncodingError(encoding=source.encoding))
    spoilt = {it.line: (it.title, it.repaired) for it in events if it.repaired}
    if spoilt:
        row, (text, repaired) = min(spoilt.items())
        notice = MojibakeError(
            rows=len(spoilt), text=shown(text), repaired=shown(repaired)
        )
        findings.warn(notice, row=row)


__all__ = [
    "MAX_EVENTS",
    "FoundAttendee",
    "FoundMeeting",
    "PassedOver",
    "ReadCalendar",
    "read_calendar",
]
