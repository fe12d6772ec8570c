"""Committees' mandates, rules, seats for sectors, decisions, who may speak."""

from datetime import date

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import (
    CommitteeKind,
    CommitteeRole,
    DecisionRule,
    Diffusion,
    InteractionKind,
    Role,
)
from reseau.store.models import FollowUp, Mandate
from reseau.store.session import Store
from reseau.usecases.actors.actors import ActorChanges, add_actor, edit_actor
from reseau.usecases.actors.committees import (
    CommitteeChanges,
    add_committee,
    edit_committee,
)
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.common.edits import CLEAR
from reseau.usecases.common.numbered import NoSuchNumberError
from reseau.usecases.common.spells import EndBeforeStartError
from reseau.usecases.governance.committee_cards import committee_card
from reseau.usecases.governance.decision_lists import (
    DecisionFilter,
    decision_card,
    list_decisions,
)
from reseau.usecases.governance.decision_rules import (
    Quorum,
    QuorumError,
    RuleChanges,
    add_rule,
    list_rules,
    read_quorum,
)
from reseau.usecases.governance.decision_subjects import (
    DecisionChanges,
    Promised,
    UnknownRecordError,
)
from reseau.usecases.governance.decisions import (
    FutureDecisionError,
    OutOfLifeError,
    ReplacesLoopError,
    WhichCommitteeError,
    add_decision,
    edit_decision,
    remove_decision,
)
from reseau.usecases.governance.governance import Gap, governance_gaps
from reseau.usecases.governance.mandates import (
    MandateChanges,
    MandateOverlapError,
    NoEndError,
    NoMandateError,
    OutOfCommitteeError,
    add_mandate,
    edit_mandate,
    list_mandates,
    remove_mandate,
    renew_mandate,
)
from reseau.usecases.governance.reserved_seats import (
    ReservedTwiceError,
    SeatChanges,
    list_seats,
    reserve_seats,
)
from reseau.usecases.governance.spokespersons import (
    SpeakerFilter,
    SpeakingChanges,
    SpeaksAlreadyError,
    add_spokesperson,
    list_spokespersons,
)
from reseau.usecases.log.interactions import remove_interaction
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.privacy.erasing import erase_person
from reseau.usecases.status import day_status
from tests.contents import ORGANIZATION, PERSON, rows_of, show_to

TODAY = date(2026, 11, 24)  # RESEAU_NOW of the tests.
START, END = date(2024, 1, 1), date(2026, 1, 1)
HOUSING = "comite-logement"


@pytest.fixture
def group(store: Store) -> Store:
    """A committee with Nadia (chair, for the CDC) and Luc, and an organization."""
    add_committee(
        store, "Comité logement", kind=CommitteeKind.WORKING, changes=CommitteeChanges()
    )
    changes = ActorChanges(sector="Communautaire")
    add_actor(store, "CDC", kind=ORGANIZATION, changes=changes)
    for name in ("Nadia Roy", "Luc Côté"):
        add_actor(store, name, kind=PERSON, changes=ActorChanges())
    chair = NewSeat(role=CommitteeRole.CHAIR, on_behalf_of="CDC", since=START)
    join_committee(store, HOUSING, "Nadia Roy", seat=chair)
    join_committee(store, HOUSING, "Luc Côté", seat=NewSeat(since=START))
    return store


def gaps(store: Store, at: date | None = None) -> list[str]:
    return [it.gap.value for it in governance_gaps(store, at=at)]


def meet(store: Store, *names: str, on: date = date(2025, 5, 6)) -> int:
    entry = Entry(
        title="Rencontre", held_on=on, kind=InteractionKind.MEETING,
        participants=[(name, Role.PARTICIPANT) for name in names],
        committee="Comité logement",
    )  # fmt: skip
    return int(log_interaction(store, entry).slug.removeprefix("#"))


def decide(store: Store, title: str = "Écrire", **changes: object) -> int:
    asked = DecisionChanges(**{"committee": HOUSING, **changes})  # type: ignore[arg-type]  # Named above.
    return int(add_decision(store, title, changes=asked).slug)


# Mandates


