"""Read influences and positions out of a workbook or a CSV file.

A sheet is a matrix, actors by actors or actors by objectives, perhaps with who rates
it above; or a list, one assertion a row. Nobody is recognized here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reseau.domain import scales
from reseau.domain.names import folded
from reseau.errors import ReseauError, UsageError
from reseau.exchange.found import Problem
from reseau.exchange.influence.influence_words import (
    EMPTY,
    HEADINGS,
    INSTRUCTIONS,
    Places,
    long_list,
)
from reseau.exchange.rows.cell_dates import read_date
from reseau.exchange.text import refusals, workbooks
from reseau.exchange.text.cells import Cell, cleaned, text_of
from reseau.exchange.text.files import content
from reseau.exchange.text.tables import Row, Table, read_table
from reseau.exchange.text.workbooks import column_letters
from reseau.i18n import N_


class OwnInfluenceError(UsageError):
    """The diagonal of a matrix holds an influence."""

    message = N_("Nobody influences itself: leave the diagonal empty, not “{text}”.")


class RepeatedLabelError(UsageError):
    """Two rows or two columns bear one name."""

    message = N_("“{name}” stands twice. Keep one of the two.")


class NoMatrixError(refusals.FileRefusedError):
    """No sheet holds influences or positions."""

    message = N_(
        "{file} holds neither a matrix nor a list of influences or positions. “reseau "
        "influence template” makes a workbook to fill in."
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A name as a file writes it, and the cell where it stands."""

    text: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAssertion:
    """An influence or a position as a file gives it.

    Attributes:
        influence: Whether it is an influence; else a position.
        place: The cell of its value: “Influence!C5”, or “C5” in a CSV file.
        first: Who influences, or whose stance it is.
        second: Who is influenced, or the objective.
        value: The strength or the stance.
        by: Who asserts; None when the file does not say.
        on: The day; None likewise.
    """

    influence: bool
    place: str
    first: Label
    second: Label
    value: int
    priority: int | None = None
    by: Label | None = None
    on: date | None = None
    theme: Label | None = None
    evidence: str = ""


@dataclass
class SheetsRead:
    """All that a file gave; it piles up while sheets are read, hence a state.

    Attributes:
        file: Its name, without its folder.
        sheets: Names of the sheets that were read.
        problems: What is wrong, cell by cell; ``column`` holds the cell.
    """

    file: str
    sheets: list[str] = field(default_factory=list)
    found: list[FoundAssertion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, error: ReseauError) -> None:
        """Note a problem at a cell."""
        self.problems.append(Problem(self.file, None, place, error))


@dataclass(frozen=True, slots=True)
class _Heading:
    """What stands above a matrix: who rates, when, on what."""

    by: Label | None = None
    on: date | None = None
    theme: Label | None = None


def read_assertions(path: str) -> SheetsRead:
    """Read every sheet of a workbook, or a CSV file.

    Returns:
        What was found and what is wrong; nothing should be written when anything is.

    Raises:
        FileRefusedError: It cannot be read, or holds no such table.
    """
    given = Path(path)
    read = SheetsRead(given.name or path)
    data = content(given, file=read.file)
    if workbooks.is_workbook(data, file=read.file):
        for name in workbooks.sheet_names(data, file=read.file):
            if folded(name) in INSTRUCTIONS:
                continue
            try:
                _read(read_table(given, sheet=name), name, read)
            except refusals.EmptyFileError:
                continue
    else:
        _read(read_table(given), "", read)
    if not read.sheets and not read.problems:
        raise NoMatrixError(file=read.file)
    return read


def _read(table: Table, sheet: str, read: SheetsRead) -> None:
    """Read one sheet: what stands above, then a list or a matrix."""
    rows = list(table.rows)
    heading, rest = _heading(rows, sheet, read)
    if not rest:
        return
    header = [_text(it) for it in rest[0].cells]
    places = long_list(header)
    if places is not None:
        read.sheets.append(sheet)
        for row in rest[1:]:
            _read_line(row, places, heading, sheet=sheet, read=read)
        return
    labels = [it for it in header[1:] if it]
    if len(rest) > 1 and labels:
        read.sheets.append(sheet)
        _read_matrix(rest, heading, sheet=sheet, read=read)


def _heading(
    rows: Sequence[Row], sheet: str, read: SheetsRead
) -> tuple[_Heading, list[Row]]:
    """Read the lines above the table: a word, and its value beside it."""
    by: Label | None = None
    on: date | None = None
    theme: Label | None = None
    for position, row in enumerate(rows):
        name, value = _meaning(row)
        place = _place(sheet, row.number, 1)
        if name is None:
            return _Heading(by, on, theme), list(rows[position:])
        text = _text(value)
        if name == "by" and text:
            by = Label(text, place)
        elif name == "theme" and text:
            theme = Label(text, place)
        elif name == "on" and text:
            on = _date(value, place, read)
    return _Heading(by, on, theme), []


def _meaning(row: Row) -> tuple[str | None, Cell]:
    """Tell what a line above the table gives; None for the table itself."""
    held = [it for it in row.cells if _text(it)]
    if not held or len(held) > 2 or held[0] != row.cells[0]:  # noqa: PLR2004  # A pair.
        return None, ""
    first = folded(_text(held[0]))
    for name in ("by", "on", "theme"):
        if first in HEADINGS[name]:
            return name, row.cells[1] if len(row.cells) > 1 else ""
    return None, ""


