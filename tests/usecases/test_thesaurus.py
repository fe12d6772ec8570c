"""The thesaurus: two themes in one, files of others, words that the team uses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.learning import Tagged, learned_words
from reseau.exchange.thesauri.skos import UnknownThesaurusError
from reseau.exchange.thesauri.thesauri import NoLabelColumnError, ThesaurusError
from reseau.store.session import Store
from reseau.usecases.experts.searches import search
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.vocabulary.theme_exchange import (
    LabelsTakenError,
    export_thesaurus,
    import_thesaurus,
)
from reseau.usecases.vocabulary.theme_lists import ThemeCard, theme_card
from reseau.usecases.vocabulary.theme_tending import (
    SameThemeError,
    merge_themes,
    proposals,
)
from reseau.usecases.vocabulary.themes import (
    NotALabelError,
    ThemeChanges,
    add_theme,
    edit_theme,
)
from tests.contents import fill_every_table, rows_of
from tests.records import furnish
from tests.support import Run
from tests.usecases.test_experts import met

HEAD = "id;pref_fr;pref_en;alt_fr;alt_en;caches;plus_large;lie;note;exact_match\n"
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://example.org/t/> .
t:eau a skos:Concept ; skos:prefLabel "eau"@fr-CA, "water"@en ;
  skos:altLabel "aqueduc"@fr ; skos:related t:rue ; skos:scopeNote "Du robinet."@fr .
t:rue a skos:Concept ; skos:prefLabel "rue"@fr ; skos:broader t:eau .
"""


def card(store: Store, theme: str) -> ThemeCard:
    return theme_card(store, theme, lang="fr")


def file(folder: Path, text: str, name: str = "t.csv") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


# Two themes in one


def test_merged_theme_gives_its_labels_and_its_lines(store: Store) -> None:
    furnish(store)
    merge_themes(store, "transport", "logement-social")
    kept = card(store, "transport")
    assert (kept.other_fr, kept.interactions.total) == (("logement social",), 1)


def test_narrower_themes_follow(store: Store) -> None:
    furnish(store)
    merge_themes(store, "transport", "habitation")
    assert card(store, "transport").narrower == ("logement social",)


def test_theme_merged_with_the_one_above_takes_its_place(store: Store) -> None:
    furnish(store)
    merge_themes(store, "logement-social", "habitation")
    assert card(store, "logement-social").broader is None


def test_line_that_has_both_keeps_one(store: Store) -> None:
    furnish(store)
    met(store, "Solon", theme="transport")
    with store.working("both") as work:
        from reseau.store.models import InteractionTheme  # noqa: PLC0415
        from reseau.store.naming import finding  # noqa: PLC0415

        theme = finding.theme_named(work.session, "habitation")
        work.session.add(InteractionTheme(interaction_key=4, theme_key=theme.key))
    merge_themes(store, "transport", "habitation")
    assert card(store, "transport").interactions.total == 1


def test_merged_themes_are_undone_row_for_row(store: Store) -> None:
    fill_every_table(store)
    before = rows_of(store)
    merge_themes(store, "transport", "habitation")
    undo_operation(store, None)
    assert rows_of(store) == before


def test_theme_is_not_merged_with_itself(store: Store) -> None:
    furnish(store)
    with pytest.raises(SameThemeError):
        merge_themes(store, "transport", "transport")


# Changing one


def test_related_themes_are_replaced(store: Store) -> None:
    furnish(store)
    edit_theme(store, "transport", changes=ThemeChanges(related=["logement social"]))
    assert card(store, "transport").related == ("logement social",)
    assert card(store, "habitation").related == ()


def test_hidden_label_is_understood_and_not_shown(store: Store) -> None:
    furnish(store)
    edit_theme(store, "transport", changes=ThemeChanges(hidden=[("fr", "STM")]))
    assert search(store, "stm", lang="fr").themes == ("transport",)
    assert "STM" not in card(store, "transport").other_fr


def test_other_label_is_taken_off(store: Store) -> None:
    furnish(store)
    edit_theme(store, "habitation", changes=ThemeChanges(dropped=["Logement"]))
    assert card(store, "habitation").other_fr == ()


