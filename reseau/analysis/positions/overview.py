"""The figures that say what a network is, and what the rows do not tell."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import accumulate
from typing import NamedTuple

from reseau.analysis.positions.centrality import MEASURES
from reseau.analysis.ties.graphs import Network, Rows
from reseau.analysis.ties.projection import Attendance, TieRule, attendances
from reseau.analysis.ties.shortest_paths import Betweenness, betweenness_estimate
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Layer

LEADING = ("degree", "strength", "betweenness")
"""The centralities whose first actors are given unless asked otherwise."""
TOP = 5

_TWO = 2


class Leader(NamedTuple):
    """One of the first actors by a centrality."""

    actor: int
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far the weight of the co-presence ties comes from few interactions.

    Attributes:
        interaction: The one that weighs most; the oldest when several do.
        held_on: Its date.
        present: How many actors were there.
        share: Its share of the weight of all ties, 0 to 1.
        half: The smallest number of interactions that make half of the weight.
    """

    interaction: int
    held_on: date
    present: int
    share: float
    half: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What the rows hold that the figures leave out, or do not know.

    Attributes:
        alone: Interactions looked at with fewer than two actors present: no tie.
        after: Interactions after the as-of day.
        outside: Interactions until the as-of day but out of the period.
        not_there: Parts in the interactions looked at of actors invited or absent.
        not_shown: Actors present who are not in the network.
        seats_without_start: Seats whose start is not known.
    """

    alone: int
    after: int
    outside: int
    not_there: int
    not_shown: int
    seats_without_start: int


@dataclass(frozen=True, slots=True)
class Overview:
    """One network in figures, with the rule by which they were obtained.

    Attributes:
        layer: The family of the ties.
        rule: Period, as-of day, half-life and weighting.
        actors: How many.
        ties: How many pairs are tied.
        isolates: How many actors have no tie.
        density: Ties over possible ties, 0 to 1; None below two actors.
        components: How many actors in each component, isolates included, largest
            first.
        largest_share: Share of the actors who are in the largest component; None
            without an actor.
        weight: The sum of the weights, in the unit of the layer.
        leaders: By code of centrality, its first actors above 0, highest first, then
            by name without accents, then by key.
        betweenness_error: Half of the 95 % interval of betweenness when it was
            sampled; 0 when exact; None when it was not asked for.
        betweenness_sources: From how many actors it was measured; None likewise.
        interactions: How many were looked at, those that tie nobody included.
        concentration: None for a layer other than co-presence, or without weight.
        missing: What is left out or not known.
    """

    layer: Layer
    rule: TieRule
    actors: int
    ties: int
    isolates: int
    density: float | None
    components: tuple[int, ...]
    largest_share: float | None
    weight: float
    leaders: Mapping[str, tuple[Leader, ...]]
    betweenness_error: float | None
    betweenness_sources: int | None
    interactions: int
    concentration: Concentration | None
    missing: Missing


def overview(
    network: Network,
    rows: Rows,
    *,
    layer: Layer,
    rule: TieRule,
    measures: Iterable[str] = LEADING,
    top: int = TOP,
) -> Overview:
    """Say in figures what the network of one layer is.

    Args:
        network: As ``layer_graph`` made it from the same rows and rule.
        rows: The evidence.
        layer: The family of the ties.
        rule: What the network was made with.
        measures: Codes of ``MEASURES``.
        top: How many leaders of each.

    Returns:
        The figures; all counts are 0 for an empty network.
    """
    count, tied = network.number_of_nodes(), network.number_of_edges()
    components = _components(network)
    every = attendances(rows.participations)
    seen = [it for it in every if rule.covers(it.held_on)]
    scores, estimate = _scores(network, measures)
    return Overview(
        layer=layer,
        rule=rule,
        actors=count,
        ties=tied,
        isolates=components.count(1),
        density=tied / (count * (count - 1) / 2) if count >= _TWO else None,
        components=tuple(components),
        largest_share=components[0] / count if components else None,
        weight=math.fsum(tie["weight"] for _, _, tie in network.edges(data=True)),
        leaders={code: leaders(network, it, top=top) for code, it in scores.items()},
        betweenness_error=None if estimate is None else estimate.error,
        betweenness_sources=None if estimate is None else estimate.sources,
        interactions=len(seen),
        concentration=(
            _concentration(network, seen, rule) if layer is Layer.COPRESENCE else None
        ),
        missing=_missing(network, rows, rule=rule, every=every),
    )


def leaders(
    network: Network, values: Mapping[int, float], *, top: int = TOP
) -> tuple[Leader, ...]:
    """Give the first actors by a centrality.

    Args:
        network: Its nodes carry ``name``.
        values: Actor key to value.
        top: How many at most.

    Returns:
        Those above 0, highest first, then by name without accents, then by key.
        Values that differ in the eleventh digit, by rounding, are equal.
    """
    rounded = {actor: _rounded(value) for actor, value in values.items() if value > 0}
    least = min(nlargest(top, rounded.values()), default=0.0)
    named = [
        Leader(actor, str(network.nodes[actor]["name"]), values[actor])
        for actor, value in rounded.items()
        if value >= least
    ]
    named.sort(key=lambda it: (-rounded[it.actor], sort_key(it.name), it.actor))
    return tuple(named[:top])


def _components(network: Network) -> list[int]:
    """Count the actors of each component, largest first."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    from reseau.analysis.ties import kernels

    matrix = kernels.adjacency(network, list(network))
    _, number = connected_components(matrix, directed=False)
    return sorted(np.bincount(number).tolist(), reverse=True)


