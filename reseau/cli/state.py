"""What may be typed anywhere on the line: --database, --lang, --debug, --version."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reseau import i18n
from reseau.cli._words import OPTIONS
from reseau.config import configured
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.address import Address, address_of

if TYPE_CHECKING:
    from reseau.store.session import Store


class MissingValueError(UsageError):
    """An option stands without its value."""

    message = N_("{option} needs a value after it.")


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The options that hold for every command."""

    database: str | None = None
    debug: bool = False


_current = Everywhere()


def current() -> Everywhere:
    """Give the options of this run."""
    return _current


def address() -> Address:
    """Give the address of the store: typed, in the environment, configured, default."""
    typed = _current.database or os.environ.get("RESEAU_DATABASE")
    return address_of(typed or configured("database"))


def take_everywhere(arguments: list[str]) -> list[str]:
    """Take the options that hold everywhere out of the line.

    Raises:
        MissingValueError: One that needs a value has none.
    """
    global _current  # noqa: PLW0603  # One process runs one command.
    rest: list[str] = []
    values: dict[str, str] = {}
    debug = False
    waiting = iter(arguments)
    for typed in waiting:
        name, equals, value = typed.partition("=")
        if typed == "--":
            rest += [typed, *waiting]
        elif typed in {"--debug", OPTIONS["--debug"]}:
            debug = True
        elif (option := _valued(name)) is not None:
            found = value if equals else next(waiting, None)
            if found is None or found == "":
                raise MissingValueError(option=name)
            values[option] = found
        else:
            rest.append(typed)
    _current = Everywhere(values.get("--database"), debug)
    if "--lang" in values:
        i18n.use(i18n.chosen_language(["--lang", values["--lang"]])[0])
    return rest


def _valued(name: str) -> str | None:
    for option in ("--database", "--lang"):
        if name in {option, OPTIONS[option]}:
            return option
    return None


def store() -> "Store":
    """Open the store of this run."""
    # SQLAlchemy takes 290 ms: help and completion do without it.
    from reseau.store.session import open_store

    return open_store(address())
