"""Every public function, as a notebook calls it: on odd graphs, and on arrays.

Results must be plain Python: nothing of NumPy reaches the reader or ``json.dumps``.
"""

import dataclasses
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, cast

import networkx as nx
import numpy as np
import pytest

from reseau import analysis
from reseau.errors import ReseauError

Call = Callable[[Any], object]  # Any: a graph, or what the function takes.


def _halves(graph: Any) -> dict[Hashable, str]:
    return {it: "xy"[n % 2] for n, it in enumerate(graph)}


def _seed(graph: Any) -> list[Any]:
    return list(graph)[:1]


ON_GRAPHS: Mapping[str, Call] = {
    **{
        name: getattr(analysis, name)
        for name in (
            "betweenness", "betweenness_estimate", "closeness", "eigenvector",
            "harmonic", "centralization", "coreness", "k_core", "pagerank",
            "influence_rank", "hits", "katz", "communities", "constraint",
            "core_periphery", "disparity", "disparity_backbone", "effective_size",
            "efficiency", "fragmentation", "hierarchy", "weighted_cascade",
            "contact_probabilities",
        )
    },
    "assortativity": lambda it: analysis.assortativity(it, _halves(it)),
    "ei_index": lambda it: analysis.ei_index(it, _halves(it)),
    "ei_test": lambda it: analysis.ei_test(it, _halves(it), permutations=20),
    "mixing_matrix": lambda it: analysis.mixing_matrix(it, _halves(it)),
    "brokerage_roles": lambda it: analysis.brokerage_roles(it, _halves(it)),
    "brokerage_test": lambda it: analysis.brokerage_test(
        it, _halves(it), permutations=20
    ),
    "diffusion_centrality": lambda it: analysis.diffusion_centrality(it, rounds=3),
    "group_degree": lambda it: analysis.group_degree(it, _seed(it)),
    "key_players": lambda it: analysis.key_players(it, 1),
    "reach": lambda it: analysis.reach(it, _seed(it)),
    "reached": lambda it: analysis.reached(it, _seed(it)),
    "qap": lambda it: analysis.qap(it, it, permutations=20),
    "tie_changes": lambda it: analysis.tie_changes(it, it),
    "independent_cascade": lambda it: analysis.independent_cascade(
        it, _seed(it), probability=0.5, runs=20
    ),
    "influence_maximization": lambda it: analysis.influence_maximization(
        it, 1, probability=0.5
    ),
    "opim_c": lambda it: analysis.opim_c(it, 1, epsilon=0.5, probability=0.5),
    "imm": lambda it: analysis.imm(it, 1, epsilon=0.5, probability=0.5),
    "contact_plan": lambda it: analysis.contact_plan(
        it, {("Ana", node): 0.5 for node in it}, 2, probability=0.5, runs=20
    ),
    "contact_reach": lambda it: analysis.contact_reach(
        it, {("Ana", node): 0.5 for node in it}, probability=0.5, runs=20
    ),
}  # fmt: skip


def _weighted(kind: type[Any], *ties: tuple[Hashable, Hashable, float]) -> Any:
    graph = kind()
    graph.add_weighted_edges_from(ties)
    return graph


def _graphs() -> Iterator[Any]:
    for kind in (nx.Graph, nx.DiGraph):
        one: Any = kind()
        one.add_node("a")
        apart: Any = kind()
        apart.add_nodes_from("ab")
        own = _weighted(kind, ("a", "b", 1), ("c", "d", 2), ("a", "a", 1))
        for name, graph in {
            "empty": kind(),
            "one node": one,
            "no ties": apart,
            "integer weights": _weighted(
                kind, ("a", "b", 1), ("b", "c", 2), ("c", "a", 3), ("c", "d", 1)
            ),
            "NumPy weights": _weighted(
                kind,
                ("a", "b", cast("float", np.float64(1))),
                ("b", "c", cast("float", np.int64(2))),
                ("c", "a", cast("float", np.float32(3))),
            ),
            "no weights": kind([("a", "b"), ("b", "c")]),
            "disconnected, a tie with itself": own,
            "nodes of every kind": _weighted(kind, ("a", 3, 1), (3, (1, 2), 2)),
        }.items():
            yield pytest.param(graph, id=f"{kind.__name__}, {name}")


