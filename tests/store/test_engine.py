"""Stores are opened safely, written by one at a time, and refused with a reason."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text

from reseau.store import session as sessions
from reseau.store.base import UtcDateTime
from reseau.store.place import engine as engines
from reseau.store.place.address import (
    Address,
    DiskFullError,
    FolderError,
    NewerStoreError,
    NoStoreError,
    OlderStoreError,
    UnknownAddressError,
    WrongAddressError,
    address_of,
)
from reseau.store.place.engine import (
    DamagedError,
    MissingDriverError,
    StoreBusyError,
    engine_for,
    is_shared_folder,
)
from reseau.store.place.server_faults import UnreachableError
from reseau.store.rows.settings import setting
from reseau.store.safety.upgrade import NotEmptyError, StoreExistsError, create_store
from reseau.store.session import Store, open_store
from tests.contents import add, rows_of
from tests.records import furnish
from tests.support import Run

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")


def pragma(store: Store, name: str) -> object:
    with store.engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


# How SQLite is opened


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("synchronous", 2),  # FULL
        ("busy_timeout", 5000),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_each_connection_is_set_up(
    sqlite_store: Store, name: str, value: object
) -> None:
    assert pragma(sqlite_store, name) == value


def test_journal_is_a_write_ahead_log(tmp_path: Path) -> None:
    store = create_store(address_of(str(tmp_path / "here" / "store.sqlite")))
    assert pragma(store, "journal_mode") == "wal"


@pytest.mark.parametrize(
    "folder", ["OneDrive - Collectif", "Dropbox", "Google Drive", "Nextcloud"]
)
def test_synchronised_folder_gets_a_plain_journal(tmp_path: Path, folder: str) -> None:
    store = create_store(address_of(str(tmp_path / folder / "store.sqlite")))
    assert pragma(store, "journal_mode") == "delete"


def test_folder_of_this_computer_is_not_shared(tmp_path: Path) -> None:
    assert not is_shared_folder(tmp_path / "store.sqlite")


@posix_only
def test_files_of_a_store_are_for_their_owner_only(tmp_path: Path) -> None:
    """Those beside the store, written meanwhile, too."""
    before = os.umask(0o022)
    try:
        store = create_store(address_of(str(tmp_path / "store.sqlite")))
        with store.working("test") as work:
            work.session.execute(text("DELETE FROM setting"))
            modes = {
                it.name: it.stat().st_mode & 0o777 for it in sorted(tmp_path.iterdir())
            }
    finally:
        os.umask(before)
    assert modes == {
        "store.sqlite": 0o600,
        "store.sqlite-shm": 0o600,
        "store.sqlite-wal": 0o600,
    }


@pytest.mark.parametrize("name", ["a b#c.sqlite", "é%20?x.sqlite", ":memory:"])
def test_any_file_name_is_the_name_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    add(create_store(address_of(name)), "CDC")
    assert len(rows_of(open_store(address_of(str(tmp_path / name))))["actor"]) == 1


def test_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  # The point of the test.
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(naive, engine_for(address_of("x")).dialect)


def test_moment_comes_back_in_utc_on_both_databases(store: Store) -> None:
    add(store, "CDC")
    assert rows_of(store)["actor"][0]["added_at"] == "2026-11-24T15:00:00+00:00"


# Several at a time


ADD_ONE = """
import sys
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from reseau.store.rows.settings import put_setting, setting
store = open_store(address_of(sys.argv[1]))
for _ in range(100):
    with store.working("count") as work:
        put_setting(work.session, "n", str(int(setting(work.session, "n", "0")) + 1))
