"""Whom to tell first in a large network, with a bound that can be certified.

Reverse-reachable sets are drawn in two halves: one to choose by, one to judge by. What
the choice reaches and what the best could reach are bounded from them, and drawing
stops when the two are near enough.
"""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reseau.analysis.diffusion.probabilities import PROBABILITY
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.comparison.dyads import Floats, Places
    from reseau.analysis.diffusion.reverse_sets import ReverseGraph, Sets

Method: TypeAlias = Literal["opim-c", "imm"]
Found: TypeAlias = tuple[list[int], tuple[float, float, float, float, float, int]]
"""Places of the seeds; spread, its error, both bounds, their ratio, how many sets."""

_GREEDY = 1 - 1 / math.e
_MOST_SETS = 1 << 22


class PrecisionError(UsageError):
    """A precision cannot be reached, or a risk is none."""

    message = N_("{name} is above 0 and below 1, not {value}.")


class HowManyError(UsageError):
    """A number of seeds cannot be chosen."""

    message = N_("At least one seed is needed, not {n}.")


@dataclass(frozen=True, slots=True)
class Certified:
    """Whom to tell first, and how sure it is.

    Attributes:
        seeds: In the order chosen.
        spread: Estimated spread: actors reached, or the sum of their values.
        error: Its standard error.
        lower: The spread is at least that, but for ``delta``.
        upper: No set of as many seeds spreads further, but for ``delta``.
        ratio: ``lower`` over ``upper``: the part of the best that is certain.
        sets: How many reverse-reachable sets were drawn, of both halves.
        delta: How likely a bound is wrong, at most.
        seed: Of the draws.
    """

    seeds: tuple[Hashable, ...]
    spread: float
    error: float
    lower: float
    upper: float
    ratio: float
    sets: int
    delta: float
    seed: int


def opim_c(  # noqa: PLR0913  # What the field lets one choose.
    graph: "nx.Graph[Any]",
    k: int,
    *,
    epsilon: float = 0.05,
    delta: float | None = None,
    ratio: float | None = 0.7,
    probability: str | float = PROBABILITY,
    values: Mapping[Any, float] | None = None,
    seed: int = 1,
) -> Certified:
    """Choose whom to tell first in a large network (OPIM-C).

    The spread is at least 1 - 1/e - ``epsilon`` of the best, but for ``delta``; the
    ``ratio`` of the answer tells what is certified, 0.7 or more by default.

    Args:
        graph: A NetworkX graph of any nodes: see ``independent_cascade``.
        k: How many seeds; all the nodes when there are fewer.
        epsilon: How far below 1 - 1/e the spread may be, 0 to 1, both excluded.
        delta: How likely that fails; 1 over the number of nodes by default.
        ratio: The part of the best to certify before drawing stops; at 0.7 the spread
            is that of IMM within a few hundredths. Where it cannot be certified,
            drawing stops at four million sets. None for 1 - 1/e - ``epsilon``, which
            is quicker, and spreads 4 to 6 % less.
        probability: An edge attribute, or one number for all.
        values: Node to what reaching it is worth; None for 1 each.
        seed: Of the draws.

    Returns:
        The seeds with both bounds; nobody in an empty graph, or when nobody is worth
        anything.

    Raises:
        HowManyError, PrecisionError: ``k``, ``epsilon`` or ``delta`` cannot be used.
        NotAProbabilityError, NoProbabilityError: As their names tell.

    Example:
        >>> import networkx as nx
        >>> opim_c(nx.star_graph(50), 1, probability=0.5).seeds
        (0,)

    References:
        Tang, J., Tang, X., Xiao, X., Yuan, J. (2018). Online processing algorithms for
        influence maximization. SIGMOD 2018, 991-1005, section 6.
    """
    return _maximize(
        graph, k, epsilon=epsilon, delta=delta, probability=probability,
        values=values, seed=seed, method="opim-c", ratio=ratio,
    )  # fmt: skip


