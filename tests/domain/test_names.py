"""Names are folded, tidied and read either way round."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.names import (
    NameOrder,
    PersonName,
    folded,
    person_name,
    slug,
    sort_key,
    tidy,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Étienne", "etienne"),
        ("L’Écuyer", "l'ecuyer"),
        ("CŒUR  d'Île", "coeur d'ile"),
        ("Notre-Dame–de‑Grâce", "notre-dame-de-grace"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_folding_forgives_accents_case_quotes_and_dashes(
    written: str, expected: str
) -> None:
    assert folded(written) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_slug_is_short_ascii_and_never_empty(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 60
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")


@pytest.mark.parametrize(
    ("written", "given_name", "family"),
    [
        ("Wheeler, Ted", "Ted", "Wheeler"),  # Portland's two ways of writing.
        ("Ted Wheeler", "Ted", "Wheeler"),
        ("Elana Pirtle-Guiney,", "Elana", "Pirtle-Guiney"),
        ("Leroy Bynum, Jr.", "Leroy", "Bynum, Jr."),
        ("Tremblay, Jean, PhD", "Jean", "Tremblay, PhD"),
        ("  Guillén-Chapman ,  Karen ", "Karen", "Guillén-Chapman"),
        ("Cher", "", "Cher"),
        (" , ", "", ""),
        ("", "", ""),
    ],
)
def test_person_name_is_read_either_way_round(
    written: str, given_name: str, family: str
) -> None:
    assert person_name(written) == PersonName(given_name, family)


def test_first_last_order_never_inverts() -> None:
    assert person_name("Oxley, Associates", "first-last").full == "Oxley Associates"


def test_last_first_order_needs_no_comma() -> None:
    assert person_name("Tremblay Marie Ève", "last-first") == PersonName(
        "Marie Ève", "Tremblay"
    )


@given(st.text())
def test_reading_a_name_never_fails(text: str) -> None:
    orders: tuple[NameOrder, ...] = ("auto", "first-last", "last-first")
    for order in orders:
        person_name(text, order)


def test_control_and_invisible_characters_are_dropped() -> None:
    assert tidy("L'Écuyer\x0b<&>\x1b[31m \u202e\u200bx") == "L'Écuyer <&>[31m x"


@given(st.text())
def test_tidied_text_is_one_trimmed_line(text: str) -> None:
    made = tidy(text)
    assert made == made.strip()
    assert "\n" not in made
    assert "  " not in made


def test_names_sort_without_regard_to_accents() -> None:
    names = ["Zoé", "Élan", "Eau", "école"]
    assert sorted(names, key=sort_key) == ["Eau", "école", "Élan", "Zoé"]
