"""Months, quarters and years: the periods by which a trend is told."""

from collections.abc import Iterator
from datetime import date, timedelta

from reseau.domain.closed_words import Word


class CalendarUnit(Word):
    """A period of the calendar."""

    MONTH = "month", "month", "mois"
    QUARTER = "quarter", "quarter", "trimestre"
    YEAR = "year", "year", "année"

    @property
    def months(self) -> int:
        """Give its number of months."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]

    def first_day(self, day: date) -> date:
        """Give the first day of the period that holds a day."""
        month = (day.month - 1) // self.months * self.months + 1
        return date(day.year, month, 1)

    def last_day(self, day: date) -> date:
        """Give the last day of the period that holds a day."""
        first = self.first_day(day)
        month = first.month + self.months
        if month <= 12:  # noqa: PLR2004  # Months of a year.
            return date(first.year, month, 1) - timedelta(days=1)
        return date(first.year, 12, 31)

    def before(self, day: date, *, times: int = 1) -> date:
        """Give the first day of the period that came some periods earlier."""
        first = self.first_day(day)
        months = first.year * 12 + first.month - 1 - times * self.months
        return date(max(1, months // 12), months % 12 + 1, 1)


def periods(
    first: date, last: date, *, unit: CalendarUnit
) -> Iterator[tuple[date, date]]:
    """Cut the days from one to another, both included, into periods of the calendar.

    The first and the last are cut short where the days begin and end.
    """
    day = first
    while day <= last:
        end = min(unit.last_day(day), last)
        yield day, end
        if end == date.max:
            return
        day = end + timedelta(days=1)


def year_before(day: date) -> date:
    """Give the same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28) if day.year > 1 else day


def span_before(first: date, last: date) -> tuple[date, date] | None:
    """Give the days just before some days: as many months, when they are whole.

    Args:
        first: First day.
        last: Last day, included.

    Returns:
        The months before when the days are whole months, the year before when they
        are a year, else as many days; None before the first day that can be written.
    """
    if first == date.min or last - first > first - date.min:
        return None
    end = first - timedelta(days=1)
    month = CalendarUnit.MONTH
    if first.day == 1 and last == month.last_day(last):
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return month.before(first, times=months), end
    if last < date.max and first == year_before(last + timedelta(days=1)):
        return year_before(first), end
    return end - (last - first), end
