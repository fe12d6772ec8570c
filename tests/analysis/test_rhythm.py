"""Burstiness against the PyPI package bursty-dynamics 0.1.7, silences, load."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.analysis import burstiness
from reseau.analysis.mobilizing.load import load
from reseau.analysis.mobilizing.rhythm import silence
from tests.analysis.conftest import GOLDENS

FOLDER = GOLDENS / "23_burstiness"
DAY = date(2026, 6, 30)


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ["A", "B", "C"])
@pytest.mark.parametrize(
    ("field", "key"),
    [("B", "B_goh_barabasi"), ("Bn", "Bn_kim_jo"), ("memory", "memory")],
)
def test_burstiness_is_as_published(case: str, field: str, key: str) -> None:
    found = getattr(burstiness(_read("events.json")[case]), field)
    expected = _read("expected.json")[key][case]
    assert found == (None if expected is None else pytest.approx(expected, abs=1e-5))


def test_same_day_counts_once() -> None:
    days = [datetime(2026, 1, 1, 9), datetime(2026, 1, 1, 14), date(2026, 1, 3)]  # noqa: DTZ001  # As a log gives them.
    assert (burstiness(days).n, burstiness(days).gaps) == (2, [2.0])


@pytest.mark.parametrize(
    ("n", "known"), [(0, ()), (2, ()), (3, ("B",)), (5, ("B", "Bn"))]
)
def test_few_events_say_little(n: int, known: tuple[str, ...]) -> None:
    found = burstiness([1.0 * it**2 for it in range(n)])
    assert tuple(it for it in ("B", "Bn") if getattr(found, it) is not None) == known


@given(st.lists(st.integers(0, 3000), min_size=5, max_size=30, unique=True))
def test_burstiness_is_between_minus_one_and_one(days: list[int]) -> None:
    found = burstiness(days)
    assert found.B is not None
    assert found.Bn is not None
    assert -1 <= found.B <= 1
    assert -1 <= found.Bn <= 1 + 1e-9
    assert found == burstiness(reversed(days))


def test_silence_is_unusual_after_twice_the_gap_and_ninety_days() -> None:
    days = [DAY - timedelta(days=it) for it in (121, 181, 241)]
    assert silence(days, on=DAY).unusual
    assert not silence(days, on=DAY - timedelta(days=2)).unusual


def test_silence_of_who_was_never_seen_lasts_since_they_were_expected() -> None:
    found = silence([], on=DAY, expected=DAY - timedelta(days=91))
    assert (found.last, found.days, found.unusual) == (None, 91, True)
    assert not silence([], on=DAY).unusual


def test_load_is_over_at_four_times_and_twice_the_usual() -> None:
    lately = [DAY - timedelta(days=it) for it in (0, 1, 2, 29)]
    assert load(lately, on=DAY).over
    assert not load([*lately[:3], DAY - timedelta(days=30)], on=DAY).over
    weekly = [DAY - timedelta(days=it) for it in range(0, 390, 7)]
    assert not load(weekly, on=DAY).over


def test_usual_load_is_brought_to_the_window() -> None:
    # 73 times in the year before a window of 10 days: two in ten days.
    days = [DAY - timedelta(days=10 + 5 * it) for it in range(73)]
    assert load(days, on=DAY, window=10).usual == pytest.approx(2)
