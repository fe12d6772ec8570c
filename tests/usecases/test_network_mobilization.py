"""Mobilization of a store: the six meetings worked by hand, and what breaks."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest

from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    PartnerStatus,
    Role,
)
from reseau.store.models import Affiliation
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.common.facts import nobody_present
from reseau.usecases.status import day_status
from tests.contents import meet, show_to
from tests.support import FilledStore, Run
from tests.usecases.mobilized_logs import TOY, actor, committee, met, seat, there, toy

PERIOD = ("--since", "2026-04-01", "--until", "2026-06-30", "--at", "2026-06-30")
EXPECTED = json.loads((TOY / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def six(filled_with: FilledStore) -> Address:
    """Give the six meetings, on each database in turn."""
    return filled_with(toy)


@pytest.fixture
def found(run: Run, six: Address) -> Any:
    """Give the second period, as JSON."""
    return answer(run, six, "mobilization", *PERIOD)


def answer(run: Run, at: Address, *typed: str) -> Any:  # Any: JSON.
    said = run("network", *typed, "--format", "json", at=at)
    assert said.code == 0, said.err
    return json.loads(said.out)


def names(some: Any) -> list[str]:
    return sorted(it["name"] for it in some)


def test_second_period_is_as_worked_by_hand(found: Any) -> None:
    expected = EXPECTED["P2"]
    assert found["active"] == len(expected["active"])
    assert found["presences"] == expected["attendances"]
    assert found["reach"] == expected["reach"]
    assert found["participation_rate"] == expected["participation_rate"]


def test_lists_are_as_worked_by_hand(found: Any) -> None:
    assert found["retention"] == EXPECTED["retention_P1_to_P2"]
    assert names(found["new"]) == EXPECTED["newcomers_P2"]
    assert names(found["not_seen_again"]) == EXPECTED["lapsed_P2"]
    assert names(found["back"]) == EXPECTED["reactivated_P2"]
    assert names(found["never_seen"]) == EXPECTED["never_active"]


def test_regularity_is_as_worked_by_hand(found: Any) -> None:
    regular = {
        it["name"]: it["regularity"]
        for it in found["actors"]
        if it["regularity"] is not None
    }
    assert regular == EXPECTED["regularity_share_of_meetings_since_first"]


def test_recruitment_is_as_worked_by_hand(found: Any) -> None:
    expected, told = EXPECTED["recruitment"], found["recruitment"]
    assert {it.upper(): n for it, n in told["recruiters"].items()} == expected[
        "recruiters"
    ]
    assert told["recruits_per_active_actor"] == expected["R_mean_per_active"]
    [tree] = [it for it in told["trees"] if it["root"] == "b"]
    assert {key: tree[key] for key in expected["tree_B"]} == pytest.approx(
        expected["tree_B"]
    )
    assert told["share_of_new_with_recruiter"] == 1


def test_every_actor_of_a_list_has_its_lines(found: Any) -> None:
    # C was at the first meeting only; D at the third.
    assert [it["lines"] for it in found["not_seen_again"]] == [[1], [3]]
    assert [it["last"] for it in found["not_seen_again"]] == [
        "2026-01-10",
        "2026-03-14",
    ]


def test_period_before_is_the_quarter_before(found: Any) -> None:
    assert (found["previous_since"], found["previous_until"]) == (
        "2026-01-01",
        "2026-03-31",
    )


def test_screen_says_it_in_both_languages(run: Run, six: Address) -> None:
    said = run("network", "mobilization", *PERIOD, at=six)
    for words in ("4 of the 8 members", "37.5%", "50.0% came again", "brought by B"):
        assert words in said.out
    french = run("liens", "mobilisation", *PERIOD, at=six, lang="fr")
    for words in (
        "4 des 8 membres",
        "37,5\N{NO-BREAK SPACE}%",
        "amené par B",
        "Qui a amené qui",
    ):
        assert words in french.out
    assert "None" not in said.out + french.out
    assert "nan" not in (said.out + french.out).casefold()


def test_members_who_never_came_are_named(run: Run, six: Address) -> None:
    said = run("network", "mobilization", *PERIOD, at=six).out
    assert "Expected, and never seen (2)\n  G\n  H\n" in said


def test_few_interactions_have_no_concentration(found: Any) -> None:
    # Three interactions in the period: fewer than five.
    assert (found["gini"], found["half_of_the_presences"]) == (None, [])
    assert found["mixing"]["reason"] == "few-interactions"


def test_concentration_is_told_of_five_and_more(run: Run, six: Address) -> None:
    told = answer(run, six, "mobilization", "--since", "2026", "--at", "2026-06-30")
    # Presences A 5, B 5, C 1, D 1, E 3, F 1: half of 16 are A's and B's.
    assert told["half_of_the_presences"] == ["a", "b"]
    # Ranks: (−5−3−1)·1 + 1·3 + 3·5 + 5·5 = 34, over 6 · 16.
    assert told["gini"] == pytest.approx(34 / 96)


def test_mixing_between_sectors_counts_ties_once(run: Run, six: Address) -> None:
    told = answer(run, six, "mobilization", "--since", "2026", "--at", "2026-06-30")
    # Ties AB AC BC AD AE BE BF EF; AE and BC are inside a sector.
    mixing = told["mixing"]
    assert (mixing["external"], mixing["internal"]) == (6, 2)
    assert mixing["ei"] == 0.5
    # Sizes 2, 2 and 2 of 6: 3 of 15 pairs are inside.
    assert mixing["expected"] == pytest.approx(1 - 2 * 3 / 15)


@pytest.mark.parametrize("by", ["month", "quarter", "year"])
def test_trend_adds_up(run: Run, six: Address, by: str) -> None:
    told = answer(run, six, "mobilization", "--by", by, "--at", "2026-06-30")
    assert sum(it["interactions"] for it in told["trend"]) == 6
    assert sum(it["presences"] for it in told["trend"]) == 16


@pytest.mark.parametrize("by", ["committee", "theme", "territory", "sector"])
def test_groups_are_told(run: Run, six: Address, by: str) -> None:
    told = answer(run, six, "mobilization", *PERIOD, "--by", by)
    if by == "sector":
        # Public: A, E (and H) are at 5 presences in 3 meetings.
        public = {it["code"]: it for it in told["groups"]}["public"]
        assert (public["presences"], public["roster"], public["active"]) == (5, 3, 2)
    else:
        [line] = told["groups"]
        assert (line["interactions"], line["presences"]) == (3, 9)
    assert run("network", "mobilization", *PERIOD, "--by", by, at=six).code == 0


def test_committee_has_its_participation(run: Run, six: Address) -> None:
    [line] = answer(run, six, "mobilization", *PERIOD, "--by", "committee")["groups"]
    assert (line["roster"], line["participation_rate"]) == (8, 0.375)


def test_csv_has_one_row_a_step_or_an_actor(run: Run, six: Address) -> None:
    trend = run("network", "mobilization", *PERIOD, "--format", "csv", at=six).out
    assert [
        it["presences"] for it in csv.DictReader(io.StringIO(trend), delimiter=";")
    ] == ["9"]
    actors = run(
        "network", "mobilization", *PERIOD, "--by", "actor", "--format", "csv", at=six
    ).out
    assert len(list(csv.DictReader(io.StringIO(actors), delimiter=";"))) == 8


def test_why_gives_the_lines(run: Run, six: Address) -> None:
    told = answer(run, six, "mobilization", *PERIOD, "--why", "E")
    assert told["states"] == ["active", "new"]
    assert [it["interaction"] for it in told["lines"]] == [6, 5, 4]
    said = run("network", "mobilization", *PERIOD, "--why", "C", at=six).out
    assert "Not seen again" in said
    assert "#1 January 10, 2026" in said


def test_log_that_begins_in_the_period_has_no_new_actor(run: Run, six: Address) -> None:
    said = run("network", "mobilization", "--at", "2026-06-30", at=six).out
    assert "The log begins in this period" in said


# Who is present, who is expected


def test_organization_is_present_through_who_comes_for_it(
    run: Run, address: Address
) -> None:
    store = open_store(address)
    with store.working("seats") as work:
        session = work.session
        cdc, nadia = (
            actor(session, "CDC"),
            actor(session, "Nadia", kind=ActorKind.PERSON),
        )
        ana = actor(session, "Ana", kind=ActorKind.PERSON)
        table = committee(session, "Table")
        seat(session, nadia, table, for_whom=cdc)
        met(session, date(2026, 11, 1), [there(nadia)], where=table)  # Her seat.
        met(session, date(2026, 11, 2), [there(ana, on_behalf_of=cdc)], where=table)
        met(session, date(2026, 11, 3), [there(ana)], where=table)
    store.dispose()
    told = answer(run, address, "mobilization")
    [line] = [it for it in told["actors"] if it["name"] == "CDC"]
    assert (line["presences"], line["lines"]) == (2, [1, 2])
    assert (told["roster"], told["expected_presences"]) == (1, 3)
    assert told["participation_rate"] == pytest.approx(2 / 3)


def test_staff_are_not_expected_and_may_be_left_out(run: Run, address: Address) -> None:
    store = open_store(address)
    with store.working("staff") as work:
        session = work.session
        sam, cdc = actor(session, "Sam", kind=ActorKind.PERSON), actor(session, "CDC")
        team = committee(session, "Équipe", kind=CommitteeKind.STAFF)
        seat(session, sam, team)
        met(session, date(2026, 11, 1), [there(sam), there(cdc)])
    store.dispose()
    assert answer(run, address, "mobilization")["roster"] == 0
    told = answer(run, address, "mobilization", "--without-staff")
    assert names(told["actors"]) == ["CDC"]


def test_active_partner_never_seen_is_silent(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    meet(store, "CDC", "Solon")
    add_partner(store, "Absent", status=PartnerStatus.ACTIVE, since=date(2026, 1, 1), create=ActorKind.ORGANIZATION)  # fmt: skip
    store.dispose()
    told = answer(run, sqlite_address, "mobilization")
    assert names(told["silent"]) == names(told["never_seen"]) == ["Absent"]
    assert (
        "Absent: expected for 327 days"
        in run("network", "mobilization", at=sqlite_address).out
    )


def test_who_was_brought_by_one_who_came_later_is_left_out(
    run: Run, address: Address
) -> None:
    store = open_store(address)
    with store.working("late") as work:
        session = work.session
        a, b, c = (actor(session, it) for it in "ABC")
        met(session, date(2026, 10, 1), [there(a)])
        met(session, date(2026, 10, 8), [there(b), there(c, brought_by=b)])
        met(
            session,
            date(2026, 10, 15),
            [there(a, brought_by=b), there(b, brought_by=c)],
        )
    store.dispose()
    told = answer(run, address, "mobilization")
    assert [
        (it["interaction"], it["actor"], it["reason"])
        for it in told["missing"]["recruiters_rejected"]
    ] == [(3, "a", "came-later"), (3, "b", "circle")]
    assert told["recruitment"]["recruiters"] == {"b": 1}


def test_who_may_not_be_shown_is_nowhere(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    meet(store, "Secret", "CDC", "Solon")
    show_to(store, "Secret", Diffusion.FORBIDDEN)
    store.dispose()
    for command in ("mobilization", "load", "rhythm"):
        for form in ("table", "json", "csv"):
            said = run("network", command, "--format", form, at=sqlite_address)
            assert "ecret" not in said.out
    why = run("network", "mobilization", "--why", "Secret", at=sqlite_address)
    assert why.code == 8


def test_audience_comes_first(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    meet(store, "CDC", "Solon")
    show_to(store, "CDC", Diffusion.PUBLIC)
    store.dispose()
    told = answer(run, sqlite_address, "mobilization", "--audience", "public")
    assert names(told["actors"]) == ["CDC"]
    assert told["missing"]["hidden"] == 1


# Little, or nothing


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("command", ["mobilization", "load", "rhythm"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_empty_store_is_told_in_words(
    run: Run, sqlite_address: Address, command: str, form: str, lang: str
) -> None:
    said = run("network", command, "--format", form, at=sqlite_address, lang=lang)
    assert (said.code, said.err) == (0, "")
    if form == "table":
        assert ("logged" if lang == "en" else "noté") in said.out
        assert "None" not in said.out


@pytest.mark.parametrize(
    "typed",
    [
        ("mobilization",),
        ("mobilization", "--by", "actor"),
        ("mobilization", "--by", "theme"),
        ("mobilization", "--by", "sector"),
        ("load",),
        ("rhythm",),
        ("rhythm", "--by", "committee"),
    ],
)
@pytest.mark.parametrize("actors", [("CDC",), ("CDC", "Solon", "Ville")])
def test_one_interaction_is_told(
    run: Run, sqlite_address: Address, typed: tuple[str, ...], actors: tuple[str, ...]
) -> None:
    store = open_store(sqlite_address)
    meet(store, *actors)
    store.dispose()
    for lang in ("en", "fr"):
        said = run("network", *typed, at=sqlite_address, lang=lang)
        assert (said.code, "None" in said.out, "nan " in said.out) == (0, False, False)


def test_days_of_long_ago_are_taken(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    meet(store, "CDC", "Solon", on=date(1899, 12, 31))
    meet(store, "CDC", "Solon")
    store.dispose()
    for command in ("mobilization", "rhythm"):
        assert run("network", command, "--by", "year", at=sqlite_address).code == 0
    told = answer(run, sqlite_address, "mobilization", "--until", "2026-11-24")
    assert told["interactions"] == 2


def test_silence_of_the_log_says_when_it_ends(
    run: Run, sqlite_address: Address
) -> None:
    store = open_store(sqlite_address)
    meet(store, "CDC", "Solon", on=date(2020, 5, 1))
    store.dispose()
    for command in ("mobilization", "rhythm"):
        said = run("network", command, at=sqlite_address).out
        assert "--at 2020-05-01" in said


def test_unknown_division_is_refused(run: Run, sqlite_address: Address) -> None:
    assert run("network", "mobilization", "--by", "moon", at=sqlite_address).code == 2
    assert run("network", "rhythm", "--by", "sector", at=sqlite_address).code == 2
    assert run("network", "load", "--days", "0", at=sqlite_address).code == 2


# Load


def _asked(store: Store) -> None:
    """Ask Ana four times in a month, through a host; Hôte hosts, Aide comes for it."""
    with store.working("asked") as work:
        session = work.session
        host, ana = actor(session, "Hôte"), actor(session, "Ana")
        aide, bob = actor(session, "Aide"), actor(session, "Bob")
        roles = (Role.PARTICIPANT, Role.INVITED, Role.ABSENT, Role.PARTICIPANT)
        for n, role in enumerate(roles):
            parts = [
                there(host, Role.HOST),
                there(aide, on_behalf_of=host),
                there(ana, role),
            ]
            if n == 0:
                parts.append(there(bob, brought_by=ana))
            met(session, date(2026, 11, 20) - timedelta(days=n), parts)


def test_invited_and_absent_were_asked_and_hosts_were_not(
    run: Run, address: Address
) -> None:
    store = open_store(address)
    _asked(store)
    store.dispose()
    told = {it["name"]: it for it in answer(run, address, "load")["actors"]}
    assert sorted(told) == ["Ana", "Bob"]
    ana = told["Ana"]
    assert (ana["asked"], ana["present"], ana["invited"], ana["absent"]) == (4, 2, 1, 1)
    assert (ana["over"], ana["limit"], told["Bob"]["over"]) == (True, 3, False)
    assert [it["name"] for it in ana["asked_by"]] == ["Hôte"]
    assert {it["name"] for it in told["Bob"]["asked_by"]} == {"Hôte", "Ana"}


def test_organization_is_asked_with_its_people_and_once(
    run: Run, address: Address
) -> None:
    store = open_store(address)
    with store.working("people") as work:
        session = work.session
        cdc = actor(session, "CDC")
        ana, bob = (actor(session, it, kind=ActorKind.PERSON) for it in ("Ana", "Bob"))
        parts = [there(ana, on_behalf_of=cdc), there(bob, on_behalf_of=cdc)]
        met(session, date(2026, 11, 20), parts)
        met(session, date(2026, 11, 21), [there(bob, on_behalf_of=cdc)])
    store.dispose()
    told = {it["name"]: it["asked"] for it in answer(run, address, "load")["actors"]}
    assert told == {"Ana": 1, "Bob": 2, "CDC": 2}


def test_sector_of_a_person_is_that_of_their_organization(
    run: Run, sqlite_address: Address
) -> None:
    store = open_store(sqlite_address)
    with store.working("roles") as work:
        session = work.session
        cdc = actor(session, "CDC", sector="community")
        ana = actor(session, "Ana", kind=ActorKind.PERSON)
        session.add(Affiliation(person=ana, organization=cdc))
        met(session, date(2026, 11, 20), [there(ana)])
    store.dispose()
    told = answer(run, sqlite_address, "mobilization")["actors"]
    assert [(it["name"], it["sector"]) for it in told] == [("Ana", "community")]


def test_status_and_load_say_the_same(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    _asked(store)
    loaded = [(it.name, it.lately) for it in day_status(store).loaded]
    store.dispose()
    over = [it for it in answer(run, sqlite_address, "load")["actors"] if it["over"]]
    assert loaded == [(it["name"], it["asked"]) for it in over] == [("Ana", 4)]


def test_partner_whose_people_come_is_not_quiet(sqlite_store: Store) -> None:
    with sqlite_store.working("for") as work:
        session = work.session
        cdc, ana = actor(session, "CDC"), actor(session, "Ana", kind=ActorKind.PERSON)
        met(session, date(2026, 11, 1), [there(ana, on_behalf_of=cdc)])
    add_partner(
        sqlite_store, "CDC", status=PartnerStatus.ACTIVE, since=date(2025, 1, 1)
    )
    assert day_status(sqlite_store).quiet == ()


# Rhythm


def test_rhythm_is_that_of_the_days(run: Run, six: Address) -> None:
    told = answer(run, six, "rhythm", "--since", "2026", "--at", "2026-06-30")
    # Gaps of 35, 28, 28, 28 and 35 days.
    assert (told["days"], told["median_gap_days"], told["longest_gap_days"]) == (
        6,
        28,
        35,
    )
    assert told["longest_gap"] == ["2026-01-10", "2026-02-14"]
    assert told["days_since_last"] == 17
    assert told["burstiness"] == pytest.approx(
        (3.4293 - 30.8) / (3.4293 + 30.8), abs=1e-4
    )
    assert told["diversity"]["kind"]["effective_shannon"] == pytest.approx(1)


def test_few_days_have_no_rhythm(run: Run, six: Address) -> None:
    told = answer(run, six, "rhythm", *PERIOD)
    assert (told["burstiness"], told["enough_days"]) == (None, False)
    said = run("network", "rhythm", *PERIOD, at=six).out
    assert "Fewer than 5 different days" in said


def test_committee_that_no_longer_meets_is_silent(run: Run, six: Address) -> None:
    [line] = answer(run, six, "rhythm", "--by", "committee")["groups"]
    # Usually every 28 days; 164 days on 24 November.
    assert (line["days_since_last"], line["usual_gap_days"], line["silent"]) == (
        164,
        28,
        True,
    )


def test_nobody_who_may_be_shown_is_not_said_to_be_nobody() -> None:
    assert nobody_present(2, hidden=0) == "2 interactions name nobody present."
    assert nobody_present(2, hidden=3).endswith("present who may be shown here.")
