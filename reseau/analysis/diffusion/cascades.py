"""Independent cascades: how far something said to a few would go, tie by tie.

Each actor who has just been reached tries once to reach each of its neighbours, and
succeeds with the probability of the tie.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reseau.analysis.diffusion.probabilities import PROBABILITY, NotAProbabilityError
from reseau.errors import NotFoundError, UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.comparison.dyads import Floats, Places
    from reseau.analysis.diffusion.live_edges import Arcs, Snapshots, Table

RUNS = 10_000
"""How many snapshots unless asked otherwise."""
EXACT_TIES = 20
"""Up to this many uncertain ties every outcome is enumerated."""


_NORMAL_95 = 1.96
_PLACES = 200_000_000


class NoProbabilityError(UsageError):
    """A tie does not tell its probability."""

    message = N_(
        "The tie of {one} and {other} has no attribute “{name}”: give one probability "
        "for all, or make them from the weights with contact_probabilities."
    )


class RunsError(UsageError):
    """A number of snapshots cannot be used."""

    message = N_("At least one snapshot is needed, not {n}.")


class NotANodeError(NotFoundError):
    """A seed is not in the network."""

    message = N_("{node} is not in this network.")


@dataclass(frozen=True, slots=True)
class Cascade:
    """How far a cascade goes.

    Attributes:
        spread: Expected number of actors reached, the seeds included; or the sum of
            the values of those reached.
        error: Standard error of the spread; 0 when it is exact.
        exact: Whether every outcome was enumerated.
        runs: How many snapshots it rests on.
        seeds: From whom, each once, in the order given.
        reached: Node to the probability that it is reached, 0 to 1, in the order of
            the graph.
        seed: Of the draws.
    """

    spread: float
    error: float
    exact: bool
    runs: int
    seeds: tuple[Hashable, ...]
    reached: dict[Any, float]  # Any: the nodes of a graph may be anything hashable.
    seed: int

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % interval of the spread."""
        half = _NORMAL_95 * self.error
        return self.spread - half, self.spread + half


class SnapshotBank:
    """A fixed bank of live-edge snapshots of one graph.

    On the same bank the spread never falls when a seed is added, and adds less to a
    larger set: what a greedy search rests on. All the outcomes are in it, each with
    its probability, when there are few enough; else outcomes drawn at random.
    """

    def __init__(
        self,
        graph: "nx.Graph[Any]",
        *,
        probability: str | float = PROBABILITY,
        runs: int = RUNS,
        seed: int = 1,
        values: Mapping[Any, float] | None = None,
        drawn: bool = False,
    ) -> None:
        """Draw the snapshots.

        Args:
            graph: Directed, or undirected: then a tie lets through in both directions
                or not at all. Self-ties are left out; several edges between two nodes
                are as many chances.
            probability: An edge attribute, or one number for all.
            runs: How many snapshots, when not every outcome can be laid out.
            seed: Of the draws.
            values: Node to what reaching it is worth, 0 for a node that is not named;
                None for 1 each.
            drawn: Whether to draw even where every outcome could be laid out.

        Raises:
            NotAProbabilityError, NoProbabilityError, RunsError: As their names tell.
        """
        import numpy as np

        from reseau.analysis.diffusion.live_edges import Snapshots

        if runs < 1:
            raise RunsError(n=runs)
        self.nodes = tuple(graph)
        self._place = {node: index for index, node in enumerate(self.nodes)}
        self.values: Floats = np.array(
            [1.0 if values is None else float(values.get(it, 0)) for it in self.nodes],
            np.float64,
        )
        self.seed = seed
        arcs = arcs_of(graph, self._place, probability)
        every = arcs.uncertain <= EXACT_TIES and arcs.size << arcs.uncertain <= _PLACES
        every = every and not drawn
        self._bank: Snapshots = Snapshots(
            arcs, self.values, runs=None if every else runs, seed=seed
        )

    @property
    def exact(self) -> bool:
        """Tell whether every outcome is in the bank."""
        return self._bank.exact

    @property
    def snapshots(self) -> "Snapshots":
        """Give the snapshots, by the places of the nodes in the graph."""
        return self._bank

    @property
    def runs(self) -> int:
        """Count the snapshots."""
        return self._bank.worlds

    def place(self, node: Hashable) -> int:
        """Give the place of a node in the order of the graph.

        Raises:
            NotANodeError: It is not in the graph.
        """
        if node not in self._place:
            raise NotANodeError(node=node)
        return self._place[node]

    def cascade(self, seeds: Iterable[Hashable]) -> Cascade:
        """Tell how far a cascade goes from some nodes.

        Raises:
            NotANodeError: A seed is not in the graph.
        """
        chosen = tuple(dict.fromkeys(seeds))
        table = self.nobody()
        self.reach(table, *chosen)
        shares = self._bank.shares(table)
        error = 0.0
        if not self.exact:
            error = self._bank.deviation(table, self.values) / math.sqrt(self.runs)
        return Cascade(
            float(shares @ self.values),
            error,
            self.exact,
            self.runs,
            chosen,
            dict(zip(self.nodes, shares.tolist(), strict=True)),
            self.seed,
        )

    def spread(self, seeds: Iterable[Hashable]) -> float:
        """Give the expected spread from some nodes, on this bank."""
        return self.worth(self.reach(self.nobody(), *seeds))

    def nobody(self) -> "Table":
        """Give the table in which nobody is reached, for ``reach``."""
        return self._bank.nothing()

    def reach(self, table: "Table", *seeds: Hashable) -> "Places":
        """Mark in a table what seeds reach besides, and give those places."""
        return self._bank.reach(table, [self.place(it) for it in seeds])

    def worth(self, places: "Places") -> float:
        """Give the expected value of what is reached."""
        return self._bank.worth(places)

    def alone(self) -> dict[Any, float]:
        """Give how far each node reaches alone, in the order of the graph."""
        found = self._bank.alone()
        if found is None:
            return {it: self.spread((it,)) for it in self.nodes}
        return dict(zip(self.nodes, found.tolist(), strict=True))


