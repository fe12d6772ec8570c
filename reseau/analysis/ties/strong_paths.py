"""Betweenness on weighted ties: a strong tie is a short one, its length 1/weight.

NumPy and SciPy only, imported with this module: import it where it is used. Distances
are Dijkstra's, a block of sources at a time; what lies on a shortest path is then found
and added up for the whole block at once. Two things make it fast and change no figure:
twins, who have the same ties of the same weights, are one node counted several times;
and a tie that is longer than the way around it is dropped as soon as a source shows it,
the actors of many ties coming first.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.sparse.linalg import splu

from reseau.analysis.ties.kernels import Counts, Floats, Matrix

SAME = 1e-12
"""Two paths are as short when their lengths differ by less than this share."""
FAINTEST = 1e-9
"""A weight below this share of the strongest counts as this share of it."""

_ENTRIES = 4_000_000
_FEWEST, _MOST = 8, 256
_DEEP = 64
_USELESS = 0.01


@dataclass(frozen=True, slots=True)
class Shares:
    """What each node has of the shortest paths of others, not normalised.

    Attributes:
        sums: Over the sources and those they reach, twins of each other apart.
        squares: Over the sources, of what each adds to the sum.
        twins: Over the pairs of twins, each once.
    """

    sums: Floats
    squares: Floats
    twins: Floats


def shares(matrix: Matrix, sources: Counts, *, both: bool) -> Shares:
    """Share among the nodes the shortest paths from some sources to all others.

    Args:
        matrix: Weights from row to column, above 0; nothing on the diagonal.
        sources: For each node, 1 when the paths from it are counted, else 0.
        both: Whether every tie goes both ways: the matrix is symmetric.

    Returns:
        The shares of each node.

    References:
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of
        Mathematical Sociology 25, 163-177. Twins: Sariyüce, A. E. et al. (2013).
        Shattering and compressing networks for betweenness centrality. SIAM
        International Conference on Data Mining, 686-694.
    """
    twin_of, roads = _folded(matrix) if both else _plain(matrix)
    counts = np.bincount(twin_of, weights=sources, minlength=len(roads.many))
    ties = np.bincount(np.r_[roads.tails, roads.heads], minlength=len(counts))
    waiting = np.argsort(-ties, kind="stable")
    waiting = waiting[counts[waiting] > 0]
    twins = _between_twins(roads)
    sums, squares = np.zeros(len(counts)), np.zeros(len(counts))
    lengths = roads.matrix
    while len(waiting):
        block, waiting = np.split(waiting, [_width(roads)])
        far = np.atleast_2d(dijkstra(lengths, indices=block))
        found = _dependencies(roads, block, np.ascontiguousarray(far.T))
        sums += found @ counts[block]
        squares += found**2 @ counts[block]
        useful = _useful(roads, block, far)
        if np.count_nonzero(~useful) > _USELESS * len(useful):
            roads = roads.only(useful)
            lengths = roads.matrix
    return Shares(sums[twin_of], squares[twin_of], twins[twin_of])


@dataclass(frozen=True, slots=True)
class _Roads:
    """Ties with their lengths: given once, from tail to head, when they go both ways.

    Attributes:
        many: How many twins each node stands for.
        near: The length of the tie that joins its twins; infinite without.
    """

    tails: Counts
    heads: Counts
    lengths: Floats
    both: bool
    many: Counts
    near: Floats

    @property
    def matrix(self) -> Matrix:
        """Give the lengths as a matrix, from row to column."""
        tails, heads, lengths = self.tails, self.heads, self.lengths
        if self.both:
            tails, heads = np.r_[tails, heads], np.r_[heads, tails]
            lengths = np.r_[lengths, lengths]
        size = len(self.many)
        return csr_array((lengths, (tails, heads)), shape=(size, size))

    def only(self, kept: NDArray[np.bool_]) -> "_Roads":
        """Keep some of the ties."""
        tails, heads = self.tails[kept], self.heads[kept]
        return replace(self, tails=tails, heads=heads, lengths=self.lengths[kept])


def _plain(matrix: Matrix) -> tuple[Counts, _Roads]:
    """Take the ties as they are, each node alone of its kind."""
    size = matrix.shape[0]
    tails, heads = _places(matrix)
    lengths = _lengths(matrix.data, matrix.data)
    alone, apart = np.ones(size, np.int64), np.full(size, np.inf)
    return np.arange(size), _Roads(tails, heads, lengths, False, alone, apart)  # noqa: FBT003  # One way only.


def _folded(matrix: Matrix) -> tuple[Counts, _Roads]:
    """Make one node of those who have the same ties, their own tie apart.

    A shortest path never goes through a twin of one of its ends.
    """
    twin_of, joined = _twins(matrix)
    _, first, many = np.unique(twin_of, return_index=True, return_counts=True)
    near = np.full(len(many), np.inf)
    rows, _ = _places(matrix)
    near[twin_of[rows[joined]]] = _lengths(matrix.data[joined], matrix.data)
    slim: Any = matrix[first][:, first]
    tails, heads = _places(slim)
    once = tails < heads
    lengths = _lengths(slim.data[once], matrix.data)
    return twin_of, _Roads(tails[once], heads[once], lengths, True, many, near)  # noqa: FBT003


def _places(matrix: Matrix) -> tuple[Counts, Counts]:
    """Give the row and the column of each entry."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return rows, matrix.indices.astype(np.int64)


