"""Everything known of one interaction, for “show”."""

from dataclasses import dataclass
from datetime import date, datetime

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import (
    Carrier,
    Function,
    InteractionKind,
    Precision,
    Role,
)
from reseau.store.models import (
    Actor,
    FollowUp,
    ImportSource,
    Interaction,
    Participation,
)
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.log.guessed_places import interaction_places
from reseau.usecases.log.interactions import interaction_numbered


@dataclass(frozen=True, slots=True)
class Part:
    """An actor's part in an interaction; others are given by name."""

    slug: str
    name: str
    role: Role
    on_behalf_of: str | None
    brought_by: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A follow-up: what, by whom, by when, done when."""

    what: str
    who: str | None
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ImportedFrom:
    """Where an imported interaction came from."""

    name: str
    attribution: str | None
    line: str | None


@dataclass(frozen=True, slots=True)
class InteractionCard:
    """Everything known of one interaction.

    Attributes:
        function_inferred: Whether nobody said what it is for: a guess stands there.
        carrier_inferred: Whether nobody said who carries it.
        starts_at: With the organization's zone; None when only the day is known.
        participants: By role, then by name.
        source: None when it was logged by hand.
    """

    number: int
    kind: InteractionKind
    title: str
    held_on: date
    ended_on: date | None
    starts_at: datetime | None
    precision: Precision
    minutes: int | None
    place: str | None
    committee: str | None
    themes: tuple[str, ...]
    territories: tuple[str, ...]
    function: Function | None
    carrier: Carrier | None
    participants: tuple[Part, ...]
    follow_ups: tuple[Promise, ...]
    notes: str | None
    source: ImportedFrom | None
    added_at: datetime
    function_inferred: bool = False
    carrier_inferred: bool = False


def interaction_card(store: Store, number: int, *, lang: str) -> InteractionCard:
    """Gather everything known of an interaction.

    Raises:
        NoInteractionError: None has that number.
    """
    with store.reading() as session:
        it = interaction_numbered(session, number)
        zone = zone_of(session)
        guess = interaction_places(session, only=it.key)[it.key]
        source = it.source_key and session.get(ImportSource, it.source_key)
        return InteractionCard(
            number=it.key,
            kind=it.kind,
            title=it.title,
            held_on=it.held_on,
            ended_on=it.ended_on,
            starts_at=None if it.starts_at is None else it.starts_at.astimezone(zone),
            precision=it.precision,
            minutes=it.minutes,
            place=it.place,
            committee=None if it.committee is None else it.committee.name,
            themes=tuple(link.theme.label(lang) for link in it.themes),
            territories=tuple(link.territory.name for link in it.territories),
            function=it.function or guess[0],
            carrier=it.carrier or guess[1],
            function_inferred=it.function is None,
            carrier_inferred=it.carrier is None,
            participants=_participants(it),
            follow_ups=tuple(_promise(follow_up) for follow_up in it.follow_ups),
            notes=it.notes,
            source=None if not source else _source(source, it.external_id),
            added_at=it.added_at.astimezone(zone),
        )


def _participants(interaction: Interaction) -> tuple[Part, ...]:
    roles = list(Role)

    def order(it: Participation) -> tuple[int, tuple[str, str]]:
        return roles.index(it.role), sort_key(it.actor.name)

    return tuple(
        Part(
            it.actor.slug,
            it.actor.name,
            it.role,
            _name(it.on_behalf_of),
            _name(it.brought_by),
        )
        for it in sorted(interaction.participations, key=order)
    )


def _promise(follow_up: FollowUp) -> Promise:
    who = _name(follow_up.actor)
    return Promise(follow_up.what, who, follow_up.due_on, follow_up.done_on)


def _source(source: ImportSource, line: str | None) -> ImportedFrom:
    return ImportedFrom(source.name, source.attribution, line)


def _name(actor: Actor | None) -> str | None:
    return None if actor is None else actor.name
