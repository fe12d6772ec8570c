"""Stores to test on: SQLite always, PostgreSQL when a server is found.

RESEAU_TEST_POSTGRESQL names a server; else one is started from the system's own
PostgreSQL. RESEAU_REQUIRE_ALL turns a missing server or browser into a failure.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path

import hypothesis
import pytest

from reseau import i18n
from reseau.i18n import messages

i18n.install("en")  # Before anything imports Click.

import sqlalchemy  # noqa: E402
from sqlalchemy.engine.default import DefaultDialect  # noqa: E402
from sqlalchemy.util import LRUCache  # noqa: E402

from reseau.store.place import engine as engines  # noqa: E402
from reseau.store.place.address import Address, address_of  # noqa: E402
from reseau.store.safety.upgrade import create_store  # noqa: E402
from reseau.store.session import Store, open_store  # noqa: E402
from tests.support import Answer, CopyStore, Fill, FilledStore, NewStore, Run, missing  # noqa: E402

NOW = "2026-11-24T15:00:00+00:00"

# No test asserts a time: the machine may be busy.
hypothesis.settings.register_profile(
    "reseau",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("reseau")


@pytest.fixture(scope="session", autouse=True)
def _french_catalogue() -> None:
    """Compile the French catalogue when it is missing or older than its words."""
    compiled = messages.FRENCH.with_suffix(".mo")
    if (
        not compiled.is_file()
        or compiled.stat().st_mtime < messages.FRENCH.stat().st_mtime
    ):
        messages.compile_catalogue()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Let all stores of one kind of database share the SQL that was compiled.

    SQLAlchemy keeps it by engine and by dialect, and both are new with each store: a
    command opens one store, but tests open thousands, and compiled the same SQL again.
    """

    def kind(dialect: DefaultDialect) -> tuple[object, ...]:
        return (type(dialect), dialect.dbapi)

    compiled: dict[str, object] = {"compiled_cache": LRUCache(5_000)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DefaultDialect, "__hash__", lambda it: hash(kind(it)))
        patch.setattr(DefaultDialect, "__eq__", lambda a, b: kind(a) == kind(b))
        make = partial(sqlalchemy.create_engine, execution_options=compiled)
        patch.setattr(engines, "create_engine", make)
        yield


@pytest.fixture(autouse=True)
def _quiet_surroundings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """Pin the clock and the language, and keep away from the person's own files."""
    surround(monkeypatch, tmp_path)
    i18n.use("en")
    yield
    i18n.use("en")


