"""Evidence of expertise, straight from the tables: never objects in a loop."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

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
from reseau.store.rows.narrow_tables import actor as _actor
from reseau.store.rows.narrow_tables import affiliation as _affiliation
from reseau.store.rows.narrow_tables import collaboration as _collaboration
from reseau.store.rows.narrow_tables import committee as _committee
from reseau.store.rows.narrow_tables import expertise as _expertise
from reseau.store.rows.narrow_tables import interaction as _log
from reseau.store.rows.narrow_tables import interaction_theme as _tags
from reseau.store.rows.narrow_tables import membership as _membership
from reseau.store.rows.narrow_tables import participation as _parts
from reseau.store.search.searching import days_in

MOST_LINES = 2_000
"""How many lines about a theme are looked at, the latest first."""
_BATCH = 2_000
REPRESENTED = 0.3
"""What is left of a part taken on somebody else's behalf, for whom it was."""
_FEW = 10


class Line(NamedTuple):
    """A line of the log that answers a question.

    Attributes:
        match: How well, 0 to 1.
        theme: Key of the theme that was put on it; None when its words answer.
        day: When it was held.
    """

    key: int
    match: float
    theme: int | None
    day: date


def batches(keys: Collection[int]) -> Iterator[list[int]]:
    """Cut keys into lists that a query may name."""
    waiting = iter(sorted(keys))
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def tagged_lines(
    session: Session, themes: Collection[int], *, period: Period, until: date
) -> tuple[list[tuple[int, int, date]], bool]:
    """Give the latest lines about themes in a period, until a day.

    Returns:
        Each line with the key of one of the themes and its day; and whether there may
        be more than are given.
    """
    if not themes:
        return [], False
    connection = session.connection()
    about = _tags.theme_key.in_(themes)
    count = connection.scalar(select(func.count(_tags.theme_key)).where(about)) or 0
    past = and_(_log.held_on <= until, *days_in(_log.held_on, period))
    if count <= MOST_LINES:
        query = select(_tags.interaction_key, _tags.theme_key, _log.held_on).where(
            _tags.interaction_key == _log.key, about, past
        )
        return [(*it,) for it in connection.execute(query).all()], False
    tagged: ColumnElement[bool] = _log.key.in_(
        select(_tags.interaction_key).where(about)
    )
    if count**2 > MOST_LINES * (connection.scalar(select(func.max(_log.key))) or 0):
        # So many that a walk back through the days soon meets enough.
        one = select(_tags.key).where(_tags.interaction_key == _log.key, about)
        tagged = exists(one)
    latest = (
        select(_log.key, _log.held_on)
        .where(past, tagged)
        .order_by(_log.held_on.desc(), _log.key.desc())
        .limit(MOST_LINES)
    )
    days = {key: day for key, day in connection.execute(latest).all()}  # noqa: C416  # Rows are not pairs to mypy.
    cut = len(days) >= MOST_LINES
    if len(themes) == 1:
        (theme,) = themes
        return [(key, theme, day) for key, day in days.items()], cut
    found = [
        (line, theme, days[line])
        for some in batches(days)
        for line, theme in connection.execute(
            select(_tags.interaction_key, _tags.theme_key).where(
                about, _tags.interaction_key.in_(some)
            )
        ).all()
    ]
    return found, cut


def days_of(session: Session, lines: Collection[int]) -> dict[int, date]:
    """Read when some lines of the log were held."""
    return {
        key: day
        for some in batches(lines)
        for key, day in session.connection()
        .execute(select(_log.key, _log.held_on).where(_log.key.in_(some)))
        .all()
    }


def took_part(session: Session, lines: Mapping[int, Line]) -> list[Evidence]:
    """Give what lines of the log show of those who took part, or were represented.

    Nobody knows whose the words of a line are: each of the n who took part has 1/n of
    them. Titles are read later, of what is shown.
    """
    found: list[Evidence] = []
    weights: Mapping[str, float] = {it.value: own for it, own in ROLE_WEIGHTS.items()}
    made = tuple.__new__  # Three times as quick as the class itself.
    for rows in _took_part(session, lines):
        there = Counter([row[0] for row in rows])
        for key, actor, role, behalf in rows:
            _key, match, theme, day = lines[key]
            kind, weight = EvidenceKind.MEETING, weights[role]
            if theme is None:
                kind = EvidenceKind.NOTE
                weight /= there[key]
            found.append(
                made(Evidence, (actor, kind, key, match, weight, day, theme, role, ""))
            )
            if behalf is not None:
                weight *= REPRESENTED
                found.append(
                    Evidence(
                        behalf, kind, key, match, weight, day, theme, "represented"
                    )
                )
    return found


def _took_part(
    session: Session, lines: Collection[int]
) -> Iterator[Sequence[Row[int, int, str, int | None]]]:
    """Read who took part in lines, some at a time."""
    query = select(
        _parts.interaction_key,
        _parts.actor_key,
        type_coerce(_parts.role, String),  # Its code is enough, and quicker read.
        _parts.on_behalf_of_key,
    ).where(_parts.role != Role.ABSENT)
    for some in batches(lines):
        one = query.where(_parts.interaction_key.in_(some))
        yield session.connection().execute(one).all()


