"""What one text of a cell may say: a telephone number, a strength, a short text."""

import re

from reseau.errors import UsageError
from reseau.exchange.rows.actors import MAX_NAME, LongNameError
from reseau.exchange.text.cells import shown
from reseau.i18n import N_

_MOST = 4


class NotAStrengthError(UsageError):
    """A cell does not hold a strength."""

    message = N_("“{text}” is not a strength: a whole number from {least} to {most}.")


def phone(text: str) -> str:
    """Take off the decimal that a spreadsheet adds to a telephone number."""
    return re.sub(r"^(\d{7,})\.0$", r"\1", text)


def strength(text: str, *, least: int, decimal: str | None = None) -> int | None:
    """Read a strength; None for an empty cell.

    Args:
        text: As written: «3», «3,0».
        least: 0 or 1; the most is 4.
        decimal: What marks decimals when the profile says; else either mark.

    Raises:
        NotAStrengthError: It is not a whole number, or is out of bounds.
    """
    if not text:
        return None
    mark = decimal or ("," if "," in text else ".")
    match = re.fullmatch(rf"([0-9])(?:{re.escape(mark)}0*)?", text)
    if not match or not least <= int(match[1]) <= _MOST:
        raise NotAStrengthError(text=shown(text), least=least, most=_MOST)
    return int(match[1])


def short(text: str) -> str:
    """Refuse a text that is too long to be a name.

    Raises:
        LongNameError: It is.
    """
    if len(text) > MAX_NAME:
        raise LongNameError(name=shown(text), limit=MAX_NAME)
    return text
