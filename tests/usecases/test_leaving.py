"""What leaves the store is noted: who took it, for whom, never what is in it."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.periods import Period
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.exchange.atomic import NotWrittenError
from reseau.store.privacy.departures import holds, pack
from reseau.store.session import Store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.common.leaving import list_departures
from reseau.usecases.exchanging.exporting import export_graph, export_table
from reseau.usecases.exchanging.whole_store import export_store
from reseau.usecases.maps.mapping import MapWish, draw_map
from reseau.usecases.network.network import Question
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.privacy_file import write_person_file
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import add, meet, operations, show_to
from tests.support import Run


@pytest.fixture
def known(store: Store) -> Store:
    """Give a store where Ana and Bob met, and Ana may be shown to the public."""
    meet(store, "Ana Bell", "Bob Cole", create=ActorKind.PERSON)
    show_to(store, "Ana Bell", Diffusion.PUBLIC)
    return store


def test_export_is_noted_with_its_sum(known: Store, tmp_path: Path) -> None:
    out = tmp_path / "actors.csv"
    export_table(known, out, table="actors", shown_to=Diffusion.PUBLIC)
    [line] = list_departures(known)
    assert (line.command, line.audience, line.count) == ("export csv", "public", 1)
    assert line.author == "tester"
    assert line.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()


def test_who_is_in_a_file_is_known(known: Store, tmp_path: Path) -> None:
    export_table(
        known, tmp_path / "a.csv", table="participations", shown_to=Diffusion.PUBLIC
    )
    assert len(list_departures(known, who="ana-bell")) == 1
    assert list_departures(known, who="bob-cole") == []


def test_map_is_noted_with_what_it_was_restricted_to(
    known: Store, tmp_path: Path
) -> None:
    question = Question(
        period=Period(date(2026, 1, 1)), theme="Housing", shown_to=Diffusion.GROUP
    )
    add_theme(known, "Logement", "Housing", changes=ThemeChanges())
    draw_map(known, tmp_path / "map.html", question=question, wish=MapWish("en"))
    [line] = list_departures(known)
    assert (line.command, line.audience) == ("map", "group")
    assert json.loads(line.chosen) == {
        "layer": "copresence", "since": "2026-01-01", "theme": "logement",
    }  # fmt: skip


def test_graph_whole_store_and_file_are_noted(known: Store, tmp_path: Path) -> None:
    export_graph(
        known, tmp_path / "a.gexf", form="gexf", question=Question(), language="en"
    )
    export_store(known, tmp_path / "a.json")
    write_person_file(known, "ana-bell", tmp_path)
    found = [it.command for it in list_departures(known, who="ana-bell")]
    assert found == ["privacy file", "privacy file", "export json", "export gexf"]


def test_file_that_is_not_written_is_not_noted(known: Store, tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError):
        export_store(known, tmp_path / "nowhere" / "a.json")
    assert list_departures(known) == []


def test_noting_is_no_operation_to_undo(known: Store, tmp_path: Path) -> None:
    before = operations(known)
    export_store(known, tmp_path / "a.json")
    assert operations(known) == before


def test_merged_person_is_found_in_what_left_before(
    known: Store, tmp_path: Path
) -> None:
    export_table(known, tmp_path / "a.csv", table="actors")
    add(known, "Ana Belle", ActorKind.PERSON)
    merge_actors(known, "ana-bell", "ana-belle")
    assert len(list_departures(known, who="ana-belle")) == 1


def test_erasing_leaves_the_note_and_no_name(known: Store, tmp_path: Path) -> None:
    write_person_file(known, "ana-bell", tmp_path)
    done = erase_person(known, "ana-bell")
    assert done.left == ()
    assert [it.command for it in done.departures] == ["privacy file", "privacy file"]
    assert len(list_departures(known)) == 2


def test_erasing_says_which_files_held_the_person(
    run: Run, known: Store, tmp_path: Path
) -> None:
    export_table(known, tmp_path / "a.csv", table="actors", shown_to=Diffusion.PUBLIC)
    said = run("privacy", "erase", "ana-bell", "--dry-run", at=known.address)
    assert "1 file that left held the person" in said.out
    assert "export csv · public" in said.out
    said = run("privacy", "erase", "bob-cole", "--dry-run", at=known.address)
    assert "that left" not in said.out


def test_command_lists_what_left(run: Run, known: Store, tmp_path: Path) -> None:
    at = known.address
    run("map", "--out", str(tmp_path / "map.html"), at=at)
    listed = run("vie-privee", "audit", "--personne", "ana-bell", lang="fr", at=at)
    assert "produit par" in listed.out
    found = json.loads(run("privacy", "audit", "--format", "json", at=at).out)
    assert [it["command"] for it in found] == ["map"]
    assert found[0]["left_at"] == "2026-11-24T10:00:00-05:00"


def test_file_of_a_person_says_what_left(known: Store, tmp_path: Path) -> None:
    export_table(known, tmp_path / "a.csv", table="actors")
    done = write_person_file(known, "ana-bell", tmp_path)
    assert "export csv" in done.page.read_text("utf-8")


@given(st.sets(st.integers(1, 300)), st.integers(1, 300))
def test_packed_keys_hold_what_was_packed(keys: set[int], key: int) -> None:
    assert holds(pack(keys), key) == (key in keys)


def test_keys_are_packed_as_spans() -> None:
    assert pack([3, 1, 2, 7]) == "1:3,7"
