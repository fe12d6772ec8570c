"""Give everything that refers to one actor to another one, row by row.

Whatever refers to an actor is moved, also in tables made after this module was
written: only what may not simply move is told apart here.
"""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, or_, select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import OutcomePart
from reseau.domain.names import folded
from reseau.domain.vocabulary import Role
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    Base,
    Collaboration,
    ContactField,
    Distinct,
    Expert,
    Expertise,
    Influence,
    Membership,
    NeedExpert,
    OutcomeActor,
    Participation,
    StrategyTarget,
    Succession,
    every_mapper,
    table_named,
)

_EXPERT = ("availability", "away_until", "languages", "monthly_limit", "note")
# A former record keeps its own names and, when it was one already, who it became; and
# its places on the maps, where it is not drawn until the merging is undone.
STAYING = frozenset({"alias.actor_key", "actor.merged_into", "map_place.actor_key"})


@dataclass
class Moved:
    """What became of the rows that referred to an actor, by table; it counts.

    Attributes:
        moved: Rows that now refer to the other one.
        joined: Rows that the other one had already: one of the two is left.
        dropped: Rows that would have tied the other one to itself.
    """

    moved: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


def move_all(session: Session, *, lose: Actor, keep: Actor) -> Moved:
    """Make every row that refers to one actor refer to another one.

    Rows are flushed at the end; nothing is committed.
    """
    done = Moved()
    for kind, columns in referring():
        rows = _rows(session, kind, columns, actors=(lose, keep))
        # A row halfway to its new place must not be written yet.
        with session.no_autoflush:
            _move(session, rows, columns, actors=(lose, keep), done=done)
        session.flush()
    return done


def referring() -> Iterator[tuple[type[Base], list[Column[Any]]]]:
    """Give the mapped classes that refer to actors, in order of table."""
    actor = table_named("actor")
    classes: dict[str, type[Base]] = {
        it.class_.__tablename__: it.class_ for it in every_mapper()
    }
    for name, kind in sorted(classes.items()):
        columns = [
            it
            for it in table_named(name).columns
            if it.references(actor.c.key) and str(it) not in STAYING
        ]
        if columns:
            yield kind, columns


def copy_names(session: Session, *, lose: Actor, keep: Actor) -> list[str]:
    """Make an actor answer to all the names of another one; give the new ones."""
    session.flush()
    known = {keep.name_key, *(it.name_key for it in keep.aliases)}
    added = []
    for name in (lose.name, *(it.name for it in lose.aliases)):
        if folded(name) not in known:
            known.add(folded(name))
            keep.aliases.append(Alias(name=name, name_key=folded(name)))
            added.append(name)
    return added


def _rows(
    session: Session,
    kind: type[Base],
    columns: list[Column[Any]],
    *,
    actors: tuple[Actor, Actor],
) -> list[Base]:
    keys = [it.key for it in actors]
    either = or_(*(column.in_(keys) for column in columns))
    return list(session.scalars(select(kind).where(either).order_by(kind.key)))


def _move(
    session: Session,
    rows: list[Base],
    columns: list[Column[Any]],
    *,
    actors: tuple[Actor, Actor],
    done: Moved,
) -> None:
    """Redirect rows; those that stay in their place keep it whatever comes."""
    taken: dict[Hashable, Base] = {}
    coming = []
    for row in rows:
        before, refers = _place(row), _refers(row, columns, actors[0])
        if refers:
            _redirect(row, columns, lose=actors[0], keep=actors[1])
        if _place(row) == before:
            taken[before] = row
            done.moved[row.__tablename__] += refers
        else:
            coming.append(row)
    for row in coming:
        _settle(session, row, taken=taken, done=done)


def _refers(row: Base, columns: list[Column[Any]], actor: Actor) -> bool:
    return any(getattr(row, it.name) == actor.key for it in columns)


def _redirect(
    row: Base, columns: list[Column[Any]], *, lose: Actor, keep: Actor
) -> None:
    for column in columns:
        if getattr(row, column.name) == lose.key:
            setattr(row, column.name, keep.key)
    if isinstance(row, Distinct) and row.first_key > row.second_key:
        row.first_key, row.second_key = row.second_key, row.first_key
    if isinstance(row, Participation | Membership) and (
        row.on_behalf_of_key == row.actor_key
    ):
        row.on_behalf_of_key = None
    if isinstance(row, Participation) and row.brought_by_key == row.actor_key:
        row.brought_by_key = None


def _settle(
    session: Session, row: Base, *, taken: dict[Hashable, Base], done: Moved
) -> None:
    """Keep a row that was redirected, join it to one that is there, or drop it."""
    table = row.__tablename__
    if _ties_to_itself(row):
        done.dropped[table] += 1
        session.delete(row)
        return
    same = taken.setdefault(_place(row), row)
    if same is row:
        done.moved[table] += 1
        return
    _join(same, row)
    done.joined[table] += 1
    session.delete(row)


def _ties_to_itself(row: Base) -> bool:
    ends: tuple[object, object]
    match row:
        case Collaboration() | Influence():
            ends = row.source_key, row.target_key
        case Affiliation():
            ends = row.person_key, row.organization_key
        case Distinct():
            ends = row.first_key, row.second_key
        case Succession():
            ends = row.predecessor_key, row.successor_key
        case _:
            return False
    return ends[0] == ends[1]


# What two rows of a table cannot both have.
_PLACES: dict[type[Base], tuple[str, ...]] = {
    Participation: ("interaction_key", "actor_key"),
    ActorTerritory: ("actor_key", "territory_key"),
    Expertise: ("actor_key", "theme_key"),
    Expert: ("actor_key",),
    NeedExpert: ("need_key", "actor_key"),
    OutcomeActor: ("outcome_key", "actor_key"),
    StrategyTarget: ("strategy_key", "actor_key"),
}


def _place(row: Base) -> Hashable:
    """Say what two rows cannot or need not both have."""
    names = _PLACES.get(type(row))
    if names is not None:
        return tuple(getattr(row, it) for it in names)
    match row:
        case ContactField():
            return row.actor_key, row.kind, folded(row.value)
        case Collaboration():
            pair = frozenset({row.source_key, row.target_key})
            return pair, *_rest(row, {"source_key", "target_key"})
        case _:
            return _rest(row, set())


def _rest(row: Base, aside: set[str]) -> tuple[Hashable, ...]:
    left_out = {"key", "version", *aside}
    names = [it.name for it in row.__table__.columns]
    return tuple(getattr(row, it) for it in names if it not in left_out)


def _join(kept: Base, other: Base) -> None:
    """Fill what a row does not say; of two roles, the stronger wins."""
    if isinstance(kept, Participation) and isinstance(other, Participation):
        roles = list(Role)
        kept.role = min(kept.role, other.role, key=roles.index)
        _fill(kept, other, ("on_behalf_of_key", "brought_by_key"))
    if isinstance(kept, Expertise):
        _fill(kept, other, ("level", "since", "source"))
    if isinstance(kept, Expert):
        _fill(kept, other, _EXPERT)
    if isinstance(kept, OutcomeActor) and isinstance(other, OutcomeActor):
        parts = list(OutcomePart)
        kept.part = min(kept.part, other.part, key=parts.index)
    if isinstance(kept, NeedExpert):
        _fill(kept, other, ("reason",))


def _fill(kept: Base, other: Base, names: tuple[str, ...]) -> None:
    for name in names:
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(other, name))
