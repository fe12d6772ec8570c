"""Calendars written: icalendar reads back what was meant; rules are RFC 5545's."""

from datetime import date, timedelta
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.exchange.calendars.icsfile import WholeDay, ics_text

UID = UUID("12345678-1234-5678-1234-567812345678")
DAY = date(2026, 12, 1)


def day(title: str = "Envoyer la note", notes: str = "", *, on: date = DAY) -> WholeDay:
    return WholeDay(uid=UID, revision=2, day=on, title=title, notes=notes)


def read_back(*days: WholeDay) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(ics_text(days)).events)


def test_event_is_read_back_whole() -> None:
    [event] = read_back(day(notes="Promis par : Ève"))
    assert event["UID"] == f"{UID}@reseau"
    assert event["SUMMARY"] == "Envoyer la note"
    assert event["DESCRIPTION"] == "Promis par : Ève"
    assert event["SEQUENCE"] == 2


def test_event_lasts_one_whole_day() -> None:
    """RFC 5545, 3.6.1: the end is not included."""
    [event] = read_back(day())
    assert (event.start, event.end) == (DAY, DAY + timedelta(days=1))


def test_event_leaves_the_day_free() -> None:
    [event] = read_back(day())
    assert event["TRANSP"] == "TRANSPARENT"


def test_calendar_without_events_is_a_calendar() -> None:
    assert read_back() == []


def test_lines_end_with_cr_lf() -> None:
    text = ics_text([day()])
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert text.endswith("END:VCALENDAR\r\n")


def test_same_days_give_the_same_bytes() -> None:
    assert ics_text([day()]) == ics_text([day()])


def test_separators_are_escaped() -> None:
    """RFC 5545, 3.3.11."""
    assert "SUMMARY:a\\, b\\; c\\\\d\\ne\r\n" in ics_text([day("a, b; c\\d\ne")])


def test_title_cannot_add_a_property() -> None:
    [event] = read_back(day("x\r\nATTENDEE:mailto:a@b.example\r\nEND:VEVENT"))
    assert "ATTENDEE" not in event


@pytest.mark.parametrize("on", [date.min, date(999, 5, 6), date.max])
def test_days_far_away_keep_their_eight_digits(on: date) -> None:
    [event] = read_back(day(on=on))
    assert event.start == on


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_title_is_read_back(title: str) -> None:
    [event] = read_back(day(title))
    assert event["SUMMARY"] == title


@given(st.text())
def test_no_line_passes_75_octets(title: str) -> None:
    lines = ics_text([day(title, title)]).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
