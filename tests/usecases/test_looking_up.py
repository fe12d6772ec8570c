"""A search that listed people is noted: who, when, its filters; never its words."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from reseau.domain import clock
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.models import Departure
from reseau.store.privacy.looked_up import KEPT
from reseau.store.session import Store
from reseau.usecases.common.leaving import list_departures
from reseau.usecases.exchanging.whole_store import store_text
from reseau.usecases.log.looking_up import note_listed
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import meet, operations
from tests.support import Run


@pytest.fixture
def known(store: Store) -> Store:
    """Give a store where two people met, one of an organization."""
    meet(store, "Zéphirine Quachevault", "Bob Cole", create=ActorKind.PERSON)
    meet(store, "Zéphirine Quachevault", "Solon", create=ActorKind.ORGANIZATION)
    return store


def listed(store: Store, text: str, *slugs: str) -> None:
    note_listed(store, "find", text, slugs, shown_to=Diffusion.INTERNAL)


def test_search_on_the_screen_is_noted_without_its_words(
    known: Store, run: Run
) -> None:
    assert run("find", "Zephirine", "type:actor", at=known.address).code == 0
    [line] = list_departures(known)
    assert (line.command, line.author, line.count) == ("find", "tester", 1)
    assert (line.audience, line.sha256) == ("internal", "")
    assert json.loads(line.chosen) == {"type": "actor"}
    assert "zephirine" not in line.chosen


def test_search_of_experts_is_noted(known: Store, run: Run) -> None:
    who = "zephirine-quachevault"
    add_theme(known, "Logement", "Housing", changes=ThemeChanges())
    declared = run("expert", "declare", who, "Logement", at=known.address)
    assert declared.code == 0, declared.err
    assert run("expert", "find", "theme:Logement", at=known.address).code == 0
    [line] = list_departures(known, who=who)
    assert (line.command, line.chosen) == ("expert find", '{"theme": "Logement"}')


def test_who_was_listed_is_known(known: Store) -> None:
    listed(known, "bonjour", "bob-cole", "solon")
    assert len(list_departures(known, who="bob-cole")) == 1
    assert list_departures(known, who="zephirine-quachevault") == []


def test_search_that_lists_organizations_alone_is_not_noted(known: Store) -> None:
    listed(known, "bonjour", "solon")
    listed(known, "bonjour")
    assert list_departures(known) == []


def test_audit_tells_searches_and_the_file_of_a_person_does_not(
    known: Store, run: Run, tmp_path: Path
) -> None:
    listed(known, "bonjour", "bob-cole")
    audit = run("privacy", "audit", "--person", "bob-cole", at=known.address)
    assert "find" in audit.out
    run("privacy", "file", "bob-cole", "--out", str(tmp_path), at=known.address)
    page = (tmp_path / "bob-cole.html").read_text("utf-8")
    assert "Nothing is held" in page.partition("Files you were in that left")[2]


def test_search_is_no_operation_that_undo_would_take_back(known: Store) -> None:
    before = operations(known)
    listed(known, "bonjour", "bob-cole")
    assert operations(known) == before


def test_search_is_forgotten_after_two_years(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed(known, "bonjour", "bob-cole")
    later = clock.now() + KEPT + timedelta(days=1)
    monkeypatch.setenv("RESEAU_NOW", later.isoformat())
    listed(known, "bonjour", "bob-cole")
    with known.reading() as session:
        kept = session.scalars(select(Departure.left_at)).all()
    assert kept == [later]


def test_nothing_of_the_person_is_left_in_the_register(known: Store) -> None:
    listed(known, "Quachevault", "zephirine-quachevault")
    erase_person(known, "zephirine-quachevault")
    assert "uachevault" not in store_text(known)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_store_that_can_only_be_read_is_searched(
    sqlite_store: Store, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    meet(sqlite_store, "Bob Cole", "Ana Bell", create=ActorKind.PERSON)
    monkeypatch.setattr(
        "reseau.store.privacy.looked_up.is_writable", lambda _file: False
    )
    assert "Bob Cole" in run(
        "find", "-Ana", "Bob", at=sqlite_store.address
    ).out.replace("*", "")
    assert list_departures(sqlite_store) == []
