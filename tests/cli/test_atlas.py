"""``reseau atlas`` as it is typed."""

import json
from pathlib import Path

import pytest

from reseau.errors import ExitCode
from reseau.store.place.address import Address
from reseau.store.session import open_store
from tests.atlases import settle
from tests.support import Run


@pytest.fixture
def at(sqlite_address: Address) -> Address:
    store = open_store(sqlite_address)
    settle(store)
    store.dispose()
    return sqlite_address


def test_page_is_written_and_said(run: Run, at: Address, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    said = run("atlas", "--out", str(file), at=at)
    assert said.code == 0
    assert said.out == f"{file}: 3 portraits (territories: 3).\n"
    assert "2 organizations have no territory of this atlas." in said.err
    assert file.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_french_names_are_understood(run: Run, at: Address, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    typed = ("--par", "quartier", "--public", "groupe", "--sortie", str(file))
    said = run("atlas", *typed, lang="fr", at=at)
    assert said.code == 0, said.err
    assert '<html lang="fr">' in file.read_text("utf-8")
    assert "Atlas des quartiers" in file.read_text("utf-8")


def test_pdf_is_written_beside(run: Run, at: Address, tmp_path: Path) -> None:
    said = run("atlas", "--pdf", "--out", str(tmp_path / "a.html"), at=at)
    assert said.code == 0, said.err
    assert "WARNING" not in said.err
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")


def test_pdf_alone_when_the_name_says_so(run: Run, at: Address, tmp_path: Path) -> None:
    assert run("atlas", "--out", str(tmp_path / "a.pdf"), at=at).code == 0
    assert [it.name for it in tmp_path.glob("a.*")] == ["a.pdf"]


def test_other_endings_are_refused(run: Run, at: Address, tmp_path: Path) -> None:
    said = run("atlas", "--out", str(tmp_path / "a.docx"), at=at)
    assert said.code == ExitCode.USAGE
    assert "a.docx" in said.err


def test_figures_are_given_to_programs(run: Run, at: Address) -> None:
    data = json.loads(run("atlas", "--format", "json", at=at).out)
    assert data["day"] == "2026-11-24"
    assert data["sums"]["organizations"] == {
        "rows": 5, "repeats": 1, "outside": 2, "whole": 6,
    }  # fmt: skip
    assert [it["slug"] for it in data["portraits"]] == ["aulne", "bouleau", "cedre"]


def test_figures_are_rows_too(run: Run, at: Address) -> None:
    lines = run("atlas", "bouleau", "--format", "csv", at=at).out.splitlines()
    assert lines[0].startswith("territory;name;organizations;alone;people")
    assert lines[1:] == ["bouleau;Bouleau;2;1;;0;3;0;4;1"]


def test_unknown_territory_is_not_found(run: Run, at: Address) -> None:
    assert run("atlas", "atlantide", at=at).code == ExitCode.NOT_FOUND


def test_unknown_zone_of_a_layer_is_not_found(
    run: Run, at: Address, tmp_path: Path
) -> None:
    file = tmp_path / "z.geojson"
    file.write_text(
        '{"features": [{"properties": {"name": "Aulne"}, "geometry": {"type": '
        '"Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}}]}'
    )
    said = run("atlas", "Sapin", "--layer", str(file), at=at)
    assert said.code == ExitCode.NOT_FOUND
    assert "It has: Aulne." in said.err
