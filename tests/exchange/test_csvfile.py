import csv
import io
import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.exchange.text.csvfile import Separator, csv_text, unguarded


def _cell(value: object) -> str:
    """Give the one cell of a one-cell table, without its guard."""
    return _raw(value).removeprefix("\ufeff")


def _raw(value: object) -> str:
    table = csv_text(["x"], [[value]])  # type: ignore[list-item]  # Any cell.
    return list(csv.reader(io.StringIO(table, newline=""), delimiter=";"))[1][0]


def test_french_excel_opens_it_by_default() -> None:
    # Worked by hand: the mark of UTF-8, semicolons, CRLF, quotes only where needed.
    table = csv_text(["Nom", "Liens"], [["L'Écuyer", 3], ["Centre; du Plateau", 0]])
    assert table.encode("utf-8") == (
        b'\xef\xbb\xbfNom;Liens\r\nL\'\xc3\x89cuyer;3\r\n"Centre; du Plateau";0\r\n'
    )


def test_mark_can_be_left_out_and_separator_changed() -> None:
    assert csv_text(["a", "b"], [[1, 2]], separator=",", bom=False) == "a,b\r\n1,2\r\n"


def test_table_without_rows_is_its_header() -> None:
    assert csv_text(["a", "b"], [], bom=False) == "a;b\r\n"


@pytest.mark.parametrize(
    "formula",
    [
        # OWASP, “CSV Injection”: the characters that start a formula.
        '=HYPERLINK("http://x","y")',
        "+1+1",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        "＝1+1",
    ],
)
def test_text_that_starts_a_formula_is_guarded(formula: str) -> None:
    assert _cell(formula) == f"'{formula}"


def test_carriage_return_cannot_hide_a_formula() -> None:
    assert _cell("\r=1+1") == "'\n=1+1"


def test_dropped_control_character_cannot_hide_a_formula() -> None:
    assert _cell("\x00\x1b=1+1") == "'=1+1"


def test_column_name_is_guarded_too() -> None:
    assert csv_text(["=a"], [], bom=False) == "'=a\r\n"


@pytest.mark.parametrize("text", ["'tis", "L'Écuyer", "a=b", "1-2", ""])
def test_innocent_text_is_left_alone(text: str) -> None:
    assert _cell(text) == text
    assert unguarded(text) == text


def test_quoted_formula_comes_back_with_its_quote() -> None:
    assert _cell("'=1") == "''=1"
    assert unguarded("''=1") == "'=1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (10**20, "100000000000000000000"),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 14, 30, tzinfo=UTC), "2026-11-24T14:30:00+00:00"),
        (math.nan, ""),
        (-math.inf, ""),
    ],
)
def test_values_are_written_plainly(value: object, expected: str) -> None:
    assert _cell(value) == expected


def test_negative_number_needs_no_guard() -> None:
    assert _cell(-0.5) == "-0,5"


@pytest.mark.parametrize(
    ("separator", "expected"), [(";", "1,5"), (",", "1.5"), ("\t", "1.5"), ("|", "1.5")]
)
def test_decimal_sign_goes_with_the_separator(
    separator: Separator, expected: str
) -> None:
    table = csv_text(["x"], [[1.5]], separator=separator, bom=False)
    assert table == f"x\r\n{expected}\r\n"


def test_control_characters_and_lone_surrogates_are_dropped() -> None:
    assert _cell("a\x00b\x0bc\x85d\ud800e\tf") == "abcde\tf"


def test_line_ends_inside_a_cell_become_the_one_excel_uses() -> None:
    assert _cell("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        csv_text(["a", "b"], [[1]])


_SEPARATORS: st.SearchStrategy[Separator] = st.sampled_from([";", ",", "\t", "|"])
_TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\t\n'=+-@＝\";,")
)


@settings(deadline=None)
@given(rows=st.lists(st.lists(_TEXTS, min_size=3, max_size=3)), separator=_SEPARATORS)
def test_reading_back_gives_the_same_cells(
    rows: list[list[str]], separator: Separator
) -> None:
    columns = ["nom", "=x", "'+y"]
    table = csv_text(columns, rows, separator=separator)
    lines = io.StringIO(table.removeprefix("\ufeff"), newline="")
    read = [
        [unguarded(it) for it in row] for row in csv.reader(lines, delimiter=separator)
    ]
    assert read == [columns, *rows]


@settings(deadline=None)
@given(st.text(st.characters()))
def test_no_text_is_ever_written_as_a_formula(text: str) -> None:
    assert _cell(text)[:1] not in set("=+-@\t\r")


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_number_read_back_is_the_same(number: float) -> None:
    assert float(_cell(number).replace(",", ".")) == number
