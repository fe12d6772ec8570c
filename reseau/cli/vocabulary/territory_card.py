"""Print everything known of one territory."""

from reseau.cli import cards, output
from reseau.i18n import gettext as _
from reseau.usecases.vocabulary.territory_lists import TerritoryCard


def print_territory(card: TerritoryCard, *, form: output.Format) -> None:
    """Print a territory's card, with whose data it comes from."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("kind"), card.kind.label()),
            (_("official code"), card.code or ""),
            (_("part of"), card.parent or ""),
            (_("parts"), ", ".join(card.parts)),
            (_("committees"), ", ".join(card.committees)),
            (_("boundaries"), _("yes") if card.has_shape else _("no")),
            (_("source"), card.attribution or ""),
        ]
    )
    cards.section(
        _("Actors active there"),
        [
            cards.dated(it.name, "" if it.territory == card.name else it.territory, "")
            for it in card.actors
        ],
    )
    cards.interactions(card.interactions)
