"""Contacts imported from cards and from exports; all people are invented."""

from pathlib import Path

import pytest

from reseau.store.session import Store
from reseau.usecases.exchanging.import_contacts import (
    UnknownContactsError,
    read_contact_files,
)
from reseau.usecases.exchanging.importing import ImportReport, read_sources, run_import
from reseau.usecases.log.memory import undo_operation
from tests.contents import PERSON, add, operations, rows_of

CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:Tremblay;Ève;;;
FN:Ève Tremblay
ORG:CDC du Parc
TITLE:Coordination
EMAIL;TYPE=WORK:eve@cdc.example
TEL;TYPE=WORK:514 555-0101
BDAY:19800101
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Roy;Luc;;;
FN:Luc Roy
EMAIL:luc@cdc.example
END:VCARD
"""
# The header that Google writes, cut to what is read; Outlook's, in French, likewise.
GOOGLE = """\
First Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Value
Ève,Tremblay,CDC du Parc,Coordination,* myContacts,eve@cdc.example
"""
OUTLOOK = """\
Prénom,Nom,Société,Fonction,Téléphone (bureau),Adresse de messagerie
Ève,Tremblay,CDC du Parc,Coordination,514 555-0101,eve@cdc.example
"""
AGENDA = """\
Subject,Start Date,Start Time,End Date,End Time,All day event
Table logement,11/24/2026,1:00:00 PM,11/24/2026,2:00:00 PM,False
"""


def take(store: Store, folder: Path, **texts: str) -> ImportReport:
    """Import files: ``take(store, folder, a_vcf=CARDS)``."""
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, "utf-8")
        paths.append(str(path))
    return run_import(store, read_contact_files(paths))


def column(store: Store, table: str, name: str) -> list[object]:
    return [it[name] for it in rows_of(store)[table]]


def test_cards_come_in_with_how_to_reach_people_and_where_they_work(
    store: Store, tmp_path: Path
) -> None:
    done = take(store, tmp_path, a_vcf=CARDS)
    assert (len(done.created), done.wrong) == (2, 0)
    assert column(store, "actor", "name") == ["Ève Tremblay", "CDC du Parc", "Luc Roy"]
    assert set(column(store, "contact_field", "value")) == {
        "eve@cdc.example", "514 555-0101", "luc@cdc.example",
    }  # fmt: skip
    assert column(store, "affiliation", "title") == ["Coordination"]


def test_second_import_of_cards_changes_nothing(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, a_vcf=CARDS)
    before = rows_of(store)
    again = take(store, tmp_path, a_vcf=CARDS)
    assert (again.changes_nothing, len(again.known)) == (True, 2)
    assert (rows_of(store), operations(store)) == (before, 1)


def test_undo_takes_cards_back(store: Store, tmp_path: Path) -> None:
    add(store, "Luc Roy", PERSON)
    before = rows_of(store)
    take(store, tmp_path, a_vcf=CARDS)
    undo_operation(store, None)
    assert rows_of(store) == before


@pytest.mark.parametrize("text", [GOOGLE, OUTLOOK], ids=["google", "outlook"])
def test_known_exports_need_no_profile(
    sqlite_store: Store, tmp_path: Path, text: str
) -> None:
    done = take(sqlite_store, tmp_path, a_csv=text)
    assert [it for it, _slug in done.added_actors] == ["Ève Tremblay", "CDC du Parc"]
    assert "eve@cdc.example" in column(sqlite_store, "contact_field", "value")
    assert column(sqlite_store, "affiliation", "title") == ["Coordination"]


def test_one_person_in_cards_and_in_an_export_is_one(
    sqlite_store: Store, tmp_path: Path
) -> None:
    take(sqlite_store, tmp_path, a_vcf=CARDS, b_csv=GOOGLE)
    assert column(sqlite_store, "actor", "name").count("Ève Tremblay") == 1


@pytest.mark.parametrize("text", ["Nom;Ville\nÈve;Montréal\n", AGENDA])
def test_table_that_is_no_export_of_contacts_is_refused(
    sqlite_store: Store, tmp_path: Path, text: str
) -> None:
    done = take(sqlite_store, tmp_path, a_csv=text)
    [refused] = done.sources.refused
    assert (done.blocked, type(refused.error)) == (True, UnknownContactsError)


def test_wrong_file_does_not_hide_the_others(
    sqlite_store: Store, tmp_path: Path
) -> None:
    done = take(sqlite_store, tmp_path, a_vcf="<html>", b_vcf=CARDS)
    assert (len(done.sources.refused), len(done.sources.files)) == (1, 1)


# Tables whose profile nobody named


def test_calendar_of_outlook_as_a_table_is_recognized(
    sqlite_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "agenda.csv"
    path.write_text(AGENDA, "utf-8")
    sources = read_sources([str(path)], profile=None, kind="interactions")
    assert sources.profile.name == "outlook-calendar"
    assert len(run_import(sqlite_store, sources).created) == 1


def test_table_of_no_known_layout_is_read_by_the_profile_of_its_kind(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Date;Titre\n2026-11-24;Table\n", "utf-8")
    sources = read_sources([str(path)], profile=None, kind="interactions")
    assert sources.profile.name == "interactions"


def test_missing_file_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    missing = str(tmp_path / "rien.csv")
    sources = read_sources([missing], profile=None, kind="actors")
    assert len(sources.refused) == 1
