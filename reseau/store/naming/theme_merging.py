"""Give everything that refers to one theme to another one, row by row.

Whatever refers to a theme is moved, also in tables made after this module was
written; a row that the other theme has already, by a unique constraint, is dropped.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, UniqueConstraint, select
from sqlalchemy.orm import Session

from reseau.store.models import (
    Base,
    Theme,
    ThemeRelation,
    every_mapper,
    table_named,
)

_APART = frozenset({"theme_label", "theme_relation", "theme"})


def move_theme(session: Session, *, lose: Theme, keep: Theme) -> Counter[str]:
    """Make every row that refers to one theme refer to another, then remove it.

    Its preferred labels become other labels; its narrower themes, those of the one
    that is kept.

    Returns:
        How many rows of each table were moved.
    """
    moved: Counter[str] = Counter()
    for kind, column in _referring():
        for row in session.scalars(
            select(kind).where(column == lose.key).order_by(kind.key)
        ).all():
            if _is_there(session, kind, row, column, keep.key):
                session.delete(row)
            else:
                setattr(row, column.name, keep.key)
            session.flush()
            moved[kind.__tablename__] += 1
    _move_tree(session, lose, keep)
    _move_labels(lose, keep)
    session.flush()
    session.refresh(lose)
    session.delete(lose)
    return moved


def _referring() -> Iterator[tuple[type[Base], Column[Any]]]:
    theme = table_named("theme")
    classes: dict[str, type[Base]] = {
        it.class_.__tablename__: it.class_ for it in every_mapper()
    }
    for name, kind in sorted(classes.items()):
        if name in _APART:
            continue
        for column in table_named(name).columns:
            if column.references(theme.c.key):
                yield kind, column


def _is_there(
    session: Session, kind: type[Base], row: Base, column: Column[Any], key: int
) -> bool:
    """Tell whether a row of the kept theme holds the place already."""
    table = table_named(kind.__tablename__)
    for it in table.constraints:
        if not isinstance(it, UniqueConstraint) or column.name not in it.columns:
            continue
        query = select(kind.key)
        for other in it.columns:
            value = key if other.name == column.name else getattr(row, other.name)
            query = query.where(other == value)
        if session.scalar(query) is not None:
            return True
    return False


def _move_tree(session: Session, lose: Theme, keep: Theme) -> None:
    """Hang the narrower themes under the kept one, and keep its relations."""
    if keep.broader is lose:
        keep.broader = lose.broader
    for child in session.scalars(select(Theme).where(Theme.broader_key == lose.key)):
        if child is not keep:
            child.broader = keep
    known = {frozenset((it.theme_key, it.related_key)) for it in _relations(session)}
    for it in _relations(session):
        ends = {it.theme_key, it.related_key}
        if lose.key not in ends:
            continue
        (other,) = ends - {lose.key}
        session.delete(it)
        pair = frozenset((other, keep.key))
        if other != keep.key and pair not in known:
            known.add(pair)
            first, second = sorted(pair)
            session.add(ThemeRelation(theme_key=first, related_key=second))
    session.flush()


def _relations(session: Session) -> list[ThemeRelation]:
    return list(session.scalars(select(ThemeRelation).order_by(ThemeRelation.key)))


def _move_labels(lose: Theme, keep: Theme) -> None:
    """Give the labels to the kept theme: what was preferred becomes another label."""
    for label in list(lose.labels):
        label.kind = "alt" if label.kind == "pref" else label.kind
        label.theme = keep
    keep.note = keep.note or lose.note
    keep.exact_match = keep.exact_match or lose.exact_match
