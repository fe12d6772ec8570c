"""``reseau actor``, on both databases and in both languages."""

import json
from typing import Any

import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish_at
from tests.support import Run


def _card(run: Run, at: Address, who: str) -> Any:
    answer = run("actor", "show", who, "--format", "json", at=at)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_actor_added_is_listed(run: Run, address: Address) -> None:
    assert run("actor", "add", "CDC de Rosemont", at=address).code == 0
    listed = json.loads(run("actor", "list", "--format", "json", at=address).out)
    assert [it["name"] for it in listed] == ["CDC de Rosemont"]


def test_actor_is_shown_with_all_that_was_typed(run: Run, address: Address) -> None:
    furnish_at(address)
    typed = (
        "--territory", "Angus", "--territory", "verdun", "--alias", "ÉQ",
        "--theme", "housing", "--email", "eq@example.org", "--phone", "514 555-0100",
        "--web", "https://eq.example.org", "--sector", "environnement",
        "--diffusion", "public", "--notes", "À relancer",
    )  # fmt: skip
    assert run("actor", "add", "  Éco-quartier\t", *typed, at=address).code == 0
    card = _card(run, address, "éq")
    assert (card["slug"], card["name"]) == ("eco-quartier", "Éco-quartier")
    assert card["territories"] == ["Angus", "Verdun"]
    assert card["expertises"] == ["housing"]
    assert [(it["kind"], it["value"], it["nature"]) for it in card["contacts"]] == [
        ("email", "eq@example.org", "professional"),
        ("phone", "514 555-0100", "professional"),
        ("web", "https://eq.example.org", "professional"),
    ]
    kept = ("kind", "sector", "diffusion", "notes", "aliases")
    assert [card[it] for it in kept] == [
        "organization", "environnement", "public", "À relancer", ["ÉQ"],
    ]  # fmt: skip


def test_person_is_internal_unless_said_otherwise(
    run: Run, sqlite_address: Address
) -> None:
    run("actor", "add", "Côté, Luc", "--kind", "personne", at=sqlite_address)
    card = _card(run, sqlite_address, "luc-cote")
    assert (card["name"], card["diffusion"]) == ("Luc Côté", "internal")


def test_homonym_is_added_when_told_apart(run: Run, sqlite_address: Address) -> None:
    typed = ("actor", "add", "Marie Roy", "--kind", "person")
    assert run(*typed, at=sqlite_address).code == 0
    assert run(*typed, at=sqlite_address).code == 5
    assert run(*typed, "--apart", "Verdun", at=sqlite_address).code == 0
    assert _card(run, sqlite_address, "marie-roy-2")["apart"] == "Verdun"


def test_homonyms_are_told_apart_by_what_was_said(
    run: Run, sqlite_address: Address
) -> None:
    typed = ("actor", "add", "Marie Roy", "--kind", "person", "--apart")
    run(*typed, "Verdun", at=sqlite_address)
    run(*typed, "Rosemont", at=sqlite_address)
    answer = run("actor", "edit", "marie roy", "--sector", "x", at=sqlite_address)
    assert answer.code == 3
    assert "marie-roy (Marie Roy, person, Verdun)" in answer.err
    assert "marie-roy-2 (Marie Roy, person, Rosemont)" in answer.err


def test_former_name_stays_as_an_alias(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    run("actor", "edit", "Solon", "--name", "Solon collectif", at=sqlite_address)
    card = _card(run, sqlite_address, "SOLON")
    assert (card["name"], card["aliases"]) == ("Solon collectif", ["Solon"])


def test_territories_are_replaced_and_an_empty_text_clears_them(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    typed = ("actor", "edit", "cdcr", "--territory")
    run(*typed, "Verdun", "--territory", "verdun", at=sqlite_address)
    assert _card(run, sqlite_address, "cdcr")["territories"] == ["Verdun"]
    run(*typed, "", at=sqlite_address)
    assert _card(run, sqlite_address, "cdcr")["territories"] == []


def test_empty_texts_clear_sector_and_notes(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    typed = ("actor", "edit", "solon")
    run(*typed, "--sector", "aide", "--notes", "Note", at=sqlite_address)
    run(*typed, "--sector", " ", "--notes", "", at=sqlite_address)
    card = _card(run, sqlite_address, "solon")
    assert (card["sector"], card["notes"]) == (None, None)


def test_what_is_known_already_is_not_added_twice(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    before = dump(sqlite_address)
    typed = ("--alias", "cdcr", "--territory", "Angus")
    answer = run("actor", "edit", "cdc-rosemont", *typed, at=sqlite_address)
    assert (answer.code, answer.out) == (0, "Nothing to change.\n")
    assert dump(sqlite_address) == before


def test_control_characters_of_a_name_are_not_printed(
    run: Run, sqlite_address: Address
) -> None:
    answer = run("actor", "add", "Bon\x1b[31mjour\x07", at=sqlite_address)
    assert answer.code == 0
    assert "\x1b" not in answer.out + answer.err
    assert "\x1b" not in run("actor", "list", at=sqlite_address).out


def test_formula_is_guarded_in_csv(run: Run, sqlite_address: Address) -> None:
    run("actor", "add", "=SUM(A1)", at=sqlite_address)
    listed = run("actor", "list", "--format", "csv", at=sqlite_address).out
    assert "'=SUM(A1)" in listed


def test_name_too_long_is_refused(run: Run, sqlite_address: Address) -> None:
    answer = run("actor", "add", "a" * 401, at=sqlite_address)
    assert (answer.code, "400" in answer.err) == (2, True)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_card_of_an_actor_gives_its_ties_with_their_dates(
    run: Run, sqlite_address: Address, lang: str
) -> None:
    furnish_at(sqlite_address)
    shown = run("actor", "show", "nadia-tremblay", lang=lang, at=sqlite_address).out
    since = {"en": "September 1, 2024", "fr": "1er septembre 2024"}[lang]
    assert "CDC de Rosemont (Coordination)" in shown
    assert since in shown
    assert "#1 " in shown


def test_people_of_an_organization_are_on_its_card(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    shown = run("actor", "show", "cdcr", at=sqlite_address).out
    assert "People\n  Nadia Tremblay (Coordination), since September 1, 2024" in shown
    assert "Partnership\n  prospect, since January 1, 2025" in shown


def test_each_command_says_how_to_undo_it(run: Run, sqlite_address: Address) -> None:
    answer = run("actor", "add", "Solon", at=sqlite_address)
    assert answer.err == "To undo: reseau undo 1\n"


def test_namesakes_are_told_apart_by_their_organizations(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    run("person", "join", "marie-roy", "CDCR", at=sqlite_address)
    said = run("actor", "show", "Marie Roy", at=sqlite_address)
    assert "marie-roy (Marie Roy, person, CDC de Rosemont)" in said.err


def test_initials_of_a_committee_propose_it(run: Run, sqlite_address: Address) -> None:
    furnish_at(sqlite_address)
    name = "Groupe de partenaires aviseurs"
    run("committee", "add", name, "--kind", "table", at=sqlite_address)
    said = run("committee", "show", "G.P.A.", at=sqlite_address)
    assert (said.code, f"Did you mean “{name}”?" in said.err) == (4, True)
