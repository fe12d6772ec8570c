"""Print who does the same thing, and what is left without the staff."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.structure_frame import (
    WHY_LINE,
    frame_json,
    listed,
    people,
    print_frame,
    print_why,
    why,
)
from reseau.cli.structure_players import whole_json
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.wholeness import Wholeness
    from reseau.usecases.autonomy import Autonomy
    from reseau.usecases.overlaps import Overlap, Overlaps

_NAMES = 6


def print_overlaps(found: "Overlaps", *, form: output.Format, limit: int) -> None:
    """Print what several organizations do, that with most pairs apart first."""
    if form is output.Format.JSON:
        output.data(overlaps_json(found))
        return
    if form is output.Format.CSV:
        names = (
            "theme", "territory", "function", "actor", "name", "interactions", "last",
            "pairs", "apart",
        )  # fmt: skip
        columns = [output.Column(it, it) for it in names]
        output.rows(columns, _doer_rows(found), form=form, empty="")
        return
    output.heading(_("Same theme, same place, same purpose"))
    if not found.overlaps:
        output.line(_none(found))
    for it in found.overlaps[:limit]:
        _print_overlap(it)
    rest = len(found.overlaps) - limit
    if rest > 0:
        more = ngettext("… and {n} other overlap", "… and {n} other overlaps", rest)
        output.line(more.format(n=formats.number(rest)))
    output.line()
    _print_limits(found)
    print_why(why(WHY_LINE, number=it.doers[0].lines[-1]) for it in found.overlaps[:1])
    print_frame(found.frame, weighted=False)


def _none(found: "Overlaps") -> str:
    if not found.with_theme:
        return _(
            "No interaction of an organization has a theme here: overlaps cannot be "
            "seen. “reseau interaction edit” gives a line its themes."
        )
    return _("No theme has two organizations in the same place for the same purpose.")


def _print_overlap(it: "Overlap") -> None:
    where = it.territory_name or _("place not said")
    what = it.function.label() if it.function else _("purpose not said")
    output.line(f"{output.safe(it.theme_label)} — {output.safe(where)} — {what}")
    named = [
        _("{name} ({n})").format(
            name=doer.actor.name, n=formats.number(len(doer.lines))
        )
        for doer in it.doers
    ]
    output.line("   " + listed(named, limit=_NAMES))
    text = ngettext(
        "{apart} of {n} pair never at the same interaction",
        "{apart} of {n} pairs never at the same interaction",
        it.pairs,
    )
    output.line(
        "   " + text.format(apart=formats.number(it.apart), n=formats.number(it.pairs))
    )


def _print_limits(found: "Overlaps") -> None:
    output.line(
        _(
            "A number beside a name is that of its interactions as host, organizer or "
            "speaker; when nobody has such a role, of those it took part in."
        )
    )
    output.line(
        _(
            "An overlap is a question to ask, not a fault: those who meet may be "
            "working together; those who never do may be doing the same thing twice."
        )
    )
    gaps = (
        (
            found.without_territory,
            ngettext(
                "{n} interaction of {every} with a theme does not say where.",
                "{n} interactions of {every} with a theme do not say where.",
                found.without_territory,
            ),
        ),
        (
            found.without_function,
            ngettext(
                "{n} interaction of {every} with a theme does not say what for.",
                "{n} interactions of {every} with a theme do not say what for.",
                found.without_function,
            ),
        ),
    )
    for n, text in gaps:
        if n:
            output.line(
                text.format(n=formats.number(n), every=formats.number(found.with_theme))
            )


def _doer_rows(found: "Overlaps") -> list[dict[str, output.Cell]]:
    return [
        {
            "theme": it.theme,
            "territory": it.territory,
            "function": None if it.function is None else it.function.value,
            "actor": doer.actor.slug,
            "name": doer.actor.name,
            "interactions": len(doer.lines),
            "last": doer.last,
            "pairs": it.pairs,
            "apart": it.apart,
        }
        for it in found.overlaps
        for doer in it.doers
    ]


def overlaps_json(found: "Overlaps") -> dict[str, object]:
    """Give the overlaps as JSON takes them."""
    return {
        **frame_json(found.frame, None, weighted=False),
        "with_theme": found.with_theme,
        "without_territory": found.without_territory,
        "without_function": found.without_function,
        "overlaps": [
            {
                "theme": it.theme,
                "territory": it.territory,
                "function": None if it.function is None else it.function.value,
                "pairs": it.pairs,
                "pairs_apart": it.apart,
                "actors": [
                    {
                        "actor": doer.actor.slug,
                        "name": doer.actor.name,
                        "interactions": list(doer.lines),
                        "last": doer.last,
                    }
                    for doer in it.doers
                ],
            }
            for it in found.overlaps
        ],
    }


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
    output.line(_("Removed: {names}.").format(names=names))
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
    _print_isolated(found, limit=limit)


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
    print_why([why("reseau network why {one} {other}", one=one.slug, other=other.slug)])


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
