"""The history written again without a person who is erased for good.

Written past the history on purpose: what is recorded there could be brought back.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.store.models import Change, every_table
from reseau.store.privacy.erasable import OWN, holds_words
from reseau.store.privacy.hiding import Hiding


def hide_in_history(session: Session, hiding: Hiding, *, keys: set[int]) -> int:
    """Rewrite the rows of the history that hold a person's own or mention them.

    Args:
        session: A plain one, open for writing.
        hiding: What betrays the person.
        keys: Of the person's records.

    Returns:
        How many operations were rewritten.
    """
    owners = {(it.class_.__tablename__, it.key) for it in OWN}
    touched: set[int] = set()
    tables = {it.name: it for it in every_table()}
    for change in session.scalars(select(Change).order_by(Change.key)):
        content = json.loads(zlib.decompress(change.rows))
        table = tables.get(change.table_name)
        if table is None:
            continue
        scrub = _Scrub(table, content["columns"], owners, frozenset(keys), hiding)
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
    owners: set[tuple[str, str]]
    keys: frozenset[int]
    hiding: Hiding

    def row(self, values: list[Any] | None) -> list[Any] | None:
        """Write one row again; the order of the columns stays."""
        if values is None:
            return None
        named = dict(zip(self.columns, values, strict=True))
        if self._is_own(named):
            hidden = {
                it: self._own(it, value, named["key"]) for it, value in named.items()
            }
        else:
            hidden = named | self.hiding.changed(self.table, named)
        return list(hidden.values())

    def _is_own(self, row: Mapping[str, Any]) -> bool:
        table = self.table.name
        if table == "actor":
            return row["key"] in self.keys
        return any(
            (table, name) in self.owners and value in self.keys
            for name, value in row.items()
        )

    def _own(self, name: str, value: Any, key: int) -> Any:
        column = self.table.columns.get(name)  # None: a column of an older schema.
        words = isinstance(value, str) and (column is None or holds_words(column))
        return f"x-{key}" if words else value
