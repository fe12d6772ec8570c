"""Turn what was typed into what use cases take."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reseau.cli._base import shown_option, shown_value
from reseau.cli._words import OPTIONS, VALUES
from reseau.domain.folding import lettered
from reseau.errors import UsageError
from reseau.i18n import N_, formats

if TYPE_CHECKING:
    from reseau.domain.closed_words import Word
    from reseau.domain.periods import Period
    from reseau.domain.vocabulary import Diffusion
    from reseau.domain.when_words import Side
    from reseau.usecases.common.edits import Clear

    W = TypeVar("W", bound=Word)


class NotOneOfError(UsageError):
    """A value is none of those an option takes."""

    message = N_("{option} is one of {choices}, not “{text}”.{near}")


class NotANumberError(UsageError):
    """Something typed as the number of a record is none."""

    message = N_("“{text}” is not a number. Lists show the number of each record.")


class NotWholeError(UsageError):
    """Something typed as a whole number is none."""

    message = N_("“{text}” is not a whole number of zero or more.")


_LONGEST = 6  # Digits of a number that somebody counts with.
_DIGITS = 18  # More than any key has; Python refuses to read thousands of them.


def one_of(text: str, choices: Sequence[str], *, option: str) -> str:
    """Find which of the values an option takes was typed, in either language.

    Raises:
        NotOneOfError: None of them.
    """
    known = {
        lettered(it): choice
        for choice in choices
        for it in (choice, VALUES.get(choice, choice))
    }
    wanted = lettered(text)
    if wanted in known:
        return known[wanted]
    raise NotOneOfError(
        option=shown_option([option, OPTIONS.get(option, option)])[0],
        choices=", ".join(formats.quoted(shown_value(it)) for it in choices),
        text=text,
        near=_near(wanted, known),
    )


def _near(wanted: str, known: Mapping[str, str]) -> str:
    from reseau.domain.nearest import did_you_mean, nearest

    said = {it: shown_value(at) for it, at in known.items()}
    return did_you_mean(nearest(wanted, said, most=2))


def today() -> date:
    """Give today's date where the organization is, by the default zone."""
    from reseau.domain import clock

    return clock.today()


def day(text: str | None, *, prefer: "Side" = "past") -> date | None:
    """Read a date that may be missing; see ``required_day``."""
    return None if text is None else required_day(text, prefer=prefer)


def required_day(text: str, *, prefer: "Side" = "past") -> date:
    """Read a date that must be there.

    Args:
        text: As typed; «mardi» and «3 décembre» are fine.
        prefer: “next” for deadlines: the next such day, in place of the last one.
    """
    from reseau.domain.dates import read_date

    return read_date(text, today=today(), prefer=prefer)


def full_day(when: date) -> str:
    """Write a date with its weekday, so that a wrong one is seen."""
    from reseau.i18n import formats

    return formats.full_date(when, weekday=True)


def period(since: str | None, until: str | None) -> "Period":
    """Read a period; ``until`` is included as typed."""
    from reseau.domain.dates import read_end, read_start
    from reseau.domain.periods import Period

    return Period(
        None if since is None else read_start(since, today=today()),
        None if until is None else read_end(until, today=today()),
    )


class NotDaysError(UsageError):
    """A number of days is none."""

    message = N_("“{text}” is not a number of days.")


class NoAudienceError(UsageError):
    """Nobody may be shown what is forbidden."""

    message = N_("--audience is internal, group or public.")


def days(text: str) -> float | None:
    """Read a half-life in days; 0 stands for none.

    Raises:
        NotDaysError: It is no number, or a negative one.
    """
    try:
        found = float(text.replace(",", "."))
    except ValueError as error:
        raise NotDaysError(text=text) from error
    if not (math.isfinite(found) and found >= 0):
        raise NotDaysError(text=text)
    return found or None


def audience(found: "Diffusion") -> "Diffusion":
    """See that a diffusion is an audience.

    Raises:
        NoAudienceError: It is “forbidden”.
    """
    from reseau.domain.vocabulary import Diffusion

    if found is Diffusion.FORBIDDEN:
        raise NoAudienceError
    return found


def read_word(kind: "type[W]", text: str | None) -> "W | None":
    """Read a word of a closed list that may be missing.

    Raises:
        UnknownWordError: It is none of the list.
    """
    return None if text is None else kind.read(text)


def text_change(text: str | None) -> "str | Clear | None":
    """Read an option of “edit”: missing leaves the field, an empty text clears it."""
    from reseau.usecases.common.edits import CLEAR

    return None if text is None else text.strip() or CLEAR


def word_change(kind: "type[W]", text: str | None) -> "W | Clear | None":
    """Read a word of “edit”: missing leaves the field, an empty text clears it.

    Raises:
        UnknownWordError: It is none of the list.
    """
    change = text_change(text)
    return kind.read(change) if isinstance(change, str) else change


def day_change(text: str | None, *, prefer: "Side" = "past") -> "date | Clear | None":
    """Read a date of “edit”: missing leaves the field, an empty text clears it.

    Raises:
        DateError: It is no date.
    """
    change = text_change(text)
    return day(change, prefer=prefer) if isinstance(change, str) else change


def number_change(text: str | None) -> "int | Clear | None":
    """Read a whole number of “edit”: missing leaves the field, an empty one clears it.

    Raises:
        NotWholeError: It is none, or a negative one.
    """
    change = text_change(text)
    if not isinstance(change, str):
        return change
    if not (change.isascii() and change.isdigit()) or len(change) > _LONGEST:
        raise NotWholeError(text=change)
    return int(change)


def record_change(text: str | None) -> "int | Clear | None":
    """Read the number of a record: missing leaves the field, an empty text clears it.

    Raises:
        NotANumberError: It is none.
    """
    change = text_change(text)
    return number(change) if isinstance(change, str) else change


def listed(texts: Sequence[str] | None) -> tuple[str, ...] | None:
    """Read an option that may be repeated; one empty text stands for an empty list."""
    return None if texts is None else tuple(it for it in texts if it.strip())


def number(text: str) -> int:
    """Read the number of a record: 12 or #12.

    Raises:
        NotANumberError: It is none.
    """
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()):
        raise NotANumberError(text=text)
    return int(digits[:_DIGITS])
