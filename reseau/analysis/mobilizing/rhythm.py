"""The rhythm of dated things: gaps, burstiness, who is silent for longer than usual."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

QUIET_FLOOR = 90
"""Nobody is called silent before so many days."""
QUIET_GAPS = 2
"""How many usual gaps make a silence."""

_EVENTS = 3
_FINITE = 5

When = date | datetime | str | float
"""A day, a moment, an ISO text, or a number of days."""


@dataclass(frozen=True, slots=True)
class Burstiness:
    """How regularly something happened.

    Attributes:
        n: How many different days.
        gaps: Days between one and the next; n - 1 of them.
        mean_gap: Their mean; None without a gap.
        median_gap: Their median; None without a gap.
        longest_gap: The longest; None without a gap.
        B: -1 when regular as a clock, 0 when at random, towards 1 in bursts; None
            with fewer than three days.
        Bn: The same corrected for few events; None with fewer than five days.
        memory: Correlation of each gap with the next, -1 to 1: above 0 when long gaps
            follow long ones; None with fewer than three gaps, or when either side does
            not vary.
    """

    n: int
    gaps: list[float]
    mean_gap: float | None
    median_gap: float | None
    longest_gap: float | None
    B: float | None
    Bn: float | None
    memory: float | None

    @property
    def M(self) -> float | None:  # noqa: N802  # The letter of the paper.
        """Give the memory by its usual letter."""
        return self.memory


def burstiness(dates: Iterable[When]) -> Burstiness:
    """Measure whether things happen regularly, at random or in bursts.

    With r = sigma/mu of the gaps (population sigma), B = (r-1)/(r+1) and
    Bn = (sqrt(n+1) r - sqrt(n-1)) / ((sqrt(n+1) - 2) r + sqrt(n-1)).

    Args:
        dates: In any order: days, moments, ISO texts, or numbers of days. What
            happened on the same day counts once.

    Returns:
        B, Bn, memory and the gaps; None where there are too few days to tell.

    References:
        Goh, K.-I., Barabási, A.-L. (2008). Burstiness and memory in complex systems.
        EPL 81, 48002. Kim, E.-K., Jo, H.-H. (2016). Measuring burstiness for finite
        event sequences. Physical Review E 94, 032311.

    Example:
        >>> burstiness(["2026-01-01", "2026-01-11", "2026-01-21"]).B
        -1.0
    """
    times = sorted({_time(it) for it in dates})
    gaps = [after - before for before, after in pairwise(times)]
    n = len(times)
    r = _variation(gaps) if n >= _EVENTS else None
    return Burstiness(
        n=n,
        gaps=gaps,
        mean_gap=math.fsum(gaps) / len(gaps) if gaps else None,
        median_gap=float(median(gaps)) if gaps else None,
        longest_gap=max(gaps, default=None),
        B=None if r is None else (r - 1) / (r + 1),
        Bn=None if r is None or n < _FINITE else _finite(r, n),
        memory=_memory(gaps),
    )


def _time(when: When) -> float:
    """Give a day as a number; moments of the same day give the same."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    if isinstance(when, date):
        return float(when.toordinal())
    return float(when)


def _variation(gaps: Sequence[float]) -> float:
    """Divide the standard deviation of the gaps by their mean."""
    mean = math.fsum(gaps) / len(gaps)
    return math.sqrt(math.fsum((it - mean) ** 2 for it in gaps) / len(gaps)) / mean


def _finite(r: float, n: int) -> float:
    high, low = math.sqrt(n + 1), math.sqrt(n - 1)
    return (high * r - low) / ((high - 2) * r + low)


def _memory(gaps: Sequence[float]) -> float | None:
    """Correlate each gap with the next."""
    before, after = gaps[:-1], gaps[1:]
    if len(before) <= 1:
        return None
    means = [math.fsum(it) / len(it) for it in (before, after)]
    off = [
        (one - means[0], other - means[1])
        for one, other in zip(before, after, strict=True)
    ]
    spread = math.fsum(it**2 for it, _ in off) * math.fsum(it**2 for _, it in off)
    if not spread:
        return None
    return math.fsum(one * other for one, other in off) / math.sqrt(spread)


def usual_gap(days: Iterable[date]) -> int | None:
    """Give the usual number of days between two different days.

    Args:
        days: In any order; the same day twice counts once.

    Returns:
        The median gap, in whole days; None with fewer than three different days.
    """
    distinct = sorted(set(days))
    if len(distinct) < _EVENTS:
        return None
    return round(median([(b - a).days for a, b in pairwise(distinct)]))


def silence_limit(usual: int | None) -> int:
    """Tell after how many days a silence is longer than usual.

    Args:
        usual: The usual gap, in days; None when it is not known.

    Returns:
        Twice the usual gap, and never less than 90 days.
    """
    return max(QUIET_FLOOR, QUIET_GAPS * (usual or 0))


@dataclass(frozen=True, slots=True)
class Silence:
    """How long somebody has not been seen.

    Attributes:
        last: The last day; None when there was none.
        days: Since then, or since they were expected; 0 when neither is known.
        usual: Their usual gap; None with fewer than three days.
        unusual: Whether it lasts longer than ``silence_limit``.
    """

    last: date | None
    days: int
    usual: int | None
    unusual: bool


def silence(days: Iterable[date], *, on: date, expected: date | None = None) -> Silence:
    """Tell whether somebody has been silent for longer than is usual for them.

    This is the one rule behind every list of quiet actors.

    Args:
        days: When they were seen, in any order; what is after ``on`` is left out.
        on: The day on which the question is put.
        expected: Since when one expected to see them, for who was never seen.

    Returns:
        The silence; not unusual when nothing says since when it lasts.
    """
    past = [day for day in days if day <= on]
    last = max(past, default=None)
    since = last or expected
    usual = usual_gap(past)
    lasted = (on - since).days if since else 0
    return Silence(last, lasted, usual, lasted > silence_limit(usual))
