"""Distances between all pairs of nodes, as a table of nearness (1 over distance)."""

import math
from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Floats: TypeAlias = NDArray[np.float64]
Bits: TypeAlias = NDArray[np.uint64]
Node = TypeVar("Node", bound=Hashable)

_WORD = 64
_BLOCK = 32 * _WORD


def lengths(
    graph: "nx.Graph[Node]",
    nodes: Sequence[Node],
    *,
    weight: str | None,
    distance: str | None = None,
) -> Any:
    """Write the ties as lengths.

    Args:
        graph: Undirected or directed.
        nodes: Those of the rows, in order.
        weight: The edge attribute that says how strong a tie is: its length is 1 over
            it; a tie of strength 0 is no tie. None for a length of 1.
        distance: The edge attribute that is a length already; it wins.

    Returns:
        A sparse table, self-ties left out.
    """
    from scipy.sparse import csr_array

    place = {node: number for number, node in enumerate(nodes)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for one, other, data in graph.edges(data=True):
        length = _length(data, weight, distance)
        if one == other or length is None or one not in place or other not in place:
            continue
        ends = [(place[one], place[other])]
        if not graph.is_directed():
            ends.append((place[other], place[one]))
        for row, column in ends:
            rows.append(row)
            columns.append(column)
            values.append(length)
    size = len(nodes)
    return csr_array(
        (np.asarray(values, dtype=float), (rows, columns)), shape=(size, size)
    )


def _length(
    data: dict[str, Any], weight: str | None, distance: str | None
) -> float | None:
    if distance is not None:
        return float(data.get(distance, 1))
    strength = float(data.get(weight, 1)) if weight else 1.0
    return 1 / strength if strength > 0 else None


def even(matrix: Any) -> bool:
    """Tell whether all ties lead both ways and have the same length."""
    if not matrix.nnz:
        return True
    alike = matrix.data.min() == matrix.data.max()
    return bool(alike and (matrix != matrix.T).nnz == 0)


def nearness(matrix: Any, rows: Sequence[int] | None = None) -> Floats:
    """Give 1 over the shortest distance, row to column; 0 where there is no way.

    Args:
        matrix: As ``lengths`` gives it.
        rows: From which nodes; all by default. The table grows with their number.

    Returns:
        A row per node asked for, a column per node.
    """
    size = matrix.shape[0]
    wanted = list(range(size)) if rows is None else list(rows)
    if not matrix.nnz:
        return np.zeros((len(wanted), size))
    if even(matrix):
        found = np.zeros((len(wanted), size))
        for first, step, front in _steps(matrix, wanted):
            count = min(_BLOCK, len(wanted) - first)
            found[first : first + count][_unpacked(front, count).T] = 1 / step
        return found / float(matrix.data[0])
    from scipy.sparse.csgraph import dijkstra

    found = np.asarray(dijkstra(matrix, indices=wanted), dtype=np.float64)
    found[np.arange(len(wanted)), wanted] = np.inf
    return 1 / found


def total_nearness(
    matrix: Any, *, is_even: bool, rows: Sequence[int] | None = None
) -> float:
    """Add up the nearness of ordered pairs, without making the table of them.

    Args:
        matrix: As ``lengths`` gives it, or a part of it.
        is_even: What ``even`` says of it.
        rows: From which nodes; all by default.
    """
    if not matrix.nnz:
        return 0.0
    wanted = list(range(matrix.shape[0])) if rows is None else list(rows)
    if not is_even:
        starts = range(0, len(wanted), _BLOCK)
        return math.fsum(
            float(nearness(matrix, wanted[it : it + _BLOCK]).sum()) for it in starts
        )
    total = 0.0
    for first, step, front in _steps(matrix, wanted):
        count = min(_BLOCK, len(wanted) - first)
        total += int(_unpacked(front, count).sum()) / step
    return total / float(matrix.data[0])


def _steps(matrix: Any, rows: Sequence[int]) -> Iterator[tuple[int, int, Bits]]:
    """Follow ties from many nodes at once; give whom each step reaches first.

    Each bit of a row is a source: 64 searches advance at once, a block at a time.

    Yields:
        The place of the first source of the block, the step, and whom it reaches.
    """
    size = matrix.shape[0]
    tied = np.flatnonzero(np.diff(matrix.indptr))
    starts = matrix.indptr[:-1][tied]
    for first in range(0, len(rows), _BLOCK):
        block = np.asarray(rows[first : first + _BLOCK], dtype=np.int64)
        bit = np.arange(len(block))
        front = np.zeros((size, -(-len(block) // _WORD)), np.uint64)
        front[block, bit // _WORD] = np.uint64(1) << (bit % _WORD).astype(np.uint64)
        seen = front.copy()
        step = 0
        while True:
            step += 1
            following = np.zeros_like(front)
            near = front[matrix.indices]
            following[tied] = np.bitwise_or.reduceat(near, starts, axis=0)
            front = np.bitwise_and(following, ~seen)
            if not front.any():
                break
            seen |= front
            yield first, step, front


def _unpacked(front: Bits, count: int) -> NDArray[np.bool_]:
    """Give a row per node and a column per source."""
    little = front.astype("<u8").view(np.uint8)
    return np.unpackbits(little, axis=1, count=count, bitorder="little").astype(bool)
