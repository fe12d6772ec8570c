"""What is being removed for good, remembered until nothing of it is left.

A backup that is put back brings back whoever was erased since, for as long as it
takes to erase them again; and what was erased is in the file until it is rewritten.
Were the program stopped meanwhile, this mark would tell the next one: a file beside
the store's own, a table of a server's. It holds identifiers, never a name.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from reseau.domain.retention import DataKind
from reseau.i18n import N_
from reseau.store.place.address import Address, StoreError, refused_by_system
from reseau.store.place.engine import engine_for, told_plainly
from reseau.store.place.server_faults import NoRightError

ENDING = ".removing"
TABLE = "removing"
_MAKING = 0x7265_6D6F_7665  # Any number: two may be about to make the table.


class UnfinishedError(StoreError):
    """The store holds what was removed for good."""

    message = N_(
        "What was removed for good may still be in the store at {place}: the program "
        "was stopped before its end. Run “reseau check --repair”, which removes it."
    )


@dataclass(frozen=True, slots=True)
class Removal:
    """What has to be removed again.

    Attributes:
        people: Identifiers of those who were erased.
        applied: Kinds of data and the day up to which their retention was applied.
    """

    people: frozenset[str] = frozenset()
    applied: frozenset[tuple[DataKind, date]] = frozenset()

    def __or__(self, other: "Removal") -> "Removal":
        """Put two together."""
        return Removal(self.people | other.people, self.applied | other.applied)


def begin(address: Address, removal: Removal) -> None:
    """Mark a store before it is touched, adding to what it was marked with.

    Raises:
        FolderError, UnreachableError, NoRightError: It cannot be marked; nothing was
            changed.
    """
    content = _written(removal | (begun(address) or Removal()))
    if address.file is not None:
        _write(beside(address.file), content, place=address.place)
        return
    engine = engine_for(address)
    # Whoever waited for the lock must see the table that the other one made.
    seeing = engine.execution_options(isolation_level="READ COMMITTED")
    with told_plainly(address), seeing.begin() as connection:
        _make_table(connection, address)
        connection.execute(text(f"DELETE FROM {TABLE}"))  # noqa: S608  # Ours.
        connection.execute(
            text(f"INSERT INTO {TABLE} (content) VALUES (:it)"),  # noqa: S608
            {"it": content},
        )
    engine.dispose()


def check_right(connection: Connection, address: Address) -> None:
    """See that what is removed can be made unreadable, before anything is.

    On a server, only a member of the role that a table belongs to can rewrite it, put
    a backup in its place, or take a mark away.

    Raises:
        NoRightError: The user of the database is not a member.
    """
    if connection.dialect.name == "postgresql":
        owner = _owner(connection)
        query = text("SELECT pg_has_role(:owner, 'USAGE')")
        if owner and not connection.scalar(query, {"owner": owner}):
            raise NoRightError(place=address.place)


def as_owner(connection: Connection) -> None:
    """Act as the role that the store belongs to, until the transaction ends.

    What a member of the team makes would be theirs otherwise, and nobody else's. Who
    is not a member goes on as they are, and is refused what they may not do.
    """
    owner = _owner(connection)
    query = text("SELECT pg_has_role(:owner, 'MEMBER')")
    if owner and connection.scalar(query, {"owner": owner}):
        name = connection.dialect.identifier_preparer.quote(owner)
        connection.exec_driver_sql(f"SET LOCAL ROLE {name}")


def _owner(connection: Connection) -> str | None:
    """Give the role that the store belongs to; None in an empty database."""
    query = text(
        "SELECT pg_get_userbyid(relowner) FROM pg_class"
        " WHERE oid = to_regclass('alembic_version')"
    )
    found = connection.scalar(query)
    return None if found is None else str(found)


def _make_table(connection: Connection, address: Address) -> None:
    """Make the mark of a server, that any member of the team can take away."""
    check_right(connection, address)
    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MAKING})
    if not inspect(connection).has_table(TABLE):
        connection.execute(text(f"CREATE TABLE {TABLE} (content text NOT NULL)"))
        if owner := _owner(connection):
            name = connection.dialect.identifier_preparer.quote(owner)
            connection.execute(text(f"ALTER TABLE {TABLE} OWNER TO {name}"))


def commit(address: Address, session: Session) -> None:
    """Write a removal for good, marked until the file is rewritten and ``end`` called.

    Raises:
        FolderError, DiskFullError: Nothing was written, and nothing is marked.
    """
    begin(address, Removal())
    try:
        session.commit()
    except Exception:
        end(address)
        raise


def begun(address: Address, engine: Engine | None = None) -> Removal | None:
    """Give what has to be removed again; None when nothing was left half done.

    Args:
        address: Of the store.
        engine: Of the same, when there is one already.
    """
    if address.file is not None:
        mark = beside(address.file)
        # The path first: it is asked at each command, and nearly always in vain.
        return _read(mark.read_text("utf-8", "replace")) if mark.exists() else None
    own = engine or engine_for(address)
    with told_plainly(address), own.connect() as connection:
        if not inspect(connection).has_table(TABLE):
            return None
        try:
            rows = connection.scalars(text(f"SELECT content FROM {TABLE}"))  # noqa: S608
        except ProgrammingError:  # It is there, and others’ to take away.
            return Removal()
        return _read(next(iter(rows), ""))


def end(address: Address) -> None:
    """Forget the mark: nothing is left to remove."""
    if address.file is not None:
        beside(address.file).unlink(missing_ok=True)
        return
    engine = engine_for(address)
    with told_plainly(address), engine.begin() as connection:
        connection.execute(text(f"DROP TABLE IF EXISTS {TABLE}"))
    engine.dispose()


def beside(file: Path) -> Path:
    """Say where the mark of a store in a file is."""
    return Path(f"{file}{ENDING}")


def _write(mark: Path, content: str, *, place: str) -> None:
    new = not mark.exists()
    try:
        handle = os.open(mark, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        if new:  # An empty mark is one too.
            with contextlib.suppress(OSError):
                mark.unlink()
        raise refused_by_system(place, error) from error


def _written(removal: Removal) -> str:
    days: dict[str, str] = {}
    for kind, day in sorted(removal.applied):  # The latest of a kind comes last.
        days[kind.value] = day.isoformat()
    return json.dumps({"people": sorted(removal.people), "applied": days})


def _read(content: str) -> Removal:
    """Read a mark; one that says nothing, or nonsense, is a mark all the same."""
    try:
        found = json.loads(content)
        people = frozenset(str(it) for it in found["people"])
        return Removal(people, _applied(found["applied"].items()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Removal()


def _applied(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[DataKind, date]]:
    return frozenset((DataKind(kind), date.fromisoformat(day)) for kind, day in pairs)
