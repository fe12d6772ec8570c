"""What wants attention today: promises, silences, load, ended mandates."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, func, select, union_all
from sqlalchemy.orm import Session, aliased

from reseau.analysis.load import BASE_DAYS, LOAD_DAYS, LOAD_FLOOR, LOAD_TIMES
from reseau.analysis.rhythm import QUIET_FLOOR, silence
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, PartnerStatus, Role
from reseau.store import drafts, settings
from reseau.store.models import (
    Committee,
    Interaction,
    Mandate,
    Membership,
    Participation,
    Partnership,
)
from reseau.store.session import Store
from reseau.usecases.attendance import ASKING, Among, known_actors, read_log
from reseau.usecases.follow_ups import FollowUpLine, list_follow_ups
from reseau.usecases.load import loads
from reseau.usecases.network import Question
from reseau.usecases.standings import standings

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
    """What wants attention on a day."""

    today: date
    overdue: tuple[FollowUpLine, ...]
    due: tuple[FollowUpLine, ...]
    quiet: tuple[Quiet, ...]
    loaded: tuple[Loaded, ...]
    ended: tuple[Ended, ...]
    drafts: tuple[Unfinished, ...]


def day_status(store: Store) -> Status:
    """Gather what wants attention today; nothing to say gives empty lists."""
    with store.reading() as session:
        today = settings.today(session)
        quiet = _quiet(session, today=today)
        loaded = _loaded(session, today=today)
        ended = _ended(session, today)
    waiting = list_follow_ups(store, until=today + timedelta(days=SOON + 1))
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
    seen = exists().where(
        Participation.actor_key == Partnership.actor_key,
        Participation.interaction_key == Interaction.key,
        Participation.role.in_([role for role in Role if role.present]),
        Interaction.held_on > after,
        Interaction.held_on <= until,
    )
    return set(session.scalars(select(Partnership.actor_key).where(seen)))


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
    columns = Participation.actor_key, Participation.on_behalf_of_key
    named = union_all(
        *(
            select(column.label("actor"))
            .join(Interaction, Interaction.key == Participation.interaction_key)
            .where(column.is_not(None))
            .where(Interaction.held_on > after, Interaction.held_on <= until)
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
    theirs = aliased(Participation)
    asking = exists().where(
        theirs.interaction_key == Participation.interaction_key,
        theirs.on_behalf_of_key == Participation.actor_key,
        theirs.role.in_(ASKING),
    )
    query = (
        select(Participation.actor_key, func.count())
        .join(Interaction, Interaction.key == Participation.interaction_key)
        .where(Participation.actor_key.in_(actors))
        .where(Interaction.held_on > after, Interaction.held_on <= until)
        .where(Participation.on_behalf_of_key.is_(None), ~asking)
        .where(Participation.role.not_in(ASKING))
        .group_by(Participation.actor_key)
    )
    return {actor: number for actor, number in session.execute(query)}  # noqa: C416  # As above.


def _ended(session: Session, today: date) -> list[Ended]:
    query = (
        select(Committee, Membership.key)
        .join(Membership, Membership.committee_key == Committee.key)
        .where(Committee.ended_on.is_not(None), Membership.until.is_(None))
        .order_by(Committee.ended_on, Committee.key)
    )
    open_seats: dict[Committee, int] = defaultdict(int)
    for committee, _seat in session.execute(query):
        open_seats[committee] += 1
    over = [
        Ended(it.slug, it.name, it.ended_on, seats)
        for it, seats in open_seats.items()
        if it.ended_on is not None and it.ended_on <= today
    ]
    return over + _of_mandate(session, today)


def _of_mandate(session: Session, today: date) -> list[Ended]:
    """Find the committees that go on after their last dated mandate."""
    mandates: defaultdict[int, list[Mandate]] = defaultdict(list)
    for it in session.scalars(select(Mandate).order_by(Mandate.key)):
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
