"""What wants attention today: promises, silences, load, ended mandates."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select, union_all
from sqlalchemy.orm import Session

from reseau.analysis.mobilizing.load import (
    BASE_DAYS,
    LOAD_DAYS,
    LOAD_FLOOR,
    LOAD_TIMES,
)
from reseau.analysis.mobilizing.rhythm import QUIET_FLOOR, silence
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, PartnerStatus, Role
from reseau.i18n import language
from reseau.store import models
from reseau.store.base import columns_of
from reseau.store.models import (
    Actor,
    Committee,
    Interaction,
    Membership,
    Participation,
    Partnership,
)
from reseau.store.place import drafts
from reseau.store.rows import settings
from reseau.store.rows.rows import has_rows
from reseau.store.session import Store
from reseau.usecases.common.question import Question
from reseau.usecases.common.standings import standings
from reseau.usecases.log.follow_ups import FollowUpLine, follow_up_lines
from reseau.usecases.network.attendance import ASKING, Among, known_actors, read_log
from reseau.usecases.network.load import loads

if TYPE_CHECKING:
    from reseau.usecases.actors.consents import ConsentLine
    from reseau.usecases.cycle.cycle_due import Late
    from reseau.usecases.cycle.need_lists import NeedLine
    from reseau.usecases.cycle.signal_digest import Backlog
    from reseau.usecases.privacy.privacy_requests import RequestLine

_committee = columns_of(Committee)
_interaction = columns_of(Interaction)
_membership = columns_of(Membership)
_participation = columns_of(Participation)
_partnership = columns_of(Partnership)
SOON = 7
"""How many days ahead a deadline is shown."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """An active partner who has not been seen for longer than their rhythm.

    Attributes:
        last: Day of the last interaction; None when there never was one.
        silent: Days since then, or since the partnership began.
        usual: Median number of days between two; None with fewer than three.
    """

    slug: str
    name: str
    last: date | None
    silent: int
    usual: int | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """An actor who is asked much more than usual.

    Attributes:
        lately: Times asked in the last 30 days, invitations included.
        usual: Mean number of times in 30 days over the year before.
    """

    slug: str
    name: str
    lately: int
    usual: float


@dataclass(frozen=True, slots=True)
class Ended:
    """A committee whose mandate is over while seats are still open."""

    slug: str
    name: str
    ended_on: date
    seats: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft of the log, which this person began on this computer."""

    title: str
    begun_on: date
    path: str


@dataclass(frozen=True, slots=True)
class Status:
    """What wants attention on a day.

    Attributes:
        requests: What people ask of their own information, late or due soon.
        needs: Open needs past the date of their next validation.
        backlog: The signals that wait for triage.
        strategies: Those past their deadline that still go on.
        pledges: Those past their deadline, neither kept nor dropped.
        missions: Those past their day without a decision to go or not to.
        fourteen: Consents of a parent or tutor, to be asked of the person at 14; the
            name is empty of somebody who may be shown to nobody.
    """

    today: date
    overdue: tuple[FollowUpLine, ...]
    due: tuple[FollowUpLine, ...]
    quiet: tuple[Quiet, ...]
    loaded: tuple[Loaded, ...]
    ended: tuple[Ended, ...]
    drafts: tuple[Unfinished, ...]
    requests: "tuple[RequestLine, ...]" = ()
    needs: "tuple[NeedLine, ...]" = ()
    backlog: "Backlog | None" = None
    strategies: "tuple[Late, ...]" = ()
    pledges: "tuple[Late, ...]" = ()
    missions: "tuple[Late, ...]" = ()
    fourteen: "tuple[ConsentLine, ...]" = ()


def day_status(store: Store) -> Status:
    """Gather what wants attention today; nothing to say gives empty lists."""
    with store.reading() as session:
        today = settings.today(session)
        quiet = _quiet(session, today=today)
        loaded = _loaded(session, today=today)
        ended = _ended(session, today)
        waiting = _promised(session, until=today + timedelta(days=SOON + 1))
        requests = _requests(session, today)
        fourteen = _fourteen(session, today)
        needs, signals = _needs(session), _backlog(session, today)
        strategies, pledges, missions = _cycle(session, today)
    return Status(
        today,
        tuple(it for it in waiting if it.late),
        tuple(it for it in waiting if not it.late),
        tuple(quiet),
        tuple(loaded),
        tuple(ended),
        tuple(
            Unfinished(it.form.title, it.begun_on, str(it.path))
            for it in drafts.drafts()
        ),
        tuple(requests),
        tuple(needs),
        signals,
        strategies,
        pledges,
        missions,
        fourteen,
    )


