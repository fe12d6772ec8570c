"""The tables of the store as rows for a workbook, for an audience."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import getdoc
from typing import Any

from sqlalchemy import Column, Table, Uuid, not_, or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Actor, ThemeLabel, every_mapper, table_named
from reseau.store.past.dump import tables
from reseau.store.privacy.veil import Veil, veil
from reseau.store.rows.rows import may_be_shown

APART = frozenset(
    {
        "setting", "map_place", "consent", "privacy_request", "incident", "erasure",
        "departure", "retention_rule", "retention_run",
    }
)  # fmt: skip
"""Tables that no workbook has: the program's own, and the registers of the law."""

_TECHNICAL = frozenset({"version", "fingerprint", "repeat", "geometry"})
# What leaves the team, and no other column: neither notes, evidence nor addresses.
_SHARED: Mapping[str, frozenset[str]] = {
    "actor": frozenset({"slug", "kind", "name", "sector"}),
    "actor_territory": frozenset({"actor_key", "territory_key"}),
    "affiliation": frozenset(
        {"person_key", "organization_key", "title", "since", "until"}
    ),
    "partnership": frozenset({"actor_key", "status", "since", "until"}),
    "expertise": frozenset({"actor_key", "theme_key", "level", "since"}),
    "collaboration": frozenset(
        {"source_key", "target_key", "theme_key", "strength", "since", "until"}
    ),
    "committee": frozenset(
        {"slug", "name", "kind", "mandate", "parent_key", "territory_key",
         "started_on", "ended_on"}
    ),
    "membership": frozenset(
        {"actor_key", "committee_key", "role", "on_behalf_of_key", "since", "until"}
    ),
    "interaction": frozenset(
        {"kind", "held_on", "ended_on", "precision", "minutes", "function", "carrier",
         "committee_key"}
    ),
    "participation": frozenset(
        {"interaction_key", "actor_key", "role", "on_behalf_of_key"}
    ),
    "interaction_theme": frozenset({"interaction_key", "theme_key"}),
    "interaction_territory": frozenset({"interaction_key", "territory_key"}),
    "theme": frozenset({"slug", "broader_key", "note", "exact_match"}),
    "theme_label": frozenset({"theme_key", "language", "kind", "label"}),
    "theme_relation": frozenset({"first_key", "second_key"}),
    "territory": frozenset(
        {"slug", "name", "kind", "parent_key", "official_code", "attribution"}
    ),
}  # fmt: skip
# What a record is called by, the first of these that its table has.
_NAMES = ("name", "title", "question", "label", "what", "slug")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is shown to an audience.

    Attributes:
        columns: Those that are shown, the row's number first.
        rows: As many values a row, in the order of the keys.
        left_out: How many rows speak of somebody who may not be shown.
    """

    table: Table
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Any, ...], ...]
    left_out: int


@dataclass(slots=True)
class Reader:
    """Reads the tables one after the other, parents first.

    Attributes:
        gone: Of each table, the keys of the rows that are not shown.
        merged: Keys of the actors that turned out to be another: nobody misses them.
        veil: Over what people wrote.
    """

    session: Session
    shown_to: Diffusion
    gone: dict[str, frozenset[int]] = field(default_factory=dict)
    merged: frozenset[int] = frozenset()
    veil: Veil = field(default_factory=Veil)

    def sheets(self) -> Iterator[Sheet]:
        """Give every table that the audience may be shown.

        A row that cannot be without somebody who may not be shown is left out, as are
        those that hang on it; elsewhere their place is empty, and their name masked.
        """
        self.gone["actor"], self.merged = self._kept_back()
        self.veil = veil(self.session, shown_to=self.shown_to)
        for table in tables():
            if table.name in APART:
                continue
            if self.shown_to is Diffusion.INTERNAL or table.name in _SHARED:
                yield self._sheet(table)

    def names(self, table: Table, *, lang: str) -> dict[int, str]:
        """Give what each record of a table is called, by key; a theme in a language.

        Empty where records have no name, or one that does not leave the team.
        """
        if table.name == "theme":
            return self._labels(lang)
        shown = {it.name for it in self._shown(table)}
        called = next((it for it in _NAMES if it in shown), None)
        if called is None:
            return {}
        rows = self.session.execute(select(table.c.key, table.c[called]))
        over = self.veil.over
        return {key: over(str(name)) for key, name in rows if name is not None}

    def _labels(self, lang: str) -> dict[int, str]:
        query = (
            select(ThemeLabel.theme_key, ThemeLabel.label)
            .where(ThemeLabel.kind == "pref")
            .order_by(ThemeLabel.language == lang, ThemeLabel.key)
        )
        return {row.theme_key: row.label for row in self.session.execute(query)}

    def _kept_back(self) -> tuple[frozenset[int], frozenset[int]]:
        """Give the actors that have no row, and those that turned out to be another."""
        shown = may_be_shown(self.session, self.shown_to)
        merged = Actor.merged_into.is_not(None)
        gone = select(Actor.key).where(or_(not_(shown), merged))
        return (
            frozenset(self.session.scalars(gone)),
            frozenset(self.session.scalars(select(Actor.key).where(merged))),
        )

    def _sheet(self, table: Table) -> Sheet:
        columns = tuple(self._shown(table))
        gone = set(self.gone.get(table.name, ()))
        rows = []
        left_out = len(gone - self.merged)
        for row in self.session.execute(select(table).order_by(table.c.key)).mappings():
            if row["key"] in gone:
                continue
            if missing := self._missing(table, row):
                gone.add(row["key"])
                left_out += any(missing)
            else:
                rows.append(tuple(self._value(it, row[it.name]) for it in columns))
        self.gone[table.name] = frozenset(gone)
        return Sheet(table, columns, tuple(rows), left_out)

    def _shown(self, table: Table) -> Iterator[Column[Any]]:
        allowed: Collection[str] = (
            table.columns.keys()
            if self.shown_to is Diffusion.INTERNAL
            else _SHARED.get(table.name, frozenset()) | {"key"}
        )
        for it in table.columns:
            if it.name in allowed and it.name not in _TECHNICAL and not _derived(it):
                yield it

    def _missing(self, table: Table, row: Mapping[Any, Any]) -> list[bool]:
        """Say of what a row cannot be without, and is gone, if anybody misses it."""
        actor = table_named("actor")
        return [
            not (referred(it) is actor and row[it.name] in self.merged)
            for it in table.columns
            if not it.nullable and self._is_gone(it, row[it.name])
        ]

    def _is_gone(self, column: Column[Any], value: object) -> bool:
        target = referred(column)
        return target is not None and value in self.gone.get(target.name, ())

    def _value(self, column: Column[Any], value: Any) -> Any:  # Any: what it holds.
        if self._is_gone(column, value):
            return None
        if type(value) is str:  # A word of a closed list is more.
            return self.veil.over(value)
        return value


def referred(column: Column[Any]) -> Table | None:
    """Give the table that a column points at; None when it points at none."""
    for key in column.foreign_keys:
        table: Table = key.column.table
        return table
    return None


def meaning(table: Table) -> str:
    """Say in English what a row of a table is: the first line of its class."""
    for mapper in every_mapper():
        if mapper.local_table is table:
            return (getdoc(mapper.class_) or "").split("\n", 1)[0]
    return ""


def _derived(column: Column[Any]) -> bool:
    """Tell whether nobody reads a column: an identifier, or a text folded to sort."""
    folded = column.name.endswith("_key") and not column.foreign_keys
    return isinstance(column.type, Uuid) or folded
