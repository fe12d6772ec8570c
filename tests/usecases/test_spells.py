"""Things that begin and end: roles, seats, partnerships; hand-worked dates."""

import json
from datetime import date

import pytest

from reseau.domain.vocabulary import ActorKind, CommitteeRole, PartnerStatus
from reseau.store.models import Partnership
from reseau.store.session import Store
from reseau.usecases.actors import partners, people, seats
from reseau.usecases.actors.actor_cards import actor_card
from reseau.usecases.actors.actor_lists import ActorFilter, list_actors
from reseau.usecases.actors.actors import ActorChanges, OnlyOrganizationsError
from reseau.usecases.common.spells import (
    EndBeforeStartError,
    check_order,
    first_day,
    is_over,
)
from reseau.usecases.common.standings import standings
from reseau.usecases.governance.committee_cards import committee_card
from tests.records import furnish

TODAY = date(2026, 11, 24)
Shown = list[tuple[str, date | None, date | None]]


@pytest.fixture
def known(sqlite_store: Store) -> Store:
    furnish(sqlite_store)
    return sqlite_store


def _partnerships(store: Store, who: str) -> Shown:
    card = actor_card(store, who, lang="en")
    return [(it.what, it.since, it.until) for it in card.partnerships]


def test_first_day_stays_unknown_when_nothing_came_before() -> None:
    assert first_day(None, earlier=[], today=TODAY) is None


def test_first_day_is_today_when_something_came_before() -> None:
    earlier = [Partnership(status=PartnerStatus.ACTIVE)]
    assert first_day(None, earlier=earlier, today=TODAY) == TODAY


def test_last_day_is_not_included() -> None:
    assert (is_over(TODAY, today=TODAY), is_over(None, today=TODAY)) == (True, False)


def test_something_may_end_on_the_day_it_began() -> None:
    check_order("X", start=TODAY, end=TODAY)


def test_something_cannot_end_before_it_began() -> None:
    with pytest.raises(EndBeforeStartError, match="November 24, 2026"):
        check_order("X", start=TODAY, end=date(2026, 11, 23))


def test_new_status_ends_the_former_one(store: Store) -> None:
    furnish(store)
    partners.edit_partner(
        store, "cdcr", status=PartnerStatus.ACTIVE, since=date(2026, 1, 1)
    )
    assert _partnerships(store, "cdcr") == [
        ("prospect", date(2025, 1, 1), date(2026, 1, 1)),
        ("active", date(2026, 1, 1), None),
    ]


def test_new_status_without_a_day_begins_today(known: Store) -> None:
    partners.edit_partner(known, "cdcr", status=PartnerStatus.DORMANT)
    assert _partnerships(known, "cdcr")[-1] == ("dormant", TODAY, None)


def test_status_that_begins_earlier_replaces_the_later_one(known: Store) -> None:
    done = partners.edit_partner(
        known, "cdcr", status=PartnerStatus.ACTIVE, since=date(2024, 5, 1)
    )
    assert _partnerships(known, "cdcr") == [("active", date(2024, 5, 1), None)]
    assert done.remarks == ("Replaced: prospect, since January 1, 2025.",)


def test_first_day_of_a_status_is_corrected(known: Store) -> None:
    partners.edit_partner(known, "cdcr", since=date(2024, 5, 1))
    assert _partnerships(known, "cdcr") == [("prospect", date(2024, 5, 1), None)]


@pytest.mark.parametrize("moved", [date(2025, 6, 1), date(2026, 6, 1)])
def test_correcting_a_first_day_moves_the_end_of_the_status_before(
    known: Store, moved: date
) -> None:
    partners.edit_partner(
        known, "cdcr", status=PartnerStatus.ACTIVE, since=date(2026, 1, 1)
    )
    partners.edit_partner(known, "cdcr", status=PartnerStatus.ACTIVE, since=moved)
    assert _partnerships(known, "cdcr") == [
        ("prospect", date(2025, 1, 1), moved),
        ("active", moved, None),
    ]


def test_same_status_without_a_day_changes_nothing(known: Store) -> None:
    done = partners.edit_partner(known, "cdcr", status=PartnerStatus.PROSPECT)
    assert done.operation is None


def test_former_partner_can_be_a_partner_again(known: Store) -> None:
    partners.end_partnership(known, "cdcr", on=date(2026, 6, 30))
    partners.add_partner(known, "cdcr", status=PartnerStatus.ACTIVE)
    assert _partnerships(known, "cdcr") == [
        ("prospect", date(2025, 1, 1), date(2026, 6, 30)),
        ("active", TODAY, None),
    ]


