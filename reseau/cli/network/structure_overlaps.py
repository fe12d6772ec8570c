"""Print who does the same thing in the same place."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.structure_frame import (
    WHY_LINE,
    frame_json,
    listed,
    print_frame,
    print_why,
    why,
)
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.overlaps import Overlap, Overlaps

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
