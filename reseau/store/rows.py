"""Narrow rows for the analysis, straight from SELECTs: never objects in a loop."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import Select, not_, or_, select
from sqlalchemy.orm import Session

from reseau.domain.evidence import (
    ActorRow,
    AffiliationRow,
    CollaborationRow,
    MembershipRow,
    ParticipationRow,
)
from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    InteractionKind,
)
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Committee,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Membership,
    Participation,
    Territory,
    Theme,
)

Columns = TypeVarTuple("Columns")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Which lines of the log are looked at; None does not restrict.

    Attributes:
        period: Days of the interactions.
        themes: Keys of themes: a line about any of them counts.
        territories: Keys of territories, likewise.
        committee: Key of the committee that met.
        kind: What the interactions were.
    """

    period: Period = field(default_factory=Period)
    themes: frozenset[int] | None = None
    territories: frozenset[int] | None = None
    committee: int | None = None
    kind: InteractionKind | None = None

    @property
    def restricted(self) -> bool:
        """Tell whether anything is left out."""
        return self != Scope()


def actor_rows(
    session: Session,
    *,
    shown_to: Diffusion = Diffusion.INTERNAL,
    among: Collection[int] | None = None,
) -> list[ActorRow]:
    """Read the actors that an audience may be shown, in the order of their keys.

    Merged and archived actors are left out. A person who is not to be shown to
    anybody never comes; to the advisory group come those shown to it or to all.
    ``among`` keeps to some keys.
    """
    if among is not None:
        keys = sorted(among)
        batches = [keys[it : it + _BATCH] for it in range(0, len(keys), _BATCH)]
        return [
            ActorRow(*row)
            for some in batches
            for row in session.execute(_shown(shown_to).where(Actor.key.in_(some)))
        ]
    return [ActorRow(*row) for row in session.execute(_shown(shown_to))]


def diffusions(shown_to: Diffusion) -> tuple[Diffusion, ...]:
    """Give the diffusions of the people whom an audience may be shown."""
    return {
        Diffusion.INTERNAL: (Diffusion.INTERNAL, Diffusion.GROUP, Diffusion.PUBLIC),
        Diffusion.GROUP: (Diffusion.GROUP, Diffusion.PUBLIC),
        Diffusion.PUBLIC: (Diffusion.PUBLIC,),
        Diffusion.FORBIDDEN: (),
    }[shown_to]


def _shown(shown_to: Diffusion) -> Select[int, str, str, ActorKind]:
    return (
        select(Actor.key, Actor.slug, Actor.name, Actor.kind)
        .where(Actor.merged_into.is_(None), Actor.archived_on.is_(None))
        .where(Actor.diffusion.in_(diffusions(shown_to)))
        .order_by(Actor.key)
    )


def not_shown(
    session: Session, *, shown_to: Diffusion
) -> tuple[frozenset[int], frozenset[int]]:
    """Give the keys of the actors whom an audience is not shown.

    Returns:
        All of them, merged and archived ones included; and the people among them who
        are neither, and are kept back for their own sake.
    """
    kept_back = not_(Actor.diffusion.in_(diffusions(shown_to)))
    gone = or_(Actor.merged_into.is_not(None), Actor.archived_on.is_not(None))
    query = select(Actor.key).where(or_(kept_back, gone))
    people = (
        select(Actor.key)
        .where(kept_back, not_(gone))
        .where(Actor.kind == ActorKind.PERSON)
    )
    return frozenset(session.scalars(query)), frozenset(session.scalars(people))


def hidden_people(session: Session, *, shown_to: Diffusion) -> int:
    """Count the actors that an audience may not be shown."""
    every = select(Actor.key).where(
        Actor.merged_into.is_(None), Actor.archived_on.is_(None)
    )
    return len(session.scalars(every).all()) - len(
        actor_rows(session, shown_to=shown_to)
    )


