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

from reseau.analysis.comparison.dyads import Floats, Places

if TYPE_CHECKING:
    import networkx as nx

_CELLS = 16_000_000
_FIRST = 512  # Sets drawn at once, at least, and until their size is known.
_HELD = 1_000_000  # How many members sets drawn at once may have, more or less.


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
        both = self.members * self.count + owners
        both.sort()  # Far quicker than to look for the order of the members.
        starts = np.concatenate([[0], np.cumsum(self.counts())])
        return starts, both % max(1, self.count)

    def counts(self) -> Places:
        """Count, node by node, the sets that hold it."""
        return np.bincount(self.members, minlength=self.size)

    def covered(self, nodes: Places) -> int:
        """Count the sets that hold one of some nodes."""
        chosen = np.zeros(self.size, np.bool_)
        chosen[nodes] = True
        owners = np.repeat(np.arange(self.count), np.diff(self.starts))
        return int(np.count_nonzero(np.bincount(owners[chosen[self.members]])))


class _Marked:
    """Who is in which set already, by a mark for each node of each set drawn at once.

    It has a state because room for the marks is made once.
    """

    def __init__(self, batch: int, size: int) -> None:
        self.batch = batch
        self._marks: NDArray[np.int32] = np.full(batch * size, -1, np.int32)

    def fresh(self, keys: Places) -> Places:
        """Give those that are not in yet, each once, and put them in."""
        keys = keys[self._marks[keys] < 0]
        places = np.arange(len(keys), dtype=np.int32)
        self._marks[keys] = places
        kept: Places = keys[self._marks[keys] == places]
        return kept

    def forget(self, keys: Places) -> None:
        """Take them out: the next sets begin empty."""
        self._marks[keys] = -1


class _Sorted:
    """Likewise, by a list in order: for more nodes than there is room for marks."""

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self._known: Places = np.empty(0, np.int64)

    def fresh(self, keys: Places) -> Places:
        """Give those that are not in yet, each once, and put them in."""
        keys = np.unique(keys)
        if len(self._known):
            at = np.searchsorted(self._known, keys)
            at[at == len(self._known)] = 0
            keys = keys[self._known[at] != keys]
        self._known = np.concatenate([self._known, keys])
        self._known.sort(kind="stable")  # Two runs in order: one pass.
        return keys

    def forget(self, keys: Places) -> None:
        """Take them out: the next sets begin empty."""


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
        self._marked: _Marked | None = None

    @classmethod
    def of(cls, graph: "nx.Graph[Any]", probability: str | float) -> "ReverseGraph":
        """Lay a NetworkX graph out; a tie without direction is two.

        Raises:
            NotAProbabilityError, NoProbabilityError: As for ``SnapshotBank``.
        """
        from reseau.analysis.diffusion.cascades import arcs_of

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
        sizes: list[Places] = []
        members: list[Places] = []
        done, held = 0, 0
        while done < count:
            known = self._known(count - done, held / done if done else 0.0)
            some = drawn[done : done + known.batch]
            one, inside = self._walk(some, known, generator, steps)
            sizes.append(one)
            members.append(inside)
            done += len(some)
            held += len(inside)
        starts = np.concatenate([[0], *sizes]).cumsum()
        return Sets(starts, np.concatenate([drawn[:0], *members]), self.size)

    def _known(self, left: int, mean: float) -> "_Marked | _Sorted":
        """Choose how to tell who is in a set already, by how large sets are so far.

        A mark per node and set is quickest, as long as many sets are drawn at once.
        """
        marked = max(1, _CELLS // max(1, self.size))
        batch = int(_HELD / mean) if mean else _FIRST
        if marked < min(batch, _FIRST):
            return _Sorted(max(1, batch))
        room = min(marked, left)
        if self._marked is None or self._marked.batch < room:
            self._marked = _Marked(room, self.size)
        return self._marked

    def _walk(
        self,
        roots: Places,
        known: "_Marked | _Sorted",
        generator: np.random.Generator,
        steps: int | None,
    ) -> tuple[Places, Places]:
        """Walk from many roots at once: the sizes of their sets, and the members."""
        front = known.fresh(np.arange(len(roots)) * self.size + roots)
        seen = [front]
        while len(front) and (steps is None or len(seen) <= steps):
            front = known.fresh(self._told(front, generator))
            seen.append(front)
        every = np.concatenate(seen)
        known.forget(every)
        owners = every // self.size
        order = np.argsort(owners, kind="stable")
        return np.bincount(owners, minlength=len(roots)), (every % self.size)[order]

    def _told(self, front: Places, generator: np.random.Generator) -> Places:
        """Toss the ties that lead to some, and give those who would have told them."""
        nodes = front % self.size
        counts = self._counts[nodes]
        total = int(counts.sum())
        shift = np.repeat(self._starts[nodes] - (np.cumsum(counts) - counts), counts)
        ties = np.arange(total) + shift
        live = generator.random(total, np.float32) < self._chances[ties]
        found: Places = np.repeat(front - nodes, counts)[live] + self._tails[ties[live]]
        return found


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
        above = min(above, covered + float(_largest(gains, k)))
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


def _largest(gains: Places, k: int) -> int:
    """Add up the k largest: few counts are large, so they are tallied, not sorted."""
    tally = np.bincount(np.maximum(gains, 0))[::-1]
    taken = np.diff(np.minimum(np.cumsum(tally), k), prepend=0)
    return int(taken @ np.arange(len(tally))[::-1])


def _inside(sets: Sets, some: Places) -> Places:
    """Give the members of some sets, end to end."""
    counts = sets.starts[some + 1] - sets.starts[some]
    shift = np.repeat(sets.starts[some] - (np.cumsum(counts) - counts), counts)
    found: Places = sets.members[np.arange(int(counts.sum())) + shift]
    return found


def _first_left(chosen: list[int], size: int) -> int:
    taken = set(chosen)
    return next(it for it in range(size) if it not in taken)
