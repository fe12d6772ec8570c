"""Rounds of validation: needs looked at again at a meeting, and two rounds compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.vocabulary import NeedState
from reseau.errors import UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Committee, Interaction, Need, NeedRound
from reseau.store.naming import finding
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.needs import (
    checked_priority,
    need_meant,
    refuse_closed,
)
from reseau.usecases.log.interactions import interaction_numbered


class VotesError(UsageError):
    """There would be more votes than people to vote."""

    message = N_(
        "There are more votes ({votes}) than voters ({voters}): correct one of them."
    )


class RoundDayError(UsageError):
    """A round is on a day on which it cannot be."""

    message = N_(
        "A need asked on {asked} cannot be validated on {day}: give a day from then "
        "until today."
    )


class NextBeforeError(UsageError):
    """The next validation is not after this one."""

    message = N_("The next validation, {day}, must come after this one, {held}.")


class SameDaysError(UsageError):
    """Two rounds to compare are of the same day."""

    message = N_("Give two different days to compare.")


@dataclass(frozen=True, slots=True)
class Validation:
    """What a meeting said of a need; None leaves a thing unsaid.

    Attributes:
        held_on: The day; that of the meeting by default, else today.
        meeting: Number of the interaction that voted.
        committee: Name of the committee; that of the meeting by default.
        priority: 1, the first, to 4.
        votes: How many voted for it.
        voters: How many could vote.
        next_on: The day by which it must be validated again.
    """

    held_on: date | None = None
    meeting: int | None = None
    committee: str | None = None
    priority: int | None = None
    votes: int | None = None
    voters: int | None = None
    note: str | None = None
    next_on: date | None = None


def state_on(need: Need, day: date) -> NeedState:
    """Give the state of a need on a day; one closed since was open then."""
    return NeedState.OPEN if need.state.closed and open_on(need, day) else need.state


def validate_need(
    store: Store, which: str, *, said: Validation, dry_run: bool = False
) -> Outcome:
    """Say that a need still holds, with its votes; the same day again corrects it.

    Without a next date, the one that is past is taken away: nothing waits.

    Raises:
        NoNeedError, SeveralRecordsError, NoInteractionError
        ClosedNeedError, RoundDayError, NextBeforeError, VotesError, PriorityError
    """
    with store.working("need validate", dry_run=dry_run) as work:
        session = work.session
        need = need_meant(session, which)
        refuse_closed(need)
        meeting = (
            None if said.meeting is None
            else interaction_numbered(session, said.meeting)
        )  # fmt: skip
        today = settings.today(session)
        day = said.held_on or (today if meeting is None else meeting.held_on)
        _check(need, said, day=day, today=today)
        found = next((it for it in need.rounds if it.held_on == day), None)
        if found is None:
            found = NeedRound(held_on=day)
            need.rounds.append(found)
        _fill(session, found, said, meeting)
        if said.next_on is not None:
            need.validate_by = said.next_on
        elif need.validate_by is not None and need.validate_by <= day:
            need.validate_by = None
        number, question, open_ended = need.key, need.question, need.validate_by is None
    remarks = (gettext("No next validation is set: --next sets one."),)
    return outcome(
        work, slug=f"#{number}", name=question, remarks=remarks if open_ended else ()
    )


def _check(need: Need, said: Validation, *, day: date, today: date) -> None:
    if not need.asked_on <= day <= today:
        raise RoundDayError(
            asked=formats.full_date(need.asked_on), day=formats.full_date(day)
        )
    if said.next_on is not None and said.next_on <= day:
        raise NextBeforeError(
            day=formats.full_date(said.next_on), held=formats.full_date(day)
        )
    if said.priority is not None:
        checked_priority(said.priority)


def _fill(
    session: Session, found: NeedRound, said: Validation, meeting: Interaction | None
) -> None:
    committee: Committee | None = found.committee
    if said.committee is not None:
        committee = finding.committee_named(session, said.committee)
    elif meeting is not None:
        committee = meeting.committee
    found.interaction = meeting or found.interaction
    found.committee = committee
    found.priority = found.priority if said.priority is None else said.priority
    found.votes = found.votes if said.votes is None else said.votes
    found.voters = found.voters if said.voters is None else said.voters
    found.note = said.note or found.note
    if (
        found.votes is not None
        and found.voters is not None
        and found.votes > found.voters
    ):
        raise VotesError(votes=found.votes, voters=found.voters)


def priority_on(need: Need, day: date) -> int | None:
    """Give a need's priority on a day: as last voted by then, else as it was asked."""
    voted = [it for it in need.rounds if it.held_on <= day and it.priority is not None]
    return voted[-1].priority if voted else need.priority


