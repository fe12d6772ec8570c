"""Permuting the actors of a network many times at once: the core of QAP.

NumPy only, imported with this module: import it where it is used.
"""

from collections.abc import Callable, Iterator

import numpy as np

from reseau.analysis.comparison.dyads import Aligned, Floats, Places, Values

_CELLS = 4_000_000
_IN_FULL = 3000
_NOISE = 1e-9


def shuffles(size: int, *, times: int, width: int, seed: int) -> Iterator[Places]:
    """Draw permutations of the actors, a block at a time.

    Args:
        size: How many actors.
        times: How many permutations in all.
        width: How many cells each will be used on, to keep a block in memory.
        seed: Of the draws; the same whatever the size of the blocks.
    """
    generator = np.random.default_rng(seed)
    block = max(1, min(times, _CELLS // max(width, size, 1)))
    for first in range(0, times, block):
        rows = np.tile(np.arange(size), (min(block, times - first), 1))
        yield generator.permuted(rows, axis=1)


def cross_products(pair: Aligned, *, times: int, seed: int) -> Floats:
    """Add up the products of two networks, the actors of one permuted.

    Args:
        pair: The two networks.
        times: How many permutations.
        seed: Of the permutations.

    Returns:
        One sum over the dyads per permutation. Only the dyads that are not 0 in the
        network that has fewer of them are looked up.
    """
    fewer, more = sorted(pair.tables, key=lambda it: len(it.keys))
    rows, columns = np.divmod(fewer.keys, max(pair.size, 1))
    look = _finder(pair, more)
    found = [
        look(order[:, rows], order[:, columns]) @ fewer.values
        for order in shuffles(pair.size, times=times, width=len(rows), seed=seed)
    ]
    return np.concatenate(found) if found else np.zeros(0)


def _finder(pair: Aligned, table: Values) -> Callable[[Places, Places], Floats]:
    """Give what finds the value of dyads: in a full matrix, or by halving."""
    if pair.size <= _IN_FULL:
        matrix = pair.matrix(table).ravel()
        return lambda rows, columns: matrix[rows * pair.size + columns]

    def by_halving(rows: Places, columns: Places) -> Floats:
        if not pair.directed:
            rows, columns = np.minimum(rows, columns), np.maximum(rows, columns)
        keys = rows * pair.size + columns
        at = np.minimum(np.searchsorted(table.keys, keys), len(table.keys) - 1)
        return np.where(table.keys[at] == keys, table.values[at], 0.0)

    return by_halving


def tails(observed: float, drawn: Floats) -> tuple[float, float, float]:
    """Give the shares of the draws as large, as small, and as far from 0.

    The observed value counts as one of the draws, so that no share is 0. Draws that
    differ by rounding only are equal.
    """
    noise = _NOISE * max(1.0, abs(observed))
    every = len(drawn) + 1
    return (
        (1 + int(np.count_nonzero(drawn >= observed - noise))) / every,
        (1 + int(np.count_nonzero(drawn <= observed + noise))) / every,
        (1 + int(np.count_nonzero(np.abs(drawn) >= abs(observed) - noise))) / every,
    )
