"""What is held on a person, table by table, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind
from reseau.i18n import formats, language
from reseau.i18n import gettext as _
from reseau.publish.dossier import DossierTable
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Consent,
    FollowUp,
    Influence,
    Interaction,
    Membership,
    Need,
    NeedExpert,
    Participation,
    Position,
    PrivacyRequest,
    Signal,
    Spokesperson,
)
from reseau.store.past.dependents import noun
from reseau.store.privacy.departures import departures
from reseau.usecases.actors.consents import said_by
from reseau.usecases.privacy.dossier_texts import Redaction, mentions


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose tables are made.

    Attributes:
        people: The person, with the records merged into theirs.
        hide: What hides everybody else.
    """

    session: Session
    people: Sequence[Actor]
    hide: Redaction

    @property
    def keys(self) -> list[int]:
        """Give the keys of all the person's records."""
        return [it.key for it in self.people]

    def who(self, actor: Actor | None) -> str:
        """Name an organization or the person; anybody else stays unnamed."""
        if actor is None:
            return ""
        if actor.kind is ActorKind.PERSON and actor.key not in self.keys:
            return _("another person")
        return actor.name


def tables(asked: Asked) -> Iterator[DossierTable]:
    """Give what is held on a person, in the order in which it is read."""
    for make in (
        _identity, _contacts, _roles, _seats, _speaking, _expertise, _ties, _positions,
        _interactions, _follow_ups, _signals, _needs, _mentions, _consents, _requests,
        _departures,
    ):  # fmt: skip
        yield make(asked)