def open_on(need: Need, day: date) -> bool:
    """Tell whether a need was asked by a day, and not closed on it."""
    return need.asked_on <= day and (need.closed_on is None or need.closed_on > day)


def with_rounds(session: Session) -> list[Need]:
    """Read all needs with their rounds, by number."""
    query = (
        select(Need)
        .order_by(Need.key)
        .options(
            selectinload(Need.rounds),
            selectinload(Need.themes),
            selectinload(Need.signals),
            selectinload(Need.experts),
        )
    )
    return list(session.scalars(query))


# Two rounds


@dataclass(frozen=True, slots=True)
class Moved:
    """A need in two rounds.

    Attributes:
        before: Its priority on the first day; None when none was voted or given.
        after: Its priority on the second one.
        validated: Whether a round looked at it after the first day, by the second.
        closed_on: The day it was answered or dropped, by the second day.
    """

    number: int
    question: str
    before: int | None
    after: int | None
    validated: bool
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Rounds:
    """Needs on two days: each need open on either, once.

    Attributes:
        new: Asked after the first day, and open on the second.
        answered: Open on the first day, answered by the second.
        dropped: The same, dropped.
        raised: Open on both; a smaller number now, so more urgent.
        lowered: The same, less urgent.
        prioritized: The same, of which a priority is known on the second day only.
        same: The same, nothing moved.
        passed: Asked and closed between the two.
    """

    first: date
    second: date
    new: tuple[Moved, ...]
    answered: tuple[Moved, ...]
    dropped: tuple[Moved, ...]
    raised: tuple[Moved, ...]
    lowered: tuple[Moved, ...]
    prioritized: tuple[Moved, ...]
    same: tuple[Moved, ...]
    passed: tuple[Moved, ...]


def compare_rounds(store: Store, first: date, second: date) -> Rounds:
    """Compare the needs of two days, in whichever order they are given.

    Raises:
        SameDaysError: It is the same day.
    """
    if first == second:
        raise SameDaysError
    first, second = sorted((first, second))
    groups: dict[str, list[Moved]] = {name: [] for name in _GROUPS}
    with store.reading() as session:
        for need in with_rounds(session):
            group = _group(need, first, second)
            if group is not None:
                groups[group].append(_moved(need, first, second))
    return Rounds(first, second, *(_ordered(groups[it]) for it in _GROUPS))


_GROUPS = (
    "new", "answered", "dropped", "raised", "lowered", "prioritized", "same", "passed",
)  # fmt: skip


def _group(need: Need, first: date, second: date) -> str | None:
    then, now = open_on(need, first), open_on(need, second)
    if then and now:
        return _direction(priority_on(need, first), priority_on(need, second))
    if then:
        return "dropped" if need.state is NeedState.DROPPED else "answered"
    if now:
        return "new"
    return "passed" if first < need.asked_on <= second else None


def _direction(before: int | None, after: int | None) -> str:
    if before is None:
        return "same" if after is None else "prioritized"
    if after is None or after == before:
        return "same"
    return "raised" if after < before else "lowered"


def _moved(need: Need, first: date, second: date) -> Moved:
    closed = need.closed_on
    return Moved(
        need.key,
        need.question,
        priority_on(need, first) if need.asked_on <= first else None,
        priority_on(need, second),
        any(first < it.held_on <= second for it in need.rounds),
        closed if closed is not None and closed <= second else None,
    )


def _ordered(needs: Iterable[Moved]) -> tuple[Moved, ...]:
    return tuple(sorted(needs, key=lambda it: (it.after or 9, it.number)))
