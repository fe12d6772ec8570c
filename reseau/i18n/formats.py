"""Dates and numbers as they are written in Québec's French and in English.

Written out here because Babel costs 34 ms at start and its French number form
uses a narrow no-break space that many terminals cannot show.
"""

from collections.abc import Iterable
from datetime import date, datetime, time

from reseau.i18n import Language, gettext, language

NBSP = "\N{NO-BREAK SPACE}"
_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
        "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAYS: dict[Language, tuple[str, ...]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ),
}  # fmt: skip


def quoted(text: str, *, lang: Language | None = None) -> str:
    """Put a text between quotation marks: « x », ``“x”``."""
    return f"«{NBSP}{text}{NBSP}»" if (lang or language()) == "fr" else f"“{text}”"


def apart(texts: Iterable[str], *, lang: Language | None = None) -> str:
    """Put texts one after the other: «x ; y», ``x; y``."""
    return (f"{NBSP}; " if (lang or language()) == "fr" else "; ").join(texts)


def full_date(day: date, *, weekday: bool = False, lang: Language | None = None) -> str:
    """Write a date in words: «24 novembre 2026», ``November 24, 2026``."""
    lang = lang or language()
    month = _MONTHS[lang][day.month - 1]
    if lang == "fr":
        number = "1er" if day.day == 1 else str(day.day)
        written = f"{number} {month} {day.year}"
    else:
        written = f"{month} {day.day}, {day.year}"
    if not weekday:
        return written
    name = _DAYS[lang][day.weekday()]
    return f"{name} {written}" if lang == "fr" else f"{name}, {written}"


def span(since: date | None, until: date | None) -> str:
    """Write a period in words; an open end says so, and nothing known says nothing."""
    start = full_date(since) if since else None
    end = full_date(until) if until else None
    if start and end:
        return gettext("from {since} to {until}").format(since=start, until=end)
    if start:
        return gettext("since {since}").format(since=start)
    return gettext("until {until}").format(until=end) if end else ""


def weekday(number: int, *, lang: Language | None = None) -> str:
    """Name a day of the week; 0 is Monday."""
    return _DAYS[lang or language()][number]


def month(day: date, *, lang: Language | None = None) -> str:
    """Write a month in words: «novembre 2026»."""
    lang = lang or language()
    return f"{_MONTHS[lang][day.month - 1]} {day.year}"


def clock(moment: datetime | time, *, lang: Language | None = None) -> str:
    """Write a time of day: «14 h 30», ``2:30 p.m.``."""
    lang = lang or language()
    if lang == "fr":
        minutes = f"{NBSP}{moment.minute:02}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    half = "a.m." if moment.hour < 12 else "p.m."  # noqa: PLR2004  # Noon.
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02}{NBSP}{half}"


def full_moment(moment: datetime, *, lang: Language | None = None) -> str:
    """Write a date and its time: «24 novembre 2026, 14 h 30»."""
    return f"{full_date(moment.date(), lang=lang)}, {clock(moment, lang=lang)}"


def number(
    value: float, *, decimals: int | None = None, lang: Language | None = None
) -> str:
    """Write a number: «1 234,5», ``1,234.5``; whole numbers without decimals."""
    lang = lang or language()
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    written = f"{value:,.{decimals}f}"
    if lang == "en":
        return written
    return written.replace(",", NBSP).replace(".", ",")


def percent(share: float, *, decimals: int = 1, lang: Language | None = None) -> str:
    """Write a share of 1 as a percentage: «12,5 %», ``12.5%``."""
    lang = lang or language()
    written = number(share * 100, decimals=decimals, lang=lang)
    return f"{written}{NBSP}%" if lang == "fr" else f"{written}%"