def _read_matrix(
    rows: Sequence[Row], heading: _Heading, *, sheet: str, read: SheetsRead
) -> None:
    """Read a matrix, the row on the column."""
    top = rows[0]
    columns = {
        i: Label(_text(it), _place(sheet, top.number, i))
        for i, it in enumerate(top.cells)
        if i and _text(it)
    }
    lines = [(row, Label(_text(row.cells[0]), _place(sheet, row.number, 0)))
             for row in rows[1:] if _text(row.cells[0])]  # fmt: skip
    firsts = [label for _row, label in lines]
    for label in (*_repeated(firsts), *_repeated(list(columns.values()))):
        read.wrong(label.place, RepeatedLabelError(name=label.text))
    influence = _is_influence(top, firsts, list(columns.values()), sheet=sheet)
    for row, first in lines:
        for i, second in columns.items():
            cell = _text(row.cells[i]) if i < len(row.cells) else ""
            place = _place(sheet, row.number, i)
            value = _value(
                cell, (first, second), influence=influence, place=place, read=read
            )
            if value is not None:
                read.found.append(
                    FoundAssertion(
                        influence=influence, place=place, first=first, second=second,
                        value=value, by=heading.by, on=heading.on, theme=heading.theme,
                    )
                )  # fmt: skip


def _is_influence(
    top: Row, firsts: Sequence[Label], seconds: Sequence[Label], *, sheet: str
) -> bool:
    """Tell a matrix of influences from one of positions."""
    corner = f"{folded(_text(top.cells[0]))} {folded(sheet)}"
    if "objecti" in corner or "position" in corner:
        return False
    if "influence" in corner:
        return True
    same = {folded(it.text) for it in firsts} & {folded(it.text) for it in seconds}
    return bool(same)


def _value(
    cell: str, pair: tuple[Label, Label], *, influence: bool, place: str,
    read: SheetsRead,
) -> int | None:  # fmt: skip
    """Read the value of a cell; None for no rating, or for a problem that is noted."""
    if folded(cell) in EMPTY or cell in EMPTY:
        return None
    try:
        if influence and folded(pair[0].text) == folded(pair[1].text):
            if cell == "0":
                return None
            raise OwnInfluenceError(text=cell)
        return _number(cell, influence=influence)
    except ReseauError as error:
        read.wrong(place, error)
        return None


def _number(cell: str, *, influence: bool) -> int:
    if influence:
        return scales.in_scale(cell, scales.STRENGTHS, what=N_("The strength"))
    return scales.in_scale(cell, scales.STANCES, what=N_("The stance"))


def _read_line(
    row: Row, places: Places, heading: _Heading, *, sheet: str, read: SheetsRead
) -> None:
    """Read one assertion of a list."""
    at = places.columns

    def label(name: str) -> Label | None:
        text = cell(name)
        return Label(text, _place(sheet, row.number, at[name])) if text else None

    def cell(name: str) -> str:
        i = at.get(name)
        return "" if i is None or i >= len(row.cells) else _text(row.cells[i])

    first = label("source" if places.influence else "actor")
    second = label("target" if places.influence else "objective")
    name = "strength" if places.influence else "stance"
    place = _place(sheet, row.number, at[name])
    if first is None or second is None:
        read.wrong(place, MissingCellError())
        return
    value = _value(
        cell(name), (first, second), influence=places.influence, place=place, read=read
    )
    if value is None:
        return
    on = heading.on
    if cell("on"):
        on = _date(row.cells[at["on"]], _place(sheet, row.number, at["on"]), read)
    read.found.append(
        FoundAssertion(
            influence=places.influence, place=place, first=first, second=second,
            value=value, priority=_priority(cell("priority"), place, read),
            by=label("by") or heading.by, on=on,
            theme=label("theme") or heading.theme, evidence=cell("evidence"),
        )
    )  # fmt: skip


class MissingCellError(UsageError):
    """A row of a list does not say who."""

    message = N_("Somebody is missing on this row. Complete it, or remove it.")


def _priority(text: str, place: str, read: SheetsRead) -> int | None:
    if folded(text) in EMPTY:
        return None
    try:
        return scales.in_scale(text, scales.PRIORITIES, what=N_("The priority"))
    except ReseauError as error:
        read.wrong(place, error)
        return None


def _date(cell: Cell, place: str, read: SheetsRead) -> date | None:
    try:
        return read_date(cell, order="auto").first
    except ReseauError as error:
        read.wrong(place, error)
        return None


def _repeated(labels: Sequence[Label]) -> Iterator[Label]:
    seen: set[str] = set()
    for it in labels:
        if folded(it.text) in seen:
            yield it
        seen.add(folded(it.text))


def _text(cell: Cell) -> str:
    return cleaned(text_of(cell))


def _place(sheet: str, row: int, column: int) -> str:
    """Name a cell as a spreadsheet does: Influence!C5."""
    cell = f"{column_letters(column + 1)}{row}"
    return f"{sheet}!{cell}" if sheet else cell
