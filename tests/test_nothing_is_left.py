"""After an erasure nothing names the person: every file there is, is searched.

On both databases: the database and its journals while somebody has it open, drafts,
the list for completion, the index, a backup made afterwards (a server's is unpacked),
and every export and map made afterwards. The person is invented.
"""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from reseau import places
from reseau.completing import answer
from reseau.domain.retention import DataKind
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    ContactKind,
    Diffusion,
    Role,
)
from reseau.errors import ExitCode
from reseau.store.models import Actor
from reseau.store.place import completion_cache
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor, edit_actor
from reseau.usecases.actors.committees import CommitteeChanges, add_committee
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.privacy.retaining import apply_rules
from reseau.usecases.privacy.retention import set_rule
from reseau.usecases.safekeeping.safekeeping import back_up
from tests.contents import rows_of
from tests.support import Run

# Each as it is written, as it is folded, and in parts; nothing else has them.
TOKENS = (
    "Zéphirine", "zephirine", "Quachevault", "quachevault", "ZQuache",
    "555-0142", "5145550142", "courrier.example",
)  # fmt: skip


@pytest.fixture
def known(store: Store, run: Run) -> Store:
    """Give a store where one person left a trace of every kind."""
    at = store.address
    add_actor(store, "Solon", kind=ActorKind.ORGANIZATION, changes=ActorChanges())
    changes = ActorChanges(
        contacts={
            ContactKind.EMAIL: ["zephirine@courrier.example"],
            ContactKind.PHONE: ["514 555-0142"],
        },
        aliases=["ZQuache Zéphirine"], notes="Quachevault " * 3000,
        diffusion=Diffusion.PUBLIC,
    )  # fmt: skip
    add_actor(store, "Zéphirine Quachevalt", kind=ActorKind.PERSON, changes=changes)
    renamed = ActorChanges(name="Zéphirine Quachevault")
    edit_actor(store, "zephirine-quachevalt", changes=renamed)
    kind = CommitteeKind.WORKING
    add_committee(store, "Comité vert", kind=kind, changes=CommitteeChanges())
    who = "zephirine-quachevalt"
    for day in (1, 2, 3):
        entry = Entry(
            title=f"Dîner {day} avec Zéphirine", held_on=date(2021, 5, day),
            notes="QUACHEVAULT au (514) 555-0142", committee="comite-vert",
            participants=[(who, Role.HOST), ("solon", Role.PARTICIPANT)],
            follow_ups=["Écrire à zephirine@courrier.example"],
            due_on=date(2026, 12, 1), place="Chez Mme Quachevault",
        )  # fmt: skip
        log_interaction(store, entry)
    for typed in (
        ("committee", "join", "comite-vert", who, "--since", "2025-01-01"),
        ("person", "join", who, "solon", "--title", "Direction Quachevault"),
        ("influence", "assert", who, "solon", "--strength", "3", "--evidence",
         "Mme Quachevault"),
        ("privacy", "consent", who, "public", "given", "--evidence", "Quachevault"),
        ("privacy", "request", "access", who, "--identity", "Zéphirine, carte"),
        ("theme", "add", "--fr", "Logement", "--en", "Housing"),
        ("expert", "declare", who, "logement", "--source", "Quachevault"),
    ):  # fmt: skip
        done = run(*typed, at=at)
        assert done.code == 0, done.err
    run("undo", at=at)
    draft = Path(places.drafts_path())
    draft.mkdir(parents=True, exist_ok=True)
    (draft / "2026-11-24.txt").write_text("Dîner Quachevault", "utf-8")
    return store


def left_in(folder: Path) -> list[tuple[str, str]]:
    """Give each file of a folder that holds a token, with the token."""
    found = []
    for file in sorted(it for it in folder.rglob("*") if it.is_file()):
        content = file.read_bytes()
        if content[:5] == b"PGDMP":
            content = subprocess.run(
                ["pg_restore", "-f", "-", str(file)], check=True, capture_output=True
            ).stdout
        content += file.name.encode()
        found += [(file.name, it) for it in TOKENS if it.encode() in content]
    return found


def erase(run: Run, store: Store) -> None:
    typed = ("privacy", "erase", "zephirine-quachevalt", "--yes", "--reason", "3")
    done = run(*typed, at=store.address)
    assert done.code == 0, done.err
    assert "nothing names the person any more" in done.err


def counts(store: Store) -> tuple[int, int]:
    found = rows_of(store)
    return len(found["interaction"]), len(found["participation"])


def test_tokens_are_there_before(known: Store) -> None:
    text = json.dumps(rows_of(known), ensure_ascii=False)
    assert [it for it in TOKENS if it not in text and it != "5145550142"] == []


