"""The disparity filter: which weighted ties stand out at one of their ends."""

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import networkx as nx

ALPHA = 0.05
"""Below this chance a tie is kept, unless asked otherwise."""

Node = TypeVar("Node", bound=Hashable)


def disparity(
    graph: "nx.Graph[Node]", *, weight: str | None = "weight"
) -> dict[tuple[Node, Node], float]:
    """Measure how likely each tie is to weigh as much by chance.

    At an end with k ties that share the strength s at random, a tie weighs w or more
    with the chance (1 - w/s)^(k-1). Of the two ends the lower chance is kept; in a
    directed graph, the out-ties of the source and the in-ties of the target.

    Args:
        graph: Undirected or directed, any nodes; weights not below 0, in any unit, 1
            when missing; self-ties count as ties, once.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Each edge, written as the graph gives it, to its chance, above 0, 1 at most,
        in the graph's order. 1 for a tie that is the only one at both its ends, and
        for a tie of weight 0, which is no tie. Empty without a tie.

    References:
        Serrano, M. A., Boguñá, M., Vespignani, A. (2009). Extracting the multiscale
        backbone of complex weighted networks. PNAS 106, 6483-6488.

    Example:
        >>> import networkx as nx
        >>> graph = nx.Graph()
        >>> graph.add_weighted_edges_from([("a", "b", 8), ("a", "c", 1), ("a", "d", 1)])
        >>> round(disparity(graph)["a", "b"], 2)  # (1 - 8/10)^(3-1)
        0.04
    """
    leaving: dict[Node, list[float]] = {node: [] for node in graph}
    entering = {node: [] for node in graph} if graph.is_directed() else leaving
    found: list[tuple[Node, Node, float]] = []
    for one, other, data in graph.edges(data=True):
        value = _weight(data, weight)
        found.append((one, other, value))
        if value > 0:
            leaving[one].append(value)
            if entering is not leaving or one != other:
                entering[other].append(value)
    out_end = {node: (math.fsum(it), len(it)) for node, it in leaving.items()}
    in_end = {node: (math.fsum(it), len(it)) for node, it in entering.items()}
    return {
        (one, other): min(_chance(value, *out_end[one]), _chance(value, *in_end[other]))
        for one, other, value in found
    }


def disparity_backbone(
    graph: "nx.Graph[Node]", *, alpha: float = ALPHA, weight: str | None = "weight"
) -> "nx.Graph[Node]":
    """Keep the ties that stand out at one of their ends.

    Args:
        graph: As for ``disparity``.
        alpha: Ties whose chance is below are kept.
        weight: The edge attribute that counts; None for 1.

    Returns:
        A copy with every node and the ties kept, whose attributes gain ``p``.

    References:
        Serrano, Boguñá and Vespignani (2009), as for ``disparity``.
    """
    kept: nx.Graph[Node] = graph.copy()
    for (one, other), chance in disparity(graph, weight=weight).items():
        if chance < alpha:
            kept.edges[one, other]["p"] = chance
        else:
            kept.remove_edge(one, other)
    return kept


def _chance(value: float, strength: float, ties: int) -> float:
    """Give the chance, at one end, of a tie of this weight or more."""
    if value <= 0 or ties <= 1:
        return 1.0
    return float((1 - min(value / strength, 1.0)) ** (ties - 1))


def _weight(data: dict[str, Any], weight: str | None) -> float:
    return float(data.get(weight, 1)) if weight else 1.0
