"""A store, opened for reading or for one operation."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from reseau.errors import ReseauError
from reseau.store.place import unfinished
from reseau.store.place.address import (
    Address,
    NewerStoreError,
    NoStoreError,
    NotAStoreError,
    OlderStoreError,
    check_file,
)
from reseau.store.place.engine import (
    WRITES,
    engine_for,
    shut_writers_out,
    told_plainly,
)
from reseau.store.place.files import opened
from reseau.store.place.schema import HEAD, KNOWN

if TYPE_CHECKING:
    from reseau.store.models import Operation


@dataclass
class Work:
    """One operation being made.

    Attributes:
        session: Where the records are read and changed.
        operation: What was recorded, once the work is over; None if nothing changed.
        dry_run: Whether it is all rolled back at the end.
    """

    session: Session
    dry_run: bool
    undoes: int | None = None
    operation: "Operation | None" = field(default=None)


@dataclass(frozen=True)
class Store:
    """A store at an address; a few connections, opened when needed.

    Attributes:
        seen: Number of the last operation that the person had read; what others
            changed since is not changed again without a word. None looks at nothing.
        own: Operations made through this object.
    """

    address: Address
    engine: Engine
    seen: int | None = None
    own: set[int] = field(default_factory=set, compare=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Read in one transaction, so that all figures are of one moment."""
        with told_plainly(self.address), Session(self.engine) as session:
            yield session

    @contextlib.contextmanager
    def working(self, command: str, *, dry_run: bool = False) -> Iterator[Work]:
        """Make one operation: all of it is written at the end, or nothing.

        Args:
            command: The command's name, for the history; never its words, which
                may hold personal information.
            dry_run: Do the whole of it, then roll back.

        Raises:
            ChangedMeanwhileError: Somebody changed the same after ``seen``.
        """
        from reseau.store.past import history, meanwhile  # noqa: PLC0415  # 40 ms that reading does without.
        from reseau.store.place import completion_cache  # noqa: PLC0415  # Likewise.
        from reseau.store.search import search_index  # noqa: PLC0415  # Likewise.

        engine = self.engine.execution_options(**{WRITES: True})
        with (
            told_plainly(self.address),
            Session(engine, expire_on_commit=False) as session,
        ):
            if session.get_bind().dialect.name == "postgresql":
                shut_writers_out(session.connection())
            history.watch(session)
            work = Work(session, dry_run)
            yield work
            if self.seen is not None:
                meanwhile.refuse_changed(session, self.seen, own=frozenset(self.own))
            work.operation = history.record(session, command, undoes=work.undoes)
            if dry_run:
                session.rollback()
            else:
                if work.operation is not None:
                    search_index.follow(session)
                session.commit()
                if work.operation is not None:
                    self.own.add(work.operation.key)
                completion_cache.refresh(session, self.address, work.operation)

    def dispose(self) -> None:
        """Close what is open."""
        self.engine.dispose()


def open_store(address: Address, *, unfinished_too: bool = False) -> Store:
    """Open a store that exists and is of this program's version.

    Args:
        address: Where it is.
        unfinished_too: Whether one that may hold what was removed for good is opened.

    Raises:
        UnfinishedError: A backup was put back, and the program stopped meanwhile.
        StoreError: It is missing, damaged, older or newer, or out of reach.
    """
    if address.file is not None:
        check_file(address.file)
    engine = engine_for(address)
    revision = (
        _file_revision(address) if address.file else _server_revision(engine, address)
    )
    if revision != HEAD:
        raise _wrong_revision(revision, address)
    if not unfinished_too and unfinished.begun(address, engine) is not None:
        raise unfinished.UnfinishedError(place=address.place)
    return Store(address, engine)


def _wrong_revision(revision: str | None, address: Address) -> ReseauError:
    if revision is None:
        if address.file is None:
            return NoStoreError(place=address.place)
        return NotAStoreError(place=address.place)
    if revision in KNOWN:
        return OlderStoreError(place=address.place)
    return NewerStoreError(place=address.place, revision=revision)


def _file_revision(address: Address) -> str | None:
    """Read the schema's version without SQLAlchemy: it takes 0.2 ms."""
    query = "SELECT version_num FROM alembic_version"
    try:
        with opened(address.file) as connection:  # type: ignore[arg-type]  # The caller has a file.
            row = connection.execute(query).fetchone()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None


def _server_revision(engine: Engine, address: Address) -> str | None:
    with told_plainly(address), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)
