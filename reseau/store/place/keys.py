"""Keys of encrypted stores: made here, kept in the keyring or in a file, found again.

The file of an encrypted store begins with the name of its key, in clear, where
SQLCipher writes its salt: wherever the file goes, its backups too, one knows which key
it asks for, and a key that is missing is not taken for a file that is damaged.
"""

import contextlib
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reseau.config import configured
from reseau.errors import UsageError, system_reason
from reseau.i18n import N_
from reseau.places import at_home
from reseau.store.place.address import CIPHER_MARK, StoreError

_SERVICE = "reseau"
_LINE = re.compile(r"^reseau-key ([0-9a-f]{16}) ([0-9a-f]{64})$", re.MULTILINE)
_HEADING = (
    "# Réseau: whoever has this key can read the store; without it, nobody can.\n"
    "# Réseau : qui a cette clé peut lire la base ; sans elle, personne ne le peut.\n"
)
_LARGEST = 100_000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class LostKeyError(StoreError):
    """The key of an encrypted store is nowhere to be found."""

    message = N_(
        "{place} is encrypted, and its key ({key}) was not found: neither in the "
        "keyring of this account, nor in a key file. If you have a copy of the key, "
        "name its file with RESEAU_KEY_FILE. Without the key, nobody can read it: "
        "restore a backup that is not encrypted, or whose key you have."
    )


class WrongKeyError(StoreError):
    """A key has the right name, and does not open the store."""

    message = N_(
        "{place} does not open with the key that has its name ({key}): the key was "
        "altered, or the file is damaged. Nothing was changed."
    )


class KeyFileError(UsageError):
    """A key file cannot be used."""

    message = N_("The key file {place} cannot be used: {reason}.")


class OpenKeyFileError(UsageError):
    """Others may read a key file."""

    message = N_(
        "Others may read the key file {place}: it is not used. Keep it to yourself "
        "with: chmod 600 {place}"
    )


class NotAKeyFileError(UsageError):
    """A file holds something else than keys."""

    message = N_("{place} holds no key of Réseau. Name another file.")


class NoKeyringError(UsageError):
    """This computer has no keyring, or it refuses."""

    message = N_(
        "The keyring of this account does not answer. Unlock it, or keep the key in a "
        "file with --key-file (or RESEAU_KEY_FILE)."
    )


@dataclass(frozen=True, slots=True)
class Key:
    """A key of 256 bits, and its name.

    Attributes:
        name: 16 hexadecimal digits, no secret: it stands at the head of each file.
        secret: 64 hexadecimal digits; shown nowhere.
    """

    name: str
    secret: str = field(repr=False)

    @property
    def spoken(self) -> str:
        """Give what SQLCipher takes: the key as it is, and the salt."""
        salt = CIPHER_MARK + bytes.fromhex(self.name)
        return f"x'{self.secret}{salt.hex()}'"


_known: dict[str, Key] = {}  # A command opens its store several times.


def new_key() -> Key:
    """Draw a key."""
    return Key(secrets.token_hex(8), secrets.token_hex(32))


def key_name(file: Path) -> str | None:
    """Read which key a file asks for; None when it is not encrypted, or not there.

    Never while this process is writing to it: closing a file gives up its locks.
    """
    try:
        with file.open("rb") as opened:
            start = opened.read(16)
    except OSError:
        return None
    return start[8:].hex() if start.startswith(CIPHER_MARK) else None


def key_of(file: Path) -> Key | None:
    """Find the key of a file; None when it is not encrypted.

    Raises:
        LostKeyError: It is nowhere.
        KeyFileError, OpenKeyFileError, NoKeyringError: Where it may be is out of reach.
    """
    name = key_name(file)
    if name is None:
        return None
    if name not in _known:
        place = named_key_file()
        kept = keys_in(place) if place is not None else {}
        found = kept.get(name) or _from_keyring(name)
        if found is None:
            raise LostKeyError(place=file, key=name)
        _known[name] = found
    return _known[name]


def named_key_file() -> Path | None:
    """Tell which key file is named: in RESEAU_KEY_FILE, else in the preferences."""
    named = os.environ.get("RESEAU_KEY_FILE") or configured("key_file")
    return Path(at_home(named)) if named else None


def keys_in(file: Path) -> dict[str, Key]:
    """Read the keys of a file, by name.

    Raises:
        KeyFileError: It cannot be read.
        OpenKeyFileError: Others may read it too.
        NotAKeyFileError: There is none in it.
    """
    try:
        if os.name == "posix" and file.stat().st_mode & _OTHERS:
            raise OpenKeyFileError(place=file)
        with file.open("rb") as opened:
            text = opened.read(_LARGEST).decode("utf-8", "replace")
    except OSError as error:
        raise KeyFileError(place=file, reason=system_reason(error)) from error
    found = _LINE.findall(text.replace("\r\n", "\n"))
    if not found:
        raise NotAKeyFileError(place=file)
    return {name: Key(name, secret) for name, secret in found}


def keep(key: Key, place: Path | None) -> None:
    """Keep a key: in a file, with those it has already, else in the keyring.

    Raises:
        KeyFileError, NotAKeyFileError, OpenKeyFileError: The file cannot be used.
        NoKeyringError: The keyring cannot.
    """
    if place is None:
        _to_keyring(key)
    else:
        _to_file(key, place)
    _known[key.name] = key


def forget(key: Key) -> None:
    """Take a key that opens nothing out of the keyring; a file is left as it is."""
    keyring = _keyring()
    if keyring is not None:
        with contextlib.suppress(Exception):  # Each keyring has its own; no harm.
            keyring.delete_password(_SERVICE, key.name)
    _known.pop(key.name, None)


def _to_file(key: Key, place: Path) -> None:
    if place.exists():
        if key.name in keys_in(place):
            return
        # The last line may have lost its end in a text editor.
        heading, flags = "" if _ends_a_line(place) else "\n", os.O_APPEND
    else:
        heading, flags = _HEADING, os.O_CREAT | os.O_EXCL
    line = f"{heading}reseau-key {key.name} {key.secret}\n"
    try:
        opened = os.open(place, flags | os.O_WRONLY, 0o600)
        try:
            os.write(opened, line.encode())
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        raise KeyFileError(place=place, reason=system_reason(error)) from error
    if keys_in(place).get(key.name) != key:
        raise NotAKeyFileError(place=place)


def _ends_a_line(place: Path) -> bool:
    return place.read_bytes()[-1:] in {b"", b"\n"}


def _to_keyring(key: Key) -> None:
    keyring = _keyring()
    if keyring is None:
        raise NoKeyringError
    try:
        keyring.set_password(_SERVICE, key.name, key.secret)
        kept = keyring.get_password(_SERVICE, key.name)
    except Exception as error:  # Each keyring has its own.
        raise NoKeyringError from error
    if kept != key.secret:
        raise NoKeyringError


def _from_keyring(name: str) -> Key | None:
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        secret = keyring.get_password(_SERVICE, name)
    except Exception as error:  # Each keyring has its own.
        raise NoKeyringError from error
    return Key(name, secret) if secret else None


def _keyring() -> Any:  # Any: a module that may not be installed.
    """Give the library of keyrings; None without it, or without a keyring.

    Raises:
        NoKeyringError: The one that is configured cannot be used.
    """
    try:
        import keyring  # noqa: PLC0415  # 70 ms, for encrypted stores only.
        from keyring.backends import fail  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    try:
        chosen = keyring.get_keyring()
    except Exception as error:  # A backend that lacks a library of its own.
        raise NoKeyringError from error
    return None if isinstance(chosen, fail.Keyring) else keyring
