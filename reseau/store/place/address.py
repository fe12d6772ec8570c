"""Where the store is: an address, a file, the platform's own folder.

Nothing here imports SQLAlchemy, so that help and completion stay quick.
"""

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from reseau.errors import ExitCode, ReseauError, system_reason
from reseau.i18n import N_
from reseau.places import at_home, store_path

SQLITE_MAGIC = b"SQLite format 3\x00"
CIPHER_MARK = b"reseau-1"
"""How an encrypted store begins; the name of its key follows."""

_MISTYPED = re.compile(r"postgres\w*(\+\w+)?:|[^/\\]+:[^/\\]*@|.*\b\w*password\s*=")
"""A server's address without “//”, or as psql takes it: its password is not shown."""


class StoreError(ReseauError):
    """The store cannot be opened."""

    exit_code = ExitCode.INTEGRITY


class NoStoreError(StoreError):
    """There is no store at the address."""

    message = N_(
        "There is no store at {place}. Create it with “reseau init”, or name another "
        "one with --database."
    )
    exit_code = ExitCode.NOT_FOUND


class EmptyFileError(StoreError):
    """The file of the store has no byte in it."""

    message = N_(
        "{place} is an empty file, not a store. Restore a backup, or delete the file "
        "and run “reseau init”."
    )


class NotAStoreError(StoreError):
    """The file is something else."""

    message = N_(
        "{place} is not a store of Réseau. Name the right file with --database."
    )


class NewerStoreError(StoreError):
    """A later version of the program made the store."""

    message = N_(
        "The store at {place} was made by a newer version of Réseau (schema "
        "{revision}). Update the program; nothing was changed."
    )


class OlderStoreError(StoreError):
    """An earlier version of the program made the store."""

    message = N_(
        "The store at {place} was made by an earlier version of Réseau. Run “reseau "
        "upgrade”: it makes a backup first."
    )


class FolderError(StoreError):
    """The folder of the store refuses files."""

    message = N_(
        "The store at {place} cannot be written: {reason}. Check the rights on its "
        "folder, or name another place with --database."
    )
    exit_code = ExitCode.USAGE


class DiskFullError(StoreError):
    """There is no room left."""

    message = N_("The disk is full: nothing was changed. Make room, then try again.")


def refused_by_system(place: object, error: OSError) -> StoreError:
    """Say why a place cannot be written: for want of room, or of a right."""
    if error.errno == errno.ENOSPC:
        return DiskFullError()
    return FolderError(place=place, reason=system_reason(error))


class UnknownAddressError(StoreError):
    """The address is neither a file nor PostgreSQL."""

    message = N_(
        "“{scheme}” is not a database that Réseau knows. Give a file, or "
        "postgresql+psycopg://user@host/name."
    )
    exit_code = ExitCode.USAGE


class UncodedPathError(StoreError):
    """The path of a store holds half a letter: it is of another encoding."""

    message = N_(
        "The path {place} holds a null character, or bytes that are not UTF-8: no "
        "store can be there. Rename the file or the folder, or name another place with "
        "--database."
    )
    exit_code = ExitCode.USAGE


class WrongAddressError(StoreError):
    """The address of a server cannot be read."""

    message = N_(
        "{place} cannot be read as an address. Write it as "
        "postgresql+psycopg://user@host/name."
    )
    exit_code = ExitCode.USAGE


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is.

    Attributes:
        url: What SQLAlchemy opens, with the password if there is one.
        file: The SQLite file, None for PostgreSQL.
    """

    url: str
    file: Path | None

    @property
    def place(self) -> str:
        """Name the place to a person; the password is never shown."""
        if self.file is not None:
            return str(self.file)
        return _hidden(self.url)


def address_of(typed: str | None = None) -> Address:
    """Read an address: typed, else RESEAU_DATABASE, else the platform's data folder.

    Raises:
        UnknownAddressError: A scheme that Réseau does not know.
        UncodedPathError: The path of a file is not in UTF-8.
        WrongAddressError: It is meant for a server, and is not written as one.
    """
    text = typed or os.environ.get("RESEAU_DATABASE", "")
    if not text:
        return _of_file(Path(store_path()))
    scheme, found, rest = text.partition("://")
    if not found:
        if _MISTYPED.match(text):
            raise WrongAddressError(place=_hidden(text))
        return _of_file(Path(at_home(text)))
    if scheme == "sqlite":
        return _of_file(Path(at_home(rest.removeprefix("/"))))
    if scheme in {"postgresql", "postgres", "postgresql+psycopg"}:
        return Address(f"postgresql+psycopg://{_with_password(rest)}", None)
    raise UnknownAddressError(scheme=scheme)


def _hidden(url: str) -> str:
    """Hide the passwords of an address, however it is written."""
    hidden = re.sub(r"(^|/)([^/:@?]*):(?!//).*@", r"\1\2:***@", url)
    hidden = re.sub(r"([?&]\w*password=)[^&]*", r"\1***", hidden)
    return re.sub(r"((?:^|\s)\w*password\s*=\s*)('.*?'|\S+)", r"\1***", hidden)


def _with_password(rest: str) -> str:
    """Let a password hold “@”: it ends at the last one, before any option."""
    before, mark, options = rest.partition("?")
    if "@" not in before:
        before, mark, options = rest, "", ""
    person, at, place = before.rpartition("@")
    return f"{person.replace('@', '%40')}{at}{place}{mark}{options}"


def _of_file(path: Path) -> Address:
    told = str(path).encode(errors="replace").decode().replace("\0", "?")
    if told != str(path):
        raise UncodedPathError(place=told)
    # Absolute, so that no name means something else to SQLite, as “:memory:” does.
    return Address(f"sqlite:///{quote(str(path.absolute()), safe=':/ ()')}", path)


def check_file(file: Path) -> None:
    """See that a file can be a store, before any library opens it.

    Raises:
        NoStoreError: There is nothing there.
        EmptyFileError: The file has no byte.
        NotAStoreError: A folder, or a file that is neither SQLite nor encrypted.
        FolderError: It cannot be read.
    """
    if not file.exists():
        raise NoStoreError(place=file)
    if file.is_dir():
        raise NotAStoreError(place=file)
    try:
        with file.open("rb") as opened:
            start = opened.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise FolderError(place=file, reason=system_reason(error)) from error
    if not start:
        raise EmptyFileError(place=file)
    if start != SQLITE_MAGIC and not start.startswith(CIPHER_MARK):
        raise NotAStoreError(place=file)
