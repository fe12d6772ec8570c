"""Open the file of a store: plain with sqlite3, encrypted with SQLCipher."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reseau.errors import ReseauError
from reseau.i18n import N_
from reseau.store.keys import Key, WrongKeyError, key_of

BUSY_SECONDS = 5.0
"""How long a writer waits for another."""


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


@contextlib.contextmanager
def opened(file: Path, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a file that is there, with its key when it is encrypted.

    Whatever SQLCipher raises meanwhile becomes sqlite3's error of the same code.

    Args:
        file: Of a store or of a backup.
        writing: For reading only unless said otherwise.

    Raises:
        LostKeyError, WrongKeyError, MissingCipherError: It cannot be read.
    """
    mode = "rw" if writing else "ro"
    key = key_of(file)
    if key is None:
        address = f"{file.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
        with contextlib.closing(connection):
            yield connection
        return
    with in_sqlite_words(), contextlib.closing(unlocked(file, key, mode=mode)) as it:
        yield it


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
        f"{file.absolute().as_uri()}?mode={mode}",
        uri=True, isolation_level=None, timeout=BUSY_SECONDS,
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


def tables_holding(file: Path, wanted: Sequence[bytes]) -> Iterator[str]:
    """Name the tables of a store that hold one of some texts, in any cell.

    For an encrypted store, whose bytes tell nothing.
    """
    with opened(file) as store:
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        for (table,) in store.execute(names).fetchall():
            rows = store.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # Ours.
            if any(
                it in cell for row in rows for cell in map(_raw, row) for it in wanted
            ):
                yield table


def _raw(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()
