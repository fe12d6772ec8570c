"""Print everything known of one theme."""

from reseau.cli import cards, output
from reseau.i18n import gettext as _
from reseau.i18n import language, ngettext
from reseau.usecases.vocabulary.theme_lists import ThemeCard


def print_theme(card: ThemeCard, *, form: output.Format) -> None:
    """Print a theme's card, in both languages."""
    if cards.printed_as_data(card, form):
        return
    output.heading(f"{card.fr if language() == 'fr' else card.en} ({card.slug})")
    output.pairs(
        [
            (_("in French"), card.fr),
            (_("other labels in French"), ", ".join(card.other_fr)),
            (_("in English"), card.en),
            (_("other labels in English"), ", ".join(card.other_en)),
            (_("broader"), card.broader or ""),
            (_("narrower"), ", ".join(card.narrower)),
            (_("related"), ", ".join(card.related)),
            (_("same concept elsewhere"), card.exact_match or ""),
            (_("note"), card.note or ""),
            (_("interactions"), _activity(card)),
        ]
    )
    cards.section(
        _("Who knows it"),
        [
            cards.dated(it.name, it.level.label() if it.level else "", "")
            for it in card.knowers
        ],
    )
    cards.interactions(card.interactions)


def _activity(card: ThemeCard) -> str:
    own = ngettext("{n} interaction", "{n} interactions", card.interactions.total)
    said = own.format(n=card.interactions.total)
    if card.with_narrower == card.interactions.total:
        return said
    return _("{own}; {n} with the narrower themes").format(
        own=said, n=card.with_narrower
    )
