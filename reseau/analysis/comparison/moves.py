"""Who moved most between two networks: ties gained and lost, strength won and lost."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

Graph: TypeAlias = "nx.Graph[Any]"


@dataclass(frozen=True, slots=True)
class Move:
    """What changed around one actor.

    Attributes:
        node: The actor.
        ties_before: How many others it was tied with.
        ties_after: Likewise.
        strength_before: The sum of the weights of its ties.
        strength_after: Likewise.
        other: With whom its tie grew most when it won strength, faded most when it
            lost some; None when no tie changed that way.
        weight_before: Of that tie; 0 when it was none.
        weight_after: Likewise.
    """

    node: Any
    ties_before: int
    ties_after: int
    strength_before: float
    strength_after: float
    other: Any
    weight_before: float
    weight_after: float

    @property
    def ties(self) -> int:
        """Give how many ties more, or fewer."""
        return self.ties_after - self.ties_before

    @property
    def strength(self) -> float:
        """Give how much strength more, or less."""
        return self.strength_after - self.strength_before


def moves(before: Graph, after: Graph, *, nodes: Iterable[Any]) -> list[Move]:
    """Tell what changed around actors.

    Args:
        before: Undirected, edges with ``weight``; a node that it lacks had no tie.
        after: Likewise.
        nodes: Who is looked at.

    Returns:
        One move per node, in the order given.
    """
    return [_move(node, _around(before, node), _around(after, node)) for node in nodes]


def first_by(
    found: Iterable[Move], key: Callable[[Move], tuple[float, float]], *, top: int
) -> list[Move]:
    """Keep the largest moves above 0, in order; equals stay as they come."""
    rising = [it for it in found if _firm(key(it)[0]) > 0]
    rising.sort(key=lambda it: tuple(-_firm(value) for value in key(it)))
    return rising[:top]


def _firm(value: float) -> float:
    """Forget the digits that rounding makes."""
    return round(value, 9)


def _around(graph: Graph, node: Any) -> dict[Any, float]:  # Any: a node.
    if node not in graph:
        return {}
    return {
        other: float(data.get("weight", 1.0))
        for other, data in graph[node].items()
        if other != node
    }


def _move(
    node: Any,  # Any: a node.
    was: Mapping[Any, float],
    is_now: Mapping[Any, float],
) -> Move:
    totals = math.fsum(was.values()), math.fsum(is_now.values())
    sign = 1 if totals[1] >= totals[0] else -1
    changes = {
        it: sign * (is_now.get(it, 0.0) - was.get(it, 0.0)) for it in {**was, **is_now}
    }
    other = max(changes, key=lambda it: _firm(changes[it]), default=None)
    if other is not None and _firm(changes[other]) <= 0:
        other = None
    return Move(
        node,
        len(was),
        len(is_now),
        *totals,
        other,
        was.get(other, 0.0),
        is_now.get(other, 0.0),
    )
