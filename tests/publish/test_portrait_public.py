"""What of a portrait may be public: nobody named, no number from 1 to 4."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reseau.publish.portrait.portrait import (
    NOBODY,
    Figures,
    Link,
    Portrait,
    Resident,
    Step,
    Subject,
)
from reseau.publish.portrait.portrait_public import cleared

COUNT = st.integers(0, 12)


def figures(interactions: int = 9, inside: int = 0, across: int = 30) -> Figures:
    return Figures(3, 3, 11, 2, interactions, inside, across, 4)


def portrait(**more: object) -> Portrait:
    plain = Portrait(
        "aulne", "Aulne", "quartier", None, "", figures(), figures(), (),
        (Resident("abri", "Abri Est", None, (), 9, 30),), (), (), (),
        replace(NOBODY, ties=30, first="Abri Est", first_ties=30, lines=(1, 2)),
        NOBODY, (), (),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]  # Fields of a portrait.


def told(*links: tuple[int, int]) -> list[tuple[str | None, int, int]]:
    some = (Link(f"z{n}", f"Zone {n}", *it) for n, it in enumerate(links))
    found = cleared(portrait(links=tuple(some)), "en").links
    return [(it.name, it.now, it.before) for it in found]


def test_nobody_is_named() -> None:
    assert "Abri" not in repr(cleared(portrait(), "fr"))


def test_people_are_not_counted() -> None:
    assert cleared(portrait(), "fr").now.people is None


@given(COUNT, COUNT, COUNT)
def test_small_figures_are_hidden_and_others_told(a: int, b: int, c: int) -> None:
    now = cleared(portrait(now=figures(a, b, c)), "fr").now
    for was, said in ((a, now.interactions), (b, now.inside), (c, now.across)):
        assert said == (None if 0 < was < 5 else was)


def test_few_ties_are_told_together() -> None:
    assert told((9, 8), (3, 0), (2, 5)) == [
        ("Zone 0", 9, 8),
        ("Elsewhere, together", 5, 5),
    ]


def test_too_few_together_take_the_smallest_of_the_others() -> None:
    assert told((9, 8), (6, 5), (2, 0)) == [
        ("Zone 0", 9, 8),
        ("Elsewhere, together", 8, 5),
    ]


@given(st.lists(st.tuples(COUNT, COUNT), max_size=6))
def test_no_small_number_of_ties_is_told(links: list[tuple[int, int]]) -> None:
    found = told(*sorted(links, reverse=True))
    assert not any(0 < n < 5 for _name, now, before in found for n in (now, before))
    if found:
        assert sum(now for _name, now, _before in found) == sum(it[0] for it in links)
        assert sum(it[2] for it in found) == sum(it[1] for it in links)


def test_where_ties_lead_is_not_told_when_they_are_few() -> None:
    few = portrait(
        now=figures(across=4),
        links=(Link("a", "A", 4, 9), Link("b", "B", 4, 9)),
    )
    assert cleared(few, "fr").links == ()


def test_a_quarter_with_few_hides_the_trend() -> None:
    day = date(2026, 1, 1)
    steps = (Step(day, day, 9, 3), Step(day, day, 4, 2))
    assert cleared(portrait(trend=steps), "fr").trend == ()
    assert [
        it.organizations for it in cleared(portrait(trend=steps[:1]), "fr").trend
    ] == [None]


def test_a_theme_with_few_is_neither_counted_nor_silent() -> None:
    some = Subject("logement", "logement", 2, 0, 40, 0)
    (found,) = cleared(portrait(subjects=(some,)), "fr").subjects
    assert (found.here, found.before, found.city) == (None, 0, 40)
    assert not found.silent
