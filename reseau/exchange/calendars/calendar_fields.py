"""The parts of one event, out of the many shapes in which calendars write them."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from reseau.exchange.calendars.calendar_faults import UnreadableFieldError
from reseau.exchange.text.cells import cleaned, shortened, shown
from reseau.exchange.text.components import Component, Line

if TYPE_CHECKING:
    from icalendar import Component as Parsed
    from icalendar import vCalAddress

Moment: TypeAlias = datetime | date

# What an event cannot be read without, once it is there.
NEEDED = ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DURATION")

_MAX_KEY = 300
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


def identity(when: Moment) -> str:
    """Write a start so that it is the same in every zone: in UTC, or as a day."""
    if isinstance(when, datetime):
        return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{when:%Y%m%d}"


def straight(line: Line) -> str:
    """Give a line without the blanks that some programs put before a date."""
    if line.name not in NEEDED:
        return line.text.strip()
    head, colon, dates = line.text.rpartition(":")
    return f"{head.strip()}{colon}{dates.strip()}"


def rules(component: Component) -> Iterator[str]:
    """Give the rules as written; some programs escape what cuts them."""
    for line in component.lines:
        if line.name == "RRULE":
            yield line.value.replace("\\", "")


def end_after(start: Moment, event: "Parsed", component: Component) -> Moment:
    """Work out an end from a duration; without one, the same day or moment."""
    found = next(iter(values(event, "DURATION")), None)
    if found is None:
        return start
    length = native(found)
    try:
        if isinstance(length, timedelta):
            return start + length
    except OverflowError as error:
        raise unreadable(component, "DURATION") from error
    raise unreadable(component, "DURATION")


def native(value: object) -> object:
    """Give the date or the duration of a property; None when it is broken."""
    from icalendar import vDDDTypes, vDuration  # noqa: PLC0415  # Only for calendars.

    return value.dt if isinstance(value, vDDDTypes | vDuration) else None


def uid(event: "Parsed", start: Moment, title: str) -> str:
    """Give what identifies an event; worked out when it says nothing."""
    written = cleaned(text(event, "UID"))
    if written and len(written) <= _MAX_KEY:
        return written
    return _digest(written or f"{identity(start)} {title}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def place(text: str) -> str:
    """Give a place without the web addresses that open private calls."""
    return shortened(cleaned(_LINK.sub("", text)).strip(" ;,|-"), 200)


def onwards(event: "Parsed") -> bool:
    """Tell whether an occurrence also changes those that follow it."""
    found = next(iter(values(event, "RECURRENCE-ID")), None)
    said = str(found.params.get("RANGE", "")) if found is not None else ""
    return said.upper() == "THISANDFUTURE"


def sequence(event: "Parsed") -> int:
    """Read the number of a revision; 0 when it is none."""
    found = next(iter(values(event, "SEQUENCE")), 0)
    return int(found) if isinstance(found, int) else 0


def people(event: "Parsed", name: str) -> "list[vCalAddress]":
    """List the people of a property."""
    from icalendar import vCalAddress  # noqa: PLC0415  # Only for calendars.

    return [it for it in values(event, name) if isinstance(it, vCalAddress)]


def text(event: "Parsed", name: str) -> str:
    """Read a text; empty for none."""
    found = next(iter(values(event, name)), "")
    return str(found) if isinstance(found, str) else ""


def values(event: "Parsed", name: str) -> list[Any]:  # Any: icalendar's many types.
    """List the values of a property."""
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def unreadable(component: Component, name: str) -> UnreadableFieldError:
    """Say which property cannot be read, as it is written."""
    return UnreadableFieldError(text=shown(component.value(name)), field=name)
