"""Log one interaction: who met whom, when, about what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    CommitteeKind,
    Function,
    InteractionKind,
    Precision,
    Role,
)
from reseau.errors import UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store import finding, settings
from reseau.store.models import (
    Actor,
    Committee,
    FollowUp,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
)
from reseau.store.session import Store
from reseau.usecases.actors import checked_name, new_actor
from reseau.usecases.outcome import Outcome, outcome


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
        create: Kind of the actors to add when nobody has their name; None refuses.
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
    planned: bool = False


def log_interaction(store: Store, entry: Entry, *, dry_run: bool = False) -> Outcome:
    """Log an interaction, and tell how each name was understood.

    Raises:
        NobodyError, FutureError, NamedTwiceError, NotThereError
        UnknownActorError, AmbiguousNameError: A name is not sure.
    """
    with store.working("log", dry_run=dry_run) as work:
        session = work.session
        if entry.held_on > settings.today(session) and not entry.planned:
            raise FutureError(day=formats.full_date(entry.held_on, weekday=True))
        remarks: list[str] = []
        committee = (
            finding.committee_named(session, entry.committee)
            if entry.committee
            else None
        )
        interaction = _interaction(session, entry, committee)
        _add_participants(session, interaction, entry, remarks=remarks)
        _add_subjects(session, interaction, entry)
        interaction.follow_ups = [
            FollowUp(what=checked_name(it), due_on=entry.due_on)
            for it in entry.follow_ups
        ]
        session.add(interaction)
        session.flush()
        name, number = interaction.title, interaction.key
        remarks.append(_matrix_cell(interaction))
    return outcome(work, slug=f"#{number}", name=name, remarks=tuple(remarks))


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
        precision=Precision.DAY if starts_at is None else Precision.MINUTE,
        minutes=entry.minutes,
        place=entry.place,
        notes=(entry.notes or "").strip() or None,
        function=entry.function or Function.WATCH,
        carrier=entry.carrier or _carrier_of(committee),
        committee=committee,
        added_at=clock.now(),
    )


def _carrier_of(committee: Committee | None) -> Carrier:
    """Infer who carries an action from the committee that met."""
    if committee is None or committee.kind is CommitteeKind.STAFF:
        return Carrier.STAFF
    if committee.kind is CommitteeKind.ADVISORY_GROUP:
        return Carrier.ADVISORY_GROUP
    return Carrier.MEMBERS


def _matrix_cell(interaction: Interaction) -> str:
    function, carrier = interaction.function, interaction.carrier
    return gettext("Matrix: {function} × {carrier}").format(
        function="" if function is None else function.label(),
        carrier="" if carrier is None else carrier.label(),
    )


def _add_participants(
    session: Session, interaction: Interaction, entry: Entry, *, remarks: list[str]
) -> None:
    if not entry.participants:
        raise NobodyError
    parts: dict[int, Participation] = {}
    for name, role in entry.participants:
        actor = _actor(session, name, create=entry.create, remarks=remarks)
        if actor.key in parts:
            raise NamedTwiceError(name=actor.name)
        parts[actor.key] = Participation(actor=actor, actor_key=actor.key, role=role)
    interaction.participations = list(parts.values())
    for name, other in entry.brought_by.items():
        part = _part(session, parts, name)
        part.brought_by = _actor(session, other, create=entry.create, remarks=remarks)
    for name, other in entry.on_behalf_of.items():
        part = _part(session, parts, name)
        organization = ActorKind.ORGANIZATION if entry.create else None
        part.on_behalf_of = _actor(session, other, create=organization, remarks=remarks)


def _part(
    session: Session, parts: Mapping[int, Participation], name: str
) -> Participation:
    actor = finding.actor_named(session, name)
    if actor.key not in parts:
        raise NotThereError(name=actor.name)
    return parts[actor.key]


def _actor(
    session: Session, name: str, *, create: ActorKind | None, remarks: list[str]
) -> Actor:
    """Find an actor, or add it when that was asked; say which it was."""
    if create is not None and not finding.actors_named(session, name):
        actor = new_actor(session, name, kind=create)
        said = gettext("{typed}: new {kind}, {slug}")
    else:
        actor = finding.actor_named(session, name)
        said = gettext("{typed}: {name} ({slug})")
    remarks.append(
        said.format(
            typed=name, name=actor.name, slug=actor.slug, kind=actor.kind.label()
        )
    )
    return actor


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

    message = N_("“{text}” cannot be read. Write two names with = between them.")
