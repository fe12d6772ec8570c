"""A log, the period that is looked at, and the one before."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from reseau.analysis.mobilizing.presences import Day, Meeting, Span, as_day, ordered

Actor = TypeVar("Actor", bound=Hashable)


@dataclass(frozen=True, slots=True)
class LogView(Generic[Actor]):
    """A log, the period looked at and the one before.

    Attributes:
        log: Everything.
        past: Until the end of the period.
        kept: Of the period.
        first: Everybody present until the end of the period to their first day.
        presences: Those of the period to how many times they were present.
        before: The same of the period before.
    """

    log: list[Meeting[Actor]]
    span: Span | None
    then: Span | None
    past: list[Meeting[Actor]]
    kept: list[Meeting[Actor]]
    first: dict[Actor, date]
    presences: dict[Actor, int]
    before: dict[Actor, int]

    @property
    def since(self) -> date | None:
        """Give the first day of the period."""
        return self.span.first if self.span else None

    @property
    def last(self) -> date | None:
        """Give the last day of the period, included."""
        return self.span.last if self.span else None

    @property
    def newcomers(self) -> list[Actor]:
        """Give who was present in the period, and never before."""
        span = self.span
        return [it for it in self.presences if span and self.first[it] in span]

    @property
    def reactivated(self) -> list[Actor]:
        """Give who was present in the period, not in the one before, but earlier."""
        then = self.then
        return [
            it
            for it in self.presences
            if then and it not in self.before and self.first[it] < then.first
        ]


def view_of(
    log: list[Meeting[Actor]],
    since: Day | None,
    until: Day | None,
    *,
    previous: tuple[Day, Day] | None,
) -> LogView[Actor]:
    """Look at a period of a log, and at the one before.

    Args:
        log: As ``read_meetings`` gives it.
        since: First day; by default that of the log.
        until: Last day, included; by default that of the log.
        previous: The period before; by default as many days, just before.
    """
    span = _span(log, since, until)
    then = _previous(span, previous, whole=since is None)
    past = [it for it in log if span is not None and it.held_on <= span.last]
    kept = [it for it in past if span is not None and it.held_on in span]
    return LogView(
        log=log,
        span=span,
        then=then,
        past=past,
        kept=kept,
        first={who: days[0] for who, days in days_of(past).items()},
        presences=_presences(kept),
        before=_presences(it for it in log if then is not None and it.held_on in then),
    )


def _span(
    log: Sequence[Meeting[Actor]], since: Day | None, until: Day | None
) -> Span | None:
    """Give the period: what was asked for, else that of the log."""
    first = as_day(since) if since is not None else (log[0].held_on if log else None)
    last = as_day(until) if until is not None else (log[-1].held_on if log else None)
    if first is None or last is None:
        first = last = first or last
    return None if first is None or last is None else Span(first, last)


def _previous(
    span: Span | None, given: tuple[Day, Day] | None, *, whole: bool
) -> Span | None:
    """Give the period to compare with; none before the whole of the log."""
    if given is not None:
        return Span(as_day(given[0]), as_day(given[1]))
    if span is None or whole:
        return None
    last = span.first - timedelta(days=1)
    if (last - date.min) < (span.last - span.first):
        return None
    return Span(last - (span.last - span.first), last)


def days_of(log: "Iterable[Meeting[Actor]]") -> dict[Actor, list[date]]:
    """Give the days of everybody's presences, in order."""
    days: defaultdict[Actor, list[date]] = defaultdict(list)
    for it in log:
        for who in it.present:
            days[who].append(it.held_on)
    return {who: days[who] for who in ordered(days)}


def _presences(log: Iterable[Meeting[Actor]]) -> dict[Actor, int]:
    counted = Counter(who for it in log for who in it.present)
    return {who: counted[who] for who in ordered(counted)}
