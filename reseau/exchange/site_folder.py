"""A folder of pages, put in the place of the former one: whole, or not at all."""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from reseau.errors import ConflictError, UsageError
from reseau.exchange.atomic import not_written
from reseau.i18n import N_

MARKER = "reseau-site.txt"
"""The list of the files of a build, with their sums: the folder is ours."""
_FILE, _FOLDER = 0o644, 0o755  # The public reads them.


class NotASiteError(ConflictError):
    """A folder holds something, and was not made by this command."""

    message = N_(
        "{path} holds files and is not a site that Réseau built. Choose another "
        "folder, or an empty one."
    )


class ForeignFilesError(ConflictError):
    """A folder that was built holds files that somebody added."""

    message = N_(
        "{path} holds files that are not of the site, as {name}. Move them, for the "
        "folder is replaced whole."
    )


class NotAFolderError(UsageError):
    """The target is a file."""

    message = N_("{path} is not a folder. Add the name of the folder to build.")


def manifest(files: Mapping[str, bytes]) -> bytes:
    """List the files of a site with their SHA-256, by path."""
    sums = (f"{hashlib.sha256(files[it]).hexdigest()}  {it}\n" for it in sorted(files))
    return "".join(sums).encode()


def check_folder(path: Path) -> frozenset[str]:
    """See that a folder may be replaced.

    Returns:
        The files of the former build; empty when there is none.

    Raises:
        NotAFolderError, NotASiteError, ForeignFilesError
    """
    if not path.exists():
        return frozenset()
    if not path.is_dir():
        raise NotAFolderError(path=path)
    found = {
        it.relative_to(path).as_posix() for it in path.rglob("*") if not it.is_dir()
    }
    if not found:
        return frozenset()
    if MARKER not in found:
        raise NotASiteError(path=path)
    lines = (path / MARKER).read_text("utf-8", "replace").splitlines()
    known = {line.partition("  ")[2] for line in lines} | {MARKER}
    foreign = sorted(found - known)
    if foreign:
        raise ForeignFilesError(path=path, name=foreign[0])
    return frozenset(found - {MARKER})


def replace_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a site beside its place, then put it there; what was there goes.

    Args:
        path: The folder; it is made when it is not there.
        files: Path inside it to bytes.

    Raises:
        NotWrittenError: The disk refuses; the former site stays.
    """
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise not_written(path, error) from error
    try:
        _write(place / "new", {**files, MARKER: manifest(files)})
        former = place / "old"
        if path.exists():
            path.replace(former)
        try:
            (place / "new").replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                former.replace(path)
            raise
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _write(top: Path, files: Mapping[str, bytes]) -> None:
    folders = {top} | {(top / it).parent for it in files}
    every = {up for it in folders for up in (it, *it.parents) if up.is_relative_to(top)}
    for folder in sorted(every):
        folder.mkdir()
        folder.chmod(_FOLDER)
    for name, content in files.items():
        file = top / name
        file.write_bytes(content)
        file.chmod(_FILE)
