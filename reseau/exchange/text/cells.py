"""What can be done with the text of one cell: clean, cut, list, shorten."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from reseau.domain.names import tidy

Cell = str | date  # A datetime is a date with a time.

_ELLIPSIS = "…"


def cleaned(text: str) -> str:
    """Do what ``tidy`` does, quickly for the ordinary text."""
    if text.isprintable():
        return unicodedata.normalize("NFC", " ".join(text.split()))
    return tidy(text)


def cleaned_lines(text: str) -> str:
    """Tidy each line of a longer text; blank lines are dropped."""
    lines = (cleaned(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def text_of(cell: Cell) -> str:
    """Give the text of a cell; a date that a spreadsheet holds becomes ISO 8601."""
    return cell if isinstance(cell, str) else cell.isoformat()


def listed(text: str, split: Sequence[str]) -> list[str]:
    """Cut a cell at each of the separators; without any, one member.

    Returns:
        Cleaned members, stray commas at their ends removed; empty ones are left out.
    """
    if "\n" in split:
        text = text.replace("\r", "\n")
    for other in split[1:]:
        text = text.replace(other, split[0])
    parts = text.split(split[0]) if split else [text]
    tidied = (cleaned(part).strip(", ") for part in parts)
    return [part for part in tidied if part]


def taken(text: str, rule: str) -> str:
    """Keep the part of a text ``before X`` or ``after X``; all of it without X."""
    side, _blank, mark = rule.partition(" ")
    before, found, after = text.partition(mark)
    if not found:
        return text
    return (before if side == "before" else after).strip()


def shortened(text: str, length: int) -> str:
    """Cut a text at the end of a word, so that it holds in ``length`` characters."""
    if len(text) <= length:
        return text
    head = text[: length - len(_ELLIPSIS) + 1]
    words = head.rsplit(" ", 1)[0] if " " in head else head[:-1]
    return words.rstrip(" ,;:.–-") + _ELLIPSIS


def shown(text: str, length: int = 60) -> str:
    """Make a text from a file fit for a message: on one line, harmless, short."""
    return shortened(cleaned(text), length)
