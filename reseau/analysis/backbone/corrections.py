"""Chances corrected for how many were looked at together."""

from collections.abc import Sequence


def holm(chances: Sequence[float], *, tests: int | None = None) -> list[float]:
    """Correct chances so that one false alarm in all is as rare as was asked.

    Args:
        chances: 0 to 1, in any order.
        tests: How many were looked at in all, those not given being 1; as many as
            are given by default.

    Returns:
        The corrected chances, in the same order, never below the given ones, 1 at
        most.

    References:
        Holm, S. (1979). A simple sequentially rejective multiple test procedure.
        Scandinavian Journal of Statistics 6, 65-70.
    """
    total = len(chances) if tests is None else max(tests, len(chances))
    found = [1.0] * len(chances)
    highest = 0.0
    for rank, place in enumerate(_ranked(chances)):
        highest = max(highest, min(1.0, float(chances[place]) * (total - rank)))
        found[place] = highest
    return found


def benjamini_hochberg(
    chances: Sequence[float], *, tests: int | None = None
) -> list[float]:
    """Correct chances so that false alarms are as rare as asked among the alarms.

    Args:
        chances: 0 to 1, in any order.
        tests: As for ``holm``.

    Returns:
        The corrected chances, in the same order, never below the given ones, 1 at
        most.

    References:
        Benjamini, Y., Hochberg, Y. (1995). Controlling the false discovery rate.
        Journal of the Royal Statistical Society B 57, 289-300.
    """
    total = len(chances) if tests is None else max(tests, len(chances))
    found = [1.0] * len(chances)
    lowest = 1.0
    ranked = _ranked(chances)
    for rank in range(len(ranked), 0, -1):
        lowest = min(lowest, float(chances[ranked[rank - 1]]) * total / rank)
        found[ranked[rank - 1]] = lowest
    return found


def _ranked(chances: Sequence[float]) -> list[int]:
    return sorted(range(len(chances)), key=lambda place: (chances[place], place))
