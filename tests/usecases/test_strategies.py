"""Strategies, their steps, pledges and markers; dates and counts worked by hand."""

from datetime import date

import pytest

from reseau.domain.dissemination import (
    MarkerLevel,
    MarkerState,
    PledgeState,
    StrategyState,
)
from reseau.domain.vocabulary import (
    ActorKind,
    Carrier,
    CommitteeRole,
    Diffusion,
    Precision,
)
from reseau.domain.vocabulary import CommitteeKind as Kind
from reseau.store.models import Interaction, Strategy
from reseau.store.naming.finding import AmbiguousNameError
from reseau.store.naming.titled import UnknownStrategyError, strategy_named
from reseau.store.past.dependents import StillUsedError
from reseau.store.session import Store
from reseau.usecases.actors import committees, people, seats
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.common import cycle_edits
from reseau.usecases.common.spells import EndBeforeStartError
from reseau.usecases.cycle import markers, pledges, strategies, strategy_steps
from reseau.usecases.cycle.marker_lists import marker_card, progress
from reseau.usecases.cycle.pledges_left import pledges_left
from reseau.usecases.cycle.strategy_cards import list_strategies, strategy_card
from tests import cycles
from tests.contents import add, show_to

SEEN = markers.Seen("Compte rendu")


@pytest.fixture
def school(sqlite_store: Store) -> Store:
    cycles.actors(sqlite_store)
    cycles.strategy(sqlite_store)
    return sqlite_store


@pytest.fixture
def marked(sqlite_store: Store) -> Store:
    cycles.marked(sqlite_store)
    return sqlite_store


def _edit(store: Store, **changes: object) -> None:
    wanted = strategies.StrategyChanges(**changes)  # type: ignore[arg-type]  # Named.
    strategies.edit_strategy(store, "cour", changes=wanted)


# What a strategy needs


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"intended": "x"}, strategies.NoTargetError),
        ({"targets": (cycles.SCHOOL,)}, cycle_edits.MissingTextError),
        ({"targets": (cycles.SCHOOL,), "intended": " "}, cycle_edits.MissingTextError),
    ],
)
def test_strategy_says_whom_and_what_change(
    school: Store, changes: dict[str, object], error: type[Exception]
) -> None:
    wanted = strategies.StrategyChanges(**changes)  # type: ignore[arg-type]  # Named.
    with pytest.raises(error):
        strategies.add_strategy(school, "Autre", changes=wanted)


def test_two_strategies_of_one_title_are_refused(school: Store) -> None:
    with pytest.raises(strategies.StrategyExistsError):
        cycles.strategy(school, "ouvrir LA cour")


def test_deadline_before_the_start_is_refused(school: Store) -> None:
    with pytest.raises(EndBeforeStartError):
        _edit(school, due_on=date(2026, 2, 28))


def test_strategy_that_begins_later_is_planned(school: Store) -> None:
    cycles.strategy(school, "Plus tard", start=date(2027, 1, 1))
    card = strategy_card(school, "plus-tard", lang="en")
    assert card.state is StrategyState.PLANNED


# Finding one


@pytest.mark.parametrize(
    "typed", ["#1", "1", "ouvrir-la-cour", "OUVRIR LA COUR", "cour", "cour ouvrir"]
)
def test_strategy_is_found_by_number_code_or_words(school: Store, typed: str) -> None:
    with school.reading() as session:
        assert strategy_named(session, typed).key == 1


def test_words_of_two_titles_name_the_candidates(school: Store) -> None:
    cycles.strategy(school, "Ouvrir le gymnase")
    with school.reading() as session, pytest.raises(AmbiguousNameError) as error:
        strategy_named(session, "ouvrir")
    assert "ouvrir-la-cour" in str(error.value)
    assert "ouvrir-le-gymnase" in str(error.value)


def test_unknown_title_names_what_is_near(school: Store) -> None:
    with school.reading() as session, pytest.raises(UnknownStrategyError, match="Ouvr"):
        strategy_named(session, "la cour arrière")


# Steps


def test_interaction_before_the_strategy_is_no_step(school: Store) -> None:
    with pytest.raises(strategy_steps.StepBeforeStrategyError):
        strategy_steps.add_steps(school, "cour", [1])


