"""What was found in a calendar: plain records, before anything is written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reseau.domain.vocabulary import Role
from reseau.exchange.found import Found, Problem

MeetingStatus = Literal["confirmed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAttendee:
    """Somebody invited to a meeting, as the calendar names them.

    Attributes:
        name: Written the way it is spoken; empty when only the address is known.
        given: Given names; may be empty.
        family: Family name; may be empty.
        email: As written, without ``mailto:``; empty when only the name is known.
        role: ``ORGANIZER``; ``PARTICIPANT`` for who accepted; ``INVITED`` for who did
            not answer, or answered perhaps.
    """

    name: str
    given: str
    family: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMeeting(Found):
    """A meeting of a calendar: one event, or one occurrence of a series.

    ``external_id`` is the key by which a later export names the same meeting: ``uid``,
    then ``recurrence_id`` for an occurrence. ``rows`` is the line where the event
    begins.

    Attributes:
        uid: Of the event, or a digest of its start and title when it has none.
        recurrence_id: Start that the series first gave this occurrence, in UTC as
            ``20261124T193000Z``, or a day as ``20261124``; None outside a series.
        title: On one line, at most 200 characters; may be empty.
        notes: Empty unless the description was asked for.
        starts: A moment in the organization's zone, or a day.
        ends: Like ``starts`` and never before it; a last day is included.
        all_day: Whether ``starts`` and ``ends`` are days.
        place: Without web addresses, which may open a private call; may be empty.
        organizer: None when nobody is named, or when that person declined.
        attendees: Each once, without the organizer, without who declined or delegated,
            and without rooms, resources and groups.
        status: A cancelled meeting is told apart, to be cancelled where it is known.
    """

    uid: str
    recurrence_id: str | None
    title: str
    notes: str
    starts: datetime | date
    ends: datetime | date
    all_day: bool
    place: str
    organizer: FoundAttendee | None
    attendees: tuple[FoundAttendee, ...]
    status: MeetingStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """How much of a calendar was passed over on purpose.

    Attributes:
        private: Meetings of the period marked private or confidential, or whose title
            is a private one.
        cancelled: Meetings of the period that are cancelled.
        out_of_window: Events and series without any meeting in the period.
        resources: Rooms, resources, groups and people copied for information, over the
            events that gave a meeting.
    """

    private: int = 0
    cancelled: int = 0
    out_of_window: int = 0
    resources: int = 0


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """All that one calendar gave.

    Attributes:
        name: Name of the file, without its folder.
        sha256: Digest of its bytes, in hexadecimal.
        events_read: How many events the file holds, series counted once.
        meetings: Those of the period, from the first to the last; none is cancelled.
        cancelled: Those of the period that are cancelled, in the same order.
        problems: Events that cannot be read, each with its line; no other is lost.
        warnings: What is odd without being wrong.
        passed_over: What was left out on purpose.
    """

    name: str
    sha256: str
    events_read: int
    meetings: tuple[FoundMeeting, ...]
    cancelled: tuple[FoundMeeting, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    passed_over: PassedOver
