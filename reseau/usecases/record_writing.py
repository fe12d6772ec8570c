"""Write one row of an exchanged table: find its record, see what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded, slug
from reseau.errors import ConflictError, NotFoundError, ReseauError, UsageError
from reseau.i18n import N_
from reseau.store import models, settings
from reseau.store.dependents import noun
from reseau.store.record_rows import RecordBook, RecordRow, Values, ranked
from reseau.store.record_types import Field, Link, RecordKind, model_of
from reseau.usecases.record_cells import CODE, MARK, UID, Unresolved, cell, read_cell
from reseau.usecases.record_checks_cycle import check_record
from reseau.usecases.record_names import Names
from reseau.usecases.record_rules import check_values, completed
from reseau.usecases.record_sheets import Line, RecordSheet

_TWINS = range(2, 100)  # Records of which nothing differs but their rank.


class NotUuidError(UsageError):
    """A cell of the column of UUIDs holds something else."""

    message = N_(
        "“{text}” is not a UUID. Leave what the export wrote, or empty the cell to add "
        "a record."
    )


class TwiceInFileError(UsageError):
    """Two rows name the same record."""

    message = N_(
        "Row {row} of this file is about the same record: keep one of the two. For a "
        "new record, empty its UUID."
    )


class ChangedSinceError(ConflictError):
    """A record changed after the file was written."""

    message = N_(
        "{what} {number} changed since this file was written: nothing is written over "
        "it. Export it again, and make your change there. What differs: {columns}."
    )


class ThereAlreadyError(ConflictError):
    """A row without UUID is about a record that is there."""

    message = N_(
        "{what} {number} is about the same already. To change it, export it and keep "
        "its UUID."
    )


class HiddenTextError(ConflictError):
    """A text that hides somebody would be written over."""

    message = N_(
        "This text names somebody whom nobody may be shown: what the file has of it is "
        "not whole. Change it with its own command, or leave the cell as it was."
    )


class CellProblem(Exception):  # noqa: N818  # It carries errors, and is none itself.
    """Cells of a row that cannot be read; caught where rows are written."""

    def __init__(self, problems: Sequence[tuple[str, ReseauError]]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    @property
    def may_come(self) -> bool:
        """Tell whether a later row may be what is missing."""
        return all(isinstance(error, NotFoundError) for _column, error in self.problems)


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
    _current: dict[str, RecordRow] = field(default_factory=dict)
    _said: dict[str, list[RecordRow]] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the records that are there."""
        for it in self.book.records(self.kind):
            self._know(it)

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
        found = self._record(uid, values)
        if found is not None:
            return self._edited(line, found, values, uid=uid)
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

    # Which record it is about

    def _record(self, uid: str | None, values: Values) -> RecordRow | None:
        if uid is not None and uid in self._current:
            return self._current[uid]
        if not self.kind.has_uid:
            name = self._natural(values) or ""
            found = self._current.get(name)
            twin = uid in {ranked(name, it) for it in _TWINS}
            if found is not None or twin:
                return None if twin else found
        elif uid is not None:
            return None
        return self._same(values)

    def _natural(self, values: Values) -> str | None:
        try:
            return self.book.natural(self.kind, _naturally(self.kind, values))
        except KeyError:  # A column that tells records apart is not in the file.
            return None

    def _same(self, values: Values) -> RecordRow | None:
        """Find a record that has all that a row says."""
        filled = {name: it for name, it in values.items() if it not in {None, ()}}
        if not filled:
            return None
        alike = [self._said.get(self._key(name, it), []) for name, it in filled.items()]
        for it in min(alike, key=len):
            if all(
                self._plain(name, it.values[name]) == self._plain(name, value)
                for name, value in filled.items()
            ):
                return it
        return None

    def _plain(self, name: str, value: Any) -> Any:
        return self.book.plain(self.kind.field(name), value)

    def _key(self, name: str, value: Any) -> str:
        return f"{name} {self._plain(name, value)}"

    def _know(self, record: RecordRow) -> None:
        self._current[record.uid] = record
        for name, value in record.values.items():
            self._said.setdefault(self._key(name, value), []).append(record)

    def _forget(self, record: RecordRow) -> None:
        del self._current[record.uid]
        for name, value in record.values.items():
            self._said[self._key(name, value)].remove(record)

    # A record that is there

    def _edited(
        self, line: Line, found: RecordRow, values: Values, *, uid: str | None
    ) -> Became:
        name = self._name(found.values)
        differing = [
            it for it in values
            if self._plain(it, values[it]) != self._plain(it, found.values[it])
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
                self._tie(link, found.key, wanted)
        self._settle(record, typed=False)
        self._forget(found)
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
                self._tie(it.link, record.key, whole[it.name])
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

    def _tie(self, link: Link, owner: int, wanted: Sequence[int]) -> None:
        """Make a list lead to the wanted records, touching few rows."""
        model = model_of(link.table)
        query = select(model).where(
            getattr(model, link.owner) == owner,
            getattr(model, link.target).is_not(None),
        )
        for name, value in link.fixed.items():
            query = query.where(getattr(model, name) == value)
        rows = self.session.scalars(query.order_by(model.key)).all()
        for row in rows:
            if getattr(row, link.target) not in wanted:
                self.session.delete(row)
        self.session.flush()
        there = {getattr(it, link.target) for it in rows}
        for key in wanted:
            if key not in there:
                values = {link.owner: owner, link.target: key, **link.typed()}
                self.session.add(model(**values))
        self.session.flush()

    def _settle(self, record: Any, *, typed: bool) -> None:
        """Read the record again, and see that it keeps the rules of the commands."""
        self.session.expire_all()
        with self.session.no_autoflush:
            check_record(self.session, self.kind, record, typed=typed)
        self.session.flush()

    def _read_again(self, key: int) -> RecordRow:
        record = self.book.record(self.kind, key)
        self._know(record)
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


def _naturally(kind: RecordKind, values: Values) -> Values:
    """Give the values that tell a record apart."""
    names = [it.removesuffix("_key") for it in kind.natural]
    return {it: values[it] for it in names}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
