"""Print everything known of one interaction."""

from reseau.cli import cards, output, team_only
from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import Precision
from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.usecases.log.echo import duration
from reseau.usecases.log.interaction_cards import (
    ImportedFrom,
    InteractionCard,
    Part,
    Promise,
)


def print_interaction(card: InteractionCard, *, form: output.Format) -> None:
    """Print an interaction's card, and say whether it is for the team alone."""
    if not cards.printed_as_data(card, form):
        _print(card)
    team_only.note_card(card)


def _print(card: InteractionCard) -> None:
    output.heading(f"#{card.number} {card.title}")
    output.pairs(
        [
            (_("when"), when(card)),
            (_("kind"), card.kind.label()),
            (_("duration"), "" if card.minutes is None else duration(card.minutes)),
            (_("place"), card.place or ""),
            (_("committee"), card.committee or ""),
            (_("themes"), ", ".join(card.themes)),
            (_("territories"), ", ".join(card.territories)),
            (_("function"), _axis(card.function, inferred=card.function_inferred)),
            (_("carrier"), _axis(card.carrier, inferred=card.carrier_inferred)),
            (_("source"), "" if card.source is None else _source(card.source)),
            (_("added"), formats.full_moment(card.added_at)),
        ]
    )
    cards.section(_("Participants"), [_part(it) for it in card.participants])
    cards.section(_("Follow-ups"), [_promise(it) for it in card.follow_ups])
    cards.section(_("Notes"), (card.notes or "").splitlines())


def _axis(word: Word | None, *, inferred: bool) -> str:
    """Write one axis of the matrix; what nobody said is shown as inferred."""
    said = "" if word is None else word.label()
    return _("{word} (inferred)").format(word=said) if inferred else said


def when(card: InteractionCard) -> str:
    """Write when an interaction was, no finer than it is known."""
    said = cards.day(card.held_on, card.precision)
    if card.starts_at is not None and card.precision is Precision.MINUTE:
        said = formats.full_moment(card.starts_at)
    elif card.starts_at is not None and card.precision is Precision.HALF_DAY:
        said = cards.half_day(said, card.starts_at.time())
    if card.ended_on is None or card.ended_on == card.held_on:
        return said
    return _("from {since} to {until}").format(
        since=said, until=formats.full_date(card.ended_on)
    )


def _source(source: ImportedFrom) -> str:
    return cards.dated(source.name, source.attribution or "", source.line or "")


def _part(part: Part) -> str:
    """Write who took part, as what, for whom, and who brought them."""
    said = cards.dated(part.name, part.role.label(), "")
    if part.on_behalf_of is not None:
        said = _("{who}, on behalf of {organization}").format(
            who=said, organization=part.on_behalf_of
        )
    if part.brought_by is not None:
        said = _("{who}, brought by {other}").format(who=said, other=part.brought_by)
    return said


def _promise(promise: Promise) -> str:
    """Write what was promised, by whom, by when, and whether it is done."""
    said = cards.dated(promise.what, promise.who or "", "")
    if promise.done_on is not None:
        return _("{what}: done on {day}").format(
            what=said, day=formats.full_date(promise.done_on)
        )
    if promise.due_on is not None:
        return _("{what}: due on {day}").format(
            what=said, day=formats.full_date(promise.due_on)
        )
    return said
