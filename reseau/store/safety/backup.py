"""Backups of a store in one SQLite file: made whole, verified, put back whole."""

import contextlib
import datetime as dt
import glob
import hashlib
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reseau.domain import clock
from reseau.errors import IntegrityError, NotFoundError
from reseau.i18n import N_
from reseau.store.place.address import (
    DiskFullError,
    EmptyFileError,
    FolderError,
    NewerStoreError,
    NotAStoreError,
    StoreError,
    check_file,
    refused_by_system,
)
from reseau.store.place.engine import (
    StoreBusyError,
    create_file,
)
from reseau.store.place.files import BUSY_SECONDS, in_sqlite_words, opened, unlocked
from reseau.store.place.keys import key_name, key_of
from reseau.store.place.schema import KNOWN
from reseau.store.safety.encryption import copied_as
from reseau.store.safety.upgrade import private_files

MARK = "backup"
"""It stands in the name of each: ``reseau-20261124T150000Z.backup.sqlite``."""

_CHUNK = 1 << 20
_DRAFT = ".tmp"
_ABANDONED = 24 * 3600  # Seconds; no backup takes so long.
_DIGEST = re.compile(r"^([0-9a-f]{64})\b")


class NoBackupError(NotFoundError):
    """There is no backup at the place named."""

    message = N_(
        "There is no backup at {place}. “reseau backup” makes one, and says where."
    )


class DamagedBackupError(IntegrityError):
    """A backup is not what was written."""

    message = N_(
        "The backup {place} is damaged: {reason}. Nothing was changed; use an older "
        "one."
    )


class AlteredBackupError(IntegrityError):
    """A backup's bytes are not those that were written."""

    message = N_(
        "The backup {place} is not what was written: it was cut short or altered. "
        "Nothing was changed; use an older one."
    )


class NotABackupError(NotAStoreError):
    """The file to put back is something else."""

    message = N_(
        "{place} is not a backup of a store like this one. Name a file that “reseau "
        "backup” made here. Nothing was changed."
    )