# Each of these reads tables of its own, whose classes take long to load: a store that
# has no such record does without.


def _promised(session: Session, *, until: date) -> list[FollowUpLine]:
    """Give follow-ups without the names of those who may be shown to nobody."""
    lines = follow_up_lines(session, until=until)
    if not lines:
        return []
    from reseau.store.privacy.veil import veil

    over = veil(session, shown_to=Diffusion.INTERNAL)
    return [over.over_fields(it, "what", "actor", "title") for it in lines]


def _requests(session: Session, today: date) -> "list[RequestLine]":
    if not has_rows(session, "privacy_request"):
        return []
    from reseau.usecases.privacy.privacy_requests import requests_of

    soon = today + timedelta(days=SOON)
    return [it for it in requests_of(session, waiting=True) if it.due_on <= soon]


def _fourteen(session: Session, today: date) -> "tuple[ConsentLine, ...]":
    if not has_rows(session, "consent"):
        return ()
    from reseau.usecases.actors.consents import turning_fourteen

    found = turning_fourteen(session, today=today)
    hidden = Actor.diffusion == Diffusion.FORBIDDEN
    gone = set(session.scalars(select(Actor.slug).where(hidden))) if found else set()
    return tuple(
        replace(it, slug="", name="", guardian="") if it.slug in gone else it
        for it in found
    )


def _needs(session: Session) -> "list[NeedLine]":
    if not has_rows(session, "need"):
        return []
    from reseau.usecases.cycle.need_lists import past_validation

    return past_validation(session, lang=language())


def _backlog(session: Session, today: date) -> "Backlog | None":
    if not has_rows(session, "signal"):
        return None
    from reseau.usecases.cycle.signal_digest import backlog

    return backlog(session, today=today)


def _cycle(
    session: Session, today: date
) -> "tuple[tuple[Late, ...], tuple[Late, ...], tuple[Late, ...]]":
    if not (has_rows(session, "strategy") or has_rows(session, "mission")):
        return (), (), ()
    from reseau.usecases.cycle import cycle_due

    return (
        cycle_due.late_strategies(session, today=today),
        cycle_due.late_pledges(session, today=today),
        cycle_due.late_missions(session, today=today),
    )


def _quiet(session: Session, *, today: date) -> list[Quiet]:
    """Find active partners silent for over twice their usual gap, and 90 days."""
    recent = _partners_seen(session, after=today - timedelta(QUIET_FLOOR), until=today)
    silent = {
        key: standing
        for key, standing in standings(session, today=today).items()
        if standing.status is PartnerStatus.ACTIVE and key not in recent
    }
    if not silent:
        return []
    log = read_log(session, Question(at=today), Among(keys=frozenset(silent)))
    seen: defaultdict[int, list[date]] = defaultdict(list)
    for it in log.gatherings:
        for key in silent.keys() & set(it.present):
            seen[key].append(it.held_on)
    found = []
    for key, actor in log.actors.items():
        told = silence(seen[key], on=today, expected=silent[key].since)
        if told.unusual:
            found.append(
                Quiet(actor.slug, actor.name, told.last, told.days, told.usual)
            )
    return sorted(found, key=lambda it: (-it.silent, it.slug))


def _partners_seen(session: Session, *, after: date, until: date) -> set[int]:
    """Give the partners of any time who were there in a period."""
    # Of each line of the period: to look for each partner's would read all theirs.
    there = _participation.actor_key + 0
    query = (
        select(_participation.actor_key)
        .where(_participation.interaction_key == _interaction.key)
        .where(_participation.role.in_([role for role in Role if role.present]))
        .where(_interaction.held_on > after, _interaction.held_on <= until)
        .where(there.in_(select(_partnership.actor_key)))
    )
    return set(session.scalars(query.distinct()))


