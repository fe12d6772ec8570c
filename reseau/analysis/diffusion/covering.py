"""Greedy choice under limits: what covers most, for what it costs, group by group.

Whom to reach is a matter of covering: a contact covers what would be reached because
of it. NumPy only, imported with this module: import it where it is used.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from reseau.analysis.comparison.dyads import Floats, Places

Finder: TypeAlias = Callable[[int], Places]
"""Number of an item to the places that it covers, each once, always the same."""

_DIGITS = 9
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many items of each group: a partition matroid.

    Attributes:
        groups: One per item: the number of its group.
        most: One per group: how many of its items may be chosen, 0 or more.
    """

    groups: Sequence[int]
    most: Sequence[int]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a choice has to respect.

    Attributes:
        costs: One per item, above 0.
        budget: What the items may cost together.
        k: How many items at most.
        limits: How many of each group; an item is in one group of each limit.
    """

    costs: Sequence[float]
    budget: float = float("inf")
    k: int | None = None
    limits: Sequence[Limit] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Items in the order chosen.

    Attributes:
        items: Their numbers.
        gains: What each adds to those before it.
        bound: What no choice within the same terms can pass.
    """

    items: tuple[int, ...]
    gains: tuple[float, ...]
    bound: float

    @property
    def value(self) -> float:
        """Add the gains up."""
        return float(sum(self.gains))


@dataclass(slots=True)
class _Left:
    """What may still be chosen; it changes as items are."""

    terms: Terms
    budget: float
    k: float
    most: list[list[int]] = field(default_factory=list)

    @classmethod
    def of(cls, terms: Terms) -> "_Left":
        k = float("inf") if terms.k is None else float(terms.k)
        most = [list(it.most) for it in terms.limits]
        return cls(terms, terms.budget, k, most)

    def allows(self, item: int) -> bool:
        """Tell whether one more item is within the terms."""
        return (
            self.k >= 1
            and self.terms.costs[item] <= self.budget + _ROUNDING
            and all(
                most[limit.groups[item]] > 0
                for limit, most in zip(self.terms.limits, self.most, strict=True)
            )
        )

    def take(self, item: int) -> None:
        """Count an item as chosen."""
        self.k -= 1
        self.budget -= self.terms.costs[item]
        for limit, most in zip(self.terms.limits, self.most, strict=True):
            most[limit.groups[item]] -= 1


def choose(
    weights: Floats,
    places: Finder,
    *,
    terms: Terms,
    per_cost: bool = False,
    at_most: Floats | None = None,
) -> Chosen:
    """Choose items one by one, the one that adds most first, lazily (CELF).

    What an item adds never grows, so that few are looked at again. Equals are taken
    in the order of their numbers.

    Args:
        weights: What covering each place is worth, at least 0.
        places: What each item covers.
        terms: The costs, the budget and the limits; its ``costs`` tell how many
            items there are.
        per_cost: Whether the next is the one that adds most for its cost.
        at_most: One per item: what it covers at most, when that is known for less
            than what it covers.

    Returns:
        The items, with a bound: by submodularity, no choice within the terms passes
        what a choice covers and the best sum of what items would add to it. The
        smallest is given of the bounds at each step.
    """
    covered = np.zeros(len(weights), np.bool_)
    every = range(len(terms.costs))
    gains: Floats = (
        np.array([float(weights[places(it)].sum()) for it in every], np.float64)
        if at_most is None
        else at_most.copy()
    )

    def fresh(item: int) -> float:
        found = places(item)
        return float(weights[found[~covered[found]]].sum())

    ceiling = Ceiling(terms)
    value, bound, left = 0.0, ceiling.above(gains, fresh), _Left.of(terms)
    items: list[int] = []
    added: list[float] = []
    for item in _order(gains, fresh, left=left, per_cost=per_cost):
        covered[places(item)] = True
        left.take(item)
        items.append(item)
        added.append(float(gains[item]))
        value += added[-1]
        gains[item] = 0.0
        bound = min(bound, value + ceiling.above(gains, fresh))
    return Chosen(tuple(items), tuple(added), max(bound, value))


