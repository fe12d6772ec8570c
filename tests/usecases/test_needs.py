"""Needs are asked, validated by votes, answered, and compared between two rounds."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from reseau.domain.vocabulary import Diffusion, NeedState
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.common.spells import EndBeforeStartError
from reseau.usecases.cycle.need_lists import NeedFilter, list_needs, need_card
from reseau.usecases.cycle.need_rounds import (
    NextBeforeError,
    RoundDayError,
    SameDaysError,
    Validation,
    VotesError,
    compare_rounds,
    validate_need,
)
from reseau.usecases.cycle.needs import (
    AskedAfterRoundError,
    AskedLaterError,
    ClosedNeedError,
    NeedChanges,
    NoNeedError,
    PriorityError,
    StateByItselfError,
    ValidateBeforeError,
    add_need,
    close_need,
    edit_need,
    remove_need,
)
from reseau.usecases.cycle.signals import SignalChanges, add_signal
from reseau.usecases.log import memory
from reseau.usecases.log.interactions import NoInteractionError
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.privacy_file import write_person_file
from reseau.usecases.status import day_status
from tests.contents import rows_of, show_to
from tests.records import furnish, furnish_at
from tests.support import Run

TODAY = date(2026, 11, 24)  # RESEAU_NOW of the tests.
JANUARY, JUNE = date(2026, 1, 15), date(2026, 6, 15)


@pytest.fixture
def known(store: Store) -> Store:
    furnish(store)
    return store


def ask(
    store: Store,
    question: str,
    *,
    on: date = JANUARY,
    priority: int | None = None,
    until: date | None = None,
) -> None:
    changes = NeedChanges(asked_on=on, priority=priority, validate_by=until)
    add_need(store, question, changes=changes)


def questions(store: Store, wanted: NeedFilter | None = None) -> list[str]:
    return [it.question for it in list_needs(store, wanted or NeedFilter(), lang="fr")]


def test_need_keeps_where_it_comes_from_and_who_could_answer(known: Store) -> None:
    add_signal(known, "Avis", changes=SignalChanges())
    changes = NeedChanges(
        context="PDM", asked_by="solon", themes=["logement"], signals=["1"],
        experts={"nadia-tremblay": "Elle suit le dossier", "Étienne Bélanger": ""},
    )  # fmt: skip
    add_need(known, "Où manque-t-il de logements ?", changes=changes)
    card = need_card(known, "logements", lang="fr")
    assert (card.need.asked_by, [it.title for it in card.signals]) == (
        "Solon",
        ["Avis"],
    )
    assert [(it.name, it.reason) for it in card.could_answer] == [
        ("Nadia Tremblay", "Elle suit le dossier"),
        ("Étienne Bélanger", None),
    ]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (NeedChanges(priority=0), PriorityError),
        (NeedChanges(priority=5), PriorityError),
        (NeedChanges(asked_on=TODAY + timedelta(1)), AskedLaterError),
        (NeedChanges(validate_by=TODAY - timedelta(1)), ValidateBeforeError),
        (NeedChanges(state=NeedState.ANSWERED), StateByItselfError),
    ],
)
def test_wrong_need_is_refused(
    known: Store, changes: NeedChanges, error: type[Exception]
) -> None:
    before = rows_of(known)
    with pytest.raises(error):
        add_need(known, "Pourquoi ?", changes=changes)
    assert rows_of(known) == before


def test_unknown_need_is_said(known: Store) -> None:
    with pytest.raises(NoNeedError):
        need_card(known, "12", lang="fr")


# Validation


def test_vote_of_a_meeting_gives_priority_day_and_committee(known: Store) -> None:
    ask(known, "Pourquoi ?", priority=3, until=JUNE)
    said = Validation(meeting=1, priority=1, votes=9, voters=12, next_on=TODAY)
    validate_need(known, "1", said=said)
    card = need_card(known, "1", lang="fr")
    [held] = card.rounds
    assert (card.need.priority, card.need.validate_by) == (1, TODAY)
    assert (held.held_on, held.committee, held.votes, held.voters) == (
        date(2026, 11, 3),
        "Comité logement",
        9,
        12,
    )


def test_same_day_again_corrects_the_round(known: Store) -> None:
    ask(known, "Pourquoi ?")
    validate_need(known, "1", said=Validation(held_on=JUNE, votes=3, voters=12))
    validate_need(known, "1", said=Validation(held_on=JUNE, votes=4))
    [held] = need_card(known, "1", lang="fr").rounds
    assert (held.votes, held.voters) == (4, 12)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (Validation(votes=4, voters=3), VotesError),
        (Validation(held_on=JANUARY - timedelta(1)), RoundDayError),
        (Validation(held_on=TODAY + timedelta(1)), RoundDayError),
        (Validation(held_on=JUNE, next_on=JUNE), NextBeforeError),
        (Validation(priority=7), PriorityError),
        (Validation(meeting=99), NoInteractionError),
    ],
)
def test_wrong_validation_is_refused(
    known: Store, said: Validation, error: type[Exception]
) -> None:
    ask(known, "Pourquoi ?")
    before = rows_of(known)
    with pytest.raises(error):
        validate_need(known, "1", said=said)
    assert rows_of(known) == before


def test_need_past_its_validation_is_told(known: Store) -> None:
    """From 20 November to 24 November: 4 days late."""
    ask(known, "En retard ?", until=TODAY - timedelta(4))
    ask(known, "À temps ?", until=TODAY)
    [late] = list_needs(known, NeedFilter(due=True), lang="fr")
    assert (late.question, late.late) == ("En retard ?", 4)
    assert [it.question for it in day_status(known).needs] == ["En retard ?"]


def test_validated_need_is_late_no_more(known: Store) -> None:
    ask(known, "En retard ?", until=JUNE)
    done = validate_need(known, "1", said=Validation())
    assert questions(known, NeedFilter(due=True)) == []
    assert "--next" in done.remarks[0]


# Answers


def test_answered_need_leaves_the_list_and_is_not_late(known: Store) -> None:
    ask(known, "Pourquoi ?", until=JUNE)
    close_need(known, "1", answer="Parce que.", on=JUNE)
    assert questions(known) == questions(known, NeedFilter(due=True)) == []
    [it] = list_needs(known, NeedFilter(all=True), lang="fr")
    assert (it.state, it.answer, it.closed_on) == (
        NeedState.ANSWERED,
        "Parce que.",
        JUNE,
    )


def test_closed_need_is_open_on_an_earlier_day(known: Store) -> None:
    ask(known, "Pourquoi ?")
    close_need(known, "1", answer="", on=JUNE)
    day = JUNE - timedelta(1)
    [it] = list_needs(known, NeedFilter(at=day), lang="fr")
    assert (it.state, it.closed_on) == (NeedState.OPEN, None)


def test_closed_need_is_closed_once_and_not_validated(known: Store) -> None:
    ask(known, "Pourquoi ?")
    close_need(known, "1", answer="", dropped=True)
    with pytest.raises(ClosedNeedError):
        close_need(known, "1", answer="")
    with pytest.raises(ClosedNeedError):
        validate_need(known, "1", said=Validation())


def test_need_is_not_answered_before_it_is_asked(known: Store) -> None:
    ask(known, "Pourquoi ?")
    with pytest.raises(EndBeforeStartError):
        close_need(known, "1", answer="", on=JANUARY - timedelta(1))


def test_need_opens_again(known: Store) -> None:
    ask(known, "Pourquoi ?")
    close_need(known, "1", answer="")
    edit_need(known, "1", changes=NeedChanges(state=NeedState.IN_HAND))
    [it] = list_needs(known, NeedFilter(), lang="fr")
    assert (it.state, it.closed_on) == (NeedState.IN_HAND, None)


def test_removed_need_comes_back_with_its_rounds(known: Store) -> None:
    ask(known, "Pourquoi ?")
    validate_need(known, "1", said=Validation(priority=2))
    before = rows_of(known)
    remove_need(known, "1")
    assert rows_of(known)["need_round"] == []
    memory.undo_operation(known, None)
    assert rows_of(known) == before


# Two rounds, by hand


def test_two_rounds_are_compared(known: Store) -> None:
    for question, on, priority in (
        ("Montée", JANUARY, 3), ("Descendue", JANUARY, 1), ("Pareille", JANUARY, 2),
        ("Sans rang", JANUARY, None), ("Répondue", JANUARY, 1), ("Tombée", JANUARY, 1),
        ("Nouvelle", JUNE, 1), ("Passée", date(2026, 3, 1), 1),
    ):  # fmt: skip
        ask(known, question, on=on, priority=priority)
    for number, priority in (("1", 1), ("2", 4), ("4", 2)):
        said = Validation(held_on=JUNE, priority=priority)
        validate_need(known, number, said=said)
    close_need(known, "5", answer="", on=date(2026, 4, 1))
    close_need(known, "6", answer="", on=date(2026, 4, 1), dropped=True)
    close_need(known, "8", answer="", on=date(2026, 4, 1))
    found = compare_rounds(known, JUNE, JANUARY)
    groups = {
        name: [it.question for it in getattr(found, name)]
        for name in ("new", "answered", "dropped", "raised", "lowered", "prioritized",
                     "same", "passed")
    }  # fmt: skip
    assert groups == {
        "new": ["Nouvelle"], "answered": ["Répondue"], "dropped": ["Tombée"],
        "raised": ["Montée"], "lowered": ["Descendue"], "prioritized": ["Sans rang"],
        "same": ["Pareille"], "passed": ["Passée"],
    }  # fmt: skip


def test_vote_after_the_second_day_does_not_count(known: Store) -> None:
    ask(known, "Montée", priority=3)
    validate_need(known, "1", said=Validation(held_on=JUNE, priority=1))
    found = compare_rounds(known, JANUARY, JUNE - timedelta(1))
    assert [it.after for it in found.same] == [3]


def test_one_day_is_not_compared_with_itself(known: Store) -> None:
    with pytest.raises(SameDaysError):
        compare_rounds(known, JUNE, JUNE)


# Who may be shown


def test_who_could_answer_and_may_not_be_shown_is_counted(known: Store) -> None:
    changes = NeedChanges(experts={"nadia-tremblay": "x", "solon": "y"})
    add_need(known, "Pourquoi ?", changes=changes)
    show_to(known, "Nadia Tremblay", Diffusion.FORBIDDEN)
    card = need_card(known, "1", lang="fr")
    assert ([it.name for it in card.could_answer], card.hidden) == (["Solon"], 1)


def test_two_that_could_answer_become_one_in_a_merge(known: Store) -> None:
    changes = NeedChanges(experts={"marie-roy": "", "marie-roy-2": "Son mandat"})
    add_need(known, "Pourquoi ?", changes=changes)
    merge_actors(known, "marie-roy", "marie-roy-2")
    [it] = need_card(known, "1", lang="fr").could_answer
    assert (it.name, it.reason) == ("Marie Roy", "Son mandat")


def test_erased_person_could_answer_no_more(known: Store) -> None:
    changes = NeedChanges(
        asked_by="etienne-belanger", experts={"etienne-belanger": "Il le sait"}
    )
    add_need(known, "Que dit Étienne Bélanger ?", changes=changes)
    erase_person(known, "etienne-belanger", mentions=True)
    card = need_card(known, "1", lang="fr")
    assert (card.could_answer, card.hidden, card.need.asked_by) == ((), 0, None)
    assert "Bélanger" not in card.need.question


def test_file_of_a_person_tells_their_part(known: Store, tmp_path: Path) -> None:
    changes = NeedChanges(
        asked_by="etienne-belanger", experts={"etienne-belanger": "Il le sait"}
    )
    add_need(known, "Pourquoi ?", changes=changes)
    done = write_person_file(known, "etienne-belanger", tmp_path)
    page = done.page.read_text("utf-8")
    assert "you could answer it" in page
    assert "Il le sait" in page


# Commands


def test_need_goes_through_its_life_in_french(run: Run, address: Address) -> None:
    furnish_at(address)
    steps = (
        ("ajouter", "Où loger les aînés ?", "--contexte", "PDM", "--le", "2026-01-10",
         "--priorite", "3", "--theme", "logement", "--pourrait-repondre",
         "nadia-tremblay=Elle suit le dossier", "--valider-avant", "2026-06-01"),
        ("valider", "1", "--rencontre", "1", "--priorite", "1", "--voix", "9",
         "--votants", "12", "--prochaine", "2027-06-01"),
        ("modifier", "1", "--etat", "pris en charge"),
        ("repondre", "1", "Le portrait y répond"),
    )  # fmt: skip
    for step in steps:
        done = run("besoin", *step, at=address, lang="fr")
        assert done.code == 0, done.err
    shown = run("besoin", "montrer", "aînés loger", at=address, lang="fr")
    assert "9 voix sur 12" in shown.out
    listed = run("need", "list", "--all", "--format", "json", at=address)
    assert json.loads(listed.out)[0]["state"] == "answered"


def test_comparison_has_its_fields(run: Run, address: Address) -> None:
    furnish_at(address)
    run("need", "add", "Why?", "--on", "2026-03-01", at=address)
    done = run("need", "compare", "2026-02-01", "--format", "json", at=address)
    assert json.loads(done.out)["new"][0]["question"] == "Why?"


def test_status_tells_the_need_to_validate(run: Run, address: Address) -> None:
    furnish_at(address)
    run("need", "add", "Why?", "--on", "2026-03-01", "--validate-by", "2026-11-20",
        at=address)  # fmt: skip
    assert "#1 Why? — November 20, 2026, 4 days late" in run("status", at=address).out


def test_meeting_that_voted_is_not_removed(run: Run, address: Address) -> None:
    furnish_at(address)
    run("need", "add", "Why?", "--on", "2026-03-01", at=address)
    run("need", "validate", "1", "--meeting", "1", at=address)
    done = run("interaction", "remove", "1", "--yes", at=address)
    assert (done.code, "1 validation of a need" in done.err) == (5, True)


def test_need_is_not_asked_after_it_was_validated(known: Store) -> None:
    ask(known, "Pourquoi ?")
    validate_need(known, "1", said=Validation(held_on=JUNE, votes=3, voters=12))
    with pytest.raises(AskedAfterRoundError):
        edit_need(known, "1", changes=NeedChanges(asked_on=TODAY))
