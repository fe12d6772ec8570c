"""Live-edge snapshots: what each tie would let through, drawn many times beforehand.

A place is one node in one snapshot; where ties let through in both directions, it is
all the nodes that they join in one snapshot, which are reached together. NumPy and
SciPy only, imported with this module: import it where it is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reseau.analysis.comparison.dyads import Floats, Places

Table: TypeAlias = NDArray[np.bool_]
"""Whether each place is reached."""

_CELLS = 16_000_000
_NONE: Places = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Arcs:
    """The ties of a network, as what may let through.

    Attributes:
        size: How many nodes.
        chances: Tail and head to a probability above 0.
        coins: Tail and head to the number of what is tossed for it: the two
            directions of a tie have the same.
        directed: Whether some ties let through in one direction only.
    """

    size: int
    chances: Mapping[tuple[int, int], float]
    coins: Mapping[tuple[int, int], int]
    directed: bool

    @property
    def uncertain(self) -> int:
        """Count the coins that are not certain."""
        return len(
            {self.coins[it] for it, chance in self.chances.items() if chance < 1}
        )


class Snapshots:
    """A fixed bank of snapshots of one network.

    The same bank answers for every set of seeds: two answers differ because the sets
    do, never because of the draws. It has a state because drawing is what costs.

    Attributes:
        worlds: How many snapshots.
        exact: Whether they are all the possible ones, each with its probability.
    """

    def __init__(
        self, arcs: Arcs, values: Floats, *, runs: int | None, seed: int
    ) -> None:
        """Draw the snapshots.

        Args:
            arcs: The network.
            values: What reaching each node is worth.
            runs: How many snapshots; None for all the possible ones.
            seed: Of the draws.
        """
        coins = {arcs.coins[it]: chance for it, chance in sorted(arcs.chances.items())}
        odds: Floats = np.array([coins[it] for it in sorted(coins)], np.float64)
        self._size, self.exact = arcs.size, runs is None
        if runs is None:
            self._weights: Floats = _every(odds)
            live = _outcomes(odds)
        else:
            self._weights = np.full(runs, 1 / runs)
            live = _drawn(odds, runs=runs, seed=seed)
        self.worlds = len(self._weights)
        tails, heads = self._live(arcs, sorted(coins), *live)
        places = arcs.size * self.worlds
        if arcs.directed:
            self._labels: Places = np.arange(places, dtype=np.int64)
            self._heads = heads
            counts = np.bincount(tails, minlength=places)
            self._starts = np.concatenate([[0], np.cumsum(counts)])
        else:
            self._labels = self._components(tails, heads)
            self._heads, self._starts = _NONE, _NONE
        self._worth: Floats = self.values(values)

    def _live(
        self, arcs: Arcs, tossed: list[int], coin: Places, world: Places
    ) -> tuple[Places, Places]:
        """Give the tails of what lets through, in order, and the heads."""
        starts = np.searchsorted(coin, np.arange(len(tossed) + 1))
        number = {it: index for index, it in enumerate(tossed)}
        tails, heads = [_NONE], [_NONE]
        for tail, head in sorted(arcs.chances):
            at = number[arcs.coins[tail, head]]
            where = world[starts[at] : starts[at + 1]]
            tails.append(tail * self.worlds + where)
            heads.append(head * self.worlds + where)
        every = np.concatenate(tails)
        order = np.argsort(every, kind="stable")
        return every[order], np.concatenate(heads)[order]

    def _components(self, tails: Places, heads: Places) -> Places:
        """Number what is reached together."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        places = self._size * self.worlds
        joined = coo_array(
            (np.ones(len(tails), np.int8), (tails, heads)), shape=(places, places)
        )
        _, labels = connected_components(joined, directed=False)
        return labels.astype(np.int64)

    @property
    def worths(self) -> Floats:
        """Give what each place is worth."""
        return self._worth

    def nothing(self) -> Table:
        """Give the table in which nobody is reached."""
        return np.zeros(len(self._worth), np.bool_)

    def reach(self, table: Table, seeds: Iterable[int]) -> Places:
        """Follow what seeds reach besides what is reached already.

        Args:
            table: Changed: what is reached is marked.
            seeds: The new seeds.

        Returns:
            The places newly reached, each once.
        """
        found = [_NONE]
        for node in seeds:
            front = self._labels[node * self.worlds : (node + 1) * self.worlds]
            front = front[~table[front]]
            while len(front):
                table[front] = True
                found.append(front)
                front = self._next(table, front)
        return np.concatenate(found)

    def _next(self, table: Table, front: Places) -> Places:
        """Go one step further; in components everything is reached at once."""
        if not len(self._starts):
            return _NONE
        first = self._starts[front]
        counts = self._starts[front + 1] - first
        steps = np.arange(int(counts.sum())) - np.repeat(
            np.cumsum(counts) - counts, counts
        )
        arriving = self._heads[np.repeat(first, counts) + steps]
        return np.unique(arriving[~table[arriving]])

    def places(self, node: int) -> Places:
        """Give all the places that a node reaches alone, each once."""
        if len(self._starts):
            return self.reach(self.nothing(), [node])
        return self._labels[node * self.worlds : (node + 1) * self.worlds]

    def values(self, values: Floats) -> Floats:
        """Give what each place is worth, when reaching each node is worth something."""
        worth: Floats = np.outer(values, self._weights).ravel()
        if len(self._starts):
            return worth
        summed = np.bincount(self._labels, weights=worth)
        return np.asarray(summed, dtype=np.float64)

    def worlds_of(self) -> Places:
        """Give the number of the snapshot of each place."""
        worlds = np.arange(len(self._labels), dtype=np.int64) % self.worlds
        found = np.empty(len(self._worth), np.int64)
        found[self._labels] = worlds
        return found

    def worth(self, places: Places) -> float:
        """Give the expected value of what is reached."""
        return float(self._worth[places].sum())

    def alone(self) -> Floats | None:
        """Give what each node reaches alone; None when it must be followed."""
        if len(self._starts):
            return None
        whole = self._worth[self._labels].reshape(self._size, self.worlds)
        return np.asarray(whole.sum(axis=1))

    def shares(self, table: Table) -> Floats:
        """Give the probability that each node is reached."""
        reached = table[self._labels].reshape(self._size, self.worlds)
        if not self.exact:
            return np.asarray(reached.sum(axis=1) / self.worlds)
        return np.asarray(reached @ self._weights)

    def deviation(self, table: Table, values: Floats) -> float:
        """Give the standard deviation, over the snapshots, of the value reached."""
        reached = table[self._labels].reshape(self._size, self.worlds)
        totals = values @ reached
        return float(totals.std(ddof=1)) if self.worlds > 1 else 0.0


