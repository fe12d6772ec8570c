"""A calendar (.ics) of whole days, as Outlook, Google and Apple import it (RFC 5545).

The same days give the same bytes: nothing in the file is of the moment it is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

_OCTETS = 75  # Of a line, its end aside: RFC 5545, 3.1.
_HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Réseau//Réseau//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDay:
    """Something to do on a day.

    Attributes:
        uid: Identifier that never changes: a later file moves the same event.
        revision: How many times it was changed, from 0; programs keep the highest.
        day: When.
        title: On one line.
        notes: On several lines; may be empty.
    """

    uid: UUID
    revision: int
    day: date
    title: str
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Something that people may come to.

    Attributes:
        uid: Identifier that never changes.
        revision: How many times it was changed, from 0.
        stamp: When it was announced; it keeps the bytes the same.
        start: A day, or a moment with its zone.
        end: The last day, included; or the moment it is over; None when not known.
        title: On one line.
        place: Likewise; may be empty.
        notes: On several lines; may be empty.
        link: Address of its page; may be empty.
    """

    uid: UUID
    revision: int
    stamp: date
    start: date | datetime
    end: date | datetime | None
    title: str
    place: str = ""
    notes: str = ""
    link: str = ""


def ics_text(days: Iterable[WholeDay | Gathering], *, name: str = "") -> str:
    """Write a calendar.

    Args:
        days: In the order in which they are written; none gives an empty calendar.
        name: What programs call it; they choose when it is empty.

    Returns:
        Text whose lines end with CR LF and hold at most 75 octets in UTF-8.
    """
    lines = [*_HEAD]
    if name:
        lines += [f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}"]
    for it in days:
        lines += _event(it) if isinstance(it, WholeDay) else _gathering(it)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _event(it: WholeDay) -> Iterator[str]:
    """Write an event that takes no time of the day it is on."""
    day = _compact(it.day)
    yield "BEGIN:VEVENT"
    yield f"UID:{it.uid}@reseau"
    yield f"SEQUENCE:{it.revision}"
    # Required, and of no use beside SEQUENCE: the day keeps the bytes the same.
    yield f"DTSTAMP:{day}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day}"
    if it.day < date.max:
        yield f"DTEND;VALUE=DATE:{_compact(it.day + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(it.title)}"
    if it.notes:
        yield f"DESCRIPTION:{_escaped(it.notes)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _gathering(it: Gathering) -> Iterator[str]:
    """Write an event with a time of day, or of whole days when it is not known."""
    yield "BEGIN:VEVENT"
    yield f"UID:{it.uid}@reseau"
    yield f"SEQUENCE:{it.revision}"
    yield f"DTSTAMP:{_compact(it.stamp)}T000000Z"
    yield f"DTSTART{_moment(it.start)}"
    if isinstance(it.start, datetime):
        if it.end is not None:
            yield f"DTEND{_moment(it.end)}"
    elif (last := it.end or it.start) < date.max:
        yield f"DTEND{_moment(last + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(it.title)}"
    for name, text in (("LOCATION", it.place), ("DESCRIPTION", it.notes)):
        if text:
            yield f"{name}:{_escaped(text)}"
    if it.link:
        yield f"URL:{it.link}"
    yield "END:VEVENT"


def _moment(day: date | datetime) -> str:
    """Write a day, or a moment in UTC, with the sign that comes before it."""
    if isinstance(day, datetime):
        return f":{day.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{_compact(day)}"


def _compact(day: date) -> str:
    """Write a day as calendars do: 20261124."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """Escape a text; what no calendar may hold is left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(it for it in lines if it == "\n" or _is_allowed(it))
    return kept.translate(_ESCAPES)


def _is_allowed(character: str) -> bool:
    """Tell whether a calendar may hold a character: no control, no half of a pair."""
    code = ord(character)
    return not (code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000)  # noqa: PLR2004  # Unicode's own bounds.


def _folded(line: str) -> Iterator[str]:
    """Cut a line between characters; the following pieces begin with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
