"""Encrypt the file of a store, and decrypt it; keep its key, and a copy of it."""

import json
from dataclasses import dataclass
from pathlib import Path

from reseau import places
from reseau.config import configured
from reseau.errors import UsageError
from reseau.i18n import N_, gettext
from reseau.store.place import keys
from reseau.store.place.address import Address, FolderError, check_file
from reseau.store.place.files import cipher, is_writable
from reseau.store.safety import encryption
from reseau.store.safety.backup import NotVerifiedError, fault_of
from reseau.store.safety.upgrade import private_files
from reseau.store.session import open_store
from reseau.usecases.common.backup_places import backups_of


class ServerStoreError(UsageError):
    """The store is on a server."""

    message = N_(
        "The store at {place} is on a server: whoever runs the server encrypts its "
        "disk. Réseau encrypts a store that is one file."
    )


class EncryptedAlreadyError(UsageError):
    """The store is encrypted."""

    message = N_(
        "{place} is encrypted already. For a copy of its key: reseau encrypt "
        "--key-copy FILE"
    )


class NotEncryptedError(UsageError):
    """The store is in clear."""

    message = N_("{place} is not encrypted.")


class CopyExistsError(UsageError):
    """The copy of a key would go over a file."""

    message = N_("There is a file at {place} already. Name another one for the key.")


@dataclass(frozen=True, slots=True)
class Encryption:
    """What was done, or would be.

    Attributes:
        place: The store.
        key: Name of its key, which is no secret.
        kept_in: The key file; None when the key is in the keyring.
        named: Whether every command will find the key by itself.
        copy: Where a copy of the key was written; None without one.
        others: Backups of the other kind, the oldest first: in clear after an
            encryption, under the key after a decryption.
    """

    place: Path
    key: str
    kept_in: Path | None
    named: bool = True
    copy: Path | None = None
    others: tuple[Path, ...] = ()


def encrypt_store(
    address: Address,
    *,
    key_file: Path | None = None,
    key_copy: Path | None = None,
    dry_run: bool = False,
) -> Encryption:
    """Encrypt a store under a new key; it is as it was when anything goes wrong.

    Args:
        address: Of a store in one file.
        key_file: Where the key is kept, with those it holds already; by default the
            file that is named for keys, or the keyring.
        key_copy: Where a copy of the key is written for safekeeping.
        dry_run: Do all of it, then leave the store as it was.

    Raises:
        ServerStoreError, EncryptedAlreadyError: It cannot be encrypted.
        MissingCipherError: The extra is not installed.
        NoKeyringError, KeyFileError: The key could not be kept; nothing was changed.
        StoreError: The store is damaged, of another version, or in use.
    """
    file = check_encryptable(address, key_copy=key_copy)
    open_store(address).dispose()
    fault = fault_of(file)
    if fault is not None:
        raise NotVerifiedError(place=file, reason=fault)
    key, kept_in = keys.new_key(), key_file or keys.named_key_file()
    if dry_run:
        encryption.rewrite(file, key, dry_run=True)
        return Encryption(file, key.name, kept_in, others=_others(address, clear=True))
    keys.keep(key, kept_in)
    try:
        if key_copy is not None:
            keys.keep(key, key_copy)
        encryption.rewrite(file, key)
    except BaseException:
        # Once the store is under it, the key is all that opens it.
        if keys.key_name(file) != key.name:
            keys.forget(key)
        raise
    named = kept_in is None or _remembered(kept_in)
    others = _others(address, clear=True)
    return Encryption(file, key.name, kept_in, named, key_copy, others)


def decrypt_store(address: Address, *, dry_run: bool = False) -> Encryption:
    """Write a store in clear again; its key is kept, for its encrypted backups.

    Raises:
        ServerStoreError, NotEncryptedError: There is nothing to decrypt.
        LostKeyError, WrongKeyError: It cannot be read.
    """
    key = _key(address)
    file = _file(address)
    _check_writable(file)
    open_store(address).dispose()
    encryption.rewrite(file, None, dry_run=dry_run)
    others = _others(address, clear=False)
    return Encryption(file, key.name, None, others=others)


def copy_key(address: Address, to: Path) -> Encryption:
    """Write a copy of a store's key into a file, which may hold others.

    Raises:
        ServerStoreError, NotEncryptedError, LostKeyError: There is no key to copy.
        KeyFileError, NotAKeyFileError: The file cannot be used.
    """
    key = _key(address)
    _check_copy(to)
    keys.keep(key, to)
    return Encryption(_file(address), key.name, None, copy=to)


def is_encrypted(address: Address) -> bool:
    """Tell whether a store is encrypted; its key is not needed."""
    return address.file is not None and keys.key_name(address.file) is not None


def check_encryptable(address: Address, *, key_copy: Path | None = None) -> Path:
    """See that a store can be encrypted, before anybody is asked; give its file.

    Raises:
        ServerStoreError, EncryptedAlreadyError, MissingCipherError, CopyExistsError
    """
    file = _file(address)
    check_file(file)
    if keys.key_name(file) is not None:
        raise EncryptedAlreadyError(place=file)
    cipher()
    _check_writable(file)
    if key_copy is not None:
        _check_copy(key_copy)
    return file


def _check_writable(file: Path) -> None:
    if not is_writable(file):
        reason = gettext("this place can only be read")
        raise FolderError(place=file, reason=reason)


def _check_copy(to: Path) -> None:
    if to.exists():
        raise CopyExistsError(place=to)


def _file(address: Address) -> Path:
    if address.file is None:
        raise ServerStoreError(place=address.place)
    return address.file


def _key(address: Address) -> keys.Key:
    file = _file(address)
    check_file(file)
    cipher()
    key = keys.key_of(file)
    if key is None:
        raise NotEncryptedError(place=file)
    return key


def _others(address: Address, *, clear: bool) -> tuple[Path, ...]:
    """List the backups that are in clear, or those that are not."""
    return tuple(
        it for it in backups_of(address) if (keys.key_name(it) is None) is clear
    )


def _remembered(key_file: Path) -> bool:
    """Name a key file in the preferences, unless another one is named already."""
    whole = key_file.absolute()
    if (named := keys.named_key_file()) is not None:
        return named.absolute() == whole and configured("key_file") is not None
    preferences = Path(places.preferences_path())
    line = f"key_file = {json.dumps(str(whole), ensure_ascii=False)}\n"
    try:
        before = preferences.read_text("utf-8") if preferences.exists() else ""
        with private_files():
            preferences.parent.mkdir(parents=True, exist_ok=True)
            draft = preferences.with_name(f".{preferences.name}.tmp")
            draft.write_text(line + before, "utf-8")
            draft.replace(preferences)
    except (OSError, UnicodeDecodeError):
        return False
    return True
