"""A wrong clock or a bare environment: nothing is lost, nothing crashes."""

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reseau.domain.vocabulary import ActorKind
from reseau.store.place.address import Address, address_of
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.log.memory import undo_operation
from tests.contents import rows_of
from tests.support import Run

EARLIER = "2020-01-01T12:00:00+00:00"


def names(store: Store) -> list[object]:
    return [it["name"] for it in rows_of(store)["actor"]]


def add(store: Store, name: str) -> None:
    add_actor(store, name, kind=ActorKind.ORGANIZATION, changes=ActorChanges())


def test_clock_set_back_undoes_what_was_done_last(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "CDC")
    monkeypatch.setenv("RESEAU_NOW", EARLIER)
    add(store, "Solon")
    undo_operation(store, None)
    assert names(store) == ["CDC"]


def test_clock_set_back_is_told_by_check(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "CDC")
    monkeypatch.setenv("RESEAU_NOW", EARLIER)
    answer = run("check", at=store.address)
    assert (answer.code, "Traceback" in answer.err) == (7, False)
    assert names(store) == ["CDC"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such locale")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bare_locale_keeps_every_letter(sqlite_address: Address, lang: str) -> None:
    """Even where Python is told to write ASCII."""
    surroundings = {
        "PATH": os.environ["PATH"], "HOME": str(sqlite_address.file),
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii", "RESEAU_LANG": lang,
        "RESEAU_DATABASE": str(sqlite_address.file),
    }  # fmt: skip
    program = [sys.executable, "-m", "reseau"]
    for words in (["actor", "add", "Œuvre de l’Écuyer"], ["actor", "list"]):
        done = subprocess.run(
            [*program, *(it.encode() for it in words)], env=surroundings,
            capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert names(open_store(sqlite_address)) == ["Œuvre de l’Écuyer"]


def _obey_modes() -> None:
    """Take away from root, for this process, the right to pass over modes."""
    drop, pass_over_modes = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(drop, pass_over_modes, 0, 0, 0)


def obeying(
    file: Path, *words: str, lang: str = "en"
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "reseau", *words],
        env={**os.environ, "RESEAU_DATABASE": str(file), "RESEAU_LANG": lang},
        preexec_fn=_obey_modes,  # No thread is running here.
        capture_output=True, text=True, check=False,
    )  # fmt: skip


linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux tells root apart"
)


@pytest.fixture
def frozen(sqlite_address: Address, tmp_path: Path) -> Iterator[Path]:
    """Give a store with an actor, in a folder that can only be read."""
    assert sqlite_address.file is not None
    folder = tmp_path / "frozen"
    folder.mkdir()
    store = open_store(sqlite_address)
    add(store, "CDC")
    store.dispose()
    file = sqlite_address.file.rename(folder / "store.sqlite")
    folder.chmod(0o500)
    yield file
    folder.chmod(0o700)


@linux_only
@pytest.mark.parametrize(
    "words", [("actor", "list"), ("find", "CDC"), ("status",), ("check",), ("doctor",)]
)
def test_store_in_a_read_only_folder_is_read(
    frozen: Path, words: tuple[str, ...]
) -> None:
    done = obeying(frozen, *words)
    assert (done.returncode, "not a store" in done.stdout + done.stderr) == (0, False)


@linux_only
@pytest.mark.parametrize(
    ("lang", "said"), [("en", "can only be read"), ("fr", "ne peut qu’être lu")]
)
def test_store_in_a_read_only_folder_is_not_written(
    frozen: Path, lang: str, said: str
) -> None:
    before = frozen.read_bytes()
    done = obeying(frozen, "actor", "add", "Solon", lang=lang)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert (frozen.read_bytes(), list(frozen.parent.iterdir())) == (before, [frozen])


@linux_only
def test_store_in_a_read_only_folder_is_backed_up_elsewhere(
    frozen: Path, tmp_path: Path
) -> None:
    assert obeying(frozen, "backup").returncode == 2
    assert obeying(frozen, "backup", "--to", str(tmp_path / "b")).returncode == 0


@linux_only
def test_read_only_file_is_read_and_not_written(frozen: Path) -> None:
    frozen.parent.chmod(0o700)
    frozen.chmod(0o400)
    assert obeying(frozen, "actor", "list").returncode == 0
    done = obeying(frozen, "actor", "add", "Solon")
    assert (done.returncode, "can only be read" in done.stderr) == (2, True)


@linux_only
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_journal_that_cannot_be_opened_is_no_damage(frozen: Path, lang: str) -> None:
    """A computer stopped, and its folder was put on a disk that can only be read."""
    frozen.parent.chmod(0o700)
    frozen.with_name("store.sqlite-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(60))
    frozen.parent.chmod(0o500)
    done = obeying(frozen, "check", lang=lang)
    assert (done.returncode, "journal" in done.stderr) == (2, True)


@pytest.fixture
def half_written(sqlite_address: Address, tmp_path: Path) -> Iterator[Path]:
    """Give the files of a program that was killed while it wrote, in a shared folder.

    There the journal holds what was, not what will be.
    """
    assert sqlite_address.file is not None
    store = open_store(sqlite_address)
    add(store, "CDC")
    store.dispose()
    folder = tmp_path / "half"
    folder.mkdir()
    with closing(sqlite3.connect(sqlite_address.file)) as opened:
        opened.execute("PRAGMA journal_mode=DELETE")
        opened.execute("PRAGMA cache_size=1")
        opened.execute("UPDATE actor SET name = 'Perdu'")
        opened.execute("CREATE TABLE large (it BLOB)")
        for _page in range(200):  # More than the cache holds: pages are written.
            opened.execute("INSERT INTO large VALUES (randomblob(9999))")
        for ending in ("", "-journal"):
            shutil.copy(
                f"{sqlite_address.file}{ending}", folder / f"store.sqlite{ending}"
            )
    yield folder / "store.sqlite"
    folder.chmod(0o700)


def test_half_written_store_is_read_as_it_was(half_written: Path) -> None:
    assert names(open_store(address_of(str(half_written)))) == ["CDC"]


def test_half_written_store_that_can_only_be_read_is_no_damage(
    half_written: Path,
) -> None:
    half_written.parent.chmod(0o500)
    done = obeying(half_written, "actor", "list")
    assert (done.returncode, "journal" in done.stderr) == (2, True)
