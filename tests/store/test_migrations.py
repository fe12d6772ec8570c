"""The migrations make the schema that the models describe, and keep every row."""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, Table, inspect, select, text

from reseau import resources
from reseau.errors import IntegrityError
from reseau.store.models import (
    DERIVED,
    Operation,
    every_table,
    load_every_model,
)
from reseau.store.place.address import Address, address_of
from reseau.store.place.schema import HEAD, KNOWN
from reseau.store.safety.upgrade import (
    BrokenReferenceError,
    create_store,
    migrate,
    migrating,
    upgrade_store,
)
from reseau.store.session import Store, open_store
from reseau.usecases.safekeeping.setup import bring_up_to_date
from tests.contents import Rows, add, fill_every_table, operations, rows_of
from tests.store.migrations import BROKEN, FAILING, NEXT, REMAKING

TABLES = every_table()
RECORDS = [it for it in TABLES if it.name not in DERIVED]


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(resources.folder("db")))
    return ScriptDirectory.from_config(config)


def test_known_versions_are_those_of_the_migrations() -> None:
    found = [it.revision for it in scripts().walk_revisions()]
    assert tuple(reversed(found)) == KNOWN


def test_migrations_stand_in_one_line() -> None:
    assert scripts().get_heads() == [HEAD]


def test_migrations_import_nothing_of_the_program() -> None:
    folder = resources.folder("db") / "versions"
    assert not [
        it.name for it in folder.glob("*.py") if "reseau" in it.read_text("utf-8")
    ]


def test_models_and_migrations_describe_the_same_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, load_every_model().metadata) == []


def test_checks_of_the_models_are_in_the_database(store: Store) -> None:
    """Alembic does not compare them."""
    found = inspect(store.engine)
    for table in TABLES:
        wanted = {
            str(it.name) for it in table.constraints if isinstance(it, CheckConstraint)
        }
        assert {it["name"] for it in found.get_check_constraints(table.name)} == wanted


@pytest.mark.parametrize("table", RECORDS, ids=str)
def test_table_has_a_key_and_a_version(table: Table) -> None:
    assert [it.name for it in table.primary_key] == ["key"]
    assert not table.c.version.nullable


def names_in(table: Table) -> list[str | None]:
    constraints = [it.name for it in table.constraints]
    return [*map(_plain, constraints), *(_plain(it.name) for it in table.indexes)]


def _plain(name: object) -> str | None:
    return str(name) if name else None


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_constraint_and_index_is_named(table: Table) -> None:
    assert None not in names_in(table)


def test_names_fit_in_what_postgresql_keeps() -> None:
    assert max(len(it or "") for table in TABLES for it in names_in(table)) <= 63


def test_foreign_keys_are_indexed(store: Store) -> None:
    """Undoing looks up what refers to a row; a unique constraint may begin with it."""
    found = inspect(store.engine)
    for table in TABLES:
        first = {it["column_names"][0] for it in found.get_indexes(table.name)}
        first |= {
            it["column_names"][0] for it in found.get_unique_constraints(table.name)
        }
        wanted = {it.parent.name for it in table.foreign_keys}
        assert wanted - first <= {"source_key", "operation_key"}, table.name


def downgrade(connection: Connection, *, to: str = "base") -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.folder("db")))
    config.attributes["connection"] = connection
    command.downgrade(config, to)


def test_rows_of_every_table_are_there_before_the_way_down(store: Store) -> None:
    fill_every_table(store)
    assert [name for name, rows in rows_of(store).items() if not rows] == []


def test_full_store_goes_down_to_nothing_and_up_again(store: Store) -> None:
    fill_every_table(store)
    with migrating(store.engine) as connection:
        downgrade(connection)
        assert inspect(connection).get_table_names() == ["alembic_version"]
        migrate(connection)
    assert set(inspect(store.engine).get_table_names()) == {
        "alembic_version",
        *(it.name for it in TABLES),
    }
    add(store, "CDC")


def test_store_of_the_first_tables_keeps_its_rows(store: Store) -> None:
    add(store, "CDC")
    with migrating(store.engine) as connection:
        downgrade(connection, to="0001")
        assert "distinct_pair" not in inspect(connection).get_table_names()
        migrate(connection)
    found = rows_of(store)
    assert [it["name"] for it in found["actor"]] == ["CDC"]
    assert found["distinct_pair"] == []


# Tables that each version added.
ADDED = {
    "0002": {"distinct_pair"},
    "0003": {"objective", "position"},
    "0004": {"expert", "posting", "indexed_text", "index_state"},
    "0005": {"map_place"},
    "0006": {"consent", "privacy_request", "incident", "erasure"},
    "0007": {"departure"},
    "0008": {
        "signal", "signal_theme", "need", "need_theme", "need_signal", "need_expert",
        "need_round",
    },
    "0009": {
        "strategy", "strategy_target", "strategy_theme", "strategy_step", "pledge",
        "marker", "marker_move", "product", "product_theme", "product_need",
        "product_strategy", "product_reach", "mission", "mission_theme",
        "mission_test", "outcome", "outcome_actor", "outcome_theme",
        "outcome_marker", "outcome_strategy", "substantiation",
    },
    "0010": {
        "mandate", "committee_rule", "reserved_seat", "spokesperson", "decision",
        "decision_subject", "decision_follow_up", "succession",
    },
    "0011": {"retention_rule", "retention_run"},
    "0012": set(),  # Columns alone.
    "0013": {"publication"},
    "0014": {"indexed_term"},
}  # fmt: skip


