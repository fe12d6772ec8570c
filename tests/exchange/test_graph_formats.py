"""What holds for GraphML, GEXF and Kumu alike, read back by another program."""

import dataclasses
import io
import json
import math
import random
from collections.abc import Callable, Iterable
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.exchange.graphs.gexf import gexf_text
from reseau.exchange.graphs.graphfile import (
    Field,
    GraphEdge,
    GraphFile,
    GraphNode,
    Scalar,
)
from reseau.exchange.graphs.graphml import graphml_text
from reseau.exchange.graphs.kumu import kumu_text

Ends = tuple[str, ...]
Values = dict[str, Scalar]


@dataclasses.dataclass(frozen=True)
class Read:
    """What the other program found in a file."""

    labels: dict[str, str]
    ends: list[Ends]
    weights: list[float]
    values: dict[str, Values]


def _ends(pairs: Iterable[tuple[str, str]], *, directed: bool) -> list[Ends]:
    return sorted(it if directed else tuple(sorted(it)) for it in pairs)


def _from_networkx(graph: "nx.Graph[str]", fields: Iterable[Field]) -> Read:
    names = [it.name for it in fields]
    return Read(
        {node: data["label"] for node, data in graph.nodes(data=True)},
        _ends(
            ((edge[0], edge[1]) for edge in graph.edges), directed=graph.is_directed()
        ),
        sorted(it["weight"] for *_, it in graph.edges(data=True) if "weight" in it),
        {
            node: {it: data[it] for it in names if it in data}
            for node, data in graph.nodes(data=True)
        },
    )


def _graphml(graph: GraphFile) -> Read:
    file = io.BytesIO(graphml_text(graph).encode("utf-8"))
    read = nx.read_graphml(file, edge_key_type=str, force_multigraph=True)
    return _from_networkx(read, graph.node_fields)


def _gexf(graph: GraphFile) -> Read:
    read = nx.read_gexf(io.BytesIO(gexf_text(graph).encode("utf-8")))
    return _from_networkx(read, graph.node_fields)


def _kumu(graph: GraphFile) -> Read:
    read = json.loads(kumu_text(graph).encode("utf-8"))
    nodes, ties = read["elements"], read["connections"]
    names = [it.name for it in graph.node_fields]
    return Read(
        {it["id"]: it["label"] for it in nodes},
        _ends(((it["from"], it["to"]) for it in ties), directed=graph.directed),
        sorted(it["weight"] for it in ties if "weight" in it),
        {it["id"]: {name: it[name] for name in names if name in it} for it in nodes},
    )


READERS = {"graphml": _graphml, "gexf": _gexf, "kumu": _kumu}
WRITERS = {"graphml": graphml_text, "gexf": gexf_text, "kumu": kumu_text}
readers = pytest.mark.parametrize("read", READERS.values(), ids=READERS)
writers = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)

Reader = Callable[[GraphFile], Read]
Writer = Callable[[GraphFile], str]


