"""Log one interaction: who met whom, when, about what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    Function,
    InteractionKind,
    Precision,
    Role,
)
from reseau.errors import ReseauError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import (
    Actor,
    Committee,
    FollowUp,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
)
from reseau.store.naming import finding
from reseau.store.naming.recognition import Recognizer
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import add_alias, checked_name, new_actor
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.log.echo import understood
from reseau.usecases.log.guessed_places import interaction_places, stated_or_inferred
from reseau.usecases.log.likeness import logged_before
from reseau.usecases.log.strengthening import strengthened


class NobodyError(UsageError):
    """An interaction names nobody."""

    message = N_("An interaction needs at least one actor: add --with NAME.")


class FutureError(UsageError):
    """An interaction is dated in the future."""

    message = N_("{day} is in the future. If it is planned, add --planned.")


class NamedTwiceError(UsageError):
    """One actor is named twice."""

    message = N_("{name} is named twice. Name each actor once.")


class NotThereError(UsageError):
    """An option speaks of somebody who does not take part."""

    message = N_("{name} does not take part: add them with --with.")


class MaybeNewError(finding.AmbiguousNameError):
    """Somebody to add may be somebody known."""

    message = N_(
        "“{name}” can be: {candidates}. Type the short code of the right one, or add "
        "--create-anyway if it is somebody else."
    )


class OneselfError(UsageError):
    """Somebody is said to come with, or for, themselves."""

    message = N_(
        "{name} cannot be brought by, nor be there on behalf of, the same {name}. "
        "Name another one, or leave that out."
    )


class EntryError(UsageError):
    """One of several entries is wrong; nothing is written."""

    message = N_("Line {rank}, “{title}”: {reason}")

    def __init__(self, *, rank: int, title: str, reason: ReseauError) -> None:
        super().__init__(rank=rank, title=title, reason=reason)
        self.exit_code = reason.exit_code  # type: ignore[misc]  # That of its cause.


class ParticipantError(UsageError):
    """A participant is written in a way that cannot be read."""

    message = N_(
        "“{text}” cannot be read. Write NAME, or NAME=ROLE with a role such as host, "
        "speaker or absent."
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be logged, in the words of the person.

    Attributes:
        participants: Name and role of each actor.
        brought_by: Name of who was brought to the name of who brought them.
        on_behalf_of: Name of a person to the organization they act for.
        follow_ups: What was promised; all have the same deadline, if any.
        precision: How finely the day is known; by default the minute when
            ``starts`` is given, else the day.
        create: Kind of the actors to add when nobody has their name; None refuses.
        new: Name to kind of the actors that a person said were new.
        near_too: Whether an actor is added although a known name is near.
        learned: Key of an actor to the name that a person said was theirs.
    """

    title: str
    held_on: date
    kind: InteractionKind = InteractionKind.MEETING
    starts: time | None = None
    minutes: int | None = None
    participants: Sequence[tuple[str, Role]] = ()
    themes: Sequence[str] = ()
    territories: Sequence[str] = ()
    committee: str | None = None
    place: str | None = None
    notes: str | None = None
    function: Function | None = None
    carrier: Carrier | None = None
    brought_by: Mapping[str, str] = field(default_factory=dict)
    on_behalf_of: Mapping[str, str] = field(default_factory=dict)
    follow_ups: Sequence[str] = ()
    due_on: date | None = None
    create: ActorKind | None = None
    new: Mapping[str, ActorKind] = field(default_factory=dict)
    near_too: bool = False
    planned: bool = False
    precision: Precision | None = None
    learned: Mapping[int, str] = field(default_factory=dict)


def log_interaction(store: Store, entry: Entry, *, dry_run: bool = False) -> Outcome:
    """Log an interaction, and tell how each name was understood.

    Raises:
        NobodyError, FutureError, NamedTwiceError, NotThereError
        UnknownActorError, AmbiguousNameError: A name is not sure.
        NearNameError: An actor to add is named nearly as a known one.
    """
    return log_interactions(store, [entry], dry_run=dry_run)[0]


