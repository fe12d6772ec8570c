"""Choose which names fit on a still picture: none covers another name or a disc."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_CELL = 64.0
_NARROW = frozenset("ijlftrI.,'’:;!|()[] -")
_WIDE = frozenset("mwMW@%—…")
_LONGEST = 30
_HUBS = 24


class Disc(NamedTuple):
    """A disc to be named: its middle, its radius, and the name."""

    x: float
    y: float
    radius: float
    name: str


class Label(NamedTuple):
    """A name that fits: the left end of its base line, and its text."""

    x: float
    y: float
    text: str


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: "Box") -> bool:
        """Tell whether the whole of this one is inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share some surface."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class _Taken:
    """Rectangles already drawn. A class because it remembers them by cell."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    @staticmethod
    def _cells_of(box: Box) -> Iterable[tuple[int, int]]:
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
            for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
                yield column, row

    def add(self, box: Box) -> None:
        """Remember a rectangle."""
        for cell in self._cells_of(box):
            self._cells[cell].append(box)

    def met(self, box: Box) -> set[Box]:
        """Give all that a rectangle would cover."""
        near = (it for cell in self._cells_of(box) for it in self._cells[cell])
        return {it for it in near if box.meets(it)}


def shortened(name: str, longest: int = _LONGEST) -> str:
    """Cut a long name with an ellipsis."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def text_width(text: str, font: float) -> float:
    """Estimate, on the large side, how wide a text is in a plain sans serif."""
    units = sum(
        0.36
        if it in _NARROW
        else 0.95
        if it in _WIDE
        else 0.74
        if it.isupper()
        else 0.61
        for it in text
    )
    return units * font


def placed_labels(
    discs: Sequence[Disc], *, font: float, bounds: Box, most: int
) -> list[Label]:
    """Place as many names as fit, the first discs first.

    Args:
        discs: All discs of the picture, the most important first. The first 24 are
            named even where a few of the others get covered.
        font: Height of the letters.
        bounds: What may be written on.
        most: How many names are tried.

    Returns:
        The names that fit, in the order of their discs; no two overlap.
    """
    taken, small = _Taken(), set()
    for rank, (x, y, reach, _) in enumerate(discs):
        box = Box(x - reach, y - reach, x + reach, y + reach)
        taken.add(box)
        if rank >= _HUBS:
            small.add(box)
    labels = []
    for rank, disc in enumerate(discs[:most]):
        text = shortened(disc.name)
        spots = _around(disc, text_width(text, font), font)
        inside = [it for it in spots if it.within(bounds)]
        allowed = small if rank < _HUBS else set[Box]()
        costs = [(_cost(taken.met(it), allowed), at) for at, it in enumerate(inside)]
        cost, at = min(costs, default=(math.inf, 0))
        if cost < math.inf:
            taken.add(inside[at])
            labels.append(Label(inside[at].left, inside[at].bottom - font * 0.28, text))
    return labels


def _cost(met: set[Box], allowed: set[Box]) -> float:
    """Count what is covered; infinite when some of it may not be."""
    return len(met) if met <= allowed else math.inf


def _around(disc: Disc, width: float, font: float) -> Iterable[Box]:
    """Offer the places beside a disc: right, left, under, over, then the corners."""
    away, half, slant = disc.radius + 2.5, font * 0.62, disc.radius * 0.7 + 2
    right, left, middle = disc.x + away, disc.x - away - width, disc.x - width / 2
    under, over = disc.y + away - 1 + half, disc.y - away + 1 - half
    down, up = disc.y + slant + half, disc.y - slant - half
    after, before = disc.x + slant, disc.x - slant - width
    for x, y in (
        (right, disc.y), (left, disc.y), (middle, under), (middle, over),
        (after, down), (after, up), (before, down), (before, up),
    ):  # fmt: skip
        yield Box(x, y - half, x + width, y + half)
