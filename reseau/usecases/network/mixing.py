"""Whether co-presence crosses the lines between sectors."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from reseau.analysis.mobilizing.mixing import EITest
from reseau.usecases.network.attendance import Gathering, Log

ENOUGH = 5
_TWO = 2


class Unmixed(StrEnum):
    """Why mixing is not told."""

    NO_SECTOR = "no-sector-known"
    ONE_SECTOR = "one-sector"
    FEW_ACTORS = "few-actors"
    FEW_EVENTS = "few-interactions"


@dataclass(frozen=True, slots=True)
class Mixing:
    """The E–I index of co-presence between sectors, or why it is not told.

    Attributes:
        test: None when it would mislead.
        weighted: The same index with ties weighted, each interaction of N adding
            1/(N-1) to each tie; None like ``test``.
        assortativity: Of the same ties, not weighted.
        reason: Why there is none.
        actors: How many tied actors have a sector.
    """

    test: EITest | None
    weighted: float | None
    assortativity: float | None
    reason: Unmixed | None
    actors: int


def mixing(kept: Sequence[Gathering], log: Log) -> Mixing:
    """Measure whether those who met are of the same sector.

    Who came on behalf of an organization counts as that organization, so that two
    colleagues are one; nothing fades.

    Args:
        kept: The interactions of the period.
        log: Where the sectors are.
    """
    sector = {key: it.sector for key, it in log.actors.items() if it.sector}
    ties = _ties(kept, sector)
    tied = {actor for pair in ties for actor in pair}
    reason = _reason(kept, sector, tied)
    if reason is not None:
        return Mixing(None, None, None, reason, len(tied))
    from reseau.analysis.mobilizing.mixing import (
        assortativity,
        ei_index,
        ei_test,
        tied_graph,
    )

    graph = tied_graph(ties)
    return Mixing(
        test=ei_test(graph, sector),
        weighted=ei_index(graph, sector, weight="weight"),
        assortativity=assortativity(graph, sector),
        reason=None,
        actors=len(tied),
    )


def _ties(
    kept: Iterable[Gathering], sector: Mapping[int, str]
) -> dict[tuple[int, int], float]:
    """Tie those who were represented together, and whose sector is known."""
    weights: defaultdict[tuple[int, int], float] = defaultdict(float)
    for it in kept:
        sides = sorted(
            {part.on_behalf_of or part.actor for part in it.parts if part.role.present}
        )
        for one, other in combinations([side for side in sides if side in sector], 2):
            weights[one, other] += 1 / (len(sides) - 1)
    return weights


def _reason(
    kept: Sequence[Gathering], sector: Mapping[int, str], tied: set[int]
) -> Unmixed | None:
    if not sector:
        return Unmixed.NO_SECTOR
    if len(kept) < ENOUGH:
        return Unmixed.FEW_EVENTS
    if len(tied) < ENOUGH:
        return Unmixed.FEW_ACTORS
    if len({sector[it] for it in tied}) < _TWO:
        return Unmixed.ONE_SECTOR
    return None
