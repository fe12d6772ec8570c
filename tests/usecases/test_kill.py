"""An import that is killed leaves all of itself in the store, or nothing."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reseau.store.place.address import Address
from reseau.store.session import open_store
from tests.contents import operations, rows_of
from tests.support import NewStore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals")

LINES = 3_000
PEOPLE = 400


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a log that takes a second or two to import."""
    chance = random.Random(7)
    lines = ["Date;Titre;Participants;Thèmes"]
    for number in range(LINES):
        there = chance.sample(range(PEOPLE), 4)
        people = ";".join(f"Prénom{it} Nom{it}" for it in there)
        lines.append(f'2026-01-{number % 28 + 1:02};L{number};"{people}";Thème')
    file = tmp_path_factory.mktemp("log") / "log.csv"
    file.write_text("\n".join(lines), "utf-8")
    return file


def start(address: Address, log: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "reseau", "import", "interactions", str(log), "--yes"],
        env={**os.environ, "RESEAU_DATABASE": str(address.file), "RESEAU_LANG": "en"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def duration(new_sqlite: NewStore, log: Path) -> Iterator[float]:
    """Measure how long the whole import takes here."""
    with new_sqlite() as address:
        began = time.monotonic()
        with start(address, log) as process:
            assert process.wait() == 0
        yield time.monotonic() - began


def writing(address: Address) -> bool:
    """Tell whether the import has begun to write: its journal grows."""
    journal = Path(f"{address.file}-wal")
    return journal.exists() and journal.stat().st_size > 0


def opened(address: Address) -> bool:
    """Tell whether the import has read its file, and opened the store."""
    return Path(f"{address.file}-shm").exists()


def check_all_or_nothing(address: Address) -> int:
    with closing(sqlite3.connect(str(address.file))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    store = open_store(address)
    found = len(rows_of(store)["interaction"])
    assert (found, operations(store)) in {(0, 0), (LINES, 1)}
    return found


@pytest.mark.parametrize("moment", range(10))
def test_killed_import_is_whole_or_absent(
    sqlite_address: Address, log: Path, duration: float, moment: int
) -> None:
    """Moments are drawn between the first and the last tenth of the import."""
    share = random.Random(moment).uniform(0.1, 1.0)
    with start(sqlite_address, log) as process:
        time.sleep(share * duration)
        process.kill()
    check_all_or_nothing(sqlite_address)


def test_import_killed_while_it_writes_is_whole_or_absent(
    sqlite_address: Address, log: Path
) -> None:
    with start(sqlite_address, log) as process:
        while process.poll() is None and not writing(sqlite_address):
            time.sleep(0.001)
        process.kill()
    check_all_or_nothing(sqlite_address)


def test_interrupted_import_says_so_and_writes_nothing(
    sqlite_address: Address, log: Path
) -> None:
    with start(sqlite_address, log) as process:
        while process.poll() is None and not opened(sqlite_address):
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        _out, said = process.communicate()
    assert (process.returncode, check_all_or_nothing(sqlite_address)) == (130, 0)
    assert b"Interrupted: nothing was written." in said
