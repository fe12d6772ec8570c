"""What may be typed anywhere on the line: --database, --lang, --seen, --debug."""

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reseau import i18n
from reseau.cli._words import OPTIONS
from reseau.config import configured
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.i18n import gettext as _
from reseau.store.place.address import Address, address_of

if TYPE_CHECKING:
    from reseau.store.session import Store


class MissingValueError(UsageError):
    """An option stands without its value."""

    message = N_("{option} needs a value after it.")


class NotANumberError(UsageError):
    """What should be an operation's number is none."""

    message = N_("--seen takes the number of an operation, not “{text}”.")


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The options that hold for every command."""

    database: str | None = None
    debug: bool = False
    seen: int | None = None


_current = Everywhere()
_LONGEST = 18  # Digits of the greatest number that a database holds.


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
        NotANumberError: ``--seen`` has no number.
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
    _current = Everywhere(
        values.get("--database"), debug, _number(values.get("--seen"))
    )
    if "--lang" in values:
        i18n.use(i18n.chosen_language(["--lang", values["--lang"]])[0])
    return rest


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > _LONGEST:
        raise NotANumberError(text=text)
    return int(text)


def _valued(name: str) -> str | None:
    for option in ("--database", "--lang", "--seen"):
        if name in {option, OPTIONS[option]}:
            return option
    return None


def store() -> "Store":
    """Open the store of this run."""
    # SQLAlchemy takes 290 ms: help and completion do without it.
    from reseau.store.place.unfinished import UnfinishedError
    from reseau.store.session import open_store

    try:
        opened = open_store(address())
    except UnfinishedError:
        opened = _finished()
    return replace(opened, seen=_current.seen, own=set())


def _finished() -> "Store":
    """Remove what was removed for good and is back, then open the store.

    Raises:
        UnfinishedError: It cannot be written here.
    """
    from reseau.cli import output
    from reseau.store.place.files import is_writable
    from reseau.store.place.unfinished import UnfinishedError
    from reseau.store.session import open_store
    from reseau.usecases.privacy.removing_again import remove_again

    where = address()
    if where.file is not None and not is_writable(where.file):
        raise UnfinishedError(place=where.place)
    remove_again(where)
    output.note(
        _(
            "The program was stopped before its end last time: what was removed for "
            "good was still there, and has been removed again."
        )
    )
    return open_store(where)


_read_at: int | None = None


def store_to_show() -> "Store":
    """Open the store to show a card, and note up to which operation it is read."""
    from reseau.store.past.meanwhile import last_operation

    global _read_at  # noqa: PLW0603  # One process runs one command.
    opened = store()
    with opened.reading() as session:
        _read_at = last_operation(session)
    return opened


def read_at() -> int | None:
    """Give the number of the last operation when the card was read."""
    return _read_at
