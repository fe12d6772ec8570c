"""Calendars imported: who, when, once, and all of it undone; people are invented.

Today is 24 November 2026 in Montréal, where the clocks are five hours behind UTC in
November.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActorKind,
    ContactKind,
    Diffusion,
    Nature,
    Origin,
    Precision,
    Role,
)
from reseau.store.models import Actor, ContactField, FollowUp, Interaction
from reseau.store.rows.settings import put_setting
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor
from reseau.usecases.exchanging.calendar_reading import (
    PRIVATE_TITLES,
    BackwardsWindowError,
    NoCalendarHereError,
    read_calendars,
)
from reseau.usecases.exchanging.import_attendees import (
    UnknownAttendeeError,
    UnsureAttendeeError,
)
from reseau.usecases.exchanging.import_calendar import CalendarReport, import_calendars
from reseau.usecases.log.interactions import InteractionChanges, edit_interaction
from reseau.usecases.log.memory import redo_operation, undo_operation
from tests.archives import members, within
from tests.contents import PERSON, add, operations, rows_of

EVE = 'ORGANIZER;CN="Tremblay, Ève":mailto:eve@cdc.example'
LUC = "ATTENDEE;CN=Luc Roy;PARTSTAT=ACCEPTED:MAILTO:luc@cdc.example"
NOE = "ATTENDEE;CN=Noé Hill:mailto:noe@cdc.example"
AT_ONE = ("DTSTART:20261103T180000Z", "DTEND:20261103T190000Z")

Take = Callable[..., CalendarReport]


def event(*lines: str, uid: str = "a", title: str = "Table logement") -> str:
    inside = [f"UID:{uid}@cdc.example", f"SUMMARY:{title}", *lines]
    return "\r\n".join(["BEGIN:VEVENT", *inside, "END:VEVENT", ""])


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Give what writes calendars of events, and imports them from their folder."""

    def importing(store: Store, *calendars: str, **more: Any) -> CalendarReport:
        folder = tmp_path / "agendas"
        folder.mkdir(exist_ok=True)
        for number, events in enumerate(calendars):
            text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
            (folder / f"{number}.ics").write_bytes(text.encode())
        own = ("create", "partial", "dry_run")
        writing = {name: more.pop(name) for name in own if name in more}
        writing.setdefault("create", PERSON)
        return import_calendars(
            store, read_calendars(store, [str(folder)], **more), **writing
        )

    return importing


def reasons(report: CalendarReport) -> list[str]:
    return [f"{it.row}: {it.error}" for it in report.problems]


def the_meeting(store: Store) -> Interaction:
    with store.reading() as session:
        found = session.scalars(select(Interaction)).one()
        for part in found.participations:
            _ = part.actor.name, part.on_behalf_of
        _ = list(found.themes), list(found.follow_ups)
        return found


def roles(store: Store) -> dict[str, Role]:
    return {it.actor.name: it.role for it in the_meeting(store).participations}


def with_email(store: Store, name: str, email: str) -> None:
    contacts = {ContactKind.EMAIL: (email,)}
    add_actor(store, name, kind=PERSON, changes=ActorChanges(contacts=contacts))


# One plan, one operation


def test_meeting_comes_in_with_its_moment_and_its_people(
    store: Store, take: Take
) -> None:
    done = take(store, event(*AT_ONE, EVE, LUC, NOE, "LOCATION:Salle 2"))
    assert done.operation is not None
    met = the_meeting(store)
    assert (met.title, met.held_on, met.place) == (
        "Table logement", date(2026, 11, 3), "Salle 2",
    )  # fmt: skip
    assert met.starts_at == datetime(2026, 11, 3, 18, tzinfo=UTC)
    assert (met.precision, met.ended_on) == (Precision.MINUTE, None)
    assert roles(store) == {
        "Ève Tremblay": Role.ORGANIZER,
        "Luc Roy": Role.PARTICIPANT,
        "Noé Hill": Role.INVITED,
    }