def surround(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Set what Réseau reads around it."""
    patch.setenv("RESEAU_NOW", NOW)
    patch.setenv("RESEAU_USER", "tester")
    patch.setenv("RESEAU_CONFIG", str(folder / "no-config.toml"))
    for name in ("RESEAU_DATABASE", "RESEAU_LANG"):
        patch.delenv(name, raising=False)


def _server_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _as_postgres(command: list[str], folder: Path) -> None:
    """Run a server command; PostgreSQL refuses to be run by root."""
    prefix: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        prefix = ["runuser", "-u", "postgres", "--"]
    subprocess.run(
        [*prefix, *command], check=True, cwd=folder, stdout=subprocess.DEVNULL
    )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Give the address of a server, without a database name."""
    named = os.environ.get("RESEAU_TEST_POSTGRESQL")
    if named:
        yield named
        return
    binaries = _server_binaries()
    if binaries is None:
        missing("A PostgreSQL server")
        return
    folder = Path(tempfile.mkdtemp(prefix="reseau-pg-"))
    if os.name == "posix" and os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = str(folder / "data")
    control = [str(binaries / "pg_ctl"), "-D", data]
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    _as_postgres(
        [str(binaries / "initdb"), "-D", data, "-E", "UTF8", "--locale=C.UTF-8",
         "-A", "trust", "-U", "postgres"], folder,
    )  # fmt: skip
    _as_postgres(
        [*control, "-w", "-l", str(folder / "log"), "-o", options, "start"], folder
    )
    yield f"postgresql+psycopg://postgres@/{{name}}?host={folder}"
    _as_postgres([*control, "-w", "-m", "immediate", "stop"], folder)
    shutil.rmtree(folder, ignore_errors=True)


def _administer(server: str, statement: str) -> None:
    engine = sqlalchemy.create_engine(
        server.format(name="postgres"),
        isolation_level="AUTOCOMMIT",
        poolclass=sqlalchemy.NullPool,
    )
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty store made by the migrations, to be copied."""
    file = tmp_path_factory.mktemp("template") / "template.sqlite"
    store = create_store(address_of(str(file)))
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    """Give the name of an empty store made by the migrations, to be copied."""
    _administer(postgresql_server, "CREATE DATABASE reseau_template")
    create_store(address_of(postgresql_server.format(name="reseau_template"))).dispose()
    return "reseau_template"


@pytest.fixture(scope="session")
def new_sqlite(sqlite_template: Path) -> NewStore:
    """Give what makes an empty SQLite store for the length of a block."""

    @contextmanager
    def new() -> Iterator[Address]:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            file = Path(folder, "store.sqlite")
            shutil.copy(sqlite_template, file)
            file.chmod(0o600)
            yield address_of(str(file))

    return new


_numbers = iter(range(1_000_000))


@pytest.fixture(scope="session")
def copy_postgresql(postgresql_server: str) -> CopyStore:
    """Give what copies a PostgreSQL database, by name, for the length of a block."""

    @contextmanager
    def copied(template: str) -> Iterator[Address]:
        name = f"reseau_test_{os.getpid()}_{next(_numbers)}"
        _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield address_of(postgresql_server.format(name=name))
        finally:
            _administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")

    return copied


@pytest.fixture(scope="session")
def new_postgresql(copy_postgresql: CopyStore, postgresql_template: str) -> NewStore:
    """Give what makes an empty PostgreSQL store for the length of a block."""
    return lambda: copy_postgresql(postgresql_template)


@pytest.fixture
def sqlite_address(sqlite_template: Path, tmp_path: Path) -> Address:
    """Give the address of an empty SQLite store."""
    file = tmp_path / "store.sqlite"
    shutil.copy(sqlite_template, file)
    file.chmod(0o600)
    return address_of(str(file))


def _fill(address: Address, fill: Fill, folder: Path) -> None:
    """Fill a store as each test begins, whatever the one that asks first has changed."""
    with pytest.MonkeyPatch.context() as patch:
        surround(patch, folder)
        store = open_store(address)
        fill(store)
        store.dispose()


@pytest.fixture(scope="session")
def _sqlite_filled_once(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Fill], Path]:
    """Give the file of a store that a function filled, the first time it is asked."""

    @cache
    def filled(fill: Fill) -> Path:
        file = tmp_path_factory.mktemp("filled") / "filled.sqlite"
        shutil.copy(sqlite_template, file)
        file.chmod(0o600)
        _fill(address_of(str(file)), fill, file.parent)
        return file

    return filled


@pytest.fixture
def sqlite_filled_with(
    _sqlite_filled_once: Callable[[Fill], Path], tmp_path: Path
) -> FilledStore:
    """Give what copies a store that a function filled, for a test to change as it likes.

    ``sqlite_filled_with(furnish)``: the function runs once a session, not once a test.
    """

    def copied(fill: Fill) -> Address:
        file = tmp_path / "store.sqlite"
        shutil.copy(_sqlite_filled_once(fill), file)
        file.chmod(0o600)
        return address_of(str(file))

    return copied


@pytest.fixture(scope="session")
def _postgresql_filled_once(
    new_postgresql: NewStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Fill], str]]:
    """Give the name of a database that a function filled, the first time it is asked."""
    with ExitStack() as made:

        @cache
        def filled(fill: Fill) -> str:
            address = made.enter_context(new_postgresql())
            _fill(address, fill, tmp_path_factory.mktemp("filled"))
            return str(sqlalchemy.make_url(address.url).database)

        yield filled


@pytest.fixture
def postgresql_filled_with(
    _postgresql_filled_once: Callable[[Fill], str], copy_postgresql: CopyStore
) -> Iterator[FilledStore]:
    """Give what copies a PostgreSQL store that a function filled."""
    with ExitStack() as made:
        yield lambda fill: made.enter_context(
            copy_postgresql(_postgresql_filled_once(fill))
        )


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def filled_with(request: pytest.FixtureRequest) -> FilledStore:
    """Give what copies a store that a function filled, on each database in turn."""
    found: FilledStore = request.getfixturevalue(f"{request.param}_filled_with")
    return found


@pytest.fixture
def postgresql_address(new_postgresql: NewStore) -> Iterator[Address]:
    """Give the address of an empty PostgreSQL store."""
    with new_postgresql() as address:
        yield address


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def address(request: pytest.FixtureRequest) -> Address:
    """Give the address of an empty store, on each database in turn."""
    found: Address = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def store(address: Address) -> Iterator[Store]:
    """Give an empty store, on each database in turn."""
    opened = open_store(address)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite_store(sqlite_address: Address) -> Iterator[Store]:
    """Give an empty SQLite store, for what no database can change."""
    opened = open_store(sqlite_address)
    yield opened
    opened.dispose()


@pytest.fixture
def run(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Give a function that runs a command line in this process.

    ``run("actor", "list", lang="fr", at=address)``
    """
    from reseau.__main__ import main  # noqa: PLC0415

    def go(*typed: str, lang: str = "en", at: Address | None = None) -> Answer:
        monkeypatch.setenv("RESEAU_LANG", lang)
        if at is not None:
            monkeypatch.setenv(
                "RESEAU_DATABASE", at.url if at.file is None else str(at.file)
            )
        capfdbinary.readouterr()
        code = main(list(typed))
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode("utf-8-sig"), err.decode("utf-8"))

    return go
