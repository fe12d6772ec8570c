"""How periods, days and fields are written on cards."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from reseau.cli import cards
from reseau.cli.log.interaction_card import when
from reseau.domain.vocabulary import InteractionKind, Precision
from reseau.usecases.log.interaction_cards import InteractionCard

DAY = date(2026, 11, 3)
CARD = InteractionCard(
    number=1, kind=InteractionKind.MEETING, title="T", held_on=DAY, ended_on=None,
    starts_at=None, precision=Precision.HALF_DAY, minutes=None, place=None,
    committee=None, themes=(), territories=(), function=None, carrier=None,
    participants=(), follow_ups=(), notes=None, source=None,
    added_at=datetime(2026, 11, 4, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, ""),
        (DAY, None, "since November 3, 2026"),
        (None, DAY, "until November 3, 2026"),
        (DAY, date(2026, 12, 1), "from November 3, 2026 to December 1, 2026"),
    ],
)
def test_period_is_written_with_its_open_ends(
    since: date | None, until: date | None, said: str
) -> None:
    assert cards.span(since, until) == said


def test_fields_are_counted_from_one_and_dates_are_iso() -> None:
    value = {"a": 1, "b": [{"c": DAY}, {"c": None}], "d": CARD.added_at}
    assert list(cards.flat(value)) == [
        ("a", 1),
        ("b.1.c", DAY),
        ("b.2.c", None),
        ("d", "2026-11-04T00:00:00+00:00"),
    ]


def test_field_of_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(TypeError):
        list(cards.flat({"a": object()}))


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (9, "November 3, 2026, morning"),
        (13, "November 3, 2026, afternoon"),
        (19, "November 3, 2026, evening"),
    ],
)
def test_half_day_is_not_given_an_hour(hour: int, said: str) -> None:
    starts = datetime(2026, 11, 3, hour, tzinfo=UTC)
    assert when(dataclasses.replace(CARD, starts_at=starts)) == said


def test_half_day_without_its_half_is_a_day() -> None:
    assert when(CARD) == "November 3, 2026"
