"""Draws of a network on which contacts are chosen, and on which they are judged.

A draw is a snapshot of what each tie would let through, or a reverse-reachable set. In
either, a place is what is reached or not as one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.comparison.dyads import Floats, Places

LARGE = 5_000
"""Above so many actors, reverse-reachable sets are drawn in place of snapshots."""

_PRECISION = 0.015
_FIRST_SETS = 1 << 14
_MOST_SETS = 1 << 19


class StepsError(UsageError):
    """A number of steps cannot be gone."""

    message = N_("A message goes through 0 ties or more, not {steps}.")


class Draws(Protocol):
    """Draws of a network: places, what each is worth, what a node covers."""

    runs: int
    worth: "Floats"

    def heard(self, node: int, chance: float, number: int) -> "Places":
        """Give the places covered by a contact of a node."""

    def at_most(self) -> "Floats":
        """Give what each node covers when it is sure to hear."""

    def total(self, covered: "Places") -> tuple[float, float]:
        """Give the value of some places, each once, and its standard error."""


@dataclass(frozen=True, slots=True)
class Makers:
    """How draws of one network are made."""

    graph: "nx.Graph[Any]"
    probability: str | float
    runs: int
    values: Mapping[Any, float] | None
    large: bool
    steps: int | None
    sure: bool

    def draws(self, seed: int) -> Draws:
        """Draw, for what those reached are worth."""
        if self.large:
            return SetDraws(
                self.graph, self.probability, self.values, seed=seed, steps=self.steps
            )
        return SnapshotDraws(
            self.graph, self.probability, self.values, runs=self.runs, seed=seed,
            drawn=not self.sure,
        )  # fmt: skip

    def counting(self, seed: int) -> Draws:
        """Draw the same, for how many are reached."""
        return replace(self, values=None).draws(seed)


def makers(  # noqa: PLR0913  # What a plan lets one choose.
    graph: "nx.Graph[Any]",
    probability: str | float,
    runs: int,
    values: Mapping[Any, float] | None,
    *,
    steps: int | None,
    sampled: bool | None,
    sure: bool,
) -> Makers:
    """Choose how draws are made: a limit of steps needs sets.

    ``sure`` tells that every contact is heard: then the outcomes of the ties are all
    there is, and may all be laid out.

    Raises:
        StepsError: There are fewer than 0 steps.
    """
    if steps is not None and steps < 0:
        raise StepsError(steps=steps)
    large = len(graph) > LARGE if sampled is None else sampled
    return Makers(graph, probability, runs, values, large or steps is not None, steps,
                  sure)  # fmt: skip


class SnapshotDraws:
    """Snapshots of a network: a place is what is reached together in one of them."""

    def __init__(
        self,
        graph: "nx.Graph[Any]",
        probability: str | float,
        values: Mapping[Any, float] | None,
        *,
        runs: int,
        seed: int,
        drawn: bool,
    ) -> None:
        from reseau.analysis.diffusion.cascades import SnapshotBank

        self._bank = SnapshotBank(
            graph, probability=probability, runs=runs, seed=seed, values=values,
            drawn=drawn,
        ).snapshots  # fmt: skip
        self.runs, self._seed, self._size = self._bank.worlds, seed, len(graph)
        self.worth = self._bank.worths
        self._world = self._bank.worlds_of()

    def heard(self, node: int, chance: float, number: int) -> "Places":
        """Give the places: see ``Draws``."""
        import numpy as np

        found = self._bank.places(node)
        if chance >= 1:
            return found
        tossed = np.random.default_rng([self._seed, number]).random(self.runs)
        return found[tossed[self._world[found]] < chance]

    def at_most(self) -> "Floats":
        """Give the places: see ``Draws``."""
        import numpy as np

        found = self._bank.alone()
        if found is not None:
            return found
        every = range(self._size)
        return np.array([self._bank.worth(self._bank.places(it)) for it in every])

    def total(self, covered: "Places") -> tuple[float, float]:
        """Give the places: see ``Draws``."""
        import numpy as np

        worth = self.worth[covered]
        found = float(worth.sum())
        by_world = np.bincount(self._world[covered], weights=worth, minlength=self.runs)
        if self.runs < 2 or self._bank.exact:  # noqa: PLR2004  # Two make a spread.
            return found, 0.0
        return found, float(by_world.std(ddof=1) * math.sqrt(self.runs))


class SetDraws:
    """Reverse-reachable sets: a place is one of them."""

    def __init__(
        self,
        graph: "nx.Graph[Any]",
        probability: str | float,
        values: Mapping[Any, float] | None,
        *,
        seed: int,
        steps: int | None,
    ) -> None:
        import numpy as np

        from reseau.analysis.diffusion.reverse_sets import ReverseGraph, roots_of

        roots, total = roots_of(list(graph), values)
        network = ReverseGraph.of(graph, probability)
        self._seed, self.runs = seed, _FIRST_SETS
        if not total:
            roots = None
        generator = np.random.default_rng(seed)
        sets = network.sets(self.runs, generator, roots=roots, steps=steps)
        while self._coarse(sets.counts()) and self.runs < _MOST_SETS:
            more = network.sets(self.runs, generator, roots=roots, steps=steps)
            sets = sets.joined(more)
            self.runs = sets.count
        self._starts, self._owners = sets.by_node()
        self.worth = np.full(self.runs, total / self.runs)

    def _coarse(self, counts: "Places") -> bool:
        """Tell whether the best node alone is known within 1.5 %."""
        return bool(counts.max() < 1 / _PRECISION**2)

    def heard(self, node: int, chance: float, number: int) -> "Places":
        """Give the places: see ``Draws``."""
        import numpy as np

        found = self._owners[self._starts[node] : self._starts[node + 1]]
        if chance >= 1:
            return found
        tossed = np.random.default_rng([self._seed, number]).random(len(found))
        return found[tossed < chance]

    def at_most(self) -> "Floats":
        """Give the places: see ``Draws``."""
        import numpy as np

        return np.diff(self._starts) * float(self.worth[0])

    def total(self, covered: "Places") -> tuple[float, float]:
        """Give the places: see ``Draws``."""
        part = len(covered) / self.runs
        whole = float(self.worth[0]) * self.runs
        return part * whole, whole * math.sqrt(part * (1 - part) / self.runs)
