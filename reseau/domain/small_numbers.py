"""Small numbers of people that are not shown, nor can be deduced from the totals.

In a small place “2 people” may be enough to know who they are. A count below five is
hidden; so are as many others as it takes for no subtraction to give it back.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Generic, TypeVar

LEAST = 5
"""A count of people below it is not shown, but for 0."""

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tree(Generic[Place]):
    """Counts of which each is the sum of those under it.

    Attributes:
        counts: 0 or more; the total first, each before those under it.
        above: Each place to that whose count it is a part of; the total has none.
        under: Each place to its parts, in order.
    """

    counts: Mapping[Place, int]
    above: Mapping[Place, Place]
    under: Mapping[Place, Sequence[Place]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, direct: Mapping[Place, int], above: Mapping[Place, Place | None]
    ) -> "Tree[Place | tuple[str, Place]]":
        """Add up a tree from what is counted at each of its places.

        A place that has parts and a count of its own gets one part more,
        ``("own", place)``, so that each count is the sum of its parts.

        Args:
            direct: Place to what is counted there and in none of its parts.
            above: Every place to the one around it; one of them to None.
        """
        parts: dict[Place | tuple[str, Place], list[Place | tuple[str, Place]]]
        parts = {it: [] for it in above}
        for it, around in above.items():
            if around is not None:
                parts[around].append(it)
        counts: dict[Place | tuple[str, Place], int] = {
            it: direct.get(it, 0) for it in above
        }
        for it in above:
            if parts[it] and counts[it]:
                parts[it].append(("own", it))
                counts[("own", it)] = counts[it]
                parts[("own", it)] = []
        order = _downwards([it for it in above if above[it] is None], parts)
        for one in reversed(order):
            if parts[one]:
                counts[one] = sum(counts[part] for part in parts[one])
        up = {part: one for one in order for part in parts[one]}
        return Tree({one: counts[one] for one in order}, up, parts)


def _downwards(
    tops: Sequence[Place], parts: Mapping[Place, Sequence[Place]]
) -> list[Place]:
    """Give each place after the one around it."""
    found = list(tops)
    for it in found:  # It grows as it is read.
        found += parts[it]
    return found


def not_to_be_shown(tree: "Tree[Place]", *, least: int = LEAST) -> frozenset[Place]:
    """Choose the counts to hide so that none of them can be deduced.

    First those from 1 to ``least`` - 1. Then, as long as what is still shown leaves
    fewer values possible for a hidden count than “1 to ``least`` - 1” would, the
    smallest count beside it that is not 0, else the one above.

    Args:
        tree: The counts; all are taken for shown somewhere.
        least: The smallest count that may be shown.

    Returns:
        The places to hide. A count of 0 is always shown: it is about nobody.
    """
    hidden = {it for it, count in tree.counts.items() if 0 < count < least}
    while True:
        narrow = [
            it
            for it, (low, high) in possible(tree, hidden).items()
            if it in hidden and high - low < least - 2
        ]
        more = _given_away(tree, narrow, hidden)
        if more is None:
            found = (_beside(tree, it, hidden) for it in narrow)
            more = next((it for it in found if it is not None), None)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def _given_away(
    tree: "Tree[Place]", narrow: Sequence[Place], hidden: Collection[Place]
) -> Place | None:
    """Choose a part to hide of a hidden count whose parts are all shown."""
    for it in narrow:
        parts = [part for part in tree.under[it] if tree.counts[part]]
        if parts and not any(part in hidden for part in parts):
            return min(parts, key=lambda part: (tree.counts[part], parts.index(part)))
    return None


def _beside(
    tree: "Tree[Place]", place: Place, hidden: Collection[Place]
) -> Place | None:
    """Choose one more count to hide for the sake of another; None when all are."""
    near = place
    while (around := tree.above.get(near)) is not None:
        family = tree.under[around]
        free = [it for it in family if tree.counts[it] and it not in hidden]
        if free:
            return min(free, key=lambda it: (tree.counts[it], family.index(it)))
        if around not in hidden:
            return around
        near = around
    return None


def possible(
    tree: "Tree[Place]", hidden: Iterable[Place]
) -> dict[Place, tuple[float, float]]:
    """Tell which values the shown counts leave to each count, as a reader could.

    Args:
        tree: The counts.
        hidden: Which are not shown; the reader knows that they are not 0.

    Returns:
        Place to its least and its greatest possible value, exact for a tree.
    """
    kept = set(hidden)
    low: dict[Place, float] = {}
    high: dict[Place, float] = {}
    order = list(tree.counts)
    for it in reversed(order):
        parts = tree.under[it]
        if it not in kept:
            low[it] = high[it] = tree.counts[it]
        else:
            low[it] = max(1, sum(low[part] for part in parts))
            high[it] = sum(high[part] for part in parts) if parts else inf
    for it in order:
        parts = tree.under[it]
        # What is in the parts is known better than by each alone.
        least, most = (
            sum(low[part] for part in parts),
            sum(high[part] for part in parts),
        )
        bounds = [
            (
                max(low[part], low[it] - _less(most, high[part], parts, part, high)),
                min(high[part], high[it] - (least - low[part])),
            )
            for part in parts
        ]
        for part, (lowest, highest) in zip(parts, bounds, strict=True):
            low[part], high[part] = lowest, highest
    return {it: (low[it], high[it]) for it in order}


def _less(
    total: float,
    own: float,
    parts: Sequence[Place],
    part: Place,
    high: Mapping[Place, float],
) -> float:
    """Take one part from a sum that may be endless."""
    if total < inf:
        return total - own
    return sum(high[it] for it in parts if it != part)
