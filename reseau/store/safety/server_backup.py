"""Backups of a store on PostgreSQL, made by its own programs.

``pg_dump`` and ``pg_restore`` learn where the server is from their environment: a
password on a command line could be read by everybody on the computer.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import make_url

from reseau.errors import ReseauError
from reseau.i18n import N_
from reseau.store.place.address import Address, StoreError
from reseau.store.place.engine import engine_for, told_plainly
from reseau.store.place.transport import transport
from reseau.store.place.unfinished import TABLE
from reseau.store.safety.backup import Backup, begun, make_folder, sealed
from reseau.store.safety.upgrade import private_files

SUFFIX = ".pgdump"
_MAJOR = re.compile(r"(\d+)")
_VARIABLES = {
    "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER",
    "password": "PGPASSWORD", "passfile": "PGPASSFILE", "dbname": "PGDATABASE",
    "service": "PGSERVICE", "options": "PGOPTIONS", "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
    "sslcrl": "PGSSLCRL", "channel_binding": "PGCHANNELBINDING",
    "gssencmode": "PGGSSENCMODE", "connect_timeout": "PGCONNECT_TIMEOUT",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}  # fmt: skip
"""Options of an address, by the variable that says the same (PostgreSQL, 34.15)."""


class NoProgramError(ReseauError):
    """PostgreSQL's own programs are not on this computer."""

    message = N_(
        "{program} was not found. Install PostgreSQL's client programs, or use "
        "“reseau export json”, which both databases can import."
    )


class OlderProgramError(ReseauError):
    """The programs are older than the server."""

    message = N_(
        "{program} is of version {client} and the server of version {server}. Install "
        "client programs at least as recent as the server."
    )


class ServerProgramError(StoreError):
    """PostgreSQL's program failed."""

    message = N_("{program} failed: {reason}")


def back_up_server(address: Address, folder: Path) -> Backup:
    """Write a whole store of a server into a folder, as of one moment.

    Raises:
        NoProgramError, OlderProgramError: ``pg_dump`` cannot be used.
        ServerProgramError: It failed; nothing is left behind.
        FolderError: The folder refuses files.
    """
    check_version("pg_dump", address)
    make_folder(folder)
    target, draft = begun(folder, stem(address), SUFFIX)
    try:
        with private_files():
            options = ["--format=custom", f"--exclude-table={TABLE}"]
            run_program(["pg_dump", *options, f"--file={draft}"], address)
        run_program(["pg_restore", "--list", str(draft)], address)
        return sealed(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def stem(address: Address) -> str:
    """Give the beginning of the names of a server's backups: the database's name."""
    return re.sub(r"\W+", "-", make_url(address.url).database or "reseau")


def check_version(program: str, address: Address) -> None:
    """See that a program is there and at least as recent as the server.

    Raises:
        NoProgramError, OlderProgramError: It is not.
    """
    if shutil.which(program) is None:
        raise NoProgramError(program=program)
    engine = engine_for(address)
    with told_plainly(address), engine.connect() as connection:
        number = connection.exec_driver_sql("SHOW server_version_num").scalar()
    engine.dispose()
    server = int(str(number)) // 10_000
    found = _MAJOR.search(run_program([program, "--version"], address))
    client = int(found[1]) if found else server
    if client < server:
        raise OlderProgramError(program=program, client=client, server=server)


def run_program(command: Sequence[str], address: Address) -> str:
    """Run one of PostgreSQL's programs; give what it printed.

    Raises:
        ServerProgramError: It failed.
    """
    done = subprocess.run(  # noqa: S603  # Our own words; values are in the environment.
        command, env=surroundings(address), stdin=subprocess.DEVNULL, check=False,
        capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode:
        said = done.stderr.strip().splitlines() or [str(done.returncode)]
        raise ServerProgramError(program=command[0], reason=said[-1])
    return done.stdout


def surroundings(address: Address) -> dict[str, str]:
    """Say where the server is as PostgreSQL's programs read it."""
    url = make_url(address.url)
    found = {
        "PGHOST": url.host,
        "PGPORT": None if url.port is None else str(url.port),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGCONNECT_TIMEOUT": "10",
    }
    for name, value in [*transport(url).items(), *url.query.items()]:
        known = _VARIABLES.get(name)
        if known is not None and isinstance(value, str):
            found[known] = value
    stated = {name: value for name, value in found.items() if value}
    return {**os.environ, **stated, "LC_MESSAGES": "C"}
