"""Keep actors by hand: add, edit, remove, list, show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.names import folded, person_name, sort_key, tidy
from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
    PartnerStatus,
)
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_
from reseau.store import finding
from reseau.store.dependents import refuse_if_used
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Alias,
    ContactField,
    Expertise,
    Interaction,
    Participation,
    Partnership,
)
from reseau.store.session import Store
from reseau.usecases.outcome import Outcome, outcome


class EmptyNameError(UsageError):
    """A name has nothing in it."""

    message = N_("A name needs at least one letter or digit.")


class NameTooLongError(UsageError):
    """A name passes what a column holds."""

    message = N_("The name is too long: {limit} characters at most.")


class ActorExistsError(ConflictError):
    """An actor of the same kind and name is known already."""

    message = N_(
        "{name} is known already, as {slugs}. If it is another one, add --apart with "
        "what tells them apart."
    )


class OnlyPeopleError(UsageError):
    """Something is for people only."""

    message = N_("{name} is an organization: only a person has a role in another one.")


class OnlyOrganizationsError(UsageError):
    """Something is for organizations only."""

    message = N_("{name} is a person: give an organization.")


class NoPartnershipError(UsageError):
    """The actor is not a partner."""

    message = N_("{name} is not a partner. “reseau partner add” makes it one.")


_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class ActorChanges:
    """What is to be set on an actor; None leaves a thing as it is.

    Attributes:
        territories: Names or short codes; replaces the list.
        expertises: Themes that the actor is declared to know; added to the list.
        aliases: Other names; added to the list.
        contacts: Ways to reach the actor, by kind; added to the list.
    """

    name: str | None = None
    sector: str | None = None
    diffusion: Diffusion | None = None
    notes: str | None = None
    territories: Sequence[str] | None = None
    expertises: Sequence[str] = ()
    aliases: Sequence[str] = ()
    contacts: Mapping[ContactKind, Sequence[str]] = field(default_factory=dict)


def checked_name(name: str) -> str:
    """Tidy a name, or refuse it.

    Raises:
        EmptyNameError, NameTooLongError
    """
    tidied = tidy(name)
    if not any(it.isalnum() for it in tidied):
        raise EmptyNameError
    if len(tidied) > _LONGEST_NAME:
        raise NameTooLongError(limit=_LONGEST_NAME)
    return tidied


def new_actor(
    session: Session,
    name: str,
    *,
    kind: ActorKind,
    apart: str = "",
    origin: Origin = Origin.THIRD_PARTY,
) -> Actor:
    """Make an actor and add it to the session; homonyms are the caller's affair."""
    given: str | None = None
    family: str | None = None
    written = checked_name(name)
    if kind is ActorKind.PERSON:
        parts = person_name(written)
        given, family, written = parts.given or None, parts.family, parts.full
    actor = Actor(
        slug=finding.free_slug(session, Actor, written),
        kind=kind,
        name=written,
        name_key=folded(written),
        given_name=given,
        family_name=family,
        apart=tidy(apart),
        diffusion=Diffusion.INTERNAL if kind is ActorKind.PERSON else Diffusion.GROUP,
        origin=origin,
        added_at=clock.now(),
    )
    session.add(actor)
    session.flush()
    return actor


def add_actor(
    store: Store,
    name: str,
    *,
    kind: ActorKind,
    changes: ActorChanges,
    apart: str = "",
    dry_run: bool = False,
) -> Outcome:
    """Add an actor.

    Raises:
        ActorExistsError: One of that kind has that name, and ``apart`` is empty.
    """
    with store.working("actor add", dry_run=dry_run) as work:
        session = work.session
        same = finding.actors_named(session, name, kind=kind)
        if same and not apart:
            raise ActorExistsError(name=name, slugs=", ".join(it.slug for it in same))
        actor = new_actor(session, name, kind=kind, apart=apart)
        _apply(session, actor, changes)
        slug, written = actor.slug, actor.name
    return outcome(work, slug=slug, name=written)


