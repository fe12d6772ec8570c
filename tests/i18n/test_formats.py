"""Dates and numbers, as the OQLF and the Canadian Style write them.

Sources: Banque de dépannage linguistique (OQLF), articles on the date, the time of day
and numbers; Babel 2.18 (CLDR) where it agrees with them.
"""

from datetime import date, datetime

import pytest
from babel import dates, numbers
from hypothesis import given
from hypothesis import strategies as st

from reseau.i18n import Language, formats

NBSP = "\N{NO-BREAK SPACE}"
DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 14, 30)  # noqa: DTZ001  # As shown, without a zone.


def test_date_in_words() -> None:
    assert formats.full_date(DAY, lang="fr") == "24 novembre 2026"
    assert formats.full_date(DAY, lang="en") == "November 24, 2026"


def test_date_with_its_weekday() -> None:
    assert formats.full_date(DAY, weekday=True, lang="fr") == "mardi 24 novembre 2026"
    assert (
        formats.full_date(DAY, weekday=True, lang="en") == "Tuesday, November 24, 2026"
    )


def test_first_of_the_month_is_an_ordinal_in_french_only() -> None:
    first = date(2026, 8, 1)
    assert formats.full_date(first, lang="fr") == "1er août 2026"
    assert formats.full_date(first, lang="en") == "August 1, 2026"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)).filter(lambda it: it.day > 1))
def test_dates_are_those_of_babel(day: date) -> None:
    for lang, locale in (("fr", "fr_CA"), ("en", "en_CA")):
        chosen: Language = "fr" if lang == "fr" else "en"
        assert formats.full_date(day, lang=chosen) == dates.format_date(
            day, "long", locale
        )
        assert formats.month(day, lang=chosen) == dates.format_date(
            day, "MMMM y", locale
        )


@pytest.mark.parametrize(
    ("hour", "minute", "french", "english"),
    [
        (14, 30, "14 h 30", "2:30 p.m."),
        (9, 5, "9 h 05", "9:05 a.m."),
        (12, 0, "12 h", "12:00 p.m."),
        (0, 0, "0 h", "12:00 a.m."),
    ],
)
def test_time_of_day(hour: int, minute: int, french: str, english: str) -> None:
    moment = MOMENT.replace(hour=hour, minute=minute)
    assert formats.clock(moment, lang="fr").replace(NBSP, " ") == french
    assert formats.clock(moment, lang="en").replace(NBSP, " ") == english


def test_moment_in_words() -> None:
    french = f"24 novembre 2026, 14{NBSP}h{NBSP}30"
    assert formats.full_moment(MOMENT, lang="fr") == french
    english = f"November 24, 2026, 2:30{NBSP}p.m."
    assert formats.full_moment(MOMENT, lang="en") == english


def test_number_with_decimals() -> None:
    assert formats.number(1234.5, lang="fr") == f"1{NBSP}234,5"
    assert formats.number(1234.5, lang="en") == "1,234.5"


def test_whole_number_has_no_decimals() -> None:
    assert formats.number(7.0, lang="fr") == "7"


def test_percentage_has_a_space_in_french_only() -> None:
    assert formats.percent(12.345, lang="fr") == f"1{NBSP}234,5{NBSP}%"
    assert formats.percent(0.125, lang="en") == "12.5%"


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_are_those_of_babel(value: int) -> None:
    # CLDR changed its mind on which no-break space, and on the sign.
    expected = numbers.format_decimal(value, locale="fr_CA")
    plain = expected.replace("\N{NARROW NO-BREAK SPACE}", NBSP).replace("−", "-")
    assert formats.number(value, lang="fr") == plain
    assert formats.number(value, lang="en") == numbers.format_decimal(
        value, locale="en_CA"
    )


def test_quotation_marks_are_those_of_the_language() -> None:
    assert formats.quoted("a", lang="fr") == f"«{NBSP}a{NBSP}»"
    assert formats.quoted("a", lang="en") == "“a”"
