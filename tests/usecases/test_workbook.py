"""The workbook says what the store holds, to whom it may be said, and nothing runs."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select, update

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import ActorKind, ContactKind, Diffusion
from reseau.publish.workbook import Page, TooManyRowsError, workbook_bytes
from reseau.store.models import Actor
from reseau.store.past import dump
from reseau.store.records.sheets import APART, Reader, referred
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.common.leaving import list_departures
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.workbook import export_workbook, title
from tests.contents import add, fill_every_table, meet, show_to
from tests.support import Run, missing

Table = list[list[Any]]


@pytest.fixture
def known(store: Store) -> Store:
    """Give a store with something in every table, that the team may see."""
    fill_every_table(store)
    with store.working("show all") as work:
        work.session.execute(
            update(Actor).values(merged_into=None, diffusion=Diffusion.INTERNAL)
        )
    return store


def opened(path: Path) -> dict[str, Table]:
    """Read a workbook back: each sheet, heads first."""
    book = CalamineWorkbook.from_path(str(path))
    return {
        name: [list(it) for it in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def written(
    store: Store, folder: Path, shown_to: Diffusion = Diffusion.INTERNAL
) -> Path:
    out = folder / "store.xlsx"
    export_workbook(store, out, shown_to=shown_to)
    return out


def cells(path: Path) -> str:
    return "\n".join(
        str(it) for page in opened(path).values() for row in page for it in row
    )


def test_workbook_reopened_equals_the_tables(known: Store, tmp_path: Path) -> None:
    pages = opened(written(known, tmp_path))
    zone = ZoneInfo("America/Toronto")
    with known.reading() as session:
        sheets = list(Reader(session, Diffusion.INTERNAL).sheets())
        assert {it.table.name for it in sheets} == {
            it.name for it in dump.tables()
        } - APART
        for sheet in sheets:
            _heads, *read = pages[title(sheet.table)]
            place = 0
            for column in sheet.columns:
                place += referred(column) is not None  # Its name stands before it.
                query = select(column).order_by(sheet.table.c.key)
                wanted = [_cell(it, zone) for it in session.scalars(query)]
                assert [row[place] for row in read] == wanted, str(column)
                place += 1


def _cell(value: Any, zone: ZoneInfo) -> object:
    """Give a value as a cell should hold it."""
    if isinstance(value, Word):
        return value.en
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return float(value) if isinstance(value, int) else value or ""


def test_names_stand_beside_the_numbers(known: Store, tmp_path: Path) -> None:
    meet(known, "Ana Bell", "Bob Cole", create=ActorKind.PERSON)
    heads, *rows = opened(written(known, tmp_path))["Participations"]
    assert heads[1:6] == [
        "Interaction", "Interaction (no.)", "Actor", "Actor (no.)", "Role",
    ]  # fmt: skip
    assert {"Ana Bell", "Bob Cole"} <= {row[3] for row in rows}


def test_who_is_shown_to_nobody_is_in_no_cell(store: Store, tmp_path: Path) -> None:
    meet(store, "Ana Bell", "Bob Cole", create=ActorKind.PERSON)
    meet(store, "Bob Cole", title="Call to Ana Bell")
    show_to(store, "Ana Bell", Diffusion.FORBIDDEN)
    said = cells(written(store, tmp_path))
    assert "Bob Cole" in said
    assert "Bell" not in said
    assert "ana-bell" not in said
    assert "Call to […]" in said


def test_group_gets_no_titles_no_notes_and_only_whom_it_may_see(
    known: Store, tmp_path: Path
) -> None:
    meet(known, "Ana Bell", "Bob Cole", title="Of her boss", create=ActorKind.PERSON)
    show_to(known, "Ana Bell", Diffusion.GROUP)
    out = written(known, tmp_path, Diffusion.GROUP)
    said = cells(out)
    assert "Ana Bell" in said
    for kept in ("Bob Cole", "bob-cole", "boss", "@", "514"):
        assert kept not in said
    line, *_older = list_departures(known)
    assert (line.command, line.audience) == ("workbook", "group")


def test_address_of_a_hidden_namesake_is_masked(store: Store, tmp_path: Path) -> None:
    email = {ContactKind.EMAIL: ["marie@exemple.org"]}
    add_actor(
        store, "Marie", kind=ActorKind.PERSON, changes=ActorChanges(contacts=email)
    )
    add(store, "Marie Roy", ActorKind.PERSON)
    meet(store, "Marie Roy", title="Écrire à marie@exemple.org")
    show_to(store, "Marie", Diffusion.FORBIDDEN)
    assert "marie@" not in cells(written(store, tmp_path))


def test_those_withheld_or_erased_are_in_no_part_of_the_file(
    store: Store, tmp_path: Path
) -> None:
    people = ("Aurélie Abramovitz", "Basile Casavant", "Zoé Quenneville", "Bob Cole")
    meet(store, *people, title="Avec Zoé Quenneville", create=ActorKind.PERSON)
    show_to(store, people[0], Diffusion.FORBIDDEN)
    erase_person(store, people[1], reason="demande")
    for audience in Diffusion.INTERNAL, Diffusion.GROUP:
        with zipfile.ZipFile(written(store, tmp_path, audience)) as parts:
            text = "".join(
                f"{it} {parts.read(it).decode('utf-8')}" for it in parts.namelist()
            )
        assert not re.search("(?i)aur[eé]lie|abramovitz|basile|casavant", text)
        assert ("Quenneville" in text) is (audience is Diffusion.INTERNAL)


def test_merged_records_are_no_rows_left_out(store: Store, tmp_path: Path) -> None:
    for name in ("CDC Nord", "C.D.C. Nord"):
        add(store, name)
    merge_actors(store, "cdc-nord", "c-d-c-nord")
    made = export_workbook(store, tmp_path / "a.xlsx", shown_to=Diffusion.INTERNAL)
    assert made.left_out == 0


def test_rows_left_out_are_counted(store: Store, tmp_path: Path) -> None:
    meet(store, "Ana Bell", "Bob Cole", create=ActorKind.PERSON)
    show_to(store, "Ana Bell", Diffusion.FORBIDDEN)
    made = export_workbook(store, tmp_path / "a.xlsx", shown_to=Diffusion.INTERNAL)
    assert made.left_out == 2  # Herself, and her part in the meeting.


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1", "https://a.example/x"])
def test_nothing_typed_is_a_formula_or_a_link(text: str) -> None:
    content = workbook_bytes([Page("A", ("Name",), ((text,),))])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts.namelist()
    assert not re.search(r"<f[ >]|<hyperlink", sheet)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a" * 40_000, "a" * 32_766 + "…"),
        ("😀" * 20_000, "😀" * 16_383 + "…"),  # Two units each: 32,767 in all.
        ("a" * 32_767, "a" * 32_767),
        ("a\x00b\x1bc\ud800d", "a\x00b\x1bc?d"),
        ("_x0041_", "_x0041_"),  # No escape, as somebody typed it.
    ],
)
def test_text_is_what_a_cell_takes(text: str, read: str) -> None:
    content = workbook_bytes([Page("A", ("Note",), ((text,),))])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        ET.fromstring(parts.read("xl/sharedStrings.xml"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_name("A").to_python()[1] == [read]


def test_moments_are_whole_seconds(store: Store, tmp_path: Path) -> None:
    add(store, "Exeko")  # Now, to the millisecond or finer.
    heads, row = opened(written(store, tmp_path))["Actors"]
    moments = [it for it in row if isinstance(it, datetime)]
    assert moments
    assert all(it.microsecond == 0 for it in moments), heads


def test_same_store_gives_the_same_bytes(known: Store, tmp_path: Path) -> None:
    first = written(known, tmp_path).read_bytes()
    assert written(known, tmp_path).read_bytes() == first


def test_days_that_excel_lacks_stay_readable(tmp_path: Path) -> None:
    out = tmp_path / "old.xlsx"
    out.write_bytes(workbook_bytes([Page("A", ("Day",), ((date(1899, 5, 4),),))]))
    assert opened(out)["A"][1] == ["1899-05-04"]


def test_sheets_too_much_alike_are_told_apart() -> None:
    long = "Territories of the interactions of committees"
    content = workbook_bytes([Page(long, ("A",), ()), Page(long, ("A",), ())])
    names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
    assert names == [
        "Territories of the interactions", "Territories of the interactio 2",
    ]  # fmt: skip


def test_more_rows_than_a_sheet_takes_are_refused() -> None:
    with pytest.raises(TooManyRowsError):
        workbook_bytes([Page("A", ("n",), ((1,),) * 1_048_576)])


def test_every_head_of_a_sheet_is_another(known: Store, tmp_path: Path) -> None:
    for page in opened(written(known, tmp_path)).values():
        assert len({*page[0]} - {""}) == len([it for it in page[0] if it != ""])


def test_french_workbook_is_in_french(run: Run, tmp_path: Path) -> None:
    database = str(tmp_path / "base.sqlite")
    assert run("init", "--database", database).code == 0
    out = tmp_path / "classeur.xlsx"
    answer = run("classeur", str(out), "--base", database, lang="fr")
    assert answer.code == 0
    pages = opened(out)
    assert list(pages)[:3] == ["Lisez-moi", "Définitions", "Acteurs"]
    # Whoever adds a column gives its word and its meaning in both languages.
    heads = {str(it) for name, page in pages.items() for it in page[0]}
    assert not {it for it in heads if "_" in it}
    meanings = [row[2] for row in pages["Définitions"][1:]]
    assert all(meanings)
    assert "Qui a pris part" not in meanings  # No language mixed with the other.
    assert not {it for it in map(str, meanings) if it.startswith(("The ", "Who "))}


def test_libreoffice_converts_it_without_loss(known: Store, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice")
        return
    out = written(known, tmp_path)
    before = opened(out)
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "ods", "--outdir", str(tmp_path), str(out)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert opened(out.with_suffix(".ods")) == before


def test_empty_store_has_its_sheets(store: Store, tmp_path: Path) -> None:
    pages = opened(written(store, tmp_path))
    assert [len(pages[it]) for it in ("Actors", "Interactions")] == [1, 1]


def test_actor_added_is_there(store: Store, tmp_path: Path) -> None:
    add(store, "Exeko")
    assert "Exeko" in cells(written(store, tmp_path))
