"""Two periods of the network: a small one worked by hand, odd ones, real ones."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import Diffusion, Layer
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.exchanging.importing import read_sources, run_import
from reseau.usecases.network.comparing import compare_periods
from reseau.usecases.network.comparison import Caution, Compared
from reseau.usecases.network.network import Question
from tests.commands import english_words
from tests.contents import PERSON, add, fill_every_table, meet, show_to
from tests.support import Run

PORTLAND = Path(__file__).parents[1] / "data" / "portland"
WINTER = Period(date(2026, 1, 1), date(2026, 4, 1))
SPRING = Period(date(2026, 4, 1), date(2026, 7, 1))
ALIKE = Question(half_life=None)

# Meetings of two, so that each adds 1 to a tie: docs/measures.md tells the same.
# CDC-Solon and CDC-Ville are kept; Solon-Ville and École-Ville are gone; CDC-Musée and
# Musée-Solon are new. École left and Musée came.
WINTER_PAIRS = (
    ("CDC", "Solon"), ("CDC", "Solon"), ("CDC", "Ville"), ("Solon", "Ville"),
    ("Ville", "École"),
)  # fmt: skip
SPRING_PAIRS = (
    ("CDC", "Solon"), ("CDC", "Solon"), ("CDC", "Ville"), ("CDC", "Musée"),
    ("Solon", "Musée"),
)  # fmt: skip


def furnish(store: Store) -> None:
    for start, pairs in (
        (date(2026, 1, 10), WINTER_PAIRS),
        (date(2026, 4, 10), SPRING_PAIRS),
    ):
        for week, pair in enumerate(pairs):
            meet(store, *pair, on=start + timedelta(weeks=week))


@pytest.fixture
def known(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    return sqlite_store


@pytest.fixture
def at(known: Store, sqlite_address: Address) -> Address:
    return sqlite_address


def compared(
    store: Store,
    first: Period = WINTER,
    second: Period = SPRING,
    question: Question = ALIKE,
) -> Compared:
    return compare_periods(
        store, first, second, question=question, top=9, permutations=99
    )


def answer(run: Run, at: Address, *typed: str) -> Any:  # Any: JSON.
    found = run("network", "compare", *typed, "--format", "json", at=at)
    assert found.code == 0, found.err
    return json.loads(found.out)


def counts(found: Any) -> tuple[int, ...]:  # Any: JSON.
    return tuple(found[it] for it in ("actors", "formed", "dissolved", "kept"))


# Worked by hand


def test_ties_are_counted_on_both_rosters_on_each_database(
    run: Run, address: Address
) -> None:
    store = open_store(address)
    furnish(store)
    store.dispose()
    found = answer(run, address, "2026-q1", "2026-q2")
    assert counts(found["common"]) == (3, 0, 1, 2)
    assert counts(found["union"]) == (5, 2, 2, 2)


def test_likeness_is_over_what_either_period_ties(known: Store) -> None:
    found = compared(known)
    assert found.common.changes.jaccard == pytest.approx(2 / 3)
    assert found.union.changes.jaccard == pytest.approx(2 / 6)
    assert found.union.changes.persistence == pytest.approx(2 / 4)


def test_turnover_is_of_two_actors_in_five(known: Store) -> None:
    assert compared(known).union.changes.node_turnover == pytest.approx(2 / 5)


def test_who_came_and_left_is_told(known: Store) -> None:
    found = compared(known)
    names = {key: it.name for key, it in found.names.items()}
    assert [names[it.node] for it in found.came] == ["Musée"]
    assert [names[it.node] for it in found.left] == ["École"]


def test_those_of_both_periods_are_ranked_by_what_they_won(known: Store) -> None:
    """CDC goes from 2 ties to 3 and from strength 3 to 4; Ville from 3 to 1."""
    found = compared(known)
    names = {key: it.name for key, it in found.names.items()}
    (won,) = found.gained
    assert names[won.node] == "CDC"
    assert (won.ties_before, won.ties_after) == (2, 3)
    assert (won.strength_before, won.strength_after) == (3, 4)
    assert names[won.other] == "Musée"
    (lost,) = found.weaker
    assert (names[lost.node], lost.ties, lost.strength) == ("Ville", -2, -2)


def test_ties_of_one_period_have_their_dates_and_lines(known: Store) -> None:
    found = compared(known)
    assert [
        (it.one.name, it.other.name, it.weight, it.count, it.first)
        for it in found.formed
    ] == [
        ("CDC", "Musée", 1, 1, date(2026, 5, 1)),
        ("Musée", "Solon", 1, 1, date(2026, 5, 8)),
    ]
    assert [(it.one.name, it.other.name) for it in found.dissolved] == [
        ("École", "Ville"),
        ("Solon", "Ville"),
    ]


def test_each_period_is_counted_as_of_its_own_end(known: Store) -> None:
    """The last winter meeting is of 7 February, 52 days before 31 March."""
    found = compared(known, question=Question(half_life=52))
    assert found.before.rule.as_of == date(2026, 3, 31)
    (tie,) = [it for it in found.dissolved if it.one.name == "École"]
    assert tie.weight == pytest.approx(1 / 2)


def test_swapping_the_periods_swaps_everything(known: Store) -> None:
    there, back = compared(known), compared(known, SPRING, WINTER)
    assert there.union.changes.formed_ties == back.union.changes.dissolved_ties
    assert [it.one for it in there.formed] == [it.one for it in back.dissolved]
    assert [it.node for it in there.came] == [it.node for it in back.left]
    assert [it.node for it in there.gained] == [it.node for it in back.lost]


def test_same_period_twice_changes_nothing(known: Store) -> None:
    found = compared(known, WINTER, WINTER)
    assert (found.union.changes.hamming, found.union.changes.jaccard) == (0, 1)
    assert found.common.presence is not None
    assert found.common.presence.correlation == 1
    assert found.came + found.left + found.gained + found.weaker == ()


def test_network_of_a_period_is_that_of_the_overview(run: Run, at: Address) -> None:
    found = answer(run, at, "2026-q1", "2026-q2")["second"]
    looked = json.loads(
        run(
            "network", "overview", "--since", "2026-04-01", "--until", "2026-06-30",
            "--at", "2026-06-30", "--format", "json", at=at,
        ).out
    )  # fmt: skip
    for name in ("actors", "ties", "interactions", "density", "as_of", "since"):
        assert found[name] == looked[name]


# What is to be read with care


@pytest.mark.parametrize(
    ("first", "second", "caution"),
    [
        (WINTER, Period(date(2026, 3, 1), date(2026, 6, 1)), Caution.OVERLAP),
        (SPRING, WINTER, Caution.REVERSED),
        (WINTER, Period(date(2026, 4, 1), date(2026, 12, 1)), Caution.LENGTHS),
        (Period(None, date(2026, 4, 1)), Period(date(2026, 4, 1)), Caution.LENGTHS),
        (WINTER, Period(date(2026, 10, 1), date(2026, 12, 31)), Caution.UNFINISHED),
        (WINTER, Period(date(2026, 7, 1), date(2026, 10, 1)), Caution.NO_TIES),
        (WINTER, Period(date(2026, 4, 1), date(2026, 5, 1)), Caution.FEW_EVENTS),
    ],
)
def test_what_misleads_is_said(
    known: Store, first: Period, second: Period, caution: Caution
) -> None:
    assert caution in compared(known, first, second).cautions


def test_nothing_is_said_of_what_does_not_mislead(known: Store) -> None:
    assert compared(known).cautions == ()


def test_quarters_of_ninety_and_ninety_two_days_are_alike(known: Store) -> None:
    summer = Period(date(2026, 7, 1), date(2026, 10, 1))
    assert Caution.LENGTHS not in compared(known, WINTER, summer).cautions


@pytest.mark.parametrize(("kept", "caution"), [(1, Caution.VERY_LOW), (2, Caution.LOW)])
def test_few_ties_that_lasted_are_said(
    sqlite_store: Store, kept: int, caution: Caution
) -> None:
    """Of six actors, 5 ties then 5: 1 of 9 is the same, or 2 of 8."""
    before = [("A", it) for it in "BCDEF"]
    after = [*before[:kept], ("B", "C"), ("C", "D"), ("D", "E"), ("E", "F")]
    for start, pairs in ((date(2026, 1, 5), before), (date(2026, 4, 5), after)):
        for pair in pairs if start.month == 1 else after[: 4 + kept]:
            meet(sqlite_store, *pair, on=start)
    assert caution in compared(sqlite_store).cautions


def test_too_few_interactions_are_not_likened(run: Run, at: Address) -> None:
    found = answer(run, at, "2026-q1", "2026-04")
    assert found["cautions"] == ["lengths", "few-events"]
    assert (found["union"]["jaccard"], found["union"]["qap"]) == (None, None)
    assert found["union"]["kept"] == 2  # CDC with Solon and with Ville.


def test_few_interactions_are_said_in_words(run: Run, at: Address) -> None:
    said = run("network", "compare", "2026-q1", "2026-04", at=at).out
    assert "fewer than 5 interactions" in said
    assert "Jaccard" not in said


def test_qap_without_meaning_says_why(run: Run, at: Address) -> None:
    """The three actors of both were all tied in winter."""
    said = run("network", "compare", "2026-q1", "2026-q2", at=at).out
    assert "every pair has the same value" in said


# Few actors, or none


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_empty_store_is_told_in_words(run: Run, address: Address, lang: str) -> None:
    found = run("network", "compare", "2025", "2026", at=address, lang=lang)
    assert (found.code, found.err) == (0, "")
    assert not {"nan", "None", "inf"} & set(found.out.split())


def test_empty_store_has_figures_for_a_program(run: Run, address: Address) -> None:
    found = answer(run, address, "2025", "2026")
    assert counts(found["union"]) == (0, 0, 0, 0)
    assert (found["node_turnover"], found["union"]["jaccard"]) == (None, None)


def test_single_actor_is_no_network(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    meet(store, "CDC", on=date(2026, 1, 5))
    meet(store, "CDC", on=date(2026, 4, 5))
    found = answer(run, sqlite_address, "2026-q1", "2026-q2")
    assert (found["actors_stayed"], found["union"]["kept"]) == (1, 0)
    assert run("network", "compare", "2026-q1", "2026-q2", at=sqlite_address).code == 0


def test_actors_known_but_unseen_are_in_neither_period(known: Store) -> None:
    add(known, "Absent")
    always = Period()
    assert compared(known, WINTER, SPRING).union.changes.nodes == 5
    assert compared(known, always, always).union.changes.nodes == 5


def test_period_without_anything_leaves_everybody_out(run: Run, at: Address) -> None:
    said = run("network", "compare", "2026-q1", "2025-q1", at=at)
    assert (said.code, "There" not in said.err) == (0, True)
    assert "there is nothing to compare the other with" in said.out


@pytest.mark.parametrize("layer", list(Layer))
def test_each_layer_can_be_compared(sqlite_store: Store, layer: Layer) -> None:
    fill_every_table(sqlite_store)
    periods = (
        Period(date(2024, 1, 1), date(2025, 1, 1)),
        Period(date(2026, 1, 1), date(2026, 11, 24)),
    )
    found = compared(sqlite_store, *periods, question=Question(layer=layer))
    assert found.union.changes.kept + found.union.changes.formed >= 0
    assert found.after.overview.actors == found.after.network.number_of_nodes()


# Who may be shown


def test_forbidden_person_is_in_no_list(
    run: Run, sqlite_store: Store, sqlite_address: Address
) -> None:
    for month in (1, 4):
        for day in range(1, 7):
            meet(
                sqlite_store, "Ève Un", "Luc Deux", "Zoé Trois",
                on=date(2026, month, day), create=PERSON,
            )  # fmt: skip
    show_to(sqlite_store, "Ève Un", Diffusion.FORBIDDEN)
    for form in ("table", "json", "csv"):
        found = run(
            "network", "compare", "2026-q1", "2026-q2", "--format", form,
            at=sqlite_address,
        )  # fmt: skip
        assert found.code == 0
        assert "Ève" not in found.out + found.err
        assert "eve-un" not in found.out + found.err
    assert answer(run, sqlite_address, "2026-q1", "2026-q2")["hidden"] == 1


# What is printed


def test_comparison_says_what_it_rests_on(run: Run, at: Address) -> None:
    said = run("network", "compare", "2026-q1", "2026-q2", at=at).out
    for words in (
        "5, then 5",
        "kept: 2; new: 2; gone: 2",
        "January 1, 2026 to March 31, 2026",
        "As of June 30, 2026",
        "halved every 180 days",
        "What nobody logged is not seen.",
    ):
        assert words in said


def test_command_that_is_printed_shows_the_lines(run: Run, at: Address) -> None:
    said = run("network", "compare", "2026-q1", "2026-q2", at=at).out
    (typed, *_) = [it for it in said.splitlines() if it.startswith("  reseau")]
    found = run(*typed.split()[1:], at=at)
    assert (found.code, "1 line" in found.out) == (0, True)


def test_printed_command_counts_as_of_the_same_day(
    run: Run, sqlite_store: Store, sqlite_address: Address
) -> None:
    """2026 is not over: it is counted as of today, 24 November."""
    meet(sqlite_store, "CDC", "Solon", on=date(2026, 5, 28))  # 180 days before.
    said = run("network", "compare", "2025", "2026", at=sqlite_address).out
    (typed, *_) = [it for it in said.splitlines() if it.startswith("  reseau")]
    assert "weight 0.5" in run(*typed.split()[1:], at=sqlite_address).out


def test_printed_command_is_french_for_a_french_reader(run: Run, at: Address) -> None:
    said = run("liens", "comparer", "2026-t1", "2026-t2", at=at, lang="fr").out
    (typed, *_) = [it for it in said.splitlines() if it.startswith("  reseau")]
    found = run(*typed.split()[1:], at=at, lang="fr")
    assert (found.code, "1 ligne" in found.out) == (0, True)


def test_french_screen_has_no_english(run: Run, at: Address) -> None:
    for periods in (("2026-t1", "2026-t2"), ("2026-t2", "2026-t1"), ("2026", "2026")):
        said = run("liens", "comparer", *periods, at=at, lang="fr")
        assert said.code == 0
        assert english_words(said.out + said.err) == set()


def test_csv_has_every_tie_of_either_period(run: Run, at: Address) -> None:
    found = run(
        "network", "compare", "2026-q1", "2026-q2", "--limit", "1", "--format", "csv",
        at=at,
    )  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(found.out), delimiter=";"))
    assert [it["change"] for it in lines] == ["formed"] * 2 + ["dissolved"] * 2 + [
        "kept"
    ] * 2
    assert "As of June 30, 2026" in found.err


def test_lists_may_be_left_out(run: Run, at: Address) -> None:
    said = run(
        "network", "compare", "2026-q1", "2026-q2", "--limit", "0", at=at
    ).out  # fmt: skip
    assert "Strongest" not in said
    assert "Jaccard" in said


@pytest.mark.parametrize("typed", [("2026",), ("x", "2026"), ("2026..2025", "2026")])
def test_what_is_no_period_is_refused(
    run: Run, sqlite_address: Address, typed: tuple[str, ...]
) -> None:
    found = run("network", "compare", *typed, at=sqlite_address)
    assert (found.code, found.out) == (2, "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2025", "2025"),
        ("2026-03", "March 2026"),
        ("2026-12", "December 2026"),
        ("2026-q1", "January 1, 2026 to March 31, 2026"),
        ("2026-03-02", "March 2, 2026"),
        ("..2025", "until December 31, 2025"),
    ],
)
def test_period_is_named_as_shortly_as_can_be(
    run: Run, at: Address, typed: str, shown: str
) -> None:
    title = run("network", "compare", typed, "2024", at=at).out.splitlines()[0]
    assert title == f"Network: co-presence, {shown} compared with 2024"


def test_filters_are_kept(run: Run, at: Address) -> None:
    found = answer(run, at, "2026-q1", "2026-q2", "--kind", "call")
    assert (found["kind"], found["first"]["interactions"]) == ("call", 0)


# Real: the first rows of two quarters of the lobbying reports of Portland


def test_two_quarters_of_portland_share_two_actors(sqlite_store: Store) -> None:
    """The City and Dan Ryan are in both files: see tests/data/README.md."""
    run_import(
        sqlite_store,
        read_sources(
            [str(PORTLAND / "2024-q2.csv"), str(PORTLAND / "2025-q1.csv")],
            profile="portland",
            kind="interactions",
        ),
    )
    found = compared(
        sqlite_store,
        Period(date(2024, 1, 1), date(2025, 1, 1)),
        Period(date(2025, 1, 1), date(2026, 1, 1)),
    )
    assert found.before.overview.interactions + found.after.overview.interactions == 60
    stayed = set(found.union.changes.stayed)
    assert "Dan Ryan" in {it.name for it in found.names.values() if it.key in stayed}


def test_large_networks_are_shuffled_fewer_times(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseau.usecases.network.comparing._LOOKED_UP", 4 * 300)
    found = compare_periods(known, WINTER, SPRING, question=ALIKE)
    assert found.union.presence is not None
    assert found.union.presence.permutations == 300  # Each period has 4 ties.


def test_number_of_draws_is_said(run: Run, at: Address) -> None:
    said = run(
        "network", "compare", "2026-q1", "2026-q2", "--permutations", "99", at=at
    ).out
    assert "QAP: 99 draws" in said
