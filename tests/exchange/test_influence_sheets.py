"""Matrices and lists of influences, out of CSV files and of our own workbook."""

from datetime import date
from pathlib import Path

import pytest

from reseau.exchange.influence.influence_sheets import (
    FoundAssertion,
    NoMatrixError,
    SheetsRead,
    read_assertions,
)
from reseau.exchange.influence.influence_template import (
    Form,
    Template,
    template_workbook,
)
from reseau.exchange.text.refusals import EmptyFileError, MissingFileError


def read(tmp_path: Path, text: str) -> SheetsRead:
    path = tmp_path / "influences.csv"
    path.write_text(text, "utf-8")
    return read_assertions(str(path))


def plain(it: FoundAssertion) -> tuple[bool, str, str, int]:
    return it.influence, it.first.text, it.second.text, it.value


def told(found: SheetsRead) -> list[tuple[str, str]]:
    return [(it.column, str(it.error)) for it in found.problems]


def test_matrix_of_influences(tmp_path: Path) -> None:
    found = read(tmp_path, ";CDC;RUI\nCDC;;3\nRUI;0;-\n")
    assert list(map(plain, found.found)) == [
        (True, "CDC", "RUI", 3),
        (True, "RUI", "CDC", 0),
    ]


def test_empty_cell_is_not_a_zero(tmp_path: Path) -> None:
    assert len(read(tmp_path, ";CDC;RUI\nCDC;;\nRUI;1;\n").found) == 1


def test_matrix_of_positions(tmp_path: Path) -> None:
    found = read(tmp_path, "acteur;Geler;Bâtir\nCDC;−4;+2\n")
    assert list(map(plain, found.found)) == [
        (False, "CDC", "Geler", -4),
        (False, "CDC", "Bâtir", 2),
    ]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (
            "source,target,strength,by,on,theme,evidence",
            "CDC,RUI,2,Nadia,2026-11-03,parcs,vu",
        ),
        (
            "qui influence,cible,force,évaluatrice,date,thème,preuve",
            "CDC,RUI,2,Nadia,2026-11-03,parcs,vu",
        ),
    ],
)
def test_list_of_influences(tmp_path: Path, header: str, line: str) -> None:
    [found] = read(tmp_path, f"{header}\n{line}\n").found
    assert plain(found) == (True, "CDC", "RUI", 2)
    assert found.by is not None
    assert found.theme is not None
    assert (found.by.text, found.on, found.theme.text, found.evidence) == (
        "Nadia", date(2026, 11, 3), "parcs", "vu",
    )  # fmt: skip


def test_list_of_positions_with_priorities(tmp_path: Path) -> None:
    text = "acteur;objectif;position;priorité\nCDC;Geler;-3;4\n"
    [found] = read(tmp_path, text).found
    assert (plain(found), found.priority) == ((False, "CDC", "Geler", -3), 4)


def test_lines_above_a_matrix_say_who_when_and_on_what(tmp_path: Path) -> None:
    text = (
        "Évaluateur;Nadia\nDate;2026-11-03\nThème;parcs\n\n;CDC;RUI\nCDC;;3\nRUI;1;\n"
    )
    found = read(tmp_path, text).found[0]
    assert found.by is not None
    assert found.theme is not None
    assert (found.by.text, found.on, found.theme.text) == (
        "Nadia", date(2026, 11, 3), "parcs",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cell", "said"),
    [
        (";CDC;RUI\nCDC;;5\nRUI;1;\n", "C2", "from 0 to 4, not “5”"),
        (";CDC;RUI\nCDC;;2,5\nRUI;1;\n", "C2", "a whole number"),
        (";CDC;RUI\nCDC;2;1\nRUI;1;\n", "B2", "leave the diagonal empty"),
        (";RUI;RUI\nCDC;0;1\n", "C1", "stands twice"),
        ("acteur;objectif;position\nCDC;Geler;-5\n", "C2", "from -4 to 4"),
        ("source;cible;force\nCDC;;3\n", "C2", "Somebody is missing"),
        ("Date;bientôt\n;CDC;RUI\nCDC;;3\nRUI;1;\n", "B1", "date"),
    ],
)
def test_problem_names_its_cell(
    tmp_path: Path, text: str, cell: str, said: str
) -> None:
    [(place, message)] = told(read(tmp_path, text))
    assert place == cell
    assert said in message


def test_every_problem_is_told(tmp_path: Path) -> None:
    assert len(told(read(tmp_path, ";CDC;RUI\nCDC;9;9\nRUI;9;9\n"))) == 4


def test_zero_on_the_diagonal_is_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, ";CDC;RUI\nCDC;0;3\nRUI;1;0\n")
    assert (len(found.found), found.problems) == (2, [])


def test_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoMatrixError):
        read(tmp_path, "Bonjour\n")


def test_missing_and_empty_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_assertions(str(tmp_path / "none.csv"))
    with pytest.raises(EmptyFileError):
        read(tmp_path, " \n")


def made(
    tmp_path: Path, form: Form, *, actors: tuple[str, ...] = ("CDC", "RUI")
) -> SheetsRead:
    template = Template(actors, ["Geler"], [form], "parcs", date(2026, 11, 3))
    path = tmp_path / "atelier.xlsx"
    path.write_bytes(template_workbook(template))
    return read_assertions(str(path))


def test_blank_workbook_asserts_nothing(tmp_path: Path) -> None:
    found = made(tmp_path, Form("Nadia Roy", "Nadia Roy"))
    assert (found.found, found.problems) == ([], [])
    assert found.sheets == ["Influence Nadia Roy", "Positions Nadia Roy"]


def test_filled_workbook_comes_back(tmp_path: Path) -> None:
    form = Form("Nadia Roy", "Nadia Roy", {(0, 1): 3}, {(1, 0): -4})
    found = made(tmp_path, form)
    assert list(map(plain, found.found)) == [
        (True, "CDC", "RUI", 3),
        (False, "RUI", "Geler", -4),
    ]
    assert {(it.by.text, it.on) for it in found.found if it.by} == {
        ("Nadia Roy", date(2026, 11, 3))
    }


def test_problem_in_a_workbook_names_its_sheet(tmp_path: Path) -> None:
    found = made(tmp_path, Form("Nadia Roy", "Nadia Roy", {(0, 1): 7}))
    assert [place for place, _said in told(found)] == ["Influence Nadia Roy!C6"]


def test_name_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x")'
    found = made(tmp_path, Form("", "", {(0, 1): 1}), actors=("CDC", name))
    assert found.found[0].second.text == name


def test_long_and_forbidden_names_of_sheets_are_cut(tmp_path: Path) -> None:
    long = "Comité [logement]: " + "très " * 9 + "long"
    found = made(tmp_path, Form(long, long, {(0, 1): 1}))
    assert max(map(len, found.sheets)) <= 31


def test_two_assessors_of_one_name_have_a_sheet_each(tmp_path: Path) -> None:
    forms = [
        Form("Marie Roy", "Marie Roy (@marie)"),
        Form("Marie Roy", "Marie Roy (@m)"),
    ]
    template = Template(["CDC", "RUI"], [], forms, "", date(2026, 11, 3))
    path = tmp_path / "atelier.xlsx"
    path.write_bytes(template_workbook(template))
    assert read_assertions(str(path)).sheets == [
        "Influence Marie Roy",
        "Influence Marie Roy 2",
    ]
