"""Promises are listed, closed and postponed; the day's status names what waits."""

from datetime import date, timedelta

import pytest

from reseau.analysis.mobilizing.rhythm import usual_gap
from reseau.domain.vocabulary import ActorKind, CommitteeKind, PartnerStatus, Role
from reseau.store.session import Store
from reseau.usecases.actors.committees import (
    CommitteeChanges,
    add_committee,
    edit_committee,
)
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.log import memory
from reseau.usecases.log.follow_ups import (
    DoneAlreadyError,
    NoFollowUpError,
    finish_follow_up,
    list_follow_ups,
    move_follow_up,
)
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.status import day_status
from tests.support import Run

TODAY = date(2026, 11, 24)  # RESEAU_NOW of the tests.


def log(
    store: Store, day: date, *names: str, promise: str = "", due: date | None = None
) -> None:
    log_interaction(
        store,
        Entry(
            title="Rencontre",
            held_on=day,
            participants=[(name, Role.PARTICIPANT) for name in names],
            create=ActorKind.ORGANIZATION,
            follow_ups=[promise] if promise else [],
            due_on=due,
        ),
    )


@pytest.fixture
def promised(store: Store) -> Store:
    log(
        store,
        TODAY - timedelta(40),
        "CDC",
        promise="Envoyer le PDM",
        due=TODAY - timedelta(3),
    )
    log(
        store,
        TODAY - timedelta(20),
        "CDC",
        promise="Rappeler",
        due=TODAY + timedelta(5),
    )
    log(store, TODAY - timedelta(10), "CDC", promise="Un jour")
    return store


def test_nearest_deadline_comes_first_and_none_last(promised: Store) -> None:
    found = list_follow_ups(promised)
    assert [it.what for it in found] == ["Envoyer le PDM", "Rappeler", "Un jour"]
    assert [it.late for it in found] == [3, None, None]


def test_closed_one_leaves_the_list_and_comes_back_by_undo(promised: Store) -> None:
    finish_follow_up(promised, 1)
    assert len(list_follow_ups(promised)) == 2
    assert [it.done_on for it in list_follow_ups(promised, done=True)] == [TODAY]
    memory.undo_operation(promised, None)
    assert len(list_follow_ups(promised)) == 3


def test_closing_twice_is_refused(promised: Store) -> None:
    finish_follow_up(promised, 1)
    with pytest.raises(DoneAlreadyError):
        finish_follow_up(promised, 1)
    with pytest.raises(DoneAlreadyError):
        move_follow_up(promised, 1, due=TODAY)


def test_unknown_number_is_refused(store: Store) -> None:
    with pytest.raises(NoFollowUpError):
        finish_follow_up(store, 9)


def test_deadline_moves(promised: Store) -> None:
    move_follow_up(promised, 1, due=TODAY + timedelta(1))
    assert list_follow_ups(promised)[0].late is None


def test_status_tells_overdue_from_due_soon(promised: Store) -> None:
    found = day_status(promised)
    assert [it.what for it in found.overdue] == ["Envoyer le PDM"]
    assert [it.what for it in found.due] == ["Rappeler"]


def test_status_of_an_empty_store_has_nothing(store: Store) -> None:
    found = day_status(store)
    assert [found.overdue, found.due, found.quiet, found.loaded, found.ended] == [
        ()
    ] * 5


def test_median_gap_needs_three_days() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 31)]
    assert usual_gap(days) == 15  # Gaps of 10 and 20 days.
    assert usual_gap(days[:2]) is None


def test_partner_is_quiet_after_twice_its_gap_and_ninety_days(
    sqlite_store: Store,
) -> None:
    store = sqlite_store
    # Every 60 days, last seen 121 days ago: over 2 × 60, so quiet.
    for days in (121, 181, 241):
        log(store, TODAY - timedelta(days), "Silencieux")
    # Every 60 days, last seen 119 days ago: not yet.
    for days in (119, 179, 239):
        log(store, TODAY - timedelta(days), "Patient")
    # Every 10 days, last seen 60 days ago: under the floor of 90.
    for days in (60, 70, 80):
        log(store, TODAY - timedelta(days), "Vif")
    for name in ("Silencieux", "Patient", "Vif"):
        add_partner(store, name, status=PartnerStatus.ACTIVE, since=date(2025, 1, 1))
    assert [(it.name, it.silent, it.usual) for it in day_status(store).quiet] == [
        ("Silencieux", 121, 60)
    ]


def test_actor_asked_four_times_in_a_month_is_loaded(sqlite_store: Store) -> None:
    for days in (1, 5, 10, 29):
        log(sqlite_store, TODAY - timedelta(days), "Sollicité")
    for days in (1, 5, 30):
        log(sqlite_store, TODAY - timedelta(days), "Tranquille")
    assert [it.name for it in day_status(sqlite_store).loaded] == ["Sollicité"]


def test_usual_load_is_no_overload(sqlite_store: Store) -> None:
    for days in range(1, 390, 7):  # Every week, all year: 4 a month is usual.
        log(sqlite_store, TODAY - timedelta(days), "Régulier")
    assert not day_status(sqlite_store).loaded


def test_ended_mandate_with_open_seats_is_told(sqlite_store: Store) -> None:
    add_committee(
        sqlite_store,
        "Comité logement",
        kind=CommitteeKind.WORKING,
        changes=CommitteeChanges(),
    )
    join_committee(
        sqlite_store, "Comité logement", "Ana", seat=NewSeat(create=ActorKind.PERSON)
    )
    edit_committee(
        sqlite_store,
        "Comité logement",
        changes=CommitteeChanges(ended_on=date(2026, 6, 30)),
    )
    assert [(it.name, it.seats) for it in day_status(sqlite_store).ended] == [
        ("Comité logement", 1)
    ]


def test_commands_speak_both_languages(run: Run, promised: Store) -> None:
    english = run("status", at=promised.address)
    assert "3 days late" in english.out
    assert run("follow-up", "done", "1", at=promised.address).code == 0
    assert (
        run("suite", "reporter", "2", "2026-12-24", lang="fr", at=promised.address).code
        == 0
    )
    assert run(
        "etat", "--format", "json", lang="fr", at=promised.address
    ).out.startswith("{")
    assert run("suite", "terminer", "77", lang="fr", at=promised.address).code == 4
