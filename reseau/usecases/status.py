"""What wants attention today: promises, silences, load, ended mandates."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise
from statistics import median

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from reseau.domain.evidence import ActorRow
from reseau.domain.vocabulary import Diffusion, PartnerStatus, Role
from reseau.store import drafts, rows, settings
from reseau.store.models import Committee, Interaction, Membership, Participation
from reseau.store.session import Store
from reseau.usecases.follow_ups import FollowUpLine, list_follow_ups
from reseau.usecases.loads import LOAD_DAYS, LOAD_FLOOR, times_seen, usual_load
from reseau.usecases.standings import standings

SOON = 7
"""How many days ahead a deadline is shown."""
QUIET_FLOOR = 90
"""No partner is called quiet before so many days."""
_GAPS = 2
_BATCH = 500


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
        lately: Interactions in the last 30 days, invitations included.
        usual: Mean number of interactions in 30 days over the year before.
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
        shown = {
            it.actor: it for it in rows.actor_rows(session, shown_to=Diffusion.INTERNAL)
        }
        quiet = _quiet(session, shown, today=today)
        loaded = _loaded(session, shown, today=today)
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


def _present() -> ColumnElement[bool]:
    return Participation.role.in_([role for role in Role if role.present])


def _days_seen(session: Session, actors: Collection[int]) -> dict[int, list[date]]:
    """Give the days of some actors' interactions, absences aside, in order."""
    days: dict[int, list[date]] = defaultdict(list)
    for batch in _batches(actors):
        query = (
            select(Participation.actor_key, Interaction.held_on)
            .join(Interaction)
            .where(_present(), Participation.actor_key.in_(batch))
            .order_by(Interaction.held_on)
        )
        for actor, day in session.execute(query):
            days[actor].append(day)
    return days


def _batches(keys: Collection[int]) -> Iterator[list[int]]:
    """Cut keys into lists that a query may name."""
    waiting = iter(keys)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def usual_gap(days: Sequence[date]) -> int | None:
    """Give the median number of days between two different days; None under three."""
    distinct = sorted(set(days))
    if len(distinct) <= _GAPS:
        return None
    gaps = [(b - a).days for a, b in pairwise(distinct)]
    return round(median(gaps))


def _quiet(
    session: Session, shown: Mapping[int, ActorRow], *, today: date
) -> list[Quiet]:
    """Find active partners silent for over twice their usual gap, and 90 days."""
    active = {
        key: standing
        for key, standing in standings(session, today=today).items()
        if key in shown and standing.status is PartnerStatus.ACTIVE
    }
    seen = _days_seen(session, active)
    found = []
    for key, standing in active.items():
        actor = shown[key]
        past = [day for day in seen.get(key, ()) if day <= today]
        last = past[-1] if past else None
        since = last or standing.since
        usual = usual_gap(past)
        silent = (today - since).days if since else 0
        if silent > max(QUIET_FLOOR, 2 * (usual or 0)):
            found.append(Quiet(actor.slug, actor.name, last, silent, usual))
    return sorted(found, key=lambda it: (-it.silent, it.slug))


def _loaded(
    session: Session, shown: Mapping[int, ActorRow], *, today: date
) -> list[Loaded]:
    """Find actors seen four times or more in 30 days, and over twice their usual."""
    recent = today - timedelta(days=LOAD_DAYS)
    lately = times_seen(session, after=recent, until=today)
    often = {key: n for key, n in lately.items() if key in shown and n >= LOAD_FLOOR}
    usually = usual_load(session, today=today) if often else {}
    found = []
    for key, times in often.items():
        usual = usually.get(key, 0.0)
        if times > 2 * usual:
            actor = shown[key]
            found.append(Loaded(actor.slug, actor.name, times, usual))
    return sorted(found, key=lambda it: (-it.lately, it.slug))


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