def test_interaction_known_by_its_month_may_be_a_step(school: Store) -> None:
    """A meeting “of March 2026” is not surely before the 10th."""
    with school.working("month") as work:
        found = work.session.get_one(Interaction, 1)
        found.held_on, found.precision = date(2026, 3, 1), Precision.MONTH
    _edit(school, started_on=date(2026, 3, 10))
    strategy_steps.add_steps(school, "cour", [1])
    assert [it.number for it in strategy_card(school, "cour", lang="en").steps] == [1]


def test_step_without_any_target_says_so(school: Store) -> None:
    _edit(school, targets=(cycles.MEMBER,))
    add(school, "Solon")
    _edit(school, targets=("Solon",))
    done = strategy_steps.add_steps(school, "cour", [2])
    assert "No target took part in interaction #2." in done.remarks


def test_closed_strategy_takes_no_step(school: Store) -> None:
    strategies.close_strategy(school, "cour", state=StrategyState.ENDED)
    with pytest.raises(strategies.StrategyOverError):
        strategy_steps.add_steps(school, "cour", [2])


def test_state_that_is_not_over_takes_a_strategy_up_again(school: Store) -> None:
    strategies.close_strategy(school, "cour", state=StrategyState.ENDED)
    _edit(school, state=StrategyState.RUNNING)
    assert strategy_card(school, "cour", lang="en").closed_on is None


def test_strategy_is_not_closed_as_running(school: Store) -> None:
    with pytest.raises(strategies.NotOverError):
        strategies.close_strategy(school, "cour", state=StrategyState.RUNNING)


# Markers


def test_marker_is_not_moved_by_what_came_before_the_strategy(marked: Store) -> None:
    with pytest.raises(markers.MovedBeforeError) as error:
        markers.move_marker(marked, 4, 1, seen=SEEN)
    assert "February 1, 2026" in str(error.value)
    assert "March 1, 2026" in str(error.value)


def test_strategy_cannot_begin_after_what_moved_it(marked: Store) -> None:
    with pytest.raises(strategies.StartAfterMoveError):
        _edit(marked, started_on=date(2026, 4, 11))


def test_sign_is_not_seen_before_the_interaction(marked: Store) -> None:
    seen = markers.Seen("x", on=date(2026, 9, 19))
    with pytest.raises(markers.SeenBeforeError):
        markers.move_marker(marked, 4, 3, seen=seen)


def test_sign_is_not_seen_tomorrow(marked: Store) -> None:
    seen = markers.Seen("x", on=date(2026, 11, 25))
    with pytest.raises(cycle_edits.NotYetError):
        markers.move_marker(marked, 4, 3, seen=seen)


def test_marker_is_not_moved_without_evidence(marked: Store) -> None:
    with pytest.raises(cycle_edits.MissingTextError):
        markers.move_marker(marked, 4, 3, seen=markers.Seen(" \n"))


def test_same_interaction_and_day_correct_what_was_said(marked: Store) -> None:
    seen = markers.Seen("Courriel", MarkerState.PARTLY)
    markers.move_marker(marked, 2, 3, seen=seen)
    card = marker_card(marked, 2)
    assert [(it.state, it.evidence) for it in card.moves] == [
        (MarkerState.PARTLY, "Courriel")
    ]


def test_progress_is_three_numbers(marked: Store) -> None:
    """1 of 1 expected; 1 of 2 liked, the other in part; 0 of 1 loved."""
    found = strategy_card(marked, "cour", lang="en").progress
    assert [
        (it.level, it.reached, it.partly, it.with_evidence, it.markers)
        for it in found.levels
    ] == [
        (MarkerLevel.EXPECT, 1, 0, 1, 1),
        (MarkerLevel.LIKE, 1, 1, 2, 2),
        (MarkerLevel.LOVE, 0, 0, 0, 1),
    ]


def test_time_to_the_first_like_is_from_the_start(marked: Store) -> None:
    """From 1 March to 20 September 2026: 30 + 30 + 31 + 30 + 31 + 31 + 20 = 203."""
    found = strategy_card(marked, "cour", lang="en").progress
    assert (found.first_like_on, found.days_to_first_like) == (date(2026, 9, 20), 203)


