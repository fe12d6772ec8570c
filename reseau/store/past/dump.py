"""The whole store as plain data, and back into an empty one, row for row.

The history stays behind: it holds what people asked to have erased, and undoing
belongs to the store where a thing was done.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.domain.clock import YEARS
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_
from reseau.store.models import (
    DERIVED,
    Setting,
    every_table,
)
from reseau.store.past.bulk import insert_rows, move_sequence
from reseau.store.past.history import HISTORY
from reseau.store.past.plain import Plain, to_plain, typed_row
from reseau.store.past.reversal import parents_first

PlainRow = dict[str, Plain]


class StoreNotEmptyError(ConflictError):
    """A whole store is imported into an empty one only."""

    message = N_(
        "The store already holds {table} records. A whole store is imported into an "
        "empty one: create it with “reseau init --bare --database PLACE”."
    )


class UnknownTableError(UsageError):
    """The file speaks of a table that does not exist."""

    message = N_("The file names the table “{table}”, which Réseau does not know.")


class WrongRowError(UsageError):
    """A row of the file is not one of its table."""

    message = N_("Row {row} of “{table}” is wrong: {reason}. Nothing was written.")


def tables() -> list[Table]:
    """List the tables that are exported, parents first; the search index is not."""
    kept_here = HISTORY | DERIVED
    return [it for it in every_table() if it.name not in kept_here]


def dump(session: Session) -> dict[str, list[PlainRow]]:
    """Give every row of every table, in the order of the keys."""
    return {
        table.name: [
            {name: to_plain(value) for name, value in row.items()}
            for row in session.execute(select(table).order_by(table.c.key)).mappings()
        ]
        for table in tables()
    }


def load(session: Session, content: Mapping[str, Sequence[PlainRow]]) -> int:
    """Put every row back, with its own key; give how many.

    Raises:
        StoreNotEmptyError: There is something in the store already, settings aside.
        UnknownTableError, WrongRowError: The content is not a dump.
    """
    known = {it.name: it for it in tables()}
    unknown = sorted(set(content) - set(known))
    if unknown:
        raise UnknownTableError(table=unknown[0])
    # All of it is read before anything is asked of the database.
    found = {it.name: _rows(it, content.get(it.name, ())) for it in known.values()}
    _make_room(session)
    written = 0
    for name, table in known.items():
        rows = found[name]
        insert_rows(session, table, rows=parents_first(table, rows))
        move_sequence(session, table)
        written += len(rows)
    return written


def _make_room(session: Session) -> None:
    """See that the store is empty, and take its settings away: the file has its own."""
    for table in tables():
        if table.name != "setting" and session.scalar(select(table.c.key).limit(1)):
            raise StoreNotEmptyError(table=table.name)
    for record in session.scalars(select(Setting)):
        session.delete(record)
    session.flush()


def _rows(table: Table, given: Sequence[object]) -> list[dict[str, Any]]:
    """Read the rows of a table, each of which has a key of its own."""
    found: dict[int, dict[str, Any]] = {}
    for number, row in enumerate(given, start=1):
        typed = _typed(table, row, number)
        key = typed["key"]
        if key is None or key < 1 or key in found:
            raise WrongRowError(table=table.name, row=number, reason=f"key {key}")
        found[key] = typed
    return list(found.values())


def _typed(table: Table, row: object, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise WrongRowError(table=table.name, row=number, reason=type(row).__name__)
    # An older version of Réseau did not have the columns that were added since.
    since = {it.name: None for it in table.columns if it.nullable}
    columns = {it.name for it in table.columns}
    odd = sorted(columns ^ set(since | row))
    if odd:
        raise WrongRowError(table=table.name, row=number, reason=odd[0])
    try:
        typed = typed_row(table, since | row)
    except (ValueError, TypeError) as error:
        raise WrongRowError(table=table.name, row=number, reason=str(error)) from error
    for value in typed.values():
        if isinstance(value, date) and value.year not in YEARS:
            raise WrongRowError(table=table.name, row=number, reason=value.isoformat())
    return typed
