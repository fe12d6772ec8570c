"""Records of a kind as a table to fill in Excel, which comes back by an import."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reseau.domain.vocabulary import Diffusion
from reseau.errors import UsageError
from reseau.exchange.text.csvfile import Separator, csv_text, unguarded
from reseau.i18n import N_, gettext, language
from reseau.publish.workbook import Page, workbook_bytes
from reseau.store.privacy.departures import Leaving
from reseau.store.records.record_rows import RecordBook, RecordRow
from reseau.store.records.record_types import (
    Field,
    RecordKind,
    record_kind,
    record_kinds,
)
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over
from reseau.usecases.exchanging.record_cells import (
    CODE,
    MARK,
    NUMBER,
    UID,
    cell,
    heading,
    own_cells,
    plain_cell,
    shared_fields,
)

ALL = N_("all")
FORMAT = "reseau-records"
_LONGEST = 32_767  # What a cell of Excel takes.


class UnknownFileEndingError(UsageError):
    """The name of a file does not say what to write."""

    message = N_("{file} does not say its kind: end it with .csv, .xlsx or .json.")


class OneTableError(UsageError):
    """Every kind of record would go in one CSV file."""

    message = N_(
        "A CSV file holds one kind of record. Name one, or end the file with .xlsx or "
        ".json."
    )


class LongForExcelError(UsageError):
    """A text is longer than a cell of Excel."""

    message = N_(
        "A text of {what} {number} is longer than the 32,767 characters of a cell of "
        "Excel: it would come back cut. Export to .csv or .json."
    )


@dataclass(frozen=True, slots=True)
class RecordsExported:
    """What was written.

    Attributes:
        rows: Records in all.
        left_out: Those that speak of somebody who may not be shown.
        comes_back: Whether an import recognizes each record.
    """

    rows: int
    left_out: int
    comes_back: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    kind: RecordKind
    fields: tuple[Field, ...]
    own: tuple[str, ...]
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written.

    Attributes:
        kind: A kind of record, or “all”.
        empty: Only the headings, to be filled.
    """

    kind: str
    shown_to: Diffusion = Diffusion.INTERNAL
    separator: Separator = ";"
    empty: bool = False


def export_records(store: Store, out: Path, wanted: Wanted) -> RecordsExported:
    """Write the records of a kind, so that they can be edited and imported back.

    For the team, each record has its UUID, by which it is recognized, and a mark that
    tells whether it changed since. For another audience it has neither, and only the
    columns that leave the team.

    Raises:
        UnknownRecordKindError, UnknownFileEndingError, OneTableError
        NotSharedError: The kind stays within the team.
        LongForExcelError: A text would be cut.
        NotWrittenError: The file cannot be written.
    """
    ending = out.suffix.lower()
    if ending not in {".csv", ".xlsx", ".json"}:
        raise UnknownFileEndingError(file=out.name)
    if wanted.kind == ALL and ending == ".csv":
        raise OneTableError
    with store.reading() as session:
        lang = None if ending == ".json" else language()
        book = RecordBook(session, wanted.shown_to, lang)
        sheets = [_sheet(book, it, wanted) for it in _kinds(wanted)]
        content = _content(book, sheets, ending, wanted.separator)
        actors = {key for it in sheets for row in it.rows for key in row.actors}
        left_out = sum(book.left_out.values())
    rows = sum(len(it.rows) for it in sheets)
    hand_over(
        store, out,
        Leaving("export records", content, rows, actors, wanted.shown_to,
                {"kind": wanted.kind}),
    )  # fmt: skip
    return RecordsExported(rows, left_out, wanted.shown_to is Diffusion.INTERNAL)


def _kinds(wanted: Wanted) -> list[RecordKind]:
    if wanted.kind != ALL:
        return [record_kind(wanted.kind)]
    team = wanted.shown_to is Diffusion.INTERNAL
    return [it for it in record_kinds().values() if team or it.shared]


