"""A workbook whose directory points before its beginning is refused, not a crash."""

import io
import struct
import zipfile

import pytest

from reseau.exchange.refusals import DamagedWorkbookError
from reseau.exchange.workbooks import is_workbook


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