def test_rows_drafts_and_completion_are_clean_and_meetings_unchanged(
    run: Run, known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(known)
    erase(run, known)
    assert counts(known) == before
    text = json.dumps(rows_of(known), ensure_ascii=False)
    assert [it for it in TOKENS if it in text] == []
    assert left_in(Path(places.drafts_path())) == []
    add_actor(
        known, "Neuf", kind=ActorKind.ORGANIZATION, changes=ActorChanges()
    )  # Which makes the list of a server's names again.
    cache = completion_cache.cache_file(known.address)
    assert not cache.exists() or left_in(cache.parent) == []
    where = known.address.url if known.address.file is None else known.address.file
    monkeypatch.setenv("RESEAU_DATABASE", str(where))
    offered = answer("zsh", ["actor", "show", "z"]) + answer("zsh", ["log", "@qua"])
    assert [it for it in TOKENS if it in offered] == []


def test_index_finds_nobody(run: Run, known: Store) -> None:
    erase(run, known)
    for word in ("quachevault", "zephirine", "zquache"):
        found = run("find", word, "--format", "json", at=known.address)
        assert json.loads(found.out)["found"] == []


def test_later_backup_is_clean(run: Run, known: Store, tmp_path: Path) -> None:
    erase(run, known)
    back_up(known.address, tmp_path / "backups")
    assert left_in(tmp_path / "backups") == []
    assert any((tmp_path / "backups").iterdir())


def test_later_exports_and_pages_are_clean(
    run: Run, known: Store, tmp_path: Path
) -> None:
    erase(run, known)
    out = tmp_path / "out"
    out.mkdir()
    tables = ("actors", "interactions", "participations", "memberships", "ties")
    for typed in (
        *(("export", "csv", it, str(out / f"{it}.csv")) for it in tables),
        *(
            ("export", it, str(out / f"all.{it}"))
            for it in ("json", "gexf", "graphml", "kumu")
        ),
        ("export", "ics", str(out / "a.ics"), "--with-actors"),
        ("map", "--out", str(out / "map.html")),
        ("map", "--out", str(out / "map.svg")),
        ("privacy", "assessment", "--out", str(out)),
    ):
        done = run(*typed, at=known.address)
        assert done.code == 0, done.err
    assert left_in(out) == []


def test_what_is_printed_later_is_clean(run: Run, known: Store) -> None:
    erase(run, known)
    for typed in (
        ("history",), ("history", "2"), ("status",), ("privacy", "status"),
        ("privacy", "requests"), ("privacy", "consents"), ("privacy", "audit"),
        ("actor", "list", "--archived"), ("interaction", "list"),
        ("follow-up", "list"), ("influence", "list"), ("network", "overview"),
        ("check",), ("doctor",),
    ):  # fmt: skip
        said = run(*typed, at=known.address)
        text = said.out + said.err
        assert [it for it in TOKENS if it in text] == [], typed


def test_no_file_beside_the_store_is_left(
    run: Run, known: Store, tmp_path: Path
) -> None:
    """The database, its journals, and whatever else the tests left in the folder."""
    erase(run, known)
    known.dispose()
    assert left_in(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="An open file cannot be rewritten")
def test_somebody_reading_is_told_and_repaired(
    run: Run, known: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if known.address.file is None:
        return  # A server rewrites beside its readers.
    monkeypatch.setattr("reseau.store.place.engine.BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(known.address.file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM actor").fetchall()
        typed = ("privacy", "erase", "zephirine-quachevalt", "--yes")
        said = run(*typed, at=known.address)
        assert said.code == ExitCode.INTEGRITY
        assert "Somebody else has the store open" in said.err
    run("check", "--repair", at=known.address)
    known.dispose()
    assert left_in(tmp_path) == []


def test_retention_leaves_no_more_than_an_erasure(
    run: Run, known: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with known.working("test") as work:
        for it in work.session.query(Actor):
            it.added_at = it.added_at.replace(year=2020)
    for typed in (
        ("privacy", "answer", "1", "granted", "--on", "2026-11-24"),
        ("committee", "leave", "comite-vert", "zephirine-quachevalt"),
    ):
        assert run(*typed, at=known.address).code == 0
    for number in ("1", "2", "3"):
        run("follow-up", "done", number, at=known.address)
    monkeypatch.setenv("RESEAU_NOW", "2031-11-24T15:00:00+00:00")
    set_rule(known, DataKind.PERSON, months=36)
    [people] = apply_rules(known)
    assert [it.said for it in people.lines] == ["Zéphirine Quachevault"]
    known.dispose()
    assert left_in(tmp_path) == []
