"""Back a store up, put a backup back, check that all of it holds together."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.place import unfinished
from reseau.store.place.address import (
    Address,
    EmptyFileError,
    NoStoreError,
    NotAStoreError,
    OlderStoreError,
    check_file,
)
from reseau.store.place.engine import DamagedError
from reseau.store.place.keys import LostKeyError, WrongKeyError
from reseau.store.place.schema import HEAD
from reseau.store.safety import checking
from reseau.store.safety.backup import (
    Backup,
    NotVerifiedError,
    back_up_file,
    keep_latest,
    restore_file,
    verify_file,
)
from reseau.store.safety.checking import MENDED, Finding
from reseau.store.session import open_store
from reseau.usecases.common.backup_places import FOLDER, backup_folder, stem_of
from reseau.usecases.privacy.for_good import make_unreadable
from reseau.usecases.privacy.removing_again import remove_again

KEPT = 30
"""How many backups of a store are kept in a folder unless asked otherwise."""


class NegativeKeepError(UsageError):
    """A number of backups to keep is below zero."""

    message = N_("Keep at least 1 backup, or 0 to remove none.")


class SameFileError(UsageError):
    """The backup to restore is the store itself."""

    message = N_("{place} is the store itself. Name one of its backups.")


@dataclass(frozen=True, slots=True)
class Restored:
    """What putting a backup back did.

    Attributes:
        backup: The file that was put back.
        saved: Where the store as it was is kept; None when there was none to keep.
        aside: Where a store that nobody can read was put: damaged, or without its
            key; None otherwise.
        older: Whether the store now has to be brought up to date.
        erased: How many people, erased since the backup, were erased again.
        retained: How many records, whose time had come, were removed again.
    """

    backup: Path
    saved: Path | None
    aside: Path | None
    older: bool
    erased: int = 0
    retained: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        findings: By kind, then table, then row.
        mended: How many of them were mended.
    """

    findings: tuple[Finding, ...]
    mended: int

    @property
    def left(self) -> int:
        """Count what was found and not mended."""
        return len(self.findings) - self.mended


def back_up(
    address: Address, folder: Path | None = None, *, keep: int = KEPT
) -> Backup:
    """Make a verified backup of a store, and remove the oldest ones beyond a number.

    Args:
        address: Of the store.
        folder: Where; by default as ``backup_folder`` says.
        keep: How many to keep; 0 keeps them all.

    Raises:
        NegativeKeepError: ``keep`` is below zero.
        NotVerifiedError: The copy does not hold together; no older one is removed.
        StoreError: There is no store, or the folder refuses files.
    """
    if keep < 0:
        raise NegativeKeepError
    target = backup_folder(address, folder)
    if unfinished.begun(address) is not None:
        with suppress(OlderStoreError):  # Done once it is up to date.
            remove_again(address)
    if address.file is not None:
        made = back_up_file(address.file, target)
    else:
        from reseau.store.safety import server_backup

        open_store(address).dispose()  # Refuses a database that holds no store.
        made = server_backup.back_up_server(address, target)
    removed = keep_latest(made.path, stem_of(address), keep=keep)
    return Backup(made.path, made.size, made.digest, removed)


def check_restorable(address: Address, backup: Path) -> str:
    """See that a backup can be put back, before anybody is asked.

    Returns:
        The version of its schema.

    Raises:
        NoBackupError, DamagedBackupError: There is no backup, or it is damaged.
        NotABackupError, NewerStoreError, SameFileError: It cannot be put back.
    """
    if address.file is None:
        from reseau.store.safety.server_restore import verify_server_backup

        return verify_server_backup(backup, address)
    if backup.exists() and address.file.exists() and backup.samefile(address.file):
        raise SameFileError(place=backup)
    return verify_file(backup)


def restore(address: Address, backup: Path) -> Restored:
    """Put a backup in the place of the store, after a backup of the store as it is.

    Raises:
        NoBackupError, DamagedBackupError: Nothing was changed.
        StoreBusyError: Somebody has been writing for too long; nothing was changed.
    """
    older = check_restorable(address, backup) != HEAD
    if address.file is None:
        from reseau.store.safety.server_backup import back_up_server
        from reseau.store.safety.server_restore import restore_server

        saved = back_up_server(address, backup_folder(address, None)).path
        restore_server(backup, address)
        return Restored(backup, saved, None, older=older)
    saved_file, aside = _saved(address.file)
    restore_file(backup, address.file)
    return Restored(backup, saved_file, aside, older=older)


def _saved(file: Path) -> tuple[Path | None, Path | None]:
    """Keep the store as it is: copied, or put aside when it cannot be copied."""
    try:
        check_file(file)
        return back_up_file(file, file.parent / FOLDER).path, None
    except NoStoreError:
        return None, None
    except (
        NotVerifiedError, NotAStoreError, EmptyFileError, DamagedError,
        LostKeyError, WrongKeyError,
    ):  # fmt: skip
        return None, _put_aside(file)


def _put_aside(file: Path) -> Path:
    """Rename a store that cannot be copied, with the files that belong to it."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    for ending in ("-wal", "-shm", "-journal"):
        beside = Path(f"{file}{ending}")
        if beside.exists():
            beside.replace(Path(f"{aside}{ending}"))
    file.replace(aside)
    return aside


def check(address: Address, *, repair: bool = False) -> Checked:
    """Look at all of a store, and mend what is derived from the rest when asked.

    Raises:
        StoreError: It is not there, or is of another version of the program.
    """
    findings: list[Finding] = []
    if address.file is not None:
        check_file(address.file)
        findings += checking.file_findings(address.file)
    if all(it.damage is not checking.Damage.PAGES for it in findings):
        store = open_store(address, unfinished_too=True)
        if unfinished.begun(address, store.engine) is not None:
            findings.append(Finding(checking.Damage.REMOVAL, "", None, address.place))
        with store.reading() as session:
            findings += checking.row_findings(session)
    mended = _mended(address, findings) if repair else 0
    return Checked(tuple(findings), mended)


def _mended(address: Address, findings: list[Finding]) -> int:
    """Mend what can be; the records as one operation, that can be undone."""
    wanted = [it for it in findings if it.damage in MENDED]
    if any(it.damage is checking.Damage.REMOVAL for it in wanted):
        remove_again(address)
    if address.file is not None:
        checking.mend_files(address.file)
    store = open_store(address)
    make_unreadable(store)  # An erasure may have waited for that.
    store.dispose()
    if any(it.damage is checking.Damage.FOLDED for it in wanted):
        with open_store(address).working("check") as work:
            checking.mend_rows(work.session)
    return len(wanted)