def test_second_import_changes_nothing(store: Store, take: Take) -> None:
    take(store, event(*AT_ONE, EVE, LUC))
    before = rows_of(store)
    again = take(store, event(*AT_ONE, EVE, LUC))
    assert (len(again.known), again.changes_nothing, again.operation) == (1, True, None)
    assert (rows_of(store), operations(store)) == (before, 1)


def test_undo_takes_all_of_it_back_and_redo_restores_it(
    store: Store, take: Take
) -> None:
    before = rows_of(store)
    take(store, event(*AT_ONE, EVE, LUC))
    after = rows_of(store)
    undo_operation(store, None)
    assert rows_of(store) == before
    redo_operation(store)
    assert rows_of(store) == after


def test_plan_is_what_is_done_and_writes_nothing(store: Store, take: Take) -> None:
    before = rows_of(store)
    plan = take(store, event(*AT_ONE, EVE), dry_run=True).as_json()
    assert (rows_of(store), operations(store)) == (before, 0)
    done = take(store, event(*AT_ONE, EVE)).as_json()
    for it in (plan, done):
        del it["dry_run"], it["operation"]
    assert plan == done


def test_plan_tells_dates_and_titles(sqlite_store: Store, take: Take) -> None:
    plan = take(
        sqlite_store,
        event(*AT_ONE) + event("DTSTART:20261001T150000Z", uid="b", title="Bilan"),
        dry_run=True,
    )
    assert plan.meetings() == [
        ("new", date(2026, 10, 1), "Bilan"),
        ("new", date(2026, 11, 3), "Table logement"),
    ]


# What changes in the calendar


def test_moved_meeting_moves_its_line(store: Store, take: Take) -> None:
    take(store, event(*AT_ONE, EVE, LUC))
    moved = event("DTSTART:20261105T230000Z", EVE, NOE)
    done = take(store, moved)
    assert (len(done.changed), len(done.created)) == (1, 0)
    assert the_meeting(store).held_on == date(2026, 11, 5)
    assert set(roles(store)) == {"Ève Tremblay", "Noé Hill"}
    assert take(store, moved).changes_nothing
    undo_operation(store, None)
    assert the_meeting(store).held_on == date(2026, 11, 3)


def test_moved_meeting_keeps_what_people_added(sqlite_store: Store, take: Take) -> None:
    take(sqlite_store, event(*AT_ONE, EVE))
    with sqlite_store.working("furnish") as work:
        add_to = work.session.scalars(select(Interaction)).one()
        host = work.session.scalars(select(Actor)).one()
        add_to.participations[0].role = Role.HOST
        add_to.notes = "Entente"
        key = add_to.key
        assert host.name == "Ève Tremblay"
    organization = add(sqlite_store, "CDC du Parc")
    with sqlite_store.working("furnish") as work:
        part = work.session.get_one(Interaction, key).participations[0]
        part.on_behalf_of = work.session.scalars(
            select(Actor).where(Actor.slug == organization.slug)
        ).one()
    take(sqlite_store, event("DTSTART:20261105T230000Z", EVE))
    met = the_meeting(sqlite_store)
    assert (met.held_on, met.notes) == (date(2026, 11, 5), "Entente")
    [part] = met.participations
    assert part.role is Role.HOST
    assert part.on_behalf_of is not None
    assert part.on_behalf_of.name == "CDC du Parc"


def test_meeting_without_names_keeps_who_was_added_to_it(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, event(*AT_ONE, EVE))
    take(sqlite_store, event("DTSTART:20261105T230000Z"))
    assert set(roles(sqlite_store)) == {"Ève Tremblay"}


def test_line_corrected_here_stays_while_the_calendar_says_the_same(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, event(*AT_ONE))
    changes = InteractionChanges(title="Table du logement")
    edit_interaction(sqlite_store, 1, changes=changes)
    take(sqlite_store, event(*AT_ONE))
    assert the_meeting(sqlite_store).title == "Table du logement"


