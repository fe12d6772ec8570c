"""The blueprint that Kumu imports."""

import json

from reseau.exchange.graphs.graphfile import (
    GraphEdge,
    GraphFile,
    GraphNode,
    Scalar,
    number,
    plain,
    present,
)
from reseau.exchange.graphs.xmlfile import xml_text

Blueprint = dict[str, str | int | float | bool | list[str]]


def kumu_text(graph: GraphFile) -> str:
    """Write a network as a Kumu blueprint, in JSON.

    Columns named ``type``, ``description``, ``tags`` and ``image`` mean to Kumu what
    they say; ``tags`` are separated by ``|``. The label of a tie is its type. A tie
    is ``directed`` or ``undirected``; two opposite ties stay two, each with its own
    weight, rather than one ``mutual``.

    Returns:
        The whole document, the same for the same data; two empty lists when empty.

    References:
        https://docs.kumu.io/guides/import/blueprints
    """
    blueprint = {
        "elements": [_element(graph, it) for it in graph.nodes],
        "connections": [_connection(graph, it) for it in graph.edges],
    }
    text = json.dumps(blueprint, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n"


def _element(graph: GraphFile, node: GraphNode) -> Blueprint:
    element: Blueprint = {"id": node.id, "label": xml_text(node.label)}
    for _, column, value in present(graph.node_fields, node.attributes):
        element[column.name] = plain(value)
    tags = element.get("tags")
    if isinstance(tags, str):
        element["tags"] = [it.strip() for it in tags.split("|") if it.strip()]
    return element


def _connection(graph: GraphFile, edge: GraphEdge) -> Blueprint:
    # Kumu wants ids unique across elements and connections: no node id has a colon.
    connection: Blueprint = {
        "id": f"tie:{edge.id}",
        "from": edge.source,
        "to": edge.target,
        "direction": "directed" if edge.directed else "undirected",
    }
    own: dict[str, Scalar] = {
        "type": xml_text(edge.label) or None,
        "weight": number(edge.weight),
        "start": edge.start,
        "end": edge.end,
    }
    connection |= {name: plain(it) for name, it in own.items() if it is not None}
    for _, column, value in present(graph.edge_fields, edge.attributes):
        connection[column.name] = plain(value)
    return connection
