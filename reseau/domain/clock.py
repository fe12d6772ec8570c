"""The one place that asks what time it is."""

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "America/Toronto"
_day: ContextVar[date | None] = ContextVar("day", default=None)


def now() -> datetime:
    """Give the present moment in UTC.

    RESEAU_NOW (ISO 8601 with its offset) stands in for it, so that the documents'
    examples and the tests give the same figures every day.
    """
    pinned = os.environ.get("RESEAU_NOW")
    return (
        datetime.fromisoformat(pinned).astimezone(UTC) if pinned else datetime.now(UTC)
    )


def today(zone: str = DEFAULT_ZONE) -> date:
    """Give today's date where the organization is, or the day that stands for it."""
    return _day.get() or now().astimezone(ZoneInfo(zone)).date()


def local_now(zone: str = DEFAULT_ZONE) -> datetime:
    """Give the present moment where the organization is."""
    return now().astimezone(ZoneInfo(zone))


@contextlib.contextmanager
def as_of(day: date) -> Iterator[None]:
    """Let a day stand for today: what is told then is told as of that day."""
    token = _day.set(day)
    try:
        yield
    finally:
        _day.reset(token)
