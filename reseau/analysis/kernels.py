"""Numerical cores of the centralities, on an undirected adjacency matrix.

NumPy and SciPy only, imported with this module: import it where it is used. Every
sum is made in one fixed order, so that the same network gives the same bytes.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

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


def adjacency(
    graph: "nx.Graph[_Node]", nodes: Sequence[_Node], *, weight: str | None = None
) -> Matrix:
    """Write a graph as a matrix.

    Args:
        graph: Undirected.
        nodes: Those of the rows, in order; the others are left out.
        weight: The edge attribute of the entries; None for 1.

    Returns:
        Symmetric, the columns of each row in order.
    """
    import networkx as nx

    form: Any = nx.to_scipy_sparse_array  # Its stub wants a dtype object only.
    found: Matrix = form(graph, nodelist=nodes, weight=weight, dtype=float)
    found.sort_indices()
    return found


def distances(matrix: Matrix) -> tuple[Counts, Counts]:
    """Add up the shortest distances from each node, by breadth-first search.

    Each bit of a row is one source, so that 64 searches advance at once.

    Args:
        matrix: Symmetric, every row with at least one entry.

    Returns:
        For each node: the sum of its distances to the others it reaches, and how
        many they are.
    """
    size = matrix.shape[0]
    farness, reached = np.zeros(size, np.int64), np.zeros(size, np.int64)
    starts, neighbours = matrix.indptr[:-1], matrix.indices
    for first in range(0, size, _SOURCES):
        bit = np.arange(min(_SOURCES, size - first))
        front = np.zeros((size, _SOURCES // _WORD), np.uint64)
        front[first + bit, bit // _WORD] = np.uint64(1) << (bit % _WORD).astype(
            np.uint64
        )
        seen = front.copy()
        distance = 0
        while front.any():
            distance += 1
            front = np.bitwise_or.reduceat(front[neighbours], starts, axis=0) & ~seen
            seen |= front
            found = np.unpackbits(front.view(np.uint8), axis=1).sum(axis=1, dtype=int)
            reached += found
            farness += distance * found
    return farness, reached


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
    """Find the leading eigenvector by power iteration, from a vector of ones.

    Adding each node's own value at every step keeps two-mode networks from
    alternating for ever.

    Args:
        matrix: Symmetric, nothing below 0, at least one entry above 0.

    Returns:
        The vector, its largest value 1. In a network of several components only those
        of the largest eigenvalue keep values that are not 0.
    """
    largest = float(matrix.max())
    vector: Floats = np.ones(matrix.shape[0])
    for _ in range(_ROUNDS):
        following = _times(matrix, vector) / largest + vector
        following /= following.max()
        change = np.abs(following - vector).max()
        vector = following
        if change < _TOLERANCE:
            break
    return vector


def _times(matrix: Matrix, values: Floats) -> Floats:
    product: Any = matrix @ values  # SciPy's stub does not tell dense from sparse.
    return np.asarray(product, dtype=np.float64)
