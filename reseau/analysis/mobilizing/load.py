"""Solicitation load: who is asked much more often than usual."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LOAD_DAYS = 30
"""Over how many days load is counted."""
LOAD_FLOOR = 4
"""Nobody is called over-asked who was asked less often than that."""
LOAD_TIMES = 2
"""How many times the usual makes too much."""
BASE_DAYS = 365
"""Over how many days before that the usual is counted."""


@dataclass(frozen=True, slots=True)
class Load:
    """How often somebody was asked lately, beside what is usual for them.

    Attributes:
        lately: How many times in the window that ends on the day.
        usual: Mean number of times in as many days over the year before the window.
        limit: The most times that are not too much: twice the usual, and never
            less than 3.
        over: Whether ``lately`` is above the limit.
    """

    lately: int
    usual: float
    limit: float
    over: bool


def load(days: Iterable[date], *, on: date, window: int = LOAD_DAYS) -> Load:
    """Tell whether somebody is asked much more often than usual.

    This is the one rule behind every list of over-asked actors.

    Args:
        days: The day of each time they were asked, present or not, in any order; two
            times on one day are two; what is after ``on`` is left out.
        on: The last day of the window.
        window: How many days; the usual is brought to as many.

    Returns:
        The load: over when asked four times or more, and over twice the usual.
    """
    recent = on - timedelta(days=window)
    before = recent - timedelta(days=BASE_DAYS)
    asked = list(days)
    lately = sum(recent < day <= on for day in asked)
    usual = sum(before < day <= recent for day in asked) * window / BASE_DAYS
    limit = max(LOAD_FLOOR - 1.0, LOAD_TIMES * usual)
    return Load(lately, usual, limit, lately > limit)
