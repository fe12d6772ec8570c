"""Rows as plain JSON values, and back: for the history and for exchange."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import Column, Date, Enum, Table, Uuid

from reseau.store.base import UtcDateTime

Plain = str | int | float | bool | None


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
        if value not in kind.enums:
            raise ValueError(value)
        return kind.enum_class(value) if kind.enum_class else value
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(str(value))
    if isinstance(kind, Date):
        return date.fromisoformat(str(value))
    if isinstance(kind, Uuid):
        return uuid.UUID(str(value))
    if not isinstance(value, kind.python_type):
        raise ValueError(value)  # noqa: TRY004  # One error for a wrong value.
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
