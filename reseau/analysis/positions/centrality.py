"""Centralities of the actors of one layer, and how centralized the layer is.

Every measure takes a graph of any kind of nodes, self-ties ignored, and gives one plain
float per node, in the order of the graph; an empty one gives an empty result.
"""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.shortest_paths import betweenness, betweenness_estimate
from reseau.i18n import N_, gettext

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.ties.kernels import Matrix

_Node = TypeVar("_Node", bound=Hashable)

_THREE = 3


def degree(graph: "nx.Graph[_Node]") -> dict[_Node, float]:
    """Count the ties of each actor.

    Args:
        graph: Undirected; weights are ignored.

    Returns:
        Node to with how many others it is tied, a whole number; 0 for an isolated one.
    """
    return {node: float(len(graph[node]) - (node in graph[node])) for node in graph}


def strength(graph: "nx.Graph[_Node]", weight: str = "weight") -> dict[_Node, float]:
    """Add up the weights of the ties of each actor.

    Args:
        graph: Undirected, weights in the unit of the layer.
        weight: The edge attribute that holds them, 1 where it is missing.

    Returns:
        Node to the sum, in that unit; 0 for an isolated one. For co-presence
        weighted as ``newman`` without fading: the number of interactions at which
        the actor had company.
    """
    return {
        node: math.fsum(
            tie.get(weight, 1) for other, tie in graph[node].items() if other != node
        )
        for node in graph
    }


def closeness(graph: "nx.Graph[_Node]") -> dict[_Node, float]:
    """Measure how few ties away the others are.

    Args:
        graph: Weights are ignored; in a directed one the ties that lead to the node
            are followed.

    Returns:
        Node to (r/(n-1)) * (r/sum of distances), where r is how many others are
        linked to it: 0 to 1, 1 when tied with everyone, 0 for an isolated one.

    References:
        Wasserman, S., Faust, K. (1994). Social Network Analysis. Cambridge University
        Press, p. 201.
    """
    from reseau.analysis.ties import kernels

    nodes = kernels.ordered(graph)
    found = kernels.distances(_towards(graph, nodes))
    far, reached = found.farness.tolist(), found.reached.tolist()
    others = len(nodes) - 1
    values = {
        node: near / others * near / total if total else 0.0
        for node, near, total in zip(nodes, reached, far, strict=True)
    }
    return {node: values[node] for node in graph}


def harmonic(
    graph: "nx.Graph[_Node]", *, normalized: bool = True
) -> dict[_Node, float]:
    """Measure how near the others are, those out of reach counting for nothing.

    Args:
        graph: Weights are ignored; in a directed one the ties that lead to the node
            are followed.
        normalized: Whether to divide by the number of others.

    Returns:
        Node to the sum of one over its distance to each other, in ties, over n-1:
        0 to 1, 1 when tied with everyone, 0 for an isolated one.

    References:
        Marchiori, M., Latora, V. (2000). Harmony in the small-world. Physica A 285,
        539-546.
    """
    from reseau.analysis.ties import kernels

    nodes = kernels.ordered(graph)
    near = kernels.distances(_towards(graph, nodes)).nearness.tolist()
    most = max(len(nodes) - 1, 1) if normalized else 1
    values = dict(zip(nodes, near, strict=True))
    return {node: values[node] / most for node in graph}


def eigenvector(
    graph: "nx.Graph[_Node]", weight: str | None = "weight"
) -> dict[_Node, float]:
    """Measure how strongly each actor is tied to actors who are themselves central.

    Args:
        graph: Undirected, weights in any unit.
        weight: The edge attribute that holds them, 1 where it is missing; None to
            ignore them.

    Returns:
        Node to its value in the leading eigenvector of the weights, the largest
        being 1; 0 for an isolated one and for a component that is less strongly
        tied; 0 for everyone when no tie has weight.

    Raises:
        WeightError: A weight is below 0, infinite or not a number.

    References:
        Bonacich, P. (1972). Factoring and weighting approaches to status scores and
        clique identification. Journal of Mathematical Sociology 2, 113-120.
    """
    from reseau.analysis.ties import kernels

    nodes = kernels.ordered(graph)
    matrix = kernels.adjacency(graph, nodes, weight=weight)
    if not matrix.nnz:
        return dict.fromkeys(graph, 0.0)
    values = dict(zip(nodes, kernels.leading_vector(matrix).tolist(), strict=True))
    return {node: values[node] for node in graph}