def test_cancelled_meeting_is_removed_and_undo_brings_it_back(
    store: Store, take: Take
) -> None:
    take(store, event(*AT_ONE, EVE))
    before = rows_of(store)
    cancelled = event(*AT_ONE, EVE, "STATUS:CANCELLED")
    plan = take(store, cancelled, dry_run=True)
    assert plan.meetings() == [("removed", date(2026, 11, 3), "Table logement")]
    assert rows_of(store) == before
    take(store, cancelled)
    assert rows_of(store)["interaction"] == []
    assert take(store, cancelled).changes_nothing
    undo_operation(store, None)
    assert rows_of(store) == before


def test_cancelled_meeting_where_something_was_promised_stays_and_is_told(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, event(*AT_ONE, EVE))
    with sqlite_store.working("furnish") as work:
        met = work.session.scalars(select(Interaction)).one()
        met.follow_ups.append(FollowUp(what="Envoyer la note"))
    done = take(sqlite_store, event(*AT_ONE, EVE, "STATUS:CANCELLED"))
    assert done.changes_nothing
    assert ["interaction remove 1" in str(it.error) for it in done.warnings] == [True]


def test_cancelled_meeting_that_never_came_in_is_only_counted(
    sqlite_store: Store, take: Take
) -> None:
    done = take(sqlite_store, event(*AT_ONE, "STATUS:CANCELLED"))
    assert (done.changes_nothing, done.passed_over.cancelled) == (True, 1)
    assert rows_of(sqlite_store)["import_source"] == []


def test_last_of_two_files_that_hold_one_meeting_counts(
    sqlite_store: Store, take: Take
) -> None:
    both = event(*AT_ONE), event(*AT_ONE, title="Nouveau titre")
    take(sqlite_store, *both)
    assert the_meeting(sqlite_store).title == "Nouveau titre"
    assert take(sqlite_store, *both).changes_nothing


def test_each_occurrence_of_a_series_is_a_line_of_its_own(
    sqlite_store: Store, take: Take
) -> None:
    series = event(*AT_ONE, "RRULE:FREQ=WEEKLY;COUNT=3")
    assert len(take(sqlite_store, series).created) == 3
    moved = (
        "RECURRENCE-ID:20261110T180000Z",
        "DTSTART:20261112T180000Z",
        "DTEND:20261112T190000Z",
    )
    done = take(sqlite_store, series + event(*moved))
    assert [len(it) for it in (done.created, done.changed, done.known)] == [0, 1, 2]


# When


def test_whole_days_keep_their_last_day_included(
    sqlite_store: Store, take: Take
) -> None:
    """RFC 5545, 3.6.1: DTEND is the day after the last one."""
    days = "DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261105"
    take(sqlite_store, event(*days))
    met = the_meeting(sqlite_store)
    assert (met.held_on, met.ended_on) == (date(2026, 11, 2), date(2026, 11, 4))
    assert (met.precision, met.starts_at) == (Precision.DAY, None)


def test_one_whole_day_has_no_last_day(sqlite_store: Store, take: Take) -> None:
    take(sqlite_store, event("DTSTART;VALUE=DATE:20261102"))
    assert the_meeting(sqlite_store).ended_on is None


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("20261104T060000Z", None),  # Past midnight, on the same evening.
        ("20261106T050000Z", date(2026, 11, 5)),  # Midnight in Montréal.
        ("20261106T200000Z", date(2026, 11, 6)),
    ],
)
def test_hours_past_a_day_give_a_last_day(
    sqlite_store: Store, take: Take, end: str, last: date | None
) -> None:
    take(sqlite_store, event("DTSTART:20261103T230000Z", f"DTEND:{end}"))
    assert the_meeting(sqlite_store).ended_on == last


def test_last_twelve_months_are_read_today_included(
    sqlite_store: Store, take: Take
) -> None:
    days = "20251124", "20251125", "20261124", "20261125"
    events = [event(f"DTSTART;VALUE=DATE:{it}", uid=it) for it in days]
    done = take(sqlite_store, "".join(events))
    assert [it[1] for it in done.meetings()] == [date(2025, 11, 25), date(2026, 11, 24)]
    assert done.passed_over.out_of_window == 2


