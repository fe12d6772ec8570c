"""Rules on records that an import wrote: from signal to outcome."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import Verdict
from reseau.i18n import formats
from reseau.store import models
from reseau.store.records.record_types import RecordKind
from reseau.store.rows import settings
from reseau.usecases.common.cycle_edits import last_day, refuse_future
from reseau.usecases.cycle.markers import NotATargetError, seen_day
from reseau.usecases.cycle.missions import (
    DecidedError,
    MissionExistsError,
    refuse_after,
    refuse_before,
)
from reseau.usecases.cycle.need_rounds import RoundDayError
from reseau.usecases.cycle.needs import AskedLaterError, check_days
from reseau.usecases.cycle.outcomes import refuse_later_strategies
from reseau.usecases.cycle.pledges import refuse_gone
from reseau.usecases.cycle.products import CountedBeforeError, ProductExistsError
from reseau.usecases.cycle.signals import check_days as check_signal_days
from reseau.usecases.cycle.strategies import (
    StrategyExistsError,
    StrategyOverError,
    refuse_late_start,
    refuse_lost_targets,
)
from reseau.usecases.cycle.strategy_steps import refuse_before as refuse_step_before
from reseau.usecases.exchanging.record_checks import CHECKS as OTHERS
from reseau.usecases.exchanging.record_checks import At, Check


def check_record(
    session: Session, kind: RecordKind, record: Any, *, typed: bool
) -> None:
    """See that a record that was written keeps the rules of the commands.

    Args:
        session: Where it was written.
        kind: Of the record.
        record: Flushed, and read again.
        typed: Whether a person wrote it, as a command would: see ``At``.

    Raises:
        ReseauError: That of the command that would have written it.
    """
    check = _CHECKS.get(kind.name)
    if check is not None:
        check(At(session, typed), record)


def _signal(at: At, it: Any) -> None:
    check_signal_days(at.session, it)
    if it.triaged_on is not None:
        refuse_future(it.triaged_on, today=settings.today(at.session))


def _need(at: At, it: Any) -> None:
    check_days(at.session, it)
    if it.closed_on is not None and it.closed_on > settings.today(at.session):
        raise AskedLaterError(day=formats.full_date(it.closed_on))


def _validation(at: At, it: Any) -> None:
    if not it.need.asked_on <= it.held_on <= settings.today(at.session):
        raise RoundDayError(
            asked=formats.full_date(it.need.asked_on),
            day=formats.full_date(it.held_on),
        )


def _strategy(at: At, it: Any) -> None:
    _alone(at.session, it, models.Strategy, StrategyExistsError)
    refuse_late_start(at.session, it)
    refuse_lost_targets(it)
    _not_to_come(at.session, it.closed_on)


def _step(_at: At, it: Any) -> None:
    refuse_step_before(it.strategy, it.interaction)
    _refuse_over(it.strategy, since=it.interaction.held_on)


def _pledge(at: At, it: Any) -> None:
    _not_to_come(at.session, it.pledged_on, it.kept_on, it.dropped_on)
    refuse_gone(at.session, it.actor, on=it.pledged_on)
    _refuse_over(it.strategy, since=it.pledged_on)


def _marker(at: At, it: Any) -> None:
    targets = {target.actor_key for target in it.strategy.targets}
    if it.actor is not None and it.actor_key not in targets:
        raise NotATargetError(actor=it.actor.name, name=it.strategy.name)
    if at.typed:
        _refuse_over(it.strategy, since=None)


def _move(at: At, it: Any) -> None:
    it.seen_on = seen_day(at.session, it.marker, it.interaction, it.seen_on)


def _refuse_over(strategy: Any, *, since: date | None) -> None:
    """See that something was not added to a strategy once it was closed."""
    closed = strategy.closed_on
    if closed is not None and (since is None or since > closed):
        raise StrategyOverError(
            name=strategy.name, day=formats.full_date(closed), slug=strategy.slug
        )


def _product(at: At, it: Any) -> None:
    query = select(models.Product).where(
        models.Product.name_key == it.name_key, models.Product.made_on == it.made_on
    )
    for other in at.session.scalars(query.order_by(models.Product.key)):
        if other is not it:
            raise ProductExistsError(name=other.name, slug=other.slug)
    for reach in it.reaches:
        _counted(it, reach.counted_on)


def _reach(at: At, it: Any) -> None:
    _not_to_come(at.session, it.counted_on)
    _counted(it.product, it.counted_on)


def _counted(product: Any, day: date) -> None:
    if day < product.made_on:
        raise CountedBeforeError(
            name=product.name, made=formats.full_date(product.made_on),
            day=formats.full_date(day),
        )  # fmt: skip


def _mission(at: At, it: Any) -> None:
    _alone(at.session, it, models.Mission, MissionExistsError)
    refuse_before(it)
    _not_to_come(at.session, it.decided_on)
    if it.decided_on is not None:
        refuse_after(it, it.decided_on)


def _test(_at: At, it: Any) -> None:
    mission = it.mission
    refuse_before(mission)
    day, verdict = mission.decided_on, mission.verdict
    late = day is not None and last_day(it.interaction) > day
    if late and verdict is not Verdict.AGAIN:
        raise DecidedError(
            name=mission.name, day=formats.full_date(day), verdict=verdict.label(),
            again=Verdict.AGAIN.label(),
        )  # fmt: skip


def _outcome(at: At, it: Any) -> None:
    _not_to_come(at.session, it.happened_on, it.noted_on)
    refuse_later_strategies(it)


def _substantiation(at: At, it: Any) -> None:
    _not_to_come(at.session, it.stated_on)


def _follow_up(at: At, it: Any) -> None:
    _not_to_come(at.session, it.done_on)


def _alone(session: Session, it: Any, kind: Any, error: Any) -> None:
    """See that no other record of a kind has a title."""
    query = select(kind).where(kind.name_key == it.name_key).order_by(kind.key)
    for other in session.scalars(query):
        if other is not it:
            raise error(name=other.name, slug=other.slug)


def _not_to_come(session: Session, *days: date | None) -> None:
    today = settings.today(session)
    for it in days:
        if it is not None:
            refuse_future(it, today=today)


_CHECKS: Mapping[str, Check] = {
    **OTHERS,
    "signals": _signal,
    "needs": _need,
    "validations": _validation,
    "strategies": _strategy,
    "steps": _step,
    "pledges": _pledge,
    "markers": _marker,
    "moves": _move,
    "products": _product,
    "reaches": _reach,
    "missions": _mission,
    "tests": _test,
    "outcomes": _outcome,
    "substantiations": _substantiation,
    "follow-ups": _follow_up,
}
