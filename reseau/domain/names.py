"""Names: folding, slugs, and people's names written either way round."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from reseau.domain.folding import folded

NameOrder = Literal["auto", "first-last", "last-first"]

# Byte-order mark, zero-width space, soft hyphen and marks that turn text around.
_INVISIBLE = frozenset(
    "\ufeff\u200b\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|ph\.?d|md|esq)\.?$", re.IGNORECASE)


def tidy(text: str) -> str:
    """Trim a text, collapse its blanks and drop control characters."""
    if text.isprintable():  # Nothing to drop, no blank but the plain one: most names.
        return unicodedata.normalize("NFC", " ".join(text.split()))
    spaced = "".join(" " if it.isspace() else it for it in text)
    shown = "".join(
        it for it in spaced if unicodedata.category(it) != "Cc" and it not in _INVISIBLE
    )
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def sort_key(text: str) -> tuple[str, str]:
    """Order names as a person expects: folded first, then as written."""
    return folded(text), text


def slug(text: str) -> str:
    """Make a short ASCII handle to type: ``etienne-belanger``; ``x`` for nothing."""
    words = re.findall(r"[a-z0-9]+", folded(text))
    return "-".join(words)[:60].strip("-") or "x"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, in two parts when it can be told apart.

    Attributes:
        given: Given names; empty when the name is of one word.
        family: Family name, with its particles and its suffix.
    """

    given: str
    family: str

    @property
    def full(self) -> str:
        """Write the name the way it is spoken."""
        return f"{self.given} {self.family}".strip()


def person_name(text: str, order: NameOrder = "auto") -> PersonName:
    """Read a person's name written either way round.

    Args:
        text: As found; stray blanks and commas at the ends do not matter.
        order: ``auto`` takes one comma as “family, given”, unless what follows it
            is a suffix such as “Jr.”; ``last-first`` also reads “family given”
            without a comma; ``first-last`` never inverts.

    Returns:
        The name; both parts empty when there is nothing but blanks and commas.
    """
    parts = [part for part in (tidy(it) for it in tidy(text).split(",")) if part]
    suffixes = [part for part in parts[1:] if _SUFFIX.match(part)]
    parts = parts[:1] + [part for part in parts[1:] if not _SUFFIX.match(part)]
    ending = "".join(f", {suffix}" for suffix in suffixes)
    if not parts:
        return PersonName("", "")
    if len(parts) > 1 and order != "first-last":
        return PersonName(" ".join(parts[1:]), parts[0] + ending)
    words = " ".join(parts).split(" ")
    if len(words) == 1:
        return PersonName("", words[0] + ending)
    if order == "last-first":
        return PersonName(" ".join(words[1:]), words[0] + ending)
    return PersonName(" ".join(words[:-1]), words[-1] + ending)


__all__ = [
    "NameOrder",
    "PersonName",
    "folded",
    "person_name",
    "slug",
    "sort_key",
    "tidy",
]
