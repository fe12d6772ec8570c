"""Presences that fade with time."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import date
from itertools import combinations
from typing import TypeVar

from reseau.analysis.mobilizing.presences import (
    AnyMeeting,
    ByDay,
    Day,
    as_day,
    ordered,
    read_meetings,
)
from reseau.analysis.ties.projection import HALF_LIFE_DAYS

Actor = TypeVar("Actor", bound=Hashable)


def recency_weight(
    days: Iterable[Day], *, as_of: Day, half_life: float | None = HALF_LIFE_DAYS
) -> float:
    """Add up presences that fade with time: the sum of 2^(-age/half-life).

    It commutes with time: d days later, what was there is 2^(-d/half-life) times it.

    Args:
        days: Of each presence; those after ``as_of`` are left out.
        as_of: The day from which ages are counted.
        half_life: In days; None counts old and new alike.

    Returns:
        At least 0, at most the number of presences; 0 without one.

    Example:
        >>> recency_weight(["2026-01-01", "2025-07-05"], as_of="2026-01-01")
        1.5
    """
    on = as_day(as_of)
    ages = [(on - as_day(it)).days for it in days]
    if half_life is None:
        return float(sum(it >= 0 for it in ages))
    return math.fsum(2.0 ** (-it / half_life) for it in ages if it >= 0)


def pair_recency(
    meetings: "Iterable[AnyMeeting[Actor]] | ByDay[Actor]",
    *,
    as_of: Day,
    half_life: float | None = HALF_LIFE_DAYS,
) -> dict[tuple[Actor, Actor], float]:
    """Add up, for each pair, the meetings where both were, fading with time.

    Every meeting counts the same whatever its size; ties corrected for size are those
    of the network.

    Args:
        meetings: As for ``mobilization``.
        as_of: The day from which ages are counted; what comes later is left out.
        half_life: In days; None counts old and new alike.

    Returns:
        Pair, in the actors' own order, to the ``recency_weight`` of its meetings.
    """
    found: defaultdict[tuple[Actor, Actor], list[date]] = defaultdict(list)
    for it in read_meetings(meetings):
        if it.held_on <= as_day(as_of):
            for pair in combinations(it.present, 2):
                found[pair].append(it.held_on)
    return {
        (one, other): recency_weight(
            found[one, other], as_of=as_of, half_life=half_life
        )
        for one, other in ordered(found)
    }
