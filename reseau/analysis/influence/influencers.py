"""Who influences most in a directed network, the influence of others counted in."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    get_args,
)

from reseau.analysis.influence import matrices
from reseau.analysis.influence.matrices import MatrixError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Norm: TypeAlias = Literal["sum", "euclidean"]

_ROUNDS = 200_000
_TOLERANCE = 1e-13


class NegativeWeightError(MatrixError):
    """A tie has a negative weight."""

    message = N_("A tie has a negative weight: this measure takes weights from 0 up.")


class DampingError(MatrixError):
    """The damping is out of range."""

    message = N_("The damping goes from 0 to less than 1, not {value}.")


class AttenuationError(MatrixError):
    """Katz's series has no end with this attenuation."""

    message = N_(
        "Katz centrality has no value with alpha = {alpha}: it must be above 0 and "
        "below {limit}, one over the spectral radius."
    )


@dataclass(frozen=True, slots=True)
class Hits(Generic[Node]):
    """Hubs and authorities, node by node in the order of the graph.

    It can be taken apart, as what NetworkX gives: ``hubs, authorities = hits(graph)``.

    Attributes:
        hubs: High for who points at good authorities.
        authorities: High for whom good hubs point at.
        norm: “sum”: each adds up to 1. “euclidean”: their squares do.
    """

    hubs: dict[Node, float]
    authorities: dict[Node, float]
    norm: Norm

    def __iter__(self) -> Iterator[dict[Node, float]]:
        """Give the hubs, then the authorities."""
        yield self.hubs
        yield self.authorities


