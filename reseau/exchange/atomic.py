"""Write a file whole or not at all, readable by its owner only."""

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from reseau.errors import UsageError
from reseau.i18n import N_


class NotWrittenError(UsageError):
    """A file could not be written; what was there before is untouched."""

    message = N_("{path} could not be written. Choose another place and try again.")


class NotAFileError(NotWrittenError):
    """The target is a folder, a device or a pipe."""

    message = N_("{path} is not a file. Add the name of the file to write.")


class NoFolderError(NotWrittenError):
    """The folder that should hold the file is not there."""

    message = N_(
        "The folder of {path} does not exist. Create it, or choose another one."
    )


class ForbiddenTargetError(NotWrittenError):
    """The folder is read-only, or another program holds the file."""

    message = N_(
        "{path} is protected, or open in another program. "
        "Close it there, or choose a folder where you may write."
    )


class DiskFullError(NotWrittenError):
    """There is no room left."""

    message = N_(
        "The disk is full, so {path} was not written. Free some space and try again."
    )


_BY_ERRNO: dict[int | None, type[NotWrittenError]] = {
    errno.ENOENT: NoFolderError,
    errno.ENOTDIR: NoFolderError,
    errno.EISDIR: NotAFileError,
    errno.EACCES: ForbiddenTargetError,
    errno.EPERM: ForbiddenTargetError,
    errno.EROFS: ForbiddenTargetError,
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: DiskFullError,
}


def write_private(path: str | Path, data: bytes | str) -> None:
    """Write a file so that only its owner reads it and nobody sees half of it.

    The bytes go to a temporary file beside the target, reach the disk, and only then
    take its name. A file already there is replaced, and so are its permissions; a
    symbolic link is replaced, not followed.

    Args:
        path: Where, as the person typed it; errors show it so.
        data: Bytes as they are, or text for UTF-8 with its line ends as they are; a
            lone surrogate, which is no character, becomes ``?``.

    Raises:
        NotAFileError: The target is a folder, a device or a pipe.
        NoFolderError: The folder of the target does not exist.
        ForbiddenTargetError: The system refuses, or another program holds the file.
        DiskFullError: There is no room left.
        NotWrittenError: Anything else; in every case no file is left behind.
    """
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    try:
        _refuse_what_is_no_file(path)
        _replace(Path(path), content)
    except OSError as error:
        raise not_written(path, error) from error
    except ValueError as error:  # A NUL in the path.
        raise NotWrittenError(path=path) from error


def not_written(path: str | Path, error: OSError) -> NotWrittenError:
    """Say why the system refuses a file or a folder."""
    return _BY_ERRNO.get(error.errno, NotWrittenError)(path=path)


def _refuse_what_is_no_file(path: str | Path) -> None:
    """Refuse a folder, even through a link, and any device or pipe."""
    target = Path(path)
    with contextlib.suppress(FileNotFoundError):
        mode = target.lstat().st_mode
        replaceable = stat.S_ISREG(mode) or stat.S_ISLNK(mode)
        if target.is_dir() or not replaceable:
            raise NotAFileError(path=path)


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target, then take its name; clean up whatever happens."""
    # mkstemp makes the file 0600 from the start, under a name that is not there.
    handle, temporary = tempfile.mkstemp(
        prefix=".reseau-", suffix=".tmp", dir=target.parent
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:  # Ctrl-C leaves no half-written file either.
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