def test_lost_marker_counts_no_more_but_its_first_day_stays(marked: Store) -> None:
    seen = markers.Seen("Elle a changé d’idée", MarkerState.LOST, date(2026, 10, 1))
    markers.move_marker(marked, 2, 3, seen=seen)
    found = strategy_card(marked, "cour", lang="en").progress
    assert (found.levels[1].reached, found.days_to_first_like) == (0, 203)


def test_strategy_without_markers_has_no_progress(school: Store) -> None:
    with school.reading() as session:
        found = progress(session.get_one(Strategy, 1))
    assert [it.markers for it in found.levels] == [0, 0, 0]
    assert found.days_to_first_like is None


def test_marker_is_about_a_target(school: Store) -> None:
    level = MarkerLevel.EXPECT
    with pytest.raises(markers.NotATargetError):
        markers.add_marker(school, "cour", "x", level=level, actor=cycles.MEMBER)


def test_target_of_a_marker_stays_a_target(school: Store) -> None:
    level = MarkerLevel.EXPECT
    markers.add_marker(school, "cour", "x", level=level, actor=cycles.SCHOOL)
    with pytest.raises(strategies.MarkedTargetError):
        _edit(school, targets=(cycles.MEMBER,))


def test_move_is_withdrawn(marked: Store) -> None:
    markers.withdraw_move(marked, 2, 3)
    assert marker_card(marked, 2).state is None
    with pytest.raises(markers.NoMoveError):
        markers.withdraw_move(marked, 2, 3)


def test_marker_that_moved_is_not_removed(marked: Store) -> None:
    with pytest.raises(StillUsedError):
        markers.remove_marker(marked, 2)
    markers.remove_marker(marked, 4)


# Pledges


def _pledge(store: Store, who: str = cycles.MEMBER, **more: date) -> None:
    pledges.pledge(store, "cour", who, promise=pledges.Promise("Appeler", **more))


def _was_at(store: Store, name: str) -> None:
    """Give the member a role from 2024 until 1 June 2026."""
    role = people.NewRole(name, since=date(2024, 1, 1))
    people.join_organization(store, cycles.MEMBER, role=role)
    people.leave_organization(
        store, cycles.MEMBER, organization=name, on=date(2026, 6, 1)
    )


def test_pledge_of_a_person_who_left_is_refused(school: Store) -> None:
    add(school, "CDC")
    _was_at(school, "CDC")
    with pytest.raises(pledges.LeftError, match=r"CDC ended on June 1, 2026"):
        _pledge(school)


def test_pledge_of_before_they_left_is_noted(school: Store) -> None:
    add(school, "CDC")
    _was_at(school, "CDC")
    _pledge(school, on=date(2026, 5, 31))
    with pytest.raises(pledges.LeftError):
        _pledge(school, on=date(2026, 6, 1))


def test_pledge_that_waits_for_a_person_who_left_is_told(school: Store) -> None:
    add(school, "CDC")
    _was_at(school, "CDC")
    _pledge(school, on=date(2026, 5, 31))
    assert pledges_left(school, at=date(2026, 5, 31)) == []
    (left,) = pledges_left(school, at=date(2026, 6, 1))
    assert (left.number, left.actor, left.what) == (1, cycles.MEMBER, "Appeler")


def test_seat_that_is_open_is_enough_to_pledge(school: Store) -> None:
    add(school, "CDC")
    _was_at(school, "CDC")
    committees.add_committee(
        school, "GPA", kind=Kind.ADVISORY_GROUP, changes=committees.CommitteeChanges()
    )
    seat = seats.NewSeat(CommitteeRole.MEMBER)
    seats.join_committee(school, "GPA", cycles.MEMBER, seat=seat)
    _pledge(school)


def test_person_without_any_role_may_pledge(school: Store) -> None:
    _pledge(school)