def test_window_that_ends_before_it_begins_is_refused(
    sqlite_store: Store, take: Take
) -> None:
    window = Period(date(2026, 5, 1), date(2026, 4, 1))
    with pytest.raises(BackwardsWindowError):
        take(sqlite_store, event(*AT_ONE), window=window)


# Who


def test_email_tells_who_it_is_whatever_the_name(store: Store, take: Take) -> None:
    with_email(store, "Lucie Roy-Hébert", "Luc@CDC.example")
    done = take(store, event(*AT_ONE, LUC), create=None)
    assert (done.wrong, done.linked) == (0, 1)
    assert set(roles(store)) == {"Lucie Roy-Hébert"}


def test_sure_name_tells_who_it_is(sqlite_store: Store, take: Take) -> None:
    add(sqlite_store, "Ève Tremblay", PERSON)
    done = take(sqlite_store, event(*AT_ONE, EVE), create=None)
    assert (done.wrong, set(roles(sqlite_store))) == (0, {"Ève Tremblay"})


def test_unknown_attendee_refuses_the_meeting_with_what_to_do(
    sqlite_store: Store, take: Take
) -> None:
    done = take(sqlite_store, event(*AT_ONE, EVE, LUC), create=None)
    assert done.blocked
    assert all(isinstance(it.error, UnknownAttendeeError) for it in done.problems)
    assert [it.partition(".")[0] for it in reasons(done)] == [
        "3: Ève Tremblay <eve@cdc", "3: Luc Roy <luc@cdc",
    ]  # fmt: skip
    assert "--create person" in reasons(done)[0]
    assert operations(sqlite_store) == 0


