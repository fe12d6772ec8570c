"""The records of a kind as an audience is shown them, and what tells each apart."""

import hashlib
import json
import unicodedata
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, Text, not_, or_, select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, tidy
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import Language
from reseau.store.models import Actor, Change, table_named
from reseau.store.past.history import unpack
from reseau.store.past.plain import Plain, to_plain, typed_row
from reseau.store.privacy.veil import Veil, veil
from reseau.store.records.record_labels import RecordLabels
from reseau.store.records.record_types import Field, Link, RecordKind, kind_of_table
from reseau.store.rows.rows import may_be_shown

Values = dict[str, Any]  # Any: what each field holds; keys for what it refers to.

_SPACE = uuid.UUID("6f1c2c52-7d0b-5b0e-9a55-3c1f6f6e0b57")
_MARK = 12
_DROPPED = frozenset({"Cc", "Cs"})  # Controls and lone surrogates, as CSV drops them.


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as it is shown.

    Attributes:
        uid: What tells it apart in every copy of the store.
        values: By name of field; keys in place of what it refers to.
        masked: Fields whose text hides somebody.
        kept: Of each list, the keys that are not shown.
        actors: Keys of the actors that it shows.
        mark: Digest of what is shown: another one once something changed.
    """

    key: int
    uid: str
    slug: str | None
    values: Values
    masked: frozenset[str]
    kept: Mapping[str, tuple[int, ...]]
    actors: frozenset[int]
    mark: str


@dataclass
class RecordBook:
    """Reads records for an audience; it keeps what it has read, hence a state.

    Attributes:
        hidden: Keys of the actors that are not shown, or turned out to be another.
        lang: Of the themes; None calls them by their short code.
        left_out: Of each table, how many rows speak of somebody not shown.
    """

    session: Session
    shown_to: Diffusion
    lang: Language | None
    hidden: frozenset[int] = frozenset()
    left_out: Counter[str] = field(default_factory=Counter)
    _merged: frozenset[int] = frozenset()
    _veil: Veil = field(default_factory=Veil)
    _identities: dict[str, dict[int, str]] = field(default_factory=dict)
    _labels: RecordLabels = field(init=False)
    _taken: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read whom the audience may not be shown."""
        shown = may_be_shown(self.session, self.shown_to)
        merged = Actor.merged_into.is_not(None)
        gone = select(Actor.key).where(or_(not_(shown), merged))
        self.hidden = frozenset(self.session.scalars(gone))
        self._merged = frozenset(self.session.scalars(select(Actor.key).where(merged)))
        self._veil = veil(self.session, shown_to=self.shown_to)
        self._labels = RecordLabels(self.session, self.lang, self._merged, self._veil)

    def records(self, kind: RecordKind) -> list[RecordRow]:
        """Read the records of a kind, by number.

        One that cannot be without somebody who is not shown is left out and counted.
        """
        lists = {it.name: self._links(it) for it in kind.fields if it.link}
        found = []
        query = select(kind.table).order_by(kind.table.c.key)
        for row in self.session.execute(query).mappings():
            gone = [it for it in kind.fields if it.needed and self._hides(it, row)]
            if gone:
                key = row[f"{gone[0].name}_key"]
                self.left_out[kind.table.name] += key not in self._merged
            else:
                found.append(self._row(kind, row, lists))
        return found

    def record(self, kind: RecordKind, key: int) -> RecordRow:
        """Read one record again, once it was written."""
        query = select(kind.table).where(kind.table.c.key == key)
        row = self.session.execute(query).mappings().one()
        known = self.identities(kind.table)
        self._taken.get(kind.table.name, {}).pop(known.get(key, ""), None)
        known[key] = self._identity(kind.table, row)
        lists = {it.name: self._links(it, key) for it in kind.fields if it.link}
        return self._row(kind, row, lists)

    def identities(self, table: Table) -> dict[int, str]:
        """Give what tells each record of a table apart, by key."""
        if table.name not in self._identities:
            self._identities[table.name] = self._identified(table)
        return self._identities[table.name]

    def labels(self, table: Table) -> dict[int, str]:
        """Give what each record of a table is called where it is referred to, by key.

        A name alone when it is nobody else’s; a short code otherwise; a title with its
        number where titles are not unique.
        """
        return self._labels.of(table)

    def forget(self, table: Table | None = None) -> None:
        """Read again what records are called and told apart by: some were added."""
        self._labels.forget(table)
        if table is None:
            self._identities.clear()
        else:
            self._identities.pop(table.name, None)

    def plain(self, each: Field, value: Any) -> Any:  # Any: what the field holds.
        """Give a value as it is in every copy of the store: dates, codes, UUIDs."""
        if each.link is not None and each.target is None:
            return sorted(
                f"{name}:{self.identities(table_named(name))[key]}"
                for name, key in value
            )
        if each.link is not None and each.target is not None:
            known = self.identities(each.target)
            return sorted(known[it] for it in value)
        if each.target is not None:
            return None if value is None else self.identities(each.target)[value]
        return to_plain(value)

    def natural(self, kind: RecordKind, values: Mapping[str, Any]) -> str:
        """Give what tells a record of a kind without UUID apart, from its values."""
        said = []
        for name in kind.natural:
            bare = name.removesuffix("_key")
            value = values.get(bare)
            if kind.table.c[name].foreign_keys:
                said.append(self.plain(kind.field(bare), value))
            elif name.endswith("_key"):
                said.append(folded(str(value or "")))
            else:
                said.append(to_plain(value))
        return _named(kind.table.name, said)

    def former(self, kind: RecordKind) -> dict[str, int]:
        """Give what told records of a kind apart before they were changed.

        Without UUID, a record is told apart by what it says: its history tells that a
        file written before a change is about it all the same.
        """
        found: dict[str, int] = {}
        changes = select(Change).where(Change.table_name == kind.table.name)
        for change in self.session.scalars(changes.order_by(Change.key)):
            for key, (before, _after) in unpack(change).items():
                if before is not None:
                    found.update(dict.fromkeys(self._once(kind, before), key))
        return found

    def _once(self, kind: RecordKind, before: Mapping[str, Plain]) -> Iterable[str]:
        row = typed_row(kind.table, before)
        values = {it.removesuffix("_key"): row.get(it) for it in kind.natural}
        try:
            return (self.natural(kind, values),)
        except KeyError:  # It spoke of a record that is no more.
            return ()

    def mark(self, kind: RecordKind, values: Mapping[str, Any]) -> str:
        """Digest what a record shows, whatever the language and the copy."""
        said = [[it.name, self.plain(it, values[it.name])] for it in kind.fields]
        text = json.dumps(said, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:_MARK]

    def _hides(self, each: Field, row: Mapping[Any, Any]) -> bool:
        of_actors = each.target is not None and each.target.name == "actor"
        return of_actors and row[f"{each.name}_key"] in self.hidden

    def _row(
        self,
        kind: RecordKind,
        row: Mapping[Any, Any],
        lists: Mapping[str, Mapping[int, list[Any]]],  # See ``_links``.
    ) -> RecordRow:
        values, masked, kept = Values(), set[str](), dict[str, tuple[int, ...]]()
        actors = set[int]()
        for it in kind.fields:
            if it.link is not None:
                keys = lists[it.name].get(row["key"], [])
                out = self._gone(it, keys)
                values[it.name] = tuple(key for key in keys if key not in out)
                kept[it.name] = tuple(out)
            else:
                values[it.name] = self._value(it, row, masked)
            actors.update(_actors(it, values[it.name]))
        return RecordRow(
            row["key"], self.identities(kind.table)[row["key"]], self._code(row),
            values, frozenset(masked), kept, frozenset(actors),
            self.mark(kind, values),
        )  # fmt: skip

    def _code(self, row: Mapping[Any, Any]) -> str | None:
        """Give a short code; None where there is none, or where it tells who."""
        code: str | None = row.get("slug")
        return code if code and self._veil.over_code(code) == code else None

    def _gone(self, each: Field, keys: Iterable[int]) -> list[int]:
        of_actors = each.target is not None and each.target.name == "actor"
        return [it for it in keys if it in self.hidden] if of_actors else []

    def _value(self, each: Field, row: Mapping[Any, Any], masked: set[str]) -> Any:
        if each.target is not None:
            return None if self._hides(each, row) else row[f"{each.name}_key"]
        value = row[each.name]
        if type(value) is not str:  # A word of a closed list is more.
            return value
        shown = self._veil.over(value)
        if shown != value:
            masked.add(each.name)
        return written(each, shown)

    def _links_to_any(self, link: Link, of: int | None) -> Mapping[int, list[Any]]:
        """Read a list of records of any kind; those that are no more are left out."""
        columns = link.table.c
        query = (
            select(columns[link.owner], columns.record_kind, columns[link.target])
            .where(columns[link.target].is_not(None))
            .order_by(columns.key)
        )
        if of is not None:
            query = query.where(columns[link.owner] == of)
        found: dict[int, list[Any]] = defaultdict(list)
        for owner, name, uid in self.session.execute(query):
            keys = self._keys_by_uid(name)
            if str(uid) in keys:
                found[owner].append((name, keys[str(uid)]))
        return found

    def _keys_by_uid(self, name: str) -> Mapping[str, int]:
        identities = self.identities(table_named(name))
        return {uid: key for key, uid in identities.items()}

    def _links(self, each: Field, of: int | None = None) -> Mapping[int, list[Any]]:
        """Read a list of every record, or of one, by its key."""
        link = each.link
        assert link is not None  # noqa: S101  # Only lists come here.
        if link.of_any:
            return self._links_to_any(link, of)
        columns = link.table.c
        query = (
            select(columns[link.owner], columns[link.target])
            .where(columns[link.target].is_not(None))
            .order_by(columns.key)
        )
        for name, value in link.typed().items():
            query = query.where(columns[name] == value)
        if of is not None:
            query = query.where(columns[link.owner] == of)
        found: dict[int, list[int]] = defaultdict(list)
        for owner, target in self.session.execute(query):
            found[owner].append(target)
        return found

    def _identified(self, table: Table) -> dict[int, str]:
        found: dict[int, str] = {}
        rows = self.session.execute(select(table).order_by(table.c.key)).mappings()
        self._taken.pop(table.name, None)
        for row in rows:
            found[row["key"]] = self._identity(table, row)
        return found

    def _identity(self, table: Table, row: Mapping[Any, Any]) -> str:
        """Tell a record apart: by its UUID, else by what it says and its rank."""
        if "uid" in table.columns:
            return str(row["uid"])
        kind = kind_of_table(table)
        assert kind is not None  # noqa: S101  # Only kinds are referred to.
        values = {it.removesuffix("_key"): row[it] for it in kind.natural}
        name, rank = self.natural(kind, values), 1
        taken = self._taken.setdefault(table.name, {})
        while taken.get(ranked(name, rank), row["key"]) != row["key"]:
            rank += 1
        taken[ranked(name, rank)] = row["key"]
        return ranked(name, rank)


def written(each: Field, text: str) -> str | None:
    """Give a text as a cell of a table keeps it; None when nothing is left.

    A short one is on one line; a longer one keeps its lines.
    """
    if not (each.column is not None and isinstance(each.column.type, Text)):
        return tidy(text) or None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        it for it in lines if it in "\t\n" or unicodedata.category(it) not in _DROPPED
    )
    return "".join(kept).strip() or None


def ranked(name: str, rank: int) -> str:
    """Tell apart records of which nothing differs but their rank."""
    return name if rank == 1 else _named(name, [rank])


def _named(first: str, said: Collection[object]) -> str:
    text = json.dumps([first, *said], ensure_ascii=False)
    return str(uuid.uuid5(_SPACE, text))


def _actors(each: Field, value: Any) -> Iterable[int]:
    if each.target is None or each.target.name != "actor" or value is None:
        return ()
    return value if each.link is not None else (value,)
