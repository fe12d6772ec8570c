"""Workshops come back: the blank workbook, filled in, imported, measured."""

import io
import json
import zipfile
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from reseau.domain.vocabulary import Diffusion
from reseau.exchange.influence.influence_sheets import read_assertions
from reseau.exchange.influence.influence_template import (
    Form,
    Template,
    template_workbook,
)
from reseau.store.session import Store
from reseau.usecases.influence.assertion_lists import AssertionFilter, list_influences
from reseau.usecases.influence.assertions import Saying, add_objective, assert_influence
from reseau.usecases.influence.import_influence import (
    InfluenceDefaults,
    InfluenceReport,
    import_influences,
)
from reseau.usecases.influence.influence_form import (
    FormQuestion,
    NoActorsError,
    SeveralThemesError,
    write_form,
)
from reseau.usecases.influence.influence_measures import mactor_report
from reseau.usecases.influence.influence_view import InfluenceQuestion
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import ORGANIZATION, PERSON, add, rows_of, show_to

GOLDEN = Path(__file__).parents[1] / "data" / "goldens" / "13_mactor_aeroports_de_paris"
DAY = date(2026, 11, 3)


def golden(name: str) -> Any:  # JSON has no better type.
    return json.loads((GOLDEN / name).read_text("utf-8"))


@pytest.fixture
def three(store: Store) -> Store:
    for name in ("CDC", "RUI", "Ville"):
        add(store, name, ORGANIZATION)
    add(store, "Nadia Roy", PERSON)
    return store


def bring(
    store: Store, tmp_path: Path, text: str, *, dry_run: bool = False, **more: Any
) -> InfluenceReport:
    path = tmp_path / "influences.csv"
    path.write_text(text, "utf-8")
    defaults = InfluenceDefaults(**({"by": "Nadia Roy"} | more))
    return import_influences(
        store, read_assertions(str(path)), defaults=defaults, dry_run=dry_run
    )


MATRIX = ";CDC;RUI\nCDC;;3\nRUI;1;\n"


def test_paris_airports_through_a_workshop(store: Store, tmp_path: Path) -> None:
    """Godet's sample: blank workbook, filled in, imported, the published balance."""
    mdi, mao, wanted = golden("MDI.json"), golden("2MAO.json"), golden("expected.json")
    for name in mdi["actors"]:
        add(store, name, ORGANIZATION)
    add(store, "Nadia Roy", PERSON)
    for name in mao["objectives"]:
        add_objective(store, name)
    blank = tmp_path / "blank.xlsx"
    write_form(
        store, blank,
        FormQuestion(actors=mdi["actors"], assessors=["Nadia Roy"], day=DAY),
    )  # fmt: skip
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(filled_in(blank, mdi, mao))
    done = import_influences(
        store, read_assertions(str(filled)), defaults=InfluenceDefaults()
    )
    assert (done.problems, done.counts["influences", "new"]) == ([], 30)
    main = mactor_report(store, InfluenceQuestion()).main
    assert main is not None
    assert main.tables.balance is not None
    found = dict(zip(main.tables.actors, main.tables.balance, strict=True))
    published = dict(zip(mdi["actors"], wanted["Ri_LIPSOR_recommended"], strict=True))
    assert found == pytest.approx(published, abs=5e-7)


def filled_in(blank: Path, mdi: Any, mao: Any) -> bytes:
    """Fill a workbook in by the names of its rows and columns, as a person would."""
    down, actors, strengths = _filled(blank, "Influence", mdi, mdi["actors"])
    _down, aims, stances = _filled(blank, "Positions", mao, mao["objectives"])
    assert down == actors
    form = Form("Nadia Roy", "Nadia Roy", strengths, stances)
    return template_workbook(Template(actors, aims, [form], "", DAY))


def _filled(
    blank: Path, kind: str, given: Any, columns: list[str]
) -> tuple[list[str], list[str], dict[tuple[int, int], int]]:
    """Give the names of a sheet's rows and columns, and what goes in its cells."""
    book = python_calamine.CalamineWorkbook.from_path(str(blank))
    sheet = next(it for it in book.sheet_names if it.startswith(kind))
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    across = [str(it) for it in rows[4][1:]]
    down = [str(row[0]) for row in takewhile(lambda it: it[0], rows[5:])]
    cells = {
        (i, j): given["matrix"][given["actors"].index(one)][columns.index(other)]
        for i, one in enumerate(down)
        for j, other in enumerate(across)
        if one != other
    }
    return down, across, cells


def test_second_import_changes_nothing(three: Store, tmp_path: Path) -> None:
    bring(three, tmp_path, MATRIX)
    before = rows_of(three)
    again = bring(three, tmp_path, MATRIX)
    assert (again.changes, again.operation, rows_of(three)) == (0, None, before)


