"""The date at the start of a line: «mardi 14h Rencontre CDC Rosemont»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reseau.domain.date_errors import (
    DateError,
    EmptyDateError,
    NotADateError,
    TooLongDateError,
    WhichMonthError,
)
from reseau.domain.names import folded
from reseau.domain.when import When, is_time, read_when
from reseau.domain.when_words import (
    DOUBTFUL_DAYS,
    DOUBTFUL_MONTHS,
    WHOLE_DATES,
    Side,
)

# «mardi le 24 novembre 2026 à 14 h 30» is the longest; a lower limit would cut a
# time in two and read «14 h».
LONGEST_PREFIX = 9


@dataclass(frozen=True, slots=True)
class DatePrefix:
    """The date that begins a line, if any.

    Attributes:
        length: How many words it takes, a colon of its own included; 0 for no date.
        when: None for no date.
        looks_like_a_date: What may be a date, but is not read as one: ask, or
            refuse with ``LooksLikeADateError``; empty for nothing.
    """

    length: int = 0
    when: When | None = None
    looks_like_a_date: str = ""


def longest_date_prefix(
    words: Sequence[str], *, now: datetime, prefer: Side = "past"
) -> DatePrefix:
    """Find the date that begins a line; a colon after it ends it.

    Words that are names as often as dates do not count without a dot: «Sam Tremblay
    a appelé». With more after them («mar 14h», “May 3”), and for «24-11», which may
    be a range, they look like a date; then a colon makes them one.

    Args:
        words: Of the line, before its first mark.
        now: As for ``read_when``.
        prefer: As for ``read_when``.

    Raises:
        DateError: The longest beginning that is nearly a date is wrong, as in
            «mardi 4 novembre 2026», though «mardi» alone would be right.
    """
    best: DatePrefix | DateError = DatePrefix()
    for length in range(1, min(len(words), LONGEST_PREFIX) + 1):
        last, following = words[length - 1], words[length : length + 1]
        colon = last.endswith(":") or following == [":"] or following == (":",)
        typed = [*words[: length - 1], last.removesuffix(":")]
        taken = length + (colon and not last.endswith(":"))
        best = _beginning(typed, taken=taken, colon=colon, now=now, prefer=prefer) or best
        if colon:
            break
    if isinstance(best, DateError):
        raise best
    return best


def _beginning(words: list[str], ...):
