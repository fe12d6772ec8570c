"""Do ties cross the lines between groups: E–I index, assortativity, mixing matrix."""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from reseau.analysis.groups.labels import of_attribute
from reseau.analysis.mobilizing.presences import ordered
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Groups = Mapping[Node, Hashable] | str
Matrix = Sequence[Sequence[float]] | Mapping[Hashable, Mapping[Hashable, float]]
_Tie = tuple[int, int, float]

PERMUTATIONS = 5000


class MixingMatrixError(UsageError):
    """A matrix of mixing is not a square table of shares."""

    message = N_(
        "A mixing matrix is a square table of numbers of 0 or more, not all of them 0."
    )


class GroupsWantedError(UsageError):
    """A graph is given without the groups of its nodes."""

    message = N_("Give the group of each node, as the argument “groups”.")


@dataclass(frozen=True, slots=True)
class EITest:
    """An E–I index with what it would be if the groups did not matter.

    Attributes:
        value: The index, -1 to 1; None without a tie between two grouped nodes.
        external: Ties between groups: how many, or their weight.
        internal: Ties inside groups.
        expected: Its mean when the groups are dealt at random among the nodes: 1 - 2
            times the share of pairs inside groups. None below two nodes.
        low: The least it could be with as many ties and groups of these sizes; None
            for weights.
        high: The most it could be.
        rescaled: The index with ``low`` brought to -1 and ``high`` to 1; None for
            weights, and when there is no room between the two.
        p_lower: How often dealing the groups at random gives as little or less.
        p_upper: How often it gives as much or more.
        p: How often it gives a value as far from the expected one, on either side.
        permutations: How many random deals; p is never below 1/(permutations + 1).
        nodes: How many nodes have a group.
        sizes: Group to its number of nodes.
        weighted: Whether weights were used.
    """

    value: float | None
    external: float
    internal: float
    expected: float | None
    low: float | None
    high: float | None
    rescaled: float | None
    p_lower: float | None
    p_upper: float | None
    p: float | None
    permutations: int
    nodes: int
    sizes: dict[Hashable, int]
    weighted: bool


def tied_graph(ties: Mapping[tuple[Node, Node], float]) -> "nx.Graph[Node]":
    """Draw an undirected graph of pairs of nodes and the weights of their ties."""
    import networkx as nx

    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(ordered(it for pair in ties for it in pair))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in ties.items())
    return graph


def ei_index(
    graph: "nx.Graph[Node]", groups: "Groups[Node]", weight: str | None = None
) -> float | None:
    """Compare the ties between groups with those inside: (E - I) / (E + I).

    Args:
        graph: Undirected, or directed (each direction is a tie). Loops, and ties of a
            node without a group, are left out.
        groups: Node to group, or the name of the attribute of the nodes that holds
            it; None is no group.
        weight: None counts ties, as UCINET does; the name of an attribute adds it up.

    Returns:
        -1 when all ties are inside groups, 1 when all are between; None without a tie.
        It depends on the sizes of the groups: ``ei_test`` says what chance gives.

    References:
        Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational
        crises: an experimental simulation. Social Psychology Quarterly 51, 123-140.

    Example:
        >>> import networkx as nx
        >>> ei_index(nx.path_graph(4), {0: "a", 1: "a", 2: "b", 3: "b"})
        -0.3333333333333333
    """
    held = _groups(graph, groups)
    return _index(*_sums(_ties(graph, held, weight), list(held.values())))


