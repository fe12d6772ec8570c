"""Many rows at once, recorded in the history like any other.

The only place that writes with Core statements to tables the history covers,
together with ``reseau.store.past.reversal``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from reseau.store.past.history import recorder_of
from reseau.store.past.plain import plain_row

_BATCH = 5_000


def next_keys(session: Session, table: Table, *, count: int) -> range | list[int]:
    """Reserve keys that no row has or ever had, in rising order.

    The caller holds the write lock (SQLite) or takes them from the sequence
    (PostgreSQL), so nobody else is given the same.
    """
    if count == 0:
        return range(0)
    if session.get_bind().dialect.name == "postgresql":
        sequence = text(
            "SELECT nextval(pg_get_serial_sequence(:t, 'key')) "
            "FROM generate_series(1, :n)"
        )
        return sorted(session.scalars(sequence, {"t": f'"{table.name}"', "n": count}))
    used = session.scalar(select(func.max(table.c.key))) or 0
    ever = session.scalar(
        text("SELECT seq FROM sqlite_sequence WHERE name = :t"), {"t": table.name}
    )
    first = max(used, ever or 0) + 1
    return range(first, first + count)


def insert_rows(
    session: Session, table: Table, *, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert whole rows, keys included, and tell the recorder.

    Every row has a value for every column, because what is recorded is what is
    written.
    """
    recorder = recorder_of(session)
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        session.execute(insert(table), list(batch))
        for row in batch:
            recorder.note(table, row["key"], before=None, after=plain_row(table, row))


def move_sequence(session: Session, table: Table) -> None:
    """Move PostgreSQL's sequence past keys that were written by hand."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence(:t, 'key'), "  # noqa: S608  # A table of ours.
                f'GREATEST((SELECT COALESCE(MAX(key), 1) FROM "{table.name}"), '
                "nextval(pg_get_serial_sequence(:t, 'key'))))"
            ),
            {"t": f'"{table.name}"'},
        )
