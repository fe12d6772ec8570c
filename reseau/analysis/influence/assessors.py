"""What several people assert of the same things, side by side, never blended silently.

A rating is what one assessor says of one cell: of a pair of actors, or of an actor and
an objective. None is the assessor of what was asserted without saying by whom.
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from reseau.domain.evidence import InfluenceRow, PositionRow

Assessor: TypeAlias = int | None
Cell: TypeAlias = tuple[int, int]
Combination: TypeAlias = Literal["mean", "median"]

ENOUGH = 3
"""How many assessors a mean needs before it is shown."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """The latest rating of each assessor on each cell.

    Attributes:
        values: Cell to what each assessor says of it.
        replaced: Assertions left out because the same assessor said otherwise later.
        merged: Assertions on several themes of which only the strongest is kept.
    """

    values: dict[Cell, dict[Assessor, int]]
    replaced: int = 0
    merged: int = 0

    @property
    def assessors(self) -> list[Assessor]:
        """List who rated anything, by key; what nobody signed comes last."""
        found = {it for by in self.values.values() for it in by}
        return sorted(found, key=lambda it: (it is None, it or 0))

    @property
    def count(self) -> int:
        """Count the ratings, one per cell and assessor."""
        return sum(len(by) for by in self.values.values())

    def of(self, assessor: Assessor) -> dict[Cell, float]:
        """Give what one assessor says."""
        return {
            cell: float(by[assessor])
            for cell, by in self.values.items()
            if assessor in by
        }

    def combined(self, how: Combination = "mean") -> dict[Cell, float]:
        """Combine what those who rated a cell say of it.

        The caller decides whether that many assessors make it worth showing.
        """
        middle = statistics.fmean if how == "mean" else statistics.median
        return {
            cell: float(middle([float(it) for it in by.values()]))
            for cell, by in self.values.items()
        }

    def disagreements(self) -> list[tuple[Cell, dict[Assessor, int]]]:
        """List the cells on which assessors differ, the widest gaps first."""
        found = [(cell, by) for cell, by in self.values.items() if spread(by)]
        return sorted(found, key=lambda it: (-spread(it[1]), it[0]))

    def thin(self) -> int:
        """Count the cells rated by fewer assessors than a mean needs."""
        return sum(len(by) < ENOUGH for by in self.values.values())


def spread(by: Mapping[Assessor, int]) -> int:
    """Give the gap between the highest and the lowest rating of a cell."""
    return max(by.values()) - min(by.values())


def influence_ratings(rows: Iterable[InfluenceRow]) -> Ratings:
    """Keep the latest influence per pair, theme and assessor.

    Where an assessor rated a pair on several themes, the strongest of the latest ones
    stands for the pair.

    Args:
        rows: In any order; those of one theme, or of several.
    """
    kept = list(rows)
    latest: dict[tuple[Cell, int | None, Assessor], int] = {}
    for it in sorted(kept, key=lambda it: (it.asserted_on or date.min, it.influence)):
        latest[(it.source, it.target), it.theme, it.asserted_by] = it.strength
    values: dict[Cell, dict[Assessor, int]] = {}
    for (cell, _theme, by), strength in latest.items():
        of_cell = values.setdefault(cell, {})
        of_cell[by] = max(strength, of_cell.get(by, 0))
    merged = len(latest) - sum(len(by) for by in values.values())
    return Ratings(values, len(kept) - len(latest), merged)


def position_ratings(
    rows: Iterable[PositionRow], *, by_priority: bool = False
) -> Ratings:
    """Keep the latest stance per actor, objective and assessor.

    Args:
        rows: In any order.
        by_priority: Give the sign of the stance times the priority, where one is
            stated, in place of the stance.
    """
    kept = list(rows)
    values: dict[Cell, dict[Assessor, int]] = {}
    for it in sorted(kept, key=lambda it: (it.asserted_on or date.min, it.position)):
        value = it.stance
        if by_priority and it.priority is not None:
            value = (value > 0) - (value < 0)
            value *= it.priority
        values.setdefault((it.actor, it.objective), {})[it.asserted_by] = value
    ratings = sum(len(by) for by in values.values())
    return Ratings(values, len(kept) - ratings)


def table(
    values: Mapping[Cell, float], rows: Sequence[int], columns: Sequence[int]
) -> list[list[float]]:
    """Lay ratings out in rows and columns; 0 where nothing was said."""
    return [[values.get((row, column), 0.0) for column in columns] for row in rows]
