"""Undo and redo: find the operation that is meant."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.errors import ConflictError, NotFoundError, UsageError
from reseau.i18n import N_
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Operation


class NothingToUndoError(NotFoundError):
    """No operation is left to undo."""

    message = N_("There is nothing to undo. “reseau history” shows what was done.")


class NothingToRedoError(NotFoundError):
    """No undo is left to redo."""

    message = N_("There is nothing to redo. “reseau history” shows what was done.")


class NoOperationError(NotFoundError):
    """The number is no operation's."""

    message = N_("There is no operation {number}. “reseau history” lists them.")


class AlreadyUndoneError(UsageError):
    """The operation was undone already."""

    message = N_(
        "Operation {number} was undone already, by operation {by}. To bring it back: "
        "reseau undo {by}"
    )


class KeptError(ConflictError):
    """What was stated about people's rights is kept: a later line corrects it."""

    message = N_(
        "Operation {number} cannot be undone: what is stated of people's rights is "
        "kept. State the correction with another line."
    )


_KEPT = "privacy "


def operation_to_undo(session: Session, number: int | None) -> Operation:
    """Find the operation that “undo” means: that number, else the latest one left.

    Raises:
        NoOperationError, AlreadyUndoneError, NothingToUndoError, KeptError
    """
    undone = undone_by(session)
    if number is not None:
        found = numbered(session, number)
        if number in undone:
            raise AlreadyUndoneError(number=number, by=undone[number])
        return _undoable(found)
    for operation in _latest(session):
        if operation.undoes_key is None and operation.key not in undone:
            return _undoable(operation)
    raise NothingToUndoError


def _undoable(operation: Operation) -> Operation:
    if operation.command.startswith(_KEPT):
        raise KeptError(number=operation.key)
    return operation


def numbered(session: Session, number: int) -> Operation:
    """Give the operation that has a number.

    Raises:
        NoOperationError: None has it.
    """
    found = session.get(Operation, number) if 0 < number <= LARGEST_KEY else None
    if found is None:
        raise NoOperationError(number=number)
    return found


def operation_to_redo(session: Session) -> Operation:
    """Find the undo that “redo” takes back: the latest one still in force.

    Raises:
        NothingToRedoError: Nothing was undone.
    """
    undone = undone_by(session)
    for operation in _latest(session):
        takes_back = operation.undoes_key is not None and operation.key not in undone
        if takes_back and not _is_redo(session, operation):
            return operation
    raise NothingToRedoError


def _is_redo(session: Session, operation: Operation) -> bool:
    """Tell whether an operation undoes an undo, once or three times over."""
    depth = 0
    current: Operation | None = operation
    while current is not None and current.undoes_key is not None:
        depth += 1
        current = session.get(Operation, current.undoes_key)
    return depth % 2 == 0


def _latest(session: Session) -> Iterator[Operation]:
    yield from session.scalars(select(Operation).order_by(Operation.key.desc()))


def undone_by(session: Session) -> dict[int, int]:
    """Map each operation that is undone now to the one that undid it."""
    pairs = session.execute(
        select(Operation.key, Operation.undoes_key)
        .where(Operation.undoes_key.is_not(None))
        .order_by(Operation.key.desc())
    ).all()
    found: dict[int, int] = {}
    for key, undoes in pairs:  # Latest first: an undo that was undone does not count.
        if key not in found and undoes is not None:
            found[undoes] = key
    return found
