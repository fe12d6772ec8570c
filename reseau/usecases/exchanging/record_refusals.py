"""Why a row of an exchanged table is not written."""

from collections.abc import Sequence

from reseau.errors import ConflictError, NotFoundError, ReseauError, UsageError
from reseau.i18n import N_


class TwiceInFileError(UsageError):
    """Two rows name the same record."""

    message = N_(
        "Row {row} of this file is about the same record: keep one of the two. For a "
        "new record, empty its UUID."
    )


class ChangedSinceError(ConflictError):
    """A record changed after the file was written."""

    message = N_(
        "{what} {number} changed since this file was written: nothing is written over "
        "it. Export it again, and make your change there. What differs: {columns}."
    )


class ThereAlreadyError(ConflictError):
    """A row without UUID is about a record that is there."""

    message = N_(
        "{what} {number} is about the same already. To change it, export it and keep "
        "its UUID."
    )


class HiddenTextError(ConflictError):
    """A text that hides somebody would be written over."""

    message = N_(
        "This text names somebody whom nobody may be shown: what the file has of it is "
        "not whole. Change it with its own command, or leave the cell as it was."
    )


class CellProblem(Exception):  # noqa: N818  # It carries errors, and is none itself.
    """Cells of a row that cannot be read; caught where rows are written."""

    def __init__(self, problems: Sequence[tuple[str, ReseauError]]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    @property
    def may_come(self) -> bool:
        """Tell whether a later row may be what is missing."""
        return all(isinstance(error, NotFoundError) for _column, error in self.problems)