def imm(  # noqa: PLR0913  # What the field lets one choose.
    graph: "nx.Graph[Any]",
    k: int,
    *,
    epsilon: float = 0.1,
    delta: float | None = None,
    probability: str | float = PROBABILITY,
    values: Mapping[Any, float] | None = None,
    seed: int = 1,
) -> Certified:
    """Choose whom to tell first as IMM does: with sets enough for the worst case.

    It draws far more sets than ``opim_c`` for the same promise, and so estimates
    spread better. The arguments, the answer and the errors are those of ``opim_c``;
    the sets are chosen by, and as many others are judged by.

    Raises:
        HowManyError, PrecisionError, NotAProbabilityError, NoProbabilityError

    References:
        Tang, Y., Shi, Y., Xiao, X. (2015). Influence maximization in near-linear time:
        a martingale approach. SIGMOD 2015, 1539-1554: lambda*, theta = lambda*/LB;
        with the new sets for the last choice that Chen (2018) asks for.
    """
    return _maximize(
        graph, k, epsilon=epsilon, delta=delta, probability=probability,
        values=values, seed=seed, method="imm",
    )  # fmt: skip


def imm_sample_bound(n: int, k: int, *, epsilon: float, ell: float = 1.0) -> float:
    """Give lambda*: over a lower bound of the best spread, how many sets IMM needs.

    Args:
        n: How many nodes, at least 2.
        k: How many seeds.
        epsilon: How far below 1 - 1/e the spread may be.
        ell: The choice fails with a probability of n^-ell at most.

    Returns:
        2n((1 - 1/e)a + b)^2 / epsilon^2, with a = sqrt(ell ln n + ln 2) and
        b = sqrt((1 - 1/e)(ln C(n, k) + ell ln n + ln 2)).

    References:
        Tang, Y., Shi, Y., Xiao, X. (2015), equations 5 and 6.
    """
    rest = ell * math.log(n) + math.log(2)
    alpha = math.sqrt(rest)
    beta = math.sqrt(_GREEDY * (_choices(n, k) + rest))
    return 2 * n * (_GREEDY * alpha + beta) ** 2 / epsilon**2


def _choices(n: int, k: int) -> float:
    """Give the logarithm of the number of sets of k among n."""
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _maximize(  # noqa: PLR0913  # What the field lets one choose.
    graph: "nx.Graph[Any]",
    k: int,
    *,
    epsilon: float,
    delta: float | None,
    probability: str | float,
    values: Mapping[Any, float] | None,
    seed: int,
    method: Method,
    ratio: float | None = None,
) -> Certified:
    """Check what was asked, lay the network out, draw and choose."""
    from reseau.analysis.diffusion.reverse_sets import ReverseGraph, roots_of

    nodes = list(graph)
    risk = 1 / max(2, len(nodes)) if delta is None else delta
    asked = (("epsilon", epsilon), ("delta", risk), ("ratio", ratio))
    for name, value in asked:
        if value is not None and not 0 < value < 1:
            raise PrecisionError(name=name, value=value)
    if k < 1:
        raise HowManyError(n=k)
    roots, total = roots_of(nodes, values)
    if not nodes or not total:
        return Certified((), 0.0, 0.0, 0.0, 0.0, 1.0, 0, risk, seed)
    search = Search(
        ReverseGraph.of(graph, probability), min(k, len(nodes)), epsilon=epsilon,
        delta=risk, ratio=ratio, roots=roots, total=total, seed=seed,
    )  # fmt: skip
    places, found = search.imm() if method == "imm" else search.opim_c()
    return Certified(tuple(nodes[it] for it in places), *found, risk, seed)


