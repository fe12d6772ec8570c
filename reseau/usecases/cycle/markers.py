"""Progress markers: graduated signs of change, moved by named interactions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.dissemination import MarkerLevel, MarkerState
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Actor, Interaction, Marker, MarkerMove, Strategy
from reseau.store.naming.titled import strategy_named
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.cycle_edits import last_day, refuse_future, required_text
from reseau.usecases.common.edits import Clear, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.strategies import refuse_over
from reseau.usecases.cycle.strategy_steps import target_was_there, without_target
from reseau.usecases.log.interactions import interaction_numbered


class NoMarkerError(NotFoundError):
    """No marker has that number."""

    message = N_("There is no marker {number}. “reseau marker list” shows them.")


class NotATargetError(UsageError):
    """A marker would be about somebody that the strategy does not address."""

    message = N_(
        "{actor} is not a target of “{name}”. Give one of its targets, or leave "
        "--actor out."
    )


class MovedBeforeError(ConflictError):
    """A marker would be moved by what came before its strategy."""

    message = N_(
        "Interaction {number}, of {day}, came before “{name}”, which began on {start}: "
        "it cannot have moved its marker. Name a later interaction, or correct the "
        "start of the strategy."
    )


class SeenBeforeError(UsageError):
    """A sign would be seen before what moved it."""

    message = N_(
        "Interaction {number} was on {day}: what it moved cannot have been seen on "
        "{seen}. Give that day or a later one."
    )


class NoMoveError(NotFoundError):
    """An interaction did not move a marker."""

    message = N_(
        "Interaction {interaction} did not move marker {number}. “reseau marker show” "
        "lists what did."
    )


@dataclass(frozen=True, slots=True)
class MarkerChanges:
    """What is to be set on a marker; None leaves a thing as it is."""

    level: MarkerLevel | None = None
    sign: str | None = None
    actor: str | Clear | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a marker.

    Attributes:
        evidence: What shows it.
        on: The day; that of the interaction by default.
    """

    evidence: str
    state: MarkerState = MarkerState.REACHED
    on: date | None = None


