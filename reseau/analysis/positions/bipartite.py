"""Two-mode networks of any kind of nodes: their projections, and their centralities.

One mode is that of the actors and the other that of what they took part in, or any two
kinds of nodes of which only those of different kinds are tied.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from reseau.analysis.ties.paths import NotInNetworkError
from reseau.analysis.ties.projection import Weighting
from reseau.analysis.ties.shortest_paths import raw_betweenness
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

    from reseau.analysis.ties.kernels import Matrix

_Node = TypeVar("_Node", bound=Hashable)

Incidence: TypeAlias = "nx.Graph[Any] | Collection[tuple[Any, Any]] | Any"
"""A two-mode graph, pairs of a node and an event, or a matrix of nodes by events."""

_PAIR = 2


class NotTwoModeError(UsageError):
    """Two nodes of the same mode are tied."""

    message = N_(
        "“{one}” and “{other}” are tied and yet of the same mode. Give as nodes all "
        "those of one mode, and of that mode only."
    )


class UnclearModesError(UsageError):
    """A graph does not say which nodes are of which mode."""

    message = N_(
        "Several parts of this network are not tied to each other, so that its two "
        "modes are unclear. Give the nodes of one mode."
    )


class RowsError(UsageError):
    """A matrix has not as many rows as there are nodes."""

    message = N_("{nodes} nodes were given for the {rows} rows of a matrix.")


class Modes(NamedTuple, Generic[_Node]):
    """The nodes of each mode, in the order of the graph."""

    own: list[_Node]
    other: list[_Node]


@dataclass(frozen=True, slots=True)
class TwoModeCentrality(Generic[_Node]):
    """How central each node of a two-mode network is, in the order of the graph.

    Attributes:
        degree: Share of the other mode with which it is tied, 0 to 1.
        closeness: How near it is to all others of both modes, 0 to 1.
        betweenness: How often it is between two others, over the most that is possible
            with modes of these sizes, 0 to 1.
        eigenvector: Its value in the leading singular vector of its mode, whose
            squares add up to 1; 0 for all without a tie.
        centralization: For the nodes' own mode, then for the other, how far degree is
            gathered on one of them, 0 to 1; None for a mode that leaves no choice.
    """

    degree: dict[_Node, float]
    closeness: dict[_Node, float]
    betweenness: dict[_Node, float]
    eigenvector: dict[_Node, float]
    centralization: tuple[float | None, float | None]


def project(
    source: Incidence,
    nodes: Iterable[Hashable] | None = None,
    *,
    weighting: str = "newman",
) -> "nx.Graph[Any]":
    """Tie those of one mode who share something of the other.

    w_ij is the sum, over what both are tied with, of 1/(N-1) for ``newman``, 1 for
    ``simple``, 1/N for ``hyperbolic`` and 2/(N(N-1)) for ``equal-event``, N being how
    many of the mode are tied with it. Something with N = 1 ties nobody.

    Args:
        source: A two-mode NetworkX graph; or pairs (tuples) of a node and an event; or
            a matrix, rows being nodes and columns events, where what is not 0 is a
            presence: an array, a sparse array, or a list of lists.
        nodes: Those to project, all of one mode; the others of a graph are the events.
            By default: in a graph, those of ``bipartite`` 0, or else those of the mode
            of the first node; in pairs, all the first ones, in order of appearance; in
            a matrix, its rows, named 0, 1, 2...
        weighting: One of the four, or a ``Weighting``.

    Returns:
        A graph of the nodes, with their attributes. Its edges carry ``weight`` (float,
        above 0) and ``count`` (int, how many they share). With ``newman``, a node's
        strength is the number of events at which it had company.

    Raises:
        UnknownWordError: The weighting is none of the four.
        NotTwoModeError: Two of the nodes, or two of the others, are tied.
        UnclearModesError: The nodes are needed.
        NotInNetworkError: A node is not in the graph.
        RowsError: There are not as many nodes as rows.

    Example:
        >>> tied = project([("a", 1), ("b", 1), ("c", 1), ("a", 2), ("b", 2)])
        >>> tied["a"]["b"]
        {'weight': 1.5, 'count': 2}
        >>> tied["a"]["c"]
        {'weight': 0.5, 'count': 1}

    References:
        Newman, M. E. J. (2001). Scientific collaboration networks II. Physical Review
        E 64, 016132.
    """
    import networkx as nx

    from reseau.analysis.ties import kernels

    rule = weighting if isinstance(weighting, Weighting) else Weighting.read(weighting)
    wanted = None if nodes is None else list(dict.fromkeys(nodes))
    labels, incidence = _incidence(source, wanted)
    together = kernels.together(incidence, rule.share)
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(labels)
    if isinstance(source, nx.Graph):
        for label in labels:
            graph.nodes[label].update(source.nodes[label])
    graph.add_edges_from(
        (labels[row], labels[column], {"weight": weight, "count": count})
        for row, column, weight, count in together
    )
    return graph


def two_mode_centrality(
    graph: "nx.Graph[_Node]", nodes: Iterable[_Node] | None = None
) -> TwoModeCentrality[_Node]:
    """Measure how central each node of both modes is, without projecting anything.

    Degree is d/n2; closeness (n2 + 2(n1-1)) over the sum of distances, and with
    several components that of the node's own, times the share of the others that it
    reaches; betweenness b/b_max; n1 being the size of the node's mode, n2 of the other.

    Args:
        graph: Two-mode; weights and directions are ignored.
        nodes: All those of one mode; by default those of ``bipartite`` 0, or else those
            of the mode of the first node.

    Returns:
        The four centralities of every node, and the centralization of each mode: sum
        of the gaps of degree below the highest, over (n1-1)(n2-1)/n2. All 0 for an
        isolated node, empty for an empty graph.

    Raises:
        NotTwoModeError: Two of the nodes, or two of the others, are tied.
        UnclearModesError: The nodes are needed.
        NotInNetworkError: A node is not in the graph.

    References:
        Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data.
        Social Networks 19, 243-269.
    """
    sides = modes(graph, nodes)
    degree = degrees(graph, sides)
    return TwoModeCentrality(
        degree=degree,
        closeness=nearness(graph, sides),
        betweenness=betweenness(graph, sides),
        eigenvector=_eigenvector(graph, sides),
        centralization=(
            gathered([degree[it] for it in sides.own], len(sides.other)),
            gathered([degree[it] for it in sides.other], len(sides.own)),
        ),
    )


def modes(
    graph: "nx.Graph[_Node]", nodes: Iterable[_Node] | None = None
) -> Modes[_Node]:
    """Tell the nodes of each mode.

    Args:
        graph: Two-mode.
        nodes: All those of one mode; see ``two_mode_centrality`` without.

    Returns:
        First the mode of the nodes, then the other.

    Raises:
        NotTwoModeError: Two of the nodes, or two of the others, are tied.
        UnclearModesError: The nodes are needed.
        NotInNetworkError: A node is not in the graph.
    """
    chosen = _chosen(graph) if nodes is None else set(nodes)
    for node in chosen:
        if node not in graph:
            raise NotInNetworkError(actor=node)
    for one, other in graph.edges():
        if (one in chosen) == (other in chosen):
            raise NotTwoModeError(one=one, other=other)
    own = [node for node in graph if node in chosen]
    return Modes(own, [node for node in graph if node not in chosen])


def degrees(graph: "nx.Graph[_Node]", sides: Modes[_Node]) -> dict[_Node, float]:
    """Measure the share of the other mode with which each node is tied."""
    return _scores(
        graph,
        sides,
        lambda node, _own, other: len(_near(graph, node)) / other if other else 0.0,
    )


def nearness(graph: "nx.Graph[_Node]", sides: Modes[_Node]) -> dict[_Node, float]:
    """Measure how near each node is to all the others, of both modes."""
    import networkx as nx

    from reseau.analysis.ties import kernels

    plain = nx.Graph(graph)
    nodes = list(plain)
    first = set(sides.own)
    sizes: dict[_Node, tuple[int, int]] = {}
    for component in nx.connected_components(plain):
        own = len(component & first)
        sizes.update(dict.fromkeys(component, (own, len(component) - own)))
    far = kernels.distances(kernels.adjacency(plain, nodes)).farness.tolist()
    farness = dict(zip(nodes, far, strict=True))

    def score(node: _Node, own: int, other: int) -> float:
        if not farness[node]:
            return 0.0
        near, across = sizes[node] if node in first else sizes[node][::-1]
        reached = (near + across - 1) / (own + other - 1)
        return float((across + 2 * (near - 1)) / farness[node] * reached)

    return _scores(graph, sides, score)


def betweenness(graph: "nx.Graph[_Node]", sides: Modes[_Node]) -> dict[_Node, float]:
    """Measure how often each node is on the shortest paths between two others."""
    import networkx as nx

    raw = raw_betweenness(nx.Graph(graph), list(graph))

    def score(node: _Node, own: int, other: int) -> float:
        most = _most_betweenness(own, other)
        return raw[node] / most if most else 0.0

    return _scores(graph, sides, score)


def gathered(values: Collection[float], other: int) -> float | None:
    """Compare the gaps below the highest degree with the most they could be.

    Args:
        values: Normalised degrees of the nodes of a mode.
        other: The size of the other mode.

    Returns:
        0 to 1; None when there is no choice, with fewer than two of either mode.
    """
    if len(values) <= 1 or other <= 1:
        return None
    highest = max(values)
    gaps = sum(highest - it for it in values)
    return gaps * other / ((len(values) - 1) * (other - 1))


def _chosen(graph: "nx.Graph[_Node]") -> set[_Node]:
    """Find the nodes of one mode in what a graph tells."""
    import networkx as nx

    told = {node: data.get("bipartite") for node, data in graph.nodes(data=True)}
    if None not in told.values():
        return {node for node, mode in told.items() if mode == 0}
    plain = nx.Graph(graph)
    if plain and not nx.is_connected(plain):
        raise UnclearModesError
    near = nx.single_source_shortest_path_length(plain, next(iter(graph)))
    return {node for node, distance in near.items() if distance % _PAIR == 0}


def _near(graph: "nx.Graph[_Node]", node: _Node) -> set[_Node]:
    """Give those tied with a node, whichever way the tie goes."""
    before = graph.pred[node] if graph.is_directed() else ()  # type: ignore[attr-defined]  # Only of a directed one.
    return {*graph[node], *before}


def _scores(
    graph: "nx.Graph[_Node]",
    sides: Modes[_Node],
    score: Callable[[_Node, int, int], float],
) -> dict[_Node, float]:
    """Score each node, given the size of its own mode and of the other."""
    one, two = len(sides.own), len(sides.other)
    values = {node: score(node, one, two) for node in sides.own}
    values |= {node: score(node, two, one) for node in sides.other}
    return {node: values[node] for node in graph}


def _most_betweenness(own: int, other: int) -> float:
    """Give Borgatti and Everett's b_max for a node of a mode of size ``own``."""
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    return (
        other**2 * (s + 1) ** 2
        + other * (s + 1) * (2 * t - s - 1)
        - t * (2 * s - t + 3)
    ) / 2


