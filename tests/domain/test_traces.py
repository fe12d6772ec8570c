"""What betrays a person is found however it is written, and nobody else's words are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.traces import Traces, digits, traces_of, words_of

NADIA = traces_of(
    ["Nadia L'Écuyer-Okafor", "Nadia Okafor"],
    ["nadia@cdc.example", "514 555-0134"],
    others=["Nadia Tremblay", "CDC de Rosemont", "Comité L'Écuyer"],
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Nadia Okafor viendra", "· viendra"),
        ("NADIA  OKAFOR.", "·."),
        ("nadia-l-ecuyer-okafor", "·"),
        ("Nadia L’Écuyer Okafor", "·"),
        ("vu Okafor hier", "vu · hier"),
        ("Okaforien", "Okaforien"),
        ("Nadia Tremblay", "Nadia Tremblay"),  # Somebody else.
        ("Comité L'Écuyer", "Comité L'Écuyer"),
        ("Écrire à Nadia@CDC.example !", "Écrire à · !"),
        ("tél. 514.555.0134 ou 514 555-0199", "tél. · ou 514 555-0199"),
        ("+1 514 555 0134", "·"),
        ("5145550134", "·"),
        ("dossier 15145550134999", "dossier 15145550134999"),
        ("#NadiaOkafor et #nadiaokafor", "#· et #·"),
        ("CV_Okafor2026.pdf", "CV_·2026.pdf"),
        ("CVNadiaOkafor, 12Okafor", "CV·, 12·"),
        (
            "MMEOKAFOR, OkaforienNe",
            "MMEOKAFOR, OkaforienNe",
        ),  # No letter begins a word.
        ("nokafor@ailleurs.example", "·@ailleurs.example"),
        ("okafor.n@ailleurs.example", "·.n@ailleurs.example"),
        ("okaforn@x.example, nadiao@x.example", "·@x.example, ·@x.example"),
        ("ntremblay@x.example", "ntremblay@x.example"),  # Somebody else.
        ("nokafor", "nokafor"),  # No address.
        ("", ""),
    ],
)
def test_person_is_hidden(text: str, hidden: str) -> None:
    assert NADIA.hidden(text, instead="·") == hidden


def test_whole_name_is_found_before_its_words() -> None:
    assert NADIA.found_in("de Nadia Okafor à Okafor") == [(3, 15), (18, 24)]


def test_words_that_others_have_are_left() -> None:
    assert NADIA.words == {"okafor"}


def test_short_words_are_not_looked_for_alone() -> None:
    assert traces_of(["Ng Li"], [], others=[]).words == frozenset()


def test_number_of_north_america_has_no_one() -> None:
    assert (digits("+1 514 555-0134"), digits("33 1 02")) == ("5145550134", "33102")


def test_address_that_two_names_make_betrays_neither() -> None:
    found = traces_of(["Luc Roy"], [], others=["Léo Roy"])
    assert found.hidden("lroy@x.example lucr@x.example", instead="·") == (
        "lroy@x.example ·@x.example"
    )


def test_word_inside_another_name_is_left() -> None:
    found = traces_of(["Harpreet Gill"], [], others=["CDC Nord"])
    text = "McGill, Peter-McGill et CVGill ; HarpreetGill, Gill2"
    left = "McGill, Peter-McGill et CVGill ; ·, ·2"
    assert found.hidden(text, instead="·") == left


def test_short_name_in_one_word_is_left_where_it_is_no_address() -> None:
    found = traces_of(["Paul Ine"], [], others=["Ine"])
    text = "Pauline, pauline@x.example"
    assert found.hidden(text, instead="·") == "Pauline, ·@x.example"


def test_words_are_folded() -> None:
    assert words_of("L'Écuyer-Bélanger, Œuvre") == ("l", "ecuyer", "belanger", "oeuvre")


@given(st.text())
def test_nothing_is_left_after_hiding(text: str) -> None:
    hidden = NADIA.hidden(f"{text} Okafor {text}", instead="·")
    alone = Traces(frozenset(), NADIA.words, frozenset(), frozenset())
    assert alone.found_in(hidden) == []


@given(st.text())
def test_text_without_traces_does_not_change(text: str) -> None:
    if not NADIA.found_in(text):
        assert NADIA.hidden(text, instead="·") == text


def test_word_alone_is_veiled_where_it_is_written_as_a_name() -> None:
    found = traces_of(["Ana Blanc"], [], others=[])
    veiled = found.veiled("Livre blanc de Blanc, et ana blanc", instead="[…]")
    assert veiled == "Livre blanc de […], et […]"


def test_nobody_hidden_veils_nothing() -> None:
    assert (
        traces_of([], [], others=[]).veiled("Café, 14 h", instead="x") == "Café, 14 h"
    )


@given(st.sets(st.sampled_from(["a@x.org", "a.b@x.org", "b@x.org", "x.org/a", "@"])))
def test_addresses_filed_by_a_word_are_found_as_one_by_one(known: set[str]) -> None:
    text = "A.B@X.ORG, b@x.org; x.org/a x.org/ab ba@x.org @ a@x.org."
    alone = [traces_of([], [it], others=[]).found_in(text) for it in sorted(known)]
    every = traces_of([], known, others=[]).found_in(text)
    places = {at for some in alone for a, b in some for at in range(a, b)}
    assert {at for a, b in every for at in range(a, b)} == places
