"""``reseau influence`` in both languages: what a person reads, what a program gets."""

import json
from pathlib import Path
from typing import Any

import pytest

from reseau.cli.influence.influence_tables import _parts
from reseau.store.place.address import Address
from tests.commands import english_words
from tests.records import dump, furnish_at
from tests.support import Answer, Run

LOOKS = ("matrix", "mactor", "rank", "dematel")
FRENCH = ("matrice", "mactor", "rang", "dematel")


@pytest.fixture
def workshop(run: Run, sqlite_address: Address) -> Address:
    """Three actors in a circle, as Nadia Tremblay has it, and an objective."""
    at = sqlite_address
    furnish_at(at)
    for one, other, strength in (
        ("cdc-rosemont", "solon", "3"),
        ("solon", "solon-nord", "2"),
        ("solon-nord", "cdc-rosemont", "1"),
    ):
        told(run, at, "assert", one, other, "--strength", strength)
    assert run("influence", "objective", "Geler les loyers", at=at).code == 0
    for who, stance in (("cdc-rosemont", "-3"), ("solon", "+2"), ("solon-nord", "0")):
        told(run, at, "position", who, "geler-les-loyers", "--stance", stance)
    return at


def told(
    run: Run, at: Address, *typed: str, by: str = "nadia-tremblay", lang: str = "en"
) -> Answer:
    done = run("influence", *typed, "--by", by, "--on", "2026-11-03", lang=lang, at=at)
    assert done.code == 0, done.err
    return done


def look(run: Run, at: Address, *typed: str) -> Any:
    answer = run("influence", *typed, "--format", "json", at=at)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def second_assessor(run: Run, at: Address, by: str = "etienne-belanger") -> None:
    for one, other in (("cdc-rosemont", "solon"), ("solon", "solon-nord")):
        told(run, at, "assert", one, other, "--strength", "0", by=by)
    told(run, at, "assert", "solon-nord", "cdc-rosemont", "--strength", "1", by=by)


def test_assertion_is_echoed_with_who_and_when(
    run: Run, sqlite_address: Address
) -> None:
    furnish_at(sqlite_address)
    done = told(
        run, sqlite_address, "assert", "solon", "cdc-rosemont", "--strength", "3",
        "--theme", "housing",
    )  # fmt: skip
    assert "Solon → CDC de Rosemont, strength 3 (#1)." in done.out
    assert "Nadia Tremblay, Tuesday, November 3, 2026, on “housing”." in done.err
    assert "To undo" in done.err


@pytest.mark.parametrize("strength", ["5", "-1", "2.5", "beaucoup", "9" * 5000])
def test_strength_out_of_scale_is_refused(
    run: Run, sqlite_address: Address, strength: str
) -> None:
    furnish_at(sqlite_address)
    done = run(
        "influence", "assert", "solon", "cdc-rosemont", "--strength", strength,
        at=sqlite_address,
    )  # fmt: skip
    assert (done.code, "from 0 to 4" in done.err) == (2, True)


def test_typographic_minus_is_a_minus(run: Run, workshop: Address) -> None:
    told(run, workshop, "position", "solon", "geler-les-loyers", "--stance", "−4")
    stances = {it["actor"]: it["stance"] for it in look(run, workshop, "positions")}
    assert stances["Solon"] == -4


@pytest.mark.parametrize(
    "typed",
    [
        ("assert", "solon", "cdc-rosemont", "--strength", "3"),
        ("objective", "Bâtir"),
        ("position", "solon", "geler-les-loyers", "--stance", "1"),
        ("remove", "1", "--yes"),
    ],
)
def test_simulating_and_undoing_leave_the_store_as_it_was(
    run: Run, workshop: Address, typed: tuple[str, ...]
) -> None:
    before = dump(workshop)
    simulated = run("influence", *typed, "--dry-run", at=workshop)
    assert (simulated.code, dump(workshop)) == (0, before)
    assert run("influence", *typed, at=workshop).code == 0
    assert dump(workshop) != before
    assert run("undo", at=workshop).code == 0
    assert dump(workshop) == before


