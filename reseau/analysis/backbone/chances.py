"""How likely a number of successes is when each trial has its own chance."""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr, xlog1py, xlogy

Method: TypeAlias = Literal["exact", "refined-normal"]
Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

_CELLS = 4_000_000
_NOTHING = 1e-100  # Of a chance, terms below are left out.
_BEYOND = 12.0
_MARGIN = 30


def poisson_binomial(
    successes: int, chances: Sequence[float], *, method: Method = "exact"
) -> tuple[float, float]:
    """Give the chance of so many successes or fewer, and of so many or more.

    Args:
        successes: The number seen.
        chances: Of each trial, 0 to 1.
        method: ``exact``, by convolution, or ``refined-normal``, an approximation that
            can be wrong by .03 with few trials.

    Returns:
        Pr(X <= successes) and Pr(X >= successes).

    References:
        Hong, Y. (2013). On computing the distribution function for the Poisson
        binomial distribution. Computational Statistics and Data Analysis 59, 41-51.
    """
    row = np.asarray([chances], dtype=np.float64)
    seen = np.asarray([successes], dtype=np.int64)
    each = np.ones(row.shape[1], dtype=np.int64)
    tails = approximate_tails if method == "refined-normal" else exact_tails
    lower, upper = tails(seen, row, each)
    return float(lower[0]), float(upper[0])


def exact_tails(seen: Whole, chances: Floats, counts: Whole) -> tuple[Floats, Floats]:
    """Give both tails by convolution, every term being positive.

    Args:
        seen: The number of successes, one per row.
        chances: One row per question, one column per class of trials.
        counts: How many trials each class has.

    Returns:
        Pr(X <= seen) and Pr(X >= seen), one per row.
    """
    mean = chances @ counts
    needed = (
        seen
        + 1
        + np.where(
            seen > mean, _MARGIN + np.ceil(_BEYOND * np.sqrt(mean + 1)), 0
        ).astype(np.int64)
    )
    needed = np.minimum(needed, int(counts.sum()) + 1)
    lower, upper = np.ones(len(seen)), np.ones(len(seen))
    for rows in _batches(needed):
        terms = _terms(chances[rows], counts, int(needed[rows].max()))
        for row, chance in zip(rows.tolist(), terms, strict=True):
            at = int(seen[row])
            lower[row] = min(1.0, math.fsum(chance[: at + 1]))
            if at > mean[row]:
                upper[row] = min(1.0, math.fsum(chance[at:]))
            else:
                upper[row] = max(0.0, 1.0 - math.fsum(chance[:at]))
    return lower, upper


def _batches(needed: Whole) -> Iterator[Whole]:
    """Gather rows that need about as many terms, few enough to fit in memory."""
    doubling = np.ceil(np.log2(needed)).astype(np.int64)
    for power in np.unique(doubling):
        rows = np.flatnonzero(doubling == power)
        size = max(1, _CELLS >> int(power))
        for start in range(0, len(rows), size):
            yield rows[start : start + size]


def _terms(chances: Floats, counts: Whole, length: int) -> Floats:
    """Give the chances of 0, 1, 2... successes, up to a length."""
    found = np.zeros((len(chances), length))
    found[:, 0] = 1.0
    for column, trials in enumerate(counts.tolist()):
        chance = chances[:, column]
        if not chance.any():
            continue
        reach = min(trials, length - 1)
        wins = np.arange(reach + 1)
        choose = gammaln(trials + 1) - gammaln(wins + 1) - gammaln(trials - wins + 1)
        some = np.exp(
            choose
            + xlogy(wins, chance[:, None])
            + xlog1py(trials - wins, -chance[:, None])
        )
        after = np.zeros_like(found)
        for win in np.flatnonzero(some.max(axis=0) > _NOTHING).tolist():
            after[:, win:] += some[:, win, None] * found[:, : length - win]
        found = after
    return found


def approximate_tails(
    seen: Whole, chances: Floats, counts: Whole
) -> tuple[Floats, Floats]:
    """Give both tails by the refined normal approximation; as for ``exact_tails``."""
    mean = chances @ counts
    spread = np.sqrt((chances * (1 - chances)) @ counts)
    skew = (chances * (1 - chances) * (1 - 2 * chances)) @ counts
    still = spread <= 0
    safe = np.where(still, 1.0, spread)

    def below(number: Floats) -> Floats:
        at = (number + 0.5 - mean) / safe
        bell = np.exp(-(at**2) / 2) / math.sqrt(2 * math.pi)
        found = ndtr(at) + skew / safe**3 * (1 - at**2) * bell / 6
        certain = (number + 0.5 >= mean).astype(np.float64)
        return np.asarray(np.where(still, certain, np.clip(found, 0.0, 1.0)))

    whole = seen.astype(np.float64)
    return below(whole), 1 - below(whole - np.float64(1))