class NotVerifiedError(StoreError):
    """A fresh copy does not hold together, so the store itself may be damaged."""

    message = N_(
        "The copy of {place} does not hold together: {reason}. No backup was made, and "
        "the older ones were kept. “reseau check” tells more."
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and verified.

    Attributes:
        path: The file.
        size: In bytes.
        digest: SHA-256 of the file, in hexadecimal; also beside it, in ``.sha256``.
        removed: Older backups that were removed, the oldest first.
    """

    path: Path
    size: int
    digest: str
    removed: tuple[Path, ...] = ()


def back_up_file(file: Path, folder: Path) -> Backup:
    """Copy a store whole into a folder, whatever is being written meanwhile.

    The copy gets its name once it is on the disk and has been verified.

    Raises:
        NotVerifiedError: The copy does not hold together.
        FolderError: The folder refuses files.
        DiskFullError: There is no room.
    """
    check_file(file)
    make_folder(folder)
    target, draft = begun(folder, file.stem, file.suffix or ".sqlite")
    try:
        with _told(file, target):
            _copy_into(file, draft)
            reason = fault_of(draft)
        if reason is not None:
            raise NotVerifiedError(place=file, reason=reason)
        return sealed(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def restore_file(backup: Path, file: Path) -> None:
    """Put a backup in the place of a store, all of it or nothing.

    The pages are written into the store's own file in one transaction, so that
    whoever has it open sees either the old store or the new one, and a sudden stop
    leaves the old one. An encrypted store stays encrypted, under its own key, whatever
    the backup is, and one in clear stays in clear; a new one is as the backup.

    Args:
        backup: Already verified: see ``verify_file``.
        file: Of the store; it is made when it is not there.

    Raises:
        StoreBusyError: Somebody has been writing for too long.
        FolderError: The file cannot be written.
    """
    new = not file.exists()
    kind = backup if new else file
    if new:
        create_file(file)
    try:
        with private_files(), _told(file, file), _of_kind(backup, kind) as same:
            _put_pages(same, file)
    except BaseException:
        if new:
            file.unlink(missing_ok=True)
        raise


def verify_file(backup: Path) -> str:
    """See that a file is a backup that can be restored, and give its schema's version.

    Raises:
        NoBackupError: There is nothing there.
        AlteredBackupError, DamagedBackupError: It is not what was written.
        NotABackupError: It is something else.
        NewerStoreError: A later version of the program made it.
    """
    if not backup.is_file():
        raise NoBackupError(place=backup)
    try:
        check_file(backup)
    except EmptyFileError as error:
        raise AlteredBackupError(place=backup) from error
    except NotAStoreError as error:
        raise NotABackupError(place=backup) from error
    check_sum(backup)
    fault = fault_of(backup)
    if fault is not None:
        raise DamagedBackupError(place=backup, reason=fault)
    return _revision(backup)


def check_sum(backup: Path) -> None:
    """See that a backup has the sum that is written beside it, if there is one.

    Raises:
        AlteredBackupError: It has another.
    """
    expected = _expected(backup)
    if expected is not None and expected != digest_of(backup):
        raise AlteredBackupError(place=backup)


def backups_in(folder: Path, stem: str) -> list[Path]:
    """List the backups of one store in a folder, the oldest first."""
    if not folder.is_dir():
        return []
    pattern = re.compile(rf"{re.escape(stem)}-\d{{8}}T\d{{6}}Z(-\d+)?\.{MARK}\.\w+")
    return sorted(it for it in folder.iterdir() if pattern.fullmatch(it.name))


def keep_latest(made: Path, stem: str, *, keep: int) -> tuple[Path, ...]:
    """Remove the oldest backups of a store beyond a number; give those removed.

    Args:
        made: The one just made, which stays: a clock set back would make it the oldest.
        stem: The beginning of their names.
        keep: How many are kept, ``made`` included; 0 keeps them all.
    """
    others = [it for it in backups_in(made.parent, stem) if it != made]
    surplus = others[: max(len(others) - keep + 1, 0)] if keep else []
    for it in surplus:
        it.unlink(missing_ok=True)
        _beside(it).unlink(missing_ok=True)
    return tuple(surplus)


def begun(folder: Path, stem: str, suffix: str) -> tuple[Path, Path]:
    """Begin a backup: give its name of this moment, and an empty draft of its own.

    What a program that was killed left of one is removed first, a day later.

    Raises:
        FolderError: The folder refuses files.
    """
    try:
        _drop_abandoned(folder, stem)
        while True:
            target = _free_name(folder, stem, suffix)
            draft = target.with_name(f".{target.name}{_DRAFT}")
            with contextlib.suppress(FileExistsError):
                os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
                return target, draft
    except OSError as error:
        raise refused_by_system(folder, error) from error


def _drop_abandoned(folder: Path, stem: str) -> None:
    for it in folder.glob(f".{glob.escape(stem)}-*.{MARK}.*{_DRAFT}"):
        if time.time() - it.stat().st_mtime > _ABANDONED:
            it.unlink(missing_ok=True)


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Give a backup's name of this moment that no file has yet, nor a draft."""
    stamp = clock.now().astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    target = folder / f"{stem}-{stamp}.{MARK}{suffix}"
    number = 1
    while target.exists() or target.with_name(f".{target.name}{_DRAFT}").exists():
        number += 1
        target = folder / f"{stem}-{stamp}-{number}.{MARK}{suffix}"
    return target


def sealed(draft: Path, target: Path) -> Backup:
    """Give a finished copy its name, once it is on the disk, with its sum beside it."""
    try:
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        digest = digest_of(draft)
        with private_files():
            _beside(target).write_text(f"{digest}  {target.name}\n", "utf-8")
        draft.replace(target)
    except OSError as error:
        _beside(target).unlink(missing_ok=True)
        raise refused_by_system(target, error) from error
    return Backup(target, target.stat().st_size, digest)


def make_folder(folder: Path) -> None:
    """Make the folder of backups, private.

    Raises:
        FolderError: The system refuses.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refused_by_system(folder, error) from error


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    sum_ = hashlib.sha256()
    with file.open("rb") as read:
        while chunk := read.read(_CHUNK):
            sum_.update(chunk)
    return sum_.hexdigest()


def fault_of(file: Path) -> str | None:
    """Say what does not hold together in a SQLite file; None when all does."""
    try:
        with opened(file) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return str(error)
    if said != "ok":
        return str(said)
    return None if broken is None else f"foreign key, {broken[0]} #{broken[1]}"


@contextlib.contextmanager
def _of_kind(backup: Path, model: Path) -> Iterator[Path]:
    """Give a backup under the key of another file, or in clear as it is."""
    if key_name(backup) == key_name(model):
        yield backup
        return
    with copied_as(backup, key_of(model)) as copy:
        yield copy


def _put_pages(backup: Path, file: Path) -> None:
    """Write all the pages of a backup into a file, which may have none yet."""
    key = key_of(backup)
    if key is None:
        with (
            opened(backup) as source,
            contextlib.closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as target,
        ):
            source.backup(target, pages=-1)
        return
    with (
        in_sqlite_words(),
        contextlib.closing(unlocked(backup, key, mode="ro")) as source,
        contextlib.closing(unlocked(file, key)) as target,
    ):
        source.backup(target, pages=-1)


def _copy_into(file: Path, draft: Path) -> None:
    # Ten thousand times faster than the backup interface under a constant writer.
    with private_files(), opened(file) as connection:
        connection.execute("VACUUM INTO ?", (str(draft),))


@contextlib.contextmanager
def _told(file: Path, target: Path) -> Iterator[None]:
    """Turn what SQLite says into an error that a person can act upon."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The code, not the words: they may quote a path, and a path may hold any word.
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise DiskFullError from error
        if error.sqlite_errorcode in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreBusyError from error
        fault = fault_of(file)  # A damaged store fails to be copied in many words.
        if fault is not None:
            raise NotVerifiedError(place=file, reason=fault) from error
        raise FolderError(place=target, reason=str(error)) from error


def _revision(file: Path) -> str:
    """Give the schema's version of a backup.

    Raises:
        NotABackupError: It has none.
        NewerStoreError: This program does not know it.
    """
    try:
        with opened(file) as connection:
            query = "SELECT version_num FROM alembic_version"
            row = connection.execute(query).fetchone()
    except sqlite3.Error as error:
        raise NotABackupError(place=file) from error
    if row is None:
        raise NotABackupError(place=file)
    if row[0] not in KNOWN:
        raise NewerStoreError(place=file, revision=row[0])
    return str(row[0])


def _beside(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.sha256")


def _expected(backup: Path) -> str | None:
    """Give the sum written beside a backup; None when there is none."""
    try:
        found = _DIGEST.match(_beside(backup).read_text("utf-8", "replace"))
    except OSError:
        return None
    return found[1] if found else None
