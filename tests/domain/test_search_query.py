"""The language of searches, in French and in English."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.search_query import (
    CommonWordsError,
    EmptyFilterError,
    EmptyQueryError,
    LongQueryError,
    SearchQuery,
    read_query,
)
from reseau.domain.spans import BackwardsPeriodError
from reseau.errors import ReseauError

TODAY = date(2026, 11, 24)


def read(text: str) -> SearchQuery:
    return read_query(text, today=TODAY)


def test_words_and_phrases_are_told_apart() -> None:
    found = read('comité "droit au logement"')
    assert (found.words, found.phrases) == (("comité",), ("droit au logement",))


def test_french_quotes_make_a_phrase() -> None:
    assert read("« logement social »").phrases == ("logement social",)


def test_dash_excludes_a_word_or_a_phrase() -> None:
    assert read('logement -vert -"toits verts"').excluded == ("vert", "toits verts")


def test_dash_inside_a_word_excludes_nothing() -> None:
    assert read("porte-parole").words == ("porte-parole",)


@pytest.mark.parametrize(
    "text", ["territory:Verdun", "territoire:Verdun", "quartier:Verdun"]
)
def test_filter_has_its_names_in_both_languages(text: str) -> None:
    assert read(text).territory == "Verdun"


def test_accent_of_a_filter_may_be_typed() -> None:
    assert read('thème:"logement social"').theme == "logement social"


def test_period_includes_its_last_year() -> None:
    period = read("logement depuis:2024 until:2025").period
    assert (period.since, period.until) == (date(2024, 1, 1), date(2026, 1, 1))


def test_address_is_no_filter() -> None:
    assert read("https://example.org").words == ("https://example.org",)


@pytest.mark.parametrize("text", ["", "   ", "-vert", '""'])
def test_nothing_to_look_for_is_refused(text: str) -> None:
    with pytest.raises(EmptyQueryError):
        read(text)


@pytest.mark.parametrize("text", ["theme: logement", "parc depuis:", "Quartier:"])
def test_filter_without_a_value_is_refused(text: str) -> None:
    with pytest.raises(EmptyFilterError, match="Nothing stands after"):
        read(text)


def test_colon_of_a_sentence_is_no_filter() -> None:
    assert read("dossier: parc").words == ("dossier:", "parc")


def test_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BackwardsPeriodError, match=r"2026\.\.2025"):
        read("logement depuis:2026 jusqua:2025")


def test_words_of_every_text_are_refused_by_name() -> None:
    with pytest.raises(CommonWordsError, match="de la"):
        read("de la")


def test_long_search_is_refused() -> None:
    with pytest.raises(LongQueryError, match="200"):
        read("a" * 201)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    with suppress(ReseauError):
        read(text)