def _legal(text: str) -> str:
    """Keep the Char production of XML 1.0 (2.2), after its line ends (2.11)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        it
        for it in lines
        if it in "\t\n"
        or 0x20 <= ord(it) <= 0xD7FF
        or 0xE000 <= ord(it) <= 0xFFFD
        or ord(it) >= 0x10000
    )


HOSTILE = {
    "control": ("L'Écuyer\x0b<&>\"", "L'Écuyer<&>\""),
    "long": ("Î" * 400, "Î" * 400),
    "emoji": ("👩🏽‍🌾 Jardin", "👩🏽‍🌾 Jardin"),
    "right-to-left": ("مركز الجالية \u202eabc", "مركز الجالية \u202eabc"),
    "markup": (
        "</data><script>alert(1)</script>]]>",
        "</data><script>alert(1)</script>]]>",
    ),
    "entity": ("&lt;&#0;&xxe;", "&lt;&#0;&xxe;"),
    "lines": ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
    "nothing legal": ("\x00\ud800\ufffe", ""),
    "empty": ("", ""),
    "blanks": ("  a  ", "  a  "),
}


@readers
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_label_comes_back_legal(read: Reader, name: str) -> None:
    label, expected = HOSTILE[name]
    assert read(GraphFile("t", (GraphNode("a", label),))).labels == {"a": expected}


@readers
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_title_and_label_of_a_tie_do_no_harm(read: Reader, name: str) -> None:
    label = HOSTILE[name][0]
    nodes = (GraphNode("a", "Anne"), GraphNode("b", "Bao"))
    graph = GraphFile(label, nodes, (GraphEdge("1", "a", "b", label=label),))
    assert read(graph).ends == [("a", "b")]


@readers
def test_hostile_column_and_value_come_back(read: Reader) -> None:
    node = GraphNode("a", "Anne", {'thème "<&>': 'x\x0b<&>"'})
    graph = GraphFile("t", (node,), node_fields=(Field('thème "<&>', "string"),))
    assert read(graph).values == {"a": {'thème "<&>': 'x<&>"'}}


@readers
def test_empty_network_is_a_file(read: Reader) -> None:
    assert read(GraphFile("t")) == Read({}, [], [], {})


@readers
def test_one_node_is_a_file(read: Reader) -> None:
    assert read(GraphFile("t", (GraphNode("a", "Anne"),))).labels == {"a": "Anne"}


@readers
def test_homonyms_stay_apart(read: Reader) -> None:
    nodes = (GraphNode("anne", "Anne"), GraphNode("anne-2", "Anne"))
    graph = GraphFile("t", nodes, (GraphEdge("1", "anne", "anne-2"),))
    assert read(graph).ends == [("anne", "anne-2")]


@readers
def test_tie_with_itself_is_kept(read: Reader) -> None:
    graph = GraphFile("t", (GraphNode("a", "Anne"),), (GraphEdge("1", "a", "a"),))
    assert read(graph).ends == [("a", "a")]


@readers
def test_parallel_ties_are_kept_with_their_weights(read: Reader) -> None:
    nodes = (GraphNode("a", "Anne"), GraphNode("b", "Bao"))
    edges = (
        GraphEdge("1", "a", "b", weight=2.5, label="Rencontre"),
        GraphEdge("2", "a", "b", weight=1, label="Comité"),
    )
    found = read(GraphFile("t", nodes, edges))
    assert (found.ends, found.weights) == ([("a", "b"), ("a", "b")], [1.0, 2.5])


@readers
def test_directed_ties_keep_their_direction(read: Reader) -> None:
    nodes = (GraphNode("a", "Anne"), GraphNode("b", "Bao"))
    edges = (
        GraphEdge("1", "b", "a", directed=True),
        GraphEdge("2", "a", "b", directed=True),
        GraphEdge("3", "b", "b", directed=True),
    )
    assert read(GraphFile("t", nodes, edges)).ends == [
        ("a", "b"),
        ("b", "a"),
        ("b", "b"),
    ]


@readers
def test_values_keep_their_types_and_none_is_left_out(read: Reader) -> None:
    fields = (
        Field("type", "string"),
        Field("rencontres", "integer"),
        Field("charge", "double"),
        Field("partenaire", "boolean"),
        Field("depuis", "date"),
        Field("quartier", "string"),
    )
    values: Values = {
        "type": "organization",
        "rencontres": 2**40,
        "charge": 0.1,
        "partenaire": True,
        "depuis": date(2026, 11, 24),
        "quartier": None,
    }
    found = read(GraphFile("t", (GraphNode("a", "A", values),), node_fields=fields))
    del values["quartier"]
    assert found.values == {"a": values | {"depuis": "2026-11-24"}}
    assert type(found.values["a"]["partenaire"]) is bool


@readers
@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_number_that_is_not_finite_is_left_out(read: Reader, number: float) -> None:
    graph = GraphFile(
        "t",
        (GraphNode("a", "Anne", {"x": number}),),
        (GraphEdge("1", "a", "a", weight=number),),
        node_fields=(Field("x", "double"),),
    )
    found = read(graph)
    assert (found.values, found.weights) == ({"a": {}}, [])


_FIELDS = (
    Field("texte", "string"),
    Field("entier", "integer"),
    Field("réel", "double"),
    Field("oui", "boolean"),
    Field("jour", "date"),
)
_ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "texte": st.none() | st.text(st.characters()),
        "entier": st.integers(-(2**63), 2**63 - 1),
        "réel": st.floats(),
        "oui": st.booleans(),
        "jour": st.dates(),
    },
)
_IDS = st.from_regex(r"[A-Za-z0-9._-]{1,6}", fullmatch=True)


@st.composite
def _graphs(draw: st.DrawFn) -> GraphFile:
    """Draw any network whose ties are all directed, or all not."""
    ids = draw(st.lists(_IDS, min_size=1, max_size=6, unique=True))
    texts = st.text(st.characters())
    nodes = [GraphNode(it, draw(texts), draw(_ATTRIBUTES)) for it in ids]
    directed, ends = draw(st.booleans()), st.sampled_from(ids)
    edges = []
    for place in range(draw(st.integers(0, 6))):
        start, end = draw(st.none() | st.dates()), draw(st.none() | st.dates())
        if start and end and end < start:
            start, end = end, start
        edges.append(
            GraphEdge(
                f"e{place}",
                draw(ends),
                draw(ends),
                weight=draw(st.none() | st.floats()),
                label=draw(texts),
                directed=directed,
                start=start,
                end=end,
                attributes=draw(_ATTRIBUTES),
            )
        )
    return GraphFile(draw(texts), tuple(nodes), tuple(edges), _FIELDS, _FIELDS)


def _expected(attributes: Values) -> Values:
    """Say what any reader should find: text legal, dates ISO, nothing for nothing."""
    found: Values = {}
    for name, value in attributes.items():
        if value is None or (isinstance(value, float) and not math.isfinite(value)):
            continue
        if isinstance(value, str):
            found[name] = _legal(value)
        else:
            found[name] = value.isoformat() if isinstance(value, date) else value
    return found


@readers
@settings(max_examples=60, deadline=None)
@given(graph=_graphs())
def test_any_network_comes_back(read: Reader, graph: GraphFile) -> None:
    pairs = ((it.source, it.target) for it in graph.edges)
    weights = [it.weight for it in graph.edges if it.weight is not None]
    assert read(graph) == Read(
        {it.id: _legal(it.label) for it in graph.nodes},
        _ends(pairs, directed=graph.directed),
        sorted(it for it in weights if math.isfinite(it)),
        {it.id: _expected(dict(it.attributes)) for it in graph.nodes},
    )


@writers
@settings(max_examples=30, deadline=None)
@given(graph=_graphs(), seed=st.integers(0, 1000))
def test_order_of_input_does_not_matter(
    write: Writer, graph: GraphFile, seed: int
) -> None:
    shuffle = random.Random(seed)
    nodes = tuple(
        GraphNode(it.id, it.label, dict(reversed([*it.attributes.items()])))
        for it in shuffle.sample(graph.nodes, len(graph.nodes))
    )
    edges = tuple(shuffle.sample(graph.edges, len(graph.edges)))
    again = dataclasses.replace(graph, nodes=nodes, edges=edges)
    assert write(again) == write(graph)
