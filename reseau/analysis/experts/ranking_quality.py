"""How good a ranking is, against those judged right: the measures of retrieval."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence


def average_precision(
    ranking: Sequence[Hashable], relevant: Collection[object]
) -> float:
    """Average the precision at the place of each right answer.

    Args:
        ranking: The best first, each once.
        relevant: The right answers; those that are not ranked count as missed. Of
            a mapping to relevance, those above 0.

    Returns:
        0 to 1; 0 when nothing is right. The mean over queries is MAP.

    References:
        Manning, C., Raghavan, P., & Schütze, H. (2008). Introduction to Information
        Retrieval. Cambridge University Press, ch. 8.4.
    """
    right = _gains(relevant)
    if not right:
        return 0.0
    found, total = 0, 0.0
    for place, it in enumerate(ranking, start=1):
        if it in right:
            found += 1
            total += found / place
    return total / len(right)


def precision_at(
    ranking: Sequence[Hashable], relevant: Collection[object], *, k: int = 10
) -> float:
    """Give the share of right answers among the first k.

    Returns:
        0 to 1; a ranking shorter than k is as wrong on the places it lacks.

    Raises:
        ValueError: k is under 1.
    """
    if k < 1:
        raise ValueError(k)
    right = _gains(relevant)
    return sum(it in right for it in ranking[:k]) / k


def ndcg_at(
    ranking: Sequence[Hashable], relevant: Collection[object], *, k: int = 5
) -> float:
    """Measure the discounted gain of the first k, over that of a perfect ranking.

    A right answer at place i gains 1/log2(i + 1), or its relevance times that.

    Args:
        ranking: The best first, each once.
        relevant: The right answers, or a mapping of each answer to its relevance: 0
            and less gains nothing. Those that are not ranked count as missed.
        k: How many of the first are looked at.

    Returns:
        0 to 1; 0 when nothing is right.

    Raises:
        ValueError: k is under 1.

    References:
        Järvelin, K., & Kekäläinen, J. (2002). Cumulated gain-based evaluation of IR
        techniques. ACM TOIS 20:422–446.
    """
    if k < 1:
        raise ValueError(k)
    gains = _gains(relevant)
    perfect = sorted(gains.values(), reverse=True)[:k]
    best = _discounted(perfect)
    return (
        _discounted([gains.get(it, 0.0) for it in ranking[:k]]) / best if best else 0.0
    )


def _gains(relevant: Collection[object]) -> dict[object, float]:
    """Give what each right answer is worth: 1, or its relevance when that is known."""
    if isinstance(relevant, Mapping):
        return {it: float(gain) for it, gain in relevant.items() if gain > 0}
    return dict.fromkeys(relevant, 1.0)


def _discounted(gains: Sequence[float]) -> float:
    return math.fsum(it / math.log2(place + 2) for place, it in enumerate(gains))
