"""``--dry-run`` of what replaces a whole store: tried, told, and nothing written."""

from pathlib import Path

import pytest

from reseau.store.place.address import Address, OlderStoreError
from reseau.store.safety.upgrade import migrating
from reseau.store.session import open_store
from reseau.usecases.actors.actors import ActorChanges
from reseau.usecases.actors.people import add_person
from reseau.usecases.exchanging.whole_store import store_text
from reseau.usecases.safekeeping.safekeeping import back_up
from tests.store.test_migrations import downgrade
from tests.support import Run

TRIED = "Dry run: nothing was written."


def add(address: Address, name: str) -> None:
    store = open_store(address)
    add_person(store, name, changes=ActorChanges())
    store.dispose()


def content(address: Address) -> str:
    store = open_store(address)
    text = store_text(store)
    store.dispose()
    return text


def test_upgrade_is_tried_and_the_store_stays_older(
    address: Address, run: Run, tmp_path: Path
) -> None:
    store = open_store(address)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0012")
    store.dispose()
    before = sorted(tmp_path.rglob("*backup*"))
    done = run("upgrade", "--dry-run", at=address)
    assert (done.code, "can be brought up to date" in done.out) == (0, True)
    assert TRIED in done.err
    assert sorted(tmp_path.rglob("*backup*")) == before
    with pytest.raises(OlderStoreError):
        open_store(address)


def test_upgrade_of_a_present_store_is_not_tried(address: Address, run: Run) -> None:
    done = run("upgrade", "--dry-run", at=address)
    assert (done.code, done.out) == (0, "The store is up to date.\n")


def test_restore_is_tried_and_the_store_stays(
    address: Address, run: Run, tmp_path: Path
) -> None:
    made = back_up(address, tmp_path / "backups")
    add(address, "Anne Roy")
    before = content(address)
    done = run("restore", str(made.path), "--dry-run", at=address)
    assert (done.code, TRIED in done.err) == (0, True)
    assert made.path.name in done.out.replace("\n", "")
    assert content(address) == before


def test_damaged_backup_is_refused_when_it_is_tried(
    address: Address, run: Run, tmp_path: Path
) -> None:
    made = back_up(address, tmp_path / "backups")
    made.path.write_bytes(made.path.read_bytes()[:-1] + b"?")
    done = run("restore", str(made.path), "--dry-run", at=address)
    assert (done.code, TRIED in done.err) == (7, False)
