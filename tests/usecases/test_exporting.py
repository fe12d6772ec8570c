"""Exports: what leaves the store, for whom, and how safely."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import Diffusion
from reseau.store.models import Actor
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.exchanging.exporting import (
    TABLES,
    UnknownTableNameError,
    export_graph,
    export_table,
)
from reseau.usecases.maps.mapping import MapWish, draw_map
from reseau.usecases.network.network import Question
from tests.contents import (
    PERSON,
    fill_every_table,
    meet,
    operations,
    rows_of,
    show_to,
)
from tests.support import Run

HOSTILE = "L'Écuyer\v<&>\""
GRAPHS = ("graphml", "gexf", "kumu")
SECRET = "Zénaïde Cachée"
HIDDEN = "zenaide-cachee"


@pytest.fixture
def hostile(sqlite_store: Store) -> Store:
    """Give a store whose first actor has a name that breaks what is not escaped."""
    with sqlite_store.working("test") as work:
        work.session.add(
            Actor(
                slug="l-ecuyer", kind=PERSON, name=HOSTILE, name_key="l'ecuyer",
                diffusion=Diffusion.PUBLIC, added_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )  # fmt: skip
    meet(sqlite_store, "@l-ecuyer", "Solon")
    return sqlite_store


def written(store: Store, folder: Path, form: str) -> str:
    file = folder / f"network.{form}"
    export_graph(store, file, form=form, question=Question(), language="en")
    return file.read_text("utf-8")


# Graphs


def test_graphml_of_hostile_names_parses(hostile: Store, tmp_path: Path) -> None:
    root = ET.fromstring(written(hostile, tmp_path, "graphml"))
    names = {it.text for it in root.iter() if it.tag.endswith("}data")}
    assert "L'Écuyer<&>\"" in names


def test_gexf_of_hostile_names_parses(hostile: Store, tmp_path: Path) -> None:
    root = ET.fromstring(written(hostile, tmp_path, "gexf"))
    labels = {it.get("label") for it in root.iter() if it.tag.endswith("}node")}
    assert labels == {"L'Écuyer<&>\"", "Solon"}


def test_kumu_of_hostile_names_parses(hostile: Store, tmp_path: Path) -> None:
    found = json.loads(written(hostile, tmp_path, "kumu"))
    labels = {it["label"] for it in found["elements"]}
    assert {it.replace("\v", "") for it in labels} == {"L'Écuyer<&>\"", "Solon"}


def test_map_of_hostile_names_holds_no_raw_markup(
    hostile: Store, tmp_path: Path
) -> None:
    for ending in ("html", "svg"):
        file = tmp_path / f"map.{ending}"
        draw_map(hostile, file, question=Question(), wish=MapWish("en"))
        assert "L'Écuyer<&>" not in file.read_text("utf-8")


@pytest.mark.parametrize("form", GRAPHS)
def test_same_network_gives_the_same_file(
    hostile: Store, tmp_path: Path, form: str
) -> None:
    once = written(hostile, tmp_path, form)
    assert written(hostile, tmp_path, form) == once


@pytest.mark.parametrize("form", GRAPHS)
def test_empty_network_is_written(
    sqlite_store: Store, tmp_path: Path, form: str
) -> None:
    assert written(sqlite_store, tmp_path, form)


def test_graph_is_the_same_from_both_databases(store: Store, tmp_path: Path) -> None:
    fill_every_table(store)
    root = ET.fromstring(written(store, tmp_path, "graphml"))
    nodes = [it.get("id") for it in root.iter() if it.tag.endswith("}node")]
    assert nodes == [
        "cdc-rosemont",
        "etienne-belanger",
        "marie-roy",
        "nadia-tremblay",
        "solon",
        "solon-nord",
    ]


# Tables


def table(
    store: Store,
    folder: Path,
    name: str,
    shown_to: Diffusion = Diffusion.INTERNAL,
) -> str:
    file = folder / "table.csv"
    export_table(store, file, table=name, shown_to=shown_to)
    return file.read_text("utf-8-sig")


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_actors_are_exported_with_what_they_did(
    sqlite_store: Store, tmp_path: Path
) -> None:
    meet(sqlite_store, "CDC", "Solon", on=date(2026, 3, 1))
    meet(sqlite_store, "CDC", on=date(2026, 2, 1))
    found = cells(table(sqlite_store, tmp_path, "actors"))
    assert [(it["code"], it["interactions"], it["last"]) for it in found] == [
        ("cdc", "2", "2026-03-01"),
        ("solon", "1", "2026-03-01"),
    ]


def test_ties_are_exported_with_their_weight(
    sqlite_store: Store, tmp_path: Path
) -> None:
    meet(sqlite_store, "CDC", "Solon", on=date(2026, 11, 24))
    [tie] = cells(table(sqlite_store, tmp_path, "ties"))
    assert (tie["one"], tie["other"], tie["weight"]) == ("cdc", "solon", "1,0")


def test_every_table_is_exported_from_both_databases(
    store: Store, tmp_path: Path
) -> None:
    fill_every_table(store)
    counts = {it: len(cells(table(store, tmp_path, it))) for it in [*TABLES, "ties"]}
    assert counts == {
        "actors": 6,
        "interactions": 3,
        "participations": 4,
        "memberships": 1,
        "signals": 1,
        "needs": 1,
        "ties": 1,
    }


def test_unknown_table_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownTableNameError):
        table(sqlite_store, tmp_path, "contacts")
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize("name", [*TABLES, "ties"])
def test_contacts_and_notes_never_leave_in_a_table(
    sqlite_store: Store, tmp_path: Path, name: str
) -> None:
    fill_every_table(sqlite_store)
    text = table(sqlite_store, tmp_path, name)
    assert "example.org" not in text
    assert "Première ligne" not in text


def test_cell_that_looks_like_a_formula_is_disarmed(
    sqlite_store: Store, tmp_path: Path
) -> None:
    formula = '=HYPERLINK("http://example.org";"A")'
    meet(sqlite_store, formula, title="+1+1")
    [actor] = cells(table(sqlite_store, tmp_path, "actors"))
    [line] = cells(table(sqlite_store, tmp_path, "interactions"))
    assert actor["name"] == f"'{formula}"
    assert line["title"] == "'+1+1"


def test_separator_is_the_one_asked_for(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    typed = ("export", "csv", "actors", str(file), "--separator", "tab")
    assert run(*typed, at=sqlite_address).code == 0
    assert file.read_text("utf-8-sig").startswith("code\tname\t")


# Who may be shown


@pytest.fixture
def audiences(sqlite_store: Store) -> Store:
    """Give four people who met, each of a diffusion."""
    names = {"Ina Terne": Diffusion.INTERNAL, "Gro Upe": Diffusion.GROUP,
             "Pu Blic": Diffusion.PUBLIC, SECRET: Diffusion.FORBIDDEN}  # fmt: skip
    meet(sqlite_store, *names, create=PERSON)
    for name, diffusion in names.items():
        show_to(sqlite_store, name, diffusion)
    return sqlite_store


SHOWN = [
    (Diffusion.INTERNAL, {"gro-upe", "ina-terne", "pu-blic"}),
    (Diffusion.GROUP, {"gro-upe", "pu-blic"}),
    (Diffusion.PUBLIC, {"pu-blic"}),
]


@pytest.mark.parametrize(
    ("audience", "codes"), SHOWN, ids=["internal", "group", "public"]
)
def test_table_shows_whom_its_audience_may_see(
    audiences: Store, tmp_path: Path, audience: Diffusion, codes: set[str]
) -> None:
    actors = cells(table(audiences, tmp_path, "actors", shown_to=audience))
    parts = cells(table(audiences, tmp_path, "participations", shown_to=audience))
    assert {it["code"] for it in actors} == codes
    assert {it["actor"] for it in parts} == codes


@pytest.mark.parametrize(
    ("audience", "codes"), SHOWN, ids=["internal", "group", "public"]
)
def test_graph_shows_whom_its_audience_may_see(
    audiences: Store, tmp_path: Path, audience: Diffusion, codes: set[str]
) -> None:
    file = tmp_path / "network.graphml"
    question = Question(shown_to=audience)
    export_graph(audiences, file, form="graphml", question=question, language="en")
    root = ET.fromstring(file.read_text("utf-8"))
    assert {it.get("id") for it in root.iter() if it.tag.endswith("}node")} == codes


@pytest.mark.parametrize("ending", ["html", "svg"])
def test_map_for_the_public_names_nobody_else(
    audiences: Store, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"map.{ending}"
    question = Question(shown_to=Diffusion.PUBLIC)
    draw_map(audiences, file, question=question, wish=MapWish("en"))
    content = file.read_text("utf-8")
    named = {it for it in ("Ina Terne", "Gro Upe", "Pu Blic") if it in content}
    assert named == {"Pu Blic"}


@pytest.mark.parametrize("audience", ["internal", "group", "public"])
def test_forbidden_person_is_in_no_export_nor_map(
    run: Run, audiences: Store, tmp_path: Path, audience: str
) -> None:
    with audiences.working("test") as work:
        people = {it.slug: it for it in work.session.scalars(select(Actor))}
        other = Actor(
            slug="pour-elle", kind=PERSON, name="Pour Elle", name_key="pour elle",
            diffusion=Diffusion.PUBLIC, added_at=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
        work.session.add(other)
        assert people[HIDDEN].diffusion is Diffusion.FORBIDDEN
    brought = ("log", "Suivi", "--with", "pour-elle", "--on", "2026-11-01",
               "--brought-by", f"pour-elle={HIDDEN}",
               "--on-behalf-of", f"pour-elle={HIDDEN}")  # fmt: skip
    at = audiences.address
    assert run(*brought, at=at).code == 0
    for name in (*TABLES, "ties"):
        file = str(tmp_path / f"{name}.csv")
        assert run("export", "csv", name, file, "--audience", audience, at=at).code == 0
    for form in GRAPHS:
        file = str(tmp_path / f"network.{form}")
        assert run("export", form, file, "--audience", audience, at=at).code == 0
    for ending in ("html", "svg"):
        file = str(tmp_path / f"map.{ending}")
        assert run("map", "--out", file, "--audience", audience, at=at).code == 0
    files = [it for it in tmp_path.iterdir() if it.suffix != ".sqlite"]
    assert len([it for it in files if it.is_file()]) >= 10
    for exported in files:
        if exported.is_file() and "sqlite" not in exported.name:
            content = exported.read_text("utf-8-sig")
            assert HIDDEN not in content, exported.name
            assert SECRET not in content, exported.name


def test_nobody_exports_for_the_forbidden(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    typed = ("export", "csv", "actors", str(tmp_path / "a.csv"))
    refused = run(*typed, "--audience", "forbidden", at=sqlite_address)
    assert (refused.code, (tmp_path / "a.csv").exists()) == (2, False)


def test_file_that_cannot_be_written_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = str(tmp_path / "nowhere" / "a.csv")
    refused = run("export", "csv", "actors", file, at=sqlite_address)
    assert (refused.code, "Traceback" in refused.err) == (2, False)


def test_export_writes_nothing_but_that_something_left(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    store = open_store(sqlite_address)
    fill_every_table(store)
    before, done = rows_of(store), operations(store)
    run("export", "kumu", str(tmp_path / "k.json"), at=sqlite_address)
    after = rows_of(store)
    assert len(after.pop("departure")) == len(before.pop("departure")) + 1
    assert (after, operations(store)) == (before, done)
