"""Make the history of operations forget what was removed for good.

The operations stay, with their counts; what they wrote is replaced by nothing, and
``reseau.store.past.reversal`` refuses to undo them.
"""

import json
import zlib
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from reseau.store.models import Change

Content = dict[str, Any]  # As reseau.store.past.history packs it.


def forget_rows(session: Session, gone: Mapping[str, Collection[int]]) -> int:
    """Forget what any operation wrote in some rows.

    Args:
        session: Open for writing.
        gone: Keys of the rows, by table.

    Returns:
        How many operations were rewritten.
    """

    def rewrite(table: str, content: Content) -> None:
        content["rows"] = [
            [key, None, None] if key in gone[table] else [key, *states]
            for key, *states in content["rows"]
        ]

    return _rewrite(session, [it for it, keys in gone.items() if keys], rewrite)


def forget_values(
    session: Session, column: InstrumentedAttribute[Any], keys: Collection[int]
) -> int:
    """Forget what any operation wrote in one column of some rows.

    Returns:
        How many operations were rewritten.
    """

    def rewrite(_table: str, content: Content) -> None:
        if column.key not in content["columns"]:
            return
        place = content["columns"].index(column.key)
        for key, *states in content["rows"]:
            for state in states:
                if key in keys and state is not None:
                    state[place] = None

    return _rewrite(session, [column.class_.__tablename__] if keys else [], rewrite)


def forget_changes(session: Session, changes: Collection[int]) -> None:
    """Forget all that some changes of the history wrote."""
    for key in sorted(changes):
        change = session.get_one(Change, key)
        content = json.loads(zlib.decompress(change.rows))
        content["rows"] = [[row, None, None] for row, *_states in content["rows"]]
        _put(change, content)
    session.flush()


def _rewrite(
    session: Session, tables: Collection[str], rewrite: Callable[[str, Content], None]
) -> int:
    touched: set[int] = set()
    query = select(Change).where(Change.table_name.in_(tables)).order_by(Change.key)
    for change in session.scalars(query):
        plain = zlib.decompress(change.rows)
        content = json.loads(plain)
        rewrite(change.table_name, content)
        if content != json.loads(plain):
            _put(change, content)
            touched.add(change.operation_key)
            session.flush()
        session.expunge(change)
    return len(touched)


def _put(change: Change, content: Content) -> None:
    change.rows = zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)
