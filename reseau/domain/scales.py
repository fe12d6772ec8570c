"""The scales on which influences and positions are asserted."""

from reseau.errors import UsageError
from reseau.i18n import N_, gettext

STRENGTHS = range(5)
"""Of an influence: 0 none, 1 procedures, 2 projects, 3 missions, 4 existence."""

STANCES = range(-4, 5)
"""On an objective: -4 against with all one's means, 4 for it likewise."""

PRIORITIES = range(1, 5)
"""Of an objective for an actor: 1 minor, 4 vital."""

_DIGITS = 4  # More than any scale needs; Python refuses to read thousands of them.


class OutOfScaleError(UsageError):
    """A number is not one of a scale."""

    message = N_("{what} is a whole number from {least} to {most}, not “{text}”.")


def in_scale(text: str, scale: range, *, what: str) -> int:
    """Read a whole number of a scale; the typographic minus is one.

    Args:
        text: As typed.
        scale: The numbers there are.
        what: What it measures, marked for translation.

    Raises:
        OutOfScaleError: It is none of the scale.
    """
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    sign = -1 if written.startswith("-") else 1
    digits = written.removeprefix("+").removeprefix("-")
    if digits.isascii() and digits.isdigit():
        found = sign * int(digits[:_DIGITS])
        if found in scale:
            return found
    raise OutOfScaleError(what=gettext(what), least=scale[0], most=scale[-1], text=text)
