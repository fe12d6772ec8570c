"""One box over everything, the same answer on both databases, nobody hidden in it."""

from datetime import UTC, date, datetime

import pytest

from reseau.domain.vocabulary import ActorKind, Diffusion, InteractionKind, Precision
from reseau.store.models import Interaction
from reseau.store.session import Store, open_store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.experts.search_filters import UnknownTypeError
from reseau.usecases.experts.searches import SearchResult, search
from reseau.usecases.privacy.erasing import erase_person
from tests.contents import add, meet, show_to
from tests.records import furnish
from tests.support import NewStore, Run

QUERIES = (
    "logement", "logement social", "social housing", "rencontre", "comite logement",
    "solon", "marie roy", "tremblay", "appels -mars", "theme:habitation",
    "type:personne", "territoire:rosemont", "depuis:2026 forum", "logment", "Nadi",
    '"premiere ligne"', "coordination", "salle", "verdun", "transport habitation",
)  # fmt: skip


def found(store: Store, text: str, **more: object) -> SearchResult:
    return search(store, text, lang="fr", **more)  # type: ignore[arg-type]  # Options.


def names(store: Store, text: str, **more: object) -> list[str]:
    return [it.name for it in found(store, text, **more).found]


def test_accents_and_plural_are_forgiven(store: Store) -> None:
    furnish(store)
    assert "Étienne Bélanger" in names(store, "etienne belangers")


def test_mistyped_name_is_found_and_said(store: Store) -> None:
    furnish(store)
    result = found(store, "Tremblya")
    assert result.found[0].name == "Nadia Tremblay"
    assert result.guessed[0][0] == "Tremblya"


def test_name_begun_is_found(store: Store) -> None:
    furnish(store)
    assert names(store, "Trembl")[0] == "Nadia Tremblay"


def test_english_label_finds_what_a_french_theme_was_put_on(store: Store) -> None:
    """“housing” is the theme habitation; the meeting is about logement social."""
    furnish(store)
    assert "Rencontre du comité" in names(store, "housing")


def test_other_label_finds_the_theme(store: Store) -> None:
    furnish(store)
    assert found(store, "logement").themes == ("habitation",)


def test_record_with_all_the_words_comes_first(store: Store) -> None:
    furnish(store)
    assert names(store, "comité logement")[0] == "Comité logement"


def test_name_with_some_of_the_words_gives_way_to_one_with_all(store: Store) -> None:
    furnish(store)
    assert names(store, "marie roy type:actor") == ["Marie Roy", "Marie Roy"]
    add(store, "Marie Tremblay", ActorKind.PERSON)
    assert names(store, "marie tremblay type:actor") == ["Marie Tremblay"]


def test_phrase_is_found_in_notes_and_shown_there(store: Store) -> None:
    furnish(store)
    (one,) = found(store, '"première ligne"').found
    assert (one.number, one.where) == (1, "notes")
    assert [one.excerpt[a:b] for a, b in one.excerpt_marks] == ["Première", "ligne"]


def test_excluded_word_leaves_its_record_out(store: Store) -> None:
    furnish(store)
    assert "Solon Nord" in names(store, "solon")
    assert "Solon Nord" not in names(store, "solon -nord")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("type:comité", {"committee"}),
        ("type:person", {"actor"}),
        ("type:réunion", {"interaction"}),
        ("theme:habitation", {"interaction", "actor", "theme"}),
        ("territory:rosemont", {"interaction", "actor", "committee", "territory"}),
        ("since:2026-11-01", {"interaction", "committee"}),
    ],
)
def test_filter_alone_lists_what_passes(
    store: Store, text: str, kinds: set[str]
) -> None:
    furnish(store)
    assert {it.kind for it in found(store, text).found} == kinds


def test_filters_narrow_each_other(store: Store) -> None:
    furnish(store)
    assert names(store, "type:interaction depuis:2026-11") == ["Rencontre du comité"]


