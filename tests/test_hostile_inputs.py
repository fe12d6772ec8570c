"""Inputs that once held a reader up for minutes, or broke it: each is read or refused.

Those that are long would take hours were they read as they once were.
"""

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reseau import config, places
from reseau.analysis.shapes import repaired
from reseau.domain import clock
from reseau.domain.dates import TimeError, read_duration
from reseau.domain.form import read_form
from reseau.domain.periods import Period
from reseau.exchange.calendars.calendar_faults import (
    UnreadableEventError,
    UnreadableRuleError,
)
from reseau.exchange.calendars.calendars import read_calendar
from reseau.exchange.cards.contact_cards import UnreadableCardError
from reseau.exchange.cards.contacts import read_contacts
from reseau.exchange.feeds import read_feed
from reseau.exchange.geojson import NoZoneNameError, NoZoneReadError, read_zones
from reseau.exchange.points import read_points
from reseau.exchange.profiles.profile import ProfileBeyondError, profile_from
from reseau.exchange.text import workbooks
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import is_web_page
from reseau.exchange.text.markup import plain_text
from reseau.exchange.text.refusals import (
    OpenQuoteError,
    SwollenJsonError,
    SwollenWorkbookError,
    TooManyColumnsError,
    TooManyRowsError,
)
from reseau.exchange.text.tables import read_table
from reseau.exchange.thesauri.thesaurus_files import read_thesaurus
from reseau.store.past.dump import WrongRowError
from reseau.store.place import drafts, unfinished
from reseau.store.place.address import UncodedPathError, address_of
from reseau.store.place.keys import named_key_file
from reseau.store.session import open_store
from reseau.usecases.exchanging.whole_store import import_store, store_text
from reseau.usecases.log.logging import Entry
from reseau.usecases.log.quick_log import LineError, read_lines
from tests.records import furnish_at
from tests.support import NewStore, Run

HALF_A_LETTER = "\udcff"
"""What Python makes of a byte of the terminal that is no UTF-8."""


@pytest.mark.parametrize(
    "mark",
    [
        "<a ",
        "<!--",
        "<![CDATA[",
        "</",
        "<?",
        '<a b="',
        "<script",
        "<script>",
        "&#",
        "<x=",
    ],
)
def test_mark_that_is_never_closed_is_gone_over_once(mark: str) -> None:
    assert len(plain_text(f"Avis {mark * 500_000}", limit=40)) <= 40


def test_mark_in_a_script_does_not_hide_its_end() -> None:
    assert plain_text("a<script>if (x<y) z</script>b", limit=40) == "a b"


def test_sign_above_in_an_attribute_does_not_end_the_tag() -> None:
    assert plain_text('<a title="b > c">d</a> e', limit=40) == "d e"


def test_number_of_thousands_of_digits_is_no_character() -> None:
    assert plain_text(f"a&#{'9' * 5000};b", limit=40) == "a\ufffdb"


