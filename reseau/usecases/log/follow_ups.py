"""What was promised: list, close, postpone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CompoundSelect, select
from sqlalchemy.orm import Session

from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_
from reseau.store.base import columns_of
from reseau.store.models import (
    Actor,
    Decision,
    DecisionFollowUp,
    FollowUp,
    Interaction,
)
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome

_actor = columns_of(Actor)
_follow_up = columns_of(FollowUp)
_interaction = columns_of(Interaction)


class NoFollowUpError(NotFoundError):
    """No follow-up has that number."""

    message = N_("There is no follow-up {number}. “reseau follow-up list” shows them.")


class DoneAlreadyError(UsageError):
    """The follow-up is closed."""

    message = N_("Follow-up {number} was done already.")


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """Something promised.

    Attributes:
        interaction: Number of the interaction where it was promised.
        late: Days since the deadline; None when it is not late, or has none.
    """

    number: int
    what: str
    actor: str | None
    interaction: int | None
    title: str | None
    due_on: date | None
    done_on: date | None
    late: int | None


def list_follow_ups(
    store: Store,
    *,
    done: bool = False,
    actor: str | None = None,
    until: date | None = None,
    at: date | None = None,
) -> list[FollowUpLine]:
    """List follow-ups, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        done: Those that are done, in place of those that are not.
        actor: Only what this actor promised.
        until: Only deadlines before this day.
        at: As things stood on that day: what was promised later is left out, what was
            done since is still to do.
    """
    with store.reading() as session:
        return follow_up_lines(session, done=done, actor=actor, until=until, at=at)


def follow_up_lines(
    session: Session,
    *,
    done: bool = False,
    actor: str | None = None,
    until: date | None = None,
    at: date | None = None,
) -> list[FollowUpLine]:
    """Do as ``list_follow_ups``, inside a transaction that is open."""
    today = at or settings.today(session)
    query = (
        select(
            _follow_up.key,
            _follow_up.what,
            _follow_up.interaction_key,
            _follow_up.due_on,
            _follow_up.done_on,
            _interaction.title,
            _actor.name,
        )
        .select_from(FollowUp.__table__)
        .outerjoin(
            Interaction.__table__, _interaction.key == _follow_up.interaction_key
        )
        .outerjoin(Actor.__table__, _actor.key == _follow_up.actor_key)
    )
    closed = _follow_up.done_on.is_not(None) & (_follow_up.done_on <= (at or date.max))
    if at is not None:
        query = query.where(_follow_up.key.not_in(_promised_after(at)))
    query = query.where(closed if done else ~closed | _follow_up.done_on.is_(None))
    if actor is not None:
        found = finding.actor_named(session, actor)
        query = query.where(_follow_up.actor_key == found.key)
    if until is not None:
        query = query.where(_follow_up.due_on < until)
    lines = [_line(*row, today=today, over=done) for row in session.execute(query)]
    return sorted(lines, key=lambda it: (it.due_on or date.max, it.number))


def _promised_after(day: date) -> CompoundSelect[int]:
    """Select what was promised at a meeting or with a decision after a day."""
    with_decisions = (
        select(DecisionFollowUp.follow_up_key)
        .join(Decision)
        .where(Decision.decided_on > day)
    )
    at_meetings = (
        select(FollowUp.key).join(Interaction).where(Interaction.held_on > day)
    )
    return at_meetings.union(with_decisions)


def _line(  # noqa: PLR0913, PLR0917  # A row.
    number: int,
    what: str,
    interaction: int | None,
    due: date | None,
    done: date | None,
    title: str | None,
    actor: str | None,
    *,
    today: date,
    over: bool,
) -> FollowUpLine:
    done = done if over else None
    late = (today - due).days if due is not None and done is None else 0
    return FollowUpLine(
        number, what, actor, interaction, title, due, done, late if late > 0 else None
    )


def finish_follow_up(
    store: Store, number: int, *, on: date | None = None, dry_run: bool = False
) -> Outcome:
    """Close a follow-up, today by default.

    Raises:
        NoFollowUpError: There is none of that number.
        DoneAlreadyError: It is closed.
    """
    with store.working("follow-up done", dry_run=dry_run) as work:
        found = _open(work.session, number)
        found.done_on = on or settings.today(work.session)
        what = found.what
    return outcome(work, slug=str(number), name=what)


def move_follow_up(
    store: Store, number: int, *, due: date, dry_run: bool = False
) -> Outcome:
    """Give a follow-up another deadline.

    Raises:
        NoFollowUpError: There is none of that number.
        DoneAlreadyError: It is closed.
    """
    with store.working("follow-up move", dry_run=dry_run) as work:
        found = _open(work.session, number)
        found.due_on = due
        what = found.what
    return outcome(work, slug=str(number), name=what)


def _open(session: Session, number: int) -> FollowUp:
    found = session.get(FollowUp, number)
    if found is None:
        raise NoFollowUpError(number=number)
    if found.done_on is not None:
        raise DoneAlreadyError(number=number)
    return found
