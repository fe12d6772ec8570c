"""Keep what committees decide: add, correct, remove, with what it is about."""

from sqlalchemy.orm import Session

from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, NN_, formats, gettext, ngettext
from reseau.store.models import (
    Actor,
    Committee,
    Decision,
    DecisionFollowUp,
    FollowUp,
    Interaction,
)
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.edits import Clear, settled
from reseau.usecases.common.numbered import numbered
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.governance.decision_rules import attendance, rule_on
from reseau.usecases.governance.decision_subjects import (
    DecisionChanges,
    Promised,
    set_subjects,
)
from reseau.usecases.log.interactions import interaction_numbered


class WhichCommitteeError(UsageError):
    """Nothing says which committee decided."""

    message = N_(
        "Which committee decided? Add --committee, or --interaction with a meeting of "
        "that committee."
    )


class FutureDecisionError(UsageError):
    """A decision is dated in the future."""

    message = N_("{day} is in the future: a decision is written once it is taken.")


class OutOfLifeError(ConflictError):
    """A committee would decide when it does not exist."""

    message = N_(
        "“{committee}” did not exist on {day}: it lasted {life}. Give another day, or "
        "correct the committee with “reseau committee edit”."
    )


class ReplacesLoopError(ConflictError):
    """A decision would replace itself."""

    message = N_(
        "Decision {number} already comes after decision {other}: it cannot be replaced "
        "by it. Nothing was written."
    )


class ReplacesLaterError(ConflictError):
    """A decision would replace a later one."""

    message = N_(
        "Decision {number} is of {day}, later than this one: it cannot be replaced by "
        "it. Check the days."
    )


def add_decision(
    store: Store, title: str, *, changes: DecisionChanges, dry_run: bool = False
) -> Outcome:
    """Write a decision.

    The committee and the day are those of the meeting when they are not said.

    Raises:
        WhichCommitteeError: Neither a committee nor a meeting of one is given.
        FutureDecisionError, OutOfLifeError, ReplacesLoopError, ReplacesLaterError
        UnknownRecordError: Something it is about does not exist.
    """
    with store.working("decision add", dry_run=dry_run) as work:
        session = work.session
        meeting = None
        if isinstance(changes.interaction, int):
            meeting = interaction_numbered(session, changes.interaction)
        committee = _committee(session, changes, meeting)
        day = settings.today(session) if meeting is None else meeting.held_on
        decision = Decision(
            title=checked_name(title), committee=committee, decided_on=day
        )
        _settle(session, decision, changes)
        session.add(decision)
        session.flush()
        _promise(session, decision, changes.promised)
        number, name = str(decision.key), decision.title
        remarks = _remarks(session, decision)
    return outcome(work, slug=number, name=name, remarks=remarks)


def edit_decision(
    store: Store, number: int, *, changes: DecisionChanges, dry_run: bool = False
) -> Outcome:
    """Correct a decision; its follow-ups go to the meeting that it goes to.

    Raises:
        NoSuchNumberError: There is none of that number.
        FutureDecisionError, OutOfLifeError, ReplacesLoopError, ReplacesLaterError
        UnknownRecordError: Something it is about does not exist.
    """
    with store.working("decision edit", dry_run=dry_run) as work:
        session = work.session
        decision = numbered(session, Decision, number)
        if changes.title is not None:
            decision.title = checked_name(changes.title)
        if changes.committee is not None:
            decision.committee = finding.committee_named(session, changes.committee)
        _settle(session, decision, changes)
        _promise(session, decision, changes.promised)
        session.flush()
        name, remarks = decision.title, _remarks(session, decision)
    return outcome(work, slug=str(number), name=name, remarks=remarks)


def remove_decision(store: Store, number: int, *, dry_run: bool = False) -> Outcome:
    """Remove a decision that was written by mistake; its follow-ups stay.

    Raises:
        NoSuchNumberError: There is none of that number.
        StillUsedError: A later decision replaces it.
    """
    with store.working("decision remove", dry_run=dry_run) as work:
        decision = numbered(work.session, Decision, number)
        name = decision.title
        refuse_if_used(work.session, decision, name=name)
        work.session.delete(decision)
    return outcome(work, slug=str(number), name=name)


