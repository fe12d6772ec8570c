"""Dated meetings and who was there: the input of every figure on mobilization."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeAlias, TypeVar, cast

from reseau.errors import UsageError
from reseau.i18n import N_

Actor = TypeVar("Actor", bound=Hashable)
Day: TypeAlias = date | str
"""A day, or its ISO text."""


class MeetingError(UsageError):
    """A meeting is not a day and the actors who were there."""

    message = N_(
        "{meeting} is not a meeting: give (day, actors present), the actors in a list."
    )


class Meeting(NamedTuple, Generic[Actor]):
    """One dated meeting.

    Attributes:
        held_on: The day.
        present: Who was there.
        body: Who met: a committee. Regularity is counted body by body, and only the
            members of a body are expected at its meetings.
    """

    held_on: date
    present: tuple[Actor, ...]
    body: Hashable = None


class Seat(NamedTuple, Generic[Actor]):
    """An actor's right to sit in a body: [since, until), open when None.

    Attributes:
        actor: Who sits.
        body: Where.
        since: First day; None when it always held.
        until: First day on which it no longer holds; None while it lasts.
    """

    actor: Actor
    body: Hashable = None
    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the seat is held on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


AnyMeeting: TypeAlias = (
    Meeting[Actor] | tuple[Day, Iterable[Actor]] | tuple[Day, Iterable[Actor], Hashable]
)
"""A meeting, or (day, actors present), or (day, actors present, body)."""
ByDay: TypeAlias = Mapping[date, Iterable[Actor]] | Mapping[str, Iterable[Actor]]
"""Day to the actors present, where no two meetings are on the same day."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from one to another, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= day <= self.last


def as_day(day: Day) -> date:
    """Read a day, or its ISO text; a moment is its day."""
    if isinstance(day, str):
        return date.fromisoformat(day)
    return day.date() if isinstance(day, datetime) else day


def read_meetings(
    meetings: Iterable[AnyMeeting[Actor]] | ByDay[Actor],
) -> list[Meeting[Actor]]:
    """Bring meetings to one form and order.

    Args:
        meetings: In any order; or day to the actors present.

    Returns:
        By day; the actors of each once, in the order of ``ordered``.

    Raises:
        MeetingError: Something is not a meeting.
    """
    every: Iterable[AnyMeeting[Actor]] = (
        meetings.items() if isinstance(meetings, Mapping) else meetings
    )
    read = [_meeting(it) for it in every]
    return sorted(read, key=lambda it: (it.held_on, repr(it.present), repr(it.body)))


def _meeting(given: AnyMeeting[Actor]) -> Meeting[Actor]:
    try:
        day, actors, *rest = cast("tuple[Day, Iterable[Actor], Hashable]", given)
        held_on = as_day(day)
    except (TypeError, ValueError, AttributeError) as error:
        raise MeetingError(meeting=repr(given)) from error
    if isinstance(actors, str):
        raise MeetingError(meeting=repr(given))
    return Meeting(held_on, tuple(ordered(actors)), rest[0] if rest else None)


def ordered(actors: Iterable[Actor]) -> list[Actor]:
    """Give each actor once, in an order that does not depend on how they came.

    Their own order when they have one; else by kind, then as they are written.
    """
    once = dict.fromkeys(actors)
    try:
        return sorted(once)  # type: ignore[type-var]  # Tried; refused just below.
    except TypeError:
        return sorted(once, key=lambda it: (type(it).__name__, repr(it)))
