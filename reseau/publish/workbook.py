"""An Excel workbook, written so that nothing in it is taken for a formula."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reseau.domain.names import folded
from reseau.errors import UsageError
from reseau.i18n import N_

Cell = str | int | float | bool | date | datetime | None
_ROWS = 1_048_576  # What a sheet takes, heads included.
_TEXT = 32_767  # What a cell takes.
_LONGEST = 31  # A sheet's name.
_FORBIDDEN = str.maketrans("[]:*?/\\", "       ")
_WIDEST = 60
_SAMPLE = 200  # Rows that a column's width is guessed from.


class TooManyRowsError(UsageError):
    """A table is longer than a sheet of Excel."""

    message = N_(
        "“{title}” has {n} rows, and a sheet of Excel takes 1,048,575. Use “reseau "
        "export csv” for it."
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: heads, then rows; under each head one kind of value.

    Attributes:
        title: Cut to 31 characters, and told apart when two are the same.
        rows: As many cells a row as there are heads; None is an empty cell.
        before: Lines of text above the heads, the first as a title.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    before: tuple[str, ...] = ()


def workbook_bytes(pages: Sequence[Page]) -> bytes:
    """Write a workbook; the same pages give the same bytes.

    Heads are frozen and have filters; days and moments are Excel's own. A text longer
    than a cell takes is cut with an ellipsis.

    Raises:
        TooManyRowsError: A page is longer than a sheet.
    """
    import xlsxwriter  # Heavy: only when a workbook is written.

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  # No zone there.
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format(
            {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"}
        ),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
    }
    used: set[str] = set()
    for page in pages:
        sheet = book.add_worksheet(_name(page.title, used))
        _write(sheet, page, styles)
    book.close()
    return buffer.getvalue()


def _name(title: str, used: set[str]) -> str:
    """Name a sheet within what Excel takes, each once."""
    whole = " ".join(title.translate(_FORBIDDEN).split()).strip("'") or "-"
    candidate, number = whole[:_LONGEST].strip(), 1
    while folded(candidate) in used:
        number += 1
        end = f" {number}"
        candidate = whole[: _LONGEST - len(end)].strip() + end
    used.add(folded(candidate))
    return candidate


def _write(
    sheet: Any,  # Any: XlsxWriter has no types.
    page: Page,
    styles: Mapping[str, Any],
) -> None:
    top = len(page.before) + 1 if page.before else 0
    if top + 1 + len(page.rows) > _ROWS:
        raise TooManyRowsError(title=page.title, n=len(page.rows))
    for line, said in enumerate(page.before):
        sheet.write_string(line, 0, said, styles["title"] if line == 0 else None)
    for place, head in enumerate(page.heads):
        sheet.write_string(top, place, head, styles["head"])
        sheet.set_column(place, place, _width(page, place))
    for line, row in enumerate(page.rows, start=top + 1):
        for place, value in enumerate(row):
            _put(sheet, (line, place), value, styles)
    sheet.freeze_panes(top + 1, 0)
    if page.heads:
        sheet.autofilter(top, 0, top + max(1, len(page.rows)), len(page.heads) - 1)


def _put(
    sheet: Any, where: tuple[int, int], value: Cell, styles: Mapping[str, Any]
) -> None:
    """Write a value as what it is; a text is never a formula nor a link."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*where, value)
    elif isinstance(value, int | float):
        sheet.write_number(*where, value)
    elif isinstance(value, datetime) and _in_excel(value.date()):
        sheet.write_datetime(*where, value, styles["moment"])
    elif isinstance(value, date) and _in_excel(value):
        sheet.write_datetime(*where, value, styles["day"])
    else:
        sheet.write_string(*where, _fitting(str(value)))


def _fitting(text: str) -> str:
    """Cut a text to what a cell takes, which is counted in halves of UTF-16."""
    units = text.encode("utf-16-le", "replace")  # Half a character is none.
    if len(units) // 2 > _TEXT:
        return units[: 2 * (_TEXT - 1)].decode("utf-16-le", "ignore") + "…"
    return units.decode("utf-16-le")


def _in_excel(day: date) -> bool:
    """Tell whether Excel has a day: it counts from 1900, and the first months wrong."""
    return day >= date(1900, 3, 1)


def _width(page: Page, place: int) -> int:
    longest = max(
        (len(str(row[place])) for row in page.rows[:_SAMPLE] if row[place] is not None),
        default=0,
    )
    return min(_WIDEST, max(longest, len(page.heads[place]) + 3) + 1)