def _eigenvector(graph: "nx.Graph[_Node]", sides: Modes[_Node]) -> dict[_Node, float]:
    """Find the leading singular vectors, each of length 1."""
    import networkx as nx
    import numpy as np

    from reseau.analysis.ties import kernels

    matrix = kernels.adjacency(nx.Graph(graph), [*sides.own, *sides.other])
    values = dict.fromkeys(graph, 0.0)
    if not matrix.nnz:
        return values
    vector = kernels.leading_vector(matrix)
    own, other = np.split(vector, [len(sides.own)])
    for nodes, part in ((sides.own, own), (sides.other, other)):
        scaled = (part / np.linalg.norm(part)).tolist()
        values.update(zip(nodes, scaled, strict=True))
    return values


def _incidence(
    source: Incidence, wanted: Sequence[Hashable] | None
) -> tuple[list[Any], "Matrix"]:
    """Write whatever was given as a matrix of nodes by events, with its labels."""
    import networkx as nx

    from reseau.analysis.ties import kernels

    if isinstance(source, nx.Graph):
        sides = modes(source, wanted)
        labels = list(sides.own if wanted is None else wanted)
        pairs = [(it, event) for it in labels for event in _near(source, it)]
        order = {event: place for place, event in enumerate(sides.other)}
        pairs.sort(key=lambda pair: order[pair[1]])
        return labels, kernels.incidence(pairs, labels)
    if not hasattr(source, "shape"):
        source = list(source)
        if all(isinstance(it, tuple) and len(it) == _PAIR for it in source):
            every = list(dict.fromkeys(node for node, _ in source))
            labels = every if wanted is None else list(wanted)
            return labels, kernels.incidence(source, labels)
    matrix = kernels.presences(source)
    rows = matrix.shape[0]
    labels = list(range(rows) if wanted is None else wanted)
    if len(labels) != rows:
        raise RowsError(nodes=len(labels), rows=rows)
    return labels, matrix
