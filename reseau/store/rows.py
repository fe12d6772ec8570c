"""Narrow rows for the analysis, straight from SELECTs: never objects in a loop."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select
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
    ConsentState,
    Diffusion,
    InteractionKind,
    Purpose,
)
from reseau.store import settings
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Committee,
    Consent,
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
        involving: Keys of actors, a few thousand at most: a line counts in which one
            of them, or somebody on its behalf, has a part, or of a committee where a
            seat is held in its name.
    """

    period: Period = field(default_factory=Period)
    themes: frozenset[int] | None = None
    territories: frozenset[int] | None = None
    committee: int | None = None
    kind: InteractionKind | None = None
    involving: frozenset[int] | None = None

    @property
    def restricted(self) -> bool:
        """Tell whether anything is left out."""
        return self != Scope()


_ALLOWED = {
    Diffusion.INTERNAL: (Diffusion.INTERNAL, Diffusion.GROUP, Diffusion.PUBLIC),
    Diffusion.GROUP: (Diffusion.GROUP, Diffusion.PUBLIC),
    Diffusion.PUBLIC: (Diffusion.PUBLIC,),
    Diffusion.FORBIDDEN: (),
}
_PURPOSES = {Diffusion.GROUP: Purpose.GROUP, Diffusion.PUBLIC: Purpose.PUBLIC}
_LIVING = Actor.merged_into.is_(None), Actor.archived_on.is_(None)


def may_be_shown(session: Session, shown_to: Diffusion) -> ColumnElement[bool]:
    """Say in SQL which actors an audience may be shown, living or not.

    A person who is not to be shown to anybody never comes; to the advisory group come
    those shown to it or to all, but for those whose latest word on that purpose is a
    refusal or has expired. This is the one rule behind everything that is shown.
    """
    allowed = Actor.diffusion.in_(_ALLOWED[shown_to])
    unwilling = _unwilling(session, shown_to)
    return and_(allowed, Actor.key.not_in(unwilling)) if unwilling else allowed


def _unwilling(session: Session, shown_to: Diffusion) -> set[int]:
    """Give the people whose latest word on being shown does not allow it today."""
    purpose = _PURPOSES.get(shown_to)
    if purpose is None:
        return set()
    query = (
        select(Consent.actor_key, Consent.state, Consent.expires_on)
        .where(Consent.purpose == purpose)
        .order_by(Consent.stated_on, Consent.key)
    )
    latest = {actor: (state, until) for actor, state, until in session.execute(query)}
    today = settings.today(session) if latest else date.max
    return {
        actor
        for actor, (state, until) in latest.items()
        if state is not ConsentState.GIVEN or (until is not None and until <= today)
    }


def actor_rows(
    session: Session,
    *,
    shown_to: Diffusion = Diffusion.INTERNAL,
    among: Collection[int] | None = None,
) -> list[ActorRow]:
    """Read the actors that an audience may be shown, in the order of their keys.

    Merged and archived actors are left out; ``among`` keeps to some keys.
    """
    query = (
        select(Actor.key, Actor.slug, Actor.name, Actor.kind)
        .where(*_LIVING, may_be_shown(session, shown_to))
        .order_by(Actor.key)
    )
    if among is None:
        return [ActorRow(*row) for row in session.execute(query)]
    keys = sorted(among)
    return [
        ActorRow(*row)
        for start in range(0, len(keys), _BATCH)
        for row in session.execute(
            query.where(Actor.key.in_(keys[start : start + _BATCH]))
        )
    ]


def shown_keys(
    session: Session, *, shown_to: Diffusion, among: Collection[int]
) -> frozenset[int]:
    """Keep the keys of the living actors that an audience may be shown."""
    if len(among) > _BATCH:
        return frozenset(among) - not_shown(session, shown_to=shown_to)[0]
    found = actor_rows(session, shown_to=shown_to, among=among)
    return frozenset(it.actor for it in found)


def not_shown(
    session: Session, *, shown_to: Diffusion
) -> tuple[frozenset[int], frozenset[int]]:
    """Give the keys of the actors whom an audience is not shown.

    Returns:
        All of them, merged and archived ones included; and the people among them who
        are neither, and are kept back for their own sake.
    """
    kept_back = not_(may_be_shown(session, shown_to))
    living = and_(*_LIVING)
    query = select(
        Actor.key, and_(kept_back, living, Actor.kind == ActorKind.PERSON)
    ).where(or_(kept_back, not_(living)))
    found = session.execute(query).all()
    return frozenset(it[0] for it in found), frozenset(it[0] for it in found if it[1])


def hidden_people(session: Session, *, shown_to: Diffusion) -> int:
    """Count the actors that an audience may not be shown."""
    hidden = not_(may_be_shown(session, shown_to))
    query = select(func.count()).select_from(Actor).where(*_LIVING, hidden)
    return session.scalar(query) or 0


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
    return [ParticipationRow(*row) for row in session.execute(within(query, scope))]


def within(query: Select[*Columns], scope: Scope) -> Select[*Columns]:
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
    if scope.involving is not None:
        query = query.where(_involves(scope.involving))
    return query


def _involves(actors: frozenset[int]) -> ColumnElement[bool]:
    """Keep the interactions where some actors are, in person or through another."""
    part = select(Participation.interaction_key)
    seated = select(Membership.committee_key).where(
        Membership.on_behalf_of_key.in_(actors)
    )
    # One list of keys: with an OR, the databases read every line.
    keys = part.where(Participation.actor_key.in_(actors)).union_all(
        part.where(Participation.on_behalf_of_key.in_(actors)),
        select(Interaction.key).where(Interaction.committee_key.in_(seated)),
    )
    return Interaction.key.in_(keys)


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
