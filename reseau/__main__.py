"""Choose the language, then load the command line, which binds its words at import."""

import gc
import os
import sys
from collections.abc import Sequence

from reseau import i18n
from reseau.config import configured

# A command lives for half a second, a sixth of which Python would spend looking for
# garbage among the classes that it has just loaded.
_GARBAGE = 250_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``reseau`` with what was typed; give the exit code."""
    if arguments is None:  # A process of its own.
        gc.set_threshold(_GARBAGE)
    typed = list(sys.argv[1:] if arguments is None else arguments)
    language, unknown = i18n.chosen_language(typed, configured=configured("language"))
    i18n.install(language)
    # Click and Typer take gettext as it is when they are imported.
    from reseau.cli import run  # noqa: PLC0415

    code = run(typed, unknown_language=unknown)
    if arguments is None:
        # The same again at exit, when all is about to be given back at once.
        gc.freeze()
    # Python would flush again at exit, and complain of a reader that left.
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


if __name__ == "__main__":
    sys.exit(main())
