"""Assertions are kept, replaced, listed and undone; measures say when they cannot."""

from datetime import date

import pytest

from reseau.domain.vocabulary import Diffusion, Place
from reseau.errors import ConflictError, UsageError
from reseau.store.naming.finding import AmbiguousNameError, UnknownActorError
from reseau.store.past.dependents import StillUsedError
from reseau.store.session import Store
from reseau.usecases.actors.successions import When, succeed
from reseau.usecases.influence.assertion_lists import (
    AssertionFilter,
    list_influences,
    list_objectives,
    list_positions,
)
from reseau.usecases.influence.assertions import (
    NoAssertionError,
    ObjectiveExistsError,
    OnItselfError,
    Saying,
    add_objective,
    assert_influence,
    assert_position,
    remove_assertion,
)
from reseau.usecases.influence.influence_measures import (
    NoStanceError,
    TooFewActorsError,
    influence_ranking,
    mactor_report,
    opinion_forecast,
)
from reseau.usecases.influence.influence_view import (
    InfluenceQuestion,
    NothingAssertedError,
    SeveralAssessorsError,
    look,
)
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import ORGANIZATION, PERSON, add, rows_of, show_to

NADIA, LUC, EVE = (
    Saying(name, date(2026, 1, 1)) for name in ("Nadia Roy", "Luc Roy", "Ève Roy")
)
ALL = InfluenceQuestion()


@pytest.fixture
def four(store: Store) -> Store:
    for name in ("CDC", "RUI", "Ville"):
        add(store, name, ORGANIZATION)
    for name in ("Nadia Roy", "Luc Roy", "Ève Roy"):
        add(store, name, PERSON)
    return store


def say(store: Store, one: str, other: str, strength: int, by: Saying = NADIA) -> None:
    assert_influence(store, (one, other), strength=strength, saying=by)


def circle(store: Store, by: Saying = NADIA, *, strength: int = 2) -> None:
    for pair in (("CDC", "RUI"), ("RUI", "Ville"), ("Ville", "CDC")):
        say(store, *pair, strength, by)