def independent_cascade(
    graph: "nx.Graph[Any]",
    seeds: Iterable[Hashable],
    *,
    probability: str | float = PROBABILITY,
    runs: int = RUNS,
    seed: int = 1,
    values: Mapping[Any, float] | None = None,
) -> Cascade:
    """Tell how many actors a message said to a few would reach.

    Args:
        graph: A NetworkX graph of any nodes, directed from who tells to who is told,
            or undirected. See ``SnapshotBank``.
        seeds: Who is told first; they count among those reached.
        probability: An edge attribute, or one number for all ties.
        runs: How many snapshots are drawn when more than 20 ties are uncertain.
        seed: Of the draws: the same seed is the same snapshots for any seeds.
        values: Node to what reaching it is worth; None for 1 each.

    Returns:
        The expected spread with its error; exact, without error, up to 20 uncertain
        ties. 0 without a seed; the number of seeds in a graph without ties.

    Raises:
        NotANodeError: A seed is not in the graph.
        NotAProbabilityError, NoProbabilityError, RunsError: As their names tell.

    Example:
        >>> import networkx as nx
        >>> independent_cascade(nx.path_graph(3), [0], probability=0.5).spread
        1.75

    References:
        Kempe, D., Kleinberg, J., Tardos, É. (2003). Maximizing the spread of influence
        through a social network. KDD 2003, 137-146.
    """
    bank = SnapshotBank(
        graph, probability=probability, runs=runs, seed=seed, values=values
    )
    return bank.cascade(seeds)


def arcs_of(
    graph: "nx.Graph[Any]", place: Mapping[Any, int], probability: str | float
) -> "Arcs":
    """Give each direction of a graph its probability, and the number of its coin.

    An undirected tie has one coin for both: an actor who was reached is not reached
    again, so that only one of the two directions ever matters.
    """
    from reseau.analysis.diffusion.live_edges import Arcs

    missed: dict[tuple[int, int], float] = {}
    coins: dict[tuple[int, int], int] = {}
    for one, other, data in graph.edges(data=True):
        chance = _chance(one, other, data, probability)
        a, b = place[one], place[other]
        if a == b or not chance:
            continue
        coin = coins.get((a, b), len(coins))
        for arc in ((a, b),) if graph.is_directed() else ((a, b), (b, a)):
            missed[arc] = missed.get(arc, 1.0) * (1 - chance)
            coins[arc] = coin
    chances = {arc: 1 - it for arc, it in missed.items()}
    return Arcs(len(place), chances, coins, graph.is_directed())


def _chance(
    one: Hashable, other: Hashable, data: Mapping[str, Any], probability: str | float
) -> float:
    """Read the probability of one edge."""
    found: Any = probability
    if isinstance(probability, str):
        if probability not in data:
            raise NoProbabilityError(one=one, other=other, name=probability)
        found = data[probability]
    if not 0 <= float(found) <= 1:
        raise NotAProbabilityError(value=found)
    return float(found)