def test_preferred_label_is_not_taken_off(store: Store) -> None:
    furnish(store)
    with pytest.raises(NotALabelError):
        edit_theme(store, "habitation", changes=ThemeChanges(dropped=["habitation"]))


def test_new_theme_may_be_related(store: Store) -> None:
    furnish(store)
    add_theme(store, "vélo", "cycling", changes=ThemeChanges(related=["transport"]))
    assert card(store, "velo").related == ("transport",)


# Files


def test_table_adds_themes_under_each_other(store: Store, tmp_path: Path) -> None:
    text = f"{HEAD}a;eau;water;aqueduc|égout;;H2O;;;;\nb;pluie;rain;;;;a;;;\n"
    import_thesaurus(store, file(tmp_path, text))
    assert (card(store, "eau").other_fr, card(store, "rain").broader) == (
        ("aqueduc", "égout"), "eau",
    )  # fmt: skip


def test_known_theme_gets_what_it_did_not_say(store: Store, tmp_path: Path) -> None:
    furnish(store)
    text = f"{HEAD}x;Logement;housing;toit;;;;;Une note;https://example.org/1\n"
    import_thesaurus(store, file(tmp_path, text))
    found = card(store, "habitation")
    assert (found.fr, found.note, "toit" in found.other_fr) == (
        "habitation", "Une note", True,
    )  # fmt: skip


def test_second_import_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = file(tmp_path, f"{HEAD}a;eau;water;;;;;b;;\nb;pluie;rain;;;;a;;;\n")
    import_thesaurus(store, path)
    assert import_thesaurus(store, path).operation is None


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a;eau;water;;;;;;;\nb;Eau;rain;;;;;;;\n", "a, b: the same label"),
        ("a;eau;water;;;;b;;;\nb;pluie;rain;;;;a;;;\n", "a < b < a: a loop"),
        ("a;eau;water;;;;z;;;\n", "a: broader z is missing"),
        ("a;eau;water;;;;;;;\na;pluie;rain;;;;;;;\n", "a: twice"),
        ("a;;;;;;;;;\n", "a: no preferred label"),
    ],
)
def test_table_that_does_not_hold_together_is_refused(
    store: Store, tmp_path: Path, rows: str, told: str
) -> None:
    with pytest.raises(ThesaurusError, match=told):
        import_thesaurus(store, file(tmp_path, HEAD + rows))


def test_table_without_labels_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NoLabelColumnError):
        import_thesaurus(store, file(tmp_path, "nom;code\na;b\n"))


def test_theme_with_labels_of_two_here_is_refused(store: Store, tmp_path: Path) -> None:
    furnish(store)
    text = f"{HEAD}x;habitation;transport;;;;;;;\n"
    with pytest.raises(LabelsTakenError, match=r"habitation.*transport"):
        import_thesaurus(store, file(tmp_path, text))


def test_canadian_french_counts_as_french(store: Store, tmp_path: Path) -> None:
    import_thesaurus(store, file(tmp_path, TURTLE, "t.ttl"))
    found = card(store, "eau")
    assert (found.fr, found.en, found.other_fr) == ("eau", "water", ("aqueduc",))
    assert found.exact_match == "https://example.org/t/eau"


def test_concept_without_english_is_shown_by_its_french(
    store: Store, tmp_path: Path
) -> None:
    import_thesaurus(store, file(tmp_path, TURTLE, "t.ttl"))
    assert (card(store, "rue").en, card(store, "rue").broader) == ("rue", "eau")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            TURTLE.replace('"eau"@fr-CA', '"eau"@fr-CA, "eaux"@fr'),
            "eau: prefLabel@fr",
        ),
        (TURTLE.replace("broader t:eau", "narrower t:egout"), "rue: narrower"),
        ("not turtle at all", "line 1 does not read as Turtle"),
        ("@prefix t: <https://example.org/> . t:a t:b t:c .", "no concept"),
    ],
)
def test_skos_that_does_not_hold_together_is_refused(
    store: Store, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ThesaurusError, match=told):
        import_thesaurus(store, file(tmp_path, text, "t.ttl"))


