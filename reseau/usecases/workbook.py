"""The workbook: every table of the store, for those who live in Excel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Enum, Table
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import formats, language
from reseau.i18n import gettext as _
from reseau.publish.workbook import Cell, Page, workbook_bytes
from reseau.store.past.dependents import nouns
from reseau.store.past.field_words import field_word
from reseau.store.privacy.departures import Leaving
from reseau.store.records.sheets import Reader, Sheet, meaning, referred
from reseau.store.rows import rows, settings
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.common.leaving import hand_over

# What is repeated beside a row from the record it points at, so that one sheet is
# enough to count by year, by committee or by sector.
_Pair = tuple[Column[Any], Column[Any]]
_BESIDE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "participation": (
        ("interaction_key", "held_on"),
        ("interaction_key", "kind"),
        ("interaction_key", "committee_key"),
        ("actor_key", "kind"),
        ("actor_key", "sector"),
    ),
    "interaction_theme": (("interaction_key", "held_on"),),
    "interaction_territory": (("interaction_key", "held_on"),),
}


@dataclass(frozen=True, slots=True)
class WorkbookMade:
    """What a workbook holds.

    Attributes:
        tables: How many tables have a sheet, empty ones included.
        rows: Records in all.
        left_out: Rows about somebody who may not be shown.
    """

    tables: int
    rows: int
    left_out: int


def export_workbook(store: Store, out: Path, *, shown_to: Diffusion) -> WorkbookMade:
    """Write every table that an audience may be shown, one sheet each.

    Args:
        store: The store.
        out: The file to write.
        shown_to: Whom it is for: beyond the team, neither notes nor addresses leave.

    Raises:
        NotWrittenError: The file cannot be written.
        TooManyRowsError: A table has more rows than a sheet of Excel takes.
    """
    with store.reading() as session:
        reader = Reader(session, shown_to)
        sheets = list(reader.sheets())
        writer = _writer(reader, sheets)
        pages = [writer.page(it) for it in sheets]
        front = _front(session, sheets, shown_to=shown_to)
        actors = [it.actor for it in rows.actor_rows(session, shown_to=shown_to)]
    made = WorkbookMade(
        len(sheets), sum(len(it.rows) for it in sheets),
        sum(it.left_out for it in sheets),
    )  # fmt: skip
    content = workbook_bytes([front, _definitions(sheets), *pages])
    leaving = Leaving("workbook", content, made.rows, actors, shown_to)
    hand_over(store, out, leaving)
    return made


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns rows into cells, in the reader's words.

    Attributes:
        called: Of each table that is pointed at, what its records are called.
        known: Of each table, its rows by key, column by column.
    """

    zone: tzinfo
    called: Mapping[str, Mapping[int, str]]
    known: Mapping[str, Mapping[int, Mapping[str, Any]]]

    def page(self, sheet: Sheet) -> Page:
        """Make a sheet of a table: what a column points at comes with its name."""
        beside = _beside(sheet)
        heads = [head for it in sheet.columns for head in _heads(it)]
        heads += [_beside_head(source, column) for source, column in beside]
        return Page(
            title(sheet.table),
            tuple(heads),
            tuple(tuple(self._row(sheet, row, beside)) for row in sheet.rows),
        )

    def _row(
        self, sheet: Sheet, row: Sequence[Any], beside: Sequence[_Pair]
    ) -> Iterator[Cell]:
        values = dict(zip(sheet.columns, row, strict=True))
        for column, value in values.items():
            yield from self._cells(column, value)
        for source, column in beside:
            record = self.known[column.table.name].get(values[source], {})
            yield next(self._cells(column, record.get(column.name)))

    def _cells(
        self,
        column: Column[Any],
        value: Any,  # Any: what the column holds.
    ) -> Iterator[Cell]:
        """Give a value as cells: a name before the number that it stands for."""
        target = referred(column)
        if target is not None:
            names_of = self.called[target.name]
            yield None if value is None else names_of.get(value, f"#{value}")
            yield value
        elif isinstance(value, Word):
            yield value.label()
        elif isinstance(value, datetime):
            # Other programs round what is below a second, each in its own way.
            yield value.astimezone(self.zone).replace(tzinfo=None, microsecond=0)
        else:
            yield value


def _writer(reader: Reader, sheets: Sequence[Sheet]) -> _Writer:
    columns = [it for sheet in sheets for it in sheet.columns]
    pointed = {it.name: it for it in map(referred, columns) if it is not None}
    return _Writer(
        zone_of(reader.session),
        {name: reader.names(it, lang=language()) for name, it in pointed.items()},
        {
            it.table.name: {
                row[0]: dict(zip((one.name for one in it.columns), row, strict=True))
                for row in it.rows
            }
            for it in sheets
            if it.table.name in {"actor", "interaction"}
        },
    )


def _beside(sheet: Sheet) -> list[_Pair]:
    """Give which columns of other tables stand beside those of a sheet."""
    own = {it.name: it for it in sheet.columns}
    pairs: list[_Pair] = []
    for source, name in _BESIDE.get(sheet.table.name, ()):
        target = referred(own[source])
        if target is not None:
            pairs.append((own[source], target.c[name]))
    return pairs


def _beside_head(source: Column[Any], column: Column[Any]) -> str:
    return _("{word} ({of})").format(
        word=_capital(field_word(column.name)), of=field_word(source.name)
    )


def title(table: Table) -> str:
    """Name the sheet of a table: “Participations”."""
    return _capital(nouns(table.name))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _heads(column: Column[Any]) -> tuple[str, ...]:
    word = _capital(field_word(column.name))
    if referred(column) is None:
        return (word,)
    return word, _("{word} (no.)").format(word=word)


def _front(session: Session, sheets: Sequence[Sheet], *, shown_to: Diffusion) -> Page:
    """Say what the workbook is, for whom, of when, and what is in each sheet."""
    organization = settings.setting(session, settings.NAME)
    day = formats.full_date(clock.today(str(zone_of(session))))
    left_out = sum(it.left_out for it in sheets)
    said = [
        _("For: {audience}. As of {day}.").format(audience=shown_to.label(), day=day),
        _("This file holds personal data: keep it private."),
        _("Numbers lead from a sheet to another; they are those of Réseau."),
        _("What nobody wrote down cannot be seen."),
    ]
    if left_out:
        said.insert(
            2,
            _(
                "Rows left out, about people who may not be shown, or records that "
                "hang on them: {n}."
            ).format(n=formats.number(left_out)),
        )
    return Page(
        _("Read me"),
        (_("Sheet"), _("What a row is"), _("Rows")),
        tuple((title(it.table), _(meaning(it.table)), len(it.rows)) for it in sheets),
        before=(organization or "Réseau", *said),
    )


def _definitions(sheets: Sequence[Sheet]) -> Page:
    """Say what each column of each sheet means, and the words it takes."""
    return Page(
        _("Definitions"),
        (_("Sheet"), _("Column"), _("Definition"), _("Values")),
        tuple(
            (title(it.table), _heads(column)[0], _(str(column.doc)), _values(column))
            for it in sheets
            for column in it.columns
        ),
    )


def _values(column: Column[Any]) -> str | None:
    kind = column.type.enum_class if isinstance(column.type, Enum) else None
    if kind is None or not issubclass(kind, Word):
        return None
    return ", ".join(it.label() for it in kind)
