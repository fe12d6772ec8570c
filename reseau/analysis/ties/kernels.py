"""Numerical cores of the centralities, on an undirected adjacency matrix.

NumPy and SciPy only, imported with this module: import it where it is used. Every
sum is made in one fixed order, so that the same network gives the same bytes.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu
from scipy.sparse.linalg import eigsh

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Matrix: TypeAlias = "csr_array[np.float64, tuple[int, int]]"

_Node = TypeVar("_Node")

_WORD = 64
_SOURCES = 8 * _WORD
_TOLERANCE = 1e-13
_ROUNDS = 20_000
_PATIENCE = 500


class WeightError(UsageError):
    """The weight of a tie is not a number of at least 0."""

    message = N_(
        "A tie has the weight {weight}. Give weights that are numbers, 0 or more."
    )


def ordered(graph: "nx.Graph[_Node]") -> list[_Node]:
    """Put the nodes in an order that does not depend on how the graph was made.

    Sorted when they can be compared, else as the graph has them: sums made in this
    order have the same last digit each time.
    """
    nodes = list(graph)
    try:
        return sorted(nodes)  # type: ignore[type-var]  # That is what is tried.
    except TypeError:
        return nodes


def adjacency(
    graph: "nx.Graph[_Node]", nodes: Sequence[_Node], *, weight: str | None = None
) -> Matrix:
    """Write a graph as a matrix.

    Args:
        graph: Directed ties go from row to column; those of a node with itself are
            left out, and so are those of weight 0.
        nodes: All of them, in the order of the rows.
        weight: The edge attribute of the entries, 1 where it is missing; parallel ties
            add up. None for 1.

    Returns:
        Symmetric unless directed, the columns of each row in order.

    Raises:
        WeightError: A weight is below 0, infinite or not a number.
    """
    place = {node: row for row, node in enumerate(nodes)}
    near: dict[_Node, Any] = dict(graph.adjacency())
    ties = [near[node] for node in nodes]
    counts = np.array([len(it) for it in ties], np.int64)
    columns = np.fromiter(
        map(place.__getitem__, chain.from_iterable(ties)), np.int64, counts.sum()
    )
    values = _values(graph, ties, weight, count=len(columns))
    wrong = values[~((values >= 0) & np.isfinite(values))]
    if len(wrong):
        raise WeightError(weight=float(wrong[0]))
    size = len(nodes)
    places = np.r_[0, np.cumsum(counts)]
    matrix: Matrix = csr_array((values, columns, places), shape=(size, size))
    matrix.sort_indices()
    own = np.repeat(np.arange(size), counts) == matrix.indices
    if own.any() or not matrix.data.all():
        matrix.data[own] = 0.0
        matrix.eliminate_zeros()
    return matrix


def _values(
    graph: "nx.Graph[_Node]",
    ties: Sequence[Mapping[_Node, Any]],
    weight: str | None,
    *,
    count: int,
) -> Floats:
    """Read the weights of the ties, in their order."""
    if weight is None:
        return np.ones(count)
    if graph.is_multigraph():
        every = chain.from_iterable(it.values() for it in ties)
        sums = (math.fsum(it.get(weight, 1) for it in tie.values()) for tie in every)
        return np.fromiter(sums, np.float64, count)
    try:
        every = chain.from_iterable(it.values() for it in ties)
        return np.fromiter(map(itemgetter(weight), every), np.float64, count)
    except KeyError:  # Missing somewhere: the slower way.
        every = chain.from_iterable(it.values() for it in ties)
        return np.fromiter((it.get(weight, 1) for it in every), np.float64, count)


def incidence(
    pairs: Iterable[tuple[Hashable, Hashable]], nodes: Sequence[Hashable]
) -> Matrix:
    """Write who took part in what as a matrix.

    Args:
        pairs: A node and an event; those of other nodes are left out.
        nodes: Those of the rows, in order.

    Returns:
        1 where a node took part; columns in the order in which events appear.
    """
    place = {node: row for row, node in enumerate(nodes)}
    kept = [(place[node], event) for node, event in pairs if node in place]
    column: dict[Hashable, int] = {}
    columns = [column.setdefault(event, len(column)) for _, event in kept]
    rows = [row for row, _ in kept]
    shape = len(nodes), len(column)
    return presences(csr_array((np.ones(len(rows)), (rows, columns)), shape=shape))


def presences(matrix: Any) -> Matrix:
    """Take a matrix of any form, whatever is not 0 being 1."""
    found: Matrix = csr_array(matrix, dtype=np.float64, copy=True)
    found.sum_duplicates()
    found.eliminate_zeros()
    found.data[:] = 1.0
    return found


def together(
    matrix: Matrix, share: Callable[[int], float]
) -> list[tuple[int, int, float, int]]:
    """List the pairs of rows that share a column.

    Args:
        matrix: As ``presences`` gives it.
        share: How much a column adds to each of its pairs, given how many it has.

    Returns:
        The row, a later row, what their columns add up to, and how many they are; in
        the order of the rows.
    """
    weights, counts = projected(matrix, share)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(weights.indptr))
    return list(
        zip(
            rows.tolist(),
            weights.indices.tolist(),
            weights.data.tolist(),
            counts.data.astype(np.int64).tolist(),
            strict=True,
        )
    )


def projected(matrix: Matrix, share: Callable[[int], float]) -> tuple[Matrix, Matrix]:
    """Multiply presences: each pair of rows once, the first of the two as row.

    Args:
        matrix: As ``presences`` gives it.
        share: How much a column adds to each of its pairs, given how many it has.

    Returns:
        The weights and the numbers of shared columns, their entries at the same
        places and in order.
    """
    sizes = np.bincount(matrix.indices, minlength=matrix.shape[1])
    worth = np.array([share(it) for it in range(int(sizes.max(initial=0)) + 1)])
    weighed = matrix.copy()
    weighed.data *= worth[sizes[matrix.indices]]
    across: Any = matrix.T.tocsr()
    found: list[Matrix] = []
    for left in (weighed, matrix):
        product: Any = triu(left @ across, k=1, format="csr")
        product.sort_indices()
        found.append(product)
    return found[0], found[1]


class Distances(NamedTuple):
    """How far each node is from those from whom it is reached.

    Attributes:
        farness: The sum of the distances, in ties.
        reached: How many others reach it.
        nearness: The sum of one over each distance.
    """

    farness: Counts
    reached: Counts
    nearness: Floats


def distances(matrix: Matrix) -> Distances:
    """Add up the shortest distances to each node, by breadth-first search.

    Each bit of a row is one source, so that 64 searches advance at once.

    Args:
        matrix: An entry for each tie, from column to row; the values are ignored.

    Returns:
        For each node, over the others from whom it is reached; 0 for none.

    References:
        Then, M. et al. (2014). The more the merrier: efficient multi-source graph
        traversal. Proceedings of the VLDB Endowment 8, 449-460.
    """
    size = matrix.shape[0]
    farness, reached = np.zeros(size, np.int64), np.zeros(size, np.int64)
    nearness = np.zeros(size)
    tied = np.flatnonzero(np.diff(matrix.indptr))
    starts, neighbours = matrix.indptr[tied], matrix.indices
    for first in range(0, size if len(tied) else 0, _SOURCES):
        bit = np.arange(min(_SOURCES, size - first))
        front = np.zeros((size, _SOURCES // _WORD), np.uint64)
        front[first + bit, bit // _WORD] = np.uint64(1) << (bit % _WORD).astype(
            np.uint64
        )
        seen = front.copy()
        distance = 0
        while front.any():
            distance += 1
            coming = np.bitwise_or.reduceat(front[neighbours], starts, axis=0)
            front = np.zeros_like(front)
            front[tied] = coming & ~seen[tied]
            seen |= front
            found = np.unpackbits(front.view(np.uint8), axis=1).sum(axis=1, dtype=int)
            reached += found
            farness += distance * found
            nearness += found / distance
    return Distances(farness, reached, nearness)


def dependencies(matrix: Matrix, sources: Counts) -> Floats:
    """Measure how much each source depends on each node to reach the others.

    Args:
        matrix: Symmetric, every entry 1.
        sources: Positions of the sources.

    Returns:
        Nodes by sources: the sum, over the nodes that the source reaches, of the share
        of its shortest paths that go through the node.

    References:
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
        Mathematical Sociology 25, 163-177.
    """
    column = np.arange(len(sources))
    paths: Floats = np.zeros((matrix.shape[0], len(sources)))
    paths[sources, column] = 1.0
    steps = np.where(paths > 0, 0, -1)
    front, last = paths, 0
    while True:
        following = _times(matrix, front)
        front = np.where(steps < 0, following, 0.0)
        if not front.any():
            break
        last += 1
        paths = paths + front
        steps[front > 0] = last
    total: Floats = np.zeros_like(paths)
    for step in range(last, 1, -1):
        shares = np.divide(
            1 + total, paths, out=np.zeros_like(paths), where=steps == step
        )
        back = _times(matrix, shares)
        total += np.where(steps == step - 1, paths * back, 0.0)
    return total


def leading_vector(matrix: Matrix) -> Floats:
    """Find the leading eigenvector, from a vector of ones.

    By power iteration, to which each node's own value is added at every step, because
    two-mode networks would alternate for ever; by ARPACK from there when it is slow,
    the first two eigenvalues being close.

    Args:
        matrix: Symmetric, nothing below 0, at least one entry above 0.

    Returns:
        The vector, its largest value 1. In a network of several components only those
        of the largest eigenvalue keep values that are not 0.
    """
    largest = float(matrix.max())
    vector: Floats = (_times(matrix, np.ones(matrix.shape[0])) > 0).astype(np.float64)
    for _ in range(_PATIENCE):
        following = _times(matrix, vector) / largest + vector
        following /= following.max()
        change = np.abs(following - vector).max()
        vector = following
        if change < _TOLERANCE:
            return vector
    arpack: Any = eigsh(matrix, k=1, which="LA", v0=vector)
    vector = np.abs(arpack[1][:, 0])
    vector /= vector.max()
    return vector


def ranks(matrix: Matrix, *, damping: float) -> Floats:
    """Find where one is who follows ties, and now and then begins again anywhere.

    Args:
        matrix: Weights from row to column, nothing below 0, at least one row.
        damping: The share of the steps that follow a tie, 0 to below 1.

    Returns:
        The share of each node, adding up to 1. From a node without a tie that leaves
        it, one begins again anywhere.
    """
    size = matrix.shape[0]
    leaving = _times(matrix, np.ones(size))
    stuck = leaving == 0
    onward: Any = matrix.T
    inverse = 1 / np.where(stuck, 1.0, leaving)
    share: Floats = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        lost = damping * share[stuck].sum() + 1 - damping
        following = damping * _times(onward, share * inverse) + lost / size
        following /= following.sum()
        change = np.abs(following - share).sum()
        share = following
        if change < 10 * _TOLERANCE:
            break
    return share


def _times(matrix: Matrix, values: Floats) -> Floats:
    product: Any = matrix @ values  # SciPy's stub does not tell dense from sparse.
    return np.asarray(product, dtype=np.float64)
