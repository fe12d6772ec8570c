"""Ratings of several assessors, worked by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis.influence.assessors import (
    influence_ratings,
    position_ratings,
    table,
)
from reseau.domain.evidence import InfluenceRow, PositionRow

A, B, NADIA, LUC, EVE = 1, 2, 7, 8, 9
HOUSING, PARKS = 1, 2
OLD, NEW = date(2025, 1, 1), date(2026, 1, 1)


def row(
    key: int, strength: int, *, by: int | None = NADIA, theme: int | None = HOUSING,
    on: date | None = NEW,
) -> InfluenceRow:  # fmt: skip
    return InfluenceRow(key, A, B, theme, strength, by, on)


def test_latest_of_an_assessor_counts() -> None:
    found = influence_ratings([row(1, 4, on=NEW), row(2, 1, on=OLD)])
    assert (found.values, found.replaced) == ({(A, B): {NADIA: 4}}, 1)


def test_what_bears_no_day_is_the_oldest() -> None:
    found = influence_ratings([row(2, 4, on=None), row(1, 1, on=OLD)])
    assert found.values == {(A, B): {NADIA: 1}}


def test_strongest_theme_stands_for_the_pair() -> None:
    found = influence_ratings([row(1, 1), row(2, 3, theme=PARKS)])
    assert (found.values, found.merged) == ({(A, B): {NADIA: 3}}, 1)


def test_assessors_are_told_apart_and_the_unsigned_comes_last() -> None:
    found = influence_ratings([row(1, 1, by=None), row(2, 2, by=LUC), row(3, 3)])
    assert found.assessors == [NADIA, LUC, None]


def test_mean_and_median() -> None:
    rows = [row(1, 0), row(2, 1, by=LUC), row(3, 4, by=EVE)]
    found = influence_ratings(rows)
    assert found.combined()[A, B] == pytest.approx(5 / 3)
    assert found.combined("median")[A, B] == 1


def test_widest_gap_comes_first() -> None:
    rows = [
        InfluenceRow(1, A, B, None, 1, NADIA, NEW),
        InfluenceRow(2, A, B, None, 2, LUC, NEW),
        InfluenceRow(3, B, A, None, 0, NADIA, NEW),
        InfluenceRow(4, B, A, None, 4, LUC, NEW),
    ]
    found = influence_ratings(rows).disagreements()
    assert [cell for cell, _by in found] == [(B, A), (A, B)]


def test_pairs_with_fewer_than_three_raters_are_counted() -> None:
    assert influence_ratings([row(1, 0), row(2, 1, by=LUC)]).thin() == 1


def test_priority_replaces_the_size_of_a_stance() -> None:
    rows = [
        PositionRow(1, A, 5, -3, 2, NADIA, NEW),
        PositionRow(2, B, 5, 3, None, NADIA, NEW),
    ]
    found = position_ratings(rows, by_priority=True)
    assert found.values == {(A, 5): {NADIA: -2}, (B, 5): {NADIA: 3}}


def test_what_nobody_rated_is_zero() -> None:
    assert table({(A, B): 3.0}, [A, B], [A, B]) == [[0, 3], [0, 0]]


@given(
    st.permutations(
        [row(1, 4, on=OLD), row(2, 1), row(3, 2, by=LUC), row(4, 0, by=None)]
    )
)
def test_order_of_rows_does_not_matter(rows: list[InfluenceRow]) -> None:
    assert influence_ratings(rows).values == {(A, B): {NADIA: 1, LUC: 2, None: 0}}