def _lengths(weights: Floats, every: Floats) -> Floats:
    """Turn weights into lengths, that of the strongest of all being 1."""
    if not len(weights):
        return np.zeros(0)
    found: Floats = np.reciprocal(np.maximum(weights / every.max(), FAINTEST))
    return found


def _twins(matrix: Matrix) -> tuple[Counts, NDArray[np.bool_]]:
    """Number the sets of twins, and tell which entries join twins.

    Each row is summed up in one whole number of 64 bits, made of the columns and of
    the very bits of the weights; two that differ have the same one in 2**64.
    """
    size = matrix.shape[0]
    mark = np.random.default_rng(1).integers(1 << 63, size=size, dtype=np.uint64)
    rows, columns = _places(matrix)
    bits = matrix.data.view(np.uint64)
    bits = (bits ^ (bits >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
    running = np.r_[np.zeros(1, np.uint64), np.cumsum(bits * mark[columns])]
    row = running[matrix.indptr[1:]] - running[matrix.indptr[:-1]]
    joined = row[rows] + bits * mark[rows] == row[columns] + bits * mark[columns]
    order = np.argsort(row, kind="stable")
    alike = row[order[1:]] == row[order[:-1]]
    one = np.r_[rows[joined], order[:-1][alike]]
    other = np.r_[columns[joined], order[1:][alike]]
    pairs = csr_array((np.ones(len(one)), (one, other)), shape=(size, size))
    _, number = connected_components(pairs, directed=False)
    return number.astype(np.int64), joined


def _between_twins(roads: _Roads) -> Floats:
    """Give those who are nearest to twins their shares of the paths between these."""
    size = len(roads.many)
    lengths = roads.matrix
    tied = np.flatnonzero(np.diff(lengths.indptr))
    nearest = np.full(size, np.inf)
    if len(tied):
        nearest[tied] = np.minimum.reduceat(lengths.data, lengths.indptr[:-1][tied])
    rows, columns = _places(lengths)
    close = lengths.data <= nearest[rows] * (1 + SAME)
    rows, columns = rows[close], columns[close]
    through = 2 * nearest[rows]
    worth = roads.near[rows] >= through * (1 - SAME)
    direct = roads.near[rows] <= through * (1 + SAME)
    rows, columns, direct = rows[worth], columns[worth], direct[worth]
    ways = np.bincount(rows, weights=roads.many[columns], minlength=size)[rows] + direct
    pairs = roads.many[rows] * (roads.many[rows] - 1) / 2
    given = np.bincount(columns, weights=pairs / ways, minlength=size)
    return given.astype(np.float64)  # Whole numbers when there is nothing to give.


def _width(roads: _Roads) -> int:
    """Choose how many sources to follow at once, for the memory they take."""
    each = max(len(roads.tails), len(roads.many), 1)
    return min(max(_ENTRIES // each, _FEWEST), _MOST)


def _useful(roads: _Roads, block: Counts, far: Floats) -> NDArray[np.bool_]:
    """Tell which ties may still be on a shortest path, knowing those of a block."""
    place = np.full(len(roads.many), -1)
    place[block] = np.arange(len(block))
    useful = np.ones(len(roads.tails), np.bool_)
    ends = [(roads.tails, roads.heads), (roads.heads, roads.tails)]
    for one, other in ends if roads.both else ends[:1]:
        seen = np.flatnonzero(place[one] >= 0)
        shortest = far[place[one[seen]], other[seen]]
        useful[seen] &= roads.lengths[seen] <= shortest * (1 + SAME)
    return useful


def _dependencies(roads: _Roads, block: Counts, far: Floats) -> Floats:
    """Measure how much each source depends on each node to reach the others.

    Args:
        roads: The ties.
        block: Positions of the sources.
        far: Nodes by sources, their distances; infinite when not reached.

    Returns:
        Nodes by sources; for one of the twins that a node stands for.
    """
    size, width = far.shape
    steps = _steps(roads, far)
    many = np.repeat(roads.many.astype(float), width)
    start = np.zeros(size * width)
    start[block * width + np.arange(width)] = 1.0
    ways = start + _followed(steps, start, many, far)
    ends = np.divide(many, ways, out=np.zeros_like(ways), where=ways > 0)
    back: Any = steps.T.tocsr()
    total = (ways * _followed(back, ends, many, far)).reshape(size, width)
    total[block, np.arange(width)] = 0.0
    return total


def _steps(roads: _Roads, far: Floats) -> Matrix:
    """Find the last steps of the shortest paths: from column to row, node by source."""
    tails, heads, lengths = roads.tails, roads.heads, roads.lengths
    with np.errstate(invalid="ignore"):  # Neither end reached: no step.
        gap = far[heads]
        gap -= far[tails]
        off = np.abs(gap) if roads.both else gap.copy()
        off -= lengths[:, None]
        np.abs(off, out=off)
    reach = far.max(initial=0, where=np.isfinite(far)) + lengths.max(initial=0)
    tie, source = np.nonzero(off <= SAME * reach)
    least = np.minimum(far[tails[tie], source], far[heads[tie], source]) + lengths[tie]
    sure = (off[tie, source] <= SAME * least) & (gap[tie, source] != 0)
    tie, source = tie[sure], source[sure]
    ahead = gap[tie, source] > 0
    size, width = far.shape
    tail = np.where(ahead, tails[tie], heads[tie]) * width + source
    head = np.where(ahead, heads[tie], tails[tie]) * width + source
    shape = size * width, size * width
    return csr_array((np.ones(len(tie)), (head, tail)), shape=shape)


def _followed(steps: Matrix, start: Floats, many: Floats, far: Floats) -> Floats:
    """Add up what comes to each place along all the paths from a start.

    Every place hands on, to each of the next, what came to it times how many it is.
    """
    moving: Any = steps @ start
    total: Floats = moving.copy()
    for _ in range(_DEEP):
        moving = steps @ (many * moving)
        if not moving.any():
            return total
        total += moving
    return _solved(steps, steps @ start, many, far)


def _solved(steps: Matrix, first: Any, many: Floats, far: Floats) -> Floats:
    """Do the same where paths have many ties, by solving the triangular system."""
    order = np.argsort(far.ravel(), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    rows, columns = _places(steps)
    values, places = -many[columns], np.arange(len(order))
    system = csc_array(
        (
            np.r_[np.ones(len(order)), values],
            (np.r_[places, rank[rows]], np.r_[places, rank[columns]]),
        )
    )
    found: Floats = splu(system, permc_spec="NATURAL", diag_pivot_thresh=0).solve(
        first[order]
    )
    return found[rank]
