"""Narrow rows of the log with who came for whom, through whom, and about what."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, InteractionKind, Precision, Role
from reseau.store.models import (
    Actor,
    Committee,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Membership,
    Participation,
)
from reseau.store.rows import Scope, within

_BATCH = 500


class LineRow(NamedTuple):
    """One interaction."""

    interaction: int
    held_on: date
    kind: InteractionKind
    committee: int | None
    precision: Precision


class PartRow(NamedTuple):
    """One actor's part in one interaction, for whom and through whom."""

    interaction: int
    actor: int
    role: Role
    on_behalf_of: int | None
    brought_by: int | None


class SeatRow(NamedTuple):
    """One dated seat, [since, until), with whom the actor sits for."""

    actor: int
    committee: int
    since: date | None
    until: date | None
    on_behalf_of: int | None


class KnownRow(NamedTuple):
    """An actor with its sector."""

    actor: int
    slug: str
    name: str
    kind: ActorKind
    sector: str | None


def line_rows(session: Session, scope: Scope) -> list[LineRow]:
    """Read the interactions of a scope, by day, then by key."""
    query = select(
        Interaction.key,
        Interaction.held_on,
        Interaction.kind,
        Interaction.committee_key,
        Interaction.precision,
    ).order_by(Interaction.held_on, Interaction.key)
    return [LineRow(*row) for row in session.execute(within(query, scope))]


def part_rows(session: Session, scope: Scope) -> list[PartRow]:
    """Read who had which part in the interactions of a scope, in order."""
    query = (
        select(
            Participation.interaction_key,
            Participation.actor_key,
            Participation.role,
            Participation.on_behalf_of_key,
            Participation.brought_by_key,
        )
        .join(Interaction, Interaction.key == Participation.interaction_key)
        .order_by(Participation.interaction_key, Participation.actor_key)
    )
    return [PartRow(*row) for row in session.execute(within(query, scope))]


def seat_rows(session: Session) -> list[SeatRow]:
    """Read the seats of every committee, with whom they are held for."""
    query = select(
        Membership.actor_key,
        Membership.committee_key,
        Membership.since,
        Membership.until,
        Membership.on_behalf_of_key,
    ).order_by(Membership.key)
    return [SeatRow(*row) for row in session.execute(query)]


def sectors(session: Session) -> dict[int, str]:
    """Read the sector of each actor that has one."""
    query = select(Actor.key, Actor.sector).where(Actor.sector.is_not(None))
    return {key: sector for key, sector in session.execute(query) if sector}


def committee_names(session: Session) -> dict[int, tuple[str, str]]:
    """Read the short code and the name of each committee."""
    query = select(Committee.key, Committee.slug, Committee.name)
    return {key: (code, name) for key, code, name in session.execute(query)}


def theme_pairs(session: Session, scope: Scope) -> list[tuple[int, int]]:
    """Read which interactions of a scope are about which themes."""
    query = (
        select(InteractionTheme.interaction_key, InteractionTheme.theme_key)
        .join(Interaction, Interaction.key == InteractionTheme.interaction_key)
        .order_by(InteractionTheme.key)
    )
    return [(one, other) for one, other in session.execute(within(query, scope))]


def territory_pairs(session: Session, scope: Scope) -> list[tuple[int, int]]:
    """Read which interactions of a scope are about which territories."""
    query = (
        select(InteractionTerritory.interaction_key, InteractionTerritory.territory_key)
        .join(Interaction, Interaction.key == InteractionTerritory.interaction_key)
        .order_by(InteractionTerritory.key)
    )
    return [(one, other) for one, other in session.execute(within(query, scope))]


def titles(session: Session, keys: Collection[int]) -> dict[int, str]:
    """Read the titles of some interactions."""
    ordered = sorted(keys)
    found: dict[int, str] = {}
    for start in range(0, len(ordered), _BATCH):
        query = select(Interaction.key, Interaction.title).where(
            Interaction.key.in_(ordered[start : start + _BATCH])
        )
        found.update((key, title) for key, title in session.execute(query))
    return found