def _committee(
    session: Session, changes: DecisionChanges, meeting: Interaction | None
) -> Committee:
    if changes.committee is not None:
        return finding.committee_named(session, changes.committee)
    if meeting is None or meeting.committee is None:
        raise WhichCommitteeError
    return meeting.committee


def _settle(session: Session, decision: Decision, changes: DecisionChanges) -> None:
    decision.text = settled(decision.text, changes.text)
    decision.rule = settled(decision.rule, changes.rule)
    decision.recorded_in = settled(decision.recorded_in, changes.recorded_in)
    decision.decided_on = changes.decided_on or decision.decided_on
    if isinstance(changes.interaction, int):
        decision.interaction = interaction_numbered(session, changes.interaction)
    elif changes.interaction is not None:
        decision.interaction = None
    for it in decision.promises:
        it.follow_up.interaction = decision.interaction
    check_day(session, decision)
    with session.no_autoflush:
        _replace(session, decision, changes.replaces)
        set_subjects(session, decision, changes)


def check_day(session: Session, decision: Decision) -> None:
    """See that a decision was taken, by a committee that existed.

    Raises:
        FutureDecisionError, OutOfLifeError
    """
    day, committee = decision.decided_on, decision.committee
    if day > settings.today(session):
        raise FutureDecisionError(day=formats.full_date(day, weekday=True))
    begun, ended = committee.started_on, committee.ended_on
    # A committee may decide on the very day on which it ends.
    if (begun and day < begun) or (ended and day > ended):
        life = formats.span(begun, ended)
        raise OutOfLifeError(
            committee=committee.name, day=formats.full_date(day), life=life
        )


def _replace(
    session: Session, decision: Decision, replaces: int | Clear | None
) -> None:
    if isinstance(replaces, int):
        earlier = numbered(session, Decision, replaces)
        above: Decision | None = earlier
        while above is not None:
            if above is decision:
                raise ReplacesLoopError(number=earlier.key, other=decision.key)
            above = above.replaces
        decision.replaces = earlier
    elif replaces is not None:
        decision.replaces = None
    before = decision.replaces
    if before is not None and before.decided_on > decision.decided_on:
        day = formats.full_date(before.decided_on)
        raise ReplacesLaterError(number=before.key, day=day)


def _promise(session: Session, decision: Decision, promised: Promised) -> None:
    who: Actor | None = None
    if promised.who is not None:
        who = actor_meant(session, promised.who)
    for what in promised.what:
        follow_up = FollowUp(
            what=checked_name(what), actor=who, due_on=promised.due_on,
            interaction=decision.interaction,
        )  # fmt: skip
        session.add(follow_up)
        decision.promises.append(DecisionFollowUp(follow_up=follow_up))
    session.flush()


def _remarks(session: Session, decision: Decision) -> tuple[str, ...]:
    """Say what the log says of the meeting, and what is missing."""
    remarks = []
    meeting, committee = decision.interaction, decision.committee
    if meeting is not None and meeting.committee not in {None, committee}:
        text = gettext("Meeting #{number} is not one of {committee} in the log.")
        named = formats.quoted(committee.name)
        remarks.append(text.format(number=meeting.key, committee=named))
    elif meeting is not None:
        remarks += _quorum(session, committee, meeting)
    if rule_on(session, committee, decision.decided_on) is None:
        text = gettext(
            "No rule says how {committee} decided then: “reseau committee rule add” "
            "says so."
        )
        remarks.append(text.format(committee=formats.quoted(committee.name)))
    return tuple(remarks)


def _quorum(session: Session, committee: Committee, meeting: Interaction) -> list[str]:
    seen = attendance(session, committee, meeting)
    if seen.needed is None:
        return []
    forms = (
        NN_(
            "The quorum is {needed}: {present} member of {members} was logged.",
            "The quorum is {needed}: {present} members of {members} were logged.",
        )
        if seen.reached
        else NN_(
            "The quorum is {needed}, and {present} member of {members} was logged: it "
            "was not reached, as far as the log tells.",
            "The quorum is {needed}, and {present} members of {members} were logged: "
            "it was not reached, as far as the log tells.",
        )
    )
    text = ngettext(*forms, seen.present)
    return [
        text.format(
            needed=formats.number(seen.needed),
            present=formats.number(seen.present),
            members=formats.number(seen.members),
        )
    ]
