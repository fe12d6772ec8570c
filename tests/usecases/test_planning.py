"""A plan: whom, through whom, and why; what each accepts; who is never named.

All people are invented. The chances are worked by hand from the two formulas.
"""

import json
import shlex
from datetime import date, timedelta

import pytest

from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActorKind,
    Availability,
    CommitteeKind,
    Diffusion,
    PartnerStatus,
    Role,
)
from reseau.errors import ReseauError
from reseau.store.naming.finding import UnknownThemeError
from reseau.store.place.address import Address
from reseau.store.session import Store
from reseau.usecases.actors.committees import (
    CommitteeChanges,
    add_committee,
    edit_committee,
)
from reseau.usecases.actors.partners import add_partner
from reseau.usecases.actors.seats import NewSeat, join_committee
from reseau.usecases.actors.successions import When, end
from reseau.usecases.common.showing import HiddenActorError
from reseau.usecases.experts.expert_declaring import Declaration, declare
from reseau.usecases.log.logging import Entry, log_interaction
from reseau.usecases.planning.plan_answers import (
    Carriers,
    Plan,
    PlanQuestion,
    Shortfall,
)
from reseau.usecases.planning.plan_gathering import NobodyThereError
from reseau.usecases.planning.planning import make_plan
from reseau.usecases.vocabulary.themes import ThemeChanges, add_theme
from tests.contents import add, show_to
from tests.support import Answer, Run

TODAY = date(2026, 11, 24)  # As tests/conftest.py pins it.
PERSON, ORGANIZATION = ActorKind.PERSON, ActorKind.ORGANIZATION
THEME = "logement social"


def met(
    store: Store, *names: str, theme: str | None = THEME, ago: int = 0, host: str = ""
) -> None:
    entry = Entry(
        title="Rencontre",
        held_on=TODAY - timedelta(days=ago),
        participants=[
            (it, Role.HOST if it == host else Role.PARTICIPANT) for it in names
        ],
        themes=[theme] if theme else [],
        create=ORGANIZATION,
    )
    log_interaction(store, entry)


def seat(store: Store, committee: str, kind: CommitteeKind, *people: str) -> None:
    add_committee(store, committee, kind=kind, changes=CommitteeChanges())
    for name in people:
        add(store, name, PERSON)
        join_committee(store, committee, name, seat=NewSeat(since=date(2025, 1, 1)))


@pytest.fixture
def quarter(sqlite_store: Store) -> Store:
    """Ana and Luc advise, Zoé is the staff; others met them, or each other."""
    store = sqlite_store
    add_theme(store, THEME, "social housing", changes=ThemeChanges())
    seat(store, "Aviseurs", CommitteeKind.ADVISORY_GROUP, "Ana Aviseuse", "Luc Aviseur")
    seat(store, "Bureau", CommitteeKind.STAFF, "Zoé Salariée")
    met(store, "Zoé Salariée", "Office", host="Zoé Salariée")
    met(store, "Ana Aviseuse", "Maison", ago=45)
    met(store, "Ana Aviseuse", "Office", ago=60)
    met(store, "Luc Aviseur", "Garderie", theme=None, ago=75)
    met(store, "Maison", "Logis", ago=12, host="Maison")
    met(store, "Office", "Logis", "Ville", ago=9, host="Office")
    return store


def plan(store: Store, **more: object) -> Plan:
    question = PlanQuestion(**({"theme": THEME} | more))  # type: ignore[arg-type]  # Options.
    return make_plan(store, question, lang="fr")


def pairs(found: Plan) -> list[tuple[str, str]]:
    return [(it.target.name, it.member.name) for it in found.contacts]


def targets(found: Plan) -> set[str]:
    return {it.target.name for it in found.contacts}


# Who carries, who is reached


def test_advisory_group_and_staff_carry_and_are_not_reached(quarter: Store) -> None:
    found = plan(quarter)
    names = {it.name for it in found.members}
    assert found.carriers is Carriers.GROUP
    assert names == {"Ana Aviseuse", "Luc Aviseur", "Zoé Salariée"}
    assert not names & targets(found)


def test_each_target_is_reached_through_somebody_who_met_them(quarter: Store) -> None:
    found = plan(quarter, budget=2)
    assert {it.met is not None for it in found.contacts} == {True}
    first = found.contacts[0]
    assert first.met is not None
    assert first.met.times == 1