"""


def test_two_processes_lose_nothing_of_each_other(address: Address) -> None:
    place = address.url if address.file is None else str(address.file)
    writers = [
        subprocess.Popen([sys.executable, "-c", ADD_ONE, place]) for _ in range(2)
    ]
    assert [it.wait() for it in writers] == [0, 0]
    with open_store(address).reading() as session:
        assert setting(session, "n") == "200"


@contextmanager
def writer(address: Address) -> Iterator[None]:
    """Hold the store as a long operation does."""
    with open_store(address).working("hold") as work:
        work.session.execute(text("DELETE FROM setting"))
        yield


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)


def test_second_writer_is_told_to_wait(impatient: None, address: Address) -> None:
    with writer(address):
        with pytest.raises(StoreBusyError):
            add(open_store(address), "CDC")
        assert rows_of(open_store(address))["actor"] == []


def test_busy_store_is_said_with_its_own_exit_code(
    impatient: None, run: Run, address: Address
) -> None:
    with writer(address):
        refused = run("actor", "add", "CDC", at=address)
    assert refused.code == 6
    assert "Somebody else is writing to the store" in refused.err


def test_busy_store_is_said_in_french(
    impatient: None, run: Run, sqlite_address: Address
) -> None:
    with writer(sqlite_address):
        refused = run("acteur", "ajouter", "CDC", at=sqlite_address, lang="fr")
    assert refused.code == 6
    assert "Traceback" not in refused.err


def test_reader_is_not_held_up_by_a_writer(impatient: None, address: Address) -> None:
    with writer(address):
        assert rows_of(open_store(address))["actor"] == []


def test_reading_sees_one_moment(address: Address) -> None:
    store = open_store(address)
    with store.reading() as session:
        query = text("SELECT COUNT(*) FROM actor")
        before = session.scalar(query)
        add(open_store(address), "CDC")
        assert session.scalar(query) == before


# What is no store


def refusal(run: Run, place: Path | str, lang: str = "en") -> tuple[int, str]:
    address = address_of(str(place))
    answer = run("actor", "list", at=address, lang=lang)
    assert "Traceback" not in answer.err
    assert "SELECT" not in answer.err
    return answer.code, answer.err


def write(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def test_missing_store_is_not_found(run: Run, tmp_path: Path) -> None:
    code, said = refusal(run, tmp_path / "nothing.sqlite")
    assert (code, "reseau init" in said) == (4, True)
    assert list(tmp_path.iterdir()) == []


def test_empty_file_is_not_a_store(run: Run, tmp_path: Path) -> None:
    code, said = refusal(run, write(tmp_path / "empty.sqlite", b""))
    assert (code, "is an empty file" in said) == (7, True)


@pytest.mark.parametrize("content", [b"Nom;Date\n", b"SQLite format 3\0" + b"x" * 999])
def test_other_file_is_not_a_store(run: Run, tmp_path: Path, content: bytes) -> None:
    code, said = refusal(run, write(tmp_path / "other.sqlite", content))
    assert (code, "is not a store of Réseau" in said) == (7, True)


def test_other_database_is_not_a_store(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        connection.execute("CREATE TABLE meeting (day TEXT)")
    code, said = refusal(run, tmp_path / "other.sqlite")
    assert (code, "is not a store of Réseau" in said) == (7, True)


def test_folder_is_not_a_store(run: Run, tmp_path: Path) -> None:
    code, said = refusal(run, tmp_path)
    assert (code, "is not a store of Réseau" in said) == (7, True)


def test_store_that_is_missing_is_said_in_french(run: Run, tmp_path: Path) -> None:
    code, said = refusal(run, tmp_path / "rien.sqlite", lang="fr")
    assert (code, "There is no store" in said) == (4, False)


def stamp(address: Address, revision: str) -> None:
    engine = engine_for(address)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :it"), {"it": revision}
        )
    engine.dispose()


def test_store_of_a_newer_program_is_refused(address: Address) -> None:
    stamp(address, "9999")
    with pytest.raises(NewerStoreError, match="schema 9999"):
        open_store(address)


def test_store_of_an_older_program_is_sent_to_upgrade(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "KNOWN", ("0000", "0001"))
    stamp(address, "0000")
    with pytest.raises(OlderStoreError, match="reseau upgrade"):
        open_store(address)


def test_database_without_tables_is_no_store(
    postgresql_address: Address,
) -> None:
    with engine_for(postgresql_address).begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(NoStoreError):
        open_store(postgresql_address)


def test_damaged_store_says_to_restore_a_backup(
    run: Run, sqlite_address: Address
) -> None:
    store = open_store(sqlite_address)
    furnish(store)
    file = sqlite_address.file
    assert file is not None
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'actor'"
        ).scalar_one()
    content = bytearray(file.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file.write_bytes(content)
    code, said = refusal(run, file)
    assert (code, "is damaged" in said) == (DamagedError.exit_code, True)


def test_full_disk_is_said_and_nothing_changes(sqlite_store: Store) -> None:
    def no_more_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # As few as it has.

    event.listen(sqlite_store.engine, "connect", no_more_room)

    def fill() -> None:
        for number in range(200):
            add(sqlite_store, f"Organisme {number} {'x' * 300}")

    with pytest.raises(DiskFullError):
        fill()


# Creating a store


def test_store_is_not_created_over_another(address: Address) -> None:
    with pytest.raises(StoreExistsError):
        create_store(address)


def test_store_is_not_created_among_the_tables_of_others(
    postgresql_address: Address,
) -> None:
    with engine_for(postgresql_address).begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(NotEmptyError):
        create_store(postgresql_address)


def test_folder_that_refuses_files_is_said(run: Run, tmp_path: Path) -> None:
    """A folder under a file can be made by nobody, root included."""
    write(tmp_path / "file", b"")
    address = address_of(str(tmp_path / "file" / "store.sqlite"))
    refused = run("init", at=address)
    assert refused.code == FolderError.exit_code
    assert "cannot be written" in refused.err


def test_nothing_is_left_of_a_store_that_could_not_be_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("reseau.store.safety.upgrade.migrate", fail)
    with pytest.raises(ZeroDivisionError):
        create_store(address_of(str(tmp_path / "store.sqlite")))
    assert list(tmp_path.iterdir()) == []


# Addresses


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("store.sqlite", "store.sqlite"),
        ("/data/store.sqlite", "/data/store.sqlite"),
        ("sqlite:///store.sqlite", "store.sqlite"),
        ("sqlite:////data/store.sqlite", "/data/store.sqlite"),
    ],
)
@posix_only
def test_file_is_read_from_an_address(typed: str, file: str) -> None:
    assert address_of(typed).file == Path(file)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_server_is_read_from_an_address(scheme: str) -> None:
    assert address_of(f"{scheme}://u@h/n") == Address(
        "postgresql+psycopg://u@h/n", None
    )


def test_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESEAU_DATABASE", "other.sqlite")
    assert address_of().file == Path("other.sqlite")


def test_address_is_else_in_the_folder_of_the_platform() -> None:
    file = address_of().file
    assert file is not None
    assert file.is_absolute()
    assert file.name == "reseau.sqlite"


def test_other_database_is_refused(run: Run) -> None:
    refused = run("--database", "mysql://root:secret@host/x", "actor", "list")
    assert refused.code == UnknownAddressError.exit_code
    assert "“mysql” is not a database" in refused.err
    assert "secret" not in refused.err


SECRETS = [
    "postgresql://nadia:s3cret@host/name",
    "postgresql://nadia:s3cr@et@host/name",
    "postgresql://:s3cret@host/name",
    "postgresql://host/name?user=nadia&password=s3cret",
    "postgresql://host/name?sslkey=k&sslpassword=s3cret",
    "postgresql://nadia:s3c@s3cr/et@host/name?sslmode=require",
]


@pytest.mark.parametrize("typed", SECRETS)
def test_password_is_never_shown(typed: str) -> None:
    shown = address_of(typed).place
    assert "s3c" not in shown
    assert "et@" not in shown
    assert "***" in shown


def test_password_that_holds_an_at_sign_is_no_name_of_a_computer() -> None:
    url = make_url(address_of("postgresql://nadia:a@b/c@host/name").url)
    assert (url.password, url.host, url.database) == ("a@b/c", "host", "name")


@pytest.mark.parametrize(
    "typed", ["postgresql:/nadia:s3cret@host/name", "nadia:s3cret@host/name"]
)
def test_mistyped_address_is_no_file_and_hides_its_password(typed: str) -> None:
    with pytest.raises(WrongAddressError) as refused:
        address_of(typed)
    assert "s3cret" not in str(refused.value)


def test_address_without_a_password_is_shown_as_it_is() -> None:
    typed = "postgresql+psycopg://nadia@host:5432/name?sslmode=require"
    assert address_of(typed).place == typed


def test_unreachable_server_is_said_without_its_password(run: Run) -> None:
    place = "postgresql://nadia:s3cret@127.0.0.1:1/name"
    refused = run("--database", place, "--debug", "actor", "list")
    assert refused.code == UnreachableError.exit_code
    assert "no server listens there" in refused.err
    assert "s3cret" not in refused.err


def test_address_that_cannot_be_read_is_refused(run: Run) -> None:
    refused = run("--database", "postgresql://h:port/n", "actor", "list")
    assert refused.code == WrongAddressError.exit_code
    assert "cannot be read as an address" in refused.err


def test_missing_driver_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_any: object, **_more: object) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(engines, "create_engine", missing)
    with pytest.raises(MissingDriverError, match=r"pip install"):
        engine_for(address_of("postgresql://h/n"))


def test_server_that_does_not_exist_is_told_in_the_words_of_the_reader(
    run: Run,
) -> None:
    typed = "postgresql+psycopg://nobody@no-such-host.invalid/reseau"
    told = run("init", "--database", typed, lang="fr")
    assert told.code == 7
    assert "aucun ordinateur de ce nom n’est connu" in told.err
    assert "resolve" not in told.err
