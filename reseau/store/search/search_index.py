"""Keep the search index beside the texts it is made from, in the same transaction.

It follows the recorder of the history, so that whatever changes a text, be it a
command, an import, a merge or an undo, changes the index too. It is derived: it can
be thrown away and made again, and is when the analyser is no longer the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from reseau.domain import terms
from reseau.store.models import index_state, indexed_term, indexed_text, posting
from reseau.store.past.history import Row, recorder_of
from reseau.store.search.search_parts import PARTS, Part, parts_of
from reseau.store.search.search_state import (
    ANALYSER,
    SIZE,
    counted_sizes,
    fresh,
    kept_sizes,
)

_FEW = 200


class Text(NamedTuple):
    """A text of the store: its part, the key of its row, and what it says."""

    part: int
    record: int
    text: str


class _Sizes(dict[int, tuple[int, int]]):
    """How many texts of each part, and how many words they have.

    Attributes:
        having: Likewise of each term and part, how many texts have it.
    """

    def __init__(self) -> None:
        """Start with no text."""
        super().__init__()
        self.having: Counter[tuple[str, int]] = Counter()

    def __missing__(self, part: int) -> tuple[int, int]:
        """Say that a part has none."""
        return 0, 0

    def add(self, part: int, terms: Iterable[str], words: int) -> None:
        """Add one text."""
        texts, before = self[part]
        self[part] = texts + 1, before + words
        self.having.update(zip(terms, repeat(part)))


def follow(session: Session) -> None:
    """Bring the index up to what the session has recorded; nothing is committed.

    The first time, and when another analyser made the index, all of it is made.
    """
    if not fresh(session):
        rebuild(session)
        return
    gone: list[Text] = []
    come: list[Text] = []
    for table, rows in recorder_of(session).net:
        for part in parts_of(table.name):
            _sort_out(part, rows, gone=gone, come=come)
    if not (gone or come):
        return
    known = kept_sizes(session)
    sizes = known or counted_sizes(session)
    lost, won = _forget(session, gone), _add(session, come)
    for number in lost.keys() | won.keys():
        texts, words = sizes.get(number, (0, 0))
        (lost_texts, lost_words), (won_texts, won_words) = lost[number], won[number]
        sizes[number] = texts + won_texts - lost_texts, words + won_words - lost_words
    changed = (lost.keys() | won.keys()) if known else sizes.keys()
    _keep_sizes(session, {it: sizes[it] for it in changed})
    won.having.subtract(lost.having)
    _count_again(session, won.having)


def rebuild(session: Session) -> int:
    """Make the whole index again from the texts; give how many texts it has."""
    session.flush()
    for table in (posting, indexed_term, indexed_text, index_state):
        session.execute(delete(table))
    count = 0
    for part in PARTS:
        texts = list(_texts(session, part))
        _count_again(session, _add(session, texts).having)
        count += len(texts)
    session.execute(insert(index_state), [{"name": ANALYSER, "value": terms.ANALYSER}])
    _keep_sizes(session, counted_sizes(session))
    return count


def _keep_sizes(session: Session, sizes: Mapping[int, tuple[int, int]]) -> None:
    """Write down how many texts each part has, so that no search counts them."""
    names = [f"{SIZE}{part}" for part in sizes]
    session.execute(delete(index_state).where(index_state.c.name.in_(names)))
    rows = [
        {"name": f"{SIZE}{part}", "value": f"{texts} {words}"}
        for part, (texts, words) in sorted(sizes.items())
        if texts
    ]
    if rows:
        session.execute(insert(index_state), rows)


def _count_again(session: Session, having: Mapping[tuple[str, int], int]) -> None:
    """Write down how many more texts have a term, or fewer; what none has goes."""
    changed = [(*it, more) for it, more in sorted(having.items()) if more]
    _write(
        session,
        indexed_term,
        changed,
        known="ON CONFLICT (term, part) DO UPDATE "
        "SET texts = indexed_term.texts + excluded.texts",
    )
    fewer = [{"word": term, "of": part} for term, part, more in changed if more < 0]
    if fewer:
        of_none = delete(indexed_term).where(
            indexed_term.c.term == bindparam("word"),
            indexed_term.c.part == bindparam("of"),
            indexed_term.c.texts == 0,
        )
        session.execute(of_none, fewer)


def contents(session: Session) -> tuple[list[tuple[Any, ...]], ...]:
    """Give every row of the index, in order: how two indexes are compared."""
    return (
        sorted(tuple(it) for it in session.execute(select(posting))),
        sorted(tuple(it) for it in session.execute(select(indexed_text))),
        sorted(tuple(it) for it in session.execute(select(index_state))),
        sorted(tuple(it) for it in session.execute(select(indexed_term))),
    )


def _texts(session: Session, part: Part) -> Iterator[Text]:
    query = select(part.table.c.key, part.column).where(part.column.is_not(None))
    for key, text in session.execute(query.order_by(part.table.c.key)):
        yield Text(part.number, key, text)


def _sort_out(
    part: Part,
    rows: dict[int, tuple[Row | None, Row | None]],
    *,
    gone: list[Text],
    come: list[Text],
) -> None:
    """Tell which texts of a part are gone and which are come."""
    place = list(part.table.columns).index(part.column)
    for key, (before, after) in rows.items():
        was = None if before is None else before[place]
        now = None if after is None else after[place]
        if was == now:
            continue
        if was is not None:
            gone.append(Text(part.number, key, str(was)))
        if now is not None:
            come.append(Text(part.number, key, str(now)))


def _forget(session: Session, texts: Sequence[Text]) -> _Sizes:
    """Take texts out, one statement a text: their terms are known from themselves."""
    sizes = _Sizes()
    for it in texts:
        found, words = terms.indexed(it.text)
        session.execute(
            delete(posting).where(
                posting.c.term.in_(sorted(found)),
                posting.c.part == it.part,
                posting.c.record == it.record,
            )
        )
        session.execute(
            delete(indexed_text).where(
                indexed_text.c.part == it.part, indexed_text.c.record == it.record
            )
        )
        sizes.add(it.part, found, words)
    return sizes


def _add(session: Session, texts: Iterable[Text]) -> _Sizes:
    postings: list[tuple[str, int, int, str, int]] = []
    lengths: list[tuple[int, int, int]] = []
    sizes = _Sizes()
    for it in texts:
        found, words = terms.indexed(it.text)
        lengths.append((it.part, it.record, words))
        postings += [
            (term, it.part, it.record, terms.places_text(places), words)
            for term, places in found.items()
        ]
        sizes.add(it.part, found, words)
    _write(session, posting, sorted(postings))
    _write(session, indexed_text, lengths)
    return sizes


def _write(
    session: Session,
    table: Table,
    rows: Sequence[tuple[str | int, ...]],
    *,
    known: str = "",
) -> None:
    """Write rows in the quickest way the database has.

    Args:
        session: Nothing is committed.
        table: Where.
        rows: A value for each of its columns.
        known: What is done in SQL with a row that is there already.
    """
    if not rows:
        return
    names = [it.name for it in table.columns]
    connection = session.connection()
    if connection.dialect.name == "postgresql" and len(rows) > _FEW and not known:
        driver: Any = connection.connection.driver_connection  # Any: psycopg's own.
        into = f"COPY {table.name} ({', '.join(names)}) FROM STDIN"
        with driver.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)
        return
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    # Half the time that Core takes to look at each row.
    statement = (
        f"INSERT INTO {table.name} ({', '.join(names)}) "  # noqa: S608  # A table of ours.
        f"VALUES ({', '.join([mark] * len(names))}) {known}"
    )
    connection.exec_driver_sql(statement, list(rows))


__all__ = ["Text", "contents", "follow", "fresh", "rebuild"]
