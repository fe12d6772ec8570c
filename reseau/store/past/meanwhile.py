"""What somebody else wrote since a person read: told field by field, then refused.

A person who says up to which operation they had read changes no row that a later
operation changed. One writer at a time works in a store, so what is compared here is
what will be written: the same on both databases.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Date, Enum, Table, func, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.base import UtcDateTime
from reseau.store.models import Change, Operation
from reseau.store.past.field_words import field_word
from reseau.store.past.history import Row, recorder_of, unpack
from reseau.store.past.plain import Plain, from_plain
from reseau.store.past.reversal import described, name_of, plainly, rows_now
from reseau.store.rows import settings

State = Mapping[str, Plain] | None
_LONGEST = 200  # characters of a long text
_SILENT = frozenset({"key", "version", "uid", "name_key", "label_key"})


class NotReadYetError(UsageError):
    """Nobody can have read an operation that was not done."""

    message = N_(
        "There is no operation {number} yet: the last one is {last}. --seen takes the "
        "number that a card gives in JSON, or the last one of “reseau history”."
    )


class ChangedMeanwhileError(ConflictError):
    """Somebody changed, since it was read, what was about to be changed."""

    message = N_(
        "somebody else changed this since you read it, at operation {seen}. Nothing "
        "was written.\n{fields}\nNext: read the record again, decide, and type the "
        "command again with --seen {last}. “reseau history {number}” shows the other "
        "change."
    )


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that differs between what was read, what is wanted and what is there.

    Attributes:
        record: What it is a field of, in words.
        field: Name of the column.
        read, wanted, now: The values in words; “–” for none.
        by: Who wrote what is there, when that is what changed; else None.
        done_at: When they did, with ``operation`` which is its number.
    """

    record: str
    field: str
    read: str
    wanted: str
    now: str
    by: str | None = None
    done_at: datetime | None = None
    operation: int | None = None


@dataclass
class _Later:
    """What later operations did to one row; it grows as they are read."""

    read: State
    last: dict[str, Operation]


def last_operation(session: Session) -> int:
    """Give the number of the last operation; 0 when nothing was done."""
    return session.scalar(select(func.max(Operation.key))) or 0


def refuse_changed(
    session: Session, seen: int, *, own: frozenset[int] = frozenset()
) -> None:
    """Refuse to change what was changed after an operation, saying what and by whom.

    Args:
        session: Where the change was made, not committed.
        seen: Number of the last operation that the person had read.
        own: Operations of the same command, which are no surprise.

    Raises:
        NotReadYetError: No operation has that number yet.
        ChangedMeanwhileError: With one line a field.
    """
    last = last_operation(session)
    if not 0 <= seen <= last:
        raise NotReadYetError(number=seen, last=last)
    found = clashes(session, seen, own=own)
    if found:
        raise ChangedMeanwhileError(
            seen=seen, last=last, fields="\n".join(map(_line, found)),
            number=max(it.operation or 0 for it in found),
        )  # fmt: skip


def clashes(
    session: Session, seen: int, *, own: frozenset[int] = frozenset()
) -> list[Clash]:
    """List the fields of the rows about to be changed that others changed since."""
    session.flush()
    found: list[Clash] = []
    for table, rows in recorder_of(session).changed():
        later = _later(session, table, seen, keys=set(rows), own=own)
        for key, it in later.items():
            now, wanted = (_named(table, row) for row in rows[key])
            found += _compared(session, table, it, now=now, wanted=wanted)
    return found


def _later(
    session: Session, table: Table, seen: int, *, keys: set[int], own: frozenset[int]
) -> dict[int, _Later]:
    """Find what operations after one did to some rows, the oldest first."""
    query = (
        select(Change)
        .where(Change.table_name == table.name, Change.operation_key > seen)
        .order_by(Change.operation_key)
    )
    found: dict[int, _Later] = {}
    for change in session.scalars(query):
        if change.operation_key in own:
            continue
        for key, (before, after) in unpack(change).items():
            if key in keys:
                it = found.setdefault(key, _Later(before, {}))
                for name in {**(before or {}), **(after or {})}:
                    if (before or {}).get(name) != (after or {}).get(name):
                        it.last[name] = change.operation
    return found