def test_two_types_are_one_or_the_other(store: Store) -> None:
    furnish(store)
    add(store, "Ana Ruelle", ActorKind.PERSON)
    add(store, "Coop Ruelle", ActorKind.ORGANIZATION)
    wanted = set(names(store, "ruelle type:actor"))
    assert {"Ana Ruelle", "Coop Ruelle"} <= wanted
    for types in ("type:person type:organization", "type:person type:actor"):
        assert set(names(store, f"ruelle {types}")) == wanted


def test_unknown_type_is_refused(store: Store) -> None:
    furnish(store)
    with pytest.raises(UnknownTypeError, match="camel"):
        found(store, "type:camel")


def test_nothing_found_in_an_empty_store(store: Store) -> None:
    assert found(store, "logement").found == ()


def test_merged_actor_is_found_once_by_both_names(store: Store) -> None:
    add(store, "Ruelle verte")
    add(store, "Collectif Ruelles")
    merge_actors(store, "ruelle-verte", "collectif-ruelles")
    assert names(store, "collectif type:acteur") == ["Ruelle verte"]


def test_same_search_gives_the_same_order_on_both_databases(
    new_sqlite: NewStore, new_postgresql: NewStore
) -> None:
    answers = []
    for new in (new_sqlite, new_postgresql):
        with new() as address:
            store = open_store(address)
            furnish(store)
            answers.append([found(store, it) for it in QUERIES])
            store.dispose()
    assert answers[0] == answers[1]


def test_word_of_very_many_texts_is_looked_for_in_the_latest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        meet(store, "Solon", title=f"Ruelle {number}")
    monkeypatch.setattr("reseau.store.search.searching.MOST_POSTINGS", 2)
    assert sorted(names(store, "ruelle type:interaction")) == ["Ruelle 2", "Ruelle 3"]