def test_new_partner_without_a_day_has_none(known: Store) -> None:
    done = partners.add_partner(
        known,
        "Ruelles vertes",
        status=PartnerStatus.ACTIVE,
        create=ActorKind.ORGANIZATION,
    )
    assert _partnerships(known, done.slug) == [("active", None, None)]
    assert done.remarks == ("Ruelles vertes: new organization, ruelles-vertes",)


def test_status_to_come_does_not_hold_today(known: Store) -> None:
    partners.edit_partner(
        known, "cdcr", status=PartnerStatus.ACTIVE, since=date(2027, 1, 1)
    )
    with known.reading() as session:
        (standing,) = standings(session, today=TODAY).values()
        (later,) = standings(session, today=date(2027, 1, 1)).values()
    assert (standing.status, later.status) == (
        PartnerStatus.PROSPECT,
        PartnerStatus.ACTIVE,
    )


def test_partner_of_the_past_is_a_former_one_since_the_last_end(known: Store) -> None:
    partners.end_partnership(known, "cdcr", on=date(2025, 3, 1))
    partners.add_partner(
        known, "cdcr", status=PartnerStatus.ACTIVE, since=date(2025, 6, 1)
    )
    partners.end_partnership(known, "cdcr", on=date(2026, 2, 1))
    with known.reading() as session:
        (standing,) = standings(session, today=TODAY).values()
    assert (standing.status, standing.since) == (
        PartnerStatus.FORMER,
        date(2026, 2, 1),
    )


def test_person_and_role_are_added_in_one_operation(store: Store) -> None:
    furnish(store)
    done = people.add_person(
        store,
        "Luc Côté",
        changes=_nothing(),
        role=people.NewRole("Coop Est", "Direction", date(2026, 1, 1), create=True),
    )
    assert done.operation == 2  # Furnishing is the first.
    (line,) = list_actors(store, ActorFilter(organization="Coop Est"))
    assert (line.slug, line.organizations) == ("luc-cote", ("Coop Est",))


def test_refused_role_leaves_no_person_behind(known: Store) -> None:
    role = people.NewRole("marie-roy")
    with pytest.raises(OnlyOrganizationsError):
        people.add_person(known, "Luc Côté", changes=_nothing(), role=role)
    assert list_actors(known, ActorFilter(containing="Luc")) == []


def test_person_may_hold_two_roles_of_different_titles(known: Store) -> None:
    people.join_organization(
        known, "nadia-tremblay", role=people.NewRole("cdcr", "Trésorerie")
    )
    card = actor_card(known, "nadia-tremblay", lang="en")
    assert [(it.detail, it.since) for it in card.roles] == [
        ("Coordination", date(2024, 9, 1)),
        ("Trésorerie", TODAY),
    ]


def test_leaving_ends_every_role_there(known: Store) -> None:
    people.join_organization(
        known, "nadia-tremblay", role=people.NewRole("cdcr", "Trésorerie")
    )
    people.leave_organization(known, "nadia-tremblay", organization="cdcr")
    card = actor_card(known, "nadia-tremblay", lang="en")
    assert {it.until for it in card.roles} == {TODAY}


def test_seat_can_be_taken_again_once_it_is_over(known: Store) -> None:
    seats.leave_committee(known, "comite-logement", "nadia-tremblay")
    seat = seats.NewSeat(role=CommitteeRole.OBSERVER)
    seats.join_committee(known, "comite-logement", "nadia-tremblay", seat=seat)
    card = committee_card(known, "comite-logement", lang="en")
    assert [(it.role, it.since) for it in card.members] == [
        (CommitteeRole.OBSERVER, TODAY)
    ]


def test_unknown_member_and_organization_are_added_together(known: Store) -> None:
    seat = seats.NewSeat(on_behalf_of="Coop Est", create=ActorKind.PERSON)
    done = seats.join_committee(known, "groupe-aviseur", "Luc Côté", seat=seat)
    assert done.remarks == (
        "Luc Côté: new person, luc-cote",
        "Coop Est: new organization, coop-est",
    )


def test_history_keeps_no_word_that_was_typed(known: Store) -> None:
    people.leave_organization(known, "nadia-tremblay", organization="cdcr")
    from reseau.usecases.log.memory import history  # noqa: PLC0415

    (latest, *_rest) = history(known)
    assert latest.command == "person leave"
    assert "nadia" not in json.dumps(latest.counts)


def _nothing() -> ActorChanges:
    return ActorChanges()
