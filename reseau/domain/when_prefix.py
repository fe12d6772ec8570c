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
    any_of,
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
    a appelé». With more after them («mar 14h», “May 3”) they look like a date, as does
    «24-11», which may be a range; then a colon makes them one.

    Args:
        words: Of the line, before its first mark.
        now: As for ``read_when``.
        prefer: As for ``read_when``.

    Raises:
        DateError: The longest beginning that is nearly a date is wrong, as in
            «mardi 4 novembre 2026», though «mardi» alone would be right.
    """
    best: _Beginning = None
    length = 0
    for count in range(1, min(len(words), LONGEST_PREFIX) + 1):
        apart = list(words[count : count + 1]) == [":"]
        colon = apart or words[count - 1].endswith(":")
        typed = " ".join(words[:count]).removesuffix(":")
        found = _beginning(typed, colon=colon, now=now, prefer=prefer)
        if found is None and colon and count == 1 and _mistyped(typed):
            found = typed
        if found is not None:
            best, length = found, count + apart
        if colon:
            break
    if isinstance(best, DateError):
        raise best
    if isinstance(best, When):
        return DatePrefix(length, best)
    return DatePrefix(looks_like_a_date=best or "")


# A date, a wrong one, the text of a doubtful one, or nothing like it.
_Beginning = When | DateError | str | None


_FIGURES = re.compile(r"\d+[-/.][-/.\d]+", re.ASCII)
_YEAR = re.compile(r"\b\d{4}\b", re.ASCII)
_SHORT_DAY = re.compile(
    r"(?:(?:le|the|on) )?(?P<side>(?:last|next|ce|this) )?"
    rf"(?:{any_of(DOUBTFUL_DAYS)}),?(?: (?P<rest>.+))?"
)
# A range, a fraction, “24/7”; and the months that are names.
_OTHERWISE = re.compile(
    rf"\d{{1,2}}[-.]\d{{1,2}}|1/2|24/7|(?:{any_of(DOUBTFUL_MONTHS)}) \d\w*", re.ASCII
)


def _beginning(text: str, *, colon: bool, now: datetime, prefer: Side) -> _Beginning:
    """Read the whole of a text, which a colon may end."""
    found = _read(text, now=now, prefer=prefer)
    if found is None:
        return None
    short = _SHORT_DAY.fullmatch(folded(text))
    if short and not short["rest"] and not short["side"]:
        return text if colon else None
    if short:
        rest = short["rest"] or ""
        sure = _YEAR.search(rest) is not None or _read(rest, now=now) is not None
    else:
        sure = _OTHERWISE.fullmatch(folded(text)) is None
    if sure or colon:
        return found
    return text if isinstance(found, When | WhichMonthError) else None


def _read(
    text: str, *, now: datetime, prefer: Side = "past"
) -> When | DateError | None:
    """Read a date, a wrong one, or nothing like it."""
    if is_time(text):
        return None
    try:
        return read_when(text, now=now, prefer=prefer)
    except (EmptyDateError, NotADateError, TooLongDateError):
        return None
    except DateError as error:
        return error


def _mistyped(word: str) -> bool:
    """Tell a word that is one slip away from a date, or has its figures."""
    typed = folded(word)
    return _FIGURES.fullmatch(typed) is not None or any(
        _one_slip(typed, whole) for whole in WHOLE_DATES
    )


def _one_slip(typed: str, meant: str) -> bool:
    """Tell whether a letter is missing, added, changed or swapped with the next."""
    return any(
        typed[:at] == meant[:at]
        and (
            typed[at:] == meant[at + 1 :]
            or typed[at + 1 :] in {meant[at:], meant[at + 1 :]}
            or typed[at:]
            == meant[at + 1 : at + 2] + meant[at : at + 1] + meant[at + 2 :]
        )
        for at in range(len(meant) + 1)
    )
