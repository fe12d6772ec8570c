"""The two-mode network of actors and interactions, and its centralities.

Nothing is projected here: an actor's neighbours are the interactions where it was, an
interaction's are the actors who were there. Borgatti and Everett's formulas compare
each mode with the most it could reach given the sizes of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from reseau.analysis import bipartite
from reseau.analysis.projection import attendances
from reseau.domain.evidence import ParticipationRow

if TYPE_CHECKING:
    import networkx as nx


class Mode(StrEnum):
    """The two kinds of node."""

    ACTOR = "actor"
    INTERACTION = "interaction"


Node: TypeAlias = tuple[Mode, int]
"""A kind and a key: an actor and an interaction may have the same key."""

TwoModeNetwork: TypeAlias = "nx.Graph[Node]"
"""Every tie joins an actor and an interaction."""


@dataclass(frozen=True, slots=True)
class TwoModeScores:
    """One figure per actor and per interaction, in the order of the keys.

    Attributes:
        actors: Actor key to its figure.
        interactions: Interaction key to its figure.
    """

    actors: dict[int, float]
    interactions: dict[int, float]


@dataclass(frozen=True, slots=True)
class TwoModeCentralization:
    """How far each mode is gathered around one of its own, 0 to 1.

    None for a mode that leaves no choice: fewer than two of it or of the other.
    """

    actors: float | None
    interactions: float | None


def two_mode(rows: Iterable[ParticipationRow]) -> TwoModeNetwork:
    """Draw actors, interactions, and who was where.

    Args:
        rows: Participations of the days to look at, in any order; invited and absent
            actors were not there.

    Returns:
        A bipartite graph. Every interaction of the rows and every actor who was
        anywhere is a node; nodes carry ``bipartite`` (0 for actors, 1 for
        interactions), as NetworkX expects.
    """
    import networkx as nx

    graph: TwoModeNetwork = nx.Graph()
    found = attendances(rows)
    for actor in sorted({actor for it in found for actor in it.actors}):
        graph.add_node((Mode.ACTOR, actor), bipartite=0)
    for interaction, _, actors in sorted(found):
        node = (Mode.INTERACTION, interaction)
        graph.add_node(node, bipartite=1)
        graph.add_edges_from(((Mode.ACTOR, actor), node) for actor in actors)
    return graph


def two_mode_degree(graph: TwoModeNetwork) -> TwoModeScores:
    """Measure the share of the other mode with which each node is tied.

    Args:
        graph: As ``two_mode`` makes it, or any graph whose nodes carry ``bipartite``:
            0 for actors, 1 for interactions.

    Returns:
        By key, or by node for a graph of another making.
        Degree over the size of the other mode, 0 to 1; for an actor, its share of the
        interactions. Empty for an empty graph.

    References:
        As for ``bipartite.two_mode_centrality``.
    """
    sides = _sides(graph)
    return _scores(bipartite.degrees(graph, sides), sides)


def two_mode_closeness(graph: TwoModeNetwork) -> TwoModeScores:
    """Measure how near each node is to all the others, of both modes.

    Args:
        graph: As ``two_mode`` makes it.

    Returns:
        (n2 + 2(n1-1)) over the sum of distances, n1 being the size of the node's own
        mode: 0 to 1; 0 for an isolated node. When only r of the n-1 others can be
        reached: with the sizes of the node's component, times r/(n-1). (NetworkX
        keeps the sizes of the whole there, and can pass 1.)

    References:
        As for ``bipartite.two_mode_centrality``; the correction for several components
        is Wasserman and Faust's.
    """
    return _scores(bipartite.nearness(graph, _sides(graph)))


def two_mode_betweenness(graph: TwoModeNetwork) -> TwoModeScores:
    """Measure how often each node is on the shortest paths between two others.

    Args:
        graph: As ``two_mode`` makes it.

    Returns:
        Betweenness over the most that a node of its mode can have with modes of these
        sizes: 0 to 1; 0 when it can have none.

    References:
        As for ``bipartite.two_mode_centrality``.
    """
    return _scores(bipartite.betweenness(graph, _sides(graph)))


def two_mode_centralization(graph: TwoModeNetwork) -> TwoModeCentralization:
    """Tell how far presences are gathered on one actor, and on one interaction.

    Args:
        graph: As ``two_mode`` makes it.

    Returns:
        For each mode, the gaps of normalised degree below its highest, over
        (n1-1)(n2-1)/n2, n1 being its own size.

    References:
        As for ``bipartite.two_mode_centrality``.
    """
    degrees = two_mode_degree(graph)
    actors, interactions = len(degrees.actors), len(degrees.interactions)
    return TwoModeCentralization(
        bipartite.gathered(degrees.actors.values(), interactions),
        bipartite.gathered(degrees.interactions.values(), actors),
    )


def _sides(graph: TwoModeNetwork) -> bipartite.Modes[Node]:
    """Part the actors from the interactions."""
    if not _ours(graph):
        return bipartite.modes(graph, None)
    return bipartite.modes(graph, [it for it in graph if it[0] is Mode.ACTOR])


def _ours(nodes: Iterable[object]) -> bool:
    """Tell whether nodes are those that ``two_mode`` makes."""
    return all(
        isinstance(it, tuple) and len(it) > 1 and isinstance(it[0], Mode)
        for it in nodes
    )


def _scores(
    values: Mapping[Node, float], sides: bipartite.Modes[Any] | None = None
) -> TwoModeScores:
    """Part the figures of the actors from those of the interactions, by key."""
    if sides is not None and not _ours(values):
        first, second = ({it: values[it] for it in side} for side in sides[:2])
        return TwoModeScores(first, second)
    actors, interactions = (
        {key: values[it, key] for it, key in sorted(values) if it is mode}
        for mode in (Mode.ACTOR, Mode.INTERACTION)
    )
    return TwoModeScores(actors, interactions)
