"""``reseau demo`` works in a folder of its own, and touches nothing else."""

import json
import os
from pathlib import Path

import pytest

from tests.support import Run


@pytest.fixture
def demo_folder(tmp_path: Path) -> Path:
    return tmp_path / "essai"


def test_demo_imports_analyses_and_maps(run: Run, demo_folder: Path) -> None:
    answer = run("demo", "--out", str(demo_folder), "--format", "json")
    assert answer.code == 0
    shown = json.loads(answer.out)
    # Counted by hand in the four files: header lines and blank lines aside.
    assert shown["imported"]["rows_read"] == 1699
    assert shown["overview"]["interactions"] == 1699
    assert shown["overview"]["as_of"] == "2026-06-30"
    shares = [it["share"] for it in shown["why"]["layers"][0]["lines"]]
    assert sum(shares) == pytest.approx(1)
    page = (demo_folder / "map.html").read_text("utf-8")
    assert "Portland Business Alliance" in page


def test_demo_speaks_french(run: Run, demo_folder: Path) -> None:
    answer = run("demo", "--sortie", str(demo_folder), lang="fr")
    assert answer.code == 0
    assert "carte.html" in answer.out
    assert "reseau liens apercu" in answer.out


def test_demo_is_private(run: Run, demo_folder: Path) -> None:
    run("demo", "--out", str(demo_folder))
    if os.name == "posix":
        modes = {it.name: it.stat().st_mode & 0o077 for it in demo_folder.iterdir()}
        assert set(modes.values()) == {0}


def test_demo_is_made_again_in_its_own_folder(run: Run, demo_folder: Path) -> None:
    first = run("demo", "--out", str(demo_folder))
    again = run("demo", "--out", str(demo_folder))
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out


def test_demo_refuses_a_folder_that_holds_something_else(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "rapport.docx").write_text("x")
    answer = run("demo", "--out", str(tmp_path))
    assert answer.code == 2
    assert [it.name for it in tmp_path.iterdir()] == ["rapport.docx"]


def test_demo_refuses_a_file_in_place_of_a_folder(run: Run, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("x")
    assert run("demo", "--out", str(taken)).code == 2
