"""List what was asserted, newest first, with who said it and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from reseau.domain.periods import Period
from reseau.store.models import Actor, Influence, Objective, Position
from reseau.store.naming import finding
from reseau.store.rows import rows
from reseau.store.rows.assertions import by_then
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.team_only import for_the_team


@dataclass(frozen=True, slots=True)
class InfluenceLine:
    """An influence in a list; ``current`` unless the same assessor said so later."""

    number: int
    source: str
    target: str
    theme: str | None
    strength: int
    asserted_by: str | None
    asserted_on: date | None
    evidence: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position in a list; ``current`` unless the same assessor said so later."""

    number: int
    actor: str
    objective: str
    stance: int
    priority: int | None
    asserted_by: str | None
    asserted_on: date | None
    evidence: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective in a list, and how many positions there are on it."""

    number: int
    slug: str
    name: str
    theme: str | None
    positions: int


@dataclass(frozen=True, slots=True)
class AssertionFilter:
    """Which assertions are wanted; what is left out does not matter.

    Attributes:
        actor: Only those that name it, on either side.
        theme: Only on it, or on a narrower one.
        by: Only those of this assessor.
        period: Days on which they were asserted.
        former: Those that the same assessor replaced later, too.
        at: As things were asserted on that day; what has no date stays.
    """

    actor: str | None = None
    theme: str | None = None
    by: str | None = None
    period: Period | None = None
    former: bool = False
    at: date | None = None


Asserted = TypeVar("Asserted", Influence, Position)


def _asserted(
    query: Select[Asserted], kind: type[Asserted], wanted: AssertionFilter
) -> Select[Asserted]:
    """Keep what had been asserted by a day, when one is given."""
    return query.where(by_then(kind.asserted_on, wanted.at))


def list_influences(
    store: Store, wanted: AssertionFilter, *, lang: str
) -> list[InfluenceLine]:
    """List influences, newest first; those of people shown to nobody are left out."""
    with store.reading() as session:
        shown = _names(session)
        themes = _themes(session, wanted)
        query = _asserted(select(Influence), Influence, wanted).order_by(
            Influence.asserted_on.desc().nulls_last(), Influence.key.desc()
        )
        actor, by = _keys(session, wanted)
        seen: set[tuple[int, int, int | None, int | None]] = set()
        found = []
        for it in session.scalars(query):
            place = it.source_key, it.target_key, it.theme_key, it.asserted_by_key
            current = place not in seen
            seen.add(place)
            if (
                {it.source_key, it.target_key} <= shown.keys()
                and (actor is None or actor in place[:2])
                and (themes is None or it.theme_key in themes)
                and _wanted(it, wanted, by=by, current=current)
            ):
                found.append(
                    InfluenceLine(
                        it.key, shown[it.source_key], shown[it.target_key],
                        it.theme.label(lang) if it.theme else None, it.strength,
                        shown.get(it.asserted_by_key or 0), it.asserted_on,
                        it.evidence, current,
                    )
                )  # fmt: skip
        return for_the_team(session, found)


def list_positions(store: Store, wanted: AssertionFilter) -> list[PositionLine]:
    """List positions, newest first; those of people shown to nobody are left out."""
    with store.reading() as session:
        shown = _names(session)
        themes = _themes(session, wanted)
        query = _asserted(select(Position), Position, wanted).order_by(
            Position.asserted_on.desc().nulls_last(), Position.key.desc()
        )
        actor, by = _keys(session, wanted)
        seen: set[tuple[int, int, int | None]] = set()
        found = []
        for it in session.scalars(query):
            place = it.actor_key, it.objective_key, it.asserted_by_key
            current = place not in seen
            seen.add(place)
            if (
                it.actor_key in shown
                and actor in {None, it.actor_key}
                and (themes is None or it.objective.theme_key in themes)
                and _wanted(it, wanted, by=by, current=current)
            ):
                found.append(
                    PositionLine(
                        it.key, shown[it.actor_key], it.objective.name, it.stance,
                        it.priority, shown.get(it.asserted_by_key or 0),
                        it.asserted_on, it.evidence, current,
                    )
                )  # fmt: skip
        return for_the_team(session, found)


def list_objectives(store: Store, *, lang: str) -> list[ObjectiveLine]:
    """List the objectives by name, with how many positions each has."""
    with store.reading() as session:
        counted: dict[int, int] = {}
        for key in session.scalars(select(Position.objective_key)):
            counted[key] = counted.get(key, 0) + 1
        query = select(Objective).order_by(Objective.name_key, Objective.key)
        lines = [
            ObjectiveLine(
                it.key, it.slug, it.name,
                it.theme.label(lang) if it.theme else None, counted.get(it.key, 0),
            )
            for it in session.scalars(query)
        ]  # fmt: skip
        return for_the_team(session, lines)


def _wanted(
    it: Influence | Position,
    wanted: AssertionFilter,
    *,
    by: Actor | None,
    current: bool,
) -> bool:
    period = wanted.period or Period()
    day = it.asserted_on
    if not (current or wanted.former):
        return False
    if by is not None and it.asserted_by_key != by.key:
        return False
    if period.since is not None and (day is None or day < period.since):
        return False
    return period.until is None or (day is not None and day < period.until)


def _names(session: Session) -> Mapping[int, str]:
    return {it.actor: it.name for it in rows.actor_rows(session)}


def _themes(session: Session, wanted: AssertionFilter) -> frozenset[int] | None:
    if wanted.theme is None:
        return None
    return rows.with_narrower(session, finding.theme_named(session, wanted.theme))


def _keys(session: Session, wanted: AssertionFilter) -> tuple[int | None, Actor | None]:
    actor = None if wanted.actor is None else actor_meant(session, wanted.actor).key
    return actor, None if wanted.by is None else actor_meant(session, wanted.by)