def _order(
    gains: Floats, fresh: Callable[[int], float], *, left: _Left, per_cost: bool
) -> Iterator[int]:
    """Give the items in the order chosen; their gains are brought up to date."""

    def rank(item: int) -> float:
        cost = left.terms.costs[item] if per_cost else 1.0
        return -round(float(gains[item]) / cost, _DIGITS)

    queue = [(rank(it), it) for it in range(len(gains)) if gains[it] > _ROUNDING]
    heapq.heapify(queue)
    while queue:
        _, item = heapq.heappop(queue)
        if not left.allows(item):
            continue  # What is left only shrinks.
        gains[item] = fresh(item)
        if queue and (rank(item), item) > queue[0]:
            heapq.heappush(queue, (rank(item), item))
        elif gains[item] <= _ROUNDING:
            return
        else:
            yield item


class Ceiling:
    """What items could add at most within some terms, each limit taken alone.

    It has a state because the groups are laid out once.
    """

    def __init__(self, terms: Terms) -> None:
        """Lay the terms out."""
        self._terms = terms
        self._costs: Floats = np.asarray(terms.costs, np.float64)
        self._limits = [
            (np.asarray(it.groups, np.int64), np.asarray(it.most, np.int64))
            for it in terms.limits
            if self._even(it)
        ]

    def _even(self, limit: Limit) -> bool:
        """Tell whether the items of each group cost the same.

        Where they do not, a cheap item may serve better than the best of its group.
        """
        groups = np.asarray(limit.groups, np.int64)
        least, most = np.full((2, len(limit.most)), np.nan)
        np.fmin.at(least, groups, self._costs)
        np.fmax.at(most, groups, self._costs)
        return bool(np.all((least == most) | np.isnan(least)))

    def above(self, gains: Floats, fresh: Callable[[int], float]) -> float:
        """Bound what any choice adds, from what each item would add.

        What was computed earlier is too high, never too low: it may stand, unless it
        is among what makes the bound. Changes ``gains``.
        """
        seen: set[int] = set()
        while True:
            used, found = self._best(gains)
            stale = [it for it in used.tolist() if it not in seen]
            if not stale:
                return found
            for it in stale:
                gains[it] = fresh(it)
            seen.update(stale)

    def _best(self, gains: Floats) -> tuple[Places, float]:
        """Give the items of the smallest bound, and that bound."""
        order = np.argsort(-gains / self._costs, kind="stable")
        order = order[gains[order] > 0]
        found = [self._filled(self._kept(order, gains, *it), gains)
                 for it in self._limits]  # fmt: skip
        found = found or [self._filled(order, gains)]
        return min(found, key=lambda it: it[1])

    def _kept(
        self, order: Places, gains: Floats, groups: Places, most: Places
    ) -> Places:
        """Keep the best items of each group, as many as may be chosen of it."""
        by_group = np.lexsort((-gains[order], groups[order]))
        sizes = np.bincount(groups[order], minlength=len(most))
        starts = np.cumsum(sizes) - sizes
        inside = np.empty(len(order), np.int64)
        inside[by_group] = np.arange(len(order)) - np.repeat(starts, sizes)
        return order[inside < most[groups[order]]]

    def _filled(self, order: Places, gains: Floats) -> tuple[Places, float]:
        """Fill the budget with the best for their cost, and the number with the best.

        The last item may be taken for a part, so that this is never below the best
        whole choice.
        """
        before = np.cumsum(self._costs[order]) - self._costs[order]
        share = np.clip((self._terms.budget - before) / self._costs[order], 0.0, 1.0)
        used, found = order[share > 0], float(gains[order] @ share)
        if self._terms.k is not None:
            best = order[np.argsort(-gains[order], kind="stable")[: self._terms.k]]
            if float(gains[best].sum()) < found:
                return best, float(gains[best].sum())
        return used, found
