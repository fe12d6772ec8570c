"""Narrow rows for the analysis, straight from SELECTs: never objects in a loop."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVarTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    exists,
    func,
    not_,
    or_,
    select,
    table,
)
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
from reseau.store.rows import settings
from reseau.store.rows.narrow_tables import actor as _actor
from reseau.store.rows.narrow_tables import affiliation as _affiliation
from reseau.store.rows.narrow_tables import collaboration as _collaboration
from reseau.store.rows.narrow_tables import committee as _committee
from reseau.store.rows.narrow_tables import consent as _consent
from reseau.store.rows.narrow_tables import interaction as _interaction
from reseau.store.rows.narrow_tables import (
    interaction_territory as _interaction_territory,
)
from reseau.store.rows.narrow_tables import interaction_theme as _interaction_theme
from reseau.store.rows.narrow_tables import membership as _membership
from reseau.store.rows.narrow_tables import participation as _participation
from reseau.store.rows.narrow_tables import territory as _territory
from reseau.store.rows.narrow_tables import theme as _theme

if TYPE_CHECKING:
    from reseau.store.models import (
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


def _living() -> ColumnElement[bool]:
    return and_(_actor.merged_into.is_(None), _actor.archived_on.is_(None))


def may_be_shown(session: Session, shown_to: Diffusion) -> ColumnElement[bool]:
    """Say in SQL which actors an audience may be shown, living or not.

    A person who is not to be shown to anybody never comes; to the advisory group come
    those shown to it or to all, but for those whose latest word on that purpose is a
    refusal or has expired. This is the one rule behind everything that is shown.
    """
    allowed = _actor.diffusion.in_(_ALLOWED[shown_to])
    unwilling = _unwilling(session, shown_to)
    return and_(allowed, _actor.key.not_in(unwilling)) if unwilling else allowed


def _unwilling(session: Session, shown_to: Diffusion) -> set[int]:
    """Give the people whose latest word on being shown does not allow it today."""
    purpose = _PURPOSES.get(shown_to)
    if purpose is None:
        return set()
    said = _consent
    query = (
        select(said.actor_key, said.state, said.expires_on)
        .where(said.purpose == purpose)
        .order_by(said.stated_on, said.key)
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
        select(_actor.key, _actor.slug, _actor.name, _actor.kind)
        .where(_living(), may_be_shown(session, shown_to))
        .order_by(_actor.key)
    )
    if among is None:
        return [ActorRow(*row) for row in session.execute(query)]
    keys = sorted(among)
    return [
        ActorRow(*row)
        for start in range(0, len(keys), _BATCH)
        for row in session.execute(
            query.where(_actor.key.in_(keys[start : start + _BATCH]))
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


def has_rows(session: Session, name: str) -> bool:
    """Tell whether a table has a row, without loading the class of its rows."""
    return session.scalar(select(exists(select(1).select_from(table(name))))) is True


def not_shown(
    session: Session, *, shown_to: Diffusion
) -> tuple[frozenset[int], frozenset[int]]:
    """Give the keys of the actors whom an audience is not shown.

    Returns:
        All of them, merged and archived ones included; and the people among them who
        are neither, and are kept back for their own sake.
    """
    kept_back = not_(may_be_shown(session, shown_to))
    living = _living()
    query = select(
        _actor.key, and_(kept_back, living, _actor.kind == ActorKind.PERSON)
    ).where(or_(kept_back, not_(living)))
    found = session.execute(query).all()
    return frozenset(it[0] for it in found), frozenset(it[0] for it in found if it[1])


def hidden_people(session: Session, *, shown_to: Diffusion) -> int:
    """Count the actors that an audience may not be shown."""
    hidden = not_(may_be_shown(session, shown_to))
    query = select(func.count(_actor.key)).where(_living(), hidden)
    return session.scalar(query) or 0


def staff_keys(session: Session, *, on: date) -> frozenset[int]:
    """Give the keys of the collective's own staff on a day.

    Staff are the actors who have a seat in a committee of the kind "staff team" on
    that day; a seat without a known start counts. Empty when there is none.
    """
    query = (
        select(_membership.actor_key)
        .where(_committee.key == _membership.committee_key)
        .where(_committee.kind == CommitteeKind.STAFF)
        .where(or_(_membership.since.is_(None), _membership.since <= on))
        .where(or_(_membership.until.is_(None), _membership.until > on))
    )
    return frozenset(session.scalars(query))


def participation_rows(session: Session, scope: Scope) -> list[ParticipationRow]:
    """Read who took part in what, by interaction, then by actor."""
    query = (
        select(
            _participation.interaction_key,
            _participation.actor_key,
            _interaction.held_on,
            _participation.role,
        )
        .where(_interaction.key == _participation.interaction_key)
        .order_by(_participation.interaction_key, _participation.actor_key)
    )
    return [ParticipationRow(*row) for row in session.execute(within(query, scope))]


def within(query: Select[*Columns], scope: Scope) -> Select[*Columns]:
    """Keep the interactions of a scope."""
    if scope.period.since is not None:
        query = query.where(_interaction.held_on >= scope.period.since)
    if scope.period.until is not None:
        query = query.where(_interaction.held_on < scope.period.until)
    if scope.kind is not None:
        query = query.where(_interaction.kind == scope.kind)
    if scope.committee is not None:
        query = query.where(_interaction.committee_key == scope.committee)
    if scope.themes is not None:
        about = select(_interaction_theme.interaction_key).where(
            _interaction_theme.theme_key.in_(scope.themes)
        )
        query = query.where(_interaction.key.in_(about))
    if scope.territories is not None:
        there = select(_interaction_territory.interaction_key).where(
            _interaction_territory.territory_key.in_(scope.territories)
        )
        query = query.where(_interaction.key.in_(there))
    if scope.involving is not None:
        query = query.where(_involves(scope.involving))
    return query


def _involves(actors: frozenset[int]) -> ColumnElement[bool]:
    """Keep the interactions where some actors are, in person or through another."""
    part = select(_participation.interaction_key)
    seated = select(_membership.committee_key).where(
        _membership.on_behalf_of_key.in_(actors)
    )
    # One list of keys: with an OR, the databases read every line.
    keys = part.where(_participation.actor_key.in_(actors)).union_all(
        part.where(_participation.on_behalf_of_key.in_(actors)),
        select(_interaction.key).where(_interaction.committee_key.in_(seated)),
    )
    return _interaction.key.in_(keys)


def membership_rows(session: Session, scope: Scope) -> list[MembershipRow]:
    """Read the seats, of one committee when the scope names it."""
    query = select(
        _membership.key,
        _membership.actor_key,
        _membership.committee_key,
        _membership.since,
        _membership.until,
    ).order_by(_membership.key)
    if scope.committee is not None:
        query = query.where(_membership.committee_key == scope.committee)
    return [MembershipRow(*row) for row in session.execute(query)]


def affiliation_rows(session: Session) -> list[AffiliationRow]:
    """Read people's dated roles in organizations."""
    query = select(
        _affiliation.key,
        _affiliation.person_key,
        _affiliation.organization_key,
        _affiliation.since,
        _affiliation.until,
    ).order_by(_affiliation.key)
    return [AffiliationRow(*row) for row in session.execute(query)]


def collaboration_rows(session: Session, scope: Scope) -> list[CollaborationRow]:
    """Read declared collaborations, on some themes when the scope names them."""
    declared = _collaboration
    query = select(
        declared.key,
        declared.source_key,
        declared.target_key,
        declared.strength,
        declared.since,
        declared.until,
        declared.theme_key,
    ).order_by(declared.key)
    if scope.themes is not None:
        query = query.where(declared.theme_key.in_(scope.themes))
    return [CollaborationRow(*row) for row in session.execute(query)]


def with_narrower(session: Session, theme: "Theme") -> frozenset[int]:
    """Give the keys of a theme and of all that are narrower."""
    return _with_children(session, theme.key, select(_theme.key, _theme.broader_key))


def with_inner(session: Session, territory: "Territory") -> frozenset[int]:
    """Give the keys of a territory and of all that lie in it."""
    return _with_children(
        session, territory.key, select(_territory.key, _territory.parent_key)
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
