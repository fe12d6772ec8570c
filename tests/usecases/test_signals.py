"""Signals are kept, decided of, digested, and come back from files."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from reseau.domain.links import NotALinkError
from reseau.domain.vocabulary import (
    Diffusion,
    Role,
    SignalState,
)
from reseau.store.past.dependents import StillUsedError
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.common.edits import CLEAR
from reseau.usecases.common.spells import EndBeforeStartError
from reseau.usecases.cycle.cycle_finding import SeveralRecordsError
from reseau.usecases.cycle.needs import NeedChanges, add_need
from reseau.usecases.cycle.signal_digest import digest
from reseau.usecases.cycle.signal_lists import SignalFilter, list_signals, signal_card
from reseau.usecases.cycle.signals import (
    DayToComeError,
    NewAgainError,
    NoSignalError,
    PublishedAfterError,
    SignalChanges,
    SignalKnownError,
    add_signal,
    edit_signal,
    remove_signal,
    triage_signals,
)
from reseau.usecases.exchanging.signal_import import (
    FeedChoices,
    NotSignalsError,
    RowError,
    import_signals,
)
from reseau.usecases.log import memory
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.privacy.erasing import erase_person
from tests.contents import rows_of, show_to
from tests.exchange.test_feeds import ATOM, RSS
from tests.records import furnish, furnish_at
from tests.support import Run

TODAY = date(2026, 11, 24)  # RESEAU_NOW of the tests.


@pytest.fixture
def known(store: Store) -> Store:
    furnish(store)
    return store


def bring(store: Store, title: str, *, days: int = 0, by: str | None = None) -> None:
    """Add a signal that was brought some days ago."""
    changes = SignalChanges(seen_on=TODAY - timedelta(days), brought_by=by)
    add_signal(store, title, changes=changes)


def titles(store: Store, wanted: SignalFilter | None = None) -> list[str]:
    return [it.title for it in list_signals(store, wanted or SignalFilter(), lang="fr")]


def test_signal_keeps_what_is_said(known: Store) -> None:
    changes = SignalChanges(
        link="exemple.org/appel", brought_by="solon", themes=["logement"],
        territory="Angus", expires_on=date(2026, 12, 15), source="Le Devoir",
    )  # fmt: skip
    add_signal(known, "Appel de projets", changes=changes)
    it = signal_card(known, "1", lang="fr").signal
    assert (it.link, it.brought_by, it.themes, it.territory) == (
        "https://exemple.org/appel",
        "Solon",
        ("habitation",),
        "Angus",
    )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (SignalChanges(link="javascript:alert(1)"), NotALinkError),
        (SignalChanges(seen_on=TODAY + timedelta(1)), DayToComeError),
        (SignalChanges(expires_on=TODAY - timedelta(1)), EndBeforeStartError),
        (SignalChanges(published_on=TODAY + timedelta(1)), PublishedAfterError),
    ],
)
def test_wrong_signal_is_refused(
    known: Store, changes: SignalChanges, error: type[Exception]
) -> None:
    before = rows_of(known)
    with pytest.raises(error):
        add_signal(known, "Avis", changes=changes)
    assert rows_of(known) == before


def test_same_address_is_refused_unless_it_is_meant(known: Store) -> None:
    same = SignalChanges(link="https://a.example/1")
    add_signal(known, "Avis", changes=same)
    with pytest.raises(SignalKnownError):
        add_signal(known, "Le même", changes=same)
    add_signal(known, "Autre chose", changes=same, known_too=True)
    assert len(titles(known)) == 2


def test_signal_is_found_by_its_words(known: Store) -> None:
    bring(known, "Avis sur les logements étudiants")
    bring(known, "Avis sur les parcs")
    assert signal_card(known, "etudiants avis", lang="fr").signal.number == 1
    with pytest.raises(SeveralRecordsError):
        signal_card(known, "avis", lang="fr")
    for typed in ("12", "inconnu", "", "99999999999999999999"):
        with pytest.raises(NoSignalError):
            signal_card(known, typed, lang="fr")


def test_edit_clears_and_undo_brings_back(known: Store) -> None:
    changes = SignalChanges(source="Le Devoir", themes=["habitation"])
    add_signal(known, "Avis", changes=changes)
    before = rows_of(known)
    edit_signal(known, "1", changes=SignalChanges(source=CLEAR, themes=()))
    assert signal_card(known, "1", lang="fr").signal.source is None
    memory.undo_operation(known, None)
    assert rows_of(known) == before


def test_triage_decides_of_several_at_once(known: Store) -> None:
    bring(known, "Un")
    bring(known, "Deux")
    done = triage_signals(
        known, ["1", "2"], state=SignalState.SET_ASIDE, reason="Hors sujet"
    )
    assert done.slug == "#1, #2"
    assert titles(known) == []
    assert len(titles(known, SignalFilter(all=True))) == 2


def test_reason_to_set_aside_is_no_reason_to_keep(known: Store) -> None:
    bring(known, "Un")
    triage_signals(known, ["1"], state=SignalState.SET_ASIDE, reason="Hors sujet")
    triage_signals(known, ["1"], state=SignalState.KEPT)
    [line] = list_signals(known, SignalFilter(), lang="fr")
    assert (line.state, line.reason) == (SignalState.KEPT, None)


def test_triage_to_new_decides_nothing(known: Store) -> None:
    bring(known, "Un")
    with pytest.raises(NewAgainError):
        triage_signals(known, ["1"], state=SignalState.NEW)


def test_new_signal_past_its_last_day_is_out_of_date(known: Store) -> None:
    changes = SignalChanges(
        seen_on=TODAY - timedelta(9), expires_on=TODAY - timedelta(1)
    )
    add_signal(known, "Appel", changes=changes)
    assert titles(known) == []
    assert titles(known, SignalFilter(state=SignalState.EXPIRED)) == ["Appel"]


def test_last_day_itself_still_counts(known: Store) -> None:
    add_signal(known, "Appel", changes=SignalChanges(expires_on=TODAY))
    assert titles(known) == ["Appel"]


def test_narrower_theme_counts_in_a_list(known: Store) -> None:
    changes = SignalChanges(themes=["logement social"], territory="Angus")
    add_signal(known, "Avis", changes=changes)
    assert titles(known, SignalFilter(theme="habitation")) == ["Avis"]
    assert titles(known, SignalFilter(territory="Rosemont")) == ["Avis"]
    assert titles(known, SignalFilter(theme="transport")) == []


def test_signal_of_a_need_is_not_removed(known: Store) -> None:
    bring(known, "Avis")
    add_need(known, "Pourquoi ?", changes=NeedChanges(signals=["1"]))
    with pytest.raises(StillUsedError):
        remove_signal(known, "1")


def test_who_may_not_be_shown_is_never_named(known: Store) -> None:
    bring(known, "Avis", by="nadia-tremblay")
    show_to(known, "Nadia Tremblay", Diffusion.FORBIDDEN)
    [it] = list_signals(known, SignalFilter(), lang="fr")
    assert (it.brought_by, it.brought_by_hidden) == (None, True)


def test_signal_follows_who_brought_it_into_a_merge(known: Store) -> None:
    bring(known, "Avis", by="marie-roy-2")
    merge_actors(known, "marie-roy", "marie-roy-2")
    [it] = list_signals(known, SignalFilter(actor="marie-roy"), lang="fr")
    assert it.brought_by == "Marie Roy"


def test_erased_person_is_in_no_signal(known: Store) -> None:
    bring(known, "Avis vu par Étienne Bélanger", by="etienne-belanger")
    erase_person(known, "etienne-belanger", mentions=True)
    [it] = list_signals(known, SignalFilter(), lang="fr")
    assert (it.brought_by, it.brought_by_hidden, "Bélanger" in it.title) == (
        None,
        False,
        False,
    )


# The digest


@pytest.fixture
def group(known: Store) -> Store:
    """Give a store whose advisory group met 10 days ago: Solon and the CDC sit in it."""
    join_committee(known, "groupe-aviseur", "solon", seat=NewSeat())
    seat = NewSeat(on_behalf_of="cdc-rosemont")
    join_committee(known, "groupe-aviseur", "nadia-tremblay", seat=seat)
    for days in (40, 10):
        log_interaction(
            known,
            Entry(
                title=f"Rencontre {days}", held_on=TODAY - timedelta(days),
                committee="groupe-aviseur",
                participants=[("solon", Role.PARTICIPANT)],
            ),
        )  # fmt: skip
    return known


def test_digest_is_since_the_last_meeting(group: Store) -> None:
    bring(group, "Avant", days=11)
    bring(group, "Le jour même", days=10)
    bring(group, "Après", days=3)
    found = digest(group, lang="fr")
    assert found.meeting is not None
    assert (found.meeting.title, [it.title for it in found.signals]) == (
        "Rencontre 10",
        ["Après", "Le jour même"],
    )


def test_meeting_of_today_is_the_one_prepared(group: Store) -> None:
    entry = Entry(
        title="Ce soir", held_on=TODAY, committee="groupe-aviseur",
        participants=[("solon", Role.PARTICIPANT)],
    )  # fmt: skip
    log_interaction(group, entry)
    found = digest(group, lang="fr")
    assert found.meeting is not None
    assert found.meeting.title == "Rencontre 10"


def test_digest_is_capped_and_kept_signals_come_first(group: Store) -> None:
    for day in range(5):
        bring(group, f"Avis {day}", days=day)
    triage_signals(group, ["5"], state=SignalState.KEPT)
    found = digest(group, lang="fr", limit=2)
    assert [it.title for it in found.signals] == ["Avis 4", "Avis 0"]
    assert found.left_out == 3


def test_members_who_brought_nothing_are_said(group: Store) -> None:
    bring(group, "Avis", days=1, by="cdc-rosemont")
    found = digest(group, lang="fr")
    assert (found.brought, found.silent) == ((("CDC de Rosemont", 1),), ("Solon",))


def test_homonyms_are_counted_apart(group: Store) -> None:
    for slug, times in (("marie-roy", 2), ("marie-roy-2", 1)):
        for number in range(times):
            bring(group, f"{slug} {number}", by=f"@{slug}")
    assert digest(group, lang="fr").brought == (("Marie Roy", 2), ("Marie Roy", 1))


def test_member_who_may_not_be_shown_is_counted(group: Store) -> None:
    show_to(group, "Nadia Tremblay", Diffusion.FORBIDDEN)
    found = digest(group, lang="fr", shown_to=Diffusion.GROUP)
    assert (found.silent, found.hidden) == (("CDC de Rosemont", "Solon"), 1)


def test_theme_of_which_nothing_came_is_said(group: Store) -> None:
    add_signal(group, "Avis", changes=SignalChanges(themes=["logement social"]))
    found = digest(group, lang="fr")
    assert (found.silent_themes, found.themes) == (("transport",), 2)


def test_backlog_has_its_ages_by_hand(group: Store) -> None:
    """Ages 1, 5 and 90: the median is 5, the oldest 90."""
    for days in (5, 90, 1):
        bring(group, f"Avis {days}", days=days)
    it = digest(group, lang="fr").backlog
    assert (it.waiting, it.median_age, it.oldest_age, it.oldest, it.too_much) == (
        3,
        5.0,
        90,
        2,
        False,
    )


def test_old_backlog_is_too_much(group: Store) -> None:
    bring(group, "Vieux", days=61)
    assert digest(group, lang="fr").backlog.too_much


def test_digest_of_an_empty_store_says_so(run: Run, address: Address) -> None:
    done = run("signal", "digest", at=address)
    assert "No meeting of an advisory group is logged" in done.out


# Files


def saved(folder: Path, text: str, name: str = "fil.xml") -> str:
    file = folder / name
    file.write_text(text, "utf-8")
    return str(file)


def test_feed_is_imported_once(known: Store, tmp_path: Path) -> None:
    file = saved(tmp_path, RSS)
    first = import_signals(known, file, choices=FeedChoices(brought_by="solon"))
    again = import_signals(known, file, choices=FeedChoices())
    assert (first.added, len(first.problems)) == (2, 2)
    assert (again.added, again.known, again.outcome.operation) == (0, 2, None)


def test_category_that_is_a_theme_is_kept(known: Store, tmp_path: Path) -> None:
    import_signals(known, saved(tmp_path, RSS), choices=FeedChoices())
    assert signal_card(known, "1", lang="fr").signal.themes == ("habitation",)


def test_entry_whose_address_is_known_is_not_added(
    known: Store, tmp_path: Path
) -> None:
    same = SignalChanges(link="https://a.example/7")
    add_signal(known, "Déjà vu", changes=same)
    found = import_signals(known, saved(tmp_path, ATOM), choices=FeedChoices())
    assert (found.added, found.known) == (0, 1)


def test_older_entries_are_left_out(known: Store, tmp_path: Path) -> None:
    choices = FeedChoices(since=date(2026, 11, 10))
    found = import_signals(known, saved(tmp_path, RSS), choices=choices)
    assert (found.added, found.old) == (1, 1)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_exported_signals_come_back(
    run: Run, address: Address, tmp_path: Path, form: str
) -> None:
    furnish_at(address)
    store = open_store(address)
    changes = SignalChanges(
        link="https://a.example/1", brought_by="solon", themes=["habitation"],
        summary="=1+1, puis « ; »", territory="Angus", expires_on=TODAY,
    )  # fmt: skip
    add_signal(store, "Un", changes=changes)
    bring(store, "Deux")
    triage_signals(store, ["2"], state=SignalState.KEPT, reason="Utile")
    out = run("signal", "list", "--all", "--format", form, at=address).out
    before = list_signals(store, SignalFilter(all=True), lang="en")
    for number in ("1", "2"):
        remove_signal(store, number)
    file = saved(tmp_path, out, f"signaux.{form}")
    back = import_signals(store, file, choices=FeedChoices())
    again = import_signals(store, file, choices=FeedChoices())
    after = list_signals(store, SignalFilter(all=True), lang="en")
    assert (back.added, again.known) == (2, 2)
    assert [vars_of(it) for it in after] == [vars_of(it) for it in before]


def vars_of(it: object) -> dict[str, object]:
    names = [name for name in it.__slots__ if name != "number"]  # type: ignore[attr-defined]  # A dataclass with slots.
    return {name: getattr(it, name) for name in names}


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.json", "{}", NotSignalsError),
        ("a.json", "[" * 100_000, NotSignalsError),
        ("a.csv", "autre;chose\n1;2\n", NotSignalsError),
        ("a.csv", "uid;title;seen_on;state\nx;A;2026-01-01;new\n", RowError),
        ("a.json", '[{"uid": "", "title": "A", "seen_on": "demain"}]', RowError),
    ],
)
def test_file_without_signals_is_refused(
    known: Store, tmp_path: Path, name: str, text: str, error: type[Exception]
) -> None:
    before = rows_of(known)
    with pytest.raises(error):
        import_signals(known, saved(tmp_path, text, name), choices=FeedChoices())
    assert rows_of(known) == before


# Commands


def test_triage_without_a_terminal_says_what_to_add(run: Run, address: Address) -> None:
    done = run("signal", "triage", at=address)
    assert (done.code, "--state kept" in done.err) == (2, True)


def test_french_names_are_understood(run: Run, address: Address) -> None:
    furnish_at(address)
    done = run(
        "signal", "ajouter", "Appel", "--par", "solon", "--adresse", "exemple.org/a",
        "--expire", "15 décembre", "--theme", "logement", at=address, lang="fr",
    )  # fmt: skip
    assert done.code == 0, done.err
    run("signal", "trier", "1", "--etat", "retenu", "--motif", "Plan", at=address)
    shown = run("signal", "list", "--etat", "retenu", "--format", "json", at=address)
    [line] = json.loads(shown.out)
    assert (line["state"], line["expires_on"]) == ("kept", "2026-12-15")


def test_import_tells_each_refusal(run: Run, address: Address, tmp_path: Path) -> None:
    done = run("signal", "import", saved(tmp_path, RSS), at=address)
    assert (done.code, "Line 9, “Louche”" in done.err) == (0, True)


def test_document_type_is_refused_in_words(
    run: Run, address: Address, tmp_path: Path
) -> None:
    file = saved(tmp_path, '<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>')
    done = run("signal", "importer", file, at=address, lang="fr")
    assert (done.code, "déclare un type de document" in done.err) == (2, True)


def test_signal_is_found_by_a_search(run: Run, address: Address) -> None:
    furnish_at(address)
    run("signal", "add", "Consultation publique", at=address)
    assert "#1" in run("find", "consultation", at=address).out