def test_pledge_goes_from_open_to_late_to_kept(school: Store) -> None:
    """Said on 1 October, due on 1 November; today is 24 November 2026."""
    _pledge(school, on=date(2026, 10, 1), due=date(2026, 11, 1))
    line = pledges.list_pledges(school)[0]
    assert (line.state, line.late) == (PledgeState.LATE, 23)
    pledges.move_pledge(school, 1, due=date(2026, 12, 1))
    assert pledges.list_pledges(school)[0].state is PledgeState.OPEN
    pledges.keep_pledge(school, 1)
    assert pledges.list_pledges(school) == []
    assert pledges.list_pledges(school, all_=True)[0].state is PledgeState.KEPT


def test_pledge_ends_once(school: Store) -> None:
    _pledge(school)
    pledges.drop_pledge(school, 1, reason="Manque de temps")
    with pytest.raises(pledges.PledgeOverError):
        pledges.keep_pledge(school, 1)


def test_pledge_does_not_end_before_it_was_said(school: Store) -> None:
    _pledge(school, on=date(2026, 10, 1))
    with pytest.raises(EndBeforeStartError):
        pledges.keep_pledge(school, 1, on=date(2026, 9, 30))


def test_second_pledge_says_what_the_member_carries(school: Store) -> None:
    _pledge(school, on=date(2026, 10, 1), due=date(2026, 11, 1))
    done = pledges.pledge(
        school, "cour", cycles.MEMBER, promise=pledges.Promise("Écrire")
    )
    assert done.remarks == (
        "Nadia Tremblay now carries 2 pledges that are not over, 1 of them late.",
    )


def test_closing_names_the_pledges_left_open(school: Store) -> None:
    _pledge(school)
    done = strategies.close_strategy(school, "cour", state=StrategyState.REACHED)
    assert "#1" in done.remarks[0]


def test_members_carry_a_strategy_once_one_has_pledged(school: Store) -> None:
    before = strategy_card(school, "cour", lang="en").cell
    _pledge(school)
    after = strategy_card(school, "cour", lang="en").cell
    assert (before.carrier, after.carrier) == (Carrier.STAFF, Carrier.MEMBERS)
    assert not after.carrier_given


# People


def test_target_whom_nobody_may_be_shown_is_counted(school: Store) -> None:
    add(school, "Luc Côté", ActorKind.PERSON)
    _edit(school, targets=(cycles.SCHOOL, "Luc Côté"))
    show_to(school, "Luc Côté", Diffusion.FORBIDDEN)
    line = list_strategies(school, lang="en")[0]
    assert (line.targets, line.hidden) == ((cycles.SCHOOL,), 1)


def test_pledge_of_somebody_hidden_is_told_without_a_name(school: Store) -> None:
    _pledge(school)
    show_to(school, cycles.MEMBER, Diffusion.FORBIDDEN)
    line = pledges.list_pledges(school)[0]
    assert (line.actor, line.code) == (None, None)


def test_merged_actors_are_one_target(school: Store) -> None:
    add(school, "École du Nord")
    _edit(school, targets=(cycles.SCHOOL, "École du Nord"))
    merge_actors(school, cycles.SCHOOL, "École du Nord")
    card = strategy_card(school, "cour", lang="en")
    assert card.targets.names == (cycles.SCHOOL,)


def test_strategy_with_markers_is_not_removed(marked: Store) -> None:
    with pytest.raises(StillUsedError, match="4 markers"):
        strategies.remove_strategy(marked, "cour")


def test_strategy_alone_is_removed_with_its_steps(school: Store) -> None:
    strategy_steps.add_steps(school, "cour", [2])
    strategies.remove_strategy(school, "cour")
    assert list_strategies(school, all_=True, lang="en") == []


def test_strategy_is_not_closed_in_the_future(school: Store) -> None:
    with pytest.raises(cycle_edits.NotYetError):
        strategies.close_strategy(
            school, "cour", state=StrategyState.REACHED, on=date(2030, 1, 1)
        )


def test_strategy_does_not_begin_after_its_steps(school: Store) -> None:
    strategy_steps.add_steps(school, "cour", [2])
    with pytest.raises(strategies.StartAfterPartError, match="interaction #2"):
        _edit(school, started_on=date(2026, 5, 1))
