"""Import records that were exported as tables, edited or filled in Excel.

The plan is the import itself, rolled back: what is told is what would be done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import exc

from reseau.domain.vocabulary import Diffusion
from reseau.errors import NotFoundError, ReseauError, UsageError
from reseau.exchange.found import Problem
from reseau.i18n import N_, language
from reseau.store.records.record_rows import RecordBook
from reseau.store.session import Store, Work
from reseau.usecases.exchanging.record_names import Names
from reseau.usecases.exchanging.record_refusals import CellProblem
from reseau.usecases.exchanging.record_sheets import Line, RecordSheet
from reseau.usecases.exchanging.record_writing import Became, Writer

_Place = tuple[str, str, int]


class BrokenRuleError(UsageError):
    """A row breaks a rule that the database keeps."""

    message = N_(
        "This row cannot be kept: it repeats another one, or breaks a rule of its "
        "table."
    )


class _RolledBackError(Exception):
    """Leave the work without writing; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one row.

    Attributes:
        kind: Name of the kind.
        name: What the record is called.
        fields: Headings of what changed; empty for a new one.
    """

    kind: str
    row: int
    name: str
    fields: tuple[str, ...] = ()


@dataclass
class RecordsReport:
    """What an import of records did, or would do.

    Attributes:
        known: How many rows the store has already.
        problems: Every row that is refused, with the reason.
        operation: Number of the operation; None when nothing was written.
    """

    files: tuple[str, ...]
    rows_read: int
    dry_run: bool
    created: list[Done] = field(default_factory=list)
    changed: list[Done] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)
    operation: int | None = None

    @property
    def changes_nothing(self) -> bool:
        """Tell whether there is nothing to confirm."""
        return not (self.created or self.changed)

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON takes it; names are a promise."""
        return {
            "dry_run": self.dry_run,
            "operation": self.operation,
            "files": list(self.files),
            "rows_read": self.rows_read,
            "new": [_told(it) for it in self.created],
            "changed": [
                _told(it) | {"columns": list(it.fields)} for it in self.changed
            ],
            "known": self.known,
            "problems": [
                {"file": it.file, "row": it.row, "column": it.column,
                 "reason": str(it.error)}
                for it in self.problems
            ],
        }  # fmt: skip


def _told(done: Done) -> dict[str, object]:
    return {"kind": done.kind, "row": done.row, "name": done.name}


def import_records(
    store: Store,
    sheets: Sequence[RecordSheet],
    *,
    partial: bool = False,
    dry_run: bool = False,
) -> RecordsReport:
    """Write what the tables say, as one operation.

    A row whose UUID is known changes that record, where it says something else; the
    others add one, unless the store has it already. Nothing is ever removed.

    Args:
        store: The store.
        sheets: See ``read_sheets``; each after those that it refers to.
        partial: Whether good rows are written although others are refused.
        dry_run: Do all of it, then roll back.

    Returns:
        What was done; with problems and not partial, nothing was written.
    """
    refused: dict[_Place, list[Problem]] = {}
    heads = [it for sheet in sheets for it in sheet.problems]
    while True:
        attempt = _Attempt(sheets, dict(refused), dry_run=dry_run)
        attempt.run(store, write=partial or not (heads or refused))
        new = attempt.refused.keys() - refused.keys()
        refused = attempt.refused
        if not (new and partial):
            break
    report = attempt.report
    report.problems = [*heads, *(it for some in refused.values() for it in some)]
    report.problems.sort(key=lambda it: (it.file, it.row or 0))
    return report


@dataclass
class _Attempt:
    """One go at all rows but those refused before; it is rolled back when one fails.

    Going again without them is simpler than taking a row's traces back.
    """

    sheets: Sequence[RecordSheet]
    refused: dict[_Place, list[Problem]]
    dry_run: bool
    report: RecordsReport = field(init=False)

    def __post_init__(self) -> None:
        """Begin an empty report."""
        files = tuple(dict.fromkeys(it.file for it in self.sheets))
        rows = sum(len(it.lines) for it in self.sheets)
        self.report = RecordsReport(files, rows, self.dry_run)

    def run(self, store: Store, *, write: bool) -> None:
        """Write every row; roll back when one is refused, or when asked to."""
        before = len(self.refused)
        try:
            with store.working("import records", dry_run=self.dry_run) as work:
                self._write(work)
                _check(write=write and len(self.refused) == before)
        except _RolledBackError:
            return
        if work.operation is not None and not self.dry_run:
            self.report.operation = work.operation.key

    def _write(self, work: Work) -> None:
        book = RecordBook(work.session, Diffusion.INTERNAL, language())
        names = Names(work.session, book)
        for sheet in self.sheets:
            writer = Writer(work.session, names, sheet)
            refused = self.refused
            waiting = [it for it in sheet.lines if _place(sheet, it) not in refused]
            # A row may refer to one that comes later in the same table.
            again = list(self._rows(writer, waiting, last=not writer.to_itself))
            list(self._rows(writer, again, last=True))
            names.forget(sheet.kind.table)

    def _rows(
        self, writer: Writer, lines: Sequence[Line], *, last: bool
    ) -> Iterator[Line]:
        """Write rows; give those to be tried again."""
        for line in lines:
            try:
                with writer.session.begin_nested():
                    became = writer.write(line)
            except CellProblem as found:
                if not last and found.may_come:
                    yield line
                else:
                    self._refuse(writer.sheet, line, found.problems)
            except ReseauError as error:
                if not last and isinstance(error, NotFoundError):
                    yield line
                else:
                    self._refuse(writer.sheet, line, [("", error)])
            except exc.IntegrityError:
                self._refuse(writer.sheet, line, [("", BrokenRuleError())])
            else:
                self._note(writer.sheet, line, became)

    def _refuse(
        self,
        sheet: RecordSheet,
        line: Line,
        problems: Sequence[tuple[str, ReseauError]],
    ) -> None:
        self.refused[_place(sheet, line)] = [
            Problem(sheet.file, line.number, column, error)
            for column, error in problems
        ]

    def _note(self, sheet: RecordSheet, line: Line, became: Became) -> None:
        if became.change == "known":
            self.report.known += 1
            return
        done = Done(sheet.kind.name, line.number, became.name, became.fields)
        new = became.change == "new"
        (self.report.created if new else self.report.changed).append(done)


def _check(*, write: bool) -> None:
    if not write:
        raise _RolledBackError


def _place(sheet: RecordSheet, line: Line) -> _Place:
    return sheet.file, sheet.kind.name, line.number