def add_marker(
    store: Store,
    which: str,
    sign: str,
    *,
    level: MarkerLevel,
    actor: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Add a sign of change to a strategy.

    Args:
        store: The store.
        which: The strategy.
        sign: What would be seen.
        level: How far it goes.
        actor: The target it is about; all of them by default.
        dry_run: Roll back at the end.

    Raises:
        StrategyOverError: The strategy is closed.
        NotATargetError: The actor is not one of its targets.
    """
    with store.working("marker add", dry_run=dry_run) as work:
        session = work.session
        strategy = strategy_named(session, which)
        refuse_over(strategy)
        about = None if actor is None else _target(session, strategy, actor)
        marker = Marker(level=level, sign=checked_name(sign), actor=about)
        strategy.markers.append(marker)
        session.flush()
        number, written = marker.key, marker.sign
    return outcome(work, slug=f"#{number}", name=written)


def edit_marker(
    store: Store, number: int, *, changes: MarkerChanges, dry_run: bool = False
) -> Outcome:
    """Change a marker.

    Raises:
        NoMarkerError: None has that number.
        NotATargetError: The actor is not a target of its strategy.
    """
    with store.working("marker edit", dry_run=dry_run) as work:
        session = work.session
        marker = marker_numbered(session, number)
        marker.level = changes.level or marker.level
        if changes.sign is not None:
            marker.sign = checked_name(changes.sign)
        marker.actor = settled_record(
            marker.actor,
            changes.actor,
            find=lambda name: _target(session, marker.strategy, name),
        )
        written = marker.sign
    return outcome(work, slug=f"#{number}", name=written)


def move_marker(
    store: Store, number: int, interaction: int, *, seen: Seen, dry_run: bool = False
) -> Outcome:
    """Note what an interaction showed of a marker.

    Of the same interaction and day, what is said last replaces what was said.

    Raises:
        NoMarkerError, NoInteractionError
        MovedBeforeError: The interaction came before the strategy.
        SeenBeforeError: It was seen before the interaction.
        NotYetError: The interaction, or the day, is still to come.
        MissingTextError: No evidence.
    """
    with store.working("marker move", dry_run=dry_run) as work:
        session = work.session
        marker = marker_numbered(session, number)
        found = interaction_numbered(session, interaction)
        day = seen_day(session, marker, found, seen.on)
        move = _move(marker, found, day)
        move.state = seen.state
        move.evidence = required_text(
            seen.evidence, what=gettext("--evidence (what shows it)")
        )
        strategy, written = marker.strategy, marker.sign
        remarks = [] if target_was_there(strategy, found) else [
            without_target([interaction])
        ]  # fmt: skip
        remarks.append(_told(seen.state, day))
    return outcome(work, slug=f"#{number}", name=written, remarks=tuple(remarks))


def withdraw_move(
    store: Store, number: int, interaction: int, *, dry_run: bool = False
) -> Outcome:
    """Take back what an interaction was said to have shown of a marker.

    Raises:
        NoMarkerError: None has that number.
        NoMoveError: The interaction did not move it.
    """
    with store.working("marker withdraw", dry_run=dry_run) as work:
        marker = marker_numbered(work.session, number)
        moves = [it for it in marker.moves if it.interaction_key == interaction]
        if not moves:
            raise NoMoveError(interaction=f"#{interaction}", number=f"#{number}")
        for it in moves:
            marker.moves.remove(it)
        written = marker.sign
    return outcome(work, slug=f"#{number}", name=written)


def remove_marker(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove a marker that nothing has moved.

    Raises:
        NoMarkerError: None has that number.
        StillUsedError: Something moved it, or an outcome answers it.
    """
    with store.working("marker remove", dry_run=dry_run) as work:
        marker = marker_numbered(work.session, number)
        written = marker.sign
        refuse_if_used(work.session, marker, name=written)
        work.session.delete(marker)
    return outcome(work, slug=f"#{number}", name=written)


def marker_numbered(session: Session, number: int) -> Marker:
    """Find a marker by its number.

    Raises:
        NoMarkerError: None has it.
    """
    found = session.get(Marker, number) if 0 < number <= LARGEST_KEY else None
    if found is None:
        raise NoMarkerError(number=number)
    return found


def _target(session: Session, strategy: Strategy, name: str) -> Actor:
    actor = actor_meant(session, name)
    if actor.key not in {it.actor.key for it in strategy.targets}:
        raise NotATargetError(actor=actor.name, name=strategy.name)
    return actor


def seen_day(
    session: Session, marker: Marker, interaction: Interaction, on: date | None
) -> date:
    """Give the day a sign was seen, once everything about it is in order.

    Raises:
        MovedBeforeError, SeenBeforeError, NotYetError
    """
    strategy, end = marker.strategy, last_day(interaction)
    number = f"#{interaction.key}"
    if end < strategy.started_on:
        raise MovedBeforeError(
            number=number,
            day=formats.full_date(end),
            name=strategy.name,
            start=formats.full_date(strategy.started_on),
        )
    first = max(interaction.held_on, strategy.started_on)
    day = on or first
    if day < interaction.held_on:
        raise SeenBeforeError(
            number=number,
            day=formats.full_date(interaction.held_on),
            seen=formats.full_date(day),
        )
    refuse_future(max(day, first), today=settings.today(session))
    return max(day, first)


def _move(marker: Marker, interaction: Interaction, day: date) -> MarkerMove:
    for it in marker.moves:
        if it.interaction_key == interaction.key and it.seen_on == day:
            return it
    made = MarkerMove(interaction=interaction, seen_on=day)
    marker.moves.append(made)
    return made


def _told(state: MarkerState, day: date) -> str:
    text = gettext("Noted: {state}, on {day}.")
    return text.format(state=state.label(), day=formats.full_date(day))