def pagerank(
    graph: "nx.Graph[_Node]", damping: float = 0.85, weight: str | None = "weight"
) -> dict[_Node, float]:
    """Measure where one ends up who follows ties at random, the strong ones more often.

    Args:
        graph: Weights in any unit; the ties of a directed one are followed from
            source to target, so that who is pointed at ranks high.
        damping: The share of the steps that follow a tie, 0 to below 1.
        weight: The edge attribute that holds them, 1 where it is missing; None to
            ignore them.

    Returns:
        Node to its share, above 0, adding up to 1. An isolated one gets the least
        there is; from one that no tie leaves, one begins again anywhere.

    Raises:
        WeightError: A weight is below 0, infinite or not a number.

    References:
        Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual Web
        search engine. Computer Networks 30, 107-117.
    """
    from reseau.analysis.ties import kernels

    if not graph:
        return {}
    nodes = kernels.ordered(graph)
    matrix = kernels.adjacency(graph, nodes, weight=weight)
    found = kernels.ranks(matrix, damping=damping)
    values = dict(zip(nodes, found.tolist(), strict=True))
    return {node: values[node] for node in graph}


def _towards(graph: "nx.Graph[_Node]", nodes: list[_Node]) -> "Matrix":
    """Write the ties with those that lead to a node in its row."""
    from reseau.analysis.ties import kernels

    matrix = kernels.adjacency(graph, nodes)
    return matrix.T.tocsr() if graph.is_directed() else matrix


def _betweenness(network: Network) -> dict[int, float]:
    return betweenness_estimate(network).values


@dataclass(frozen=True, slots=True)
class Measure:
    """A centrality by name, as a person chooses it and reads it.

    Attributes:
        code: What is typed and exported; never translated.
        name: In English, marked for translation.
        meaning: One sentence in English, marked for translation.
        of: The function.
    """

    code: str
    name: str
    meaning: str
    of: Callable[[Network], dict[int, float]]

    @property
    def label(self) -> str:
        """Give the name in the reader's language."""
        return gettext(self.name)

    @property
    def definition(self) -> str:
        """Give the sentence in the reader's language."""
        return gettext(self.meaning)


_MEASURES = (
    Measure(
        "degree",
        N_("Number of ties"),
        N_("With how many actors this one is tied."),
        degree,
    ),
    Measure(
        "strength",
        N_("Total of the ties"),
        N_("The sum of the weights of this actor’s ties."),
        strength,
    ),
    Measure(
        "betweenness",
        N_("Betweenness"),
        N_(
            "How often the shortest paths between two others go through this actor, "
            "strong ties being short."
        ),
        _betweenness,
    ),
    Measure(
        "closeness",
        N_("Closeness"),
        N_("How few ties away this actor is from all the others."),
        closeness,
    ),
    Measure(
        "eigenvector",
        N_("Well-placed ties"),
        N_("How strongly this actor is tied to actors who are central themselves."),
        eigenvector,
    ),
    Measure(
        "pagerank",
        N_("PageRank"),
        N_("How often one comes to this actor by following ties at random."),
        pagerank,
    ),
)

MEASURES: Mapping[str, Measure] = MappingProxyType({it.code: it for it in _MEASURES})
"""Every measure by its code, in the order in which they are shown."""


def degree_centralization(network: Network) -> float | None:
    """Tell how far the ties are gathered around one actor.

    Args:
        network: Undirected; weights are ignored.

    Returns:
        0 when all have as many ties, 1 for a star; None below three actors.

    References:
        Freeman, L. C. (1979). Centrality in social networks: conceptual
        clarification. Social Networks 1, 215-239.
    """
    size = len(network)
    return _centralization(degree(network), (size - 1) * (size - 2))


def closeness_centralization(network: Network) -> float | None:
    """Tell how far closeness is that of one actor.

    Args:
        network: Undirected; weights are ignored. Freeman defined it for one component;
            with several, closeness is that of ``closeness``.

    Returns:
        0 when all are as close, 1 for a star; None below three actors.

    References:
        Freeman (1979), as for ``degree_centralization``.
    """
    size = len(network)
    return _centralization(closeness(network), (size - 1) * (size - 2) / (2 * size - 3))


def betweenness_centralization(network: Network) -> float | None:
    """Tell how far the shortest paths go through one actor.

    Args:
        network: Undirected; weights are ignored.

    Returns:
        0 when all are as often between others, 1 for a star; None below three actors.

    References:
        Freeman (1979), as for ``degree_centralization``.
    """
    return _centralization(betweenness(network, weight=None), len(network) - 1)


def _centralization(values: Mapping[int, float], most: float) -> float | None:
    """Compare the gaps below the most central actor with the most they could be."""
    if len(values) < _THREE:
        return None
    highest = max(values.values())
    return sum(highest - value for value in values.values()) / most
