"""What was seen of the markers: three numbers, one a level, never one for all.

Reference:
    Earl, S., Carden, F. & Smutylo, T. (2001). Outcome Mapping. IDRC, ch. 3 and 4.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from reseau.domain.dissemination import MarkerLevel, MarkerState
from reseau.store.models import Marker, MarkerMove, Strategy
from reseau.store.naming.titled import strategy_named
from reseau.store.session import Store
from reseau.usecases.common.shown_people import Who, who
from reseau.usecases.common.team_only import for_the_team
from reseau.usecases.cycle.markers import marker_numbered


@dataclass(frozen=True, slots=True)
class LevelProgress:
    """How the markers of one level stand.

    Attributes:
        reached: How many are reached as things stand.
        partly: How many others are seen in part.
        with_evidence: How many an interaction moved at least once, whatever became
            of them.
        markers: How many there are.
    """

    level: MarkerLevel
    reached: int
    partly: int
    with_evidence: int
    markers: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How the markers of a strategy stand: three numbers, never averaged.

    Attributes:
        levels: Expect, like, love, in that order.
        first_like_on: The day a “like to see” marker was first reached; None if none
            was.
        days_to_first_like: Days from the start of the strategy until then.
    """

    levels: tuple[LevelProgress, ...]
    first_like_on: date | None
    days_to_first_like: int | None


@dataclass(frozen=True, slots=True)
class MoveLine:
    """What one interaction showed of a marker."""

    interaction: int
    title: str
    held_on: date
    state: MarkerState
    seen_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class MarkerLine:
    """A marker as it stands.

    Attributes:
        actor: The target it is about; None for all of them.
        state: None while nothing moved it.
        seen_on: The day of the last move.
        first_reached_on: The day it was first reached, even if it is lost since.
    """

    number: int
    strategy: str
    slug: str
    level: MarkerLevel
    sign: str
    actor: Who | None
    state: MarkerState | None
    seen_on: date | None
    first_reached_on: date | None
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A marker in a list.

    Attributes:
        actor: Name of the target it is about; None for all, or when nobody may be
            shown it.
        moves: How many times an interaction moved it.
    """

    number: int
    strategy: str
    slug: str
    level: MarkerLevel
    sign: str
    actor: str | None
    state: MarkerState | None
    seen_on: date | None
    first_reached_on: date | None
    moves: int


def row_of(line: MarkerLine) -> MarkerRow:
    """Write a marker on one line."""
    name = None if line.actor is None else line.actor.name or None
    return MarkerRow(
        line.number, line.strategy, line.slug, line.level, line.sign, name, line.state,
        line.seen_on, line.first_reached_on, len(line.moves),
    )  # fmt: skip


_READ = (
    selectinload(Marker.moves).selectinload(MarkerMove.interaction),
    selectinload(Marker.actor),
    selectinload(Marker.strategy),
)


def list_markers(
    store: Store,
    *,
    which: str | None = None,
    level: MarkerLevel | None = None,
    at: date | None = None,
) -> list[MarkerLine]:
    """List markers by strategy, then by level.

    Args:
        store: The store.
        which: Only those of this strategy.
        level: Only those of this level.
        at: As they stood on that day; those of strategies that began later are left
            out.
    """
    with store.reading() as session:
        query = select(Marker).order_by(Marker.strategy_key, Marker.key)
        if which is not None:
            strategy = strategy_named(session, which)
            query = query.where(Marker.strategy_key == strategy.key)
        if level is not None:
            query = query.where(Marker.level == level)
        if at is not None:
            query = query.join(Strategy).where(Strategy.started_on <= at)
        found = list(session.scalars(query.options(*_READ)))
        return for_the_team(session, marker_lines(found, at=at))


def marker_card(store: Store, number: int, *, at: date | None = None) -> MarkerLine:
    """Tell everything of one marker, as it stood on a day when one is given.

    Raises:
        NoMarkerError: None has that number.
    """
    with store.reading() as session:
        return for_the_team(session, _line(marker_numbered(session, number), at=at))


def marker_lines(
    markers: Iterable[Marker], *, at: date | None = None
) -> list[MarkerLine]:
    """Describe markers, by strategy, then by level; as on a day when one is given."""
    levels = list(MarkerLevel)
    return [
        _line(it, at=at)
        for it in sorted(
            markers, key=lambda it: (it.strategy_key, levels.index(it.level), it.key)
        )
    ]


def progress(strategy: Strategy, *, at: date | None = None) -> Progress:
    """Tell how the markers of a strategy stand, or stood on a day."""
    lines = marker_lines(strategy.markers, at=at)
    likes = [
        it.first_reached_on
        for it in lines
        if it.level is MarkerLevel.LIKE and it.first_reached_on is not None
    ]
    first = min(likes, default=None)
    return Progress(
        levels_of(lines),
        first,
        None if first is None else (first - strategy.started_on).days,
    )


def levels_of(lines: Sequence[MarkerLine]) -> tuple[LevelProgress, ...]:
    """Count markers level by level; a level without any counts zero of zero."""
    return tuple(
        LevelProgress(
            level,
            sum(it.state is MarkerState.REACHED for it in some),
            sum(it.state is MarkerState.PARTLY for it in some),
            sum(bool(it.moves) for it in some),
            len(some),
        )
        for level in MarkerLevel
        for some in [[it for it in lines if it.level is level]]
    )


def _line(marker: Marker, *, at: date | None) -> MarkerLine:
    moves = [it for it in marker.moves if at is None or it.seen_on <= at]
    moves.sort(key=lambda it: (it.seen_on, it.key))
    last = moves[-1] if moves else None
    reached = [it.seen_on for it in moves if it.state is MarkerState.REACHED]
    return MarkerLine(
        marker.key,
        marker.strategy.name,
        marker.strategy.slug,
        marker.level,
        marker.sign,
        None if marker.actor is None else who(marker.actor),
        None if last is None else last.state,
        None if last is None else last.seen_on,
        min(reached, default=None),
        tuple(map(_move, moves)),
    )


def _move(move: MarkerMove) -> MoveLine:
    it = move.interaction
    return MoveLine(
        it.key, it.title, it.held_on, move.state, move.seen_on, move.evidence
    )
