"""Words are found whatever their accents, their number and their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain import phrases, terms


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("securite", "sécurité"),
        ("logement", "logements"),
        ("sociaux", "social"),
        ("aînées", "aînés"),
        ("ŒUVRE", "oeuvres"),
        ("houses", "housing"),
        ("community", "communities"),
        ("cheval", "chevaux"),
        ("communautaire", "communautaires"),
    ],
)
def test_two_spellings_share_a_term(typed: str, written: str) -> None:
    assert set(terms.terms_of(typed)) & set(terms.terms_of(written))


@pytest.mark.parametrize(("one", "other"), [("été", "être"), ("toit", "toilette")])
def test_two_words_share_none(one: str, other: str) -> None:
    assert not set(terms.terms_of(one)) & set(terms.terms_of(other))


def test_article_and_letter_are_not_indexed() -> None:
    assert (terms.terms_of("les"), terms.terms_of("l")) == ((), ())


def test_summer_is_kept() -> None:
    """PostgreSQL's French list drops it, with all summer programmes."""
    assert terms.terms_of("été")


def test_elision_is_cut() -> None:
    assert terms.sequence("l’habitation") == terms.sequence("habitation")


def test_places_do_not_count_articles() -> None:
    found, words = terms.indexed("Le droit au logement")
    assert (found["droit"], found["log"], words) == ([0], [1], 2)


def test_label_is_looked_up_without_its_plural() -> None:
    assert terms.label_words("logements sociaux") == ("logement", "social")


def test_label_is_never_looked_up_by_stem() -> None:
    """By stem, “taxes” would mean “taxi”."""
    assert terms.label_words("taxes") != terms.label_words("taxi")


@given(st.text(max_size=60))
def test_any_text_is_cut_without_a_fault(text: str) -> None:
    found, words = terms.indexed(text)
    assert all(0 <= it < words for places in found.values() for it in places)
    assert all(len(it) <= terms.LONGEST for it in found)


# Phrases


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le logement social", True),
        ("le logement vraiment social", True),
        ("le logement dit très vraiment social", False),
        ("social, le logement", False),
    ],
)
def test_phrase_allows_one_word_between(text: str, found: bool) -> None:  # noqa: FBT001
    assert bool(phrases.spans(text, [terms.sequence("logement social")])) is found


def test_marks_are_on_the_words_as_written() -> None:
    text = "Des logements sociaux"
    marks = phrases.spans(text, [terms.sequence("logement social")])
    assert [text[a:b] for a, b in marks] == ["logements", "sociaux"]


def test_name_is_masked_whatever_its_accents() -> None:
    hidden = phrases.Hidden([terms.sequence("Étienne Bélanger")])
    text = phrases.masked("Appel d’Etienne Belanger hier", hidden)
    assert text == "Appel d’[…] hier"


def test_word_of_a_name_is_masked_alone() -> None:
    hidden = phrases.Hidden(words=frozenset({"etienne"}), capitals=frozenset({"petit"}))
    text = phrases.masked("Vu étienne et Petit, au petit matin; Étiennette", hidden)
    assert text == "Vu […] et […], au petit matin; Étiennette"


_NAMES = ["Anne Roy", "Anne Roy Blanc", "Roy Anne", "Blanc Roy", "Anne de Blanc"]


@given(
    st.lists(st.sampled_from(_NAMES), unique=True),
    st.lists(st.sampled_from(["Anne", "ROY", "blanc", "de", "et", "vu", "-"])),
)
def test_names_filed_by_a_word_are_found_as_one_by_one(
    names: list[str], words: list[str]
) -> None:
    every = [terms.sequence(it) for it in names]
    text = " ".join(words)
    assert phrases.Hidden(every).spans(text) == phrases.spans(text, every)


def test_long_text_is_cut_around_what_was_found() -> None:
    text = f"{'mot ' * 60}logement {'fin ' * 60}"
    marks = phrases.spans(text, [terms.sequence("logement")])
    cut = phrases.excerpt(text, marks)
    assert "logement" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 140


def test_excerpt_of_one_long_word_keeps_its_width() -> None:
    text = "https://exemple.org/" + "a" * 300
    cut = phrases.excerpt(text, [(0, 5)], width=60)
    assert (len(cut), cut[-2:]) == (62, " …")
