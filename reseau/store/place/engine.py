"""Engines: how each database is opened, and how a transaction begins."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    NullPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    OperationalError,
)

from reseau.errors import BusyError, ReseauError
from reseau.i18n import N_, gettext
from reseau.store.place.address import (
    Address,
    DiskFullError,
    FolderError,
    StoreError,
    WrongAddressError,
    refused_by_system,
)
from reseau.store.place.files import (
    BUSY_SECONDS,
    cipher,
    file_address,
    has_room,
    unlocked,
)
from reseau.store.place.keys import Key, key_of
from reseau.store.place.server_faults import (
    is_busy,
    server_fault,
    unreachable,
)
from reseau.store.place.transport import transport

WRITES = "reseau_writes"
_LOOK = 10  # milliseconds
_WATCHED = {
    "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}  # fmt: skip
"""A server that the network no longer leads to is noticed after half a minute."""
_SYNCHRONISED = ("onedrive", "dropbox", "google drive", "icloud", "nextcloud")
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"}


class StoreBusyError(BusyError):
    """Another process has been writing for too long."""

    message = N_(
        "Somebody else is writing to the store. Nothing was changed: try again in a "
        "moment."
    )


class ReplacedError(BusyError):
    """The file that was waited for is gone: it was encrypted, or decrypted."""

    message = N_(
        "The store was encrypted or decrypted meanwhile. Nothing was changed: try "
        "again."
    )


class DamagedError(StoreError):
    """The pages of the file do not hold together."""

    message = N_(
        "The store at {place} is damaged. Keep the file as it is, and restore the "
        "latest backup."
    )


class MissingDriverError(ReseauError):
    """PostgreSQL's driver is not installed."""

    message = N_(
        'PostgreSQL needs its driver. Install it with: pip install "reseau[postgresql]"'
    )


def engine_for(address: Address) -> Engine:
    """Make the engine of a store; nothing is opened yet.

    A process has one short command to run, so connections are not pooled.

    Raises:
        LostKeyError, MissingCipherError: It is encrypted, and cannot be read.
    """
    if address.file is None:
        return _postgresql(address)
    engine = _of_file(address.file, key_of(address.file))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _of_file(file: Path, key: Key | None) -> Engine:
    if key is not None:
        return create_engine(
            "sqlite://",
            poolclass=NullPool,
            module=cipher(),
            creator=lambda: unlocked(file, key),
        )
    # Made when it is not there yet: a new store's file comes first.
    return create_engine(
        "sqlite://",
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(
            file_address(file, "rwc"), uri=True, timeout=BUSY_SECONDS
        ),
    )


def _postgresql(address: Address) -> Engine:
    try:
        engine = create_engine(
            address.url,
            poolclass=NullPool,
            connect_args={"connect_timeout": 10, **_WATCHED}
            | transport(make_url(address.url)),
            isolation_level="REPEATABLE READ",
        )
    except ModuleNotFoundError as error:
        raise MissingDriverError from error
    except (ArgumentError, ValueError) as error:  # ValueError: a port of letters.
        raise WrongAddressError(place=address.place) from error
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(connection: Any, _record: object) -> None:  # Any: DB-API.
    """Wait for others no longer than SQLite does, to read as to write."""
    connection.autocommit = True  # One message to the server rather than three.
    connection.execute(f"SET lock_timeout = {BUSY_SECONDS * 1000:.0f}")
    connection.autocommit = False


def _prepare_sqlite(connection: Any, _record: object) -> None:  # Any: DB-API.
    """Set what SQLite forgets at each connection; transactions are ours."""
    connection.isolation_level = None
    for pragma in (
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000:.0f}",
        "synchronous=FULL",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once when writing: an upgrade later would deadlock."""
    if connection.get_execution_options().get(WRITES):
        _take_turn(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_turn(connection: Connection) -> None:
    """Wait for the write lock, looking every few milliseconds.

    SQLite's own waiting soon looks only ten times a second: a writer that is never
    idle for so long would keep the others out.
    """
    last = time.monotonic() + BUSY_SECONDS
    connection.exec_driver_sql(f"PRAGMA busy_timeout={_LOOK}")
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > last:
                raise
        else:
            break
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")


def shut_writers_out(connection: Connection) -> None:
    """Let one writer in at a time on PostgreSQL, as SQLite does; readers pass."""
    connection.exec_driver_sql("LOCK TABLE operation IN EXCLUSIVE MODE")


def create_file(file: Path) -> None:
    """Create the file of a store, private from its first byte.

    Raises:
        FolderError: The folder cannot be made or refuses files.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise refused_by_system(file, error) from error


def set_journal(engine: Engine, file: Path) -> None:
    """Choose the journal once: WAL, unless the folder is shared or synchronised."""
    mode = "DELETE" if is_shared_folder(file) else "WAL"
    connection = engine.raw_connection()
    try:
        with as_sqlalchemy_says(engine.dialect):
            connection.cursor().execute(f"PRAGMA journal_mode={mode}")
    finally:
        connection.close()


@contextlib.contextmanager
def as_sqlalchemy_says(dialect: Dialect) -> Iterator[None]:
    """Raise what a driver refuses as SQLAlchemy does, which did not see it pass."""
    refused = dialect.loaded_dbapi.Error
    try:
        yield
    except refused as error:
        raise DBAPIError.instance(None, None, error, refused) from error


def is_shared_folder(file: Path) -> bool:
    """Tell whether a file lies where WAL is unsafe: network or synchronised folder."""
    path = str(file.absolute())
    if path.startswith("\\\\") or any(it in path.casefold() for it in _SYNCHRONISED):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return False
    points = [line.split()[1:3] for line in mounts.read_text("utf-8").splitlines()]
    inside = [it for it in points if path.startswith(it[0].rstrip("/") + "/")]
    return bool(inside) and max(inside, key=lambda it: len(it[0]))[1] in _NETWORK_TYPES


@contextlib.contextmanager
def told_plainly(address: Address) -> Iterator[None]:
    """Turn what a database says into an error that a person can act upon."""
    try:
        yield
    except OperationalError as error:
        raise _plain(error, address) from error
    except DBAPIError as error:
        told = _told(error, address)
        if told is None:
            raise
        raise told from error
    except UnicodeEncodeError as error:  # Half a character, in what is looked for.
        from reseau.store.past.texts import unkept  # noqa: PLC0415  # It maps the tables.

        raise unkept(str(error.object)) from error


def _told(error: DBAPIError, address: Address) -> ReseauError | None:
    if address.file is None:
        return server_fault(error, address)
    if isinstance(error, DatabaseError) and "malformed" in str(error.orig):
        return DamagedError(place=address.place)
    return None


def _plain(error: OperationalError, address: Address) -> ReseauError:
    said = str(error.orig)
    if "locked" in said or is_busy(error):
        return StoreBusyError()
    if "is full" in said:
        return DiskFullError()
    if address.file is not None:
        if "disk I/O" in said and not has_room(address.file):
            return DiskFullError()
        if "no such table" in said:
            return ReplacedError()
        if "readonly" in said:
            said = gettext("this place can only be read")
        return FolderError(place=address.place, reason=said)
    return server_fault(error, address) or unreachable(said, address)