def _table(
    title: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> DossierTable:
    return DossierTable(title, tuple(columns), tuple(rows), _("Nothing is held."))


def _day(day: date | None) -> str:
    return "" if day is None else formats.full_date(day)


def _identity(asked: Asked) -> DossierTable:
    rows: list[tuple[str, str, str]] = []
    for it in asked.people:
        held = (
            (_("name"), it.name),
            (_("given name"), it.given_name),
            (_("family name"), it.family_name),
            (_("told apart by"), it.apart),
            (_("sector"), it.sector),
            (_("notes"), asked.hide.shown(it.notes)),
            (_("may be shown to"), it.diffusion.label()),
            (_("added on"), _day(it.added_at.date())),
            (_("archived on"), _day(it.archived_on)),
            *((_("other name"), alias.name) for alias in it.aliases),
            *((_("territory"), place.territory.name) for place in it.territories),
            *(
                (_("partnership"), _spell(p.status.label(), p.since, p.until))
                for p in it.partnerships
            ),
        )
        rows += [(what, value, it.origin.label()) for what, value in held if value]
    return _table(_("Who you are"), (_("what"), _("value"), _("from whom")), rows)


def _spell(what: str, since: date | None, until: date | None) -> str:
    days = " → ".join(_day(it) or "…" for it in (since, until))
    return f"{what} ({days})" if since or until else what


def _contacts(asked: Asked) -> DossierTable:
    rows = [
        (it.kind.label(), it.value, it.nature.label(), it.origin.label())
        for person in asked.people
        for it in person.contacts
    ]
    heads = _("what"), _("value"), _("nature"), _("from whom")
    return _table(_("How to reach you"), heads, rows)


def _roles(asked: Asked) -> DossierTable:
    query = (
        select(Affiliation)
        .where(Affiliation.person_key.in_(asked.keys))
        .order_by(Affiliation.since, Affiliation.key)
    )
    rows = [
        (it.organization.name, it.title or "", _day(it.since), _day(it.until))
        for it in asked.session.scalars(query)
    ]
    heads = _("organization"), _("title"), _("since"), _("until")
    return _table(_("Your roles"), heads, rows)


def _seats(asked: Asked) -> DossierTable:
    query = (
        select(Membership)
        .where(Membership.actor_key.in_(asked.keys))
        .order_by(Membership.since, Membership.key)
    )
    rows = [
        (it.committee.name, it.role.label(), asked.who(it.on_behalf_of),
         _day(it.since), _day(it.until))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = _("committee"), _("role"), _("on behalf of"), _("since"), _("until")
    return _table(_("Your seats"), heads, rows)


def _speaking(asked: Asked) -> DossierTable:
    query = (
        select(Spokesperson)
        .where(Spokesperson.actor_key.in_(asked.keys))
        .order_by(Spokesperson.since, Spokesperson.key)
    )
    rows = [
        (it.committee.name if it.committee else _("the whole collective"),
         it.theme.label(language()) if it.theme else _("everything"),
         _day(it.since), _day(it.until), asked.hide.shown(it.note))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = _("for"), _("theme"), _("since"), _("until"), _("note")
    return _table(_("What you may speak on"), heads, rows)


def _expertise(asked: Asked) -> DossierTable:
    rows = [
        (it.theme.label(language()), it.level.label() if it.level else "",
         _day(it.since), it.origin.label())
        for person in asked.people
        for it in person.expertises
    ]  # fmt: skip
    heads = _("theme"), _("level"), _("since"), _("from whom")
    return _table(_("What you are said to know"), heads, rows)


def _ties(asked: Asked) -> DossierTable:
    session, keys, heads = asked.session, asked.keys, (
        _("what"), _("between"), _("theme"), _("strength"), _("asserted by"),
        _("evidence"),
    )  # fmt: skip
    declared = select(Collaboration).where(
        or_(Collaboration.source_key.in_(keys), Collaboration.target_key.in_(keys))
    )
    asserted = select(Influence).where(
        or_(
            Influence.source_key.in_(keys),
            Influence.target_key.in_(keys),
            Influence.asserted_by_key.in_(keys),
        )
    )
    rows = [
        _tie(asked, it, it.origin.label())
        for it in session.scalars(declared.order_by(Collaboration.key))
    ] + [
        _tie(asked, it, asked.who(it.asserted_by))
        for it in session.scalars(asserted.order_by(Influence.key))
    ]
    return _table(_("Ties between you and others, or stated by you"), heads, rows)


def _tie(asked: Asked, it: Collaboration | Influence, whom: str) -> tuple[str, ...]:
    return (
        noun(it.__tablename__),
        f"{asked.who(it.source)} → {asked.who(it.target)}",
        it.theme.label(language()) if it.theme else "",
        f"{it.strength} / 4",
        whom,
        asked.hide.shown(it.evidence),
    )


def _positions(asked: Asked) -> DossierTable:
    query = (
        select(Position)
        .where(
            or_(
                Position.actor_key.in_(asked.keys),
                Position.asserted_by_key.in_(asked.keys),
            )
        )
        .order_by(Position.key)
    )
    rows = [
        (it.objective.name, asked.who(it.actor), f"{it.stance:+d}",
         asked.who(it.asserted_by), _day(it.asserted_on), asked.hide.shown(it.evidence))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = (
        _("objective"), _("whose"), _("stance, −4 to +4"), _("asserted by"), _("on"),
        _("evidence"),
    )  # fmt: skip
    return _table(_("Positions: yours, or stated by you"), heads, rows)


def _interactions(asked: Asked) -> DossierTable:
    query = (
        select(Participation)
        .join(Interaction)
        .where(
            or_(
                Participation.actor_key.in_(asked.keys),
                Participation.brought_by_key.in_(asked.keys),
            )
        )
        .order_by(Interaction.held_on, Participation.key)
    )
    rows = [
        (str(it.interaction_key), _day(it.interaction.held_on),
         it.interaction.kind.label(), asked.hide.shown(it.interaction.title),
         asked.who(it.actor), it.role.label(), asked.who(it.on_behalf_of),
         asked.who(it.brought_by))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = (
        "#", _("date"), _("kind"), _("title"), _("who"), _("role"),
        _("on behalf of"), _("brought by"),
    )  # fmt: skip
    return _table(_("Meetings, calls and events you took part in"), heads, rows)


def _follow_ups(asked: Asked) -> DossierTable:
    query = (
        select(FollowUp)
        .where(FollowUp.actor_key.in_(asked.keys))
        .order_by(FollowUp.key)
    )
    rows = [
        (asked.hide.shown(it.what), _day(it.due_on), _day(it.done_on))
        for it in asked.session.scalars(query)
    ]
    heads = _("what"), _("deadline"), _("done on")
    return _table(_("What you promised"), heads, rows)


def _signals(asked: Asked) -> DossierTable:
    query = (
        select(Signal)
        .where(Signal.brought_by_key.in_(asked.keys))
        .order_by(Signal.seen_on, Signal.key)
    )
    rows = [
        (str(it.key), _day(it.seen_on), asked.hide.shown(it.title), it.state.label())
        for it in asked.session.scalars(query)
    ]
    heads = "#", _("date"), _("title"), _("state")
    return _table(_("Signals you brought"), heads, rows)


def _needs(asked: Asked) -> DossierTable:
    """Give the needs that the person put, or could answer as somebody said."""
    put = select(Need).where(Need.asked_by_key.in_(asked.keys)).order_by(Need.key)
    could = (
        select(NeedExpert)
        .where(NeedExpert.actor_key.in_(asked.keys))
        .order_by(NeedExpert.need_key, NeedExpert.key)
    )
    rows = [
        (str(it.key), _day(it.asked_on), asked.hide.shown(it.question),
         _("you ask it"), "")
        for it in asked.session.scalars(put)
    ] + [
        (str(it.need_key), _day(it.need.asked_on), asked.hide.shown(it.need.question),
         _("you could answer it"), asked.hide.shown(it.reason))
        for it in asked.session.scalars(could)
    ]  # fmt: skip
    heads = "#", _("date"), _("question"), _("your part"), _("why")
    return _table(_("Questions that you put or could answer"), heads, rows)


def _mentions(asked: Asked) -> DossierTable:
    rows = [
        (f"{noun(it.table)} #{it.key}", _day(it.on), it.text)
        for it in mentions(asked.session, asked.people, hide=asked.hide)
    ]
    heads = _("where"), _("date"), _("text")
    return _table(_("Texts that mention you"), heads, rows)


def _consents(asked: Asked) -> DossierTable:
    query = (
        select(Consent)
        .where(Consent.actor_key.in_(asked.keys))
        .order_by(Consent.stated_on, Consent.key)
    )
    rows = [
        (it.purpose.label(), it.state.label(), _day(it.stated_on),
         _day(it.expires_on), it.means or "", asked.hide.shown(it.evidence),
         said_by(it.given_by, it.guardian), _day(it.fourteen_on))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = (
        _("purpose"), _("said"), _("on"), _("until"), _("how"), _("evidence"),
        _("said by"), _("turns 14 on"),
    )  # fmt: skip
    return _table(_("What you said of each purpose"), heads, rows)


def _requests(asked: Asked) -> DossierTable:
    query = (
        select(PrivacyRequest)
        .where(PrivacyRequest.actor_key.in_(asked.keys))
        .order_by(PrivacyRequest.received_on, PrivacyRequest.key)
    )
    rows = [
        (it.kind.label(), _day(it.received_on), _day(it.due_on), _day(it.answered_on),
         it.answer.label() if it.answer else "", asked.hide.shown(it.reason))
        for it in asked.session.scalars(query)
    ]  # fmt: skip
    heads = (
        _("what"), _("received"), _("deadline"), _("answered on"), _("answer"),
        _("why"),
    )  # fmt: skip
    return _table(_("What you asked"), heads, rows)


def _departures(asked: Asked) -> DossierTable:
    rows = [
        (_day(it.left_at.date()), it.command, it.audience.label(), it.sha256[:12])
        for it in departures(asked.session, of=asked.keys)
    ]
    heads = _("date"), _("made by"), _("for whom"), _("sum of the file")
    return _table(_("Files you were in that left"), heads, rows)