def ei_test(
    graph: "nx.Graph[Node]",
    groups: "Groups[Node]",
    weight: str | None = None,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> EITest:
    """Give the E–I index beside what the sizes of the groups alone would give.

    Args:
        graph: As for ``ei_index``.
        groups: As for ``ei_index``.
        weight: As for ``ei_index``.
        permutations: How many times the groups are dealt at random; 0 for no p.
        seed: Of the deals.

    Returns:
        The index, its expected value, its range, and p; see ``EITest``.

    References:
        Krackhardt and Stern (1988), as for ``ei_index``; the permutation test and the
        rescaling are those of UCINET.
    """
    held = _groups(graph, groups)
    ties, codes = _ties(graph, held, weight), list(held.values())
    external, internal = _sums(ties, codes)
    value = _index(external, internal)
    sizes = {it: codes.count(it) for it in dict.fromkeys(codes)}
    tested = permutations if value is not None else 0
    p_lower, p_upper, p = (
        _p_values(ties, codes, value, permutations=permutations, seed=seed)
        if value is not None and permutations
        else (None, None, None)
    )
    low, high, rescaled = _range(graph, ties, sizes, value=None if weight else value)
    return EITest(
        value=value, external=external, internal=internal, expected=_expected(sizes),
        low=low, high=high, rescaled=rescaled, p_lower=p_lower, p_upper=p_upper, p=p,
        permutations=tested, nodes=len(codes), sizes=sizes, weighted=weight is not None,
    )  # fmt: skip


def mixing_matrix(
    graph: "nx.Graph[Node]", groups: "Groups[Node]", weight: str | None = None
) -> dict[Hashable, dict[Hashable, float]]:
    """Count the ties from each group to each.

    Args:
        graph: As for ``ei_index``; a tie of an undirected graph counts once each way,
            so twice on the diagonal when it is inside a group.
        groups: As for ``ei_index``.
        weight: None counts ties; the name of an attribute adds it up.

    Returns:
        Group to group to the number of ties, or their weight, groups in the order in
        which the nodes name them.
    """
    held = _groups(graph, groups)
    codes = list(held.values())
    names = list(dict.fromkeys(codes))
    sums: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for one, other, amount in _ties(graph, held, weight):
        sums[codes[one], codes[other]] += amount
        if not graph.is_directed():
            sums[codes[other], codes[one]] += amount
    return {a: {b: sums[a, b] for b in names} for a in names}


def assortativity(
    mixing: "nx.Graph[Node] | Matrix",
    groups: "Groups[Node] | None" = None,
    weight: str | None = None,
) -> float | None:
    """Measure how far like is tied with like, beyond what the sizes give.

    r = (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i), with e brought to a sum of 1
    first, a_i and b_i being the sums of its rows and columns.

    Args:
        mixing: A mixing matrix (counts or shares, rows in lists or an array, or group
            to group to number), or a graph, whose ``groups`` are then needed.
        groups: As for ``ei_index``.
        weight: For a graph: None counts ties; the name of an attribute adds it up.

    Returns:
        1 when all ties are inside groups, 0 when groups do not matter, below 0 when
        ties avoid the own group. None without a tie, and when one group has them all.

    Raises:
        MixingMatrixError: The matrix is not square, or holds a negative number.
        GroupsWantedError: A graph comes without groups.

    References:
        Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67,
        026126.

    Example:
        >>> assortativity([[2, 0], [0, 2]])
        1.0
    """
    matrix = _rows(mixing, groups, weight)
    total = math.fsum(map(math.fsum, matrix))
    if not total:
        return None
    rows = [math.fsum(it) / total for it in matrix]
    columns = [math.fsum(it) / total for it in zip(*matrix, strict=True)]
    by_chance = math.fsum(a * b for a, b in zip(rows, columns, strict=True))
    if by_chance >= 1:
        return None
    inside = math.fsum(matrix[i][i] for i in range(len(matrix))) / total
    return (inside - by_chance) / (1 - by_chance)


def _rows(
    mixing: object, groups: "Groups[Node] | None", weight: str | None
) -> list[list[float]]:
    """Give the matrix as lists of numbers."""
    if hasattr(mixing, "edges"):
        if groups is None:
            raise GroupsWantedError
        mixing = mixing_matrix(cast("nx.Graph[Node]", mixing), groups, weight)
    if isinstance(mixing, Mapping):
        names = ordered({*mixing, *(it for row in mixing.values() for it in row)})
        mixing = [[mixing.get(a, {}).get(b, 0) for b in names] for a in names]
    matrix = [
        [float(it) for it in row] for row in cast("Iterable[Iterable[float]]", mixing)
    ]
    flat = [it for row in matrix for it in row]
    if any(len(row) != len(matrix) for row in matrix) or any(
        not (math.isfinite(it) and it >= 0) for it in flat
    ):
        raise MixingMatrixError
    return matrix


def _groups(graph: "nx.Graph[Node]", groups: "Groups[Node]") -> dict[Node, Hashable]:
    """Give the group of each node that has one, in the order of the nodes."""
    held: Mapping[Node, Hashable] = (
        of_attribute(graph, groups) if isinstance(groups, str) else groups
    )
    return {it: held[it] for it in graph if held.get(it) is not None}


def _ties(
    graph: "nx.Graph[Node]", held: Mapping[Node, Hashable], weight: str | None
) -> list[_Tie]:
    """Give the ties between grouped nodes, as places in their order, with amounts."""
    place = {node: index for index, node in enumerate(held)}
    edges: Iterable[tuple[Node, Node, float]] = (
        ((a, b, 1.0) for a, b in dict.fromkeys(graph.edges()))
        if weight is None
        else graph.edges(data=weight, default=1.0)
    )
    return [
        (place[a], place[b], float(amount))
        for a, b, amount in edges
        if a in place and b in place and a != b
    ]


def _sums(ties: Iterable[_Tie], codes: Sequence[Hashable]) -> tuple[float, float]:
    """Add up the ties between groups, and those inside."""
    inside: list[float] = []
    between: list[float] = []
    for one, other, amount in ties:
        (inside if codes[one] == codes[other] else between).append(amount)
    return math.fsum(between), math.fsum(inside)


def _index(external: float, internal: float) -> float | None:
    total = external + internal
    return (external - internal) / total if total else None


def _expected(sizes: Mapping[Hashable, int]) -> float | None:
    nodes = sum(sizes.values())
    pairs = math.comb(nodes, 2)
    inside = sum(math.comb(it, 2) for it in sizes.values())
    return 1 - 2 * inside / pairs if pairs else None


def _range(
    graph: "nx.Graph[Node]",
    ties: Sequence[_Tie],
    sizes: Mapping[Hashable, int],
    *,
    value: float | None,
) -> tuple[float | None, float | None, float | None]:
    """Give the least and the most of the index, and where between them it is."""
    if value is None:
        return None, None, None
    each = 2 if graph.is_directed() else 1
    inside = each * sum(math.comb(it, 2) for it in sizes.values())
    between = each * math.comb(sum(sizes.values()), 2) - inside
    count = len(ties)
    low = 2 * max(0, count - inside) / count - 1
    high = 2 * min(count, between) / count - 1
    if high <= low:
        return low, high, None
    return low, high, 2 * (value - low) / (high - low) - 1


def _p_values(
    ties: Sequence[_Tie],
    codes: Sequence[Hashable],
    value: float,
    *,
    permutations: int,
    seed: int,
) -> tuple[float, float, float]:
    """Deal the groups at random, and count how often chance goes as far."""
    import numpy as np

    numbers = {it: n for n, it in enumerate(dict.fromkeys(codes))}
    group = np.array([numbers[it] for it in codes])
    one, other, amount = (np.array(it) for it in zip(*ties, strict=True))
    total, rng = amount.sum(), np.random.default_rng(seed)
    drawn = np.empty(permutations)
    for n in range(permutations):
        dealt = rng.permutation(group)
        inside = amount[dealt[one] == dealt[other]].sum()
        drawn[n] = 1 - 2 * inside / total
    mean = _expected({it: list(codes).count(it) for it in numbers}) or 0.0
    close = 1e-9
    as_low, as_high = drawn <= value + close, drawn >= value - close
    as_far = np.abs(drawn - mean) >= abs(value - mean) - close
    lower, upper, both = (
        (1 + int(it.sum())) / (permutations + 1) for it in (as_low, as_high, as_far)
    )
    return lower, upper, both
