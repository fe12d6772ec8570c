"""People's rights: consents, requests, incidents, and an erasure that is proven."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from reseau import places
from reseau.domain.vocabulary import (
    ActorKind,
    ConsentState,
    ContactKind,
    Diffusion,
    Purpose,
    RequestAnswer,
    RequestKind,
    Risk,
    Role,
)
from reseau.errors import ExitCode
from reseau.store.models import Actor, Erasure
from reseau.store.past.undo import KeptError
from reseau.store.place.address import Address
from reseau.store.rows import rows
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.actors.consents import (
    FutureConsentError,
    NoConsentOfOrganizationError,
    Statement,
    UselessConsentError,
    list_consents,
    state_consent,
)
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.exchanging.whole_store import store_text
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.network.network import Question, look
from reseau.usecases.privacy.erasing import HomonymError, NotAPersonError, erase_person
from reseau.usecases.privacy.incidents import (
    IncidentEntries,
    IncidentPeopleError,
    IncidentWordsError,
    NoIncidentError,
    add_incident,
    complete_incident,
    list_incidents,
)
from reseau.usecases.privacy.privacy_requests import (
    Answered,
    AnsweredError,
    NoRequestError,
    ReasonWantedError,
    add_request,
    answer_request,
    list_requests,
)
from reseau.usecases.privacy.privacy_status import name_responsible, privacy_status
from reseau.usecases.safekeeping.restoring import restore_store
from reseau.usecases.safekeeping.safekeeping import back_up, check
from tests.contents import operations, rows_of
from tests.records import furnish
from tests.support import Run

TODAY = date(2026, 11, 24)
PUBLIC = Statement(Purpose.PUBLIC, ConsentState.GIVEN)

# The words of an invented person, which nothing else in the store has.
WORDS = ("Zéphirine", "Quachevault", "zephirine@collectif.example", "514 555-0142")


def person(store: Store, name: str, *, apart: str = "", **changes: object) -> str:
    made = add_actor(
        store, name, kind=ActorKind.PERSON, apart=apart,
        changes=ActorChanges(**changes),  # type: ignore[arg-type]  # As given.
    )  # fmt: skip
    return made.slug


def shown(store: Store, audience: Diffusion) -> set[str]:
    with store.reading() as session:
        return {it.slug for it in rows.actor_rows(session, shown_to=audience)}


@pytest.fixture
def known(store: Store) -> Store:
    """Give a furnished store with one person shown to the public."""
    furnish(store)
    person(store, "Ana Bell", diffusion=Diffusion.PUBLIC)
    return store


# Consents


def test_person_without_a_word_is_shown_as_their_diffusion_says(known: Store) -> None:
    assert "ana-bell" in shown(known, Diffusion.PUBLIC)


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_refusal_ends_the_diffusion_to_the_public(
    known: Store, state: ConsentState
) -> None:
    done = state_consent(known, "ana-bell", Statement(Purpose.PUBLIC, state))
    assert done.remarks == ("May be shown to: public → advisory group",)
    assert "ana-bell" not in shown(known, Diffusion.PUBLIC)
    assert "ana-bell" in shown(known, Diffusion.GROUP)


def test_refusal_of_the_group_ends_all_diffusion(known: Store) -> None:
    said = Statement(Purpose.GROUP, ConsentState.WITHDRAWN)
    state_consent(known, "ana-bell", said)
    assert "ana-bell" not in shown(known, Diffusion.GROUP)
    assert "ana-bell" in shown(known, Diffusion.INTERNAL)


def test_consent_that_has_expired_no_longer_shows_anybody(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Statement(Purpose.PUBLIC, ConsentState.GIVEN, expires_on=date(2026, 11, 25))
    state_consent(known, "ana-bell", given)
    assert "ana-bell" in shown(known, Diffusion.PUBLIC)
    monkeypatch.setenv("RESEAU_NOW", "2026-11-25T15:00:00+00:00")
    assert "ana-bell" not in shown(known, Diffusion.PUBLIC)


def test_later_consent_shows_again(known: Store) -> None:
    refused = Statement(
        Purpose.PUBLIC, ConsentState.REFUSED, stated_on=date(2026, 11, 1)
    )
    state_consent(known, "ana-bell", refused)
    state_consent(known, "ana-bell", PUBLIC)
    with known.working("test") as work:
        ana = work.session.scalars(select(Actor).where(Actor.slug == "ana-bell")).one()
        ana.diffusion = Diffusion.PUBLIC
    assert "ana-bell" in shown(known, Diffusion.PUBLIC)


def test_refusal_is_kept_when_the_diffusion_is_raised_by_hand(known: Store) -> None:
    state_consent(known, "ana-bell", Statement(Purpose.PUBLIC, ConsentState.REFUSED))
    with known.working("test") as work:
        ana = work.session.scalars(select(Actor).where(Actor.slug == "ana-bell")).one()
        ana.diffusion = Diffusion.PUBLIC
    found = look_for(known, Diffusion.PUBLIC)
    assert "ana-bell" not in found


def look_for(store: Store, audience: Diffusion) -> set[str]:
    with store.reading() as session:
        return {it.slug for it in look(session, Question(shown_to=audience)).actors}


def test_only_the_latest_word_on_a_purpose_holds(known: Store) -> None:
    state_consent(known, "ana-bell", PUBLIC)
    state_consent(known, "ana-bell", Statement(Purpose.PUBLIC, ConsentState.WITHDRAWN))
    state_consent(known, "ana-bell", Statement(Purpose.MEMORY, ConsentState.GIVEN))
    assert [(it.purpose, it.state, it.holds) for it in list_consents(known)] == [
        ("memory", "given", True),
        ("public", "withdrawn", False),
        ("public", "given", False),
    ]


def test_what_was_said_cannot_be_undone(known: Store) -> None:
    state_consent(known, "ana-bell", PUBLIC)
    before = operations(known)
    with pytest.raises(KeptError):
        undo_operation(known, None)
    assert operations(known) == before


def test_organization_gives_no_consent(known: Store) -> None:
    with pytest.raises(NoConsentOfOrganizationError):
        state_consent(known, "solon", PUBLIC)


def test_consent_of_tomorrow_is_refused(known: Store) -> None:
    tomorrow = Statement(Purpose.PUBLIC, ConsentState.GIVEN, date(2026, 11, 25))
    with pytest.raises(FutureConsentError):
        state_consent(known, "ana-bell", tomorrow)


def test_consent_that_ends_before_it_begins_is_refused(known: Store) -> None:
    useless = Statement(Purpose.PUBLIC, ConsentState.GIVEN, expires_on=TODAY)
    with pytest.raises(UselessConsentError):
        state_consent(known, "ana-bell", useless)


# Requests


def test_answer_is_due_thirty_days_after_the_request(known: Store) -> None:
    add_request(known, RequestKind.ACCESS, "ana-bell", received_on=date(2026, 11, 20))
    [found] = list_requests(known)
    assert (found.due_on, found.late) == (date(2026, 12, 20), False)


def test_request_past_its_day_is_late(known: Store) -> None:
    add_request(
        known, RequestKind.ERASURE, "Une inconnue", received_on=date(2026, 10, 1)
    )
    [found] = list_requests(known, waiting=True)
    assert (found.late, found.slug, found.requester) == (True, None, "Une inconnue")


def test_answered_request_waits_no_more(known: Store) -> None:
    number = int(add_request(known, RequestKind.ACCESS, "ana-bell").slug)
    answer_request(known, number, Answered(RequestAnswer.GRANTED))
    assert list_requests(known, waiting=True) == []
    with pytest.raises(AnsweredError):
        answer_request(known, number, Answered(RequestAnswer.GRANTED))


def test_refusal_says_why(known: Store) -> None:
    number = int(add_request(known, RequestKind.ACCESS, "ana-bell").slug)
    with pytest.raises(ReasonWantedError):
        answer_request(known, number, Answered(RequestAnswer.REFUSED))


@pytest.mark.parametrize("number", [0, -1, 12, 2**40])
def test_request_that_does_not_exist_is_told(known: Store, number: int) -> None:
    with pytest.raises(NoRequestError):
        answer_request(known, number, Answered(RequestAnswer.GRANTED))


def test_late_request_is_in_the_state_of_the_day(run: Run, known: Store) -> None:
    add_request(known, RequestKind.ACCESS, "ana-bell", received_on=date(2026, 10, 1))
    add_request(known, RequestKind.ERASURE, "Une inconnue", received_on=TODAY)
    said = run("etat", lang="fr", at=known.address)
    assert "! La demande 1 (accès) était due le" in said.out
    assert "demande 2" not in said.out
    assert "Ana Bell" not in said.out
    found = json.loads(run("status", "--format", "json", at=known.address).out)
    assert [it["number"] for it in found["requests"]] == [1]


# Incidents


def test_incident_is_kept_whatever_is_undone(known: Store) -> None:
    done = add_incident(known, IncidentEntries("Vol", "noms"))
    with pytest.raises(KeptError):
        undo_operation(known, done.operation)


def test_incident_says_what_is_still_to_be_filled(known: Store) -> None:
    add_incident(known, IncidentEntries("Liste égarée", "noms, courriels"))
    [found] = list_incidents(known)
    assert found.wanting == ("happened_since", "people", "measures", "risk")


def test_serious_incident_wants_the_commission_and_the_people_told(
    known: Store,
) -> None:
    entries = IncidentEntries("Vol", "santé", people=3, risk=Risk.SERIOUS)
    add_incident(known, entries)
    [found] = list_incidents(known)
    assert set(found.wanting) == {
        "happened_since", "measures", "risk_reason", "commission_told_on",
        "people_told_on",
    }  # fmt: skip


@pytest.mark.parametrize("people", [-1, 2**31])
def test_incident_concerns_a_number_of_people(known: Store, people: int) -> None:
    with pytest.raises(IncidentPeopleError):
        add_incident(known, IncidentEntries("Vol", "noms", people=people))


def test_incident_is_completed_with_what_becomes_known(known: Store) -> None:
    number = int(add_incident(known, IncidentEntries("Liste égarée", "noms")).slug)
    complete_incident(
        known, number,
        IncidentEntries(
            happened_since=date(2026, 11, 2), people=0, measures="Rappelée", risk=Risk.NOT_SERIOUS, risk_reason="Rendue"
        ),
    )  # fmt: skip
    [found] = list_incidents(known)
    assert found.entries.circumstances == "Liste égarée"
    assert found.wanting == ()


def test_incident_without_words_is_refused(known: Store) -> None:
    with pytest.raises(IncidentWordsError):
        add_incident(known, IncidentEntries("Liste égarée"))
    with pytest.raises(NoIncidentError):
        complete_incident(known, 7, IncidentEntries(people=1))


# What wants attention


def test_status_gathers_what_wants_attention(known: Store) -> None:
    name_responsible(known, "Ana Bell, coordination")
    add_request(known, RequestKind.ACCESS, "ana-bell")
    add_incident(known, IncidentEntries("Liste égarée", "noms"))
    ending = Statement(Purpose.GROUP, ConsentState.GIVEN, expires_on=date(2026, 12, 1))
    state_consent(known, "ana-bell", ending)
    found = privacy_status(known)
    assert found.responsible == "Ana Bell, coordination"
    assert (len(found.waiting), len(found.ending), len(found.over)) == (1, 1, 0)
    assert len(found.incidents) == 1
    assert found.people["public"] == 1


# Erasure


@pytest.fixture
def erasable(store: Store) -> Store:
    """Give a store where one person left traces of every kind."""
    furnish(store)
    slug = person(
        store, "Zéphirine Quachevault",
        contacts={
            ContactKind.EMAIL: ["zephirine@collectif.example"],
            ContactKind.PHONE: ["514 555-0142"],
        },
        aliases=["Zéph Quachevault"],
        notes="Quachevault préfère le matin", diffusion=Diffusion.PUBLIC,
    )  # fmt: skip
    other = person(store, "Z. Quachevault")
    merge_actors(store, slug, other)
    log_interaction(
        store,
        Entry(
            title="Dîner avec Zéphirine Quachevault", held_on=date(2026, 11, 20),
            participants=[(slug, Role.HOST), ("solon", Role.PARTICIPANT)],
            notes="QUACHEVAULT rappellera au (514) 555-0142\nCDC aussi",
            follow_ups=["Écrire à zephirine@collectif.example"],
        ),
    )  # fmt: skip
    state_consent(store, slug, PUBLIC)
    return store


def participations(store: Store) -> int:
    return len(rows_of(store)["participation"])


def test_erasure_leaves_no_trace_in_any_row(erasable: Store) -> None:
    done = erase_person(erasable, "zephirine-quachevault", reason="demande 1")
    assert done.left == ()
    content = json.dumps(rows_of(erasable), ensure_ascii=False).casefold()
    assert [it for it in WORDS if it.casefold() in content] == []


def test_erasure_keeps_the_number_of_those_who_were_there(erasable: Store) -> None:
    before = participations(erasable)
    erase_person(erasable, "zephirine-quachevault")
    assert participations(erasable) == before


def test_erasure_keeps_the_rest_of_the_text(erasable: Store) -> None:
    erase_person(erasable, "zephirine-quachevault")
    notes = [it["notes"] for it in rows_of(erasable)["interaction"]]
    assert any(str(it).endswith("\nCDC aussi") for it in notes)


def test_erased_person_is_in_no_network_and_no_search(erasable: Store) -> None:
    erase_person(erasable, "zephirine-quachevault")
    for audience in (Diffusion.INTERNAL, Diffusion.GROUP, Diffusion.PUBLIC):
        assert not {it for it in shown(erasable, audience) if it.startswith("x-")}


def test_register_says_that_somebody_was_erased_and_not_who(erasable: Store) -> None:
    erase_person(erasable, "zephirine-quachevault", reason="demande 1, Quachevault")
    with erasable.reading() as session:
        [kept] = session.scalars(select(Erasure)).all()
        assert (kept.author, kept.reason) == ("tester", "demande 1, [person erased]")


def test_dry_run_of_an_erasure_changes_nothing(erasable: Store) -> None:
    before = rows_of(erasable)
    done = erase_person(erasable, "zephirine-quachevault", dry_run=True)
    assert done.number is None
    # Notes of the person and of the interaction, its title, the follow-up.
    assert len(done.mentions) == 4
    assert rows_of(erasable) == before


def test_organization_is_not_erased(erasable: Store) -> None:
    with pytest.raises(NotAPersonError):
        erase_person(erasable, "solon")


def test_homonym_has_to_be_thought_of(erasable: Store) -> None:
    person(erasable, "Zéphirine Quachevault", apart="fille")
    with pytest.raises(HomonymError):
        erase_person(erasable, "zephirine-quachevault")


def test_homonym_keeps_their_name(erasable: Store) -> None:
    other = person(erasable, "Zéphirine Quachevault", apart="fille")
    erase_person(erasable, "zephirine-quachevault", mentions=False)
    with erasable.reading() as session:
        kept = session.scalars(select(Actor).where(Actor.slug == other)).one()
        assert kept.name == "Zéphirine Quachevault"


def test_store_holds_together_after_an_erasure(erasable: Store) -> None:
    erase_person(erasable, "zephirine-quachevault")
    found = {it.detail for it in check(erasable.address).findings}
    assert found <= {"Forum"}  # Of nobody from the start.


def test_draft_that_names_the_person_is_removed(erasable: Store) -> None:
    folder = Path(places.drafts_path())
    folder.mkdir(parents=True)
    named, other = folder / "2026-11-24.json", folder / "2026-11-23.json"
    named.write_text('{"title": "Dîner Quachevault"}', "utf-8")
    other.write_text('{"title": "Dîner"}', "utf-8")
    assert erase_person(erasable, "zephirine-quachevault").drafts == 1
    assert (named.exists(), other.exists()) == (False, True)


def test_export_of_the_whole_store_holds_no_trace(erasable: Store) -> None:
    erase_person(erasable, "zephirine-quachevault")
    text = store_text(erasable).casefold()
    assert [it for it in WORDS if it.casefold() in text] == []


@pytest.mark.skipif(os.name != "posix", reason="Looks at bytes with strings of its own")
def test_no_byte_of_the_file_names_the_person(sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    furnish(store)
    slug = person(
        store, "Zéphirine Quachevault", contacts={ContactKind.EMAIL: [WORDS[2]]}
    )
    with store.working("test") as work:
        work.session.scalars(select(Actor).where(Actor.slug == slug)).one().notes = (
            "Quachevault " * 2000
        )
    erase_person(store, slug)
    store.dispose()
    folder = Path(str(sqlite_address.file)).parent
    grep = [
        "grep",
        "-ri",
        "-a",
        "-l",
        "-e",
        "quachevault",
        "-e",
        "phirine",
        str(folder),
    ]
    assert (
        subprocess.run(grep, capture_output=True, text=True, check=False).stdout == ""
    )


def test_backup_put_back_erases_again(erasable: Store, tmp_path: Path) -> None:
    if erasable.address.file is None:
        pytest.importorskip("psycopg")
    made = back_up(erasable.address, tmp_path / "b")
    erase_person(erasable, "zephirine-quachevault")
    erasable.dispose()
    done = restore_store(erasable.address, made.path)
    assert done.erased == 1
    content = json.dumps(rows_of(open_store(erasable.address)), ensure_ascii=False)
    assert "Quachevault" not in content


def test_lost_store_that_comes_back_erases_again(
    sqlite_address: Address, tmp_path: Path
) -> None:
    store = open_store(sqlite_address)
    slug = person(store, "Zéphirine Quachevault")
    made = back_up(sqlite_address, tmp_path / "b")
    erase_person(store, slug)
    store.dispose()
    Path(str(sqlite_address.file)).unlink()
    assert restore_store(sqlite_address, made.path).erased == 1


def test_undo_of_what_an_erased_person_did_brings_no_name_back(
    erasable: Store,
) -> None:
    erase_person(erasable, "zephirine-quachevault")
    with pytest.raises(KeptError):
        undo_operation(erasable, None)
    with erasable.reading() as session:
        names = session.scalars(select(Actor.name)).all()
    assert not [it for it in names if "Quachevault" in it]


# As it is typed


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_erasure_asks_and_says_what_it_did(
    run: Run, erasable: Store, lang: str
) -> None:
    refused = run("privacy", "erase", "zephirine-quachevault", at=erasable.address)
    assert (refused.code, "--yes" in refused.err) == (ExitCode.USAGE, True)
    done = run(
        "privacy", "erase", "zephirine-quachevault", "--yes", at=erasable.address,
        lang=lang,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "Quachevault" not in done.out + done.err


def test_commands_speak_both_languages(run: Run, known: Store) -> None:
    at = known.address
    said = run(
        "vie-privee", "consentement", "ana-bell", "public", "donné", "--moyen",
        "formulaire", at=at, lang="fr",
    )  # fmt: skip
    assert (said.code, "reseau annuler" in said.err) == (0, False)
    asked = run("vie-privee", "demande", "acces", "ana-bell", at=at, lang="fr")
    assert "due le jeudi 24 décembre 2026" in asked.out
    run("privacy", "incident", "Lost list", "--information", "names", at=at)
    shown_ = run("vie-privee", "incidents", at=at, lang="fr")
    assert "À remplir encore" in shown_.out
    status = run("privacy", "status", at=at)
    assert "Nobody is named as in charge" in status.out
    found = json.loads(run("privacy", "status", "--format", "json", at=at).out)
    assert found["waiting"][0]["due_on"] == "2026-12-24"
