"""A calendar (.ics) of whole days, as Outlook, Google and Apple import it (RFC 5545).

The same days give the same bytes: nothing in the file is of the moment it is written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
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


def ics_text(days: Iterable[WholeDay]) -> str:
    """Write a calendar.

    Args:
        days: In the order in which they are written; none gives an empty calendar.

    Returns:
        Text whose lines end with CR LF and hold at most 75 octets in UTF-8.
    """
    lines = [*_HEAD]
    for it in days:
        lines += _event(it)
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
