"""Errors raised on purpose: each says what happened and what to do next.

An error declares one ``message`` template in English, marked for translation,
and takes its values by name. It is translated and filled in where it is shown.
"""

import errno
from enum import IntEnum
from typing import ClassVar

from reseau.i18n import N_, gettext


class ExitCode(IntEnum):
    """What a command answers to the shell. The numbers are a promise."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    AMBIGUOUS = 3
    NOT_FOUND = 4
    CONFLICT = 5
    BUSY = 6
    INTEGRITY = 7
    PRIVACY = 8
    INTERRUPTED = 130


_SYSTEM: dict[int | None, str] = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is a file, not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("the system does not allow it"),
    errno.EPERM: N_("the system does not allow it"),
    errno.EROFS: N_("this place can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def system_reason(error: OSError) -> str:
    """Say why the system refused, in the reader's language when it is a common case."""
    return gettext(_SYSTEM.get(error.errno, "")) or str(error.strerror)


def _written(value: object) -> object:
    if not isinstance(value, float):
        return value
    from reseau.i18n import formats  # noqa: PLC0415  # Few errors hold a fraction.

    return formats.number(value, decimals=0 if value.is_integer() else 3)


class ReseauError(Exception):
    """Base of every error that Réseau raises on purpose.

    Attributes:
        message: Template with named places, in English, marked with ``N_``.
        exit_code: What the command line answers to the shell.
        values: What fills the places of the template.
    """

    message: ClassVar[str] = N_("Something went wrong.")
    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, **values: object) -> None:
        super().__init__(self.message, values)
        self.values = values

    def __str__(self) -> str:
        """Translate the template and fill it in; a fraction is written as read."""
        values = {name: _written(value) for name, value in self.values.items()}
        return gettext(self.message).format(**values)


class UsageError(ReseauError):
    """Something that was typed cannot be taken as it is."""

    message = N_("{reason}")
    exit_code = ExitCode.USAGE


class NotFoundError(ReseauError):
    """Nothing answers to what was asked for."""

    exit_code = ExitCode.NOT_FOUND


class AmbiguousError(ReseauError):
    """Several things answer, and Réseau never guesses."""

    exit_code = ExitCode.AMBIGUOUS


class ConflictError(ReseauError):
    """The store no longer is what this change relies on."""

    exit_code = ExitCode.CONFLICT


class BusyError(ReseauError):
    """Somebody else holds the store."""

    exit_code = ExitCode.BUSY


class IntegrityError(ReseauError):
    """The store is damaged, or is not a store."""

    exit_code = ExitCode.INTEGRITY
