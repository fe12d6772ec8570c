"""What is missing in how committees govern themselves, in words."""

from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reseau.usecases.governance.governance import GovernanceGap


def gap_words(it: "GovernanceGap", *, named: bool = True) -> str:
    """Say what is missing, and the command that settles it.

    Args:
        it: What is missing.
        named: Whether the committee is named first.
    """
    text = _sentence(it)
    return _("{what}: {text}").format(what=it.name, text=text) if named else text


def _sentence(it: "GovernanceGap") -> str:
    from reseau.usecases.governance.governance import Gap

    day = formats.full_date(it.since) if it.since else ""
    match it.gap:
        case Gap.NO_MANDATE:
            return _("no mandate (reseau committee mandate add {slug})").format(
                slug=it.slug
            )
        case Gap.MANDATE_ENDED:
            return _(
                "mandate ended on {day}, still active (reseau committee mandate renew "
                "{slug})"
            ).format(day=day, slug=it.slug)
        case Gap.NO_CHAIR:
            return _(
                "no chair (reseau committee join {slug} NAME --role chair)"
            ).format(slug=it.slug)
        case Gap.NO_RULE:
            return _("no decision rule (reseau committee rule add {slug} RULE)").format(
                slug=it.slug
            )
        case _:
            return _counted(it, day=day)


def _counted(it: "GovernanceGap", *, day: str) -> str:
    from reseau.usecases.governance.governance import Gap

    n = it.number or 0
    match it.gap:
        case Gap.VACANT:
            text = ngettext(
                "{n} vacant seat for the sector {sector}",
                "{n} vacant seats for the sector {sector}",
                n,
            )
        case Gap.SEATS_EXPIRED:
            text = ngettext(
                "{n} seat for the sector {sector} expired on {day}",
                "{n} seats for the sector {sector} expired on {day}",
                n,
            )
        case Gap.ENDED_WITH_SEATS:
            text = ngettext(
                "over since {day}, and {n} seat is still open",
                "over since {day}, and {n} seats are still open",
                n,
            )
        case _:
            text = ngettext(
                "over since {day}, and {n} line comes after (role, seat, meeting)",
                "over since {day}, and {n} lines come after (roles, seats, meetings)",
                n,
            )
    said = text.format(n=formats.number(n), sector=it.detail, day=day)
    return (
        said
        if it.gap is not Gap.AFTER_THE_END or not it.detail
        else _("{text}; became {names}").format(text=said, names=it.detail)
    )


def print_gaps(gaps: "Sequence[GovernanceGap]") -> None:
    """Print what is missing, one thing a line; nothing when nothing is."""
    if not gaps:
        return
    output.line(_("Governance"))
    for it in gaps:
        output.line(f"  {output.safe(gap_words(it))}", hang=2)
