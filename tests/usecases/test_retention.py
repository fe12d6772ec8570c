"""How long data are kept: what is due, what applying the rules removes for good."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.retention import HABITS, DataKind, Fate, months_before
from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    ContactKind,
    Nature,
    Purpose,
    RequestAnswer,
    RequestKind,
    Role,
)
from reseau.errors import ExitCode
from reseau.store.models import Actor, ContactField, Erasure
from reseau.store.past.reversal import ForgottenError
from reseau.store.place.address import Address, address_of
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.consents import Statement, state_consent
from reseau.usecases.cycle.needs import NeedChanges, add_need
from reseau.usecases.cycle.signals import SignalChanges, add_signal
from reseau.usecases.exchanging.whole_store import export_store
from reseau.usecases.governance.spokespersons import SpeakingChanges, add_spokesperson
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.privacy.incidents import (
    IncidentEntries,
    add_incident,
    list_incidents,
)
from reseau.usecases.privacy.privacy_requests import (
    Answered,
    add_request,
    answer_request,
)
from reseau.usecases.privacy.privacy_status import name_responsible, privacy_status
from reseau.usecases.privacy.retaining import UnsupervisedError, apply_rules
from reseau.usecases.privacy.retention import (
    FateError,
    MonthsError,
    NoRuleError,
    list_rules,
    list_runs,
    plan,
    remove_rule,
    set_rule,
)
from reseau.usecases.safekeeping.restoring import restore_store
from reseau.usecases.safekeeping.safekeeping import back_up, check
from tests.contents import meet, operations, rows_of
from tests.support import NewStore, Run

# The clock of the tests says the 24th of November 2026.
OLD = date(2021, 3, 10)
RECENT = date(2026, 10, 1)
ZOE = "zoe-quenneville"


@pytest.fixture
def aged(store: Store) -> Store:
    """Give a store where Zoé was last met in 2021, and Ana this autumn."""
    meet(store, "Zoé Quenneville", "Ana Bell", on=OLD, create=ActorKind.PERSON)
    meet(store, "Ana Bell", "Bob Cole", on=RECENT, create=ActorKind.PERSON)
    with store.working("test") as work:
        for actor in rows_of_people(work.session):
            actor.added_at = actor.added_at.replace(year=2020)
    return store


def rows_of_people(session: Session) -> list[Actor]:
    return list(session.scalars(select(Actor)))


def due(store: Store, kind: DataKind) -> list[str]:
    return [it.said for found in plan(store, only=kind) for it in found.lines]


# Rules


def test_every_kind_is_listed_with_what_is_usual(store: Store) -> None:
    found = {it.kind: (it.months, it.usual) for it in list_rules(store)}
    assert found["departure"] == (None, 24)
    assert list(found) == [it.value for it in HABITS]


def test_rule_replaces_the_one_there_was(store: Store) -> None:
    set_rule(store, DataKind.NOTES, months=12, purpose="suivi")
    set_rule(store, DataKind.NOTES, months=24)
    [found] = [it for it in list_rules(store) if it.months is not None]
    assert (found.months, found.purpose) == (24, "suivi")


def test_rule_shorter_than_what_is_required_is_told(store: Store) -> None:
    done = set_rule(store, DataKind.INCIDENT, months=12)
    assert done.remarks == (
        "It has to be kept 60 months at least: nothing is removed before.",
    )


def test_incident_is_kept_five_years_whatever_the_rule_says(store: Store) -> None:
    entries = IncidentEntries("Vol", "noms", known_on=date(2022, 1, 5))
    add_incident(store, entries)
    set_rule(store, DataKind.INCIDENT, months=1)
    apply_rules(store)
    assert len(list_incidents(store)) == 1


@pytest.mark.parametrize("months", [0, -3, 1201])
def test_months_out_of_reason_are_refused(store: Store, months: int) -> None:
    with pytest.raises(MonthsError):
        set_rule(store, DataKind.NOTES, months=months)


def test_only_interactions_are_anonymized(store: Store) -> None:
    with pytest.raises(FateError):
        set_rule(store, DataKind.PERSON, fate=Fate.ANONYMIZE)


def test_nothing_is_due_without_a_rule(store: Store) -> None:
    with pytest.raises(NoRuleError):
        plan(store)
    with pytest.raises(NoRuleError):
        remove_rule(store, DataKind.NOTES)


def test_months_before_the_end_of_a_month() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2024, 2, 29), 12) == date(2023, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
    assert months_before(date(5, 1, 1), 600) == date.min


# People


def test_person_is_due_once_nothing_is_known_of_them_for_long(aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    assert due(aged, DataKind.PERSON) == ["Zoé Quenneville"]


def test_person_who_agreed_to_be_remembered_is_not_due(aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    said = Statement(
        Purpose.MEMORY, ConsentState.GIVEN, date(2021, 1, 1), date(2028, 1, 1)
    )
    state_consent(aged, "zoe-quenneville", said)
    assert due(aged, DataKind.PERSON) == []


def test_person_who_waits_for_an_answer_is_not_due(aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    add_request(aged, RequestKind.ACCESS, "zoe-quenneville", received_on=OLD)
    assert due(aged, DataKind.PERSON) == []


def test_person_who_brings_asks_pledges_or_speaks_is_not_due(aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    acts: tuple[Callable[[], object], ...] = (
        lambda: add_signal(aged, "Avis", changes=SignalChanges(brought_by=ZOE)),
        lambda: add_need(aged, "Où ?", changes=NeedChanges(asked_by=ZOE)),
        lambda: add_spokesperson(aged, ZOE, changes=SpeakingChanges()),
    )
    for act in acts:
        assert due(aged, DataKind.PERSON) == ["Zoé Quenneville"]
        act()
        assert due(aged, DataKind.PERSON) == []
        undo_operation(aged, None)


def test_person_whose_time_has_come_is_erased(aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    before = len(rows_of(aged)["participation"])
    apply_rules(aged)
    content = json.dumps(rows_of(aged), ensure_ascii=False)
    assert "Quenneville" not in content
    assert len(rows_of(aged)["participation"]) == before
    with aged.reading() as session:
        [erased] = session.scalars(select(Erasure)).all()
        assert erased.reason == "retention"
    assert due(aged, DataKind.PERSON) == []


def test_homonym_of_a_person_whose_time_has_come_keeps_their_name(aged: Store) -> None:
    add_actor(
        aged, "Zoé Quenneville", kind=ActorKind.PERSON, apart="fille",
        changes=ActorChanges(),
    )  # fmt: skip
    set_rule(aged, DataKind.PERSON, months=36)
    apply_rules(aged)
    names = [it["name"] for it in rows_of(aged)["actor"]]
    assert names.count("Zoé Quenneville") == 1


def test_personal_contact_of_an_idle_person_goes_and_the_office_stays(
    aged: Store,
) -> None:
    with aged.working("test") as work:
        [zoe] = [it for it in rows_of_people(work.session) if it.slug.startswith("zoe")]
        for nature, value in (
            (Nature.PERSONAL, "zoe@maison.example"),
            (Nature.PROFESSIONAL, "zoe@bureau.example"),
        ):
            zoe.contacts.append(
                ContactField(
                    kind=ContactKind.EMAIL, value=value, nature=nature,
                    origin=zoe.origin,
                )
            )  # fmt: skip
    set_rule(aged, DataKind.PERSONAL_CONTACT, months=24)
    apply_rules(aged)
    assert [it["value"] for it in rows_of(aged)["contact_field"]] == [
        "zoe@bureau.example"
    ]


# Notes, interactions, history


def noted(store: Store) -> int:
    entry = Entry(
        title="Dîner", held_on=OLD, notes="Secret de cuisine",
        participants=[("Ana Bell", Role.PARTICIPANT)], create=ActorKind.PERSON,
    )  # fmt: skip
    return log_interaction(store, entry).operation or 0


def test_notes_go_and_the_meeting_stays(aged: Store) -> None:
    noted(aged)
    set_rule(aged, DataKind.NOTES, months=24)
    before = len(rows_of(aged)["interaction"])
    apply_rules(aged)
    assert len(rows_of(aged)["interaction"]) == before
    assert "Secret" not in json.dumps(rows_of(aged), ensure_ascii=False)


def test_no_undo_brings_removed_notes_back(aged: Store) -> None:
    number = noted(aged)
    set_rule(aged, DataKind.NOTES, months=24)
    apply_rules(aged)
    undo_operation(aged, number)
    assert "Secret" not in json.dumps(rows_of(aged), ensure_ascii=False)


def test_interaction_goes_whole_and_its_operation_cannot_be_undone(aged: Store) -> None:
    number = noted(aged)
    set_rule(aged, DataKind.INTERACTION, months=60)
    apply_rules(aged)
    assert [it["held_on"] for it in rows_of(aged)["interaction"]] == [str(RECENT)]
    with pytest.raises(ForgottenError):
        undo_operation(aged, number)


def test_interaction_with_a_promise_to_keep_is_not_due(store: Store) -> None:
    entry = Entry(
        title="Dîner", held_on=OLD, participants=[("Ana Bell", Role.PARTICIPANT)],
        create=ActorKind.PERSON, follow_ups=["Rappeler"],
    )  # fmt: skip
    log_interaction(store, entry)
    set_rule(store, DataKind.INTERACTION, months=60)
    assert due(store, DataKind.INTERACTION) == []


def test_history_forgets_what_old_operations_wrote(
    aged: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rule(aged, DataKind.HISTORY, months=24)
    before = operations(aged)
    monkeypatch.setenv("RESEAU_NOW", "2029-11-24T15:00:00+00:00")
    apply_rules(aged)
    assert operations(aged) == before
    with pytest.raises(ForgottenError):
        undo_operation(aged, 1)
    assert due(aged, DataKind.HISTORY) == []


def test_anonymizing_wants_somebody_in_charge(aged: Store) -> None:
    set_rule(aged, DataKind.INTERACTION, months=60, fate=Fate.ANONYMIZE)
    with pytest.raises(UnsupervisedError):
        apply_rules(aged)
    assert len(rows_of(aged)["interaction"]) == 2


def test_anonymizing_keeps_counts_of_five_and_more_only(store: Store) -> None:
    names = [f"Personne {it}" for it in "ABCDE"]
    for day in range(1, 6):
        meet(store, *names, on=date(2019, 5, day), create=ActorKind.PERSON)
    for day in range(1, 5):
        meet(store, *names, on=date(2020, 5, day), create=ActorKind.PERSON)
    name_responsible(store, "Ana Bell")
    set_rule(store, DataKind.INTERACTION, months=60, fate=Fate.ANONYMIZE)
    apply_rules(store)
    [run] = list_runs(store)
    assert json.loads(run.figures) == [
        {
            "year": 2019, "kind": "meeting", "interactions": 5, "actors": 5,
            "presences": 25,
        }
    ]  # fmt: skip
    assert (run.count, rows_of(store)["interaction"]) == (9, [])


# Registers


def test_answered_request_goes_after_its_time(store: Store) -> None:
    number = int(
        add_request(store, RequestKind.ACCESS, "Inconnue", received_on=OLD).slug
    )
    answer_request(store, number, Answered(RequestAnswer.GRANTED, OLD))
    add_request(store, RequestKind.ACCESS, "Autre", received_on=OLD)
    set_rule(store, DataKind.REQUEST, months=36)
    apply_rules(store)
    assert [it["requester"] for it in rows_of(store)["privacy_request"]] == ["Autre"]


def test_what_left_is_known_for_two_years(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rule(store, DataKind.DEPARTURE)
    export_store(store, tmp_path / "a.json")
    monkeypatch.setenv("RESEAU_NOW", "2028-11-24T15:00:00+00:00")
    apply_rules(store)
    assert len(rows_of(store)["departure"]) == 1
    monkeypatch.setenv("RESEAU_NOW", "2028-11-26T15:00:00+00:00")
    apply_rules(store)
    assert rows_of(store)["departure"] == []


# Applying


def test_dry_run_changes_nothing(aged: Store) -> None:
    for kind in (DataKind.PERSON, DataKind.INTERACTION, DataKind.NOTES):
        set_rule(aged, kind, months=24)
    before = rows_of(aged)
    [people, interactions, _notes] = apply_rules(aged, dry_run=True)
    assert (len(people.lines), len(interactions.lines)) == (1, 1)
    assert rows_of(aged) == before
    assert list_runs(aged) == []


def test_only_one_kind_is_applied(aged: Store) -> None:
    for kind in (DataKind.PERSON, DataKind.INTERACTION):
        set_rule(aged, kind, months=24)
    apply_rules(aged, only=DataKind.INTERACTION)
    assert [it.kind for it in list_runs(aged)] == ["interaction"]
    assert due(aged, DataKind.PERSON) == ["Zoé Quenneville"]


def test_store_holds_together_after_the_rules_are_applied(aged: Store) -> None:
    for kind in HABITS:
        set_rule(aged, kind, months=1)
    before = {it.damage for it in check(aged.address).findings}
    apply_rules(aged)
    assert {it.damage for it in check(aged.address).findings} <= before


def test_backup_put_back_is_brought_to_the_rules_again(aged: Store) -> None:
    noted(aged)
    set_rule(aged, DataKind.NOTES, months=24)
    set_rule(aged, DataKind.PERSON, months=36)
    backup = back_up(aged.address).path
    apply_rules(aged)
    aged.dispose()
    done = restore_store(aged.address, backup)
    assert (done.erased, done.retained) == (1, 1)
    again = open_store(aged.address)
    content = json.dumps(rows_of(again), ensure_ascii=False)
    again.dispose()
    assert [it for it in ("Secret", "Quenneville") if it in content] == []


def apply_in_one_then_restore_the_other(one: Address, other: Address) -> int:
    ruled, apart = open_store(one), open_store(other)
    for it in (ruled, apart):
        noted(it)
    set_rule(ruled, DataKind.NOTES, months=24)
    apply_rules(ruled)
    backup = back_up(other).path
    ruled.dispose()
    apart.dispose()
    return restore_store(other, backup).retained


def test_rules_of_one_store_are_not_applied_to_another_beside_it(
    sqlite_address: Address, sqlite_template: Path, tmp_path: Path
) -> None:
    beside = shutil.copy(sqlite_template, tmp_path / "beside.sqlite")
    assert (
        apply_in_one_then_restore_the_other(sqlite_address, address_of(str(beside)))
        == 0
    )


@pytest.mark.postgresql
def test_rules_of_one_store_of_a_server_are_not_applied_to_another(
    new_postgresql: NewStore,
) -> None:
    with new_postgresql() as one, new_postgresql() as other:
        assert apply_in_one_then_restore_the_other(one, other) == 0


def test_figures_are_counted_again_in_a_backup_put_back(store: Store) -> None:
    for day in range(1, 6):
        meet(store, *"ABCDE", on=date(2019, 5, day), create=ActorKind.PERSON)
    name_responsible(store, "Ana Bell")
    set_rule(store, DataKind.INTERACTION, months=60, fate=Fate.ANONYMIZE)
    backup = back_up(store.address).path
    apply_rules(store)
    [before] = list_runs(store)
    store.dispose()
    restore_store(store.address, backup)
    again = open_store(store.address)
    [run] = list_runs(again)
    again.dispose()
    assert (run.fate, run.figures, run.count) == (before.fate, before.figures, 5)


def test_no_byte_of_the_file_has_what_was_removed(sqlite_store: Store) -> None:
    noted(sqlite_store)
    set_rule(sqlite_store, DataKind.NOTES, months=24)
    apply_rules(sqlite_store)
    folder = Path(str(sqlite_store.address.file)).parent
    assert not [
        it for it in folder.glob("store.sqlite*") if b"cuisine" in it.read_bytes()
    ]


# Commands


def test_status_says_what_is_due(aged: Store) -> None:
    assert privacy_status(aged).rules == 0
    set_rule(aged, DataKind.PERSON, months=36)
    assert (privacy_status(aged).rules, privacy_status(aged).due) == (1, 1)


def test_commands_in_french(run: Run, aged: Store) -> None:
    at = aged.address
    typed = ("vie-privee", "conservation")
    assert run(*typed, "fixer", "tout", lang="fr", at=at).code == 0
    planned = run(*typed, "planifier", lang="fr", at=at)
    assert "personnes sans activité\N{NO-BREAK SPACE}: 1 à effacer" in planned.out
    refused = run(*typed, "appliquer", lang="fr", at=at)
    assert refused.code == ExitCode.USAGE
    done = run(*typed, "appliquer", "--oui", lang="fr", at=at)
    assert "personnes sans activité\N{NO-BREAK SPACE}: 1 fiche retirée." in done.out
    assert "effacer" in run(*typed, "historique", lang="fr", at=at).out
    assert "36 mois" in run(*typed, "lister", lang="fr", at=at).out


def test_plan_as_json_gives_each_record(run: Run, aged: Store) -> None:
    set_rule(aged, DataKind.PERSON, months=36)
    found = run("privacy", "retention", "plan", "--format", "json", at=aged.address)
    [line] = json.loads(found.out)
    assert (line["kind"], line["last"]) == ("person", "2021-03-10")


def test_nothing_due_is_said(run: Run, store: Store) -> None:
    set_rule(store, DataKind.PERSON)
    assert (
        "Nothing is due." in run("privacy", "retention", "apply", at=store.address).err
    )
    assert run("privacy", "retention", "history", at=store.address).code == 0
