"""QAP and MRQAP: published correlations and regressions, and laws."""

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reseau.analysis import mrqap, qap
from reseau.analysis.comparison import permutations
from reseau.analysis.comparison.correlation import NoFigure, PermutationsError
from reseau.analysis.comparison.dyads import NotFiniteError, SizesDifferError
from reseau.analysis.comparison.mrqap_model import NotPresenceError
from reseau.analysis.comparison.network_regression import (
    FamilyError,
    MrqapMethodError,
    NoPredictorError,
)

GOLDENS = Path(__file__).parents[1] / "data" / "goldens"
FLORENCE = GOLDENS / "20_qap_florentine"
MANAGERS = GOLDENS / "mrqap_krackhardt"


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def families(name: str) -> "nx.Graph[str]":
    """Sixteen families of Florence, one of whom is tied to none."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(read(FLORENCE / "nodes.json"))
    with (FLORENCE / f"{name}.csv").open(encoding="utf-8") as file:
        graph.add_edges_from((a, b) for a, b in list(csv.reader(file))[1:])
    return graph


MARRIAGE, BUSINESS = families("marriage"), families("business")
PUBLISHED = read(FLORENCE / "expected.json")


def test_marriages_and_business_of_florence_correlate_as_published() -> None:
    found = qap(MARRIAGE, BUSINESS)
    assert found.correlation == pytest.approx(
        PUBLISHED["pearson"], abs=PUBLISHED["tolerance"]
    )
    assert (found.nodes, found.dyads) == (16, 120)


def test_chance_seldom_does_as_well_as_published() -> None:
    # sna: .001 of 1,000; 20,000 permutations of another program: .0006.
    found = qap(MARRIAGE, BUSINESS, permutations=20_000)
    assert found.p == pytest.approx(PUBLISHED["p_ge_recomputed_20000"], abs=4e-4)


def test_graph_and_matrix_give_the_same() -> None:
    matrix = nx.to_numpy_array(BUSINESS, nodelist=list(MARRIAGE))
    assert qap(MARRIAGE, matrix) == qap(MARRIAGE, BUSINESS)


def test_nodes_of_graphs_are_put_in_the_same_order() -> None:
    backwards: nx.Graph[str] = nx.Graph()
    backwards.add_nodes_from(reversed(list(BUSINESS)))
    backwards.add_edges_from(BUSINESS.edges)
    assert qap(MARRIAGE, backwards) == qap(MARRIAGE, BUSINESS)


def test_symmetric_matrices_may_be_taken_as_directed() -> None:
    found = qap(MARRIAGE, BUSINESS, directed=True, permutations=99)
    assert (found.directed, found.dyads) == (True, 240)
    assert found.correlation == pytest.approx(PUBLISHED["pearson"], abs=1e-6)


def test_same_seed_gives_the_same_p() -> None:
    one, other = (qap(MARRIAGE, BUSINESS, permutations=200, seed=7) for _ in range(2))
    assert one == other


def test_p_value_counts_the_observed_among_the_draws() -> None:
    assert permutations.tails(1.0, np.array([0.0, 1.0, 2.0])) == (3 / 4, 3 / 4, 3 / 4)
    assert permutations.tails(9.0, np.zeros(99))[0] == 1 / 100


def test_two_sided_p_looks_at_both_ends() -> None:
    line = [[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1], [0, 0, 1, 0]]
    other = [[0, 0, 1, 1], [0, 0, 0, 1], [1, 0, 0, 0], [1, 1, 0, 0]]
    found = qap(line, other)
    # What a path does not tie is a path: r is -1 for 2 of the 24 permutations, and 1
    # for the 2 that lay one path on the other.
    assert found.correlation == pytest.approx(-1)
    assert found.p_two_sided == pytest.approx(4 / 24, abs=0.02)
    assert found.p_less == pytest.approx(2 / 24, abs=0.02)


def test_weights_are_correlated_unless_told_otherwise() -> None:
    one, other = nx.path_graph(4), nx.path_graph(4)
    one.edges[0, 1]["weight"] = 5
    assert qap(one, other, permutations=9).correlation != pytest.approx(1)
    assert qap(one, other, permutations=9, weight=None).correlation == 1


@pytest.mark.parametrize("full", [nx.complete_graph(4), nx.empty_graph(4)])
def test_network_where_all_pairs_are_alike_has_no_correlation(full: Any) -> None:
    found = qap(full, nx.path_graph(4))
    assert (found.correlation, found.p) == (None, None)
    assert found.reason is NoFigure.CONSTANT


@pytest.mark.parametrize("size", [0, 1, 2])
def test_fewer_than_three_actors_have_no_correlation(size: int) -> None:
    found = qap(nx.path_graph(size), nx.path_graph(size))
    assert (found.correlation, found.reason) == (None, NoFigure.FEW_ACTORS)


def test_search_by_halving_gives_what_a_full_table_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = qap(MARRIAGE, BUSINESS, permutations=300)
    monkeypatch.setattr(permutations, "_IN_FULL", 2)
    assert qap(MARRIAGE, BUSINESS, permutations=300) == whole


def test_size_of_the_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = qap(MARRIAGE, BUSINESS, permutations=300)
    monkeypatch.setattr(permutations, "_CELLS", 500)
    assert qap(MARRIAGE, BUSINESS, permutations=300).p == whole.p


def test_no_permutation_is_refused() -> None:
    with pytest.raises(PermutationsError):
        qap(MARRIAGE, BUSINESS, permutations=0)


def test_matrix_with_holes_is_refused() -> None:
    with pytest.raises(NotFiniteError):
        qap([[0.0, float("nan")], [1.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]])


def test_graph_and_matrix_of_another_size_are_refused() -> None:
    with pytest.raises(SizesDifferError):
        qap(MARRIAGE, [[0, 1], [1, 0]])


WEIGHTS = st.lists(st.integers(0, 3), min_size=15, max_size=15)


def six(weights: list[int]) -> Any:
    matrix = np.zeros((6, 6))
    matrix[np.triu_indices(6, 1)] = weights
    return matrix + matrix.T


@given(WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_network_correlates_with_itself_by_1(weights: list[int]) -> None:
    found = qap(six(weights), six(weights), permutations=9).correlation
    assert found is None if len(set(weights)) == 1 else found == pytest.approx(1)


@given(WEIGHTS, WEIGHTS, st.permutations(range(6)))
@settings(max_examples=40, deadline=None)
def test_names_do_not_matter(
    one: list[int], other: list[int], names: list[int]
) -> None:
    order = np.ix_(names, names)
    plain = qap(six(one), six(other), permutations=9).correlation
    renamed = qap(six(one)[order], six(other)[order], permutations=9).correlation
    assert renamed == (plain if plain is None else pytest.approx(plain, abs=1e-9))


@given(WEIGHTS, WEIGHTS)
@settings(max_examples=40, deadline=None)
def test_correlation_is_numpy_s(one: list[int], other: list[int]) -> None:
    found = qap(six(one), six(other), permutations=9).correlation
    if found is not None:
        assert found == pytest.approx(np.corrcoef(one, other)[0, 1], abs=1e-9)


# Regression


def managers(name: str) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(f"n{it}" for it in range(1, 22))
    with (MANAGERS / f"{name}.csv").open(encoding="utf-8") as file:
        graph.add_edges_from((a, b) for a, b in list(csv.reader(file))[1:])
    return graph


ADVICE = managers("advice")
PREDICTORS = {"friends": managers("friends"), "reports": managers("reports")}
STATSMODELS = read(MANAGERS / "expected.json")


@pytest.mark.parametrize("family", ["linear", "logistic"])
def test_coefficients_are_those_of_statsmodels(family: Any) -> None:
    found = mrqap(ADVICE, PREDICTORS, permutations=9, family=family)
    known = STATSMODELS[family]
    close = {"abs": STATSMODELS["tolerance"]}
    assert found.coefficients == pytest.approx(known["coefficients"], **close)
    assert found.statistics == pytest.approx(known.get("t", known.get("z")), **close)


def test_share_explained_is_that_of_statsmodels() -> None:
    found = mrqap(ADVICE, PREDICTORS, permutations=9)
    known = STATSMODELS["linear"]
    assert found.r_squared == pytest.approx(known["r_squared"], abs=1e-6)
    assert found.adjusted_r_squared == pytest.approx(
        known["adjusted_r_squared"], abs=1e-6
    )


def test_likelihood_is_that_of_statsmodels() -> None:
    found = mrqap(ADVICE, PREDICTORS, permutations=9, family="logistic")
    known = STATSMODELS["logistic"]
    assert found.log_likelihood == pytest.approx(known["log_likelihood"], abs=1e-4)
    assert found.r_squared == pytest.approx(known["pseudo_r_squared"], abs=1e-6)


@pytest.mark.parametrize("method", ["dsp", "y"])
@pytest.mark.parametrize("family", ["linear", "logistic"])
def test_managers_ask_advice_of_whom_they_report_to(method: Any, family: Any) -> None:
    """Reporting is far from chance; friendship, beside it, is not."""
    found = mrqap(ADVICE, PREDICTORS, permutations=400, method=method, family=family)
    assert found.p_two_sided["reports"] < 0.02
    assert found.p_two_sided["friends"] > 0.05


def refitted(seed: int, times: int) -> float:
    """Test friendship by double semi-partialling, one plain refit per permutation."""
    order = list(ADVICE)
    y, friends, reports = (
        nx.to_numpy_array(it, nodelist=order) for it in (ADVICE, *PREDICTORS.values())
    )
    off = ~np.eye(21, dtype=bool)

    def statistic(last: Any) -> float:
        design = np.column_stack([np.ones(420), reports[off], last[off]])
        slopes, residual, *_ = np.linalg.lstsq(design, y[off])
        spread = residual[0] / 417 * np.linalg.inv(design.T @ design)[2, 2]
        return float(slopes[2] / np.sqrt(spread))

    others = np.column_stack([np.ones(420), reports[off]])
    left = np.zeros((21, 21))
    left[off] = friends[off] - others @ np.linalg.lstsq(others, friends[off])[0]
    generator = np.random.default_rng(seed)
    observed, far = statistic(friends), 0
    for _ in range(times):
        mixed = generator.permutation(21)
        far += abs(statistic(left[np.ix_(mixed, mixed)])) >= abs(observed)
    return (far + 1) / (times + 1)


def test_semi_partialling_is_what_plain_refits_give() -> None:
    found = mrqap(ADVICE, PREDICTORS, permutations=4000)
    assert found.p_two_sided["friends"] == pytest.approx(refitted(5, 2000), abs=0.025)


def test_single_predictor_is_tested_as_by_qap() -> None:
    # With one predictor t rises with r: both tests rank the permutations alike.
    by_qap = qap(MARRIAGE, BUSINESS, permutations=4000, seed=3)
    found = mrqap(MARRIAGE, BUSINESS, permutations=4000)
    assert found.r_squared == pytest.approx(PUBLISHED["pearson"] ** 2, abs=1e-6)
    assert found.p_greater["x1"] == pytest.approx(by_qap.p, abs=2e-3)


def test_standardized_coefficient_of_one_predictor_is_r() -> None:
    found = mrqap(MARRIAGE, BUSINESS, permutations=9)
    assert found.standardized == {"x1": pytest.approx(PUBLISHED["pearson"], abs=1e-6)}


def test_predictors_without_names_are_numbered() -> None:
    found = mrqap(ADVICE, list(PREDICTORS.values()), permutations=9)
    assert list(found.coefficients) == ["intercept", "x1", "x2"]


def test_matrices_give_the_same_as_graphs() -> None:
    order = list(ADVICE)
    stack = np.array(
        [nx.to_numpy_array(it, nodelist=order) for it in PREDICTORS.values()]
    )
    found = mrqap(nx.to_numpy_array(ADVICE, nodelist=order), stack, permutations=99)
    assert list(found.p_two_sided.values()) == list(
        mrqap(ADVICE, PREDICTORS, permutations=99).p_two_sided.values()
    )


def test_one_matrix_is_one_predictor() -> None:
    path = nx.to_numpy_array(nx.path_graph(6)).tolist()
    ring = nx.to_numpy_array(nx.cycle_graph(6)).tolist()
    assert list(mrqap(ring, path, permutations=9).coefficients) == ["intercept", "x1"]


def test_predictor_told_twice_has_no_part_of_its_own() -> None:
    found = mrqap(ADVICE, [PREDICTORS["friends"]] * 2)
    assert (found.coefficients, found.reason) == ({}, NoFigure.COLLINEAR)


def test_predictor_of_every_tie_has_no_logistic_coefficient() -> None:
    found = mrqap(ADVICE, [ADVICE], family="logistic")
    assert (found.coefficients, found.reason) == ({}, NoFigure.SEPARATED)


def test_network_without_ties_explains_and_is_explained_by_nothing() -> None:
    nobody = nx.empty_graph(5)
    path = nx.path_graph(5)
    assert mrqap(nobody, [path]).reason is NoFigure.CONSTANT
    assert mrqap(path, [nobody]).reason is NoFigure.COLLINEAR


def test_two_actors_are_too_few_to_explain() -> None:
    assert mrqap([[0, 1], [1, 0]], [[0, 1], [1, 0]]).reason is NoFigure.FEW_ACTORS


@pytest.mark.parametrize(
    ("error", "xs", "options"),
    [
        (NoPredictorError, [], {}),
        (MrqapMethodError, [MARRIAGE], {"method": "x"}),
        (FamilyError, [MARRIAGE], {"family": "poisson"}),
        (PermutationsError, [MARRIAGE], {"permutations": 0}),
    ],
)
def test_what_cannot_be_used_is_refused(error: Any, xs: Any, options: Any) -> None:
    with pytest.raises(error):
        mrqap(BUSINESS, xs, **options)


def test_logistic_regression_of_weights_is_refused() -> None:
    with pytest.raises(NotPresenceError):
        mrqap([[0, 2, 1], [2, 0, 0], [1, 0, 0]], [[[0, 1, 0]] * 3], family="logistic")
