"""Square tables as measures take them: checked, and given back as plain lists."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]

Table: TypeAlias = Sequence[Sequence[float]]
"""Rows of numbers: nested lists or tuples, or a NumPy array of two dimensions."""

Vector: TypeAlias = Sequence[float]
"""Numbers in a row: a list, a tuple or a NumPy array of one dimension."""

Rows: TypeAlias = list[list[float]]

_TWO = 2


class MatrixError(UsageError, ValueError):
    """A table of numbers cannot be measured; also a ``ValueError`` for a notebook."""


class NotNumbersError(MatrixError):
    """Something in a table is not a number."""

    message = N_("The {what} holds something that is not a finite number.")


class NotSquareError(MatrixError):
    """A table has not as many rows as columns."""

    message = N_(
        "The {what} needs as many rows as columns; it has {rows} and {columns}."
    )


class WrongShapeError(MatrixError):
    """Two tables that go together have not the same size."""

    message = N_("The {what} needs {wanted} rows; it has {found}.")


class NegativeError(MatrixError):
    """Something that counts from 0 is negative."""

    message = N_("The {what} holds a negative number.")


class DiagonalError(MatrixError):
    """Somebody influences itself."""

    message = N_(
        "The {what} needs zeros on its diagonal: nobody influences itself directly."
    )


class WrongNamesError(MatrixError):
    """There are not as many names as rows."""

    message = N_("{found} names were given for {wanted} rows.")


class UnknownChoiceError(MatrixError):
    """A way of computing is none of those there are."""

    message = N_("{what} is one of {choices}, not “{value}”.")


def check_choice(value: str, choices: Collection[str], *, what: str) -> None:
    """See that a way of computing is one of those there are.

    Raises:
        UnknownChoiceError: It is none.
    """
    if value not in choices:
        raise UnknownChoiceError(what=what, choices=", ".join(choices), value=value)


def table(values: Table, *, what: str) -> "Floats":
    """Read a table of finite numbers.

    Raises:
        NotNumbersError: A row is missing a cell, or a cell is not a finite number.
    """
    import numpy as np

    try:
        found = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise NotNumbersError(what=what) from error
    if found.size == 0:
        return found.reshape((len(found), 0))
    if found.ndim != _TWO or not np.isfinite(found).all():
        raise NotNumbersError(what=what)
    return found


def square(values: Table, *, what: str, hollow: bool = False) -> "Floats":
    """Read a square table of numbers from 0 up.

    Args:
        values: One row and one column per actor, in the same order.
        what: Its name in errors.
        hollow: Whether the diagonal must be zero.

    Raises:
        NotNumbersError, NotSquareError, NegativeError, DiagonalError
    """
    found = table(values, what=what)
    if found.shape[0] != found.shape[1]:
        raise NotSquareError(what=what, rows=found.shape[0], columns=found.shape[1])
    if (found < 0).any():
        raise NegativeError(what=what)
    if hollow and found.diagonal().any():
        raise DiagonalError(what=what)
    return found


def vector(values: Vector, *, what: str, length: int) -> "Floats":
    """Read as many numbers as there are actors.

    Raises:
        NotNumbersError, WrongShapeError
    """
    import numpy as np

    try:
        found = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise NotNumbersError(what=what) from error
    if found.ndim != 1 or not np.isfinite(found).all():
        raise NotNumbersError(what=what)
    if len(found) != length:
        raise WrongShapeError(what=what, wanted=length, found=len(found))
    return found


def names(given: Sequence[str] | None, *, length: int) -> list[str]:
    """Give the names of rows, which are their numbers from 1 when none is given.

    Raises:
        WrongNamesError: There are more or fewer than rows.
    """
    if given is None:
        return [str(number) for number in range(1, length + 1)]
    if len(given) != length:
        raise WrongNamesError(found=len(given), wanted=length)
    return [str(it) for it in given]


def spectral_radius(values: "Floats") -> float:
    """Give the largest modulus of the eigenvalues; 0 for an empty table."""
    import numpy as np

    if not values.size:
        return 0.0
    return float(np.abs(np.linalg.eigvals(values)).max())
