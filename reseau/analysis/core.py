"""A core tied within itself, and a periphery whose members are not tied together."""

import math
import random
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, get_args

from reseau.analysis.ordering import by_ties

if TYPE_CHECKING:
    import networkx as nx

RESTARTS = 20
"""How many times the search is begun again at random."""
GOOD_FIT = 0.5
"""Below this correlation with the ideal pattern, no core is spoken of."""
STABLE = 0.8
"""Below this agreement of the searches, no core is spoken of."""

_SAME = 1e-12
_DIGITS = 11
_NO_SPREAD = 1e-9

Node = TypeVar("Node", bound=Hashable)
Variant: TypeAlias = Literal["blank", "or"]

VARIANTS: tuple[Variant, ...] = get_args(Variant)
"""What may be expected between core and periphery."""


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
    search = _Search(graph, nodes, variant=variant, weight=weight)
    found = list(_searches(search, restarts=restarts, seed=seed))
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


class _Search:
    """The ties as arrays, and the fit after any one node changes side.

    It has a state (who is in the core) because each change is worked out from the last
    in the time of one row.
    """

    def __init__(
        self,
        graph: "nx.Graph[Any]",
        nodes: list[Any],
        *,
        variant: Variant,
        weight: str | None,
    ) -> None:
        import networkx as nx
        import numpy as np

        self.np = np
        self.variant = variant
        self.size = len(nodes)
        form: Any = nx.to_scipy_sparse_array  # Its stub wants a dtype object only.
        if not graph.number_of_edges():
            self.total = self.squares = 0.0
            return
        matrix = form(graph, nodelist=nodes, weight=weight, dtype=float).tocsr()
        matrix.setdiag(0)
        matrix.eliminate_zeros()
        self.squares_matrix = matrix.power(2)
        self.ways = 2 if graph.is_directed() else 1
        if graph.is_directed():
            matrix = (matrix + matrix.T).tocsr()
            self.squares_matrix = (self.squares_matrix + self.squares_matrix.T).tocsr()
        self.matrix = matrix
        self.total = float(matrix.sum()) / 2
        self.squares = float(self.squares_matrix.sum()) / 2
        self.degree = np.asarray(matrix.sum(axis=1)).ravel()
        self.square_degree = np.asarray(self.squares_matrix.sum(axis=1)).ravel()

    def start(self, core: Iterable[int]) -> None:
        """Put these nodes in the core, and no other."""
        np = self.np
        self.inside = np.zeros(self.size, dtype=bool)
        self.inside[list(core)] = True
        self.near = self.matrix @ self.inside.astype(float)
        self.square_near = self.squares_matrix @ self.inside.astype(float)

    def move(self, node: int) -> None:
        """Make a node change side."""
        sign = -1.0 if self.inside[node] else 1.0
        self.inside[node] = not self.inside[node]
        for matrix, near in (
            (self.matrix, self.near),
            (self.squares_matrix, self.square_near),
        ):
            row = slice(matrix.indptr[node], matrix.indptr[node + 1])
            near[matrix.indices[row]] += sign * matrix.data[row]

    def fit(self) -> float:
        """Give the fit of the division as it is; -inf when it has none."""
        core = self._sums(self.near, self.inside)
        squares = self._sums(self.square_near, self.inside)
        outer = self.total - float(self.degree[self.inside].sum()) + core
        outer_squares = (
            self.squares - float(self.square_degree[self.inside].sum()) + squares
        )
        size = float(self.inside.sum())
        found = self._fits(
            *(
                self.np.asarray([it])
                for it in (size, core, outer, squares, outer_squares)
            )
        )
        return float(found[0])

    def after(self) -> Any:
        """Give the fit after each node, alone, has changed side."""
        np = self.np
        sign = np.where(self.inside, -1.0, 1.0)
        core = self._sums(self.near, self.inside)
        squares = self._sums(self.square_near, self.inside)
        outer = self.total - self.degree[self.inside].sum() + core
        outer_squares = self.squares - self.square_degree[self.inside].sum() + squares
        return self._fits(
            self.inside.sum() + sign,
            core + sign * self.near,
            outer - sign * (self.degree - self.near),
            squares + sign * self.square_near,
            outer_squares - sign * (self.square_degree - self.square_near),
        )

    @staticmethod
    def _sums(near: Any, inside: Any) -> float:
        return float(near[inside].sum()) / 2

    def _fits(
        self, size: Any, core: Any, outer: Any, squares: Any, outer_squares: Any
    ) -> Any:
        """Correlate the ties with the pattern, from sums over its cells."""
        np, every = self.np, self.size * (self.size - 1) / 2 * self.ways
        ones = size * (size - 1) / 2 * self.ways
        rest = (self.size - size) * (self.size - size - 1) / 2 * self.ways
        if self.variant == "blank":
            cells, sums, both, product = (
                ones + rest,
                core + outer,
                squares + outer_squares,
                core,
            )
        else:
            cells, sums, both = np.full_like(size, every), self.total, self.squares
            product, ones = self.total - outer, every - rest
        spread = (cells * both - sums**2) * (cells * ones - ones**2)
        good = (spread > _NO_SPREAD) & (size >= 1) & (size < self.size)
        found = (cells * product - sums * ones) / np.sqrt(np.where(good, spread, 1.0))
        return np.where(good, found, -np.inf)


def _searches(
    search: _Search, *, restarts: int, seed: int
) -> Iterator[tuple[float, frozenset[int]]]:
    """Search from the best connected nodes, then from random divisions."""
    if search.size <= 2 or search.total <= 0:  # noqa: PLR2004  # Two nodes, one pair.
        return
    first = _best_first(search)
    if first is None:
        return
    yield _climb(search, first)
    drawn = random.Random(seed)  # noqa: S311  # A search, not a secret.
    for _ in range(restarts):
        size = drawn.randint(2, max(2, search.size // 2))
        yield _climb(search, drawn.sample(range(search.size), size))


def _best_first(search: _Search) -> list[int] | None:
    """Give the best core made of the nodes with most ties."""
    order = sorted(range(search.size), key=lambda it: (-search.degree[it], it))
    search.start([])
    best, highest = None, -math.inf
    for place, node in enumerate(order[:-1], start=1):
        search.move(node)
        fit = search.fit()
        if fit > highest - _SAME:
            best, highest = order[:place], fit
    return best


def _climb(search: _Search, core: Iterable[int]) -> tuple[float, frozenset[int]]:
    """Change the side of one node at a time, as long as the fit gains.

    Of cores that fit as well the larger one is kept.
    """
    search.start(core)
    fit = search.fit()
    while True:
        fits = search.after()
        node = int(fits.argmax())
        if not fits[node] > fit + _SAME:
            larger = search.np.flatnonzero(~search.inside & (fits >= fit - _SAME))
            if not larger.size:
                break
            node = int(larger[0])
        search.move(node)
        fit = float(fits[node])
    return fit, frozenset(int(it) for it in search.inside.nonzero()[0])


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
