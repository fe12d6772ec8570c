"""Tables of records out of a file: CSV, Excel or JSON, headings in either language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reseau.domain.folding import lettered
from reseau.errors import ReseauError, UsageError
from reseau.exchange.found import Problem
from reseau.exchange.profiles.profile_model import DateOrder
from reseau.exchange.rows.date_orders import order_of
from reseau.exchange.text.cells import shown, text_of
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content
from reseau.exchange.text.jsonfile import parsed
from reseau.exchange.text.refusals import FileRefusedError, SheetNotFoundError
from reseau.exchange.text.tables import MAX_ROWS, Row, read_table
from reseau.i18n import LANGUAGES, N_, gettext_in
from reseau.store.records.record_types import RecordKind, record_kind, record_kinds
from reseau.usecases.exchanging.exporting_records import ALL, FORMAT
from reseau.usecases.exchanging.record_cells import headings_read

_HEAD_WITHIN = 10  # Rows in which the headings are looked for.


class NoHeadingError(FileRefusedError):
    """Nothing in a file is a heading of the kind."""

    message = N_(
        "{file} has no column of {kind}. Its headings can be: {headings}. “reseau "
        "export records {name} FILE --empty” writes a file to fill."
    )


class UnknownHeadingError(UsageError):
    """A column is none of the kind."""

    message = N_(
        "“{text}” is no column of {kind}, and would not be read. Rename it, or take "
        "the column out. Headings can be: {headings}."
    )


class TwiceHeadingError(UsageError):
    """Two columns have the same meaning."""

    message = N_("Two columns mean “{text}”: take one of them out.")


class NotRecordsFileError(FileRefusedError):
    """A JSON file is not one of records."""

    message = N_(
        "{file} does not hold records as “reseau export records” writes them: {reason}."
    )


class NoTableError(FileRefusedError):
    """A file holds no table of any kind."""

    message = N_(
        "{file} has no sheet named after a kind of record. Name the kind in place of "
        "“all”."
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file.

    Attributes:
        number: Of its row, as a spreadsheet shows it; in JSON, its rank from 1.
        cells: By name of column, as the file has them; absent columns are left out.
    """

    number: int
    cells: Mapping[str, Any]  # Any: text, a day, or a list of JSON.


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """The records of one kind in a file.

    Attributes:
        headings: Name of each column that is there to how the file calls it.
        order: What comes first in its dates.
        problems: Columns that are not understood.
    """

    file: str
    kind: RecordKind
    headings: Mapping[str, str]
    lines: tuple[Line, ...]
    order: DateOrder
    problems: tuple[Problem, ...] = ()


def read_sheets(
    path: Path, *, name: str, order: DateOrder | None = None
) -> list[RecordSheet]:
    """Read the records of a file.

    Args:
        path: A .csv, .xlsx, .ods or .json file, known by its content.
        name: Of a kind of record, in either language, or “all”.
        order: What comes first in its dates; found out when it is None.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
        AmbiguousDatesError, MixedDatesError: Nothing tells the day from the month.
        UnknownRecordKindError
    """
    file = path.name or str(path)
    words = {ALL, *(gettext_in(it)(ALL) for it in LANGUAGES)}
    every = lettered(name) in {lettered(it) for it in words}
    kind = None if every else record_kind(name)
    data = content(path, file=file)
    if path.suffix.lower() == ".json":
        return _from_json(data, file=file, kind=kind)
    if kind is not None:
        return [_from_table(path, kind, order=order, sheet=None)]
    return _from_workbook(path, file=file, order=order)


def _from_workbook(
    path: Path, *, file: str, order: DateOrder | None
) -> list[RecordSheet]:
    found = []
    for kind in record_kinds().values():
        for title in dict.fromkeys(gettext_in(it)(kind.name) for it in LANGUAGES):
            try:
                found.append(_from_table(path, kind, order=order, sheet=title))
            except SheetNotFoundError:
                continue
            break
    if not found:
        raise NoTableError(file=file)
    return found