def test_recent_one_to_one_meeting_is_one_more_chance(quarter: Store) -> None:
    """1 - 0.7^(1 + 2^(-45/180)): met 45 days ago, just the two of them."""
    found = plan(quarter, budget=100)
    (contact,) = (
        it
        for it in found.contacts
        if (it.target.name, it.member.name) == ("Maison", "Ana Aviseuse")
    )
    assert contact.heard == pytest.approx(1 - 0.7 ** (1 + 2 ** (-45 / 180)))


def test_who_was_never_met_is_introduced_for_two(quarter: Store) -> None:
    found = plan(quarter, budget=100)
    contact = next(it for it in found.contacts if it.target.name == "Logis")
    assert contact.met is None
    assert contact.introduced_by is not None
    assert contact.introduced_by.name in {"Maison", "Office"}
    assert contact.cost == 2
    assert contact.heard == pytest.approx(0.3)


def test_member_who_met_nobody_in_the_period_is_named(quarter: Store) -> None:
    met(quarter, "Nora", "Ville", theme=None, ago=300)
    found = plan(quarter, through=("Nora",), period=Period(TODAY - timedelta(days=30)))
    assert [it.name for it in found.members] == ["Nora"]
    assert {it.member.name for it in found.contacts} == {"Nora"}


@pytest.mark.parametrize(("without", "by"), [(False, "Zoé Salariée"), (True, None)])
def test_nobody_is_introduced_by_the_staff_that_is_left_out(
    quarter: Store, *, without: bool, by: str | None
) -> None:
    met(quarter, "Zoé Salariée", "Clinique", ago=20)
    met(quarter, "Zoé Salariée", "Luc Aviseur", ago=20, theme=None)
    found = plan(quarter, through=("Luc Aviseur",), budget=100, without_staff=without)
    contact = next(it for it in found.contacts if it.target.name == "Clinique")
    assert (contact.introduced_by and contact.introduced_by.name) == by


def test_organization_that_is_over_is_not_reached(quarter: Store) -> None:
    assert "Logis" in targets(plan(quarter, budget=100))
    end(quarter, "Logis", when=When(on=TODAY - timedelta(days=1)))
    assert "Logis" not in targets(plan(quarter, budget=100))


def test_committee_that_is_over_carries_nothing(quarter: Store) -> None:
    edit_committee(
        quarter, "bureau", changes=CommitteeChanges(ended_on=date(2026, 1, 1))
    )
    assert "Zoé Salariée" not in {it.name for it in plan(quarter).members}


def test_only_those_named_carry(quarter: Store) -> None:
    found = plan(quarter, through=("luc-aviseur",))
    assert found.carriers is Carriers.NAMED
    assert {it.member.name for it in found.contacts} == {"Luc Aviseur"}


def test_committee_carries_with_all_its_seats(quarter: Store) -> None:
    found = plan(quarter, through=("aviseurs",))
    assert {it.name for it in found.members} == {"Ana Aviseuse", "Luc Aviseur"}


def test_empty_committee_cannot_carry(quarter: Store) -> None:
    add_committee(
        quarter, "Vide", kind=CommitteeKind.WORKING, changes=CommitteeChanges()
    )
    with pytest.raises(NobodyThereError):
        plan(quarter, through=("vide",))


def test_active_partners_carry_where_nobody_advises(sqlite_store: Store) -> None:
    met(sqlite_store, "Alliée", "Voisine", theme=None)
    add_partner(sqlite_store, "Alliée", status=PartnerStatus.ACTIVE)
    found = plan(sqlite_store, theme=None)
    assert found.carriers is Carriers.PARTNERS
    assert pairs(found) == [("Voisine", "Alliée")]


def test_anyone_carries_where_nobody_is_recorded(sqlite_store: Store) -> None:
    met(sqlite_store, "Une", "Autre", theme=None)
    found = plan(sqlite_store, theme=None, budget=1)
    assert (found.carriers, found.members) == (Carriers.ANYONE, ())
    assert len(found.contacts) == 1


def test_without_the_staff_nobody_of_it_carries(quarter: Store) -> None:
    found = plan(quarter, without_staff=True)
    assert "Zoé Salariée" not in {it.member.name for it in found.contacts}
    assert found.without is None


def test_plan_without_the_staff_stands_beside(quarter: Store) -> None:
    found = plan(quarter)
    alone = plan(quarter, without_staff=True)
    assert found.without is not None
    assert alone.reach is not None
    assert found.without.spread == pytest.approx(alone.reach.spread)


