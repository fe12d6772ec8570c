"""Bytes of a text file turned into characters, whoever wrote them.

A byte-order mark decides; then strict UTF-8; then, among the encodings that
spreadsheets still write in Québec, the one that gives the most French letters.
Libraries that guess among all encodings take French cp1252 for Polish cp1250.
"""

import codecs
import re
from typing import Literal, NamedTuple, get_args

from reseau.exchange.text.refusals import NotTextError, WrongEncodingError

Encoding = Literal[
    "utf-8",
    "utf-16",
    "windows-1252",
    "mac-roman",
    "cp850",
    "iso-8859-1",
    "iso-8859-15",
]
ENCODINGS: tuple[str, ...] = get_args(Encoding)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # Before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("windows-1252", "mac-roman", "cp850")
_ENOUGH = 500_000  # Bytes, by which to tell in which encoding a text is.
_LIKELY = re.compile("[àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’]")
# «rÈunion», «MONTRâAL»: accents that change case inside a word are misread.
_MISFIT = re.compile("(?<=[a-zé])[ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ]|[àâäçéèêëîïôöùûüÿœæ](?=[A-Z])")
_FOREIGN = re.compile("[^\x00-\x7f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
# What the bytes of UTF-8 look like once taken for cp1252 and written again.
_TAIL = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_MOJIBAKE = re.compile(rf"[ÃÂ][{re.escape(_TAIL)}]|â€[{re.escape(_TAIL)}]")


class Decoded(NamedTuple):
    """A text, and the encoding it was written in."""

    text: str
    encoding: str


def decoded(data: bytes, *, file: str, encoding: str | None = None) -> Decoded:
    """Turn the bytes of a file into text.

    Args:
        data: All the bytes.
        file: Its name, for the errors.
        encoding: As stated by a person; one of ``ENCODINGS``. None to find out.

    Returns:
        The text without its byte-order mark; empty for no bytes.

    Raises:
        WrongEncodingError: The bytes are not those of the stated or marked encoding.
        NotTextError: They are not a text at all.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    chosen = marked or encoding
    found = _strictly(data, file=file, encoding=chosen) if chosen else _guessed(data)
    controls = len(_CONTROL.findall(found.text))
    if "\0" in found.text or controls * 20 > len(found.text):
        raise NotTextError(file=file)
    return found


def mojibake(text: str) -> str | None:
    """Tell what a text that was decoded twice should be: «rÃ©union», «réunion».

    Returns:
        The repaired text, to be proposed and never imposed; None when nothing
        looks wrong or when it cannot be repaired as a whole.
    """
    if not _MOJIBAKE.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _strictly(data: bytes, *, file: str, encoding: str) -> Decoded:
    """Decode as stated, or refuse."""
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError as error:
        raise WrongEncodingError(
            file=file, encoding=encoding.removesuffix("-sig")
        ) from error


def _guessed(data: bytes) -> Decoded:
    """Decode as UTF-8, else in the candidate that reads most like French."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        shown = _accented(data)
        chosen = max(
            _CANDIDATES, key=lambda it: _frenchness(shown.decode(it, "replace"))
        )
        return Decoded(data.decode(chosen, "replace"), chosen)


def _accented(data: bytes) -> bytes:
    """Give the lines by which an encoding is told, as many as are needed."""
    if len(data) <= _ENOUGH:
        return data
    lines = (it for it in data.split(b"\n") if not it.isascii())
    return b"\n".join(lines)[:_ENOUGH]


def _frenchness(text: str) -> int:
    """Count the letters of French in their place, less everything else."""
    likely = len(_LIKELY.findall(text))
    misfits = len(_MISFIT.findall(text))
    others = len(_FOREIGN.findall(text)) - likely
    return likely - 2 * misfits - others
