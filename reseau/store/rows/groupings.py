"""To what actors and interactions belong: sectors, territories, themes, functions."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import ActorKind, Function, Role
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Affiliation,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Participation,
    Territory,
)


def sectors(session: Session) -> dict[int, str]:
    """Give the sector of each actor that has one."""
    query = select(Actor.key, Actor.sector).where(Actor.sector.is_not(None))
    return {
        key: sector.strip()
        for key, sector in session.execute(query)
        if sector and sector.strip()
    }


def territories(session: Session) -> dict[int, tuple[str, ...]]:
    """Give the names of the territories of each actor that has any, in order."""
    query = (
        select(ActorTerritory.actor_key, Territory.name)
        .join(Territory, Territory.key == ActorTerritory.territory_key)
        .order_by(ActorTerritory.actor_key, Territory.name_key, Territory.key)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for actor, name in session.execute(query):
        found[actor].append(name)
    return {actor: tuple(names) for actor, names in found.items()}


def organizations(session: Session, *, on: date) -> dict[int, frozenset[int]]:
    """Give, for each person, the organizations where they have a role on a day."""
    query = (
        select(Affiliation.person_key, Affiliation.organization_key)
        .where(or_(Affiliation.since.is_(None), Affiliation.since <= on))
        .where(or_(Affiliation.until.is_(None), Affiliation.until > on))
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, organization in session.execute(query):
        found[person].add(organization)
    return {person: frozenset(them) for person, them in found.items()}


class Represented(NamedTuple):
    """An organization for which somebody was at an interaction."""

    interaction: int
    organization: int
    held_on: date


def represented(session: Session) -> list[Represented]:
    """Read for which organizations somebody was present, by interaction."""
    query = (
        select(
            Interaction.key,
            Participation.on_behalf_of_key,
            Interaction.held_on,
            Participation.role,
        )
        .join(Participation, Participation.interaction_key == Interaction.key)
        .where(Participation.on_behalf_of_key.is_not(None))
    )
    found = {
        Represented(interaction, organization, held_on)
        for interaction, organization, held_on, role in session.execute(query)
        if organization is not None and role.present
    }
    return sorted(found)


class Work(NamedTuple):
    """An organization at an interaction, with what the interaction was about."""

    interaction: int
    held_on: date
    actor: int
    role: Role
    theme: int
    function: Function | None


def work_rows(session: Session, interactions: Iterable[int]) -> list[Work]:
    """Read which organizations were at interactions with a theme, by interaction.

    An organization was there itself, or somebody was there on its behalf.
    """
    wanted = set(interactions)
    found: set[Work] = set()
    for who in (Participation.actor_key, Participation.on_behalf_of_key):
        query = (
            select(
                Interaction.key,
                Interaction.held_on,
                Actor.key,
                Participation.role,
                InteractionTheme.theme_key,
                Interaction.function,
            )
            .join(Participation, Participation.interaction_key == Interaction.key)
            .join(InteractionTheme, InteractionTheme.interaction_key == Interaction.key)
            .join(Actor, Actor.key == who)
            .where(Actor.kind == ActorKind.ORGANIZATION)
        )
        found.update(
            Work(*row)
            for row in session.execute(query)
            if row[0] in wanted and row[3].present
        )
    return sorted(found, key=lambda it: (it.interaction, it.actor, it.theme, it.role))


def places_of(session: Session) -> dict[int, tuple[int, ...]]:
    """Give the territories of each interaction that has any, in order."""
    query = select(
        InteractionTerritory.interaction_key, InteractionTerritory.territory_key
    ).order_by(InteractionTerritory.interaction_key, InteractionTerritory.territory_key)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for interaction, territory in session.execute(query):
        found[interaction].append(territory)
    return {interaction: tuple(them) for interaction, them in found.items()}


def territory_names(session: Session) -> dict[int, tuple[str, str]]:
    """Give the slug and the name of each territory."""
    query = select(Territory.key, Territory.slug, Territory.name)
    return {key: (slug, name) for key, slug, name in session.execute(query)}