def test_influence_is_kept_with_who_said_it_and_when(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    [found] = list_influences(four, AssertionFilter(), lang="fr")
    assert (found.source, found.target, found.strength) == ("Ville", "CDC", 3)
    assert (found.asserted_by, found.asserted_on) == ("Nadia Roy", date(2026, 1, 1))


def test_same_day_replaces_and_says_so(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    done = assert_influence(four, ("Ville", "CDC"), strength=1, saying=NADIA)
    assert "It replaces what was said on the same day: 3." in done.remarks
    assert [it["strength"] for it in rows_of(four)["influence"]] == [1]


def test_later_word_counts_and_the_former_is_kept(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    say(four, "Ville", "CDC", 1, Saying("Nadia Roy", date(2026, 6, 1)))
    listed = list_influences(four, AssertionFilter(), lang="fr")
    every = list_influences(four, AssertionFilter(former=True), lang="fr")
    assert [it.strength for it in listed] == [1]
    assert [(it.strength, it.current) for it in every] == [(1, True), (3, False)]


def test_look_at_an_earlier_day_sees_what_was_said_then(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    say(four, "Ville", "CDC", 1, Saying("Nadia Roy", date(2026, 6, 1)))
    found = look(four, InfluenceQuestion(at=date(2026, 2, 1)))
    assert found.mdi() == [[0, 0], [3, 0]]


def test_nobody_influences_itself(four: Store) -> None:
    with pytest.raises(OnItselfError):
        say(four, "CDC", "CDC", 1)


def test_unknown_actor_is_refused(four: Store) -> None:
    with pytest.raises(UnknownActorError):
        say(four, "CDC", "Personne", 1)


def test_homonym_is_refused(four: Store) -> None:
    add(four, "Nadia Roy", ORGANIZATION)
    with pytest.raises(AmbiguousNameError):
        say(four, "CDC", "RUI", 1)


def test_undo_takes_an_influence_back(four: Store) -> None:
    before = rows_of(four)
    say(four, "CDC", "RUI", 1)
    undo_operation(four, None)
    assert rows_of(four) == before


def test_undo_takes_a_position_back(four: Store) -> None:
    add_objective(four, "Geler les loyers")
    before = rows_of(four)
    assert_position(
        four, ("CDC", "geler-les-loyers"), stance=-3, priority=2, saying=NADIA
    )
    [found] = list_positions(four, AssertionFilter(actor="CDC"))
    assert (found.stance, found.priority, found.objective) == (
        -3,
        2,
        "Geler les loyers",
    )
    undo_operation(four, None)
    assert rows_of(four) == before


def test_objective_is_added_once(four: Store) -> None:
    add_objective(four, "Geler les loyers")
    with pytest.raises(ObjectiveExistsError):
        add_objective(four, "geler  les LOYERS")
    assert [it.slug for it in list_objectives(four, lang="fr")] == ["geler-les-loyers"]


def test_objective_with_positions_is_not_removed(four: Store) -> None:
    add_objective(four, "Loyers")
    assert_position(four, ("CDC", "loyers"), stance=1, saying=NADIA)
    with pytest.raises(StillUsedError):
        remove_assertion(four, 1, what="objective")


def test_influence_is_removed_by_its_number(four: Store) -> None:
    say(four, "CDC", "RUI", 1)
    remove_assertion(four, 1, what="influence")
    assert list_influences(four, AssertionFilter(), lang="fr") == []


def test_wrong_number_is_told(four: Store) -> None:
    with pytest.raises(NoAssertionError):
        remove_assertion(four, 2**40, what="position")


def test_nothing_asserted_is_told(four: Store) -> None:
    with pytest.raises(NothingAssertedError):
        look(four, ALL)


def test_person_shown_to_nobody_is_in_no_table(four: Store) -> None:
    say(four, "Luc Roy", "CDC", 3)
    say(four, "Ville", "CDC", 3)
    show_to(four, "Luc Roy", Diffusion.FORBIDDEN)
    found = look(four, ALL)
    assert ([it.name for it in found.actors], found.hidden) == (["CDC", "Ville"], 1)


def test_only_some_actors_can_be_looked_at(four: Store) -> None:
    circle(four)
    found = look(four, InfluenceQuestion(actors=["CDC", "RUI"]))
    assert ([it.name for it in found.actors], found.counted) == (["CDC", "RUI"], 1)


def test_assessor_shown_to_nobody_has_no_name(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    show_to(four, "Nadia Roy", Diffusion.FORBIDDEN)
    assert "Nadia" not in look(four, ALL).assessors[0].name


def test_place_of_a_dominant_and_of_a_dominated(four: Store) -> None:
    """By hand: I = (0, 1, 4), D = (4, 1, 0), mean 5/3."""
    say(four, "Ville", "CDC", 3)
    say(four, "Ville", "RUI", 1)
    say(four, "RUI", "CDC", 1)
    main = mactor_report(four, ALL).main
    assert main is not None
    assert main.tables.influence == [0, 1, 5]
    assert main.places == [Place.DOMINATED, Place.AUTONOMOUS, Place.DOMINANT]


def test_two_actors_have_no_place(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    main = mactor_report(four, ALL).main
    assert main is not None
    assert main.places is None


def test_two_assessors_who_differ_are_never_averaged(four: Store) -> None:
    circle(four)
    circle(four, LUC, strength=4)
    report = mactor_report(four, ALL)
    assert (report.main, len(report.cases)) == (None, 2)
    with pytest.raises(SeveralAssessorsError, match="Luc Roy, Nadia Roy"):
        influence_ranking(four, ALL)


def test_two_assessors_who_agree_stand_for_all(four: Store) -> None:
    circle(four)
    circle(four, LUC)
    assert mactor_report(four, ALL).main is not None


def test_three_assessors_are_averaged(four: Store) -> None:
    for by, strength in ((NADIA, 0), (LUC, 1), (EVE, 4)):
        circle(four, by, strength=strength)
    mean, median = (
        look(four, InfluenceQuestion(how=how)).mdi()[0][1] for how in ("mean", "median")
    )
    assert [mean, median] == pytest.approx([5 / 3, 1])


def test_assessor_of_few_pairs_is_not_set_beside_others(four: Store) -> None:
    circle(four)
    say(four, "CDC", "RUI", 1, LUC)
    report = mactor_report(four, ALL)
    assert [(it.name, n) for it, n in report.partial] == [("Luc Roy", 1)]


def test_one_assessor_can_be_chosen(four: Store) -> None:
    circle(four)
    circle(four, LUC, strength=4)
    found = look(four, InfluenceQuestion(by="Luc Roy"))
    assert found.mdi()[0][1] == 4


def test_theme_takes_narrower_ones_and_counts_the_others(four: Store) -> None:
    add_theme(four, fr="habitation", en="housing", changes=ThemeChanges())
    add_theme(
        four, fr="logement social", en="social housing",
        changes=ThemeChanges(broader="habitation"),
    )  # fmt: skip
    assert_influence(
        four, ("Ville", "CDC"), strength=2, theme="logement social", saying=NADIA
    )
    say(four, "CDC", "RUI", 1)
    found = look(four, InfluenceQuestion(theme="habitation"))
    assert (len(found.influences.values), found.other_themes) == (1, 1)


def test_ranking_needs_three_actors(four: Store) -> None:
    say(four, "Ville", "CDC", 3)
    with pytest.raises(TooFewActorsError):
        influence_ranking(four, ALL)


def test_forecast_needs_a_stance(four: Store) -> None:
    add_objective(four, "Loyers")
    circle(four)
    with pytest.raises(NoStanceError):
        opinion_forecast(four, "loyers", question=ALL, openness=0.5)


def test_forecast_moves_towards_who_is_listened_to(four: Store) -> None:
    """By hand, in a circle of equals: y1 = 2 + y3/2, y2 = y1/2, y3 = y2/2 - 2."""
    add_objective(four, "Loyers")
    circle(four)
    for who, stance in (("CDC", 4), ("RUI", 0), ("Ville", -4)):
        assert_position(four, (who, "loyers"), stance=stance, saying=NADIA)
    found = opinion_forecast(four, "loyers", question=ALL, openness=0.5)
    assert found.opinions.equilibrium == pytest.approx([8 / 7, 4 / 7, -12 / 7])


def test_one_whom_nobody_influences_keeps_its_stance(four: Store) -> None:
    add_objective(four, "Loyers")
    say(four, "CDC", "RUI", 2)
    say(four, "RUI", "Ville", 2)
    for who, stance in (("CDC", 4), ("RUI", 0), ("Ville", -4)):
        assert_position(four, (who, "loyers"), stance=stance, saying=NADIA)
    found = opinion_forecast(four, "loyers", question=ALL, openness=0.5)
    assert found.opinions.equilibrium == pytest.approx([4, 2, -1])


def test_errors_are_of_the_kind_their_code_says() -> None:
    assert OnItselfError.exit_code is UsageError.exit_code
    assert SeveralAssessorsError.exit_code is ConflictError.exit_code


# Organizations that merged


def merged(store: Store) -> InfluenceQuestion:
    """RUI and Table become Regroupement on 1 March 2026; asked as after it."""
    add(store, "Table", ORGANIZATION)
    say(store, "Ville", "RUI", 3)
    say(store, "Table", "CDC", 2)
    say(store, "RUI", "Table", 4)
    on = date(2026, 3, 1)
    succeed(store, ["RUI", "Table"], into="Regroupement", when=When(on, create=True))
    return InfluenceQuestion(at=on, follow=on)


def rated(store: Store, question: InfluenceQuestion) -> dict[tuple[str, str], float]:
    found = look(store, question)
    names = {it.key: it.name for it in found.actors}
    return {
        (names[one], names[other]): value
        for (one, other), value in found.influences.combined().items()
    }


def test_what_is_said_of_those_that_merged_stays_theirs(four: Store) -> None:
    merged(four)
    assert rated(four, InfluenceQuestion(at=date(2026, 3, 1))) == {
        ("Ville", "RUI"): 3, ("Table", "CDC"): 2, ("RUI", "Table"): 4,
    }  # fmt: skip


def test_what_is_said_of_those_that_merged_is_said_of_their_heir(four: Store) -> None:
    """That between the two, which are one now, is left out and counted."""
    question = merged(four)
    found = look(four, question)
    assert rated(four, question) == {
        ("Ville", "Regroupement"): 3, ("Regroupement", "CDC"): 2,
    }  # fmt: skip
    assert (found.followed, found.inside) == (2, 1)


def test_position_of_one_that_merged_is_of_its_heir(four: Store) -> None:
    add_objective(four, "Rouvrir le marché")
    assert_position(four, ("RUI", "Rouvrir le marché"), stance=2, saying=NADIA)
    say(four, "Ville", "CDC", 1)
    found = look(four, merged(four))
    names = {it.key: it.name for it in found.actors}
    assert {names[it]: by for (it, _), by in found.positions.values.items()} == {
        "Regroupement": {found.assessors[0].key: 2}
    }
