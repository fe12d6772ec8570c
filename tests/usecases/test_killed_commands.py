"""Commands killed at random moments: nothing corrupt, nothing half done, nothing lost.

On both databases. RESEAU_LONG_TESTS makes it 34 moments a command, 272 on SQLite and
204 on PostgreSQL, rather than 2; ``pytest -s`` prints how many kills found the command
at work.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from reseau.store.models import DERIVED
from reseau.store.place import keys, unfinished
from reseau.store.place.address import Address, address_of
from reseau.store.place.engine import engine_for
from reseau.store.place.files import opened
from reseau.store.safety.server_backup import back_up_server
from reseau.store.safety.upgrade import migrating
from reseau.store.session import open_store
from reseau.usecases.safekeeping.encrypting import encrypt_store
from tests.contents import fill_every_table
from tests.store.test_migrations import downgrade
from tests.support import CopyStore, NewStore, missing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no signals")

MOMENTS = 34 if os.environ.get("RESEAU_LONG_TESTS") else 2
LINES = 400
KEY_FILE = "reseau.key"
LOG = """
import sys
from reseau import i18n
i18n.install("en")
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from reseau.domain.vocabulary import Role
from reseau.usecases.log.logging import Entry, log_interaction
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
class Site:
    """A store to be killed at, and the folder of its backup and of a file to import."""

    address: Address
    folder: Path

    @property
    def typed(self) -> str:
        """Give the address as a command takes it."""
        return self.address.url if self.address.file is None else str(self.address.file)


Sites = Callable[[str], AbstractContextManager[Site]]
"""What makes a site for a command, for the length of a block."""


def start(site: Site, act: str) -> "subprocess.Popen[bytes]":
    backup = next(site.folder.glob("one.backup.*"))
    typed = {
        "import": ["import", "interactions", str(site.folder / "log.csv"), "--yes"],
        "merge": ["actor", "merge", "solon", "cdc-rosemont", "--yes"],
        "upgrade": ["upgrade"],
        "backup": ["backup"],
        "restore": ["restore", str(backup), "--yes"],
        "encrypt": ["encrypt", "--yes"],
        "decrypt": ["decrypt", "--yes"],
    }
    words = ["-c", LOG, site.typed] if act == "log" else ["-m", "reseau", *typed[act]]
    surroundings = {
        **os.environ, "RESEAU_DATABASE": site.typed, "RESEAU_LANG": "en",
        "RESEAU_CONFIG": str(site.folder / "config.toml"),
        "RESEAU_KEY_FILE": str(site.folder / KEY_FILE),
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, *words], env=surroundings,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def counts(site: Site) -> Counts:
    """See that a store is sound, and count its rows."""
    if site.address.file is None:
        return server_counts(site.address)
    return file_counts(site.address.file)


def file_counts(file: Path) -> Counts:
    with opened(file) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []
        names = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: Counts = {
            name: store.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names.fetchall()
            if not name.startswith("sqlite_")
        }
        query = "SELECT version_num FROM alembic_version"
        found["revision"] = store.execute(query).fetchone()[0]
    return found


def server_counts(address: Address) -> Counts:
    """Count once the server has noticed that its client is dead, and is done."""
    engine = engine_for(address)
    with engine.connect() as store:
        while store.scalar(
            text(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database() AND backend_type = 'client backend'"
            )
        ):
            store.rollback()
            time.sleep(0.02)
        store.rollback()
        found: Counts = {
            name: store.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0
            for name in inspect(store).get_table_names()
            if name != unfinished.TABLE  # Of a restoration that was stopped.
        }
        revision = store.scalar(text("SELECT version_num FROM alembic_version"))
        found["revision"] = str(revision)
    engine.dispose()
    return found


def _log_into(folder: Path) -> None:
    lines = [
        f"2026-01-{it % 28 + 1:02};L{it};Personne Numero{it % 90}"
        for it in range(LINES)
    ]
    head = "Date;Titre;Participants"
    (folder / "log.csv").write_text("\n".join([head, *lines]), "utf-8")


def _fill(address: Address) -> None:
    store = open_store(address)
    fill_every_table(store)
    store.dispose()


def _age(address: Address) -> None:
    store = open_store(address)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0002")
    store.dispose()


