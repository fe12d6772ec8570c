"""Print the 3 × 3: counts, effort, empty cells in words, and what is inferred."""

from datetime import timedelta
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.domain.vocabulary import Carrier, Function
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from reseau.domain.matrix import Cell, Place
    from reseau.domain.periods import Period
    from reseau.usecases.cycle.matrix import Filled, Matrix

_ALIKE = 0.95  # Of two lengths, the shorter part that still is as long.

RULES = (
    N_(
        "Function: what a working committee does is analysis; an event is strategic "
        "dissemination; every other interaction, and every signal, is watch and "
        "mobilization."
    ),
    N_(
        "Carrier of an interaction, by the committee that met: the advisory group, the "
        "staff team, and for any other committee the members."
    ),
    N_(
        "Carrier of an interaction of no committee: the staff when somebody of the "
        "staff team was there; else the members when somebody was who sits in a "
        "committee that day; else the staff, who keeps the log."
    ),
    N_(
        "Carrier of a signal: the members, when somebody brought it who is not of the "
        "staff alone; else the staff."
    ),
    N_(
        "Products are analysis, conferences and videos aside; these, strategies and "
        "missions are strategic dissemination. The staff carries them, and the members "
        "a strategy for which somebody has pledged."
    ),
    N_(
        "What somebody said always wins: --function and --carrier of “reseau log” and "
        "of “reseau interaction edit”."
    ),
)


def print_matrix(found: "Matrix", *, form: output.Format) -> None:
    """Print the matrix, alone or beside that of another period."""
    if form is output.Format.JSON:
        output.data(matrix_json(found))
        return
    if form is output.Format.CSV:
        columns = [output.Column(it, it) for it in _CSV]
        output.rows(columns, list(_csv_rows(found)), form=form, empty="")
        return
    heading(found.filled)
    if found.against is not None:
        against = _("Beside it: {period}. In each cell, that period, then this one.")
        output.line(against.format(period=days(found.against)))
    _table(_("Actions"), found, _count)
    _table(_("Person-hours"), found, _hours)
    for sentence in sentences(found.filled):
        output.line(sentence)
    for sentence in _beside(found):
        output.line(sentence)


def heading(filled: "Filled") -> None:
    """Print the title and the days looked at."""
    output.heading(_("The matrix: function × carrier"))
    output.line(_("Period: {period}.").format(period=days(filled)))


def days(filled: "Filled") -> str:
    """Write the days looked at, from the first that has something when none is said."""
    since = filled.period.since or filled.first
    last = _last(filled.period)
    if since is None or last is None or since > last:
        return _("nothing is dated in it")
    return _("from {since} to {until}").format(
        since=formats.full_date(since), until=formats.full_date(last)
    )


def _last(period: "Period") -> "date | None":
    return None if period.until is None else period.until - timedelta(days=1)


def _table(title: str, found: "Matrix", write: "Callable[[Cell], str]") -> None:
    """Draw the nine cells; of two periods, the earlier one first."""

    def cell(place: "Place") -> str:
        now = write(found.filled.cells[place])
        if found.against is None:
            return now
        before = found.against.cells[place]
        then = write(before)
        empty = then == now == _("nothing")
        return now if empty else f"{then} → {now}"

    columns = [
        output.Column("function", title),
        *(output.Column(it.value, it.label()) for it in Carrier),
    ]
    rows = [
        {
            "function": function.label(),
            **{it.value: cell((function, it)) for it in Carrier},
        }
        for function in Function
    ]
    output.rows(columns, rows, form=output.Format.TABLE, empty="")


def _count(cell: "Cell") -> str:
    if not cell.count:
        return _("nothing")
    text = formats.number(cell.count)
    if cell.inferred == cell.count:
        return f"{text}*"
    return f"{text} ({formats.number(cell.inferred)}*)" if cell.inferred else text


def effort(cell: "Cell") -> str:
    """Write what a cell took: person-hours where known, presences otherwise."""
    return _effort(cell, _("{n} person-hours"))


def _hours(cell: "Cell") -> str:
    """Write likewise, under a title that says the unit."""
    return _effort(cell, "{n}")


def _effort(cell: "Cell", unit: str) -> str:
    parts = []
    if cell.timed:
        hours = formats.number(cell.hours, decimals=0 if cell.hours >= 10 else 1)  # noqa: PLR2004  # Two digits are enough.
        parts.append(unit.format(n=hours))
    if cell.untimed:
        parts.append(
            ngettext("{n} presence", "{n} presences", cell.presences).format(
                n=formats.number(cell.presences)
            )
        )
    return " + ".join(parts) or _("nothing")


def sentences(filled: "Filled") -> "Iterator[str]":
    """Say what the figures rest on, which cells are empty, and what is missing."""
    total = filled.total
    if not total.count:
        yield _("Nothing was done in that period that anybody logged.")
    else:
        yield _("Counted: {kinds}.").format(kinds=_kinds(filled))
        yield from _empty(filled)
        yield from _effort_sentences(filled)
    if total.inferred:
        yield ngettext(
            "{n} of {all} action has an inferred cell (*): nobody said its function or "
            "its carrier. --explain gives the rules.",
            "{n} of {all} actions have an inferred cell (*): nobody said their "
            "function or their carrier. --explain gives the rules.",
            total.inferred,
        ).format(n=formats.number(total.inferred), all=formats.number(total.count))
    if filled.planned:
        yield ngettext(
            "{n} action is planned after today: it is not counted.",
            "{n} actions are planned after today: they are not counted.",
            filled.planned,
        ).format(n=formats.number(filled.planned))
    yield _("What nobody logged is not seen.")


