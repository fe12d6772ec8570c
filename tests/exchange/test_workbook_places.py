"""A workbook that points out of its file or of any sheet is refused, not a crash."""

import io
import struct
import zipfile

import pytest
import xlsxwriter

from reseau.exchange.text.refusals import DamagedWorkbookError, SwollenWorkbookError
from reseau.exchange.text.workbooks import is_workbook, try_apart


def test_directory_that_points_before_the_file_is_refused() -> None:
    """Bytes 16 to 19 of the end record say where it begins (APPNOTE 4.3.16)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    data = bytearray(packed.getvalue())
    at = data.rindex(b"PK\x05\x06") + 16
    data[at : at + 4] = struct.pack("<L", 0x7FFF_FFFF)
    with pytest.raises(DamagedWorkbookError):
        is_workbook(bytes(data), file="x.xlsx")


def _book(sheet: str, member: str = "xl/worksheets/sheet1.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(member, sheet)
    return packed.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A9999999999"><v>1</v></c>', '<c r="ZZZZZZZZ3"><v>1</v></c>',
        '<c r="xfd999999"><v>1</v></c>', '<c r="A&#57;99999"><v>1</v></c>',
        '<c q="1"r="XFD999999"><v>1</v></c>', '<row r="9999999999"><c><v>1</v></c></row>',
    ],
)  # fmt: skip
def test_cell_out_of_any_sheet_is_refused(cell: str) -> None:
    """The reader of cells aborts the whole program (calamine’s issue 693)."""
    with pytest.raises(DamagedWorkbookError):
        is_workbook(_book(f"<sheetData>{cell}</sheetData>"), file="x.xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r = "XFD999999"><v>1</v></c>', '<x:c q=">" r="XFD999999"><v>1</v></x:c>',
        '<row r="4000000"><c><v>1</v></c></row>',
    ],
)  # fmt: skip
def test_far_cell_is_refused_however_it_is_written(cell: str) -> None:
    with pytest.raises(SwollenWorkbookError):
        is_workbook(_book(f"<sheetData>{cell}</sheetData>"), file="x.xlsx")


def test_more_texts_than_bytes_are_refused() -> None:
    """Room is made for as many as are announced (calamine’s issue 684)."""
    texts = _book('<sst uniqueCount="9999999999"/>', "xl/sharedStrings.xml")
    with pytest.raises(DamagedWorkbookError):
        is_workbook(texts, file="x.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row/><table:table-row table:number-rows-repeated="9999999">',
        '<table:table-row q=">" table:number-rows-repeated="9999999">',
    ],
)
def test_repeated_row_is_refused_however_it_is_written(rows: str) -> None:
    cell = '<table:table-cell office:value="1"/></table:table-row>'
    with pytest.raises(SwollenWorkbookError):
        is_workbook(_book(rows + cell, "content.xml"), file="x.ods")


def test_old_workbook_whose_sectors_never_end_is_refused() -> None:
    """Each sector of the table leads to the first ([MS-CFB] 2.3)."""
    data = bytearray(512 * 9)
    data[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", data, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLL", data, 44, 1, 0, 0, 4096, 2**32 - 2, 0, 2**32 - 2, 0)
    with pytest.raises(DamagedWorkbookError):
        is_workbook(bytes(data), file="x.xls")


def test_trial_in_another_process_lets_a_good_workbook_pass() -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "a")
    try_apart(packed.getvalue(), file="x.xlsx")
