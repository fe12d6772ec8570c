"""Keep strategies: add, edit, close, remove."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import StrategyState
from reseau.domain.names import folded
from reseau.domain.vocabulary import Carrier, Function
from reseau.errors import ConflictError, UsageError
from reseau.i18n import N_, formats, gettext
from reseau.store.models import (
    Actor,
    Marker,
    MarkerMove,
    OutcomeMarker,
    OutcomeStrategy,
    Strategy,
    StrategyTarget,
    StrategyTheme,
)
from reseau.store.models import Outcome as Record
from reseau.store.naming.titled import free_code, strategy_named
from reseau.store.past.dependents import refuse_if_used
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant, checked_name
from reseau.usecases.common.cycle_edits import (
    last_day,
    refuse_future,
    set_themes,
    settled_text,
)
from reseau.usecases.common.edits import Clear, replace_links, settled
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.common.shown_people import may_be_named
from reseau.usecases.common.spells import check_order


class StrategyExistsError(ConflictError):
    """A strategy of that title is there already."""

    message = N_("A strategy is called “{name}” already: {slug}. Give another title.")


class NoTargetError(UsageError):
    """A strategy has nobody to address."""

    message = N_(
        "A strategy needs the actor that would act differently: add --target with its "
        "name."
    )


class MarkedTargetError(ConflictError):
    """A target that a marker is about would no longer be one."""

    message = N_(
        "Marker {number} is about {actor}, who would no longer be a target. Change or "
        "remove the marker first."
    )


class StartAfterMoveError(ConflictError):
    """A strategy would begin after what moved its markers."""

    message = N_(
        "“{name}” cannot begin on {start}: interaction {number}, of {day}, moved its "
        "marker {marker}. Give an earlier start, or take that move back."
    )


class StartAfterPartError(ConflictError):
    """A strategy would begin after what belongs to it."""

    message = N_(
        "“{name}” cannot begin on {start}: {part}, of {day}, belongs to it. Give an "
        "earlier start, or detach that first."
    )


class StrategyOverError(ConflictError):
    """The strategy is closed."""

    message = N_(
        "“{name}” was closed on {day}. To take it up again: reseau strategy edit "
        "{slug} --state running"
    )


class NotOverError(UsageError):
    """A strategy would be closed in a state that is not one."""

    message = N_("A strategy is closed as: {choices}.")


@dataclass(frozen=True, slots=True)
class StrategyChanges:
    """What is to be set on a strategy; None leaves a thing as it is.

    Attributes:
        intended: The change it aims at.
        messages: One a line; likewise the means.
        targets: Names or short codes; replaces the list.
        themes: Labels or short codes; replaces the list.
    """

    name: str | None = None
    intended: str | Clear | None = None
    messages: str | Clear | None = None
    means: str | Clear | None = None
    state: StrategyState | None = None
    started_on: date | None = None
    due_on: date | Clear | None = None
    lesson: str | Clear | None = None
    targets: Sequence[str] | None = None
    themes: Sequence[str] | None = None
    function: Function | Clear | None = None
    carrier: Carrier | Clear | None = None


def add_strategy(
    store: Store, name: str, *, changes: StrategyChanges, dry_run: bool = False
) -> Outcome:
    """Add a strategy; it begins today unless said otherwise.

    Raises:
        StrategyExistsError: One has that title.
        NoTargetError: Nobody is to change.
        MissingTextError: The change it aims at is not said.
        EndBeforeStartError: Its deadline comes before its start.
    """
    with store.working("strategy add", dry_run=dry_run) as work:
        session = work.session
        today = settings.today(session)
        start = changes.started_on or today
        strategy = Strategy(
            slug=free_code(session, Strategy, checked_name(name)),
            state=StrategyState.PLANNED if start > today else StrategyState.RUNNING,
            started_on=start,
        )
        _apply(session, strategy, changes, name=name)
        session.add(strategy)
        slug, written = strategy.slug, strategy.name
    return outcome(work, slug=slug, name=written)


def edit_strategy(
    store: Store, which: str, *, changes: StrategyChanges, dry_run: bool = False
) -> Outcome:
    """Change a strategy; its short code stays. A state that is not over reopens it.

    Raises:
        StrategyExistsError: Another one has that title.
        MarkedTargetError: A target that a marker is about would go.
        StartAfterMoveError: It would begin after what moved a marker.
        EndBeforeStartError: Its deadline comes before its start.
    """
    with store.working("strategy edit", dry_run=dry_run) as work:
        strategy = strategy_named(work.session, which)
        _apply(work.session, strategy, changes, name=changes.name or strategy.name)
        slug, name = strategy.slug, strategy.name
    return outcome(work, slug=slug, name=name)


def close_strategy(
    store: Store,
    which: str,
    *,
    state: StrategyState,
    on: date | None = None,
    lesson: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Close a strategy, with what was learned from it.

    Raises:
        NotOverError: The state is not one of what is over.
        StrategyOverError: It is closed already.
        EndBeforeStartError: It began later.
        NotYetError: The day is still to come.
    """
    with store.working("strategy close", dry_run=dry_run) as work:
        session = work.session
        strategy = strategy_named(session, which)
        refuse_over(strategy)
        today = settings.today(session)
        refuse_future(on or today, today=today)
        _close(strategy, state, on or today)
        strategy.lesson = lesson or strategy.lesson
        slug, name = strategy.slug, strategy.name
        remarks = list(_left_open(strategy, lesson=strategy.lesson))
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def remove_strategy(store: Store, which: str, *, dry_run: bool = False) -> Outcome:
    """Remove a strategy on which nothing depends.

    Raises:
        StillUsedError: It has markers, pledges, products or outcomes.
    """
    with store.working("strategy remove", dry_run=dry_run) as work:
        strategy = strategy_named(work.session, which)
        slug, name = strategy.slug, strategy.name
        refuse_if_used(work.session, strategy, name=name)
        work.session.delete(strategy)
    return outcome(work, slug=slug, name=name)


