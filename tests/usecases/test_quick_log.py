"""One line as it is typed becomes one entry, or says why it cannot."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reseau.domain.dates import DateError
from reseau.domain.quickline import NoTitleError
from reseau.domain.vocabulary import ActorKind, InteractionKind, Precision, Role
from reseau.errors import AmbiguousError
from reseau.store.naming.recognition import NearNameError
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.log.doubts import doubts, settled
from reseau.usecases.log.logging import (
    Entry,
    EntryError,
    log_interaction,
    log_interactions,
)
from reseau.usecases.log.quick_log import LineError, read_line, read_lines
from tests.contents import add, operations, rows_of

# Wednesday, as in the date tests.
NOW = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("America/Toronto"))
BASE = Entry(title="", held_on=NOW.date())


def read(line: str, *, dated: bool = False) -> Entry:
    return read_line([line], now=NOW, base=BASE, dated=dated)


def test_whole_line_becomes_an_entry() -> None:
    entry = read(
        "hier 14h Rencontre CDC Rosemont @etienne-belanger=hôte +logement "
        "durée:1h30 type:appel suivi:vendredi lieu:Zoom :: PDM en janvier"
    )
    assert (entry.held_on, entry.starts) == (date(2026, 11, 24), time(14))
    assert entry.title == "Rencontre CDC Rosemont"
    assert entry.participants == (("etienne-belanger", Role.HOST),)
    assert (entry.themes, entry.minutes, entry.place) == (("logement",), 90, "Zoom")
    assert entry.kind is InteractionKind.CALL
    assert entry.due_on == date(2026, 11, 27)  # The Friday after that Wednesday.
    assert entry.follow_ups == ("Rencontre CDC Rosemont",)
    assert entry.notes == "PDM en janvier"


def test_line_without_a_date_is_of_today() -> None:
    assert read("Rencontre @a").held_on == NOW.date()


@pytest.mark.parametrize(
    ("typed", "hour"), [("matin", 9), ("afternoon", 14), ("soir", 19)]
)
def test_half_day_is_kept_as_such(typed: str, hour: int) -> None:
    entry = read(f"hier {typed} Appel @a")
    assert (entry.precision, entry.starts) == (Precision.HALF_DAY, time(hour))


def test_time_of_an_option_stays_with_the_day_of_the_line() -> None:
    base = Entry(title="", held_on=NOW.date(), starts=time(14))
    entry = read_line(["hier Appel @a"], now=NOW, base=base)
    assert (entry.held_on.day, entry.starts) == (NOW.day - 1, time(14))


def test_given_name_is_no_day() -> None:
    assert read("Sam Tremblay a appelé @a").title == "Sam Tremblay a appelé"


def test_day_said_by_an_option_leaves_the_title_whole() -> None:
    assert read("Lundi de l'emploi @a", dated=True).title == "Lundi de l'emploi"


@pytest.mark.parametrize(
    "line", ["hierr: Rencontre @a", "mardi 4 novembre 2026 x @a", "31/02/2026 x @a"]
)
def test_date_that_is_not_understood_is_never_stored(line: str) -> None:
    with pytest.raises(DateError):
        read(line)


def test_line_needs_a_title() -> None:
    with pytest.raises(NoTitleError):
        read("hier @a")


def test_lines_are_read_all_or_none_each_fault_with_its_number() -> None:
    with pytest.raises(LineError) as refused:
        read_lines(
            "Appel @a\n# rien\n\n31/02/2026 x @a\nx durre:2\n", now=NOW, base=BASE
        )
    assert "4: " in str(refused.value)
    assert "5: " in str(refused.value)
    assert len(read_lines("Appel @a\n# rien\n\nx @b", now=NOW, base=BASE)) == 2


def entry(*names: str, title: str = "Rencontre") -> Entry:
    return Entry(
        title=title,
        held_on=date(2026, 11, 20),
        participants=[(name, Role.PARTICIPANT) for name in names],
    )


def test_several_lines_are_one_operation(store: Store) -> None:
    add(store, "CDC Rosemont")
    before = operations(store)
    log_interactions(store, [entry("cdc-rosemont"), entry("cdc-rosemont")])
    assert operations(store) == before + 1


def test_one_wrong_line_writes_none(store: Store) -> None:
    add(store, "CDC Rosemont")
    before = rows_of(store)
    with pytest.raises(EntryError, match="2"):
        log_interactions(store, [entry("cdc-rosemont"), entry("Personne du tout")])
    assert rows_of(store) == before


def test_tie_is_told_with_the_times_together(sqlite_store: Store) -> None:
    for name in ("Un", "Deux"):
        add(sqlite_store, name)
    first = log_interaction(sqlite_store, entry("un", "deux"))
    second = log_interaction(sqlite_store, entry("un", "deux"))
    assert "New tie: Un — Deux" in first.remarks
    assert "Tie: Un — Deux, 2 times together" in second.remarks


def test_unsure_name_is_asked_and_its_answer_learned(sqlite_store: Store) -> None:
    add(sqlite_store, "Étienne Bélanger", kind=ActorKind.PERSON)
    typed = entry("Etiene Belanger")
    with pytest.raises(AmbiguousError, match="etienne-belanger"):
        log_interaction(sqlite_store, typed)
    [doubt] = doubts(sqlite_store, [typed])
    chosen = {doubt.name: doubt.candidates[0].entry.key}
    log_interaction(sqlite_store, settled(typed, chosen, learn=chosen))
    assert doubts(sqlite_store, [typed]) == []
    log_interaction(sqlite_store, typed)  # The alias makes it sure.


def test_homonym_by_letters_is_never_linked_alone(sqlite_store: Store) -> None:
    add(sqlite_store, "L'Écuyer", kind=ActorKind.PERSON)
    add(sqlite_store, "Lécuyer", kind=ActorKind.PERSON)
    with pytest.raises(AmbiguousError):
        log_interaction(sqlite_store, entry("Lécuyer"))


def test_new_actor_near_a_known_one_is_refused(sqlite_store: Store) -> None:
    from dataclasses import replace  # noqa: PLC0415

    add(sqlite_store, "Table de quartier de Rosemont")
    new = replace(
        entry("Table du quartier Rosemont Est"), create=ActorKind.ORGANIZATION
    )
    try:
        log_interaction(sqlite_store, new)
    except (NearNameError, AmbiguousError):
        log_interaction(
            sqlite_store,
            replace(new, participants=[("Coop Verte", Role.HOST)], near_too=True),
        )
    else:
        pytest.fail("a near name was added without a word")


def test_one_word_name_of_two_actors_is_never_linked_by_its_code(store: Store) -> None:
    add(store, "Exeko")
    add_actor(
        store,
        "Exeko",
        kind=ActorKind.ORGANIZATION,
        changes=ActorChanges(),
        apart="the other",
    )
    with pytest.raises(AmbiguousError, match="exeko-2"):
        log_interaction(store, entry("Exeko"))
    log_interaction(store, entry("@exeko"))
    log_interaction(store, entry("exeko-2"))
    assert [it["actor_key"] for it in rows_of(store)["participation"]] == [1, 2]
