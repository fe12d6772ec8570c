"""The chain from signal to impact: its records, and which leads to which."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.closed_words import Word
from reseau.domain.dissemination import ChainStep
from reseau.i18n import formats
from reseau.store.models import (
    Interaction,
    Marker,
    Mission,
    Need,
    NeedSignal,
    Outcome,
    OutcomeMarker,
    OutcomeStrategy,
    Product,
    ProductNeed,
    ProductStrategy,
    Signal,
    Strategy,
)
from reseau.store.rows import settings
from reseau.usecases.common.shown_people import who
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.signal_lists import shown_state

Place = tuple[ChainStep, int]
"""A record: its step and its key."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that stands behind a record.

    Attributes:
        interaction: Number of the interaction; None for a line of another kind.
        on: Its day.
        text: Title of the interaction, what was counted, who says so.
        state: What it showed of a marker or says of an outcome.
        note: What was said of it.
    """

    interaction: int | None
    on: date | None
    text: str
    state: Word | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One record of the chain.

    Attributes:
        slug: Its short code; empty when it is known by its number.
        on: Its day: seen, asked, made, started, happened; of a marker, the day it was
            last seen.
        state: Where it stands.
        lines: What stands behind it, oldest first.
    """

    step: ChainStep
    number: int
    slug: str
    title: str
    on: date | None
    state: Word | None
    lines: tuple[Line, ...]

    @property
    def place(self) -> Place:
        """Tell which record it is."""
        return self.step, self.number


@dataclass(slots=True)
class Chain:
    """All records of the chain, and what leads to what; it is filled once."""

    nodes: dict[Place, Node] = field(default_factory=dict)
    after: defaultdict[Place, list[Place]] = field(
        default_factory=lambda: defaultdict(list)
    )
    before: defaultdict[Place, list[Place]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def tie(self, one: Place, other: Place) -> None:
        """Say that a record leads to another one."""
        if one in self.nodes and other in self.nodes:
            self.after[one].append(other)
            self.before[other].append(one)

    def of(self, step: ChainStep) -> list[Node]:
        """List the records of a step, by number."""
        return [it for it in self.nodes.values() if it.step is step]

    def leads_to(self, node: Node, step: ChainStep) -> bool:
        """Tell whether a record leads to one of a step at once."""
        return any(it[0] is step for it in self.after[node.place])

    def comes_of(self, node: Node, step: ChainStep) -> bool:
        """Tell whether a record comes of one of a step at once."""
        return any(it[0] is step for it in self.before[node.place])

    def reached(self, start: Place, *, forward: bool) -> list[Node]:
        """List all that a record leads to, or all that leads to it, in chain order."""
        ties = self.after if forward else self.before
        found: set[Place] = set()
        waiting = [start]
        while waiting:
            for it in ties[waiting.pop()]:
                if it not in found:
                    found.add(it)
                    waiting.append(it)
        order = list(ChainStep)
        return sorted(
            (self.nodes[it] for it in found - {start}),
            key=lambda it: (order.index(it.step), it.on or date.max, it.number),
        )


def read_chain(session: Session) -> Chain:
    """Read every record of the chain, and the links between them."""
    chain = Chain()
    for node in for_the_team(session, list(_nodes(session))):
        chain.nodes[node.place] = node
    for one, other in _links(session):
        chain.tie(one, other)
    return chain


def _nodes(session: Session) -> Iterator[Node]:
    today = settings.today(session)
    for signal in session.scalars(select(Signal).order_by(Signal.key)):
        yield Node(
            ChainStep.SIGNAL, signal.key, "", signal.title, signal.seen_on,
            shown_state(signal, today=today), (),
        )  # fmt: skip
    for need in session.scalars(select(Need).order_by(Need.key)):
        votes = [
            _line(it.interaction, note=it.note)
            for it in need.rounds
            if it.interaction is not None
        ]
        yield Node(
            ChainStep.NEED, need.key, "", need.question, need.asked_on, need.state,
            _ordered(votes),
        )  # fmt: skip
    yield from _products(session)
    yield from _missions(session)
    for strategy in session.scalars(select(Strategy).order_by(Strategy.key)):
        steps = [_line(it.interaction, note=it.note) for it in strategy.steps]
        yield Node(
            ChainStep.STRATEGY, strategy.key, strategy.slug, strategy.name,
            strategy.started_on, strategy.state, _ordered(steps),
        )  # fmt: skip
        yield from map(_marker, strategy.markers)
    for outcome in session.scalars(select(Outcome).order_by(Outcome.key)):
        yield _outcome(outcome)


def _products(session: Session) -> Iterator[Node]:
    for it in session.scalars(select(Product).order_by(Product.key)):
        counts = [
            Line(None, one.counted_on, f"{formats.number(one.number)} {one.counted}")
            for one in it.reaches
        ]
        yield Node(
            ChainStep.PRODUCT, it.key, it.slug, it.name, it.made_on, it.kind,
            _ordered(counts),
        )  # fmt: skip


def _missions(session: Session) -> Iterator[Node]:
    for it in session.scalars(select(Mission).order_by(Mission.key)):
        tests = [_line(one.interaction, note=one.note) for one in it.tests]
        yield Node(
            ChainStep.MISSION, it.key, it.slug, it.name, it.started_on, it.verdict,
            _ordered(tests),
        )  # fmt: skip


def _marker(marker: Marker) -> Node:
    moves = sorted(marker.moves, key=lambda it: (it.seen_on, it.key))
    lines = tuple(
        Line(
            it.interaction_key, it.seen_on, it.interaction.title, it.state, it.evidence
        )
        for it in moves
    )
    last = moves[-1] if moves else None
    return Node(
        ChainStep.MARKER, marker.key, "", marker.sign,
        None if last is None else last.seen_on,
        None if last is None else last.state, lines,
    )  # fmt: skip


def _outcome(outcome: Outcome) -> Node:
    words = [
        Line(
            None, it.stated_on, it.source or (who(it.actor).name if it.actor else ""),
            it.degree, it.note,
        )
        for it in outcome.substantiations
    ]  # fmt: skip
    return Node(
        ChainStep.OUTCOME, outcome.key, "", outcome.what, outcome.happened_on, None,
        _ordered(words),
    )  # fmt: skip


def _line(interaction: Interaction, *, note: str | None) -> Line:
    return Line(interaction.key, interaction.held_on, interaction.title, note=note)


def _ordered(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda it: (it.on or date.min, it.interaction or 0)))


def _links(session: Session) -> Iterator[tuple[Place, Place]]:
    """Give what leads to what."""
    step = ChainStep
    pairs = (
        (step.SIGNAL, NeedSignal.signal_key, step.NEED, NeedSignal.need_key),
        (step.NEED, ProductNeed.need_key, step.PRODUCT, ProductNeed.product_key),
        (
            step.PRODUCT, ProductStrategy.product_key,
            step.STRATEGY, ProductStrategy.strategy_key,
        ),
        (step.MISSION, Mission.key, step.STRATEGY, Mission.strategy_key),
        (step.STRATEGY, Marker.strategy_key, step.MARKER, Marker.key),
        (
            step.MARKER, OutcomeMarker.marker_key,
            step.OUTCOME, OutcomeMarker.outcome_key,
        ),
        (
            step.STRATEGY, OutcomeStrategy.strategy_key,
            step.OUTCOME, OutcomeStrategy.outcome_key,
        ),
    )  # fmt: skip
    for one, first, other, second in pairs:
        query = select(first, second).order_by(first, second)
        for key, next_key in session.execute(query):
            if next_key is not None:
                yield (one, key), (other, next_key)