def focus_of(session: Session, actors: Collection[int]) -> dict[int, float]:
    """Weigh words less of actors who are in many lines of the log: √(10/(10 + N))."""
    counts = dict.fromkeys(actors, 0)
    for some in batches(actors):
        for who in (_parts.actor_key, _parts.on_behalf_of_key):
            query = select(who, func.count(who)).where(who.in_(some)).group_by(who)
            for actor, count in session.connection().execute(query).all():
                counts[actor or 0] += count
    return {it: math.sqrt(_FEW / (_FEW + count)) for it, count in counts.items()}


def declared(session: Session, themes: Mapping[int, float]) -> Iterator[Evidence]:
    """Give the declarations about themes."""
    query = (
        select(
            _expertise.key, _expertise.actor_key, _expertise.theme_key, _expertise.level
        )
        .where(_expertise.theme_key.in_(themes))
        .order_by(_expertise.key)
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
            _collaboration.key,
            _collaboration.source_key,
            _collaboration.target_key,
            _collaboration.theme_key,
            _collaboration.until,
            func.coalesce(_collaboration.evidence, ""),
        )
        .where(_collaboration.theme_key.in_(themes))
        .order_by(_collaboration.key)
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
                _membership.key,
                _membership.actor_key,
                _membership.committee_key,
                _membership.role,
                _membership.until,
                _committee.ended_on,
                _committee.name,
            )
            .where(_committee.key == _membership.committee_key)
            .where(_membership.committee_key.in_(some))
            .where(or_(_membership.since.is_(None), _membership.since <= today))
            .order_by(_membership.key)
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
            _affiliation.key,
            _affiliation.person_key,
            _expertise.theme_key,
            _actor.name,
        )
        .where(_actor.key == _affiliation.organization_key)
        .where(_expertise.actor_key == _affiliation.organization_key)
        .where(_expertise.theme_key.in_(themes))
        .where(_actor.kind == ActorKind.ORGANIZATION)
        .where(or_(_affiliation.since.is_(None), _affiliation.since <= today))
        .where(or_(_affiliation.until.is_(None), _affiliation.until > today))
        .order_by(_affiliation.key, _expertise.theme_key)
    )
    for key, person, theme, name in session.execute(query):
        yield Evidence(
            person, EvidenceKind.INHERITED, key, themes[theme], 1.0, None, theme, "",
            name,
        )  # fmt: skip


def last_seen(
    session: Session, actors: Collection[int], *, until: date
) -> dict[int, tuple[date, int]]:
    """Give the day and the number of the last interaction each actor was at.

    An organization is where somebody is on its behalf, and where the holder of a seat
    in its name is at a meeting of that committee.
    """
    found = last_seated(session, actors, until=until)
    for some in batches(actors):
        for who in (_parts.actor_key, _parts.on_behalf_of_key):
            _keep_last(found, _last(session, who, who.in_(some), until=until))
    return found


def last_seated(
    session: Session, actors: Collection[int], *, until: date
) -> dict[int, tuple[date, int]]:
    """Likewise, where the holders of seats in their name were."""
    found: dict[int, tuple[date, int]] = {}
    who = _membership.on_behalf_of_key
    for some in batches(actors):
        seat = and_(
            who.in_(some),
            _membership.actor_key == _parts.actor_key,
            _membership.committee_key == _log.committee_key,
            or_(_membership.since.is_(None), _membership.since <= _log.held_on),
            or_(_membership.until.is_(None), _membership.until > _log.held_on),
        )
        _keep_last(found, _last(session, who, seat, until=until))
    return found


def _last(
    session: Session, who: Any, chosen: ColumnElement[bool], *, until: date
) -> list[tuple[int, date, int]]:  # Any: a column.
    """Read the last line of each actor that a column names."""
    place = func.row_number().over(
        partition_by=who, order_by=(_log.held_on.desc(), _log.key.desc())
    )
    ranked = (
        select(
            who.label("actor"), _log.held_on.label("day"), _log.key.label("line"),
            place.label("place"),
        )
        .where(
            _parts.interaction_key == _log.key,
            _parts.role.in_([it for it in Role if it.present]),
            _log.held_on <= until,
            chosen,
        )
        .subquery()
    )  # fmt: skip
    query = select(ranked.c.actor, ranked.c.day, ranked.c.line)
    rows = session.connection().execute(query.where(ranked.c.place == 1))
    return [(actor, day, key) for actor, day, key in rows.all()]


def _keep_last(
    found: dict[int, tuple[date, int]], rows: Iterable[tuple[int, date, int]]
) -> None:
    for actor, day, key in rows:
        found[actor] = max(found.get(actor, (day, key)), (day, key))


def members_of(session: Session, organization: int, *, today: date) -> frozenset[int]:
    """Give the people who have a role in an organization today."""
    query: Select[int] = (
        select(_affiliation.person_key)
        .where(_affiliation.organization_key == organization)
        .where(or_(_affiliation.since.is_(None), _affiliation.since <= today))
        .where(or_(_affiliation.until.is_(None), _affiliation.until > today))
    )
    return frozenset(session.scalars(query))