def test_only_the_kind_asked_for_is_reached(quarter: Store) -> None:
    add(quarter, "Nadia Tremblay", PERSON)
    met(quarter, "Ana Aviseuse", "Nadia Tremblay")
    assert plan(quarter, kind=PERSON, budget=1).contacts[0].kind is PERSON


# Load and capacity


def test_nobody_gets_more_than_they_accept(quarter: Store) -> None:
    declare(quarter, "office", Declaration(monthly_limit=2))
    found = plan(quarter, budget=100)
    office = [it for it in found.contacts if it.target.name == "Office"]
    # Asked once lately, by Zoé; it hosted the other meeting itself.
    assert [(it.reception.lately, it.reception.left) for it in office] == [(1, 1)]


@pytest.mark.parametrize(
    "terms",
    [
        Declaration(monthly_limit=0),
        Declaration(availability=Availability.CLOSED),
        Declaration(away_until=date(2027, 1, 1)),
    ],
)
def test_who_may_not_be_asked_is_not_reached(
    quarter: Store, terms: Declaration
) -> None:
    declare(quarter, "office", terms)
    found = plan(quarter, budget=100)
    assert "Office" not in targets(found)
    assert found.full == 1


def test_what_this_plan_says_goes_before_what_they_said(quarter: Store) -> None:
    declare(quarter, "office", Declaration(monthly_limit=0))
    found = plan(quarter, budget=100, capacities={"office": 2})
    assert "Office" in targets(found)


def test_who_did_not_say_accepts_three(quarter: Store) -> None:
    reception = plan(quarter, budget=1).contacts[0].reception
    assert (reception.accepts, reception.said) == (3, False)


def test_nobody_left_to_ask_is_said(quarter: Store) -> None:
    assert plan(quarter, accepts=0).shortfall is Shortfall.NO_TARGET


def test_member_carries_no_more_than_asked(quarter: Store) -> None:
    found = plan(quarter, budget=100, carries=1)
    carried = [it.member.name for it in found.contacts]
    assert len(carried) == len(set(carried))


def test_cost_of_a_contact_is_respected(quarter: Store) -> None:
    found = plan(quarter, budget=2, costs={"office": 5})
    assert "Office" not in targets(found)
    assert found.reach is not None
    assert found.reach.cost <= 2


# Why


def test_theme_concerns_who_met_about_it(quarter: Store) -> None:
    """One interaction of today weighs 1 in the score, so that it is a half."""
    met(quarter, "Ana Aviseuse", "Coopérative")
    found = plan(quarter, budget=100)
    contact = next(it for it in found.contacts if it.target.name == "Coopérative")
    assert contact.relevance == pytest.approx(0.5)
    assert contact.reason is not None
    assert contact.reason.day == TODAY


def test_who_is_not_concerned_and_passes_nothing_on_is_left_out(
    quarter: Store,
) -> None:
    assert "Garderie" not in targets(plan(quarter, budget=100))


def test_everybody_counts_without_a_theme(quarter: Store) -> None:
    assert "Garderie" in targets(plan(quarter, theme=None, budget=100))


def test_what_others_offered_lately_is_pointed_out(quarter: Store) -> None:
    found = plan(quarter, budget=100)
    contact = next(it for it in found.contacts if it.target.name == "Logis")
    assert contact.overlap is not None
    assert [(who.name, n) for who, n in contact.overlap.others] == [
        ("Maison", 1),
        ("Office", 1),
    ]
    assert contact.overlap.last == TODAY - timedelta(days=9)


def test_what_the_members_did_is_no_overlap(quarter: Store) -> None:
    found = plan(quarter, budget=100)
    contact = next(it for it in found.contacts if it.target.name == "Maison")
    assert contact.overlap is None


def test_gains_add_up_to_the_reach(quarter: Store) -> None:
    found = plan(quarter, budget=4)
    assert found.reach is not None
    gains = sum(it.gain for it in found.contacts)
    assert gains == pytest.approx(found.reach.spread)
    assert found.less is not None
    assert found.more is not None
    assert found.less <= found.reach.spread + 4 * found.reach.error
    assert found.more >= found.reach.spread - 4 * found.reach.error


def test_plan_is_the_same_twice(quarter: Store) -> None:
    assert plan(quarter) == plan(quarter)


# What is missing


