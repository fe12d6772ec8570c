"""An erased person is nowhere: in a title, a setting, a computer's name, by chance.

All people are invented.
"""

import json
import zlib
from datetime import date

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import ActorKind, CommitteeKind, Role
from reseau.store.models import Change, Interaction, Operation
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.privacy import erasing
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.for_good import writing
from tests.contents import rows_of
from tests.support import Run

NAME = "Zéphirine Quachevault"
SLUG = "zephirine-quachevault"
WORDS = ("zéphirine", "zephirine", "quachevault")


@pytest.fixture
def named(store: Store) -> Store:
    """Give a store with the person, and an organization."""
    add_actor(store, "CDC Nord", kind=ActorKind.ORGANIZATION, changes=ActorChanges())
    add_actor(store, NAME, kind=ActorKind.PERSON, changes=ActorChanges())
    return store


def meet(store: Store, title: str) -> None:
    """Log a meeting of that title."""
    with_nord = [("cdc-nord", Role.HOST)]
    entry = Entry(title=title, held_on=date(2026, 11, 20), participants=with_nord)
    log_interaction(store, entry)


def told_in(store: Store) -> list[str]:
    """Give the words of the name that any row or the history still has."""
    content = json.dumps(rows_of(store), ensure_ascii=False)
    with store.reading() as session:
        packed = session.scalars(select(Change.rows)).all()
    content += "".join(zlib.decompress(it).decode() for it in packed)
    return [it for it in WORDS if it in content.casefold()]


_COMMANDS = {
    "product": ("product", "add", f"Portrait de {NAME}", "--kind", "portrait"),
    "mission": ("mission", "add", f"Appuyer {NAME}", "--hypothesis", "Si", "--due", "2027-01-01"),
    "strategy": ("strategy", "add", f"Avec {NAME}", "--target", "cdc-nord", "--change", "Oui",
                 "--start", "2026-01-01", "--due", "2027-01-01"),
    "objective": ("influence", "objective", f"Le siège de {NAME}"),
    "theme": ("theme", "add", "--fr", "Glanage", "--en", "Gleaning", "--note", f"Mot de {NAME}"),
    "sector": ("actor", "edit", "cdc-nord", "--sector", f"Fondée par {NAME}"),
    "incident": ("privacy", "incident", f"Liste de {NAME} égarée", "--information", "noms"),
    "in charge": ("privacy", "responsible", f"{NAME}, coordination"),
}  # fmt: skip


@pytest.mark.parametrize("typed", _COMMANDS.values(), ids=_COMMANDS)
def test_person_is_hidden_wherever_they_were_named(
    run: Run, named: Store, typed: tuple[str, ...]
) -> None:
    said = run(*typed, at=named.address)
    assert said.code == 0, said.err
    assert len(told_in(named)) == len(WORDS)
    done = erase_person(named, SLUG)
    assert (done.left, told_in(named)) == ((), [])


def test_title_keeps_the_rest_and_is_found_by_it(run: Run, named: Store) -> None:
    run(*_COMMANDS["product"], at=named.address)
    run("product", "edit", f"portrait-de-{SLUG}", "--notes", "Relu", at=named.address)
    erase_person(named, SLUG)
    [product] = rows_of(named)["product"]
    assert product["name"] == "Portrait de [person erased]"
    assert product["slug"] == f"portrait-de-person-erased-{product['key']}"
    shown = run("product", "show", str(product["slug"]), at=named.address)
    assert (shown.code, "Portrait de [person erased]" in shown.out) == (0, True)
    found = run("find", "portrait erased", "--format", "json", at=named.address)
    assert "Portrait de [person erased]" in found.out


