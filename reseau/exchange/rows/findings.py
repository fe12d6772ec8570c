"""What goes wrong while a file is read, kept so that no row hides another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from reseau.errors import ReseauError
from reseau.exchange.found import Problem
from reseau.exchange.text.tables import Row

T_co = TypeVar("T_co", covariant=True)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Reader(Generic[T_co]):
    """A function that reads one field of a row, and the column to name in problems."""

    column: str
    read: Callable[[Row], T_co]


class Findings:
    """The problems and warnings of one file; they pile up, hence a state."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def attempt(self, reader: Reader[V], row: Row) -> V | None:
        """Read a field of a row, or note the problem and give None."""
        try:
            return reader.read(row)
        except ReseauError as error:
            self.add(error, row=row.number, column=reader.column)
            return None

    def add(self, error: ReseauError, *, row: int, column: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, row, column, error))

    def warn(
        self, notice: ReseauError, *, row: int | None = None, column: str = ""
    ) -> None:
        """Note what is odd without being wrong."""
        self.warnings.append(Problem(self.file, row, column, notice))