def test_empty_store_has_nobody_to_reach(sqlite_store: Store) -> None:
    found = plan(sqlite_store, theme=None)
    assert (found.shortfall, found.contacts) == (Shortfall.NO_ACTORS, ())


def test_theme_that_concerns_nobody_is_said(quarter: Store) -> None:
    add_theme(quarter, "Pigeons", "Pigeons", changes=ThemeChanges())
    assert plan(quarter, theme="pigeons").shortfall is Shortfall.NOBODY_CONCERNED


def test_unknown_theme_is_refused(quarter: Store) -> None:
    with pytest.raises(UnknownThemeError):
        plan(quarter, theme="zzz")


def test_actors_without_a_tie_are_said(sqlite_store: Store) -> None:
    add(sqlite_store, "Seule")
    assert plan(sqlite_store, theme=None).shortfall is Shortfall.NO_TIES


def test_budget_beyond_everybody_is_said(quarter: Store) -> None:
    found = plan(quarter, budget=1000)
    assert found.shortfall is Shortfall.NOTHING_MORE
    assert found.contacts


@pytest.mark.parametrize(
    "more",
    [
        {"budget": 0},
        {"heard": 2.0},
        {"budget": float("nan")},
        {"passed_on": -1.0},
        {"costs": {"office": 0}},
    ],
)
def test_number_that_cannot_be_used_is_refused(
    quarter: Store, more: dict[str, object]
) -> None:
    with pytest.raises(ReseauError):
        plan(quarter, **more)


# Who is never named


def everything(found: Plan) -> str:
    return repr(found)


def test_forbidden_person_is_nowhere(quarter: Store) -> None:
    add(quarter, "Secret Tremblay", PERSON)
    met(quarter, "Ana Aviseuse", "Secret Tremblay", "Office")
    show_to(quarter, "Secret Tremblay", Diffusion.FORBIDDEN)
    found = plan(quarter, budget=100)
    assert "Secret" not in everything(found)
    assert found.frame.hidden >= 1


def test_internal_person_is_not_shown_to_the_group(quarter: Store) -> None:
    for name in ("Ana Aviseuse", "Luc Aviseur", "Zoé Salariée"):
        show_to(quarter, name, Diffusion.GROUP)
    add(quarter, "Interne Tremblay", PERSON)
    met(quarter, "Interne Tremblay", "Logis", ago=5, host="Interne Tremblay")
    found = plan(quarter, budget=100, shown_to=Diffusion.GROUP)
    assert found.contacts
    assert "Interne" not in everything(found)


def test_hidden_person_cannot_carry(quarter: Store) -> None:
    show_to(quarter, "Ana Aviseuse", Diffusion.FORBIDDEN)
    with pytest.raises(HiddenActorError):
        plan(quarter, through=("ana-aviseuse",))


# The command


@pytest.fixture
def typed(address: Address, run: Run) -> Run:
    """A store on each database, made by typing."""

    def go(line: str, lang: str = "en") -> Answer:
        return run(*shlex.split(line), at=address, lang=lang)

    for line in (
        "committee add Aviseurs --kind advisory-group",
        'person add "Ana Aviseuse"',
        "committee join aviseurs ana-aviseuse --since 2025-01-01",
        'theme add --fr "Logement social" --en "Social housing"',
        (
            "log R1 --on 2026-11-20 --with ana-aviseuse --with Office --create "
            "organization --theme logement-social"
        ),
        (
            "log R2 --on 2026-11-21 --with Ville=host --with Office --create "
            "organization --theme logement-social"
        ),
    ):
        done = go(line)
        assert done.code == 0, done.err
    return go


def test_command_names_the_target_the_member_and_the_line(typed: Run) -> None:
    done = typed("plan --theme logement-social --budget 1")
    assert done.code == 0
    assert "1. Office (organization, office), through Ana Aviseuse" in done.out
    assert "share 1 interaction, #1 of November 20, 2026" in done.out
    assert "overlap: others met them on this theme 1 time in 90 days: Ville (1)" in (
        done.out
    )
    assert "No staff team is recorded" in done.out


def test_command_speaks_french(typed: Run) -> None:
    done = typed("planifier --theme logement-social --budget 1", lang="fr")
    assert "1. Office (organisme, office), par Ana Aviseuse" in done.out
    assert "recoupement\N{NO-BREAK SPACE}: d’autres l’ont rencontré" in done.out
    assert "None" not in done.out


