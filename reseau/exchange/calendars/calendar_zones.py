"""The time zones that a calendar defines for itself."""

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from zoneinfo import ZoneInfo

from reseau.errors import ReseauError
from reseau.exchange.calendars.calendar_rules import Effort, bounded_rule
from reseau.exchange.text.components import Component

_MOST_ZONES = 50
_MOST_LINES = 500
_YEARLY = re.compile(r"\bFREQ=YEARLY\b")
_NOW_AND_THEN = re.compile(r"\bINTERVAL=(?!1(?:;|$))")
_ANY_YEAR = date(2000, 1, 1)
# A name too long for a file of the time zone database is refused by the system.
_UNEXPECTED = (AttributeError, LookupError, OSError, TypeError, ValueError)


@contextmanager
def zones_of(defined: Iterable[Component], effort: Effort) -> Iterator[None]:
    """Make the zones that a calendar defines known, for as long as it is read.

    The names that the time zone database or Windows gives are known already, whatever
    the calendar says of them. A definition that cannot be followed is left out.

    Args:
        defined: The VTIMEZONE of the file.
        effort: To which the days gone through are added.
    """
    from icalendar.timezone import tzp  # noqa: PLC0415  # Only for calendars.

    tzp.use_zoneinfo()  # Forgets the last calendar: two may give one name to two zones.
    with warnings.catch_warnings():
        # icalendar warns when it knows America/Toronto under a vendor's name for it.
        warnings.simplefilter("ignore")
        try:
            for zone in list(defined)[:_MOST_ZONES]:
                _define(zone, effort)
            yield
        finally:
            tzp.use_zoneinfo()


def _define(zone: Component, effort: Effort) -> None:
    """Define one zone, unless it is known or cannot be followed."""
    from icalendar import Timezone  # noqa: PLC0415  # Only for calendars.
    from icalendar.timezone import tzp  # noqa: PLC0415

    text = [line.text.strip() for line in zone.whole]
    try:
        if tzp.timezone(zone.value("TZID")) is None and _is_safe(zone, effort):
            Timezone.from_ical("\r\n".join(["BEGIN:VTIMEZONE", *text, "END:VTIMEZONE"]))
    except _UNEXPECTED:
        return


def _is_safe(zone: Component, effort: Effort) -> bool:
    """Tell whether the changes of a zone come once a year and can be followed."""
    rules = [line.value.upper() for line in zone.whole if line.name == "RRULE"]
    try:
        for rule in rules:
            bounded_rule(
                rule, _ANY_YEAR, until=_ANY_YEAR, zone=ZoneInfo("UTC"), effort=effort
            )
    except ReseauError:
        return False
    yearly = all(
        _YEARLY.search(rule) and not _NOW_AND_THEN.search(rule) for rule in rules
    )
    return yearly and len(zone.whole) <= _MOST_LINES
