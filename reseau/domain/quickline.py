"""A meeting in one line: date, title, marks, and notes after “::”.

    hier 14h Rencontre CDC Rosemont @etienne-belanger +logement durée:1h30 :: PDM

Marks were chosen because they pass unquoted through bash, zsh and PowerShell.
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reseau.domain.names import folded
from reseau.domain.vocabulary import Role
from reseau.errors import UsageError
from reseau.i18n import N_

# What may stand before a colon, in both languages, and the word it means.
KEYS: dict[str, str] = {
    "type": "kind", "kind": "kind",
    "duree": "duration", "dur": "duration", "duration": "duration",
    "lieu": "place", "place": "place",
    "suivi": "due", "suite": "due", "due": "due", "follow-up": "due",
    "comite": "committee", "committee": "committee",
    "territoire": "territory", "territory": "territory", "quartier": "territory",
    "fonction": "function", "function": "function",
    "porteur": "carrier", "carrier": "carrier",
    "par": "brought-by", "by": "brought-by",
}  # fmt: skip
_MANY = frozenset({"territory", "brought-by"})
_NOT_KEYS = frozenset({"http", "https", "mailto", "ftp", "file", "tel"})
_KEY = re.compile(r"([^\W\d_][\w-]{1,20}):(?!:)(.+)", re.DOTALL)
_TOKEN = re.compile(r'[^\s"]*"[^"]*"[^\s"]*|\S+')
_BODY = "::"


class UnknownKeyError(UsageError):
    """A word before a colon is no key."""

    message = N_(
        "“{key}:” is not a key.{near} If it is part of the title, put a space before "
        "the colon."
    )


class RepeatedKeyError(UsageError):
    """A key stands twice."""

    message = N_("“{key}:” stands twice: give it once.")


class EmptyMarkError(UsageError):
    """A mark has nothing after it."""

    message = N_("“{mark}” needs a name right after it, without a space.")


class NoTitleError(UsageError):
    """The line has no title."""

    message = N_("The line has no title: say in a few words what it was.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart; nothing is recognized yet.

    Attributes:
        words: The words that are no marks, in order: date, if any, then title.
        actors: Names after @, each with its role.
        themes: Labels after +.
        keys: Word of ``KEYS`` to values.
        body: What follows “::”; may be empty.
    """

    words: tuple[str, ...]
    leading: int
    actors: tuple[tuple[str, Role], ...]
    themes: tuple[str, ...]
    keys: dict[str, tuple[str, ...]]
    body: str


def taken_apart(arguments: Sequence[str]) -> Line:
    """Take a line apart.

    Args:
        arguments: The whole line as one text, or the words as a shell gave them:
            an argument that begins with a mark is one mark, spaces included,
            because the shell took its quotation marks away.

    Returns:
        The line; ``leading`` counts the words before the first mark, among which a
        date may stand.

    Raises:
        UnknownKeyError, RepeatedKeyError, EmptyMarkError, UnknownWordError
    """
    tokens, body = _split(arguments)
    words: list[str] = []
    actors: list[tuple[str, Role]] = []
    themes: list[str] = []
    keys: dict[str, tuple[str, ...]] = {}
    leading: int | None = None
    for token in tokens:
        key = _key_of(token)
        if token[0] in "@+" and not _is_number(token):
            _take_mark(token, actors, themes)
        elif key is not None:
            _take_key(key, token, keys)
        else:
            words.append(token)
            continue
        leading = len(words) if leading is None else leading
    return Line(
        tuple(words),
        len(words) if leading is None else leading,
        tuple(actors),
        tuple(themes),
        keys,
        body,
    )


def _split(arguments: Sequence[str]) -> tuple[list[str], str]:
    """Cut into tokens; what follows the first “::” is kept as it is."""
    tokens: list[str] = []
    for position, argument in enumerate(arguments):
        marked = argument[:1] in {"@", "+"} or _key_of(argument) is not None
        if marked and len(arguments) > 1 and _BODY not in argument.split():
            tokens.append(argument)
            continue
        found = list(_TOKEN.finditer(argument))
        for token in found:
            if token.group() == _BODY:
                rest = [argument[token.end() :], *arguments[position + 1 :]]
                return tokens, " ".join(it.strip() for it in rest).strip()
            tokens.append(token.group())
    return tokens, ""


def _is_number(token: str) -> bool:
    """Tell “+1 514…” and “+3” from a theme."""
    return token[0] == "+" and token[1:2].isdigit()


def _key_of(token: str) -> str | None:
    """Find the key of ``key:value``; addresses of the Web and times have none."""
    found = _KEY.fullmatch(token)
    if found is None or folded(found[1]) in _NOT_KEYS or found[2].startswith("//"):
        return None
    return found[1]


def _take_mark(token: str, actors: list[tuple[str, Role]], themes: list[str]) -> None:
    value = token[1:].replace('"', "").strip(" ,;")
    if not value:
        raise EmptyMarkError(mark=token)
    if token[0] == "+":
        themes.append(value.replace("_", " "))
        return
    name, equals, role = value.rpartition("=")
    if equals:
        actors.append((name.strip(), Role.read(role)))
    else:
        actors.append((value, Role.PARTICIPANT))


def _take_key(key: str, token: str, keys: dict[str, tuple[str, ...]]) -> None:
    meaning = KEYS.get(folded(key))
    if meaning is None:
        close = difflib.get_close_matches(folded(key), KEYS, n=1, cutoff=0.6)
        near = f" “{close[0]}:” ?" if close else ""
        raise UnknownKeyError(key=key, near=near)
    if meaning in keys and meaning not in _MANY:
        raise RepeatedKeyError(key=key)
    value = token[len(key) + 1 :].replace('"', "").strip()
    if not value:
        raise EmptyMarkError(mark=f"{key}:")
    keys[meaning] = (*keys.get(meaning, ()), value)