@pytest.mark.parametrize("name", FRENCH)
def test_looks_speak_french(run: Run, workshop: Address, name: str) -> None:
    answer = run("influence", name, lang="fr", at=workshop)
    assert answer.code == 0, answer.err
    assert english_words(answer.out) - {"nord"} == set()


@pytest.mark.parametrize("name", LOOKS)
def test_every_look_says_what_it_rests_on(
    run: Run, workshop: Address, name: str
) -> None:
    answer = run("influence", name, at=workshop)
    assert "Influences asserted: 3; positions: 3; by Nadia Tremblay." in answer.out
    assert "all of it was said on November 3, 2026" in answer.out
    assert "3 of 6 pairs were rated" in answer.out
    assert "is what somebody thinks on a day, not a fact" in answer.out


@pytest.mark.parametrize("name", LOOKS)
def test_empty_store_says_how_to_begin(
    run: Run, sqlite_address: Address, name: str
) -> None:
    answer = run("influence", name, at=sqlite_address)
    assert (answer.code, "reseau influence assert" in answer.err) == (4, True)


@pytest.mark.parametrize("name", LOOKS)
def test_json_carries_what_it_rests_on(run: Run, workshop: Address, name: str) -> None:
    found = look(run, workshop, name)
    assert (found["as_of"], found["since"]) == ("2026-11-24", "2026-11-03")
    assert (found["pairs"], found["pairs_rated"], found["half_life"]) == (6, 3, None)
    assert [it["name"] for it in found["assessors"]] == ["Nadia Tremblay"]


def test_plane_is_read_in_words(run: Run, workshop: Address) -> None:
    """By hand, CDC → Solon → Solon-Nord → CDC: I = 5, 3, 2; D = 2, 4, 4; mean 10/3."""
    answer = run("influence", "mactor", at=workshop)
    assert "Dominant, they weigh on others more" in answer.out
    found = look(run, workshop, "mactor")["combined"]
    assert found["tables"]["I"] == [5.0, 3.0, 2.0]
    assert found["places"] == ["dominant", "dominated", "dominated"]


def test_all_prints_every_table(run: Run, workshop: Address) -> None:
    answer = run("influence", "mactor", "--all", at=workshop)
    for title in ("MDII", "MMDII", "Net scale", "1MAO", "2CAA", "3DAA", "Ambivalence"):
        assert title in answer.out


def test_two_assessors_stand_side_by_side(run: Run, workshop: Address) -> None:
    second_assessor(run, workshop)
    answer = run("influence", "mactor", at=workshop)
    assert "a mean of two would hide it" in answer.out
    assert "CDC de Rosemont → Solon: Nadia Tremblay 3, Étienne Bélanger 0" in answer.out
    assert look(run, workshop, "mactor")["combined"] is None


def test_two_assessors_are_written_in_one_cell(run: Run, workshop: Address) -> None:
    second_assessor(run, workshop)
    answer = run("influence", "matrix", at=workshop)
    assert "0/3*" in answer.out
    cells = look(run, workshop, "matrix")["influences"]
    assert [it["value"] for it in cells if it["spread"]] == [None, None]


def test_ranks_of_two_who_differ_ask_for_one(run: Run, workshop: Address) -> None:
    second_assessor(run, workshop)
    answer = run("influence", "rank", at=workshop)
    assert (answer.code, "--by" in answer.err) == (5, True)
    assert run("influence", "rank", "--by", "nadia-tremblay", at=workshop).code == 0


def test_three_assessors_have_a_mean(run: Run, workshop: Address) -> None:
    second_assessor(run, workshop)
    second_assessor(run, workshop, by="marie-roy")
    answer = run("influence", "matrix", at=workshop)
    assert "Mean of the assessors who rated each pair." in answer.out
    cells = look(run, workshop, "matrix")["influences"]
    assert (cells[0]["n"], cells[0]["value"]) == (3, 1.0)


def test_columns_are_cut_where_the_screen_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By hand: 40 - 10 - 3 leaves 27 characters, and each column takes 2 + 3."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    assert _parts([2] * 12, left=10) == [range(5), range(5, 10), range(10, 12)]


