"""Key players: who, removed, breaks a network most; who, engaged, reaches the most.

The best set of two is not the two best: their ties may lead to the same people.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from reseau.analysis.positions.cohesion import fragmentation_left, nearness_of_others

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Goal: TypeAlias = Literal["fragment", "reach"]
Score: TypeAlias = Callable[[Sequence[int]], float]
"""What a set is worth: the positions of its nodes to a figure."""

EXACT_SETS = 5000
"""Up to this many sets all are tried; above, the search is greedy, then swaps."""
CANDIDATES = 16
"""From how many nodes a greedy search for the most fragmenting ones chooses."""

EXACT_NODES = 4000
"""Up to this many nodes ways are followed from all; above, from a sample."""
SAMPLED_SOURCES = 512
"""From how many nodes ways are followed then, evenly spaced in the graph's order."""
REACHING_CANDIDATES = 400
"""From how many nodes those that reach the most are then chosen."""

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
        sources: From how many nodes ways were followed to measure fragmentation; all
            the nodes when it is not an estimate.
    """

    nodes: tuple[Node, ...]
    value: float
    before: float
    goal: Goal
    exact: bool
    candidates: int
    sources: int


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
    between others. Above ``EXACT_NODES`` nodes, fragmentation is estimated from
    ``SAMPLED_SOURCES`` of them, and those who reach the most are chosen among
    ``REACHING_CANDIDATES``. The result says which.

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
    from reseau.analysis.positions import distances

    if goal not in {"fragment", "reach"}:
        message = f"goal is 'fragment' or 'reach', not {goal!r}"
        raise ValueError(message)
    nodes = list(graph)
    every = range(len(nodes))
    matrix = distances.lengths(graph, nodes, weight=weight, distance=distance)
    most = float(1 / matrix.data.min()) if matrix.nnz else 0.0
    size = max(0, min(size, len(nodes) - 1))
    large = len(nodes) > EXACT_NODES
    exact = math.comb(len(nodes), size) <= exact_sets and not large
    pool = list(every)
    if goal == "fragment" and not exact:
        pool = _candidates(matrix, max(CANDIDATES, 2 * size))
    elif goal == "reach" and large:
        pool = _candidates(matrix, REACHING_CANDIDATES)
    sources = SAMPLED_SOURCES if large and goal == "fragment" else None
    score = (
        _fragmenting(matrix, most, sources)
        if goal == "fragment"
        else _reaching(matrix, most, pool)
    )
    chosen = (_best_of_all if exact else _greedy)(pool, size, score)
    before = score([]) if goal == "fragment" else 0.0
    return KeyPlayers(
        nodes=tuple(nodes[it] for it in sorted(chosen)),
        value=score(chosen) if size else before,
        before=before,
        goal=goal,
        exact=exact,
        candidates=len(pool),
        sources=len(nodes) if sources is None else sources,
    )


def _fragmenting(matrix: Any, most: float, sources: int | None) -> Score:
    """Give what measures the fragmentation without a set."""
    from reseau.analysis.positions import distances

    is_even, size = distances.even(matrix), matrix.shape[0]

    def score(chosen: Sequence[int]) -> float:
        gone = set(chosen)
        left = [it for it in range(size) if it not in gone]
        return fragmentation_left(matrix, left, most, is_even=is_even, sources=sources)

    return score


def _reaching(matrix: Any, most: float, pool: Sequence[int]) -> Score:
    """Give what measures the reach of a set."""
    from reseau.analysis.positions import distances

    near = distances.nearness(matrix, pool)
    row = {place: number for number, place in enumerate(pool)}

    def score(chosen: Sequence[int]) -> float:
        rows = [row[it] for it in chosen]
        return nearness_of_others(near, rows, chosen) / (most or 1.0)

    return score


def _best_of_all(pool: Sequence[int], size: int, score: Score) -> list[int]:
    best: tuple[int, ...] = ()
    highest = -math.inf
    for chosen in combinations(pool, size):
        found = score(chosen)
        if found > highest + _SAME:
            best, highest = chosen, found
    return list(best)


def _greedy(pool: Sequence[int], size: int, score: Score) -> list[int]:
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
    score: Score,
) -> int:
    """Give the node that adds most to a set, the first of equals."""
    return max(others, key=lambda it: (score([*chosen, it]), -it))


def _candidates(matrix: Any, wanted: int) -> list[int]:
    """Choose those with most ties, and those most often between others.

    In a large network, where the second takes long, only those with most ties.
    """
    import networkx as nx
    import numpy as np

    from reseau.analysis.ties.shortest_paths import raw_betweenness

    pattern = matrix + matrix.T
    ties = np.diff(pattern.tocsr().indptr).tolist()
    by_ties = sorted(range(len(ties)), key=lambda it: (-ties[it], it))
    if len(ties) > EXACT_NODES:
        return sorted(by_ties[:wanted])
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ties)))
    coo = pattern.tocoo()
    graph.add_edges_from(zip(coo.row.tolist(), coo.col.tolist(), strict=True))
    between = raw_betweenness(graph, list(graph))
    by_between = sorted(graph, key=lambda it: (-between[it], it))
    mixed = [it for pair in zip(by_between, by_ties, strict=True) for it in pair]
    return sorted(list(dict.fromkeys(mixed))[:wanted])
