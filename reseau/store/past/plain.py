"""Rows as plain JSON values, and back: for the history and for exchange."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Column, Date, Enum, String, Table, Uuid

from reseau.store.base import LARGEST_KEY, UtcDateTime

Plain = str | int | float | bool | None
_SHOWN = 60


def to_plain(value: object) -> Plain:
    """Write a column's value as JSON takes it: dates ISO 8601, codes, UUIDs."""
    if isinstance(value, PythonEnum):
        return str(value.value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value))


def from_plain(column: Column[Any], value: Plain) -> Any:
    """Read a value back for its column.

    Raises:
        ValueError: The value is not what the column holds.
    """
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, Enum):
        return _word(kind, value)
    if isinstance(kind, UtcDateTime):
        return _moment(str(value))
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Uuid):
        return uuid.UUID(str(value))
    return _text(kind, value) if isinstance(kind, String) else _number(value)


def _word(kind: Enum, value: Plain) -> Any:
    if value not in kind.enums:
        raise ValueError(value)
    return kind.enum_class(value) if kind.enum_class else value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _text(kind: String, value: Plain) -> str:
    """Take a text that both databases take: SQLite alone would take any."""
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004  # One error for a wrong value.
    value.encode()  # Refuses half a character.
    if "\0" in value or len(value) > (kind.length or len(value)):
        raise ValueError(value[:_SHOWN])
    return value


def _number(value: Plain) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004  # One error for a wrong value.
    if not -LARGEST_KEY <= value <= LARGEST_KEY:
        raise ValueError(value)
    return value


def plain_row(table: Table, row: Mapping[str, Any]) -> list[Plain]:
    """Write a row as a list, in the order of the table's columns."""
    return [to_plain(row[column.name]) for column in table.columns]


def typed_row(table: Table, values: Mapping[str, Plain]) -> dict[str, Any]:
    """Read a row back, by column name; columns left out stay out."""
    return {
        column.name: from_plain(column, values[column.name])
        for column in table.columns
        if column.name in values
    }
