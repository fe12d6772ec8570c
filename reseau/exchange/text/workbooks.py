"""The rows of a workbook: Excel's old and new formats, and OpenDocument.

Nothing is run: no macro, no formula, whose last value is read. A workbook is an
archive, so its unpacked size is checked before it is opened.
"""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from reseau.domain.names import folded
from reseau.exchange.text import refusals
from reseau.exchange.text.cells import Cell, shown

Pattern = re.Pattern[bytes]
Match = re.Match[bytes]

MAX_UNPACKED_MEGABYTES = 200
MAX_CELLS = 3_000_000  # 50,000 rows of 60 columns.
_MOST_TAGS = MAX_CELLS + 1_048_576  # Its cells, and all the rows that Excel has.

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# What reads the cells makes room for the farthest one, and stops the whole program
# when there is none: their tags are all seen before, and one not plain is refused.
_ATTRIBUTES = rb"""((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(/?)>"""
_XLSX_ANY = re.compile(rb"<(?:[^\s<>/:]+:)?(?:c|row)[\s/>]")
_XLSX_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(c|row)" + _ATTRIBUTES)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)""")
_PLAIN_PLACE = re.compile(rb"([A-Z]{0,3})(\d{1,7})")
_UNIQUE = re.compile(rb"""uniqueCount\s*=\s*["']([^"']*)""")
_ODS_ANY = re.compile(rb"<table:(?:table-row|(?:covered-)?table-cell)[\s/>]")
_ODS_TAG = re.compile(rb"<table:(table-row|(?:covered-)?table-cell)" + _ATTRIBUTES)
_ODS_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated=["'](\d{1,9})["']""")
_TRIAL_SECONDS = 120
_TRIAL = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
except (ImportError, OSError, ValueError):
    pass
import python_calamine
data = io.BytesIO(sys.stdin.buffer.read())
book = python_calamine.CalamineWorkbook.from_filelike(data)
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""
_EXACT = 1e15  # Beyond, a float no longer tells neighbouring whole numbers apart.


def is_workbook(data: bytes, *, file: str) -> bool:
    """Tell whether bytes are a workbook.

    Raises:
        ArchiveError: They are an archive of something else.
        SwollenWorkbookError: They would fill too much memory.
        DamagedWorkbookError: They are an archive that cannot be unpacked.
    """
    if data.startswith(_OLD_EXCEL):
        try_apart(data, file=file)
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
        ValueError,  # A place before the beginning of the file, or out of any sheet.
        struct.error,
    ) as error:
        raise refusals.DamagedWorkbookError(file=file) from error
    return True


def try_apart(data: bytes, *, file: str) -> None:
    """Read an old workbook in another process first, which may end or grow.

    Its sectors can follow each other without end, and its cells be anywhere: no check
    before reading would be shorter than reading.
    """
    try:
        tried = subprocess.run(  # noqa: S603  # Our own words; the file is its input.
            [sys.executable, "-I", "-c", _TRIAL], input=data, check=False,
            capture_output=True, timeout=_TRIAL_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise refusals.SwollenWorkbookError(file=file) from error
    if tried.returncode != 0:
        raise refusals.DamagedWorkbookError(file=file)


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
    if not names & {"xl/workbook.xml", "content.xml"} or "xl/workbook.bin" in names:
        raise refusals.ArchiveError(file=file)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > MAX_UNPACKED_MEGABYTES * 1024 * 1024:
        raise refusals.SwollenWorkbookError(file=file)
    if archive.testzip() is not None:  # A member is longer than it says.
        raise refusals.DamagedWorkbookError(file=file)
    for name in sorted(names):
        content = archive.read(name)
        areas = [_area(content)]
        if name == "content.xml":
            areas.append(_ods_area(content))
        if any(bottom * right > MAX_CELLS for bottom, right in areas):
            raise refusals.SwollenWorkbookError(file=file)


def _tags(content: bytes, *, start: Pattern, whole: Pattern) -> Iterator[Match]:
    """Give the tags of rows and cells: name, attributes, a slash if nothing is in it.

    Raises:
        ValueError: One is not written plainly.
    """
    for found in start.finditer(content):
        tag = whole.match(content, found.start())
        if tag is None:
            raise ValueError(found[0])
        yield tag


def _area(sheet: bytes) -> tuple[int, int]:
    """Find the last row and column: a lone far-off cell makes a giant rectangle.

    Raises:
        ValueError: A cell is out of any sheet, or there are more texts than bytes.
    """
    if any(int(it) > len(sheet) for it in _UNIQUE.findall(sheet)):
        raise ValueError
    if b"sheetData" not in sheet:
        return 0, 0
    row = column = bottom = right = 0
    tags = _tags(sheet, start=_XLSX_ANY, whole=_XLSX_TAG)
    for count, tag in enumerate(tags):
        if count > _MOST_TAGS:
            return MAX_CELLS, 2
        is_row = tag[1] == b"row"
        row, column = (row + 1, 0) if is_row else (row, column + 1)
        for place in _PLACE.findall(tag[2]):
            plain = _PLAIN_PLACE.fullmatch(place)
            if plain is None or bool(plain[1]) is is_row:
                raise ValueError(place)
            row, column = int(plain[2]), column_number(plain[1].decode())
        if not (is_row or tag[3]):  # <c r="B7" s="3"/> is only coloured.
            bottom, right = max(bottom, row), max(right, column)
    return bottom, right


def _ods_area(content: bytes) -> tuple[int, int]:
    """Find the last row and column of OpenDocument, which repeats rows and cells.

    Raises:
        ValueError: A tag is not written plainly.
    """
    row = column = bottom = right = 0
    tags = _tags(content, start=_ODS_ANY, whole=_ODS_TAG)
    for count, tag in enumerate(tags):
        if count > _MOST_TAGS:
            return MAX_CELLS, 2
        if tag[1] == b"table-row":
            row, column = row + _repeats(tag[2]), 0
            continue
        column += _repeats(tag[2])
        if b"value" in tag[2]:
            bottom, right = row, max(right, column)
    return bottom, right


def _repeats(attributes: bytes) -> int:
    """Tell how many times a row or a cell of OpenDocument stands."""
    if b"repeated" not in attributes:
        return 1
    found = _ODS_REPEATED.search(attributes)
    if found is None:
        raise ValueError(attributes)
    return int(found[1])


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
