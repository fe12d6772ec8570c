"""Ties inside and across the borders of zones, and on whom those across depend."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
Zone = TypeVar("Zone", bound=Hashable)
Zones = Mapping[Node, Collection[Zone]]
"""Node to the zones it is in: none, one or several."""


@dataclass(frozen=True, slots=True)
class ZoneTies(Generic[Node, Zone]):
    """The ties of those who are in one zone.

    Attributes:
        inside: Ties of which both ends are in the zone.
        across: Ties of which one end is.
        inside_weight: The sum of their weights.
        across_weight: Likewise.
        to: Other zone to how many of the ties across lead to it, the most first; a
            tie with a node in two other zones is counted for both.
        elsewhere: Ties across that lead to a node in no zone.
        holders: Node of the zone to how many of the ties across are its own, the most
            first, then in the order of the graph; those without one left out.
        lines: Node of the zone to the other ends of its ties across.
    """

    inside: int
    across: int
    inside_weight: float
    across_weight: float
    to: dict[Zone, int]
    elsewhere: int
    holders: dict[Node, int]
    lines: dict[Node, tuple[Node, ...]]


def zone_ties(
    graph: "nx.Graph[Node]", zones: "Zones[Node, Zone]", zone: Zone
) -> "ZoneTies[Node, Zone]":
    """Count the ties inside a zone and across its border.

    Args:
        graph: Undirected; ties without a ``weight`` weigh 1; loops are ignored.
        zones: Nodes that are missing are in no zone.
        zone: Which one.

    Returns:
        The counts; all 0 and empty for a zone of which no node has a tie.
    """
    here = [it for it in graph if zone in zones.get(it, ())]
    members = set(here)
    inside = across = elsewhere = 0
    inside_weight = across_weight = 0.0
    to: Counter[Zone] = Counter()
    lines: dict[Node, tuple[Node, ...]] = {}
    seen: set[Node] = set()
    for one in here:
        seen.add(one)
        outward = [it for it in graph.adj[one] if it not in members]
        for other, tie in graph.adj[one].items():
            weight = float(tie.get("weight", 1.0))
            if other not in members:
                across += 1
                across_weight += weight
                to.update(zones.get(other, ()))
                elsewhere += not zones.get(other)
            elif other not in seen:
                inside += 1
                inside_weight += weight
        if outward:
            lines[one] = tuple(outward)
    holders = sorted(lines, key=lambda it: -len(lines[it]))
    return ZoneTies(
        inside,
        across,
        inside_weight,
        across_weight,
        dict(to.most_common()),
        elsewhere,
        {it: len(lines[it]) for it in holders},
        lines,
    )


@dataclass(frozen=True, slots=True)
class Crossing(Generic[Node]):
    """Through whom a zone reaches beyond the ties of its own.

    Attributes:
        paths: Ways in two steps, between a node of the zone and one outside that are
            not tied, each counted once for each node in the middle.
        through: Node in the middle, inside or outside, to how many of them, the most
            first, then in the order of the graph.
    """

    paths: int
    through: dict[Node, int]


def crossing(graph: "nx.Graph[Node]", members: Collection[Node]) -> "Crossing[Node]":
    """Count the ways in two steps across a border, by who is in the middle.

    These are the gatekeepers and representatives of Gould and Fernandez, for two
    groups: the zone and the rest.

    Args:
        graph: Undirected; weights and loops are ignored.
        members: The nodes of the zone; those that are not in the graph are ignored.

    Returns:
        The counts; 0 and empty when nothing crosses in two steps.

    References:
        Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal
        approach to brokerage in transaction networks. Sociological Methodology 19,
        89-126.
    """
    inner = set(members)
    near = {it for one in inner if one in graph for it in graph.adj[one]}
    through: dict[Node, int] = {}
    for middle in graph:
        if middle not in inner and middle not in near:
            continue
        around = set(graph.adj[middle]) - {middle}
        ins, outs = around & inner, around - inner
        tied = sum(len(outs.intersection(graph.adj[it])) for it in ins)
        if count := len(ins) * len(outs) - tied:
            through[middle] = count
    order = sorted(through, key=lambda it: -through[it])
    return Crossing(sum(through.values()), {it: through[it] for it in order})


@dataclass(frozen=True, slots=True)
class Partition:
    """Every tie of a graph, counted once by where its ends are.

    Attributes:
        inside: Both ends are in a same zone.
        between: Both ends are in zones, and in none together.
        half: One end is in no zone.
        neither: Both are in none.
    """

    inside: int
    between: int
    half: int
    neither: int


def tie_partition(graph: "nx.Graph[Node]", zones: "Zones[Node, Zone]") -> Partition:
    """Divide the ties of a graph; the four counts add up to its ties, loops aside."""
    inside = between = half = neither = 0
    for one, other in graph.edges:
        if one == other:
            continue
        mine, theirs = set(zones.get(one, ())), set(zones.get(other, ()))
        if not mine and not theirs:
            neither += 1
        elif not mine or not theirs:
            half += 1
        elif mine & theirs:
            inside += 1
        else:
            between += 1
    return Partition(inside, between, half, neither)
