"""Forms are read line by line, and written so that they are read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.form import (
    MANY,
    WORDS,
    Form,
    guidance,
    read_form,
    with_problems,
    with_value,
    written,
)


def test_fields_and_notes_are_told_apart() -> None:
    form, problems = read_form("title: Suivi\ndate : hier\n::\nUn: deux\n\nTrois\n")
    assert problems == []
    assert form == Form(title="Suivi", date="hier", notes="Un: deux\n\nTrois")


@pytest.mark.parametrize(
    "text", ["with: A; B", "with: A\nwith: B", "avec: A ;B;", "AVEC : A\nwith: B"]
)
def test_several_actors_are_on_one_line_or_more(text: str) -> None:
    assert read_form(text)[0].participants == ("A", "B")


def test_accents_of_a_field_do_not_matter() -> None:
    assert read_form("theme: a\nthème: b")[0].themes == ("a", "b")


def test_empty_fields_and_comments_are_left_out() -> None:
    assert read_form("#! Remplir\ntitle:\ndate: \n\n::\n#! fin\n") == (Form(), [])


def test_comment_marks_of_text_editors_are_notes() -> None:
    assert read_form("::\n# Titre")[0].notes == "# Titre"


def test_every_wrong_line_is_told() -> None:
    _form, problems = read_form("titel: Suivi\nBonjour\ndate: hier\ndate: lundi\n")
    assert problems == [
        "Line 1, “titel: Suivi”: no such field. Is it “title:”?",
        "Line 2, “Bonjour”: no such field. Notes go below the line “::”.",
        "“date:” stands twice: give it once.",
    ]


def test_line_numbers_count_the_comments() -> None:
    assert "Line 2" in read_form("#! Remplir\nBonjour")[1][0]


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_blank_form_holds_nothing(lang: i18n.Language) -> None:
    i18n.use(lang)
    assert read_form(written(Form(), comments=guidance())) == (Form(), [])


def test_problems_take_the_place_of_the_former_ones() -> None:
    once = with_problems("title: Suivi\n", ["Un"])
    assert with_problems(once, ["Deux"]) == "#!! Deux\ntitle: Suivi\n"


_texts = st.text("abcé :=#@'", max_size=12).map(lambda it: " ".join(it.split()))
_notes = st.text("abcé :#\n", max_size=30).map(
    lambda it: "\n".join(line.rstrip() for line in it.split("\n")).strip()
)


@given(st.data(), st.sampled_from(i18n.LANGUAGES))
def test_written_form_is_read_as_it_was(
    data: st.DataObject, lang: i18n.Language
) -> None:
    i18n.use(lang)
    form = Form(notes=data.draw(_notes))
    for name in WORDS:
        several = st.lists(_texts.filter(bool), max_size=3)
        value = tuple(data.draw(several)) if name in MANY else data.draw(_texts)
        form = with_value(form, name, value)
    assert read_form(written(form)) == (form, [])
