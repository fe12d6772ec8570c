"""A backup is whole, private and verified; putting it back loses nothing."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from reseau.errors import ExitCode
from reseau.store.place.address import Address, NewerStoreError, NotAStoreError
from reseau.store.place.schema import KNOWN
from reseau.store.safety.backup import (
    AlteredBackupError,
    DamagedBackupError,
    NoBackupError,
    NotVerifiedError,
    begun,
)
from reseau.store.safety.checking import Damage
from reseau.store.session import Store, open_store
from reseau.usecases.safekeeping.safekeeping import (
    NegativeKeepError,
    SameFileError,
    back_up,
    check,
    check_restorable,
    restore,
)
from tests.contents import add, fill_every_table, rows_of
from tests.support import FilledStore, Run, missing

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")


@pytest.fixture
def kept(
    filled_with: FilledStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Address:
    """Give a store with a row in every table, and a folder to work in."""
    address = filled_with(fill_every_table)
    if address.file is None and shutil.which("pg_dump") is None:
        missing("pg_dump")
    monkeypatch.chdir(tmp_path)
    return address


@pytest.fixture
def file(sqlite_address: Address) -> Path:
    assert sqlite_address.file is not None
    return sqlite_address.file


def content(address: Address) -> object:
    store = open_store(address)
    found = rows_of(store)
    store.dispose()
    return found


def change(address: Address, name: str = "Venu après") -> None:
    store = open_store(address)
    add(store, name)
    store.dispose()


# On both databases


def test_store_comes_back_as_it_was_backed_up(kept: Address, tmp_path: Path) -> None:
    before = content(kept)
    made = back_up(kept, tmp_path / "b")
    change(kept)
    assert content(kept) != before
    restore(kept, made.path)
    assert content(kept) == before


def test_store_as_it_was_before_a_restoration_is_kept(
    kept: Address, tmp_path: Path
) -> None:
    made = back_up(kept, tmp_path / "b")
    change(kept)
    changed = content(kept)
    saved = restore(kept, made.path).saved
    assert saved is not None
    restore(kept, saved)
    assert content(kept) == changed


@posix_only
def test_backup_is_for_its_owner_only(kept: Address, tmp_path: Path) -> None:
    made = back_up(kept, tmp_path / "b")
    modes = {it.stat().st_mode & 0o777 for it in made.path.parent.iterdir()}
    assert (modes, made.path.parent.stat().st_mode & 0o777) == ({0o600}, 0o700)


def test_sum_of_a_backup_stands_beside_it(kept: Address, tmp_path: Path) -> None:
    # sha256sum reads this form, and tells whether the file is what was written.
    made = back_up(kept, tmp_path / "b")
    beside = made.path.with_name(f"{made.path.name}.sha256").read_text("utf-8")
    assert beside == f"{made.digest}  {made.path.name}\n"


def test_nothing_else_is_left_beside_a_backup(kept: Address, tmp_path: Path) -> None:
    made = back_up(kept, tmp_path / "b")
    names = {it.name for it in made.path.parent.iterdir()}
    assert names == {made.path.name, f"{made.path.name}.sha256"}


def test_backup_made_while_the_clock_is_late_stays(
    kept: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its name it would be the oldest of all."""
    back_up(kept, tmp_path / "b", keep=1)
    monkeypatch.setenv("RESEAU_NOW", "2019-01-01T00:00:00+00:00")
    assert back_up(kept, tmp_path / "b", keep=1).path.exists()


