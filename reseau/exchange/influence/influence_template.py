"""Write the workbook of a workshop: blank matrices, one sheet per assessor."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from reseau.domain import scales
from reseau.domain.names import folded
from reseau.i18n import gettext as _

Cell = tuple[int, int]

_LONGEST = 31  # Of a sheet's name, in Excel.
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDTH = 14  # Of a column, in characters.
_NAMES = 34  # Of that of the names.
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Form:
    """What one assessor fills in.

    Attributes:
        name: Of the assessor; empty when the person writes it in.
        label: How the import recognizes the assessor: the name, or “@” and the code.
        strengths: What is filled in already: row and column, from 0, to the strength.
        stances: Likewise, on the objectives.
    """

    name: str
    label: str
    strengths: Mapping[Cell, int] = field(default_factory=dict)
    stances: Mapping[Cell, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to fill in.

    Attributes:
        actors: Labels of the actors, as the import recognizes them.
        objectives: Names of the objectives.
        forms: One per assessor.
        theme: What it is about; empty for all.
        day: Of the workshop.
    """

    actors: Sequence[str]
    objectives: Sequence[str]
    forms: Sequence[Form]
    theme: str
    day: date


def template_workbook(template: Template) -> bytes:
    """Write the workbook, in the reader's language; give its bytes.

    Names are written as text, so that no spreadsheet takes one for a formula. Cells
    take only the numbers of their scale.
    """
    import xlsxwriter  # noqa: PLC0415  # Heavy: only when a workbook is written.

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False}
    )
    # The same content gives the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001  # No zone there.
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "label": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF4",
                                 "border": 1, "align": "center", "valign": "top"}),
        "row": book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF4",
                                "border": 1}),
        "cell": book.add_format({"border": 1, "align": "center"}),
        "none": book.add_format({"border": 1, "bg_color": "#BFBFBF"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }  # fmt: skip
    _write_instructions(book.add_worksheet(_("Instructions")), template, styles)
    used = {folded(_("Instructions"))}
    for form in template.forms:
        sheet = book.add_worksheet(_sheet_name(_("Influence"), form.name, used))
        _write_influences(sheet, template, form, styles)
        if template.objectives:
            sheet = book.add_worksheet(_sheet_name(_("Positions"), form.name, used))
            _write_positions(sheet, template, form, styles)
    book.close()
    return buffer.getvalue()


def _sheet_name(kind: str, name: str, used: set[str]) -> str:
    """Name a sheet within what Excel takes, each once."""
    whole = " ".join(f"{kind} {name}".translate(_FORBIDDEN).split())
    candidate, number = whole[:_LONGEST].strip(), 1
    while folded(candidate) in used:
        number += 1
        end = f" {number}"
        candidate = whole[: _LONGEST - len(end)].strip() + end
    used.add(folded(candidate))
    return candidate


def _write_instructions(
    sheet: Any, template: Template, styles: Mapping[str, Any]
) -> None:
    """Say how to fill the sheets in, in the reader's language."""
    lines = [
        _("Fill in the sheet that bears your name."),
        _("Influence: how much the actor of the row can act on that of the column."),
        *_strengths(),
        _("Leave a cell empty when you do not know: that is not a 0."),
        _("The grey cells stay empty: nobody influences itself."),
    ]
    if template.objectives:
        lines += [
            _("Positions: what each actor wants of each objective."),
            _stances(),
        ]
    lines.append(
        _("Leave the names and the first lines as they are, and send the file back.")
    )
    sheet.set_column(0, 0, 90, styles["text"])
    sheet.write_string(0, 0, _("Who influences whom"), styles["title"])
    for i, line in enumerate(lines, start=2):
        sheet.write_string(i, 0, line, styles["text"])


def _strengths() -> list[str]:
    """Say what each strength means."""
    return [
        _("0: not at all."),
        _("1: on how it works from day to day."),
        _("2: on the success of its projects."),
        _("3: on the accomplishment of its mission."),
        _("4: on its very existence."),
    ]


def _stances() -> str:
    """Say what the ends of the scale of stances mean."""
    return _("+4: for it with all its means; 0: neutral; −4: against, likewise.")


def _write_legend(sheet: Any, template: Template, lines: Sequence[str]) -> None:
    """Write what the numbers mean, under the matrix: labels without cells."""
    for i, line in enumerate(lines, start=_TOP + len(template.actors) + 2):
        sheet.write_string(i, 0, line)


def _height(names: Sequence[str], width: int) -> float:
    """Give a row the height of its longest name, once wrapped; in points."""
    lines = max((-(-len(it) // (width - 2)) + 1 for it in names), default=1)
    return 15.0 * min(lines, _MOST_LINES)


def _write_top(
    sheet: Any, template: Template, form: Form, styles: Mapping[str, Any], corner: str
) -> None:
    """Write who fills in, on what, when, and the corner of the matrix."""
    sheet.set_column(0, 0, _NAMES)
    for i, (name, value) in enumerate(
        ((_("Assessor"), form.label), (_("Theme"), template.theme))
    ):
        sheet.write_string(i, 0, name, styles["label"])
        sheet.write_string(i, 1, value)
    sheet.write_string(2, 0, _("Date"), styles["label"])
    day = template.day
    sheet.write_datetime(2, 1, datetime(day.year, day.month, day.day), styles["date"])  # noqa: DTZ001  # A day has no zone.
    sheet.write_string(_TOP, 0, corner, styles["head"])
    for i, name in enumerate(template.actors, start=_TOP + 1):
        wrapped = len(name) > _NAMES - 2
        sheet.set_row(i, _height([name], _NAMES) if wrapped else 18)
        sheet.write_string(i, 0, name, styles["row"])
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


_TOP = 4


def _write_influences(
    sheet: Any, template: Template, form: Form, styles: Mapping[str, Any]
) -> None:
    """Write the matrix of influences; the diagonal is grey."""
    _write_top(sheet, template, form, styles, _("Influence of the row on the column"))
    _write_cells(
        sheet, (len(template.actors), template.actors), form.strengths,
        styles=styles, scale=scales.STRENGTHS,
    )  # fmt: skip
    for i in range(len(template.actors)):
        sheet.write_blank(_TOP + 1 + i, i + 1, None, styles["none"])
    _write_legend(sheet, template, _strengths())


def _write_positions(
    sheet: Any, template: Template, form: Form, styles: Mapping[str, Any]
) -> None:
    """Write the matrix of positions."""
    _write_top(sheet, template, form, styles, _("Actor; objectives beside"))
    _write_cells(
        sheet, (len(template.actors), template.objectives), form.stances,
        styles=styles, scale=scales.STANCES,
    )  # fmt: skip
    _write_legend(sheet, template, [_stances()])


def _write_cells(
    sheet: Any, size: tuple[int, Sequence[str]], filled: Mapping[Cell, int], *,
    styles: Mapping[str, Any], scale: range,
) -> None:  # fmt: skip
    """Write the titles of the columns and the cells, which take one scale only."""
    rows, columns = size
    sheet.set_row(_TOP, _height(columns, _WIDTH))
    for j, name in enumerate(columns):
        sheet.write_string(_TOP, j + 1, name, styles["head"])
    sheet.set_column(1, len(columns), _WIDTH)
    asked = _("A whole number from {least} to {most}, or nothing.").format(
        least=scale[0], most=scale[-1]
    )
    for i in range(rows):
        for j in range(len(columns)):
            place = _TOP + 1 + i, j + 1
            if (i, j) in filled:
                sheet.write_number(*place, filled[i, j], styles["cell"])
            else:
                sheet.write_blank(*place, None, styles["cell"])
    if rows and columns:
        sheet.data_validation(
            _TOP + 1, 1, _TOP + rows, len(columns),
            {
                "validate": "integer", "criteria": "between", "minimum": scale[0],
                "maximum": scale[-1], "ignore_blank": True,
                "error_title": _("Out of scale"), "error_message": asked,
            },
        )  # fmt: skip
