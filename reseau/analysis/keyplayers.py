"""Key players: who, removed, breaks a network most; who, engaged, reaches the most.

The best set of two is not the two best: their ties may lead to the same people.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from reseau.analysis.cohesion import fragmentation_left, nearness_of_others

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Goal: TypeAlias = Literal["fragment", "reach"]

EXACT_SETS = 5000
"""Up to this many sets all are tried; above, the search is greedy, then swaps."""
CANDIDATES = 16
"""From how many nodes a greedy search for the most fragmenting ones chooses."""

_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class KeyPlayers(Generic[Node]):
    """The best set found, and how it was looked for.

    Attributes:
        nodes: The set, in the order of the graph.
        value: Its fragmentation, or its reach.
        before: The fragmentation of the whole network; 0 for reach.
        goal: ``fragment`` or ``reach``.
        exact: Whether every set was tried.
        candidates: From how many nodes they were chosen.
    """

    nodes: tuple[Node, ...]
    value: float
    before: float
    goal: Goal
    exact: bool
    candidates: int


def key_players(
    graph: "nx.Graph[Node]",
    size: int,
    goal: Goal = "fragment",
    *,
    weight: str | None = "weight",
    distance: str | None = None,
    exact_sets: int = EXACT_SETS,
) -> KeyPlayers[Node]:
    """Find the set of nodes whose removal breaks, or whose engagement reaches, most.

    Every set is tried when there are ``exact_sets`` at most. Above, nodes are added
    one by one, the best each time, then swapped for others as long as it gains; for
    ``fragment`` they are chosen among the ``CANDIDATES`` with most ties or most often
    between others. The result says which.

    Args:
        graph: Undirected or directed, any nodes.
        size: How many, at least 1; at most all nodes but one are taken.
        goal: ``fragment`` (KPP-Neg) or ``reach`` (KPP-Pos).
        weight: As for ``fragmentation``.
        distance: Likewise.
        exact_sets: Up to how many sets all are tried.

    Returns:
        The best set found; the first in the order of the graph when several are as
        good. Empty for a graph with fewer than two nodes.

    References:
        Borgatti (2006) and An and Liu (2016), as for ``fragmentation``.
    """
    from reseau.analysis import distances

    if goal not in {"fragment", "reach"}:
        message = f"goal is 'fragment' or 'reach', not {goal!r}"
        raise ValueError(message)
    nodes = list(graph)
    matrix = distances.lengths(graph, nodes, weight=weight, distance=distance)
    near = distances.nearness(matrix)
    most = float(near.max(initial=0.0))
    every = range(len(nodes))
    is_even = distances.even(matrix)
    before = 0.0
    if goal == "fragment":
        before = fragmentation_left(matrix, list(every), most, is_even=is_even)
    size = max(0, min(size, len(nodes) - 1))

    def score(chosen: Sequence[int]) -> float:
        if goal == "reach":
            return nearness_of_others(near, chosen) / (most or 1.0)
        gone = set(chosen)
        left = [it for it in every if it not in gone]
        return fragmentation_left(matrix, left, most, is_even=is_even)

    exact = math.comb(len(nodes), size) <= exact_sets
    pool = list(every)
    if exact:
        chosen = _best_of_all(pool, size, score)
    else:
        if goal == "fragment":
            pool = _candidates(matrix, size)
        chosen = _greedy(pool, size, score)
    return KeyPlayers(
        nodes=tuple(nodes[it] for it in sorted(chosen)),
        value=score(chosen) if size else before,
        before=before,
        goal=goal,
        exact=exact,
        candidates=len(pool),
    )


def _best_of_all(
    pool: Sequence[int], size: int, score: Callable[[Sequence[int]], float]
) -> list[int]:
    best: tuple[int, ...] = ()
    highest = -math.inf
    for chosen in combinations(pool, size):
        found = score(chosen)
        if found > highest + _SAME:
            best, highest = chosen, found
    return list(best)


def _greedy(
    pool: Sequence[int], size: int, score: Callable[[Sequence[int]], float]
) -> list[int]:
    """Add the best each time, then swap as long as it gains."""
    chosen: list[int] = []
    value = -math.inf
    for _ in range(size):
        others = [it for it in pool if it not in chosen]
        node = _best_with(chosen, others, score)
        chosen.append(node)
        value = score(chosen)
    gained = size > 1
    while gained:
        gained = False
        for place in range(size):
            rest = chosen[:place] + chosen[place + 1 :]
            others = [it for it in pool if it not in chosen]
            if not others:
                break
            node = _best_with(rest, others, score)
            found = score([*rest, node])
            if found > value + _SAME:
                chosen, value, gained = [*rest, node], found, True
    return chosen


def _best_with(
    chosen: Sequence[int],
    others: Sequence[int],
    score: Callable[[Sequence[int]], float],
) -> int:
    """Give the node that adds most to a set, the first of equals."""
    return max(others, key=lambda it: (score([*chosen, it]), -it))


def _candidates(matrix: Any, size: int) -> list[int]:
    """Choose those with most ties, and those most often between others."""
    import networkx as nx
    import numpy as np

    from reseau.analysis.betweenness import raw_betweenness

    wanted = max(CANDIDATES, 2 * size)
    pattern = matrix + matrix.T
    ties = np.diff(pattern.tocsr().indptr).tolist()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    coo = pattern.tocoo()
    graph.add_edges_from(zip(coo.row.tolist(), coo.col.tolist(), strict=True))
    between = raw_betweenness(graph, list(graph))
    by_ties = sorted(graph, key=lambda it: (-ties[it], it))
    by_between = sorted(graph, key=lambda it: (-between[it], it))
    mixed = [it for pair in zip(by_between, by_ties, strict=True) for it in pair]
    return sorted(list(dict.fromkeys(mixed))[:wanted])
