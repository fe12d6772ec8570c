"""Print everything known of one committee."""

from reseau.cli import cards, output
from reseau.i18n import gettext as _
from reseau.usecases.committee_cards import CommitteeCard, Seat


def print_committee(card: CommitteeCard, *, form: output.Format) -> None:
    """Print a committee's card, its seats first."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("kind"), card.kind.label()),
            (_("mandate"), card.mandate or ""),
            (_("under"), card.parent or ""),
            (_("committees under it"), ", ".join(card.committees)),
            (_("territory"), card.territory or ""),
            (_("dates"), cards.span(card.started_on, card.ended_on)),
        ]
    )
    cards.section(_("Members"), [_seat(it) for it in card.members])
    cards.section(_("Former members"), [_seat(it) for it in card.former])
    cards.interactions(card.interactions)


def _seat(seat: Seat) -> str:
    """Write a seat: who, as what, for whom, from when to when."""
    detail = seat.role.label()
    if seat.on_behalf_of is not None:
        detail = _("{role}, on behalf of {organization}").format(
            role=detail, organization=seat.on_behalf_of
        )
    return cards.dated(seat.name, detail, cards.span(seat.since, seat.until))
