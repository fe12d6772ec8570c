"""What is handed to a person: all that is held on them, and nothing of the others."""

import csv
import io
import json
import stat
import zipfile
from datetime import date
from pathlib import Path

import pytest
import vobject
from sqlalchemy import select

from reseau import i18n
from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    ContactKind,
    Nature,
    Origin,
    Purpose,
    RequestKind,
    Role,
)
from reseau.store.models import Actor, ContactField
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.consents import Statement, state_consent
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.privacy.privacy_file import (
    NoFileOfOrganizationError,
    write_person_file,
)
from reseau.usecases.privacy.privacy_requests import add_request
from reseau.usecases.privacy.privacy_status import name_responsible
from tests.records import furnish
from tests.support import Run

NOTES = "Zéphirine Quachevault juge Barnabé Ouimet trop lent. <b>Noter</b>"


def add_person(store: Store, name: str) -> None:
    add_actor(store, name, kind=ActorKind.PERSON, changes=ActorChanges())


@pytest.fixture
def known(store: Store) -> Store:
    """Give a store with a person, who gave one of two contacts, and somebody else."""
    furnish(store)
    for name in ("Zéphirine Quachevault", "Barnabé Ouimet"):
        add_person(store, name)
    with store.working("test") as work:
        one = work.session.scalars(
            select(Actor).where(Actor.slug == "zephirine-quachevault")
        ).one()
        one.contacts += [
            ContactField(
                kind=ContactKind.EMAIL, value="zq@collectif.example",
                nature=Nature.PROFESSIONAL, origin=Origin.PERSON,
            ),
            ContactField(
                kind=ContactKind.PHONE, value="514 555-0142",
                nature=Nature.PERSONAL, origin=Origin.THIRD_PARTY,
            ),
        ]  # fmt: skip
    entry = Entry(
        title="Rencontre du quartier", held_on=date(2026, 11, 2), notes=NOTES,
        participants=[
            ("Zéphirine Quachevault", Role.PARTICIPANT),
            ("Barnabé Ouimet", Role.PARTICIPANT),
        ],
    )  # fmt: skip
    log_interaction(store, entry)
    state_consent(store, "zephirine-quachevault", Statement(
        Purpose.PUBLIC, ConsentState.GIVEN))  # fmt: skip
    add_request(store, RequestKind.ACCESS, "zephirine-quachevault")
    return store


def page(store: Store, folder: Path, **options: bool) -> str:
    done = write_person_file(store, "zephirine-quachevault", folder, **options)
    return done.page.read_text("utf-8")


def archive(store: Store, folder: Path) -> zipfile.ZipFile:
    done = write_person_file(store, "zephirine-quachevault", folder)
    return zipfile.ZipFile(done.archive)


@pytest.mark.parametrize(
    "text",
    [
        "Zéphirine Quachevault", "zq@collectif.example", "514 555-0142",
        "Rencontre du quartier", "November 2, 2026", "given", "access",
        "December 24, 2026",
    ],
)  # fmt: skip
def test_page_holds_what_is_held(known: Store, tmp_path: Path, text: str) -> None:
    """The answer is due 30 days after November 24."""
    assert text in page(known, tmp_path)


def test_page_names_nobody_else(known: Store, tmp_path: Path) -> None:
    text = page(known, tmp_path)
    assert "juge [another person] trop lent" in text
    assert "Barnabé" not in text
    assert "Ouimet" not in text


def test_text_that_names_others_can_be_withheld(known: Store, tmp_path: Path) -> None:
    text = page(known, tmp_path, withhold=True)
    assert "[text withheld: it names somebody else]" in text
    assert "trop lent" not in text


def test_page_escapes_what_people_typed(known: Store, tmp_path: Path) -> None:
    text = page(known, tmp_path)
    assert "&lt;b&gt;Noter&lt;/b&gt;" in text


def test_page_runs_and_asks_for_nothing(known: Store, tmp_path: Path) -> None:
    text = page(known, tmp_path)
    assert "default-src 'none'; script-src ; style-src 'sha256-" in text
    assert "<script" not in text
    assert "http://" not in text
    assert "https://" not in text


def test_page_names_the_person_in_charge(known: Store, tmp_path: Path) -> None:
    name_responsible(known, "Ana Bell, coordination")
    assert "Ana Bell, coordination" in page(known, tmp_path)


def test_merged_records_are_in_the_file(known: Store, tmp_path: Path) -> None:
    add_person(known, "Zéfirine Quachevault")
    merge_actors(known, "zefirine-quachevault", "zephirine-quachevault")
    assert "Zéfirine" in page(known, tmp_path)


def test_archive_holds_only_what_came_from_the_person(
    known: Store, tmp_path: Path
) -> None:
    content = json.loads(archive(known, tmp_path).read("data.json"))
    assert [(it["what"], it["value"]) for it in content["records"]] == [
        ("email", "zq@collectif.example"),
        ("consent", "public"),
        ("request", "access"),
    ]
    assert content["records"][0]["nature"] == "professional"
    assert {it["origin"] for it in content["records"]} == {"person"}


def test_archive_has_the_same_as_csv(known: Store, tmp_path: Path) -> None:
    text = archive(known, tmp_path).read("data.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [it["value"] for it in rows] == ["zq@collectif.example", "public", "access"]


def test_archive_has_a_contact_card(known: Store, tmp_path: Path) -> None:
    """Read back by vobject."""
    card = vobject.readOne(archive(known, tmp_path).read("contact.vcf").decode())
    assert card.fn.value == "Zéphirine Quachevault"
    assert card.email.value == "zq@collectif.example"
    assert not hasattr(card, "tel")


def test_files_are_private(known: Store, tmp_path: Path) -> None:
    done = write_person_file(known, "zephirine-quachevault", tmp_path / "new" / "one")
    modes = {stat.S_IMODE(it.stat().st_mode) for it in (done.page, done.archive)}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "new" / "one").stat().st_mode) == 0o700


def test_organization_has_no_file(known: Store, tmp_path: Path) -> None:
    with pytest.raises(NoFileOfOrganizationError):
        write_person_file(known, "cdc-rosemont", tmp_path)


def test_page_is_in_the_reader_s_language(known: Store, tmp_path: Path) -> None:
    i18n.use("fr")
    text = page(known, tmp_path)
    assert '<html lang="fr">' in text
    assert "Textes qui vous mentionnent" in text
    assert "juge [une autre personne] trop lent" in text


def test_command_writes_both_files(run: Run, store: Store, tmp_path: Path) -> None:
    add_person(store, "Ana Bell")
    out = str(tmp_path)
    answer = run("privacy", "file", "ana-bell", "--out", out, at=store.address)
    assert answer.code == 0
    assert (tmp_path / "ana-bell.html").is_file()
    assert (tmp_path / "ana-bell.zip").is_file()


def test_notice_is_in_both_languages(run: Run, store: Store) -> None:
    name_responsible(store, "Ana Bell, coordination")
    typed = ("privacy", "notice", "--both", "--kept-for", "24 mois")
    answer = run(*typed, at=store.address)
    assert "Your rights" in answer.out
    assert "Vos droits" in answer.out
    assert answer.out.count("Ana Bell, coordination") == 2
    assert answer.out.count("24 mois") == 2
    assert "Nobody is named" not in answer.err
