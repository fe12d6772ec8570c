"""What wants attention today: promises, silences, load, ended mandates."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, func, select, union_all
from sqlalchemy.orm import Session

from reseau.analysis.load import LOAD_DAYS, LOAD_FLOOR
from reseau.analysis.rhythm import QUIET_FLOOR, silence
from reseau.domain.vocabulary import Diffusion, PartnerStatus, Role
from reseau.store import drafts, settings
from reseau.store.models import (
    Committee,
    Interaction,
    Membership,
    Participation,
    Partnership,
)
from reseau.store.session import Store
from reseau.usecases.attendance import Among, known_actors, read_log
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
    often = _named_often(session, after=today - timedelta(LOAD_DAYS), until=today)
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


def _named_often(session: Session, *, after: date, until: date) -> frozenset[int]:
    """Give those who have a part often enough in a period to be over-asked."""
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
    query = (
        select(named.c.actor).group_by(named.c.actor).having(func.count() >= LOAD_FLOOR)
    )
    return frozenset(session.scalars(query))


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
    return [
        Ended(it.slug, it.name, it.ended_on, seats)
        for it, seats in open_seats.items()
        if it.ended_on is not None and it.ended_on <= today
    ]
