import io
from datetime import date
from xml.etree import ElementTree as ET

import networkx as nx

from reseau.exchange.graphs.gexf import gexf_text
from reseau.exchange.graphs.graphfile import Field, GraphEdge, GraphFile, GraphNode

NS = "{http://gexf.net/1.3}"
NODES = (GraphNode("a", "Anne"), GraphNode("b", "Bao"))


def _graph(text: str) -> ET.Element:
    found = ET.fromstring(text).find(f"{NS}graph")
    assert found is not None
    return found


def test_small_network_is_written_as_in_the_primer() -> None:
    # Worked by hand after the GEXF 1.3 Primer, “Advanced Concepts: Dynamics”.
    graph = GraphFile(
        "Comités",
        (GraphNode("a", "Anne", {"secteur": "logement"}), NODES[1]),
        (
            GraphEdge("1", "a", "b", weight=2, label="Comité", start=date(2025, 1, 2)),
            GraphEdge("2", "a", "b", directed=True),
        ),
        node_fields=(Field("secteur", "string"),),
    )
    assert (
        gexf_text(graph)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <meta>
    <creator>Réseau</creator>
    <description>Comités</description>
  </meta>
  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
    <attributes class="node" mode="static">
      <attribute id="0" title="secteur" type="string" />
    </attributes>
    <nodes>
      <node id="a" label="Anne">
        <attvalues>
          <attvalue for="0" value="logement" />
        </attvalues>
      </node>
      <node id="b" label="Bao" />
    </nodes>
    <edges>
      <edge id="1" source="a" target="b" weight="2.0" label="Comité" kind="Comité" start="2025-01-02" />
      <edge id="2" source="a" target="b" type="directed" />
    </edges>
  </graph>
</gexf>
"""
    )


def test_network_without_dates_is_static() -> None:
    graph = _graph(gexf_text(GraphFile("t", NODES, (GraphEdge("1", "a", "b"),))))
    assert (graph.get("mode"), graph.get("timeformat")) == ("static", None)


def test_network_of_directed_ties_is_directed() -> None:
    edges = (GraphEdge("1", "a", "b", directed=True),)
    graph = _graph(gexf_text(GraphFile("t", NODES, edges)))
    assert graph.get("defaultedgetype") == "directed"


def test_parallel_ties_of_two_layers_have_two_kinds() -> None:
    edges = (
        GraphEdge("1", "a", "b", label="Rencontre"),
        GraphEdge("2", "a", "b", label="Comité"),
    )
    graph = _graph(gexf_text(GraphFile("t", NODES, edges)))
    kinds = [it.get("kind") for it in graph.iter(f"{NS}edge")]
    assert kinds == ["Rencontre", "Comité"]


def test_networkx_finds_the_dates_and_the_columns_of_a_tie() -> None:
    edge = GraphEdge(
        "7",
        "a",
        "b",
        start=date(2025, 1, 2),
        end=date(2026, 3, 4),
        attributes={"rencontres": 3, "sûr": False},
    )
    columns = (Field("rencontres", "integer"), Field("sûr", "boolean"))
    text = gexf_text(GraphFile("t", NODES, (edge,), edge_fields=columns))
    read = nx.read_gexf(io.BytesIO(text.encode()))
    assert read.graph["mode"] == "dynamic"
    assert read.edges["a", "b"] == {
        "id": "7",
        "start": "2025-01-02",
        "end": "2026-03-04",
        "rencontres": 3,
        "sûr": False,
    }
