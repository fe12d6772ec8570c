"""Print everything known of one committee."""

from typing import TYPE_CHECKING

from reseau.cli import cards, output, team_only
from reseau.i18n import formats, ngettext
from reseau.i18n import gettext as _
from reseau.usecases.governance.committee_cards import CommitteeCard, Seat

if TYPE_CHECKING:
    from reseau.usecases.governance.decision_lists import DecisionLine
    from reseau.usecases.governance.decision_rules import RuleLine
    from reseau.usecases.governance.mandates import MandateLine
    from reseau.usecases.governance.reserved_seats import SectorLine
    from reseau.usecases.governance.spokespersons import SpeakingLine


def print_committee(
    card: CommitteeCard, *, form: output.Format, dated: bool = False
) -> None:
    """Print a committee's card: what it is, how it governs itself, what it did.

    Args:
        card: The card.
        form: How to print.
        dated: Whether the day it stands for is said.
    """
    if not cards.printed_as_data(card, form):
        _print(card, dated=dated)
    team_only.note_card(card)


def _print(card: CommitteeCard, *, dated: bool) -> None:
    output.heading(f"{card.name} ({card.slug})")
    as_of = formats.full_date(card.as_of) if dated else ""
    output.pairs(
        [
            (_("as on"), as_of),
            (_("kind"), card.kind.label()),
            (_("mandate"), card.mandate or ""),
            (_("under"), card.parent or ""),
            (_("committees under it"), ", ".join(card.committees)),
            (_("territory"), card.territory or ""),
            (_("dates"), cards.span(card.started_on, card.ended_on)),
        ]
    )
    _governance(card)
    cards.section(_("Members"), [_seat(it) for it in card.members])
    cards.section(_("Former members"), [_seat(it) for it in card.former])
    cards.section(_("Decisions"), [_decision(it) for it in card.decisions])
    cards.interactions(card.interactions)


def _governance(card: CommitteeCard) -> None:
    """Print mandates, rules, seats for sectors, who may speak, and what is missing."""
    from reseau.cli.governance_words import gap_words

    found = card.governance
    cards.section(_("Mandates"), [_mandate(it) for it in found.mandates])
    cards.section(_("How it decides"), [_rule(it) for it in found.rules])
    seats = [_kept(it) for it in found.seats.lines]
    if seats and found.seats.elsewhere:
        text = ngettext(
            "{n} member of another sector", "{n} members of other sectors",
            found.seats.elsewhere,
        )  # fmt: skip
        seats.append(text.format(n=formats.number(found.seats.elsewhere)))
    if seats and found.seats.unknown:
        text = ngettext(
            "{n} member whose sector is not known",
            "{n} members whose sector is not known",
            found.seats.unknown,
        )
        seats.append(text.format(n=formats.number(found.seats.unknown)))
    cards.section(_("Seats for sectors"), seats)
    speaking = [_speaking(it) for it in found.speakers.lines]
    if found.speakers.hidden:
        text = _("{n} who may not be shown")
        speaking.append(text.format(n=formats.number(found.speakers.hidden)))
    cards.section(_("May speak for it"), speaking)
    cards.section(_("To settle"), [gap_words(it, named=False) for it in found.gaps])


def _mandate(it: "MandateLine") -> str:
    detail = _("over") if it.over else ""
    text = (it.text or _("mandate")).rstrip(".")
    return cards.dated(f"#{it.number} {text}", detail, cards.span(it.since, it.until))


def _rule(it: "RuleLine") -> str:
    from reseau.cli.actors.committee_rules import quorum_words

    quorum = quorum_words(it)
    detail = _("quorum: {quorum}").format(quorum=quorum) if quorum else ""
    said = cards.dated(it.rule.label(), detail, cards.span(it.since, it.until))
    return f"#{it.number} {said}"


def _kept(it: "SectorLine") -> str:
    from reseau.cli.actors.committee_reserved import filled, who

    names = who(it)
    text = cards.labelled(it.sector, filled(it))
    if it.expired and it.until:
        text = _("{text}, expired on {day}").format(
            text=text, day=formats.full_date(it.until)
        )
    elif it.until:
        text = cards.dated(text, "", cards.span(None, it.until))
    return f"{text} — {names}" if names else text


def _speaking(it: "SpeakingLine") -> str:
    detail = it.theme or _("everything")
    return cards.dated(it.name, detail, cards.span(it.since, it.until))


def _decision(it: "DecisionLine") -> str:
    state = ""
    if it.replaced_by:
        state = _("replaced by #{n}").format(n=it.replaced_by)
    elif it.open:
        text = ngettext("{n} thing to do", "{n} things to do", it.open)
        state = text.format(n=formats.number(it.open))
    day = formats.full_date(it.decided_on)
    return cards.dated(f"#{it.number} {day} {it.title}", state, "")


def _seat(seat: Seat) -> str:
    """Write a seat: who, as what, for whom, from when to when."""
    detail = seat.role.label()
    if seat.on_behalf_of is not None:
        detail = _("{role}, on behalf of {organization}").format(
            role=detail, organization=seat.on_behalf_of
        )
    return cards.dated(seat.name, detail, cards.span(seat.since, seat.until))
