"""Why two actors are tied: every line behind the tie, and its share of the weight."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from reseau.analysis.ties.graphs import Rows, lines
from reseau.analysis.ties.projection import Line, Pair, TieRule, attendances
from reseau.domain.evidence import ParticipationRow
from reseau.domain.vocabulary import Layer


class Reason(NamedTuple):
    """One line behind a tie.

    Attributes:
        line: The keys, the dates, how many were present and what the line adds.
        share: That contribution over the weight of the tie, 0 to 1; 0 when the
            weight has faded to 0.
    """

    line: Line
    share: float


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """Everything behind the tie of two actors in one layer.

    Attributes:
        layer: The family of the tie.
        pair: The two actors, the smaller key first.
        weight: The weight of the tie, in the unit of the layer; 0 without a tie.
        reasons: By contribution, largest first, then oldest first, then by keys;
            empty without a tie. Their contributions add up to the weight.
    """

    layer: Layer
    pair: Pair
    weight: float
    reasons: tuple[Reason, ...]


def tie_evidence(rows: Rows, layer: Layer, *, pair: Pair, rule: TieRule) -> TieEvidence:
    """Give what is behind the tie of two actors in one layer.

    Args:
        rows: The same as for the network, in any order.
        layer: The family of the tie.
        pair: Two actors, in either order.
        rule: The same as for the network.

    Returns:
        The evidence, without a reason when the two are not tied, are the same actor
        or are unknown.
    """
    one, other = sorted(pair)
    narrowed = replace(rows, participations=_shared(rows.participations, {one, other}))
    behind = lines(narrowed, layer, rule=rule).get((one, other), [])
    weight = math.fsum(line.contribution for line in behind)
    reasons = [
        Reason(line, line.contribution / weight if weight else 0.0) for line in behind
    ]
    return TieEvidence(layer, (one, other), weight, tuple(sorted(reasons, key=_order)))


def why(rows: Rows, pair: Pair, *, rule: TieRule) -> dict[Layer, TieEvidence]:
    """Give what is behind every tie of two actors, layer by layer.

    Args:
        rows: The same as for the networks.
        pair: Two actors, in either order.
        rule: The same as for the networks.

    Returns:
        The layers in which the two are tied, in the order of ``Layer``; empty when
        they are tied in none.
    """
    every = (tie_evidence(rows, layer, pair=pair, rule=rule) for layer in Layer)
    return {found.layer: found for found in every if found.reasons}


def _shared(
    rows: Iterable[ParticipationRow], pair: set[int]
) -> tuple[ParticipationRow, ...]:
    """Keep the interactions where both were, with all who were there."""
    kept = tuple(rows)
    theirs = attendances(row for row in kept if row.actor in pair)
    shared = {it.interaction for it in theirs if len(it.actors) == len(pair)}
    return tuple(row for row in kept if row.interaction in shared)


def _order(reason: Reason) -> tuple[float, date, tuple[int, ...]]:
    line = reason.line
    return -line.contribution, line.first or date.min, line.keys
