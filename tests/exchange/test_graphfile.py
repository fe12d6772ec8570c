from datetime import UTC, date, datetime

import pytest

from reseau.errors import ExitCode
from reseau.exchange.graphs.graphfile import (
    BadColumnError,
    BadIdError,
    BadValueError,
    DatesReversedError,
    Field,
    FieldType,
    GraphEdge,
    GraphFile,
    GraphNode,
    RepeatedIdError,
    Scalar,
    UnknownEndError,
)

A, B = GraphNode("a", "Anne"), GraphNode("b", "Bao")


def test_order_given_does_not_matter() -> None:
    one, two = GraphEdge("1", "a", "b"), GraphEdge("2", "b", "a")
    assert GraphFile("t", (B, A), (two, one)) == GraphFile("t", (A, B), (one, two))


def test_homonyms_stay_apart() -> None:
    graph = GraphFile("t", (GraphNode("anne-2", "Anne"), GraphNode("anne", "Anne")))
    assert [it.id for it in graph.nodes] == ["anne", "anne-2"]


@pytest.mark.parametrize("bad", ["", "l'écuyer", "a b", 'a"', "a:b", "a\n", "é"])
def test_id_of_other_characters_is_refused(bad: str) -> None:
    with pytest.raises(BadIdError):
        GraphFile("t", (GraphNode(bad, "x"),))


def test_two_nodes_with_one_id_are_refused() -> None:
    with pytest.raises(RepeatedIdError):
        GraphFile("t", (A, GraphNode("a", "Another")))


def test_two_ties_with_one_id_are_refused() -> None:
    with pytest.raises(RepeatedIdError):
        GraphFile("t", (A, B), (GraphEdge("1", "a", "b"), GraphEdge("1", "b", "a")))


def test_tie_and_node_may_have_the_same_id() -> None:
    assert len(GraphFile("t", (A, B), (GraphEdge("a", "a", "b"),)).edges) == 1


def test_tie_to_an_unknown_node_is_refused() -> None:
    with pytest.raises(UnknownEndError) as caught:
        GraphFile("t", (A,), (GraphEdge("1", "a", "b"),))
    assert caught.value.values == {"edge": "1", "node": "b"}


def test_tie_that_ends_before_it_starts_is_refused() -> None:
    dates = {"start": date(2026, 2, 1), "end": date(2026, 1, 31)}
    with pytest.raises(DatesReversedError):
        GraphFile("t", (A, B), (GraphEdge("1", "a", "b", **dates),))  # type: ignore[arg-type]  # Two dates.


def test_tie_of_one_day_is_accepted() -> None:
    day = date(2026, 2, 1)
    edge = GraphEdge("1", "a", "b", start=day, end=day)
    assert GraphFile("t", (A, B), (edge,)).dated


@pytest.mark.parametrize("names", [("label",), ("ID",), ("x", "X"), ("",), ("a\x0b",)])
def test_column_of_nodes_with_a_taken_or_empty_name_is_refused(
    names: tuple[str, ...],
) -> None:
    with pytest.raises(BadColumnError):
        GraphFile("t", node_fields=tuple(Field(it, "string") for it in names))


@pytest.mark.parametrize("name", ["weight", "Source", "type", "start", "direction"])
def test_column_of_ties_with_a_name_the_formats_use_is_refused(name: str) -> None:
    with pytest.raises(BadColumnError):
        GraphFile("t", edge_fields=(Field(name, "string"),))


def test_value_nobody_declared_is_refused() -> None:
    # A column added by mistake, such as an e-mail address, must not leave.
    with pytest.raises(BadValueError):
        GraphFile("t", (GraphNode("a", "Anne", {"courriel": "a@example.org"}),))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 1),
        ("integer", 1.0),
        ("integer", True),
        ("integer", 2**63),
        ("integer", "1"),
        ("double", True),
        ("double", "0,5"),
        ("boolean", 1),
        ("date", "2026-11-24"),
        ("date", datetime(2026, 11, 24, tzinfo=UTC)),
    ],
)
def test_value_of_another_type_is_refused(kind: FieldType, value: Scalar) -> None:
    node = GraphNode("a", "Anne", {"x": value})
    with pytest.raises(BadValueError):
        GraphFile("t", (node,), node_fields=(Field("x", kind),))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", ""),
        ("integer", -(2**63)),
        ("double", 1),
        ("double", float("nan")),
        ("boolean", False),
        ("date", date(2026, 11, 24)),
        ("integer", None),
    ],
)
def test_value_of_its_type_or_none_is_accepted(kind: FieldType, value: Scalar) -> None:
    node = GraphNode("a", "Anne", {"x": value})
    assert GraphFile("t", (node,), node_fields=(Field("x", kind),)).nodes == (node,)


def test_network_without_ties_is_not_directed() -> None:
    assert not GraphFile("t", (A,)).directed


def test_refusals_say_that_the_store_contradicts_itself() -> None:
    assert RepeatedIdError(id="a").exit_code is ExitCode.INTEGRITY