def log_interactions(
    store: Store, entries: Sequence[Entry], *, dry_run: bool = False
) -> list[Outcome]:
    """Log several interactions as one operation: all of them, or none.

    Raises:
        EntryError: With the rank of the entry that is wrong, when there are several.
    """
    made: list[tuple[str, str, tuple[str, ...]]] = []
    with store.working("log", dry_run=dry_run) as work:
        recognizer = Recognizer(work.session)
        for rank, entry in enumerate(entries, start=1):
            try:
                made.append(_logged(recognizer, entry))
            except ReseauError as error:
                if len(entries) == 1:
                    raise
                raise EntryError(rank=rank, title=entry.title, reason=error) from error
    return [
        outcome(work, slug=number, name=title, remarks=remarks)
        for number, title, remarks in made
    ]


def _logged(recognizer: Recognizer, entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    """Log one entry; give its number, its title and what is to be told."""
    session = recognizer.session
    if entry.held_on > settings.today(session) and not entry.planned:
        raise FutureError(day=formats.full_date(entry.held_on, weekday=True))
    remarks: list[str] = []
    committee = (
        finding.committee_named(session, entry.committee) if entry.committee else None
    )
    interaction = _interaction(session, entry, committee)
    _add_participants(recognizer, interaction, entry, remarks=remarks)
    _add_subjects(session, interaction, entry)
    interaction.follow_ups = [
        FollowUp(what=checked_name(it), due_on=entry.due_on) for it in entry.follow_ups
    ]
    session.add(interaction)
    for key, name in entry.learned.items():
        add_alias(session.get_one(Actor, key), name)
    session.flush()
    remarks += understood(interaction)
    remarks += strengthened(session, interaction)
    remarks.append(_matrix_cell(session, interaction))
    remarks += logged_before(session, interaction)
    return f"#{interaction.key}", interaction.title, tuple(remarks)


def _interaction(
    session: Session, entry: Entry, committee: Committee | None
) -> Interaction:
    zone = ZoneInfo(settings.setting(session, settings.ZONE, clock.DEFAULT_ZONE))
    starts_at = None
    if entry.starts is not None:
        starts_at = datetime.combine(entry.held_on, entry.starts, zone).astimezone(UTC)
    return Interaction(
        kind=entry.kind,
        title=checked_name(entry.title),
        held_on=entry.held_on,
        starts_at=starts_at,
        precision=entry.precision
        or (Precision.DAY if starts_at is None else Precision.MINUTE),
        minutes=entry.minutes,
        place=entry.place,
        notes=(entry.notes or "").strip() or None,
        function=entry.function,
        carrier=entry.carrier,
        committee=committee,
        added_at=clock.now(),
    )


def _matrix_cell(session: Session, interaction: Interaction) -> str:
    """Tell where an interaction stands in the matrix, and what of it is inferred."""
    guess = interaction_places(session, only=interaction.key)[interaction.key]
    return gettext("Matrix: {function} × {carrier}").format(
        function=stated_or_inferred(interaction.function, guess[0]),
        carrier=stated_or_inferred(interaction.carrier, guess[1]),
    )


def _add_participants(
    recognizer: Recognizer,
    interaction: Interaction,
    entry: Entry,
    *,
    remarks: list[str],
) -> None:
    if not entry.participants:
        raise NobodyError
    parts: dict[int, Participation] = {}
    for name, role in entry.participants:
        actor = _actor(recognizer, name, entry=entry, remarks=remarks)
        if actor.key in parts:
            raise NamedTwiceError(name=actor.name)
        parts[actor.key] = Participation(actor=actor, actor_key=actor.key, role=role)
    interaction.participations = list(parts.values())
    for name, other in entry.brought_by.items():
        part = _part(recognizer, parts, name)
        bringer = _actor(recognizer, other, entry=entry, remarks=remarks)
        part.brought_by = another(part.actor, bringer)
    for name, other in entry.on_behalf_of.items():
        part = _part(recognizer, parts, name)
        homes = replace(entry, create=entry.create and ActorKind.ORGANIZATION)
        home = _actor(recognizer, other, entry=homes, remarks=remarks)
        part.on_behalf_of = another(part.actor, home)


def another(actor: Actor, other: Actor) -> Actor:
    """Give the one who brought somebody, or whom they stand for, seeing it is another.

    Raises:
        OneselfError: It is the same actor.
    """
    if actor is other:
        raise OneselfError(name=actor.name)
    return other


def _part(
    recognizer: Recognizer, parts: Mapping[int, Participation], name: str
) -> Participation:
    actor = recognizer.surely(name)
    if actor is None:
        raise finding.unknown_actor(recognizer.session, name)
    if actor.key not in parts:
        raise NotThereError(name=actor.name)
    return parts[actor.key]


def actor_meant(
    recognizer: Recognizer,
    name: str,
    *,
    create: ActorKind | None,
    near_too: bool,
    remarks: list[str],
) -> Actor:
    """Recognize an actor, or add it when that was asked; say which it was.

    Raises:
        AmbiguousNameError, UnknownActorError: A name is not sure.
        NearNameError: An actor to add is named nearly as a known one.
    """
    actor = _known(recognizer, name, create=create, near_too=near_too)
    said = gettext("{typed}: {name} ({slug}), {how}")
    how = recognizer.how.get(name)
    if actor is None:
        if create is None:
            raise finding.unknown_actor(
                recognizer.session, name, told=finding.NotAddedError
            )
        if not near_too:
            recognizer.refuse_near(name, kind=create)
        actor = new_actor(recognizer.session, name, kind=create)
        said = gettext("{typed}: new {kind}, {slug}")
    remarks.append(
        said.format(
            typed=name,
            name=actor.name,
            slug=actor.slug,
            kind=actor.kind.label(),
            how="" if how is None else how.label(),
        )
    )
    return actor


def _known(
    recognizer: Recognizer, name: str, *, create: ActorKind | None, near_too: bool
) -> Actor | None:
    """Give whom a name means; None for somebody to add.

    One who may be somebody known is added when a person said it is somebody else,
    unless another one has that very name.
    """
    try:
        return recognizer.surely(name)
    except finding.AmbiguousNameError as error:
        if create is None or finding.actors_named(recognizer.session, name):
            raise
        if near_too:
            return None
        raise MaybeNewError(**error.values) from error


def _actor(
    recognizer: Recognizer, name: str, *, entry: Entry, remarks: list[str]
) -> Actor:
    create = entry.new.get(name, entry.create)
    return actor_meant(
        recognizer, name, create=create, near_too=entry.near_too, remarks=remarks
    )


def _add_subjects(session: Session, interaction: Interaction, entry: Entry) -> None:
    """Attach themes and territories, each once."""
    themes = {
        it.key: it for it in (finding.theme_named(session, t) for t in entry.themes)
    }
    interaction.themes = [InteractionTheme(theme=it) for it in themes.values()]
    places = (finding.territory_named(session, t) for t in entry.territories)
    territories = {it.key: it for it in places}
    interaction.territories = [
        InteractionTerritory(territory=it) for it in territories.values()
    ]


def read_participant(text: str) -> tuple[str, Role]:
    """Read ``NAME`` or ``NAME=ROLE``.

    Raises:
        UnknownWordError: The role is none.
        ParticipantError: There is no name.
    """
    name, equals, role = text.rpartition("=")
    if not equals:
        return text, Role.PARTICIPANT
    if not name.strip():
        raise ParticipantError(text=text)
    return name.strip(), Role.read(role)


def read_pair(text: str) -> tuple[str, str]:
    """Read ``NAME=OTHER``, as in “who=brought by whom”.

    Raises:
        PairError: It is not of that form.
    """
    name, equals, other = text.partition("=")
    if not (equals and name.strip() and other.strip()):
        raise PairError(text=text)
    return name.strip(), other.strip()


class PairError(UsageError):
    """Two names are not written as such."""

    message = N_(
        "“{text}” cannot be read. Write two names with = between them, as "
        "nadia-tremblay=luc-roy: who, then who brought them or whom they stand for."
    )