class Search:
    """A search on a network laid out beforehand, for those who measure time."""

    def __init__(  # noqa: PLR0913  # What the field lets one choose.
        self,
        network: "ReverseGraph",
        k: int,
        *,
        epsilon: float,
        delta: float,
        roots: "Floats | None" = None,
        total: float,
        ratio: float | None = None,
        seed: int = 1,
    ) -> None:
        """Keep what every draw needs; the arguments are those of ``opim_c``.

        Args:
            network: Laid out.
            k: How many seeds, at most as many as nodes.
            epsilon: How far below 1 - 1/e the spread may be.
            delta: How likely that fails.
            roots: How likely each node is a root; alike if None.
            total: What reaching everybody is worth.
            ratio: The part of the best to certify, in place of 1 - 1/e - epsilon.
            seed: Of the draws.
        """
        import numpy as np

        self._network, self._k, self._total = network, k, total
        self._epsilon, self._delta, self._roots = epsilon, delta, roots
        self._ratio = ratio
        self._generator = np.random.default_rng(seed)

    def _draw(self, count: int) -> "Sets":
        return self._network.sets(count, self._generator, roots=self._roots)

    def opim_c(self) -> Found:
        """Choose until the certified ratio is 1 - 1/e - epsilon.

        Returns:
            The places of the seeds; spread, its error, both bounds, the ratio, and
            how many sets.
        """
        n, k = self._network.size, self._k
        risk = math.log(6 / self._delta)
        most = (
            2 * n * (_GREEDY * math.sqrt(risk)
            + math.sqrt(_GREEDY * (_choices(n, k) + risk))) ** 2
            / (self._epsilon**2 * k)
        )  # fmt: skip
        count = max(64, math.ceil(most * self._epsilon**2 * k / n))
        if self._ratio is not None:
            most = float(_MOST_SETS)
        rounds = max(1, math.ceil(math.log2(max(2.0, most / count))))
        wanted = _GREEDY - self._epsilon if self._ratio is None else self._ratio
        share = math.log(3 * rounds / self._delta)
        first, second = self._draw(count), self._draw(count)
        seeds, found = self._chosen(first, second, share)
        for _round in range(1, rounds):
            if found[4] >= wanted or first.count * 2 > _MOST_SETS:
                break
            first = first.joined(self._draw(first.count))
            second = second.joined(self._draw(second.count))
            seeds, found = self._chosen(first, second, share)
        return seeds, found

    def imm(self) -> Found:
        """Choose on as many sets as the worst case needs: see ``opim_c``."""
        n, k = max(2, self._network.size), self._k
        ell = -math.log(self._delta) / math.log(n)
        ell *= 1 + math.log(2) / math.log(n)
        lower = self._total * self._lower(n, k, ell) / n
        wanted = imm_sample_bound(n, k, epsilon=self._epsilon, ell=ell)
        count = min(_MOST_SETS, math.ceil(wanted / (lower * n / self._total)))
        first, second = self._draw(count), self._draw(count)
        return self._chosen(first, second, math.log(3 / self._delta))

    def _lower(self, n: int, k: int, ell: float) -> float:
        """Bound the best spread from below, in nodes, by halves (IMM, algorithm 2)."""
        from reseau.analysis.diffusion.reverse_sets import cover

        wide = math.sqrt(2) * self._epsilon
        rest = _choices(n, k) + ell * math.log(n) + math.log(max(1.0, math.log2(n)))
        scale = (2 + 2 * wide / 3) * rest * n / wide**2
        sets = self._draw(1)
        for halves in range(1, max(2, int(math.log2(n)))):
            guess = n / 2**halves
            wanted = min(_MOST_SETS, math.ceil(scale / guess))
            if wanted > sets.count:
                sets = sets.joined(self._draw(wanted - sets.count))
            share = sets.covered(_places(cover(sets, k)[0])) / sets.count
            if n * share >= (1 + wide) * guess or wanted == _MOST_SETS:
                return max(1.0, n * share / (1 + wide))
        return float(k)

    def _chosen(self, first: "Sets", second: "Sets", share: float) -> Found:
        """Choose on a half; on the other, estimate the spread and bound it."""
        from reseau.analysis.diffusion.reverse_sets import cover

        seeds, above = cover(first, self._k)
        hits = second.covered(_places(seeds))
        part = hits / second.count
        error = math.sqrt(part * (1 - part) / second.count) * self._total
        root = math.sqrt(hits + 2 * share / 9) - math.sqrt(share / 2)
        low = max(0.0, root**2 - share / 18) if root > 0 else 0.0
        high = (math.sqrt(above + share / 2) + math.sqrt(share / 2)) ** 2
        lower = low * self._total / second.count
        upper = min(self._total, high * self._total / first.count)
        ratio = min(1.0, lower / upper) if upper else 1.0
        sets = first.count + second.count
        return seeds, (part * self._total, error, lower, upper, ratio, sets)


def _places(seeds: list[int]) -> "Places":
    import numpy as np

    found: Places = np.array(seeds, np.int64)
    return found
