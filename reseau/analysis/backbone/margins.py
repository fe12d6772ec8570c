"""The chances of being there, given how often each actor and each event count.

The bipartite configuration model gives every pair of an actor and an event the chance
x y / (1 + x y), the x and y being such that each actor is expected at as many events,
and each event with as many actors, as were seen. Rows of the same total have the same
x: there are few unknowns, whatever the size of the log.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

_ROUNDS = 400
_WANTED = 1e-11
_LONGEST = 6.0
_RIDGE = 1e-13
_SHORTEST = 1e-6


def class_chances(rows: Whole, columns: Whole) -> tuple[Whole, Whole, Floats]:
    """Solve the model for the totals of the rows and of the columns.

    Args:
        rows: The total of each row, at least 0, at most the number of columns.
        columns: The total of each column, at least 0; as many in all.

    Returns:
        The class of each row, the class of each column, and the chance of a row's
        class in a column's class. Rows of equal totals are of one class.
    """
    row_totals, row_class, row_count = np.unique(
        rows, return_inverse=True, return_counts=True
    )
    totals, column_class, column_count = np.unique(
        columns, return_inverse=True, return_counts=True
    )
    chances = np.zeros((len(row_totals), len(totals)))
    inside = _settle(
        chances,
        (row_totals.astype(float), row_count.astype(float)),
        (totals.astype(float), column_count.astype(float)),
    )
    if inside is not None:
        some_rows, some_columns, left, right = inside
        solved = _solve(
            left, row_count[some_rows].astype(float),
            right, column_count[some_columns].astype(float),
        )  # fmt: skip
        chances[np.ix_(some_rows, some_columns)] = solved
    return row_class, column_class, chances


def _settle(
    chances: Floats, rows: tuple[Floats, Floats], columns: tuple[Floats, Floats]
) -> tuple[Whole, Whole, Floats, Floats] | None:
    """Fill what is certain: rows and columns that are empty, or full.

    Returns:
        The classes of rows and of columns that are left, and their totals there; None
        when nothing is.
    """
    (left, row_count), (right, column_count) = rows, columns
    some_rows, some_columns = np.arange(len(left)), np.arange(len(right))
    while len(some_rows) and len(some_columns):
        across = column_count[some_columns].sum()
        down = row_count[some_rows].sum()
        full = left[some_rows] >= across
        if full.any() or (left[some_rows] <= 0).any():
            chances[np.ix_(some_rows[full], some_columns)] = 1.0
            right[some_columns] -= row_count[some_rows[full]].sum()
            some_rows = some_rows[~full & (left[some_rows] > 0)]
            continue
        full = right[some_columns] >= down
        if full.any() or (right[some_columns] <= 0).any():
            chances[np.ix_(some_rows, some_columns[full])] = 1.0
            left[some_rows] -= column_count[some_columns[full]].sum()
            some_columns = some_columns[~full & (right[some_columns] > 0)]
            continue
        return some_rows, some_columns, left[some_rows], right[some_columns]
    return None


def _solve(
    rows: Floats, row_count: Floats, columns: Floats, column_count: Floats
) -> Floats:
    """Find the chances by Newton's method on the logarithms of x and y.

    What is minimised, the sum of log(1 + xy) less the logarithms times the totals, is
    convex: each step goes down, and is shortened until it does.
    """
    across, down = column_count.sum(), row_count.sum()
    theta = np.concatenate([np.log(rows / (across - rows)), np.zeros(len(columns))])
    share = (columns / (down - columns)) / (columns @ column_count / (across * down))
    theta[len(rows) :] = np.log(share / share.mean())
    wanted = np.concatenate([rows * row_count, columns * column_count])
    counts = np.outer(row_count, column_count)
    each = np.concatenate([row_count, column_count])

    def cost(at: Floats) -> float:
        both = at[: len(rows), None] + at[None, len(rows) :]
        return float((counts * np.logaddexp(0, both)).sum() - wanted @ at)

    chances = _chances(theta, len(rows))
    for _ in range(_ROUNDS):
        mean = counts * chances
        gap = np.concatenate([mean.sum(axis=1), mean.sum(axis=0)]) - wanted
        if np.abs(gap / each).max() < _WANTED:
            break
        step = _step(mean * (1 - chances), gap)
        longest = np.abs(step).max()
        step *= min(1.0, _LONGEST / longest) if longest > 0 else 1.0
        size, here, slope = 1.0, cost(theta), float(gap @ step)
        while (
            size > _SHORTEST and cost(theta + size * step) > here + 1e-4 * size * slope
        ):
            size /= 2
        theta = theta + (size if size > _SHORTEST else 1.0) * step
        chances = _chances(theta, len(rows))
    return chances


def _chances(theta: Floats, rows: int) -> Floats:
    both = theta[:rows, None] + theta[None, rows:]
    half = np.tanh(both / 2)
    return np.asarray((1 + half) / 2, dtype=np.float64)


def _step(spread: Floats, gap: Floats) -> Floats:
    """Give Newton's step, the last column staying where it is.

    What is added to every row and taken from every column changes nothing.
    """
    rows = spread.shape[0]
    size = len(gap)
    second = np.zeros((size, size))
    second[:rows, rows:] = spread
    second[rows:, :rows] = spread.T
    diagonal = second.sum(axis=1)
    scale = 1 / np.sqrt(np.maximum(diagonal, 1e-300))
    second[np.arange(size), np.arange(size)] = diagonal
    second = second * scale[:, None] * scale[None, :]
    second[np.arange(size), np.arange(size)] += _RIDGE
    found = np.zeros(size)
    found[:-1] = np.linalg.solve(second[:-1, :-1], -(gap * scale)[:-1])
    return np.asarray(found * scale, dtype=np.float64)


def bicm(matrix: Sequence[Sequence[int]]) -> list[list[float]]:
    """Give the chance of each cell of a 0/1 table, given the totals of its margins.

    Args:
        matrix: One row per actor, one column per event, 1 where the actor was.

    Returns:
        A table of the same shape, 0 to 1, whose margins are those of the given one to
        1e-8. Rows and columns that are empty have 0, those that are full have 1.

    References:
        Saracco, F. et al. (2015). Randomizing bipartite networks: the case of the
        World Trade Web. Scientific Reports 5, 10595.
    """
    table = np.asarray(matrix, dtype=np.int64)
    if table.size == 0:
        return [[] for _ in matrix]
    rows, columns, chances = class_chances(table.sum(axis=1), table.sum(axis=0))
    found: list[list[float]] = chances[np.ix_(rows, columns)].tolist()
    return found
