"""Expert finding models against a toy worked by hand in exact fractions."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import analysis
from reseau.analysis.experts.expertise import Voting, associations

TOY = Path(__file__).parents[1] / "data" / "goldens" / "28_balog_voting_toy"
INPUT = json.loads((TOY / "toy.json").read_text("utf-8"))
EXPECTED = json.loads((TOY / "expected.json").read_text("utf-8"))
DOCUMENTS, AUTHORS, QUERY = INPUT["docs"], INPUT["candidates"], INPUT["query"]
EXACT = EXPECTED["tolerance"]
PAIRS = [(it, author) for author, written in AUTHORS.items() for it in written]


def test_model_1_of_the_toy() -> None:
    found = analysis.balog_model1(DOCUMENTS, AUTHORS, QUERY, smoothing=INPUT["lambda"])
    wanted = {it: value for it, (_text, value) in EXPECTED["model1"].items()}
    assert found == pytest.approx(wanted, abs=EXACT)


def test_model_2_of_the_toy() -> None:
    found = analysis.balog_model2(DOCUMENTS, AUTHORS, QUERY, smoothing=INPUT["lambda"])
    wanted = {it: value for it, (_text, value) in EXPECTED["model2"].items()}
    assert found == pytest.approx(wanted, abs=EXACT)


def test_likelihood_of_each_document_of_the_toy() -> None:
    found = analysis.document_likelihoods(DOCUMENTS, QUERY, smoothing=INPUT["lambda"])
    wanted = {it: value for it, (_text, value) in EXPECTED["doc_scores"].items()}
    assert found == pytest.approx(wanted, abs=EXACT)


@pytest.mark.parametrize("method", list(Voting))
def test_votes_of_the_toy(method: Voting) -> None:
    scores = analysis.document_likelihoods(DOCUMENTS, QUERY, smoothing=0.5)
    found = analysis.voting_scores(scores, AUTHORS, method=method.value)
    wanted = {it: votes[method.value] for it, votes in EXPECTED["voting"].items()}
    assert found == pytest.approx(wanted, abs=EXACT)


@pytest.mark.parametrize(
    "authors", [PAIRS, [(*it, 1.0) for it in PAIRS]], ids=["pairs", "triples"]
)
def test_table_of_documents_and_authors_gives_the_same(
    authors: list[tuple[str, str]],
) -> None:
    found = analysis.balog_model2(DOCUMENTS, authors, QUERY)
    assert found == analysis.balog_model2(DOCUMENTS, AUTHORS, QUERY)


def test_text_is_cut_at_its_blanks() -> None:
    texts = {it: " ".join(words) for it, words in DOCUMENTS.items()}
    found = analysis.balog_model1(texts, AUTHORS, "youth housing")
    assert found == analysis.balog_model1(DOCUMENTS, AUTHORS, QUERY)


def test_document_without_a_word_has_only_the_collection() -> None:
    """By hand: λ p(food) = .5 × .5."""
    found = analysis.document_likelihoods({**DOCUMENTS, "d5": []}, ["food"])
    assert found["d5"] == pytest.approx(0.25)


def test_document_shared_by_two_counts_half_for_each() -> None:
    """By hand: d2 is of A and B, so each has half of it; d1 is A's alone."""
    assert associations(AUTHORS, share="document")["A"] == {"d1": 1.0, "d2": 0.5}


def test_only_the_best_documents_vote() -> None:
    scores = analysis.document_likelihoods(DOCUMENTS, QUERY)
    found = analysis.voting_scores(scores, AUTHORS, method="Votes", top=1)
    assert found == {"A": 1.0, "B": 0.0, "C": 0.0}


def test_author_without_a_document_has_only_the_collection() -> None:
    """By hand: λ² p(youth) p(housing) = .25 × .2 × .3."""
    found = analysis.balog_model1(DOCUMENTS, {"Z": []}, QUERY)
    assert found["Z"] == pytest.approx(0.015)


def test_author_without_a_document_is_found_by_none() -> None:
    assert analysis.balog_model2(DOCUMENTS, {"Z": []}, QUERY) == {"Z": 0.0}


def test_word_that_nobody_wrote_gives_zero() -> None:
    assert set(analysis.balog_model2(DOCUMENTS, AUTHORS, ["moon"]).values()) == {0.0}


def test_no_document_and_no_author_give_nothing() -> None:
    assert analysis.balog_model1({}, {}, ["housing"]) == {}


@pytest.mark.parametrize("smoothing", [-0.1, 1.1, math.nan])
def test_smoothing_out_of_range_is_refused(smoothing: float) -> None:
    with pytest.raises(ValueError, match=str(smoothing)):
        analysis.balog_model1(DOCUMENTS, AUTHORS, QUERY, smoothing=smoothing)


def test_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        analysis.balog_model2(DOCUMENTS, [("d1", "A", -1.0)], QUERY)


@given(st.permutations(PAIRS))
def test_order_of_the_table_changes_no_score(pairs: list[tuple[str, str]]) -> None:
    found = analysis.balog_model2(DOCUMENTS, pairs, QUERY)
    assert found == pytest.approx(analysis.balog_model2(DOCUMENTS, AUTHORS, QUERY))


# How good a ranking is: worked by hand.


def test_average_precision_by_hand() -> None:
    """Right at places 1 and 3, a third one missing: (1 + 2/3 + 0) / 3."""
    found = analysis.average_precision(["a", "x", "b"], {"a", "b", "c"})
    assert found == pytest.approx((1 + 2 / 3) / 3)


def test_precision_counts_the_places_that_a_short_ranking_lacks() -> None:
    assert analysis.precision_at(["a", "x"], {"a"}, k=10) == 0.1


def test_ndcg_of_graded_relevance_by_hand() -> None:
    """As ndcg_cut of trec_eval: the gain is the relevance, not a power of it."""
    found = analysis.ndcg_at(["x", "a", "b"], {"a": 1, "b": 3, "z": 0, "y": -1}, k=2)
    assert found == pytest.approx((1 / math.log2(3)) / (3 + 1 / math.log2(3)))


def test_ndcg_by_hand() -> None:
    """Right at places 2 and 3, of two: (1/log2 3 + 1/2) / (1 + 1/log2 3)."""
    found = analysis.ndcg_at(["x", "a", "b"], {"a", "b"}, k=5)
    second = 1 / math.log2(3)
    assert found == pytest.approx((second + 0.5) / (1 + second))


def test_nothing_right_is_zero() -> None:
    assert (
        analysis.average_precision(["a"], ()),
        analysis.ndcg_at(["a"], ()),
        analysis.precision_at([], ()),
    ) == (0.0, 0.0, 0.0)
