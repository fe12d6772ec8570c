"""The rows of a workbook: Excel's old and new formats, and OpenDocument.

Nothing is run: no macro, no formula, whose last value is read. A workbook is an
archive, so its unpacked size is checked before it is opened.
"""

import io
import re
import struct
import zipfile
import zlib
from datetime import date, datetime, time

from reseau.domain.names import folded
from reseau.exchange import refusals
from reseau.exchange.cells import Cell, shown

MAX_UNPACKED_MEGABYTES = 200
MAX_CELLS = 3_000_000  # 50,000 rows of 60 columns.

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# <c r="B7" t="s"> holds something, <c r="B7" s="3"/> is only coloured.
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>"""
)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d+)["']""")
_EXACT = 1e15  # Beyond, a float no longer tells neighbouring whole numbers apart.


def is_workbook(data: bytes, *, file: str) -> bool:
    """Tell whether bytes are a workbook.

    Raises:
        ArchiveError: They are an archive of something else.
        SwollenWorkbookError: They would fill too much memory.
        DamagedWorkbookError: They are an archive that cannot be unpacked.
    """
    if data.startswith(_OLD_EXCEL):
        return True
    if not data.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, file=file)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
        OSError,
        ValueError,  # A place before the beginning of the file.
        struct.error,
    ) as error:
        raise refusals.DamagedWorkbookError(file=file) from error
    return True


def sheet_names(data: bytes, *, file: str) -> list[str]:
    """Name the sheets of a workbook, in order.

    Raises:
        DamagedWorkbookError: It cannot be opened.
    """
    import python_calamine  # noqa: PLC0415  # Heavy: only when a workbook is read.

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise refusals.DamagedWorkbookError(file=file) from error
    return list(book.sheet_names)


def rows(data: bytes, *, file: str, sheet: str | None) -> list[list[Cell]]:
    """Read the rows of a sheet from the first line of the sheet on.

    Args:
        data: The workbook's bytes.
        file: Its name, for the errors.
        sheet: Name of the sheet, case and accents aside; None for the first.

    Raises:
        DamagedWorkbookError: It cannot be opened.
        SheetNotFoundError: It has no such sheet.
    """
    import python_calamine  # noqa: PLC0415  # Heavy: only when a workbook is read.

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        name = _chosen(book.sheet_names, sheet=sheet, file=file)
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise refusals.DamagedWorkbookError(file=file) from error
    return [[_cell(value) for value in row] for row in values]


def _chosen(names: list[str], *, sheet: str | None, file: str) -> str:
    """Choose the sheet of that name, or the first."""
    for name in names:
        if sheet is None or folded(name) == folded(sheet):
            return name
    if sheet is None:
        raise refusals.EmptyFileError(file=file)
    listed = ", ".join(shown(name) for name in names)
    raise refusals.SheetNotFoundError(file=file, sheet=sheet, sheets=listed)


def _check(archive: zipfile.ZipFile, *, file: str) -> None:
    """Refuse an archive that is not a workbook, swells, lies or is damaged."""
    names = set(archive.namelist())
    if not names & {"xl/workbook.xml", "content.xml"}:
        raise refusals.ArchiveError(file=file)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED_MEGABYTES * 1024 * 1024:
        raise refusals.SwollenWorkbookError(file=file)
    if archive.testzip() is not None:  # A member is longer than it says.
        raise refusals.DamagedWorkbookError(file=file)
    for name in sorted(names):
        content = archive.read(name)
        bottom, right = _ods_area(content) if name == "content.xml" else _area(content)
        if bottom * right > MAX_CELLS:
            raise refusals.SwollenWorkbookError(file=file)


def _area(sheet: bytes) -> tuple[int, int]:
    """Find the last row and column: a lone far-off cell makes a giant rectangle."""
    bottom = right = 0
    for match in _CELL.finditer(sheet):
        bottom = max(bottom, int(match[2]))
        right = max(right, column_number(match[1].decode()))
    return bottom, right


def _ods_area(content: bytes) -> tuple[int, int]:
    """Find the last row and column of OpenDocument, which repeats rows and cells."""
    row = bottom = right = 0
    for line in _ODS_ROW.finditer(content):
        row += _repeats(line[1])
        column = last = 0
        for cell in _ODS_CELL.finditer(line[2]):
            column += _repeats(cell[1])
            last = column if b"value-type" in cell[1] else last
        bottom = row if last else bottom
        right = max(right, last)
    return bottom, right


def _repeats(attributes: bytes) -> int:
    """Tell how many times a row or a cell of OpenDocument stands."""
    found = _ODS_REPEATED.search(attributes)
    return int(found[1]) if found else 1


def column_number(letters: str) -> int:
    """Give the rank of a column from its letters: A is 1, Z 26, AA 27."""
    rank = 0
    for letter in letters:
        rank = rank * 26 + ord(letter) - ord("A") + 1
    return rank


def column_letters(rank: int) -> str:
    """Give the letters of a column from its rank: 1 is A, 27 AA."""
    letters = ""
    while rank > 0:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cell(value: object) -> Cell:
    """Give a value as a spreadsheet shows it: dates as dates, 3.0 as 3."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value if isinstance(value, date) else str(value)