def edit_actor(
    store: Store, who: str, *, changes: ActorChanges, dry_run: bool = False
) -> Outcome:
    """Change an actor; the former name stays as an alias."""
    with store.working("actor edit", dry_run=dry_run) as work:
        actor = finding.actor_named(work.session, who)
        _apply(work.session, actor, changes)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def remove_actor(store: Store, who: str, *, dry_run: bool = False) -> Outcome:
    """Remove an actor on whom nothing depends.

    Raises:
        StillUsedError: It took part in something, or sits somewhere.
    """
    with store.working("actor remove", dry_run=dry_run) as work:
        actor = finding.actor_named(work.session, who)
        refuse_if_used(work.session, actor, name=actor.name)
        work.session.delete(actor)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def _apply(session: Session, actor: Actor, changes: ActorChanges) -> None:
    if changes.name is not None:
        _rename(actor, changes.name)
    if changes.sector is not None:
        actor.sector = changes.sector.strip() or None
    if changes.notes is not None:
        actor.notes = changes.notes.strip() or None
    if changes.diffusion is not None:
        actor.diffusion = changes.diffusion
    if changes.territories is not None:
        _set_territories(session, actor, changes.territories)
    for alias in changes.aliases:
        add_alias(actor, alias)
    for kind, values in changes.contacts.items():
        _add_contacts(actor, kind, values)
    _add_expertises(session, actor, changes.expertises)


def _add_expertises(session: Session, actor: Actor, labels: Sequence[str]) -> None:
    for label in labels:
        theme = finding.theme_named(session, label)
        if theme not in [it.theme for it in actor.expertises]:
            actor.expertises.append(Expertise(theme=theme, origin=Origin.THIRD_PARTY))


def _rename(actor: Actor, name: str) -> None:
    before = actor.name
    written = checked_name(name)
    if actor.kind is ActorKind.PERSON:
        parts = person_name(written)
        actor.given_name, actor.family_name = parts.given or None, parts.family
        written = parts.full
    actor.name, actor.name_key = written, folded(written)
    if folded(before) != actor.name_key:
        add_alias(actor, before)


def add_alias(actor: Actor, name: str) -> None:
    """Add a name that an actor answers to; nothing if it does already."""
    written = checked_name(name)
    known = {actor.name_key, *(it.name_key for it in actor.aliases)}
    if folded(written) not in known:
        actor.aliases.append(Alias(name=written, name_key=folded(written)))


def _set_territories(session: Session, actor: Actor, names: Sequence[str]) -> None:
    wanted = {
        it.key: it for it in (finding.territory_named(session, name) for name in names)
    }
    for link in list(actor.territories):
        if link.territory_key not in wanted:
            actor.territories.remove(link)
    kept = {link.territory_key for link in actor.territories}
    for key, territory in wanted.items():
        if key not in kept:
            actor.territories.append(ActorTerritory(territory=territory))


def _add_contacts(actor: Actor, kind: ContactKind, values: Sequence[str]) -> None:
    """Add ways to reach an actor, as professional ones heard from somebody else."""
    for written in map(checked_name, values):
        if (kind, written) not in {(it.kind, it.value) for it in actor.contacts}:
            actor.contacts.append(
                ContactField(
                    kind=kind,
                    value=written,
                    nature=Nature.PROFESSIONAL,
                    origin=Origin.THIRD_PARTY,
                )
            )


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list."""

    slug: str
    name: str
    kind: ActorKind
    sector: str | None
    partner: PartnerStatus | None
    interactions: int
    last: date | None


SORTS = ("name", "interactions", "last")


def list_actors(
    store: Store,
    *,
    kind: ActorKind | None = None,
    partners: bool = False,
    territory: str | None = None,
    containing: str = "",
    sort: str = "name",
) -> list[ActorLine]:
    """List actors; by name, by number of interactions, or by the last one.

    Merged and archived actors are left out.
    """
    with store.reading() as session:
        query = select(Actor).where(
            Actor.merged_into.is_(None), Actor.archived_on.is_(None)
        )
        if kind is not None:
            query = query.where(Actor.kind == kind)
        if territory is not None:
            found = finding.territory_named(session, territory)
            query = query.join(ActorTerritory).where(
                ActorTerritory.territory_key == found.key
            )
        activity = _activity(session)
        status = _statuses(session)
        lines = [
            ActorLine(
                it.slug,
                it.name,
                it.kind,
                it.sector,
                status.get(it.key),
                *activity.get(it.key, (0, None)),
            )
            for it in session.scalars(query)
            if folded(containing) in it.name_key
        ]
    return sorted(
        (it for it in lines if it.partner or not partners),
        key=lambda it: _order(it, sort),
    )


def _order(line: ActorLine, sort: str) -> tuple[object, ...]:
    name = sort_key(line.name)
    if sort == "interactions":
        return (-line.interactions, name)
    if sort == "last":
        return (-(line.last or date.min).toordinal(), name)
    return name


def _activity(session: Session) -> dict[int, tuple[int, date | None]]:
    """Count interactions and give the last day, by actor."""
    rows = session.execute(
        select(Participation.actor_key, func.count(), func.max(Interaction.held_on))
        .join(Interaction)
        .group_by(Participation.actor_key)
    )
    return {key: (number, last) for key, number, last in rows}


def _statuses(session: Session) -> dict[int, PartnerStatus]:
    """Give today's partnership, the latest begun of those that hold."""
    rows = session.scalars(
        select(Partnership)
        .where(Partnership.until.is_(None))
        .order_by(Partnership.since, Partnership.key)
    )
    return {it.actor_key: it.status for it in rows}


