"""The impact assessment is filled in with what the store says, and names nobody."""

import re
from datetime import date
from pathlib import Path

import pytest

from reseau.domain.retention import DataKind
from reseau.domain.vocabulary import ActorKind, ConsentState, Diffusion, Purpose
from reseau.store.session import Store
from reseau.usecases.actors.consents import Statement, state_consent
from reseau.usecases.exchanging.exporting import export_table
from reseau.usecases.privacy.assessment import say_where, write_assessment
from reseau.usecases.privacy.privacy_status import name_responsible
from reseau.usecases.privacy.retention import set_rule
from tests.contents import meet, show_to
from tests.support import Run


@pytest.fixture
def known(store: Store, tmp_path: Path) -> Store:
    """Give a store with three people, a rule, a consent and a file that left."""
    meet(store, "Zoé Quenneville", "Ana Bell", "Bob Cole", create=ActorKind.PERSON)
    show_to(store, "Ana Bell", Diffusion.PUBLIC)
    state_consent(store, "ana-bell", Statement(Purpose.PUBLIC, ConsentState.GIVEN))
    ended = Statement(
        Purpose.GROUP, ConsentState.GIVEN, date(2026, 1, 1), date(2026, 2, 1)
    )
    state_consent(store, "bob-cole", ended)
    set_rule(store, DataKind.NOTES, months=18)
    export_table(store, tmp_path / "a.csv", table="actors", shown_to=Diffusion.PUBLIC)
    return store


def cells(page: Path) -> list[list[str]]:
    """Give the rows of all tables of a page."""
    rows = re.findall(r"<tr>(.*?)</tr>", page.read_text("utf-8"), re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


def test_both_languages_are_written_with_the_same_rows(
    known: Store, tmp_path: Path
) -> None:
    one, other = write_assessment(known, tmp_path / "out").files
    assert {one.name, other.name} == {"efvp-fr.html", "impact-assessment-en.html"}
    assert [len(it) for it in cells(one)] == [len(it) for it in cells(other)]


def test_it_counts_what_is_held(known: Store, tmp_path: Path) -> None:
    [page] = [it for it in write_assessment(known, tmp_path).files if "en" in it.stem]
    rows = cells(page)
    assert ["participation", "3"] in [[it[0], it[-1]] for it in rows]
    assert ["public", "1", "0", "0", "0"] in rows
    assert ["advisory group", "0", "0", "0", "1"] in rows
    assert ["internal", "the team", "2"] in rows
    assert ["notes of interactions", "18"] in [
        [it[0], it[2]] for it in rows if len(it) == 5
    ]
    assert ["export csv", "public", "1"] in [it[:3] for it in rows]


def test_it_names_nobody(known: Store, tmp_path: Path) -> None:
    for page in write_assessment(known, tmp_path).files:
        text = page.read_text("utf-8")
        assert not re.search("Quenneville|Bell|Cole|zoe-|ana-", text)


def test_it_says_once_that_it_is_not_legal_advice(known: Store, tmp_path: Path) -> None:
    texts = [it.read_text("utf-8") for it in write_assessment(known, tmp_path).files]
    assert [it.count("not legal advice") for it in texts].count(1) == 1
    assert [it.count("pas un avis juridique") for it in texts].count(1) == 1


def test_what_is_named_once_is_in_it(known: Store, tmp_path: Path) -> None:
    assert write_assessment(known, tmp_path).wanting
    name_responsible(known, "Direction générale")
    say_where(known, "Montréal, chez OVH")
    done = write_assessment(known, tmp_path)
    assert not done.wanting
    text = done.files[0].read_text("utf-8")
    assert "Direction générale" in text
    assert "Montréal, chez OVH" in text


def test_command_of_an_empty_store(run: Run, store: Store, tmp_path: Path) -> None:
    done = run(
        "vie-privee", "efvp", "--sortie", str(tmp_path / "x"), lang="fr",
        at=store.address,
    )  # fmt: skip
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    assert "réponses sont laissées" in done.err