def _parts(found: object) -> "list[object] | None":
    """Open a result; None for a value without parts."""
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        return [getattr(found, it.name) for it in dataclasses.fields(found)]
    if isinstance(found, Mapping):
        return [*found, *found.values()]
    if isinstance(found, list | tuple | set | frozenset):
        return [*found]
    if isinstance(found, nx.Graph):
        # A copied graph keeps what its ties carried: only what is new is looked at.
        return [
            [value for name, value in data.items() if name != "weight"]
            for *_ends, data in found.edges(data=True)
        ]
    return None


def _not_plain(found: object) -> Iterator[object]:
    """Find what is not plain Python in a result; a word of a closed list is a text."""
    parts = _parts(found)
    if parts is not None:
        for it in parts:
            yield from _not_plain(it)
    elif type(found) not in {int, float, bool, type(None), date, str} and not (
        isinstance(found, StrEnum)
    ):
        yield type(found)


@pytest.mark.parametrize("graph", list(_graphs()))
@pytest.mark.parametrize("name", ON_GRAPHS)
def test_odd_graph_has_a_plain_answer_or_a_reason(name: str, graph: Any) -> None:
    try:
        found = ON_GRAPHS[name](graph)
    except ReseauError as error:
        assert str(error)  # noqa: PT017  # It says why, in words.
    else:
        assert list(_not_plain(found)) == []


SQUARE = [[0, 1, 2], [3, 0, 1], [0, 2, 0]]
TWO_MODE = [[1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 1, 0]]
ON_ARRAYS: Mapping[str, tuple[Call, object]] = {
    "qap": (lambda it: analysis.qap(it, it, permutations=20), SQUARE),
    "mrqap": (
        lambda it: analysis.mrqap(it, [it], permutations=20),
        [[0, 1, 2, 0], [3, 0, 1, 1], [0, 2, 0, 4], [1, 0, 1, 0]],
    ),
    "tie_changes": (lambda it: analysis.tie_changes(it, it), SQUARE),
    "mactor": (lambda it: analysis.mactor(it, it), SQUARE),
    "dematel": (analysis.dematel, SQUARE),
    "micmac": (analysis.micmac, SQUARE),
    "friedkin_johnsen": (
        lambda it: analysis.friedkin_johnsen(it, [1, 2], 0.5),
        [[0.5, 0.5], [0.0, 1.0]],
    ),
    "assortativity": (analysis.assortativity, [[2, 1], [1, 3]]),
    "bicm": (analysis.bicm, TWO_MODE),
    "sdsm": (analysis.sdsm, TWO_MODE),
    "project": (analysis.project, TWO_MODE),
    "poisson_binomial": (
        lambda it: analysis.poisson_binomial(1, it), [0.5, 0.25, 0.125],
    ),
    "holm": (analysis.holm, [0.01, 0.5, 0.02]),
    "benjamini_hochberg": (
        analysis.benjamini_hochberg, [0.01, 0.5, 0.02],
    ),
    "gini": (analysis.gini, [3, 1, 5]),
    "lorenz": (analysis.lorenz, [3, 1, 5]),
    "effective_number": (analysis.effective_number, [3, 1, 5]),
    "adjusted_rand": (lambda it: analysis.adjusted_rand(it, it), [1, 1, 2, 2]),
    "burstiness": (analysis.burstiness, [1.0, 2.0, 4.0, 8.0, 16.0]),
}  # fmt: skip


