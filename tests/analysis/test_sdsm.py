"""Co-presence beyond chance: R backbone's figures, brute force, hand-worked cases.

R backbone 2.1 (zpneal/backbone, inst/tinytest/test_backbone.R) prints BiCM chances
and p-values by the refined normal approximation, to 3 decimals.
"""

from itertools import product
from math import prod

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import benjamini_hochberg, bicm, holm, poisson_binomial, sdsm
from reseau.analysis.backbone.backbone import NotTwoModeError

TABLE = [[1, 0, 1, 1], [0, 1, 0, 0], [1, 0, 0, 1]]


def test_published_bicm_chances() -> None:
    found = bicm([[0, 0, 1], [0, 1, 0], [1, 0, 1]])
    expected = [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]
    assert np.round(found, 3).tolist() == expected


def test_published_chances_of_the_refined_normal_approximation() -> None:
    chances = [0.123, 0.234, 0.345, 0.456, 0.567, 0.678, 0.789, 0.801, 0.911]
    lower, upper = poisson_binomial(5, chances, method="refined-normal")
    assert [lower, upper] == pytest.approx([0.6773302, 0.6268476], abs=1e-7)


def test_published_p_values_of_pairs() -> None:
    found = sdsm(TABLE, method="refined-normal")
    upper = {it: round(p, 3) for it, p in found.p_upper.items()}
    lower = {it: round(p, 3) for it, p in found.p_lower.items()}
    assert upper == {(0, 1): 0.977, (0, 2): 0.549, (1, 2): 0.972}
    assert lower == {(0, 1): 0.354, (0, 2): 0.844, (1, 2): 0.476}
    assert found.method == "refined-normal"


def brute_force(successes: int, chances: list[float]) -> tuple[float, float]:
    lower = upper = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        p = prod(c if it else 1 - c for it, c in zip(outcome, chances, strict=True))
        lower += p * (sum(outcome) <= successes)
        upper += p * (sum(outcome) >= successes)
    return lower, upper


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=8),
    st.integers(0, 8),
)
def test_exact_tails_are_those_of_every_outcome(
    chances: list[float], successes: int
) -> None:
    successes = min(successes, len(chances))
    found = poisson_binomial(successes, chances)
    assert found == pytest.approx(brute_force(successes, chances), abs=1e-12)


def test_p_values_are_those_of_every_outcome() -> None:
    found = sdsm(TABLE)
    chances = found.probabilities
    for (one, other), p in found.p_upper.items():
        both = [a * b for a, b in zip(chances[one], chances[other], strict=True)]
        expected = brute_force(found.shared[one, other], both)
        assert (found.p_lower[one, other], p) == pytest.approx(expected, abs=1e-12)


tables = st.integers(1, 7).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 1), min_size=width, max_size=width),
        min_size=1,
        max_size=7,
    )
)


@given(tables)
def test_margins_are_those_of_the_table(table: list[list[int]]) -> None:
    found, wanted = np.array(bicm(table)), np.array(table)
    assert np.abs(found.sum(axis=0) - wanted.sum(axis=0)).max() < 1e-8
    assert np.abs(found.sum(axis=1) - wanted.sum(axis=1)).max() < 1e-8
    assert ((found >= 0) & (found <= 1)).all()


@given(tables)
def test_chances_stay_between_0_and_1_and_pass_1_together(
    table: list[list[int]],
) -> None:
    found = sdsm(table)
    for pair, upper in found.p_upper.items():
        assert 0 <= upper <= 1
        assert 0 <= found.p_lower[pair] <= 1
        assert upper + found.p_lower[pair] >= 1 - 1e-9  # The number seen is in both.


@pytest.mark.parametrize("size", [3, 10, 40])
def test_nested_table_is_certain(size: int) -> None:
    """Margins of a staircase leave one table only (Gale and Ryser)."""
    table = np.triu(np.ones((size, size), dtype=int)).tolist()
    assert np.allclose(bicm(table), table, atol=1e-8)


# The same log in every form

EVENTS = {"June": ["ann", "bob"], "July": ["ann", "bob", "cy"], "May": ["cy"]}


def test_log_in_every_form_gives_the_same() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(["ann", "bob", "cy"], bipartite=0)
    for event, people in EVENTS.items():
        graph.add_node(event, bipartite=1)
        graph.add_edges_from((event, it) for it in people)
    expected = sdsm(EVENTS).p_upper
    assert sdsm(graph).p_upper == expected
    assert sdsm(graph, actors=["ann", "bob", "cy"]).p_upper == expected
    assert sdsm(EVENTS.values()).p_upper == expected
    table = sdsm(np.array([[1, 1, 0], [1, 1, 0], [0, 1, 1]])).p_upper
    assert list(table.values()) == list(expected.values())


def test_graph_without_modes_is_refused() -> None:
    with pytest.raises(NotTwoModeError):
        sdsm(nx.Graph([("ann", "June")]))


def test_untied_pairs_may_be_left_out() -> None:
    found = sdsm({"June": ["ann", "bob"], "May": ["cy", "dee"]}, pairs="tied")
    assert list(found.shared) == [("ann", "bob"), ("cy", "dee")]
    assert found.tests == 6


def test_all_in_one_meeting_is_nothing_special() -> None:
    found = sdsm([["ann", "bob", "cy"]])
    assert set(found.p_upper.values()) == {1.0}
    assert found.backbone().number_of_edges() == 0


def test_without_events_there_is_no_pair() -> None:
    assert sdsm([]).p_upper == {}


def test_couple_among_changing_company_is_the_backbone() -> None:
    events = [["ann", "bob", f"guest {n}"] for n in range(10)]
    events += [[f"guest {n}", f"guest {n + 1}", f"other {n}"] for n in range(60)]
    kept = sdsm(events).backbone(alpha=0.05, correction="holm")
    assert list(kept.edges) == [("ann", "bob")]
    assert kept.edges["ann", "bob"]["count"] == 10


def test_signed_backbone_also_keeps_those_who_avoid_each_other() -> None:
    """Two who are at every other event each, and never at the same."""
    events = [["ann" if n % 2 else "bob", f"guest {n}"] for n in range(40)]
    kept = sdsm(events).backbone(correction="none", signed=True)
    assert kept.edges["ann", "bob"]["sign"] == -1


# Corrections, worked by hand


def test_holm_multiplies_by_the_tests_left() -> None:
    """Sorted: .005 x 4, .01 x 3, .03 x 2, then .04, never below the one before."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_benjamini_hochberg_multiplies_by_tests_over_rank() -> None:
    """Sorted: .005 x 4/1, .01 x 4/2, .03 x 4/3, .04 x 4/4, never above the next."""
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.005]) == pytest.approx(
        [0.02, 0.04, 0.04, 0.02]
    )


def test_tests_not_given_count_as_certain() -> None:
    assert holm([0.01], tests=4) == pytest.approx(holm([0.01, 1, 1, 1])[:1])
    assert benjamini_hochberg([0.01, 0.02], tests=4) == pytest.approx(
        benjamini_hochberg([0.01, 0.02, 1, 1])[:2]
    )
