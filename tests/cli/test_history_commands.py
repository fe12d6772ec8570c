"""``reseau history``, ``undo`` and ``redo``, as they are typed."""

import json

import pytest

from reseau.store.place.address import Address
from reseau.store.session import open_store
from tests.contents import add, meet, operations, rows_of
from tests.records import furnish
from tests.support import Run


@pytest.fixture
def at(address: Address) -> Address:
    """Give a store where an actor was added, then used."""
    store = open_store(address)
    add(store, "CDC")
    meet(store, "CDC", "Solon", title="Suivi")
    store.dispose()
    return address


def test_history_lists_what_was_done_the_latest_first(run: Run, at: Address) -> None:
    found = json.loads(run("history", "--format", "json", at=at).out)
    assert [(it["number"], it["command"], it["author"]) for it in found] == [
        (2, "log", "tester"),
        (1, "actor add", "tester"),
    ]


def test_history_is_told_in_french(run: Run, at: Address) -> None:
    said = run("historique", at=at, lang="fr")
    assert (said.code, "interaction logged" in said.out) == (0, False)


def test_history_of_an_operation_shows_its_records(run: Run, at: Address) -> None:
    found = json.loads(run("history", "1", "--format", "json", at=at).out)
    assert found["operation"]["number"] == 1
    [record] = found["records"]
    assert (record["table"], record["before"], record["after"]["name"]) == (
        "actor",
        None,
        "CDC",
    )


@pytest.mark.parametrize("limit", ["0", "-1"])
def test_no_operation_is_listed_below_a_limit_of_one(
    run: Run, at: Address, limit: str
) -> None:
    said = run("history", "--limit", limit, "--format", "json", at=at)
    assert "unexpected" not in said.err
    assert said.code in {0, 2}


def test_undo_says_what_it_undid_and_how_to_undo_that(run: Run, at: Address) -> None:
    done = run("undo", at=at)
    assert done.code == 0
    assert "Operation #2 is undone: interaction logged, by tester." in done.out
    assert "To undo: reseau undo 3" in done.err
    assert rows_of(open_store(at))["interaction"] == []


def test_dry_run_of_an_undo_writes_nothing(run: Run, at: Address) -> None:
    done = run("undo", "--dry-run", at=at)
    assert (done.code, "nothing was written" in done.err) == (0, True)
    assert operations(open_store(at)) == 2


def test_redo_brings_it_back(run: Run, at: Address) -> None:
    before = rows_of(open_store(at))
    run("undo", at=at)
    assert run("redo", at=at).code == 0
    assert rows_of(open_store(at)) == before


def test_undo_of_what_is_used_since_names_the_operation(run: Run, at: Address) -> None:
    refused = run("undo", "1", at=at)
    assert refused.code == 5
    assert "“CDC” has been used since by #2 (tester)" in refused.err


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nothing_to_redo_is_not_found(run: Run, at: Address, lang: str) -> None:
    assert run("redo", at=at, lang=lang).code == 4


@pytest.mark.parametrize("number", ["3", "99999999999", "9" * 30])
@pytest.mark.parametrize("command", ["undo", "history"])
def test_number_of_no_operation_is_not_found(
    run: Run, at: Address, command: str, number: str
) -> None:
    refused = run(command, number, at=at)
    assert (refused.code, number in refused.err) == (4, True)


def test_french_commands_undo_and_redo(run: Run, sqlite_address: Address) -> None:
    furnish(open_store(sqlite_address))
    assert run("annuler", at=sqlite_address, lang="fr").code == 0
    assert run("refaire", at=sqlite_address, lang="fr").code == 0
    assert run("annuler", "1", "--simuler", at=sqlite_address, lang="fr").code == 0
