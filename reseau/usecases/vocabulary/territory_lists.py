"""List territories, and gather everything known of one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind, TerritoryKind
from reseau.store.models import (
    Actor,
    ActorTerritory,
    Committee,
    Interaction,
    InteractionTerritory,
    Territory,
)
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.rows.lives import lives
from reseau.store.session import Store
from reseau.usecases.common.as_of import Then
from reseau.usecases.common.tallies import NONE, tally
from reseau.usecases.common.trees import subtree
from reseau.usecases.log.interaction_lists import (
    Latest,
    about_territories,
    latest,
    told,
)


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
    store: Store,
    *,
    kind: TerritoryKind | None = None,
    parent: str | None = None,
    at: date | None = None,
) -> list[TerritoryLine]:
    """List territories by name.

    Args:
        store: The store.
        kind: Only those of that kind.
        parent: Only the parts of that one, at any depth.
        at: As things were on that day, as far as the lives of organizations and the
            days of interactions tell; today by default.
    """
    with store.reading() as session:
        gone = lives(session).absent(at or settings.today(session))
        query = select(Territory)
        if kind is not None:
            query = query.where(Territory.kind == kind)
        if parent is not None:
            whole = finding.territory_named(session, parent)
            inside = subtree(session, whole) - {whole.key}
            query = query.where(Territory.key.in_(inside))
        activity = tally(session, InteractionTerritory.territory_key, until=at)
        actors = _actors_by_territory(session, gone)
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


def _actors_by_territory(session: Session, gone: frozenset[int]) -> dict[int, int]:
    rows = session.execute(
        select(ActorTerritory.territory_key, func.count())
        .join(Actor)
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
        .where(Actor.key.not_in(gone))
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


def territory_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> TerritoryCard:
    """Gather everything known of a territory, its parts counted in.

    Args:
        store: The store.
        which: The territory.
        lang: Language of the themes.
        at: As things were on that day: committees, names and lives of organizations,
            interactions until then; today by default.
    """
    with store.reading() as session:
        day = at or settings.today(session)
        it = finding.territory_named(session, which)
        inside = subtree(session, it)
        parts = session.scalars(
            select(Territory.name).where(Territory.parent_key == it.key)
        )
        committees = session.scalars(
            select(Committee.name)
            .where(Committee.territory_key.in_(inside))
            .where(*([] if at is None else _lasting(at)))
        )
        held = about_territories(inside), Interaction.held_on <= (at or date.max)
        return TerritoryCard(
            slug=it.slug,
            name=it.name,
            kind=it.kind,
            code=it.official_code,
            parent=None if it.parent is None else it.parent.name,
            parts=tuple(sorted(parts, key=sort_key)),
            committees=tuple(sorted(committees, key=sort_key)),
            actors=_active(session, inside, on=day),
            interactions=told(session, latest(session, held, lang=lang)),
            has_shape=it.geometry is not None,
            attribution=it.attribution,
        )


def _lasting(day: date) -> list[ColumnElement[bool]]:
    """Keep the committees that had begun and were not over on a day."""
    return [
        Committee.started_on.is_(None) | (Committee.started_on <= day),
        Committee.ended_on.is_(None) | (Committee.ended_on > day),
    ]


def _active(session: Session, inside: set[int], *, on: date) -> tuple[ActiveThere, ...]:
    then = Then(session, on)
    rows = session.execute(
        select(Actor.key, Actor.slug, Actor.name, Actor.kind, Territory.name)
        .join(ActorTerritory, ActorTerritory.actor_key == Actor.key)
        .join(Territory, ActorTerritory.territory_key == Territory.key)
        .where(ActorTerritory.territory_key.in_(inside))
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
    )
    found = [
        ActiveThere(slug, then.name(key, name), kind, place)
        for key, slug, name, kind, place in rows
        if then.known.exists(key, on)
    ]
    return tuple(
        sorted(found, key=lambda it: (sort_key(it.name), it.slug, it.territory))
    )
