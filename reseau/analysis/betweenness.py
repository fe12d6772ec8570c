"""Betweenness: who is on the shortest paths between others; exact, or sampled.

NetworkX takes minutes at a thousand actors. rustworkx counts where ties are few,
whatever the length of the paths; a matrix where they are many, ten times faster. Above
a stated size a sample of sources stands for all, and the result says with what error.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from reseau.analysis.graphs import Network

if TYPE_CHECKING:
    import networkx as nx

EXACT_ACTORS = 5000
"""Up to this many actors betweenness is exact; above it is sampled."""
SAMPLED_SOURCES = 512
"""How many actors the sampled betweenness starts from."""

_BLOCK = 32
_LIGHT = 30_000_000
_THREE = 3
_NORMAL_95 = 1.96

_Node = TypeVar("_Node")


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Betweenness with what is known of its error.

    Attributes:
        values: Actor key to betweenness, 0 to 1.
        sources: From how many actors the shortest paths were followed.
        error: Half of the widest 95 % interval of the values; 0 when they are exact.
    """

    values: dict[int, float]
    sources: int
    error: float


def betweenness(network: Network) -> dict[int, float]:
    """Measure how often each actor is on the shortest paths between two others.

    Args:
        network: Undirected; weights are ignored.

    Returns:
        Actor key to the sum of the shares of the shortest paths between others that
        go through it, over (n-1)(n-2)/2: 0 to 1; 0 for everyone below three actors.
        Sampled above ``EXACT_ACTORS``: ``betweenness_estimate`` gives the error.

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
        Sociometry 40, 35-41.
    """
    return betweenness_estimate(network).values


def betweenness_estimate(
    network: Network,
    *,
    exact_up_to: int = EXACT_ACTORS,
    sources: int = SAMPLED_SOURCES,
    seed: int = 1,
) -> Betweenness:
    """Measure betweenness, exactly or from a sample of sources, and say which.

    Args:
        network: Undirected; weights are ignored.
        exact_up_to: The number of actors above which the sources are sampled.
        sources: How many to sample, at least 2.
        seed: Of the sample.

    Returns:
        The values, from how many sources and within what error. The sampled values
        are the exact ones on average, and may pass 1.

    References:
        Brandes, U., Pich, C. (2007). Centrality estimation in large networks.
        International Journal of Bifurcation and Chaos 17, 2303-2318.
    """
    actors = sorted(network)
    size = len(actors)
    if size < _THREE:
        return Betweenness(dict.fromkeys(actors, 0.0), size, 0.0)
    if size > max(exact_up_to, sources):
        drawn = random.Random(seed).sample(range(size), sources)  # noqa: S311  # A sample, not a secret.
        return _from_sources(network, actors, drawn=sorted(drawn))
    if size * network.number_of_edges() > _LIGHT:
        return _from_sources(network, actors, drawn=range(size))
    pairs = (size - 1) * (size - 2) / 2
    raw = raw_betweenness(network, actors)
    return Betweenness({it: raw[it] / pairs for it in actors}, size, 0.0)


def raw_betweenness(graph: "nx.Graph[_Node]", nodes: list[_Node]) -> dict[_Node, float]:
    """Add up, for each node, its shares of the shortest paths between two others.

    Args:
        graph: Undirected, of any kind of nodes; weights are ignored.
        nodes: All its nodes, in the order in which to give them.

    Returns:
        Node to the sum over unordered pairs of others, not normalised. On one thread,
        because the order of additions on several changes the last digit.
    """
    import rustworkx as rx

    place = {node: index for index, node in enumerate(nodes)}
    copy: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    copy.add_nodes_from([None] * len(nodes))
    edges = sorted(sorted((place[a], place[b])) for a, b in graph.edges())
    copy.add_edges_from_no_data([(a, b) for a, b in edges])
    found = rx.graph_betweenness_centrality(
        copy, normalized=False, parallel_threshold=len(nodes) + 1
    )
    return {node: float(found[index]) for node, index in place.items()}


def _from_sources(
    network: Network, actors: list[int], *, drawn: Sequence[int]
) -> Betweenness:
    """Follow the shortest paths from some actors, a block at a time."""
    import numpy as np

    from reseau.analysis import kernels

    size, sources = len(actors), len(drawn)
    matrix = kernels.adjacency(network, actors)
    total, squares = np.zeros(size), np.zeros(size)
    for first in range(0, sources, _BLOCK):
        block = np.array(drawn[first : first + _BLOCK], dtype=np.int64)
        found = kernels.dependencies(matrix, block)
        total += found.sum(axis=1)
        squares += (found**2).sum(axis=1)
    scale = size / ((size - 1) * (size - 2))
    spread = np.maximum(squares - total**2 / sources, 0) / (sources - 1)
    error = _NORMAL_95 * np.sqrt(spread * (1 - sources / size) / sources).max()
    values = (total / sources * scale).tolist()
    return Betweenness(
        dict(zip(actors, values, strict=True)), sources, float(error * scale)
    )
