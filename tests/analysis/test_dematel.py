"""DEMATEL against a textbook's example; MICMAC worked by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import dematel, micmac
from tests.analysis.goldens import golden


@pytest.fixture(scope="module")
def case() -> Any:
    return golden("dematel_celikbilek")


def test_given_and_received(case: Any) -> None:
    found = dematel(case["z"])
    assert found.given == pytest.approx(case["given"], abs=1e-5)
    assert found.received == pytest.approx(case["received"], abs=1e-5)


def test_prominence_and_relation(case: Any) -> None:
    found = dematel(case["z"])
    both = list(zip(case["given"], case["received"], strict=True))
    assert found.prominence == pytest.approx([r + c for r, c in both], abs=2e-5)
    assert found.relation == pytest.approx([r - c for r, c in both], abs=2e-5)


def test_threshold_is_the_mean(case: Any) -> None:
    assert dematel(case["z"]).threshold == pytest.approx(case["threshold"], abs=1e-5)


def test_influences_to_draw(case: Any) -> None:
    found = dematel(case["z"])
    drawn = [[int(it > found.threshold) for it in row] for row in found.total]
    assert drawn == case["drawn"]


def test_total_is_the_sum_of_the_powers() -> None:
    """Two actors by hand: X = [[0, 1], [.5, 0]], X² = I/2, so T = 2X + I."""
    assert dematel([[0, 2], [1, 0]]).total == [[1, 2], [1, 1]]


def test_scale_by_rows_only() -> None:
    """Columns add up to 0 and 5, rows to 3 and 2 (and 0)."""
    z = [[0, 0, 3], [0, 0, 2], [0, 0, 0]]
    assert (dematel(z).scale, dematel(z, scale="row").scale) == (5, 3)


@pytest.mark.parametrize("z", [[[0, 1], [1, 0]], [[0, 0], [0, 0]], []])
def test_influences_without_end_are_refused(z: Any) -> None:
    with pytest.raises(ValueError, match="above the spectral radius"):
        dematel(z)


def test_ranks_of_the_second_power() -> None:
    """By hand: A → B (3) → C (1); M² only keeps A → C."""
    found = micmac([[0, 3, 0], [0, 0, 1], [0, 0, 0]])
    assert (found.influence_rank, found.power, found.stable) == ([1, 2, 2], 2, False)


def test_ranks_that_stay_are_stable() -> None:
    """A circle of equals: every power has the same sums."""
    found = micmac([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert (found.influence_rank, found.power, found.stable) == ([1, 1, 1], 1, True)


def test_reachability_counts_oneself() -> None:
    found = micmac([[0, 3, 0], [0, 0, 1], [0, 0, 0]], method="reachability")
    assert (found.influence, found.dependence) == ([3, 2, 1], [1, 2, 3])


def test_reachability_goes_any_number_of_steps() -> None:
    chain = [[int(j == i + 1) for j in range(9)] for i in range(9)]
    found = micmac(chain, method="reachability")
    assert found.influence == [9, 8, 7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: dematel([[0, 1], [0, 0]], scale="max"), "scale is one of"),  # type: ignore[arg-type]  # On purpose.
        (lambda: micmac([[0, 1], [0, 0]], method="fast"), "method is one of"),  # type: ignore[arg-type]  # On purpose.
    ],
)
def test_unknown_way_is_refused(call: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()


@given(st.permutations(range(10)))
def test_order_of_rows_does_not_matter(order: list[int]) -> None:
    z = golden("dematel_celikbilek")["z"]
    straight = dematel(z)
    found = dematel([[z[i][j] for j in order] for i in order])
    assert found.relation == pytest.approx([straight.relation[i] for i in order])
