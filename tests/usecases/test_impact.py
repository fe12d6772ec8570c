"""Products, missions, outcomes, and the chain that ties them; counts by hand."""

from datetime import date

import pytest

from reseau.domain.dissemination import (
    ChainStep,
    Degree,
    ProductKind,
    Standing,
    Verdict,
)
from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Carrier, Diffusion, Function
from reseau.store.past.dependents import StillUsedError
from reseau.store.session import Store
from reseau.usecases.common import cycle_edits
from reseau.usecases.cycle import (
    markers,
    missions,
    needs,
    outcomes,
    products,
    strategies,
)
from reseau.usecases.cycle.impact import (
    AmbiguousRecordError,
    Followed,
    UnknownRecordError,
    WhichStepError,
    follow,
)
from reseau.usecases.cycle.impact_figures import Break, Impact, overview
from reseau.usecases.cycle.mission_cards import list_missions, mission_card
from reseau.usecases.cycle.need_lists import need_card
from reseau.usecases.cycle.outcome_cards import (
    OutcomeFilter,
    list_outcomes,
    outcome_card,
    standing,
)
from reseau.usecases.cycle.product_cards import (
    ProductFilter,
    list_products,
    product_card,
)
from reseau.usecases.privacy.erasing import erase_person
from tests import cycles
from tests.contents import add, show_to


@pytest.fixture
def chain(sqlite_store: Store) -> Store:
    cycles.chain(sqlite_store)
    return sqlite_store


@pytest.fixture
def marked(sqlite_store: Store) -> Store:
    cycles.marked(sqlite_store)
    return sqlite_store


# Products


def test_reach_is_not_counted_before_the_product(chain: Store) -> None:
    count = products.Count(3, "copies", date(2026, 3, 14))
    with pytest.raises(products.CountedBeforeError):
        products.count_reach(chain, "portrait", count=count)


def test_list_gives_the_last_count_of_each_thing(chain: Store) -> None:
    for number, what, day in (
        (40, "copies", date(2026, 4, 1)),
        (12, "présents", date(2026, 4, 2)),
        (90, "Copies", date(2026, 5, 1)),
    ):
        count = products.Count(number, what, day)
        products.count_reach(chain, "portrait", count=count)
    line = list_products(chain, ProductFilter(), lang="en")[0]
    assert line.reach == ("12 présents", "90 Copies")
    assert len(product_card(chain, "portrait", lang="en").reach) == 3


def test_same_thing_of_the_same_day_is_corrected(chain: Store) -> None:
    for number in (40, 41):
        count = products.Count(number, "copies", date(2026, 4, 1))
        products.count_reach(chain, "portrait", count=count)
    reach = product_card(chain, "portrait", lang="en").reach
    assert [it.number for it in reach] == [41]


@pytest.mark.parametrize(
    ("kind", "function"),
    [
        (ProductKind.PORTRAIT, Function.ANALYSIS),
        (ProductKind.CONFERENCE, Function.DISSEMINATION),
    ],
)
def test_function_of_a_product_is_inferred_and_says_so(
    sqlite_store: Store, kind: ProductKind, function: Function
) -> None:
    changes = products.ProductChanges()
    products.add_product(sqlite_store, "Un produit", kind=kind, changes=changes)
    cell = product_card(sqlite_store, "1", lang="en").cell
    assert (cell.function, cell.carrier) == (function, Carrier.STAFF)
    assert (cell.function_given, cell.carrier_given) == (False, False)


def test_need_that_a_product_answers_is_not_removed(chain: Store) -> None:
    with pytest.raises(StillUsedError, match="1 product that answers a need"):
        needs.remove_need(chain, "1")


def test_need_shows_the_product_that_answers_it(chain: Store) -> None:
    card = need_card(chain, "1", lang="en")
    assert [it.slug for it in card.products] == ["portrait-des-cours"]


# Missions


@pytest.fixture
def mission(marked: Store) -> Store:
    changes = missions.MissionChanges(
        hypothesis="Deux écoles ouvriraient", started_on=cycles.START
    )
    missions.add_mission(marked, "Cours ouvertes", changes=changes)
    return marked


def test_meeting_before_the_mission_does_not_test_it(mission: Store) -> None:
    with pytest.raises(missions.MeetingBeforeMissionError):
        missions.add_tests(mission, "cours", [1])


def test_mission_does_not_begin_after_its_test(mission: Store) -> None:
    missions.add_tests(mission, "cours", [2])
    changes = missions.MissionChanges(started_on=date(2026, 4, 11))
    with pytest.raises(missions.MeetingBeforeMissionError):
        missions.edit_mission(mission, "cours", changes=changes)


