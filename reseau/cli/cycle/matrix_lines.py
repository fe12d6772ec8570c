"""Print the lines behind a cell of the matrix."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.cycle.matrix_table import effort, heading, matrix_json, named
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.domain.matrix import Action
    from reseau.usecases.cycle.matrix import Filled, Matrix, Wanted

_FIELDS = (
    "kind", "number", "on", "title", "function", "carrier", "function_inferred",
    "carrier_inferred", "present", "minutes",
)  # fmt: skip


def print_lines(
    found: "Matrix", wanted: "Wanted", *, form: output.Format, limit: int
) -> None:
    """Print the actions of some cells, the newest first.

    Args:
        found: The matrix.
        wanted: Which cells.
        form: How to print.
        limit: How many lines a person reads; 0 for all. Programs get all of them.
    """
    lines = _within(found.filled, wanted)
    if form is output.Format.JSON:
        opened = {"lines": [_plain(it) for it in lines]}
        if found.against is not None:
            opened["against_lines"] = [
                _plain(it) for it in _within(found.against, wanted)
            ]
        output.data(matrix_json(found) | opened)
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _FIELDS]
        output.rows(columns, [_plain(it) for it in lines], form=form, empty="")
        return
    heading(found.filled)
    _cells(found.filled, wanted)
    _table(lines, limit)
    if found.against is not None:
        heading(found.against)
        _cells(found.against, wanted)
        _table(_within(found.against, wanted), limit)


def _within(filled: "Filled", wanted: "Wanted") -> "list[Action]":
    return [it for it in reversed(filled.actions) if wanted.holds(it.place)]


def _cells(filled: "Filled", wanted: "Wanted") -> None:
    for place, cell in filled.cells.items():
        if wanted.holds(place):
            text = _("{cell}: {n}")
            if cell.timed or cell.untimed:
                text = _("{cell}: {n}; effort: {effort}")
            output.line(
                text.format(
                    cell=named(place), n=_actions(cell.count), effort=effort(cell)
                )
            )


def _actions(number: int) -> str:
    if not number:
        return _("no action")
    return ngettext("{n} action", "{n} actions", number).format(
        n=formats.number(number)
    )


def _table(lines: "Sequence[Action]", limit: int) -> None:
    shown = lines[: limit or None]
    rows: list[dict[str, output.Cell]] = [
        {
            "on": it.on, "kind": it.kind.label(), "number": it.key, "title": it.title,
            "cell": named(it.place), "said": _said(it), "present": it.present or None,
            "minutes": it.minutes,
        }
        for it in shown
    ]  # fmt: skip
    columns = [
        output.Column("on", _("day")),
        output.Column("kind", _("kind")),
        output.Column("number", "#", right=True),
        output.Column("title", _("title")),
        output.Column("cell", _("cell")),
        output.Column("said", _("inferred")),
        output.Column("present", _("present"), right=True),
        output.Column("minutes", _("minutes"), right=True),
    ]
    if len({it.place for it in lines}) == 1:  # It is said above.
        columns = [it for it in columns if it.key != "cell"]
    columns = [
        it
        for it in columns
        if it.key not in {"present", "minutes"} or any(row[it.key] for row in rows)
    ]
    output.rows(columns, rows, form=output.Format.TABLE, empty=_("No line."))
    if len(shown) < len(lines):
        output.note(
            _("{shown} of {n} lines; --limit shows more").format(
                shown=formats.number(len(shown)), n=formats.number(len(lines))
            )
        )


def _said(it: "Action") -> str:
    parts = []
    if not it.function_said:
        parts.append(_("function"))
    if not it.carrier_said:
        parts.append(_("carrier"))
    return ", ".join(parts) or _("no")


def _plain(it: "Action") -> dict[str, output.Cell]:
    return {
        "kind": it.kind.value, "number": it.key, "on": it.on, "title": it.title,
        "function": it.function.value, "carrier": it.carrier.value,
        "function_inferred": not it.function_said,
        "carrier_inferred": not it.carrier_said, "present": it.present,
        "minutes": it.minutes,
    }  # fmt: skip
