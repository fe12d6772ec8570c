"""Operations: what each command changed, row by row, before and after.

Session events collect the net effect of a transaction; ``record`` writes it as one
operation. Rows are packed by table, because an import touches a hundred thousand.
Bulk inserts tell the recorder themselves (``reseau.store.past.bulk``).
"""

import getpass
import json
import os
import platform
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, event, inspect, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

import reseau
from reseau.domain import clock
from reseau.store import models
from reseau.store.models import DERIVED, Base
from reseau.store.past.plain import Plain, plain_row
from reseau.store.past.texts import check_texts

if TYPE_CHECKING:
    from reseau.store.models import Change, Operation

HISTORY = frozenset({"operation", "change"})
# Drawn from the rest: nothing to undo.
UNLOGGED = HISTORY | DERIVED | {"map_place"}
Row = list[Plain]
Net = list[tuple[Table, dict[int, tuple[Row | None, Row | None]]]]


@dataclass
class Recorder:
    """Collect what a transaction changes; it has state because a session flushes often.

    Attributes:
        effects: Table name to row key to its state before and after, None for absent.
        net: What really changed, once it was written as an operation.
    """

    effects: dict[str, dict[int, tuple[Row | None, Row | None]]] = field(
        default_factory=dict
    )
    net: Net = field(default_factory=list)

    def note(
        self, table: Table, key: int, *, before: Row | None, after: Row | None
    ) -> None:
        """Add one row's change to the net effect."""
        if table.name in UNLOGGED:
            return
        rows = self.effects.setdefault(table.name, {})
        first = rows[key][0] if key in rows else before
        if first is None and after is None:
            rows.pop(key, None)
        else:
            rows[key] = (first, after)

    def changed(self) -> Net:
        """List the tables that really changed, parents first."""
        found = []
        for table in Base.metadata.sorted_tables:
            rows = self.effects.get(table.name, {})
            real = {key: it for key, it in rows.items() if _differs(table, *it)}
            if real:
                found.append((table, real))
        return found


def _differs(table: Table, before: Row | None, after: Row | None) -> bool:
    return without_version(table, before) != without_version(table, after)


def without_version(table: Table, row: Row | None) -> Row | None:
    """Give a row without its version, which undoing never turns back."""
    if row is None:
        return None
    return [
        it
        for column, it in zip(table.columns, row, strict=True)
        if column.name != "version"
    ]


def watch(session: Session) -> Recorder:
    """Begin to record what a session changes."""
    recorder = Recorder()
    session.info["recorder"] = recorder
    event.listen(session, "before_flush", check_texts)
    event.listen(session, "before_flush", _raise_versions)
    event.listen(session, "after_flush", _collect)
    # Rows that leave their parent's list are deleted without being marked so.
    event.listen(session, "persistent_to_deleted", _note_gone)
    return recorder


def recorder_of(session: Session) -> Recorder:
    """Give the recorder of a session opened for writing."""
    recorder = session.info["recorder"]
    assert isinstance(recorder, Recorder)  # noqa: S101  # Put there by watch.
    return recorder


def _raise_versions(session: Session, *_rest: object) -> None:
    """Raise the version of each changed row, once in a transaction."""
    seen = recorder_of(session).effects
    for record in session.dirty:
        if (
            isinstance(record, Base)
            and session.is_modified(record)
            and record.key not in seen.get(_table(record).name, {})
        ):
            record.version += 1


def _collect(session: Session, *_rest: object) -> None:
    for record in session.new:
        if isinstance(record, Base):
            _note(session, record, after=_new(record))
    for record in session.dirty:
        if isinstance(record, Base) and session.is_modified(record):
            _note(session, record, before=_old(record), after=_new(record))


def _note_gone(session: Session, record: object) -> None:
    if isinstance(record, Base):
        _note(session, record, before=_old(record))


def _note(
    session: Session,
    record: Base,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    table = _table(record)
    if table.name not in UNLOGGED:
        recorder_of(session).note(
            table,
            record.key,
            before=None if before is None else plain_row(table, before),
            after=None if after is None else plain_row(table, after),
        )


def _table(record: Base) -> Table:
    table = inspect(type(record)).local_table
    assert isinstance(table, Table)  # noqa: S101  # No class maps a join.
    return table


def _new(record: Base) -> dict[str, Any]:
    return {it.name: getattr(record, it.name) for it in _table(record).columns}


def _old(record: Base) -> dict[str, Any]:
    values = _new(record)
    for name in values:
        replaced = get_history(record, name).deleted
        if replaced:
            values[name] = replaced[0]
    return values


def record(
    session: Session, command: str, *, undoes: int | None = None
) -> "Operation | None":
    """Write what the transaction changed as one operation.

    Returns:
        The operation; None when nothing changed, and then nothing is written.
    """
    session.flush()
    recorder = recorder_of(session)
    changed = recorder.net = recorder.changed()
    if not changed:
        return None
    operation = models.Operation(
        done_at=clock.now(),
        author=author(session),
        host=platform.node()[:400],
        command=command,
        summary=json.dumps(
            {table.name: _counts(rows.values()) for table, rows in changed}
        ),
        program_version=reseau.__version__,
        undoes_key=undoes,
    )
    operation.changes = [
        models.Change(
            table_name=table.name, row_count=len(rows), rows=pack(table, rows)
        )
        for table, rows in changed
    ]
    session.add(operation)
    session.flush()
    return operation


def _counts(rows: Iterable[tuple[Row | None, Row | None]]) -> list[int]:
    """Count the rows added, changed and removed."""
    kinds = [
        0 if before is None else 2 if after is None else 1 for before, after in rows
    ]
    return [kinds.count(it) for it in range(3)]


def author(session: Session) -> str:
    """Tell who does it: RESEAU_USER, else the database's user, else the system's."""
    named = os.environ.get("RESEAU_USER")
    if named:
        return named[:400]
    if session.get_bind().dialect.name == "postgresql":
        return str(session.scalar(text("SELECT session_user")))
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # No name for this user number.
        return "?"


def pack(table: Table, rows: dict[int, tuple[Row | None, Row | None]]) -> bytes:
    """Pack the rows of one table, in the order of their keys."""
    content = {
        "columns": [column.name for column in table.columns],
        "rows": [[key, *rows[key]] for key in sorted(rows)],
    }
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)


def unpack(
    change: "Change",
) -> dict[int, tuple[dict[str, Plain] | None, dict[str, Plain] | None]]:
    """Give the rows of a change by key: what they were, what they became."""
    content = json.loads(zlib.decompress(change.rows))
    columns: list[str] = content["columns"]

    def named(row: Row | None) -> dict[str, Plain] | None:
        return None if row is None else dict(zip(columns, row, strict=True))

    return {
        key: (named(before), named(after)) for key, before, after in content["rows"]
    }
