"""Words shown to a person: English in the code, French in fr.po.

The language is chosen once, before Typer and Click are imported, because they
bind ``gettext.gettext`` when they are loaded: see ``install``.
"""

import functools
import gettext as _stdlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from reseau.i18n.compiled import Compiled
from reseau.languages import chosen_language

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
    return Compiled(compiled.read_bytes())


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
