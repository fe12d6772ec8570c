"""Words shown to a person: English in the code, French in fr.po.

The language is chosen once, before Typer and Click are imported, because they
bind ``gettext.gettext`` when they are loaded: see ``install``.
"""

import functools
import gettext as _stdlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, cast

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")

_HERE = Path(__file__).parent
_current: Language = "fr"


def N_(message: str) -> str:  # noqa: N802
    """Mark a message for translation where it cannot be translated yet."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:  # noqa: N802
    """Mark a message that depends on a number, to be given to ``ngettext`` later."""
    return singular, plural


@functools.cache
def catalogue(language: Language) -> _stdlib.NullTranslations:
    """Give the messages of one language; English is the words of the code.

    A missing compiled catalogue gives English words, never an error.
    """
    compiled = _HERE / f"{language}.mo"
    if language == "en" or not compiled.is_file():
        return _stdlib.NullTranslations()
    with compiled.open("rb") as file:
        return _stdlib.GNUTranslations(file)


def language() -> Language:
    """Tell the reader's language."""
    return _current


def gettext(message: str) -> str:
    """Translate a message into the reader's language.

    The empty message stays empty: gettext would answer with its header.
    """
    return catalogue(_current).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a message that depends on a number; zero is singular in French."""
    return catalogue(_current).ngettext(singular, plural, n)


_ = gettext


def gettext_in(chosen: Language) -> Callable[[str], str]:
    """Give the function that translates into a language, the reader's or not."""
    return lambda message: catalogue(chosen).gettext(message) if message else ""


def ngettext_in(chosen: Language) -> Callable[[str, str, int], str]:
    """Give the function for messages that depend on a number, in a language."""
    return lambda singular, plural, n: catalogue(chosen).ngettext(singular, plural, n)


def use(chosen: Language) -> None:
    """Make a language the reader's, for Réseau's own words."""
    global _current  # noqa: PLW0603  # One process speaks to one reader.
    _current = chosen


def install(chosen: Language) -> None:
    """Make a language the reader's, for Click's and Typer's words too.

    They do ``from gettext import gettext`` when imported, so this comes first.
    """
    use(chosen)
    _stdlib.gettext = gettext
    _stdlib.ngettext = ngettext  # type: ignore[assignment]  # Given by position.


def chosen_language(
    arguments: list[str],
    environment: Mapping[str, str] | None = None,
    configured: str | None = None,
) -> tuple[Language, str | None]:
    """Choose the reader's language from what was typed and from the surroundings.

    Args:
        arguments: What was typed; ``--lang`` or ``--langue`` wins.
        environment: By default the process's own.
        configured: The language of the configuration file.

    Returns:
        The language, and the value of RESEAU_LANG when it is not one.
    """
    environment = os.environ if environment is None else environment
    asked = environment.get("RESEAU_LANG", "")
    unknown = asked if asked and _read(asked) is None else None
    candidates = [
        _typed(arguments),
        asked,
        configured or "",
        *(environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")),
    ]
    found = next((it for it in map(_read, candidates) if it is not None), "fr")
    return cast("Language", found), unknown


def _typed(arguments: list[str]) -> str:
    """Find the value of --lang or --langue anywhere before a bare ``--``."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name in {"--lang", "--langue"}:
            return value if equals else "".join(arguments[position + 1 : position + 2])
    return ""


def _read(value: str) -> Language | None:
    """Read ``fr_CA.UTF-8``, ``EN`` or ``français``; anything else is no language."""
    start = value.strip().casefold().replace("_", "-").split("-")[0].split(".")[0]
    if start in {"fr", "francais", "français"}:
        return "fr"
    return "en" if start in {"en", "english", "anglais"} else None


__all__ = [
    "LANGUAGES",
    "NN_",
    "N_",
    "Language",
    "_",
    "catalogue",
    "chosen_language",
    "gettext",
    "gettext_in",
    "install",
    "language",
    "ngettext",
    "ngettext_in",
    "use",
]
