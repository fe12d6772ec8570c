"""How centralized a graph is, and its cores; on any graph, of any hashable nodes."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

from reseau.analysis.positions.centrality import (
    betweenness_centralization,
    closeness_centralization,
    degree_centralization,
)
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.ties.graphs import Network

Node = TypeVar("Node", bound=Hashable)


class UnknownKindError(UsageError):
    """Centralization is asked of a centrality for which it is not defined."""

    message = N_(
        "Centralization is that of degree, closeness or betweenness: not {kind}."
    )


class DirectedGraphError(UsageError):
    """A measure for undirected graphs is asked of a directed one."""

    message = N_("This measure is for undirected graphs: give graph.to_undirected().")


def centralization(graph: "nx.Graph[Node]", kind: str = "degree") -> float | None:
    """Tell how far a graph is centralized on one of its nodes.

    The gaps of centrality below the most central node, over the most they could be,
    which a star reaches: (n-1)(n-2) for degree, (n-1)(n-2)/(2n-3) for closeness,
    (n-1) for betweenness normalised to 1.

    Args:
        graph: Undirected; weights, loops and repeated ties are ignored.
        kind: ``degree``, ``closeness`` or ``betweenness``.

    Returns:
        0 when all nodes are as central, 1 for a star; None below three nodes.

    Raises:
        UnknownKindError: The kind is none of the three.
        DirectedGraphError: The graph is directed.

    References:
        Freeman, L. C. (1979). Centrality in social networks: conceptual
        clarification. Social Networks 1, 215-239.

    Example:
        >>> import networkx as nx
        >>> centralization(nx.star_graph(4))
        1.0
    """
    of = {
        "degree": degree_centralization,
        "closeness": closeness_centralization,
        "betweenness": betweenness_centralization,
    }.get(kind)
    if of is None:
        raise UnknownKindError(kind=kind)
    return of(_numbered(graph))


def coreness(
    graph: "nx.Graph[Node]", *, weight: str = "weight", threshold: float | None = None
) -> dict[Node, int]:
    """Tell how deep in the cores of a graph each node is.

    The k-core is what is left when nodes with fewer than k ties are taken away,
    again and again; a node's coreness is the largest k whose core holds it.

    Args:
        graph: Undirected; loops and repeated ties are ignored.
        weight: The attribute that ``threshold`` looks at.
        threshold: Only ties of at least this weight count; None counts all.

    Returns:
        Node to a whole number, in the order of the nodes: 0 for an isolated one.
        Empty for an empty graph.

    Raises:
        DirectedGraphError: The graph is directed.

    References:
        Seidman, S. B. (1983). Network structure and minimum degree. Social Networks
        5, 269-287.

    Example:
        >>> import networkx as nx
        >>> coreness(nx.lollipop_graph(3, 1))
        {0: 2, 1: 2, 2: 2, 3: 1}
    """
    import networkx as nx

    found = nx.core_number(_numbered(graph, weight=weight, threshold=threshold))
    return {node: int(found[place]) for place, node in enumerate(graph)}


def k_core(
    graph: "nx.Graph[Node]",
    k: int | None = None,
    *,
    weight: str = "weight",
    threshold: float | None = None,
) -> list[Node]:
    """Give the nodes of a core.

    Args:
        graph: As for ``coreness``.
        k: Each node of the core has at least k ties inside it; None for the deepest.
        weight: As for ``coreness``.
        threshold: As for ``coreness``.

    Returns:
        The nodes whose coreness is k or more, in the order of the graph.

    Raises:
        DirectedGraphError: The graph is directed.
    """
    found = coreness(graph, weight=weight, threshold=threshold)
    least = max(found.values(), default=0) if k is None else k
    return [node for node, depth in found.items() if depth >= least]


def _numbered(
    graph: "nx.Graph[Node]", *, weight: str = "weight", threshold: float | None = None
) -> "Network":
    """Copy a graph with its nodes numbered, without loops and repeated ties."""
    import networkx as nx

    if graph.is_directed():
        raise DirectedGraphError
    place = {node: index for index, node in enumerate(graph)}
    copy: Network = nx.Graph()
    copy.add_nodes_from(place.values())
    copy.add_edges_from(
        (place[a], place[b])
        for a, b, amount in graph.edges(data=weight, default=1.0)
        if a != b and (threshold is None or amount >= threshold)
    )
    return copy
