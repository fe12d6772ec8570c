"""Calendars and contacts on the command line, in both languages; invented people."""

import json
from pathlib import Path

import icalendar
import pytest

from reseau.store.place.address import Address
from tests.records import dump, furnish_at
from tests.support import Run

EVENT = """\
BEGIN:VEVENT\r
UID:{uid}\r
DTSTART:20261103T180000Z\r
SUMMARY:{title}\r
{more}END:VEVENT\r
"""
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ève Roy\r\nN:Roy;Ève;;;\r\nEND:VCARD\r\n"
NADIA = "ATTENDEE;CN=N. T.:mailto:NADIA@example.org\r\n"
NOBODY = "ATTENDEE;CN=Zoé Quirion:mailto:zoe@ailleurs.example\r\n"


def agenda(folder: Path, *events: str) -> str:
    path = folder / "agenda.ics"
    text = "".join(("BEGIN:VCALENDAR\r\n", *events, "END:VCALENDAR\r\n"))
    path.write_bytes(text.encode())
    return str(path)


def event(title: str = "Table logement", more: str = "") -> str:
    return EVENT.format(uid=title, title=title, more=more)


def test_calendar_comes_in_and_the_second_time_changes_nothing(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    file = agenda(tmp_path, event(more=NADIA))
    done = run("import", "calendar", file, "--yes", at=sqlite_address)
    assert done.code == 0, done.err
    assert "Imported." in done.out
    assert "reseau undo 2" in done.err
    again = run("import", "calendar", file, "--yes", at=sqlite_address)
    assert (again.code, "0 changes" in again.out) == (0, True)


def test_undo_command_takes_the_calendar_back(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    before = dump(sqlite_address)
    run("import", "calendar", agenda(tmp_path, event()), "--yes", at=sqlite_address)
    assert dump(sqlite_address) != before
    assert run("undo", at=sqlite_address).code == 0
    assert dump(sqlite_address) == before


def test_plan_shows_the_date_and_the_title_of_each_meeting(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = agenda(tmp_path, event(), event("Bilan"))
    plan = run("import", "calendar", file, "--dry-run", at=sqlite_address)
    assert plan.code == 0, plan.err
    assert plan.out.count("2026-11-03") == 2
    assert "Table logement" in plan.out
    assert "Bilan" in plan.out


def test_french_plan_says_what_was_left_out(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = agenda(tmp_path, event(more="CLASS:PRIVATE\r\n"), event("Dentiste"))
    plan = run(
        "importer", "calendrier", file, "--prive", "dentiste", "--simuler",
        lang="fr", at=sqlite_address,
    )  # fmt: skip
    assert plan.code == 0, plan.err
    assert "2 rencontres privées" in plan.err
    assert "Dentiste" not in plan.out + plan.err


def test_unknown_attendee_refuses_and_writes_nothing(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    before = dump(sqlite_address)
    file = agenda(tmp_path, event(more=NOBODY))
    done = run("import", "calendar", file, "--yes", at=sqlite_address)
    assert done.code == 2
    assert "Zoé Quirion <zoe@ailleurs.example> is not known" in done.err
    assert dump(sqlite_address) == before


def test_create_adds_who_is_missing(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = agenda(tmp_path, event(more=NOBODY))
    done = run(
        "importer", "calendrier", file, "--creer", "personne", "--oui",
        lang="fr", at=sqlite_address,
    )  # fmt: skip
    assert done.code == 0, done.err
    assert [it["name"] for it in dump(sqlite_address)["actor"]] == ["Zoé Quirion"]


def test_partial_imports_the_rest(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = agenda(tmp_path, event(more=NOBODY), event("Bilan"))
    done = run("import", "calendar", file, "--partial", "--yes", at=sqlite_address)
    assert done.code == 0
    titles = [it["title"] for it in dump(sqlite_address)["interaction"]]
    assert titles == ["Bilan"]


def test_json_report_gives_each_meeting(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    file = agenda(tmp_path, event())
    asked = "--dry-run", "--format", "json", "--since", "2026-11-01"
    done = run("import", "calendar", file, *asked, at=sqlite_address)
    found = json.loads(done.out)
    assert found["meetings"] == [
        {"change": "new", "held_on": "2026-11-03", "title": "Table logement"}
    ]
    assert (found["since"], found["until"]) == ("2026-11-01", "2026-11-25")
    assert found["passed_over"] == {
        "private": 0, "cancelled": 0, "out_of_window": 0, "resources": 0,
    }  # fmt: skip


@pytest.mark.parametrize("what", ["calendar", "contacts"])
def test_without_a_terminal_nothing_is_read(
    run: Run, sqlite_address: Address, what: str
) -> None:
    """The file is not there, and yet it is for want of an answer that it ends."""
    done = run("import", what, "rien.ics", at=sqlite_address)
    assert done.code == 2
    assert "--yes" in done.err
    assert "rien.ics" not in done.err


@pytest.mark.parametrize(
    ("content", "said"),
    [("<html>", "web page"), ("", "empty"), ("x", "not a calendar")],
)
def test_file_that_is_no_calendar_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "a.ics").write_text(content, "utf-8")
    done = run("import", "calendar", str(tmp_path), "--yes", at=sqlite_address)
    assert (done.code, said in done.err) == (2, True), done.err


def test_folder_without_calendars_is_refused(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    folder = tmp_path / "vide"
    folder.mkdir()
    done = run("import", "calendar", str(folder), "--yes", at=sqlite_address)
    assert (done.code, done.out) == (4, "")


def test_contacts_come_in(run: Run, sqlite_address: Address, tmp_path: Path) -> None:
    file = tmp_path / "a.vcf"
    file.write_bytes(CARD.encode())
    done = run("importer", "contacts", str(file), "--oui", lang="fr", at=sqlite_address)
    assert done.code == 0, done.err
    assert [it["name"] for it in dump(sqlite_address)["actor"]] == ["Ève Roy"]


# Deadlines for other calendars


def test_open_follow_ups_are_exported_without_names(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    """The small store holds one open follow-up with a deadline: 1 December 2026."""
    furnish_at(sqlite_address)
    out = tmp_path / "suites.ics"
    done = run("export", "ics", str(out), at=sqlite_address)
    assert (done.code, "1 deadline." in done.out) == (0, True)
    [event] = icalendar.Calendar.from_ical(out.read_bytes()).events
    assert event["SUMMARY"] == "Envoyer la note"
    assert event.start.isoformat() == "2026-12-01"
    uid = next(it["uid"] for it in dump(sqlite_address)["follow_up"])
    assert event["UID"] == f"{uid}@reseau"
    assert "Nadia" not in out.read_text("utf-8")


def test_actors_are_named_when_asked_in_the_language_of_the_reader(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    out = tmp_path / "suites.ics"
    done = run(
        "exporter", "ics", str(out), "--avec-acteurs", lang="fr", at=sqlite_address
    )
    assert done.code == 0, done.err
    [event] = icalendar.Calendar.from_ical(out.read_bytes()).events
    notes = str(event["DESCRIPTION"])
    assert "Nadia Tremblay" in notes
    assert "Rencontre du comité" in notes
    assert "Promised" not in notes


def test_all_adds_those_that_are_done(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    out = tmp_path / "suites.ics"
    run("follow-up", "done", "1", at=sqlite_address)
    run("export", "ics", str(out), at=sqlite_address)
    assert "VEVENT" not in out.read_text("utf-8")
    run("export", "ics", str(out), "--all", at=sqlite_address)
    [event] = icalendar.Calendar.from_ical(out.read_bytes()).events
    assert event["SUMMARY"] == "Done: Envoyer la note"


def test_moved_follow_up_is_the_same_event_of_a_later_revision(
    run: Run, sqlite_address: Address, tmp_path: Path
) -> None:
    furnish_at(sqlite_address)
    out, found = tmp_path / "suites.ics", []
    for _ in range(2):
        run("export", "ics", str(out), at=sqlite_address)
        found += icalendar.Calendar.from_ical(out.read_bytes()).events
        run("follow-up", "move", "1", "2026-12-15", at=sqlite_address)
    assert found[0]["UID"] == found[1]["UID"]
    assert int(str(found[0]["SEQUENCE"])) < int(str(found[1]["SEQUENCE"]))
    assert found[1].start.isoformat() == "2026-12-15"
