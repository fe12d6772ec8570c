"""On a server: waits have an end, and a user without the right is told before."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from reseau.domain.vocabulary import ActorKind
from reseau.store.place import engine as engines
from reseau.store.place import unfinished
from reseau.store.place.address import Address, NewerStoreError
from reseau.store.place.engine import StoreBusyError, engine_for
from reseau.store.place.server_faults import NoRightError
from reseau.store.safety.backup import AlteredBackupError, NotABackupError
from reseau.store.safety.server_backup import back_up_server
from reseau.store.safety.upgrade import migrating, upgrade_store
from reseau.store.session import open_store
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.privacy.for_good import make_unreadable
from reseau.usecases.safekeeping.safekeeping import back_up, restore
from reseau.usecases.safekeeping.setup import bring_up_to_date
from tests.contents import add, rows_of
from tests.store.test_migrations import downgrade
from tests.support import Run

PERSON = ActorKind.PERSON
HOLD = "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE"


def as_role(address: Address, role: str) -> Address:
    return replace(address, url=f"{address.url}&options=-c%20role%3D{role}")


def do(address: Address, *statements: str) -> None:
    engine = engine_for(address)
    with engine.begin() as connection:
        for it in statements:
            connection.execute(text(it))
    engine.dispose()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)


@pytest.mark.usefixtures("hurried")
def test_reader_of_a_table_that_is_remade_waits_no_more_than_a_writer(
    postgresql_address: Address,
) -> None:
    store = open_store(postgresql_address)
    with store.engine.begin() as other:
        other.execute(text(HOLD.format("actor")))
        with pytest.raises(StoreBusyError):
            rows_of(store)


@pytest.mark.usefixtures("hurried")
def test_table_that_somebody_reads_is_rewritten_later(
    postgresql_address: Address,
) -> None:
    store = open_store(postgresql_address)
    with store.engine.begin() as other:
        other.execute(text("SELECT * FROM actor"))
        assert not make_unreadable(store)
    assert make_unreadable(store)


def test_upgrade_of_a_server_makes_a_backup_first(
    postgresql_address: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RESEAU_CONFIG", str(tmp_path / "config.toml"))
    _age(postgresql_address)
    backup = bring_up_to_date(postgresql_address)
    assert backup is not None
    assert backup.stat().st_mode & 0o077 == 0


def test_upgrade_without_the_programs_of_a_server_says_so(
    postgresql_address: Address, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    _age(postgresql_address)
    monkeypatch.setattr(shutil, "which", lambda *_it: None)
    done = run("--database", postgresql_address.url, "upgrade")
    assert done.code == 0
    assert "No backup was made first. pg_dump was not found." in done.err


def _age(address: Address) -> None:
    store = open_store(address)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0012")


def test_two_who_mark_a_server_at_once_wait_for_each_other(
    postgresql_address: Address,
) -> None:
    with ThreadPoolExecutor(4) as them:
        said = [
            them.submit(unfinished.begin, postgresql_address, unfinished.Removal())
            for _ in range(4)
        ]
    assert [it.exception() for it in said] == [None] * 4
    unfinished.end(postgresql_address)


@pytest.fixture
def visitor(postgresql_address: Address) -> Iterator[Address]:
    """Give a user who may read and write, and to whom nothing belongs."""
    do(
        postgresql_address,
        "DROP ROLE IF EXISTS visitor",
        "CREATE ROLE visitor",
        "GRANT USAGE ON SCHEMA public TO visitor",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
        " TO visitor",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO visitor",
    )
    yield as_role(postgresql_address, "visitor")
    do(postgresql_address, "DROP OWNED BY visitor", "DROP ROLE visitor")


@pytest.mark.parametrize("dry_run", [True, False])
def test_user_to_whom_nothing_belongs_is_told_before_an_erasure(
    visitor: Address, *, dry_run: bool
) -> None:
    """Nobody else can rewrite a table (PostgreSQL, VACUUM)."""
    store = open_store(visitor)
    add(store, "Anne Roy")
    with pytest.raises(NoRightError):
        erase_person(store, "anne-roy", dry_run=dry_run)
    assert unfinished.begun(visitor) is None
    assert len(rows_of(store)["actor"]) == 1


def test_samples_of_a_server_no_longer_name_who_was_erased(
    postgresql_address: Address,
) -> None:
    """A server keeps samples of each column (PostgreSQL, pg_stats)."""
    store = open_store(postgresql_address)
    for name in ("Zéphirine Quachevault", "Ana Bell", "Béa Cyr"):
        add(store, name, PERSON)
    sampled = (
        "SELECT count(*) FROM pg_stats WHERE schemaname = 'public' AND"
        " concat(most_common_vals, histogram_bounds) ILIKE '%quachevault%'"
    )
    do(postgresql_address, "ANALYZE")
    with store.reading() as session:
        assert session.scalar(text(sampled))
    erase_person(store, "zephirine-quachevault")
    with store.reading() as session:
        assert not session.scalar(text(sampled))


def test_user_without_any_right_is_told(postgresql_address: Address) -> None:
    do(postgresql_address, "DROP ROLE IF EXISTS stranger", "CREATE ROLE stranger")
    with pytest.raises(NoRightError):
        open_store(as_role(postgresql_address, "stranger"))
    do(postgresql_address, "DROP ROLE stranger")


@pytest.fixture
def member(postgresql_address: Address) -> Iterator[Address]:
    """Give a user of the team that the store belongs to, who makes things as theirs."""
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    give = (
        f"FOR it IN {tables} LOOP EXECUTE format('ALTER TABLE %I OWNER TO team', it); "
    )
    do(
        postgresql_address,
        "CREATE ROLE team",
        "CREATE ROLE one IN ROLE team",
        "CREATE ROLE two IN ROLE team",
        f"DO $$ DECLARE it text; BEGIN {give} END LOOP; END $$",
        "GRANT ALL ON SCHEMA public TO team",
    )
    yield as_role(postgresql_address, "one")
    do(postgresql_address, "DROP OWNED BY team CASCADE", "DROP ROLE one, two, team")


def test_mark_of_one_member_is_taken_away_by_another(
    postgresql_address: Address, member: Address
) -> None:
    """It belongs to the team, as the store does, and not to whoever made it."""
    unfinished.begin(member, unfinished.Removal())
    unfinished.end(as_role(postgresql_address, "two"))
    assert unfinished.begun(postgresql_address) is None


def owners(address: Address) -> list[str]:
    engine = engine_for(address)
    query = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    with engine.connect() as connection:
        found = [str(it) for it in connection.execute(text(query)).scalars()]
    engine.dispose()
    return found


def test_store_that_a_member_puts_back_is_still_the_team_s(
    postgresql_address: Address, member: Address, tmp_path: Path
) -> None:
    made = back_up(member, tmp_path)
    restore(member, made.path)
    assert owners(postgresql_address) == ["team"]


def test_store_that_a_member_upgrades_is_still_the_team_s(
    postgresql_address: Address, member: Address
) -> None:
    _age(postgresql_address)
    upgrade_store(member)
    assert owners(postgresql_address) == ["team"]


def test_backup_of_an_older_store_takes_the_place_of_a_newer_one(
    postgresql_address: Address, tmp_path: Path
) -> None:
    """Of all of it: a table that came since would be in the way of the upgrade."""
    store = open_store(postgresql_address)
    add(store, "Table d'É\\t%s\r\n<&>")
    before = rows_of(store)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0010")
    made = back_up_server(postgresql_address, tmp_path)
    upgrade_store(postgresql_address)
    assert restore(postgresql_address, made.path).older
    upgrade_store(postgresql_address)
    assert rows_of(store) == before


@pytest.mark.usefixtures("hurried")
def test_store_that_somebody_reads_is_not_replaced(
    postgresql_address: Address, tmp_path: Path
) -> None:
    made = back_up(postgresql_address, tmp_path)
    store = open_store(postgresql_address)
    with store.engine.begin() as other:
        other.execute(text("SELECT * FROM actor"))
        with pytest.raises(StoreBusyError):
            restore(postgresql_address, made.path)


def test_backup_that_was_altered_is_not_put_back(
    postgresql_address: Address, tmp_path: Path
) -> None:
    made = back_up(postgresql_address, tmp_path).path
    made.write_bytes(made.read_bytes() + b"x")
    with pytest.raises(AlteredBackupError):
        restore(postgresql_address, made)


def test_backup_that_was_cut_short_is_not_put_back(
    postgresql_address: Address, tmp_path: Path
) -> None:
    made = back_up(postgresql_address, tmp_path).path
    made.with_name(f"{made.name}.sha256").unlink()
    made.write_bytes(made.read_bytes()[:-2_000])
    with pytest.raises(AlteredBackupError):
        restore(postgresql_address, made)


def test_dump_of_another_program_is_not_put_back(
    postgresql_address: Address, tmp_path: Path
) -> None:
    do(postgresql_address, "ALTER TABLE alembic_version RENAME TO invoice")
    made = back_up_server(postgresql_address, tmp_path).path
    do(postgresql_address, "ALTER TABLE invoice RENAME TO alembic_version")
    with pytest.raises(NotABackupError):
        restore(postgresql_address, made)


def test_backup_of_a_newer_program_is_not_put_back_on_a_server(
    postgresql_address: Address, tmp_path: Path
) -> None:
    do(postgresql_address, "UPDATE alembic_version SET version_num = '9999'")
    made = back_up_server(postgresql_address, tmp_path).path
    with pytest.raises(NewerStoreError):
        restore(postgresql_address, made)
