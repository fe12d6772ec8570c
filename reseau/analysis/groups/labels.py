"""The groups of nodes, when they are an attribute of the graph."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)


class NoSuchAttributeError(UsageError, ValueError):
    """No node has an attribute that is named; also a ``ValueError`` for a notebook."""

    message = N_("No node has the attribute “{name}”. Those of the graph are: {known}.")


def of_attribute(graph: "nx.Graph[Node]", name: str) -> dict[Node, Hashable]:
    """Give the value of an attribute for each node; None where a node has none.

    Raises:
        NoSuchAttributeError: There are nodes, and not one has it: a name mistyped
            would otherwise read as a network without groups.
    """
    held = {node: data.get(name) for node, data in graph.nodes(data=True)}
    known = dict.fromkeys(key for _, data in graph.nodes(data=True) for key in data)
    if held and name not in known:
        listed = ", ".join(map(str, known)) or "–"
        raise NoSuchAttributeError(name=name, known=listed)
    return held
