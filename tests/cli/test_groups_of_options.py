"""A group of options is typed one by one, and given as one object."""

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

from reseau.cli._groups import Fixed, one_by_one


@dataclass(frozen=True)
class Days:
    since: str | None = None
    until: str | None = None


Given = list[object]


def test_options_stand_where_the_group_stood() -> None:
    def shown(*, name: str, days: Days, limit: int = 5) -> None: ...

    assert list(signature(one_by_one(shown)).parameters) == [
        "name", "since", "until", "limit",
    ]  # fmt: skip


def test_command_is_given_one_object() -> None:
    given: Given = []

    def shown(days: Days) -> None:
        given.append(days)

    one_by_one(shown)(since="2026", until=None)
    assert given == [Days(since="2026")]


def test_what_is_fixed_is_not_asked() -> None:
    given: Given = []

    def shown(days: Annotated[Days, Fixed(until="2027")]) -> None:
        given.append(days)

    asked = one_by_one(shown)
    asked(since="2026")
    assert list(signature(asked).parameters) == ["since"]
    assert given == [Days("2026", "2027")]


def test_a_command_without_a_group_is_left_as_it_is() -> None:
    def shown(limit: int = 5) -> None: ...

    assert one_by_one(shown) is shown
