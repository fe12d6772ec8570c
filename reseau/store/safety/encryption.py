"""Write a store again under a key, or without one, and put it in its place.

The new file is written and compared beside the old one, which nobody can use
meanwhile; its name then passes to the new one in one step. Whoever was waiting for
the old file finds it empty, so that nothing is written to a file that is gone.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reseau.errors import system_reason
from reseau.i18n import N_
from reseau.store.place.address import DiskFullError, FolderError, StoreError
from reseau.store.place.engine import StoreBusyError, is_shared_folder
from reseau.store.place.files import in_sqlite_words, unlocked
from reseau.store.place.keys import Key, key_of
from reseau.store.safety.upgrade import private_files

_ENDINGS = ("", "-wal", "-shm", "-journal")
_NEEDS_CLOSING = os.name == "nt"  # It replaces no file that is open, be it by us.


class NotTheSameError(StoreError):
    """What was written is not what was read."""

    message = N_(
        "The copy of {place} is not the same as the store: {reason}. Nothing was "
        "changed; “reseau check” tells more."
    )


def rewrite(file: Path, key: Key | None, *, dry_run: bool = False) -> None:
    """Encrypt a store under a key, or write it in clear under None.

    Args:
        file: The store; its own key is found as always.
        key: The new one.
        dry_run: Do all of it, then leave the store as it was.

    Raises:
        StoreBusyError: Somebody has the store open.
        NotTheSameError: The copy was wrong; nothing was changed.
        FolderError, DiskFullError: There is no place for the copy.
    """
    draft = file.with_name(f".{file.name}.rewritten.tmp")
    shared = is_shared_folder(file)
    with _told(file), contextlib.closing(unlocked(file, key_of(file))) as old:
        _shut_others_out(old)
        replaced = False
        try:
            write_as(old, draft, key, place=file)
            _finish(draft, key, shared=shared)
            if not dry_run:
                if _NEEDS_CLOSING:
                    old.close()
                draft.replace(file)
                replaced = True
                _empty(old)
        finally:
            for ending in _ENDINGS:
                Path(f"{draft}{ending}").unlink(missing_ok=True)
            if not replaced:
                _let_others_in(old, shared=shared)


def write_as(source: Any, draft: Path, key: Key | None, *, place: Path) -> None:
    """Copy an open store into a new file, private, and compare the two, row by row.

    Args:
        source: Connection of SQLCipher's, as ``files.unlocked`` gives it.
        draft: Written over.
        key: Of the copy; None for a plain one.
        place: What a message calls the store.
    """
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    spoken = "" if key is None else key.spoken
    source.execute("ATTACH DATABASE ? AS copy KEY ?", (str(draft), spoken))
    try:
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('copy')").fetchall()
        _check_same(source, place)
        source.execute("COMMIT")
    except BaseException:
        if source.in_transaction:
            source.execute("ROLLBACK")
        raise
    finally:
        source.execute("DETACH DATABASE copy")


@contextlib.contextmanager
def copied_as(file: Path, key: Key | None) -> Iterator[Path]:
    """Give a copy of a file under another key for the length of a block.

    It lies beside the file, private, and is as secret as its key makes it.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.rewritten.tmp")
    try:
        with private_files(), in_sqlite_words():
            source = unlocked(file, key_of(file), mode="ro")
            with contextlib.closing(source):
                write_as(source, draft, key, place=file)
        yield draft
    finally:
        for ending in _ENDINGS:
            Path(f"{draft}{ending}").unlink(missing_ok=True)


def _shut_others_out(old: Any) -> None:
    """Let nobody else read or write a store until its connection is closed.

    Its journal is put into the file first: one that stayed beside would be taken for
    the journal of the file that takes its name. From there on it is kept in memory.

    Raises:
        StoreBusyError: Somebody has it open.
    """
    (mode,) = old.execute("PRAGMA journal_mode=DELETE").fetchone()
    if mode != "delete":
        raise StoreBusyError
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=MEMORY", "secure_delete=ON"):
        old.execute(f"PRAGMA main.{pragma}").fetchall()
    old.execute("BEGIN EXCLUSIVE")
    old.execute("COMMIT")  # The lock is kept: locking_mode.


def _let_others_in(old: Any, *, shared: bool) -> None:
    """Give a store that was not replaced its journal back."""
    if _NEEDS_CLOSING:  # It may be closed; the journal in use is as safe, if slower.
        return
    old.execute("PRAGMA main.locking_mode=NORMAL").fetchall()
    old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # Gives the lock up.
    old.execute(f"PRAGMA journal_mode={'DELETE' if shared else 'WAL'}").fetchall()


def _check_same(source: Any, place: Path) -> None:
    reason = _difference(source)
    if reason is not None:
        raise NotTheSameError(place=place, reason=reason)


def _difference(source: Any) -> str | None:
    """Name the first table whose copy is not the same; None when all are."""
    query = "SELECT type, name, tbl_name, sql FROM {} ORDER BY type, name"
    schemas = [
        source.execute(query.format(f"{it}.sqlite_master")).fetchall()
        for it in ("main", "copy")
    ]
    if schemas[0] != schemas[1]:
        return "schema"
    for kind, name, *_rest in schemas[0]:
        if kind == "table" and _differs(source, name):
            return str(name)
    return None


def _differs(source: Any, table: str) -> bool:
    name = table.replace('"', '""')
    ours, theirs = f'main."{name}"', f'copy."{name}"'
    counts = [
        source.execute(f"SELECT count(*) FROM {it}").fetchone()  # noqa: S608  # Our tables.
        for it in (ours, theirs)
    ]
    query = (
        f"SELECT 1 FROM (SELECT * FROM {ours} EXCEPT SELECT * FROM {theirs}) LIMIT 1"  # noqa: S608
    )
    return counts[0] != counts[1] or source.execute(query).fetchone() is not None


def _finish(draft: Path, key: Key | None, *, shared: bool) -> None:
    """Look at the new file as it is on the disk, and choose its journal."""
    with contextlib.closing(unlocked(draft, key)) as new:
        said = new.execute("PRAGMA quick_check(1)").fetchone()[0]
        if key is not None:
            said = next(
                (it[0] for it in new.execute("PRAGMA cipher_integrity_check")), said
            )
        if said != "ok":
            raise NotTheSameError(place=draft, reason=said)
        new.execute(f"PRAGMA journal_mode={'DELETE' if shared else 'WAL'}").fetchall()
    with draft.open("rb+") as written:
        os.fsync(written.fileno())


def _empty(old: Any) -> None:
    """Leave nothing of the old file to whoever still has it open."""
    if _NEEDS_CLOSING:
        return
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    tables = [name for (name,) in old.execute(names) if not name.startswith("sqlite_")]
    old.execute("PRAGMA foreign_keys=OFF")
    old.execute("BEGIN EXCLUSIVE")
    for name in tables:
        quoted = name.replace('"', '""')
        old.execute(f'DROP TABLE "{quoted}"')
    old.execute("COMMIT")


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    """Turn what the database and the system say into what a person can act upon."""
    try:
        with private_files(), in_sqlite_words():
            yield
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreBusyError from error
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise DiskFullError from error
        raise FolderError(place=file, reason=str(error)) from error
    except OSError as error:
        raise FolderError(place=file, reason=system_reason(error)) from error
