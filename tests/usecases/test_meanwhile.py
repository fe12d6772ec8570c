"""A change of what somebody else changed since it was read is refused and told.

Every command that edits is tried, on both databases: the same record is read, changed
by Léa, then changed by somebody who had read it before her.
"""

import json
from dataclasses import replace

import pytest

from reseau.errors import ExitCode
from reseau.store.past.meanwhile import ChangedMeanwhileError, last_operation
from reseau.store.place.address import Address
from reseau.store.session import open_store
from reseau.usecases.actors.actors import ActorChanges, edit_actor
from tests.records import furnish_at
from tests.support import Answer, Run


@pytest.fixture
def furnished(address: Address) -> Address:
    furnish_at(address)
    return address


def last(run: Run, at: Address) -> str:
    found = json.loads(run("history", "--format", "json", at=at).out)
    return str(found[0]["number"] if found else 0)


# Each command with what Léa types, what the other one types, and two words that the
# answer holds: what is there now, and what was wanted.
EDITS = (
    (("actor", "edit", "cdc-rosemont"), ("--notes", "Ouvert"), ("--notes", "Fermé")),
    (("person", "edit", "nadia-tremblay"), ("--name", "Nadia R."), ("--name", "Nadja")),
    (
        ("committee", "edit", "comite-logement"),
        ("--mandate", "Logement"), ("--mandate", "Habitation"),
    ),
    (("interaction", "edit", "1"), ("--title", "Bilan"), ("--title", "Rencontre")),
    (("theme", "edit", "habitation"), ("--note", "Large"), ("--note", "Étroit")),
    (("territory", "edit", "angus"), ("--name", "Technopôle"), ("--name", "Shops")),
    (
        ("partner", "edit", "cdc-rosemont"),
        ("--status", "dormant"), ("--status", "former"),
    ),
    (
        ("expert", "declare", "nadia-tremblay", "habitation"),
        ("--level", "basic"), ("--level", "reference"),
    ),
    (("follow-up", "move", "1"), ("2026-12-05",), ("2026-12-20",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("command", "theirs", "mine"), EDITS, ids=[it[0][0] for it in EDITS]
)
def test_edit_of_what_changed_since_is_refused_field_by_field(
    run: Run,
    furnished: Address,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    theirs: tuple[str, ...],
    mine: tuple[str, ...],
) -> None:
    run(*command, *mine, at=furnished)  # So that there is a row to change.
    run("undo", at=furnished)
    if command[0] == "expert":
        run("redo", at=furnished)
        run(*command, "--level", "confirmed", at=furnished)
    seen = last(run, furnished)
    monkeypatch.setenv("RESEAU_USER", "Léa")
    assert run(*command, *theirs, at=furnished).code == 0
    monkeypatch.setenv("RESEAU_USER", "tester")
    before = last(run, furnished)
    refused = run(*command, *mine, "--seen", seen, at=furnished)
    assert refused.code == ExitCode.CONFLICT, refused
    assert "(Léa, November 24, 2026," in refused.err
    assert f", operation {before})" in refused.err
    assert f"--seen {before}" in refused.err
    assert last(run, furnished) == before
    assert run(*command, *mine, "--seen", before, at=furnished).code == 0


def refused_notes(run: Run, at: Address, lang: str) -> Answer:
    run("actor", "edit", "cdc-rosemont", "--notes", "Un", at=at)
    seen = last(run, at)
    run("actor", "edit", "cdc-rosemont", "--notes", "Deux", "--sector", "RUI", at=at)
    return run(
        "actor", "edit", "cdc-rosemont", "--notes", "Trois", "--seen", seen,
        lang=lang, at=at,
    )  # fmt: skip


def test_each_field_says_what_was_read_wanted_and_written(
    run: Run, furnished: Address
) -> None:
    said = refused_notes(run, furnished, "en").err
    assert (
        "- actor “CDC de Rosemont”, notes\n"
        "    you read: Un\n"
        "    you want: Trois\n"
        "    now: Deux (tester," in said
    )
    assert "sector\n    you read: –\n    you leave it as it is\n    now: RUI" in said


def test_it_is_told_in_french(run: Run, furnished: Address) -> None:
    said = refused_notes(run, furnished, "fr").err
    assert "    vous avez lu\N{NO-BREAK SPACE}: Un\n" in said
    assert "    vous voulez\N{NO-BREAK SPACE}: Trois\n" in said
    assert "Ensuite" in said


def test_a_record_that_others_left_alone_is_changed(
    run: Run, furnished: Address
) -> None:
    seen = last(run, furnished)
    run("actor", "edit", "cdc-rosemont", "--notes", "Un", at=furnished)
    done = run(
        "committee", "edit", "comite-vert", "--mandate", "M", "--seen", seen,
        at=furnished,
    )  # fmt: skip
    assert done.code == 0


def test_what_was_changed_and_changed_back_is_no_conflict(
    run: Run, furnished: Address
) -> None:
    seen = last(run, furnished)
    run("actor", "edit", "cdc-rosemont", "--notes", "Un", at=furnished)
    run("undo", at=furnished)
    typed = ("actor", "edit", "cdc-rosemont", "--notes", "Deux", "--seen", seen)
    assert run(*typed, at=furnished).code == 0


def test_removing_what_changed_since_is_refused(run: Run, furnished: Address) -> None:
    run("actor", "add", "Neuf", at=furnished)
    seen = last(run, furnished)
    run("actor", "edit", "neuf", "--notes", "Utile", at=furnished)
    refused = run("actor", "remove", "neuf", "--yes", "--seen", seen, at=furnished)
    assert refused.code == ExitCode.CONFLICT


def test_a_dry_run_tells_the_conflict_too(run: Run, furnished: Address) -> None:
    seen = last(run, furnished)
    run("actor", "edit", "cdc-rosemont", "--notes", "Un", at=furnished)
    typed = ("actor", "edit", "cdc-rosemont", "--notes", "X", "--seen", seen)
    assert run(*typed, "--dry-run", at=furnished).code == ExitCode.CONFLICT


@pytest.mark.parametrize("number", ["999", "x", "-1"])
def test_number_of_no_operation_is_refused(
    run: Run, furnished: Address, number: str
) -> None:
    typed = ("actor", "edit", "cdc-rosemont", "--notes", "X", f"--seen={number}")
    assert run(*typed, at=furnished).code == ExitCode.USAGE


def test_card_says_up_to_which_operation_it_was_read(
    run: Run, furnished: Address
) -> None:
    run("actor", "edit", "cdc-rosemont", "--notes", "Un", at=furnished)
    for card in (
        ("actor", "cdc-rosemont"), ("committee", "comite-vert"), ("interaction", "1"),
        ("theme", "habitation"), ("territory", "angus"), ("expert", "nadia-tremblay"),
        ("partner", "cdc-rosemont"), ("person", "nadia-tremblay"),
    ):  # fmt: skip
        group, which = card
        shown = run(group, "show", which, "--format", "json", at=furnished)
        assert json.loads(shown.out)["seen"] == int(last(run, furnished))


def test_two_operations_of_one_command_are_no_conflict(furnished: Address) -> None:
    opened = open_store(furnished)
    edit_actor(opened, "cdc-rosemont", changes=ActorChanges(notes="Un"))
    with opened.reading() as session:
        seen = last_operation(session)
    mine, other = (replace(opened, seen=seen, own=set()) for _ in range(2))
    for notes in ("Deux", "Trois"):
        edit_actor(mine, "cdc-rosemont", changes=ActorChanges(notes=notes))
    with pytest.raises(ChangedMeanwhileError):
        edit_actor(other, "cdc-rosemont", changes=ActorChanges(notes="Quatre"))
    opened.dispose()
