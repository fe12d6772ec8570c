"""Everything known of one actor, for “show”."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
    Role,
)
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Interaction,
    Membership,
    Participation,
)
from reseau.store.rows.lives import name_on
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.actors.consents import ConsentLine, consent_lines
from reseau.usecases.actors.succession_lists import LifeStory, life_story

_LAST = 5


@dataclass(frozen=True, slots=True)
class Dated:
    """Something dated: [since, until)."""

    what: str
    detail: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Seen:
    """An interaction in which the actor took part."""

    number: int
    held_on: date
    title: str
    role: Role


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach an actor."""

    kind: ContactKind
    value: str
    nature: Nature
    origin: Origin


@dataclass(frozen=True, slots=True)
class ActorCard:
    """Everything known of one actor."""

    slug: str
    name: str
    kind: ActorKind
    apart: str
    sector: str | None
    diffusion: Diffusion
    notes: str | None
    aliases: tuple[str, ...]
    contacts: tuple[Contact, ...]
    territories: tuple[str, ...]
    expertises: tuple[str, ...]
    partnerships: tuple[Dated, ...]
    roles: tuple[Dated, ...]
    seats: tuple[Dated, ...]
    collaborations: tuple[Dated, ...]
    interactions: int
    last: tuple[Seen, ...]
    story: LifeStory
    as_of: date | None
    consents: tuple[ConsentLine, ...]


def actor_card(
    store: Store,
    who: str,
    *,
    lang: str,
    kind: ActorKind | None = None,
    at: date | None = None,
) -> ActorCard:
    """Gather everything known of an actor, with the latest interactions first.

    Args:
        store: The store.
        who: The actor.
        lang: Language of the themes.
        kind: Refuse an actor of the other kind.
        at: As things were on that day: its name, what had begun, what had been held.

    Raises:
        OnlyPeopleError, OnlyOrganizationsError: It is not of the kind asked for.
    """
    with store.reading() as session:
        actor = actor_meant(session, who, kind=kind)
        count = session.scalar(
            select(func.count())
            .select_from(Participation)
            .join(Interaction)
            .where(Participation.actor_key == actor.key)
            .where(Interaction.held_on <= (at or date.max))
        )
        name = actor.name if at is None else name_on(session, actor, at)
        return ActorCard(
            slug=actor.slug,
            name=name,
            kind=actor.kind,
            apart=actor.apart,
            sector=actor.sector,
            diffusion=actor.diffusion,
            notes=actor.notes,
            aliases=tuple(it.name for it in actor.aliases if it.name != name),
            contacts=tuple(
                Contact(it.kind, it.value, it.nature, it.origin)
                for it in actor.contacts
            ),
            territories=tuple(it.territory.name for it in actor.territories),
            expertises=tuple(it.theme.label(lang) for it in actor.expertises),
            partnerships=_begun(
                (Dated(it.status, "", it.since, it.until) for it in actor.partnerships),
                by=at,
            ),
            roles=_begun(_roles(session, actor), by=at),
            seats=_begun(_seats(session, actor), by=at),
            collaborations=_begun(_collaborations(session, actor), by=at),
            interactions=count or 0,
            last=_last(session, actor, by=at or date.max),
            story=life_story(session, actor, by=at),
            as_of=at,
            consents=_latest(consent_lines(session, actor)),
        )


def _latest(lines: Iterable[ConsentLine]) -> tuple[ConsentLine, ...]:
    """Keep the last word on each purpose; it is said latest first."""
    last: dict[str, ConsentLine] = {}
    for it in lines:
        last.setdefault(it.purpose, it)
    return tuple(last.values())


def _begun(some: Iterable[Dated], *, by: date | None) -> tuple[Dated, ...]:
    """Keep what had begun by a day, the earliest first; None keeps all.

    What has no known start comes first, which the two databases do not agree on.
    """
    kept = [it for it in some if by is None or it.since is None or it.since <= by]
    return tuple(sorted(kept, key=lambda it: it.since or date.min))


def _roles(session: Session, actor: Actor) -> tuple[Dated, ...]:
    """Roles of a person, or the people of an organization."""
    rows: Sequence[Affiliation] = session.scalars(
        select(Affiliation)
        .where(
            or_(
                Affiliation.person_key == actor.key,
                Affiliation.organization_key == actor.key,
            )
        )
        .order_by(Affiliation.since, Affiliation.key)
    ).all()
    return tuple(
        Dated(
            (it.organization if it.person_key == actor.key else it.person).name,
            it.title or "",
            it.since,
            it.until,
        )
        for it in rows
    )


def _seats(session: Session, actor: Actor) -> tuple[Dated, ...]:
    rows = session.scalars(
        select(Membership)
        .where(Membership.actor_key == actor.key)
        .order_by(Membership.since, Membership.key)
    )
    return tuple(Dated(it.committee.name, it.role, it.since, it.until) for it in rows)


def _collaborations(session: Session, actor: Actor) -> tuple[Dated, ...]:
    rows = session.scalars(
        select(Collaboration)
        .where(
            or_(
                Collaboration.source_key == actor.key,
                Collaboration.target_key == actor.key,
            )
        )
        .order_by(Collaboration.since, Collaboration.key)
    )
    return tuple(
        Dated(
            (it.target if it.source_key == actor.key else it.source).name,
            str(it.strength),
            it.since,
            it.until,
        )
        for it in rows
    )


def _last(session: Session, actor: Actor, *, by: date) -> tuple[Seen, ...]:
    rows = session.execute(
        select(
            Interaction.key, Interaction.held_on, Interaction.title, Participation.role
        )
        .join(Participation)
        .where(Participation.actor_key == actor.key, Interaction.held_on <= by)
        .order_by(Interaction.held_on.desc(), Interaction.key.desc())
        .limit(_LAST)
    )
    return tuple(Seen(*row) for row in rows)
