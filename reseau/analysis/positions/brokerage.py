"""Who stands between two others that are not tied, and from which groups they are."""

import random
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from reseau.analysis.groups.labels import of_attribute

if TYPE_CHECKING:
    import networkx as nx

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The five roles, in the order in which they are given."""

Node = TypeVar("Node", bound=Hashable)
Groups: TypeAlias = Mapping[Node, Hashable] | Sequence[Hashable] | str


def brokerage_roles(
    graph: "nx.Graph[Node]", groups: Groups[Node]
) -> dict[Node, dict[str, int]]:
    """Count in which roles each node stands between two others.

    A node b is between a and c when a is tied to b and b to c, and a is not tied to c.
    From the groups of a, b and c: coordinator AAA, itinerant ABA (both ends of the
    same other group), gatekeeper ABB (from outside into b's group), representative
    AAB (from b's group to outside), liaison ABC (three groups).

    Args:
        graph: Directed or undirected, any nodes; weights and self-ties are ignored.
            In an undirected graph each pair a, c is counted once; gatekeeper and
            representative are then the same thing, and both hold the same count.
        groups: The group of each node: a mapping, a sequence in the order of the
            nodes, or the node attribute that holds it. A node without a group (missing
            or None) is no broker and no end.

    Returns:
        Node to its five counts, by the names of ``ROLES``, and ``total``, in the order
        of the graph; all 0 for a node with fewer than two ties. In an undirected graph
        ``total`` counts gatekeeper and representative once.

    References:
        Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal
        approach to brokerage in transaction networks. Sociological Methodology 19,
        89-126.
    """
    label = _labels(graph, groups)
    after = {node: set(graph.adj[node]) - {node} for node in graph}
    if not graph.is_directed():
        return {node: _merged(_roles_of(node, after, after, label)) for node in graph}
    before: dict[Node, set[Node]] = {node: set() for node in graph}
    for node, others in after.items():
        for other in others:
            before[other].add(node)
    found = {node: _roles_of(node, before, after, label) for node in graph}
    return {node: {**it, "total": sum(it.values())} for node, it in found.items()}


@dataclass(frozen=True, slots=True)
class BrokerageTest(Generic[Node]):
    """The counts beside those of the same ties with the groups dealt at random.

    Attributes:
        roles: As ``brokerage_roles`` gives them.
        expected: The mean of each count over the deals.
        z: (count - mean) over the standard deviation; None where nothing varies.
        permutations: How many deals.
    """

    roles: dict[Node, dict[str, int]]
    expected: dict[Node, dict[str, float]]
    z: dict[Node, dict[str, float | None]]
    permutations: int


def brokerage_test(
    graph: "nx.Graph[Node]",
    groups: Groups[Node],
    *,
    permutations: int = 200,
    seed: int = 1,
) -> BrokerageTest[Node]:
    """Compare the counts with what the same ties give when groups are dealt at random.

    Args:
        graph: As for ``brokerage_roles``.
        groups: Likewise; sizes of groups are kept.
        permutations: How many deals, at least 2.
        seed: Of the deals.

    Returns:
        Counts, means and z per node and role.
    """
    label = _labels(graph, groups)
    found = brokerage_roles(graph, label)
    drawn = random.Random(seed)  # noqa: S311  # A permutation, not a secret.
    nodes, dealt = list(label), list(label.values())
    runs: list[dict[Node, dict[str, int]]] = []
    for _ in range(permutations):
        drawn.shuffle(dealt)
        runs.append(brokerage_roles(graph, dict(zip(nodes, dealt, strict=True))))
    names = (*ROLES, "total")
    expected = {
        node: {role: fmean(run[node][role] for run in runs) for role in names}
        for node in graph
    }
    z: dict[Node, dict[str, float | None]] = {}
    for node in graph:
        spread = {role: pstdev(run[node][role] for run in runs) for role in names}
        z[node] = {
            role: (found[node][role] - expected[node][role]) / spread[role]
            if spread[role]
            else None
            for role in names
        }
    return BrokerageTest(found, expected, z, permutations)


def _labels(graph: "nx.Graph[Node]", groups: Groups[Node]) -> dict[Node, Hashable]:
    """Give the group of each node that has one, in the order of the graph."""
    given: Mapping[Node, Hashable]
    if isinstance(groups, str):
        given = of_attribute(graph, groups)
    elif isinstance(groups, Mapping):
        given = groups
    else:
        given = dict(zip(graph, groups, strict=True))
    return {node: given[node] for node in graph if given.get(node) is not None}


def _roles_of(
    node: Node,
    before: Mapping[Node, set[Node]],
    after: Mapping[Node, set[Node]],
    label: Mapping[Node, Hashable],
) -> dict[str, int]:
    """Count the roles of one node, for ordered pairs of the others."""
    counts = dict.fromkeys(ROLES, 0)
    if node in label:
        targets = {it for it in after[node] if it in label}
        ends = Counter(label[it] for it in targets)
        for source in before[node]:
            if source in label:
                # All pairs, less the source with itself, less those that are tied.
                tied = (targets & after[source]) | (targets & {source})
                closed = Counter(label[it] for it in tied)
                for other, count in ends.items():
                    role = _role(label[source], label[node], other)
                    counts[role] += count - closed[other]
    return counts


def _merged(counts: dict[str, int]) -> dict[str, int]:
    """Count each pair once: what was counted both ways, and a role read both ways."""
    half = {role: count // 2 for role, count in counts.items()}
    half["gatekeeper"] = half["representative"] = counts["gatekeeper"]
    return {**half, "total": sum(half.values()) - half["representative"]}


def _role(one: Hashable, middle: Hashable, other: Hashable) -> str:
    if one == middle:
        return "coordinator" if middle == other else "representative"
    if middle == other:
        return "gatekeeper"
    return "itinerant" if one == other else "liaison"
