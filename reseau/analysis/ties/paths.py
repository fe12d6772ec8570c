"""How one actor can be reached from another: the fewest ties, then the strongest."""

import math
from dataclasses import dataclass

from reseau.analysis.ties.graphs import Network
from reseau.errors import NotFoundError
from reseau.i18n import N_


class NotInNetworkError(NotFoundError):
    """An actor is not a node of the network."""

    message = N_(
        "Actor {actor} is not in this network. Widen its period or its filters, or "
        "check who is meant."
    )


@dataclass(frozen=True, slots=True)
class Path:
    """The best way from one actor to another.

    Attributes:
        actors: From the first to the last, both included.
        ways: How many paths have as few ties.
        weakest: The weight of the weakest tie of the path; None without a tie.
        total: The sum of the weights of its ties.
    """

    actors: tuple[int, ...]
    ways: int
    weakest: float | None
    total: float

    @property
    def length(self) -> int:
        """Count the ties of the path."""
        return len(self.actors) - 1


def best_path(network: Network, source: int, *, target: int) -> Path | None:
    """Find the strongest of the shortest paths between two actors.

    Of the paths with the fewest ties, the one whose weakest tie is the strongest,
    because an introduction is worth what its weakest link is worth; then the one
    with the largest sum of weights; then the one of the smallest keys.

    Args:
        network: Undirected, with weights.
        source: Who wants to reach.
        target: Who is to be reached.

    Returns:
        The path; that of no tie, in one way, when both are the same actor; None when
        no path leads from one to the other.

    Raises:
        NotInNetworkError: One of them is not a node.
    """
    for actor in (source, target):
        if actor not in network:
            raise NotInNetworkError(actor=actor)
    if source == target:
        return Path((source,), 1, None, 0.0)
    rows = _rows(network, source, target)
    if not rows:
        return None
    weakest = _widest(network, rows)
    total, actors = _heaviest(network, rows, floor=weakest)
    return Path(actors, _count(network, rows), weakest, total)


def _rows(network: Network, source: int, target: int) -> list[list[int]]:
    """Lay out the actors that are on a shortest path; empty when there is none."""
    import networkx as nx

    near: dict[int, int] = nx.single_source_shortest_path_length(network, source)
    if target not in near:
        return []
    rows = [[target]]
    for distance in range(near[target] - 1, -1, -1):
        before = {
            it for actor in rows[0] for it in network[actor] if near[it] == distance
        }
        rows.insert(0, sorted(before))
    return rows


def _count(network: Network, rows: list[list[int]]) -> int:
    """Count the shortest paths, back from the target."""
    ways = dict.fromkeys(rows[-1], 1)
    for row in reversed(rows[:-1]):
        ways = {one: sum(ways[it] for it in network[one] if it in ways) for one in row}
    return sum(ways.values())


def _widest(network: Network, rows: list[list[int]]) -> float:
    """Find the best weakest tie, back from the target."""
    width = dict.fromkeys(rows[-1], math.inf)
    for row in reversed(rows[:-1]):
        width = {
            one: max(
                min(tie["weight"], width[it])
                for it, tie in network[one].items()
                if it in width
            )
            for one in row
        }
    return max(width.values())


def _heaviest(
    network: Network, rows: list[list[int]], *, floor: float
) -> tuple[float, tuple[int, ...]]:
    """Find the path of the largest sum among ties of at least ``floor``."""
    best: dict[int, tuple[float, tuple[int, ...]]]
    best = {one: (0.0, (one,)) for one in rows[-1]}
    for row in reversed(rows[:-1]):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for one in row:
            options = [
                (best[it][0] + tie["weight"], (one, *best[it][1]))
                for it, tie in network[one].items()
                if it in best and tie["weight"] >= floor
            ]
            if options:
                longer[one] = min(options, key=lambda it: (-it[0], it[1]))
        best = longer
    ((total, actors),) = best.values()
    return total, actors