def test_oldest_backups_leave_beyond_the_number_kept(
    kept: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for minute in range(4):
        monkeypatch.setenv("RESEAU_NOW", f"2026-11-24T15:0{minute}:00+00:00")
        made.append(back_up(kept, tmp_path / "b", keep=2))
    assert [it.removed for it in made] == [
        (), (), (made[0].path,), (made[1].path,),
    ]  # fmt: skip
    left = sorted(it.name for it in (tmp_path / "b").glob("*.backup*"))
    assert len([it for it in left if not it.endswith(".sha256")]) == 2
    assert len(left) == 4


def test_two_backups_of_one_second_are_both_kept(kept: Address, tmp_path: Path) -> None:
    first, second = (back_up(kept, tmp_path / "b") for _ in range(2))
    assert first.path != second.path
    assert first.path.exists()


def test_two_programs_at_it_in_the_same_second_write_two_files(tmp_path: Path) -> None:
    one, other = (begun(tmp_path, "store", ".sqlite") for _ in range(2))
    assert {one[0], one[1]}.isdisjoint(other)


def test_what_a_killed_backup_left_is_removed_a_day_later(
    kept: Address, tmp_path: Path
) -> None:
    """It holds personal information; a younger one may be another program's."""
    folder = tmp_path / "b"
    made = back_up(kept, folder).path
    old, young = (folder / f".{made.name}{it}.tmp" for it in ("-1", "-2"))
    for it in (old, young):
        it.touch()
    os.utime(old, (0, 0))
    back_up(kept, folder)
    assert (old.exists(), young.exists()) == (False, True)


def test_no_file_of_somebody_else_is_removed(kept: Address, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    folder.mkdir()
    others = [
        folder / it for it in ("photo.jpg", "autre-20200101T000000Z.backup.sqlite")
    ]
    for it in others:
        it.write_text("à garder", "utf-8")
    back_up(kept, folder, keep=1)
    back_up(kept, folder, keep=1)
    assert [it.exists() for it in others] == [True, True]


def test_number_below_zero_is_refused(kept: Address) -> None:
    with pytest.raises(NegativeKeepError):
        back_up(kept, keep=-1)


def test_backup_that_is_not_there_is_refused(kept: Address, tmp_path: Path) -> None:
    with pytest.raises(NoBackupError):
        restore(kept, tmp_path / "rien")


@pytest.mark.postgresql
def test_password_of_a_server_is_on_no_command_line(
    postgresql_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("pg_dump") is None:
        missing("pg_dump")
    secret = postgresql_address.url.replace("postgres@", "postgres:s3cret@")
    seen: list[list[str]] = []
    run = subprocess.run

    def spy(command: list[str], **more: object) -> object:
        seen.append(command)
        return run(command, **more)  # type: ignore[call-overload]  # As it was called.

    monkeypatch.setattr(subprocess, "run", spy)
    back_up(Address(secret, None), tmp_path / "b")
    assert {it[0] for it in seen} >= {"pg_dump", "pg_restore"}
    assert "s3cret" not in json.dumps(seen)


# One file


def test_whoever_has_the_store_open_sees_the_restored_one(
    sqlite_address: Address, tmp_path: Path
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    change(sqlite_address)
    opened = open_store(sqlite_address)
    with opened.engine.connect() as connection:
        restore(sqlite_address, made.path)
        count = connection.exec_driver_sql("SELECT count(*) FROM actor").scalar()
    opened.dispose()
    assert count == 0


def test_restored_store_keeps_its_journal(
    sqlite_address: Address, file: Path, tmp_path: Path
) -> None:
    restore(sqlite_address, back_up(sqlite_address, tmp_path / "b").path)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_backup_is_whole_while_somebody_writes(
    sqlite_address: Address, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            change(sqlite_address, f"Organisme {number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(sqlite_address, tmp_path / "b") for _ in range(5)]
    finally:
        stop.set()
        writer.join()
    for it in made:
        copy = Address(f"sqlite:///{it.path}", it.path)
        assert check(copy).findings == ()


def test_backup_that_was_altered_is_refused(
    sqlite_address: Address, tmp_path: Path
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    with made.path.open("r+b") as opened:
        opened.seek(5000)
        opened.write(b"x")
    before = content(sqlite_address)
    with pytest.raises(AlteredBackupError):
        restore(sqlite_address, made.path)
    assert content(sqlite_address) == before


def test_backup_cut_short_is_refused_without_its_sum_too(
    sqlite_address: Address, tmp_path: Path
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    made.path.with_name(f"{made.path.name}.sha256").unlink()
    os.truncate(made.path, made.size // 2)
    with pytest.raises(DamagedBackupError):
        restore(sqlite_address, made.path)


@pytest.mark.parametrize("words", [b"", b"Bonjour"])
def test_file_that_is_no_store_is_refused(
    sqlite_address: Address, tmp_path: Path, words: bytes
) -> None:
    other = tmp_path / "autre.sqlite"
    other.write_bytes(words)
    with pytest.raises((AlteredBackupError, NotAStoreError)):
        restore(sqlite_address, other)


def test_sqlite_file_of_another_program_is_refused(
    sqlite_address: Address, tmp_path: Path
) -> None:
    other = tmp_path / "autre.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    with pytest.raises(NotAStoreError):
        restore(sqlite_address, other)


def _with_revision(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
    path.with_name(f"{path.name}.sha256").unlink()


def test_backup_of_a_newer_program_is_refused(
    sqlite_address: Address, tmp_path: Path
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    _with_revision(made.path, "9999")
    with pytest.raises(NewerStoreError):
        restore(sqlite_address, made.path)


def test_backup_of_an_older_program_has_to_be_brought_up_to_date(
    sqlite_address: Address, tmp_path: Path
) -> None:
    made = back_up(sqlite_address, tmp_path / "b")
    _with_revision(made.path, KNOWN[0])
    assert restore(sqlite_address, made.path).older


def test_store_itself_is_no_backup(sqlite_address: Address, file: Path) -> None:
    with pytest.raises(SameFileError):
        check_restorable(sqlite_address, file)


def test_store_that_was_lost_comes_back(
    sqlite_address: Address, file: Path, tmp_path: Path
) -> None:
    change(sqlite_address)
    before = content(sqlite_address)
    made = back_up(sqlite_address, tmp_path / "b")
    file.unlink()
    done = restore(sqlite_address, made.path)
    assert (done.saved, done.aside) == (None, None)
    assert content(sqlite_address) == before


def test_damaged_store_is_put_aside_and_the_backup_put_back(
    sqlite_address: Address, file: Path, tmp_path: Path
) -> None:
    change(sqlite_address)
    before = content(sqlite_address)
    made = back_up(sqlite_address, tmp_path / "b")
    file.write_bytes(b"")
    done = restore(sqlite_address, made.path)
    assert done.aside is not None
    assert done.aside.exists()
    assert content(sqlite_address) == before


def test_damaged_store_makes_no_backup_and_keeps_the_older_ones(
    sqlite_address: Address, file: Path, tmp_path: Path
) -> None:
    change(sqlite_address)
    made = back_up(sqlite_address, tmp_path / "b", keep=1)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * 200_000)
    with pytest.raises(NotVerifiedError):
        back_up(sqlite_address, tmp_path / "b", keep=1)
    assert made.path.exists()
    assert len(list((tmp_path / "b").iterdir())) == 2


# Stopped in the middle


@pytest.fixture
def large(sqlite_store: Store, sqlite_address: Address) -> Address:
    """Give a store large enough for a restoration to be stopped in its middle."""
    with sqlite_store.working("test") as work:
        connection = work.session.connection()
        connection.exec_driver_sql("CREATE TABLE ballast (x BLOB)")
        for _ in range(40):
            connection.exec_driver_sql(
                "INSERT INTO ballast VALUES (randomblob(500000))"
            )
    return sqlite_address


@posix_only
def test_restoration_that_is_killed_leaves_one_store_or_the_other(
    large: Address, tmp_path: Path
) -> None:
    add_one = content(large)
    made = back_up(large, tmp_path / "b")
    change(large)
    changed = content(large)
    found = []
    for wait in (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-m", "reseau", "restore", str(made.path), "--yes"],
            env={**os.environ, "RESEAU_DATABASE": str(large.file)},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(0.4 + wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        told = check(large, repair=True).findings  # What the stop left half done.
        assert {it.damage for it in told} <= {Damage.REMOVAL}
        now = content(large)
        assert now in (add_one, changed)
        found.append(now == add_one)
        assert check(large).findings == ()
        if now == add_one:
            change(large)
            changed = content(large)
    assert len(found) == 7


# As it is typed


def test_commands_make_a_backup_and_put_it_back(
    run: Run, kept: Address, tmp_path: Path
) -> None:
    made = run("backup", "--to", str(tmp_path / "b"), at=kept)
    assert made.code == 0, made.err
    path = made.out.strip()
    change(kept)
    answer = run("restaurer", path, "--oui", at=kept, lang="fr")
    assert answer.code == 0, answer.err
    assert answer.out == f"La base est celle de {path}.\n"
    assert "Telle qu’elle était" in answer.err


def test_restoration_that_nobody_can_confirm_is_refused(
    run: Run, kept: Address, tmp_path: Path
) -> None:
    path = run("backup", "--to", str(tmp_path / "b"), at=kept).out.strip()
    answer = run("restore", path, at=kept)
    assert (answer.code, "--yes" in answer.err) == (ExitCode.USAGE, True)


def test_backup_is_told_as_data(run: Run, kept: Address, tmp_path: Path) -> None:
    found = json.loads(
        run("backup", "--to", str(tmp_path / "b"), "--format", "json", at=kept).out
    )
    assert Path(found["file"]).stat().st_size == found["bytes"]
    assert set(found) == {"file", "bytes", "sha256", "removed"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_surroundings_are_told_whatever_the_store(
    run: Run, tmp_path: Path, lang: str
) -> None:
    nowhere = tmp_path / "nulle-part.sqlite"
    answer = run("doctor", at=Address("", nowhere), lang=lang)
    assert answer.code == 0
    assert str(nowhere) in answer.out


def test_surroundings_hold_no_password(run: Run) -> None:
    secret = "postgresql+psycopg://moi:s3cret@127.0.0.1:1/reseau"
    answer = run("doctor", "--database", secret)
    assert answer.code == 0
    assert "s3cret" not in answer.out + answer.err


def test_surroundings_are_told_as_data(run: Run, kept: Address) -> None:
    found = json.loads(run("doctor", "--format", "json", at=kept).out)
    assert (found["opens"], found["actors"] > 0) == (True, True)