def test_one_part_when_there_is_no_screen() -> None:
    assert _parts([2] * 99, left=10) == [range(99)]


def test_matrix_as_csv_is_pair_by_pair(run: Run, workshop: Address) -> None:
    answer = run("influence", "matrix", "--format", "csv", at=workshop)
    assert answer.out.splitlines()[0] == "source;target;n;value;lowest;highest;spread"


def test_forecast_says_it_is_a_model(run: Run, workshop: Address) -> None:
    answer = run("influence", "opinion", "geler-les-loyers", at=workshop)
    assert "A model (Friedkin and Johnsen), not a forecast" in answer.out
    assert "keeps 50% of its first stance" in answer.out


@pytest.mark.parametrize("openness", ["1", "-1", "nan", "half"])
def test_openness_out_of_range_is_refused(
    run: Run, workshop: Address, openness: str
) -> None:
    answer = run(
        "influence", "opinion", "geler-les-loyers", "--openness", openness, at=workshop
    )
    assert (answer.code, "--openness" in answer.err) == (2, True)


def test_workbook_goes_out_and_comes_back(
    run: Run, workshop: Address, tmp_path: Path
) -> None:
    out = tmp_path / "atelier.xlsx"
    made = run("influence", "gabarit", str(out), "--rempli", lang="fr", at=workshop)
    assert made.code == 0, made.err
    before = dump(workshop)
    # The day of the workshop is today: what is said again is new, with its day.
    done = run("importer", "influence", str(out), "--simuler", lang="fr", at=workshop)
    assert (done.code, dump(workshop)) == (0, before)
    assert "nouvelles" in done.out


def test_wrong_cell_is_named_and_nothing_is_written(
    run: Run, workshop: Address, tmp_path: Path
) -> None:
    file = tmp_path / "matrice.csv"
    file.write_text(";Solon;CDC de Rosemont\nSolon;;7\nCDC de Rosemont;1;\n", "utf-8")
    before = dump(workshop)
    done = run("import", "influence", str(file), "--yes", at=workshop)
    assert (done.code, dump(workshop)) == (2, before)
    assert "matrice.csv C2" in done.err
    assert "nothing was written" in done.err


def test_import_asks_first(run: Run, workshop: Address, tmp_path: Path) -> None:
    file = tmp_path / "matrice.csv"
    file.write_text(";Solon;CDC de Rosemont\nSolon;;1\nCDC de Rosemont;1;\n", "utf-8")
    done = run("import", "influence", str(file), at=workshop)
    assert (done.code, "--yes" in done.err) == (2, True)


@pytest.mark.parametrize("form", ["graphml", "gexf", "kumu"])
def test_influences_are_in_no_export_of_the_network(
    run: Run, workshop: Address, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "network"
    assert run("export", form, str(out), at=workshop).code == 0
    text = out.read_text("utf-8")
    assert "influence" not in text.lower()
    assert "loyers" not in text


@pytest.mark.parametrize("table", ["actors", "interactions", "participations", "ties"])
def test_influences_are_in_no_table(
    run: Run, workshop: Address, tmp_path: Path, table: str
) -> None:
    out = tmp_path / "table.csv"
    assert run("export", "csv", table, str(out), at=workshop).code == 0
    assert "loyers" not in out.read_text("utf-8")


def test_influences_are_on_no_map(run: Run, workshop: Address, tmp_path: Path) -> None:
    out = tmp_path / "map.html"
    told(
        run, workshop, "assert", "solon", "cdc-rosemont", "--strength", "4",
        "--evidence", "Entrevue confidentielle",
    )  # fmt: skip
    assert run("map", "--out", str(out), at=workshop).code == 0
    text = out.read_text("utf-8")
    assert "confidentielle" not in text
    assert "loyers" not in text


def test_influences_are_in_the_whole_store(
    run: Run, workshop: Address, tmp_path: Path
) -> None:
    out = tmp_path / "store.json"
    assert run("export", "json", str(out), at=workshop).code == 0
    assert "Geler les loyers" in out.read_text("utf-8")
