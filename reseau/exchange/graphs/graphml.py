"""GraphML, for Cytoscape, yEd, igraph and NetworkX."""

from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree import ElementTree as ET

from reseau.exchange.graphs.graphfile import (
    Field,
    FieldType,
    GraphEdge,
    GraphFile,
    GraphNode,
    Scalar,
    number,
    present,
    written,
)
from reseau.exchange.graphs.xmlfile import xml_document, xml_text

# GraphML has no dates, and its “int” is 32 bits wide.
_TYPES: dict[FieldType, str] = {
    "string": "string",
    "integer": "long",
    "double": "double",
    "boolean": "boolean",
    "date": "string",
}
_NODE_OWN = (Field("label", "string"),)
_EDGE_OWN = (
    Field("label", "string"),
    Field("weight", "double"),
    Field("start", "date"),
    Field("end", "date"),
)


def graphml_text(graph: GraphFile) -> str:
    """Write a network as GraphML.

    Each column is declared once, with its type; ``label``, and for ties ``weight``,
    ``start`` and ``end``, come first. A tie says whether it is directed only when it
    differs from the others. NetworkX refuses a file that mixes both sorts, and
    igraph takes all of them for the same sort: give them one layer a file.

    Returns:
        The whole document, the same for the same data; without nodes when empty.

    References:
        http://graphml.graphdrawing.org/specification.html
    """
    root = ET.Element(
        "graphml",
        {
            "xmlns": "http://graphml.graphdrawing.org/xmlns",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
            "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
        },
    )
    node_fields = (*_NODE_OWN, *graph.node_fields)
    edge_fields = (*_EDGE_OWN, *graph.edge_fields)
    _declare(root, "node", node_fields)
    _declare(root, "edge", edge_fields)
    directed = graph.directed
    usual = "directed" if directed else "undirected"
    body = ET.SubElement(root, "graph", {"id": "G", "edgedefault": usual})
    ET.SubElement(body, "desc").text = xml_text(graph.title)
    for node in graph.nodes:
        place = ET.SubElement(body, "node", {"id": node.id})
        _fill(place, "node", present(node_fields, _node_values(node)))
    for edge in graph.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        if edge.directed != directed:
            ends["directed"] = written(edge.directed)
        place = ET.SubElement(body, "edge", ends)
        _fill(place, "edge", present(edge_fields, _edge_values(edge)))
    return xml_document(root)


def _node_values(node: GraphNode) -> Mapping[str, Scalar]:
    return {"label": node.label, **node.attributes}


def _edge_values(edge: GraphEdge) -> Mapping[str, Scalar]:
    own: dict[str, Scalar] = {
        "label": edge.label or None,
        "weight": number(edge.weight),
        "start": edge.start,
        "end": edge.end,
    }
    return {**own, **edge.attributes}


def _key(kind: str, place: int) -> str:
    """Name a column inside the file; not ``d3``, which Gephi takes for a label."""
    return f"{kind}-{place}"


def _declare(root: ET.Element, kind: str, fields: Iterable[Field]) -> None:
    for place, column in enumerate(fields):
        about = {"id": _key(kind, place), "for": kind}
        about |= {"attr.name": column.name, "attr.type": _TYPES[column.type]}
        ET.SubElement(root, "key", about)


def _fill(
    parent: ET.Element,
    kind: str,
    values: Iterable[tuple[int, Field, str | int | float | bool | date]],
) -> None:
    for place, _, value in values:
        ET.SubElement(parent, "data", {"key": _key(kind, place)}).text = written(value)
