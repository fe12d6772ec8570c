"""The matrix of a small log, counted by hand, and the commands that show it.

The log is that of ``tests.records.furnish``: #1 a working committee's meeting of 90
minutes with two present; #2 a call where Nadia was, who sits in that committee; #3 a
forum where nobody is known to have been.
"""

import json
from datetime import UTC, date, datetime

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActionKind, Carrier, Function, Role
from reseau.store.models import Signal
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.cycle.matrix import NotACellError, Wanted, matrix, read_cell
from reseau.usecases.log.interactions import InteractionChanges, edit_interaction
from reseau.usecases.log.logging import Entry, log_interaction
from tests.contents import ORGANIZATION, add
from tests.records import furnish, furnish_at
from tests.support import Run

WATCH, ANALYSIS, SPREADING = Function
GROUP, MEMBERS, STAFF = Carrier


@pytest.fixture
def known(store: Store) -> Store:
    furnish(store)
    return store


def test_each_interaction_has_its_cell(known: Store) -> None:
    cells = matrix(known, Period()).filled.cells
    assert {it for it, cell in cells.items() if cell.count} == {
        (ANALYSIS, MEMBERS),
        (WATCH, MEMBERS),
        (SPREADING, STAFF),
    }


def test_effort_is_in_hours_or_in_presences(known: Store) -> None:
    total = matrix(known, Period()).filled.total
    assert (total.hours, total.timed, total.presences, total.untimed) == (3.0, 1, 1, 2)


def test_what_is_said_wins_and_is_not_inferred(known: Store) -> None:
    changes = InteractionChanges(function=Function.WATCH, carrier=Carrier.STAFF)
    edit_interaction(known, 1, changes=changes)
    cell = matrix(known, Period()).filled.cells[WATCH, STAFF]
    assert (cell.count, cell.inferred) == (1, 0)


def test_period_keeps_its_days(known: Store) -> None:
    found = matrix(known, Period(date(2026, 3, 1), date(2026, 4, 1))).filled
    assert [it.key for it in found.actions] == [2]


def test_two_periods_stand_side_by_side(known: Store) -> None:
    found = matrix(
        known, Period(date(2026, 11, 1)), against=Period(until=date(2026, 11, 1))
    )
    assert found.against is not None
    assert (found.filled.total.count, found.against.total.count) == (1, 2)


def test_planned_is_told_and_not_counted(known: Store) -> None:
    entry = Entry(
        title="Assemblée", held_on=date(2027, 1, 10), planned=True,
        participants=[("solon", Role.PARTICIPANT)],
    )  # fmt: skip
    log_interaction(known, entry)
    found = matrix(known, Period()).filled
    assert (found.planned, found.total.count) == (1, 3)


def test_signal_is_watch_by_the_members_when_somebody_brought_it(known: Store) -> None:
    add(known, "Arpent", ORGANIZATION)
    with known.working("signal") as work:
        work.session.add(
            Signal(
                title="Avis", seen_on=date(2026, 5, 1), brought_by_key=2,
                added_at=date_time(),
            )
        )  # fmt: skip
    [signal] = [
        it
        for it in matrix(known, Period()).filled.actions
        if it.kind is ActionKind.SIGNAL
    ]
    assert (signal.place, signal.inferred) == ((WATCH, MEMBERS), True)


def date_time() -> datetime:
    return datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("watch,members", Wanted(WATCH, MEMBERS)),
        ("Membres, Veille", Wanted(WATCH, MEMBERS)),
        ("analyse", Wanted(ANALYSIS, None)),
        ("staff", Wanted(None, STAFF)),
        ("diffusion × groupe aviseur", Wanted(SPREADING, GROUP)),
    ],
)
def test_cell_is_read_in_both_languages(text: str, wanted: Wanted) -> None:
    assert read_cell(text) == wanted


@pytest.mark.parametrize("text", ["", "watch,analysis", "watch,members,staff", "boo"])
def test_what_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(NotACellError):
        read_cell(text)


def test_empty_store_says_so(run: Run, address: Address) -> None:
    done = run("matrix", at=address)
    assert (done.code, "Nothing was done in that period" in done.out) == (0, True)


def test_empty_cells_are_said_in_words(run: Run, address: Address) -> None:
    furnish_at(address)
    done = run("matrice", at=address, lang="fr")
    assert "Rien n’a été porté par\N{NO-BREAK SPACE}: groupe aviseur." in done.out


def test_cell_opens_to_its_lines(run: Run, address: Address) -> None:
    furnish_at(address)
    done = run("matrix", "--cell", "analysis,members", "--format", "json", at=address)
    [line] = json.loads(done.out)["lines"]
    assert (line["number"], line["minutes"], line["present"]) == (1, 90, 2)
    assert line["carrier_inferred"] is True


def test_card_shows_what_is_inferred(run: Run, address: Address) -> None:
    furnish_at(address)
    done = run("interaction", "show", "1", at=address)
    assert "analysis (inferred)" in done.out


def test_correction_is_typed_and_cleared(run: Run, address: Address) -> None:
    furnish_at(address)
    run("interaction", "edit", "1", "--function", "watch", at=address)
    said = run("interaction", "show", "1", "--format", "json", at=address)
    run("interaction", "edit", "1", "--function", "", at=address)
    cleared = run("interaction", "show", "1", "--format", "json", at=address)
    assert (json.loads(said.out)["function"], json.loads(cleared.out)["function"]) == (
        "watch",
        "analysis",
    )


def test_two_periods_say_what_each_rests_on(run: Run, address: Address) -> None:
    """Two meetings of half an hour in 2025, one in January 2026: 365 days and 31."""
    for day in ("2025-03-01", "2025-06-01", "2026-01-10"):
        run("log", "Point", "--on", day, "--with", "Ana", "--create", "person",
            "--duration", "30", at=address)  # fmt: skip
    asked = ("matrix", "--since", "2026-01", "--until", "2026-01", "--against", "2025")
    done = run(*asked, at=address)
    assert "2* → 1*" in done.out
    assert "1.0 → 0.5" in done.out
    assert "Period beside: 2 interactions; 2 of 2 inferred." in done.out
    assert "The two are not as long, 365 days and 31" in done.out
