"""Print outcomes: the list, and everything known of one."""

from collections.abc import Sequence

from reseau.cli import cards, output
from reseau.cli.cycle.cycle_words import named, one, with_hidden
from reseau.cli.lists import print_list
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.cycle.outcome_cards import OutcomeCard, OutcomeLine, Said


def print_outcomes(found: Sequence[OutcomeLine], *, form: output.Format) -> None:
    """Print outcomes, one a line."""
    total = ngettext("{n} outcome", "{n} outcomes", len(found)).format(n=len(found))
    empty = _("No outcome. “reseau outcome add” adds one.")
    if form is not output.Format.TABLE:
        print_list(found, [], of=OutcomeLine, form=form, empty=empty, total=total)
        return
    columns = [
        output.Column("number", "#", right=True),
        output.Column("happened_on", _("when")),
        output.Column("who", _("who changed")),
        output.Column("what", _("what")),
        output.Column("standing", _("confirmed")),
        output.Column("strategies", _("strategies")),
    ]
    rows: list[dict[str, output.Cell]] = [
        {
            "number": it.number,
            "happened_on": it.happened_on,
            "who": with_hidden(it.who, it.hidden),
            "what": it.what,
            "standing": it.standing.label(),
            "strategies": ", ".join(it.strategies),
        }
        for it in found
    ]
    output.rows(columns, rows, form=form, empty=empty)
    if found:
        output.note(total)


def print_outcome(card: OutcomeCard, *, form: output.Format) -> None:
    """Print an outcome's card: the change, what helped, who confirms it."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"#{card.number} {card.what}")
    output.pairs(
        [
            (_("who changed"), named(card.who)),
            (_("when"), formats.full_date(card.happened_on)),
            (_("where"), card.territory or ""),
            (_("themes"), ", ".join(card.themes)),
            (_("why it matters"), card.significance or ""),
            (_("our contribution"), card.contribution),
            (_("others who helped"), named(card.contributors)),
            (_("what else helped"), card.others or ""),
            (_("evidence"), card.evidence or _("none was noted")),
            (_("confirmed"), card.standing.label()),
            (_("noted on"), formats.full_date(card.noted_on)),
        ]
    )
    cards.section(_("Who says so"), [_said(it) for it in card.substantiations])
    cards.section(
        _("Markers it answers"),
        [
            cards.labelled(f"#{it.number} {it.level.label()}", it.sign)
            for it in card.markers
        ],
    )
    cards.section(_("Strategies it comes of"), card.strategies)


def _said(it: Said) -> str:
    by = it.source or "" if it.by is None else one(it.by)
    text = cards.dated(by, it.degree.label(), formats.full_date(it.stated_on))
    return f"{text}. {it.note}" if it.note else text
