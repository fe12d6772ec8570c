"""Completion: what ``reseau-complete`` answers when TAB is pressed.

It runs at each press of a key, so that it imports neither the command line nor
SQLAlchemy: the commands come from a file written beforehand, the names from a plain
read-only query. Whatever fails, it says nothing and answers 0.
"""

import os
import sys

from reseau.completing.line import completions
from reseau.config import configured
from reseau.domain.folding import spaced
from reseau.languages import chosen_language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reseau.completing.line import Found

_BREAKS = ("=", ":", "@")  # Those of bash that may stand in a word of ours.


def main() -> int:
    """Print what completes the line: ``reseau-complete SHELL WORD… CURRENT``.

    The words are those after ``reseau``, the last one being typed. Each line of the
    answer is a value, with its meaning after a tab for the shells that show it.
    """
    try:
        text = answer(sys.argv[1], sys.argv[2:])
        os.write(1, text.encode("utf-8", "replace"))
    except (Exception, KeyboardInterrupt):  # noqa: BLE001  # A prompt is no place for an error.
        return 0
    return 0


def answer(shell: str, typed: list[str]) -> str:
    """Write what completes a line, in the form a shell takes; nothing is empty."""
    words = _unquoted(shell, typed)
    language, _unknown = chosen_language(words, configured=configured("language"))
    found = completions(words, language)
    if shell == "bash":
        return _for_bash(found, words[-1])
    if shell == "fish":
        found = [(_for_fish(value, said, words[-1]), said) for value, said in found]
    return "".join(f"{value}\t{_shown(meaning)}\n" for value, meaning in found)


def _unquoted(shell: str, typed: list[str]) -> list[str]:
    """Read the words as the shell shows them, quotes included; one word at least."""
    if shell == "powershell":  # It drops empty words, so a dot is before the last one.
        typed = [*typed[:-1], typed[-1][1:]]
    if shell == "bash":
        typed = _joined(typed)
    return [_without_quotes(shell, it) for it in typed] or [""]


def _without_quotes(shell: str, word: str) -> str:
    name, equals, value = word.partition("=")
    if equals and value[:1] in {"'", '"'}:
        return f"{name}={_without_quotes(shell, value)}"
    if word[:1] in {"'", '"'}:
        return word[1:].removesuffix(word[0])
    return word if shell == "powershell" else word.replace("\\", "")


def _joined(typed: list[str]) -> list[str]:
    """Put together what bash breaks at each ``=``, ``:`` and ``@``."""
    words: list[str] = []
    glued = False
    for word in typed:
        if words and (word in {"=", ":"} or glued):
            words[-1] += word
        else:
            words.append(word)
        glued = word in _BREAKS
    return words


def _for_bash(found: "list[Found]", current: str) -> str:
    """Write values alone, and only what comes after the last mark that breaks words.

    Bash replaces what is typed by what all values have in common, even when that is
    less: a blank value then leaves them nothing in common.
    """
    begun = max(current.rfind(it) for it in ("=", ":")) + 1  # It keeps the @.
    values = [value[begun:] for value, _meaning in found]
    wanted = current[begun:]
    common = os.path.commonprefix(values)  # noqa: RUF071  # Characters are meant.
    if len(values) > 1 and 0 < len(common) < len(wanted):
        values.append(" ")
    return "".join(f"{it}\n" for it in values)


def _for_fish(value: str, meaning: str, current: str) -> str:
    """Write a value with the very letters that are typed: fish forgives no accent.

    A name is as good as its short code, and a word without its accents as the word.
    """
    begun = max(current.rfind(it) for it in (*_BREAKS, "+")) + 1
    start, name, typed = value[:begun], value[begun:], current[begun:].lower()
    forms = [name, spaced(name).replace(" ", "-")]
    if spaced(meaning) == spaced(name):
        forms.append(meaning)
    kept = next((it for it in forms if typed in it.lower()), name)
    return f"{start}{kept}"


def _shown(meaning: str) -> str:
    """Keep what a terminal can show on one line."""
    return "".join(it if it.isprintable() else " " for it in meaning)
