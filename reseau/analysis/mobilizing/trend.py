"""Mobilization period after period: how many came, are new, are back, are gone."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from reseau.analysis.mobilizing.presences import (
    AnyMeeting,
    ByDay,
    Day,
    as_day,
    read_meetings,
)
from reseau.domain.calendar import CalendarUnit, periods

Actor = TypeVar("Actor", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TrendStep:
    """One period of the calendar.

    Attributes:
        since: Its first day, or the first that was asked for.
        until: Its last day, included.
        meetings: How many.
        attendances: Presences: one for each actor at each meeting.
        active: How many actors came.
        newcomers: How many of them never came before.
        reactivated: How many came before, but not in the period before.
        lapsed: How many came in the period before, and not in this one.
        retention: Share of those of the period before who came again; None for the
            first period, and when nobody came before.
    """

    since: date
    until: date
    meetings: int
    attendances: int
    active: int
    newcomers: int
    reactivated: int
    lapsed: int
    retention: float | None


def mobilization_trend(
    meetings: "Iterable[AnyMeeting[Actor]] | ByDay[Actor]",
    *,
    by: str = "quarter",
    since: Day | None = None,
    until: Day | None = None,
) -> list[TrendStep]:
    """Follow mobilization by month, quarter or year.

    Meetings and attendances of the periods add up to those of the whole.

    Args:
        meetings: As for ``mobilization``, the past included: it says who is new.
        by: ``month``, ``quarter`` or ``year``.
        since: First day; by default that of the first meeting.
        until: Last day, included; by default that of the last meeting.

    Returns:
        One step a period, in order, those without a meeting included; none without a
        meeting or a day to begin with. Who came in the period of the calendar just
        before ``since`` is known to the first step when the log reaches so far.

    Raises:
        UnknownWordError: The unit is none of the three.
    """
    unit, log = CalendarUnit.read(by), read_meetings(meetings)
    days = [it.held_on for it in log]
    first = as_day(since) if since is not None else min(days, default=None)
    last = as_day(until) if until is not None else max(days, default=None)
    if first is None or last is None:
        return []
    earlier = unit.before(first)
    seen = {who for it in log if it.held_on < earlier for who in it.present}
    before = Counter(
        who for it in log if earlier <= it.held_on < first for who in it.present
    )
    seen |= before.keys()
    steps: list[TrendStep] = []
    position = sum(day < first for day in days)
    for start, end in periods(first, last, unit=unit):
        upto = position
        now: Counter[Actor] = Counter()
        while upto < len(log) and log[upto].held_on <= end:
            now.update(log[upto].present)
            upto += 1
        new = sum(it not in seen for it in now)
        kept = sum(it in now for it in before)
        steps.append(
            TrendStep(
                start, end, upto - position, now.total(), len(now), new,
                reactivated=len(now) - new - kept,
                lapsed=len(before) - kept,
                retention=kept / len(before) if before else None,
            )
        )  # fmt: skip
        seen |= now.keys()
        before, position = now, upto
    return steps