def mandate(store: Store, since: date | None, until: date | None) -> str:
    changes = MandateChanges(since=since, until=until)
    return add_mandate(store, HOUSING, changes=changes).slug


def test_mandate_that_ends_before_it_starts_is_refused(group: Store) -> None:
    with pytest.raises(EndBeforeStartError, match="cannot end on December 31, 2023"):
        mandate(group, START, date(2023, 12, 31))


def test_nothing_is_written_of_a_refused_mandate(group: Store) -> None:
    before = rows_of(group)
    with pytest.raises(EndBeforeStartError):
        mandate(group, END, START)
    assert rows_of(group) == before


def test_two_mandates_at_once_are_refused(group: Store) -> None:
    mandate(group, START, END)
    with pytest.raises(MandateOverlapError):
        mandate(group, date(2025, 6, 1), None)


def test_mandate_without_end_is_over_when_the_next_begins(group: Store) -> None:
    mandate(group, START, None)
    mandate(group, END, None)
    found = list_mandates(group, everything=True)
    assert [(it.since, it.until) for it in found] == [(START, END), (END, None)]


def test_renewed_mandate_begins_where_the_other_ends(group: Store) -> None:
    mandate(group, START, END)
    renewed = MandateChanges(until=date(2028, 1, 1))
    renew_mandate(group, HOUSING, changes=renewed)
    (held,) = list_mandates(group)
    assert (held.since, held.renews) == (END, 1)


def test_there_is_nothing_to_renew(group: Store) -> None:
    with pytest.raises(NoMandateError):
        renew_mandate(group, HOUSING, changes=MandateChanges())


def test_mandate_without_end_needs_a_day_to_be_renewed(group: Store) -> None:
    mandate(group, START, None)
    with pytest.raises(NoEndError):
        renew_mandate(group, HOUSING, changes=MandateChanges())


def test_mandate_of_a_committee_that_is_over_is_refused(group: Store) -> None:
    edit_committee(group, HOUSING, changes=CommitteeChanges(ended_on=END))
    with pytest.raises(OutOfCommitteeError):
        mandate(group, END, None)


def test_mandate_is_decided_on_the_day_of_its_meeting(group: Store) -> None:
    number = meet(group, "Nadia Roy")
    add_mandate(group, HOUSING, changes=MandateChanges(interaction=number))
    (held,) = list_mandates(group)
    assert held.decided_on == date(2025, 5, 6)


def test_corrected_mandate_can_be_undone(group: Store) -> None:
    mandate(group, START, END)
    before = rows_of(group)
    edit_mandate(group, 1, changes=MandateChanges(text="Loger", until=CLEAR))
    undo_operation(group, None)
    assert rows_of(group) == before


def test_mandate_that_another_renews_is_not_removed(group: Store) -> None:
    mandate(group, START, END)
    renew_mandate(group, HOUSING, changes=MandateChanges())
    with pytest.raises(Exception, match="1 mandate"):
        remove_mandate(group, 1)


def test_number_of_no_mandate_is_told(group: Store) -> None:
    with pytest.raises(NoSuchNumberError, match="no mandate 7"):
        remove_mandate(group, 7)


# What check tells


def test_committee_without_mandate_chair_and_rule_is_told(store: Store) -> None:
    add_committee(store, "Table", kind=CommitteeKind.TABLE, changes=CommitteeChanges())
    assert gaps(store) == ["no-mandate", "no-chair", "no-rule"]


def test_staff_team_needs_none_of_the_three(store: Store) -> None:
    add_committee(store, "Équipe", kind=CommitteeKind.STAFF, changes=CommitteeChanges())
    assert gaps(store) == []


def test_ended_mandate_of_an_active_committee_is_told(group: Store) -> None:
    mandate(group, START, END)
    (found,) = [it for it in governance_gaps(group) if it.gap is Gap.MANDATE_ENDED]
    assert (found.slug, found.since) == (HOUSING, END)


def test_mandate_in_force_that_day_is_no_gap(group: Store) -> None:
    mandate(group, START, END)
    assert gaps(group, at=date(2025, 6, 1)) == ["no-rule"]


