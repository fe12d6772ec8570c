"""Write one row of an exchanged table: find its record, see what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded, slug
from reseau.errors import ReseauError
from reseau.store import models
from reseau.store.past.dependents import noun
from reseau.store.records.record_rows import RecordBook, RecordRow, Values
from reseau.store.records.record_types import Field, RecordKind
from reseau.store.rows import settings
from reseau.usecases.exchanging.record_cells import (
    CODE,
    MARK,
    UID,
    NotUuidError,
    Unresolved,
    cell,
    read_cell,
)
from reseau.usecases.exchanging.record_checks_cycle import check_record
from reseau.usecases.exchanging.record_matching import KnownRecords
from reseau.usecases.exchanging.record_names import Names
from reseau.usecases.exchanging.record_refusals import (
    CellProblem,
    ChangedSinceError,
    HiddenTextError,
    ThereAlreadyError,
    TwiceInFileError,
)
from reseau.usecases.exchanging.record_rules import check_values, completed
from reseau.usecases.exchanging.record_sheets import Line, RecordSheet
from reseau.usecases.exchanging.record_ties import tie


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a row."""

    change: Literal["new", "changed", "known"]
    name: str
    fields: tuple[str, ...] = ()


@dataclass
class Writer:
    """Writes the rows of one table; it knows which records it wrote, hence a state."""

    session: Session
    names: Names
    sheet: RecordSheet
    _known: KnownRecords = field(init=False)
    _rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the records that are there."""
        self._known = KnownRecords(self.book, self.kind)

    @property
    def kind(self) -> RecordKind:
        """Give the kind of the table."""
        return self.sheet.kind

    @property
    def book(self) -> RecordBook:
        """Give what reads records."""
        return self.names.book

    @property
    def to_itself(self) -> bool:
        """Tell whether the records of the kind refer to each other."""
        return any(it.target is self.kind.table for it in self.kind.fields)

    def write(self, line: Line) -> Became:
        """Write a row.

        Raises:
            CellProblem: Cells cannot be read, or name nothing that is sure.
            ReseauError: The rule of a command is broken, or the record changed since.
        """
        values = self._values(line)
        uid = self._uid(line)
        turned = [self.kind.turned(values)] if self.kind.either_way else []
        for way in (values, *turned):
            found = self._known.record(uid, way)
            if found is not None:
                return self._edited(line, found, way, uid=uid)
        return self._added(line, values, uid=uid)

    # What the row says

    def _values(self, line: Line) -> Values:
        values, problems = Values(), []
        for it in self.kind.fields:
            if it.name not in line.cells:
                continue
            try:
                values[it.name] = self._value(it, line.cells[it.name])
            except ReseauError as error:
                problems.append((self.sheet.headings[it.name], error))
        if problems:
            raise CellProblem(problems)
        return values

    def _value(self, each: Field, found: Any) -> Any:  # Any: what the field holds.
        value = read_cell(each, found, order=self.sheet.order)
        if isinstance(value, Unresolved) and each.of_any:
            return tuple(dict.fromkeys(self.names.any_key(it) for it in value.names))
        if isinstance(value, Unresolved) and each.target is not None:
            keys = [self.names.key(each.target, it) for it in value.names]
            if each.link is not None:
                return tuple(dict.fromkeys(keys))
            return keys[0] if keys else None
        return value

    def _uid(self, line: Line) -> str | None:
        text = str(line.cells.get(UID) or "").strip()
        if not text:
            return None
        try:
            return str(UUID(text))
        except ValueError as error:
            raise CellProblem(
                [(self.sheet.headings[UID], NotUuidError(text=text[:60]))]
            ) from error

    # A record that is there

    def _edited(
        self, line: Line, found: RecordRow, values: Values, *, uid: str | None
    ) -> Became:
        name = self._name(found.values)
        differing = [
            it for it in values
            if self._known.differs(it, values[it], found)
            # What a row without UUID does not say is not said to be empty.
            and (uid is not None or values[it] not in {None, ()})
        ]  # fmt: skip
        mark = str(line.cells.get(MARK) or "").strip()
        if not differing or (mark and mark == self._mark(values)):
            if uid is not None:
                self._once(line, found)
            return Became("known", name)
        columns = tuple(self.kind.field(it).heading() for it in differing)
        what = _capital(noun(self.kind.table.name))
        if uid is None:
            raise ThereAlreadyError(what=what, number=f"#{found.key}")
        self._once(line, found)
        if (mark and mark != found.mark) or uid != found.uid:
            raise ChangedSinceError(
                what=what, number=f"#{found.key}", columns=", ".join(columns)
            )
        self._refuse_masked(differing, found)
        self._change(found, {it: values[it] for it in differing})
        return Became("changed", name, columns)

    def _mark(self, values: Values) -> str | None:
        """Digest what the row says; None when columns were taken out."""
        if any(it.name not in values for it in self.kind.fields):
            return None
        return self.book.mark(self.kind, values)

    def _once(self, line: Line, found: RecordRow) -> None:
        earlier = self._rows.setdefault(found.uid, line.number)
        if earlier != line.number:
            raise TwiceInFileError(row=earlier)

    def _refuse_masked(self, differing: Sequence[str], found: RecordRow) -> None:
        for it in differing:
            if it in found.masked:
                heading = self.sheet.headings[it]
                raise CellProblem([(heading, HiddenTextError())])

    def _change(self, found: RecordRow, changes: Values) -> None:
        whole = found.values | changes
        check_values(self.kind, whole, key=found.key)
        record = self.session.get_one(self.kind.model, found.key)
        for name in changes:
            each = self.kind.field(name)
            if each.link is None:
                self._set(record, each, whole[name])
        self._complete(record)
        self.session.flush()
        for name in changes:
            link = self.kind.field(name).link
            if link is not None:
                wanted = (*whole[name], *found.kept[name])
                tie(self.session, link, owner=found.key, wanted=wanted)
        self._settle(record, typed=False)
        self._known.forget(found)
        self._read_again(found.key)

    # A record that is not

    def _added(self, line: Line, values: Values, *, uid: str | None) -> Became:
        empty: Values = {it.name: () if it.link else None for it in self.kind.fields}
        whole = empty | values
        today = settings.today(self.session)
        whole = completed(self.kind, self._from_meeting(whole), today=today)
        check_values(self.kind, whole, key=None)
        record = self.kind.model()
        for it in self.kind.fields:
            if it.link is None:
                self._set(record, it, whole[it.name])
        if self.kind.has_uid and uid is not None:
            record.uid = UUID(uid)
        self._complete(record)
        self._name_it(record, str(line.cells.get(CODE) or ""))
        self.session.add(record)
        self.session.flush()
        for it in self.kind.fields:
            if it.link is not None:
                tie(self.session, it.link, owner=record.key, wanted=whole[it.name])
        self._settle(record, typed=uid is None)
        if self.to_itself:
            self.names.forget(self.kind.table)
        self._rows[self._read_again(record.key).uid] = line.number
        return Became("new", self._name(whole))

    def _from_meeting(self, values: Values) -> Values:
        """Take from a meeting the day and the committee that a row does not say."""
        number = values.get("interaction")
        if number is None:
            return values
        held = self.session.get_one(models.Interaction, number)
        given = {
            "seen_on": held.held_on, "held_on": held.held_on,
            "decided_on": held.held_on, "committee": held.committee_key,
        }  # fmt: skip
        lacking = {
            name: it for name, it in given.items()
            if name in values and values[name] is None
        }  # fmt: skip
        return values | lacking

    def _set(self, record: Any, each: Field, value: Any) -> None:
        assert each.column is not None  # noqa: S101  # Lists do not come here.
        setattr(record, each.column.name, value)

    def _complete(self, record: Any) -> None:
        """Give what nobody fills in: folded texts."""
        for it in self.kind.table.columns:
            bare = it.name.removesuffix("_key")
            if it.name.endswith("_key") and not it.foreign_keys:
                setattr(record, it.name, folded(getattr(record, bare)))

    def _name_it(self, record: Any, code: str) -> None:
        """Give a new record its short code, that of the file when nobody has it."""
        if "added_at" in self.kind.table.columns:
            record.added_at = clock.now()
        column = self.kind.table.columns.get("slug")
        if column is None:
            return
        used = set(self.session.scalars(select(column)))
        base = slug(code.strip() or record.name)
        number, candidate = 1, base
        while candidate in used:
            number += 1
            candidate = f"{base}-{number}"
        record.slug = candidate

    def _settle(self, record: Any, *, typed: bool) -> None:
        """Read the record again, and see that it keeps the rules of the commands."""
        self.session.expire_all()
        with self.session.no_autoflush:
            check_record(self.session, self.kind, record, typed=typed)
        self.session.flush()

    def _read_again(self, key: int) -> RecordRow:
        record = self.book.record(self.kind, key)
        self._known.add(record)
        return record

    def _name(self, values: Mapping[str, Any]) -> str:
        """Say what a row is about, in a few words."""
        for name in ("name", "title", "question", "what", "sign"):
            if values.get(name):
                return str(values[name])
        named = (
            str(cell(self.book, it, values[it.name]))
            for it in self.kind.fields
            if it.needed and it.link is None and values.get(it.name) is not None
        )
        return ", ".join(list(named)[:2])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
