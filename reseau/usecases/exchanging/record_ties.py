"""The lists of an exchanged record: made to lead to what a row names."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.store.models import table_named
from reseau.store.records.record_types import Link, model_of


def tie(session: Session, link: Link, *, owner: int, wanted: Sequence[Any]) -> None:
    """Make a list lead to the wanted records, touching few rows.

    Args:
        session: Where it is kept.
        link: How the list is kept.
        owner: Number of the record whose list it is.
        wanted: Numbers; each with its table for a list of records of any kind.
    """
    if link.of_any:
        _tie_any(session, link, owner=owner, wanted=wanted)
    else:
        _tie_keys(session, link, owner=owner, wanted=wanted)
    session.flush()


def _tie_keys(
    session: Session, link: Link, *, owner: int, wanted: Sequence[int]
) -> None:
    rows = _rows(session, link, owner)
    for row in rows:
        if getattr(row, link.target) not in wanted:
            session.delete(row)
    session.flush()
    there = {getattr(it, link.target) for it in rows}
    for key in wanted:
        if key not in there:
            values = {link.owner: owner, link.target: key, **link.typed()}
            session.add(model_of(link.table)(**values))


def _tie_any(
    session: Session, link: Link, *, owner: int, wanted: Sequence[tuple[str, int]]
) -> None:
    """Do the same for records of any kind; those that are no more are left alone."""
    uids = {(table, _uid(session, table, key)) for table, key in wanted}
    for row in _rows(session, link, owner):
        said = row.record_kind, row.record_uid
        if said in uids:
            uids.remove(said)
        elif _there(session, *said):
            session.delete(row)
    session.flush()
    for table, uid in sorted(uids):
        values = {link.owner: owner, "record_kind": table, link.target: uid}
        session.add(model_of(link.table)(**values))


def _rows(session: Session, link: Link, owner: int) -> Sequence[Any]:
    model = model_of(link.table)
    query = select(model).where(
        getattr(model, link.owner) == owner,
        getattr(model, link.target).is_not(None),
    )
    for name, value in link.fixed.items():
        query = query.where(getattr(model, name) == value)
    return session.scalars(query.order_by(model.key)).all()


def _uid(session: Session, table: str, key: int) -> UUID:
    columns = table_named(table).c
    found: UUID = session.execute(
        select(columns.uid).where(columns.key == key)
    ).scalar_one()
    return found


def _there(session: Session, table: str, uid: UUID) -> bool:
    columns = table_named(table).c
    query = select(columns.key).where(columns.uid == uid)
    return session.execute(query).first() is not None
