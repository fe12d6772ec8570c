"""Print everything known of one record."""

from dataclasses import asdict

from reseau.cli import output
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeRole,
    ContactKind,
    Nature,
    PartnerStatus,
)
from reseau.i18n import formats
from reseau.i18n import gettext as _
from reseau.usecases.actor_cards import ActorCard, Dated


def span(dated: Dated) -> str:
    """Write a period in words; an open end says so."""
    since = formats.full_date(dated.since) if dated.since else None
    until = formats.full_date(dated.until) if dated.until else None
    if since and until:
        return _("from {since} to {until}").format(since=since, until=until)
    if since:
        return _("since {since}").format(since=since)
    return _("until {until}").format(until=until) if until else ""


def _dated(what: str, detail: str, when: str) -> str:
    described = f"{what} ({detail})" if detail else what
    return f"{described}, {when}" if when else described


def print_actor(card: ActorCard, *, form: output.Format) -> None:
    """Print an actor's card; JSON and CSV give the same as JSON."""
    if form is not output.Format.TABLE:
        output.data(asdict(card))
        return
    kind = ActorKind(card.kind)
    output.heading(f"{card.name} ({card.slug})")
    output.pairs(
        [
            (_("kind"), kind.label()),
            (_("told apart by"), card.apart),
            (_("sector"), card.sector or ""),
            (_("other names"), ", ".join(card.aliases)),
            (_("territories"), ", ".join(card.territories)),
            (_("themes"), ", ".join(card.expertises)),
            (_("may be shown to"), card.diffusion.label()),
            (_("notes"), card.notes or ""),
        ]
    )
    _section(_("Contact"), [
        f"{ContactKind(kind).label()}: {value} ({Nature(nature).label()})"
        for kind, value, nature, _origin in card.contacts
    ])  # fmt: skip
    _section(
        _("Partnership"),
        [
            _dated(PartnerStatus(it.what).label(), "", span(it))
            for it in card.partnerships
        ],
    )
    roles = _("Roles") if kind is ActorKind.PERSON else _("People")
    _section(roles, [_dated(it.what, it.detail, span(it)) for it in card.roles])
    _section(
        _("Seats"),
        [
            _dated(it.what, CommitteeRole(it.detail).label(), span(it))
            for it in card.seats
        ],
    )
    _section(
        _("Collaborations"),
        [_dated(it.what, "", span(it)) for it in card.collaborations],
    )
    _section(
        _("Last interactions (of {n})").format(n=card.interactions),
        [
            f"#{it.number}  {formats.full_date(it.held_on)}  "
            f"{it.title} ({it.role.label()})"
            for it in card.last
        ],
    )


def _section(title: str, lines: list[str]) -> None:
    if lines:
        output.line()
        output.line(title)
        for text in lines:
            output.line(f"  {output.safe(text)}")
