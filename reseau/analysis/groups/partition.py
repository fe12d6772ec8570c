"""Groups of actors more tied among themselves than with the others."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from reseau.analysis.groups.ordering import by_name, by_ties

if TYPE_CHECKING:
    import networkx as nx

SEEDS = 10
"""How many times the search is begun again, the best being kept."""

_SAME = 1e-12

Node = TypeVar("Node", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Communities(Generic[Node]):
    """The groups of one network.

    Attributes:
        of: Node to the number of its group, from 0, in the order of the nodes'
            names; None for a node without a tie.
        sizes: How many nodes in each group, by number: the largest first, then that
            of the first name.
        modularity: Share of the weight inside groups beyond chance, -1/2 to 1; None
            without a tie.
        stability: How much the groups of the several searches agree: the mean, over
            every two of them, of the adjusted Rand index; 1 when all found the same
            groups, about 0 when they agree no more than chance. None without a tie or
            with one search.
        seeds: How many searches.
    """

    of: dict[Node, int | None]
    sizes: tuple[int, ...]
    modularity: float | None
    stability: float | None = None
    seeds: int = SEEDS

    @property
    def groups(self) -> tuple[tuple[Node, ...], ...]:
        """Give the nodes of each group, by number, in order."""
        members: list[list[Node]] = [[] for _ in self.sizes]
        for node, number in self.of.items():
            if number is not None:
                members[number].append(node)
        return tuple(map(tuple, members))


def communities(
    graph: "nx.Graph[Node]",
    *,
    resolution: float = 1.0,
    seeds: int = SEEDS,
    weight: str | None = "weight",
) -> Communities[Node]:
    """Find groups by Louvain's method, the best of several searches.

    The groups depend on the ties only, not on how the graph was made. A different set
    of groups may be nearly as good: read them as a picture, not as memberships, and
    look at their stability first.

    Args:
        graph: Undirected or directed, any nodes; weights in any unit, 1 when missing;
            a tie of weight 0, or with oneself, is no tie.
        resolution: Above 1 for smaller groups, below 1 for larger ones.
        seeds: How many searches, begun with the seeds 0, 1, 2...
        weight: The edge attribute that counts; None for 1.

    Returns:
        The groups of the best modularity, of the first seed when several are equal,
        and how stable they are over the seeds; nothing grouped when there is no tie.
        The modularity given is the plain one, whatever the resolution.

    References:
        Blondel, V. D. et al. (2008). Fast unfolding of communities in large networks.
        Journal of Statistical Mechanics P10008. Hubert, L., Arabie, P. (1985).
        Comparing partitions. Journal of Classification 2, 193-218.
    """
    nobody: dict[Node, int | None] = dict.fromkeys(by_name(graph))
    tied = _tied(graph, weight)
    if not tied:
        return Communities(nobody, (), None, None, seeds)
    matrix = _matrix(tied)
    found = _searches(
        matrix, resolution=resolution, seeds=seeds, directed=tied.is_directed()
    )
    scores = {labels: _modularity(matrix, labels, resolution) for labels in set(found)}
    highest = max(scores.values())
    labels = next(it for it in found if scores[it] >= highest - _SAME)
    groups = _grouped(tied, labels)
    place = {node: number for number, node in enumerate(nobody)}
    order = sorted(groups, key=lambda it: (-len(it), min(place[node] for node in it)))
    of = dict(nobody)
    for number, group in enumerate(order):
        of.update(dict.fromkeys(group, number))
    return Communities(
        of,
        tuple(map(len, order)),
        _modularity(matrix, labels, 1.0),
        agreement(found) if seeds > 1 else None,
        seeds,
    )


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Measure how much two sets of groups of the same things agree.

    Args:
        one: The group of each thing.
        other: The group of each thing in the other set, in the same order.

    Returns:
        1 when they are the same, about 0 when they agree no more than chance; it can
        be a little below 0. 1 when neither leaves a choice (a single group, or each
        thing alone, on both sides).

    References:
        Hubert and Arabie (1985), as for ``communities``.
    """
    pairs = sum(
        math.comb(it, 2) for it in Counter(zip(one, other, strict=True)).values()
    )
    left = sum(math.comb(it, 2) for it in Counter(one).values())
    right = sum(math.comb(it, 2) for it in Counter(other).values())
    total = math.comb(len(one), 2)
    expected = left * right / total if total else 0.0
    most = (left + right) / 2
    return (pairs - expected) / (most - expected) if most != expected else 1.0


