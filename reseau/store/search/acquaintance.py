"""Who knows whom: the shortest way of introduction, through what was shared.

The store is asked one ring of acquaintances after the other, so that a path of two
or three steps does not read the whole log.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from reseau.domain.vocabulary import Role
from reseau.store.models import (
    Affiliation,
    Collaboration,
    Committee,
    Interaction,
    Membership,
    Participation,
)
from reseau.store.search.expert_rows import batches

FARTHEST = 4
"""How many steps an introduction may take."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an introduction: two who know each other, and through what.

    Attributes:
        first: Key of one; ``second`` of the other.
        layer: copresence, committee, affiliation or collaboration.
        times: How many interactions they share; 1 for the other layers.
        line: Number of the last of these interactions; None for other layers.
        day: Its day.
        through: Its title, or the name of the committee.
    """

    first: int
    second: int
    layer: str
    times: int = 1
    line: int | None = None
    day: date | None = None
    through: str = ""


_LAYERS = ("affiliation", "collaboration", "committee", "copresence")
Shown = Callable[[Collection[int]], set[int]]


def introductions(
    session: Session,
    source: int,
    targets: Iterable[int],
    *,
    today: date,
    shown: Shown,
) -> dict[int, list[Step]]:
    """Find the shortest way from an actor to each of some others.

    Of the steps to the same actor, the one that shares the most is taken: a role or
    a collaboration, then the most interactions, then the latest, then the lowest
    keys.

    Args:
        session: Where to read.
        source: Who asks.
        targets: Who is to be reached.
        today: Roles and seats that are over do not introduce; nor what is to come.
        shown: Keeps the actors who may be shown; nobody else is on a way.

    Returns:
        Target to its steps, from the one who asks; empty for the source itself; no
        entry for one who is out of reach.
    """
    waiting = set(targets)
    back: dict[int, Step | None] = {source: None}
    ring = {source}
    for _distance in range(FARTHEST):
        if not waiting - set(back) or not ring:
            break
        steps = _best(_steps(session, ring, today=today), known=back)
        allowed = shown(steps)
        ring = set(steps) & allowed
        back.update((it, steps[it]) for it in sorted(ring))
    return {it: _way(back, it) for it in sorted(waiting) if it in back}


def _way(back: dict[int, Step | None], target: int) -> list[Step]:
    way: list[Step] = []
    step = back[target]
    while step is not None:
        way.insert(0, step)
        step = back[step.first]
    return way


def _best(steps: Iterable[Step], *, known: Collection[int]) -> dict[int, Step]:
    """Keep the best step to each actor who is not known yet."""
    best: dict[int, Step] = {}
    for it in steps:
        if it.second in known:
            continue
        if it.second not in best or _strength(it) < _strength(best[it.second]):
            best[it.second] = it
    return best


def _strength(step: Step) -> tuple[int, int, int, int]:
    day = 0 if step.day is None else -step.day.toordinal()
    return _LAYERS.index(step.layer), -step.times, day, step.first


def _steps(session: Session, ring: Collection[int], *, today: date) -> list[Step]:
    found: list[Step] = []
    for some in batches(ring):
        found += _affiliations(session, some, today=today)
        found += _collaborations(session, some, today=today)
        found += _seats(session, some, today=today)
        found += _meetings(session, some, today=today)
    return found


def _holds(model: Any, today: date) -> list[Any]:
    return [
        or_(model.since.is_(None), model.since <= today),
        or_(model.until.is_(None), model.until > today),
    ]


def _affiliations(session: Session, some: list[int], *, today: date) -> list[Step]:
    query = select(
        Affiliation.person_key,
        Affiliation.organization_key,
        Affiliation.title,
    ).where(*_holds(Affiliation, today))
    found = []
    for column, way in ((0, 1), (1, -1)):
        ends = (Affiliation.person_key, Affiliation.organization_key)
        for row in session.execute(query.where(ends[column].in_(some))):
            one, other = (row[0], row[1])[::way]
            text = row[2] or ""
            found.append(Step(one, other, "affiliation", through=text))
    return found


def _collaborations(session: Session, some: list[int], *, today: date) -> list[Step]:
    query = select(
        Collaboration.source_key, Collaboration.target_key, Collaboration.evidence
    ).where(*_holds(Collaboration, today))
    found = []
    for column, way in ((0, 1), (1, -1)):
        ends = (Collaboration.source_key, Collaboration.target_key)
        for row in session.execute(query.where(ends[column].in_(some))):
            one, other = (row[0], row[1])[::way]
            text = row[2] or ""
            found.append(Step(one, other, "collaboration", through=text))
    return found


def _seats(session: Session, some: list[int], *, today: date) -> list[Step]:
    one, other = aliased(Membership), aliased(Membership)
    query = (
        select(one.actor_key, other.actor_key, Committee.name)
        .join(other, other.committee_key == one.committee_key)
        .join(Committee, Committee.key == one.committee_key)
        .where(one.actor_key.in_(some), other.actor_key != one.actor_key)
        .where(*_holds(one, today), *_holds(other, today))
        .where(or_(Committee.ended_on.is_(None), Committee.ended_on > today))
        .order_by(Committee.key)
    )
    return [
        Step(first, second, "committee", through=name)
        for first, second, name in session.execute(query)
    ]


def _meetings(session: Session, some: list[int], *, today: date) -> list[Step]:
    """Pair those who were at the same interactions."""
    one, other = aliased(Participation), aliased(Participation)
    present = [it for it in Role if it.present]
    query = (
        select(
            one.actor_key,
            other.actor_key,
            Interaction.held_on,
            Interaction.key,
            Interaction.title,
        )
        .join(other, other.interaction_key == one.interaction_key)
        .join(Interaction, Interaction.key == one.interaction_key)
        .where(one.actor_key.in_(some), other.actor_key != one.actor_key)
        .where(one.role.in_(present), other.role.in_(present))
        .where(Interaction.held_on <= today)
        .order_by(Interaction.held_on, Interaction.key)
    )
    times: dict[tuple[int, int], int] = {}
    last: dict[tuple[int, int], tuple[date, int, str]] = {}
    for first, second, day, key, title in session.execute(query):
        times[first, second] = times.get((first, second), 0) + 1
        last[first, second] = day, key, title
    return [
        Step(*pair, "copresence", times[pair], key, day, title)
        for pair, (day, key, title) in last.items()
    ]
