"""The one place that asks what time it is."""

import contextlib
import os
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from reseau.errors import UsageError
from reseau.i18n import N_

DEFAULT_ZONE = "America/Toronto"
YEARS = range(1900, 3000)
"""Those that a store can hold."""
_day: ContextVar[date | None] = ContextVar("day", default=None)


class WrongNowError(UsageError):
    """RESEAU_NOW is no moment."""

    message = N_(
        "RESEAU_NOW={text} is not a moment between 1900 and 2999. Write it as "
        "2026-11-24T15:00:00+00:00, or take the variable away."
    )


def now() -> datetime:
    """Give the present moment in UTC.

    RESEAU_NOW (ISO 8601 with its offset) stands in for it, so that the documents'
    examples and the tests give the same figures every day.

    Raises:
        WrongNowError: It is no moment, or too far from ours.
    """
    pinned = os.environ.get("RESEAU_NOW")
    return _pinned(pinned) if pinned else datetime.now(UTC)


def _pinned(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.year in YEARS:
            return moment.astimezone(UTC)
    except ValueError as error:
        raise WrongNowError(text=text) from error
    raise WrongNowError(text=text)


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
