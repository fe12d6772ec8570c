"""How likely a tie lets a message through: from contacts, or shared alike."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

PROBABILITY = "probability"
"""The edge attribute that is read unless asked otherwise."""


class NotAProbabilityError(UsageError):
    """Something given as a probability is none."""

    message = N_("A probability is from 0 to 1, not {value}.")


def tie_probability(weight: float, *, p0: float = 0.1) -> float:
    """Turn a number of contacts into the chance that a tie lets a message through.

    Args:
        weight: Contacts, faded or not; at least 0.
        p0: The chance of one contact, 0 to 1.

    Returns:
        1 - (1 - p0)^weight: 0 without contact, p0 with one, nearer 1 with more.

    Raises:
        NotAProbabilityError: ``p0`` is none, or the weight is below 0.
    """
    if not 0 <= p0 <= 1:
        raise NotAProbabilityError(value=p0)
    if weight < 0:
        raise NotAProbabilityError(value=weight)
    return float(1 - (1 - p0) ** weight) if weight else 0.0


def contact_probabilities(
    graph: "nx.Graph[Any]", *, p0: float = 0.1, weight: str = "weight"
) -> "nx.Graph[Any]":
    """Copy a graph, each edge with the probability that its weight gives.

    Args:
        graph: Of any kind.
        p0: The chance of one contact, 0 to 1.
        weight: The edge attribute that counts contacts; 1 for an edge without it.

    Returns:
        The copy; edges carry ``probability`` besides: see ``tie_probability``.
    """
    copy = graph.copy()
    for _, _, data in copy.edges(data=True):
        data[PROBABILITY] = tie_probability(float(data.get(weight, 1.0)), p0=p0)
    return copy


def passing(
    graph: "nx.Graph[Any]",
    *,
    gone: Collection[Any] = (),
    p0: float = 0.1,
    weight: str = "weight",
    values: Mapping[Any, float] | None = None,
) -> "nx.Graph[Any]":
    """Draw the network in which a message goes on, without some of its nodes.

    Args:
        graph: Undirected.
        gone: Nodes that are left out, with their edges.
        p0: The chance of one contact, 0 to 1.
        weight: The edge attribute that counts contacts; 1 for an edge without it.
        values: Node to how much the message concerns it, 0 to 1, and 0 for one that is
            not there: a node passes it on that much less often. None for all alike.

    Returns:
        A graph of the other nodes, in their order, without attributes; edges carry
        ``probability`` alone: see ``tie_probability``. With ``values`` it is directed:
        the chance of each edge is that of its tie times the value of where it starts.

    References:
        Barbieri, N., Bonchi, F., Manco, G. (2012). Topic-aware social influence
        propagation models. ICDM 2012, 81-90: chances that depend on the topic.
    """
    import networkx as nx

    found: nx.Graph[Any] = nx.Graph() if values is None else nx.DiGraph()
    found.add_nodes_from(it for it in graph if it not in gone)
    for one, other, data in graph.edges(data=True):
        if one not in gone and other not in gone:
            chance = tie_probability(float(data.get(weight, 1.0)), p0=p0)
            found.add_edge(one, other, **{PROBABILITY: chance})
            if values is not None:
                found[one][other][PROBABILITY] = chance * values.get(one, 0.0)
                back = chance * values.get(other, 0.0)
                found.add_edge(other, one, **{PROBABILITY: back})
    return found


def weighted_cascade(graph: "nx.Graph[Any]") -> "nx.DiGraph[Any]":
    """Draw the directed graph in which each actor listens to everyone alike.

    Args:
        graph: Directed, or undirected: each tie becomes two edges.

    Returns:
        A directed graph of the same nodes; the edges into a node carry
        ``probability``, 1 over how many they are.
    """
    import networkx as nx

    directed: nx.DiGraph[Any] = nx.DiGraph()
    directed.add_nodes_from(graph)
    directed.add_edges_from((a, b) for a, b in graph.edges() if a != b)
    if not graph.is_directed():
        directed.add_edges_from((b, a) for a, b in graph.edges() if a != b)
    for _, head, data in directed.edges(data=True):
        data[PROBABILITY] = 1 / directed.in_degree(head)
    return directed
