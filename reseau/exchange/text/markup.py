"""Words out of HTML, as feeds hold it.

Python's own reader begins again at each mark that is never closed: a text of half a
megabyte takes it minutes. Here each character is gone over once.
"""

import re
from collections.abc import Iterator
from html import unescape

_SILENT = frozenset({"template", "noscript", "iframe", "svg"})
# What is never closed goes to the end of the text. Nothing is tried twice.
_MARK = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    | <!\[CDATA\[.*?(?:\]\]>|\Z)
    | <(?P<raw>script|style)\b[^>]*+(?:>.*?(?:</(?P=raw)\b[^>]*+>?|\Z))?
    | <[!?][^>]*+>?
    | <(?P<end>/?)(?P<name>[a-z][^\s/>]*+)
      (?:[^>=]|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+>?
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_BLANKS = re.compile(r"\s+")
# Python refuses to read a number of so many digits; no character has it.
_NO_CHARACTER = re.compile(r"&#\d{100,};?", re.ASCII)


def plain_text(html: str, *, limit: int) -> str:
    """Give the words of a piece of HTML on one line, without tags or scripts.

    Args:
        html: What a feed holds; plain text is fine.
        limit: How many characters at most; a longer text ends with “…”.
    """
    words = " ".join(_NO_CHARACTER.sub("\ufffd", it) for it in _heard(html))
    text = _BLANKS.sub(" ", unescape(words)).strip()
    text = re.sub(r" ([,.)])", r"\1", text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _heard(html: str) -> Iterator[str]:
    """Give what is read aloud, between the marks."""
    silent = at = 0
    for mark in _MARK.finditer(html):
        if not silent:
            yield html[at : mark.start()]
        at = mark.end()
        if (mark["name"] or "").lower() in _SILENT and not mark[0].endswith("/>"):
            silent = max(0, silent - 1) if mark["end"] else silent + 1
    if not silent:
        yield html[at:]