def _drawn(odds: Floats, *, runs: int, seed: int) -> tuple[Places, Places]:
    """Toss every coin for every snapshot: those that let through, by coin."""
    generator = np.random.default_rng(seed)
    block = max(1, _CELLS // runs)
    coins, worlds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first in range(0, len(odds), block):
        some = odds[first : first + block]
        tossed = generator.random((len(some), runs), np.float32)
        coin, world = np.nonzero(tossed < some[:, None])
        coins.append(coin + first)
        worlds.append(world)
    return np.concatenate(coins), np.concatenate(worlds)


def _every(odds: Floats) -> Floats:
    """Give the probability of each outcome of the coins that are not certain."""
    weights: Floats = np.ones(1)
    for chance in odds[odds < 1].tolist():
        weights = np.concatenate([weights * (1 - chance), weights * chance])
    return weights


def _outcomes(odds: Floats) -> tuple[Places, Places]:
    """Lay out all the outcomes of the coins: those that let through, by coin."""
    uncertain = np.flatnonzero(odds < 1)
    every = np.arange(1 << len(uncertain))
    bit = {index: place for place, index in enumerate(uncertain.tolist())}
    coins, worlds = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for coin in range(len(odds)):
        live = every if coin not in bit else every[(every >> bit[coin]) & 1 == 1]
        coins.append(np.full(len(live), coin))
        worlds.append(live)
    return np.concatenate(coins), np.concatenate(worlds)
