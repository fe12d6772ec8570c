"""What each record is called where another one refers to it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.i18n import Language
from reseau.store.models import Alias, ThemeLabel, table_named
from reseau.store.privacy.veil import Veil

LIST_SIGN = "|"
_NAMES = ("name", "title", "question", "what", "sign")


@dataclass
class RecordLabels:
    """Names records for an audience; it keeps what it has read, hence a state.

    Attributes:
        lang: Of the themes; None calls them by their short code.
        merged: Keys of the actors that turned out to be another.
        veil: Over the names.
    """

    session: Session
    lang: Language | None
    merged: frozenset[int]
    veil: Veil
    _known: dict[str, dict[int, str]] = field(default_factory=dict)

    def of(self, table: Table) -> dict[int, str]:
        """Give what each record of a table is called, by key."""
        if table.name not in self._known:
            self._known[table.name] = self._called(table)
        return self._known[table.name]

    def forget(self, table: Table | None = None) -> None:
        """Read again what the records of a table, or of all, are called."""
        if table is None:
            self._known.clear()
        else:
            self._known.pop(table.name, None)

    def _called(self, table: Table) -> dict[int, str]:
        if table.name == "theme":
            return self._coded(table, self._theme_names())
        if "slug" in table.columns:
            return self._coded(table, self._plain_names(table, table.c.name))
        if table.name == "interaction":
            days = self._plain_names(table, table.c.held_on)
            named = self._plain_names(table, table.c.title)
            return _numbered({key: f"{days[key]} {it}" for key, it in named.items()})
        if table.name == "mandate":
            return _numbered(self._mandates(table))
        names = next(it for it in _NAMES if it in table.columns)
        return _numbered(self._plain_names(table, table.c[names]))

    def _plain_names(self, table: Table, column: Any) -> dict[int, str]:
        query = select(table.c.key, column).order_by(table.c.key)
        over = self.veil.over
        return {key: over(str(name)) for key, name in self.session.execute(query)}

    def _mandates(self, table: Table) -> dict[int, str]:
        names = self.of(table_named("committee"))
        query = select(table.c.key, table.c.committee_key, table.c.since)
        rows = self.session.execute(query.order_by(table.c.key))
        return {key: f"{names[of]} {since or ''}".strip() for key, of, since in rows}

    def _theme_names(self) -> dict[int, str]:
        if self.lang is None:
            return {}
        preferred = ThemeLabel.kind == "pref"
        query = select(ThemeLabel).where(preferred)
        order = ThemeLabel.language == self.lang, ThemeLabel.key
        rows = self.session.scalars(query.order_by(*order))
        return {it.theme_key: it.label for it in rows}

    def _coded(self, table: Table, names: Mapping[int, str]) -> dict[int, str]:
        """Call records by name, or by short code where that would not be sure."""
        slugs: dict[int, str] = {
            row.key: row.slug
            for row in self.session.execute(select(table.c.key, table.c.slug))
        }
        known = self._answered(table, names)
        for key, it in slugs.items():
            known[folded(it)].add(key)
        return {
            key: names[key]
            if _sure(names.get(key, ""), known)
            else self.veil.code_or_number(f"@{it}", key)
            for key, it in slugs.items()
        }

    def _answered(
        self, table: Table, names: Mapping[int, str]
    ) -> defaultdict[str, set[int]]:
        """Give the records that answer to each folded name."""
        known: defaultdict[str, set[int]] = defaultdict(set)
        for key, name in names.items():
            if table.name != "actor" or key not in self.merged:
                known[folded(name)].add(key)
        if table.name == "actor":
            for it in self.session.scalars(select(Alias)):
                known[it.name_key].add(it.actor_key)
        if table.name == "theme":
            for label in self.session.scalars(select(ThemeLabel)):
                known[label.label_key].add(label.theme_key)
        return known


def _sure(name: str, known: Mapping[str, Collection[int]]) -> bool:
    plain = bool(name) and LIST_SIGN not in name and name[0] not in "@#"
    return plain and len(known[folded(name)]) == 1


def _numbered(names: Mapping[int, str]) -> dict[int, str]:
    plain = {
        key: " ".join(it.replace(LIST_SIGN, "/").split()) for key, it in names.items()
    }
    return {key: f"{it} (#{key})" for key, it in plain.items()}
