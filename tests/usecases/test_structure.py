"""The structure of small networks worked by hand, through the commands.

Two circles of four, each met three times in 2026; Pont met one of each. The ties are
two squares with their diagonals and Pont between them: 14 ties, 9 actors.
"""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from reseau.domain.vocabulary import (
    CommitteeKind,
    CommitteeRole,
    Diffusion,
    Function,
    InteractionKind,
    Precision,
    Role,
    TerritoryKind,
)
from reseau.store.models import (
    Actor,
    Affiliation,
    Committee,
    Interaction,
    InteractionTerritory,
    InteractionTheme,
    Membership,
    Participation,
    Territory,
    Theme,
    ThemeLabel,
)
from reseau.store.place.address import Address
from reseau.store.session import Store, open_store
from tests.commands import english_words
from tests.contents import PERSON, add, meet, show_to
from tests.support import Answer, FilledStore, Run

LEFT = ("Atelier", "Accueil", "Arbre", "Ancre")
RIGHT = ("Boussole", "Balise", "Bac", "Berge")
COMMANDS = [
    ("communities",), ("core",), ("core", "--variant", "or"), ("backbone",),
    ("brokers",), ("brokers", "--between", "kind"), ("key-players",), ("isolated",),
    ("overlap",), ("autonomy",),
]  # fmt: skip
EVERY = pytest.mark.parametrize("typed", COMMANDS, ids=" ".join)


def fill(store: Store) -> None:
    for month in (1, 2, 3):
        meet(store, *LEFT, on=date(2026, month, 5))
        meet(store, *RIGHT, on=date(2026, month, 6))
    meet(store, "Pont", LEFT[0], on=date(2026, 4, 1))
    meet(store, "Pont", RIGHT[0], on=date(2026, 4, 2))


@pytest.fixture
def circles(filled_with: FilledStore) -> Address:
    return filled_with(fill)


@pytest.fixture
def one_side(sqlite_filled_with: FilledStore) -> Address:
    return sqlite_filled_with(fill)


def answer(run: Run, at: Address, *typed: str) -> Any:  # Any: JSON.
    found = run("network", *typed, "--format", "json", at=at)
    assert found.code == 0, found.err
    return json.loads(found.out)


def actor(store: Store, name: str) -> Actor:
    with store.reading() as session:
        return session.scalars(select(Actor).where(Actor.name == name)).one()


# Groups


def test_two_circles_are_two_groups(run: Run, circles: Address) -> None:
    found = answer(run, circles, "communities")
    groups = [set(it["names"]) for it in found["groups"]]
    assert len(groups) == 2
    assert any(set(LEFT) <= it for it in groups)
    assert any(set(RIGHT) <= it for it in groups)
    assert found["stability_measure"] == "mean pairwise adjusted Rand index"


def test_groups_say_how_to_see_a_tie_inside(run: Run, one_side: Address) -> None:
    for group in answer(run, one_side, "communities")["groups"]:
        _, command, why, one, other = group["why"].split()
        assert (command, why) == ("network", "why")
        assert {one, other} <= set(group["actors"])


def test_groups_of_a_program_are_one_row_an_actor(run: Run, one_side: Address) -> None:
    lines = run("network", "communities", "--format", "csv", at=one_side).out
    assert lines.splitlines()[0] == "group;actor;name"
    assert len(lines.splitlines()) == 1 + 9