@pytest.mark.parametrize("name", ON_ARRAYS)
def test_array_gives_what_the_list_gives_in_plain_values(name: str) -> None:
    call, given = ON_ARRAYS[name]
    from_list, from_array = call(given), call(np.array(given))
    assert list(_not_plain(from_array)) == []
    if not isinstance(from_list, nx.Graph):
        assert from_array == from_list


_DOCUMENTS = {"d": ["parc", "ruelle"], "e": ["parc"]}
_AUTHORS = [("d", "a"), ("d", "b"), ("e", "b")]
_MEETINGS = [("2026-01-05", ["a", "b"]), ("2026-02-05", ["a", "b", "c"])]
OTHERS: Mapping[str, Call] = {
    "two_mode_centrality": lambda _: analysis.two_mode_centrality(_affiliation()),
    "two_mode_degree": lambda _: analysis.two_mode_degree(_affiliation()),
    "tie_change_rates": lambda _: analysis.tie_change_rates(4, 3, 2, 1),
    "tie_probability": lambda _: analysis.tie_probability(2),
    "imm_sample_bound": lambda _: analysis.imm_sample_bound(50, 2, epsilon=0.1),
    "SnapshotBank": lambda _: analysis.SnapshotBank(
        nx.path_graph(3), probability=0.5, runs=20
    ).spread([0]),
    "mobilization": lambda _: analysis.mobilization(_MEETINGS, roster=["a", "z"]),
    "mobilization_trend": lambda _: analysis.mobilization_trend(_MEETINGS),
    "Meeting": lambda _: analysis.Meeting(date(2026, 1, 5), ("a",)),
    "Seat": lambda _: analysis.Seat("a"),
    "recency_weight": lambda _: analysis.recency_weight(
        ["2026-01-05"], as_of="2026-03-01"
    ),
    "pair_recency": lambda _: analysis.pair_recency(_MEETINGS, as_of="2026-03-01"),
    "smallest_set": lambda _: analysis.smallest_set({"a": 3, "b": 1}),
    "bus_factor": lambda _: analysis.bus_factor({"a": 3, "b": 1}),
    "recruitment_forest": lambda _: analysis.recruitment_forest({"b": "a"}),
    "structural_virality": lambda _: analysis.structural_virality({"b": "a"}),
    "balog_model1": lambda _: analysis.balog_model1(_DOCUMENTS, _AUTHORS, ["parc"]),
    "balog_model2": lambda _: analysis.balog_model2(_DOCUMENTS, _AUTHORS, ["parc"]),
    "document_likelihoods": lambda _: analysis.document_likelihoods(
        _DOCUMENTS, ["parc"]
    ),
    "voting_scores": lambda _: analysis.voting_scores({"d": 0.5, "e": 0.2}, _AUTHORS),
    "average_precision": lambda _: analysis.average_precision(["a", "b"], {"b"}),
    "precision_at": lambda _: analysis.precision_at(["a", "b"], {"b"}, k=2),
    "ndcg_at": lambda _: analysis.ndcg_at(["a", "b"], {"b"}, k=2),
}


def _affiliation() -> Any:
    graph: Any = nx.Graph()
    graph.add_nodes_from("ab", bipartite=0)
    graph.add_nodes_from("MN", bipartite=1)
    graph.add_edges_from([("a", "M"), ("b", "M"), ("b", "N")])
    return graph


@pytest.mark.parametrize("name", OTHERS)
def test_other_answer_is_plain(name: str) -> None:
    assert list(_not_plain(OTHERS[name](None))) == []


def test_every_public_name_is_called_here() -> None:
    assert {*ON_GRAPHS, *ON_ARRAYS, *OTHERS} == set(dir(analysis))


@pytest.mark.parametrize("name", ["constraint", "pagerank", "coreness", "harmonic"])
def test_answer_on_a_graph_can_be_written_as_json(name: str) -> None:
    graph: Any = nx.Graph([("a", "b"), ("b", "c")])
    json.dumps(ON_GRAPHS[name](graph), allow_nan=False)