def _sheet(book: RecordBook, kind: RecordKind, wanted: Wanted) -> _Sheet:
    team = wanted.shown_to is Diffusion.INTERNAL
    fields = shared_fields(kind, team=team)
    coded = (CODE,) if CODE in kind.table.columns else ()
    own = (NUMBER, *coded, UID, MARK) if team else ()
    rows = () if wanted.empty else tuple(book.records(kind))
    return _Sheet(kind, fields, own, rows)


def _content(
    book: RecordBook, sheets: Sequence[_Sheet], ending: str, separator: Separator
) -> str | bytes:
    if ending == ".json":
        tables = {it.kind.name: _plain(book, it) for it in sheets}
        head = {"format": FORMAT, "tables": tables}
        return json.dumps(head, ensure_ascii=False, indent=1) + "\n"
    if ending == ".csv":
        (one,) = sheets
        return csv_text(_headings(one), _lines(book, one), separator=separator)
    pages = [_page(book, it) for it in sheets]
    return workbook_bytes([*pages, _guide(sheets)])


def _headings(sheet: _Sheet) -> list[str]:
    before, after = _around(sheet)
    named = [it.heading() for it in sheet.fields]
    return [*map(heading, before), *named, *map(heading, after)]


def _around(sheet: _Sheet) -> tuple[list[str], list[str]]:
    """Tell which of its own columns stand before the fields, and which after."""
    before = [it for it in sheet.own if it in {NUMBER, CODE}]
    return before, [it for it in sheet.own if it not in before]


def _lines(book: RecordBook, sheet: _Sheet) -> list[list[Any]]:
    before, after = _around(sheet)
    found = []
    for row in sheet.rows:
        own = own_cells(sheet.kind, row)
        cells = [cell(book, it, row.values[it.name]) for it in sheet.fields]
        found.append([*(own[it] for it in before), *cells, *(own[it] for it in after)])
    return found


def _plain(book: RecordBook, sheet: _Sheet) -> list[dict[str, Any]]:
    return [
        {name: own_cells(sheet.kind, row)[name] for name in sheet.own}
        | {it.name: plain_cell(book, it, row.values[it.name]) for it in sheet.fields}
        for row in sheet.rows
    ]


def _page(book: RecordBook, sheet: _Sheet) -> Page:
    lines = _lines(book, sheet)
    for row, line in zip(sheet.rows, lines, strict=True):
        if any(isinstance(it, str) and len(it) > _LONGEST for it in line):
            raise LongForExcelError(what=sheet.kind.label(), number=row.key)
    return Page(
        _title(sheet.kind),
        tuple(_headings(sheet)),
        tuple(tuple(_kept(it) for it in line) for line in lines),
    )


def _title(kind: RecordKind) -> str:
    text = kind.label()
    return text[:1].upper() + text[1:]


def _kept(value: Any) -> Any:  # Any: what a cell takes.
    """Keep a text that begins like a guarded formula from losing its apostrophe."""
    if isinstance(value, str) and unguarded(value) != value:
        return f"'{value}"
    return value


def _guide(sheets: Sequence[_Sheet]) -> Page:
    """Say what goes in each column: the sheet that a person fills from."""
    heads = (
        gettext("Sheet"), gettext("Column"), gettext("Must be filled"),
        gettext("What it holds"), gettext("Words it takes"),
    )  # fmt: skip
    lines = [
        (_title(sheet.kind), it.heading(), gettext("yes") if it.needed else None,
         _meaning(it), _words(it))
        for sheet in sheets
        for it in sheet.fields
    ]  # fmt: skip
    said = (
        gettext("How to fill these tables"),
        gettext(
            "A row with its UUID changes the record it names; a row without one adds a "
            "record. A row that is not there changes nothing."
        ),
        gettext("Several names in one cell are separated by “|”."),
    )
    return Page(gettext("Columns"), heads, tuple(lines), before=said)


def _meaning(each: Field) -> str:
    if each.of_any:
        return gettext("Kinds and names or numbers (need:12), separated by “|”")
    if each.column is None:
        return gettext("Names, separated by “|”")
    return gettext(str(each.column.doc or ""))


def _words(each: Field) -> str | None:
    return None if each.word is None else ", ".join(it.label() for it in each.word)
