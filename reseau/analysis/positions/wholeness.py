"""How far a network holds together, to be compared before and after a change."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import networkx as nx

NEARNESS_UP_TO = 20_000
"""Up to this many nodes the nearness is measured."""

Node = TypeVar("Node", bound=Hashable)

_TWO = 2


@dataclass(frozen=True, slots=True)
class Wholeness:
    """A network in a few figures.

    Attributes:
        actors: How many nodes.
        ties: How many pairs are tied.
        isolates: How many nodes have no tie.
        components: How many sets of two nodes or more hold together.
        largest: How many nodes in the largest set; 0 without a node.
        linked: Share of the pairs that some way links, 0 to 1; None below two nodes.
        nearness: Mean of 1 over the number of steps between two nodes, 0 when no way
            links them: 0 to 1; None below two nodes, and above ``NEARNESS_UP_TO``,
            where it would take minutes.
        weight: Sum of the weights.
    """

    actors: int
    ties: int
    isolates: int
    components: int
    largest: int
    linked: float | None
    nearness: float | None
    weight: float


def wholeness(graph: "nx.Graph[Node]") -> Wholeness:
    """Say how far an undirected network holds together.

    Args:
        graph: Undirected, any nodes; ``weight`` is 1 when missing.

    Returns:
        The figures; counts are 0 for an empty network.
    """
    import networkx as nx

    from reseau.analysis.positions.cohesion import fragmentation

    sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
    size = len(graph)
    pairs = math.comb(size, 2)
    linked = sum(math.comb(it, 2) for it in sizes)
    return Wholeness(
        actors=size,
        ties=graph.number_of_edges(),
        isolates=sizes.count(1),
        components=sum(it >= _TWO for it in sizes),
        largest=sizes[0] if sizes else 0,
        linked=linked / pairs if pairs else None,
        nearness=1 - fragmentation(graph, weight=None)
        if pairs and size <= NEARNESS_UP_TO
        else None,
        weight=math.fsum(float(it) for *_, it in graph.edges(data="weight", default=1)),
    )


def coreness(graph: "nx.Graph[Node]") -> dict[Node, int]:
    """Find the largest k such that a node is in a set where all have k ties inside.

    Args:
        graph: Undirected, any nodes; weights and self-ties are ignored.

    Returns:
        Node to its coreness, a whole number; 0 for a node without a tie.

    References:
        Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5,
        269-287.
    """
    import networkx as nx

    plain: nx.Graph[Node] = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((a, b) for a, b in graph.edges() if a != b)
    return {node: int(it) for node, it in nx.core_number(plain).items()}
