"""The network: one graph per layer, whose edges keep the keys of their evidence."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from reseau.analysis import intervals
from reseau.analysis.projection import Line, Pair, TieRule, copresence
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
    isolates: bool = True,
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
        isolates: Whether to keep the actors without a tie.

    Returns:
        An undirected graph. Nodes, in the order of the keys, carry ``slug``, ``name``
        and ``kind``. Edges, in the order of the pairs, carry ``weight`` (float, in
        the unit of the layer), ``count`` (lines behind it, neither faded nor
        corrected), ``first`` (date, None when unknown), ``last`` (date), ``layer``
        and ``evidence`` (the keys, sorted: of interactions, memberships, affiliations
        or collaborations according to the layer).
    """
    import networkx as nx

    graph = network_of(actors, lines(rows, layer, rule=rule), layer=layer)
    if not isolates:
        graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph


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


def networks(
    actors: Iterable[ActorRow],
    rows: Rows,
    *,
    rule: TieRule,
    layers: Iterable[Layer] = tuple(Layer),
    isolates: bool = True,
) -> dict[Layer, Network]:
    """Draw several layers side by side, never blended: their units differ.

    Args:
        actors: The nodes of every layer.
        rows: The evidence.
        rule: The period, the as-of day, the half-life and the weighting.
        layers: Which ones; all by default.
        isolates: Whether to keep, in each layer, the actors without a tie in it.

    Returns:
        Layer to its graph, in the order asked for.
    """
    nodes = list(actors)
    return {
        layer: layer_graph(nodes, rows, layer=layer, rule=rule, isolates=isolates)
        for layer in layers
    }


def united(layers: Mapping[Layer, Network]) -> "nx.MultiGraph[int]":
    """Put several layers in one graph for an export, with their ties apart.

    Args:
        layers: As ``networks`` gives them.

    Returns:
        A graph with the nodes of all the layers in the order of the keys; two actors
        have one edge per layer in which they are tied, keyed by the layer's code and
        with the same attributes.
    """
    import networkx as nx

    graph: nx.MultiGraph[int] = nx.MultiGraph()
    nodes = {key: data for it in layers.values() for key, data in it.nodes(data=True)}
    graph.add_nodes_from(sorted(nodes.items()))
    for layer, network in layers.items():
        for one, other, data in ties(network):
            graph.add_edge(one, other, key=layer.value, **data)
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
