"""Strategies, in a list and one by one."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import PledgeState, ProductKind, StrategyState
from reseau.store import finding, settings
from reseau.store.models import (
    Outcome,
    OutcomeMarker,
    OutcomeStrategy,
    Product,
    ProductStrategy,
    Strategy,
    StrategyTarget,
    StrategyTheme,
)
from reseau.store.session import Store
from reseau.store.titled import strategy_named
from reseau.usecases.actors import actor_meant
from reseau.usecases.cycle_cells import Cell, cell_of
from reseau.usecases.cycle_edits import labels_of
from reseau.usecases.marker_lists import (
    MarkerLine,
    Progress,
    marker_lines,
    progress,
)
from reseau.usecases.pledges import PledgeLine, pledge_line, state_of
from reseau.usecases.shown_people import Whom, whom
from reseau.usecases.strategy_steps import target_was_there
from reseau.usecases.trees import subtree


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """A strategy in a list, as it stands today.

    Attributes:
        late: Days since the deadline; None when it is not late.
        steps: How many interactions are attached to it.
        hidden: How many other targets nobody may be shown.
        pledges: How many pledges are not over; ``late_pledges`` of them are late.
        expect: How many of its “expect to see” markers are reached, of
            ``expect_markers``; likewise “like” and “love to see”.
    """

    number: int
    slug: str
    name: str
    state: StrategyState
    targets: tuple[str, ...]
    hidden: int
    themes: tuple[str, ...]
    started_on: date
    due_on: date | None
    closed_on: date | None
    late: int | None
    steps: int
    last_step: date | None
    pledges: int
    late_pledges: int
    expect: int
    expect_markers: int
    like: int
    like_markers: int
    love: int
    love_markers: int
    products: int
    outcomes: int


@dataclass(frozen=True, slots=True)
class Step:
    """An interaction of the series.

    Attributes:
        with_target: Whether a target, or somebody on its behalf, was there.
    """

    number: int
    held_on: date
    title: str
    note: str | None
    with_target: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A product that serves a strategy."""

    slug: str
    name: str
    kind: ProductKind
    made_on: date


@dataclass(frozen=True, slots=True)
class Seen:
    """An outcome to which a strategy contributed."""

    number: int
    what: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class StrategyCard:
    """Everything known of one strategy.

    Attributes:
        messages: One by one; likewise the means.
    """

    number: int
    slug: str
    name: str
    state: StrategyState
    intended: str
    targets: Whom
    themes: tuple[str, ...]
    messages: tuple[str, ...]
    means: tuple[str, ...]
    started_on: date
    due_on: date | None
    closed_on: date | None
    late: int | None
    lesson: str | None
    cell: Cell
    progress: Progress
    markers: tuple[MarkerLine, ...]
    pledges: tuple[PledgeLine, ...]
    steps: tuple[Step, ...]
    products: tuple[Made, ...]
    outcomes: tuple[Seen, ...]


def list_strategies(
    store: Store,
    *,
    all_: bool = False,
    target: str | None = None,
    theme: str | None = None,
    lang: str,
) -> list[StrategyLine]:
    """List strategies, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        all_: Also those that are closed.
        target: Only those that address this actor.
        theme: Only those about it, or about a narrower theme.
        lang: Language of the themes' labels.
    """
    with store.reading() as session:
        query = select(Strategy)
        if not all_:
            query = query.where(Strategy.closed_on.is_(None))
        if target is not None:
            key = actor_meant(session, target).key
            query = query.where(Strategy.targets.any(StrategyTarget.actor_key == key))
        if theme is not None:
            keys = subtree(session, finding.theme_named(session, theme))
            query = query.where(Strategy.themes.any(StrategyTheme.theme_key.in_(keys)))
        today = settings.today(session)
        found = list(session.scalars(query.order_by(Strategy.key)))
        ordered = sorted(found, key=lambda it: (it.due_on or date.max, it.key))
        return [_line(session, it, today=today, lang=lang) for it in ordered]