def test_mission_is_not_decided_before_its_last_test(mission: Store) -> None:
    missions.add_tests(mission, "cours", [3])
    with pytest.raises(missions.LostVerdictError):
        missions.decide_mission(mission, "cours", Verdict.GO, on=date(2026, 9, 19))


def test_decided_mission_takes_no_test_until_it_is_tested_again(
    mission: Store,
) -> None:
    missions.decide_mission(mission, "cours", Verdict.NO_GO)
    with pytest.raises(missions.DecidedError):
        missions.add_tests(mission, "cours", [2])
    missions.decide_mission(mission, "cours", Verdict.AGAIN)
    missions.add_tests(mission, "cours", [2], note="Il faut un concierge")
    card = mission_card(mission, "cours", lang="en")
    assert [it.note for it in card.tests] == ["Il faut un concierge"]


def test_decision_without_test_nor_lesson_says_so(mission: Store) -> None:
    done = missions.decide_mission(mission, "cours", Verdict.GO)
    assert done.remarks[0] == "No meeting tested its hypothesis."
    assert list_missions(mission, lang="en") == []
    assert len(list_missions(mission, all_=True, lang="en")) == 1


# Outcomes


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"who": ()}, outcomes.NobodyChangedError),
        ({"others": None}, outcomes.NoOtherError),
        ({"contribution": None}, cycle_edits.MissingTextError),
        ({"happened_on": date(2026, 11, 25)}, cycle_edits.NotYetError),
        ({"contributors": (cycles.SCHOOL,)}, outcomes.BothPartsError),
        (
            {"happened_on": date(2026, 2, 28), "markers": (2,)},
            outcomes.OutcomeBeforeError,
        ),
        (
            {"happened_on": date(2026, 2, 28), "strategies": ("cour",)},
            outcomes.OutcomeBeforeError,
        ),
        ({"markers": (9,)}, markers.NoMarkerError),
    ],
)
def test_outcome_that_does_not_hold_is_refused(
    marked: Store, more: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        outcomes.add_outcome(marked, "x", changes=cycles.opened(**more))
    assert list_outcomes(marked, OutcomeFilter(), lang="en") == []


def test_contributor_stands_for_what_else_helped(marked: Store) -> None:
    more = cycles.opened(others=None, contributors=(cycles.MEMBER,))
    outcomes.add_outcome(marked, "x", changes=more)
    card = outcome_card(marked, 1, lang="en")
    assert card.contributors.names == (cycles.MEMBER,)


@pytest.mark.parametrize(
    ("degrees", "found"),
    [
        ((), Standing.NOBODY),
        ((Degree.ACCEPTED,), Standing.ACCEPTED),
        ((Degree.ACCEPTED, Degree.PARTLY), Standing.PARTLY),
        ((Degree.NOT,), Standing.NOT),
        ((Degree.ACCEPTED, Degree.NOT), Standing.DISPUTED),
        ((Degree.PARTLY, Degree.NOT), Standing.DISPUTED),
    ],
)
def test_several_words_are_never_averaged(
    degrees: tuple[Degree, ...], found: Standing
) -> None:
    assert standing(degrees) is found


def test_same_one_who_says_otherwise_replaces_their_word(chain: Store) -> None:
    cycles.say(chain, Degree.NOT, by=cycles.MEMBER)
    cycles.say(chain, Degree.ACCEPTED, by=cycles.MEMBER)
    card = outcome_card(chain, 1, lang="en")
    assert [it.degree for it in card.substantiations] == [Degree.ACCEPTED]


def test_word_keeps_its_note_when_none_is_given(chain: Store) -> None:
    by = cycles.MEMBER
    for degree, note in ((Degree.ACCEPTED, "Vu sur place"), (Degree.PARTLY, None)):
        word = outcomes.Word(by=by, degree=degree, note=note)
        outcomes.substantiate(chain, 1, word=word)
    [said] = outcome_card(chain, 1, lang="en").substantiations
    assert (said.degree, said.note) == (Degree.PARTLY, "Vu sur place")


def test_outcome_whose_only_helper_was_erased_is_still_edited(marked: Store) -> None:
    more = cycles.opened(others=None, contributors=(cycles.MEMBER,))
    outcomes.add_outcome(marked, "x", changes=more)
    erase_person(marked, "nadia-tremblay", mentions=True)
    changes = outcomes.OutcomeChanges(evidence="Affiche")
    outcomes.edit_outcome(marked, 1, changes=changes)
    assert outcome_card(marked, 1, lang="en").evidence == "Affiche"
    with pytest.raises(outcomes.NoOtherError):
        outcomes.edit_outcome(
            marked, 1, changes=outcomes.OutcomeChanges(contributors=())
        )


def test_strategy_does_not_begin_after_its_outcome(chain: Store) -> None:
    outcomes.add_outcome(
        chain, "y",
        changes=cycles.opened(happened_on=date(2026, 3, 20), strategies=("cour",)),
    )  # fmt: skip
    later = strategies.StrategyChanges(started_on=date(2026, 4, 1))
    with pytest.raises(strategies.StartAfterPartError, match="outcome #2"):
        strategies.edit_strategy(chain, "cour", changes=later)


def test_word_needs_somebody(chain: Store) -> None:
    with pytest.raises(outcomes.NobodySaysError):
        outcomes.substantiate(chain, 1, word=outcomes.Word(Degree.NOT))


def test_word_of_who_changed_says_so(chain: Store) -> None:
    word = outcomes.Word(Degree.ACCEPTED, by=cycles.SCHOOL)
    done = outcomes.substantiate(chain, 1, word=word)
    assert "third party" in done.remarks[0]


def test_who_changed_and_may_be_shown_to_nobody_is_counted(marked: Store) -> None:
    add(marked, "Luc Côté", ActorKind.PERSON)
    changes = cycles.opened(who=(cycles.SCHOOL, "Luc Côté"))
    outcomes.add_outcome(marked, "x", changes=changes)
    show_to(marked, "Luc Côté", Diffusion.FORBIDDEN)
    line = list_outcomes(marked, OutcomeFilter(), lang="en")[0]
    assert (line.who, line.hidden) == ((cycles.SCHOOL,), 1)
    found = overview(marked, period=Period(), lang="en")
    assert [it.name for it in found.by_actor] == [cycles.SCHOOL]
    assert found.hidden == 1


# Following the chain


def _titles(found: Followed) -> tuple[list[str], list[str]]:
    return [it.step for it in found.before], [it.step for it in found.after]


def test_outcome_is_traced_back_to_the_signal(chain: Store) -> None:
    before, after = _titles(follow(chain, ["outcome", "1"]))
    assert before == ["signal", "need", "product", "strategy", "marker"]
    assert after == []


def test_signal_is_followed_to_its_outcome(chain: Store) -> None:
    """The strategy has four markers, of which one leads to the outcome."""
    found = follow(chain, ["signal", "1"])
    assert _titles(found) == (
        [], ["need", "product", "strategy", *["marker"] * 4, "outcome"]
    )  # fmt: skip
    assert found.missing_after == ()


def test_each_step_has_its_lines(chain: Store) -> None:
    found = follow(chain, ["outcome", "1"])
    lines = {it.step: [one.interaction for one in it.lines] for it in found.before}
    assert lines[ChainStep.STRATEGY] == [2, 3]
    assert lines[ChainStep.MARKER] == [3]


def test_what_is_missing_on_the_way_is_told(marked: Store) -> None:
    found = follow(marked, ["strategy", "cour"])
    assert found.missing_before == (
        ChainStep.SIGNAL, ChainStep.NEED, ChainStep.PRODUCT
    )  # fmt: skip
    assert found.missing_after == (ChainStep.OUTCOME,)


def test_markers_beside_do_not_lead_to_the_outcome(chain: Store) -> None:
    found = follow(chain, ["marker", "4"])
    assert found.missing_after == (ChainStep.OUTCOME,)


def test_title_alone_is_enough_when_one_has_it(chain: Store) -> None:
    assert follow(chain, ["portrait", "des", "cours"]).record.step == "product"


def test_kind_is_understood_in_both_languages(chain: Store) -> None:
    assert follow(chain, ["Retombée", "#1"]).record.step == "outcome"


def test_title_of_several_names_them(chain: Store) -> None:
    with pytest.raises(AmbiguousRecordError, match="outcome 1"):
        follow(chain, ["cour"])


@pytest.mark.parametrize("typed", [["zzz"], ["need", "9"], ["need", "zzz"]])
def test_unknown_record_is_refused(chain: Store, typed: list[str]) -> None:
    with pytest.raises(UnknownRecordError):
        follow(chain, typed)


def test_number_alone_is_of_nothing(chain: Store) -> None:
    with pytest.raises(WhichStepError):
        follow(chain, ["1"])


# The whole of it


def _look(store: Store, period: Period | None = None) -> Impact:
    return overview(store, period=period or Period(), lang="en")


def _breaks(found: Impact) -> dict[Break, list[int]]:
    return {it.where: [one.number for one in it.records] for it in found.broken}


def test_empty_store_has_nothing_to_break(sqlite_store: Store) -> None:
    found = _look(sqlite_store)
    assert all(number == 0 for _step, number in found.counts)
    assert (found.broken, found.outcomes.share) == ((), None)


def test_steps_are_counted(chain: Store) -> None:
    assert dict(_look(chain).counts) == {
        ChainStep.SIGNAL: 1, ChainStep.NEED: 1, ChainStep.PRODUCT: 1,
        ChainStep.MISSION: 0, ChainStep.STRATEGY: 1, ChainStep.MARKER: 4,
        ChainStep.OUTCOME: 1,
    }  # fmt: skip


def test_chain_breaks_where_it_does(chain: Store) -> None:
    """Marker 4 never moved; the outcome has neither evidence nor a word on it."""
    assert _breaks(_look(chain)) == {
        Break.MARKER_NEVER_MOVED: [4],
        Break.OUTCOME_WITHOUT_EVIDENCE: [1],
        Break.OUTCOME_UNSUBSTANTIATED: [1],
    }


def test_strategies_without_any_product_are_named(chain: Store) -> None:
    for name in ("Ouvrir le gymnase", "Ouvrir le toit"):
        cycles.strategy(chain, name)
    found = _breaks(_look(chain))
    assert found[Break.STRATEGY_WITHOUT_PRODUCT] == [2, 3]
    assert found[Break.STRATEGY_WITHOUT_MARKER] == [2, 3]


def test_reached_like_without_an_outcome_is_told(marked: Store) -> None:
    """Marker 1 is only expected, and marker 3 is seen in part."""
    assert _breaks(_look(marked))[Break.MARKER_WITHOUT_OUTCOME] == [2]


def test_outcomes_are_counted_by_what_is_said_of_them(chain: Store) -> None:
    """Of three: one accepted, one disputed, one of which nobody was asked."""
    for what in ("Deux", "Trois"):
        outcomes.add_outcome(chain, what, changes=cycles.opened())
    cycles.say(chain, Degree.ACCEPTED)
    for degree in (Degree.PARTLY, Degree.NOT):
        word = outcomes.Word(degree, source=degree.value)
        outcomes.substantiate(chain, 2, word=word)
    found = _look(chain).outcomes
    assert (found.harvested, found.accepted, found.disputed, found.nobody) == (
        3, 1, 1, 1
    )  # fmt: skip
    assert found.share == pytest.approx(1 / 3)


def test_actor_that_is_no_target_is_marked_so(chain: Store) -> None:
    add(chain, "Solon")
    changes = cycles.opened(who=(cycles.SCHOOL, "Solon"))
    outcomes.add_outcome(chain, "Deux", changes=changes)
    assert [(it.name, it.harvested, it.target) for it in _look(chain).by_actor] == [
        (cycles.SCHOOL, 2, True),
        ("Solon", 1, False),
    ]


def test_period_keeps_what_is_of_it(chain: Store) -> None:
    """The product is of March, the outcome of November; markers follow strategies."""
    found = _look(chain, Period(date(2026, 3, 10), date(2026, 12, 1)))
    counts = dict(found.counts)
    assert counts[ChainStep.PRODUCT] == counts[ChainStep.OUTCOME] == 1
    assert counts[ChainStep.STRATEGY] == counts[ChainStep.MARKER] == 0


def test_first_likes_are_told_in_days(chain: Store) -> None:
    found = _look(chain)
    assert (found.first_likes, found.strategies_with_likes) == ((203,), 1)


def test_order_in_which_things_were_noted_does_not_matter(chain: Store) -> None:
    """The link from product to need may be added long after."""
    changes = products.ProductChanges(needs=())
    products.edit_product(chain, "portrait", changes=changes)
    assert Break.NEED_WITHOUT_PRODUCT in _breaks(_look(chain))
    changes = products.ProductChanges(needs=("jouer soir",))
    products.edit_product(chain, "portrait", changes=changes)
    assert Break.NEED_WITHOUT_PRODUCT not in _breaks(_look(chain))


def test_strategy_of_an_outcome_is_not_removed(chain: Store) -> None:
    with pytest.raises(StillUsedError):
        strategies.remove_strategy(chain, "cour")
