"""Correct the log: edit or remove an interaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from reseau.domain.vocabulary import Carrier, Function, InteractionKind, Precision
from reseau.errors import NotFoundError
from reseau.i18n import N_
from reseau.store.models import (
    Interaction,
    InteractionTerritory,
    InteractionTheme,
)
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows.settings import zone_of
from reseau.store.session import Store
from reseau.usecases.actors.actors import checked_name
from reseau.usecases.common.edits import Clear, replace_links, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.log.presence_changes import PresenceChanges, change_presences


class NoInteractionError(NotFoundError):
    """No interaction has that number."""

    message = N_(
        "There is no interaction {number}. “reseau interaction list” shows their "
        "numbers."
    )


@dataclass(frozen=True, slots=True)
class InteractionChanges:
    """What is to be set on an interaction; None leaves a thing as it is.

    Attributes:
        held_on: The day; a time of day and a length in days are kept.
        themes: Labels or short codes; replaces the list.
        territories: Names or short codes; replaces the list.
        function: Cleared, it is inferred again; so is the carrier.
        presences: Who was there, and in which part.
    """

    title: str | None = None
    kind: InteractionKind | None = None
    held_on: date | None = None
    notes: str | Clear | None = None
    committee: str | Clear | None = None
    themes: Sequence[str] | None = None
    territories: Sequence[str] | None = None
    function: Function | Clear | None = None
    carrier: Carrier | Clear | None = None
    presences: PresenceChanges | None = None


def interaction_numbered(session: Session, number: int) -> Interaction:
    """Find an interaction by its number.

    Raises:
        NoInteractionError: None has it.
    """
    found = session.get(Interaction, number) if 0 < number < _TOO_LARGE else None
    if found is None:
        raise NoInteractionError(number=number)
    return found


_TOO_LARGE = 2**31  # Of a key, on PostgreSQL.


def edit_interaction(
    store: Store, number: int, *, changes: InteractionChanges, dry_run: bool = False
) -> Outcome:
    """Correct an interaction, and who was there.

    Raises:
        NoInteractionError: None has that number.
        ReseauError: What is said of who was there cannot be done; see
            ``presence_changes.change_presences``.
        MovedTooEarlyError: It would come before a strategy or a mission that it is
            part of.
    """
    with store.working("interaction edit", dry_run=dry_run) as work:
        interaction = interaction_numbered(work.session, number)
        _apply(work.session, interaction, changes)
        _refuse_too_early(work.session, interaction, changes)
        remarks = change_presences(work.session, interaction, changes.presences)
        name = interaction.title
    return outcome(work, slug=f"#{number}", name=name, remarks=remarks)


def _refuse_too_early(
    session: Session, interaction: Interaction, changes: InteractionChanges
) -> None:
    if changes.held_on is None:
        return
    from reseau.usecases.log.cycle_days import refuse_too_early

    with session.no_autoflush:
        refuse_too_early(session, interaction)


def remove_interaction(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove an interaction, with its participations and its follow-ups.

    Raises:
        NoInteractionError: None has that number.
    """
    with store.working("interaction remove", dry_run=dry_run) as work:
        interaction = interaction_numbered(work.session, number)
        name = interaction.title
        refuse_if_used(work.session, interaction, name=name)
        work.session.delete(interaction)
    return outcome(work, slug=f"#{number}", name=name)


def _apply(
    session: Session, interaction: Interaction, changes: InteractionChanges
) -> None:
    if changes.title is not None:
        interaction.title = checked_name(changes.title)
    if changes.held_on is not None:
        _move(session, interaction, changes.held_on)
    interaction.kind = changes.kind or interaction.kind
    interaction.notes = settled(interaction.notes, changes.notes)
    interaction.function = settled(interaction.function, changes.function)
    interaction.carrier = settled(interaction.carrier, changes.carrier)
    interaction.committee = settled_record(
        interaction.committee,
        changes.committee,
        find=lambda name: finding.committee_named(session, name),
    )
    if changes.themes is not None:
        replace_links(
            interaction.themes,
            [finding.theme_named(session, it) for it in changes.themes],
            target=lambda it: it.theme,
            link=lambda it: InteractionTheme(theme=it),
        )
    if changes.territories is not None:
        replace_links(
            interaction.territories,
            [finding.territory_named(session, it) for it in changes.territories],
            target=lambda it: it.territory,
            link=lambda it: InteractionTerritory(territory=it),
        )


def _move(session: Session, interaction: Interaction, day: date) -> None:
    """Move an interaction to another day, at the same time of day where it is held."""
    if interaction.ended_on is not None:
        interaction.ended_on += day - interaction.held_on
    if interaction.starts_at is not None:
        zone = zone_of(session)
        time = interaction.starts_at.astimezone(zone).time()
        interaction.starts_at = datetime.combine(day, time, zone).astimezone(UTC)
    if interaction.precision is Precision.MONTH:
        interaction.precision = Precision.DAY
    interaction.held_on = day
