"""Strategies, in a list and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from reseau.domain.dissemination import PledgeState, ProductKind, StrategyState
from reseau.store.models import (
    Marker,
    MarkerMove,
    Outcome,
    OutcomeMarker,
    OutcomeStrategy,
    Product,
    ProductStrategy,
    Strategy,
    StrategyStep,
    StrategyTarget,
    StrategyTheme,
    Theme,
)
from reseau.store.naming import finding
from reseau.store.naming.titled import strategy_named
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.actors.actors import actor_meant
from reseau.usecases.common.cycle_edits import labels_of
from reseau.usecases.common.shown_people import Whom, whom
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.common.trees import subtree
from reseau.usecases.cycle.cycle_cells import Cell, cell_of
from reseau.usecases.cycle.marker_lists import (
    MarkerLine,
    Progress,
    marker_lines,
    progress,
)
from reseau.usecases.cycle.pledges import PledgeLine, pledge_line, state_of
from reseau.usecases.cycle.strategy_steps import target_was_there


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


Tied = tuple[dict[int, list[Made]], dict[int, list[Seen]]]
_READ = (
    selectinload(Strategy.pledges),
    selectinload(Strategy.steps).selectinload(StrategyStep.interaction),
    selectinload(Strategy.targets).selectinload(StrategyTarget.actor),
    selectinload(Strategy.themes)
    .selectinload(StrategyTheme.theme)
    .selectinload(Theme.labels),
    selectinload(Strategy.markers)
    .selectinload(Marker.moves)
    .selectinload(MarkerMove.interaction),
    selectinload(Strategy.markers).selectinload(Marker.actor),
)


def list_strategies(
    store: Store,
    *,
    all_: bool = False,
    target: str | None = None,
    theme: str | None = None,
    lang: str,
    at: date | None = None,
) -> list[StrategyLine]:
    """List strategies, the nearest deadline first; those without one come last.

    Args:
        store: The store.
        all_: Also those that are closed.
        target: Only those that address this actor.
        theme: Only those about it, or about a narrower theme.
        lang: Language of the themes' labels.
        at: As things stood on that day: those that began later are left out, one
            closed since still went on.
    """
    with store.reading() as session:
        query = select(Strategy).options(*_READ)
        today = at or settings.today(session)
        if not all_:
            over = Strategy.closed_on <= (at or date.max)
            query = query.where(Strategy.closed_on.is_(None) | ~over)
        if at is not None:
            query = query.where(Strategy.started_on <= at)
        if target is not None:
            key = actor_meant(session, target).key
            query = query.where(Strategy.targets.any(StrategyTarget.actor_key == key))
        if theme is not None:
            keys = subtree(session, finding.theme_named(session, theme))
            query = query.where(Strategy.themes.any(StrategyTheme.theme_key.in_(keys)))
        found = list(session.scalars(query.order_by(Strategy.key)))
        ordered = sorted(found, key=lambda it: (it.due_on or date.max, it.key))
        tied = _tied(session, ordered, by=at)
        lines = [_line(it, tied, today=today, at=at, lang=lang) for it in ordered]
        return for_the_team(session, lines)


def strategy_card(
    store: Store, which: str, *, lang: str, at: date | None = None
) -> StrategyCard:
    """Gather everything known of a strategy, or what was on a day."""
    with store.reading() as session:
        it = strategy_named(session, which)
        today = at or settings.today(session)
        over = closed_by(it, today)
        products, outcomes = _tied(session, [it], by=at)
        card = StrategyCard(
            number=it.key,
            slug=it.slug,
            name=it.name,
            state=state_on(it, today),
            intended=it.intended,
            targets=whom(link.actor for link in it.targets),
            themes=labels_of(it.themes, lang),
            messages=tuple((it.messages or "").splitlines()),
            means=tuple((it.means or "").splitlines()),
            started_on=it.started_on,
            due_on=it.due_on,
            closed_on=over,
            late=days_late(it, today=today),
            lesson=it.lesson if at is None or over else None,
            cell=cell_of(it),
            progress=progress(it, at=at),
            markers=tuple(marker_lines(it.markers, at=at)),
            pledges=tuple(
                pledge_line(one, today=today)
                for one in it.pledges
                if one.pledged_on <= today
            ),
            steps=steps_of(it, at=at),
            products=tuple(products[it.key]),
            outcomes=tuple(outcomes[it.key]),
        )
        return for_the_team(session, card)


def closed_by(strategy: Strategy, day: date) -> date | None:
    """Give the day a strategy was closed, when that was by a day."""
    closed = strategy.closed_on
    return closed if closed is not None and closed <= day else None


def state_on(strategy: Strategy, day: date) -> StrategyState:
    """Give the state of a strategy on a day; one closed since still went on."""
    if strategy.state.over and closed_by(strategy, day) is None:
        begun = strategy.started_on <= day
        return StrategyState.RUNNING if begun else StrategyState.PLANNED
    return strategy.state


def days_late(strategy: Strategy, *, today: date) -> int | None:
    """Count the days since a deadline that is over; None when it is not late."""
    if strategy.due_on is None or closed_by(strategy, today) is not None:
        return None
    late = (today - strategy.due_on).days
    return late if late > 0 else None


def steps_of(strategy: Strategy, *, at: date | None = None) -> tuple[Step, ...]:
    """List the interactions of a strategy, oldest first; until a day, if given."""
    found = [
        Step(
            it.interaction_key,
            it.interaction.held_on,
            it.interaction.title,
            it.note,
            target_was_there(strategy, it.interaction),
        )
        for it in strategy.steps
        if at is None or it.interaction.held_on <= at
    ]
    return tuple(sorted(found, key=lambda it: (it.held_on, it.number)))


def _line(
    strategy: Strategy, tied: Tied, *, today: date, at: date | None, lang: str
) -> StrategyLine:
    products, outcomes = tied
    states = [
        state_of(it, today=today) for it in strategy.pledges if it.pledged_on <= today
    ]
    held = [it.interaction.held_on for it in strategy.steps]
    days = [it for it in held if at is None or it <= at]
    late = states.count(PledgeState.LATE)
    targets = whom(it.actor for it in strategy.targets)
    expect, like, love = progress(strategy, at=at).levels
    return StrategyLine(
        number=strategy.key,
        slug=strategy.slug,
        name=strategy.name,
        state=state_on(strategy, today),
        targets=targets.names,
        hidden=targets.hidden,
        themes=labels_of(strategy.themes, lang),
        started_on=strategy.started_on,
        due_on=strategy.due_on,
        closed_on=closed_by(strategy, today),
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
        products=len(products[strategy.key]),
        outcomes=len(outcomes[strategy.key]),
    )


def _tied(session: Session, strategies: Sequence[Strategy], *, by: date | None) -> Tied:
    """Read the products and the outcomes of strategies, by key, until a day."""
    keys, until = [it.key for it in strategies], by or date.max
    products: dict[int, list[Made]] = {it: [] for it in keys}
    made = (
        select(
            ProductStrategy.strategy_key,
            Product.slug,
            Product.name,
            Product.kind,
            Product.made_on,
        )
        .join(Product)
        .where(ProductStrategy.strategy_key.in_(keys), Product.made_on <= until)
        .order_by(Product.made_on, Product.key)
    )
    for key, slug, name, kind, day in session.execute(made):
        products[key].append(Made(slug, name, kind, day))
    return products, _outcomes(session, keys, until=until)


def _outcomes(
    session: Session, keys: Sequence[int], *, until: date
) -> dict[int, list[Seen]]:
    """Read the outcomes of strategies: those named, and those of their markers."""
    direct = select(OutcomeStrategy.strategy_key, OutcomeStrategy.outcome_key)
    through = select(Marker.strategy_key, OutcomeMarker.outcome_key).join(
        OutcomeMarker, OutcomeMarker.marker_key == Marker.key
    )
    both = direct.union(through).subquery()
    query = (
        select(both.c.strategy_key, Outcome.key, Outcome.what, Outcome.happened_on)
        .join(Outcome, Outcome.key == both.c.outcome_key)
        .where(both.c.strategy_key.in_(keys), Outcome.happened_on <= until)
        .order_by(Outcome.happened_on, Outcome.key)
    )
    found: dict[int, list[Seen]] = {it: [] for it in keys}
    for key, number, what, day in session.execute(query):
        found[key].append(Seen(number, what, day))
    return found