def test_product_that_is_brought_back_does_not_bring_the_name(
    run: Run, named: Store
) -> None:
    run(*_COMMANDS["product"], at=named.address)
    run("product", "remove", f"portrait-de-{SLUG}", "--yes", at=named.address)
    assert erase_person(named, SLUG).left == ()
    assert run("undo", at=named.address).code == 0
    [product] = rows_of(named)["product"]
    assert product["name_key"] == "portrait de [person erased]"
    assert told_in(named) == []


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nobody_is_in_charge_once_they_are_erased(
    run: Run, named: Store, lang: str
) -> None:
    run(*_COMMANDS["in charge"], at=named.address)
    said = run("privacy", "erase", SLUG, "--yes", at=named.address, lang=lang)
    next_step = {
        "en": "reseau privacy responsible",
        "fr": "reseau vie-privee responsable",
    }
    assert (said.code, next_step[lang] in said.out) == (0, True), said.err
    status = run("privacy", "status", at=named.address)
    assert "Nobody is named as in charge" in status.out


def test_what_the_organization_is_called_is_kept(run: Run, named: Store) -> None:
    from reseau.store.rows import settings  # noqa: PLC0415

    with named.working("test") as work:
        settings.put_setting(work.session, settings.NAME, f"Fonds {NAME}")
    add_committee(
        named, f"Comité {NAME}", kind=CommitteeKind.TABLE, changes=CommitteeChanges()
    )
    done = erase_person(named, SLUG)
    assert [(it.table, it.column) for it in done.called] == [
        ("committee", "name"), ("setting", "value"),
    ]  # fmt: skip
    [kept] = [it for it in rows_of(named)["setting"] if it["name"] == settings.NAME]
    assert (done.left, kept["value"]) == ((), f"Fonds {NAME}")


def test_computer_and_number_of_another_program_are_hidden(named: Store) -> None:
    meet(named, "Café")
    with named.working("test") as work:
        one = work.session.scalars(select(Interaction)).one()
        one.external_id = "20260101-quachevault@agenda.example"
    with writing(named) as session:
        for it in session.scalars(select(Operation)):
            it.host = "portable-de-quachevault"
        session.commit()
    assert erase_person(named, SLUG).left == ()
    [meeting] = rows_of(named)["interaction"]
    assert meeting["external_id"] == f"x-{meeting['key']}"
    assert told_in(named) == []


def test_long_title_still_fits_once_names_are_replaced(named: Store) -> None:
    title = f"{'Zéphirine, ' * 32}et Cie"
    meet(named, title)
    assert erase_person(named, SLUG).left == ()
    [meeting] = rows_of(named)["interaction"]
    assert meeting["title"] == f"{'[…], ' * 32}et Cie"


def test_name_in_another_word_is_not_taken_for_it(store: Store) -> None:
    """“Roman” is in “romantique”, and “milie” begins where “vie” ends."""
    for name in ("Jeanne-Roman Quatresous", "Osias Enonce"):
        add_actor(store, name, kind=ActorKind.PERSON, changes=ActorChanges())
    add_actor(
        store, "Enoncer", kind=ActorKind.ORGANIZATION,
        changes=ActorChanges(sector="Ciné romantique, romanesque"),
    )  # fmt: skip
    for slug in ("jeanne-roman-quatresous", "osias-enonce"):
        assert erase_person(store, slug).left == ()
    sectors = {it["sector"] for it in rows_of(store)["actor"]}
    assert "Ciné romantique, romanesque" in sectors


def test_bytes_that_are_left_are_found(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_actor(sqlite_store, NAME, kind=ActorKind.PERSON, changes=ActorChanges())
    file = sqlite_store.address.file
    assert file is not None

    def not_rewritten(_store: Store) -> bool:
        raw = file.read_bytes()
        file.write_bytes(raw + b"quachevault" + b"\0" * (4096 - len("quachevault")))
        return True

    monkeypatch.setattr(erasing, "make_unreadable", not_rewritten)
    assert str(file) in erase_person(sqlite_store, SLUG).left


def test_row_that_no_class_knows_is_read_too(sqlite_store: Store) -> None:
    import sqlite3  # noqa: PLC0415

    add_actor(sqlite_store, NAME, kind=ActorKind.PERSON, changes=ActorChanges())
    file = sqlite_store.address.file
    with sqlite3.connect(str(file)) as raw:
        raw.execute("CREATE TABLE somebody_s_own (what TEXT)")
        raw.execute("INSERT INTO somebody_s_own VALUES ('vu Quachevault')")
    raw.close()
    assert f"{file} (somebody_s_own)" in erase_person(sqlite_store, SLUG).left
