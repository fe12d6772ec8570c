"""Texts that both databases take: SQLite alone would take any."""

from functools import cache

from sqlalchemy import Enum, String, inspect
from sqlalchemy.orm import Session

from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.store.base import Base

_SHOWN = 40


class TextTooLongError(UsageError):
    """A text passes what its column holds."""

    message = N_("“{start}…” is too long: {limit} characters at most.")


class NoTextError(UsageError):
    """A text holds something that is no character."""

    message = N_("“{start}” holds a character that cannot be kept. Type it again.")


def check_texts(session: Session, *_rest: object) -> None:
    """See that the texts about to be written can be, on either database.

    Raises:
        TextTooLongError: One is longer than its column.
        NoTextError: One holds a null character, or half a character.
    """
    for record in (*session.new, *session.dirty):
        if isinstance(record, Base):
            for name, limit in _limits(type(record)).items():
                _check(getattr(record, name), limit)


@cache
def _limits(kind: type[Base]) -> dict[str, int | None]:
    """Give the columns of text of a class, each with its length."""
    return {
        column.name: column.type.length
        for column in inspect(kind).columns
        if isinstance(column.type, String) and not isinstance(column.type, Enum)
    }


def _check(text: str | None, limit: int | None) -> None:
    if text is None:
        return
    if limit is not None and len(text) > limit:
        raise TextTooLongError(start=text[:_SHOWN], limit=limit)
    check_characters(text)


def check_characters(text: str) -> None:
    """See that a text is made of characters that both databases take, asked or told.

    Raises:
        NoTextError: It holds a null character, or half a character.
    """
    if "\0" in text or any("\ud800" <= it <= "\udfff" for it in text):
        raise unkept(text)


def unkept(text: str) -> NoTextError:
    """Say that a text holds what no database takes."""
    shown = text.encode(errors="replace").decode().replace("\0", "?")
    return NoTextError(start=shown[:_SHOWN])
