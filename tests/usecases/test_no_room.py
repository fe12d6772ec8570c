"""A disk that fills up while something is removed for good, or put back."""

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from reseau.domain.vocabulary import ActorKind
from reseau.exchange import atomic
from reseau.store.place import unfinished
from reseau.store.place.address import Address, DiskFullError, address_of
from reseau.store.safety.upgrade import create_store
from reseau.store.session import open_store
from reseau.usecases.guide import write_guide
from reseau.usecases.privacy import for_good
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.for_good import NotRewrittenError
from reseau.usecases.safekeeping import restoring
from reseau.usecases.safekeeping.safekeeping import back_up
from tests.contents import add, rows_of

FULL = OSError(errno.ENOSPC, "No space left on device")


def refuse(*_it: object, **_options: object) -> None:
    raise FULL


class Full:
    """A driver's connection without any room to write."""

    def __getattr__(self, _name: str) -> Any:  # Any: whatever it is asked.
        return lambda *_it: self

    def execute(self, *_it: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")  # noqa: TRY003  # Its words.


def test_file_that_cannot_be_rewritten_is_told_and_done_later(
    sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records are gone by then: “nothing was changed” would be untrue."""
    store = open_store(sqlite_address)
    add(store, "Anne Roy", ActorKind.PERSON)
    with monkeypatch.context() as patched:
        patched.setattr(for_good, "_made_unreadable", _no_room)
        with pytest.raises(NotRewrittenError):
            erase_person(store, "anne-roy")
    assert rows_of(store)["actor"][0]["slug"] != "anne-roy"
    assert unfinished.begun(sqlite_address) is not None


def _no_room(_store: object) -> bool:
    raise DiskFullError


def test_store_that_was_not_replaced_is_not_marked(
    sqlite_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    monkeypatch.setattr(restoring, "restore", lambda *_it: _no_room(None))
    with pytest.raises(DiskFullError):
        restoring.restore_store(sqlite_address, made.path)
    assert unfinished.begun(sqlite_address) is None


def test_mark_that_cannot_be_written_is_not_left_empty(
    sqlite_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(DiskFullError):
        unfinished.begin(sqlite_address, unfinished.Removal())
    assert unfinished.begun(sqlite_address) is None


def test_store_for_which_there_is_no_room_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connection(self: object) -> Full:  # The engine.
        return Full()

    monkeypatch.setattr(Engine, "raw_connection", connection)
    monkeypatch.setattr(Full, "cursor", lambda self: self, raising=False)
    with pytest.raises(DiskFullError):
        create_store(address_of(str(tmp_path / "new.sqlite")))
    assert not list(tmp_path.iterdir())


def test_guide_for_which_there_is_no_room_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(atomic.DiskFullError):
        write_guide(tmp_path / "guide", language="fr")
