"""The network: one graph per layer, whose edges keep the keys of their evidence."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from reseau.analysis.ties import intervals
from reseau.analysis.ties.projection import Line, Pair, TieRule, copresence
from reseau.domain.evidence import (
    ActorRow,
    AffiliationRow,
    CollaborationRow,
    MembershipRow,
    ParticipationRow,
)
from reseau.domain.vocabulary import Layer

if TYPE_CHECKING:
    import networkx as nx

Network: TypeAlias = "nx.Graph[int]"
"""An undirected graph of actors' keys: see ``layer_graph``."""

Lines: TypeAlias = dict[Pair, list[Line]]
"""What is behind each tie of a layer."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything ties are made of, as read from the store; all empty by default."""

    participations: Sequence[ParticipationRow] = ()
    memberships: Sequence[MembershipRow] = ()
    affiliations: Sequence[AffiliationRow] = ()
    collaborations: Sequence[CollaborationRow] = ()


def lines(rows: Rows, layer: Layer, *, rule: TieRule) -> Lines:
    """Find the ties of one layer, each with the lines behind it.

    Args:
        rows: In any order.
        layer: The family of ties.
        rule: The period, the as-of day, the half-life and the weighting.

    Returns:
        Pair to its lines; the contributions add up to the weight of the tie. Empty
        when there is no tie.
    """
    match layer:
        case Layer.COPRESENCE:
            return copresence(rows.participations, rule)
        case Layer.COMMITTEE:
            return intervals.committee(rows.memberships, rule)
        case Layer.AFFILIATION:
            return intervals.affiliation(rows.affiliations, rule)
        case Layer.COLLABORATION:
            return intervals.collaboration(rows.collaborations, rule)
        case _:
            assert_never(layer)


def layer_graph(
    actors: Iterable[ActorRow],
    rows: Rows,
    *,
    layer: Layer,
    rule: TieRule,
) -> Network:
    """Draw the network of one layer.

    Leaving an actor out of ``actors`` (the collective's own staff, a person who may
    not be shown) removes its ties and changes no other weight: it still counts in
    the size of the interactions where it was.

    Args:
        actors: The nodes.
        rows: The evidence; ties of other actors are left out.
        layer: The family of ties.
        rule: The period, the as-of day, the half-life and the weighting.

    Returns:
        An undirected graph. Nodes, in the order of the keys, carry ``slug``, ``name``
        and ``kind``. Edges, in the order of the pairs, carry ``weight`` (float, in
        the unit of the layer), ``count`` (lines behind it, neither faded nor
        corrected), ``first`` (date, None when unknown), ``last`` (date), ``layer``
        and ``evidence`` (the keys, sorted: of interactions, memberships, affiliations
        or collaborations according to the layer).
    """
    return network_of(actors, lines(rows, layer, rule=rule), layer=layer)


def network_of(actors: Iterable[ActorRow], found: Lines, *, layer: Layer) -> Network:
    """Draw a network from the lines behind its ties.

    Args:
        actors: The nodes.
        found: As ``lines`` gives them; ties of other actors are left out.
        layer: The family of the ties.

    Returns:
        A graph as ``layer_graph`` gives it, isolated actors included.
    """
    import networkx as nx

    graph: Network = nx.Graph()
    for actor in sorted(actors, key=lambda it: it.actor):
        graph.add_node(actor.actor, slug=actor.slug, name=actor.name, kind=actor.kind)
    graph.add_edges_from(
        (one, other, _tie(found[one, other], layer))
        for one, other in sorted(found)
        if one in graph and other in graph
    )
    return graph


def ties(network: Network) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Give the edges and their attributes, each pair sorted, in the order of the pairs.

    The order does not depend on how the graph was made. The attributes are those of
    ``layer_graph``; NetworkX keeps them untyped.
    """
    edges = ((min(a, b), max(a, b), data) for a, b, data in network.edges(data=True))
    yield from sorted(edges, key=lambda it: it[:2])


def _tie(behind: Sequence[Line], layer: Layer) -> dict[str, object]:
    """Sum up the lines behind a tie; the order of the lines does not matter."""
    if len(behind) == 1:  # Most ties of a large log: spare them the sums.
        (only,) = behind
        return {
            "weight": only.contribution,
            "count": 1,
            "first": only.first,
            "last": only.last,
            "layer": layer,
            "evidence": tuple(sorted(set(only.keys))),
        }
    begun = [line.first for line in behind if line.first is not None]
    return {
        "weight": math.fsum([line.contribution for line in behind]),
        "count": len(behind),
        "first": min(begun) if begun else None,
        "last": max([line.last for line in behind]),
        "layer": layer,
        "evidence": tuple(sorted({key for line in behind for key in line.keys})),
    }
