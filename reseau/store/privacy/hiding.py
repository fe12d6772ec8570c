"""Write a row again without what betrays a person, in the store or in its history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from reseau.domain.names import folded, slug
from reseau.domain.traces import Traces
from reseau.store.models import Interaction, Setting
from reseau.store.privacy.erasable import TEXTS, TITLED
from reseau.store.rows import settings

_SHORT = "[…]"
"""Where the usual words would not fit: as short as the shortest name looked for."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """What betrays a person, and what is written instead.

    Attributes:
        instead: In the language of who erases.
    """

    traces: Traces
    instead: str

    def text(self, text: str, *, most: int | None = None) -> str:
        """Write a text without the person.

        Args:
            text: Any.
            most: How many characters its column holds; None for any number.
        """
        shown = self.traces.hidden(text, instead=self.instead)
        if most is None or len(shown) <= most:
            return shown
        return self.traces.hidden(text, instead=_SHORT)[:most]

    def changed(self, table: Table, row: Mapping[str, Any]) -> dict[str, str]:
        """Give what changes in a row of a table: column to what it becomes.

        Args:
            table: Of this schema.
            row: Column to value, all of them; it may be of an older schema.
        """
        found = dict(self._texts(table, row))
        if table.name in _titled():
            found |= self._title(table, row)
        number = row.get("external_id")
        if table is Interaction.__table__ and number and self.traces.found_in(number):
            found["external_id"] = f"x-{row['key']}"  # One of a kind, as before.
        return found

    def _texts(self, table: Table, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        # What the organization is called is the name of something else.
        if table is Setting.__table__ and row.get("name") == settings.NAME:
            return
        for name, most in _free().get(table.name, ()):
            text = row.get(name)
            if isinstance(text, str) and self.traces.found_in(text):
                yield name, self.text(text, most=most)

    def _title(self, table: Table, row: Mapping[str, Any]) -> dict[str, str]:
        """Write a title again; its folded form follows, and its code if it tells."""
        found: dict[str, str] = {}
        if self.traces.found_in(row["name"]):
            most = _longest(table.c["name"])
            found["name"] = self.text(row["name"], most=most)
            found["name_key"] = folded(found["name"])[:most]
        if self.traces.found_in(row["slug"]):
            found["slug"] = f"{slug(self.text(row['slug']))}-{row['key']}"
        return found


@cache
def _free() -> Mapping[str, list[tuple[str, int | None]]]:
    """Give the columns of each table that are written freely, and how long they are."""
    found: dict[str, list[tuple[str, int | None]]] = {}
    for it in TEXTS:
        most = _longest(it.property.columns[0])
        found.setdefault(it.class_.__tablename__, []).append((it.key, most))
    return found


def _longest(column: Column[Any]) -> int | None:
    """Give how many characters a column of texts holds; None for any number."""
    length: int | None = getattr(column.type, "length", None)
    return length


@cache
def _titled() -> frozenset[str]:
    return frozenset(it.__tablename__ for it in TITLED)
