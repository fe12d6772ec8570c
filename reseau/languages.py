"""Which language to speak to the reader: what was typed, else the surroundings.

Nothing is imported here but ``os``, so that completion answers at once.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:  # Importing these takes longer than choosing.
    from collections.abc import Mapping
    from typing import Literal

    Language = Literal["fr", "en"]


def chosen_language(
    arguments: list[str],
    environment: "Mapping[str, str] | None" = None,
    configured: str | None = None,
) -> "tuple[Language, str | None]":
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
    for candidate in candidates:
        found = _read(candidate)
        if found is not None:
            return found, unknown
    return "fr", unknown


def _typed(arguments: list[str]) -> str:
    """Find the value of --lang or --langue anywhere before a bare ``--``."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name in {"--lang", "--langue"}:
            return value if equals else "".join(arguments[position + 1 : position + 2])
    return ""


def _read(value: str) -> "Language | None":
    """Read ``fr_CA.UTF-8``, ``EN`` or ``français``; anything else is no language."""
    start = value.strip().casefold().replace("_", "-").split("-")[0].split(".")[0]
    if start in {"fr", "francais", "français"}:
        return "fr"
    return "en" if start in {"en", "english", "anglais"} else None
