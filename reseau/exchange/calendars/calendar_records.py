"""Occurrences of a calendar made into records."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reseau.exchange.calendars.calendar_fields import Moment, identity
from reseau.exchange.calendars.calendar_series import Occurrence
from reseau.exchange.calendars.found_meetings import FoundMeeting
from reseau.exchange.rows.contents import fingerprint


def meeting_of(
    occurrence: Occurrence, *, file: str, zone: ZoneInfo, cancelled: bool
) -> FoundMeeting:
    """Make the record of a meeting.

    Args:
        occurrence: As the series gives it.
        file: Name of the file.
        zone: In which moments are given.
        cancelled: Whether the whole calendar is sent to cancel what it holds.
    """
    event, start, end = occurrence.event, occurrence.start, occurrence.end
    all_day = not isinstance(start, datetime)
    key = " ".join(filter(None, [event.uid, occurrence.recurrence_id]))
    found = FoundMeeting(
        file=file,
        rows=(event.line,),
        external_id=key,
        fingerprint="",
        uid=event.uid,
        recurrence_id=occurrence.recurrence_id,
        title=event.title,
        notes=event.notes,
        starts=_local(start, zone),
        ends=max(start, end - timedelta(days=1)) if all_day else _local(end, zone),
        all_day=all_day,
        place=event.place,
        organizer=event.invited.organizer,
        attendees=event.invited.attendees,
        status="cancelled" if cancelled or event.cancelled else "confirmed",
    )
    return replace(found, fingerprint=_fingerprint(found))


def order(meeting: FoundMeeting) -> tuple[date, str, str]:
    """Order by day, then by moment, whole days first, then by key."""
    starts = meeting.starts
    if not isinstance(starts, datetime):
        return starts, "", meeting.external_id or ""
    return starts.date(), identity(starts), meeting.external_id or ""


def _local(when: Moment, zone: ZoneInfo) -> Moment:
    """Give a moment as the organization's clocks show it; a day stays one."""
    return when.astimezone(zone) if isinstance(when, datetime) else when


def _fingerprint(meeting: FoundMeeting) -> str:
    """Digest what a meeting says, in whatever order its people are named."""
    people = [*meeting.attendees, *filter(None, [meeting.organizer])]
    said = {
        "key": meeting.external_id or "",
        "title": meeting.title,
        "notes": meeting.notes,
        "place": meeting.place,
        "starts": identity(meeting.starts),
        "ends": identity(meeting.ends),
        "status": meeting.status,
        "people": "\n".join(sorted(f"{it.role} {it.email} {it.name}" for it in people)),
    }
    return fingerprint("calendar", [tuple(said.items())])
