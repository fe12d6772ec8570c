"""Print everything known of one actor."""

from reseau.cli import cards, output, team_only
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeRole,
    ConsentState,
    PartnerStatus,
    Purpose,
)
from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.usecases.actors.actor_cards import ActorCard


def print_actor(card: ActorCard, *, form: output.Format) -> None:
    """Print an actor's card, and say whether it is for the team alone."""
    if not cards.printed_as_data(card, form):
        _print(card)
    team_only.note_card(card)


def _print(card: ActorCard) -> None:
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("as on"), formats.full_date(card.as_of) if card.as_of else ""),
            (_("kind"), card.kind.label()),
            (_("told apart by"), card.apart),
            (_("sector"), card.sector or ""),
            (_("other names"), ", ".join(card.aliases)),
            (_("territories"), ", ".join(card.territories)),
            (_("themes"), ", ".join(card.expertises)),
            (_("may be shown to"), card.diffusion.label()),
            (_("notes"), card.notes or ""),
        ]
    )
    cards.section(_("Changes"), _changes(card))
    cards.section(_("Contact"), [
        cards.labelled(it.kind.label(), f"{it.value} ({it.nature.label()})")
        for it in card.contacts
    ])  # fmt: skip
    cards.section(_("Consents"), _consents(card))
    _ties(card)
    cards.section(
        _("Last interactions (of {n})").format(n=card.interactions),
        [
            cards.labelled(
                f"#{it.number} {formats.full_date(it.held_on)}",
                cards.dated(it.title, it.role.label(), ""),
            )
            for it in card.last
        ],
    )


def _consents(card: ActorCard) -> list[str]:
    """Tell the last word on each purpose, on what day, and who said it."""
    lines = []
    for it in card.consents:
        day = formats.full_date(it.stated_on)
        said = _("{said} on {day}, by {who}").format(
            said=ConsentState(it.state).label(), day=day, who=it.by
        )
        lines.append(cards.labelled(Purpose(it.purpose).label(), said))
    return lines


def _changes(card: ActorCard) -> list[str]:
    """Tell what an organization comes from, was called, became: “since … : …”."""
    story = card.story
    lines = [
        _("before: {name} ({kind}), until {day}").format(
            name=it.name, kind=it.kind.label(), day=formats.full_date(it.on)
        )
        for it in story.before
    ]
    for old in reversed(story.names):
        when = cards.span(old.since, old.until)
        lines.append(_("called {name} {when}").format(name=old.name, when=when))
    for it in story.after:
        when = _("since {since}").format(since=formats.full_date(it.on))
        text = _("{name} ({kind})").format(name=it.name, kind=it.kind.label())
        lines.append(cards.labelled(when, text))
    if story.ended_on is not None and not story.after:
        day = formats.full_date(story.ended_on)
        lines.append(_("over since {day}").format(day=day))
    return lines


def _ties(card: ActorCard) -> None:
    """Print what binds the actor to others, with its dates."""
    is_person = card.kind is ActorKind.PERSON
    for title, lines in (
        (
            _("Partnership"),
            [(PartnerStatus(it.what).label(), "", it) for it in card.partnerships],
        ),
        (
            _("Roles") if is_person else _("People"),
            [(it.what, it.detail, it) for it in card.roles],
        ),
        (
            _("Seats"),
            [(it.what, CommitteeRole(it.detail).label(), it) for it in card.seats],
        ),
        (_("Collaborations"), [(it.what, "", it) for it in card.collaborations]),
    ):
        cards.section(
            title,
            [
                cards.dated(what, detail, cards.span(it.since, it.until))
                for what, detail, it in lines
            ],
        )
