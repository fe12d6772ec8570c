"""Undo and redo: put back what an operation changed, or refuse and say why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, exc, insert, select, update
from sqlalchemy.orm import Session

from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_
from reseau.store.history import (
    UNLOGGED,
    recorder_of,
    unpack,
    without_version,
)
from reseau.store.models import Base, Change, Operation
from reseau.store.plain import Plain, plain_row, typed_row

_BATCH = 500


class NothingToUndoError(NotFoundError):
    """No operation is left to undo."""

    message = N_("There is nothing to undo. “reseau history” shows what was done.")


class NothingToRedoError(NotFoundError):
    """No undo is left to redo."""

    message = N_("There is nothing to redo. “reseau history” shows what was done.")


class NoOperationError(NotFoundError):
    """The number is no operation's."""

    message = N_("There is no operation {number}. “reseau history” lists them.")


class AlreadyUndoneError(UsageError):
    """The operation was undone already."""

    message = N_(
        "Operation {number} was undone already, by operation {by}. To bring it back: "
        "reseau undo {by}"
    )


class ChangedSinceError(ConflictError):
    """Something the operation touched was changed by a later one."""

    message = N_(
        "Operation {number} cannot be undone: {what} was changed since by {by}. Undo "
        "that one first, or change the record by hand. Nothing was changed."
    )


class UsedSinceError(ConflictError):
    """Something the operation added is used by later records."""

    message = N_(
        "Operation {number} cannot be undone: {what} has been used since by {by}. "
        "Undo that one first. Nothing was changed."
    )


class TakenSinceError(ConflictError):
    """What would be put back clashes with the present state of the store."""

    message = N_(
        "Operation {number} cannot be undone: what it removed clashes with records "
        "added since, or needs records that are gone. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Reversal:
    """What undoing does to the rows of one table."""

    table: Table
    add: list[dict[str, Any]]
    change: list[tuple[int, dict[str, Any]]]
    remove: list[int]


def operation_to_undo(session: Session, number: int | None) -> Operation:
    """Find the operation that “undo” means: that number, else the latest one left.

    Raises:
        NoOperationError, AlreadyUndoneError, NothingToUndoError
    """
    undone = undone_by(session)
    if number is not None:
        found = session.get(Operation, number)
        if found is None:
            raise NoOperationError(number=number)
        if number in undone:
            raise AlreadyUndoneError(number=number, by=undone[number])
        return found
    for operation in _latest(session):
        if operation.undoes_key is None and operation.key not in undone:
            return operation
    raise NothingToUndoError


def operation_to_redo(session: Session) -> Operation:
    """Find the undo that “redo” takes back: the latest one still in force.

    Raises:
        NothingToRedoError: Nothing was undone.
    """
    undone = undone_by(session)
    for operation in _latest(session):
        takes_back = operation.undoes_key is not None and operation.key not in undone
        if takes_back and not _is_redo(session, operation):
            return operation
    raise NothingToRedoError


def _is_redo(session: Session, operation: Operation) -> bool:
    """Tell whether an operation undoes an undo, once or three times over."""
    depth = 0
    current: Operation | None = operation
    while current is not None and current.undoes_key is not None:
        depth += 1
        current = session.get(Operation, current.undoes_key)
    return depth % 2 == 0


def _latest(session: Session) -> Iterator[Operation]:
    yield from session.scalars(select(Operation).order_by(Operation.key.desc()))


def undone_by(session: Session) -> dict[int, int]:
    """Map each operation that is undone now to the one that undid it."""
    pairs = session.execute(
        select(Operation.key, Operation.undoes_key)
        .where(Operation.undoes_key.is_not(None))
        .order_by(Operation.key.desc())
    ).all()
    found: dict[int, int] = {}
    for key, undoes in pairs:  # Latest first: an undo that was undone does not count.
        if key not in found and undoes is not None:
            found[undoes] = key
    return found


def reverse(session: Session, operation: Operation) -> None:
    """Put the store back as it was before an operation, recording it all.

    Raises:
        ChangedSinceError, UsedSinceError, TakenSinceError: Nothing is changed.
    """
    changes = session.scalars(
        select(Change).where(Change.operation_key == operation.key)
    ).all()
    by_name = {change.table_name: change for change in changes}
    tables = [it for it in Base.metadata.sorted_tables if it.name in by_name]
    plans = [_planned(session, by_name[table.name], table=table) for table in tables]
    _check_unused(session, plans, operation=operation)
    try:
        _apply(session, plans)
    except exc.IntegrityError as error:
        raise TakenSinceError(number=operation.key) from error


def _planned(session: Session, change: Change, *, table: Table) -> Reversal:
    rows = unpack(change)
    present = rows_now(session, table, keys=list(rows))
    add, modify, remove = [], [], []
    for key, (before, after) in rows.items():
        if not _same(table, after, present.get(key)):
            raise ChangedSinceError(
                number=change.operation_key,
                what=described(table, after or before),
                by=_culprit(session, change, key=key),
            )
        if before is None:
            remove.append(key)
        elif after is None:
            add.append(typed_row(table, before))
        else:
            restored = typed_row(table, before)
            restored["version"] = present[key]["version"] + 1
            modify.append((key, restored))
    return Reversal(table, add, modify, remove)


def _same(
    table: Table, after: dict[str, Plain] | None, now: Mapping[str, Any] | None
) -> bool:
    if after is None or now is None:
        return after is None and now is None
    names = [it.name for it in table.columns if it.name != "version"]
    current = dict(
        zip([it.name for it in table.columns], plain_row(table, now), strict=True)
    )
    return all(current[name] == after.get(name) for name in names)


def rows_now(
    session: Session, table: Table, *, keys: list[int]
) -> dict[int, Mapping[str, Any]]:
    """Read rows of a table by key, as they are now."""
    found: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(keys), _BATCH):
        some = select(table).where(table.c.key.in_(keys[start : start + _BATCH]))
        found.update({row["key"]: row for row in session.execute(some).mappings()})
    return found