def refuse_over(strategy: Strategy) -> None:
    """See that a strategy still goes on.

    Raises:
        StrategyOverError: It is closed.
    """
    if strategy.closed_on is not None:
        raise StrategyOverError(
            name=strategy.name,
            day=formats.full_date(strategy.closed_on),
            slug=strategy.slug,
        )


def _apply(
    session: Session, strategy: Strategy, changes: StrategyChanges, *, name: str
) -> None:
    _set_name(session, strategy, name)
    strategy.intended = settled_text(
        strategy.intended,
        changes.intended,
        what=gettext("--change (the change it aims at)"),
    )
    strategy.messages = settled(strategy.messages, changes.messages)
    strategy.means = settled(strategy.means, changes.means)
    strategy.lesson = settled(strategy.lesson, changes.lesson)
    strategy.function = settled(strategy.function, changes.function)
    strategy.carrier = settled(strategy.carrier, changes.carrier)
    _set_dates(session, strategy, changes)
    _set_targets(session, strategy, changes.targets)
    set_themes(
        session, strategy.themes, changes.themes,
        link=lambda it: StrategyTheme(theme=it),
    )  # fmt: skip


def _set_name(session: Session, strategy: Strategy, name: str) -> None:
    written = checked_name(name)
    query = select(Strategy).where(Strategy.name_key == folded(written))
    for other in session.scalars(query.order_by(Strategy.key)):
        if other is not strategy:
            raise StrategyExistsError(name=other.name, slug=other.slug)
    strategy.name, strategy.name_key = written, folded(written)


def _set_dates(session: Session, strategy: Strategy, changes: StrategyChanges) -> None:
    if changes.started_on is not None:
        strategy.started_on = changes.started_on
        refuse_late_start(session, strategy)
    strategy.due_on = settled(strategy.due_on, changes.due_on)
    if changes.state is not None and changes.state.over:
        _close(strategy, changes.state, strategy.closed_on or settings.today(session))
    elif changes.state is not None:
        strategy.state, strategy.closed_on = changes.state, None
    what = formats.quoted(strategy.name)
    for end in (strategy.due_on, strategy.closed_on):
        check_order(what, start=strategy.started_on, end=end)


