"""What a new coordinator runs into in the first hour, and is told."""

from pathlib import Path

import pytest

from reseau.store.place.address import Address
from tests.records import furnish_at
from tests.support import Run


@pytest.fixture
def known(sqlite_address: Address) -> Address:
    furnish_at(sqlite_address)
    return sqlite_address


def test_lines_of_windows_keep_their_accents(
    run: Run, known: Address, tmp_path: Path
) -> None:
    file = tmp_path / "lignes.txt"
    file.write_bytes("hier Café à Rosemont @nadia-tremblay\r\n".encode("cp1252"))
    done = run("log", "--file", str(file), at=known)
    assert done.code == 0
    assert "Café à Rosemont" in done.out
    assert "windows-1252" in done.err


def test_missing_file_of_lines_is_told_as_missing(
    run: Run, known: Address, tmp_path: Path
) -> None:
    done = run("log", "--file", str(tmp_path / "absent.txt"), lang="fr", at=known)
    assert done.code == 4
    assert "UTF-8" not in done.err
    assert "absent.txt" in done.err


@pytest.mark.parametrize(("name", "code"), [("Marie Roy", 3), ("Personne du tout", 4)])
def test_wrong_line_among_several_answers_as_if_alone(
    run: Run, known: Address, tmp_path: Path, name: str, code: int
) -> None:
    file = tmp_path / "lignes.txt"
    file.write_text(f'Un @solon\nDeux @"{name}"\n', encoding="utf-8")
    done = run("log", "--file", str(file), at=known)
    assert done.code == code
    assert "Line 2" in done.err


def test_somebody_nearly_so_named_is_added_when_said_to_be_another(
    run: Run, known: Address
) -> None:
    typed = ("log", "Appel", "--with", "Nadja Tremblay", "--create", "person")
    refused = run(*typed, at=known)
    assert refused.code == 3
    assert "--create-anyway" in refused.err
    done = run(*typed, "--create-anyway", at=known)
    assert "new person, nadja-tremblay" in done.err


def test_homonyms_are_not_added_to_by_the_way(run: Run, known: Address) -> None:
    done = run(
        "log", "Appel", "--with", "Marie Roy", "--create", "person", "--create-anyway",
        at=known,
    )  # fmt: skip
    assert done.code == 3


def test_first_days_speak_of_no_habit(run: Run, sqlite_address: Address) -> None:
    run("actor", "add", "Solon", at=sqlite_address)
    for title in ("Un", "Deux", "Trois", "Quatre"):
        run("log", title, "--with", "solon", at=sqlite_address)
    told = run("status", lang="fr", at=sqlite_address).out
    assert "0,0 d’habitude" not in told
