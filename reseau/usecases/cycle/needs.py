"""Keep needs: add, edit, validate, answer, remove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain import clock
from reseau.domain.vocabulary import NeedState
from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import Need, NeedExpert, NeedSignal, NeedTheme
from reseau.store.naming import finding
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.edits import Clear, replace_links, settled, settled_record
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.spells import check_order
from reseau.usecases.cycle.cycle_finding import by_number_or_words
from reseau.usecases.cycle.signals import signal_meant


class NoNeedError(NotFoundError):
    """No need has that number or these words."""

    message = N_("There is no need “{typed}”. “reseau need list” shows them.")


class PriorityError(UsageError):
    """A priority is none."""

    message = N_("A priority goes from 1, the first, to 4; not {number}.")


class AskedLaterError(UsageError):
    """A need would be asked in the future."""

    message = N_("{day} is in the future. Give the day the question was asked.")


class AskedAfterRoundError(UsageError):
    """A need would be asked after it was validated."""

    message = N_(
        "A need validated on {day} cannot have been asked on {asked}: give an earlier "
        "day."
    )


class ValidateBeforeError(UsageError):
    """The date of the next validation is before the question."""

    message = N_(
        "The next validation, {day}, comes before the question, asked on {asked}."
    )


class ClosedNeedError(ConflictError):
    """A need is answered or dropped already."""

    message = N_(
        "Need #{number} is closed ({state}). Open it first: reseau need edit {number} "
        "--state open."
    )


class StateByItselfError(UsageError):
    """A need is closed by the command that says how."""

    message = N_(
        "A need is closed by “reseau need answer”, which keeps the answer and the day."
    )


@dataclass(frozen=True, slots=True)
class NeedChanges:
    """What is to be set on a need; None leaves a thing as it is.

    Attributes:
        asked_by: Name of who asks.
        priority: 1, the first, to 4, as given when it was asked.
        validate_by: The day by which it must be validated again.
        themes: Labels or short codes; replaces the list.
        signals: Numbers or words of signals; replaces the list.
        experts: Name of who could answer to the reason; replaces the list.
    """

    question: str | None = None
    context: str | Clear | None = None
    asked_by: str | Clear | None = None
    asked_on: date | None = None
    priority: int | Clear | None = None
    state: NeedState | None = None
    validate_by: date | Clear | None = None
    territory: str | Clear | None = None
    themes: Sequence[str] | None = None
    signals: Sequence[str] | None = None
    experts: Mapping[str, str] | None = None


def need_meant(session: Session, typed: str) -> Need:
    """Find a need by its number or by words of its question.

    Raises:
        NoNeedError, SeveralRecordsError
    """
    return by_number_or_words(
        session, Need, typed, words=Need.question, unknown=NoNeedError
    )


def add_need(
    store: Store, question: str, *, changes: NeedChanges, dry_run: bool = False
) -> Outcome:
    """Add a need, asked today unless it is said otherwise.

    Raises:
        PriorityError, AskedLaterError, ValidateBeforeError, StateByItselfError
    """
    with store.working("need add", dry_run=dry_run) as work:
        session = work.session
        need = Need(
            question=checked_name(question), asked_on=settings.today(session),
            state=NeedState.OPEN, added_at=clock.now(),
        )  # fmt: skip
        _apply(session, need, changes)
        session.add(need)
        session.flush()
        number = need.key
    return outcome(work, slug=f"#{number}", name=need.question)


def edit_need(
    store: Store, which: str, *, changes: NeedChanges, dry_run: bool = False
) -> Outcome:
    """Correct a need; “open” or “in hand” opens a closed one again.

    Raises:
        NoNeedError, SeveralRecordsError, and those of ``add_need``.
    """
    with store.working("need edit", dry_run=dry_run) as work:
        need = need_meant(work.session, which)
        _apply(work.session, need, changes)
        number, question = need.key, need.question
    return outcome(work, slug=f"#{number}", name=question)


def close_need(
    store: Store,
    which: str,
    *,
    answer: str,
    on: date | None = None,
    dropped: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Close a need: answered, or dropped with the reason.

    Args:
        store: The store.
        which: Its number, or words of its question.
        answer: What was answered, or why it is dropped.
        on: The day; today by default.
        dropped: Whether it is given up, not answered.
        dry_run: Write nothing.

    Raises:
        ClosedNeedError: It is closed already.
        AskedLaterError, EndBeforeStartError: The day is wrong.
    """
    with store.working("need answer", dry_run=dry_run) as work:
        session = work.session
        need = need_meant(session, which)
        refuse_closed(need)
        today = settings.today(session)
        need.closed_on = on or today
        if need.closed_on > today:
            raise AskedLaterError(day=formats.full_date(need.closed_on))
        check_order(named(need), start=need.asked_on, end=need.closed_on)
        need.state = NeedState.DROPPED if dropped else NeedState.ANSWERED
        need.answer = answer.strip() or None
        number, question = need.key, need.question
    return outcome(work, slug=f"#{number}", name=question)