def _loaded(session: Session, *, today: date) -> list[Loaded]:
    """Find actors asked four times or more in 30 days, and over twice their usual."""
    often = _may_be_over(session, today=today)
    if not often:
        return []
    among = Among(keys=often)
    actors = known_actors(session, Diffusion.INTERNAL, among=among, on=today)
    found = [
        Loaded(it.actor.slug, it.actor.name, it.lately, it.usual)
        for it in loads(session, actors, on=today, only=often).lines
        if it.over
    ]
    return sorted(found, key=lambda it: (-it.lately, it.slug))


def _may_be_over(session: Session, *, today: date) -> frozenset[int]:
    """Leave out those who cannot be over-asked, so that their year is not read.

    Whoever has a part may have been asked; who has one that nobody could have asked
    for otherwise, surely was. Few are between the two, and for them the rule decides.
    """
    recent = today - timedelta(LOAD_DAYS)
    at_most = _named(session, after=recent, until=today)
    before = recent - timedelta(BASE_DAYS)
    at_least = _surely_asked(session, at_most, after=before, until=recent)
    return frozenset(
        key
        for key, times in at_most.items()
        if times > LOAD_TIMES * at_least.get(key, 0) * LOAD_DAYS / BASE_DAYS
    )


def _named(session: Session, *, after: date, until: date) -> dict[int, int]:
    """Count the parts of a period, one's own and for one, of those with enough."""
    columns = _participation.actor_key, _participation.on_behalf_of_key
    named = union_all(
        *(
            select(column.label("actor"))
            .where(_interaction.key == _participation.interaction_key)
            .where(column.is_not(None))
            .where(_interaction.held_on > after, _interaction.held_on <= until)
            for column in columns
        )
    ).subquery()
    times = func.count()
    query = (
        select(named.c.actor, times).group_by(named.c.actor).having(times >= LOAD_FLOOR)
    )
    return {actor: number for actor, number in session.execute(query)}  # noqa: C416  # A Result is no mapping.


def _surely_asked(
    session: Session, actors: Collection[int], *, after: date, until: date
) -> dict[int, int]:
    """Count the parts of a period that actors had for themselves, having asked none."""
    theirs = Participation.__table__.alias().c
    asking = exists().where(
        theirs.interaction_key == _participation.interaction_key,
        theirs.on_behalf_of_key == _participation.actor_key,
        theirs.role.in_(ASKING),
    )
    # Neither “is null” nor the interactions of the period: SQLite would begin by them,
    # which are nearly all, where the parts of these few actors are few.
    within = select(_interaction.key).where(
        _interaction.held_on > after, _interaction.held_on <= until
    )
    query = (
        select(_participation.actor_key, func.count())
        .where(_participation.actor_key.in_(actors))
        .where((_participation.interaction_key + 0).in_(within))
        .where(func.coalesce(_participation.on_behalf_of_key, 0) == 0, ~asking)
        .where(_participation.role.not_in(ASKING))
        .group_by(_participation.actor_key)
    )
    return {actor: number for actor, number in session.execute(query)}  # noqa: C416  # As above.


def _ended(session: Session, today: date) -> list[Ended]:
    query = (
        select(_committee.slug, _committee.name, _committee.ended_on, func.count())
        .where(_membership.committee_key == _committee.key)
        .where(_committee.ended_on <= today, _membership.until.is_(None))
        .group_by(_committee.key, _committee.slug, _committee.name, _committee.ended_on)
        .order_by(_committee.ended_on, _committee.key)
    )
    over = [
        Ended(code, name, ended_on, seats)
        for code, name, ended_on, seats in session.execute(query)
        if ended_on is not None
    ]
    return over + (_of_mandate(session, today) if has_rows(session, "mandate") else [])


def _of_mandate(session: Session, today: date) -> list[Ended]:
    """Find the committees that go on after their last dated mandate."""
    mandates: defaultdict[int, list[models.Mandate]] = defaultdict(list)
    for it in session.scalars(select(models.Mandate).order_by(models.Mandate.key)):
        mandates[it.committee_key].append(it)
    found = []
    for some in mandates.values():
        committee = some[0].committee
        going_on = committee.ended_on is None or committee.ended_on > today
        holds = any(today in Period(it.since, it.until) for it in some)
        last = [it.until for it in some if it.until and it.until <= today]
        seats = sum(today in Period(it.since, it.until) for it in committee.memberships)
        if going_on and not holds and last and seats:
            found.append(Ended(committee.slug, committee.name, max(last), seats))
    return sorted(found, key=lambda it: (it.ended_on, it.slug))
