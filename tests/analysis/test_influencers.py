"""PageRank, HITS and Katz against Neo4j's manual and NetworkX."""

import csv
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import hits, influence_rank, katz, pagerank
from tests.analysis.goldens import GOLDENS, golden

FOLDER = "16_pagerank_neo4j"


@pytest.fixture(scope="module")
def sites() -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    with (GOLDENS / FOLDER / "edges.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            graph.add_edge(row["from"], row["to"], weight=float(row["weight"]))
    return graph


@pytest.fixture(scope="module")
def pages() -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from("ABCDEFGHI")
    graph.add_edges_from((a, b) for a, b in golden("hits_neo4j")["edges"])
    return graph


@pytest.mark.parametrize(
    ("weight", "key"),
    [(None, "unweighted"), ("weight", "weighted")],
)
def test_pagerank_is_that_of_the_manual(
    sites: "nx.DiGraph[str]", weight: str | None, key: str
) -> None:
    expected = golden(FOLDER)
    found = pagerank(sites, weight=weight)
    for site, value in expected[f"converged_times_n_{key}"].items():
        assert found[site] * 8 == pytest.approx(value, abs=expected["tolerance"])


def test_influence_rank_is_pagerank_of_the_reversed_graph(
    sites: "nx.DiGraph[str]",
) -> None:
    assert influence_rank(sites.reverse()) == pytest.approx(pagerank(sites))


def test_who_influences_ranks_first() -> None:
    graph = nx.DiGraph([("leader", "a"), ("leader", "b"), ("a", "b")])
    found = influence_rank(graph)
    assert max(found, key=lambda it: found[it]) == "leader"


def test_pagerank_agrees_with_networkx(sites: "nx.DiGraph[str]") -> None:
    """NetworkX 3.6.1."""
    assert pagerank(sites, 0.5) == pytest.approx(
        nx.pagerank(sites, alpha=0.5, tol=1e-14, max_iter=1000), abs=1e-10
    )


def test_ranks_add_up_to_one_with_a_dead_end() -> None:
    assert sum(pagerank(nx.DiGraph([(1, 2)])).values()) == pytest.approx(1)


def test_no_node_no_rank() -> None:
    assert pagerank(nx.DiGraph()) == {}


def test_table_is_a_graph() -> None:
    table: Any = [[0, 1], [0, 0]]
    assert influence_rank(table) == pytest.approx(influence_rank(nx.DiGraph([(0, 1)])))


@pytest.mark.parametrize("damping", [-0.1, 1, 2])
def test_damping_out_of_range_is_refused(damping: float) -> None:
    with pytest.raises(ValueError, match="damping"):
        pagerank(nx.DiGraph([(1, 2)]), damping)


def test_negative_weight_is_refused() -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edge(1, 2, weight=-1)
    with pytest.raises(ValueError, match="negative"):
        pagerank(graph)


def test_hits_are_those_of_the_manual(pages: "nx.DiGraph[str]") -> None:
    expected = golden("hits_neo4j")
    found = hits(pages, norm="euclidean")
    near = {"abs": expected["tolerance"]}
    assert found.authorities == pytest.approx(expected["authorities"], **near)
    assert found.hubs == pytest.approx(expected["hubs"], **near)


def test_hits_agree_with_networkx(pages: "nx.DiGraph[str]") -> None:
    """NetworkX 3.6.1."""
    hubs, authorities = nx.hits(pages, max_iter=1000, tol=1e-12)
    found = hits(pages)
    assert found.hubs == pytest.approx(hubs, abs=1e-9)
    assert found.authorities == pytest.approx(authorities, abs=1e-9)


def test_hits_can_be_taken_apart(pages: "nx.DiGraph[str]") -> None:
    found = hits(pages)
    hubs, authorities = found
    assert (hubs, authorities) == (found.hubs, found.authorities)


def test_hits_without_a_tie_are_zero() -> None:
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from([1, 2])
    assert hits(graph).hubs == {1: 0, 2: 0}


def test_katz_agrees_with_networkx(pages: "nx.DiGraph[str]") -> None:
    """NetworkX 3.6.1."""
    assert katz(pages, 0.2) == pytest.approx(
        nx.katz_centrality_numpy(pages, 0.2, normalized=False)
    )


def test_katz_beyond_the_radius_is_refused() -> None:
    with pytest.raises(ValueError, match="below 1"):
        katz(nx.DiGraph([(1, 2), (2, 1)]), 1.0)


@given(st.permutations("ABCDEFGHI"))
def test_order_of_nodes_does_not_matter(order: list[str]) -> None:
    edges: Any = golden("hits_neo4j")["edges"]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(order)
    graph.add_edges_from((a, b) for a, b in edges)
    straight = nx.DiGraph([(a, b) for a, b in edges])
    assert list(influence_rank(graph)) == order
    assert influence_rank(graph) == pytest.approx(influence_rank(straight))
