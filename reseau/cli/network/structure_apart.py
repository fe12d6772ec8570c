"""Print those who stand apart, and since when."""

from collections import Counter
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.network.mobilization_words import silent_log
from reseau.cli.network.structure_frame import (
    WHY_ACTOR,
    frame_json,
    print_frame,
    print_why,
    why,
)
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.network.apart import ApartList

_REASONS = {
    "never": N_("never seen"),
    "alone": N_("seen, always alone"),
    "represented": N_("seen through their people only"),
    "silent": N_("silent"),
    "outside": N_("seen, but not here"),
}


def print_apart(found: "ApartList", *, form: output.Format, limit: int) -> None:
    """Print who is tied to nobody or silent, the most recent silence first."""
    rows: list[dict[str, output.Cell]] = [
        {
            "actor": it.slug,
            "name": it.name,
            "kind": it.kind.value,
            "why": it.why.value,
            "last": it.last,
            "days": it.days,
            "interactions": it.interactions,
            "tied": it.tied,
        }
        for it in found.lines
    ]
    if form is output.Format.JSON:
        output.data(
            {
                **frame_json(found.frame, None, weighted=False),
                "silent_days": found.silent_days,
                "everybody": found.everybody,
                "logged_until": found.logged_until,
                "apart": [
                    {**it, "command": f"reseau actor show {it['actor']}"} for it in rows
                ],
            }
        )
        return
    if form is output.Format.CSV:
        names = (
            "actor", "name", "kind", "why", "last", "days", "interactions", "tied"
        )  # fmt: skip
        output.rows([output.Column(it, it) for it in names], rows, form=form, empty="")
        return
    output.heading(_("Isolated and silent actors"))
    _print_apart(found, limit=limit)
    print_frame(found.frame, weighted=False)


def _print_apart(found: "ApartList", *, limit: int) -> None:
    if not found.lines:
        output.line(_("Nobody: all are tied, and were seen lately."))
        return
    _print_counts(found)
    columns = [
        output.Column("name", _("actor")),
        output.Column("why", _("why")),
        output.Column("last", _("last seen")),
        output.Column("interactions", _("times"), right=True),
    ]
    shown: list[dict[str, output.Cell]] = [
        {
            "name": it.name,
            "why": _(_REASONS[it.why.value]),
            "last": "" if it.last is None else formats.full_date(it.last),
            "interactions": it.interactions,
        }
        for it in found.lines[:limit]
    ]
    output.rows(columns, shown, form=output.Format.TABLE, empty="")
    rest = len(found.lines) - limit
    if rest > 0:
        more = ngettext("… and {n} other", "… and {n} others", rest)
        output.line("  " + more.format(n=formats.number(rest)))
    output.line(
        _(
            "Silent: not seen for {n} days. Last seen and times are of the whole log "
            "until the as-of day."
        ).format(n=formats.number(found.silent_days))
    )
    for sentence in silent_log(found.logged_until, found.as_of):
        output.line(sentence)
    print_why([why(WHY_ACTOR, one=found.lines[0].slug)])


def _print_counts(found: "ApartList") -> None:
    """Say how many stand apart, and why."""
    counts = Counter(it.why.value for it in found.lines)
    parts = [
        _("{reason}: {n}").format(reason=_(text), n=formats.number(counts[code]))
        for code, text in _REASONS.items()
        if counts[code]
    ]
    text = ngettext(
        "{n} actor of {every} stands apart ({parts}).",
        "{n} actors of {every} stand apart ({parts}).",
        len(found.lines),
    )
    output.line(
        text.format(
            n=formats.number(len(found.lines)),
            every=formats.number(found.everybody),
            parts=", ".join(parts),
        )
    )