def _close(strategy: Strategy, state: StrategyState, on: date) -> None:
    if not state.over:
        over = ", ".join(it.label() for it in StrategyState if it.over)
        raise NotOverError(choices=over)
    check_order(formats.quoted(strategy.name), start=strategy.started_on, end=on)
    strategy.state, strategy.closed_on = state, on


def refuse_late_start(session: Session, strategy: Strategy) -> None:
    """See that nothing that belongs to the strategy came before it.

    Raises:
        StartAfterMoveError, StartAfterPartError
    """
    query = (
        select(MarkerMove)
        .join(Marker)
        .where(Marker.strategy_key == strategy.key)
        .order_by(MarkerMove.key)
    )
    for move in session.scalars(query):
        if last_day(move.interaction) < strategy.started_on:
            raise StartAfterMoveError(
                name=strategy.name,
                start=formats.full_date(strategy.started_on),
                number=f"#{move.interaction_key}",
                day=formats.full_date(last_day(move.interaction)),
                marker=f"#{move.marker_key}",
            )
    parts = [
        (gettext("interaction {number}"), it.interaction_key, last_day(it.interaction))
        for it in strategy.steps
    ]
    parts += [
        (gettext("outcome {number}"), it.key, it.happened_on)
        for it in session.scalars(_outcomes_of(strategy))
    ]
    for what, number, day in parts:
        if day < strategy.started_on:
            raise StartAfterPartError(
                name=strategy.name,
                start=formats.full_date(strategy.started_on),
                part=what.format(number=f"#{number}"),
                day=formats.full_date(day),
            )


def _outcomes_of(strategy: Strategy) -> Select[Record]:
    """Select what came of a strategy, by itself or by one of its markers."""
    itself = select(OutcomeStrategy.outcome_key).where(
        OutcomeStrategy.strategy_key == strategy.key
    )
    markers = (
        select(OutcomeMarker.outcome_key)
        .join(Marker, Marker.key == OutcomeMarker.marker_key)
        .where(Marker.strategy_key == strategy.key)
    )
    query = select(Record).where(or_(Record.key.in_(itself), Record.key.in_(markers)))
    return query.order_by(Record.key)


def _set_targets(
    session: Session, strategy: Strategy, names: Sequence[str] | None
) -> None:
    if names is not None:

        def target(it: StrategyTarget) -> Actor:
            return it.actor

        replace_links(
            strategy.targets,
            [actor_meant(session, it) for it in names],
            target=target,
            link=lambda it: StrategyTarget(actor=it),
        )
    if not strategy.targets and (names is not None or strategy.key is None):
        raise NoTargetError
    refuse_lost_targets(strategy)


def refuse_lost_targets(strategy: Strategy) -> None:
    """See that the markers of a strategy are about its targets.

    Raises:
        MarkedTargetError: One is about somebody else.
    """
    kept = {it.actor.key for it in strategy.targets}
    for marker in strategy.markers:
        if marker.actor is not None and marker.actor.key not in kept:
            shown = may_be_named(marker.actor)
            raise MarkedTargetError(
                number=f"#{marker.key}",
                actor=marker.actor.name if shown else gettext("somebody"),
            )


def _left_open(strategy: Strategy, *, lesson: str | None) -> list[str]:
    """Say what a closed strategy leaves open."""
    remarks = []
    waiting = [
        it for it in strategy.pledges if it.kept_on is None and it.dropped_on is None
    ]
    if waiting:
        remarks.append(
            gettext(
                "Pledges without an end: {numbers}. “reseau strategy done” and “reseau "
                "strategy drop” say what became of them."
            ).format(numbers=", ".join(f"#{it.key}" for it in waiting))
        )
    if not lesson:
        remarks.append(gettext("Nothing was said of what was learned: --lesson."))
    return remarks