def _rounded(value: float) -> float:
    return float(f"{value:.10g}")


def _scores(
    network: Network, measures: Iterable[str]
) -> tuple[dict[str, dict[int, float]], Betweenness[int] | None]:
    """Measure what is asked, betweenness with its error."""
    scores: dict[str, dict[int, float]] = {}
    estimate = None
    for code in measures:
        if code == "betweenness":
            estimate = betweenness_estimate(network)
            scores[code] = estimate.values
        else:
            scores[code] = MEASURES[code].of(network)
    return scores, estimate


def _concentration(
    network: Network, seen: Iterable[Attendance], rule: TieRule
) -> Concentration | None:
    """Share the weight of the ties among the interactions it comes from."""
    weighed: list[tuple[float, Attendance]] = []
    for it in seen:
        shown = sum(actor in network for actor in it.actors)
        each = rule.weighting.share(len(it.actors)) * rule.recency(
            it.held_on.toordinal()
        )
        weighed.append((each * shown * (shown - 1) / 2, it))
    total = sum(weight for weight, _ in weighed)
    if not total:
        return None
    weighed.sort(key=lambda it: -it[0])
    weight, (interaction, held_on, actors) = weighed[0]
    reached = accumulate(weight for weight, _ in weighed)
    half = 1 + sum(1 for it in reached if it < total / 2)
    return Concentration(interaction, held_on, len(actors), weight / total, half)


def _missing(
    network: Network, rows: Rows, *, rule: TieRule, every: Sequence[Attendance]
) -> Missing:
    """Count what the figures leave out."""
    seen = [it for it in every if rule.covers(it.held_on)]
    after = sum(it.held_on > rule.as_of for it in every)
    kept = {it.interaction for it in seen}
    parts = [row for row in rows.participations if row.interaction in kept]
    present = {actor for it in seen for actor in it.actors}
    return Missing(
        alone=sum(len(it.actors) < _TWO for it in seen),
        after=after,
        outside=len(every) - len(seen) - after,
        not_there=sum(not row.role.present for row in parts),
        not_shown=len(present - set(network)),
        seats_without_start=sum(row.since is None for row in rows.memberships),
    )
