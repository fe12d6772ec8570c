"""An order of the nodes that depends on the ties first, on the names last.

A search that starts again at random, as those of communities and cores do, follows the
order in which it meets the nodes. In this order neither the way a graph was made nor
the names of its nodes change what it finds, but among nodes that are exactly alike.
"""

import math
from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)

_ROUNDS = 3
_DIGITS = 10


def by_name(nodes: Iterable[Node]) -> list[Node]:
    """Sort nodes when they can be compared; else keep their order."""
    given = list(nodes)
    comparable: Any = given  # Hashable does not say that they can be compared.
    try:
        return sorted(comparable)
    except TypeError:
        return given


def by_ties(graph: "nx.Graph[Node]", *, weight: str | None = "weight") -> list[Node]:
    """Order nodes by their ties, then by those of their neighbours, then by name.

    Args:
        graph: Any graph; a missing weight is 1.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Every node once. Nodes that only their names tell apart come in the order of
        ``by_name``.
    """
    nodes = by_name(graph)
    colours: dict[Node, int] = dict.fromkeys(nodes, 0)
    for _ in range(_ROUNDS):
        seen = {node: _surroundings(graph, node, colours, weight) for node in nodes}
        rank = {it: place for place, it in enumerate(sorted(set(seen.values())))}
        colours = {node: rank[seen[node]] for node in nodes}
    place = {node: number for number, node in enumerate(nodes)}
    return sorted(nodes, key=lambda node: (colours[node], place[node]))


def _surroundings(
    graph: "nx.Graph[Node]", node: Node, colours: dict[Node, int], weight: str | None
) -> tuple[int, float, float]:
    """Describe a node by its colour and by the weights and colours around it."""
    around = [
        (float(data.get(weight, 1)) if weight else 1.0, colours[other])
        for other, data in graph.adj[node].items()
        if other != node
    ]
    total = math.fsum(it for it, _ in around)
    mixed = math.fsum(it * math.sin(colour + 1.0) for it, colour in around)
    return colours[node], round(total, _DIGITS), round(mixed, _DIGITS)