def test_mandate_without_dates_is_a_mandate(group: Store) -> None:
    edit_committee(group, HOUSING, changes=CommitteeChanges(mandate="Loger"))
    assert gaps(group) == ["no-rule"]


def test_committee_that_is_over_is_asked_for_its_open_seats_only(
    group: Store,
) -> None:
    edit_committee(group, HOUSING, changes=CommitteeChanges(ended_on=END))
    assert gaps(group) == ["ended-with-seats"]


def test_status_names_the_ended_mandate_with_open_seats(group: Store) -> None:
    mandate(group, START, END)
    (ended,) = day_status(group).ended
    assert (ended.slug, ended.ended_on, ended.seats) == (HOUSING, END, 2)


# Rules


def test_rule_that_follows_ends_the_one_before(group: Store) -> None:
    for since, rule in ((None, DecisionRule.CONSENSUS), (END, DecisionRule.MAJORITY)):
        add_rule(group, HOUSING, changes=RuleChanges(rule=rule, since=since))
    found = [(it.rule.value, it.until) for it in list_rules(group, everything=True)]
    assert found == [("consensus", END), ("majority", None)]


def test_rules_of_a_past_day_are_those_of_that_day(group: Store) -> None:
    for since, rule in ((None, DecisionRule.CONSENSUS), (END, DecisionRule.MAJORITY)):
        add_rule(group, HOUSING, changes=RuleChanges(rule=rule, since=since))
    (then,) = list_rules(group, at=date(2025, 12, 31))
    assert then.rule is DecisionRule.CONSENSUS


@pytest.mark.parametrize(
    ("typed", "members", "needed"), [("5", 9, 5), ("50%", 9, 5), ("50 %", 8, 4)]
)
def test_quorum_is_a_number_or_a_share(typed: str, members: int, needed: int) -> None:
    # Half of nine members are five people, half of eight are four.
    assert read_quorum(typed).needed(members) == needed


@pytest.mark.parametrize("typed", ["", "half", "0", "101%", "-3", "5.5", "²", "%"])
def test_quorum_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(QuorumError):
        read_quorum(typed)


@pytest.mark.parametrize(
    ("there", "said"),
    [(["Nadia Roy"], "it was not reached"), (["Luc Côté", "CDC"], "2 members of 2")],
    ids=["one of two", "one in person and one by the organization"],
)
def test_decision_tells_whether_the_log_has_the_quorum(
    group: Store, there: list[str], said: str
) -> None:
    rule = RuleChanges(rule=DecisionRule.CONSENSUS, quorum=Quorum(members=2))
    add_rule(group, HOUSING, changes=rule)
    number = meet(group, *there)
    done = add_decision(group, "Oui", changes=DecisionChanges(interaction=number))
    assert said in done.remarks[0]


def test_one_who_comes_for_an_organization_fills_one_seat(group: Store) -> None:
    add_actor(group, "Ana Bell", kind=PERSON, changes=ActorChanges())
    seat = NewSeat(on_behalf_of="CDC", since=START)
    join_committee(group, HOUSING, "Ana Bell", seat=seat)
    rule = RuleChanges(rule=DecisionRule.CONSENSUS, quorum=Quorum(members=2))
    add_rule(group, HOUSING, changes=rule)
    entry = Entry(
        title="Comité", held_on=TODAY, committee=HOUSING,
        participants=[("Ana Bell", Role.PARTICIPANT)], on_behalf_of={"Ana Bell": "CDC"},
    )  # fmt: skip
    number = int(log_interaction(group, entry).slug.removeprefix("#"))
    done = add_decision(group, "Oui", changes=DecisionChanges(interaction=number))
    assert "it was not reached" in done.remarks[0]


# Seats for sectors


def seats(store: Store, sector: str, number: int, until: date | None = None) -> None:
    changes = SeatChanges(sector=sector, seats=number, until=until)
    reserve_seats(store, HOUSING, changes=changes)


def test_seat_is_filled_by_the_sector_of_the_organization(group: Store) -> None:
    seats(group, "communautaire", 2)
    (line,) = list_seats(group)
    names = [it.name for it in line.holders]
    assert (line.filled, line.vacant, names) == (1, 1, ["Nadia Roy"])