def test_json_is_a_promise(typed: Run) -> None:
    done = typed("plan --theme logement-social --budget 1 --format json")
    found = json.loads(done.out)
    (contact,) = found["contacts"]
    assert (contact["target"], contact["member"]) == ("office", "ana-aviseuse")
    assert (contact["lines_together"], contact["last_met"]) == ([1], "2026-11-20")
    assert contact["overlaps"]["others"][0]["actor"] == "ville"
    assert set(found["reach"]) >= {"spread", "error", "interval", "draws", "bound"}
    assert found["n"]["interactions"] == 2
    french = typed("plan --theme logement-social --budget 1 --format json", lang="fr")
    assert json.loads(french.out)["contacts"][0]["kind"] == contact["kind"]


def test_csv_is_one_row_a_contact(typed: Run) -> None:
    done = typed("plan --budget 2 --format csv")
    assert done.out.lstrip("\ufeff").startswith("rank;target;")


@pytest.mark.parametrize(
    "options",
    ["--capacity many", "--cost office", "--cost office=x", "--budget 0",
     "--audience public", "--heard 3", "--through nobody", "--steps -1"],
)  # fmt: skip
def test_what_is_badly_typed_is_refused_in_a_sentence(typed: Run, options: str) -> None:
    done = typed(f"plan {options}")
    assert done.code in {2, 4}
    assert "Traceback" not in done.err
    assert done.out == ""


# Organizations that merged


def test_plan_counts_those_that_merged_with_their_heir(typed: Run) -> None:
    """Office, asked twice and met by Ana, became Habitat: the same plan names Habitat.

    Nobody met Habitat yet: without the option it cannot be planned for.
    """
    done = typed("actor succeed office --into Habitat --create --on 2026-11-22")
    assert done.code == 0, done.err
    plain = typed("plan --theme logement-social --format json")
    names = [it["target"] for it in json.loads(plain.out)["contacts"]]
    followed = typed(
        "plan --theme logement-social --follow-successors --capacity office=5 "
        "--format json"
    )
    found = json.loads(followed.out)
    (contact,) = (it for it in found["contacts"] if it["target"] == "habitat")
    assert "habitat" not in names
    assert (contact["member"], contact["lines_together"]) == ("ana-aviseuse", [1])
    assert (contact["asked_lately"], contact["accepts"]) == (2, 5)
    assert contact["relevance"] > 0
    assert contact["overlaps"]["lines"] == [2]
    assert found["followed"] == 1


def test_plan_says_that_it_follows(typed: Run) -> None:
    typed("actor succeed office --into Habitat --create --on 2026-11-22")
    done = typed("plan --theme logement-social --follow-successors")
    assert "1 organization that merged is counted with what it became." in done.out


# Who carries where nobody is recorded


def test_two_who_know_only_each_other_do_not_tell_each_other(
    sqlite_store: Store,
) -> None:
    """One carries to the other, and so knows: no second contact, nobody to name."""
    add_theme(sqlite_store, THEME, "social housing", changes=ThemeChanges())
    met(sqlite_store, "Office", "Ville")
    found = plan(sqlite_store, budget=10)
    (contact,) = found.contacts
    assert found.carriers is Carriers.ANYONE
    assert contact.passes_to == ()
    assert contact.gain == pytest.approx(contact.itself, abs=0.02)


def test_one_who_carries_all_is_named(quarter: Store, run: Run) -> None:
    for name in ("Clinique", "École", "Marché"):
        met(quarter, "Zoé Salariée", name, ago=3)
    done = run("plan", "--theme", THEME, "--budget", "4", at=quarter.address)
    found = plan(quarter, budget=4)
    n = sum(by == "Zoé Salariée" for _, by in pairs(found))
    said = f"Zoé Salariée carries {n} of the {len(found.contacts)} contacts"
    assert 2 * n > len(found.contacts)
    assert said in done.out


def test_old_log_is_told(quarter: Store, run: Run) -> None:
    done = run("plan", "--at", "2027-03-01", at=quarter.address)
    assert "Nothing is logged since November 24, 2026" in done.out
    assert "no request is logged in 30 days" in done.out


def test_plan_without_the_staff_does_not_deny_it(quarter: Store, run: Run) -> None:
    done = run("plan", "--without-staff", at=quarter.address)
    assert "Carried by the advisory group without the staff, 2 actors:" in done.out
