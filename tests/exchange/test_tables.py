"""Tables out of files: the row numbers are those LibreOffice and Excel show."""

import csv
import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.errors import ExitCode
from reseau.exchange.text import files, refusals, tables, workbooks
from reseau.exchange.text.cells import Cell
from reseau.exchange.text.tables import SEPARATORS, read_table


def written(folder: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(folder: Path, content: str | bytes) -> list[tuple[Cell, ...]]:
    return [row.cells for row in read_table(written(folder, content)).rows]


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return path


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    assert cells(tmp_path, end.join(["a,b", "1,2", "3,4"])) == [
        ("a", "b"),
        ("1", "2"),
        ("3", "4"),
    ]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_separator_is_the_one_that_makes_rows_alike(
    tmp_path: Path, separator: str
) -> None:
    rows = [["Nom", "Note"], ["Roy, Anne", "un; deux, trois"], ["Côté, Luc", "non"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    assert cells(tmp_path, text.getvalue()) == [tuple(row) for row in rows]


def test_a_first_line_says_the_separator_and_is_not_a_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=|\r\na,b|c\r\n"))
    assert [(row.number, row.cells) for row in table.rows] == [(1, ("a,b", "c"))]


def test_the_stated_separator_is_used(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b;c\nd,e;f\n"), separator=";")
    assert table.rows[1].cells == ("d,e", "f")


def test_a_cell_of_several_lines_stays_in_one_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'a,b\n"x\ny",1\nz,2\n'))
    assert [row.number for row in table.rows] == [1, 2, 3]


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "a,b\n\n , \n1,2\n"))
    assert [row.number for row in table.rows] == [1, 4]


def test_the_guard_of_a_formula_is_removed(tmp_path: Path) -> None:
    assert cells(tmp_path, "a,'=SUM(A1)\nb,'tis\n")[0] == ("a", "=SUM(A1)")


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "abc"))
    # FIPS 180-2, appendix B.1.
    assert table.sha256 == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_workbook_gives_dates_and_whole_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Nom", "Le", "Tél."],
        [None, date(2026, 11, 3), 5145550102.0],
        ["x", datetime(2026, 11, 3, 14, 30), 2.5],  # noqa: DTZ001  # Excel has no zone.
    ]
    table = read_table(workbook(tmp_path / "a.xlsx", ("F", rows)))
    assert table.rows[1].cells == ("", date(2026, 11, 3), "5145550102")
    assert table.rows[2].cells == ("x", datetime(2026, 11, 3, 14, 30), "2.5")  # noqa: DTZ001


def test_rows_of_a_workbook_are_numbered_from_its_top(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("F", [[], [], [None, "a"], ["b"]]))
    assert [row.number for row in read_table(path).rows] == [3, 4]


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Un", [["1"]]), ("Réunions", [["2"]]))
    assert read_table(path).rows[0].cells == ("1",)
    assert read_table(path, sheet="reunions").rows[0].cells == ("2",)


def test_the_content_and_not_the_name_says_what_a_file_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.csv", ("Un", [["1"]]))
    assert read_table(path).rows[0].cells == ("1",)


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    assert read_table(opendocument(tmp_path, rows=2, columns=3)).rows[1].cells == (
        "x",
        "x",
        "x",
    )


