"""List actors: all of them, people, or partners."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, PartnerStatus
from reseau.store.models import Actor, ActorTerritory, Affiliation, Participation
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.rows.lives import names_on
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.as_of import Then
from reseau.usecases.common.standings import standings
from reseau.usecases.common.tallies import NONE, tally
from reseau.usecases.common.trees import subtree


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list, as things stand on a day.

    Attributes:
        organizations: Where a person has a role, by name.
        interactions: How many, whatever the actor's part in them.
        ended_on: First day on which an organization is over, when that was said.
        became: What it became by then, by name.
    """

    slug: str
    name: str
    kind: ActorKind
    sector: str | None
    partner: PartnerStatus | None
    partner_since: date | None
    organizations: tuple[str, ...]
    interactions: int
    last: date | None
    ended_on: date | None = None
    became: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorFilter:
    """Which actors are wanted; what is left out does not matter.

    Attributes:
        statuses: Only partners of these statuses.
        territory: Only those active there, or in a part of it.
        organization: Only people who have a role there on that day.
        containing: Only names that contain this, accents and case aside.
        everything: Also the organizations that do not exist on that day.
    """

    kind: ActorKind | None = None
    statuses: Collection[PartnerStatus] | None = None
    territory: str | None = None
    organization: str | None = None
    containing: str = ""
    everything: bool = False


SORTS = ("name", "interactions", "last")
_FEW = 500  # More keys than that are not worth naming in a query.


def list_actors(
    store: Store,
    wanted: ActorFilter | None = None,
    *,
    sort: str = "name",
    at: date | None = None,
) -> list[ActorLine]:
    """List actors by name, by number of interactions, or by the last one.

    Merged and archived actors are left out, and so are organizations that are over or
    have not begun, unless all are wanted.

    Args:
        store: The store.
        wanted: Which ones; None for all.
        sort: One of ``SORTS``.
        at: As things were on that day, names included; today by default. What was
            held later is not counted then.
    """
    wanted = wanted or ActorFilter()
    with store.reading() as session:
        today = at or settings.today(session)
        then = Then(session, today)
        found = [
            it
            for it in session.execute(_filtered(session, wanted, today=today)).all()
            if wanted.everything or then.known.exists(it.key, today)
        ]
        status = standings(session, today=today)
        few = [it.key for it in found] if len(found) <= _FEW else None
        activity = tally(session, Participation.actor_key, among=few, until=at)
        homes = _organizations(session, then, today=today)
        lines = []
        for it in found:
            standing = status.get(it.key)
            line = ActorLine(
                it.slug, then.name(it.key, it.name), it.kind, it.sector,
                standing.status if standing else None,
                standing.since if standing else None,
                homes.get(it.key, ()),
                *activity.get(it.key, NONE),
                then.ended_on(it.key),
                then.became(it.key),
            )  # fmt: skip
            if wanted.statuses is None or line.partner in wanted.statuses:
                lines.append(line)
    return sorted(lines, key=lambda it: _order(it, sort))


def _filtered(
    session: Session, wanted: ActorFilter, *, today: date
) -> Select[int, str, str, ActorKind, str | None]:
    query = select(Actor.key, Actor.slug, Actor.name, Actor.kind, Actor.sector).where(
        Actor.merged_into.is_(None),
        Actor.archived_on.is_(None) | (Actor.archived_on > today),
    )
    if wanted.containing:
        part = folded(wanted.containing)
        so_named = Actor.name_key.contains(part, autoescape=True)
        others = names_on(session, today)
        then = [key for key, name in others.items() if part in folded(name)]
        now = so_named & Actor.key.not_in(others) if others else so_named
        query = query.where(now | Actor.key.in_(then) if then else now)
    if wanted.kind is not None:
        query = query.where(Actor.kind == wanted.kind)
    if wanted.territory is not None:
        inside = subtree(session, finding.territory_named(session, wanted.territory))
        there = select(ActorTerritory.actor_key).where(
            ActorTerritory.territory_key.in_(inside)
        )
        query = query.where(Actor.key.in_(there))
    if wanted.organization is not None:
        home = actor_meant(session, wanted.organization, kind=ActorKind.ORGANIZATION)
        roles = session.scalars(
            select(Affiliation).where(Affiliation.organization_key == home.key)
        )
        people = {it.person_key for it in roles if today in Period(it.since, it.until)}
        query = query.where(Actor.key.in_(people))
    return query


def _organizations(
    session: Session, then: Then, *, today: date
) -> dict[int, tuple[str, ...]]:
    """Give the organizations in which each person has a role on a day, by key."""
    rows = session.execute(
        select(
            Affiliation.person_key, Actor.key, Actor.name, Affiliation.since,
            Affiliation.until,
        )
        .join(Actor, Affiliation.organization_key == Actor.key)
        .order_by(Affiliation.key)
    )  # fmt: skip
    found: dict[int, set[str]] = {}
    for person, home, name, since, until in rows:
        if today in Period(since, until):
            found.setdefault(person, set()).add(then.name(home, name))
    return {key: tuple(sorted(names, key=sort_key)) for key, names in found.items()}


def _order(line: ActorLine, sort: str) -> tuple[object, ...]:
    name = sort_key(line.name)
    if sort == "interactions":
        return (-line.interactions, name, line.slug)
    if sort == "last":
        return (-(line.last or date.min).toordinal(), name, line.slug)
    return (name, line.slug)