@pytest.fixture(scope="module")
def ready_file(new_sqlite: NewStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a store, its backup and a file to import, to be copied."""
    folder = tmp_path_factory.mktemp("ready")
    _log_into(folder)
    with new_sqlite() as address:
        assert address.file is not None
        _keep(address.file, folder / "one.backup.sqlite")
        _fill(address)
        _keep(address.file, folder / "store.sqlite")
    return folder


def _keep(file: Path, to: Path) -> None:
    with closing(sqlite3.connect(str(file))) as store:
        store.execute("VACUUM INTO ?", (str(to),))
    to.chmod(0o600)
    with closing(sqlite3.connect(str(to))) as store:
        store.execute("PRAGMA journal_mode=WAL")


@pytest.fixture
def files(ready_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sites:
    @contextmanager
    def site(act: str) -> Iterator[Site]:
        folder = tmp_path / "site"
        shutil.copytree(ready_file, folder)
        address = address_of(str(folder / "store.sqlite"))
        monkeypatch.setenv("RESEAU_KEY_FILE", str(folder / KEY_FILE))
        monkeypatch.setattr(keys, "_known", {})
        if act == "upgrade":
            _age(address)
        if act == "decrypt":
            encrypt_store(address)
        yield Site(address, folder)
        shutil.rmtree(folder)

    return site


@pytest.fixture(scope="module")
def ready_server(
    new_postgresql: NewStore,
    copy_postgresql: CopyStore,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give such a folder, and the databases to be copied: one of today, one older."""
    if shutil.which("pg_dump") is None:
        missing("pg_dump")
    folder = tmp_path_factory.mktemp("ready-server")
    _log_into(folder)
    with new_postgresql() as address:
        back_up_server(address, folder).path.rename(folder / "one.backup.pgdump")
        _fill(address)
        with copy_postgresql(_name(address)) as older:
            _age(older)
            yield folder, {"": _name(address), "upgrade": _name(older)}


def _name(address: Address) -> str:
    return address.url.partition("@/")[2].partition("?")[0]


@pytest.fixture
def databases(
    ready_server: tuple[Path, dict[str, str]],
    copy_postgresql: CopyStore,
    tmp_path: Path,
) -> Sites:
    ready, names = ready_server

    @contextmanager
    def site(act: str) -> Iterator[Site]:
        folder = tmp_path / "site"
        shutil.copytree(ready, folder)
        with copy_postgresql(names.get(act, names[""])) as address:
            yield Site(address, folder)
        shutil.rmtree(folder)

    return site


ACTS = ["log", "import", "merge", "upgrade", "backup", "restore"]


@pytest.mark.parametrize("act", [*ACTS, "encrypt", "decrypt"])
def test_killed_command_leaves_a_file_whole_or_as_it_was(
    files: Sites, act: str
) -> None:
    if act in {"encrypt", "decrypt"}:
        try:
            import sqlcipher3  # noqa: F401, PLC0415
        except ImportError:
            missing("The extra “encryption”")
    kill_many(files, act)


@pytest.mark.postgresql
@pytest.mark.parametrize("act", ACTS)
def test_killed_command_leaves_a_server_whole_or_as_it_was(
    databases: Sites, act: str
) -> None:
    kill_many(databases, act)


def kill_many(sites: Sites, act: str) -> None:
    """Run a command to its end, then kill it at moments of it, and look."""
    with sites(act) as site:
        before, began = counts(site), time.monotonic()
        with start(site, act) as process:
            said = process.communicate()
        assert process.returncode == 0, said
        took, after = time.monotonic() - began, counts(site)
    chance, at_work = random.Random(act), 0
    for _moment in range(MOMENTS):
        with sites(act) as site:
            with start(site, act) as process:
                time.sleep(chance.uniform(0.2, 1.0) * took)
                process.kill()
                out, _err = process.communicate()
            at_work += process.returncode != 0
            found = counts(site)
            if act == "log":
                check_lines(before, found, acknowledged=len(out.split()))
            else:
                assert kept(found) in (kept(before), kept(after))
            check_backups(site.folder)
    print(f"{act}: {MOMENTS} kills, {at_work} found it at work, {took:.1f} s whole")  # noqa: T201  # Figures to quote.


def kept(found: Counts) -> Counts:
    """Leave out the search index, which an upgrade makes after the rest.

    Whoever searches first makes it, when it is not there.
    """
    return {table: it for table, it in found.items() if table not in DERIVED}


def check_lines(before: Counts, found: Counts, *, acknowledged: int) -> None:
    """See that each line that was acknowledged is there, with its operation."""
    lines = int(found["interaction"]) - int(before["interaction"])
    assert acknowledged <= lines <= acknowledged + 1
    assert lines == int(found["operation"]) - int(before["operation"])


def check_backups(folder: Path) -> None:
    """See that whatever has the name of a backup is a whole one."""
    for it in folder.rglob("*.backup.sqlite"):
        file_counts(it)
    for it in folder.rglob("*.backup.pgdump"):
        subprocess.run(
            ["pg_restore", "--list", str(it)], check=True, stdout=subprocess.DEVNULL
        )