def test_sector_of_the_person_comes_first(group: Store) -> None:
    edit_actor(group, "Nadia Roy", changes=ActorChanges(sector="Santé"))
    seats(group, "Communautaire", 1)
    (line,) = list_seats(group)
    assert line.vacant == 1


def test_expired_and_vacant_seats_are_told(group: Store) -> None:
    seats(group, "Communautaire", 1, until=END)
    seats(group, "Santé", 2)
    found = [it for it in governance_gaps(group) if it.detail]
    assert [(it.gap.value, it.detail, it.number) for it in found] == [
        ("vacant-seats", "Santé", 2),
        ("seats-expired", "Communautaire", 1),
    ]


def test_one_sector_is_not_reserved_twice(group: Store) -> None:
    seats(group, "Santé", 1)
    with pytest.raises(ReservedTwiceError):
        seats(group, "sante", 1)


def test_forbidden_person_fills_a_seat_without_a_name(group: Store) -> None:
    show_to(group, "Nadia Roy", Diffusion.FORBIDDEN)
    seats(group, "Communautaire", 1)
    (line,) = list_seats(group)
    assert (line.filled, line.holders, line.hidden) == (1, (), 1)


# Decisions


def test_decision_takes_committee_and_day_from_its_meeting(group: Store) -> None:
    number = meet(group, "Nadia Roy")
    add_decision(group, "Oui", changes=DecisionChanges(interaction=number))
    (line,) = list_decisions(group)
    assert (line.committee_slug, line.decided_on) == (HOUSING, date(2025, 5, 6))


def test_decision_of_nobody_is_refused(group: Store) -> None:
    with pytest.raises(WhichCommitteeError):
        add_decision(group, "Oui", changes=DecisionChanges())


def test_decision_of_tomorrow_is_refused(group: Store) -> None:
    with pytest.raises(FutureDecisionError):
        decide(group, decided_on=date(2026, 11, 25))


def test_decision_before_the_committee_is_refused(group: Store) -> None:
    edit_committee(group, HOUSING, changes=CommitteeChanges(started_on=START))
    with pytest.raises(OutOfLifeError):
        decide(group, decided_on=date(2023, 12, 31))


def test_decisions_do_not_replace_each_other_in_a_circle(group: Store) -> None:
    first = decide(group)
    second = decide(group, replaces=first)
    with pytest.raises(ReplacesLoopError):
        edit_decision(group, first, changes=DecisionChanges(replaces=second))


def test_list_of_a_past_day_does_not_know_what_came_later(group: Store) -> None:
    first = decide(group, decided_on=START)
    decide(group, "Autre", decided_on=END, replaces=first)
    (line,) = list_decisions(group, at=date(2025, 1, 1))
    assert (line.number, line.replaced_by) == (first, None)


def test_follow_ups_go_to_the_meeting_that_the_decision_goes_to(group: Store) -> None:
    number = decide(group, promised=Promised(["Écrire"], "Nadia Roy"))
    meeting = meet(group, "Luc Côté")
    edit_decision(group, number, changes=DecisionChanges(interaction=meeting))
    with group.reading() as session:
        assert session.scalars(select(FollowUp.interaction_key)).all() == [meeting]


def test_meeting_of_a_decision_is_not_removed(group: Store) -> None:
    meeting = meet(group, "Luc Côté")
    decide(group, interaction=meeting)
    with pytest.raises(Exception, match="1 decision"):
        remove_interaction(group, meeting)


def test_removed_decision_leaves_its_follow_ups(group: Store) -> None:
    number = decide(group, promised=Promised(["Écrire"]))
    remove_decision(group, number)
    with group.reading() as session:
        assert session.scalars(select(FollowUp.what)).all() == ["Écrire"]


def test_decision_is_about_any_record_with_a_title(group: Store) -> None:
    meeting = meet(group, "Luc Côté")
    number = decide(group, records=[f"interaction:{meeting}"])
    (about,) = decision_card(group, number, lang="en").about
    assert (about.kind, about.name) == ("interaction", "Rencontre")


