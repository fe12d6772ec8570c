"""How a set of nodes holds a network together, or reaches it (Borgatti's measures)."""

import math
from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, assert_never

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Scale: TypeAlias = Literal["graph", "residual"]
Direction: TypeAlias = Literal["out", "in"]
Criterion: TypeAlias = Literal["max", "min", "add"]


class UnknownNodeError(ValueError):
    """A node is not in the graph."""


def fragmentation(
    graph: "nx.Graph[Node]",
    removed: Iterable[Node] = (),
    *,
    weight: str | None = "weight",
    distance: str | None = None,
    scale: Scale = "graph",
) -> float:
    """Measure how far apart the others are once some nodes are removed (KPP-Neg).

    F = 1 - sum over ordered pairs of 1/d_ij, over m n (n-1): d is the length of the
    shortest way, n how many nodes are left, m the largest 1/d.

    Args:
        graph: Undirected or directed, any nodes.
        removed: Nodes of the graph; none for the network as it is.
        weight: The edge attribute that says how strong a tie is, its length being 1
            over it; 1 when missing; None for 1.
        distance: The edge attribute that is a length already; it wins over ``weight``.
        scale: Whether m is that of the whole ``graph``, as in the published figures,
            or of what is left (``residual``).

    Returns:
        0 when all are as near as can be, 1 when nobody reaches anybody; 1 for fewer
        than two nodes left.

    Raises:
        UnknownNodeError: A node to remove is not in the graph.

    References:
        Borgatti, S. P. (2006). Identifying sets of key players in a social network.
        Computational and Mathematical Organization Theory 12, 21-34. An, W., Liu,
        Y.-H. (2016). keyplayer. The R Journal 8, 257-268.
    """
    from reseau.analysis.positions import distances

    gone = _known(graph, removed)
    nodes = list(graph)
    matrix = distances.lengths(graph, nodes, weight=weight, distance=distance)
    most = float(1 / matrix.data.min()) if scale == "graph" and matrix.nnz else None
    left = [place for place, node in enumerate(nodes) if node not in gone]
    return fragmentation_left(matrix, left, most, is_even=distances.even(matrix))


def reach(  # noqa: PLR0913  # Each is a reading of the measure found in print.
    graph: "nx.Graph[Node]",
    seeds: Iterable[Node],
    *,
    weight: str | None = "weight",
    distance: str | None = None,
    direction: Direction = "out",
    scaled: bool = True,
    whole: bool = False,
) -> float:
    """Measure how near the others are to a set of nodes (KPP-Pos).

    The mean, over the nodes that are not in the set, of 1/d from its nearest member.

    Args:
        graph: Undirected or directed, any nodes.
        seeds: Nodes of the graph.
        weight: As for ``fragmentation``.
        distance: Likewise.
        direction: Whether ways lead ``out`` of the set or ``in`` to it.
        scaled: Whether to divide by the largest 1/d of the graph, so that 1 is the
            most; without it and with one seed, it is Gil and Schmidt's power index
            over n - 1.
        whole: Whether to divide by all nodes, those of the set adding nothing,
            instead of by the others only.

    Returns:
        0 when the set reaches nobody, 1 (when scaled) when everybody is as near as
        can be. 1 for a set of everybody.

    Raises:
        UnknownNodeError: A seed is not in the graph.

    References:
        Borgatti (2006) and An and Liu (2016), as for ``fragmentation``.
    """
    from reseau.analysis.positions import distances

    chosen = _known(graph, seeds)
    nodes = list(graph)
    matrix = distances.lengths(graph, nodes, weight=weight, distance=distance)
    if direction == "in":
        matrix = matrix.T.tocsr()
    places = [place for place, node in enumerate(nodes) if node in chosen]
    others = len(nodes) - len(places)
    if not others:
        return 1.0
    near = distances.nearness(matrix, places)
    found = nearness_of_others(near, range(len(places)), places) * others
    most = float(1 / matrix.data.min()) if matrix.nnz else 0.0
    if scaled and most > 0:
        found /= most
    return found / (len(nodes) if whole else others)


def reached(
    graph: "nx.Graph[Node]",
    seeds: Iterable[Node],
    *,
    steps: int = 1,
    direction: Direction = "out",
) -> int:
    """Count the nodes that a set reaches within some steps (m-reach degree).

    Args:
        graph: Undirected or directed, any nodes; weights are ignored.
        seeds: Nodes of the graph.
        steps: How many ties at most.
        direction: Whether ways lead ``out`` of the set or ``in`` to it.

    Returns:
        How many, those of the set not counted.

    Raises:
        UnknownNodeError: A seed is not in the graph.
    """
    chosen = _known(graph, seeds)
    back = graph.is_directed() and direction == "in"
    ways: Any = graph.pred if back else graph.adj  # type: ignore[attr-defined]  # A DiGraph has it.
    seen, front = set(chosen), set(chosen)
    for _ in range(steps):
        front = {other for node in front for other in ways[node]} - seen
        seen |= front
    return len(seen) - len(chosen)