def _from_table(
    path: Path, kind: RecordKind, *, order: DateOrder | None, sheet: str | None
) -> RecordSheet:
    table = read_table(path, sheet=sheet)
    known = headings_read(kind)
    head = _head(table.rows[:_HEAD_WITHIN], known)
    if head is None:
        raise NoHeadingError(
            file=table.name, kind=kind.label(), headings=_listed(kind), name=kind.name
        )
    columns, problems = _columns(table.name, head, kind, known)
    rows = table.rows[table.rows.index(head) + 1 :]
    lines = tuple(
        Line(row.number, {
            name: row.cells[at] if at < len(row.cells) else ""
            for at, name in columns.items()
        })
        for row in rows
    )  # fmt: skip
    problems += _wide(table.name, rows, width=len(head.cells))
    headings = {name: text_of(head.cells[at]) for at, name in columns.items()}
    chosen = order or order_of(_days(kind, lines), file=table.name)
    return RecordSheet(table.name, kind, headings, lines, chosen, tuple(problems))


def _head(rows: Sequence[Row], known: Mapping[str, str]) -> Row | None:
    """Find the row of headings: the one that has most of them."""
    best, most = None, 0
    for row in rows:
        count = sum(lettered(text_of(it)) in known for it in row.cells if it)
        if count > most:
            best, most = row, count
    return best


def _columns(
    file: str, head: Row, kind: RecordKind, known: Mapping[str, str]
) -> tuple[dict[int, str], list[Problem]]:
    found: dict[int, str] = {}
    problems = []
    for at, it in enumerate(head.cells):
        text = text_of(it)
        name = known.get(lettered(text))
        if not text:
            continue
        error: ReseauError
        if name is None:
            error = UnknownHeadingError(
                text=shown(text), kind=kind.label(), headings=_listed(kind)
            )
        elif name in found.values():
            error = TwiceHeadingError(text=shown(text))
        else:
            found[at] = name
            continue
        problems.append(Problem(file, head.number, shown(text), error))
    return found, problems


class WideLineError(UsageError):
    """A row holds more cells than the headings."""

    message = N_(
        "This row has more cells than there are headings. A cell that holds the "
        "separator should stand between quotation marks."
    )


def _wide(file: str, rows: Sequence[Row], *, width: int) -> list[Problem]:
    return [
        Problem(file, row.number, "", WideLineError())
        for row in rows
        if any(row.cells[width:])
    ]


def _listed(kind: RecordKind) -> str:
    return ", ".join(it.heading() for it in kind.fields)


def _days(kind: RecordKind, lines: Sequence[Line]) -> Iterator[tuple[int, Any]]:
    names = [it.name for it in kind.fields if it.is_day]
    for line in lines:
        for name in names:
            if line.cells.get(name):
                yield line.number, line.cells[name]


def _from_json(data: bytes, *, file: str, kind: RecordKind | None) -> list[RecordSheet]:
    try:
        head = parsed(decoded(data, file=file).text, file=file)
    except (ValueError, RecursionError) as error:
        raise NotRecordsFileError(file=file, reason="JSON") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise NotRecordsFileError(file=file, reason=f"format ≠ {FORMAT}")
    tables = head.get("tables")
    if not isinstance(tables, dict):
        raise NotRecordsFileError(file=file, reason="tables")
    wanted = list(record_kinds().values()) if kind is None else [kind]
    found = [
        _json_sheet(tables[it.name], file=file, kind=it)
        for it in wanted
        if it.name in tables
    ]
    if not found:
        raise NotRecordsFileError(file=file, reason=kind.name if kind else "tables")
    return found


def _json_sheet(rows: object, *, file: str, kind: RecordKind) -> RecordSheet:
    if not isinstance(rows, list) or not all(isinstance(it, dict) for it in rows):
        raise NotRecordsFileError(file=file, reason=kind.name)
    if len(rows) > MAX_ROWS:
        raise NotRecordsFileError(file=file, reason=f"> {MAX_ROWS}")
    known = set(headings_read(kind).values())
    names = dict.fromkeys(name for row in rows for name in row)
    problems = [
        Problem(
            file, None, shown(str(name)),
            UnknownHeadingError(
                text=shown(str(name)), kind=kind.label(), headings=", ".join(known)
            ),
        )
        for name in names
        if name not in known
    ]  # fmt: skip
    lines = tuple(
        Line(number, {name: it for name, it in row.items() if name in known})
        for number, row in enumerate(rows, start=1)
    )
    headings = {name: name for name in names if name in known}
    return RecordSheet(file, kind, headings, lines, "ymd", tuple(problems))
