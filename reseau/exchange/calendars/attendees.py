"""Who a calendar names for an event, and the part that each one takes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reseau.domain.links import NotAnEmailError, read_email
from reseau.domain.names import folded, person_name
from reseau.domain.vocabulary import Role
from reseau.exchange.calendars.found_meetings import FoundAttendee
from reseau.exchange.rows.actors import MAX_NAME
from reseau.exchange.text.cells import cleaned, shortened

if TYPE_CHECKING:
    from icalendar import vCalAddress

_NOT_PEOPLE = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NOT_THERE = frozenset({"DECLINED", "DELEGATED"})
_THERE = frozenset({"ACCEPTED", "COMPLETED", "IN-PROCESS"})
_SCHEME = re.compile(r"(?:mailto|smtp):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Invited:
    """Who an event names.

    Attributes:
        organizer: None when nobody is named, or when that person declined.
        attendees: Each once, the organizer left out.
        resources: How many are no participants: rooms, resources, groups and people
            copied for information.
    """

    organizer: FoundAttendee | None = None
    attendees: tuple[FoundAttendee, ...] = ()
    resources: int = 0


def invited(
    organizers: Iterable["vCalAddress"], attendees: Iterable["vCalAddress"]
) -> Invited:
    """Read the organizer and the attendees of an event.

    Args:
        organizers: Those that it names; the first counts.
        attendees: In the order of the event; the first line of each person counts.
    """
    everyone = list(attendees)
    people = [it for it in everyone if _is_person(it)]
    declined = {_identity(_named(it)) for it in people if _answer(it) in _NOT_THERE}
    found: dict[str, FoundAttendee] = {}
    for address in people:
        person = _named(address)
        if _identity(person) not in {*declined, ""}:
            found.setdefault(_identity(person), person)
    organizer = next((_named(it, Role.ORGANIZER) for it in organizers), None)
    identity = _identity(organizer) if organizer else ""
    found.pop(identity, None)
    if identity in {*declined, ""}:
        organizer = None
    resources = len(everyone) - len(people)
    return Invited(organizer, tuple(found.values()), resources)


def _is_person(address: "vCalAddress") -> bool:
    """Tell a person from a room, a resource, a group, and who is only informed."""
    informed = _parameter(address, "ROLE").upper() == "NON-PARTICIPANT"
    return not informed and _parameter(address, "CUTYPE").upper() not in _NOT_PEOPLE


def _answer(address: "vCalAddress") -> str:
    """Read what a person answered; empty for nothing."""
    return _parameter(address, "PARTSTAT").upper()


def _named(address: "vCalAddress", role: Role | None = None) -> FoundAttendee:
    """Read the name and the address of a person."""
    where = _email(str(address)) or _email(_parameter(address, "EMAIL"))
    label = _parameter(address, "CN").strip("'\" ")
    written = "" if "@" in label else shortened(cleaned(label), MAX_NAME)
    person = person_name(written)
    there = Role.PARTICIPANT if _answer(address) in _THERE else Role.INVITED
    return FoundAttendee(
        name=person.full,
        given=person.given,
        family=person.family,
        email=where,
        role=role or there,
    )


def _identity(person: FoundAttendee) -> str:
    """Tell what makes two lines one person; empty when nothing names them."""
    return person.email.casefold() or folded(person.name)


def _email(text: str) -> str:
    """Read an address as calendars write it; empty when it is none."""
    try:
        return read_email(cleaned(unquote(_SCHEME.sub("", text.strip(), count=1))))
    except NotAnEmailError:
        return ""


def _parameter(address: "vCalAddress", name: str) -> str:
    """Read a parameter; an unquoted comma, which cuts a name in two, is put back."""
    value = address.params.get(name, "")
    return value if isinstance(value, str) else ", ".join(map(str, value))