def test_same_values_on_another_day_are_known(
    three: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(three, tmp_path, MATRIX)
    monkeypatch.setenv("RESEAU_NOW", "2026-12-24T15:00:00+00:00")
    assert bring(three, tmp_path, MATRIX).changes == 0


def test_other_values_on_another_day_are_new(
    three: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(three, tmp_path, MATRIX)
    monkeypatch.setenv("RESEAU_NOW", "2026-12-24T15:00:00+00:00")
    done = bring(three, tmp_path, MATRIX.replace("3", "4"))
    assert (done.counts["influences", "new"], done.counts["influences", "known"]) == (
        1,
        1,
    )
    assert len(rows_of(three)["influence"]) == 3


def test_other_values_on_the_stated_day_change(three: Store, tmp_path: Path) -> None:
    bring(three, tmp_path, MATRIX, on=DAY)
    done = bring(three, tmp_path, MATRIX.replace("3", "4"), on=DAY)
    assert done.counts["influences", "changed"] == 1
    assert len(rows_of(three)["influence"]) == 2


def test_dry_run_writes_nothing(three: Store, tmp_path: Path) -> None:
    before = rows_of(three)
    assert bring(three, tmp_path, MATRIX, dry_run=True).changes == 2
    assert rows_of(three) == before


def test_import_is_undone_at_once(three: Store, tmp_path: Path) -> None:
    before = rows_of(three)
    bring(three, tmp_path, MATRIX)
    undo_operation(three, None)
    assert rows_of(three) == before


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (MATRIX.replace("RUI", "Ailleurs"), ["C1"]),
        (MATRIX.replace("3", "7"), ["C2"]),
        ("acteur;Loyers\nCDC;2\n", ["B1"]),
        (f"Thème;licornes\n{MATRIX}", ["B1"]),
        (f"Évalué par;Personne\n{MATRIX}", ["B1"]),
    ],
)
def test_nothing_is_written_when_a_cell_is_wrong(
    three: Store, tmp_path: Path, text: str, cells: list[str]
) -> None:
    before = rows_of(three)
    done = bring(three, tmp_path, text)
    assert done.blocked
    assert [it.column for it in done.problems] == cells
    assert rows_of(three) == before


def test_homonyms_are_refused_with_their_codes(three: Store, tmp_path: Path) -> None:
    add(three, "RUI", PERSON)
    [problem] = bring(three, tmp_path, MATRIX).problems
    assert "rui-2" in str(problem.error)


def test_code_beside_a_name_tells_homonyms_apart(three: Store, tmp_path: Path) -> None:
    add(three, "RUI", PERSON)
    done = bring(three, tmp_path, MATRIX.replace("RUI", "RUI (@rui-2)"))
    assert done.problems == []


def test_actors_and_objectives_are_added_when_asked(
    three: Store, tmp_path: Path
) -> None:
    text = "acteur;Loyers\nCentre neuf;-2\n"
    done = bring(three, tmp_path, text, create=ORGANIZATION, create_objectives=True)
    assert (done.problems, len(done.added)) == ([], 2)


def test_list_that_was_exported_comes_back(three: Store, tmp_path: Path) -> None:
    text = "source,target,theme,strength,asserted_by,asserted_on,evidence\nCDC,RUI,,2,Nadia Roy,2026-11-03,vu\n"
    bring(three, tmp_path, text, by=None)
    [found] = list_influences(three, AssertionFilter(), lang="fr")
    assert (found.strength, found.asserted_by, found.asserted_on, found.evidence) == (
        2, "Nadia Roy", DAY, "vu",
    )  # fmt: skip


def test_template_names_homonyms_with_their_codes(three: Store, tmp_path: Path) -> None:
    add(three, "RUI", PERSON)
    out = tmp_path / "form.xlsx"
    write_form(three, out, FormQuestion(actors=["cdc", "@rui-2"]))
    assert "RUI (@rui-2)" in strings(out)


def test_template_shows_nobody_who_is_shown_to_nobody(
    three: Store, tmp_path: Path
) -> None:
    add(three, "Luc Roy", PERSON)
    show_to(three, "Luc Roy", Diffusion.FORBIDDEN)
    out = tmp_path / "form.xlsx"
    write_form(three, out, FormQuestion(actors=["CDC", "RUI", "Luc Roy"]))
    assert "Luc" not in strings(out)


def test_filled_template_holds_what_was_said(three: Store, tmp_path: Path) -> None:
    said = Saying("Nadia Roy", DAY)
    assert_influence(three, ("CDC", "RUI"), strength=3, saying=said)
    out = tmp_path / "form.xlsx"
    write_form(three, out, FormQuestion(filled=True, day=DAY))
    [found] = read_assertions(str(out)).found
    assert (found.first.text, found.second.text, found.value) == ("CDC", "RUI", 3)


def test_filled_template_comes_back_on_the_theme_it_was_said_on(
    three: Store, tmp_path: Path
) -> None:
    add_theme(three, fr="habitation", en="housing", changes=ThemeChanges())
    said = Saying("Nadia Roy", DAY)
    assert_influence(three, ("CDC", "RUI"), strength=3, theme="habitation", saying=said)
    out = tmp_path / "form.xlsx"
    write_form(three, out, FormQuestion(filled=True, day=DAY))
    done = import_influences(
        three, read_assertions(str(out)), defaults=InfluenceDefaults()
    )
    assert (done.changes, done.counts["influences", "known"]) == (0, 1)
    assert_influence(three, ("CDC", "RUI"), strength=1, saying=said)
    with pytest.raises(SeveralThemesError):
        write_form(three, out, FormQuestion(filled=True, day=DAY))


def test_template_of_nobody_is_refused(three: Store, tmp_path: Path) -> None:
    with pytest.raises(NoActorsError):
        write_form(three, tmp_path / "form.xlsx", FormQuestion(actors=["CDC"]))


def strings(out: Path) -> str:
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as book:
        return book.read("xl/sharedStrings.xml").decode()
