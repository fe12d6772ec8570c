"""What a plan is made from: who carries, who is concerned, what each accepts."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.load import LOAD_FLOOR, LOAD_TIMES
from reseau.domain.expert_evidence import UNIT, Standing
from reseau.domain.periods import Period
from reseau.domain.search_query import SearchQuery
from reseau.domain.vocabulary import (
    Availability,
    CommitteeKind,
    Diffusion,
    PartnerStatus,
)
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.models import Committee, Expert
from reseau.store.naming import finding
from reseau.store.rows import log_rows, rows
from reseau.usecases.common.following import followed_seats
from reseau.usecases.common.showing import HiddenActorError
from reseau.usecases.common.standings import standings
from reseau.usecases.experts.expert_lines import Answers, answers
from reseau.usecases.experts.experts import ranked_by
from reseau.usecases.experts.searches import Look
from reseau.usecases.network import load
from reseau.usecases.network.attendance import Among, known_actors
from reseau.usecases.planning.plan_answers import Carriers, PlanQuestion, Reception

Number = TypeVar("Number", int, float)


class NobodyThereError(UsageError):
    """A committee that should carry has nobody in it."""

    message = N_("Nobody sits in {name} on that day: name somebody else to go through.")


@dataclass(frozen=True, slots=True)
class Concern:
    """Whom a theme concerns.

    Attributes:
        label: Of the theme, in the reader's language; empty without one.
        values: Actor to how much, above 0 and below 1; None when all count alike.
        standings: Actor to the evidence.
        look: How titles are shown; None without a theme.
        answers: The lines about it; None without a theme.
    """

    label: str = ""
    values: Mapping[int, float] | None = None
    standings: Mapping[int, Standing] | None = None
    look: Look | None = None
    answers: Answers | None = None


def concern(
    session: Session,
    question: PlanQuestion,
    heirs: Mapping[int, int],
    *,
    today: date,
    lang: str,
) -> Concern:
    """Find whom a theme concerns, by the evidence on which experts are found.

    An actor counts for 1 - 2^-score, with the score of ``expert find``: one recent
    interaction on the theme is a half, a declaration seven eighths. What is known of
    those that merged is known of their ``heirs``.

    Raises:
        UnknownThemeError, AmbiguousNameError: The theme is not sure.
    """
    if question.theme is None:
        return Concern()
    theme = finding.theme_named(session, question.theme)
    label = theme.label(lang)
    query = SearchQuery(label, theme=theme.slug, period=question.period)
    look = Look.at(session, query, shown_to=question.shown_to)
    found = answers(session, look, today=today)
    every = ranked_by(session, found, today=today, heirs=heirs)
    ranked = {it.actor: it for it in every}
    values = {key: 1 - 2.0 ** (-it.score / UNIT) for key, it in ranked.items()}
    return Concern(label, values, ranked, look, found)


def carriers(
    session: Session,
    question: PlanQuestion,
    shown: Collection[int],
    heirs: Mapping[int, int],
    *,
    today: date,
) -> tuple[Carriers, frozenset[int]]:
    """Tell who may carry messages.

    Those who are named; else whoever sits in an advisory group or a staff team, and
    the organizations in whose name they sit; else the active partners; else anyone.
    The ``heirs`` of those that merged carry in their place.

    Raises:
        UnknownActorError, UnknownCommitteeError, AmbiguousNameError
        HiddenActorError: Somebody named may not be shown.
        NobodyThereError: A committee is empty.
    """
    staff = rows.staff_keys(session, on=today) if question.without_staff else set()
    if question.through:
        named = [
            key
            for it in question.through
            for key in _named(session, it, shown, heirs, today=today)
        ]
        return Carriers.NAMED, frozenset(named) - staff
    kinds = {CommitteeKind.ADVISORY_GROUP, CommitteeKind.STAFF}
    query = (
        select(Committee.key)
        .where(Committee.kind.in_(kinds))
        .where(Committee.ended_on.is_(None) | (Committee.ended_on > today))
    )
    group = _seated(session, set(session.scalars(query)), heirs, today=today)
    found = group & set(shown) - staff
    if found:
        return Carriers.GROUP, frozenset(found)
    active = {
        heirs.get(key, key)
        for key, it in standings(session, today=today).items()
        if it.status is PartnerStatus.ACTIVE
    }
    found = active & set(shown) - staff
    if found:
        return Carriers.PARTNERS, frozenset(found)
    return Carriers.ANYONE, frozenset(shown) - staff


def _named(
    session: Session,
    name: str,
    shown: Collection[int],
    heirs: Mapping[int, int],
    *,
    today: date,
) -> Iterable[int]:
    """Find an actor, or those who sit in a committee."""
    committee = finding.by_handle(session, Committee, name)
    if committee is None and not finding.actors_named(session, name):
        try:
            committee = finding.committee_named(session, name)
        except finding.UnknownCommitteeError as error:
            raise finding.unknown_actor(session, name) from error
    if committee is not None:
        found = _seated(session, {committee.key}, heirs, today=today) & set(shown)
        if not found:
            raise NobodyThereError(name=committee.name)
        return found
    actor = finding.actor_named(session, name)
    key = heirs.get(actor.key, actor.key)
    if key not in shown:
        raise HiddenActorError(name=actor.name)
    return [key]


def _seated(
    session: Session, committees: set[int], heirs: Mapping[int, int], *, today: date
) -> set[int]:
    found: set[int] = set()
    for it in followed_seats(log_rows.seat_rows(session), heirs):
        if it.committee in committees and today in Period(it.since, it.until):
            found.add(it.actor)
            if it.on_behalf_of is not None:
                found.add(it.on_behalf_of)
    return found


def receptions(
    session: Session,
    question: PlanQuestion,
    keys: Collection[int],
    heirs: Mapping[int, int],
    *,
    today: date,
) -> dict[int, Reception]:
    """Tell how many contacts each actor accepts, and how many are left.

    In this order: what this plan says of them, what they said, what this plan says
    of all, and else the most that ``network load`` does not call too much. What was
    asked of those that merged was asked of their ``heirs``.

    Raises:
        UnknownActorError, AmbiguousNameError: A name is not sure.
    """
    actors = known_actors(session, Diffusion.INTERNAL, among=Among(), on=today)
    found = load.loads(session, actors, on=today, heirs=heirs, quiet=True)
    asked = {it.actor.key: it for it in found.lines}
    told = {it.actor_key: it for it in session.scalars(select(Expert))}
    here = by_actor(session, question.capacities, heirs)
    return {
        key: _reception(
            here.get(key), question.accepts, told.get(key), asked.get(key), today=today
        )
        for key in keys
    }


def by_actor(
    session: Session, named: Mapping[str, Number], heirs: Mapping[int, int]
) -> dict[int, Number]:
    """Give what is said of actors by name to them, or to what they became.

    Raises:
        UnknownActorError, AmbiguousNameError: A name is not sure.
    """
    found = {finding.actor_named(session, it).key: n for it, n in named.items()}
    return {heirs.get(key, key): n for key, n in found.items()}


def _reception(
    here: int | None,
    accepts: int | None,
    terms: Expert | None,
    asked: load.LoadLine | None,
    *,
    today: date,
) -> Reception:
    lately = 0 if asked is None else asked.lately
    usual = 0.0 if asked is None else asked.usual
    said = terms.monthly_limit if terms is not None and here is None else here
    most = accepts if said is None else said
    if most is None:
        most = max(LOAD_FLOOR - 1, math.floor(LOAD_TIMES * usual))
    found = Reception(lately, most, said is not None, max(0, most - lately))
    if terms is None or here is not None:
        return found
    away = terms.away_until is not None and terms.away_until > today
    closed = terms.availability is Availability.CLOSED
    return replace(
        found,
        left=0 if away or closed else found.left,
        away_until=terms.away_until if away else None,
        availability=terms.availability,
    )
