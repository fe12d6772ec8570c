"""Each kind of damage that is put in a store is found, and nothing else."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from reseau.domain.vocabulary import Role
from reseau.errors import ExitCode
from reseau.store.models import Actor, Interaction, Participation
from reseau.store.place.address import Address
from reseau.store.safety.checking import Damage
from reseau.store.session import open_store
from reseau.usecases.safekeeping.safekeeping import check
from tests.records import furnish
from tests.support import Run

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")

# What a program that writes past Réseau could leave, and what it is found as.
DAMAGES = {
    "a loop of merged actors": (
        Damage.LOOP, "actor",
        [
            "UPDATE actor SET merged_into = (SELECT key FROM actor WHERE slug = 'solon-nord') WHERE slug = 'solon'",
            "UPDATE actor SET merged_into = (SELECT key FROM actor WHERE slug = 'solon') WHERE slug = 'solon-nord'",
        ],
    ),
    "two themes broader than each other": (
        Damage.LOOP, "theme",
        [
            "UPDATE theme SET broader_key = (SELECT max(key) FROM theme) WHERE key = (SELECT min(key) FROM theme)",
            "UPDATE theme SET broader_key = (SELECT min(key) FROM theme) WHERE key = (SELECT max(key) FROM theme)",
        ],
    ),
    "an interaction of nobody": (
        Damage.NOBODY, "interaction",
        ["DELETE FROM participation WHERE interaction_key = (SELECT min(interaction_key) FROM participation)"],
    ),
    "a name that is not folded": (
        Damage.FOLDED, "actor", ["UPDATE actor SET name_key = 'Autre' WHERE slug = 'solon'"],
    ),
    "a theme without a preferred label": (
        Damage.LABEL, "theme",
        ["UPDATE theme_label SET kind = 'hidden' WHERE theme_key = (SELECT min(key) FROM theme)"],
    ),
    "an operation whose rows were cut": (
        Damage.HISTORY, "operation",
        ["UPDATE change SET rows = substr(rows, 1, 20) WHERE key = (SELECT min(key) FROM change)"],
    ),
    "an operation of tomorrow": (
        Damage.CLOCK, "operation", ["UPDATE operation SET done_at = '2026-11-25 15:00:00' WHERE key = 1"],
    ),
}  # fmt: skip


def damage(address: Address, statements: list[str]) -> None:
    store = open_store(address)
    with store.engine.begin() as connection:
        for it in statements:
            connection.execute(text(it))
    store.dispose()


@pytest.fixture
def furnished(address: Address) -> Address:
    """Give a store where nothing is wrong."""
    return filled(address)


def filled(address: Address) -> Address:
    """Furnish a store, and let somebody come to the forum of nobody."""
    store = open_store(address)
    furnish(store)
    with store.working("test") as work:
        forum = work.session.scalars(
            select(Interaction).where(Interaction.title == "Forum")
        ).one()
        someone = work.session.scalars(select(Actor).order_by(Actor.key)).first()
        forum.participations.append(Participation(actor=someone, role=Role.HOST))
    store.dispose()
    return address


def test_store_that_holds_together_has_no_finding(furnished: Address) -> None:
    assert check(furnished).findings == ()


def test_empty_store_holds_together(address: Address) -> None:
    assert check(address).findings == ()


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_found_as_what_it_is(furnished: Address, name: str) -> None:
    kind, table, statements = DAMAGES[name]
    damage(furnished, statements)
    found = check(furnished).findings
    assert {(it.damage, it.table) for it in found} == {(kind, table)}
    assert all(it.key is not None for it in found)


def test_name_that_is_not_folded_is_mended(furnished: Address) -> None:
    damage(furnished, DAMAGES["a name that is not folded"][2])
    done = check(furnished, repair=True)
    assert (len(done.findings), done.mended, done.left) == (1, 1, 0)
    assert check(furnished).findings == ()


def test_reference_to_a_row_that_is_gone_is_found(sqlite_address: Address) -> None:
    filled(sqlite_address)
    with closing(sqlite3.connect(str(sqlite_address.file))) as connection:
        connection.execute("DELETE FROM interaction WHERE key = 1")
        connection.commit()
    found = check(sqlite_address).findings
    assert {it.damage for it in found} == {Damage.REFERENCE}


def test_damaged_pages_are_found(sqlite_address: Address) -> None:
    filled(sqlite_address)
    file = Path(str(sqlite_address.file))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'actor'"
        ).fetchone()[0]
    with file.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\xff" * 2048)
    found = check(sqlite_address).findings
    assert {it.damage for it in found} == {Damage.PAGES}


@posix_only
def test_file_open_to_others_is_found_and_closed(sqlite_address: Address) -> None:
    file = Path(str(sqlite_address.file))
    file.chmod(0o644)
    assert {it.damage for it in check(sqlite_address).findings} == {Damage.MODE}
    assert check(sqlite_address, repair=True).left == 0
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "thème sans un nom préféré"), ("en", "theme without one preferred name")],
)
def test_what_is_found_is_told_and_answered_with_seven(
    run: Run, furnished: Address, lang: str, said: str
) -> None:
    damage(furnished, DAMAGES["a theme without a preferred label"][2])
    answer = run("check", at=furnished, lang=lang)
    assert answer.code == ExitCode.INTEGRITY
    assert said in answer.out


def test_nothing_found_is_told_and_answered_with_zero(
    run: Run, furnished: Address
) -> None:
    answer = run("verifier", at=furnished, lang="fr")
    assert answer.code == 0
    assert "Toute la base se tient." in answer.err