def test_word_of_very_many_texts_of_other_days_may_be_one_begun(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _number in range(3):
        meet(store, "Solon", title="Vélo", on=date(2020, 5, 4))
    meet(store, "Solon", title="Vélodrome")
    monkeypatch.setattr("reseau.store.search.searching.MOST_POSTINGS", 2)
    assert names(store, "vélo since:2026") == ["Vélodrome"]


# Nobody is shown who may not be


@pytest.fixture
def secret(store: Store) -> Store:
    furnish(store)
    add(store, "Zoé Interdite", ActorKind.PERSON)
    meet(store, "Solon", "Zoé Interdite", title="Appel avec Zoé Interdite")
    show_to(store, "Zoé Interdite", Diffusion.FORBIDDEN)
    return store


def test_forbidden_person_is_not_found(secret: Store) -> None:
    assert found(secret, "Zoé Interdite").counts == {}


@pytest.mark.parametrize("typed", ["Interdi", "Interdyte", "Zoé Interdit"])
def test_forbidden_name_is_not_guessed(secret: Store, typed: str) -> None:
    result = found(secret, typed)
    assert (result.counts, result.guessed) == ({}, ())


def test_forbidden_name_is_not_guessed_for_an_expert(secret: Store, run: Run) -> None:
    answer = run("expert", "find", "Interdyte", at=secret.address)
    assert "nterdit" not in (answer.out + answer.err).replace("Interdyte", "")


def test_forbidden_name_is_masked_in_a_title(secret: Store) -> None:
    titles = names(secret, "appel type:interaction")
    assert "Appel avec […]" in titles
    assert not any("Interdite" in it for it in titles)


@pytest.mark.parametrize("title", ["Suite avec Zoé", "Rappel à interdite, vite"])
def test_one_word_of_a_forbidden_name_is_masked(secret: Store, title: str) -> None:
    meet(secret, "Solon", title=title)
    shown = names(secret, "suite rappel type:interaction")
    assert any("[…]" in it for it in shown)
    assert not any("Zoé" in it or "nterdite" in it for it in shown)


def test_one_word_of_a_forbidden_name_finds_nothing(secret: Store) -> None:
    meet(secret, "Solon", title="Suite avec Zoé")
    assert found(secret, "Zoé").counts == {}


def test_word_that_also_names_somebody_shown_is_not_masked(secret: Store) -> None:
    add(secret, "Zoé Tremblay", ActorKind.PERSON)
    meet(secret, "Solon", title="Suite avec Zoé")
    assert "Suite avec Zoé" in names(secret, "suite type:interaction")


def test_word_of_a_theme_is_not_masked(secret: Store) -> None:
    add(secret, "Jean Logement", ActorKind.PERSON)
    show_to(secret, "Jean Logement", Diffusion.FORBIDDEN)
    meet(secret, "Solon", title="Point logement avec Jean")
    assert "Point logement avec […]" in names(secret, "point type:interaction")


def test_erased_person_hides_no_word(secret: Store) -> None:
    erase_person(secret, "zoe-interdite", mentions=True)
    meet(secret, "Solon", title="Une personne effacée du bail")
    title = "Une personne effacée du bail"
    assert names(secret, "bail") == [title]
    assert title in names(secret, "personne type:interaction")


def test_merged_record_is_as_hidden_as_what_it_became(secret: Store) -> None:
    add(secret, "Z. Interdite", ActorKind.PERSON)
    merge_actors(secret, "zoe-interdite", "z-interdite")
    meet(secret, "Solon", title="Bilan avec Interdite")
    assert names(secret, "bilan type:interaction") == ["Bilan avec […]"]
    assert found(secret, "Interdite").counts == {}


def test_word_left_out_tells_nothing_of_a_forbidden_name(secret: Store) -> None:
    both = [names(secret, f"appel {it}") for it in ("-interdite", "-lavoie")]
    assert both[0] == both[1] != []


def test_group_is_not_shown_a_word_of_an_internal_name(store: Store) -> None:
    """With a capital only: “petit” is rarely Jean Petit."""
    furnish(store)
    add(store, "Jean Petit", ActorKind.PERSON)
    meet(store, "Solon", title="Un petit appel à Petit")
    shown = names(store, "appel type:interaction", shown_to=Diffusion.GROUP)
    assert "Un petit appel à […]" in shown
    assert "Un petit appel à Petit" in names(store, "appel type:interaction")


def test_namesake_of_a_forbidden_person_is_still_found(secret: Store) -> None:
    add(secret, "Zoé Tremblay", ActorKind.PERSON)
    assert names(secret, "Zoé type:person") == ["Zoé Tremblay"]


def test_notes_are_for_the_team_alone(store: Store) -> None:
    furnish(store)
    assert found(store, '"première ligne"', shown_to=Diffusion.GROUP).found == ()


def test_public_sees_no_line_of_the_log(store: Store) -> None:
    furnish(store)
    kinds = {
        it.kind for it in found(store, "solon forum", shown_to=Diffusion.PUBLIC).found
    }
    assert "interaction" not in kinds


def test_internal_person_is_not_found_for_the_group(store: Store) -> None:
    furnish(store)
    assert names(store, "Tremblay", shown_to=Diffusion.GROUP) == []


# The command


def test_command_marks_what_was_found(run: Run, store: Store) -> None:
    furnish(store)
    answer = run("find", "rencontre", at=store.address)
    assert "*Rencontre* du comité" in answer.out
    assert "#1" in answer.out


def test_command_speaks_french(run: Run, store: Store) -> None:
    furnish(store)
    answer = run("chercher", "housing", lang="fr", at=store.address)
    assert "Interactions (" in answer.out
    assert "Thème compris" in answer.err


def test_dash_may_be_typed_without_quotes(run: Run, store: Store) -> None:
    furnish(store)
    answer = run("find", "solon", "-nord", at=store.address)
    assert (answer.code, "Nord" in answer.out) == (0, False)


def test_mistyped_option_is_refused(run: Run, store: Store) -> None:
    answer = run("find", "solon", "--limt", "3", at=store.address)
    assert (answer.code, "--limt" in answer.err) == (2, True)


def test_one_letter_is_refused_with_a_sentence(run: Run, store: Store) -> None:
    assert run("find", "l", at=store.address).code == 2


def test_control_characters_are_not_printed(run: Run, store: Store) -> None:
    with store.working("log") as work:
        meet_ = Interaction(
            kind=InteractionKind.CALL, title="Ruelle \x1b[31mverte",
            held_on=date(2026, 1, 1), precision=Precision.DAY,
            added_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        work.session.add(meet_)
    assert "\x1b" not in run("find", "ruelle", at=store.address).out