def group_degree(
    graph: "nx.Graph[Node]",
    group: Iterable[Node],
    *,
    weight: str | None = "weight",
    criterion: Criterion = "max",
    direction: Literal["total", "in", "out"] = "total",
) -> float:
    """Add up the ties of a set with the others, the set being one.

    Args:
        graph: Undirected or directed, any nodes.
        group: Nodes of the graph.
        weight: The edge attribute that counts, 1 when missing; None for 1.
        criterion: What counts of several ties with the same other: the strongest
            (``max``), the weakest (``min``), or their sum (``add``).
        direction: Ties ``out`` of the set, ``in`` to it, or both.

    Returns:
        The sum, in the unit of the weights; in an undirected graph a tie counts once.

    Raises:
        UnknownNodeError: A node is not in the graph.

    References:
        An and Liu (2016), as for ``fragmentation``.
    """
    chosen = _known(graph, group)
    ties: dict[tuple[str, Node], list[float]] = {}
    for one, other, data in graph.edges(data=True):
        value = float(data.get(weight, 1)) if weight else 1.0
        if (one in chosen) == (other in chosen) or not value:
            continue
        way = "out" if one in chosen or not graph.is_directed() else "in"
        outside = other if one in chosen else one
        ties.setdefault((way, outside), []).append(value)
    wanted = {"out", "in"} if direction == "total" else {direction}
    if not graph.is_directed():
        wanted = {"out"}
    return math.fsum(
        _combined(it, criterion) for (way, _), it in ties.items() if way in wanted
    )


def diffusion_centrality(
    graph: "nx.Graph[Node]", *, rounds: int, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure how many hearings of a message each node causes in some rounds.

    The row sums of P + P^2 + ... + P^T, where P_ij is the chance that i tells j.

    Args:
        graph: Undirected or directed, any nodes; the weights are chances, 0 to 1.
        rounds: T, at least 1.
        weight: The edge attribute that counts, 1 when missing; None for 1.

    Returns:
        Node to the expected number of times that others hear, itself included when
        it comes back, at least 0; 0 for a node that tells nobody.

    References:
        Banerjee, A. et al. (2013). The diffusion of microfinance. Science 341,
        1236498; An and Liu (2016), as for ``fragmentation``.
    """
    heard = dict.fromkeys(graph, 0.0)
    for _ in range(rounds):  # Telling, then what those who are told cause.
        heard = {
            node: math.fsum(
                (float(data.get(weight, 1)) if weight else 1.0) * (1 + heard[other])
                for other, data in graph.adj[node].items()
            )
            for node in graph
        }
    return heard


def _combined(values: list[float], criterion: Criterion) -> float:
    match criterion:
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "add":
            return math.fsum(values)
        case _:
            assert_never(criterion)


def _known(graph: "nx.Graph[Node]", nodes: Iterable[Node]) -> set[Node]:
    found = set(nodes)
    for node in found:
        if node not in graph:
            message = f"{node!r} is not in the graph"
            raise UnknownNodeError(message)
    return found


def fragmentation_left(
    matrix: Any,
    left: list[int],
    most: float | None,
    *,
    is_even: bool,
    sources: int | None = None,
) -> float:
    """Measure what is left; ``most`` is None for that of what is left.

    With ``sources``, ways are followed from so many of them only, evenly spaced.
    """
    from reseau.analysis.positions import distances

    if len(left) <= 1:
        return 1.0
    part = matrix[left][:, left]
    highest = most
    if highest is None:
        highest = float(1 / part.data.min()) if part.nnz else 0.0
    if not highest:
        return 1.0
    rows = list(range(len(left)))
    if sources is not None and sources < len(left):
        rows = [it * len(left) // sources for it in range(sources)]
    total = distances.total_nearness(part, is_even=is_even, rows=rows)
    return 1 - total / (highest * len(rows) * (len(left) - 1))


def nearness_of_others(near: Any, rows: Sequence[int], places: Sequence[int]) -> float:
    """Average, over the others, 1/d from the nearest of a set.

    Args:
        near: A row per node that ways lead from, a column per node.
        rows: The rows of the set.
        places: Its columns.
    """
    if not len(rows):
        return 0.0
    best = near[list(rows)].max(axis=0)
    best[list(places)] = 0.0
    others = max(1, len(best) - len(places))
    return float(best.sum()) / others
