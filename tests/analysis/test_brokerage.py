"""Gould and Fernandez's roles: by hand, and by looking at every path."""

from collections import Counter

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import brokerage_roles, brokerage_test
from reseau.analysis.positions.brokerage import ROLES

# One path a → b → c for each pattern of groups, b being the broker.
PATTERNS = {
    "coordinator": ("A", "A", "A"),
    "itinerant": ("B", "A", "B"),
    "gatekeeper": ("B", "A", "A"),
    "representative": ("A", "A", "B"),
    "liaison": ("B", "A", "C"),
}


def test_attribute_that_no_node_has_is_refused_with_those_of_the_graph() -> None:
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, dict.fromkeys(graph, "person"), "type")
    with pytest.raises(ValueError, match=r"“kind”.*: type"):
        brokerage_roles(graph, "kind")


def test_graph_without_a_node_needs_no_attribute() -> None:
    assert brokerage_roles(nx.Graph(), "kind") == {}


@pytest.mark.parametrize("role", ROLES)
def test_each_pattern_is_its_role(role: str) -> None:
    groups = dict(zip("abc", PATTERNS[role], strict=True))
    found = brokerage_roles(nx.DiGraph([("a", "b"), ("b", "c")]), groups)
    assert found["b"] == {**dict.fromkeys(ROLES, 0), role: 1, "total": 1}
    assert found["a"]["total"] == found["c"]["total"] == 0


def test_closed_path_needs_no_broker() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])
    assert brokerage_roles(graph, dict.fromkeys("abc", "A"))["b"]["total"] == 0


def test_tie_back_does_not_close_a_path() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("c", "a")])
    assert brokerage_roles(graph, dict.fromkeys("abc", "A"))["b"]["coordinator"] == 1


def test_undirected_pair_counts_once() -> None:
    """The centre of a star between two of its own group and one outsider."""
    graph = nx.star_graph(3)
    found = brokerage_roles(graph, {0: "A", 1: "A", 2: "A", 3: "B"})[0]
    assert found == {
        "coordinator": 1, "itinerant": 0, "gatekeeper": 2, "representative": 2,
        "liaison": 0, "total": 3,
    }  # fmt: skip


def test_groups_may_be_an_attribute() -> None:
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: "x", 1: "y", 2: "x"}, "sector")
    assert brokerage_roles(graph, "sector")[1]["itinerant"] == 1


def test_groups_may_be_in_the_order_of_the_nodes() -> None:
    assert brokerage_roles(nx.path_graph(3), ["x", "y", "x"])[1]["itinerant"] == 1


def test_node_without_a_group_is_no_end() -> None:
    assert brokerage_roles(nx.path_graph(3), {0: "x", 1: "y"})[1]["total"] == 0
    assert brokerage_roles(nx.path_graph(3), {0: "x", 2: "y"})[1]["total"] == 0


def every_path(graph: "nx.Graph[int]", groups: dict[int, int]) -> Counter[object]:
    found: Counter[object] = Counter()
    for a in graph:
        for b in graph.adj[a]:
            for c in graph.adj[b]:
                if len({a, b, c}) == 3 and not graph.has_edge(a, c):
                    of = groups[a], groups[b], groups[c]
                    first = {g: n for n, g in enumerate(dict.fromkeys(of))}
                    found[b, tuple(first[g] for g in of)] += 1
    return found


SHAPES = {
    "coordinator": (0, 0, 0), "itinerant": (0, 1, 0), "gatekeeper": (0, 1, 1),
    "representative": (0, 0, 1), "liaison": (0, 1, 2),
}  # fmt: skip


@given(
    st.integers(0, 9),
    st.floats(0, 1),
    st.integers(0, 1000),
    st.lists(st.integers(0, 3), min_size=9, max_size=9),
    st.booleans(),
)
def test_counts_are_those_of_every_path(
    size: int,
    share: float,
    seed: int,
    dealt: list[int],
    directed: bool,  # noqa: FBT001
) -> None:
    graph = nx.gnp_random_graph(size, share, seed=seed, directed=directed)
    groups = dict(enumerate(dealt))
    paths = every_path(graph, groups)
    for node, found in brokerage_roles(graph, groups).items():
        for role, shape in SHAPES.items():
            count = paths[node, shape]
            if not directed and role not in {"gatekeeper", "representative"}:
                count //= 2
            assert found[role] == count


def test_groups_dealt_at_random_say_what_is_expected() -> None:
    graph = nx.karate_club_graph()
    found = brokerage_test(graph, "club", permutations=20, seed=4)
    again = brokerage_test(graph, "club", permutations=20, seed=4)
    assert found == again
    assert found.roles == brokerage_roles(graph, "club")
    assert found.expected[0]["total"] == found.roles[0]["total"]  # No group matters.
    assert found.z[0]["total"] is None
    assert found.expected[0]["coordinator"] != found.roles[0]["coordinator"]
