"""Put back what an operation changed, or refuse and say why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, exc, insert, select, update
from sqlalchemy.orm import Session

from reseau.errors import ConflictError
from reseau.i18n import N_, formats
from reseau.store.models import (
    Change,
    Operation,
    every_table,
)
from reseau.store.past.dependents import noun
from reseau.store.past.history import (
    UNLOGGED,
    recorder_of,
    unpack,
)
from reseau.store.past.plain import Plain, plain_row, typed_row

_BATCH = 500


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


class ForgottenError(ConflictError):
    """What the operation wrote was removed for good."""

    message = N_(
        "Operation {number} cannot be undone: what it wrote is no longer kept, as the "
        "rules of retention say."
    )


@dataclass(frozen=True, slots=True)
class Reversal:
    """What undoing does to the rows of one table."""

    table: Table
    add: list[dict[str, Any]]
    change: list[tuple[int, dict[str, Any]]]
    remove: list[int]


def reverse(session: Session, operation: Operation) -> None:
    """Put the store back as it was before an operation, recording it all.

    Raises:
        ChangedSinceError, UsedSinceError, TakenSinceError, ForgottenError: Nothing is
            changed.
    """
    changes = session.scalars(
        select(Change).where(Change.operation_key == operation.key)
    ).all()
    by_name = {change.table_name: change for change in changes}
    tables = [it for it in every_table() if it.name in by_name]
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
        if before is None and after is None:
            raise ForgottenError(number=change.operation_key)
        if not _same(table, after, present.get(key)):
            raise ChangedSinceError(
                number=change.operation_key,
                what=described(table, after or before),
                by=_culprit(session, change.operation_key, table=table, key=key),
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
    current = plainly(table, now)
    return all(
        current[name] == after.get(name) for name in current if name != "version"
    )


def plainly(table: Table, row: Mapping[str, Any]) -> dict[str, Plain]:
    """Write a row's values as the history does, by column name."""
    names = [it.name for it in table.columns]
    return dict(zip(names, plain_row(table, row), strict=True))


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
    """Name a row to a person: what it is, and its name or else its number."""
    row = row or {}
    name = name_of(row)
    which = formats.quoted(name) if name else f"#{row.get('key', '?')}"
    return f"{noun(table.name)} {which}"


def name_of(row: Mapping[str, Plain]) -> str:
    """Give the name or title of a row; empty when it has none."""
    columns = ("name", "title", "label", "what", "slug")
    return next((str(row[it]) for it in columns if row.get(it)), "")


def _culprit(session: Session, operation: int, *, table: Table, key: int) -> str:
    """Name the last operation that touched a row after a given one."""
    later = session.scalars(
        select(Change)
        .where(Change.operation_key > operation)
        .where(Change.table_name == table.name)
        .order_by(Change.operation_key.desc())
    )
    for candidate in later:
        if key in unpack(candidate):
            return operation_name(candidate.operation)
    return "?"


def operation_name(operation: Operation) -> str:
    """Name an operation to a person: its number and its author."""
    return f"#{operation.key} ({operation.author})"


def _check_unused(
    session: Session, plans: list[Reversal], *, operation: Operation
) -> None:
    """Refuse to remove a row that rows outside of the operation refer to."""
    touched = {
        plan.table.name: {*plan.remove, *(key for key, _row in plan.change)}
        for plan in plans
    }
    for plan in plans:
        for column in _referring(plan.table):
            inside = touched.get(column.table.name, set())
            for user, used in _users(session, column, keys=plan.remove):
                if user not in inside:
                    row = rows_now(session, plan.table, keys=[used])[used]
                    raise UsedSinceError(
                        number=operation.key,
                        what=described(plan.table, plainly(plan.table, row)),
                        by=_culprit(
                            session, operation.key, table=column.table, key=user
                        ),
                    )


def _referring(table: Table) -> list[Any]:  # Any: columns, whose table is a Table.
    """List the columns of the recorded tables that refer to a table."""
    return [
        column
        for other in every_table()
        if other.name not in UNLOGGED
        for column in other.columns
        if column.references(table.c.key)
    ]


def _users(session: Session, column: Any, *, keys: list[int]) -> list[tuple[int, int]]:
    """List the rows that refer to some keys, each with the key it refers to."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(keys), _BATCH):
        some = select(column.table.c.key, column).where(
            column.in_(keys[start : start + _BATCH])
        )
        found += [(user, used) for user, used in session.execute(some)]
    return sorted(found)


def _apply(session: Session, plans: list[Reversal]) -> None:
    """Insert parents first, then update, then delete children first.

    Rows to which nothing can refer are deleted before all that: one of them may hold
    the place of a row that comes back, such as an actor's part in an interaction.
    """
    before = {
        plan.table.name: rows_now(
            session, plan.table, keys=[*plan.remove, *(key for key, _ in plan.change)]
        )
        for plan in plans
    }
    leaves = [plan for plan in plans if not _referring(plan.table)]
    others = [plan for plan in plans if _referring(plan.table)]
    for plan in leaves:
        _remove(session, plan, before=before[plan.table.name])
    for plan in plans:
        _add(session, plan)
    for plan in plans:
        _change(session, plan, before=before[plan.table.name])
    for plan in reversed(others):
        _remove(session, plan, before=before[plan.table.name])


def _add(session: Session, plan: Reversal) -> None:
    table, recorder = plan.table, recorder_of(session)
    if plan.add:
        session.execute(insert(table), parents_first(table, plan.add))
    for row in plan.add:
        recorder.note(table, row["key"], before=None, after=plain_row(table, row))


def _change(
    session: Session, plan: Reversal, *, before: Mapping[int, Mapping[str, Any]]
) -> None:
    table, recorder = plan.table, recorder_of(session)
    for key, row in plan.change:
        session.execute(update(table).where(table.c.key == key).values(row))
        was = plain_row(table, before[key])
        recorder.note(table, key, before=was, after=plain_row(table, row))


def _remove(
    session: Session, plan: Reversal, *, before: Mapping[int, Mapping[str, Any]]
) -> None:
    table, recorder = plan.table, recorder_of(session)
    _delete(session, table, keys=plan.remove)
    for key in plan.remove:
        recorder.note(table, key, before=plain_row(table, before[key]), after=None)


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