def pagerank(
    graph: "nx.Graph[Node]", damping: float = 0.85, *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure where one ends up who follows the ties in their direction.

    Args:
        graph: Directed or not; or a square table, row to column.
        damping: Chance of following a tie rather than starting anew anywhere, 0 to
            less than 1. From a node without an outgoing tie, one always starts anew.
        weight: The attribute of a tie that makes it more likely to be followed; a tie
            without it counts 1. None to count every tie 1.

    Returns:
        Node to its share, above 0, in the order of the graph; they add up to 1. Empty
        for an empty graph.

    Raises:
        DampingError, NegativeWeightError: They are also a ``ValueError``.

    References:
        Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual Web
        search engine. Computer Networks 30, 107-117.
    """
    import numpy as np

    if not 0 <= damping < 1:
        raise DampingError(value=damping)
    nodes, ties = _adjacency(graph, weight)
    size = len(nodes)
    if not size:
        return {}
    strengths = np.asarray(ties.sum(axis=1)).ravel()
    dangling = strengths == 0
    over = 1 / np.where(dangling, 1.0, strengths)
    steps = (ties.multiply(over[:, None])).T.tocsr()
    ranks = np.full(size, 1 / size)
    for _round in range(_ROUNDS):
        spread = damping * (steps @ ranks + ranks[dangling].sum() / size)
        following = spread + (1 - damping) / size
        following /= following.sum()
        gap = np.abs(following - ranks).sum()
        ranks = following
        if gap < _TOLERANCE:
            break
    return dict(zip(nodes, ranks.tolist(), strict=True))


def influence_rank(
    graph: "nx.Graph[Node]", damping: float = 0.85, *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Rank who influences: PageRank on the reversed graph.

    A tie i → j says that i influences j; one who influences influential actors ranks
    high. (PageRank itself would rank those who are influenced.)

    Args:
        graph: Directed, from who influences to who is influenced; or a square table,
            row to column.
        damping: As in ``pagerank``.
        weight: As in ``pagerank``: here, how likely one who is influenced names whom.

    Returns:
        Node to its share, above 0, in the order of the graph; they add up to 1. One
        who influences nobody gets the least there is.

    Raises:
        DampingError, NegativeWeightError: They are also a ``ValueError``.

    References:
        As for ``pagerank``.
    """
    import networkx as nx

    found = _as_graph(graph)
    if isinstance(found, nx.DiGraph):
        found = found.reverse(copy=True)
    return pagerank(found, damping, weight=weight)


def hits(
    graph: "nx.Graph[Node]",
    *,
    weight: str | None = "weight",
    norm: Norm = "sum",
) -> Hits[Node]:
    """Measure hubs and authorities.

    When a tie i → j says that i influences j, a hub influences many who are much
    influenced, and an authority is influenced by many who influence much.

    Args:
        graph: Directed; or a square table, row to column.
        weight: The attribute that weighs a tie; a tie without it counts 1. None to
            count every tie 1.
        norm: “sum”, as NetworkX does: hubs add up to 1, authorities too. “euclidean”,
            as Kleinberg and Neo4j do: their squares add up to 1.

    Returns:
        Both, from 0 up; all 0 for a graph without ties. Where several groups are tied
        equally strongly, what repeating the definition from equal values gives.

    Raises:
        NegativeWeightError: It is also a ``ValueError``.

    References:
        Kleinberg, J. (1999). Authoritative sources in a hyperlinked environment.
        Journal of the ACM 46(5), 604-632.
    """
    import numpy as np

    matrices.check_choice(norm, get_args(Norm), what="norm")
    nodes, ties = _adjacency(graph, weight)
    hubs = np.ones(len(nodes))
    authorities = np.zeros(len(nodes))
    back = ties.T.tocsr()
    for _round in range(_ROUNDS if ties.sum() else 0):
        authorities = back @ hubs
        following = ties @ authorities
        following /= following.max()
        gap = np.abs(following - hubs).max()
        hubs = following
        if gap < _TOLERANCE:
            break
    if not ties.sum():
        hubs = authorities
    return Hits(_normed(nodes, hubs, norm), _normed(nodes, authorities, norm), norm)


def katz(
    graph: "nx.Graph[Node]",
    alpha: float = 0.1,
    beta: float = 1.0,
    *,
    weight: str | None = "weight",
) -> dict[Node, float]:
    """Measure how much comes to each node by ways of any length, long ones for less.

    Args:
        graph: Directed or not; or a square table, row to column. Ties i → j bring
            something to j: reverse the graph to measure who influences.
        alpha: What a tie passes on, above 0 and below one over the spectral radius.
        beta: What each node has of its own.
        weight: The attribute that weighs a tie; a tie without it counts 1. None to
            count every tie 1.

    Returns:
        Node to its value in x = (I - alpha A^T)^-1 beta, not scaled, in the order of
        the graph; beta for a node to which no tie leads.

    Raises:
        AttenuationError, NegativeWeightError: They are also a ``ValueError``.

    References:
        Katz, L. (1953). A new status index derived from sociometric analysis.
        Psychometrika 18, 39-43.
    """
    import numpy as np

    nodes, ties = _adjacency(graph, weight)
    full = ties.toarray()
    radius = matrices.spectral_radius(full)
    if alpha <= 0 or alpha * radius >= 1:
        limit = round(1 / radius, 6) if radius else "∞"
        raise AttenuationError(alpha=alpha, limit=limit)
    found = np.linalg.solve(
        np.eye(len(nodes)) - alpha * full.T, np.full(len(nodes), float(beta))
    )
    return dict(zip(nodes, found.tolist(), strict=True))


def influences(mdi: Sequence[Sequence[float]]) -> "nx.DiGraph[int]":
    """Draw a table of influences: a tie from each row that influences a column.

    Returns:
        Nodes are numbered from 0, in the order of the rows; the weight of a tie is
        what stands in the cell, and a 0 is no tie.
    """
    import networkx as nx

    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(mdi)))
    graph.add_weighted_edges_from(
        (i, j, value)
        for i, row in enumerate(mdi)
        for j, value in enumerate(row)
        if value
    )
    return graph


def _as_graph(graph: Any) -> "nx.Graph[Any]":  # Any: a graph of any nodes, or a table.
    """Take a graph as it is, and make one of a square table."""
    import networkx as nx

    if isinstance(graph, nx.Graph):
        return graph
    return influences(matrices.square(graph, what="A").tolist())


def _adjacency(
    graph: Any, weight: str | None
) -> tuple[list[Any], Any]:  # Any: any nodes; SciPy's matrices.
    """Write a graph as a sparse matrix, row to column, with its nodes in order."""
    import networkx as nx
    from scipy.sparse import csr_array

    directed = _as_graph(graph)
    nodes = list(directed)
    if not nodes:
        return [], csr_array((0, 0), dtype=float)
    form: Any = nx.to_scipy_sparse_array
    ties = form(directed, nodelist=nodes, weight=weight, dtype=float, format="csr")
    if ties.nnz and ties.data.min() < 0:
        raise NegativeWeightError
    return nodes, ties


def _normed(nodes: list[Any], values: Any, norm: Norm) -> dict[Any, float]:
    """Scale values to one, in the sense that was asked for."""
    size = values.sum() if norm == "sum" else float((values**2).sum()) ** 0.5
    scaled = values / size if size else values
    return dict(zip(nodes, scaled.tolist(), strict=True))