def staff_keys(session: Session, *, on: date) -> frozenset[int]:
    """Give the keys of the collective's own staff on a day.

    Staff are the actors who have a seat in a committee of the kind "staff team" on
    that day; a seat without a known start counts. Empty when there is none.
    """
    query = (
        select(Membership.actor_key)
        .join(Committee, Committee.key == Membership.committee_key)
        .where(Committee.kind == CommitteeKind.STAFF)
        .where(or_(Membership.since.is_(None), Membership.since <= on))
        .where(or_(Membership.until.is_(None), Membership.until > on))
    )
    return frozenset(session.scalars(query))


def participation_rows(session: Session, scope: Scope) -> list[ParticipationRow]:
    """Read who took part in what, by interaction, then by actor."""
    query = (
        select(
            Participation.interaction_key,
            Participation.actor_key,
            Interaction.held_on,
            Participation.role,
        )
        .join(Interaction, Interaction.key == Participation.interaction_key)
        .order_by(Participation.interaction_key, Participation.actor_key)
    )
    return [ParticipationRow(*row) for row in session.execute(_within(query, scope))]


def _within(query: Select[*Columns], scope: Scope) -> Select[*Columns]:
    """Keep the interactions of a scope."""
    if scope.period.since is not None:
        query = query.where(Interaction.held_on >= scope.period.since)
    if scope.period.until is not None:
        query = query.where(Interaction.held_on < scope.period.until)
    if scope.kind is not None:
        query = query.where(Interaction.kind == scope.kind)
    if scope.committee is not None:
        query = query.where(Interaction.committee_key == scope.committee)
    if scope.themes is not None:
        about = select(InteractionTheme.interaction_key).where(
            InteractionTheme.theme_key.in_(scope.themes)
        )
        query = query.where(Interaction.key.in_(about))
    if scope.territories is not None:
        there = select(InteractionTerritory.interaction_key).where(
            InteractionTerritory.territory_key.in_(scope.territories)
        )
        query = query.where(Interaction.key.in_(there))
    return query


def membership_rows(session: Session, scope: Scope) -> list[MembershipRow]:
    """Read the seats, of one committee when the scope names it."""
    query = select(
        Membership.key,
        Membership.actor_key,
        Membership.committee_key,
        Membership.since,
        Membership.until,
    ).order_by(Membership.key)
    if scope.committee is not None:
        query = query.where(Membership.committee_key == scope.committee)
    return [MembershipRow(*row) for row in session.execute(query)]


def affiliation_rows(session: Session) -> list[AffiliationRow]:
    """Read people's dated roles in organizations."""
    query = select(
        Affiliation.key,
        Affiliation.person_key,
        Affiliation.organization_key,
        Affiliation.since,
        Affiliation.until,
    ).order_by(Affiliation.key)
    return [AffiliationRow(*row) for row in session.execute(query)]


def collaboration_rows(session: Session, scope: Scope) -> list[CollaborationRow]:
    """Read declared collaborations, on some themes when the scope names them."""
    query = select(
        Collaboration.key,
        Collaboration.source_key,
        Collaboration.target_key,
        Collaboration.strength,
        Collaboration.since,
        Collaboration.until,
    ).order_by(Collaboration.key)
    if scope.themes is not None:
        query = query.where(Collaboration.theme_key.in_(scope.themes))
    return [CollaborationRow(*row) for row in session.execute(query)]


def with_narrower(session: Session, theme: Theme) -> frozenset[int]:
    """Give the keys of a theme and of all that are narrower."""
    return _with_children(session, theme.key, select(Theme.key, Theme.broader_key))


def with_inner(session: Session, territory: Territory) -> frozenset[int]:
    """Give the keys of a territory and of all that lie in it."""
    return _with_children(
        session, territory.key, select(Territory.key, Territory.parent_key)
    )


def _with_children(
    session: Session, top: int, pairs: Select[int, int | None]
) -> frozenset[int]:
    children: dict[int | None, list[int]] = {}
    for key, parent in session.execute(pairs):
        children.setdefault(parent, []).append(key)
    found: set[int] = set()
    waiting = [top]
    while waiting:
        key = waiting.pop()
        if key not in found:  # A loop cannot be made by hand; be safe all the same.
            found.add(key)
            waiting += children.get(key, [])
    return frozenset(found)
