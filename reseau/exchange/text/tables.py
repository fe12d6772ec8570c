"""A table out of a file, CSV or Excel, as a spreadsheet would show it.

A row bears the number that a spreadsheet shows: a cell of several lines stays in
one row, and a first line ``sep=;`` is not a row.
"""

import contextlib
import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reseau.exchange.text import refusals, workbooks
from reseau.exchange.text.cells import Cell
from reseau.exchange.text.csvfile import unguarded
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content, is_web_page

MAX_ROWS = 50_000
MAX_COLUMNS = 16_384  # Those of Excel.
SEPARATORS = (";", ",", "\t", "|")

_SAMPLE = 50
_LOOKED_AT = 10_000  # Blank ones too.
_MOST_LINES = 1_048_576  # Blank ones too: those of Excel.
_STATED = re.compile(r"sep=(.)(?:\r\n|\r|\n|$)", re.IGNORECASE)
_LAST = ["\ue000end of the table"]  # From the private use area: in nobody's file.


class Row(NamedTuple):
    """One row: the number a spreadsheet shows, and cells trimmed at both ends."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows that hold something, headers and titles included.

    Attributes:
        name: The name of the file, without its folder.
        sha256: Digest of its bytes, in hexadecimal.
        rows: In the order of the file; blank rows are left out.
        encoding: Of a text; empty for a workbook.
    """

    name: str
    sha256: str
    rows: tuple[Row, ...]
    encoding: str = ""


def read_table(
    path: Path,
    *,
    encoding: str | None = None,
    separator: str | None = None,
    sheet: str | None = None,
) -> Table:
    """Read the table of a file, whose content and not name says what it is.

    Args:
        path: A .csv, .tsv, .txt, .xlsx, .xlsm, .xls or .ods file.
        encoding: One of ``ENCODINGS`` when it is known.
        separator: One character when it is known.
        sheet: Name of a workbook's sheet, case and accents aside; else the first.

    Raises:
        FileRefusedError: The file cannot be read, or passes a limit; its subclass
            says why.
    """
    file = path.name or str(path)
    data = content(path, file=file)
    digest = hashlib.sha256(data).hexdigest()
    if workbooks.is_workbook(data, file=file):
        rows = _kept(workbooks.rows(data, file=file, sheet=sheet), file=file)
        return Table(file, digest, rows)
    text, found = decoded(data, file=file, encoding=encoding)
    if is_web_page(text):
        raise refusals.WebPageError(file=file)
    stated = _STATED.match(text)
    if stated:
        text = text[stated.end() :]
    chosen = separator or (stated[1] if stated else _separator(text))
    rows = _kept(records(text, chosen, file=file), file=file)
    return Table(file, digest, rows, found)


def _separator(text: str) -> str:
    """Choose the separator that gives most rows the same number of columns."""

    def agreement(separator: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths: list[int] = []
        with contextlib.suppress(csv.Error):  # Said when the rows are read.
            first = filter(None, islice(reader, _LOOKED_AT))
            widths.extend(len(row) for row in islice(first, _SAMPLE))
        several = Counter(width for width in widths if width > 1)
        return max(
            ((count / len(widths), width) for width, count in several.items()),
            default=(0, 0),
        )

    return max(SEPARATORS, key=agreement)


def records(text: str, separator: str, *, file: str) -> Iterator[list[str]]:
    """Read the records of a CSV text, one after the other.

    A sentinel tells whether the last quote closed.

    Raises:
        OpenQuoteError: A cell has no end.
    """
    ending = "" if text.endswith(("\r", "\n")) else "\n"
    lines = io.StringIO(f"{text}{ending}{_LAST[0]}", newline="")
    reader = csv.reader(lines, delimiter=separator)
    row, number = _LAST, 0
    try:
        for number, row in enumerate(reader, start=1):  # noqa: B007  # Used after.
            if row != _LAST:
                yield row
    except csv.Error as error:  # A cell of more than 131,072 characters.
        raise refusals.OpenQuoteError(file=file, row=number + 1) from error
    if row != _LAST:
        raise refusals.OpenQuoteError(file=file, row=number)


def _kept(records: Iterable[Sequence[Cell]], *, file: str) -> tuple[Row, ...]:
    """Number the rows and keep those that hold something, within the limit."""
    kept: list[Row] = []
    for number, record in enumerate(records, start=1):
        if len(record) > MAX_COLUMNS:
            raise refusals.TooManyColumnsError(file=file, limit=MAX_COLUMNS)
        cells = tuple(map(_trimmed, record))
        if not any(cells):
            if number > _MOST_LINES:
                raise refusals.TooManyRowsError(file=file, limit=_MOST_LINES)
            continue
        kept.append(Row(number, cells))
        if len(kept) > MAX_ROWS:
            raise refusals.TooManyRowsError(file=file, limit=MAX_ROWS)
    if not kept:
        raise refusals.EmptyFileError(file=file)
    return tuple(kept)


def _trimmed(cell: Cell) -> Cell:
    """Trim a text at both ends and remove the guard of a formula."""
    return unguarded(cell.strip()) if isinstance(cell, str) else cell
