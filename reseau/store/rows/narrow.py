"""Columns of tables whose classes need not be loaded to read a few of them.

To declare a mapped class takes SQLAlchemy some three milliseconds, and to configure it
half as much again: a command that reads narrow rows of a dozen tables does without.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, TableClause, column, table
from sqlalchemy.types import TypeEngine

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import (
    ActorKind,
    Availability,
    CommitteeKind,
    CommitteeRole,
    ConsentState,
    Diffusion,
    ExpertiseLevel,
    Guardian,
    InteractionKind,
    Precision,
    Purpose,
    Role,
    SuccessionKind,
    TerritoryKind,
)
from reseau.store.base import Base, UtcDateTime, coded

_WORDS: dict[str, dict[str, type[Word]]] = {
    "actor": {"kind": ActorKind, "diffusion": Diffusion},
    "committee": {"kind": CommitteeKind},
    "consent": {"purpose": Purpose, "state": ConsentState, "given_by": Guardian},
    "departure": {"audience": Diffusion},
    "expert": {"availability": Availability},
    "expertise": {"level": ExpertiseLevel},
    "interaction": {"kind": InteractionKind, "precision": Precision},
    "membership": {"role": CommitteeRole},
    "participation": {"role": Role},
    "succession": {"kind": SuccessionKind},
    "territory": {"kind": TerritoryKind},
}
_DAYS = frozenset(
    {
        "archived_on", "away_until", "ended_on", "expires_on", "fourteen_on",
        "happened_on", "held_on", "since", "started_on", "stated_on",
        "successor_since", "until",
    }
)  # fmt: skip

_MOMENTS = frozenset({"left_at"})


class Narrow:
    """The columns of one table, each made when it is first asked for.

    Once the class of the table is loaded, its own columns are given, so that both can
    stand in one query.
    """

    def __init__(self, name: str) -> None:
        """Name the table; nothing is loaded."""
        self._name = name
        self._own: TableClause = table(name)

    @property
    def whole(self) -> Any:  # Any: a table of either sort.
        """Give the table, to select from or to join."""
        known = Base.metadata.tables.get(self._name)
        return self._own if known is None else known

    def holding(self, names: Iterable[str]) -> Any:  # Any: a table of either sort.
        """Give the table with these columns, to insert rows of them."""
        for name in names:
            getattr(self, name)
        return self.whole

    def __getattr__(self, name: str) -> ColumnElement[Any]:  # Any: of its type.
        """Give a column."""
        found = self.whole
        if found is self._own and name not in found.c:
            found.append_column(column(name, self._type(name)))
        made: ColumnElement[Any] = found.c[name]
        return made

    def _type(self, name: str) -> TypeEngine[Any] | type[TypeEngine[Any]] | None:
        """Say how a column is read; numbers and texts come as they are."""
        words = _WORDS.get(self._name, {}).get(name)
        if words is not None:
            return coded(words)
        if name in _MOMENTS:
            return UtcDateTime
        return Date if name in _DAYS else None


@cache
def narrow(name: str) -> Any:  # Any: said to be the class, whose columns it has.
    """Give the columns of a table as the attributes of its class.

    They are for SELECTs of columns compared in ``where``; a row is a tuple. Only the
    tables and the columns that ``tests/store/test_narrow.py`` reads are known to be
    read as their class reads them.
    """
    return Narrow(name)
