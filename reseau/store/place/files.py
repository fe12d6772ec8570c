"""Open the file of a store: plain with sqlite3, encrypted with SQLCipher."""

import contextlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from reseau.errors import ExitCode, ReseauError
from reseau.i18n import N_
from reseau.store.place.address import DiskFullError, StoreError
from reseau.store.place.keys import Key, WrongKeyError, key_of

BUSY_SECONDS = 5.0
"""How long a writer waits for another."""
_ROOM = 128 * 1024


class MissingCipherError(ReseauError):
    """SQLCipher is not installed."""

    message = N_(
        "An encrypted store needs SQLCipher. Install it with: pip install "
        '"reseau[encryption]"'
    )


def cipher() -> Any:  # Any: a DB-API module without types.
    """Give SQLCipher's module.

    Raises:
        MissingCipherError: The extra is not installed.
    """
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415  # An extra.
    except ImportError as error:
        raise MissingCipherError from error
    return dbapi2


class ClosedJournalError(StoreError):
    """The last changes are in a journal that cannot be opened in a read-only folder."""

    message = N_(
        "The store at {place} cannot be read here: its latest changes are in a "
        "journal, and its folder can only be read. Copy the folder to a place of your "
        "own, or open the store once where it can be written."
    )
    exit_code = ExitCode.USAGE


def is_writable(file: Path) -> bool:
    """Tell whether a store can be written: the journal lies beside its file."""
    return os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK)


def has_room(file: Path) -> bool:
    """Tell whether the disk of a file has room for what SQLite writes to open it."""
    return shutil.disk_usage(file.absolute().parent).free >= _ROOM


def file_address(file: Path, mode: str) -> str:
    """Write a file as SQLite's address.

    A journal of the write-ahead kind needs a place beside the file, were it to read.
    Where there is neither such a place nor a journal, nobody is writing: SQLite is told
    that the file does not change. And what a program that was killed left half written
    is taken back by the first that opens the file, even to read, if it may write.

    Args:
        file: Of a store or of a backup.
        mode: ``ro`` to read, ``rw`` to write, ``rwc`` to make the file too.
    """
    address = f"{file.absolute().as_uri()}?mode="
    left = [it for it in ("-wal", "-journal") if Path(f"{file}{it}").exists()]
    if not left and not os.access(file.absolute().parent, os.W_OK):
        return f"{address}ro&immutable=1"
    if mode == "ro" and "-journal" in left and is_writable(file):
        return f"{address}rw"
    return f"{address}{mode}"


@contextlib.contextmanager
def opened(file: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a file that is there, with its key when it is encrypted.

    Whatever SQLCipher raises meanwhile becomes sqlite3's error of the same code.

    Args:
        file: Of a store or of a backup.
        writing: For reading only unless said otherwise.

    Raises:
        LostKeyError, WrongKeyError, MissingCipherError: It cannot be read.
        DiskFullError: There is not even room to read it.
    """
    mode = "rw" if writing else "ro"
    key = key_of(file)
    if key is None:
        connection = sqlite3.connect(
            file_address(file, mode), uri=True, timeout=BUSY_SECONDS
        )
        with contextlib.closing(connection):
            with _told(file):
                connection.execute("PRAGMA schema_version").fetchone()
            yield connection
        return
    with (
        _told(file),
        in_sqlite_words(),
        contextlib.closing(unlocked(file, key, mode=mode)) as it,
    ):
        yield it


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    """Tell a read-only folder or a full disk apart from a file that is damaged."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = error.sqlite_errorcode & 0xFF
        cannot = code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        if code == sqlite3.SQLITE_IOERR and not has_room(file):
            raise DiskFullError from error
        if cannot and file.is_file() and not is_writable(file):
            raise ClosedJournalError(place=file) from error
        raise


@contextlib.contextmanager
def in_sqlite_words() -> Iterator[None]:
    """Turn SQLCipher's errors, which are of its own classes, into sqlite3's."""
    module = cipher()
    try:
        yield
    except module.Error as error:
        same = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)(str(error))
        same.sqlite_errorcode = getattr(error, "sqlite_errorcode", 0)
        raise same from error


def unlocked(file: Path, key: Key | None, *, mode: str = "rw") -> Any:  # Any: DB-API.
    """Open a file with SQLCipher, under a key, or plain under None.

    The key goes to the library alone: no log, no error and no command line has it.

    Raises:
        WrongKeyError: The key does not open it.
    """
    module = cipher()
    connection = module.connect(
        file_address(file, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS,
    )  # fmt: skip
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            connection.execute(f'PRAGMA key="{key.spoken}"')
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except module.DatabaseError as error:
        connection.close()
        if key is not None and error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise WrongKeyError(place=file, key=key.name) from None
        raise
    return connection


def tables_holding(
    file: Path, holds: Callable[[str], object], *, besides: Collection[str] = ()
) -> Iterator[str]:
    """Name the tables of a store of which a cell holds what is looked for.

    Args:
        file: Of the store, plain or encrypted.
        holds: Tells whether a text does.
        besides: Tables that were read already.
    """
    with opened(file) as store:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        found = [table for (table,) in store.execute(names) if table not in besides]
        for table in found:
            rows = store.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # Ours.
            cells = (it for row in rows for it in row if isinstance(it, str | bytes))
            if any(holds(_text(it)) for it in cells):
                yield table


def _text(cell: str | bytes) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell


def written_afresh(file: Path) -> bytes:
    """Give the bytes that a plain store has when its rows alone are written."""
    memory = f"file:{uuid.uuid4().hex}?mode=memory&cache=shared"
    with contextlib.closing(sqlite3.connect(memory, uri=True)) as copy:
        with opened(file) as store:
            store.execute("VACUUM INTO ?", (memory,))
        return copy.serialize()
