"""Dates of notes, read in both languages.

Expected days were counted on the calendar of November 2026, whose 25th is a
Wednesday. Dates as other programs write them come from Babel.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.date_errors import (
    DateError,
    MonthFirstError,
    NoSuchTimeError,
    WeekdayMismatchError,
)
from reseau.domain.vocabulary import Precision
from reseau.domain.when import When, read_when
from reseau.domain.when_words import Side
from reseau.i18n import Language, formats, use

ZONE = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 25, 10, tzinfo=ZONE)
LOCALES = ("fr", "fr_CA", "fr_FR", "en", "en_CA", "en_GB")
LENGTHS = ("short", "medium", "long", "full")


def read(text: str, *, now: datetime = NOW, prefer: Side = "past") -> When:
    return read_when(text, now=now, prefer=prefer)


def told(when: When) -> str:
    """Write a reading as short as it is fine: 2026-11-24 evening, 2026-11-24 14:30."""
    if when.precision is Precision.MONTH:
        return f"{when.day:%Y-%m}"
    if when.precision is Precision.HALF_DAY:
        return f"{when.day} {when.half}"
    return f"{when.day} {when.time:%H:%M}" if when.time else str(when.day)


FRENCH = [
    ("aujourd'hui", "2026-11-25"),
    ("Aujourd’hui", "2026-11-25"),
    ("auj", "2026-11-25"),
    ("hier", "2026-11-24"),
    ("avant-hier", "2026-11-23"),
    ("avant hier", "2026-11-23"),
    ("demain", "2026-11-26"),
    ("après-demain", "2026-11-27"),
    ("ce matin", "2026-11-25 morning"),
    ("cet après-midi", "2026-11-25 afternoon"),
    ("cet avant-midi", "2026-11-25 morning"),
    ("hier soir", "2026-11-24 evening"),
    ("hier après-midi", "2026-11-24 afternoon"),
    ("mardi en soirée", "2026-11-24 evening"),
    ("mardi pm", "2026-11-24 afternoon"),
    ("mardi", "2026-11-24"),
    ("mercredi", "2026-11-25"),
    ("jeudi", "2026-11-19"),
    ("lun.", "2026-11-23"),
    ("sam", "2026-11-21"),
    ("mardi dernier", "2026-11-24"),
    ("mercredi dernier", "2026-11-18"),
    ("lundi passé", "2026-11-23"),
    ("lundi prochain", "2026-11-30"),
    ("mercredi prochain", "2026-12-02"),
    ("ce vendredi", "2026-11-27"),
    ("mardi de la semaine dernière", "2026-11-17"),
    ("il y a 3 jours", "2026-11-22"),
    ("il y a trois jours", "2026-11-22"),
    ("il y a une semaine", "2026-11-18"),
    ("il y a 1 mois", "2026-10-25"),
    ("il y a deux ans", "2024-11-25"),
    ("dans 10 jours", "2026-12-05"),
    ("j-3", "2026-11-22"),
    ("J+2", "2026-11-27"),
    ("-3j", "2026-11-22"),
    ("3 novembre", "2026-11-03"),
    ("3 décembre", "2025-12-03"),
    ("1er novembre", "2026-11-01"),
    ("1ᵉʳ déc. 2025", "2025-12-01"),
    ("12 JUILL. 2026", "2026-07-12"),
    ("3 sept", "2026-09-03"),
    ("mardi 24 novembre", "2026-11-24"),
    ("mar. 24 nov. 2026", "2026-11-24"),
    ("mardi le 24 novembre 2026", "2026-11-24"),
    ("03/11/2026", "2026-11-03"),
    ("3/11", "2026-11-03"),
    ("3-11-26", "2026-11-03"),
    ("3.11.2026", "2026-11-03"),
    ("2026-11-03", "2026-11-03"),
    ("20261103", "2026-11-03"),
    ("2026-11", "2026-11"),
    ("novembre 2026", "2026-11"),
    ("hier 14h", "2026-11-24 14:00"),
    ("mardi 14h", "2026-11-24 14:00"),
    ("hier 14 h 30", "2026-11-24 14:30"),
    ("hier à 14h30", "2026-11-24 14:30"),
    ("hier vers 9 heures", "2026-11-24 09:00"),
    ("hier midi", "2026-11-24 12:00"),
    ("ce soir à 7 h", "2026-11-25 19:00"),
    ("mardi 24 novembre 2026, 14 h", "2026-11-24 14:00"),
    ("2026-11-24T14:30", "2026-11-24 14:30"),
]
ENGLISH = [
    ("today", "2026-11-25"),
    ("yesterday", "2026-11-24"),
    ("tomorrow", "2026-11-26"),
    ("the day before yesterday", "2026-11-23"),
    ("this morning", "2026-11-25 morning"),
    ("last night", "2026-11-24 evening"),
    ("Tuesday afternoon", "2026-11-24 afternoon"),
    ("tuesday", "2026-11-24"),
    ("last Tuesday", "2026-11-24"),
    ("last Wednesday", "2026-11-18"),
    ("next Wednesday", "2026-12-02"),
    ("this Friday", "2026-11-27"),
    ("Tuesday of last week", "2026-11-17"),
    ("3 days ago", "2026-11-22"),
    ("a week ago", "2026-11-18"),
    ("two months ago", "2026-09-25"),
    ("in 2 weeks", "2026-12-09"),
    ("November 3", "2026-11-03"),
    ("Nov. 3rd, 2026", "2026-11-03"),
    ("the 3rd of November", "2026-11-03"),
    ("Tuesday, November 24, 2026", "2026-11-24"),
    ("in March 2025", "2025-03"),
    ("yesterday 2pm", "2026-11-24 14:00"),
    ("Tuesday at 2:30 p.m.", "2026-11-24 14:30"),
    ("yesterday 12 am", "2026-11-24 00:00"),
    ("today at noon", "2026-11-25 12:00"),
]
REFUSED = [
    ("", "empty"),
    (" \u00a0 ", "empty"),
    ("x" * 61, "too-long"),
    ("hierr", "not-a-date"),
    ("Rencontre CDC", "not-a-date"),
    ("mars tremblay", "not-a-date"),
    ("14h", "not-a-date"),
    ("novembre 2026 14h", "not-a-date"),
    ("31/02/2026", "no-such-day"),
    ("31 février", "no-such-day"),
    ("29/02/2025", "no-such-day"),
    ("2026-13-01", "no-such-day"),
    ("00/11/2026", "no-such-day"),
    ("25h", "no-such-time"),
    ("hier 25h", "no-such-time"),
    ("hier 14h75", "no-such-time"),
    ("yesterday 13pm", "no-such-time"),
    ("demain matin 14h", "no-such-time"),
    ("mardi 4 novembre 2026", "weekday-mismatch"),
    ("Tuesday, 2026-11-04", "weekday-mismatch"),
    ("11/13/2026", "month-first?"),
    ("11/13", "month-first?"),
    ("1899-12-31", "out-of-range"),
    ("3 novembre 2037", "out-of-range"),
    ("il y a 9999 ans", "out-of-range"),
    ("dans 9999 semaines", "out-of-range"),
    ("mardi 17", "which-month"),
]


@pytest.mark.parametrize(("typed", "expected"), FRENCH)
def test_french_is_read(typed: str, expected: str) -> None:
    assert told(read(typed)) == expected


@pytest.mark.parametrize(("typed", "expected"), ENGLISH)
def test_english_is_read(typed: str, expected: str) -> None:
    assert told(read(typed)) == expected


@pytest.mark.parametrize(("typed", "code"), REFUSED)
def test_what_cannot_be_meant_is_refused(typed: str, code: str) -> None:
    with pytest.raises(DateError) as refusal:
        read(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("typed", "past", "following"),
    [
        ("3 novembre", "2026-11-03", "2027-11-03"),
        ("25 novembre", "2026-11-25", "2026-11-25"),
        ("3/12", "2025-12-03", "2026-12-03"),
        ("29 février", "2024-02-29", "2028-02-29"),
        ("mardi", "2026-11-24", "2026-12-01"),
        ("mercredi", "2026-11-25", "2026-11-25"),
        ("mercredi dernier", "2026-11-18", "2026-11-18"),
        ("next Wednesday", "2026-12-02", "2026-12-02"),
    ],
)
def test_preference_decides_only_what_was_not_typed(
    typed: str, past: str, following: str
) -> None:
    assert told(read(typed)) == past
    assert told(read(typed, prefer="next")) == following


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("mardi", True), ("3/11", True), ("3/11/2026", False), ("mardi dernier", False)],
)
def test_what_was_not_typed_is_told(typed: str, chosen: bool) -> None:  # noqa: FBT001  # Expected.
    assert read(typed).chosen is chosen


@pytest.mark.parametrize(
    ("typed", "year"), [("3/11/36", 2036), ("3/11/37", 1937), ("3/11/00", 2000)]
)
def test_year_of_two_figures_is_the_last_in_range(typed: str, year: int) -> None:
    assert read(typed).day == date(year, 11, 3)


def test_month_before_is_shortened_to_its_last_day() -> None:
    march = datetime(2028, 3, 31, 10, tzinfo=ZONE)
    assert read("il y a un mois", now=march).day == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("lang", "values"),
    [
        (
            "en",
            {"date": "November 4, 2026", "weekday": "Wednesday", "typed": "Tuesday"},
        ),
        ("fr", {"date": "4 novembre 2026", "weekday": "mercredi", "typed": "mardi"}),
    ],
)
def test_weekday_mismatch_names_both_days_in_the_readers_language(
    lang: Language, values: dict[str, str]
) -> None:
    use(lang)
    with pytest.raises(WeekdayMismatchError) as refusal:
        read("mardi 4 novembre 2026")
    assert refusal.value.values == values


@pytest.mark.parametrize(
    ("typed", "proposed"), [("11/13/2026", "2026-11-13"), ("12/24", "2025-12-24")]
)
def test_month_typed_first_proposes_the_date_meant(typed: str, proposed: str) -> None:
    with pytest.raises(MonthFirstError) as refusal:
        read(typed)
    assert refusal.value.values["proposed"] == proposed


# --- Dates as they are written elsewhere ---


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("locale", LOCALES)
def test_date_written_by_babel_is_read_back(locale: str, length: str) -> None:
    """All but the short form of the United States, 11/3/26: see the next test."""
    if (locale, length) == ("en", "short"):
        return
    day = date(1900, 1, 1)
    while day.year <= 2036:
        written = format_date(day, length, locale=locale)
        assert read(written) == When(day, None, Precision.DAY, None, chosen=False)
        day += timedelta(days=61)


@given(st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_short_date_of_the_united_states_is_day_first_or_corrected(day: date) -> None:
    """In Canada 3/11 is a 3 November: which of the two was meant cannot be seen."""
    written = format_date(day, "short", locale="en")
    if day.day <= 12:
        assert read(written).day == date(day.year, day.day, day.month)
        return
    with pytest.raises(MonthFirstError) as refusal:
        read(written)
    assert refusal.value.values["proposed"] == day.isoformat()


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(moment=st.datetimes(datetime(1900, 1, 1), datetime(2036, 12, 31)))  # noqa: DTZ001  # Its bounds.
def test_moment_that_reseau_writes_is_read_back(
    lang: Language, moment: datetime
) -> None:
    moment = moment.replace(second=0, microsecond=0)
    weekday = formats.full_date(moment.date(), weekday=True, lang=lang)
    for written in (
        formats.full_moment(moment, lang=lang),
        f"{weekday}, {formats.clock(moment, lang=lang)}",
    ):
        when = read(written, now=datetime(2026, 11, 25, 10, tzinfo=UTC))
        assert (when.day, when.time) == (moment.date(), moment.time())


# --- Any text, any day, any hour ---


@given(st.text())
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    with suppress(DateError):
        read(text)


_SEVERAL = (
    *("mardi", "sam.", "le", "the", "31", "29", "2", "3/11", "11/13", "2026-02-30"),
    *("février", "may", "of", "2026", "il y a", "ago", "dans", "in", "deux", "9999"),
    *("mois", "weeks", "dernier", "next", "ce", "soir", "pm", "j-3", "à", "14", "h"),
)


@given(
    st.lists(st.sampled_from(_SEVERAL), max_size=8), st.sampled_from(["past", "next"])
)
def test_any_words_of_dates_are_a_date_or_a_date_error(
    words: list[str], prefer: Side
) -> None:
    with suppress(DateError):
        read(" ".join(words), prefer=prefer)


@given(st.dates(date(1904, 2, 29), date(9000, 1, 1)), st.sampled_from(["past", "next"]))
def test_day_without_its_year_is_found_from_any_day(today: date, prefer: Side) -> None:
    now = datetime.combine(today, time(10), ZONE)
    leap = read("29 février", now=now, prefer=prefer).day
    assert (leap.month, leap.day) == (2, 29)
    assert leap <= today if prefer == "past" else leap >= today
    assert abs(leap - today) <= timedelta(days=8 * 365 + 1)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_next_and_last_are_at_most_a_week_away_and_never_today(today: date) -> None:
    now = datetime.combine(today, time(10), ZONE)
    assert today - timedelta(7) <= read("lundi dernier", now=now).day < today
    assert today < read("lundi prochain", now=now).day <= today + timedelta(7)
    assert today - timedelta(7) < read("lundi", now=now).day <= today


@pytest.mark.parametrize("hour", [time(0, 0), time(23, 59)])
@pytest.mark.parametrize("today", [date(2026, 3, 8), date(2026, 11, 1)])
def test_days_around_a_change_of_clocks_are_counted_by_the_calendar(
    hour: time, today: date
) -> None:
    now = datetime.combine(today, hour, ZONE)
    assert read("hier", now=now).day == today - timedelta(days=1)
    assert read("demain", now=now).day == today + timedelta(days=1)
    assert read("dimanche", now=now).day == today


def test_hour_that_the_clocks_skip_is_no_such_time() -> None:
    with pytest.raises(NoSuchTimeError):
        read("8 mars 2026 2h30")


@pytest.mark.parametrize(
    ("typed", "at"), [("8 mars 2026 3h", time(3)), ("1er nov. 2026 1h30", time(1, 30))]
)
def test_other_hours_of_a_change_of_clocks_are_read(typed: str, at: time) -> None:
    assert read(typed).time == at