def _named(table: Table, row: Row | None) -> State:
    names = [it.name for it in table.columns]
    return None if row is None else dict(zip(names, row, strict=True))


def _compared(
    session: Session, table: Table, later: _Later, *, now: State, wanted: State
) -> Iterator[Clash]:
    others = {
        name
        for name in later.last
        if (later.read or {}).get(name) != (now or {}).get(name)
    } - _SILENT
    if not others:  # It was changed and changed back.
        return
    record = _record(session, table, dict(now or wanted or later.read or {}))
    for column in table.columns:
        values = [(it or {}).get(column.name) for it in (later.read, wanted, now)]
        changed = column.name in others
        wished = wanted is not None and values[1] != values[2]
        empty = all(it is None or it == "" for it in values)
        if column.name in _SILENT or not (changed or wished) or empty:
            continue
        read, wants, there = (said(session, column, it) for it in values)
        clash = Clash(record, column.name, read, wants, there)
        if changed:
            by = later.last[column.name]
            done_at = by.done_at.astimezone(_zone(session))
            clash = replace(clash, by=by.author, done_at=done_at, operation=by.key)
        yield clash


def _record(session: Session, table: Table, row: dict[str, Plain]) -> str:
    """Say which row it is: by its name, or else by what it is of."""
    of = "" if name_of(row) else links_of(session, table, row)
    return f"{described(table, row)} ({of})" if of else described(table, row)


def links_of(session: Session, table: Table, row: Mapping[str, Plain]) -> str:
    """Name what a row refers to: the interaction and the actor of a participation."""
    links = [it for it in table.columns if it.foreign_keys and row.get(it.name)]
    return ", ".join(said(session, it, row[it.name]) for it in links)


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(settings.setting(session, settings.ZONE, clock.DEFAULT_ZONE))


def said(session: Session, column: Column[Any], value: Plain) -> str:
    """Write a value as a person says it: words for codes, names for numbers."""
    if value is None or value == "":
        return "–"
    for key in column.foreign_keys:
        table = key.column.table
        row = rows_now(session, table, keys=[int(value)]).get(int(value))
        return _name(table, row, value)
    if isinstance(column.type, Enum):
        word = from_plain(column, value)
        return str(word.label()) if hasattr(word, "label") else str(word)
    if isinstance(column.type, UtcDateTime):
        return formats.full_moment(from_plain(column, value).astimezone(_zone(session)))
    if isinstance(column.type, Date):
        return formats.full_date(from_plain(column, value))
    return str(value)


def _name(table: Table, row: Mapping[str, Any] | None, key: Plain) -> str:
    return (name_of(plainly(table, row)) if row else "") or f"#{key}"


def _line(it: Clash) -> str:
    """Write one field, with what was read, what is wanted and what is there."""
    lines = [
        gettext("- {record}, {field}").format(
            record=_printable(it.record), field=field_word(it.field)
        ),
        gettext("    you read: {value}").format(value=_printable(it.read)),
        gettext("    you leave it as it is")
        if it.wanted == it.now
        else gettext("    you want: {value}").format(value=_printable(it.wanted)),
    ]
    if it.by is not None and it.done_at is not None:
        text = gettext("    now: {value} ({by}, {when}, operation {operation})")
        lines.append(
            text.format(
                value=_printable(it.now), by=_printable(it.by),
                when=formats.full_moment(it.done_at), operation=it.operation,
            )
        )  # fmt: skip
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Write a text of somebody on one line, without what moves a terminal."""
    plain = "".join(it if it.isprintable() else " " for it in text)
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
