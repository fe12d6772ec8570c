"""Friedkin and Johnsen's model against the group of four that they observed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import friedkin_johnsen
from tests.analysis.goldens import golden

CASE = golden("friedkin_johnsen_groups")


@pytest.mark.parametrize("issue", CASE["issues"])
def test_group_of_four_ends_where_it_did(issue: Any) -> None:
    found = friedkin_johnsen(CASE["weights"], issue["initial"])
    decimals = issue["decimals"]
    assert [round(it, decimals) for it in found.equilibrium] == issue["equilibrium"]


def test_rows_of_total_influence_add_up_to_one() -> None:
    found = friedkin_johnsen(CASE["weights"], [0, 0, 0, 0])
    assert [sum(row) for row in found.total_influence] == pytest.approx([1, 1, 1, 1])


def test_shares_of_power_add_up_to_one() -> None:
    found = friedkin_johnsen(CASE["weights"], [0, 0, 0, 0])
    assert sum(found.social_power) == pytest.approx(1)


def test_who_is_not_open_keeps_its_opinion() -> None:
    found = friedkin_johnsen([[0, 1], [1, 0]], [1, 9], [0, 0.5])
    assert found.equilibrium == pytest.approx([1, 5])


@pytest.mark.parametrize("openness", [0.5, [0.5, 0.5], [[0.5, 0], [0, 0.5]]])
def test_openness_is_read_in_three_forms(openness: Any) -> None:
    found = friedkin_johnsen([[0, 1], [1, 0]], [0, 3], openness)
    assert found.equilibrium == pytest.approx([1, 2])


def test_weights_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="Row 2 of the weights adds up"):
        friedkin_johnsen([[0, 1], [0.5, 0.4]], [1, 2])


def test_opinions_that_need_not_settle_are_refused() -> None:
    with pytest.raises(ValueError, match="no single end"):
        friedkin_johnsen([[0, 1], [1, 0]], [1, 2])


def test_openness_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 1"):
        friedkin_johnsen([[0, 1], [1, 0]], [1, 2], [0.5, 1.5])


def test_missing_opinion_is_refused() -> None:
    with pytest.raises(ValueError, match="needs 2 rows"):
        friedkin_johnsen([[0.5, 0.5], [0.5, 0.5]], [1])


@given(st.permutations(range(4)))
def test_order_of_people_does_not_matter(order: list[int]) -> None:
    w, y = CASE["weights"], CASE["issues"][0]["initial"]
    straight = friedkin_johnsen(w, y)
    found = friedkin_johnsen(
        [[w[i][j] for j in order] for i in order], [y[i] for i in order]
    )
    assert found.equilibrium == pytest.approx([straight.equilibrium[i] for i in order])
