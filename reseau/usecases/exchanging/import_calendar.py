"""Import calendars: their meetings become interactions, once confirmed.

A meeting is known by its identifier in the calendar: what moved is moved, what was
cancelled is removed, and what people added to a line in Réseau is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, InteractionKind, Precision
from reseau.errors import ConflictError, ReseauError
from reseau.exchange.calendars.calendars import FoundMeeting, PassedOver
from reseau.exchange.calendars.found_meetings import ReadCalendar
from reseau.exchange.found import (
    FoundInteraction,
    FoundParticipation,
    Problem,
)
from reseau.i18n import N_
from reseau.store.models import Interaction
from reseau.store.session import Store
from reseau.usecases.exchanging.calendar_reading import CALENDARS, CalendarSources
from reseau.usecases.exchanging.import_attendees import Attendees
from reseau.usecases.exchanging.import_interactions import Interactions
from reseau.usecases.exchanging.import_kept import keeping
from reseau.usecases.exchanging.import_matching import Matcher
from reseau.usecases.exchanging.importing import (
    ImportReport,
    carry_out,
    import_source,
)

_WHOLE_DAY = timedelta(days=1)


class PromisedThereError(ConflictError):
    """A cancelled meeting has follow-ups, which would go with it."""

    message = N_(
        "“{title}” is cancelled, but something was promised there, so its line stays. "
        "If nothing of it is wanted: reseau interaction remove {number}."
    )


@dataclass
class CalendarReport(ImportReport):
    """What an import of calendars did, or would do.

    Attributes:
        removed: Cancelled meetings whose line is removed.
        held: Why some cancelled meetings keep their line.
    """

    sources: CalendarSources
    removed: list[FoundMeeting] = field(default_factory=list)
    held: list[Problem] = field(default_factory=list)

    @property
    def warnings(self) -> list[Problem]:
        """List what is odd without being wrong."""
        return [*super().warnings, *self.held]

    @property
    def passed_over(self) -> PassedOver:
        """Add up what was left out on purpose."""
        return self.sources.passed_over

    @property
    def changes_nothing(self) -> bool:
        """Tell whether there is nothing to confirm."""
        return super().changes_nothing and not self.removed

    def meetings(self) -> list[tuple[str, date, str]]:
        """List what happens to meetings, by date: new, changed or removed; title."""
        known = (("new", self.created), ("changed", self.changed))
        lines = [
            (change, it.held_on, it.title)
            for change, records in known
            for it in records
            if isinstance(it, FoundInteraction)
        ]
        lines += [("removed", _day(it.starts), it.title) for it in self.removed]
        return sorted(lines, key=lambda it: (it[1], it[0], it[2]))

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON takes it; names are a promise."""
        window, passed = self.sources.window, self.passed_over
        return super().as_json() | {
            "since": window.since,
            "until": window.until,
            "removed": len(self.removed),
            "meetings": [
                {"change": change, "held_on": held_on, "title": title}
                for change, held_on, title in self.meetings()
            ],
            "passed_over": {
                "private": passed.private,
                "cancelled": passed.cancelled,
                "out_of_window": passed.out_of_window,
                "resources": passed.resources,
            },
        }


def import_calendars(
    store: Store,
    sources: CalendarSources,
    *,
    create: ActorKind | None = None,
    partial: bool = False,
    dry_run: bool = False,
) -> CalendarReport:
    """Write the meetings of calendars, as one operation.

    Args:
        store: The store.
        sources: See ``read_calendars``.
        create: What unknown attendees become; None to refuse their meetings.
        partial: Whether good meetings are written although others are refused.
        dry_run: Do all of it, then roll back.

    Returns:
        What was done; ``blocked`` when something is refused and the import is not
        partial: then nothing is written.
    """
    report = CalendarReport(sources, dry_run=dry_run)
    meetings = _latest(sources.calendars)
    carry_out(
        store,
        report,
        write=lambda session: _write(session, meetings, report, create=create),
        partial=partial,
    )
    return report


