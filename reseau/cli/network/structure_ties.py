"""Print the ties that chance does not explain."""

from typing import TYPE_CHECKING

from reseau.cli import output, words
from reseau.cli.network.structure_frame import (
    WHY_TIE,
    doubted,
    frame_json,
    print_frame,
    print_why,
    why,
)
from reseau.errors import UsageError
from reseau.i18n import N_, formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.analysis.backbone.backbone import Correction
    from reseau.usecases.network.backbone import Backbone

_TINY = 1e-4


class NotAChanceError(UsageError):
    """A chance is not between 0 and 1."""

    message = N_("“{text}” is not a chance above 0 and at most 1, such as 0.05.")


def read_alpha(text: str) -> float:
    """Read ``--alpha``, with a point or a comma.

    Raises:
        NotAChanceError: It is not above 0 and at most 1.
    """
    try:
        found = float(text.replace(",", "."))
    except ValueError as error:
        raise NotAChanceError(text=text) from error
    if not 0 < found <= 1:
        raise NotAChanceError(text=text)
    return found


def read_correction(text: str | None) -> "Correction | None":
    """Read ``--correction``."""
    from reseau.analysis.backbone.backbone import CORRECTIONS

    if text is None:
        return None
    match words.one_of(text, CORRECTIONS, option="--correction"):
        case "holm":
            return "holm"
        case "bh":
            return "bh"
        case _:
            return "none"


def print_backbone(found: "Backbone", *, form: output.Format, limit: int) -> None:
    """Print the ties that stand out, the least likely first."""
    if form is output.Format.JSON:
        output.data(backbone_json(found))
        return
    if form is output.Format.CSV:
        names = ("first", "first_name", "second", "second_name", "count", "weight", "p")
        columns = [output.Column(it, it) for it in names]
        output.rows(columns, _tie_rows(found), form=form, empty="")
        return
    output.heading(_("Ties that chance does not explain"))
    if not doubted(found.frame, found.doubt):
        _print_ties(found, limit=limit)
        output.line()
        for sentence in _backbone_method(found):
            output.line(sentence)
        print_why(
            why(WHY_TIE, one=it.first.slug, other=it.second.slug)
            for it in found.kept[:1]
        )
    print_frame(found.frame, weighted=found.method == "disparity")


def _print_ties(found: "Backbone", *, limit: int) -> None:
    text = ngettext(
        "{n} tie of {every} stands out, among {actors} actors.",
        "{n} ties of {every} stand out, among {actors} actors.",
        len(found.kept),
    )
    output.line(
        text.format(
            n=formats.number(len(found.kept)),
            every=formats.number(found.ties),
            actors=formats.number(found.actors),
        )
    )
    if not found.kept:
        return
    columns = [
        output.Column("first", _("actor")),
        output.Column("second", _("with")),
        output.Column("count", _("times"), right=True),
        output.Column("p", _("chance"), right=True),
    ]
    shown: list[dict[str, output.Cell]] = [
        {
            "first": it.first.name,
            "second": it.second.name,
            "count": it.count,
            "p": _chance(it.p),
        }
        for it in found.kept[:limit]
    ]
    output.rows(columns, shown, form=output.Format.TABLE, empty="")
    rest = len(found.kept) - limit
    if rest > 0:
        more = ngettext("… and {n} other tie", "… and {n} other ties", rest)
        output.line("  " + more.format(n=formats.number(rest)))


def _chance(p: float) -> str:
    if p < _TINY:
        return _("below {p}").format(p=formats.number(_TINY, decimals=4))
    return formats.number(p, decimals=4)


def _backbone_method(found: "Backbone") -> list[str]:
    """Say how likely ties were measured, in words."""
    alpha = formats.number(found.alpha, decimals=3)
    if found.method == "sdsm":
        first = _(
            "Each actor is supposed to go to as many interactions as it did, and each "
            "interaction to draw as many, otherwise at random; the chance is that of "
            "being together as often or more (SDSM, exact; {events} interactions with "
            "company, each counting once, faded by nothing)."
        ).format(events=formats.number(found.events))
    else:
        first = _(
            "The chance is that of a tie weighing as much if each actor shared its "
            "weight at random among its ties (disparity filter)."
        )
    return [first, _correction(found), _("Kept: chances below {p}.").format(p=alpha)]


def _correction(found: "Backbone") -> str:
    n = formats.number(found.tests)
    if found.correction == "holm":
        return _("Corrected for the {n} pairs looked at (Holm).").format(n=n)
    if found.correction == "bh":
        return _(
            "Corrected for the {n} pairs looked at (Benjamini–Hochberg): among the "
            "ties kept, false ones are as rare as the limit."
        ).format(n=n)
    return _(
        "Not corrected for the {n} pairs looked at: some ties are kept by chance alone."
    ).format(n=n)


def _tie_rows(found: "Backbone") -> list[dict[str, output.Cell]]:
    return [
        {
            "first": it.first.slug,
            "first_name": it.first.name,
            "second": it.second.slug,
            "second_name": it.second.name,
            "count": it.count,
            "weight": it.weight,
            "p": it.p,
        }
        for it in found.kept
    ]


def backbone_json(found: "Backbone") -> dict[str, object]:
    """Give the backbone as JSON takes it."""
    return {
        **frame_json(found.frame, found.doubt, weighted=found.method == "disparity"),
        "method": found.method,
        "exact": True,
        "alpha": found.alpha,
        "correction": found.correction,
        "pairs_tested": found.tests,
        "interactions_with_company": found.events,
        "actors_kept": found.actors,
        "ties_kept": len(found.kept),
        "backbone": [
            {
                **row,
                "raw_p": it.raw_p,
                "why": f"reseau network why {it.first.slug} {it.second.slug}",
            }
            for row, it in zip(_tie_rows(found), found.kept, strict=True)
        ],
    }
