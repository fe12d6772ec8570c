"""How evenly something is shared: Gini, Lorenz, the few who carry half, diversity.

Everything here takes plain numbers: presences by actor, interactions by theme.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from itertools import accumulate
from typing import TypeVar

from reseau.errors import UsageError
from reseau.i18n import N_

_ROUNDING = 1e-12

Thing = TypeVar("Thing", bound=Hashable)
Amounts = Iterable[float] | Mapping[Hashable, float]


class NegativeShareError(UsageError):
    """A share of something cannot be negative, infinite or missing."""

    message = N_("{value} is not a number of presences: give numbers of 0 or more.")


def gini(values: Amounts) -> float | None:
    """Measure how unequally something is shared.

    Args:
        values: One amount per actor, at least 0, in any order: zeros count as actors
            who have nothing. Or who has how much, as most measures give it.

    Returns:
        G = sum((2i - n - 1) x_i) / (n sum(x)), the amounts in increasing order: 0 when
        all have as much (and when nobody has anything), (n-1)/n when one has all.
        Not corrected for small n. None without an amount.

    Raises:
        NegativeShareError: An amount is negative or no finite number.

    References:
        Gini, C. (1912). Variabilità e mutabilità. The sum over ranks is that of
        Sen, A. (1973). On Economic Inequality. Oxford University Press.

    Example:
        >>> gini([1, 1, 1, 1])
        0.0
        >>> gini([0, 0, 0, 10])
        0.75
    """
    amounts = _checked(values)
    size, total = len(amounts), math.fsum(amounts)
    if not size:
        return None
    if not total:
        return 0.0
    ranked = math.fsum(
        (2 * rank - size - 1) * amount for rank, amount in enumerate(amounts, start=1)
    )
    return ranked / (size * total)


def lorenz(values: Amounts) -> list[tuple[float, float]]:
    """Draw what share of the whole the least endowed have together.

    Args:
        values: One amount per actor, at least 0, in any order; or who has how much.

    Returns:
        Points (share of the actors, share of the whole), both 0 to 1 and increasing,
        from (0, 0) to (1, 1), one more than there are actors; twice the area between
        it and the diagonal is ``gini``. The diagonal when nobody has anything; empty
        without an amount.

    Raises:
        NegativeShareError: An amount is negative or no finite number.

    References:
        Lorenz, M. O. (1905). Methods of measuring the concentration of wealth.
        Publications of the American Statistical Association 9, 209-219.

    Example:
        >>> lorenz([3, 1])
        [(0.0, 0.0), (0.5, 0.25), (1.0, 1.0)]
    """
    amounts = _checked(values)
    size = len(amounts)
    if not size:
        return []
    if not any(amounts):
        amounts = [1.0] * size
    total = math.fsum(amounts)
    sums = [0.0, *accumulate(amounts)]
    points = [(rank / size, sums[rank] / total) for rank in range(size)]
    return [*points, (1.0, 1.0)]


def smallest_set(amounts: Mapping[Thing, float], *, share: float = 0.5) -> list[Thing]:
    """Find the fewest who have at least a share of the whole together.

    Args:
        amounts: Who has how much, at least 0.
        share: What share of the whole, 0 to 1; half by default.

    Returns:
        The fewest, who has most first; equals in the order of the mapping. Empty when
        nobody has anything.

    Raises:
        NegativeShareError: An amount is negative or no finite number.

    Example:
        >>> smallest_set({"A": 6, "B": 3, "C": 2, "D": 1})
        ['A']
    """
    total = math.fsum(_checked(amounts.values()))
    wanted = total * share - total * _ROUNDING
    ordered = sorted(amounts, key=lambda it: -amounts[it])
    found: list[Thing] = []
    reached = 0.0
    for thing in ordered:
        if reached >= wanted or not amounts[thing]:
            break
        found.append(thing)
        reached += amounts[thing]
    return found


def bus_factor(amounts: Mapping[Thing, float], *, share: float = 0.5) -> int:
    """Count the fewest who have at least a share of the whole together.

    Args:
        amounts: Who has how much, at least 0.
        share: What share of the whole, 0 to 1; half by default.

    Returns:
        The size of ``smallest_set``: 0 when nobody has anything. Low when the effort
        rests on few.

    Raises:
        NegativeShareError: An amount is negative or no finite number.
    """
    return len(smallest_set(amounts, share=share))


def effective_number(counts: Amounts, *, order: float = 1) -> float:
    """Count kinds as if all were as frequent: how many there are in effect.

    Args:
        counts: How often each kind was met, at least 0; zeros change nothing.
        order: 0 counts the kinds; 1 is the exponential of Shannon's entropy; 2 is the
            inverse of Simpson's index, which listens to the frequent ones.

    Returns:
        Hill's number, from 1 (one kind only) to the number of kinds (all as frequent);
        0 when nothing was met.

    Raises:
        NegativeShareError: A count is negative or no finite number.

    References:
        Hill, M. O. (1973). Diversity and evenness: a unifying notation and its
        consequences. Ecology 54, 427-432.

    Example:
        >>> effective_number([5, 5], order=2)
        2.0
    """
    amounts = [it for it in _checked(counts) if it]
    total = math.fsum(amounts)
    if not amounts:
        return 0.0
    shares = [it / total for it in amounts]
    if order == 1:
        return math.exp(-math.fsum(it * math.log(it) for it in shares))
    return float(math.fsum(it**order for it in shares) ** (1 / (1 - order)))


def _checked(values: Amounts) -> list[float]:
    """Give the amounts in increasing order."""
    amounts = [
        float(it) for it in (values.values() if isinstance(values, Mapping) else values)
    ]
    for it in amounts:
        if not (math.isfinite(it) and it >= 0):
            raise NegativeShareError(value=it)
    return sorted(amounts)
