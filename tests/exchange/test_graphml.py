import io
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx

from reseau.exchange.graphs.graphfile import Field, GraphEdge, GraphFile, GraphNode
from reseau.exchange.graphs.graphml import graphml_text

NS = "{http://graphml.graphdrawing.org/xmlns}"
NODES_FIELDS = (Field("secteur", "string"),)
NODES = (GraphNode("a", "Anne", {"secteur": "logement"}), GraphNode("b", "Bao"))


def _root(graph: GraphFile) -> ET.Element:
    return ET.fromstring(graphml_text(graph))


def test_small_network_is_written_as_in_the_primer() -> None:
    # Worked by hand after the GraphML Primer, “GraphML-Attributes”.
    graph = GraphFile(
        "Réseau",
        NODES,
        (GraphEdge("1", "a", "b", weight=0.5, start=date(2026, 1, 2)),),
        node_fields=(Field("secteur", "string"),),
        edge_fields=(Field("rencontres", "integer"),),
    )
    assert (
        graphml_text(graph)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="node-0" for="node" attr.name="label" attr.type="string" />
  <key id="node-1" for="node" attr.name="secteur" attr.type="string" />
  <key id="edge-0" for="edge" attr.name="label" attr.type="string" />
  <key id="edge-1" for="edge" attr.name="weight" attr.type="double" />
  <key id="edge-2" for="edge" attr.name="start" attr.type="string" />
  <key id="edge-3" for="edge" attr.name="end" attr.type="string" />
  <key id="edge-4" for="edge" attr.name="rencontres" attr.type="long" />
  <graph id="G" edgedefault="undirected">
    <desc>Réseau</desc>
    <node id="a">
      <data key="node-0">Anne</data>
      <data key="node-1">logement</data>
    </node>
    <node id="b">
      <data key="node-0">Bao</data>
    </node>
    <edge id="1" source="a" target="b">
      <data key="edge-1">0.5</data>
      <data key="edge-2">2026-01-02</data>
    </edge>
  </graph>
</graphml>
"""
    )


def test_networkx_finds_the_columns_of_a_tie() -> None:
    edge = GraphEdge(
        "7",
        "a",
        "b",
        label="Comité",
        end=date(2026, 1, 2),
        attributes={"rencontres": 3, "sûr": False},
    )
    columns = (Field("rencontres", "integer"), Field("sûr", "boolean"))
    text = graphml_text(GraphFile("t", NODES, (edge,), NODES_FIELDS, columns))
    read = nx.read_graphml(io.BytesIO(text.encode()), force_multigraph=True)
    assert list(read.edges(data=True)) == [
        (
            "a",
            "b",
            {"label": "Comité", "end": "2026-01-02", "rencontres": 3, "sûr": False},
        )
    ]


def test_network_of_directed_ties_is_directed() -> None:
    edges = (GraphEdge("1", "a", "b", directed=True),)
    graph = _root(GraphFile("t", NODES, edges, NODES_FIELDS)).find(f"{NS}graph")
    assert graph is not None
    assert graph.get("edgedefault") == "directed"


def test_tie_unlike_the_usual_says_so() -> None:
    edges = (GraphEdge("1", "a", "b", directed=True), GraphEdge("2", "a", "b"))
    root = _root(GraphFile("t", NODES, edges, NODES_FIELDS))
    assert [it.get("directed") for it in root.iter(f"{NS}edge")] == ["true", None]


def test_column_that_nobody_fills_is_declared_all_the_same() -> None:
    root = _root(GraphFile("t", node_fields=(Field("secteur", "string"),)))
    names = [it.get("attr.name") for it in root.iter(f"{NS}key")]
    assert names == ["label", "secteur", "label", "weight", "start", "end"]
