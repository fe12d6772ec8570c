"""People, and their dated roles in organizations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.vocabulary import ActorKind
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, gettext
from reseau.store.models import Actor, Affiliation
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import (
    ActorChanges,
    actor_meant,
    actor_or_new,
    added_actor,
)
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import end_spells, first_day, is_over


class NoOrganizationError(UsageError):
    """A role is described, and the organization is not said."""

    message = N_(
        "--title, --since and --create-organization describe a role: add "
        "--organization."
    )


class NoSuchOrganizationError(finding.UnknownActorError):
    """No actor has the name of an organization, and nobody asked to add it."""

    message = N_(
        "No actor is known as “{name}”.{near} To add it, end the command with "
        "--create-organization."
    )


class NoRoleError(ConflictError):
    """The person has no open role there."""

    message = N_("{person} has no open role in {organization}.")


class AlreadyInRoleError(ConflictError):
    """The person has that role there already."""

    message = N_(
        "{person} has this role in {organization} already. “reseau person leave” ends "
        "it; --title tells two roles apart."
    )


@dataclass(frozen=True, slots=True)
class NewRole:
    """A role to be given to a person.

    Attributes:
        organization: Name or short code.
        since: First day; when it is None, today for a person who had a role there
            before, and unknown for another.
        create: Add the organization when nobody has its name.
    """

    organization: str
    title: str | None = None
    since: date | None = None
    create: bool = False


def add_person(
    store: Store,
    name: str,
    *,
    changes: ActorChanges,
    apart: str = "",
    role: NewRole | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Add a person and, in the same operation, a role in an organization.

    Raises:
        ActorExistsError: A person has that name, and ``apart`` is empty.
        OnlyOrganizationsError: The role is in a person.
    """
    with store.working("person add", dry_run=dry_run) as work:
        remarks: list[str] = []
        person = added_actor(
            work.session, name, kind=ActorKind.PERSON, changes=changes, apart=apart
        )
        if role is not None:
            _give_role(work.session, person, role, remarks=remarks)
        slug, written = person.slug, person.name
    return outcome(work, slug=slug, name=written, remarks=tuple(remarks))


def join_organization(
    store: Store, who: str, *, role: NewRole, dry_run: bool = False
) -> Outcome:
    """Give a person a role in an organization.

    Raises:
        OnlyPeopleError, OnlyOrganizationsError
        AlreadyInRoleError: The person holds a role of that title there.
    """
    with store.working("person join", dry_run=dry_run) as work:
        remarks: list[str] = []
        person = actor_meant(work.session, who, kind=ActorKind.PERSON)
        _give_role(work.session, person, role, remarks=remarks)
        slug, name = person.slug, person.name
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def leave_organization(
    store: Store,
    who: str,
    *,
    organization: str,
    on: date | None = None,
    dry_run: bool = False,
) -> Outcome:
    """End a person's open roles in an organization.

    Args:
        store: The store.
        who: The person.
        organization: Name or short code.
        on: First day without the role; today by default.
        dry_run: Roll back at the end.

    Raises:
        NoRoleError: The person has none there.
        EndBeforeStartError: A role began later.
    """
    with store.working("person leave", dry_run=dry_run) as work:
        session = work.session
        today = settings.today(session)
        person = actor_meant(session, who, kind=ActorKind.PERSON)
        home = actor_meant(session, organization, kind=ActorKind.ORGANIZATION)
        roles = [
            it
            for it in _roles(session, person, home)
            if not is_over(it.until, today=today)
        ]
        if not roles:
            raise NoRoleError(person=person.name, organization=home.name)
        what = gettext("The role of {person} in {organization}").format(
            person=person.name, organization=home.name
        )
        end_spells(roles, on=on or today, what=what)
        slug, name = person.slug, person.name
    return outcome(work, slug=slug, name=name)


def _give_role(
    session: Session, person: Actor, role: NewRole, *, remarks: list[str]
) -> None:
    create = ActorKind.ORGANIZATION if role.create else None
    home = actor_or_new(
        session,
        role.organization,
        create=create,
        remarks=remarks,
        kind=ActorKind.ORGANIZATION,
        told=NoSuchOrganizationError,
    )
    today = settings.today(session)
    title = (role.title or "").strip() or None
    earlier = _roles(session, person, home)
    for it in earlier:
        same = folded(it.title or "") == folded(title or "")
        if same and not is_over(it.until, today=role.since or today):
            raise AlreadyInRoleError(person=person.name, organization=home.name)
    since = first_day(role.since, earlier=earlier, today=today)
    session.add(Affiliation(person=person, organization=home, title=title, since=since))


def _roles(session: Session, person: Actor, home: Actor) -> list[Affiliation]:
    """List a person's roles in an organization, over or not."""
    rows = session.scalars(
        select(Affiliation)
        .where(Affiliation.person_key == person.key)
        .where(Affiliation.organization_key == home.key)
        .order_by(Affiliation.key)
    )
    return list(rows)
