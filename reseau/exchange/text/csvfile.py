"""CSV as Excel writes and reads it, safe to open."""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

Cell = str | int | float | bool | date | None
Separator = Literal[";", ",", "\t", "|"]

BOM = "\ufeff"

# A spreadsheet takes a cell that starts so for a formula, and may run it; the wide
# forms are typed on Asian keyboards. Leading apostrophes are counted in so that a
# cell that really starts with one comes back as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DROPPED = frozenset({"Cc", "Cs"})  # Controls and lone surrogates.


def csv_text(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    separator: Separator = ";",
    bom: bool = True,
) -> str:
    r"""Write a table the way Excel in French opens it with a double click.

    Lines end with CRLF. Text that a spreadsheet would take for a formula gets a
    leading apostrophe, which ``unguarded`` removes. Dates are ISO 8601, None and
    numbers that are not finite are empty, booleans are ``true`` and ``false``.
    Numbers are never guarded; their decimal sign is a comma when the separator is
    ``;``, as French Excel reads them, and a point otherwise.

    Args:
        columns: The header, one name a column.
        rows: One cell a column; control characters other than tabs and line ends
            are dropped, and every line end inside a cell becomes ``\n``.
        separator: What stands between two cells.
        bom: Start with the mark by which Excel knows UTF-8.

    Returns:
        The whole file; its header alone when there is no row.

    Raises:
        ValueError: A row has more or fewer cells than there are columns.

    Example:
        >>> csv_text(["nom", "liens"], [["L'Écuyer", 2]], bom=False)
        "nom;liens\r\nL'Écuyer;2\r\n"
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow([_guarded(it) for it in columns])
    for row in rows:
        writer.writerow(
            [_written(it, separator) for _, it in zip(columns, row, strict=True)]
        )
    return (BOM if bom else "") + file.getvalue()


def unguarded(cell: str) -> str:
    """Remove the apostrophe that ``csv_text`` put before what looks like a formula.

    An apostrophe before anything else is part of the text and stays.
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _written(cell: Cell, separator: Separator) -> str:
    """Write one cell; only text needs guarding."""
    match cell:
        case None:
            return ""
        case str():
            return _guarded(cell)
        case bool():
            return "true" if cell else "false"
        case float():
            return _decimal(cell, separator)
        case date():
            return cell.isoformat()
        case _:
            return str(int(cell))


def _decimal(number: float, separator: Separator) -> str:
    """Write the shortest digits that give the same number back."""
    if not math.isfinite(number):
        return ""
    return repr(float(number)).replace(".", "," if separator == ";" else ".")


def _guarded(text: str) -> str:
    """Clean a text, then keep a spreadsheet from taking it for a formula."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        it for it in lines if it in "\t\n" or unicodedata.category(it) not in _DROPPED
    )
    return f"'{kept}" if _FORMULA.match(kept) else kept
