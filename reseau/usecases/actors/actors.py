"""Keep actors by hand: add, edit, remove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.links import read_email
from reseau.domain.names import folded, person_name, tidy
from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
)
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, gettext
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Alias,
    ContactField,
    Expertise,
)
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.session import Store
from reseau.usecases.common.edits import replace_links
from reseau.usecases.common.outcome import Outcome, outcome


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

    message = N_(
        "{name} is an organization: give a person. Organizations are kept with “reseau "
        "actor”."
    )


class OnlyOrganizationsError(UsageError):
    """Something is for organizations only."""

    message = N_("{name} is a person: give an organization.")


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
    session: Session, name: str, *, kind: ActorKind, apart: str = ""
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
        origin=Origin.THIRD_PARTY,
        added_at=clock.now(),
    )
    session.add(actor)
    session.flush()
    return actor


def actor_meant(session: Session, who: str, *, kind: ActorKind | None = None) -> Actor:
    """Find the actor that a person means, of one kind or of either.

    Raises:
        UnknownActorError: Nobody has that name.
        OnlyPeopleError, OnlyOrganizationsError: It is of the other kind.
        AmbiguousNameError: Several have that name.
    """
    if kind is None or finding.actors_named(session, who, kind=kind):
        return finding.actor_named(session, who, kind=kind)
    other = finding.actor_named(session, who)
    wrong = OnlyPeopleError if kind is ActorKind.PERSON else OnlyOrganizationsError
    raise wrong(name=other.name)


def actor_or_new(
    session: Session,
    who: str,
    *,
    create: ActorKind | None,
    remarks: list[str],
    kind: ActorKind | None = None,
    told: type[finding.UnknownActorError] = finding.NotAddedError,
) -> Actor:
    """Find an actor, or add it when that was asked, and say so.

    Args:
        session: Where the actors are.
        who: A name, or the number or short code of a known actor.
        create: Kind of the actor to add when nobody has that name; None refuses.
        remarks: Gets a sentence when an actor is added.
        kind: Refuse a known actor of the other kind.
        told: The error that says how this command adds one.

    Raises:
        UnknownActorError: Nobody has that name, and ``create`` is None.
        OnlyPeopleError, OnlyOrganizationsError: It is of the other kind.
    """
    is_handle = who.strip().startswith(("#", "@"))
    if is_handle or finding.actors_named(session, who):
        return actor_meant(session, who, kind=kind)
    if create is None:
        raise finding.unknown_actor(session, who, told=told)
    actor = new_actor(session, who, kind=create)
    remarks.append(
        gettext("{typed}: new {kind}, {slug}").format(
            typed=actor.name, kind=actor.kind.label(), slug=actor.slug
        )
    )
    return actor


def added_actor(
    session: Session,
    name: str,
    *,
    kind: ActorKind,
    changes: ActorChanges,
    apart: str = "",
) -> Actor:
    """Add an actor within an operation.

    Raises:
        ActorExistsError: One of that kind has that name, and ``apart`` is empty.
    """
    same = finding.actors_named(session, name, kind=kind)
    if same and not apart:
        raise ActorExistsError(name=name, slugs=", ".join(it.slug for it in same))
    actor = new_actor(session, name, kind=kind, apart=apart)
    apply_changes(session, actor, changes)
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
        actor = added_actor(work.session, name, kind=kind, changes=changes, apart=apart)
        slug, written = actor.slug, actor.name
    return outcome(work, slug=slug, name=written)


def edit_actor(
    store: Store,
    who: str,
    *,
    changes: ActorChanges,
    kind: ActorKind | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Change an actor; the former name stays as an alias.

    Args:
        store: The store.
        who: The actor.
        changes: What to set.
        kind: Refuse an actor of the other kind.
        dry_run: Roll back at the end.

    Raises:
        OnlyPeopleError, OnlyOrganizationsError: It is of the other kind.
    """
    with store.working(f"{_group(kind)} edit", dry_run=dry_run) as work:
        actor = actor_meant(work.session, who, kind=kind)
        apply_changes(work.session, actor, changes)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def remove_actor(
    store: Store, who: str, *, kind: ActorKind | None = None, dry_run: bool = False
) -> Outcome:
    """Remove an actor on whom nothing depends.

    Args:
        store: The store.
        who: The actor.
        kind: Refuse an actor of the other kind.
        dry_run: Roll back at the end.

    Raises:
        StillUsedError: It took part in something, or sits somewhere.
        OnlyPeopleError, OnlyOrganizationsError: It is of the other kind.
    """
    with store.working(f"{_group(kind)} remove", dry_run=dry_run) as work:
        actor = actor_meant(work.session, who, kind=kind)
        refuse_if_used(work.session, actor, name=actor.name)
        work.session.delete(actor)
        slug, name = actor.slug, actor.name
    return outcome(work, slug=slug, name=name)


def _group(kind: ActorKind | None) -> str:
    """Name the group of commands by which actors of a kind are kept."""
    return "person" if kind is ActorKind.PERSON else "actor"


def apply_changes(session: Session, actor: Actor, changes: ActorChanges) -> None:
    """Set on an actor what is asked; what it has already is not added twice."""
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
    replace_links(
        actor.territories,
        [finding.territory_named(session, name) for name in names],
        target=lambda it: it.territory,
        link=lambda it: ActorTerritory(territory=it),
    )


def _add_contacts(actor: Actor, kind: ContactKind, values: Sequence[str]) -> None:
    """Add ways to reach an actor, as professional ones heard from somebody else."""
    read = read_email if kind is ContactKind.EMAIL else checked_name
    for written in map(read, values):
        if (kind, written) not in {(it.kind, it.value) for it in actor.contacts}:
            actor.contacts.append(
                ContactField(
                    kind=kind,
                    value=written,
                    nature=Nature.PROFESSIONAL,
                    origin=Origin.THIRD_PARTY,
                )
            )