def test_feed_of_open_marks_is_read(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    text = "&lt;a " * 500_000
    file.write_text(
        f"<rss><channel><item><title>A {text}</title></item></channel></rss>"
    )
    assert [it.title for it in read_feed(str(file), zone=UTC).entries] == ["A"]


def test_comments_without_end_are_no_web_page() -> None:
    assert not is_web_page(f"{'<!---->' * 10_000}x")
    assert is_web_page(f"{'<!-- a > b -->' * 10_000}<html>")


def test_first_line_that_is_long_is_looked_through_once(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    folded = f"BEGIN:VCALENDAR\r\n{'A' * 1_000_000}\r\n" + " =\r\n" * 500_000
    file.write_text(f"{folded}\r\nEND:VCALENDAR\r\n")
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    assert read_calendar(file, window=year, zone="America/Toronto").events_read == 0


@pytest.mark.parametrize("defined", [True, False])
def test_time_zone_of_a_name_without_end_makes_one_event_unreadable(
    tmp_path: Path, *, defined: bool
) -> None:
    file, name = tmp_path / "a.ics", "a" * 5_000
    zone = (
        f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\n"
        "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    file.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone if defined else ''}BEGIN:VEVENT\r\n"
        f"UID:1\r\nDTSTART;TZID={name}:20260105T090000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    found = read_calendar(file, window=year, zone="America/Toronto")
    assert [type(it.error) for it in found.problems] == [UnreadableEventError]


def test_rule_that_dateutil_cannot_follow_is_told(tmp_path: Path) -> None:
    """The sixtieth Monday of November: refused on the way, not at once."""
    file = tmp_path / "a.ics"
    file.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//FR\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        "DTSTART:20260105T090000\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=60MO\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    found = read_calendar(file, window=year, zone="America/Toronto")
    assert [type(it.error) for it in found.problems] == [UnreadableRuleError]


def test_encoding_that_reads_nothing_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    file.write_text(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=undefined;"
        "ENCODING=QUOTED-PRINTABLE:Zo=C3=A9\r\nEND:VCARD\r\n"
    )
    assert [it.actor.name for it in read_contacts(file).records] == ["Zoé"]


def test_cell_without_end_of_a_thesaurus_is_told_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'id;pref_fr;pref_en\na;"{"x" * 200_000}\n')
    with pytest.raises(OpenQuoteError, match="row 2"):
        read_thesaurus(str(file))


@pytest.mark.parametrize(
    "text",
    [
        f"rows = {'9' * 5000}",
        f"rows = {'[' * 5000}",
        f"a = {'{a=' * 5000}",
        f"a{'.a' * 9000} = 1",
    ],
)
def test_profile_that_cannot_be_held_is_refused(text: str) -> None:
    with pytest.raises(ProfileBeyondError):
        profile_from(text, name="x.toml")


def test_preferences_that_cannot_be_held_state_nothing() -> None:
    file = Path(places.preferences_path())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"language = {'[' * 5000}")
    config._preferences.cache_clear()
    try:
        assert config.configured("language") is None
    finally:
        config._preferences.cache_clear()
        file.unlink()


def test_draft_with_a_step_without_end_is_passed() -> None:
    path = drafts.new_draft(drafts.ANSWERS)
    path.write_text('{"step": 1e999, "form": {}}')
    assert drafts.drafts() == []


def test_mark_of_removal_that_cannot_be_held_is_a_mark() -> None:
    assert unfinished._read("[" * 100_000) == unfinished.Removal()


@pytest.mark.parametrize("typed", ["~nobody-here/a.sqlite", "sqlite:///~nobody-here/a"])
def test_folder_of_a_stranger_is_left_as_typed(typed: str) -> None:
    assert "~nobody-here" in address_of(typed).place


@pytest.mark.parametrize("typed", [f"{HALF_A_LETTER}.sqlite", "a\0.sqlite"])
def test_path_that_no_store_can_have_is_refused(typed: str) -> None:
    with pytest.raises(UncodedPathError):
        address_of(typed)


def test_duration_of_thousands_of_digits_is_none() -> None:
    with pytest.raises(TimeError):
        read_duration("9" * 5000)


def test_key_file_of_a_stranger_is_left_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RESEAU_KEY_FILE", "~nobody-here/keys")
    assert named_key_file() == Path("~nobody-here/keys")


@pytest.mark.parametrize(
    "text", ["yesterday", "0001-01-01T00:00:00+23:00", "9999-12-31"]
)
def test_present_moment_that_is_none_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESEAU_NOW", text)
    with pytest.raises(clock.WrongNowError, match="is not a moment"):
        clock.now()


def test_half_a_letter_finds_nobody(run: Run, new_sqlite: NewStore) -> None:
    with new_sqlite() as address:
        furnish_at(address)
        done = run("actor", "show", HALF_A_LETTER, at=address)
    assert (done.code, "cannot be kept" in done.err) == (2, True)


def test_number_of_an_operation_is_short(run: Run, new_sqlite: NewStore) -> None:
    with new_sqlite() as address:
        done = run("status", "--seen", "9" * 5000, at=address)
    assert (done.code, "--seen" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("table", "cell", "value"),
    [
        ("interaction", "starts_at", "0001-01-01T00:00:00+14:00"),
        ("interaction", "held_on", "9999-12-31"),
        ("territory", "geometry", "{"),
        ("territory", "geometry", '{"type": "Point", "coordinates": [1, 2]}'),
    ],
)
def test_cell_that_the_database_takes_and_no_screen_is_refused(
    table: str, cell: str, value: str, new_sqlite: NewStore, tmp_path: Path
) -> None:
    file = tmp_path / "store.json"
    with new_sqlite() as one, new_sqlite() as other:
        furnish_at(one)
        full, empty = open_store(one), open_store(other)
        content = json.loads(store_text(full))
        content["tables"][table][0][cell] = value
        file.write_text(json.dumps(content))
        with pytest.raises(WrongRowError, match=f"Row 1 of “{table}”"):
            import_store(empty, str(file))
        full.dispose()
        empty.dispose()


def test_area_of_nothing_holds_nothing() -> None:
    nothing = {"type": "MultiPolygon", "coordinates": [[]]}
    assert repaired(nothing)[0].is_empty


def test_geometry_whose_type_is_a_list_is_no_area(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    geometry: dict[str, list[object]] = {"type": [], "coordinates": []}
    feature = {"properties": {"name": "A"}, "geometry": geometry}
    file.write_text(json.dumps({"features": [feature]}))
    with pytest.raises(NoZoneReadError):
        read_zones(file)


def test_json_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(f"[{','.join(['[{}]'] * 800_000)}]")
    with pytest.raises(SwollenJsonError):
        read_points(file)


def test_lines_that_would_fill_the_memory_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    file.write_text("BEGIN:VCARD\nEND:VCARD\n" * 400_000)
    with pytest.raises(TooManyRowsError):
        read_contacts(file)


def test_card_of_thousands_of_telephones_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    tels = "TEL:1\n" * 3_000
    file.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:A\n{tels}END:VCARD\n")
    [problem] = read_contacts(file).problems
    assert isinstance(problem.error, UnreadableCardError)


@pytest.mark.parametrize("start", ["id;pref_fr;pref_en", "id;pref_fr;pref_en\na;b;c\n"])
def test_thesaurus_of_too_many_cells_is_refused(start: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    more = ";" * 20_000 if "\n" not in start else "a;b;c\n" * 60_000
    file.write_text(f"{start}{more}\n")
    with pytest.raises((TooManyColumnsError, TooManyRowsError)):
        read_thesaurus(str(file))


def test_row_wider_than_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Date;Titre\n{';' * 20_000}\n")
    with pytest.raises(TooManyColumnsError):
        read_table(file)


def test_encoding_is_told_by_the_lines_that_have_accents(tmp_path: Path) -> None:
    data = b"plain\n" * 200_000 + "réunion à Montréal\n".encode("mac-roman")
    found = decoded(data, file="a.csv")
    assert (found.encoding, "réunion à Montréal" in found.text) == ("mac-roman", True)


def test_of_thousands_of_wrong_lines_the_first_ones_are_told() -> None:
    base = Entry(title="", held_on=date(2026, 1, 5))
    with pytest.raises(LineError) as told:
        read_lines("@\n" * 100_000, now=datetime(2026, 1, 5, tzinfo=UTC), base=base)
    assert len(str(told.value).splitlines()) < 210


def test_form_of_thousands_of_lines_is_told_in_a_sentence() -> None:
    assert len(read_form("with: Solon\n" * 100_000)[1]) == 1


def test_of_thousands_of_properties_some_are_named(tmp_path: Path) -> None:
    file = tmp_path / "a.geojson"
    named = {f"p{number}": 1 for number in range(5_000)}
    file.write_text(json.dumps({"features": [{"properties": named}]}))
    with pytest.raises(NoZoneNameError) as told:
        read_zones(file)
    assert len(str(told.value)) < 1_000


def test_sheet_of_tens_of_millions_of_tags_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "_MOST_TAGS", 1_000)
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/a.xml", f"<sheetData>{'<c>' * 1_002}</sheetData>")
    with pytest.raises(SwollenWorkbookError):
        read_table(file)
