"""Pledges: what members said they would do for a strategy, and what became of it.

They are told as work that somebody carries, never as a share of kept words.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.dissemination import PledgeState
from reseau.domain.vocabulary import ActorKind
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Actor, Affiliation, Membership, Pledge
from reseau.store.naming.titled import strategy_named
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.cycle_edits import refuse_future
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.shown_people import who as shown
from reseau.usecases.common.spells import check_order, is_over
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.strategies import refuse_over


class LeftError(ConflictError):
    """A person who left would pledge something."""

    message = N_(
        "{person} left: {reason}, and no seat or role is open on {day}. Give another "
        "member, an earlier day with --on, or the new role with “reseau person join”."
    )


class ArchivedPledgeError(ConflictError):
    """An actor who is archived would pledge something."""

    message = N_("{name} is archived since {day}: give another member.")


class NoPledgeError(NotFoundError):
    """No pledge has that number."""

    message = N_("There is no pledge {number}. “reseau strategy pledges” lists them.")


class PledgeOverError(UsageError):
    """The pledge has an end already."""

    message = N_("Pledge {number} is over already: {state}, on {day}.")


@dataclass(frozen=True, slots=True)
class PledgeLine:
    """Something that a member pledged.

    Attributes:
        actor: Name of the member, whose short code is ``code``; both are None when
            nobody may be shown them.
        strategy: Title of the strategy; ``slug`` is its short code.
        late: Days since the deadline; None when it is not late.
    """

    number: int
    actor: str | None
    code: str | None
    what: str
    strategy: str
    slug: str
    pledged_on: date
    due_on: date | None
    state: PledgeState
    ended_on: date | None
    late: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What is pledged.

    Attributes:
        what: In a few words.
        on: The day it was said; today by default.
        due: By when.
    """

    what: str
    on: date | None = None
    due: date | None = None


def pledge(
    store: Store,
    which: str,
    member: str,
    *,
    promise: Promise,
    dry_run: bool = False,
) -> Outcome:
    """Note what a member engages to do for a strategy.

    Raises:
        StrategyOverError: The strategy is closed.
        LeftError: The person has no role and no seat left on that day.
        ArchivedPledgeError: The actor is archived.
        NotYetError: The day it was said is still to come.
        EndBeforeStartError: The deadline comes before it was said.
    """
    with store.working("strategy pledge", dry_run=dry_run) as work:
        session = work.session
        strategy = strategy_named(session, which)
        refuse_over(strategy)
        actor = actor_meant(session, member)
        today = settings.today(session)
        day = promise.on or today
        refuse_future(day, today=today)
        refuse_gone(session, actor, on=day)
        said = Pledge(actor=actor, what=checked_name(promise.what), pledged_on=day)
        said.due_on = promise.due
        check_order(formats.quoted(said.what), start=day, end=said.due_on)
        strategy.pledges.append(said)
        session.flush()
        number = said.key
        name = gettext("{actor}, “{what}”").format(actor=actor.name, what=said.what)
        remarks = _carried(session, actor, today=today)
    return outcome(work, slug=f"#{number}", name=name, remarks=remarks)


def keep_pledge(
    store: Store, number: int, *, on: date | None = None, dry_run: bool = False
) -> Outcome:
    """Note that a pledge was kept, today by default.

    Raises:
        NoPledgeError, PledgeOverError, NotYetError
        EndBeforeStartError: It was made later.
    """
    with store.working("strategy done", dry_run=dry_run) as work:
        found, day = _ending(work.session, number, on)
        found.kept_on = day
        what = found.what
    return outcome(work, slug=f"#{number}", name=what)


