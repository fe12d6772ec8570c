"""Create a store, and bring an older one up to date, by the migrations of db/."""

import contextlib
import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from reseau import resources
from reseau.domain import clock
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.place import unfinished
from reseau.store.place.address import (
    Address,
    DiskFullError,
    FolderError,
    StoreError,
    refused_by_system,
)
from reseau.store.place.engine import (
    WRITES,
    create_file,
    engine_for,
    set_journal,
    told_plainly,
)
from reseau.store.place.files import BUSY_SECONDS, opened
from reseau.store.session import Store

_LOCK = 0x7265_7365_6175  # Any number, the same for all: “reseau”.
_TURN = "60s"
"""How long an upgrade waits for another."""


class StoreExistsError(UsageError):
    """A store is there already."""

    message = N_(
        "There is a store at {place} already. Use it, or name another place with "
        "--database."
    )


class NotEmptyError(StoreError):
    """The PostgreSQL database holds somebody else's tables."""

    message = N_(
        "The database at {place} already holds tables. Give Réseau a database of its "
        "own."
    )


class BrokenReferenceError(StoreError):
    """A migration left a row that refers to one that is gone."""

    message = N_(
        "The store could not be brought up to date: some of its records refer to "
        "others that are gone. Nothing was changed."
    )


def create_store(address: Address) -> Store:
    """Create an empty store with today's schema; nothing is left of a failed one.

    Raises:
        StoreExistsError: There is one already.
        FolderError: The folder refuses files.
    """
    if address.file is None:
        return _create_on_server(address)
    if address.file.exists():
        raise StoreExistsError(place=address.place)
    create_file(address.file)
    engine = engine_for(address)
    try:
        with private_files(), told_plainly(address):
            set_journal(engine, address.file)
            with migrating(engine) as connection:
                migrate(connection)
    except BaseException:
        engine.dispose()
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{address.file}{ending}").unlink(missing_ok=True)
        raise
    return Store(address, engine)


def _create_on_server(address: Address) -> Store:
    engine = engine_for(address)
    with told_plainly(address), migrating(engine) as connection:
        tables = {*inspect(connection).get_table_names()} - {unfinished.TABLE}
        if "alembic_version" in tables:
            raise StoreExistsError(place=address.place)
        if tables:
            raise NotEmptyError(place=address.place)
        migrate(connection)
    return Store(address, engine)


def upgrade_store(address: Address) -> Path | None:
    """Bring a store up to date, after a backup of it; all of it or nothing.

    Returns:
        The backup's file; None on PostgreSQL, which ``server_backup`` backs up.
    """
    engine = engine_for(address)
    backup = None
    try:
        if address.file is not None:
            backup = _backup(address.file)
        with (
            private_files(),
            told_plainly(address),
            migrating(engine) as connection,
        ):
            migrate(connection)
    finally:
        engine.dispose()
    return backup


class _TriedError(Exception):
    """Everything went well, and is to be taken back."""


def try_upgrade(address: Address) -> None:
    """Bring a store up to date in a transaction that is rolled back.

    Raises:
        StoreError: It would fail; nothing was changed, as when it succeeds.
    """
    engine = engine_for(address)
    try:
        with (
            contextlib.suppress(_TriedError),
            told_plainly(address),
            migrating(engine) as connection,
        ):
            migrate(connection)
            raise _TriedError
    finally:
        engine.dispose()


def _backup(file: Path) -> Path:
    """Copy a store whole, whatever is being written meanwhile."""
    stamp = clock.now().astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = file.with_name(f"{file.stem}-{stamp}.backup{file.suffix}")
    # Named as a backup once it is whole; two programs may be at it.
    draft = copy.with_name(f".{copy.name}.{os.getpid()}.tmp")
    try:
        with private_files(), opened(file, writing=True) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(copy)
    except sqlite3.Error as error:
        if "is full" in str(error):
            raise DiskFullError from error
        raise FolderError(place=copy, reason=error) from error
    except OSError as error:
        raise refused_by_system(copy, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return copy


def wait_for_turn(connection: Connection) -> None:
    """Wait until nobody else upgrades the store of a server, but not for ever."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{_TURN}'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS:.0f}s'"))


@contextlib.contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that remakes tables, alone: it is all done, or nothing.

    SQLite alters a table by copying it; with foreign keys on, it would refuse to
    drop the old one, or take away the rows that refer to it. They are checked at
    the end instead.
    """
    if engine.dialect.name == "postgresql":
        # Whoever waited for the lock must see what the other one did.
        seeing = engine.execution_options(isolation_level="READ COMMITTED")
        with seeing.begin() as connection:
            wait_for_turn(connection)
            unfinished.as_owner(connection)
            yield connection
        return
    with engine.execution_options(**{WRITES: True}).connect() as connection:
        driver: Any = connection.connection.driver_connection  # Any: DB-API.
        driver.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            yield connection
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise BrokenReferenceError


def migrate(connection: Connection) -> None:
    """Run the migrations on an open transaction."""
    # Alembic takes 385 ms to import, and is needed once in a store's life.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option(
        "script_location", str(resources.folder("db")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextlib.contextmanager
def private_files() -> Iterator[None]:
    """Let no file made here be read by others."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)
