"""Reverse-reachable sets: exact spreads, certified bounds, published constants."""

import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest

from reseau.analysis import (
    imm,
    imm_sample_bound,
    independent_cascade,
    influence_maximization,
    opim_c,
    weighted_cascade,
)
from reseau.analysis.diffusion import reverse_sets
from reseau.analysis.diffusion.opim import Certified, HowManyError, PrecisionError
from reseau.analysis.diffusion.probabilities import NotAProbabilityError
from reseau.analysis.diffusion.reverse_sets import ReverseGraph, Sets, cover


def test_set_of_a_certain_tie_holds_who_reaches_the_root() -> None:
    """0 → 1 → 2: the set of 2 is all three, that of 0 itself."""
    graph = nx.DiGraph([(0, 1), (1, 2)])
    network = ReverseGraph.of(graph, 1.0)
    roots = np.array([0.0, 0.0, 1.0])
    found = network.sets(3, np.random.default_rng(1), roots=roots)
    assert found.members.tolist() == [2, 1, 0] * 3


def test_node_is_in_as_many_sets_as_it_reaches() -> None:
    """n times the share of the sets that hold a node is its spread (Borgs et al.)."""
    graph = nx.DiGraph([(0, 1), (1, 2), (0, 2)])
    sets = ReverseGraph.of(graph, 0.5).sets(60_000, np.random.default_rng(2))
    starts, _owners = sets.by_node()
    spreads = (np.diff(starts) / sets.count * 3).tolist()
    exact = [independent_cascade(graph, [it], probability=0.5).spread for it in graph]
    assert spreads == pytest.approx(exact, abs=0.02)


def test_sets_of_a_network_too_large_for_marks_are_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As above, by the list in order that stands in for a mark per node and set."""
    monkeypatch.setattr(reverse_sets, "_CELLS", 1)
    graph = nx.DiGraph([(0, 1), (1, 2), (2, 0), (0, 2)])
    sets = ReverseGraph.of(graph, 0.5).sets(60_000, np.random.default_rng(2))
    spreads = (np.diff(sets.by_node()[0]) / sets.count * 3).tolist()
    exact = [independent_cascade(graph, [it], probability=0.5).spread for it in graph]
    assert spreads == pytest.approx(exact, abs=0.02)


def test_bound_is_the_largest_gains_of_each_step() -> None:
    """Sets {0,1}, {1,2}, {3}, {3}: 2 + 2 in two steps, and no two cover more."""
    sets = Sets(np.array([0, 2, 4, 5, 6]), np.array([0, 1, 1, 2, 3, 3]), 4)
    assert cover(sets, 2) == ([1, 3], 4.0)
    assert cover(sets, 1) == ([1], 2.0)


def test_cover_takes_the_node_of_most_sets_first() -> None:
    """Sets {0,1}, {1,2}, {3}: node 1 is in two, then 3; two nodes cover all three."""
    sets = Sets(np.array([0, 2, 4, 5]), np.array([0, 1, 1, 2, 3]), 4)
    assert cover(sets, 2) == ([1, 3], 3.0)


def test_cover_goes_on_when_all_is_covered() -> None:
    sets = Sets(np.array([0, 1]), np.array([1]), 3)
    assert cover(sets, 3)[0] == [1, 0, 2]


@pytest.mark.parametrize("method", [opim_c, imm])
def test_seeds_reach_as_far_as_those_of_a_greedy_search(
    method: Callable[..., Certified],
) -> None:
    graph = weighted_cascade(nx.barabasi_albert_graph(300, 2, seed=4))
    greedy = influence_maximization(graph, 5, runs=2000)
    found = method(graph, 5, epsilon=0.1)
    judged = independent_cascade(graph, found.seeds, seed=77)
    assert judged.spread >= 0.95 * greedy.spread
    assert found.lower <= judged.spread + 4 * judged.error
    assert found.upper >= greedy.spread - 4 * greedy.error
    assert found.ratio >= 1 - 1 / math.e - 0.1


def test_values_turn_the_choice() -> None:
    graph = nx.union(nx.star_graph(20), nx.path_graph(range(100, 103)))
    values = dict.fromkeys(range(100, 103), 1.0)
    assert opim_c(graph, 1, probability=0.5, values=values).seeds == (101,)


def test_same_seed_gives_the_same_answer() -> None:
    karate = nx.karate_club_graph()
    assert opim_c(karate, 3, probability=0.1) == opim_c(karate, 3, probability=0.1)


def test_empty_graph_and_worthless_actors_have_nobody_to_tell() -> None:
    assert opim_c(nx.empty_graph(0), 2).seeds == ()
    assert opim_c(nx.path_graph(3), 2, probability=0.5, values={}).seeds == ()


def test_more_seeds_than_actors_are_all_of_them() -> None:
    assert set(opim_c(nx.path_graph(3), 9, probability=0.5).seeds) == {0, 1, 2}


def test_number_of_sets_of_imm_is_the_published_one() -> None:
    """Equations 5 and 6, written out anew: n = 15,233, k = 50, ε = 0.1, ℓ = 1."""
    n, k = 15_233, 50
    log_choices = sum(math.log(n - it) - math.log(it + 1) for it in range(k))
    tail = math.log(n) + math.log(2)
    part = (1 - 1 / math.e) * math.sqrt(tail)
    whole = part + math.sqrt((1 - 1 / math.e) * (log_choices + tail))
    expected = 2 * n * whole**2 / 0.01
    assert imm_sample_bound(n, k, epsilon=0.1) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"k": 0}, HowManyError),
        ({"epsilon": 0}, PrecisionError),
        ({"delta": 1}, PrecisionError),
        ({"probability": 2}, NotAProbabilityError),
    ],
)
def test_what_cannot_be_searched_is_refused(
    more: dict[str, Any], error: type[Exception]
) -> None:
    asked: dict[str, Any] = {"k": 1, "probability": 0.5} | more
    with pytest.raises(error):
        opim_c(nx.path_graph(3), **asked)
