"""Reverse-reachable sets: who would have reached one drawn at random.

A set holds all those from whom a message would have come to its root, in one draw of
the ties. An actor is in a set as often as a message from it reaches a root drawn by
its value: counting sets estimates spread, without following anybody's cascade. NumPy
only, imported with this module: import it where it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reseau.analysis.dyads import Floats, Places

if TYPE_CHECKING:
    import networkx as nx

_CELLS = 16_000_000


@dataclass(frozen=True, slots=True)
class Sets:
    """Reverse-reachable sets, end to end.

    Attributes:
        starts: Where each set begins, and where the last one ends.
        members: The nodes of the sets.
        size: How many nodes there are.
    """

    starts: Places
    members: Places
    size: int

    @property
    def count(self) -> int:
        """Count the sets."""
        return len(self.starts) - 1

    def joined(self, others: "Sets") -> "Sets":
        """Put other sets behind these."""
        starts = np.concatenate([self.starts, others.starts[1:] + self.starts[-1]])
        return Sets(starts, np.concatenate([self.members, others.members]), self.size)

    def by_node(self) -> tuple[Places, Places]:
        """Give, node by node, the numbers of the sets that hold it.

        Returns:
            Where the sets of each node begin; the sets, in order for each node.
        """
        owners = np.repeat(np.arange(self.count), np.diff(self.starts))
        order = np.argsort(self.members, kind="stable")
        counts = np.bincount(self.members, minlength=self.size)
        return np.concatenate([[0], np.cumsum(counts)]), owners[order]

    def covered(self, nodes: Places) -> int:
        """Count the sets that hold one of some nodes."""
        chosen = np.zeros(self.size, np.bool_)
        chosen[nodes] = True
        owners = np.repeat(np.arange(self.count), np.diff(self.starts))
        return int(np.count_nonzero(np.bincount(owners[chosen[self.members]])))


class ReverseGraph:
    """A network laid out to be walked against its ties.

    It has a state because laying it out costs as much as many walks.
    """

    def __init__(
        self, tails: Places, heads: Places, chances: Floats, size: int
    ) -> None:
        """Lay the network out.

        Args:
            tails: Who tells, one per direction of a tie.
            heads: Who is told.
            chances: How likely, 0 to 1.
            size: How many nodes.
        """
        order = np.argsort(heads, kind="stable")
        self.size = size
        self._tails = tails[order].astype(np.int32)
        self._chances = chances[order].astype(np.float32)
        counts = np.bincount(heads, minlength=size)
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._counts = counts

    @classmethod
    def of(cls, graph: "nx.Graph[Any]", probability: str | float) -> "ReverseGraph":
        """Lay a NetworkX graph out; a tie without direction is two.

        Raises:
            NotAProbabilityError, NoProbabilityError: As for ``SnapshotBank``.
        """
        from reseau.analysis.cascades import arcs_of

        place = {node: index for index, node in enumerate(graph)}
        chances = arcs_of(graph, place, probability).chances
        ends = np.array(list(chances), np.int64).reshape(-1, 2)
        odds = np.array(list(chances.values()), np.float64)
        return cls(ends[:, 0], ends[:, 1], odds, len(place))

    def sets(
        self,
        count: int,
        generator: np.random.Generator,
        *,
        roots: Floats | None = None,
        steps: int | None = None,
    ) -> Sets:
        """Draw reverse-reachable sets.

        Args:
            count: How many.
            generator: Where chance comes from.
            roots: How likely each node is the root, adding up to 1; alike if None.
            steps: Through how many ties a message goes at most; None for no limit.

        Returns:
            The sets; each begins with its root.
        """
        drawn = generator.choice(self.size, count, p=roots)
        batch = max(1, _CELLS // max(1, self.size))
        marks: NDArray[np.int32] = np.full(min(batch, count) * self.size, -1, np.int32)
        found = [
            self._walk(drawn[first : first + batch], marks, generator, steps)
            for first in range(0, count, batch)
        ]
        sizes = np.concatenate([it[0] for it in found])
        return Sets(
            np.concatenate([[0], np.cumsum(sizes)]),
            np.concatenate([it[1] for it in found]),
            self.size,
        )

    def _walk(
        self,
        roots: Places,
        marks: NDArray[np.int32],
        generator: np.random.Generator,
        steps: int | None,
    ) -> tuple[Places, Places]:
        """Walk from many roots at once: the sizes of their sets, and the members."""
        keys = np.arange(len(roots)) * self.size + roots
        marks[keys] = 0
        seen = [keys]
        front = keys
        while len(front) and (steps is None or len(seen) <= steps):
            front = self._next(front, marks, generator)
            seen.append(front)
        every = np.concatenate(seen)
        marks[every] = -1
        owners = every // self.size
        order = np.argsort(owners, kind="stable")
        return np.bincount(owners, minlength=len(roots)), (every % self.size)[order]

    def _next(
        self, front: Places, marks: NDArray[np.int32], generator: np.random.Generator
    ) -> Places:
        """Toss the ties that lead to some, and give those who would have told them."""
        nodes = front % self.size
        counts = self._counts[nodes]
        total = int(counts.sum())
        shift = np.repeat(self._starts[nodes] - (np.cumsum(counts) - counts), counts)
        ties = np.arange(total) + shift
        live = generator.random(total, np.float32) < self._chances[ties]
        owners = np.repeat(front - nodes, counts)[live]
        keys = owners + self._tails[ties[live]]
        keys = keys[marks[keys] < 0]
        places = np.arange(len(keys), dtype=np.int32)
        marks[keys] = places
        kept: Places = keys[marks[keys] == places]
        return kept


def roots_of(
    nodes: list[Any], values: Mapping[Any, float] | None
) -> tuple[Floats | None, float]:
    """Give how likely each node is a root, and what reaching everybody is worth."""
    if values is None:
        return None, float(len(nodes))
    worth = np.array([float(values.get(it, 0)) for it in nodes], np.float64)
    total = float(worth.sum())
    return (worth / total if total else None), total


def cover(sets: Sets, k: int) -> tuple[list[int], float]:
    """Choose the nodes that are in most sets, one by one.

    Args:
        sets: Reverse-reachable sets.
        k: How many nodes, at most as many as there are.

    Returns:
        The nodes, equals in their order; and a number of sets that no k nodes pass:
        the smallest, over the steps, of what is covered and the k largest gains.
    """
    starts, owners = sets.by_node()
    gains = np.diff(starts)
    waiting = np.ones(sets.count, np.bool_)
    chosen: list[int] = []
    covered, above = 0, float(sets.count)
    for step in range(k + 1):
        best = np.partition(gains, -k)[-k:].sum() if k else 0
        above = min(above, covered + float(best))
        if step == k:
            break
        node = int(np.argmax(gains))
        if gains[node] <= 0:  # All is covered: the others add nothing.
            gains[node] = -1
            chosen.append(_first_left(chosen, len(gains)))
            continue
        mine = owners[starts[node] : starts[node + 1]]
        mine = mine[waiting[mine]]
        waiting[mine] = False
        covered += len(mine)
        gains = gains - np.bincount(_inside(sets, mine), minlength=len(gains))
        chosen.append(node)
    return chosen, above


def _inside(sets: Sets, some: Places) -> Places:
    """Give the members of some sets, end to end."""
    counts = sets.starts[some + 1] - sets.starts[some]
    shift = np.repeat(sets.starts[some] - (np.cumsum(counts) - counts), counts)
    found: Places = sets.members[np.arange(int(counts.sum())) + shift]
    return found


def _first_left(chosen: list[int], size: int) -> int:
    taken = set(chosen)
    return next(it for it in range(size) if it not in taken)
