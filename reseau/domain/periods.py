"""Periods: closed at the start, open at the end, either side unbounded."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``since`` (included) to ``until`` (not included).

    None leaves a side open.
    """

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        """Tell whether a day is in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Tell whether an interval [since, until) shares a day with the period."""
        starts_before = self.until is None or since is None or since < self.until
        ends_after = self.since is None or until is None or until > self.since
        return starts_before and ends_after