def test_homonyms_refuse_the_meeting_with_the_candidates(
    sqlite_store: Store, take: Take
) -> None:
    with sqlite_store.working("furnish") as work:
        for code in ("luc-roy", "luc-roy-2"):
            work.session.add(
                Actor(
                    slug=code, kind=PERSON, name="Luc Roy", name_key="luc roy",
                    diffusion=Diffusion.INTERNAL,
                    added_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
            )  # fmt: skip
    done = take(sqlite_store, event(*AT_ONE, LUC))
    [problem] = done.problems
    assert isinstance(problem.error, UnsureAttendeeError)
    assert "luc-roy-2" in str(problem.error)


def test_partial_import_writes_the_meetings_whose_people_are_known(
    sqlite_store: Store, take: Take
) -> None:
    add(sqlite_store, "Ève Tremblay", PERSON)
    events = event(*AT_ONE, EVE) + event(*AT_ONE, LUC, uid="b")
    done = take(sqlite_store, events, create=None, partial=True)
    assert (len(done.created), len(done.problems)) == (1, 1)


def test_added_person_has_the_address_as_a_professional_contact(
    store: Store, take: Take
) -> None:
    take(store, event(*AT_ONE, LUC))
    with store.reading() as session:
        contact = session.scalars(select(ContactField)).one()
        assert (contact.value, contact.nature, contact.origin) == (
            "luc@cdc.example", Nature.PROFESSIONAL, Origin.THIRD_PARTY,
        )  # fmt: skip
        assert contact.actor.diffusion is Diffusion.INTERNAL
        assert (contact.actor.given_name, contact.actor.family_name) == ("Luc", "Roy")


def test_attendee_without_a_name_is_named_after_the_address(
    sqlite_store: Store, take: Take
) -> None:
    take(sqlite_store, event(*AT_ONE, "ATTENDEE:mailto:marie.roy@cdc.example"))
    assert set(roles(sqlite_store)) == {"Marie Roy"}


def test_name_made_of_an_address_is_never_sure(sqlite_store: Store, take: Take) -> None:
    add(sqlite_store, "Marie Roy", PERSON)
    done = take(sqlite_store, event(*AT_ONE, "ATTENDEE:mailto:marie.roy@cdc.example"))
    [problem] = done.problems
    assert isinstance(problem.error, UnsureAttendeeError)


def test_one_name_with_two_addresses_is_two_people(
    sqlite_store: Store, take: Take
) -> None:
    other = "ATTENDEE;CN=Luc Roy:mailto:luc@ailleurs.example"
    take(sqlite_store, event(*AT_ONE, LUC) + event(*AT_ONE, other, uid="b"))
    with sqlite_store.reading() as session:
        found = session.execute(
            select(Actor.slug, ContactField.value).join(ContactField)
        )
        assert sorted(map(tuple, found)) == [
            ("luc-roy", "luc@cdc.example"), ("luc-roy-2", "luc@ailleurs.example"),
        ]  # fmt: skip


def test_name_that_looks_like_a_number_is_no_short_code(
    sqlite_store: Store, take: Take
) -> None:
    add(sqlite_store, "Ève Tremblay", PERSON)
    odd = "ATTENDEE;CN=#1:mailto:inconnue@cdc.example"
    take(sqlite_store, event(*AT_ONE, odd))
    assert set(roles(sqlite_store)) == {"Inconnue"}


def test_person_archived_and_shown_to_nobody_is_left_out(
    sqlite_store: Store, take: Take
) -> None:
    with_email(sqlite_store, "Luc Roy", "luc@cdc.example")
    with sqlite_store.working("furnish") as work:
        gone = work.session.scalars(select(Actor)).one()
        gone.diffusion, gone.archived_on = Diffusion.FORBIDDEN, date(2026, 1, 1)
    other = "ATTENDEE;CN=Luc Roy:mailto:luc@ailleurs.example"
    take(sqlite_store, event(*AT_ONE, EVE, LUC, other))
    assert set(roles(sqlite_store)) == {"Ève Tremblay"}


# What is left out


def test_private_meetings_are_left_out_and_counted(
    sqlite_store: Store, take: Take
) -> None:
    with sqlite_store.working("furnish") as work:
        put_setting(work.session, PRIVATE_TITLES, "dentiste; vacances")
    events = (
        event(*AT_ONE, "CLASS:PRIVATE")
        + event(*AT_ONE, uid="b", title="Dentiste")
        + event(*AT_ONE, uid="c", title="Évaluation d’Ève")
        + event(*AT_ONE, uid="d")
    )
    done = take(sqlite_store, events, private_titles=["evaluation"])
    assert (len(done.created), done.passed_over.private) == (1, 3)


def test_description_is_left_out_unless_it_is_asked_for(
    sqlite_store: Store, take: Take
) -> None:
    described = event(*AT_ONE, "DESCRIPTION:Ordre du jour")
    take(sqlite_store, described)
    assert the_meeting(sqlite_store).notes is None
    take(sqlite_store, described, with_description=True)
    assert the_meeting(sqlite_store).notes == "Ordre du jour"


def test_folder_without_calendars_is_refused(
    sqlite_store: Store, tmp_path: Path
) -> None:
    with pytest.raises(NoCalendarHereError):
        read_calendars(sqlite_store, [str(tmp_path)])


# Files of other projects


def test_each_foreign_calendar_is_imported_or_refused_with_a_reason(
    sqlite_store: Store, tmp_path: Path
) -> None:
    """All files at once: those refused say why, and no name is spoilt."""
    found = members(".ics")
    for number, data in enumerate(found.values()):
        (tmp_path / f"{number:04}.ics").write_bytes(data)
    window = Period(date(1990, 1, 1), date(2030, 1, 1))
    before = rows_of(sqlite_store)
    with within(300):
        sources = read_calendars(sqlite_store, [str(tmp_path)], window=window)
        done = import_calendars(
            sqlite_store, sources, create=ActorKind.PERSON, partial=True
        )
    assert len(sources.calendars) + len(sources.refused) == len(found)
    refused = [it.error for it in sources.refused] + [it.error for it in done.problems]
    assert all(str(it).endswith(".") for it in refused)
    assert len(done.created) > 100
    content = rows_of(sqlite_store)
    names = [it["name"] for it in content["actor"]]
    titles = [it["title"] for it in content["interaction"]]
    assert not [
        it for it in (*names, *titles) if "\N{REPLACEMENT CHARACTER}" in str(it)
    ]
    undo_operation(sqlite_store, None)
    assert rows_of(sqlite_store) == before
