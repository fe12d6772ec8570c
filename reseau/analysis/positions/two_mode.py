"""How many of the other mode each node of a two-mode network is tied with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reseau.analysis.positions import bipartite

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class TwoModeScores:
    """One figure per node of each mode, in the order of the graph.

    Attributes:
        actors: Node of the first mode to its figure.
        interactions: Node of the other mode to its figure.
    """

    actors: dict[Any, float]
    interactions: dict[Any, float]


def two_mode_degree(graph: "nx.Graph[Any]") -> TwoModeScores:
    """Measure the share of the other mode with which each node is tied.

    Args:
        graph: Two-mode; its nodes carry ``bipartite``, 0 for actors and 1 for
            interactions, or the mode of the first node is that of the actors.

    Returns:
        Degree over the size of the other mode, 0 to 1; for an actor, its share of the
        interactions. Empty for an empty graph.

    Raises:
        NotTwoModeError: Two nodes of the same mode are tied.
        UnclearModesError: Several parts are not tied, and no node says its mode.

    References:
        As for ``bipartite.two_mode_centrality``, which gives the degree with the other
        centralities.
    """
    sides = bipartite.modes(graph)
    degrees = bipartite.degrees(graph, sides)
    return TwoModeScores(*({it: degrees[it] for it in side} for side in sides))
