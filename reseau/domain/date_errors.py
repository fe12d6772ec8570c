"""Why something typed is not taken as a date: one error for each reason.

Each carries a ``code`` that programs may rely on.
"""

from datetime import date
from typing import ClassVar, Self

from reseau.errors import UsageError
from reseau.i18n import N_, formats


class DateError(UsageError):
    """Something typed as a date is not taken as one.

    Attributes:
        code: The reason, in one word; never translated.
    """

    code: ClassVar[str] = "not-a-date"
    message = N_(
        "“{text}” is not a date that Réseau reads. Write it as 2026-11-24, 24/11/2026 "
        "or “24 novembre 2026”."
    )


class NotADateError(DateError):
    """It is no date at all."""


class NotASpanError(NotADateError):
    """It is no date, month or year, where any of them would do."""

    message = N_(
        "“{text}” is not a date, a month or a year that Réseau reads. Write it as "
        "2026-11-24, 2026-11, “novembre 2026”, “novembre” or 2026."
    )


class EmptyDateError(DateError):
    """There is nothing to read."""

    code = "empty"
    message = N_(
        "The date is empty. Write it as 2026-11-24, 24/11/2026 or “24 novembre 2026”."
    )


class TooLongDateError(DateError):
    """It is far longer than any date."""

    code = "too-long"
    message = N_("“{text}…” is too long for a date. Write the date alone.")


class NoSuchDayError(DateError):
    """The day does not exist."""

    code = "no-such-day"
    message = N_("There is no such day as “{text}”. Check the day and the month.")


class NoSuchTimeError(DateError):
    """The day has no such time; one hour is missing when clocks go forward."""

    code = "no-such-time"
    message = N_("There is no such time as in “{text}”. Write it as 14:30 or 14h30.")


class WeekdayMismatchError(DateError):
    """The weekday is not the one of the date."""

    code = "weekday-mismatch"
    message = N_(
        "{date} is a {weekday}, not a {typed}. Correct the weekday or the date."
    )

    @classmethod
    def of(cls, day: date, typed: int) -> Self:
        """Make the error for a day said to be another weekday (0 is Monday)."""
        return cls(
            date=formats.full_date(day),
            weekday=formats.weekday(day.weekday()),
            typed=formats.weekday(typed),
        )


class MonthFirstError(NoSuchDayError):
    """The month seems to stand before the day; ``values`` holds ``proposed``."""

    code = "month-first?"
    message = N_(
        "There is no month {month} in “{text}”: the day comes first. "
        "If you mean {proposed}, write it so."
    )


class OutOfRangeError(DateError):
    """The date is too far away to be meant."""

    code = "out-of-range"
    message = N_(
        "“{text}” is before 1900 or more than ten years ahead. Check the year."
    )


class WhichMonthError(DateError):
    """A weekday and a number: a day without its month, or the start of a title."""

    code = "which-month"
    message = N_(
        "“{text}” has no month. Write the month after the number; or, if the number "
        "is not part of the date, put a colon after the weekday."
    )


class LooksLikeADateError(DateError):
    """The first words of a line may be a date, and nobody is there to be asked."""

    code = "looks-like-a-date"
    message = N_(
        "“{text}” looks like a date, but Réseau is not sure. Write the date in full, "
        "as in “24 novembre 2026”, or begin with another word."
    )