def _latest(calendars: Sequence[ReadCalendar]) -> list[FoundMeeting]:
    """Keep each meeting once, as the last file that holds it says."""
    latest: dict[str, FoundMeeting] = {}
    for calendar in calendars:
        both = (*calendar.meetings, *calendar.cancelled)
        for meeting in sorted(both, key=lambda it: it.rows):
            latest[meeting.external_id or ""] = meeting
    return list(latest.values())


def _write(
    session: Session,
    meetings: Sequence[FoundMeeting],
    report: CalendarReport,
    *,
    create: ActorKind | None,
) -> None:
    source, is_new = import_source(session, CALENDARS)
    matcher = Matcher(
        session, CALENDARS.language, CALENDARS.origin, CALENDARS.diffusion
    )
    lines = Interactions(session, source, matcher, report.refuse)
    attendees = Attendees(session, create)
    known, numbers = lines.fingerprints(), lines.numbers()
    found = []
    for meeting in meetings:
        number = numbers.get(meeting.external_id or "")
        line = None if number is None else session.get_one(Interaction, number)
        if meeting.status == "cancelled":
            if line is not None:
                _remove(session, line, meeting, report)
        elif (meeting.fingerprint, meeting.repeat) in known:
            found.append(_interaction(meeting, ()))  # Known: its people are not asked.
        else:
            people = _people(meeting, attendees, report)
            if people is not None:
                record = _interaction(meeting, people)
                found.append(record if line is None else keeping(line, record))
    lines.take(found)
    attendees.note_addresses(matcher)
    if is_new and not lines.created:
        session.delete(source)
    report.count(lines)
    report.tell_names(matcher)


def _remove(
    session: Session, line: Interaction, meeting: FoundMeeting, report: CalendarReport
) -> None:
    """Remove the line of a cancelled meeting, unless something was promised there."""
    if line.follow_ups:
        error = PromisedThereError(title=line.title, number=line.key)
        report.held.append(Problem(meeting.file, meeting.rows[0], "", error))
        return
    session.delete(line)
    session.flush()
    report.removed.append(meeting)


def _people(
    meeting: FoundMeeting, attendees: Attendees, report: CalendarReport
) -> tuple[FoundParticipation, ...] | None:
    """Recognize everybody; None, and a problem for each, when somebody is not."""
    parts, wrong = [], 0
    for attendee in (*filter(None, [meeting.organizer]), *meeting.attendees):
        try:
            actor = attendees.actor(attendee)
        except ReseauError as error:
            wrong += 1
            report.problems.append(Problem(meeting.file, meeting.rows[0], "", error))
        else:
            if actor is not None:
                parts.append(FoundParticipation(actor=actor, role=attendee.role))
    return None if wrong else tuple(parts)


def _interaction(
    meeting: FoundMeeting, participants: tuple[FoundParticipation, ...]
) -> FoundInteraction:
    """Make of a meeting what the log holds."""
    starts = meeting.starts
    return FoundInteraction(
        file=meeting.file,
        rows=meeting.rows,
        external_id=meeting.external_id,
        fingerprint=meeting.fingerprint,
        repeat=meeting.repeat,
        held_on=_day(starts),
        ended_on=_last_day(meeting),
        started_at=starts.time() if isinstance(starts, datetime) else None,
        precision=Precision.DAY if meeting.all_day else Precision.MINUTE,
        kind=InteractionKind.MEETING,
        title=meeting.title,
        notes=meeting.notes,
        themes=(),
        territories=(),
        committee=None,
        place=meeting.place,
        function=None,
        carrier=None,
        participants=participants,
    )


def _day(when: date) -> date:
    """Give the day of a moment, or the day itself."""
    return when.date() if isinstance(when, datetime) else when


def _last_day(meeting: FoundMeeting) -> date | None:
    """Give the last day, included, of what lasts longer than a day."""
    starts, ends = meeting.starts, meeting.ends
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        if ends - starts <= _WHOLE_DAY:
            return None
        ends -= timedelta(microseconds=ends.time() == time())
    last = _day(ends)
    return last if last > _day(starts) else None
