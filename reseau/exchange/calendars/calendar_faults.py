"""What goes wrong with calendars: whole files, events, and what is merely odd."""

from reseau.errors import ReseauError, UsageError
from reseau.exchange.text.refusals import FileRefusedError
from reseau.i18n import N_


class NotACalendarError(FileRefusedError):
    """A file is no calendar."""

    message = N_(
        "{file} is not a calendar. Export the calendar as .ics, and give that file."
    )


class CalendarPageError(FileRefusedError):
    """A web page was saved in place of the calendar."""

    message = N_(
        "{file} is a web page, not a calendar: perhaps a sign-in page was saved. Sign "
        "in, then download the calendar again."
    )


class CutCalendarError(FileRefusedError):
    """A calendar stops before its end."""

    message = N_(
        "{file} stops before its end: it was not downloaded whole. Download it again."
    )


class TooManyEventsError(FileRefusedError):
    """A calendar holds, or gives, far too much."""

    message = N_(
        "{file} gives more than {limit} meetings, or repeats them without end. Ask for "
        "a shorter period, or export a part of the calendar."
    )


class OpenPeriodError(UsageError):
    """A calendar is read without saying from when to when."""

    message = N_(
        "A calendar is read between two dates, because some of its events repeat for "
        "ever. Give the first day and the last."
    )


class LongSeriesError(ReseauError):
    """A series gives more occurrences than are read."""

    message = N_(
        "This event repeats more than {limit} times in the period; the first {limit} "
        "were read. Ask for a shorter period to read the others."
    )


class SameIdentifierError(ReseauError):
    """Two events bear one identifier, and only one of them is read."""

    message = N_(
        "This event bears the identifier of the one at line {line}; only one of the "
        "two was read."
    )


class NoStartError(UsageError):
    """An event does not say when it begins."""

    message = N_(
        "This event has no date that can be read. Correct it in the calendar and "
        "export again."
    )


class UnreadableFieldError(UsageError):
    """A part of an event that cannot be done without is not readable."""

    message = N_(
        "“{text}” cannot be read here. Correct the event in the calendar and export "
        "again."
    )


class UnreadableEventError(UsageError):
    """An event cannot be read at all."""

    message = N_(
        "This event cannot be read. Correct it in the calendar and export again."
    )


class EndsFirstError(UsageError):
    """An event ends before it begins."""

    message = N_(
        "This event ends before it begins. Correct it in the calendar and export again."
    )


class UnreadableLineError(ReseauError):
    """A line of an event was left out."""

    message = N_("{lines} lines of this event cannot be read; the rest was read.")


class UnknownZoneError(ReseauError):
    """A time zone is known to nobody."""

    message = N_(
        "The time zone “{zone}” is unknown; its hours were taken for those of "
        "{default}."
    )


class TooOftenError(UsageError):
    """An event repeats many times a day."""

    message = N_(
        "This event repeats every hour or more often, which no meeting does. Correct "
        "it in the calendar, or delete it there, and export again."
    )


class UnreadableRuleError(UsageError):
    """The way an event repeats cannot be followed."""

    message = N_(
        "The way this event repeats cannot be understood. Correct it in the calendar "
        "and export again."
    )


class NeverError(UsageError):
    """A rule gives no day at all."""

    message = N_(
        "This event repeats on days that do not exist, such as February 30. Correct it "
        "in the calendar and export again."
    )
