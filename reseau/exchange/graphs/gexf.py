"""GEXF 1.3, for Gephi."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from reseau.exchange.graphs.graphfile import (
    Field,
    FieldType,
    GraphEdge,
    GraphFile,
    Scalar,
    number,
    present,
    written,
)
from reseau.exchange.graphs.xmlfile import xml_document, xml_text

# GEXF has no dates among the types of its columns.
_TYPES: dict[FieldType, str] = {
    "string": "string",
    "integer": "long",
    "double": "double",
    "boolean": "boolean",
    "date": "string",
}


def gexf_text(graph: GraphFile) -> str:
    """Write a network as GEXF 1.3, which Gephi reads from its version 0.9.3 on.

    With a dated tie the network is dynamic, and Gephi shows its timeline: a tie
    lasts from its first to its last day, both included, and a side without a date
    is open. The label of a tie is also its ``kind``: Gephi keeps parallel ties of
    different kinds, and merges those of the same kind.

    Returns:
        The whole document, the same for the same data; without nodes when empty.

    References:
        https://gexf.net/schema.html
    """
    root = ET.Element("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "Réseau"
    ET.SubElement(meta, "description").text = xml_text(graph.title)
    body = ET.SubElement(root, "graph", _sort(graph))
    _declare(body, "node", graph.node_fields)
    _declare(body, "edge", graph.edge_fields)
    nodes = ET.SubElement(body, "nodes")
    for node in graph.nodes:
        about = {"id": node.id, "label": xml_text(node.label)}
        place = ET.SubElement(nodes, "node", about)
        _fill(place, graph.node_fields, node.attributes)
    edges, directed = ET.SubElement(body, "edges"), graph.directed
    for edge in graph.edges:
        place = ET.SubElement(edges, "edge", _about(edge, directed=directed))
        _fill(place, graph.edge_fields, edge.attributes)
    return xml_document(root)


def _sort(graph: GraphFile) -> dict[str, str]:
    """Say what sort of network it is."""
    usual = "directed" if graph.directed else "undirected"
    if not graph.dated:
        return {"defaultedgetype": usual, "mode": "static"}
    return {"defaultedgetype": usual, "mode": "dynamic", "timeformat": "date"}


def _about(edge: GraphEdge, *, directed: bool) -> dict[str, str]:
    """Give what a tie has of its own; ``directed`` is what the network's ties are."""
    about = {"id": edge.id, "source": edge.source, "target": edge.target}
    if edge.directed != directed:
        about["type"] = "directed" if edge.directed else "undirected"
    weight, label = number(edge.weight), xml_text(edge.label)
    if weight is not None:
        about["weight"] = written(weight)
    if label:
        about |= {"label": label, "kind": label}
    if edge.start:
        about["start"] = edge.start.isoformat()
    if edge.end:
        about["end"] = edge.end.isoformat()
    return about


def _declare(body: ET.Element, kind: str, fields: Sequence[Field]) -> None:
    if fields:
        columns = ET.SubElement(body, "attributes", {"class": kind, "mode": "static"})
        for place, column in enumerate(fields):
            about = {"id": str(place), "title": column.name}
            ET.SubElement(columns, "attribute", about | {"type": _TYPES[column.type]})


def _fill(
    parent: ET.Element, fields: Sequence[Field], attributes: Mapping[str, Scalar]
) -> None:
    values = list(present(fields, attributes))
    if values:
        holder = ET.SubElement(parent, "attvalues")
        for place, _, value in values:
            about = {"for": str(place), "value": written(value)}
            ET.SubElement(holder, "attvalue", about)
