import json
from datetime import date

from reseau.exchange.graphs.graphfile import Field, GraphEdge, GraphFile, GraphNode
from reseau.exchange.graphs.kumu import kumu_text

NODES = (GraphNode("a", "Anne"), GraphNode("b", "Bao"))


def test_small_network_is_written_as_in_the_documentation() -> None:
    # Worked by hand after docs.kumu.io, “JSON / Blueprints”.
    graph = GraphFile(
        "t",
        (
            GraphNode("a", "Anne", {"type": "person", "tags": "logement| aînés ||"}),
            NODES[1],
        ),
        (
            GraphEdge(
                "1",
                "a",
                "b",
                weight=2,
                label="Comité",
                directed=True,
                start=date(2025, 1, 2),
                attributes={"rencontres": 3},
            ),
            GraphEdge("2", "b", "a"),
        ),
        node_fields=(Field("type", "string"), Field("tags", "string")),
        edge_fields=(Field("rencontres", "integer"),),
    )
    assert json.loads(kumu_text(graph)) == {
        "elements": [
            {
                "id": "a",
                "label": "Anne",
                "type": "person",
                "tags": ["logement", "aînés"],
            },
            {"id": "b", "label": "Bao"},
        ],
        "connections": [
            {
                "id": "tie:1",
                "from": "a",
                "to": "b",
                "direction": "directed",
                "type": "Comité",
                "weight": 2.0,
                "start": "2025-01-02",
                "rencontres": 3,
            },
            {"id": "tie:2", "from": "b", "to": "a", "direction": "undirected"},
        ],
    }


def test_tie_and_node_with_the_same_id_stay_apart() -> None:
    # Kumu: “ids must be unique across all elements and connections”.
    read = json.loads(kumu_text(GraphFile("t", NODES, (GraphEdge("a", "a", "b"),))))
    ids = [it["id"] for it in read["elements"] + read["connections"]]
    assert len(set(ids)) == len(ids)


def test_empty_network_is_two_empty_lists() -> None:
    assert json.loads(kumu_text(GraphFile("t"))) == {"elements": [], "connections": []}


def test_accents_are_written_as_they_are() -> None:
    assert "Écuyer" in kumu_text(GraphFile("t", (GraphNode("a", "Écuyer"),)))