def test_groups_that_change_are_not_shown(
    run: Run, one_side: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reseau.usecases.network.structure.STABLE_GROUPS", 1.01)
    found = answer(run, one_side, "communities")
    assert (found["groups"], found["modularity"]) == ([], None)
    assert found["not_given_because"] == "unstable"
    said = run("network", "communities", at=one_side).out
    assert "change from one search to the next" in said
    assert "Modularity" not in said


# Core


def test_two_circles_have_no_core(run: Run, circles: Address) -> None:
    found = answer(run, circles, "core")
    assert (found["verdict"], found["core"]) == ("no core", [])
    assert found["not_given_because"] in {"poor-fit", "unstable"}
    said = run("network", "core", at=circles).out
    assert "It is not shown." in said


def test_depth_of_a_circle_of_four_is_three(run: Run, one_side: Address) -> None:
    """Eight have three ties in their circle; Pont has two in all."""
    found = answer(run, one_side, "core")
    assert found["coreness"] == [{"k": 3, "actors": 8}, {"k": 2, "actors": 1}]
    assert set(found["innermost_names"]) == {*LEFT, *RIGHT}


def test_core_made_by_one_meeting_says_so(run: Run, sqlite_address: Address) -> None:
    store = open_store(sqlite_address)
    crowd = [f"Présent {n}" for n in range(6)]
    meet(store, *crowd, on=date(2026, 1, 5))
    for n, name in enumerate(crowd[:5]):
        meet(store, name, f"Voisin {n}", on=date(2026, 2, 1))
    store.dispose()
    found = answer(run, sqlite_address, "core")
    assert set(found["core_names"]) == set(crowd)
    assert found["core_meeting"] == {"interaction": 1, "actors": 6}
    said = run("network", "core", at=sqlite_address).out
    assert "6 of these 6 were at interaction #1" in said


# Backbone


def test_backbone_of_copresence_is_exact_and_says_how(
    run: Run, circles: Address
) -> None:
    found = answer(run, circles, "backbone", "--correction", "none", "--alpha", "0.2")
    assert (found["method"], found["exact"]) == ("sdsm", True)
    assert (found["pairs_tested"], found["interactions_with_company"]) == (36, 8)
    assert found["ties_kept"] == len(found["backbone"])
    assert all(it["p"] < 0.2 for it in found["backbone"])
    kept = {
        frozenset((it["first_name"], it["second_name"])) for it in found["backbone"]
    }
    assert frozenset(LEFT[1:3]) in kept
    assert frozenset(("Pont", LEFT[0])) not in kept


def test_backbone_of_another_layer_is_the_disparity_filter(
    run: Run, one_side: Address
) -> None:
    found = answer(run, one_side, "backbone", "--layer", "collaboration")
    assert (found["method"], found["not_given_because"]) == ("disparity", "no-ties")


def test_correction_that_is_none_of_three_is_refused(
    run: Run, one_side: Address
) -> None:
    assert run("network", "backbone", "--correction", "x", at=one_side).code == 2


@pytest.mark.parametrize("alpha", ["x", "0", "1.5", "nan"])
def test_chance_out_of_bounds_is_refused(
    run: Run, one_side: Address, alpha: str
) -> None:
    found = run("liens", "ossature", "--alpha", alpha, at=one_side, lang="fr")
    assert (found.code, "probabilité" in found.err) == (2, True)


def test_chance_may_have_a_comma(run: Run, one_side: Address) -> None:
    assert answer(run, one_side, "backbone", "--alpha", "0,2")["alpha"] == 0.2


def test_set_of_nobody_is_refused(run: Run, one_side: Address) -> None:
    assert run("network", "key-players", "--size", "0", at=one_side).code == 2


# Brokers


@pytest.fixture
def sectors(one_side: Address) -> Address:
    store = open_store(one_side)
    with store.working("sectors") as work:
        for it in work.session.scalars(select(Actor)):
            left, right = it.name in LEFT, it.name in RIGHT
            it.sector = "logement" if left else "santé" if right else "milieu"
    store.dispose()
    return one_side


def test_roles_between_sectors(run: Run, sectors: Address) -> None:
    """Pont: one pair, of two other sectors. Atelier: Pont with each of three."""
    found = answer(run, sectors, "brokers", "--between", "sector")
    by_name = {it["name"]: it for it in found["brokers"]}
    pont, atelier = by_name["Pont"], by_name["Atelier"]
    assert (pont["liaison"], pont["total"], pont["between_groups"]) == (1, 1, 1)
    assert (atelier["gatekeeper"], atelier["between_groups"]) == (3, 3)
    assert found["groups"] == {"logement": 4, "santé": 4, "milieu": 1}
    assert by_name["Balise"]["total"] == 0


def test_constraint_of_an_actor_between_two_strangers(
    run: Run, sectors: Address
) -> None:
    """Two equal ties, not tied together: 2 (1/2)^2 = 1/2; both contacts useful."""
    found = answer(run, sectors, "brokers", "--half-life", "0")
    pont = next(it for it in found["brokers"] if it["name"] == "Pont")
    assert pont["constraint"] == pytest.approx(0.5)
    assert pont["effective_size"] == pytest.approx(2)


def test_person_takes_the_sector_of_the_only_organization(
    run: Run, sectors: Address
) -> None:
    store = open_store(sectors)
    meet(store, "Ève Un", "Pont", on=date(2026, 5, 1), create=PERSON)
    with store.working("role") as work:
        person, place = (
            work.session.scalars(select(Actor).where(Actor.name == it)).one()
            for it in ("Ève Un", "Atelier")
        )
        work.session.add(Affiliation(person=person, organization=place))
    store.dispose()
    found = answer(run, sectors, "brokers")
    assert found["groups"]["logement"] == 5


def test_without_sectors_says_how_to_record_one(run: Run, one_side: Address) -> None:
    said = run("network", "brokers", at=one_side).out
    assert "No actor here has a sector" in said
    assert "Atelier" in said


# Key players


def test_key_players_worked_by_hand(run: Run, circles: Address) -> None:
    """Without Atelier: 6 + 17 of nearness in 56 ordered pairs. From it: 5.5 of 8."""
    found = answer(run, circles, "key-players", "--size", "1")
    broken, engaged = found["fragment"], found["reach"]
    assert [it["name"] for it in broken["players"]] == ["Atelier"]
    assert broken["fragmentation"] == pytest.approx(1 - 23 / 56)
    assert broken["after"]["pairs_linked"] == pytest.approx((3 + 10) / 28)
    assert [it["name"] for it in engaged["players"]] == ["Atelier"]
    assert engaged["reach"] == pytest.approx(5.5 / 8)
    assert (engaged["one_step"], engaged["two_steps"], engaged["others"]) == (4, 5, 8)
    assert broken["exact"] is True


def test_key_players_leave_out_those_without_a_tie(run: Run, one_side: Address) -> None:
    store = open_store(one_side)
    add(store, "Oubliée")
    store.dispose()
    found = answer(run, one_side, "key-players", "--size", "1")
    assert found["actors"] == 10
    assert found["fragment"]["before"]["actors"] == 9


# Apart


def test_who_stands_apart_and_why(run: Run, circles: Address) -> None:
    store = open_store(circles)
    add(store, "Oubliée")
    meet(store, "Seule", on=date(2026, 11, 1), kind=InteractionKind.CALL)
    store.dispose()
    found = answer(run, circles, "isolated", "--days", "300")
    why = {it["name"]: (it["why"], it["last"]) for it in found["apart"]}
    assert why == {"Oubliée": ("never", None), "Seule": ("alone", "2026-11-01")}


@pytest.mark.parametrize(("at", "said"), [("2026-11-25", False), ("2027-06-01", True)])
def test_silences_after_the_end_of_the_log_are_told_apart(
    run: Run, circles: Address, at: str, *, said: bool
) -> None:
    store = open_store(circles)
    meet(store, "CDC", "Solon", on=date(2026, 11, 20))
    store.dispose()
    shown = run("network", "isolated", "--at", at, at=circles)
    assert ("Nothing was logged after" in shown.out) is said
    assert answer(run, circles, "isolated", "--at", at)["logged_until"] == "2026-11-20"


def test_organization_seen_through_its_people_was_seen(
    run: Run, one_side: Address
) -> None:
    store = open_store(one_side)
    add(store, "Ville")
    meet(store, "Ève Un", "Pont", on=date(2026, 11, 2), create=PERSON)
    with store.working("on behalf") as work:
        found = work.session.scalars(
            select(Participation)
            .join(Actor, Actor.key == Participation.actor_key)
            .where(Actor.name == "Ève Un")
        ).one()
        found.on_behalf_of = work.session.scalars(
            select(Actor).where(Actor.name == "Ville")
        ).one()
    store.dispose()
    lines = answer(run, one_side, "isolated", "--days", "400")["apart"]
    assert [(it["name"], it["why"], it["last"]) for it in lines] == [
        ("Ville", "represented", "2026-11-02")
    ]


def test_silent_actors_come_the_most_recent_first(run: Run, one_side: Address) -> None:
    """As of 24 November 2026: Pont was last seen 236 days ago, Bac 263."""
    found = answer(run, one_side, "isolated", "--days", "200")["apart"]
    assert {it["why"] for it in found} == {"silent"}
    assert (found[0]["days"], found[-1]["days"]) == (236, 264)
    assert found[0]["tied"] is True


def test_seen_lately_but_not_in_the_period(run: Run, one_side: Address) -> None:
    found = answer(run, one_side, "isolated", "--days", "400", "--since", "2026-04")
    assert {it["why"] for it in found["apart"]} == {"outside"}
    assert len(found["apart"]) == 6


# Overlaps


@pytest.fixture
def services(sqlite_address: Address) -> Address:
    """Two hosts on food in Angus who never met; one of them also met a third."""
    store = open_store(sqlite_address)
    for name in ("Comptoir", "Cuisine", "Réseau"):
        add(store, name)
    with store.working("services") as work:
        session = work.session
        theme = Theme(slug="alimentation")
        theme.labels = [
            ThemeLabel(language=lang, kind="pref", label=it, label_key=it.lower())
            for lang, it in (("fr", "Alimentation"), ("en", "Food"))
        ]
        angus = Territory(
            slug="angus", name="Angus", name_key="angus", kind=TerritoryKind.OTHER
        )
        session.add_all([theme, angus])
        every = {it.name: it for it in session.scalars(select(Actor))}
        for day, host, guest in (
            (1, "Comptoir", None),
            (2, "Cuisine", None),
            (3, "Cuisine", "Réseau"),
        ):
            line = Interaction(
                kind=InteractionKind.ACTIVITY, title="Repas",
                held_on=date(2026, 5, day), precision=Precision.DAY,
                function=Function.ANALYSIS, added_at=every[host].added_at,
            )  # fmt: skip
            line.themes = [InteractionTheme(theme=theme)]
            line.territories = [InteractionTerritory(territory=angus)]
            line.participations = [Participation(actor=every[host], role=Role.HOST)]
            if guest:
                line.participations.append(
                    Participation(actor=every[guest], role=Role.PARTICIPANT)
                )
            session.add(line)
            session.flush()
    store.dispose()
    return sqlite_address


def test_two_hosts_of_the_same_thing_who_never_met(run: Run, services: Address) -> None:
    found = answer(run, services, "overlap")
    [it] = found["overlaps"]
    assert (it["theme"], it["territory"], it["function"]) == (
        "alimentation", "angus", "analysis",
    )  # fmt: skip
    assert (it["pairs"], it["pairs_apart"]) == (1, 1)
    assert {one["name"]: one["interactions"] for one in it["actors"]} == {
        "Cuisine": [2, 3],
        "Comptoir": [1],
    }
    assert (found["without_territory"], found["without_function"]) == (0, 0)


def test_overlap_is_told_with_the_theme_in_the_reader_s_language(
    run: Run, services: Address
) -> None:
    said = run("liens", "recoupements", at=services, lang="fr").out
    assert "Alimentation — Angus — analyse" in said
    assert "1 paire sur 1 jamais à la même interaction" in said


# Autonomy


def staff(at: Address, *names: str) -> None:
    store = open_store(at)
    with store.working("staff") as work:
        team = Committee(
            slug="equipe", name="Équipe", name_key="equipe", kind=CommitteeKind.STAFF
        )
        work.session.add(team)
        for name in names:
            member = work.session.scalars(select(Actor).where(Actor.name == name)).one()
            work.session.add(
                Membership(committee=team, actor=member, role=CommitteeRole.MEMBER)
            )
    store.dispose()


def test_without_the_staff_two_circles_fall_apart(run: Run, circles: Address) -> None:
    """Pont links all; without it, 12 of the 28 pairs are linked."""
    staff(circles, "Pont")
    found = answer(run, circles, "autonomy")
    assert (found["staff_recorded"], found["removed_names"]) == (True, ["Pont"])
    assert found["whole"]["pairs_linked"] == 1
    assert found["without"]["pairs_linked"] == pytest.approx(12 / 28)
    assert (found["without"]["components"], found["without"]["largest_component"]) == (
        2, 4,
    )  # fmt: skip
    assert found["interactions_attended"] == 2
    assert found["would_be_isolated"] == []


def test_named_actors_are_removed_too(run: Run, one_side: Address) -> None:
    """Without Atelier and Boussole, Pont has no tie left."""
    found = answer(
        run, one_side, "autonomy", "--without", "Atelier", "--without", "boussole"
    )
    assert found["would_be_isolated_names"] == ["Pont"]
    assert found["without"]["isolates"] == 1
    assert found["interactions_without"]["ties"] == 0  # They were everywhere.


def test_without_a_staff_team_says_how_to_record_one(
    run: Run, one_side: Address
) -> None:
    found = answer(run, one_side, "autonomy")
    assert (found["without"], found["removed"]) == (None, [])
    said = run("liens", "autonomie", at=one_side, lang="fr").out
    assert "Aucune équipe n’est inscrite" in said


# What every command keeps to


def check(found: Answer) -> None:
    assert found.code == 0, found.err
    for word in ("nan", "NaN", "None", "Traceback", "inf"):
        assert word not in found.out.replace("information", "").split(), word


@EVERY
def test_empty_store_is_answered_in_words(
    run: Run, sqlite_address: Address, typed: tuple[str, ...]
) -> None:
    for form in ("table", "json", "csv"):
        check(run("network", *typed, "--format", form, at=sqlite_address))


@EVERY
@pytest.mark.parametrize("meetings", [["Un"], ["Un", "Deux"], list("ABCDEFGH")])
def test_one_actor_one_meeting_or_all_in_one(
    run: Run, sqlite_address: Address, typed: tuple[str, ...], meetings: list[str]
) -> None:
    store = open_store(sqlite_address)
    meet(store, *meetings)
    store.dispose()
    for form in ("table", "json", "csv"):
        check(run("network", *typed, "--format", form, at=sqlite_address))


@EVERY
def test_french_screen_has_no_english_word(
    run: Run, sectors: Address, typed: tuple[str, ...]
) -> None:
    staff(sectors, "Pont")
    found = run("network", *typed, at=sectors, lang="fr")
    check(found)
    assert english_words(found.out) == set()
    assert "Ce que personne n’a noté ne se voit pas." in found.out
    assert "En date du 24 novembre 2026" in found.out


@pytest.mark.parametrize(
    "command", ["communities", "core", "backbone", "brokers", "key-players"]
)
def test_fewer_than_five_interactions_say_so(
    run: Run, sqlite_address: Address, command: str
) -> None:
    store = open_store(sqlite_address)
    for day in (1, 2, 3, 4):
        meet(store, "Un", "Deux", "Trois", on=date(2026, 5, day))
    store.dispose()
    assert answer(run, sqlite_address, command)["not_given_because"] == "few-events"
    assert "Only 4 interactions" in run("network", command, at=sqlite_address).out


@EVERY
def test_forbidden_person_appears_nowhere(
    run: Run, one_side: Address, typed: tuple[str, ...]
) -> None:
    store = open_store(one_side)
    for day in range(1, 7):
        meet(store, "Luc Caché", "Atelier", on=date(2026, 6, day), create=PERSON)
    show_to(store, "Luc Caché", Diffusion.FORBIDDEN)
    store.dispose()
    for form in ("table", "json", "csv"):
        found = run("network", *typed, "--format", form, at=one_side)
        check(found)
        assert "Luc" not in found.out
        assert "luc-cache" not in found.out


def test_person_who_may_not_be_shown_is_not_removed_by_name(
    run: Run, one_side: Address
) -> None:
    store = open_store(one_side)
    meet(store, "Luc Caché", "Atelier", create=PERSON)
    show_to(store, "Luc Caché", Diffusion.FORBIDDEN)
    store.dispose()
    found = run("network", "autonomy", "--without", "Luc Caché", at=one_side)
    assert found.code == 8
