"""A whole store goes out as one file and comes back the same, on either database."""

import json
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.vocabulary import (
    ActorKind,
    Diffusion,
    InteractionKind,
    Origin,
    Precision,
    Role,
)
from reseau.errors import ReseauError
from reseau.store.models import (
    Actor,
    Collaboration,
    table_named,
)
from reseau.store.past.bulk import insert_rows, next_keys
from reseau.store.past.dump import StoreNotEmptyError, UnknownTableError, WrongRowError
from reseau.store.place.address import Address, address_of
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.exchanging.whole_store import (
    InconsistentFileError,
    NewerFileError,
    NotAStoreFileError,
    export_store,
    import_store,
    store_text,
)
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.safekeeping.setup import init_store
from tests.contents import fill_every_table, operations, rows_of
from tests.support import NewStore, Run


def copy(store: Store, to: Store) -> str:
    """Export a store into another; give the text that went through."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "store.json")
        export_store(store, file)
        import_store(to, str(file))
        return file.read_text("utf-8")


# Whatever is in it


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
word = text.filter(lambda it: any(map(str.isalnum, it))).map(lambda it: it[:40])
day = st.dates(date(1900, 1, 1), date(2026, 11, 24))
actor = st.fixed_dictionaries(
    {
        "name": word.filter(lambda it: any(map(str.isalnum, it))),
        "kind": st.sampled_from(ActorKind),
        "notes": text,
        "sector": text,
        "diffusion": st.sampled_from(Diffusion),
        "alias": st.none() | word,
    }
)
line = st.fixed_dictionaries(
    {
        "title": word,
        "held_on": day,
        "kind": st.sampled_from(InteractionKind),
        "notes": text,
        "roles": st.lists(st.sampled_from(Role), min_size=1, max_size=4),
        "follow_ups": st.lists(word, max_size=2),
    }
)
tie = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4), text)
content = st.fixed_dictionaries(
    {
        "actors": st.lists(actor, min_size=1, max_size=5),
        "lines": st.lists(line, max_size=4),
        "ties": st.lists(tie, max_size=3),
        "bulk": st.lists(st.tuples(word, day), max_size=3),
        "furnished": st.booleans(),
    }
)


def fill(store: Store, wanted: dict[str, Any]) -> None:
    """Put random content in a store: by use cases, by records, by bulk rows."""
    if wanted["furnished"]:
        fill_every_table(store)
    slugs = []
    for number, it in enumerate(wanted["actors"]):
        changes = ActorChanges(
            notes=it["notes"],
            sector=it["sector"][:400],
            diffusion=it["diffusion"],
            aliases=[it["alias"]] if it["alias"] else [],
        )
        done = add_actor(
            store, it["name"], kind=it["kind"], changes=changes, apart=str(number)
        )
        slugs.append(f"@{done.slug}")
    for it in wanted["lines"]:
        there = dict(zip(slugs, it["roles"], strict=False))
        entry = Entry(
            title=it["title"], held_on=it["held_on"], kind=it["kind"],
            notes=it["notes"], participants=list(there.items()),
            follow_ups=it["follow_ups"],
        )  # fmt: skip
        log_interaction(store, entry)
    with store.working("test") as work:
        keys = work.session.scalars(select(Actor.key).order_by(Actor.key)).all()
        for one, other, strength, evidence in wanted["ties"]:
            a, b = keys[one % len(keys)], keys[other % len(keys)]
            if a != b:
                work.session.add(
                    Collaboration(
                        source_key=a, target_key=b, strength=strength,
                        evidence=evidence, origin=Origin.INFERRED,
                    )
                )  # fmt: skip
        add_many(work.session, wanted["bulk"])


def add_many(session: Session, lines: list[tuple[str, date]]) -> None:
    table = table_named("interaction")
    empty = dict.fromkeys(it.name for it in table.columns)
    keys = next_keys(session, table, count=len(lines))
    rows = [
        empty
        | {
            "key": key,
            "uid": uuid.UUID(int=key),
            "kind": InteractionKind.CALL,
            "title": title,
            "held_on": held_on,
            "precision": Precision.DAY,
            "repeat": 0,
            "added_at": datetime(2026, 1, 1, 12, 30, 15, 123456, tzinfo=UTC),
            "version": 1,
        }
        for key, (title, held_on) in zip(keys, lines, strict=True)
    ]
    insert_rows(session, table, rows=rows)


def check_round_trip(wanted: dict[str, Any], *, source: NewStore, to: NewStore) -> None:
    with source() as here, to() as there:
        store, other = open_store(here), open_store(there)
        fill(store, wanted)
        before = rows_of(store)
        assert copy(store, other) == store_text(other)
        assert before == rows_of(other)


@settings(max_examples=15, deadline=None)
@given(wanted=content)
def test_any_store_comes_back_the_same(
    new_sqlite: NewStore, wanted: dict[str, Any]
) -> None:
    check_round_trip(wanted, source=new_sqlite, to=new_sqlite)


@pytest.mark.postgresql
@settings(max_examples=3, deadline=None)
@given(wanted=content)
def test_any_store_moves_to_a_server(
    new_sqlite: NewStore, new_postgresql: NewStore, wanted: dict[str, Any]
) -> None:
    check_round_trip(wanted, source=new_sqlite, to=new_postgresql)


@pytest.mark.postgresql
@settings(max_examples=3, deadline=None)
@given(wanted=content)
def test_any_store_moves_away_from_a_server(
    new_sqlite: NewStore, new_postgresql: NewStore, wanted: dict[str, Any]
) -> None:
    check_round_trip(wanted, source=new_postgresql, to=new_sqlite)


# What an import of a whole store is


@pytest.fixture
def full(new_sqlite: NewStore, tmp_path: Path) -> Path:
    """Give the file of a store with a row in every table."""
    with new_sqlite() as address:
        store = open_store(address)
        fill_every_table(store)
        file = tmp_path / "full.json"
        export_store(store, file)
    return file


def test_whole_store_comes_back_with_every_table(store: Store, full: Path) -> None:
    import_store(store, str(full))
    assert [name for name, rows in rows_of(store).items() if not rows] == []
    assert store_text(store) == full.read_text("utf-8")


def test_import_of_a_store_is_one_operation_and_is_undone(
    store: Store, full: Path
) -> None:
    before = rows_of(store)
    import_store(store, str(full))
    assert operations(store) == 1
    undo_operation(store, None)
    assert rows_of(store) == before


def test_next_record_of_an_imported_store_gets_a_new_key(
    store: Store, full: Path
) -> None:
    import_store(store, str(full))
    assert [it["key"] for it in rows_of(store)["actor"]] == list(range(1, 8))
    add_actor(store, "Neuve", kind=ActorKind.ORGANIZATION, changes=ActorChanges())
    assert [it["key"] for it in rows_of(store)["actor"]] == list(range(1, 9))


def test_settings_of_a_new_store_give_way_to_those_of_the_file(
    tmp_path: Path, full: Path
) -> None:
    store = init_store(
        address_of(str(tmp_path / "s")), organization="Autre", seeds=False
    )
    import_store(store, str(full))
    found = {it["name"]: it["value"] for it in rows_of(store)["setting"]}
    assert found == {"organization": "Collectif d’essai"}


def test_history_does_not_travel(full: Path) -> None:
    tables = json.loads(full.read_text("utf-8"))["tables"]
    assert "operation" not in tables
    assert "change" not in tables


def test_dry_run_of_an_import_writes_nothing(store: Store, full: Path) -> None:
    before = rows_of(store)
    import_store(store, str(full), dry_run=True)
    assert rows_of(store) == before


def test_store_that_holds_something_is_refused(store: Store, full: Path) -> None:
    add_actor(store, "CDC", kind=ActorKind.ORGANIZATION, changes=ActorChanges())
    before = rows_of(store)
    with pytest.raises(StoreNotEmptyError):
        import_store(store, str(full))
    assert rows_of(store) == before


def test_commands_export_and_import_a_whole_store(
    run: Run, sqlite_address: Address, new_sqlite: NewStore, tmp_path: Path
) -> None:
    fill_every_table(open_store(sqlite_address))
    before = rows_of(open_store(sqlite_address))
    file = str(tmp_path / "store.json")
    out = run("export", "json", file, at=sqlite_address)
    assert (out.code, "keep it private" in out.err) == (0, True)
    with new_sqlite() as other:
        assert run("import", "json", file, "--yes", at=other).code == 0
        assert rows_of(open_store(other)) == before


def test_export_of_a_whole_store_is_for_its_owner_only(full: Path) -> None:
    assert full.stat().st_mode & 0o077 == 0


def test_import_of_a_store_without_a_terminal_says_to_add_yes(
    run: Run, sqlite_address: Address, full: Path
) -> None:
    refused = run("import", "json", str(full), at=sqlite_address)
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert operations(open_store(sqlite_address)) == 0


# Files that are none


def spoil(full: Path, change: Callable[[dict[str, Any]], object]) -> str:
    """Change something in a file of a whole store."""
    head = json.loads(full.read_text("utf-8"))
    change(head)
    full.write_text(json.dumps(head), "utf-8")
    return str(full)


def first(head: dict[str, Any], table: str = "actor") -> dict[str, Any]:
    row: dict[str, Any] = head["tables"][table][0]
    return row


WRONG: dict[str, tuple[type[ReseauError], Callable[[dict[str, Any]], object]]] = {
    "newer schema": (NewerFileError, lambda it: it.update(schema="9999")),
    "schema that is no text": (NewerFileError, lambda it: it.update(schema=[])),
    "other format": (NotAStoreFileError, lambda it: it.update(format="other")),
    "no tables": (NotAStoreFileError, lambda it: it.pop("tables")),
    "table that is no list": (
        NotAStoreFileError,
        lambda it: it["tables"].update(actor={}),
    ),
    "unknown table": (UnknownTableError, lambda it: it["tables"].update(other=[])),
    "history": (UnknownTableError, lambda it: it["tables"].update(operation=[])),
    "missing reference": (
        InconsistentFileError,
        lambda it: it["tables"].update(theme=[]),
    ),
    "uid twice": (
        InconsistentFileError,
        lambda it: first(it).update(uid=it["tables"]["actor"][1]["uid"]),
    ),
    "rule of the schema broken": (
        InconsistentFileError,
        lambda it: first(it, "influence").update(strength=9),
    ),
    "nothing where something must be": (
        InconsistentFileError,
        lambda it: first(it).update(name=None),
    ),
    "key twice": (WrongRowError, lambda it: it["tables"]["actor"].append(first(it))),
    "no key": (WrongRowError, lambda it: first(it).update(key=None)),
    "key below 1": (WrongRowError, lambda it: first(it).update(key=0)),
    "row that is no object": (
        WrongRowError,
        lambda it: it["tables"]["actor"].append(1),
    ),
    "column missing": (WrongRowError, lambda it: first(it).pop("name")),
    "column too many": (WrongRowError, lambda it: first(it).update(other=1)),
    "unknown code": (WrongRowError, lambda it: first(it).update(kind="robot")),
    "code that is a list": (WrongRowError, lambda it: first(it).update(kind=[])),
    "number for a text": (WrongRowError, lambda it: first(it).update(name=12)),
    "text for a number": (WrongRowError, lambda it: first(it).update(key="12")),
    "truth for a number": (WrongRowError, lambda it: first(it).update(version=True)),
    "number too large": (WrongRowError, lambda it: first(it).update(key=2**40)),
    "text too long": (WrongRowError, lambda it: first(it).update(name="x" * 401)),
    "null character": (WrongRowError, lambda it: first(it).update(notes="a\0b")),
    "half a character": (WrongRowError, lambda it: first(it).update(notes="\ud800")),
    "impossible day": (
        WrongRowError,
        lambda it: first(it, "interaction").update(held_on="2026-02-31"),
    ),
    "moment without a zone": (
        WrongRowError,
        lambda it: first(it).update(added_at="2026-02-01T10:00:00"),
    ),
    "uid that is none": (WrongRowError, lambda it: first(it).update(uid="x")),
}


@pytest.mark.parametrize("fault", WRONG)
def test_wrong_file_is_refused_and_nothing_is_written(
    sqlite_store: Store, full: Path, fault: str
) -> None:
    error, change = WRONG[fault]
    with pytest.raises(error):
        import_store(sqlite_store, spoil(full, change))
    assert (any(rows_of(sqlite_store).values()), operations(sqlite_store)) == (False, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": "reseau-store", "schema": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "cut", "list", "null", "bytes", "deep list", "deep object", "digits"],
)
def test_text_that_is_no_store_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "store.json"
    file.write_bytes(content)
    refused = run("import", "json", str(file), "--yes", at=sqlite_address)
    assert (refused.code, "Traceback" in refused.err) == (2, False)
    assert operations(open_store(sqlite_address)) == 0


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_missing_file_of_a_store_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, lang: str
) -> None:
    file = str(tmp_path / "nothing.json")
    refused = run("import", "json", file, "--yes", at=sqlite_address, lang=lang)
    assert (refused.code, "nothing.json" in refused.err) == (2, True)


def test_file_of_an_older_version_comes_in_without_what_was_added_since(
    store: Store, new_sqlite: NewStore, tmp_path: Path
) -> None:
    """Version 0002 had neither experts nor the source of a declaration."""
    fill_every_table(store)
    content = json.loads(store_text(store))
    content["schema"] = "0002"
    del content["tables"]["expert"]
    for row in content["tables"]["expertise"]:
        del row["source"]
    file = tmp_path / "older.json"
    file.write_text(json.dumps(content), "utf-8")
    with new_sqlite() as address:
        other = open_store(address)
        import_store(other, str(file))
        assert rows_of(other)["expertise"] == rows_of(store)["expertise"]
        other.dispose()
