"""What comes first in the dates of a file, the day or the month.

A date that a spreadsheet holds as a date is sure, and so is ISO 8601 or a month in
letters. Only dates such as 03/04/2026 need to know what comes first; the file tells
it by a number above 12, or a person must.
"""

from collections.abc import Iterable
from datetime import date

from reseau.errors import AmbiguousError
from reseau.exchange.profiles.profile_model import DateOrder
from reseau.exchange.rows.cell_dates import unordered_parts
from reseau.exchange.text.cells import Cell, shown
from reseau.i18n import N_
from reseau.i18n.formats import full_date

_LAST_MONTH = 12
_SAMPLES = 3


class AmbiguousDatesError(AmbiguousError):
    """Nothing in a file tells the day from the month."""

    message = N_(
        "The dates of {file} can be read two ways: {samples}. Say which comes first: "
        "order “dmy” for the day, “mdy” for the month."
    )


class MixedDatesError(AmbiguousError):
    """A file writes the day first here, the month first there."""

    message = N_(
        "The dates of {file} are written in two orders: day first in row {day_row} "
        "({day_first}), month first in row {month_row} ({month_first}). Correct one of "
        "them, or state the order: “dmy” or “mdy”."
    )


class Readings:
    """Dates that can be read two ways, written in the reader's language."""

    def __init__(self, samples: Iterable[tuple[str, date, date]]) -> None:
        self.samples = tuple(samples)

    def __str__(self) -> str:
        """Write ``03/04/2026 = 3 avril 2026 / 4 mars 2026`` for each."""
        return "; ".join(
            f"{text} = {full_date(one)} / {full_date(other)}"
            for text, one, other in self.samples
        )


def order_of(
    cells: Iterable[tuple[int, Cell]], *, file: str, year: int | None = None
) -> DateOrder:
    """Find out whether the day or the month comes first in a file.

    Args:
        cells: All cells of its columns of dates, with their rows.
        file: Its name, for the errors.
        year: For cells of a day and a month alone.

    Returns:
        ``dmy`` also when no cell depends on it.

    Raises:
        AmbiguousDatesError: Some cells depend on it and none tells.
        MixedDatesError: Some tell that the day is first, others the month.
    """
    day_first = month_first = None
    unsure: dict[str, tuple[str, date, date]] = {}
    for row, cell in cells:
        parts = unordered_parts(cell, year)
        if parts is None:
            continue
        one, two, its_year = parts
        if one > _LAST_MONTH >= two:
            day_first = day_first or (row, str(cell))
        elif two > _LAST_MONTH >= one:
            month_first = month_first or (row, str(cell))
        elif one != two and max(one, two) <= _LAST_MONTH and min(one, two) > 0:
            readings = date(its_year, two, one), date(its_year, one, two)
            unsure.setdefault(str(cell), (shown(str(cell)), *readings))
    if day_first and month_first:
        raise MixedDatesError(
            file=file,
            day_row=day_first[0],
            day_first=shown(day_first[1]),
            month_row=month_first[0],
            month_first=shown(month_first[1]),
        )
    if unsure and not day_first and not month_first:
        samples = Readings(list(unsure.values())[:_SAMPLES])
        raise AmbiguousDatesError(file=file, samples=samples)
    return "mdy" if month_first else "dmy"