def drop_pledge(
    store: Store,
    number: int,
    *,
    on: date | None = None,
    reason: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Note that a pledge will not be kept, today by default.

    Raises:
        NoPledgeError, PledgeOverError, NotYetError
        EndBeforeStartError: It was made later.
    """
    with store.working("strategy drop", dry_run=dry_run) as work:
        found, day = _ending(work.session, number, on)
        found.dropped_on, found.reason = day, reason
        what = found.what
    return outcome(work, slug=f"#{number}", name=what)


def move_pledge(
    store: Store, number: int, *, due: date, dry_run: bool = False
) -> Outcome:
    """Give a pledge another deadline.

    Raises:
        NoPledgeError, PledgeOverError
        EndBeforeStartError: It was made later.
    """
    with store.working("strategy move", dry_run=dry_run) as work:
        found = _open(work.session, number)
        check_order(formats.quoted(found.what), start=found.pledged_on, end=due)
        found.due_on = due
        what = found.what
    return outcome(work, slug=f"#{number}", name=what)


_READ = selectinload(Pledge.actor), selectinload(Pledge.strategy)


def list_pledges(
    store: Store,
    *,
    which: str | None = None,
    actor: str | None = None,
    all_: bool = False,
    at: date | None = None,
) -> list[PledgeLine]:
    """List pledges, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        which: Only those of this strategy.
        actor: Only those of this actor.
        all_: Also those that were kept or dropped.
        at: As things stood on that day: those made later are left out.
    """
    with store.reading() as session:
        query = select(Pledge).order_by(Pledge.key).options(*_READ)
        today = at or settings.today(session)
        if which is not None:
            strategy = strategy_named(session, which)
            query = query.where(Pledge.strategy_key == strategy.key)
        if actor is not None:
            query = query.where(Pledge.actor_key == actor_meant(session, actor).key)
        if at is not None:
            query = query.where(Pledge.pledged_on <= at)
        lines = [
            pledge_line(it, today=today)
            for it in session.scalars(query)
            if all_ or not state_of(it, today=today).over
        ]
        lines = for_the_team(session, lines)
    return sorted(lines, key=lambda it: (it.due_on or date.max, it.number))


def pledge_line(found: Pledge, *, today: date) -> PledgeLine:
    """Describe a pledge as it stands today."""
    state = state_of(found, today=today)
    late = None
    who = shown(found.actor)
    if state is PledgeState.LATE and found.due_on is not None:
        late = (today - found.due_on).days
    return PledgeLine(
        found.key, who.name or None, who.slug or None, found.what, found.strategy.name,
        found.strategy.slug, found.pledged_on, found.due_on, state,
        (found.kept_on or found.dropped_on) if state.over else None, late,
        found.reason if state.over else None,
    )  # fmt: skip


def state_of(found: Pledge, *, today: date) -> PledgeState:
    """Tell what had become of a pledge by a day."""
    if found.kept_on is not None and found.kept_on <= today:
        return PledgeState.KEPT
    if found.dropped_on is not None and found.dropped_on <= today:
        return PledgeState.DROPPED
    late = found.due_on is not None and found.due_on < today
    return PledgeState.LATE if late else PledgeState.OPEN


def refuse_gone(session: Session, actor: Actor, *, on: date) -> None:
    """See that an actor had not left by a day.

    A person left when they have had roles or seats, and none is open on that day.

    Raises:
        LeftError: They had left.
        ArchivedPledgeError: The actor was archived.
    """
    if actor.archived_on is not None and actor.archived_on <= on:
        day = formats.full_date(actor.archived_on)
        raise ArchivedPledgeError(name=actor.name, day=day)
    if actor.kind is not ActorKind.PERSON:
        return
    roles = _roles(session, actor)
    open_ = [it for it, _reason in roles if not is_over(it, today=on)]
    if roles and not open_:
        last = max(roles, key=lambda it: it[0] or date.min)
        raise LeftError(person=actor.name, reason=last[1], day=formats.full_date(on))


def _roles(session: Session, actor: Actor) -> list[tuple[date | None, str]]:
    """List when each role and each seat of a person ends, and say so."""
    found: list[tuple[date | None, str]] = []
    affiliations = select(Affiliation).where(Affiliation.person_key == actor.key)
    for it in session.scalars(affiliations.order_by(Affiliation.key)):
        text = gettext("the role in {organization} ended on {day}")
        found.append((it.until, _ended(text, it.organization.name, it.until)))
    seats = select(Membership).where(Membership.actor_key == actor.key)
    for seat in session.scalars(seats.order_by(Membership.key)):
        ends = [it for it in (seat.until, seat.committee.ended_on) if it is not None]
        end = min(ends, default=None)
        text = gettext("the seat in {organization} ended on {day}")
        found.append((end, _ended(text, seat.committee.name, end)))
    return found


def _ended(text: str, name: str, end: date | None) -> str:
    day = "" if end is None else formats.full_date(end)
    return text.format(organization=name, day=day)


def _carried(session: Session, actor: Actor, *, today: date) -> tuple[str, ...]:
    """Say what else the member already carries."""
    query = select(Pledge).where(
        Pledge.actor_key == actor.key,
        Pledge.kept_on.is_(None),
        Pledge.dropped_on.is_(None),
    )
    states = [state_of(it, today=today) for it in session.scalars(query)]
    if len(states) <= 1:
        return ()
    text = gettext(
        "{actor} now carries {n} pledges that are not over, {late} of them late."
    )
    late = states.count(PledgeState.LATE)
    return (text.format(actor=actor.name, n=len(states), late=late),)


def _ending(session: Session, number: int, on: date | None) -> tuple[Pledge, date]:
    found = _open(session, number)
    today = settings.today(session)
    day = on or today
    refuse_future(day, today=today)
    check_order(formats.quoted(found.what), start=found.pledged_on, end=day)
    return found, day


def _open(session: Session, number: int) -> Pledge:
    found = session.get(Pledge, number) if 0 < number <= LARGEST_KEY else None
    if found is None:
        raise NoPledgeError(number=number)
    end = found.kept_on or found.dropped_on
    if end is not None:
        state = state_of(found, today=end).label()
        raise PledgeOverError(
            number=f"#{number}", state=state, day=formats.full_date(end)
        )
    return found