def test_every_version_says_what_it_added() -> None:
    assert list(ADDED) == list(KNOWN[1:])


@pytest.mark.parametrize("version", KNOWN[:-1])
def test_store_of_an_earlier_version_keeps_its_rows(store: Store, version: str) -> None:
    fill_every_table(store)
    before = rows_of(store)
    later = {it for number, names in ADDED.items() if number > version for it in names}
    with migrating(store.engine) as connection:
        downgrade(connection, to=version)
        assert not later & set(inspect(connection).get_table_names())
        migrate(connection)
    lost: Rows = {name: [] for name in later - DERIVED}
    assert rows_of(store) == _without_later_columns(before, version) | lost


COLUMNS = {"0012": {"consent": ("given_by", "guardian", "fourteen_on")}}
"""Columns that a version added to tables that were there."""


def _without_later_columns(before: Rows, version: str) -> Rows:
    kept = dict(before)
    for number, tables in COLUMNS.items():
        for name, columns in tables.items() if number > version else ():
            kept[name] = [it | dict.fromkeys(columns) for it in kept[name]]
    return kept


# A migration to come


@pytest.fixture
def next_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "type[NextMigration]":
    folder = tmp_path / "db"
    shutil.copytree(resources.folder("db"), folder)
    NextMigration.folder = folder / "versions"
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    return NextMigration


class NextMigration:
    """Where a migration that does not exist yet is written."""

    folder: Path

    @classmethod
    def says(cls, content: str) -> None:
        (cls.folder / f"m{NEXT}_next.py").write_text(content, "utf-8")


def test_migration_that_fails_leaves_the_store_as_it_was(
    address: Address, next_migration: type[NextMigration]
) -> None:
    store = open_store(address)
    fill_every_table(store)
    before = rows_of(store)
    next_migration.says(FAILING)
    with pytest.raises(ZeroDivisionError):
        upgrade_store(address)
    columns = {it["name"] for it in inspect(store.engine).get_columns("actor")}
    assert "nickname" not in columns
    assert rows_of(open_store(address)) == before


def test_migration_that_remakes_a_table_keeps_every_row(
    address: Address, next_migration: type[NextMigration]
) -> None:
    """SQLite does so by copying a table to which others refer."""
    store = open_store(address)
    fill_every_table(store)
    before, done = rows_of(store), operations(store)
    next_migration.says(REMAKING)
    upgrade_store(address)
    assert (rows_of(store), operations(store)) == (before, done)
    with store.engine.connect() as connection:
        version = text("SELECT version_num FROM alembic_version")
        assert connection.scalar(version) == NEXT


def test_references_hold_after_a_table_is_remade(
    address: Address, next_migration: type[NextMigration]
) -> None:
    store = open_store(address)
    fill_every_table(store)
    next_migration.says(REMAKING)
    upgrade_store(address)
    found = inspect(store.engine).get_foreign_keys("participation")
    assert {it["referred_table"] for it in found} == {"actor", "interaction"}


def test_migration_that_loses_a_row_others_need_is_taken_back(
    sqlite_address: Address, next_migration: type[NextMigration]
) -> None:
    store = open_store(sqlite_address)
    fill_every_table(store)
    before = rows_of(store)
    next_migration.says(BROKEN)
    with pytest.raises(BrokenReferenceError):
        upgrade_store(sqlite_address)
    assert rows_of(store) == before


def test_upgrade_makes_a_private_backup_that_opens(
    sqlite_address: Address, next_migration: type[NextMigration]
) -> None:
    store = open_store(sqlite_address)
    fill_every_table(store)
    before = rows_of(store)
    next_migration.says(REMAKING)
    backup = upgrade_store(sqlite_address)
    assert backup is not None
    assert backup.stat().st_mode & 0o077 == 0
    assert rows_of(open_store(address_of(str(backup)))) == before


def test_store_of_today_needs_no_upgrade(address: Address) -> None:
    assert bring_up_to_date(address) is None


def test_migrated_store_is_empty(store: Store) -> None:
    with store.reading() as session:
        assert session.scalars(select(Operation)).all() == []
    assert not any(rows_of(store).values())


def test_two_stores_made_by_the_migrations_have_the_same_schema(
    tmp_path: Path,
) -> None:
    found = []
    for name in ("one", "two"):
        store = create_store(address_of(str(tmp_path / name)))
        with store.engine.connect() as connection:
            query = text("SELECT sql FROM sqlite_master ORDER BY name")
            found.append(list(connection.scalars(query)))
    assert found[0] == found[1]


def test_broken_reference_is_a_matter_of_integrity() -> None:
    assert BrokenReferenceError.exit_code is IntegrityError.exit_code
