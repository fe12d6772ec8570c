"""What was done, and taking it back: history, undo, redo."""

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.store.models import Change, Operation, load_every_model
from reseau.store.past import reversal, undo
from reseau.store.past.history import unpack
from reseau.store.past.meanwhile import State, links_of, said
from reseau.store.past.plain import Plain
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome


@dataclass(frozen=True, slots=True)
class Done:
    """One operation of the history.

    Attributes:
        counts: Table to rows added, changed and removed.
        undoes: Number of the operation that it undoes.
        undone_by: Number of the operation that undid it.
    """

    number: int
    done_at: datetime
    author: str
    host: str
    command: str
    counts: dict[str, tuple[int, int, int]]
    undoes: int | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record, before and after; a side is None when it was not there.

    Only the fields that differ are given when the record was changed.

    Attributes:
        of: The names of what the record is of, when it has none of its own.
        said: For a person, of a record that was changed: each field, before, after.
    """

    table: str
    key: int
    name: str
    before: dict[str, Plain] | None
    after: dict[str, Plain] | None
    of: str = ""
    said: tuple[tuple[str, str, str], ...] = ()


def history(store: Store, *, limit: int | None = 20) -> list[Done]:
    """List operations, the latest first, with moments in the organization's zone."""
    with store.reading() as session:
        undone = undo.undone_by(session)
        most = None if limit is None else max(limit, 0)
        query = select(Operation).order_by(Operation.key.desc()).limit(most)
        zone = _zone(session)
        return [_done(it, undone, zone) for it in session.scalars(query)]


def operation_detail(
    store: Store, number: int, *, limit: int = 200
) -> tuple[Done, list[RowChange]]:
    """Give one operation with its records, ``limit`` of them at most.

    Raises:
        NoOperationError: No operation has that number.
    """
    with store.reading() as session:
        operation = undo.numbered(session, number)
        rows: list[RowChange] = []
        for change in operation.changes:
            rows += _rows(session, change, limit - len(rows))
        return _done(operation, undo.undone_by(session), _zone(session)), rows


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(settings.setting(session, settings.ZONE, clock.DEFAULT_ZONE))


def _done(operation: Operation, undone: dict[int, int], zone: ZoneInfo) -> Done:
    counts = {
        name: (n[0], n[1], n[2]) for name, n in json.loads(operation.summary).items()
    }
    return Done(
        operation.key,
        operation.done_at.astimezone(zone),
        operation.author,
        operation.host,
        operation.command,
        counts,
        operation.undoes_key,
        undone.get(operation.key),
    )


def _rows(session: Session, change: Change, limit: int) -> list[RowChange]:
    table = load_every_model().metadata.tables[change.table_name]
    found = []
    for key, (before, after) in list(unpack(change).items())[: max(limit, 0)]:
        row = after or before or {}
        name = reversal.name_of(row)
        fields = _fields_that_differ(before, after)
        found.append(
            RowChange(
                change.table_name, key, name, _only(before, fields),
                _only(after, fields), "" if name else links_of(session, table, row),
                _said(session, table, before, after, fields=fields),
            )
        )  # fmt: skip
    return found


def _said(
    session: Session, table: Table, before: State, after: State, *, fields: list[str]
) -> tuple[tuple[str, str, str], ...]:
    """Write the fields of a changed record as a person says them."""
    if before is None or after is None:
        return ()
    return tuple(
        (
            name,
            said(session, table.c[name], before.get(name)),
            said(session, table.c[name], after.get(name)),
        )
        for name in fields
        if name in table.c
    )


def _fields_that_differ(
    before: dict[str, Plain] | None, after: dict[str, Plain] | None
) -> list[str]:
    whole = after or before or {}
    if before is None or after is None:
        return list(whole)
    return [it for it in whole if after[it] != before.get(it) and it != "version"]


def _only(row: dict[str, Plain] | None, fields: list[str]) -> dict[str, Plain] | None:
    return None if row is None else {it: row.get(it) for it in fields}


def undo_operation(
    store: Store, number: int | None, *, dry_run: bool = False
) -> tuple[Outcome, Done]:
    """Undo an operation: the one with that number, else the latest left to undo.

    Returns:
        The outcome, and what was undone.

    Raises:
        NothingToUndoError, NoOperationError, AlreadyUndoneError
        ChangedSinceError, UsedSinceError, TakenSinceError: Nothing is changed.
    """
    with store.working("undo", dry_run=dry_run) as work:
        operation = undo.operation_to_undo(work.session, number)
        taken_back = _done(operation, {}, _zone(work.session))
        work.undoes = operation.key
        reversal.reverse(work.session, operation)
    return outcome(work, slug="", name=taken_back.command), taken_back


def redo_operation(store: Store, *, dry_run: bool = False) -> tuple[Outcome, Done]:
    """Take the latest undo back.

    Returns:
        The outcome, and the operation that holds again.

    Raises:
        NothingToRedoError: Nothing was undone.
        ChangedSinceError, UsedSinceError, TakenSinceError: Nothing is changed.
    """
    with store.working("redo", dry_run=dry_run) as work:
        operation = undo.operation_to_redo(work.session)
        restored = work.session.get_one(Operation, operation.undoes_key)
        taken_back = _done(restored, {}, _zone(work.session))
        work.undoes = operation.key
        reversal.reverse(work.session, operation)
    return outcome(work, slug="", name=taken_back.command), taken_back
