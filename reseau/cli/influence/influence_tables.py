"""Print tables of influences: actors are numbered, so that columns stay narrow."""

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.influence.assessors import Assessor
    from reseau.usecases.influence.influence_view import InfluenceView

Write = Callable[[float], str]

_SHOWN = 8
_MARGIN = 3  # Around the column of names.
_GAP = 3  # Between two columns.


def number(value: float, decimals: int = 1) -> str:
    """Write a number, whole ones without decimals."""
    near = round(value, decimals)
    return formats.number(near, decimals=0 if near == int(near) else decimals)


def grid(
    rows: Sequence[str],
    values: Sequence[Sequence[str]],
    *,
    columns: Sequence[str],
    first: str,
    totals: Sequence[str] | None = None,
) -> None:
    """Print numbered rows under short column titles.

    On a screen too narrow for all the columns, they come in several tables.

    Args:
        rows: Names of the rows.
        values: Their cells, already written.
        columns: Titles of the columns.
        first: Title of the column of names.
        totals: Cells of a last row, which sums up.
    """
    names = [f"{i}. {name}" for i, name in enumerate(rows, start=1)]
    lines = list(zip(names, values, strict=True))
    if totals is not None:
        lines.append((_("total"), totals))
    widths = [
        max(len(it) for it in (title, *(cells[j] for _name, cells in lines)))
        for j, title in enumerate(columns)
    ]
    left = max((len(name) for name, _cells in lines), default=0)
    for part in _parts(widths, left=left):
        titles = [output.Column("name", first)]
        titles += [output.Column(f"c{j}", columns[j], right=True) for j in part]
        shown = [_line(name, cells) for name, cells in lines]
        output.rows(titles, shown, form=output.Format.TABLE, empty="")


def _parts(widths: Sequence[int], *, left: int) -> list[range]:
    """Cut columns so that each part fits on the screen; one part elsewhere."""
    if not sys.stdout.isatty():
        return [range(len(widths))]
    room = shutil.get_terminal_size().columns - left - _MARGIN
    parts, start, used = [], 0, 0
    for j, width in enumerate(widths):
        if j > start and used + width + _GAP > room:
            parts.append(range(start, j))
            start, used = j, 0
        used += width + _GAP
    return [*parts, range(start, len(widths))]


def _line(name: str, cells: Sequence[str]) -> dict[str, output.Cell]:
    return {"name": name, **{f"c{j}": it for j, it in enumerate(cells)}}


def square(
    names: Sequence[str], values: Sequence[Sequence[float]], *, title: str,
    write: Write = number, diagonal: bool = False,
) -> None:  # fmt: skip
    """Print a table of actors by actors."""
    output.line()
    output.line(title)
    cells = [
        ["·" if i == j and not diagonal else write(it) for j, it in enumerate(row)]
        for i, row in enumerate(values)
    ]
    grid(names, cells, columns=numbers(len(names)), first=_("actor"))


def numbers(count: int) -> list[str]:
    """Number columns from 1."""
    return [str(it) for it in range(1, count + 1)]


def sentences(said: Sequence[str]) -> None:
    """Print sentences, one a line; empty ones are left out."""
    for it in said:
        if it:
            output.line(output.safe(it))


def basis(found: "InfluenceView") -> None:
    """Print what the figures rest on, and what is missing."""
    from reseau.usecases.influence import influence_facts

    output.line()
    sentences(influence_facts.basis(found))
    sentences(influence_facts.missing(found))


def disagreements(found: "InfluenceView") -> None:
    """Print where assessors differ, the widest gaps first."""
    if len(found.assessors) < 2:  # noqa: PLR2004  # One does not differ from itself.
        return
    from reseau.usecases.influence.assertions import signed

    actor = {it.key: it.name for it in found.actors}
    aim = {it.key: it.name for it in found.objectives}
    pairs = [
        (f"{actor[one]} → {actor[other]}", said_by(found, by))
        for (one, other), by in found.influences.disagreements()
    ]
    stances = [
        (
            f"{actor[one]}, {formats.quoted(aim[other])}",
            said_by(found, by, write=signed),
        )
        for (one, other), by in found.positions.disagreements()
    ]
    output.line()
    if not pairs:
        output.line(_("The assessors agree on every pair that several of them rated."))
    _differences(pairs, _("Where they differ, the widest gaps first:"))
    _differences(stances, _("Where they differ on stances:"))


def _differences(lines: Sequence[tuple[str, str]], title: str) -> None:
    """Print the first differences under a title; nothing when there is none."""
    if lines:
        output.line(title)
    for place, said in lines[:_SHOWN]:
        text = _("  {place}: {said}")
        output.line(text.format(place=output.safe(place), said=said))
    if len(lines) > _SHOWN:
        rest = _("  … and {n} others; “--format json” gives them all.")
        output.line(rest.format(n=len(lines) - _SHOWN))


def said_by(
    found: "InfluenceView", by: "dict[Assessor, int]", *, write: Write = str
) -> str:
    """Write what each assessor says of one cell."""
    who = {it.key: it.name for it in found.assessors}
    return output.safe(
        ", ".join(f"{who[key]} {write(value)}" for key, value in by.items())
    )