def agreement(found: Sequence[Sequence[Hashable]]) -> float:
    """Average the adjusted Rand index of every two sets of groups.

    Args:
        found: At least two sets of groups of the same things, in the same order.

    Returns:
        1 when all are the same.
    """
    kinds = Counter(map(tuple, found))
    same = sum(math.comb(it, 2) for it in kinds.values())
    mixed = math.fsum(
        kinds[a] * kinds[b] * adjusted_rand(a, b) for a, b in combinations(kinds, 2)
    )
    return (same + mixed) / math.comb(len(found), 2)


def _tied(graph: "nx.Graph[Node]", weight: str | None) -> "nx.Graph[Node]":
    """Copy the ties that have weight, in an order that the ties decide."""
    import networkx as nx

    tied: nx.Graph[Node] = nx.DiGraph() if graph.is_directed() else nx.Graph()
    kept = [
        (a, b, value)
        for a, b, data in graph.edges(data=True)
        if a != b and (value := _weight(data, weight)) > 0
    ]
    touched = {node for a, b, _ in kept for node in (a, b)}
    # Whoever has no tie must not change the order of the others either.
    apart: Any = graph.subgraph(touched)  # The stub mixes nodes with their data.
    tied.add_nodes_from(by_ties(apart, weight=weight))
    for one, other, value in kept:  # The ties of a multigraph add up.
        before = tied.get_edge_data(one, other, default={"weight": 0.0})["weight"]
        tied.add_edge(one, other, weight=before + value)
    return tied


def _weight(data: Mapping[str, Any], weight: str | None) -> float:
    return float(data.get(weight, 1)) if weight else 1.0


def _matrix(tied: "nx.Graph[Node]") -> Any:
    """Write the ties as scikit-network wants them."""
    import networkx as nx
    from scipy.sparse import csr_matrix

    form: Any = nx.to_scipy_sparse_array  # Its stub wants a dtype object only.
    matrix = csr_matrix(form(tied, nodelist=list(tied), dtype=float))
    matrix.sort_indices()
    return matrix


def _searches(
    matrix: Any, *, resolution: float, seeds: int, directed: bool
) -> list[tuple[int, ...]]:
    """Search once per seed; give the group of each node, groups numbered as met."""
    from sknetwork.clustering import Louvain

    kind = "dugue" if directed else "newman"
    found = []
    for seed in range(seeds):
        search = Louvain(
            resolution, kind, sort_clusters=False, shuffle_nodes=True, random_state=seed
        )
        labels = search.fit_predict(matrix).tolist()
        number = {it: place for place, it in enumerate(dict.fromkeys(labels))}
        found.append(tuple(number[it] for it in labels))
    return found


def _modularity(matrix: Any, labels: Sequence[int], resolution: float) -> float:
    """Measure the share of the weight inside groups beyond chance.

    Newman's for ties without direction, Leicht and Newman's for directed ones: the
    rows and the columns of a symmetric table add up to the same.
    """
    import numpy as np

    group = np.asarray(labels)
    rows = np.repeat(group, np.diff(matrix.indptr))
    columns = group[matrix.indices]
    total = math.fsum(matrix.data)
    inside = math.fsum(matrix.data[rows == columns])
    leaving = np.bincount(rows, matrix.data, minlength=len(set(labels)))
    entering = np.bincount(columns, matrix.data, minlength=len(set(labels)))
    return inside / total - resolution * math.fsum(leaving * entering) / total**2


def _grouped(tied: "nx.Graph[Node]", labels: Sequence[int]) -> list[set[Node]]:
    groups: dict[int, set[Node]] = {}
    for node, label in zip(tied, labels, strict=True):
        groups.setdefault(label, set()).add(node)
    return list(groups.values())
