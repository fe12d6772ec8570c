"""Count the chain from signal to impact, and see where it breaks.

An outcome is what somebody changed, to which the collective contributed with others:
nothing here measures a share of it.

References:
    Wilson-Grau, R. & Britt, H. (2012). Outcome Harvesting. Ford Foundation.
    Earl, S., Carden, F. & Smutylo, T. (2001). Outcome Mapping. IDRC.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.dissemination import (
    ChainStep,
    Degree,
    MarkerLevel,
    MarkerState,
    OutcomePart,
    Standing,
)
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import NeedState, SignalState
from reseau.store.models import Marker, Outcome, Strategy, StrategyTarget
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.common.shown_people import may_be_named
from reseau.usecases.cycle.impact_chain import Chain, Node, read_chain
from reseau.usecases.cycle.marker_lists import (
    LevelProgress,
    levels_of,
    marker_lines,
    progress,
)
from reseau.usecases.cycle.outcome_cards import standing


class Break(StrEnum):
    """Where a chain breaks."""

    SIGNAL_WITHOUT_NEED = "signal-without-need"
    NEED_WITHOUT_PRODUCT = "need-without-product"
    PRODUCT_WITHOUT_NEED = "product-without-need"
    PRODUCT_WITHOUT_STRATEGY = "product-without-strategy"
    STRATEGY_WITHOUT_PRODUCT = "strategy-without-product"
    STRATEGY_WITHOUT_STEP = "strategy-without-step"
    STRATEGY_WITHOUT_MARKER = "strategy-without-marker"
    MARKER_NEVER_MOVED = "marker-never-moved"
    MARKER_WITHOUT_OUTCOME = "marker-without-outcome"
    OUTCOME_WITHOUT_STRATEGY = "outcome-without-strategy"
    OUTCOME_WITHOUT_EVIDENCE = "outcome-without-evidence"
    OUTCOME_UNSUBSTANTIATED = "outcome-unsubstantiated"


@dataclass(frozen=True, slots=True)
class Broken:
    """Records at which the chain breaks in the same way, by number."""

    where: Break
    records: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Harvest:
    """Outcomes of one actor, of one theme, or of all.

    Attributes:
        name: Of the actor or the theme; empty for all.
        target: Whether the actor is a target of a strategy (a boundary partner); None
            for a theme and for all.
        harvested: How many outcomes.
        accepted: How many are accepted by all who were asked; likewise the others.
        nobody: How many nobody was asked about.
    """

    name: str
    target: bool | None
    harvested: int
    accepted: int
    partly: int
    disputed: int
    refused: int
    nobody: int

    @property
    def share(self) -> float | None:
        """Give the share of outcomes that are accepted; None without any outcome."""
        return self.accepted / self.harvested if self.harvested else None


@dataclass(frozen=True, slots=True)
class Impact:
    """The whole chain of a period, counted.

    Attributes:
        until: First day that is no longer in it.
        counts: How many records of each step.
        levels: How the markers of the strategies begun in it stand, never averaged.
        first_likes: Days from the start of each strategy to its first “like to see”
            reached, shortest first.
        strategies_with_likes: How many strategies have a “like to see” marker.
        broken: Where the chain breaks, with the records.
        hidden: How many outcomes have somebody whom nobody may be shown.
        without_theme: How many outcomes have no theme.
    """

    as_of: date
    since: date | None
    until: date | None
    counts: tuple[tuple[ChainStep, int], ...]
    outcomes: Harvest
    by_actor: tuple[Harvest, ...]
    by_theme: tuple[Harvest, ...]
    levels: tuple[LevelProgress, ...]
    first_likes: tuple[int, ...]
    strategies_with_likes: int
    broken: tuple[Broken, ...]
    hidden: int
    without_theme: int


def overview(store: Store, *, period: Period, lang: str) -> Impact:
    """Count the chain of a period, and say where it breaks.

    A record is of the period when its day is; a marker when its strategy's is.
    """
    with store.reading() as session:
        chain = read_chain(session)
        strategies = [
            it
            for it in session.scalars(select(Strategy).order_by(Strategy.key))
            if it.started_on in period
        ]
        outcomes = [
            it
            for it in session.scalars(select(Outcome).order_by(Outcome.key))
            if it.happened_on in period
        ]
        within = _within(chain, period, strategies)
        likes = [progress(it) for it in strategies]
        days = [it.days_to_first_like for it in likes]
        by_theme, without = _by_theme(outcomes, lang)
        return Impact(
            as_of=settings.today(session),
            since=period.since,
            until=period.until,
            counts=tuple(
                (step, sum(it.step is step for it in within)) for step in ChainStep
            ),
            outcomes=_harvest("", outcomes),
            by_actor=_by_actor(session, outcomes),
            by_theme=by_theme,
            levels=levels_of(
                marker_lines(it for one in strategies for it in one.markers)
            ),
            first_likes=tuple(sorted(it for it in days if it is not None)),
            strategies_with_likes=sum(
                any(it.level is MarkerLevel.LIKE for it in one.markers)
                for one in strategies
            ),
            broken=_broken(chain, within, outcomes, strategies),
            hidden=sum(
                any(not may_be_named(it.actor) for it in one.actors) for one in outcomes
            ),
            without_theme=without,
        )


def _within(chain: Chain, period: Period, strategies: Sequence[Strategy]) -> list[Node]:
    """Keep the records of a period; markers go with their strategies."""
    markers = {it.key for one in strategies for it in one.markers}
    return [
        it
        for it in chain.nodes.values()
        if (
            it.number in markers
            if it.step is ChainStep.MARKER
            else it.on is not None and it.on in period
        )
    ]


def _harvest(
    name: str, outcomes: Sequence[Outcome], *, target: bool | None = None
) -> Harvest:
    found = Counter(
        standing(it.degree for it in one.substantiations) for one in outcomes
    )
    return Harvest(
        name, target, len(outcomes), found[Standing.ACCEPTED], found[Standing.PARTLY],
        found[Standing.DISPUTED], found[Standing.NOT], found[Standing.NOBODY],
    )  # fmt: skip


def _by_actor(session: Session, outcomes: Sequence[Outcome]) -> tuple[Harvest, ...]:
    """Count the outcomes of each actor that changed and may be shown."""
    targets = set(session.scalars(select(StrategyTarget.actor_key)))
    names: dict[int, str] = {}
    of: dict[int, list[Outcome]] = {}
    for one in outcomes:
        for it in one.actors:
            if it.part is OutcomePart.CHANGED and may_be_named(it.actor):
                names[it.actor_key] = it.actor.name
                of.setdefault(it.actor_key, []).append(one)
    ordered = sorted(of, key=lambda key: (-len(of[key]), sort_key(names[key]), key))
    return tuple(
        _harvest(names[key], of[key], target=key in targets) for key in ordered
    )


def _by_theme(
    outcomes: Sequence[Outcome], lang: str
) -> tuple[tuple[Harvest, ...], int]:
    labels: dict[int, str] = {}
    of: dict[int, list[Outcome]] = {}
    for one in outcomes:
        for it in one.themes:
            labels[it.theme_key] = it.theme.label(lang)
            of.setdefault(it.theme_key, []).append(one)
    ordered = sorted(of, key=lambda key: (-len(of[key]), sort_key(labels[key]), key))
    without = sum(not one.themes for one in outcomes)
    return tuple(_harvest(labels[key], of[key]) for key in ordered), without


def _broken(
    chain: Chain,
    within: Sequence[Node],
    outcomes: Sequence[Outcome],
    strategies: Sequence[Strategy],
) -> tuple[Broken, ...]:
    """Find where the chain breaks, in its order."""
    records = {it.key: it for it in outcomes}
    markers = {it.key: it for one in strategies for it in one.markers}
    tests: dict[Break, Callable[[Node], bool]] = {
        Break.SIGNAL_WITHOUT_NEED: lambda it: (
            it.state is SignalState.KEPT and not chain.leads_to(it, ChainStep.NEED)
        ),
        Break.NEED_WITHOUT_PRODUCT: lambda it: (
            it.state is not NeedState.DROPPED
            and not chain.leads_to(it, ChainStep.PRODUCT)
        ),
        Break.PRODUCT_WITHOUT_NEED: lambda it: not chain.comes_of(it, ChainStep.NEED),
        Break.PRODUCT_WITHOUT_STRATEGY: lambda it: (
            not chain.leads_to(it, ChainStep.STRATEGY)
        ),
        Break.STRATEGY_WITHOUT_PRODUCT: lambda it: (
            not chain.comes_of(it, ChainStep.PRODUCT)
        ),
        Break.STRATEGY_WITHOUT_STEP: lambda it: not it.lines,
        Break.STRATEGY_WITHOUT_MARKER: lambda it: (
            not chain.leads_to(it, ChainStep.MARKER)
        ),
        Break.MARKER_NEVER_MOVED: lambda it: not it.lines,
        Break.MARKER_WITHOUT_OUTCOME: lambda it: (
            _reached_far(markers[it.number])
            and not chain.leads_to(it, ChainStep.OUTCOME)
        ),
        Break.OUTCOME_WITHOUT_STRATEGY: lambda it: not chain.before[it.place],
        Break.OUTCOME_WITHOUT_EVIDENCE: lambda it: not records[it.number].evidence,
        Break.OUTCOME_UNSUBSTANTIATED: lambda it: (
            not any(
                one.degree is not Degree.NOT
                for one in records[it.number].substantiations
            )
        ),
    }
    found = []
    for where, test in tests.items():
        step = ChainStep(where.value.partition("-")[0])
        some = tuple(it for it in within if it.step is step and test(it))
        if some:
            found.append(Broken(where, some))
    return tuple(found)


def _reached_far(marker: Marker) -> bool:
    """Tell whether a “like” or “love to see” marker is reached as things stand."""
    line = marker_lines([marker])[0]
    return line.level is not MarkerLevel.EXPECT and line.state is MarkerState.REACHED
