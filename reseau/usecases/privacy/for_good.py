"""What is removed for good: written past the history, and left in no file."""

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from reseau.i18n import N_
from reseau.store.past import history
from reseau.store.place import completion_cache, unfinished
from reseau.store.place.address import DiskFullError, StoreError
from reseau.store.place.engine import (
    WRITES,
    as_sqlalchemy_says,
    shut_writers_out,
    told_plainly,
)
from reseau.store.place.server_faults import is_busy
from reseau.store.search import search_index
from reseau.store.session import Store


class NotRewrittenError(StoreError):
    """What was removed is out of the records, and not out of the file."""

    message = N_(
        "The disk is full: what was removed for good no longer shows, and is still in "
        "the file of the store at {place}. Make room: the next command finishes it."
    )


_EMPTY_JOURNAL = "PRAGMA wal_checkpoint(TRUNCATE)"


@contextlib.contextmanager
def writing(store: Store) -> Iterator[Session]:
    """Open a transaction that the history of operations does not record."""
    engine = store.engine.execution_options(**{WRITES: True})
    with told_plainly(store.address), Session(engine) as session:
        if session.get_bind().dialect.name == "postgresql":
            unfinished.check_right(session.connection(), store.address)
            shut_writers_out(session.connection())
        history.watch(session)  # For the search index, which follows what changes.
        yield session


def index_again(session: Session) -> None:
    """Bring the search index up to what was erased, which no operation records."""
    recorder = history.recorder_of(session)
    recorder.net = recorder.changed()
    search_index.follow(session)


def make_unreadable(store: Store) -> bool:
    """Leave nothing of the removed rows in the file, its journal or the caches.

    Returns:
        Whether the file, or a server's tables, could be rewritten whole: they cannot
        while somebody else is reading them; ``reseau check --repair`` does it later.

    Raises:
        NotRewrittenError: There is no room to write it again.
    """
    try:
        return _made_unreadable(store)
    except DiskFullError as error:
        raise NotRewrittenError(place=store.address.place) from error


def _made_unreadable(store: Store) -> bool:
    with told_plainly(store.address), store.engine.connect() as connection:
        raw = connection.execution_options(isolation_level="AUTOCOMMIT")
        if store.address.file is None:
            completion_cache.cache_file(store.address).unlink(missing_ok=True)
            return _rewritten(raw)
        driver: Any = raw.connection.driver_connection  # Any: DB-API.
        with as_sqlalchemy_says(raw.dialect):
            for statement in (_EMPTY_JOURNAL, "VACUUM"):
                driver.execute(statement)
            busy, *_pages = driver.execute(_EMPTY_JOURNAL).fetchone()
        return not busy


def _rewritten(connection: Connection) -> bool:
    """Rewrite the tables of a server, unless somebody is in one for too long.

    A server keeps samples of what is in a column, to plan its queries: they are drawn
    again first, and the table that holds them is rewritten with the others.
    """
    try:
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("VACUUM FULL")
    except OperationalError as error:
        if not is_busy(error):
            raise
        return False
    return True
