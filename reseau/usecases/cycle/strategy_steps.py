"""Attach interactions to what they serve: the series of a strategy."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reseau.domain.periods import Period
from reseau.errors import ConflictError
from reseau.i18n import N_, formats, gettext, ngettext
from reseau.store.models import Affiliation, Interaction, Strategy, StrategyStep
from reseau.store.naming.titled import strategy_named
from reseau.store.session import Store
from reseau.usecases.common.cycle_edits import last_day
from reseau.usecases.common.outcome import Outcome, outcome
from reseau.usecases.cycle.strategies import refuse_over
from reseau.usecases.log.interactions import interaction_numbered


class StepBeforeStrategyError(ConflictError):
    """An interaction came before the strategy it would be a step of."""

    message = N_(
        "Interaction {number}, of {day}, came before “{name}”, which began on {start}: "
        "it is no step of it. Correct the start with --start if it began earlier."
    )


class NoStepError(ConflictError):
    """An interaction is no step of a strategy."""

    message = N_(
        "Interaction {number} is not attached to “{name}”. “reseau strategy show” "
        "lists the steps."
    )


def add_steps(
    store: Store,
    which: str,
    numbers: Sequence[int],
    *,
    note: str | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Attach interactions to a strategy; one that is attached gets the new note.

    Raises:
        StrategyOverError: The strategy is closed.
        StepBeforeStrategyError: An interaction came before it.
        NoInteractionError: One does not exist.
    """
    with store.working("strategy step", dry_run=dry_run) as work:
        session = work.session
        strategy = strategy_named(session, which)
        refuse_over(strategy)
        known = {it.interaction_key: it for it in strategy.steps}
        for number in dict.fromkeys(numbers):
            interaction = interaction_numbered(session, number)
            refuse_before(strategy, interaction)
            step = known.get(number)
            if step is None:
                strategy.steps.append(StrategyStep(interaction=interaction, note=note))
            else:
                step.note = note or step.note
        slug, name = strategy.slug, strategy.name
        count = len(strategy.steps)
        remarks = [_counted(count), *_strangers(session, strategy, numbers)]
    return outcome(work, slug=slug, name=name, remarks=tuple(remarks))


def remove_steps(
    store: Store, which: str, numbers: Sequence[int], *, dry_run: bool = False
) -> Outcome:
    """Detach interactions from a strategy; they stay in the log.

    Raises:
        NoStepError: One is not attached to it.
    """
    with store.working("strategy step", dry_run=dry_run) as work:
        strategy = strategy_named(work.session, which)
        known = {it.interaction_key: it for it in strategy.steps}
        for number in dict.fromkeys(numbers):
            if number not in known:
                raise NoStepError(number=f"#{number}", name=strategy.name)
            strategy.steps.remove(known[number])
        slug, name = strategy.slug, strategy.name
        count = len(strategy.steps)
    return outcome(work, slug=slug, name=name, remarks=(_counted(count),))


def refuse_before(strategy: Strategy, interaction: Interaction) -> None:
    """See that an interaction did not surely come before a strategy.

    Raises:
        StepBeforeStrategyError: It did.
    """
    day = last_day(interaction)
    if day < strategy.started_on:
        raise StepBeforeStrategyError(
            number=f"#{interaction.key}",
            day=formats.full_date(day),
            name=strategy.name,
            start=formats.full_date(strategy.started_on),
        )


def target_was_there(strategy: Strategy, interaction: Interaction) -> bool:
    """Tell whether a target, or somebody of it that day, was at an interaction."""
    targets = {it.actor.key for it in strategy.targets}
    there = {
        key
        for it in interaction.participations
        if it.role.present
        for key in (it.actor_key, it.on_behalf_of_key)
    }
    return bool(targets & there) or _of_a_target(interaction, targets, there)


def _of_a_target(
    interaction: Interaction, targets: Collection[int], people: Collection[int | None]
) -> bool:
    """Tell whether one of some people had a role in a target on that day."""
    session = object_session(interaction)
    if session is None:
        return False
    roles = session.scalars(
        select(Affiliation)
        .where(Affiliation.organization_key.in_(targets))
        .where(Affiliation.person_key.in_([it for it in people if it is not None]))
    )
    day = interaction.held_on
    return any(day in Period(it.since, it.until) for it in roles)


def without_target(numbers: Sequence[int]) -> str:
    """Say that no target took part in some interactions."""
    return ngettext(
        "No target took part in interaction {numbers}.",
        "No target took part in interactions {numbers}.",
        len(numbers),
    ).format(numbers=", ".join(f"#{it}" for it in numbers))


def _strangers(
    session: Session, strategy: Strategy, numbers: Sequence[int]
) -> list[str]:
    found = [
        it
        for it in dict.fromkeys(numbers)
        if not target_was_there(strategy, interaction_numbered(session, it))
    ]
    return [without_target(found)] if found else []


def _counted(count: int) -> str:
    if not count:
        return gettext("No interaction is attached to it.")
    return ngettext(
        "{n} interaction is attached to it.",
        "{n} interactions are attached to it.",
        count,
    ).format(n=count)
