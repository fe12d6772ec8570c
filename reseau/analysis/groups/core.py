"""A core tied within itself, and a periphery whose members are not tied together."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from reseau.analysis.groups.core_search import VARIANTS, Search, Variant, searches
from reseau.analysis.groups.ordering import by_ties

if TYPE_CHECKING:
    import networkx as nx

RESTARTS = 20
"""How many times the search is begun again at random."""
GOOD_FIT = 0.5
"""Below this correlation with the ideal pattern, no core is spoken of."""
STABLE = 0.8
"""Below this agreement of the searches, no core is spoken of."""

_DIGITS = 11

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class CorePeriphery(Generic[Node]):
    """The best division of a network into a core and a periphery.

    Attributes:
        core: In the graph's order; empty when there is nothing to divide.
        periphery: Likewise.
        fit: Pearson correlation of the ties with the ideal pattern, -1 to 1; None when
            there is nothing to compare (fewer than 3 nodes, no tie, or all tied).
        variant: ``blank`` or ``or``.
        density: Mean tie of the core, of core to periphery, of periphery to core, and
            of the periphery, as a 2 x 2 table; None where there is no pair.
        stability: Mean share of the best core that a search finds (Jaccard's index),
            0 to 1; None without a fit.
        restarts: How many searches were begun at random.
        is_core: Whether to speak of a core: the fit and the stability are enough.
    """

    core: tuple[Node, ...]
    periphery: tuple[Node, ...]
    fit: float | None
    variant: Variant
    density: tuple[tuple[float | None, float | None], tuple[float | None, float | None]]
    stability: float | None
    restarts: int

    @property
    def is_core(self) -> bool:
        """Tell whether the fit is good enough, and found again and again."""
        return (
            self.fit is not None
            and self.stability is not None
            and self.fit >= GOOD_FIT
            and self.stability >= STABLE
        )

    @property
    def verdict(self) -> str:
        """Say ``core`` or ``no core``."""
        return "core" if self.is_core else "no core"


def core_periphery(
    graph: "nx.Graph[Node]",
    *,
    variant: Variant = "blank",
    restarts: int = RESTARTS,
    seed: int = 1,
    weight: str | None = None,
) -> CorePeriphery[Node]:
    """Find the core whose pattern fits the ties best.

    The ideal pattern has a tie for every pair of the core and none in the periphery.
    Between core and periphery, ``blank`` looks at nothing (UCINET's "missing"), and
    ``or`` expects a tie. The two give different cores. One node at a time changes
    side, the best first, from the nodes with most ties, then from random divisions.

    Args:
        graph: Undirected or directed, any nodes; self-ties are ignored.
        variant: What is expected between core and periphery.
        restarts: How many random divisions to begin from.
        seed: Of these divisions.
        weight: The edge attribute that counts; by default a tie is 1, as published.

    Returns:
        The best division found, of all the searches; ``is_core`` tells whether it is
        worth speaking of.

    References:
        Borgatti, S. P., Everett, M. G. (1999). Models of core/periphery structures.
        Social Networks 21, 375-395.
    """
    if variant not in VARIANTS:
        message = f"variant is 'blank' or 'or', not {variant!r}"
        raise ValueError(message)
    nodes = by_ties(graph, weight=weight)
    search = Search(graph, nodes, variant=variant, weight=weight)
    found = list(searches(search, restarts=restarts, seed=seed))
    nothing = (-math.inf, frozenset[int]())
    best = max(
        found, key=lambda it: (round(it[0], _DIGITS), len(it[1])), default=nothing
    )
    if best[0] == -math.inf:
        return CorePeriphery(
            (),
            tuple(graph),
            None,
            variant,
            ((None, None), (None, None)),
            None,
            restarts,
        )
    core = {nodes[it] for it in best[1]}
    agreed = [_jaccard(best[1], it) for _, it in found[1:]] or [1.0]
    return CorePeriphery(
        core=tuple(it for it in graph if it in core),
        periphery=tuple(it for it in graph if it not in core),
        fit=best[0],
        variant=variant,
        density=_densities(graph, core, weight),
        stability=math.fsum(agreed) / len(agreed),
        restarts=restarts,
    )


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _densities(
    graph: "nx.Graph[Node]", core: set[Node], weight: str | None
) -> tuple[tuple[float | None, float | None], tuple[float | None, float | None]]:
    """Give the mean tie in each of the four blocks."""
    sums = {(one, other): 0.0 for one in (True, False) for other in (True, False)}
    for a, b, data in graph.edges(data=True):
        if a == b:
            continue
        value = float(data.get(weight, 1)) if weight else 1.0
        sums[a in core, b in core] += value
        if not graph.is_directed():
            sums[b in core, a in core] += value
    inside, outside = len(core), len(graph) - len(core)
    pairs = {
        (True, True): inside * (inside - 1),
        (True, False): inside * outside,
        (False, True): inside * outside,
        (False, False): outside * (outside - 1),
    }
    mean = {it: sums[it] / count if count else None for it, count in pairs.items()}
    return (
        (mean[True, True], mean[True, False]),
        (mean[False, True], mean[False, False]),
    )
