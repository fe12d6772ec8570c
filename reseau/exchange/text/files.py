"""The bytes of a file that somebody gives, within the limits."""

import re
import stat
from pathlib import Path

from reseau.exchange.text import refusals

MAX_MEGABYTES = 20

_PAGE = re.compile(
    # Possessive: many comments are otherwise cut in all the ways there are.
    r"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|table)\b",
    re.IGNORECASE | re.DOTALL,
)


def content(path: Path, *, file: str) -> bytes:
    """Read the bytes of an ordinary file, within the limit of size.

    Args:
        path: Of the file.
        file: Its name, for the errors.

    Returns:
        All the bytes; never blanks alone.

    Raises:
        FileRefusedError: The file cannot be read, is empty or too big; its subclass
            says why.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise refusals.DirectoryError(file=file)
        if not stat.S_ISREG(mode):
            raise refusals.UnreadableFileError(file=file)
        with path.open("rb") as opened:
            data = opened.read(MAX_MEGABYTES * 1024 * 1024 + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise refusals.MissingFileError(file=file) from error
    except OSError as error:
        raise refusals.UnreadableFileError(file=file) from error
    if len(data) > MAX_MEGABYTES * 1024 * 1024:
        raise refusals.TooBigError(file=file, limit=MAX_MEGABYTES)
    if not data.strip():
        raise refusals.EmptyFileError(file=file)
    return data


def is_web_page(text: str) -> bool:
    """Tell whether a text is a web page, saved in place of what was asked for."""
    return bool(_PAGE.match(text))