def described(table: Table, row: dict[str, Plain] | None) -> str:
    """Name a row to a person, by its name or title, else by table and number."""
    row = row or {}
    for column in ("name", "title", "label", "what"):
        if row.get(column):
            return f"“{row[column]}”"
    return f"{table.name} {row.get('key', '?')}"


def _culprit(session: Session, change: Change, *, key: int) -> str:
    """Name the later operation that touched a row."""
    later = session.scalars(
        select(Change)
        .where(Change.operation_key > change.operation_key)
        .where(Change.table_name == change.table_name)
        .order_by(Change.operation_key.desc())
    )
    for candidate in later:
        if key in unpack(candidate):
            return operation_name(candidate.operation)
    return "?"


def operation_name(operation: Operation) -> str:
    """Name an operation to a person: its number, command and author."""
    return f"#{operation.key} ({operation.command}, {operation.author})"


def _check_unused(
    session: Session, plans: list[Reversal], *, operation: Operation
) -> None:
    """Refuse to remove a row that rows outside of the operation refer to."""
    removed = {plan.table.name: set(plan.remove) for plan in plans}
    released = {
        plan.table.name: {key for key, _ in plan.change} | removed[plan.table.name]
        for plan in plans
    }
    for plan in plans:
        for table in Base.metadata.sorted_tables:
            if table.name in UNLOGGED:
                continue
            for column in table.columns:
                if column.references(plan.table.c.key):
                    users = _users(session, column, keys=plan.remove)
                    left = sorted(set(users) - released.get(table.name, set()))
                    if left:
                        _refuse_used(session, operation, table=table, user=left[0])


def _users(session: Session, column: Any, *, keys: list[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(keys), _BATCH):
        some = select(column.table.c.key).where(
            column.in_(keys[start : start + _BATCH])
        )
        found.extend(session.scalars(some))
    return found


def _refuse_used(
    session: Session, operation: Operation, *, table: Table, user: int
) -> None:
    row = rows_now(session, table, keys=[user])[user]
    pseudo = Change(operation_key=operation.key, table_name=table.name)
    raise UsedSinceError(
        number=operation.key,
        what=described(
            table,
            dict(
                zip(
                    [it.name for it in table.columns],
                    plain_row(table, row),
                    strict=True,
                )
            ),
        ),
        by=_culprit(session, pseudo, key=user),
    )


def _apply(session: Session, plans: list[Reversal]) -> None:
    """Insert parents first, then update, then delete children first."""
    recorder = recorder_of(session)
    before = {
        plan.table.name: rows_now(
            session, plan.table, keys=[*plan.remove, *(key for key, _ in plan.change)]
        )
        for plan in plans
    }
    for plan in plans:
        table = plan.table
        if plan.add:
            session.execute(insert(table), parents_first(table, plan.add))
        for row in plan.add:
            recorder.note(table, row["key"], before=None, after=plain_row(table, row))
    for plan in plans:
        table = plan.table
        for key, row in plan.change:
            session.execute(update(table).where(table.c.key == key).values(row))
            was = plain_row(table, before[table.name][key])
            recorder.note(table, key, before=was, after=plain_row(table, row))
    for plan in reversed(plans):
        table = plan.table
        _delete(session, table, keys=plan.remove)
        for key in plan.remove:
            was = plain_row(table, before[table.name][key])
            recorder.note(table, key, before=was, after=None)


def parents_first(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order rows so that one which refers to another of its table comes after it."""
    own = [it.name for it in table.columns if it.references(table.c.key)]
    waiting = {row["key"]: row for row in rows}
    ordered: list[dict[str, Any]] = []
    while waiting:
        ready = [
            key
            for key, row in waiting.items()
            if not any(row[name] in waiting and row[name] != key for name in own)
        ]
        if not ready:  # A loop: the database will say what it thinks of it.
            ready = list(waiting)
        ordered.extend(waiting.pop(key) for key in ready)
    return ordered


def _delete(session: Session, table: Table, *, keys: list[int]) -> None:
    """Delete rows, those that refer to others of the same table first."""
    own = [it for it in table.columns if it.references(table.c.key)]
    for start in range(0, len(keys), _BATCH) if own else ():
        some = table.c.key.in_(keys[start : start + _BATCH])
        for column in own:
            if column.nullable:
                session.execute(update(table).where(some).values({column.name: None}))
    for start in range(0, len(keys), _BATCH):
        session.execute(
            delete(table).where(table.c.key.in_(keys[start : start + _BATCH]))
        )


__all__ = [
    "operation_to_redo",
    "operation_to_undo",
    "reverse",
    "undone_by",
    "without_version",
]
