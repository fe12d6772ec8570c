"""The 3 × 3: what was done, by function and carrier, and the lines behind a cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from reseau.domain.closed_words import UnknownWordError
from reseau.domain.matrix import Action, Cell, Place, filled, whole
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Carrier, Function
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.cycle.matrix_sources import SOURCES, Ready, Source

W = TypeVar("W", Function, Carrier)


class NotACellError(UsageError):
    """Something typed as a cell of the matrix is none."""

    message = N_(
        "“{text}” is not a cell. Write a function, a carrier, or both with a comma, "
        "as in watch,members."
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """The matrix over some days.

    Attributes:
        period: The days asked for; it never goes past today, unless that was asked.
        first: Day of the first action counted; None without any.
        last: Day of the last one.
        cells: The nine cells, in the order of the two axes.
        total: All of them together.
        planned: How many actions are dated after today, and so not counted.
        actions: All that was counted, oldest first.
    """

    period: Period
    first: date | None
    last: date | None
    cells: dict[Place, Cell]
    total: Cell
    planned: int
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Cells to be opened; None takes a whole row or column."""

    function: Function | None = None
    carrier: Carrier | None = None

    def holds(self, place: Place) -> bool:
        """Tell whether a cell is among them."""
        return self.function in {None, place[0]} and self.carrier in {None, place[1]}


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix, and the one it is set against, if any.

    Attributes:
        today: The day on which it was filled.
    """

    today: date
    filled: Filled
    against: Filled | None = None


def read_cell(text: str) -> Wanted:
    """Read a cell: a function, a carrier, or both around a comma, in any order.

    Raises:
        NotACellError: It is none.
    """
    found = Wanted()
    for part in text.replace("×", ",").split(","):
        found = _with_word(found, part, text)
    return found


def _with_word(found: Wanted, part: str, text: str) -> Wanted:
    function, carrier = _word(Function, part), _word(Carrier, part)
    if function is not None and found.function is None:
        return replace(found, function=function)
    if carrier is not None and found.carrier is None:
        return replace(found, carrier=carrier)
    raise NotACellError(text=text)


def _word(words: type[W], text: str) -> W | None:
    try:
        return words.read(text)
    except UnknownWordError:
        return None


def matrix(store: Store, period: Period, *, against: Period | None = None) -> Matrix:
    """Fill the matrix with all that was done in a period, and in another one.

    Args:
        store: The store.
        period: The days looked at; what is planned after today is left out, and
            counted, unless the period goes on after today.
        against: Other days to set beside them.
    """
    with store.reading() as session:
        today = settings.today(session)
        ready = [(it, it.ready(session)) for it in SOURCES]
        return Matrix(
            today,
            _filled(session, ready, period, today=today),
            None if against is None else _filled(session, ready, against, today=today),
        )


def _filled(
    session: Session,
    ready: Sequence[tuple[Source, Ready]],
    period: Period,
    *,
    today: date,
) -> Filled:
    asked = period.until is not None
    found = [
        it for source, known in ready for it in source.actions(session, period, known)
    ]
    kept = [it for it in found if asked or it.on <= today]
    kept.sort(key=lambda it: (it.on, it.kind, sort_key(it.title), it.key))
    total = whole(kept)
    until = period.until if asked else today + timedelta(days=1)
    return Filled(
        replace(period, until=until), total.first, total.last, filled(kept), total,
        len(found) - len(kept), tuple(kept),
    )  # fmt: skip