def remove_need(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a need, with its rounds, on which nothing else depends.

    Raises:
        NoNeedError, SeveralRecordsError
        StillUsedError: A product answers it, for instance.
    """
    with store.working("need remove", dry_run=dry_run) as work:
        need = need_meant(work.session, which)
        number, question = need.key, need.question
        refuse_if_used(work.session, need, name=question)
        work.session.delete(need)
    return outcome(work, slug=f"#{number}", name=question)


def refuse_closed(need: Need) -> None:
    """Refuse to act on a need that is closed.

    Raises:
        ClosedNeedError: It is.
    """
    if need.state.closed:
        raise ClosedNeedError(number=need.key, state=need.state.label())


def named(need: Need) -> str:
    """Name a need in a sentence."""
    return gettext("The need “{question}”").format(question=need.question)


def checked_priority(number: int) -> int:
    """See that a priority is one.

    Raises:
        PriorityError: It is not from 1 to 4.
    """
    if not 1 <= number <= 4:  # noqa: PLR2004  # The scale.
        raise PriorityError(number=number)
    return number


def _apply(session: Session, need: Need, changes: NeedChanges) -> None:
    if changes.question is not None:
        need.question = checked_name(changes.question)
    need.context = settled(need.context, changes.context)
    need.asked_on = changes.asked_on or need.asked_on
    priority = changes.priority
    if isinstance(priority, int):
        priority = checked_priority(priority)
    need.priority = settled(need.priority, priority)
    need.validate_by = settled(need.validate_by, changes.validate_by)
    with session.no_autoflush:
        _refer(session, need, changes)
        _link(session, need, changes)
    _settle_state(need, changes.state)
    check_days(session, need)


def _settle_state(need: Need, state: NeedState | None) -> None:
    """Open a need, or take it in hand; an answer closes it."""
    if state is None or state is need.state:
        return
    if state.closed:
        raise StateByItselfError
    need.state, need.closed_on = state, None


def _refer(session: Session, need: Need, changes: NeedChanges) -> None:
    need.asked_by = settled_record(
        need.asked_by, changes.asked_by, find=lambda it: actor_meant(session, it)
    )
    need.territory = settled_record(
        need.territory,
        changes.territory,
        find=lambda it: finding.territory_named(session, it),
    )


def _link(session: Session, need: Need, changes: NeedChanges) -> None:
    """Set the themes, the signals, and who could answer."""
    if changes.themes is not None:
        replace_links(
            need.themes,
            [finding.theme_named(session, it) for it in changes.themes],
            target=lambda it: it.theme,
            link=lambda it: NeedTheme(theme=it),
        )
    if changes.signals is not None:
        replace_links(
            need.signals,
            [signal_meant(session, it) for it in changes.signals],
            target=lambda it: it.signal,
            link=lambda it: NeedSignal(signal=it),
        )
    if changes.experts is not None:
        reasons = {
            actor_meant(session, who): why for who, why in changes.experts.items()
        }
        replace_links(
            need.experts,
            list(reasons),
            target=lambda it: it.actor,
            link=lambda it: NeedExpert(actor=it),
        )
        for link in need.experts:
            link.reason = reasons[link.actor].strip() or link.reason


def check_days(session: Session, need: Need) -> None:
    """See that the days of a need hold together.

    Raises:
        AskedLaterError, ValidateBeforeError, EndBeforeStartError, AskedAfterRoundError
    """
    if need.asked_on > settings.today(session):
        raise AskedLaterError(day=formats.full_date(need.asked_on))
    if need.validate_by is not None and need.validate_by < need.asked_on:
        raise ValidateBeforeError(
            day=formats.full_date(need.validate_by),
            asked=formats.full_date(need.asked_on),
        )
    check_order(named(need), start=need.asked_on, end=need.closed_on)
    first = min((it.held_on for it in need.rounds), default=need.asked_on)
    if first < need.asked_on:
        raise AskedAfterRoundError(
            asked=formats.full_date(need.asked_on), day=formats.full_date(first)
        )