def _beside(found: "Matrix") -> "Iterator[str]":
    """Say what the other period rests on, and whether the two are as long."""
    if found.against is None:
        return
    total = found.against.total
    if total.count:
        yield _("Period beside: {kinds}; {n} of {all} inferred.").format(
            kinds=_kinds(found.against),
            n=formats.number(total.inferred),
            all=formats.number(total.count),
        )
    before, now = _length(found.against), _length(found.filled)
    if before and now and not _ALIKE <= before / now <= 1 / _ALIKE:
        yield _(
            "The two are not as long, {before} days and {now}: numbers grow with days."
        ).format(before=formats.number(before), now=formats.number(now))


def _length(filled: "Filled") -> int:
    """Count the days looked at, from the first that has something when none is said."""
    since, last = filled.period.since or filled.first, _last(filled.period)
    return 0 if since is None or last is None else max(0, (last - since).days + 1)


def _empty(filled: "Filled") -> "Iterator[str]":
    """Say in words what is empty: whole rows and columns first, then single cells."""
    empty = {place for place, cell in filled.cells.items() if not cell.count}
    rows = [it for it in Function if all((it, of) in empty for of in Carrier)]
    columns = [it for it in Carrier if all((of, it) in empty for of in Function)]
    if rows:
        yield _("Nobody did any: {functions}.").format(
            functions=", ".join(it.label() for it in rows)
        )
    if columns:
        yield _("Nothing was carried by: {carriers}.").format(
            carriers=", ".join(it.label() for it in columns)
        )
    alone = [
        place
        for place in filled.cells
        if place in empty and place[0] not in rows and place[1] not in columns
    ]
    if alone:
        yield _("Empty: {cells}.").format(cells=", ".join(map(named, alone)))


def named(place: "Place") -> str:
    """Name a cell in words."""
    return f"{place[0].label()} × {place[1].label()}"


def _kinds(filled: "Filled") -> str:
    from reseau.store.past.dependents import counted

    return ", ".join(
        counted(kind.value, number)
        for kind, number in sorted(filled.total.kinds.items())
    )


def _effort_sentences(filled: "Filled") -> "Iterator[str]":
    total = filled.total
    if total.timed:
        yield ngettext(
            "{n} interaction has a known length: its effort is in person-hours, the "
            "length times those present.",
            "{n} interactions have a known length: their effort is in person-hours, "
            "the length times those present.",
            total.timed,
        ).format(n=formats.number(total.timed))
    if total.untimed:
        yield ngettext(
            "{n} interaction has no known length: its presences are counted instead.",
            "{n} interactions have no known length: their presences are counted "
            "instead.",
            total.untimed,
        ).format(n=formats.number(total.untimed))


def print_rules() -> None:
    """Print how function and carrier are inferred."""
    output.line()
    output.line(_("How a cell is inferred"))
    for rule in RULES:
        output.line(f"  {_(rule)}")


_CSV = (
    "period", "function", "carrier", "count", "inferred", "person_hours", "timed",
    "presences", "untimed", "first", "last",
)  # fmt: skip


def _csv_rows(found: "Matrix") -> "Iterator[dict[str, output.Cell]]":
    both = (("this", found.filled), ("against", found.against))
    for name, filled in both:
        if filled is not None:
            for place, cell in filled.cells.items():
                yield {"period": name, **_where(place), **_figures(cell)}


def matrix_json(found: "Matrix") -> dict[str, object]:
    """Give the matrix as JSON takes it; names are a promise."""
    return {
        **filled_json(found.filled),
        "as_of": found.today,
        "against": None if found.against is None else filled_json(found.against),
    }


def filled_json(filled: "Filled") -> dict[str, object]:
    """Give one period's nine cells, and what they rest on."""
    return {
        "period": {"since": filled.period.since, "until": _last(filled.period)},
        "first": filled.first,
        "last": filled.last,
        "n": {kind.value: n for kind, n in sorted(filled.total.kinds.items())},
        "cells": [cell_json(cell, it) for it, cell in filled.cells.items()],
        "total": cell_json(filled.total, None),
        "missing": {
            "planned": filled.planned,
            "without_length": filled.total.untimed,
            "inferred": filled.total.inferred,
        },
    }


def cell_json(cell: "Cell", place: "Place | None") -> dict[str, object]:
    """Give one cell; the total of all has no place."""
    where = {} if place is None else _where(place)
    kinds = {kind.value: n for kind, n in sorted(cell.kinds.items())}
    return {**where, **_figures(cell), "kinds": kinds}


def _where(place: "Place") -> dict[str, output.Cell]:
    return {"function": place[0].value, "carrier": place[1].value}


def _figures(cell: "Cell") -> dict[str, output.Cell]:
    return {
        "count": cell.count,
        "inferred": cell.inferred,
        "person_hours": round(cell.hours, 4),
        "timed": cell.timed,
        "presences": cell.presences,
        "untimed": cell.untimed,
        "first": cell.first,
        "last": cell.last,
    }
