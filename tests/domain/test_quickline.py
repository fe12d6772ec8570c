"""A line of the log is taken apart the same from a shell, a file or a prompt."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.closed_words import UnknownWordError
from reseau.domain.quickline import (
    EmptyMarkError,
    RepeatedKeyError,
    UnknownKeyError,
    taken_apart,
)
from reseau.domain.vocabulary import Role
from reseau.errors import ReseauError

WHOLE = (
    "hier 14h Rencontre CDC Rosemont @etienne-belanger "
    '@"Marie-Ève L\'Écuyer" +logement durée:1h30 suivi:vendredi :: PDM en janvier'
)


def test_whole_line_is_taken_apart() -> None:
    line = taken_apart([WHOLE])
    assert line.words == ("hier", "14h", "Rencontre", "CDC", "Rosemont")
    assert [name for name, _role in line.actors] == [
        "etienne-belanger",
        "Marie-Ève L'Écuyer",
    ]
    assert line.themes == ("logement",)
    assert line.keys == {"duration": ("1h30",), "due": ("vendredi",)}
    assert line.body == "PDM en janvier"


def test_words_of_a_shell_mean_the_same_as_the_whole_line() -> None:
    typed = WHOLE.replace("L'Écuyer", "L’Écuyer")
    assert taken_apart(shlex.split(typed)) == taken_apart([typed])


def test_role_follows_an_equals_sign() -> None:
    assert taken_apart(["x @cdc=hôte @b=speaker"]).actors == (
        ("cdc", Role.HOST),
        ("b", Role.SPEAKER),
    )


def test_unknown_role_is_refused() -> None:
    with pytest.raises(UnknownWordError):
        taken_apart(["x @cdc=chef"])


def test_second_double_colon_stays_in_the_notes() -> None:
    assert taken_apart(["x :: a :: b"]).body == "a :: b"


@pytest.mark.parametrize(
    "title",
    ["Voir https://exemple.org/a", "mailto:a@b.ca", "Appel +1 514 555-0102", "à 14:30"],
)
def test_addresses_numbers_and_times_are_no_marks(title: str) -> None:
    line = taken_apart([f"Rencontre {title}"])
    assert line.words == tuple(f"Rencontre {title}".split())


def test_keys_of_both_languages_mean_the_same() -> None:
    assert taken_apart(["x lieu:salle"]).keys == taken_apart(["x place:salle"]).keys


def test_value_with_spaces_stands_between_quotation_marks() -> None:
    assert taken_apart(['x lieu:"Centre Alpha"']).keys["place"] == ("Centre Alpha",)


def test_unknown_key_names_the_nearest() -> None:
    with pytest.raises(UnknownKeyError, match="duree"):
        taken_apart(["x durre:2h"])


def test_key_given_twice_is_refused() -> None:
    with pytest.raises(RepeatedKeyError):
        taken_apart(["x lieu:a lieu:b"])


@pytest.mark.parametrize("mark", ["@", "+", '@""'])
def test_mark_without_a_name_is_refused(mark: str) -> None:
    with pytest.raises(EmptyMarkError):
        taken_apart([f"x {mark}"])


def test_leading_words_end_at_the_first_mark() -> None:
    assert taken_apart(["hier Rencontre @a demain"]).leading == 2


@given(st.text())
def test_any_text_is_a_line_or_an_error_of_ours(text: str) -> None:
    try:
        taken_apart([text])
    except ReseauError:
        return
