"""Gini, Lorenz, the few who carry half, diversity."""

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import bus_factor, effective_number, gini, lorenz, smallest_set
from reseau.analysis.mobilizing.concentration import NegativeShareError

AMOUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=20)


def test_gini_of_one_to_five_is_four_fifteenths() -> None:
    # Mean difference of all pairs, 1.6, over twice the mean, 6: by hand.
    assert gini([3, 1, 5, 2, 4]) == pytest.approx(4 / 15)


@given(AMOUNTS)
def test_gini_is_half_the_relative_mean_difference(amounts: list[int]) -> None:
    n, total = len(amounts), sum(amounts)
    if total:
        differences = sum(abs(a - b) for a in amounts for b in amounts)
        assert gini(amounts) == pytest.approx(differences / (2 * n * total))


@given(AMOUNTS)
def test_gini_is_twice_the_area_over_the_curve(amounts: list[int]) -> None:
    points = lorenz(amounts)
    under = sum(
        (after[0] - before[0]) * (after[1] + before[1]) / 2
        for before, after in itertools.pairwise(points)
    )
    assert gini(amounts) == pytest.approx(1 - 2 * under)


def test_gini_of_nothing_is_not_known() -> None:
    assert (gini([]), lorenz([])) == (None, [])


def test_all_without_anything_are_equal() -> None:
    assert (gini([0, 0]), lorenz([0, 0])) == (0.0, [(0, 0), (0.5, 0.5), (1, 1)])


@pytest.mark.parametrize("amount", [-1, math.nan, math.inf])
def test_amounts_are_numbers_of_zero_or_more(amount: float) -> None:
    with pytest.raises(NegativeShareError):
        gini([1, amount])


@given(st.dictionaries(st.integers(), st.integers(0, 50), max_size=15))
def test_smallest_set_has_half_and_no_fewer_would_do(held: dict[int, int]) -> None:
    found = smallest_set(held)
    total = sum(held.values())
    assert sum(held[it] for it in found) * 2 >= total
    assert sum(sorted(held.values())[::-1][: len(found) - 1]) * 2 < total or not found
    assert bus_factor(held) == len(found)


def test_diversity_of_three_kinds() -> None:
    # Shares 1/2, 1/4, 1/4: entropy 1.5 bits, so 2^1.5; Simpson 3/8, so 8/3.
    counts = [2, 1, 1, 0]
    assert effective_number(counts, order=0) == 3
    assert effective_number(counts) == pytest.approx(2**1.5)
    assert effective_number(counts, order=2) == pytest.approx(8 / 3)


def test_diversity_of_nothing_is_zero() -> None:
    assert effective_number([]) == 0


@pytest.mark.parametrize("measure", [gini, lorenz, effective_number])
def test_who_has_how_much_is_as_good_as_the_amounts(
    measure: Callable[[object], object],
) -> None:
    assert measure({"A": 3, "B": 1, "C": 0}) == measure([3, 1, 0])
