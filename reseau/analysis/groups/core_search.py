"""The search of a core: one node changes side at a time, the best first."""

import math
import random
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    import networkx as nx

Variant: TypeAlias = Literal["blank", "or"]

VARIANTS: tuple[Variant, ...] = get_args(Variant)
"""What may be expected between core and periphery."""

_SAME = 1e-12
_NO_SPREAD = 1e-9


class Search:
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


def searches(
    search: Search, *, restarts: int, seed: int
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


def _best_first(search: Search) -> list[int] | None:
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


def _climb(search: Search, core: Iterable[int]) -> tuple[float, frozenset[int]]:
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
