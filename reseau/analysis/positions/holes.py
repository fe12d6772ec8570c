"""Burt's structural holes: how closed, or how open, the surroundings of an actor are.

A tie of i with j takes the share p_ij of what i invests, ties of both directions being
added. Where i's contacts are tied together, i can go round none of them.
"""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)

_TWO = 2


def constraint(
    graph: "nx.Graph[Node]", *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure how closed the surroundings of each node are.

    The sum over its contacts j of (p_ij + sum over other contacts q of p_iq p_qj)^2.

    Args:
        graph: Undirected or directed, any nodes; weights in any unit, 1 when missing;
            self-ties are ignored.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Node to Burt's constraint, above 0, without unit; it can pass 1 (1.125 for two
        contacts tied together with equal ties). NaN for a node without a tie.

    References:
        Burt, R. S. (1992). Structural Holes. Harvard University Press, ch. 2.
    """
    ties = _invested(graph, weight)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    each = (ties.shares + (ties.shares @ ties.shares) * ties.tied).power(2)
    return _per_node(graph, each.sum(axis=1), ties)


def effective_size(
    graph: "nx.Graph[Node]", *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure how many contacts of each node are not redundant.

    The number of contacts, less for each one what the node invests in others who are
    tied to it: sum over j of 1 - sum over q of p_iq m_jq, where m_jq is the tie of j
    and q over the strongest tie of j. Without weights: n - 2t/n, with t ties among n
    contacts.

    Args:
        graph: As for ``constraint``.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Node to its effective size, above 0, at most its number of contacts. NaN for a
        node without a tie.

    References:
        Burt (1992), as for ``constraint``; Borgatti, S. P. (1997). Structural holes:
        unpacking Burt's redundancy measures. Connections 20, 35-38.
    """
    ties = _invested(graph, weight)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    redundant = ties.shares * (ties.tied @ ties.strongest)
    sizes = ties.tied.sum(axis=1) - redundant.sum(axis=1)
    return _per_node(graph, sizes, ties)


def efficiency(
    graph: "nx.Graph[Node]", *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure the share of the contacts of each node that is not redundant.

    Args:
        graph: As for ``constraint``.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Node to its effective size over its number of contacts, above 0, 1 at most.
        NaN for a node without a tie.

    References:
        Burt (1992), as for ``constraint``.
    """
    ties = _invested(graph, weight)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    contacts = _per_node(graph, ties.tied.sum(axis=1), ties)
    sizes = effective_size(graph, weight=weight)
    return {node: sizes[node] / contacts[node] for node in graph}


def hierarchy(
    graph: "nx.Graph[Node]", *, weight: str | None = "weight"
) -> dict[Node, float]:
    """Measure how far the constraint on each node comes from one contact.

    With r_j the constraint from contact j over the mean of the N contacts:
    sum of r_j ln r_j over N ln N.

    Args:
        graph: As for ``constraint``.
        weight: The edge attribute that counts; None for 1.

    Returns:
        Node to 0 (all contacts alike) to 1 (a single one); 1 for one contact only.
        NaN for a node without a tie.

    References:
        Burt (1992), as for ``constraint``, p. 71.
    """
    ties = _invested(graph, weight)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    each = (ties.shares + (ties.shares @ ties.shares) * ties.tied).power(2).tocsr()
    found: dict[Node, float] = {}
    for node, place in zip(graph, range(len(graph)), strict=True):
        values = each.data[each.indptr[place] : each.indptr[place + 1]].tolist()
        found[node] = _hierarchy(values)
    return found


def _hierarchy(values: list[float]) -> float:
    count = len(values)
    if count < _TWO:
        return 1.0 if count else math.nan
    mean = math.fsum(values) / count
    shares = [it / mean for it in values]
    total = math.fsum(it * math.log(it) for it in shares if it > 0)
    return max(0.0, total / (count * math.log(count)))


@dataclass(frozen=True, slots=True)
class _Ties:
    """Sparse tables, nodes by nodes.

    Attributes:
        shares: p_ij, each row adding up to 1.
        strongest: m_ij, the largest of each row being 1.
        tied: 1 where two nodes are tied, in either direction.
    """

    shares: Any
    strongest: Any
    tied: Any


def _invested(graph: "nx.Graph[Node]", weight: str | None) -> _Ties | None:
    """Add the ties of both directions; None when there is none."""
    import networkx as nx
    import numpy as np
    from scipy.sparse import diags_array

    if not graph.number_of_edges():
        return None
    form: Any = nx.to_scipy_sparse_array  # Its stub wants a dtype object only.
    matrix = form(graph, nodelist=list(graph), weight=weight, dtype=float).tocsr()
    matrix = (matrix + matrix.T).tocsr()
    matrix.setdiag(0)
    matrix.eliminate_zeros()
    if not matrix.nnz:
        return None
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    largest = matrix.max(axis=1).toarray().ravel()
    tied = matrix.copy()
    tied.data = np.ones_like(tied.data)
    return _Ties(
        shares=diags_array(1 / np.where(sums > 0, sums, 1)) @ matrix,
        strongest=diags_array(1 / np.where(largest > 0, largest, 1)) @ matrix,
        tied=tied,
    )


def _per_node(graph: "nx.Graph[Node]", values: Any, ties: _Ties) -> dict[Node, float]:
    """Write a row of values by node, NaN for those without a tie."""
    import numpy as np

    found = np.asarray(values, dtype=float).ravel()
    alone = np.diff(ties.tied.tocsr().indptr) == 0
    found = np.where(alone, math.nan, found)
    return dict(zip(graph, found.tolist(), strict=True))
