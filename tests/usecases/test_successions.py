"""Organizations merge, split, are renamed and end; their past stays theirs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    CommitteeKind,
    Diffusion,
    Layer,
    PartnerStatus,
)
from reseau.store.models import Succession
from reseau.store.session import Store
from reseau.usecases.actors.actor_cards import actor_card
from reseau.usecases.actors.actor_lists import ActorFilter, list_actors
from reseau.usecases.actors.actors import (
    ActorChanges,
    OnlyOrganizationsError,
    edit_actor,
)
from reseau.usecases.actors.committees import (
    CommitteeChanges,
    add_committee,
    list_committees,
)
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.actors.people import NewRole, join_organization
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.actors.succession_checks import (
    EndedAlreadyError,
    LoopOfMergersError,
    NotBegunError,
    OwnSuccessorError,
    SuccessorOverError,
)
from reseau.usecases.actors.succession_lists import (
    OrderError,
    edit_change,
    list_changes,
    remove_change,
)
from reseau.usecases.actors.successions import (
    FutureNameError,
    OneSuccessorError,
    RenamedLaterError,
    When,
    end,
    rename,
    split,
    succeed,
)
from reseau.usecases.governance.governance import governance_gaps
from reseau.usecases.log.memory import redo_operation, undo_operation
from reseau.usecases.network.network import Question, look, network_overview
from reseau.usecases.safekeeping.safekeeping import check
from tests.contents import PERSON, add, meet, rows_of, show_to

MERGED = date(2025, 3, 1)
BEFORE, AFTER = date(2025, 2, 28), date(2026, 1, 1)


@pytest.fixture
def two(store: Store) -> Store:
    """CDC Nord and CDC Sud, who met Ana on 6 May 2024; nothing else."""
    add(store, "Ana Bell", PERSON)
    meet(store, "CDC Nord", "CDC Sud", "Ana Bell", on=date(2024, 5, 6))
    return store


def merge(store: Store, *names: str, into: str = "CDC Unie", on: date = MERGED) -> None:
    succeed(
        store, names or ("CDC Nord", "CDC Sud"), into=into, when=When(on, create=True)
    )


def names(store: Store, at: date | None = None) -> list[str]:
    return [it.name for it in list_actors(store, at=at)]


# Mergers


def test_lists_show_what_existed_that_day(two: Store) -> None:
    merge(two)
    assert (names(two, BEFORE), names(two, MERGED)) == (
        ["Ana Bell", "CDC Nord", "CDC Sud"],
        ["Ana Bell", "CDC Unie"],
    )


def test_past_lines_stay_with_what_merged(two: Store) -> None:
    merge(two)
    card = actor_card(two, "CDC Nord", lang="fr")
    (after,) = card.story.after
    assert (card.interactions, after.name, after.on) == (1, "CDC Unie", MERGED)


def test_all_organizations_say_what_they_became(two: Store) -> None:
    merge(two)
    found = list_actors(two, ActorFilter(everything=True))
    assert {it.name: (it.ended_on, it.became) for it in found if it.ended_on} == {
        "CDC Nord": (MERGED, ("CDC Unie",)),
        "CDC Sud": (MERGED, ("CDC Unie",)),
    }


def test_merger_is_undone_and_redone_as_one(two: Store) -> None:
    before = rows_of(two)
    merge(two)
    after = rows_of(two)
    undo_operation(two, None)
    assert rows_of(two) == before
    redo_operation(two)
    assert rows_of(two) == after


def test_dry_run_of_a_merger_writes_nothing(two: Store) -> None:
    before = rows_of(two)
    when = When(MERGED, create=True)
    succeed(two, ["CDC Nord"], into="CDC Unie", when=when, dry_run=True)
    assert rows_of(two) == before


def test_roles_seats_and_partnership_go_on(two: Store) -> None:
    add_committee(two, "Table", kind=CommitteeKind.TABLE, changes=CommitteeChanges())
    join_committee(two, "Table", "Ana Bell", seat=NewSeat(on_behalf_of="CDC Nord"))
    join_organization(two, "Ana Bell", role=NewRole("CDC Nord", "Direction"))
    add_partner(two, "CDC Nord", status=PartnerStatus.ACTIVE, since=date(2020, 1, 1))
    merge(two)
    ana = actor_card(two, "Ana Bell", lang="fr")
    new = actor_card(two, "CDC Unie", lang="fr")
    assert (
        [(it.what, it.since, it.until) for it in ana.roles],
        [(it.since, it.until) for it in ana.seats],
        [(it.what, it.since) for it in new.partnerships],
    ) == (
        [("CDC Nord", None, MERGED), ("CDC Unie", MERGED, None)],
        [(None, MERGED), (MERGED, None)],
        [("active", MERGED)],
    )


def test_roles_stay_when_that_is_asked_and_check_tells(two: Store) -> None:
    join_organization(two, "Ana Bell", role=NewRole("CDC Nord", "Direction"))
    when = When(MERGED, create=True, keep_open=True)
    succeed(two, ["CDC Nord"], into="CDC Unie", when=when)
    (gap,) = governance_gaps(two)
    assert (gap.gap.value, gap.slug, gap.number, gap.detail) == (
        "after-the-end", "cdc-nord", 1, "CDC Unie",
    )  # fmt: skip


def test_line_after_the_end_is_told(two: Store) -> None:
    end(two, "CDC Nord", when=When(MERGED))
    meet(two, "CDC Nord", "Ana Bell", on=MERGED)
    (gap,) = governance_gaps(two)
    assert (gap.slug, gap.number) == ("cdc-nord", 1)


# What is refused


def test_loop_of_mergers_is_refused_with_its_way(two: Store) -> None:
    merge(two)
    merge(two, "CDC Unie", into="CDC Métro", on=AFTER)
    with pytest.raises(LoopOfMergersError, match="CDC Nord → CDC Unie → CDC Métro"):
        merge(two, "CDC Métro", into="CDC Nord", on=AFTER)


@pytest.mark.parametrize("on", [date(2024, 1, 1), MERGED, AFTER])
def test_two_do_not_become_each_other_whatever_the_days(two: Store, on: date) -> None:
    merge(two, "CDC Nord", into="CDC Sud")
    with pytest.raises(LoopOfMergersError):
        merge(two, "CDC Sud", into="CDC Nord", on=on)


def test_duplicates_that_would_close_a_loop_are_not_merged(two: Store) -> None:
    merge(two, "CDC Nord", into="CDC Sud")
    merge(two, "CDC Sud", into="C. D. C. du Nord", on=AFTER)
    before = rows_of(two)
    with pytest.raises(LoopOfMergersError):
        merge_actors(two, "CDC Nord", "C. D. C. du Nord")
    assert rows_of(two) == before


def test_duplicates_of_which_one_became_the_other_were_one(two: Store) -> None:
    merge(two, "CDC Nord", into="CDC Sud")
    merge_actors(two, "CDC Sud", "CDC Nord")
    assert list_changes(two) == []


def test_nothing_ends_twice(two: Store) -> None:
    end(two, "CDC Nord", when=When(MERGED))
    with pytest.raises(EndedAlreadyError):
        merge(two, "CDC Nord", on=AFTER)


def test_what_is_over_takes_nothing_over(two: Store) -> None:
    end(two, "CDC Nord", when=When(MERGED))
    with pytest.raises(SuccessorOverError):
        merge(two, "CDC Sud", into="CDC Nord", on=AFTER)


def test_nothing_ends_before_it_began(two: Store) -> None:
    merge(two)
    with pytest.raises(NotBegunError):
        end(two, "CDC Unie", when=When(BEFORE))


def test_nothing_becomes_itself(two: Store) -> None:
    with pytest.raises(OwnSuccessorError):
        merge(two, "CDC Nord", "CDC Sud", into="CDC Sud")


@pytest.mark.parametrize("names", [["Ana Bell"], ["CDC Nord", "Ana Bell"]])
def test_people_do_not_merge(two: Store, names: Sequence[str]) -> None:
    with pytest.raises(OnlyOrganizationsError):
        merge(two, *names)


def test_split_in_one_is_refused(two: Store) -> None:
    with pytest.raises(OneSuccessorError):
        split(two, "CDC Nord", into=["Est"], when=When(MERGED, create=True))


# Splits, ends, names


def test_split_ends_what_was_split(two: Store) -> None:
    split(two, "CDC Nord", into=["Est", "Ouest"], when=When(MERGED, create=True))
    assert names(two) == ["Ana Bell", "CDC Sud", "Est", "Ouest"]


def test_what_gave_rise_to_another_goes_on(two: Store) -> None:
    when = When(MERGED, create=True)
    split(two, "CDC Nord", into=["Est"], when=when, goes_on=True)
    assert names(two, AFTER) == ["Ana Bell", "CDC Nord", "CDC Sud", "Est"]


def test_what_gave_rise_to_another_may_be_taken_over_by_it(two: Store) -> None:
    when = When(MERGED, create=True)
    split(two, "CDC Nord", into=["Est"], when=when, goes_on=True)
    merge(two, "CDC Nord", into="Est", on=AFTER)
    assert names(two) == ["Ana Bell", "CDC Sud", "Est"]


def test_name_of_a_day_is_the_one_borne_that_day(two: Store) -> None:
    rename(two, "CDC Nord", "Nord uni", when=When(MERGED))
    rename(two, "Nord uni", "Grand Nord", when=When(AFTER))
    found = [names(two, day)[-1] for day in (AFTER, MERGED)]
    shown = [actor_card(two, "CDC Nord", lang="fr", at=it).name
             for it in (BEFORE, MERGED, date(2025, 12, 31), AFTER)]  # fmt: skip
    assert (shown, found) == (
        ["CDC Nord", "Nord uni", "Nord uni", "Grand Nord"],
        ["Grand Nord", "Nord uni"],
    )


def test_older_name_is_written_afterwards(two: Store) -> None:
    rename(two, "CDC Nord", "Nord uni", when=When(AFTER))
    rename(two, "Nord uni", None, was="Corpo Nord", when=When(MERGED))
    card = actor_card(two, "Corpo Nord", lang="fr")
    assert [(it.name, it.since, it.until) for it in card.story.names] == [
        ("CDC Nord", MERGED, AFTER),
        ("Corpo Nord", None, MERGED),
    ]


def test_name_before_a_known_renaming_needs_the_older_one(two: Store) -> None:
    rename(two, "CDC Nord", "Nord uni", when=When(AFTER))
    with pytest.raises(RenamedLaterError):
        rename(two, "Nord uni", "Autre", when=When(MERGED))


def test_name_of_tomorrow_is_refused(two: Store) -> None:
    with pytest.raises(FutureNameError):
        rename(two, "CDC Nord", "Nord uni", when=When(date(2026, 11, 25)))


def test_correction_of_a_name_says_nothing_of_days(two: Store) -> None:
    edit_actor(two, "CDC Nord", changes=ActorChanges(name="CDC du Nord"))
    assert "CDC du Nord" in names(two, BEFORE)


def test_names_are_looked_for_as_they_were(two: Store) -> None:
    rename(two, "CDC Nord", "Grand Nord", when=When(MERGED))
    found = list_actors(two, ActorFilter(containing="cdc n"), at=BEFORE)
    assert [it.name for it in found] == ["CDC Nord"]


# Corrections


def test_both_rows_of_a_merger_move_together(two: Store) -> None:
    merge(two)
    edit_change(two, 1, on=AFTER)
    assert names(two, MERGED) == ["Ana Bell", "CDC Nord", "CDC Sud"]
    assert names(two, AFTER) == ["Ana Bell", "CDC Unie"]


def test_change_does_not_pass_another_one(two: Store) -> None:
    merge(two)
    end(two, "CDC Unie", when=When(AFTER))
    with pytest.raises(OrderError):
        edit_change(two, 1, on=date(2026, 6, 1))


def test_removed_change_did_not_happen(two: Store) -> None:
    end(two, "CDC Nord", when=When(MERGED))
    remove_change(two, 1)
    assert "CDC Nord" in names(two)


def test_circle_that_got_in_is_told_by_check(two: Store) -> None:
    merge(two, "CDC Nord", into="CDC Sud")
    with two.working("damage") as work:
        row = work.session.get_one(Succession, 1)
        work.session.add(
            Succession(
                predecessor_key=row.successor_key, successor_key=row.predecessor_key,
                kind=row.kind, happened_on=AFTER,
            )
        )  # fmt: skip
    found = [(it.table, it.key) for it in check(two.address).findings]
    assert found == [("succession", 1), ("succession", 2)]


# The network


def test_lines_stay_under_the_own_names_by_default(two: Store) -> None:
    merge(two)
    figures = network_overview(two, Question()).overview
    assert (figures.ties, figures.rule.over, figures.rule.followed) == (3, 2, 0)


def test_lines_of_what_merged_are_counted_with_the_successor(two: Store) -> None:
    merge(two)
    # Two organizations at one meeting with Ana become one: 1 tie in place of 3.
    figures = network_overview(two, Question(follow=AFTER)).overview
    assert (figures.ties, figures.actors, figures.rule.followed) == (1, 2, 2)


def test_successors_of_successors_are_followed(two: Store) -> None:
    merge(two)
    merge(two, "CDC Unie", into="CDC Métro", on=AFTER)
    with two.reading() as session:
        looked = look(session, Question(follow=AFTER))
    assert [it.name for it in looked.actors] == ["Ana Bell", "CDC Métro"]


def test_merger_to_come_is_not_followed(two: Store) -> None:
    merge(two)
    figures = network_overview(two, Question(at=BEFORE, follow=BEFORE)).overview
    assert (figures.ties, figures.rule.followed) == (3, 0)


def test_split_is_not_followed(two: Store) -> None:
    split(two, "CDC Nord", into=["Est", "Ouest"], when=When(MERGED, create=True))
    figures = network_overview(two, Question(follow=AFTER)).overview
    assert (figures.rule.followed, figures.rule.over) == (0, 1)


def test_successor_that_may_not_be_shown_takes_no_line(two: Store) -> None:
    merge(two)
    show_to(two, "CDC Unie", Diffusion.FORBIDDEN)
    figures = network_overview(two, Question(follow=AFTER)).overview
    assert (figures.ties, figures.rule.followed) == (3, 0)


def test_network_of_a_day_bears_the_names_of_that_day(two: Store) -> None:
    rename(two, "CDC Nord", "Grand Nord", when=When(MERGED))
    merge(two, "Grand Nord", "CDC Sud", on=AFTER)
    question = Question(at=BEFORE)
    with two.reading() as session:
        then = look(session, question)
        later = look(session, replace(question, at=AFTER))
    assert [it.name for it in then.actors] == ["Ana Bell", "CDC Nord", "CDC Sud"]
    assert [it.name for it in later.actors] == [
        "Ana Bell", "Grand Nord", "CDC Sud", "CDC Unie",
    ]  # fmt: skip


def test_every_layer_follows_successors(two: Store) -> None:
    join_organization(two, "Ana Bell", role=NewRole("CDC Nord", "Direction"))
    when = When(MERGED, create=True, keep_open=True)
    succeed(two, ["CDC Nord"], into="CDC Unie", when=when)
    question = Question(Layer.AFFILIATION, follow=AFTER, period=Period())
    with two.reading() as session:
        network = look(session, question).network
    tied = {network.nodes[it]["name"] for edge in network.edges for it in edge}
    assert tied == {"Ana Bell", "CDC Unie"}


# Lists at a day


def test_committees_of_a_day_are_those_that_had_begun(store: Store) -> None:
    changes = CommitteeChanges(started_on=MERGED, ended_on=AFTER)
    add_committee(store, "Table", kind=CommitteeKind.TABLE, changes=changes)
    days = (BEFORE, MERGED, AFTER)
    assert [len(list_committees(store, at=it)) for it in days] == [0, 1, 0]


def test_interactions_of_later_are_not_counted(two: Store) -> None:
    found = {it.name: it.interactions for it in list_actors(two, at=date(2024, 1, 1))}
    assert found == {"Ana Bell": 0, "CDC Nord": 0, "CDC Sud": 0}


def test_partners_of_a_day_are_those_of_that_day(two: Store) -> None:
    add_partner(two, "CDC Nord", status=PartnerStatus.ACTIVE, since=date(2020, 1, 1))
    merge(two)
    wanted = ActorFilter(statuses={PartnerStatus.ACTIVE})
    found = [[it.name for it in list_actors(two, wanted, at=day)]
             for day in (BEFORE, MERGED)]  # fmt: skip
    assert found == [["CDC Nord"], ["CDC Unie"]]
