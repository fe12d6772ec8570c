"""Betweenness: who is on the shortest paths between others; exact, or sampled.

A strong tie is a short one, of length 1/weight, unless weights are ignored. NetworkX
takes minutes at some thousands of actors; here SciPy measures the distances where ties
have weights, and where they have none rustworkx counts when ties are few and a matrix
when they are many. Above a stated size a sample of sources may stand for all, and the
result says with what error.
"""

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.ties.kernels import Floats

EXACT_ACTORS = 5000
"""Up to this many actors a figure is exact, in some seconds; above it is sampled."""
SAMPLED_SOURCES = 256
"""How many actors the sampled betweenness starts from."""

_BLOCK = 32
_LIGHT = 30_000_000
_THREE = 3
_NORMAL_95 = 1.96

_Node = TypeVar("_Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Betweenness(Generic[_Node]):
    """Betweenness with what is known of its error.

    Attributes:
        values: Node to betweenness, 0 to 1, in the order of the graph.
        sources: From how many nodes the shortest paths were followed.
        error: Half of the widest 95 % interval of the values; 0 when they are exact.
    """

    values: dict[_Node, float]
    sources: int
    error: float


def betweenness(
    graph: "nx.Graph[_Node]", weight: str | None = "weight", *, normalized: bool = True
) -> dict[_Node, float]:
    """Measure how often each node is on the shortest paths between two others.

    Always exact: below a second at a thousand actors, half a minute at ten thousand.

    Args:
        graph: Directed or not, of any kind of nodes; self-ties are ignored.
        weight: The edge attribute that says how strong a tie is, 1 where it is
            missing. A tie is as long as 1/weight, and one of weight 0 is no tie. None
            to ignore weights, each tie being as long as any other.
        normalized: Whether to divide by the number of pairs of others.

    Returns:
        Node, in the order of the graph, to the sum of the shares of the shortest paths
        between others that go through it, over (n-1)(n-2)/2 (twice that when
        directed): 0 to 1; 0 for everyone below three nodes. Paths are as short when
        their lengths differ by less than one part in 10^12, so that thirds that add up
        to one are one; weights below 10^-9 of the strongest count as that.

    Raises:
        WeightError: A weight is below 0, infinite or not a number.

    Example:
        >>> import networkx as nx
        >>> graph = nx.Graph()
        >>> graph.add_weighted_edges_from([("a", "b", 4), ("b", "c", 4), ("a", "c", 1)])
        >>> betweenness(graph)
        {'a': 0.0, 'b': 1.0, 'c': 0.0}
        >>> betweenness(graph, weight=None)
        {'a': 0.0, 'b': 0.0, 'c': 0.0}

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
        Sociometry 40, 35-41. Newman, M. E. J. (2001). Scientific collaboration
        networks II. Physical Review E 64, 016132, for the length of a tie.
    """
    values = betweenness_estimate(graph, weight, exact_up_to=len(graph)).values
    if normalized:
        return values
    others = len(graph)
    pairs = (others - 1) * (others - 2) / (1 if graph.is_directed() else 2)
    return {node: value * pairs for node, value in values.items()}


def betweenness_estimate(
    graph: "nx.Graph[_Node]",
    weight: str | None = "weight",
    *,
    exact_up_to: int = EXACT_ACTORS,
    sources: int = SAMPLED_SOURCES,
    seed: int = 1,
) -> Betweenness[_Node]:
    """Measure betweenness, exactly or from a sample of sources, and say which.

    Args:
        graph: As for ``betweenness``.
        weight: As for ``betweenness``.
        exact_up_to: The number of nodes above which the sources are sampled.
        sources: How many to sample, at least 2.
        seed: Of the sample.

    Returns:
        The values, normalised, from how many sources and within what error. The
        sampled values are the exact ones on average, and may pass 1.

    Raises:
        WeightError: A weight is below 0, infinite or not a number.

    References:
        Brandes, U., Pich, C. (2007). Centrality estimation in large networks.
        International Journal of Bifurcation and Chaos 17, 2303-2318.
    """
    from reseau.analysis.ties.kernels import ordered

    nodes, size = ordered(graph), len(graph)
    if size < _THREE:
        return Betweenness(dict.fromkeys(graph, 0.0), size, 0.0)
    drawn: Sequence[int] = range(size)
    if size > max(exact_up_to, sources):
        drawn = sorted(random.Random(seed).sample(drawn, sources))  # noqa: S311  # A sample, not a secret.
    if weight is not None or graph.is_directed():
        values, error = _weighted(graph, nodes, weight, drawn=drawn)
    elif len(drawn) == size and size * graph.number_of_edges() <= _LIGHT:
        pairs = (size - 1) * (size - 2) / 2
        raw = raw_betweenness(graph, nodes)
        values, error = [raw[it] / pairs for it in nodes], 0.0
    else:
        values, error = _from_sources(graph, nodes, drawn=drawn)
    found = dict(zip(nodes, values, strict=True))
    return Betweenness({it: found[it] for it in graph}, len(drawn), error)


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


def _weighted(
    graph: "nx.Graph[_Node]",
    nodes: list[_Node],
    weight: str | None,
    *,
    drawn: Sequence[int],
) -> tuple[list[float], float]:
    """Follow the paths where strong ties are short; the values and their error."""
    import numpy as np

    from reseau.analysis.ties import kernels, strong_paths

    size, both = len(nodes), not graph.is_directed()
    chosen = np.zeros(size, np.int64)
    chosen[np.array(drawn)] = 1
    matrix = kernels.adjacency(graph, nodes, weight=weight)
    found = strong_paths.shares(matrix, chosen, both=both)
    pairs = (size - 1) * (size - 2)
    means = found.sums * (size / len(drawn) / pairs) + 2 * found.twins / pairs
    return means.tolist(), _error(found.sums, found.squares, drawn=len(drawn))


def _from_sources(
    graph: "nx.Graph[_Node]", nodes: list[_Node], *, drawn: Sequence[int]
) -> tuple[list[float], float]:
    """Follow the paths of the fewest ties, a block of sources at a time."""
    import numpy as np

    from reseau.analysis.ties import kernels

    size, sources = len(nodes), len(drawn)
    matrix = kernels.adjacency(graph, nodes)
    total, squares = np.zeros(size), np.zeros(size)
    for first in range(0, sources, _BLOCK):
        block = np.array(drawn[first : first + _BLOCK], dtype=np.int64)
        found = kernels.dependencies(matrix, block)
        total += found.sum(axis=1)
        squares += (found**2).sum(axis=1)
    means = total / sources * (size / ((size - 1) * (size - 2)))
    return means.tolist(), _error(total, squares, drawn=sources)


def _error(total: "Floats", squares: "Floats", *, drawn: int) -> float:
    """Give half of the widest 95 % interval of values drawn without replacement."""
    import numpy as np

    size = len(total)
    if drawn == size:
        return 0.0
    spread = np.maximum(squares - total**2 / drawn, 0) / (drawn - 1)
    error = _NORMAL_95 * np.sqrt(spread * (1 - drawn / size) / drawn).max()
    return float(error * size / ((size - 1) * (size - 2)))
