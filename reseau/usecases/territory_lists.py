"""List territories, and gather everything known of one."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind, TerritoryKind
from reseau.store import finding
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Committee,
    InteractionTerritory,
    Territory,
)
from reseau.store.session import Store
from reseau.usecases.interaction_lists import Latest, about_territories, latest
from reseau.usecases.tallies import NONE, tally
from reseau.usecases.trees import subtree


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """A territory in a list.

    Attributes:
        parent: Name of the one it is a part of.
        actors: How many are active there, its parts aside.
        interactions: How many are about it, its parts aside.
    """

    slug: str
    name: str
    kind: TerritoryKind
    parent: str | None
    code: str | None
    actors: int
    interactions: int


def list_territories(
    store: Store, *, kind: TerritoryKind | None = None, parent: str | None = None
) -> list[TerritoryLine]:
    """List territories by name.

    Args:
        store: The store.
        kind: Only those of that kind.
        parent: Only the parts of that one, at any depth.
    """
    with store.reading() as session:
        query = select(Territory)
        if kind is not None:
            query = query.where(Territory.kind == kind)
        if parent is not None:
            whole = finding.territory_named(session, parent)
            inside = subtree(session, whole) - {whole.key}
            query = query.where(Territory.key.in_(inside))
        activity = tally(session, InteractionTerritory.territory_key)
        actors = _actors_by_territory(session)
        lines = [
            TerritoryLine(
                it.slug,
                it.name,
                it.kind,
                None if it.parent is None else it.parent.name,
                it.official_code,
                actors.get(it.key, 0),
                activity.get(it.key, NONE).number,
            )
            for it in session.scalars(query)
        ]
    return sorted(lines, key=lambda it: (sort_key(it.name), it.slug))


def _actors_by_territory(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(ActorTerritory.territory_key, func.count())
        .join(Actor)
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
        .group_by(ActorTerritory.territory_key)
    )
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class ActiveThere:
    """An actor active in a territory, and the part of it that was named."""

    slug: str
    name: str
    kind: ActorKind
    territory: str


@dataclass(frozen=True, slots=True)
class TerritoryCard:
    """Everything known of one territory.

    Attributes:
        parts: The territories just under it, by name.
        actors: Active there or in a part of it, by name.
        committees: Of this territory or of a part of it, by name.
        interactions: About it or about a part of it.
        has_shape: Whether its boundaries are known.
        attribution: Whose data it comes from; None when it was added by hand.
    """

    slug: str
    name: str
    kind: TerritoryKind
    code: str | None
    parent: str | None
    parts: tuple[str, ...]
    committees: tuple[str, ...]
    actors: tuple[ActiveThere, ...]
    interactions: Latest
    has_shape: bool
    attribution: str | None


def territory_card(store: Store, which: str, *, lang: str) -> TerritoryCard:
    """Gather everything known of a territory, its parts counted in."""
    with store.reading() as session:
        it = finding.territory_named(session, which)
        inside = subtree(session, it)
        parts = session.scalars(
            select(Territory.name).where(Territory.parent_key == it.key)
        )
        committees = session.scalars(
            select(Committee.name).where(Committee.territory_key.in_(inside))
        )
        return TerritoryCard(
            slug=it.slug,
            name=it.name,
            kind=it.kind,
            code=it.official_code,
            parent=None if it.parent is None else it.parent.name,
            parts=tuple(sorted(parts, key=sort_key)),
            committees=tuple(sorted(committees, key=sort_key)),
            actors=_active(session, inside),
            interactions=latest(session, [about_territories(inside)], lang=lang),
            has_shape=it.geometry is not None,
            attribution=it.attribution,
        )


def _active(session: Session, inside: set[int]) -> tuple[ActiveThere, ...]:
    rows = session.execute(
        select(Actor.slug, Actor.name, Actor.kind, Territory.name)
        .join(ActorTerritory, ActorTerritory.actor_key == Actor.key)
        .join(Territory, ActorTerritory.territory_key == Territory.key)
        .where(ActorTerritory.territory_key.in_(inside))
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
    )
    found = [ActiveThere(*row) for row in rows]
    return tuple(
        sorted(found, key=lambda it: (sort_key(it.name), it.slug, it.territory))
    )
