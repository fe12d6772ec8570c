"""Narrow rows of the log with who came for whom, through whom, and about what."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, select, type_coerce
from sqlalchemy.orm import Session

from reseau.domain.names import folded
from reseau.domain.periods import Period
from reseau.domain.vocabulary import InteractionKind, Precision, Role
from reseau.store.rows.narrow_tables import actor as _actor
from reseau.store.rows.narrow_tables import committee as _committee
from reseau.store.rows.narrow_tables import interaction as _interaction
from reseau.store.rows.narrow_tables import (
    interaction_territory as _interaction_territory,
)
from reseau.store.rows.narrow_tables import interaction_theme as _interaction_theme
from reseau.store.rows.narrow_tables import membership as _membership
from reseau.store.rows.narrow_tables import participation as _participation
from reseau.store.rows.rows import Scope, affiliation_rows, within

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


def line_rows(session: Session, scope: Scope) -> list[LineRow]:
    """Read the interactions of a scope, by day, then by key."""
    query = select(
        _interaction.key,
        _interaction.held_on,
        _interaction.kind,
        _interaction.committee_key,
        _interaction.precision,
    ).order_by(_interaction.held_on, _interaction.key)
    return [LineRow(*row) for row in session.execute(within(query, scope))]


def part_rows(session: Session, scope: Scope) -> list[PartRow]:
    """Read who had which part in the interactions of a scope, in order."""
    query = (
        select(
            _participation.interaction_key,
            _participation.actor_key,
            _participation.role,
            _participation.on_behalf_of_key,
            _participation.brought_by_key,
        )
        .where(_interaction.key == _participation.interaction_key)
        .order_by(_participation.interaction_key, _participation.actor_key)
    )
    return [PartRow(*row) for row in session.execute(within(query, scope))]


def parts_of(
    session: Session, actors: Collection[int], period: Period
) -> list[tuple[PartRow, date]]:
    """Read the parts of some actors, or on their behalf, in a period, in order.

    The other parts of an interaction where somebody is there on behalf of another
    come too: they tell who asked.
    """
    found: dict[tuple[int, int], tuple[PartRow, date]] = {}
    behalf = _participation.on_behalf_of_key
    for who in (_participation.actor_key, behalf):
        for some in _batches(actors):
            found.update(_parts(session, who.in_(some), period))
    shared = {part.interaction for part, _day in found.values() if part.on_behalf_of}
    for some in _batches(shared):
        of_them = _participation.interaction_key.in_(some)
        found.update(_parts(session, of_them, period))
    return [found[it] for it in sorted(found)]


def _batches(keys: Collection[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        yield ordered[start : start + _BATCH]


def _parts(
    session: Session, chosen: ColumnElement[bool], period: Period
) -> Iterator[tuple[tuple[int, int], tuple[PartRow, date]]]:
    query = select(
        _participation.interaction_key,
        _participation.actor_key,
        type_coerce(_participation.role, String),  # Its code, quicker read.
        _participation.on_behalf_of_key,
        _participation.brought_by_key,
        _interaction.held_on,
    ).where(_interaction.key == _participation.interaction_key, chosen)
    rows = session.connection().execute(within(query, Scope(period=period)))
    for line, actor, role, behalf, brought, day in rows.all():
        part = PartRow(line, actor, _ROLES[role], behalf, brought)
        yield (line, actor), (part, day)


_ROLES = {it.value: it for it in Role}


def seat_rows(session: Session) -> list[SeatRow]:
    """Read the seats of every committee, with whom they are held for."""
    query = select(
        _membership.actor_key,
        _membership.committee_key,
        _membership.since,
        _membership.until,
        _membership.on_behalf_of_key,
    ).order_by(_membership.key)
    return [SeatRow(*row) for row in session.execute(query)]


def sectors(session: Session) -> dict[int, str]:
    """Read the sector of each actor that has one."""
    query = select(_actor.key, _actor.sector).where(_actor.sector.is_not(None))
    return {key: sector for key, sector in session.execute(query) if sector}


def sectors_by_role(session: Session, *, on: date) -> dict[int, str]:
    """Give the sector of people by their roles on a day, as it is written.

    Only when the organizations that have one are of one sector, accents and case aside.
    """
    own = sectors(session)
    homes: dict[int, dict[str, str]] = {}
    for role in affiliation_rows(session):
        if role.organization in own and on in Period(role.since, role.until):
            said = own[role.organization]
            homes.setdefault(role.person, {}).setdefault(folded(said), said)
    return {
        who: said
        for who, some in homes.items()
        if len(some) == 1
        for said in some.values()
    }


def committee_names(session: Session) -> dict[int, tuple[str, str]]:
    """Read the short code and the name of each committee."""
    query = select(_committee.key, _committee.slug, _committee.name)
    return {key: (code, name) for key, code, name in session.execute(query)}


def theme_pairs(session: Session, scope: Scope) -> list[tuple[int, int]]:
    """Read which interactions of a scope are about which themes."""
    query = (
        select(_interaction_theme.interaction_key, _interaction_theme.theme_key)
        .where(_interaction.key == _interaction_theme.interaction_key)
        .order_by(_interaction_theme.key)
    )
    return [(one, other) for one, other in session.execute(within(query, scope))]


def territory_pairs(session: Session, scope: Scope) -> list[tuple[int, int]]:
    """Read which interactions of a scope are about which territories."""
    query = (
        select(
            _interaction_territory.interaction_key, _interaction_territory.territory_key
        )
        .where(_interaction.key == _interaction_territory.interaction_key)
        .order_by(_interaction_territory.key)
    )
    return [(one, other) for one, other in session.execute(within(query, scope))]


def titles(session: Session, keys: Collection[int]) -> dict[int, str]:
    """Read the titles of some interactions."""
    found: dict[int, str] = {}
    for some in _batches(keys):
        query = select(_interaction.key, _interaction.title).where(
            _interaction.key.in_(some)
        )
        found.update((key, title) for key, title in session.execute(query))
    return found
