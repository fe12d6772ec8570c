"""Commands killed at random moments: nothing corrupt, nothing half done, nothing lost.

RESEAU_LONG_TESTS makes it 204 moments in all, rather than 12; ``pytest -s`` prints how
many kills found the command at work.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from reseau.store.address import address_of
from reseau.store.session import open_store
from reseau.store.upgrade import migrating
from tests.contents import fill_every_table
from tests.store.test_migrations import downgrade
from tests.support import NewStore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals")

MOMENTS = 34 if os.environ.get("RESEAU_LONG_TESTS") else 2
LINES = 400
LOG = """
import sys
from reseau import i18n
i18n.install("en")
from reseau.store.address import address_of
from reseau.store.session import open_store
from reseau.domain.vocabulary import Role
from reseau.usecases.logging import Entry, log_interaction
from datetime import date
store = open_store(address_of(sys.argv[1]))
for rank in range(60):
    there = [("nadia-tremblay", Role.PARTICIPANT)]
    entry = Entry(title=f"Line {rank}", held_on=date(2026, 1, 1), participants=there)
    log_interaction(store, entry)
    print(rank, flush=True)
"""

Counts = dict[str, int | str]


@dataclass(frozen=True)
class Ready:
    """A folder with a store, its backup and a file to import, to be copied."""

    folder: Path

    def copied(self, to: Path) -> Path:
        """Copy all of it; give the store."""
        shutil.copytree(self.folder, to)
        return to / "store.sqlite"


def environment(store: Path) -> dict[str, str]:
    return {**os.environ, "RESEAU_DATABASE": str(store), "RESEAU_LANG": "en"}


def start(store: Path, act: str) -> "subprocess.Popen[bytes]":
    backup = store.with_name("one.backup.sqlite")
    typed = {
        "import": ["import", "interactions", str(store.with_name("log.csv")), "--yes"],
        "merge": ["actor", "merge", "solon", "cdc-rosemont", "--yes"],
        "upgrade": ["upgrade"],
        "backup": ["backup"],
        "restore": ["restore", str(backup), "--yes"],
    }
    words = (
        ["-c", LOG, str(store)] if act == "log" else ["-m", "reseau", *typed[act]]
    )  # fmt: skip
    return subprocess.Popen(
        [sys.executable, *words], env=environment(store),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def counts(file: Path) -> Counts:
    """See that a store is sound, and count its rows."""
    with closing(sqlite3.connect(str(file))) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: Counts = {
            name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names.fetchall()
            if not name.startswith("sqlite_")
        }
        query = "SELECT version_num FROM alembic_version"
        found["revision"] = opened.execute(query).fetchone()[0]
    return found


@pytest.fixture(scope="module")
def ready(new_sqlite: NewStore, tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder = tmp_path_factory.mktemp("ready")
    lines = [
        f"2026-01-{it % 28 + 1:02};L{it};Personne Numero{it % 90}"
        for it in range(LINES)
    ]
    head = "Date;Titre;Participants"
    (folder / "log.csv").write_text("\n".join([head, *lines]), "utf-8")
    with new_sqlite() as address:
        assert address.file is not None
        store = open_store(address)
        _keep(address.file, folder / "one.backup.sqlite")
        fill_every_table(store)
        _keep(address.file, folder / "store.sqlite")
    return Ready(folder)


def _keep(file: Path, to: Path) -> None:
    with closing(sqlite3.connect(str(file))) as opened:
        opened.execute("VACUUM INTO ?", (str(to),))
    to.chmod(0o600)
    with closing(sqlite3.connect(str(to))) as opened:
        opened.execute("PRAGMA journal_mode=WAL")


def prepared(ready: Ready, to: Path, act: str) -> Path:
    file = ready.copied(to)
    if act == "upgrade":
        store = open_store(address_of(str(file)))
        with migrating(store.engine) as connection:
            downgrade(connection, to="0002")
        store.dispose()
    return file


@pytest.mark.parametrize(
    "act", ["log", "import", "merge", "upgrade", "backup", "restore"]
)
def test_killed_command_is_whole_or_absent(
    ready: Ready, tmp_path: Path, act: str
) -> None:
    whole = prepared(ready, tmp_path / "whole", act)
    before, began = counts(whole), time.monotonic()
    with start(whole, act) as process:
        said = process.communicate()
    assert process.returncode == 0, said
    took, after = time.monotonic() - began, counts(whole)
    chance, at_work = random.Random(act), 0
    for moment in range(MOMENTS):
        file = prepared(ready, tmp_path / f"{moment}", act)
        with start(file, act) as process:
            time.sleep(chance.uniform(0.2, 1.0) * took)
            process.kill()
            out, _err = process.communicate()
        at_work += process.returncode != 0
        found = counts(file)
        if act == "log":
            check_lines(before, found, acknowledged=len(out.split()))
        else:
            assert found in (before, after)
        check_backups(file.parent)
        shutil.rmtree(file.parent)
    print(f"{act}: {MOMENTS} kills, {at_work} found it at work, {took:.1f} s whole")  # noqa: T201  # Figures to quote.


def check_lines(before: Counts, found: Counts, *, acknowledged: int) -> None:
    """See that each line that was acknowledged is there, with its operation."""
    lines = int(found["interaction"]) - int(before["interaction"])
    assert acknowledged <= lines <= acknowledged + 1
    assert lines == int(found["operation"]) - int(before["operation"])


def check_backups(folder: Path) -> None:
    """See that whatever has the name of a backup is a whole one."""
    for it in folder.rglob("*.backup.sqlite"):
        counts(it)
