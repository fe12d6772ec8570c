"""Evidence of expertise, straight from the tables: never objects in a loop."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    exists,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from reseau.domain.expert_evidence import (
    LEVEL_WEIGHTS,
    ROLE_WEIGHTS,
    SEAT_WEIGHTS,
    Evidence,
    EvidenceKind,
)
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Role
from reseau.store.models import (
    Actor,
    Affiliation,
    Collaboration,
    Committee,
    Expertise,
    Interaction,
    InteractionTheme,
    Membership,
    Participation,
)

MOST_LINES = 2_000
"""How many lines about a theme are looked at, the latest first."""
_BATCH = 2_000
_REPRESENTED = 0.3
_FEW = 10


class Line(NamedTuple):
    """A line of the log that answers a question.

    Attributes:
        match: How well, 0 to 1.
        theme: Key of the theme that was put on it; None when its words answer.
    """

    key: int
    match: float
    theme: int | None


def batches(keys: Collection[int]) -> Iterator[list[int]]:
    """Cut keys into lists that a query may name."""
    waiting = iter(sorted(keys))
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def tagged_lines(
    session: Session, themes: Collection[int], *, period: Period, until: date
) -> tuple[list[tuple[int, int]], bool]:
    """Give the latest lines about themes in a period, until a day.

    Returns:
        Each line with the key of one of the themes; and whether there may be more
        than are given.
    """
    tags, log = InteractionTheme.__table__.c, Interaction.__table__.c
    connection = session.connection()
    about = tags.theme_key.in_(themes)
    count = connection.scalar(select(func.count()).where(about)) or 0
    past = and_(log.held_on <= until, *_days(log.held_on, period))
    query = (
        select(tags.interaction_key, tags.theme_key)
        .join_from(InteractionTheme.__table__, Interaction.__table__, _SAME_LINE)
        .where(about, past)
    )
    if count > MOST_LINES:  # Walk back through the days, and stop.
        tagged = exists().where(tags.interaction_key == log.key, about)
        latest = (
            select(log.key)
            .where(past, tagged)
            .order_by(log.held_on.desc(), log.key.desc())
            .limit(MOST_LINES)
        )
        keys = latest.subquery().select()
        query = select(tags.interaction_key, tags.theme_key).where(
            about, tags.interaction_key.in_(keys)
        )
    found = [(line, theme) for line, theme in connection.execute(query).all()]
    cut = count > MOST_LINES and len({it[0] for it in found}) >= MOST_LINES
    return found, cut


def _days(held_on: ColumnElement[date], period: Period) -> list[ColumnElement[bool]]:
    since, end = period.since, period.until
    return [
        *([] if since is None else [held_on >= since]),
        *([] if end is None else [held_on < end]),
    ]


_SAME_LINE = InteractionTheme.__table__.c.interaction_key == Interaction.__table__.c.key


def took_part(
    session: Session, lines: Mapping[int, Line], *, until: date
) -> list[Evidence]:
    """Give what lines of the log show of those who took part, or were represented.

    Nobody knows whose the words of a line are: each of the n who took part has 1/n of
    them, and whoever is in N lines of the log has √(10/(10 + N)) of that, for it says
    less of those who are everywhere. Titles are read later, of what is shown.
    """
    found: list[Evidence] = []
    worded: list[Evidence] = []
    weights: Mapping[str, float] = {it.value: own for it, own in ROLE_WEIGHTS.items()}
    for rows in _parts(session, lines, until=until):
        there = Counter([row[0] for row in rows])
        for key, actor, role, behalf, day in rows:
            _key, match, theme = lines[key]
            kind, weight, into = EvidenceKind.MEETING, weights[role], found
            if theme is None:
                kind, into = EvidenceKind.NOTE, worded
                weight /= there[key]
            into.append(Evidence(actor, kind, key, match, weight, day, theme, role))
            if behalf is not None:
                weight *= _REPRESENTED
                into.append(
                    Evidence(
                        behalf, kind, key, match, weight, day, theme, "represented"
                    )
                )
    focus = _focus(session, {it.actor for it in worded})
    return [
        *found,
        *(it._replace(role=round(it.role * focus[it.actor], 9)) for it in worded),
    ]


def _parts(
    session: Session, lines: Mapping[int, Line], *, until: date
) -> Iterator[Sequence[Row[int, int, str, int | None, date]]]:
    """Read who took part in lines, some at a time."""
    parts, log = Participation.__table__.c, Interaction.__table__.c
    query = select(
        parts.interaction_key,
        parts.actor_key,
        type_coerce(parts.role, String),  # Its code is enough, and quicker read.
        parts.on_behalf_of_key,
        log.held_on,
    ).where(
        parts.interaction_key == log.key,
        log.held_on <= until,
        parts.role != Role.ABSENT,
    )
    for some in batches(lines):
        one = query.where(parts.interaction_key.in_(some))
        yield session.connection().execute(one).all()


def _focus(session: Session, actors: Collection[int]) -> dict[int, float]:
    """Weigh words less of actors who are in many lines of the log: √(10/(10 + N))."""
    parts = Participation.__table__.c
    counts = dict.fromkeys(actors, 0)
    for some in batches(actors):
        for who in (parts.actor_key, parts.on_behalf_of_key):
            query = select(who, func.count()).where(who.in_(some)).group_by(who)
            for actor, count in session.connection().execute(query).all():
                counts[actor] += count
    return {it: math.sqrt(_FEW / (_FEW + count)) for it, count in counts.items()}


def declared(session: Session, themes: Mapping[int, float]) -> Iterator[Evidence]:
    """Give the declarations about themes."""
    query = (
        select(Expertise.key, Expertise.actor_key, Expertise.theme_key, Expertise.level)
        .where(Expertise.theme_key.in_(themes))
        .order_by(Expertise.key)
    )
    for key, actor, theme, level in session.execute(query):
        yield Evidence(
            actor, EvidenceKind.DECLARED, key, themes[theme], LEVEL_WEIGHTS[level],
            None, theme, "" if level is None else level.value,
        )  # fmt: skip


def collaborated(
    session: Session, themes: Mapping[int, float], *, today: date
) -> Iterator[Evidence]:
    """Give the collaborations about themes, to both ends."""
    query = (
        select(
            Collaboration.key,
            Collaboration.source_key,
            Collaboration.target_key,
            Collaboration.theme_key,
            Collaboration.until,
            func.coalesce(Collaboration.evidence, ""),
        )
        .where(Collaboration.theme_key.in_(themes))
        .order_by(Collaboration.key)
    )
    for key, source, target, theme, until, text in session.execute(query):
        if theme is None:
            continue
        over = until if until is not None and until <= today else None
        for actor in (source, target):
            yield Evidence(
                actor, EvidenceKind.PROJECT, key, themes[theme], 1.0, over, theme,
                "", text,
            )  # fmt: skip


def seated(
    session: Session, committees: Mapping[int, float], *, today: date
) -> Iterator[Evidence]:
    """Give the seats in committees whose name or mandate answers."""
    for some in batches(committees):
        query = (
            select(
                Membership.key,
                Membership.actor_key,
                Membership.committee_key,
                Membership.role,
                Membership.until,
                Committee.ended_on,
                Committee.name,
            )
            .join(Committee, Committee.key == Membership.committee_key)
            .where(Membership.committee_key.in_(some))
            .where(or_(Membership.since.is_(None), Membership.since <= today))
            .order_by(Membership.key)
        )
        for key, actor, committee, role, until, ended, name in session.execute(query):
            ends = [it for it in (until, ended) if it is not None and it <= today]
            yield Evidence(
                actor, EvidenceKind.COMMITTEE, key, committees[committee],
                SEAT_WEIGHTS[role], min(ends, default=None), None, role.value, name,
            )  # fmt: skip


def inherited(
    session: Session, themes: Mapping[int, float], *, today: date
) -> Iterator[Evidence]:
    """Give people what the organizations where they have a role today declared."""
    query = (
        select(
            Affiliation.key,
            Affiliation.person_key,
            Expertise.theme_key,
            Actor.name,
        )
        .join(Actor, Actor.key == Affiliation.organization_key)
        .join(Expertise, Expertise.actor_key == Affiliation.organization_key)
        .where(Expertise.theme_key.in_(themes))
        .where(Actor.kind == ActorKind.ORGANIZATION)
        .where(or_(Affiliation.since.is_(None), Affiliation.since <= today))
        .where(or_(Affiliation.until.is_(None), Affiliation.until > today))
        .order_by(Affiliation.key, Expertise.theme_key)
    )
    for key, person, theme, name in session.execute(query):
        yield Evidence(
            person, EvidenceKind.INHERITED, key, themes[theme], 1.0, None, theme, "",
            name,
        )  # fmt: skip


def last_seen(
    session: Session, actors: Collection[int], *, until: date
) -> dict[int, tuple[date, int]]:
    """Give the day and the number of the last interaction each actor was at."""
    found: dict[int, tuple[date, int]] = {}
    present = [it for it in Role if it.present]
    parts, log = Participation.__table__.c, Interaction.__table__.c
    query = select(parts.actor_key, log.held_on, log.key).where(
        parts.interaction_key == log.key,
        parts.role.in_(present),
        log.held_on <= until,
    )
    for some in batches(actors):
        rows = session.connection().execute(query.where(parts.actor_key.in_(some)))
        for actor, day, key in rows.all():
            found[actor] = max(found.get(actor, (date.min, 0)), (day, key))
    return found


def members_of(session: Session, organization: int, *, today: date) -> frozenset[int]:
    """Give the people who have a role in an organization today."""
    query: Select[int] = (
        select(Affiliation.person_key)
        .where(Affiliation.organization_key == organization)
        .where(or_(Affiliation.since.is_(None), Affiliation.since <= today))
        .where(or_(Affiliation.until.is_(None), Affiliation.until > today))
    )
    return frozenset(session.scalars(query))
