"""Ties inside and across. The small network is drawn and counted by hand:

a — b     zone N: a, b, c (c is in M too)
|   |     zone M: c, d
c — d     e is in no zone; a — e, d — e
"""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis.groups.zones import crossing, tie_partition, zone_ties
from reseau.analysis.positions.brokerage import brokerage_roles

ZONES = {"a": ("N",), "b": ("N",), "c": ("N", "M"), "d": ("M",)}


def drawn() -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcde")
    graph.add_edges_from(
        [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("a", "e"), ("d", "e")],
        weight=0.5,
    )
    return graph


def test_ties_inside_and_across() -> None:
    found = zone_ties(drawn(), ZONES, "N")
    assert (found.inside, found.across) == (2, 3)  # a-b, a-c; b-d, c-d, a-e.
    assert (found.inside_weight, found.across_weight) == (1.0, 1.5)


def test_where_ties_across_lead() -> None:
    found = zone_ties(drawn(), ZONES, "N")
    assert found.to == {"M": 2}
    assert found.elsewhere == 1


def test_who_holds_the_ties_across() -> None:
    assert zone_ties(drawn(), ZONES, "N").holders == {"a": 1, "b": 1, "c": 1}
    assert zone_ties(drawn(), ZONES, "M").holders == {"d": 2, "c": 1}


def test_ways_in_two_steps_across() -> None:
    # Untied pairs a-d (through b, c, e), b-e (a, d), c-e (a, d).
    found = crossing(drawn(), ["a", "b", "c"])
    assert found.paths == 7
    assert found.through == {"a": 2, "d": 2, "b": 1, "c": 1, "e": 1}


def test_an_empty_zone_has_nothing() -> None:
    found = zone_ties(drawn(), ZONES, "Z")
    assert (found.inside, found.across, found.holders) == (0, 0, {})
    assert crossing(drawn(), []).paths == 0


def test_every_tie_is_counted_once() -> None:
    # a-b, a-c, c-d inside; b-d between; a-e, d-e half.
    found = tie_partition(drawn(), ZONES)
    assert (found.inside, found.between, found.half, found.neither) == (3, 1, 2, 0)


networks = st.builds(
    lambda pairs: nx.Graph([(a, b) for a, b in pairs if a != b]),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25),
)


@given(graph=networks, members=st.sets(st.integers(0, 8)))
def test_crossings_are_the_gatekeepers_of_two_groups(
    graph: "nx.Graph[int]", members: set[int]
) -> None:
    roles = brokerage_roles(graph, {it: it in members for it in graph})
    expected = {it: one["gatekeeper"] for it, one in roles.items() if one["gatekeeper"]}
    assert crossing(graph, members).through == expected


@given(graph=networks, members=st.sets(st.integers(0, 8)))
def test_both_sides_of_a_border_count_the_same_ties_across(
    graph: "nx.Graph[int]", members: set[int]
) -> None:
    zones = {it: ("in",) if it in members else ("out",) for it in graph}
    one, other = zone_ties(graph, zones, "in"), zone_ties(graph, zones, "out")
    assert one.across == other.across
    assert one.inside + other.inside + one.across == graph.number_of_edges()
