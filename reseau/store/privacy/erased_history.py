"""The history written again without a person who is erased for good.

Written past the history on purpose: what is recorded there could be brought back.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.store.models import Change, every_table
from reseau.store.privacy.erasable import OWN, TEXTS, holds_words


def hide_in_history(
    session: Session, hide: Callable[[str], str], *, keys: set[int]
) -> int:
    """Rewrite the rows of the history that hold a person's own or mention them.

    Args:
        session: A plain one, open for writing.
        hide: Writes a text without what betrays the person.
        keys: Of the person's records.

    Returns:
        How many operations were rewritten.
    """
    free = {(it.class_.__tablename__, it.key) for it in TEXTS}
    owners = {(it.class_.__tablename__, it.key) for it in OWN}
    touched: set[int] = set()
    tables = {it.name: it for it in every_table()}
    for change in session.scalars(select(Change).order_by(Change.key)):
        content = json.loads(zlib.decompress(change.rows))
        table = tables.get(change.table_name)
        if table is None:
            continue
        scrub = _Scrub(table, content["columns"], free, owners, frozenset(keys), hide)
        rows = [[key, *map(scrub.row, states)] for key, *states in content["rows"]]
        if rows != content["rows"]:
            content["rows"] = rows
            plain = json.dumps(content, ensure_ascii=False).encode()
            change.rows = zlib.compress(plain, 6)
            touched.add(change.operation_key)
        session.flush()
        session.expunge(change)
    return len(touched)


@dataclass(frozen=True, slots=True)
class _Scrub:
    """How a row of one table of the history is written again."""

    table: Table
    columns: list[str]
    free: set[tuple[str, str]]
    owners: set[tuple[str, str]]
    keys: frozenset[int]
    hide: Callable[[str], str]

    def row(self, values: list[Any] | None) -> list[Any] | None:
        """Write one row again; the order of the columns stays."""
        if values is None:
            return None
        named = dict(zip(self.columns, values, strict=True))
        own = self._is_own(named)
        return [
            self._cell(name, value, own=own, key=named["key"])
            for name, value in named.items()
        ]

    def _is_own(self, row: Mapping[str, Any]) -> bool:
        table = self.table.name
        if table == "actor":
            return row["key"] in self.keys
        return any(
            (table, name) in self.owners and value in self.keys
            for name, value in row.items()
        )

    def _cell(self, name: str, value: Any, *, own: bool, key: int) -> Any:
        if not isinstance(value, str):
            return value
        column = self.table.columns.get(name)  # None: a column of an older schema.
        if own and (column is None or holds_words(column)):
            return f"x-{key}"
        return self.hide(value) if (self.table.name, name) in self.free else value
