"""Which record of the store a row of an exchanged table is about."""

from dataclasses import dataclass, field
from typing import Any

from reseau.store.records.record_rows import RecordBook, RecordRow, Values, ranked
from reseau.store.records.record_types import RecordKind

_TWINS = range(2, 100)  # Records of which nothing differs but their rank.


@dataclass
class KnownRecords:
    """The records of a kind that are there, found by UUID or by what they say.

    It keeps up with what is written meanwhile, hence a state.
    """

    book: RecordBook
    kind: RecordKind
    _current: dict[str, RecordRow] = field(default_factory=dict)
    _said: dict[str, list[RecordRow]] = field(default_factory=dict)
    _former: dict[str, int] | None = None

    def __post_init__(self) -> None:
        """Read them."""
        for it in self.book.records(self.kind):
            self.add(it)

    def add(self, record: RecordRow) -> None:
        """Take in a record that is there from now on."""
        self._current[record.uid] = record
        for name, value in record.values.items():
            self._said.setdefault(self._key(name, value), []).append(record)

    def forget(self, record: RecordRow) -> None:
        """Leave out a record that changed."""
        del self._current[record.uid]
        for name, value in record.values.items():
            self._said[self._key(name, value)].remove(record)

    def record(self, uid: str | None, values: Values) -> RecordRow | None:
        """Find the record that a row is about; None for a new one.

        Args:
            uid: What the row gives as its UUID.
            values: What it says, by name of field.
        """
        if uid is not None and uid in self._current:
            return self._current[uid]
        if not self.kind.has_uid:
            name = self._natural(values) or ""
            found = self._current.get(name)
            twin = uid in {ranked(name, it) for it in _TWINS}
            if found is not None or twin:
                return None if twin else found
            if uid is not None and (changed := self._once_told_by(uid)) is not None:
                return changed
        elif uid is not None:
            return None
        return self._same(values)

    def differs(self, name: str, value: Any, record: RecordRow) -> bool:
        """Tell whether a row says something else than a record."""
        return bool(self._plain(name, value) != self._plain(name, record.values[name]))

    def _once_told_by(self, uid: str) -> RecordRow | None:
        """Find the record that a UUID named before what it says was changed."""
        if self._former is None:
            self._former = self.book.former(self.kind)
        key = self._former.get(uid)
        return next((it for it in self._current.values() if it.key == key), None)

    def _natural(self, values: Values) -> str | None:
        """Give what tells the record apart, from the values that do."""
        names = [it.removesuffix("_key") for it in self.kind.natural]
        try:
            return self.book.natural(self.kind, {it: values[it] for it in names})
        except KeyError:  # A column that tells records apart is not in the file.
            return None

    def _same(self, values: Values) -> RecordRow | None:
        """Find a record that has all that a row says."""
        filled = {name: it for name, it in values.items() if it not in {None, ()}}
        if not filled:
            return None
        alike = [self._said.get(self._key(name, it), []) for name, it in filled.items()]
        for it in min(alike, key=len):
            if not any(self.differs(name, value, it) for name, value in filled.items()):
                return it
        return None

    def _plain(self, name: str, value: Any) -> Any:
        return self.book.plain(self.kind.field(name), value)

    def _key(self, name: str, value: Any) -> str:
        return f"{name} {self._plain(name, value)}"
