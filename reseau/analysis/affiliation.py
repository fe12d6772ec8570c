"""The two-mode network of actors and interactions, and its centralities.

Nothing is projected here: an actor's neighbours are the interactions where it was, an
interaction's are the actors who were there. Borgatti and Everett's formulas compare
each mode with the most it could reach given the sizes of both.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from reseau.analysis.betweenness import raw_betweenness
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
        graph: As ``two_mode`` makes it.

    Returns:
        Degree over the size of the other mode, 0 to 1; for an actor, its share of the
        interactions. Empty for an empty graph.

    References:
        Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data.
        Social Networks 19, 243-269.
    """
    return _scores(
        graph, lambda node, _own, other: graph.degree(node) / other if other else 0.0
    )


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
        Borgatti and Everett (1997), as for ``two_mode_degree``; the correction for
        several components is Wasserman and Faust's.
    """
    import networkx as nx

    sizes: dict[Node, tuple[int, int]] = {}
    for component in nx.connected_components(graph):
        actors = sum(mode is Mode.ACTOR for mode, _key in component)
        for node in component:
            sizes[node] = actors, len(component) - actors
    farness = _farness(graph)

    def score(node: Node, own: int, other: int) -> float:
        if not farness[node]:
            return 0.0
        near, far = sizes[node] if node[0] is Mode.ACTOR else sizes[node][::-1]
        reached = (near + far - 1) / (own + other - 1)
        return (far + 2 * (near - 1)) / farness[node] * reached

    return _scores(graph, score)


def two_mode_betweenness(graph: TwoModeNetwork) -> TwoModeScores:
    """Measure how often each node is on the shortest paths between two others.

    Args:
        graph: As ``two_mode`` makes it.

    Returns:
        Betweenness over the most that a node of its mode can have with modes of these
        sizes: 0 to 1; 0 when it can have none.

    References:
        Borgatti and Everett (1997), as for ``two_mode_degree``.
    """
    raw = raw_betweenness(graph, list(graph))

    def score(node: Node, own: int, other: int) -> float:
        most = _most_betweenness(own, other)
        return raw[node] / most if most else 0.0

    return _scores(graph, score)


def two_mode_centralization(graph: TwoModeNetwork) -> TwoModeCentralization:
    """Tell how far presences are gathered on one actor, and on one interaction.

    Args:
        graph: As ``two_mode`` makes it.

    Returns:
        For each mode, the gaps of normalised degree below its highest, over
        (n1-1)(n2-1)/n2, n1 being its own size.

    References:
        Borgatti and Everett (1997), as for ``two_mode_degree``.
    """
    degrees = two_mode_degree(graph)
    actors, interactions = len(degrees.actors), len(degrees.interactions)
    return TwoModeCentralization(
        _gathered(degrees.actors, interactions),
        _gathered(degrees.interactions, actors),
    )


def _scores(
    graph: TwoModeNetwork, score: Callable[[Node, int, int], float]
) -> TwoModeScores:
    """Score each node, given the size of its own mode and of the other."""
    keys: dict[Mode, list[int]] = {Mode.ACTOR: [], Mode.INTERACTION: []}
    for mode, key in sorted(graph):
        keys[mode].append(key)
    one, two = len(keys[Mode.ACTOR]), len(keys[Mode.INTERACTION])
    return TwoModeScores(
        {it: float(score((Mode.ACTOR, it), one, two)) for it in keys[Mode.ACTOR]},
        {
            it: float(score((Mode.INTERACTION, it), two, one))
            for it in keys[Mode.INTERACTION]
        },
    )


def _farness(graph: TwoModeNetwork) -> dict[Node, int]:
    """Add up the distances from each node to those it reaches."""
    from reseau.analysis import kernels

    farness: dict[Node, int] = dict.fromkeys(graph, 0)
    tied = [node for node in graph if graph.degree(node)]
    if tied:
        far = kernels.distances(kernels.adjacency(graph, tied)).farness
        farness.update(zip(tied, far.tolist(), strict=True))
    return farness


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


def _gathered(degrees: dict[int, float], other: int) -> float | None:
    """Compare the gaps below the highest degree with the most they could be."""
    if len(degrees) <= 1 or other <= 1:
        return None
    highest = max(degrees.values())
    gaps = sum(highest - it for it in degrees.values())
    return gaps * other / ((len(degrees) - 1) * (other - 1))
