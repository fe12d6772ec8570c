"""Put a backup in the place of a server's store: all of it, or nothing.

``pg_restore`` writes what is to be done, and it is done here, in one transaction. Left
to itself it would keep the tables that came after the backup, and give all it makes to
whoever runs it, out of reach of the rest of the team.
"""

import re
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError

from reseau.store.models import every_table
from reseau.store.place.address import Address, NewerStoreError
from reseau.store.place.engine import as_sqlalchemy_says, engine_for, told_plainly
from reseau.store.place.schema import KNOWN
from reseau.store.place.unfinished import as_owner
from reseau.store.safety.backup import (
    AlteredBackupError,
    NoBackupError,
    NotABackupError,
    check_sum,
)
from reseau.store.safety.server_backup import (
    ServerProgramError,
    check_version,
    run_program,
    surroundings,
)
from reseau.store.safety.upgrade import wait_for_turn

_MAGIC = b"PGDMP"
_VERSION = "alembic_version"
_COPY = re.compile(r"COPY .* FROM stdin;\n")
_TABLE = re.compile(r"^\d+; \d+ \d+ TABLE \S+ (\S+) ", re.MULTILINE)
_SESSION = re.compile(r"(SET \w+ = .*|SELECT pg_catalog\.set_config\(.*|\\\w+.*)\n")
"""How the session is to be set, which ours is; a server may not know all of it."""


def verify_server_backup(backup: Path, address: Address) -> str:
    """See that a file is a backup that can be restored, and give its schema's version.

    Raises:
        NoBackupError: There is nothing there.
        AlteredBackupError: It is not what was written.
        NotABackupError: It is something else, or holds another program's tables.
        NewerStoreError: A later version of the program made it.
        NoProgramError, OlderProgramError: ``pg_restore`` cannot be used.
    """
    if not backup.is_file():
        raise NoBackupError(place=backup)
    check_sum(backup)
    with backup.open("rb") as opened:
        if opened.read(len(_MAGIC)) != _MAGIC:
            raise NotABackupError(place=backup)
    check_version("pg_restore", address)
    try:
        wanted = ["--data-only", f"--table={_VERSION}", "--file=-"]
        said = run_program(["pg_restore", *wanted, str(backup)], address)
    except ServerProgramError as error:
        raise AlteredBackupError(place=backup) from error
    found = re.search(rf"COPY \S*{_VERSION} .*\n(\w+)\n", said)
    if found is None:
        raise NotABackupError(place=backup)
    if found[1] not in KNOWN:
        raise NewerStoreError(place=backup, revision=found[1])
    return found[1]


def restore_server(backup: Path, address: Address) -> None:
    """Put a backup in the place of a server's store, in one transaction.

    What it makes belongs to the role that the store belonged to.

    Args:
        backup: Already verified: see ``verify_server_backup``.
        address: Of the server.

    Raises:
        StoreBusyError: Somebody has had the store open for too long.
        AlteredBackupError: The store is as it was.
    """
    listed = run_program(["pg_restore", "--list", str(backup)], address)
    ours = {it.name for it in every_table()} | {_VERSION, *_TABLE.findall(listed)}
    engine = engine_for(address)
    try:
        with told_plainly(address), engine.begin() as connection:
            wait_for_turn(connection)
            as_owner(connection)
            _drop(connection, ours)
            _play(backup, connection, address)
    finally:
        engine.dispose()


def _drop(connection: Connection, names: Collection[str]) -> None:
    """Drop the tables of these names that are there, all at once."""
    there = sorted({*names} & {*inspect(connection).get_table_names()})
    if there:
        quote = connection.dialect.identifier_preparer.quote
        connection.exec_driver_sql(f"DROP TABLE {', '.join(map(quote, there))}")


def _play(backup: Path, connection: Connection, address: Address) -> None:
    """Do what ``pg_restore`` writes, as it writes it."""
    options = ["--clean", "--if-exists", "--no-owner", "--file=-"]
    with subprocess.Popen(  # noqa: S603  # Our own words; no shell.
        ["pg_restore", *options, str(backup)],  # noqa: S607  # Found on the path.
        env=surroundings(address), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    ) as program:  # fmt: skip
        if program.stdout is None or program.stderr is None:  # Never: both are pipes.
            return
        try:
            _do_all(program.stdout, connection)
        except DBAPIError as error:
            program.kill()
            if str(getattr(error.orig, "sqlstate", "") or "").startswith("22"):
                raise AlteredBackupError(place=backup) from error
            raise
        said = program.stderr.read()
    if program.returncode:
        raise AlteredBackupError(place=backup) from OSError(said)


def _do_all(script: IO[str], connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection  # Any: DB-API.
    statements: list[str] = []
    with as_sqlalchemy_says(connection.dialect):
        for line in script:
            if _COPY.fullmatch(line):
                driver.execute("".join(statements))
                statements.clear()
                with driver.cursor().copy(line) as copy:
                    for row in _rows(script):
                        copy.write(row)
            elif not _SESSION.fullmatch(line):
                statements.append(line)
        driver.execute("".join(statements))


def _rows(script: IO[str]) -> Iterator[str]:
    """Give the rows of one table, to the line that ends them."""
    for line in script:
        if line == "\\.\n":
            return
        yield line
