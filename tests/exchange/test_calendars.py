"""Calendars: files of other projects, examples of RFC 5545, and cases made by hand.

The expected days of a series are those that RFC 5545 prints, or were counted on a
calendar of 2026. People are invented.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau import i18n
from reseau.domain.periods import Period
from reseau.domain.vocabulary import Role
from reseau.errors import ExitCode, ReseauError
from reseau.exchange.calendars import calendar_faults as faults
from reseau.exchange.calendars import calendars
from reseau.exchange.calendars.calendars import read_calendar
from reseau.exchange.calendars.found_meetings import (
    FoundMeeting,
    PassedOver,
    ReadCalendar,
)
from reseau.exchange.rows import notices
from reseau.exchange.text import files, refusals
from tests.archives import members, within

ZONE = "America/Toronto"
TORONTO = ZoneInfo(ZONE)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
ALWAYS = Period(date(1900, 1, 1), date(2100, 1, 1))


def event(*lines: str, uid: str = "a@cdc.example") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def calendar(*blocks: str) -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//FR\r\n"
    return head + "".join(blocks) + "END:VCALENDAR\r\n"


def read(
    folder: Path,
    text: str | bytes,
    *,
    window: Period = YEAR,
    private_titles: tuple[str, ...] = (),
    with_description: bool = False,
) -> ReadCalendar:
    path = folder / "agenda.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_calendar(
        path,
        window=window,
        zone=ZONE,
        private_titles=private_titles,
        with_description=with_description,
    )


def sound(found: ReadCalendar) -> tuple[FoundMeeting, ...]:
    assert found.problems == ()
    return found.meetings


def one(folder: Path, *lines: str) -> FoundMeeting:
    (meeting,) = sound(read(folder, calendar(event(*lines))))
    return meeting


def days(meetings: tuple[FoundMeeting, ...]) -> list[str]:
    return [f"{it.starts:%m-%d}" for it in meetings]


def errors(found: ReadCalendar) -> list[tuple[int | None, str, type[ReseauError]]]:
    for lang in i18n.LANGUAGES:
        i18n.use(lang)
        assert all(
            "{" not in str(it.error) for it in (*found.problems, *found.warnings)
        )
    return [
        (it.row, it.column, type(it.error)) for it in found.problems + found.warnings
    ]


# The fortnightly meeting of an Outlook export: every second Thursday from October 15,
# six times: October 15 and 29, November 12 and 26, December 10 and 24.
OUTLOOK = calendar(
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Eastern Standard Time\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:16011104T020000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\n"
    "TZOFFSETFROM:-0400\r\n"
    "TZOFFSETTO:-0500\r\n"
    "END:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:16010311T020000\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n"
    "TZOFFSETFROM:-0500\r\n"
    "TZOFFSETTO:-0400\r\n"
    "END:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n",
    event(
        "SUMMARY:Table de concertation",
        'DTSTART;TZID="Eastern Standard Time":20261015T090000',
        'DTEND;TZID="Eastern Standard Time":20261015T103000',
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=6",
        'EXDATE;TZID="Eastern Standard Time":20261112T090000',
        'ORGANIZER;CN="Roy, Anne":MAILTO:anne.roy@cdc.example',
        'ATTENDEE;CN="Côté, Luc";PARTSTAT=ACCEPTED:MAILTO:luc@cdc.example',
        'ATTENDEE;CN="Salle B";CUTYPE=ROOM;PARTSTAT=ACCEPTED:MAILTO:b@cdc.example',
        'ATTENDEE;CN="Zoé Lévesque";PARTSTAT=DECLINED:MAILTO:zoe@cdc.example',
        'ATTENDEE;CN="Sam Gill";PARTSTAT=TENTATIVE:MAILTO:sam@cdc.example',
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:kim@cdc.example",
        r"LOCATION:Salle B\, 2e étage\; https://teams.example/l/secret?pwd=1",
        "DESCRIPTION:NIP 123 456#",
        "BEGIN:VALARM",
        "ACTION:EMAIL",
        "ATTENDEE:mailto:alarme@cdc.example",
        "TRIGGER:-PT15M",
        "END:VALARM",
    ),
    event(
        'RECURRENCE-ID;TZID="Eastern Standard Time":20261029T090000',
        "SUMMARY:Table de concertation, déplacée",
        'DTSTART;TZID="Eastern Standard Time":20261030T140000',
        'DTEND;TZID="Eastern Standard Time":20261030T150000',
    ),
    event(
        'RECURRENCE-ID;TZID="Eastern Standard Time":20261126T090000',
        "STATUS:CANCELLED",
        'DTSTART;TZID="Eastern Standard Time":20261126T090000',
        'DTEND;TZID="Eastern Standard Time":20261126T103000',
    ),
)


class TestOutlook:
    def test_what_was_removed_moved_and_cancelled_is_followed(
        self, tmp_path: Path
    ) -> None:
        assert days(sound(read(tmp_path, OUTLOOK))) == [
            "10-15", "10-30", "12-10", "12-24",
        ]  # fmt: skip

    def test_windows_names_of_zones_follow_the_change_of_hour(
        self, tmp_path: Path
    ) -> None:
        first, *_others, last = sound(read(tmp_path, OUTLOOK))
        assert f"{first.starts:%H:%M %z}" == "09:00 -0400"
        assert f"{last.starts:%H:%M %z}" == "09:00 -0500"

    def test_a_cancelled_occurrence_is_told_apart(self, tmp_path: Path) -> None:
        found = read(tmp_path, OUTLOOK)
        (cancelled,) = found.cancelled
        assert cancelled.status == "cancelled"
        assert cancelled.external_id == "a@cdc.example 20261126T140000Z"
        assert found.passed_over.cancelled == 1

    def test_a_moved_occurrence_keeps_its_first_key(self, tmp_path: Path) -> None:
        moved = sound(read(tmp_path, OUTLOOK))[1]
        assert moved.title == "Table de concertation, déplacée"
        assert moved.recurrence_id == "20261029T130000Z"

    def test_people_take_the_part_that_they_answered(self, tmp_path: Path) -> None:
        meeting = sound(read(tmp_path, OUTLOOK))[0]
        assert [(it.name, it.email, it.role) for it in meeting.attendees] == [
            ("Luc Côté", "luc@cdc.example", Role.PARTICIPANT),
            ("Sam Gill", "sam@cdc.example", Role.INVITED),
            ("", "kim@cdc.example", Role.INVITED),
        ]

    def test_a_name_written_last_first_is_inverted(self, tmp_path: Path) -> None:
        organizer = sound(read(tmp_path, OUTLOOK))[0].organizer
        assert organizer is not None
        assert (organizer.given, organizer.family) == ("Anne", "Roy")
        assert (organizer.email, organizer.role) == (
            "anne.roy@cdc.example",
            Role.ORGANIZER,
        )

    def test_rooms_are_counted(self, tmp_path: Path) -> None:
        assert read(tmp_path, OUTLOOK).passed_over.resources == 1

    def test_the_address_of_a_call_is_not_a_place(self, tmp_path: Path) -> None:
        assert sound(read(tmp_path, OUTLOOK))[0].place == "Salle B, 2e étage"

    def test_a_description_is_read_only_when_asked_for(self, tmp_path: Path) -> None:
        assert sound(read(tmp_path, OUTLOOK))[0].notes == ""
        asked = read(tmp_path, OUTLOOK, with_description=True)
        assert sound(asked)[0].notes == "NIP 123 456#"

    def test_the_zone_of_its_own_is_known_for_this_calendar_only(
        self, tmp_path: Path
    ) -> None:
        lines = ("SUMMARY:x", "DTSTART;TZID=Chez nous:20261124T120000")
        zone = OUTLOOK[: OUTLOOK.index("BEGIN:VEVENT")].partition("BEGIN:VTIMEZONE")[2]
        defined = "BEGIN:VTIMEZONE" + zone.replace("Eastern Standard Time", "Chez nous")
        east = read(tmp_path, calendar(defined, event(*lines)))
        west = read(tmp_path, calendar(defined.replace("0500", "0800"), event(*lines)))
        assert f"{sound(east)[0].starts:%H:%M}" == "12:00"
        assert f"{sound(west)[0].starts:%H:%M}" == "15:00"
        assert errors(read(tmp_path, calendar(event(*lines)))) == [
            (4, "DTSTART", faults.UnknownZoneError)
        ]


class TestDates:
    def test_the_end_of_a_whole_day_is_the_day_after(self, tmp_path: Path) -> None:
        found = one(
            tmp_path, "DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261204"
        )
        assert (found.starts, found.ends) == (date(2026, 12, 1), date(2026, 12, 3))
        assert found.all_day

    @pytest.mark.parametrize(
        "end", ["DTEND;VALUE=DATE:20261201", "DURATION:P1D", "X:y"]
    )
    def test_a_whole_day_alone_ends_on_itself(self, tmp_path: Path, end: str) -> None:
        found = one(tmp_path, "DTSTART;VALUE=DATE:20261201", end)
        assert found.ends == date(2026, 12, 1)

    def test_a_floating_hour_is_of_the_organization(self, tmp_path: Path) -> None:
        found = one(tmp_path, "DTSTART:20260701T090000", "DURATION:PT90M")
        assert found.starts == datetime(2026, 7, 1, 9, tzinfo=TORONTO)
        assert found.ends == datetime(2026, 7, 1, 10, 30, tzinfo=TORONTO)
        assert not found.all_day

    def test_an_hour_in_utc_is_given_as_the_organization_sees_it(
        self, tmp_path: Path
    ) -> None:
        found = one(tmp_path, "DTSTART:20260702T013000Z")
        assert f"{found.starts:%Y-%m-%d %H:%M %z}" == "2026-07-01 21:30 -0400"

    def test_the_window_holds_its_first_day_and_not_its_last(
        self, tmp_path: Path
    ) -> None:
        blocks = [
            event(f"DTSTART:{day}", uid=day)
            for day in (
                "20251231T235900",
                "20260101T000000",
                "20261231T235900",
                "20270101T000000",
            )
        ]
        found = read(tmp_path, calendar(*blocks))
        assert days(sound(found)) == ["01-01", "12-31"]
        assert found.passed_over.out_of_window == 2

    def test_a_window_open_on_a_side_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(faults.OpenPeriodError):
            read(tmp_path, OUTLOOK, window=Period(None, date(2027, 1, 1)))

    def test_a_zone_that_does_not_exist_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ZoneInfoNotFoundError):
            read_calendar(tmp_path / "x.ics", window=YEAR, zone="Mars/Olympus")

    def test_blanks_before_a_date_do_not_matter(self, tmp_path: Path) -> None:
        assert one(tmp_path, "DTSTART: 20260701T090000").starts.year == 2026

    def test_a_start_of_a_day_and_an_end_of_a_moment_go_together(
        self, tmp_path: Path
    ) -> None:
        found = one(tmp_path, "DTSTART;VALUE=DATE:20261201", "DTEND:20261202T120000")
        assert (found.starts, found.ends) == (date(2026, 12, 1), date(2026, 12, 2))


# RFC 5545, section 3.8.5.3; all begin at 9:00 in New York.
RFC_5545 = [
    (
        "19970902", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        ["09-02", "09-04", "09-16", "09-18", "09-30", "10-02", "10-14", "10-16"],
    ),
    (
        "19970905", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        ["09-05", "10-03", "11-07", "12-05", "01-02", "02-06", "03-06", "04-03", "05-01", "06-05"],
    ),
    (
        "19970922", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        ["09-22", "10-20", "11-17", "12-22", "01-19", "02-16"],
    ),
    (
        "19970902", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        ["09-02", "09-15", "10-02", "10-15", "11-02", "11-15", "12-02", "12-15", "01-02", "01-15"],
    ),
    (
        "19970610", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        ["06-10", "07-10"] * 5,
    ),
    (
        "19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        ["09-04", "10-07", "11-06"],
    ),
    ("19970902", "FREQ=WEEKLY;UNTIL=19970924T000000Z", ["09-02", "09-09", "09-16", "09-23"]),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", ["08-05", "08-10", "08-19", "08-24"]),
    ("19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", ["08-05", "08-17", "08-19", "08-31"]),
]  # fmt: skip


class TestSeries:
    @pytest.mark.parametrize(("start", "rule", "expected"), RFC_5545)
    def test_the_days_are_those_of_the_standard(
        self, tmp_path: Path, start: str, rule: str, expected: list[str]
    ) -> None:
        first = f"DTSTART;TZID=America/New_York:{start}T090000"
        text = calendar(event(first, f"RRULE:{rule}"))
        assert days(sound(read(tmp_path, text, window=ALWAYS))) == expected

    def test_dates_are_added_and_removed(self, tmp_path: Path) -> None:
        text = calendar(
            event(
                "DTSTART:20260105T090000",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "RDATE:20260107T090000,20260108T090000",
                "EXDATE:20260112T090000",
            )
        )
        assert days(sound(read(tmp_path, text))) == ["01-05", "01-07", "01-08", "01-19"]

    def test_a_series_changed_from_a_day_on_has_a_key_a_day(
        self, tmp_path: Path
    ) -> None:
        text = calendar(
            event("DTSTART:20260105T090000", "RRULE:FREQ=DAILY;COUNT=4"),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260107T090000",
                "DTSTART:20260107T100000",
            ),
        )
        found = sound(read(tmp_path, text))
        assert [f"{it.starts:%d %H}" for it in found] == [
            "05 09",
            "06 09",
            "07 10",
            "08 10",
        ]
        assert len({it.external_id for it in found}) == 4

    @pytest.mark.parametrize(
        "until", ["20260107", "20260107T235959", "20260108T045959Z"]
    )
    def test_the_last_day_is_included_however_it_is_written(
        self, tmp_path: Path, until: str
    ) -> None:
        text = calendar(
            event("DTSTART:20260105T200000", f"RRULE:FREQ=DAILY;UNTIL={until}")
        )
        assert days(sound(read(tmp_path, text))) == ["01-05", "01-06", "01-07"]

    def test_whole_days_are_repeated_until_a_moment(self, tmp_path: Path) -> None:
        text = calendar(
            event(
                "DTSTART;VALUE=DATE:20260105",
                "RRULE:FREQ=DAILY;UNTIL=20260107T045959Z",
            )
        )
        # 4:59 in UTC is still the 6th in Montréal.
        assert days(sound(read(tmp_path, text))) == ["01-05", "01-06"]

    def test_what_never_ends_stops_with_the_window(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART:19700105T090000", "RRULE:FREQ=MONTHLY"))
        assert len(sound(read(tmp_path, text))) == 12

    def test_no_more_than_400_are_read_and_it_is_said(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART:20250101T090000", "RRULE:FREQ=DAILY"))
        long = Period(date(2025, 1, 1), date(2027, 1, 1))
        found = read(tmp_path, text, window=long)
        assert len(sound(found)) == 400
        assert found.meetings[-1].starts.strftime("%Y-%m-%d") == "2026-02-04"
        assert errors(found) == [(4, "", faults.LongSeriesError)]

    @pytest.mark.parametrize(
        ("rule", "error"),
        [
            ("FREQ=SECONDLY", faults.TooOftenError),
            ("FREQ=MINUTELY;INTERVAL=30", faults.TooOftenError),
            ("FREQ=HOURLY;COUNT=3", faults.TooOftenError),
            ("FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30", faults.TooOftenError),
            ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", faults.NeverError),
            ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", faults.NeverError),
            ("FREQ=DAILY;INTERVAL=0", faults.UnreadableRuleError),
            ("FREQ=DAILY;INTERVAL=x", faults.UnreadableRuleError),
            ("FREQ=DAILY;COUNT=--5", faults.UnreadableRuleError),
            ("FREQ=DAILY;UNTIL=demain", faults.UnreadableRuleError),
            ("FREQ=DAILY;UNTIL=20269999", faults.UnreadableRuleError),
            ("FREQ=WEEKLY;BYDAY=XX", faults.UnreadableRuleError),
            ("FREQ=WEEKLY;BYEASTER=1", faults.UnreadableRuleError),
            ("RSCALE=CHINESE;FREQ=YEARLY", faults.UnreadableRuleError),
            ("FREQ=FORTNIGHTLY", faults.UnreadableRuleError),
        ],
    )  # fmt: skip
    def test_a_rule_that_no_meeting_has_is_told_and_hides_no_other(
        self, tmp_path: Path, rule: str, error: type[ReseauError]
    ) -> None:
        text = calendar(
            event("DTSTART:19700105T090000", f"RRULE:{rule}"),
            event("DTSTART:20260105T090000", uid="b"),
        )
        with within(5):
            found = read(tmp_path, text)
        assert errors(found) == [(4, "", error)]
        assert [it.uid for it in found.meetings] == ["b"]

    def test_a_series_that_excludes_by_a_rule_is_not_misread(
        self, tmp_path: Path
    ) -> None:
        text = calendar(
            event("DTSTART:20260105T090000", "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY")
        )
        assert errors(read(tmp_path, text)) == [(4, "", faults.UnreadableRuleError)]

    def test_rules_that_take_for_ever_together_are_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reseau.exchange.calendars.calendar_rules.MAX_DAYS", 1_000)
        text = calendar(event("DTSTART:20000105T090000", "RRULE:FREQ=DAILY"))
        with pytest.raises(faults.TooManyEventsError):
            read(tmp_path, text)

    def test_a_zone_that_changes_every_second_holds_nothing_up(
        self, tmp_path: Path
    ) -> None:
        zone = (
            "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
            "RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
            "END:STANDARD\r\nEND:VTIMEZONE\r\n"
        )
        with within(5):
            found = read(
                tmp_path, calendar(zone, event("DTSTART;TZID=Z:20260105T090000"))
            )
        assert errors(found) == [(13, "DTSTART", faults.UnknownZoneError)]


class TestPeople:
    def people(self, folder: Path, *lines: str) -> list[tuple[str, str, Role]]:
        meeting = one(folder, "DTSTART:20260105T090000", *lines)
        everyone = [*filter(None, [meeting.organizer]), *meeting.attendees]
        return [(it.name, it.email, it.role) for it in everyone]

    def test_the_organizer_is_not_an_attendee_too(self, tmp_path: Path) -> None:
        assert self.people(
            tmp_path,
            "ORGANIZER;CN=Anne Roy:mailto:Anne@cdc.example",
            "ATTENDEE;CN=Anne Roy;PARTSTAT=ACCEPTED:mailto:anne@CDC.example",
        ) == [("Anne Roy", "Anne@cdc.example", Role.ORGANIZER)]

    def test_an_organizer_who_declined_was_not_there(self, tmp_path: Path) -> None:
        assert (
            self.people(
                tmp_path,
                "ORGANIZER;CN=Anne Roy:mailto:anne@cdc.example",
                "ATTENDEE;PARTSTAT=DECLINED:mailto:anne@cdc.example",
            )
            == []
        )

    @pytest.mark.parametrize(
        "kind", ["CUTYPE=RESOURCE", "CUTYPE=group", "ROLE=NON-PARTICIPANT"]
    )
    def test_what_is_no_participant_is_left_out(
        self, tmp_path: Path, kind: str
    ) -> None:
        assert self.people(tmp_path, f"ATTENDEE;{kind}:mailto:a@b.example") == []

    def test_an_answer_that_is_not_given_is_an_invitation(self, tmp_path: Path) -> None:
        assert self.people(tmp_path, "ATTENDEE;CN=Luc Côté:mailto:l@b.example") == [
            ("Luc Côté", "l@b.example", Role.INVITED)
        ]

    def test_a_comma_without_quotes_is_still_a_name(self, tmp_path: Path) -> None:
        assert self.people(tmp_path, "ATTENDEE;CN=Roy, Anne:mailto:a@b.example") == [
            ("Anne Roy", "a@b.example", Role.INVITED)
        ]

    def test_an_address_for_a_name_is_no_name(self, tmp_path: Path) -> None:
        line = "ATTENDEE;CN=\"'anne@b.example'\":mailto:anne@b.example"
        assert self.people(tmp_path, line) == [("", "anne@b.example", Role.INVITED)]

    def test_an_address_that_is_none_leaves_the_name(self, tmp_path: Path) -> None:
        assert self.people(tmp_path, "ATTENDEE;CN=Anne Roy:invalid:nomail") == [
            ("Anne Roy", "", Role.INVITED)
        ]

    def test_a_broken_line_is_told_and_loses_nobody_else(self, tmp_path: Path) -> None:
        text = calendar(
            event(
                "DTSTART:20260105T090000",
                'ATTENDEE;CN="Roy:mailto:a@b.example',
                "ATTENDEE;CN=Luc Côté:mailto:l@b.example",
            )
        )
        found = read(tmp_path, text)
        assert [it.name for it in sound(found)[0].attendees] == ["Luc Côté"]
        assert errors(found) == [(4, "", faults.UnreadableLineError)]


class TestPrivacy:
    @pytest.mark.parametrize("mark", ["PRIVATE", "CONFIDENTIAL", "X-SECRET"])
    def test_a_private_event_is_passed_over_and_counted(
        self, tmp_path: Path, mark: str
    ) -> None:
        text = calendar(
            event("DTSTART:20260105T090000", f"CLASS:{mark}", "SUMMARY:secret"),
            event("DTSTART:20260105T090000", "CLASS:PUBLIC", uid="b"),
        )
        found = read(tmp_path, text)
        assert [it.uid for it in sound(found)] == ["b"]
        assert found.passed_over == PassedOver(private=1)
        assert "secret" not in repr(found)

    def test_a_changed_occurrence_of_a_private_series_is_private(
        self, tmp_path: Path
    ) -> None:
        text = calendar(
            event(
                "DTSTART:20260105T090000", "CLASS:PRIVATE", "RRULE:FREQ=DAILY;COUNT=2"
            ),
            event("RECURRENCE-ID:20260106T090000", "DTSTART:20260106T100000"),
        )
        assert read(tmp_path, text).passed_over.private == 2

    @pytest.mark.parametrize(
        ("title", "kept"),
        [("DENTISTE", 0), ("Dentiste : Zoé", 0), ("Dentistes du quartier", 1)],
    )
    def test_the_words_of_private_titles_are_whole(
        self, tmp_path: Path, title: str, kept: int
    ) -> None:
        text = calendar(event("DTSTART:20260105T090000", f"SUMMARY:{title}"))
        found = read(tmp_path, text, private_titles=("dentiste", " "))
        assert len(found.meetings) == kept


class TestKeys:
    def test_an_event_without_an_identifier_has_one_of_its_start_and_title(
        self, tmp_path: Path
    ) -> None:
        lines = "BEGIN:VEVENT\r\nSUMMARY:Noël\r\nDTSTART:20261224T090000\r\n"
        first = read(tmp_path, calendar(lines + "END:VEVENT\r\n")).meetings[0]
        again = read(
            tmp_path, calendar(lines + "LOCATION:ici\r\nEND:VEVENT\r\n")
        ).meetings[0]
        assert len(first.uid) == 64
        assert first.external_id == again.external_id
        assert first.fingerprint != again.fingerprint

    def test_a_very_long_identifier_is_digested(self, tmp_path: Path) -> None:
        text = calendar(event("DTSTART:20260105T090000", uid="u" * 5_000))
        assert len(sound(read(tmp_path, text))[0].external_id or "") <= 400

    def test_two_events_of_one_identifier_are_told(self, tmp_path: Path) -> None:
        text = calendar(
            event("DTSTART:20260105T090000", "SUMMARY:avant"),
            event("DTSTART:20260106T090000", "SEQUENCE:1", "SUMMARY:après"),
        )
        found = read(tmp_path, text)
        assert [it.title for it in sound(found)] == ["après"]
        assert errors(found) == [(9, "", faults.SameIdentifierError)]

    @given(st.permutations(range(4)))
    def test_the_order_of_the_events_does_not_matter(
        self, tmp_path_factory: pytest.TempPathFactory, order: list[int]
    ) -> None:
        blocks = [
            event("DTSTART:20260105T090000", "RRULE:FREQ=DAILY;COUNT=3"),
            event("RECURRENCE-ID:20260106T090000", "DTSTART:20260109T090000"),
            event("DTSTART:20260105T090000", "SUMMARY:autre", uid="b"),
            event("DTSTART;VALUE=DATE:20260105", uid="c"),
        ]
        found = read(
            tmp_path_factory.getbasetemp(), calendar(*(blocks[it] for it in order))
        )
        assert [(it.external_id, f"{it.starts:%d}") for it in sound(found)] == [
            ("c", "05"),
            ("a@cdc.example 20260105T140000Z", "05"),
            ("b", "05"),
            ("a@cdc.example 20260107T140000Z", "07"),
            ("a@cdc.example 20260106T140000Z", "09"),
        ]

    def test_a_calendar_sent_to_cancel_cancels_all_it_holds(
        self, tmp_path: Path
    ) -> None:
        text = calendar("METHOD:CANCEL\r\n", event("DTSTART:20260105T090000"))
        found = read(tmp_path, text)
        assert (len(found.meetings), len(found.cancelled)) == (0, 1)


class TestText:
    TEXT = calendar(
        event(
            "DTSTART:20260105T090000",
            r"SUMMARY:Réunion à Montréal\, façade\nNoël",
            "ATTENDEE;CN=Hélène Côté:mailto:h@b.example",
        )
    )

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp1252", "mac-roman", "utf-16", "utf-32"]
    )
    def test_accents_are_read_in_every_encoding(
        self, tmp_path: Path, encoding: str
    ) -> None:
        meeting = sound(read(tmp_path, self.TEXT.encode(encoding)))[0]
        assert meeting.title == "Réunion à Montréal, façade Noël"
        assert meeting.attendees[0].name == "Hélène Côté"

    def test_a_guessed_encoding_is_said(self, tmp_path: Path) -> None:
        found = read(tmp_path, self.TEXT.encode("cp1252"))
        assert errors(found) == [(None, "", notices.GuessedEncodingError)]

    def test_spoilt_accents_are_said_and_kept(self, tmp_path: Path) -> None:
        found = read(tmp_path, self.TEXT.encode().decode("cp1252").encode())
        assert "Ã©" in sound(found)[0].title
        assert (4, "", notices.MojibakeError) in errors(found)

    def test_a_letter_folded_in_two_is_put_together(self, tmp_path: Path) -> None:
        line = "SUMMARY:Réunion".encode()
        cut = line.index("é".encode()) + 1
        folded = line[:cut] + b"\r\n " + line[cut:]
        block = event("DTSTART:20260105T090000", "X").encode().replace(b"X", folded)
        text = calendar("@").encode().replace(b"@", block)
        assert sound(read(tmp_path, text))[0].title == "Réunion"

    @pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
    def test_any_ends_of_lines_are_read(self, tmp_path: Path, ending: str) -> None:
        text = self.TEXT.replace("\r\n", ending)
        assert sound(read(tmp_path, text))[0].attendees[0].email == "h@b.example"

    def test_a_title_that_turns_text_around_is_tamed(self, tmp_path: Path) -> None:
        found = one(tmp_path, "DTSTART:20260105T090000", "SUMMARY:a\u202eb\x1b[31mc")
        assert found.title == "ab[31mc"


class TestWrongEvents:
    @pytest.mark.parametrize(
        ("lines", "column", "error"),
        [
            (["SUMMARY:x"], "", faults.NoStartError),
            (["DTSTART:2026120T090000"], "DTSTART", faults.UnreadableFieldError),
            (["DTSTART:99990101T000000", "RRULE:FREQ=DAILY"], "DTSTART", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "DTEND:x"], "DTEND", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "DTEND:20260104T090000"], "", faults.EndsFirstError),
            (["DTSTART:20260105T090000", "DURATION:x"], "DURATION", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "DURATION:P99999999W"], "DURATION", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "EXDATE:x"], "EXDATE", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "RDATE;VALUE=TIME:083000"], "RDATE", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "EXDATE:" + "20260105T090000," * 9_999], "EXDATE", faults.UnreadableFieldError),
            (["DTSTART:20260105T090000", "RECURRENCE-ID:x"], "RECURRENCE-ID", faults.UnreadableFieldError),
        ],
    )  # fmt: skip
    def test_a_wrong_event_is_told_and_hides_no_other(
        self, tmp_path: Path, lines: list[str], column: str, error: type[ReseauError]
    ) -> None:
        text = calendar(event(*lines), event("DTSTART:20260105T090000", uid="b"))
        found = read(tmp_path, text)
        assert errors(found) == [(4, column, error)]
        assert [it.uid for it in found.meetings] == ["b"]

    def test_an_empty_property_is_none(self, tmp_path: Path) -> None:
        assert one(tmp_path, "DTSTART:20260105T090000", "RDATE:", "DTEND:").uid


class TestRefusedFiles:
    @pytest.mark.parametrize("lang", i18n.LANGUAGES)
    @pytest.mark.parametrize(
        ("data", "error"),
        [
            (b"", refusals.EmptyFileError),
            (b" \r\n ", refusals.EmptyFileError),
            (b"\xef\xbb\xbf", faults.NotACalendarError),
            (b"Nom;Courriel\r\n", faults.NotACalendarError),
            (b"BEGIN:VTODO\r\nEND:VTODO\r\n", faults.NotACalendarError),
            (b"BEGIN:VCALENDAR\0", faults.NotACalendarError),
            (b"\xff\xfe\x00", faults.NotACalendarError),
            (b"<!DOCTYPE html><html><body>Connexion</body></html>", faults.CalendarPageError),
            (b"<!-- x -->\r\n<html>", faults.CalendarPageError),
            (OUTLOOK.encode()[:-20], faults.CutCalendarError),
            (OUTLOOK.encode()[:900], faults.CutCalendarError),
        ],
    )  # fmt: skip
    def test_what_is_no_whole_calendar_is_refused(
        self, tmp_path: Path, lang: i18n.Language, data: bytes, error: type[ReseauError]
    ) -> None:
        i18n.use(lang)
        with pytest.raises(error) as caught:
            read(tmp_path, data)
        assert caught.value.exit_code is ExitCode.USAGE
        assert "agenda.ics" in str(caught.value)

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(refusals.MissingFileError):
            read_calendar(tmp_path / "x.ics", window=YEAR, zone=ZONE)

    def test_a_file_too_big_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "MAX_MEGABYTES", 0)
        with pytest.raises(refusals.TooBigError):
            read(tmp_path, OUTLOOK)

    def test_a_file_of_too_many_events_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(calendars, "MAX_EVENTS", 2)
        with pytest.raises(faults.TooManyEventsError):
            read(tmp_path, OUTLOOK)

    def test_a_calendar_without_an_event_gives_nothing(self, tmp_path: Path) -> None:
        assert sound(read(tmp_path, calendar())) == ()

    @given(st.binary(max_size=200), st.integers(0, len(OUTLOOK)))
    def test_any_bytes_within_are_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
    ) -> None:
        data = OUTLOOK.encode()
        data = data[:place] + noise + data[place:]
        with suppress(refusals.FileRefusedError):
            found = read(tmp_path_factory.getbasetemp(), data)
            assert all(it.starts <= it.ends for it in found.meetings)


CALENDARS = members(".ics")


@pytest.fixture(scope="module")
def readings(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], ReadCalendar | refusals.FileRefusedError]:
    """Give the function that reads, once, the calendar of another program."""
    folder = tmp_path_factory.mktemp("calendars")

    @cache
    def reading(name: str) -> ReadCalendar | refusals.FileRefusedError:
        path = folder / name.replace("/", "_")
        path.write_bytes(CALENDARS[name])
        try:
            with within(5):
                return read_calendar(path, window=ALWAYS, zone=ZONE)
        except refusals.FileRefusedError as error:
            return error

    return reading


Readings = Callable[[str], ReadCalendar | refusals.FileRefusedError]


class TestCalendarsOfOthers:
    def test_there_are_264(self) -> None:
        assert len(CALENDARS) == 264

    @pytest.mark.parametrize("name", sorted(CALENDARS))
    def test_each_is_read_or_refused_with_its_reasons(
        self, readings: Readings, name: str
    ) -> None:
        found = readings(name)
        if isinstance(found, ReadCalendar):
            assert all(str(it.error) for it in found.problems + found.warnings)
        else:
            assert Path(name).name in str(found)

    def test_most_are_read(self, readings: Readings) -> None:
        # Counted by hand: 21 hold neither a calendar nor an event (alarms, zones,
        # to-dos, noise); 3 leave a component open.
        refused = Counter(type(readings(name)) for name in CALENDARS)
        assert refused == {
            ReadCalendar: 240,
            faults.NotACalendarError: 21,
            faults.CutCalendarError: 3,
        }

    def test_no_name_and_no_title_holds_a_replaced_letter(
        self, readings: Readings
    ) -> None:
        for found in map(readings, CALENDARS):
            if isinstance(found, ReadCalendar):
                for it in found.meetings + found.cancelled:
                    people = [*it.attendees, *filter(None, [it.organizer])]
                    words = [it.title, it.place, *(who.name for who in people)]
                    assert "\N{REPLACEMENT CHARACTER}" not in "".join(words)

    def test_read_again_each_says_the_same(
        self, readings: Readings, tmp_path: Path
    ) -> None:
        # In the other order, so that nothing is kept from a calendar to the next.
        for name in reversed(CALENDARS):
            first = readings(name)
            if isinstance(first, ReadCalendar):
                path = tmp_path / first.name
                path.write_bytes(CALENDARS[name])
                second = read_calendar(path, window=ALWAYS, zone=ZONE)
                assert second.meetings == first.meetings
                assert second.cancelled == first.cancelled
                assert second.passed_over == first.passed_over

    def test_keys_are_unique_within_a_calendar(self, readings: Readings) -> None:
        for found in map(readings, CALENDARS):
            if isinstance(found, ReadCalendar):
                keys = [it.external_id for it in found.meetings + found.cancelled]
                assert len(keys) == len(set(keys))
