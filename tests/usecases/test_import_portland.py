"""The first rows of two quarters of a real contact log, counted by another program.

Counts were taken with Python's csv module alone: see tests/data/README.md.
"""

from pathlib import Path

import pytest

from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.exchanging.importing import ImportReport, read_sources, run_import
from reseau.usecases.log.memory import redo_operation, undo_operation
from tests.contents import operations, rows_of
from tests.support import Run

DATA = Path(__file__).parents[1] / "data" / "portland"
Q2_2024, Q1_2025 = str(DATA / "2024-q2.csv"), str(DATA / "2025-q1.csv")
NOT_CSV = str(DATA / "2014-q4.csv")


def portland(store: Store, *files: str, partial: bool = False) -> ImportReport:
    sources = read_sources(files, profile="portland", kind="interactions")
    return run_import(store, sources, partial=partial)


def figures(store: Store) -> dict[str, int]:
    content = rows_of(store)
    return {
        "lines": len(content["interaction"]),
        "actors": len(content["actor"]),
        "people": sum(it["kind"] == "person" for it in content["actor"]),
        "themes": len(content["theme"]),
    }


def test_quarter_of_the_old_headers(sqlite_store: Store) -> None:
    """30 rows, one of them twice; 5 organizations and the City; 20 people."""
    done = portland(sqlite_store, Q2_2024)
    assert (done.problems, done.sources.repeats) == ([], 1)
    assert figures(sqlite_store) == {
        "lines": 30,
        "actors": 26,
        "people": 20,
        "themes": 6,
    }


def test_quarter_of_the_new_headers(sqlite_store: Store) -> None:
    """30 rows; 2 organizations and the City; 32 spellings of 31 people."""
    portland(sqlite_store, Q1_2025)
    assert figures(sqlite_store) == {
        "lines": 30,
        "actors": 34,
        "people": 31,
        "themes": 4,
    }


def test_both_quarters_give_the_same_figures_on_both_databases(store: Store) -> None:
    """The City and “Ryan, Dan” = “Dan Ryan” are in both: 26 + 34 − 2 actors."""
    portland(store, Q2_2024, Q1_2025)
    assert figures(store) == {"lines": 60, "actors": 58, "people": 50, "themes": 8}


def test_quarters_one_by_one_or_together_are_the_same(
    sqlite_store: Store, sqlite_address: Address
) -> None:
    portland(sqlite_store, Q2_2024)
    portland(sqlite_store, Q1_2025)
    assert figures(sqlite_store) == {
        "lines": 60,
        "actors": 58,
        "people": 50,
        "themes": 8,
    }


def test_second_import_has_nothing_to_change(store: Store) -> None:
    portland(store, Q2_2024, Q1_2025)
    again = portland(store, Q2_2024, Q1_2025)
    assert (len(again.known), again.operation, operations(store)) == (60, None, 1)


def test_whole_import_is_undone_and_redone_to_the_row(store: Store) -> None:
    before = rows_of(store)
    portland(store, Q2_2024, Q1_2025)
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_same_person_either_way_round_is_one(sqlite_store: Store) -> None:
    portland(sqlite_store, Q2_2024, Q1_2025)
    names = [it["name"] for it in rows_of(sqlite_store)["actor"]]
    assert names.count("Jamie Dunphy") == 1
    assert names.count("Dan Ryan") == 1
    assert "Elana Pirtle-Guiney" in names


def test_file_that_is_not_csv_is_refused_by_name(
    run: Run, sqlite_address: Address
) -> None:
    typed = ("import", "interactions", Q2_2024, NOT_CSV, "--profile", "portland")
    refused = run(*typed, "--yes", at=sqlite_address)
    assert refused.code == 2
    assert "2014-q4.csv" in refused.err
    assert operations(open_store(sqlite_address)) == 0


def test_good_quarters_are_taken_in_spite_of_the_other(
    sqlite_store: Store,
) -> None:
    done = portland(sqlite_store, Q2_2024, NOT_CSV, partial=True)
    assert [it.file for it in done.sources.refused] == ["2014-q4.csv"]
    assert figures(sqlite_store)["lines"] == 30


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_import_says_how_many_lines_it_read(
    run: Run, sqlite_address: Address, lang: str
) -> None:
    typed = ("import", "interactions", Q2_2024, "--profile", "portland", "--yes")
    done = run(*typed, at=sqlite_address, lang=lang)
    assert (done.code, "30" in done.out) == (0, True)