def opendocument(folder: Path, *, rows: int, columns: int) -> Path:
    """Write the least OpenDocument sheet, one row and one cell repeated."""
    names = " ".join(
        f'xmlns:{it}="urn:oasis:names:tc:opendocument:xmlns:{it}:1.0"'
        for it in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr("content.xml", content)
    return path


def _refused(path: Path, sheet: str | None = None) -> refusals.FileRefusedError:
    """Read a file that is refused; its message holds in both languages."""
    with pytest.raises(refusals.FileRefusedError) as caught:
        read_table(path, sheet=sheet)
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert path.name in str(caught.value)
        assert "{" not in str(caught.value)
    return caught.value


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    error = _refused(tmp_path / "none.csv")
    assert isinstance(error, refusals.MissingFileError)
    assert error.exit_code is ExitCode.NOT_FOUND


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert isinstance(_refused(tmp_path), refusals.DirectoryError)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipe")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    error = _refused(tmp_path / "a.csv")
    assert isinstance(error, refusals.UnreadableFileError)


@pytest.mark.parametrize("content", ["", " \r\n \r\n", ";;\n;;\n", "\ufeff"])
def test_a_file_with_nothing_in_it_is_refused(tmp_path: Path, content: str) -> None:
    error = _refused(written(tmp_path, content))
    assert isinstance(error, refusals.EmptyFileError)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    error = _refused(workbook(tmp_path / "a.xlsx", ("F", [])))
    assert isinstance(error, refusals.EmptyFileError)


def test_a_file_beyond_twenty_megabytes_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert isinstance(_refused(path), refusals.TooBigError)


def test_fifty_thousand_rows_are_read_and_one_more_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n" * 50_000)
    assert len(read_table(path).rows) == 50_000
    path = written(tmp_path, "a,b\n" * 50_001)
    assert isinstance(_refused(path), refusals.TooManyRowsError)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html>\n<p>",
        "\n <HTML><body>",
        "<!-- x --><html lang='fr'>",
        "<table><tr>",
    ],
)
def test_a_web_page_is_refused(tmp_path: Path, page: str) -> None:
    assert isinstance(_refused(written(tmp_path, page)), refusals.WebPageError)


def test_a_portable_document_is_refused(tmp_path: Path) -> None:
    error = _refused(written(tmp_path, b"%PDF-1.7\n\0\1\2"))
    assert isinstance(error, refusals.NotTextError)


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "a,b")
    assert isinstance(_refused(tmp_path / "a.zip"), refusals.ArchiveError)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("F", [["a"]]))
    path.write_bytes(path.read_bytes()[:-40])
    assert isinstance(_refused(path), refusals.DamagedWorkbookError)


def test_another_document_of_office_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls")
    assert isinstance(_refused(path), refusals.DamagedWorkbookError)


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _times in range(201):
                member.write(b"\0" * 1024 * 1024)
    error = _refused(tmp_path / "a.xlsx")
    assert isinstance(error, refusals.SwollenWorkbookError)


def test_a_far_off_cell_is_refused(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "z")
    book.close()
    error = _refused(tmp_path / "a.xlsx")
    assert isinstance(error, refusals.SwollenWorkbookError)


def test_a_far_off_cell_that_is_only_coloured_does_not_matter(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write(0, 0, "a")
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    book.close()
    assert read_table(tmp_path / "a.xlsx").rows[0].cells[0] == "a"


def test_an_opendocument_cell_repeated_without_end_is_refused(tmp_path: Path) -> None:
    path = opendocument(tmp_path, rows=100_000, columns=1_000)
    assert isinstance(_refused(path), refusals.SwollenWorkbookError)


def test_a_missing_sheet_is_refused_with_the_names_of_the_others(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Membres", [["a"]]))
    error = _refused(path, sheet="Réunions")
    assert isinstance(error, refusals.SheetNotFoundError)
    assert "Membres" in str(error)


@pytest.mark.parametrize("ending", ["", "x\n" * 100_000], ids=["short", "long"])
def test_a_quotation_mark_that_never_closes_is_refused(
    tmp_path: Path, ending: str
) -> None:
    error = _refused(written(tmp_path, f'a,b\n1,2\n3,"x\n4,5\n{ending}'))
    assert isinstance(error, refusals.OpenQuoteError)
    assert error.values["row"] == 3


def test_letters_of_columns_are_those_of_spreadsheets() -> None:
    letters = [workbooks.column_letters(rank) for rank in (1, 26, 27, 702, 703, 16_384)]
    assert letters == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]  # XFD is Excel's last.
    assert workbooks.column_number("XFD") == 16_384


def test_the_limits_are_those_of_the_documents() -> None:
    assert (files.MAX_MEGABYTES, tables.MAX_ROWS) == (20, 50_000)


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1
).filter(lambda text: text == text.strip() and not text.startswith(("'", "\ufeff")))


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20),
    separator=st.sampled_from(SEPARATORS),
    end=st.sampled_from(["\r", "\n", "\r\n"]),
)
def test_any_table_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    separator: str,
    end: str,
) -> None:
    text = io.StringIO()
    # All quoted: a bare “<html” at the start would be a web page.
    writer = csv.writer(
        text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL
    )
    writer.writerows(rows)
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.getvalue().encode())
    table = read_table(path, separator=separator, encoding="utf-8")
    assert [row.cells for row in table.rows] == [tuple(row) for row in rows]
