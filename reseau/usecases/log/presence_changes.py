"""Correct who was at an interaction: add, remove, change a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, Role
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, gettext
from reseau.store.models import Actor, Interaction, Participation
from reseau.store.naming.recognition import Recognizer
from reseau.usecases.actors.actors import add_alias
from reseau.usecases.log.logging import (
    NamedTwiceError,
    PairError,
    ParticipantError,
    actor_meant,
    another,
    read_participant,
)


class AlreadyThereError(ConflictError):
    """Somebody to add takes part already."""

    message = N_(
        "{name} takes part already, as {role}. To change that: --role {slug}=ROLE."
    )


class NotAtError(NotFoundError):
    """Somebody to remove or to change does not take part."""

    message = N_(
        "{name} does not take part in interaction {number}, which has: {there}. "
        "--add adds somebody."
    )


class LastOneError(UsageError):
    """Nobody would be left."""

    message = N_(
        "Interaction {number} would have nobody left: add somebody with --add, or "
        "remove it with “reseau interaction remove {number}”."
    )


@dataclass(frozen=True, slots=True)
class PresenceChanges:
    """What is to be corrected in who was there, in the words of the person.

    Attributes:
        added: Name and role of who was there too.
        removed: Names of who was not.
        roles: Name and role of who was there in another part.
        brought_by: Name of who was brought to the name of who brought them; an empty
            one clears it.
        on_behalf_of: Name of who was there to the organization they were there for;
            an empty one clears it.
        create: Kind of the actors to add when nobody has their name; None refuses.
        near_too: Whether an actor is added although a known name is near.
        learned: Key of an actor to the name that a person said was theirs.
    """

    added: Sequence[tuple[str, Role]] = ()
    removed: Sequence[str] = ()
    roles: Sequence[tuple[str, Role]] = ()
    brought_by: Mapping[str, str] = field(default_factory=dict)
    on_behalf_of: Mapping[str, str] = field(default_factory=dict)
    create: ActorKind | None = None
    near_too: bool = False
    learned: Mapping[int, str] = field(default_factory=dict)


def read_changes(
    *,
    add: Sequence[str],
    remove: Sequence[str],
    role: Sequence[str],
    brought_by: Sequence[str],
    on_behalf_of: Sequence[str],
) -> PresenceChanges:
    """Read what was typed: ``NAME``, ``NAME=ROLE``, ``NAME=OTHER`` or ``NAME=``.

    Raises:
        ParticipantError, PairError: It is not of that form.
        UnknownWordError: A role is none.
    """
    return PresenceChanges(
        added=[read_participant(it) for it in add],
        removed=list(remove),
        roles=[_role(it) for it in role],
        brought_by=dict(map(_pair, brought_by)),
        on_behalf_of=dict(map(_pair, on_behalf_of)),
    )


def change_presences(
    session: Session, interaction: Interaction, changes: PresenceChanges | None
) -> tuple[str, ...]:
    """Correct who was there; what is not said stays.

    Returns:
        Sentences: how each name was understood, and what became of it.

    Raises:
        NotAtError: One to remove or to change does not take part.
        AlreadyThereError: One to add does.
        LastOneError: Nobody would be left.
        NamedTwiceError: One is named for two things at once.
        AmbiguousNameError, UnknownActorError: A name is not sure.
        NearNameError: An actor to add is named nearly as a known one.
    """
    if changes is None:
        return ()
    correction = _Correction(session, interaction, changes, Recognizer(session))
    correction.make()
    return tuple(correction.remarks)


def there(session: Session, interaction: Interaction) -> Recognizer:
    """Recognize names among those who take part, alone: a homonym elsewhere is none."""
    keys = frozenset(it.actor_key for it in interaction.participations)
    return Recognizer(session, among=keys)


def _role(text: str) -> tuple[str, Role]:
    if "=" not in text:
        raise ParticipantError(text=text)
    return read_participant(text)


def _pair(text: str) -> tuple[str, str]:
    name, equals, other = text.partition("=")
    if not (equals and name.strip()):
        raise PairError(text=text)
    return name.strip(), other.strip()


@dataclass(slots=True)
class _Correction:
    """One correction of who was there; a class for what its steps share."""

    session: Session
    interaction: Interaction
    changes: PresenceChanges
    everybody: Recognizer
    touched: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    def make(self) -> None:
        """Make it, in the order of the attributes of the changes."""
        known = there(self.session, self.interaction)
        for name in self.changes.removed:
            self._remove(self._part(known, name))
        for name, role in self.changes.roles:
            self._turn(self._part(known, name), role)
        for name, role in self.changes.added:
            self._add(name, role)
        if self.changes.removed and not self.interaction.participations:
            raise LastOneError(number=self.interaction.key)
        self._point()
        for key, name in self.changes.learned.items():
            add_alias(self.session.get_one(Actor, key), name)

    def _part(self, known: Recognizer, name: str) -> Participation:
        """Find the part of somebody who takes part."""
        actor = known.surely(name) or self.everybody.surely(name)
        for part in self.interaction.participations:
            if actor is not None and part.actor_key == actor.key:
                return part
        names = [it.actor.name for it in self.interaction.participations]
        raise NotAtError(
            name=name if actor is None else actor.name,
            number=self.interaction.key,
            there=", ".join(names),
        )

    def _touch(self, actor: Actor) -> None:
        if actor.key in self.touched:
            raise NamedTwiceError(name=actor.name)
        self.touched.add(actor.key)

    def _remove(self, part: Participation) -> None:
        self._touch(part.actor)
        self.interaction.participations.remove(part)
        text = gettext("Removed: {name} ({slug})")
        self.remarks.append(text.format(name=part.actor.name, slug=part.actor.slug))

    def _turn(self, part: Participation, role: Role) -> None:
        self._touch(part.actor)
        text = gettext("{name} ({slug}): {before} → {after}")
        self.remarks.append(
            text.format(
                name=part.actor.name, slug=part.actor.slug,
                before=part.role.label(), after=role.label(),
            )
        )  # fmt: skip
        part.role = role

    def _add(self, name: str, role: Role) -> None:
        actor = self._meant(name, create=self.changes.create)
        self._touch(actor)
        for part in self.interaction.participations:
            if part.actor_key == actor.key:
                raise AlreadyThereError(
                    name=actor.name, role=part.role.label(), slug=actor.slug
                )
        self.interaction.participations.append(
            Participation(actor=actor, actor_key=actor.key, role=role)
        )
        text = gettext("Added: {name} ({slug}), {role}")
        self.remarks.append(
            text.format(name=actor.name, slug=actor.slug, role=role.label())
        )

    def _point(self) -> None:
        """Say who brought whom, and on behalf of which organization."""
        if not (self.changes.brought_by or self.changes.on_behalf_of):
            return
        self.session.flush()
        known = there(self.session, self.interaction)
        for name, other in self.changes.brought_by.items():
            part = self._part(known, name)
            part.brought_by = self._other(part, other, create=self.changes.create)
        for name, other in self.changes.on_behalf_of.items():
            part = self._part(known, name)
            create = self.changes.create and ActorKind.ORGANIZATION
            part.on_behalf_of = self._other(part, other, create=create)

    def _other(
        self, part: Participation, name: str, *, create: ActorKind | None
    ) -> Actor | None:
        """Give who brought somebody, or whom they stand for; nobody when cleared."""
        if not name:
            return None
        return another(part.actor, self._meant(name, create=create))

    def _meant(self, name: str, *, create: ActorKind | None) -> Actor:
        return actor_meant(
            self.everybody, name, create=create, near_too=self.changes.near_too,
            remarks=self.remarks,
        )  # fmt: skip
