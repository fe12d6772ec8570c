"""Evidence of expertise, straight from the tables: never objects in a loop."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from reseau.domain.expert_evidence import (
    LEVEL_WEIGHTS,
    ROLE_WEIGHTS,
    SEAT_WEIGHTS,
    Evidence,
    EvidenceKind,
)
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

MOST_LINES = 5_000
"""How many lines of the log are looked at, the latest first."""
_BATCH = 500
_REPRESENTED = 0.3


@dataclass(frozen=True, slots=True)
class Line:
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
    session: Session, themes: Collection[int], *, until: date
) -> list[tuple[int, int]]:
    """Give the latest lines about themes, each with the key of one of them."""
    query = (
        select(InteractionTheme.interaction_key, InteractionTheme.theme_key)
        .join(Interaction, Interaction.key == InteractionTheme.interaction_key)
        .where(InteractionTheme.theme_key.in_(themes), Interaction.held_on <= until)
        .order_by(Interaction.held_on.desc(), Interaction.key.desc())
        .order_by(InteractionTheme.theme_key)
        .limit(MOST_LINES)
    )
    return [(line, theme) for line, theme in session.execute(query).all()]


def took_part(
    session: Session, lines: Mapping[int, Line], *, until: date
) -> Iterator[Evidence]:
    """Give what lines of the log show of those who took part, or were represented.

    Words of a line are shared among the n who took part: 1/√n for each.
    """
    for some in batches(lines):
        query = (
            select(
                Participation.interaction_key,
                Participation.actor_key,
                Participation.role,
                Participation.on_behalf_of_key,
                Interaction.held_on,
                Interaction.title,
            )
            .join(Interaction, Interaction.key == Participation.interaction_key)
            .where(Participation.interaction_key.in_(some))
            .where(Interaction.held_on <= until, Participation.role != Role.ABSENT)
        )
        rows = session.execute(query).all()
        there = Counter(key for key, *_rest in rows)
        for key, actor, role, behalf, day, title in rows:
            line = lines[key]
            kind = EvidenceKind.NOTE if line.theme is None else EvidenceKind.MEETING
            weight = ROLE_WEIGHTS[role]
            if kind is EvidenceKind.NOTE:  # Whose words they are, nobody knows.
                weight = round(weight / math.sqrt(there[key]), 9)
            yield Evidence(
                actor, kind, key, line.match, weight, day, line.theme, role, title
            )
            if behalf is not None:
                yield Evidence(
                    behalf, kind, key, line.match, round(weight * _REPRESENTED, 9), day,
                    line.theme, "represented", title,
                )  # fmt: skip


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
    for some in batches(actors):
        query = (
            select(
                Participation.actor_key,
                Interaction.held_on,
                Interaction.key,
            )
            .join(Interaction, Interaction.key == Participation.interaction_key)
            .where(Participation.actor_key.in_(some), Participation.role.in_(present))
            .where(Interaction.held_on <= until)
        )
        for actor, day, key in session.execute(query):
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
