"""How good a ranking is, against those judged right: the measures of retrieval."""

import math
from collections.abc import Collection, Hashable, Sequence


def average_precision(
    ranking: Sequence[Hashable], relevant: Collection[object]
) -> float:
    """Average the precision at the place of each right answer.

    Args:
        ranking: The best first, each once.
        relevant: The right answers; those that are not ranked count as missed.

    Returns:
        0 to 1; 0 when nothing is right. The mean over queries is MAP.

    References:
        Manning, C., Raghavan, P., & Schütze, H. (2008). Introduction to Information
        Retrieval. Cambridge University Press, ch. 8.4.
    """
    right = set(relevant)
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
    right = set(relevant)
    return sum(it in right for it in ranking[:k]) / k


def ndcg_at(
    ranking: Sequence[Hashable], relevant: Collection[object], *, k: int = 5
) -> float:
    """Measure the discounted gain of the first k, over that of a perfect ranking.

    A right answer at place i gains 1/log2(i + 1).

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
    right = set(relevant)
    best = math.fsum(1 / math.log2(it + 2) for it in range(min(k, len(right))))
    gained = math.fsum(
        1 / math.log2(place + 2) for place, it in enumerate(ranking[:k]) if it in right
    )
    return gained / best if best else 0.0
