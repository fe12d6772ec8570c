"""An encrypted store tells nothing without its key, and is a store like another."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from reseau.errors import ReseauError
from reseau.store.place import keys
from reseau.store.place.address import Address, address_of
from reseau.store.place.engine import StoreBusyError
from reseau.store.place.files import MissingCipherError
from reseau.store.place.keys import (
    KeyFileError,
    LostKeyError,
    NoKeyringError,
    NotAKeyFileError,
    OpenKeyFileError,
    WrongKeyError,
)
from reseau.store.safety import encryption
from reseau.store.safety.backup import AlteredBackupError, DamagedBackupError
from reseau.store.safety.upgrade import migrating
from reseau.store.session import open_store
from reseau.usecases.safekeeping.encrypting import (
    CopyExistsError,
    EncryptedAlreadyError,
    NotEncryptedError,
    ServerStoreError,
    copy_key,
    decrypt_store,
    encrypt_store,
)
from reseau.usecases.safekeeping.restoring import restore_store
from reseau.usecases.safekeeping.safekeeping import back_up, check
from tests.contents import add, fill_every_table, rows_of
from tests.store.test_migrations import downgrade
from tests.support import Run, missing

try:
    import keyring  # noqa: F401
    import sqlcipher3  # noqa: F401
except ImportError:
    ready = False
else:
    ready = True

posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
NAME = "Zéphirine Quatorze"
READER = """
import sqlite3, sys
opened = sqlite3.connect(sys.argv[1])
opened.execute("BEGIN")
opened.execute("SELECT * FROM actor").fetchall()
print(flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def _extra(monkeypatch: pytest.MonkeyPatch) -> None:
    if not ready:
        missing("The extra “encryption”")
    monkeypatch.delenv("RESEAU_KEY_FILE", raising=False)
    monkeypatch.setattr(keys, "_known", {})
    monkeypatch.setattr(keys, "configured", lambda _name: None)
    # No test may touch the keyring of whoever runs it.
    monkeypatch.setattr(keys, "_keyring", lambda: None)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    """Give a keyring that is a dictionary."""
    held: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(
        keys,
        "_keyring",
        lambda: SimpleNamespace(
            get_password=lambda service, name: held.get((service, name)),
            set_password=lambda service, name, it: held.update({(service, name): it}),
            delete_password=lambda service, name: held.pop((service, name)),
        ),
    )
    return held


@pytest.fixture
def plain(sqlite_address: Address) -> Address:
    """Give a store in clear with a row in every table."""
    store = open_store(sqlite_address)
    fill_every_table(store)
    add(store, NAME)
    store.dispose()
    return sqlite_address


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keys" / "reseau.key"
    file.parent.mkdir()
    monkeypatch.setenv("RESEAU_KEY_FILE", str(file))
    return file


@pytest.fixture
def secret(plain: Address, key_file: Path) -> Address:
    """Give an encrypted store with a row in every table."""
    encrypt_store(plain, key_file=key_file)
    return plain


def path(address: Address) -> Path:
    assert address.file is not None
    return address.file


def content(address: Address) -> object:
    store = open_store(address)
    found = rows_of(store)
    store.dispose()
    return found


def lose_the_key(key_file: Path) -> None:
    key_file.unlink()
    keys._known.clear()
    keys.keep(keys.new_key(), key_file)


def bytes_beside(address: Address) -> bytes:
    return b"".join(
        it.read_bytes() for it in path(address).parent.iterdir() if it.is_file()
    )


# Encrypting and decrypting


def test_encrypted_store_holds_what_the_store_held(
    plain: Address, key_file: Path
) -> None:
    before = content(plain)
    encrypt_store(plain, key_file=key_file)
    assert content(plain) == before


def test_nothing_of_the_store_is_read_in_the_file(secret: Address) -> None:
    held = bytes_beside(secret)
    assert [it in held for it in (b"SQLite format", b"CREATE TABLE", NAME.encode())] == [
        False, False, False,
    ]  # fmt: skip


def test_sqlite_alone_does_not_open_it(secret: Address) -> None:
    with (
        closing(sqlite3.connect(str(secret.file))) as opened,
        pytest.raises(sqlite3.DatabaseError, match="not a database"),
    ):
        opened.execute("SELECT * FROM actor")


def test_sqlcipher_opens_it_with_the_key_alone(secret: Address, key_file: Path) -> None:
    """So that the store outlives this program: its defaults are kept."""
    from sqlcipher3 import dbapi2  # noqa: PLC0415

    (key,) = keys.keys_in(key_file).values()
    with closing(dbapi2.connect(str(secret.file))) as opened:
        opened.execute(f"PRAGMA key=\"x'{key.secret}'\"")
        query = "SELECT count(*) FROM actor WHERE name = ?"
        assert opened.execute(query, (NAME,)).fetchone() == (1,)


def test_decrypted_store_is_what_it_was(secret: Address) -> None:
    before = content(secret)
    decrypt_store(secret)
    with closing(sqlite3.connect(str(secret.file))) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert content(secret) == before


def test_what_is_written_later_is_encrypted_too(secret: Address) -> None:
    store = open_store(secret)
    with store.working("test") as work:
        work.session.connection().exec_driver_sql(
            "UPDATE actor SET name = 'Clandestine' WHERE key = 1"
        )
        assert b"Clandestine" not in bytes_beside(secret)
    store.dispose()
    assert b"Clandestine" not in bytes_beside(secret)


@posix_only
def test_files_are_for_their_owner_only(secret: Address, key_file: Path) -> None:
    assert [it.stat().st_mode & 0o777 for it in (path(secret), key_file)] == [
        0o600, 0o600,
    ]  # fmt: skip


def test_nothing_else_is_left_beside_the_store(secret: Address) -> None:
    store = path(secret)
    assert [it.name for it in store.parent.glob("*store*")] == [store.name]
    assert list(store.parent.glob(".*")) == []


def test_numbering_goes_on(plain: Address, key_file: Path) -> None:
    """A key that was removed is given to nobody else."""
    store = open_store(plain)
    with store.working("test") as work:
        work.session.connection().exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = 900 WHERE name = 'actor'"
        )
    store.dispose()
    encrypt_store(plain, key_file=key_file)
    store = open_store(plain)
    add(store, "Après")
    keys_given = [it["key"] for it in rows_of(store)["actor"]]
    store.dispose()
    assert keys_given[-1] == 901


