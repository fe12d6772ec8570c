"""Centralities of the actors of one layer, and how centralized the layer is.

Every measure takes an undirected network without self-ties and gives one plain float
per node, in the order of the keys; an empty network gives an empty result.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reseau.analysis.betweenness import betweenness
from reseau.analysis.graphs import Network
from reseau.i18n import N_, gettext

_THREE = 3


def degree(network: Network) -> dict[int, float]:
    """Count the ties of each actor.

    Args:
        network: Undirected; weights are ignored.

    Returns:
        Actor key to its number of ties, a whole number; 0 for an isolated actor.
    """
    return {actor: float(network.degree(actor)) for actor in sorted(network)}


def strength(network: Network) -> dict[int, float]:
    """Add up the weights of the ties of each actor.

    Args:
        network: Undirected, weights in the unit of the layer.

    Returns:
        Actor key to the sum, in that unit; 0 for an isolated actor. For co-presence
        weighted as ``newman`` without fading: the number of interactions at which
        the actor had company.
    """
    return {
        actor: math.fsum(tie["weight"] for tie in network[actor].values())
        for actor in sorted(network)
    }


def closeness(network: Network) -> dict[int, float]:
    """Measure how few ties away the others are.

    Args:
        network: Undirected; weights are ignored.

    Returns:
        Actor key to (r/(n-1)) * (r/sum of distances), where r is how many others it
        reaches: 0 to 1, 1 when tied with everyone, 0 for an isolated actor.

    References:
        Wasserman, S., Faust, K. (1994). Social Network Analysis. Cambridge University
        Press, p. 201.
    """
    from reseau.analysis import kernels

    values = dict.fromkeys(sorted(network), 0.0)
    tied = [actor for actor in values if network.degree(actor)]
    if tied:
        farness, reached = kernels.distances(kernels.adjacency(network, tied))
        others = len(values) - 1
        for actor, far, near in zip(
            tied, farness.tolist(), reached.tolist(), strict=True
        ):
            values[actor] = near / others * near / far
    return values


def eigenvector(network: Network) -> dict[int, float]:
    """Measure how strongly each actor is tied to actors who are themselves central.

    Args:
        network: Undirected, weights in any unit.

    Returns:
        Actor key to its value in the leading eigenvector of the weights, the largest
        being 1; 0 for an isolated actor and for a component that is less strongly
        tied; 0 for everyone when no tie has weight.

    References:
        Bonacich, P. (1972). Factoring and weighting approaches to status scores and
        clique identification. Journal of Mathematical Sociology 2, 113-120.
    """
    from reseau.analysis import kernels

    values = dict.fromkeys(sorted(network), 0.0)
    tied = [actor for actor, sum_ in strength(network).items() if sum_ > 0]
    if tied:
        vector = kernels.leading_vector(
            kernels.adjacency(network, tied, weight="weight")
        )
        values |= dict(zip(tied, vector.tolist(), strict=True))
    return values


def pagerank(network: Network) -> dict[int, float]:
    """Measure where one ends up who follows ties at random, the strong ones more often.

    Args:
        network: Undirected, weights in any unit.

    Returns:
        Actor key to its share, above 0, adding up to 1; damping .85. An isolated actor
        gets the least there is.

    References:
        Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual Web
        search engine. Computer Networks 30, 107-117.
    """
    import networkx as nx

    if not network:
        return {}
    ordered: Network = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_weighted_edges_from(sorted(network.edges(data="weight")))
    found = nx.pagerank(ordered, tol=1e-14, max_iter=1000)
    return {actor: float(found[actor]) for actor in ordered}


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
        N_("How often the shortest paths between two others go through this actor."),
        betweenness,
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
    return _centralization(betweenness(network), len(network) - 1)


def _centralization(values: Mapping[int, float], most: float) -> float | None:
    """Compare the gaps below the most central actor with the most they could be."""
    if len(values) < _THREE:
        return None
    highest = max(values.values())
    return sum(highest - value for value in values.values()) / most