@pytest.mark.parametrize("typed", ["besoins:1", "interaction:99", "interaction", ":"])
def test_decision_about_nothing_is_refused(group: Store, typed: str) -> None:
    with pytest.raises(UnknownRecordError):
        decide(group, records=[typed])


def test_forbidden_person_is_counted_not_named_by_a_decision(group: Store) -> None:
    number = decide(group, actors=["Nadia Roy", "CDC"])
    show_to(group, "Nadia Roy", Diffusion.FORBIDDEN)
    card = decision_card(group, number, lang="fr")
    assert ([it.name for it in card.about], card.hidden) == (["CDC"], 1)


def test_decisions_about_an_actor_are_found(group: Store) -> None:
    number = decide(group, actors=["CDC"])
    decide(group, "Autre")
    found = list_decisions(group, DecisionFilter(actor="CDC"))
    assert [it.number for it in found] == [number]


def test_merged_actor_leaves_its_decisions_to_the_other(group: Store) -> None:
    add_actor(group, "C.D.C.", kind=ORGANIZATION, changes=ActorChanges(), apart="2")
    number = decide(group, actors=["#1", "#4"])
    merge_actors(group, "#1", "#4")
    card = decision_card(group, number, lang="fr")
    assert [it.name for it in card.about] == ["CDC"]


# Who may speak


def speak(store: Store, who: str, **changes: object) -> str:
    asked = SpeakingChanges(**changes)  # type: ignore[arg-type]  # Named above.
    return add_spokesperson(store, who, changes=asked).slug


def test_nobody_speaks_twice_on_the_same(group: Store) -> None:
    speak(group, "Nadia Roy", since=START)
    with pytest.raises(SpeaksAlreadyError):
        speak(group, "Nadia Roy", since=END)


def test_right_to_speak_is_over_on_its_last_day(group: Store) -> None:
    speak(group, "Nadia Roy", since=START, until=END)
    held = [len(list_spokespersons(group, at=day, lang="fr").lines) for day in
            (date(2025, 12, 31), END)]  # fmt: skip
    assert held == [1, 0]


def test_right_to_speak_that_ends_before_it_starts_is_refused(group: Store) -> None:
    with pytest.raises(EndBeforeStartError):
        speak(group, "Nadia Roy", since=END, until=START)


def test_public_sees_only_who_may_be_shown_to_it(group: Store) -> None:
    speak(group, "Nadia Roy")
    speak(group, "Luc Côté")
    show_to(group, "Luc Côté", Diffusion.PUBLIC)
    wanted = SpeakerFilter(shown_to=Diffusion.PUBLIC)
    found = list_spokespersons(group, wanted, lang="fr")
    assert ([it.name for it in found.lines], found.hidden) == (["Luc Côté"], 1)


def test_erased_person_is_in_no_text_of_governance(group: Store) -> None:
    speak(group, "Nadia Roy", note="Nadia Roy, pas les médias")
    decide(
        group, "Nommer Nadia Roy", text="Nadia Roy parle.", actors=["Nadia Roy"],
        promised=Promised(["Appeler Nadia Roy"], "Nadia Roy"),
    )  # fmt: skip
    add_mandate(group, HOUSING, changes=MandateChanges(text="Aider Nadia Roy"))
    erase_person(group, "Nadia Roy")
    assert "Nadia" not in str(rows_of(group))


def test_card_gathers_how_a_committee_governs_itself(group: Store) -> None:
    mandate(group, START, END)
    seats(group, "Santé", 1)
    decide(group)
    speak(group, "Luc Côté", committee=HOUSING)
    card = committee_card(group, HOUSING, lang="fr")
    found = card.governance
    assert (
        len(found.mandates), len(found.rules), len(found.seats.lines),
        len(found.speakers.lines), [it.gap.value for it in found.gaps],
        len(card.decisions),
    ) == (1, 0, 1, 1, ["mandate-ended", "no-rule", "vacant-seats"], 1)  # fmt: skip


def test_mandates_are_kept_by_committee(group: Store) -> None:
    mandate(group, START, None)
    with group.reading() as session:
        (held,) = session.scalars(select(Mandate))
        assert held.committee.slug == HOUSING
