"""Print what is left of the network without the staff."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.structure_frame import (
    WHY_TIE,
    frame_json,
    people,
    print_frame,
    print_why,
    why,
)
from reseau.cli.network.structure_players import whole_json
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.positions.wholeness import Wholeness
    from reseau.usecases.network.autonomy import Autonomy


def print_autonomy(found: "Autonomy", *, form: output.Format, limit: int) -> None:
    """Print the network with and without those removed, side by side."""
    if form is output.Format.JSON:
        output.data(autonomy_json(found))
        return
    if form is output.Format.CSV:
        columns = [
            output.Column(it, it)
            for it in ("figure", "whole", "without", "interactions_without")
        ]
        output.rows(columns, _side_rows(found), form=form, empty="")
        return
    output.heading(_("Autonomy: the network without the collective’s own staff"))
    if found.without is None:
        output.line(
            _(
                "No staff team is recorded for that day: nothing is removed. Record it "
                "with “reseau committee add Staff --kind staff”, then “reseau "
                "committee join”; or name who to remove: --without."
            )
        )
    else:
        _print_sides(found, limit=limit)
    print_frame(found.frame, weighted=False)


def _print_sides(found: "Autonomy", *, limit: int) -> None:
    if not found.staff_known:
        output.line(_("No staff team is recorded for that day."))
    names = people(found.removed, limit=limit)
    if found.removed:
        output.line(_("Removed: {names}.").format(names=names))
    else:
        output.line(_("Nobody who would be removed is in this network."))
    columns = [
        output.Column("figure", ""),
        output.Column("whole", _("with"), right=True),
        output.Column("without", _("without them"), right=True),
    ]
    if found.alone is not None:
        columns.append(output.Column("alone", _("where they were not"), right=True))
    sides = [_side(it) for it in (found.whole, found.without, found.alone)]
    rows: list[dict[str, output.Cell]] = [
        {"figure": name, "whole": one, "without": two, "alone": three}
        for name, one, two, three in zip(_figures(), *sides, strict=True)
    ]
    output.rows(columns, rows, form=output.Format.TABLE, empty="")
    _print_meanings(found)
    _print_isolated(found, limit=limit)


def _print_meanings(found: "Autonomy") -> None:
    """Say what the columns mean."""
    output.line(
        _(
            "Without them: they and their ties are removed, the ties of the others "
            "stay as they are."
        )
    )
    if found.alone is not None:
        attended = ngettext(
            "Where they were not: only the ties made where none of them was; one of "
            "them was at {n} interaction of {every} ({share}).",
            "Where they were not: only the ties made where none of them was; one of "
            "them was at {n} interactions of {every} ({share}).",
            found.attended,
        )
        share = found.attended / found.interactions if found.interactions else 0
        output.line(
            attended.format(
                n=formats.number(found.attended),
                every=formats.number(found.interactions),
                share=formats.percent(share, decimals=0),
            )
        )


def _print_isolated(found: "Autonomy", *, limit: int) -> None:
    if not found.isolated:
        output.line(_("Nobody would lose every tie."))
        return
    text = ngettext(
        "{n} actor would lose every tie:",
        "{n} actors would lose every tie:",
        len(found.isolated),
    )
    output.line(text.format(n=formats.number(len(found.isolated))))
    output.line("  " + people(found.isolated, limit=limit))
    one, other = found.isolated[0], found.removed[0]
    print_why([why(WHY_TIE, one=one.slug, other=other.slug)])


def _figures() -> list[str]:
    return [
        _("actors"),
        _("ties"),
        _("actors without a tie"),
        _("sets of two or more that hold together"),
        _("actors in the largest"),
        _("pairs that some way links"),
        _("nearness, 0 to 1"),
    ]


def _side(found: "Wholeness | None") -> list[str]:
    if found is None:
        return ["–"] * len(_figures())
    return [
        formats.number(found.actors),
        formats.number(found.ties),
        formats.number(found.isolates),
        formats.number(found.components),
        formats.number(found.largest),
        "–" if found.linked is None else formats.percent(found.linked),
        "–" if found.nearness is None else formats.number(found.nearness, decimals=3),
    ]


def _side_rows(found: "Autonomy") -> list[dict[str, output.Cell]]:
    sides = [
        {} if it is None else whole_json(it)
        for it in (found.whole, found.without, found.alone)
    ]
    names = whole_json(found.whole)
    rows: list[dict[str, output.Cell]] = []
    for name in names:
        cells = [it.get(name) for it in sides]
        values = [it if isinstance(it, int | float) else None for it in cells]
        keys = ("whole", "without", "interactions_without")
        rows.append({"figure": name, **dict(zip(keys, values, strict=True))})
    return rows


def autonomy_json(found: "Autonomy") -> dict[str, object]:
    """Give both sides as JSON takes them."""
    return {
        **frame_json(found.frame, None, weighted=False, faded=True),
        "staff_recorded": found.staff_known,
        "removed": [it.slug for it in found.removed],
        "removed_names": [it.name for it in found.removed],
        "whole": whole_json(found.whole),
        "without": None if found.without is None else whole_json(found.without),
        "interactions_without": None
        if found.alone is None
        else whole_json(found.alone),
        "interactions_attended": found.attended,
        "would_be_isolated": [it.slug for it in found.isolated],
        "would_be_isolated_names": [it.name for it in found.isolated],
    }