def strategy_card(store: Store, which: str, *, lang: str) -> StrategyCard:
    """Gather everything known of a strategy."""
    with store.reading() as session:
        it = strategy_named(session, which)
        today = settings.today(session)
        return StrategyCard(
            number=it.key,
            slug=it.slug,
            name=it.name,
            state=it.state,
            intended=it.intended,
            targets=whom(link.actor for link in it.targets),
            themes=labels_of(it.themes, lang),
            messages=tuple((it.messages or "").splitlines()),
            means=tuple((it.means or "").splitlines()),
            started_on=it.started_on,
            due_on=it.due_on,
            closed_on=it.closed_on,
            late=days_late(it, today=today),
            lesson=it.lesson,
            cell=cell_of(it),
            progress=progress(it),
            markers=tuple(marker_lines(it.markers)),
            pledges=tuple(pledge_line(one, today=today) for one in it.pledges),
            steps=steps_of(it),
            products=tuple(_products(session, it)),
            outcomes=tuple(_outcomes(session, it)),
        )


def days_late(strategy: Strategy, *, today: date) -> int | None:
    """Count the days since a deadline that is over; None when it is not late."""
    if strategy.due_on is None or strategy.closed_on is not None:
        return None
    late = (today - strategy.due_on).days
    return late if late > 0 else None


def steps_of(strategy: Strategy) -> tuple[Step, ...]:
    """List the interactions of a strategy, oldest first."""
    found = [
        Step(
            it.interaction_key,
            it.interaction.held_on,
            it.interaction.title,
            it.note,
            target_was_there(strategy, it.interaction),
        )
        for it in strategy.steps
    ]
    return tuple(sorted(found, key=lambda it: (it.held_on, it.number)))


def _line(
    session: Session, strategy: Strategy, *, today: date, lang: str
) -> StrategyLine:
    states = [state_of(it, today=today) for it in strategy.pledges]
    days = [it.interaction.held_on for it in strategy.steps]
    late = states.count(PledgeState.LATE)
    targets = whom(it.actor for it in strategy.targets)
    expect, like, love = progress(strategy).levels
    return StrategyLine(
        number=strategy.key,
        slug=strategy.slug,
        name=strategy.name,
        state=strategy.state,
        targets=targets.names,
        hidden=targets.hidden,
        themes=labels_of(strategy.themes, lang),
        started_on=strategy.started_on,
        due_on=strategy.due_on,
        closed_on=strategy.closed_on,
        late=days_late(strategy, today=today),
        steps=len(days),
        last_step=max(days, default=None),
        pledges=late + states.count(PledgeState.OPEN),
        late_pledges=late,
        expect=expect.reached,
        expect_markers=expect.markers,
        like=like.reached,
        like_markers=like.markers,
        love=love.reached,
        love_markers=love.markers,
        products=len(_products(session, strategy)),
        outcomes=len(_outcomes(session, strategy)),
    )


def _products(session: Session, strategy: Strategy) -> list[Made]:
    query = (
        select(Product.slug, Product.name, Product.kind, Product.made_on)
        .join(ProductStrategy)
        .where(ProductStrategy.strategy_key == strategy.key)
        .order_by(Product.made_on, Product.key)
    )
    return [Made(*row) for row in session.execute(query)]


def _outcomes(session: Session, strategy: Strategy) -> list[Seen]:
    markers = [it.key for it in strategy.markers]
    direct = Outcome.strategies.any(OutcomeStrategy.strategy_key == strategy.key)
    through = Outcome.markers.any(OutcomeMarker.marker_key.in_(markers))
    query = (
        select(Outcome.key, Outcome.what, Outcome.happened_on)
        .where(direct | through)
        .order_by(Outcome.happened_on, Outcome.key)
    )
    return [Seen(*row) for row in session.execute(query)]
