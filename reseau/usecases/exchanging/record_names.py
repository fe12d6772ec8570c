"""Who and what the cells of exchanged records name: sure, or refused with the rest."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.nearest import did_you_mean, nearest
from reseau.errors import AmbiguousError, NotFoundError
from reseau.exchange.text.cells import shown
from reseau.i18n import N_
from reseau.store.naming import finding
from reseau.store.naming.titled import mission_named, product_named, strategy_named
from reseau.store.past.dependents import noun
from reseau.store.records.record_rows import RecordBook
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.governance.decision_subjects import table_meant

_NUMBERED = re.compile(r"#?(\d{1,9})")
_TITLED = re.compile(r"(.*\S)\s*\(#(\d{1,9})\)", re.DOTALL)
_MOST = 4


class NoSuchRecordError(NotFoundError):
    """A cell names a record that is not there."""

    message = N_("“{text}” is no {what} of the store.{near}")


class OtherRecordError(AmbiguousError):
    """A cell names a record by a number that is another one's."""

    message = N_(
        "“{text}” is no {what}: number {number} is “{label}”. Write that, or the title "
        "of the right one."
    )


class SeveralSoCalledError(AmbiguousError):
    """Several records are called as a cell says."""

    message = N_("“{text}” can be: {candidates}. Write the number of the right one.")


@dataclass
class Names:
    """Finds what cells name; it remembers what it has found, hence a state."""

    session: Session
    book: RecordBook
    _found: dict[tuple[str, str], int] = field(default_factory=dict)
    _known: dict[str, dict[str, int]] = field(default_factory=dict)
    _titles: dict[str, dict[str, list[int]]] = field(default_factory=dict)

    def key(self, table: Table, text: str) -> int:
        """Find the record of a table that a text names.

        Raises:
            UnknownActorError, UnknownNameError, NoSuchRecordError: Nothing is so named.
            AmbiguousNameError, SeveralSoCalledError, OtherRecordError: Not sure.
        """
        place = table.name, text
        if place not in self._found:
            self._found[place] = self._find(table, text)
        return self._found[place]

    def any_key(self, text: str) -> tuple[str, int]:
        """Find a record of any kind, from its kind, a colon, its name or its number.

        Raises:
            UnknownRecordError: Nothing says its kind.
            ReseauError: As ``key`` does.
        """
        table, name = table_meant(text)
        return table.name, self.key(table, name)

    def forget(self, table: Table) -> None:
        """Look again in a table: records were added or renamed."""
        self.book.forget(table)
        self._known.pop(table.name, None)
        self._titles.pop(table.name, None)
        for place in [it for it in self._found if it[0] == table.name]:
            del self._found[place]

    def _find(self, table: Table, text: str) -> int:
        if table.name not in self._known:
            labels = self.book.labels(table)
            self._known[table.name] = {it: key for key, it in labels.items()}
        exact = self._known[table.name].get(text)
        if exact is not None:
            return exact
        named = _NAMED.get(table.name)
        if named is None:
            return self._titled(table, text)
        return int(named(self.session, text).key)

    def _titled(self, table: Table, text: str) -> int:
        """Find a record that is called by its title and its number."""
        labels = self.book.labels(table)
        alone = _NUMBERED.fullmatch(text)
        if alone and int(alone[1]) in labels:
            return int(alone[1])
        match = _TITLED.fullmatch(text)
        title, number = (match[1], int(match[2])) if match else (text, None)
        keys = self._by_title(table, labels).get(folded(title), [])
        if number is not None and number in keys:
            return number
        if len(keys) == 1:
            return keys[0]
        what = noun(table.name)
        if keys:
            several = ", ".join(labels[it] for it in keys[:_MOST])
            raise SeveralSoCalledError(text=shown(text), candidates=several)
        if number in labels:
            raise OtherRecordError(
                text=shown(text), what=what, number=number, label=labels[number]
            )
        near = self._near(table, title)
        raise NoSuchRecordError(text=shown(text), what=what, near=near)

    def _by_title(
        self, table: Table, labels: Mapping[int, str]
    ) -> Mapping[str, list[int]]:
        if table.name not in self._titles:
            found: dict[str, list[int]] = defaultdict(list)
            for key, it in labels.items():
                match = _TITLED.fullmatch(it)
                found[folded(match[1] if match else it)].append(key)
            self._titles[table.name] = found
        return self._titles[table.name]

    def _near(self, table: Table, title: str) -> str:
        labels = self.book.labels(table)
        known = {it: labels[keys[0]] for it, keys in self._titles[table.name].items()}
        return did_you_mean(nearest(folded(title), known, most=3, like=0.6))


_NAMED: Mapping[str, Callable[[Session, str], Any]] = {  # Any: each has a key.
    "actor": actor_meant,
    "theme": finding.theme_named,
    "territory": finding.territory_named,
    "committee": finding.committee_named,
    "strategy": strategy_named,
    "product": product_named,
    "mission": mission_named,
}