def test_dry_run_changes_nothing(plain: Address, key_file: Path) -> None:
    before = content(plain)
    encrypt_store(plain, key_file=key_file, dry_run=True)
    assert (key_file.exists(), keys.key_name(path(plain))) == (False, None)
    assert content(plain) == before


def test_dry_run_of_decryption_changes_nothing(secret: Address) -> None:
    decrypt_store(secret, dry_run=True)
    assert keys.key_name(path(secret)) is not None


def test_journal_of_a_store_left_as_it_was_is_as_it_was(plain: Address) -> None:
    key = keys.new_key()
    encryption.rewrite(path(plain), key, dry_run=True)
    with closing(sqlite3.connect(str(plain.file))) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_store_in_use_is_left_as_it_is(plain: Address, key_file: Path) -> None:
    # Of another process: SQLite and SQLCipher in one do not see each other's locks.
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(plain.file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreBusyError):
            encrypt_store(plain, key_file=key_file)
        other.communicate(b"\n")
    assert keys.key_name(path(plain)) is None


@posix_only
def test_whoever_still_holds_the_old_file_writes_nowhere(
    plain: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that were acknowledged there would be lost."""
    held: list[sqlite3.Connection] = []
    comparing = encryption._finish

    def finish(*given: object, **named: object) -> None:
        held.append(sqlite3.connect(str(plain.file), timeout=0))
        comparing(*given, **named)  # type: ignore[arg-type]  # Passed on.

    monkeypatch.setattr(encryption, "_finish", finish)
    encryption.rewrite(path(plain), keys.new_key())
    with closing(held[0]) as late, pytest.raises(sqlite3.OperationalError):
        late.execute("UPDATE actor SET name = 'Perdu'")


def test_copy_that_differs_is_not_taken(
    plain: Address, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(plain)
    monkeypatch.setattr(encryption, "_differs", lambda _source, table: table == "actor")
    with pytest.raises(encryption.NotTheSameError):
        encrypt_store(plain, key_file=key_file)
    assert content(plain) == before


def test_store_is_not_encrypted_twice(secret: Address) -> None:
    with pytest.raises(EncryptedAlreadyError):
        encrypt_store(secret)


def test_store_in_clear_is_not_decrypted(plain: Address) -> None:
    with pytest.raises(NotEncryptedError):
        decrypt_store(plain)


@pytest.mark.parametrize("act", [encrypt_store, decrypt_store])
def test_server_is_encrypted_by_who_runs_it(act: object) -> None:
    with pytest.raises(ServerStoreError):
        act(address_of("postgresql://nobody@nowhere.invalid/x"))  # type: ignore[operator]  # One of the two.


# Keys


def test_key_goes_to_the_keyring(
    plain: Address, ring: dict[tuple[str, str], str]
) -> None:
    done = encrypt_store(plain)
    assert list(ring) == [("reseau", done.key)]
    keys._known.clear()
    assert content(plain)


def test_key_of_a_failed_encryption_leaves_the_keyring(
    plain: Address, ring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "_differs", lambda _source, table: table == "actor")
    with pytest.raises(encryption.NotTheSameError):
        encrypt_store(plain)
    assert ring == {}


def test_key_stays_once_the_store_is_under_it(
    plain: Address, ring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(plain)

    def fails(_old: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(encryption, "_empty", fails)
    with pytest.raises(KeyboardInterrupt):
        encrypt_store(plain)
    keys._known.clear()
    assert len(ring) == 1
    assert content(plain) == before


def test_keyring_that_lacks_a_library_of_its_own_is_told(
    plain: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the encrypted file of keyrings.alt 5.0.2 without its library of ciphers."""
    import keyring  # noqa: PLC0415

    def fails() -> None:
        reason = "No module named 'Crypto'"
        raise RuntimeError(reason)

    monkeypatch.setattr(keyring, "get_keyring", fails)
    with pytest.raises(NoKeyringError):
        encrypt_store(plain)
    assert keys.key_name(path(plain)) is None


def test_store_stays_in_clear_without_a_keyring(plain: Address) -> None:
    with pytest.raises(NoKeyringError):
        encrypt_store(plain)
    assert keys.key_name(path(plain)) is None


def test_keyring_that_refuses_is_told(
    plain: Address, ring: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypt_store(plain)
    keys._known.clear()

    def locked(*_given: str) -> str:
        raise RuntimeError

    monkeypatch.setattr(keys, "_keyring", lambda: SimpleNamespace(get_password=locked))
    with pytest.raises(NoKeyringError):
        open_store(plain)


def test_lost_key_is_named(secret: Address, key_file: Path) -> None:
    lose_the_key(key_file)
    with pytest.raises(LostKeyError) as told:
        open_store(secret)
    assert str(keys.key_name(path(secret))) in str(told.value)


def test_wrong_key_is_told_apart_from_a_damaged_file(
    secret: Address, key_file: Path
) -> None:
    name = keys.key_name(path(secret))
    key_file.write_text(f"reseau-key {name} {'0' * 64}\n", "utf-8")
    keys._known.clear()
    with pytest.raises(WrongKeyError):
        open_store(secret)


def test_several_stores_may_have_their_keys_in_one_file(
    secret: Address, key_file: Path, tmp_path: Path
) -> None:
    from reseau.store.safety.upgrade import create_store  # noqa: PLC0415

    other = address_of(str(tmp_path / "other" / "other.sqlite"))
    create_store(other).dispose()
    encrypt_store(other)
    keys._known.clear()
    assert len(keys.keys_in(key_file)) == 2
    assert content(other)
    assert content(secret)


def test_key_file_without_a_last_end_of_line_takes_another_key(
    secret: Address, key_file: Path, tmp_path: Path
) -> None:
    from reseau.store.safety.upgrade import create_store  # noqa: PLC0415

    key_file.write_text(key_file.read_text("utf-8").rstrip("\n"), "utf-8")
    other = address_of(str(tmp_path / "other" / "other.sqlite"))
    create_store(other).dispose()
    encrypt_store(other)
    keys._known.clear()
    assert len(keys.keys_in(key_file)) == 2
    assert content(other)
    assert content(secret)


def test_copy_of_the_key_opens_the_store(
    secret: Address, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, copy = content(secret), tmp_path / "copy.key"
    copy_key(secret, copy)
    key_file.unlink()
    keys._known.clear()
    monkeypatch.setenv("RESEAU_KEY_FILE", str(copy))
    assert content(secret) == before


def test_copy_of_a_key_goes_over_no_file(secret: Address, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(CopyExistsError):
        copy_key(secret, tmp_path / "photo.jpg")


@pytest.mark.parametrize(
    ("written", "expected"),
    [(None, KeyFileError), (b"", NotAKeyFileError), (b"\xff\0", NotAKeyFileError)],
)
def test_file_that_is_no_key_file_is_told(
    secret: Address, key_file: Path, written: bytes | None, expected: type[ReseauError]
) -> None:
    key_file.unlink()
    keys._known.clear()
    if written is not None:
        key_file.write_bytes(written)
        key_file.chmod(0o600)
    with pytest.raises(expected):
        open_store(secret)


@posix_only
def test_key_file_that_others_read_is_refused(secret: Address, key_file: Path) -> None:
    key_file.chmod(0o644)
    keys._known.clear()
    with pytest.raises(OpenKeyFileError):
        open_store(secret)


def test_key_shows_nothing_of_itself(key_file: Path) -> None:
    key = keys.new_key()
    assert key.secret not in repr(key)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_command_prints_the_key(
    plain: Address, key_file: Path, run: Run, lang: str
) -> None:
    said = ""
    for words in (
        ["encrypt", "--yes", "--key-file", str(key_file)], ["check"], ["doctor"],
        ["history"], ["backup"], ["encrypt"], ["--debug", "encrypt"],
        ["decrypt", "--yes"],
    ):  # fmt: skip
        answer = run(*words, lang=lang, at=plain)
        said += answer.out + answer.err
    (key,) = keys.keys_in(key_file).values()
    assert (key.secret in said, key.spoken in said) == (False, False)


def test_key_is_in_no_history(plain: Address, key_file: Path) -> None:
    encrypt_store(plain, key_file=key_file)
    (key,) = keys.keys_in(key_file).values()
    assert key.secret not in str(content(plain))


# Without the extra


def test_missing_extra_says_what_to_install(
    plain: Address, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    answer = run("encrypt", "--yes", at=plain)
    assert 'pip install "reseau[encryption]"' in answer.err
    assert keys.key_name(path(plain)) is None


def test_encrypted_store_says_what_to_install_too(
    secret: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(MissingCipherError):
        open_store(secret)


# The rest of the program on an encrypted store


def test_backup_is_encrypted_under_the_same_key(secret: Address) -> None:
    made = back_up(secret)
    assert keys.key_name(made.path) == keys.key_name(path(secret))
    assert NAME.encode() not in made.path.read_bytes()


def test_backup_comes_back(secret: Address) -> None:
    before, made = content(secret), back_up(secret)
    store = open_store(secret)
    add(store, "Venu après")
    store.dispose()
    restore_store(secret, made.path)
    assert content(secret) == before


def test_backup_in_clear_does_not_decrypt_the_store(
    plain: Address, key_file: Path
) -> None:
    before, made = content(plain), back_up(plain)
    encrypt_store(plain, key_file=key_file)
    restore_store(plain, made.path)
    assert keys.key_name(path(plain)) is not None
    assert content(plain) == before


def test_encrypted_backup_does_not_encrypt_the_store(secret: Address) -> None:
    before, made = content(secret), back_up(secret)
    decrypt_store(secret)
    restore_store(secret, made.path)
    assert keys.key_name(path(secret)) is None
    assert content(secret) == before


def test_encrypted_backup_makes_an_encrypted_store(secret: Address) -> None:
    before, made = content(secret), back_up(secret)
    path(secret).unlink()
    restore_store(secret, made.path)
    assert keys.key_name(path(secret)) == keys.key_name(made.path)
    assert content(secret) == before


def test_store_whose_key_is_lost_is_put_aside(plain: Address, key_file: Path) -> None:
    before, made = content(plain), back_up(plain)
    encrypt_store(plain, key_file=key_file)
    lose_the_key(key_file)
    done = restore_store(plain, made.path)
    assert done.aside is not None
    assert keys.key_name(done.aside) is not None
    assert content(plain) == before


def test_altered_byte_is_found(secret: Address) -> None:
    with path(secret).open("r+b") as opened:
        opened.seek(3 * 4096 + 100)
        opened.write(b"\xff\x00\xff")
    assert [it.damage.value for it in check(secret).findings][:1] == ["pages"]


def test_sound_store_is_found_as_sound_as_in_clear(
    plain: Address, key_file: Path
) -> None:
    before = check(plain).findings
    encrypt_store(plain, key_file=key_file)
    assert check(plain).findings == before


def test_altered_backup_is_not_restored(secret: Address) -> None:
    made, before = back_up(secret), content(secret)
    with made.path.open("r+b") as opened:
        opened.seek(3 * 4096 + 100)
        opened.write(b"\xff\x00\xff")
    with pytest.raises(AlteredBackupError):
        restore_store(secret, made.path)
    made.path.with_name(f"{made.path.name}.sha256").unlink()
    with pytest.raises(DamagedBackupError):
        restore_store(secret, made.path)
    assert content(secret) == before


def test_older_store_is_brought_up_to_date(secret: Address, run: Run) -> None:
    store = open_store(secret)
    with migrating(store.engine) as connection:
        downgrade(connection, to="0002")
    store.dispose()
    answer = run("upgrade", at=secret)
    assert (answer.code, answer.err) == (0, "")
    (kept,) = path(secret).parent.glob("*.backup.sqlite")
    assert keys.key_name(kept) == keys.key_name(path(secret))


def test_doctor_tells_of_the_encryption(
    plain: Address, key_file: Path, run: Run
) -> None:
    run("backup", at=plain)
    run("encrypt", "--yes", "--key-file", str(key_file), at=plain)
    answer = run("doctor", at=plain)
    assert (answer.code, "Whoever has them reads the store" in answer.out) == (0, True)


def test_doctor_goes_on_without_the_key(
    secret: Address, key_file: Path, run: Run
) -> None:
    lose_the_key(key_file)
    answer = run("doctor", at=secret)
    assert (answer.code, "was not found" in answer.out) == (0, True)


def test_erased_person_is_looked_for_in_the_rows(secret: Address) -> None:
    from reseau.store.place.files import tables_holding  # noqa: PLC0415

    assert "actor" in list(tables_holding(path(secret), lambda it: NAME in it))
    assert list(tables_holding(path(secret), lambda it: "Nobody at all" in it)) == []


def test_completion_offers_no_name_and_says_nothing(secret: Address) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reseau.completing", "bash", "reseau actor show z"],
        env={**os.environ, "RESEAU_DATABASE": str(secret.file)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (b"Traceback" in done.stderr, done.stdout.strip()) == (False, b"")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_commands_say_what_they_did(
    plain: Address, key_file: Path, run: Run, tmp_path: Path, lang: str
) -> None:
    copy = tmp_path / "copy.key"
    done = run(
        "encrypt", "--yes", "--key-file", str(key_file), "--key-copy", str(copy),
        lang=lang, at=plain,
    )  # fmt: skip
    assert (done.code, str(path(plain)) in done.out) == (0, True)
    assert (copy.exists(), str(copy) in done.out) == (True, True)
    again = run("encrypt", "--key-copy", str(tmp_path / "b.key"), lang=lang, at=plain)
    assert (again.code, (tmp_path / "b.key").exists()) == (0, True)
    back = run("decrypt", "--yes", lang=lang, at=plain)
    assert (back.code, keys.key_name(path(plain))) == (0, None)


def test_command_asks_before_it_encrypts(
    plain: Address, key_file: Path, run: Run
) -> None:
    answer = run("encrypt", at=plain)
    assert (answer.code, keys.key_name(path(plain))) == (2, None)


WRITER = """
import sys
from reseau import i18n
i18n.install("en")
from reseau.errors import ReseauError
from reseau.store.place.address import address_of
from reseau.store.session import open_store
from tests.contents import add
print("ready", flush=True)
for rank in range(200):
    try:
        store = open_store(address_of(sys.argv[1]))
        add(store, f"Acteur {rank}")
        store.dispose()
    except ReseauError:
        continue
    print(rank, flush=True)
"""


def test_no_acknowledged_change_is_lost_meanwhile(
    plain: Address, key_file: Path
) -> None:
    """Somebody writes all the time while the store is encrypted, then decrypted."""
    before, done = len(rows_in(plain)), 0
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(plain.file)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while writer.poll() is None:
            try:
                act = (
                    encrypt_store
                    if keys.key_name(path(plain)) is None
                    else decrypt_store
                )
                act(plain)
            except ReseauError:
                continue
            done += 1
            if done >= 4:
                break
        acknowledged = len(writer.stdout.read().split())
    assert (len(rows_in(plain)) - before, done > 0) == (acknowledged, True)


def rows_in(address: Address) -> list[object]:
    store = open_store(address)
    found: list[object] = [it["name"] for it in rows_of(store)["actor"]]
    store.dispose()
    return found
