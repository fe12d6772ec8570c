"""Records that people call by their number: find one, or say that there is none."""

from typing import TypeVar

from sqlalchemy.orm import Session

from reseau.errors import NotFoundError
from reseau.i18n import N_
from reseau.store.base import LARGEST_KEY
from reseau.store.models import Base
from reseau.store.past.dependents import noun

Record = TypeVar("Record", bound=Base)


class NoSuchNumberError(NotFoundError):
    """No record of that kind has that number."""

    message = N_("There is no {what} {number}. “list” shows the number of each.")


def numbered(session: Session, kind: type[Record], number: int) -> Record:
    """Find the record of a kind that has a number.

    Raises:
        NoSuchNumberError: There is none.
    """
    found = session.get(kind, number) if number <= LARGEST_KEY else None
    if found is None:
        raise no_number(kind, number)
    return found


def no_number(kind: type[Base], number: int) -> NoSuchNumberError:
    """Say that no record of a kind has a number, or none that may be shown."""
    return NoSuchNumberError(what=noun(kind.__tablename__), number=number)