def test_entities_are_refused_before_anything_is_parsed(
    store: Store, tmp_path: Path
) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><rdf:RDF/>'
    with pytest.raises(ThesaurusError, match="DOCTYPE"):
        import_thesaurus(store, file(tmp_path, bomb, "t.rdf"))


def test_context_on_the_network_is_refused(store: Store, tmp_path: Path) -> None:
    text = '{"@context": "https://example.org/c.jsonld", "@id": "a"}'
    with pytest.raises(ThesaurusError, match="context"):
        import_thesaurus(store, file(tmp_path, text, "t.jsonld"))


def test_unknown_ending_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownThesaurusError):
        import_thesaurus(store, file(tmp_path, "x", "t.docx"))


@pytest.mark.parametrize("ending", ["csv", "ttl", "rdf", "jsonld"])
def test_exported_thesaurus_comes_back_the_same(
    store: Store, tmp_path: Path, ending: str
) -> None:
    furnish(store)
    out = str(tmp_path / f"t.{ending}")
    assert export_thesaurus(store, out) == 3
    assert import_thesaurus(store, out).operation is None


# Words learned


def test_word_of_the_team_is_proposed_and_not_added(store: Store) -> None:
    furnish(store)
    for ago in range(4):
        met(store, "Solon", "Solon Nord", theme="transport", title="Piste", ago=ago)
        met(store, "Solon", theme="", title="Café", ago=ago)
    before = rows_of(store)
    assert [(it.slug, it.word) for it in proposals(store, lang="fr")] == [
        ("transport", "piste")
    ]
    assert rows_of(store) == before


def test_word_of_one_actor_alone_is_not_proposed(store: Store) -> None:
    furnish(store)
    for ago in range(4):
        met(store, "Solon", theme="transport", title="Piste", ago=ago)
    assert proposals(store, lang="fr") == []


def test_log_likelihood_by_hand() -> None:
    """2 of 2 against 0 of 2: 2 × 2 ln(2 / (2 × 2/4)) = 4 ln 2 = 2.77, too little;
    4 of 4 against 0 of 4: 8 ln 2 = 5.545."""

    def texts(word: str, count: int) -> list[Tagged]:
        return [Tagged(word, frozenset({str(it)})) for it in range(count)]

    assert learned_words(texts("piste", 2), texts("café", 2)) == []
    (found,) = learned_words(texts("piste", 4), texts("café", 4))
    assert (found.word, found.score) == ("piste", 5.545)


def test_word_of_one_text_is_not_learned_however_many_were_there() -> None:
    one = [Tagged("piste", frozenset("abcdef"))]
    others = [Tagged("café", frozenset("a"))] * 20
    assert learned_words(one, others) == []
    assert [it.word for it in learned_words(one * 2, others)] == ["piste"]


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_texts_are_learned_from(texts: list[str]) -> None:
    tagged = [Tagged(it, frozenset({"a", "b"})) for it in texts]
    assert learned_words(tagged, []) == []
    for it in learned_words(tagged, [Tagged("autre", frozenset())] * 3):
        assert it.texts <= len(texts)


# The commands


def test_command_merges_in_french(store: Store, run: Run) -> None:
    furnish(store)
    answer = run(
        "theme", "fusionner", "transport", "habitation", "--oui", lang="fr",
        at=store.address,
    )  # fmt: skip
    assert (answer.code, "réunit" in answer.out) == (0, True)


def test_command_shows_a_part_of_the_tree(store: Store, run: Run) -> None:
    furnish(store)
    out = run("theme", "tree", "habitation", at=store.address).out
    assert ("social housing" in out, "transport" in out) == (True, False)


def test_refused_file_is_told_with_its_faults(
    store: Store, run: Run, tmp_path: Path
) -> None:
    path = file(tmp_path, f"{HEAD}a;eau;water;;;;z;;;\n")
    answer = run("theme", "importer", path, lang="fr", at=store.address)
    assert (answer.code, "a: broader z is missing" in answer.err) == (2, True)