def set_partnership(
    store: Store,
    who: str,
    *,
    status: PartnerStatus,
    since: date,
    create: ActorKind | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Give an actor a status of partner from a day on; the former status ends then.

    Args:
        store: The store.
        who: The actor.
        status: What it becomes.
        since: First day of the new status.
        create: Kind of the actor to add when nobody has that name.
        dry_run: Roll back at the end.
    """
    with store.working("partner add", dry_run=dry_run) as work:
        session = work.session
        if create is not None and not finding.actors_named(session, who):
            actor = new_actor(session, who, kind=create)
        else:
            actor = finding.actor_named(session, who)
        current = [it for it in actor.partnerships if it.until is None]
        if not any(it.status is status for it in current):
            for partnership in current:
                partnership.until = max(since, partnership.since or since)
            actor.partnerships.append(Partnership(status=status, since=since))
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def end_partnership(
    store: Store, who: str, *, on: date, dry_run: bool = False
) -> Outcome:
    """End what an actor is to the collective; it stays known as a former partner.

    Raises:
        NoPartnershipError: It is not a partner.
    """
    with store.working("partner remove", dry_run=dry_run) as work:
        actor = finding.actor_named(work.session, who)
        current = [it for it in actor.partnerships if it.until is None]
        if not current:
            raise NoPartnershipError(name=actor.name)
        for partnership in current:
            partnership.until = max(on, partnership.since or on)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def affiliate(
    store: Store,
    who: str,
    *,
    organization: str,
    title: str | None,
    since: date | None,
    dry_run: bool = False,
) -> Outcome:
    """Give a person a dated role in an organization.

    Raises:
        OnlyPeopleError, OnlyOrganizationsError
    """
    with store.working("person join", dry_run=dry_run) as work:
        session = work.session
        person = finding.actor_named(session, who, kind=None)
        home = finding.actor_named(session, organization, kind=None)
        if person.kind is not ActorKind.PERSON:
            raise OnlyPeopleError(name=person.name)
        if home.kind is not ActorKind.ORGANIZATION:
            raise OnlyOrganizationsError(name=home.name)
        session.add(
            Affiliation(person=person, organization=home, title=title, since=since)
        )
        slug, name = person.slug, person.name
    return outcome(work, slug=slug, name=name)


def leave_organization(
    store: Store, who: str, *, organization: str, on: date, dry_run: bool = False
) -> Outcome:
    """End a person's open roles in an organization.

    Raises:
        NoRoleError: The person has none there.
    """
    with store.working("person leave", dry_run=dry_run) as work:
        session = work.session
        person = finding.actor_named(session, who)
        home = finding.actor_named(session, organization)
        roles = session.scalars(
            select(Affiliation)
            .where(Affiliation.person_key == person.key)
            .where(Affiliation.organization_key == home.key)
            .where(Affiliation.until.is_(None))
        ).all()
        if not roles:
            raise NoRoleError(person=person.name, organization=home.name)
        for role in roles:
            role.until = max(on, role.since or on)
        slug, name = person.slug, person.name
    return outcome(work, slug=slug, name=name)


class NoRoleError(UsageError):
    """The person has no open role there."""

    message = N_("{person} has no open role in {organization}.")
