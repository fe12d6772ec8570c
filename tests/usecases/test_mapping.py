"""What a map shows, where actors stand, and what it hides."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from sqlalchemy import func, select

from reseau.analysis.groups.partition import Communities
from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.shortest_paths import Betweenness
from reseau.domain.vocabulary import (
    CommitteeKind,
    CommitteeRole,
    Diffusion,
    Layer,
)
from reseau.errors import ExitCode
from reseau.i18n import Language
from reseau.publish.map.map_page import Change, Facet, MapActor, MapPage
from reseau.store.models import Actor, Affiliation, Committee, MapPlace, Membership
from reseau.store.past import dump
from reseau.store.place.engine import StoreBusyError
from reseau.store.rows.places import keep_places, places
from reseau.store.session import Store
from reseau.usecases.actors.merging import merge_actors
from reseau.usecases.log.memory import undo_operation
from reseau.usecases.maps.map_advice import advice
from reseau.usecases.maps.map_content import group_names
from reseau.usecases.maps.map_network import (
    Drawable,
    LaterDayError,
    Narrowing,
    NotOnMapError,
    change,
)
from reseau.usecases.maps.mapping import Drawn, MapWish, draw_map
from reseau.usecases.network.network import HiddenActorError, Question
from tests.contents import PERSON, add, meet, operations, show_to
from tests.support import Run

AT = date(2026, 11, 3)


def draw(
    store: Store, out: Path, *, question: Question | None = None, **wish: Any
) -> tuple[Drawn, dict[str, Any]]:
    """Draw a page; give what was said, and the data that it holds."""
    asked = question or Question(at=AT)
    drawn = draw_map(store, out, question=asked, wish=MapWish("en", **wish))
    found = re.search(r'id="data">(.*?)</script>', out.read_text("utf-8"), re.DOTALL)
    assert found
    return drawn, dict(json.loads(found[1]))


def names(data: dict[str, Any]) -> set[str]:
    people: dict[str, str] = data["texts"]["en"]["people"]
    own = {int(key): name for key, name in people.items()}
    both = zip(data["n"]["id"], data["n"]["label"], strict=True)
    return {own.get(key, label) for key, label in both}


def stood(data: dict[str, Any]) -> dict[str, tuple[float, float]]:
    found = data["n"]
    at = zip(found["x"], found["y"], strict=True)
    return dict(zip(found["label"], at, strict=True))


def chain(store: Store) -> None:
    """Log A–B, B–C, C–D and D–E."""
    for one, other in ("AB", "BC", "CD", "DE"):
        meet(store, f"Org {one}", f"Org {other}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "map.html"


# ---- places ---------------------------------------------------------------------------


def test_actors_stay_in_place_from_one_map_to_the_next(
    store: Store, file: Path
) -> None:
    chain(store)
    _, before = draw(store, file)
    _, after = draw(store, file)
    kept = stood(after)
    width = max(x for x, _ in kept.values()) - min(x for x, _ in kept.values())
    for name, (x, y) in stood(before).items():
        assert abs(kept[name][0] - x) <= 0.03 * width
        assert abs(kept[name][1] - y) <= 0.03 * width


def test_newcomer_leaves_the_others_in_place(store: Store, file: Path) -> None:
    for one, other in ("AB", "BC", "CD", "DE", "EF", "FA", "AC", "BD"):
        meet(store, f"Org {one}", f"Org {other}")
    before = stood(draw(store, file)[1])
    meet(store, "Org A", "Org Z")
    after = stood(draw(store, file)[1])
    width = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    away = [
        ((after[it][0] - x) ** 2 + (after[it][1] - y) ** 2) ** 0.5
        for it, (x, y) in before.items()
    ]
    assert sum(away) / len(away) <= 0.15 * width


def test_drawing_is_no_operation(store: Store, file: Path) -> None:
    chain(store)
    before = operations(store)
    draw(store, file)
    assert operations(store) == before


def test_what_a_person_did_can_be_undone_after_a_map(store: Store, file: Path) -> None:
    chain(store)
    draw(store, file)
    undo_operation(store, None)
    _, data = draw(store, file)
    assert "Org E" not in names(data)


def test_places_go_with_their_actor(store: Store, file: Path) -> None:
    add(store, "Org A")
    draw(store, file)
    undo_operation(store, None)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(MapPlace)) == 0


def test_merged_actor_leaves_one_on_the_map(store: Store, file: Path) -> None:
    chain(store)
    draw(store, file)
    merge_actors(store, "Org A", "Org E")
    assert names(draw(store, file)[1]) == {"Org A", "Org B", "Org C", "Org D"}


def test_narrowed_maps_have_places_of_their_own(store: Store, file: Path) -> None:
    chain(store)
    draw(store, file)
    draw(store, file, narrowing=Narrowing(focus="Org A", steps=1))
    with store.reading() as session:
        views = set(session.scalars(select(MapPlace.view)))
    assert len(views) == 2


def test_places_travel_with_the_whole_store(store: Store, file: Path) -> None:
    chain(store)
    draw(store, file)
    with store.reading() as session:
        assert len(dump.dump(session)["map_place"]) == 5


def test_place_of_an_actor_not_drawn_is_kept(store: Store) -> None:
    add(store, "Org A")
    add(store, "Org B")
    with store.working("test") as work:
        keep_places(work.session, "copresence", {1: (1.0, 2.0), 2: (3.0, 4.0)})
        keep_places(work.session, "copresence", {1: (5.25, -6.5)})
        assert places(work.session, "copresence") == {1: (5.25, -6.5), 2: (3.0, 4.0)}


def test_busy_store_is_drawn_all_the_same(
    sqlite_store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain(sqlite_store)

    def busy(*_: object) -> None:
        raise StoreBusyError

    monkeypatch.setattr("reseau.usecases.maps.map_places.keep_places", busy)
    drawn, data = draw(sqlite_store, file)
    assert (drawn.remembered, len(names(data))) == (False, 5)


# ---- change ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (0.0, 1.0, Change.APPEARED),
        (1.0, 0.0, Change.VANISHED),
        (1.0, 1.5, Change.STRONGER),
        (1.5, 1.0, Change.WEAKER),
        (1.0, 1.4, Change.SAME),
        (0.0, 0.0, Change.SAME),
    ],
)
def test_change_of_a_tie(before: float, after: float, said: Change) -> None:
    assert change(before, after) is said


def test_comparison_tells_what_became_of_each_tie(store: Store, file: Path) -> None:
    early, late = date(2025, 5, 1), date(2026, 10, 1)
    meet(store, "Org A", "Org B", on=early)
    meet(store, "Org A", "Org B", on=late)
    meet(store, "Org A", "Org C", on=early)
    meet(store, "Org A", "Org D", on=late)
    for _ in range(2):
        meet(store, "Org B", "Org D", on=late)
    meet(store, "Org B", "Org D", on=early)
    _, data = draw(store, file, narrowing=Narrowing(compare=date(2025, 6, 30)))
    label, found = data["n"]["label"], data["e"]
    said = {
        label[a][-1] + label[b][-1]: data["texts"]["en"]["changes"][it]
        for a, b, it in zip(found["a"], found["b"], found["change"], strict=True)
    }
    assert said == {
        "AB": "unchanged", "AC": "vanished", "AD": "appeared", "BD": "strengthened",
    }  # fmt: skip


def test_comparison_tells_its_own_rule(sqlite_store: Store, file: Path) -> None:
    meet(sqlite_store, "Org A", "Org B", on=date(2020, 1, 1))
    meet(sqlite_store, "Org A", "Org B", on=date(2026, 10, 1))
    _, data = draw(sqlite_store, file, narrowing=Narrowing(compare=date(2025, 6, 30)))
    said = " ".join(data["texts"]["en"]["facts"])
    assert "halved" not in said
    # A year before 30 June 2025 begins on 1 July 2024; one interaction is since.
    assert "Period: July 1, 2024 to November 3, 2026." in said
    assert "1 interactions" in said


def test_comparison_leaves_out_who_has_no_tie(store: Store, file: Path) -> None:
    meet(store, "Org A", "Org B", on=date(2026, 10, 1))
    add(store, "Org C")
    _, data = draw(store, file, narrowing=Narrowing(compare=date(2025, 6, 30)))
    assert names(data) == {"Org A", "Org B"}


def test_comparison_says_when_the_log_is_younger(store: Store, file: Path) -> None:
    meet(store, "Org A", "Org B", on=date(2026, 10, 1))
    _, data = draw(store, file, narrowing=Narrowing(compare=date(2026, 9, 1)))
    assert "The log begins" in " ".join(data["texts"]["en"]["facts"])


def test_comparison_with_a_later_day_is_refused(store: Store, file: Path) -> None:
    meet(store, "Org A", "Org B")
    with pytest.raises(LaterDayError):
        draw(store, file, narrowing=Narrowing(compare=date(2027, 1, 1)))


# ---- narrowing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "near"), [(1, "AB"), (2, "ABC"), (3, "ABCD"), (4, "ABCDE")]
)
def test_focus_keeps_who_is_that_near(
    sqlite_store: Store, file: Path, steps: int, near: str
) -> None:
    chain(sqlite_store)
    _, data = draw(sqlite_store, file, narrowing=Narrowing("Org A", steps))
    assert names(data) == {f"Org {it}" for it in near}


def test_focus_on_somebody_absent_is_refused(sqlite_store: Store, file: Path) -> None:
    chain(sqlite_store)
    with pytest.raises(NotOnMapError):
        draw(
            sqlite_store, file, question=Question(kind=None, committee=None, at=AT),
            narrowing=Narrowing("Org A", without_staff=_staffed(sqlite_store, "Org A")),
        )  # fmt: skip


def _staffed(store: Store, name: str) -> bool:
    """Give an actor a seat in the staff team."""
    with store.working("staff") as work:
        actor = work.session.scalars(select(Actor).where(Actor.name == name)).one()
        team = Committee(
            slug="equipe", name="Équipe", name_key="equipe", kind=CommitteeKind.STAFF
        )
        work.session.add_all(
            [team, Membership(actor=actor, committee=team, role=CommitteeRole.MEMBER)]
        )
    return True


def test_staff_can_be_left_out(store: Store, file: Path) -> None:
    chain(store)
    _staffed(store, "Org C")
    _, data = draw(store, file, narrowing=Narrowing(without_staff=True))
    assert names(data) == {"Org A", "Org B", "Org D", "Org E"}
    assert "1 member" in " ".join(data["texts"]["en"]["facts"])


def test_other_layers_are_in_the_page_and_apart(store: Store, file: Path) -> None:
    meet(store, "Org A", "Org B")
    _staffed(store, "Org A")
    with store.working("seat") as work:
        other = work.session.scalars(select(Actor).where(Actor.name == "Org B")).one()
        team = work.session.scalars(select(Committee)).one()
        work.session.add(
            Membership(actor=other, committee=team, role=CommitteeRole.MEMBER)
        )
    _, data = draw(store, file)
    layers = list(Layer)
    assert data["layer"] == layers.index(Layer.COPRESENCE)
    assert sorted(data["e"]["layer"]) == [
        layers.index(Layer.COPRESENCE), layers.index(Layer.COMMITTEE),
    ]  # fmt: skip


# ---- audiences ------------------------------------------------------------------------


def employed(store: Store, people: int, *, name: str = "CDC") -> None:
    """Add people who work for an organization and met Org Z, not to be shown."""
    add(store, name)
    for at in range(people):
        person = f"Person {name} {at}"
        add(store, person, PERSON)
        meet(store, person, "Org Z", title=f"Call about {person}")
    for organization in (name, "Org Z"):
        show_to(store, organization, Diffusion.PUBLIC)
    with store.working("roles") as work:
        actors = {it.name: it for it in work.session.scalars(select(Actor))}
        work.session.add_all(
            Affiliation(person=actors[f"Person {name} {at}"], organization=actors[name])
            for at in range(people)
        )


@pytest.mark.parametrize("audience", [Diffusion.GROUP, Diffusion.PUBLIC])
@pytest.mark.parametrize(("people", "said"), [(3, {"3 people (CDC)"}), (2, set())])
def test_hidden_people_are_gathered_when_they_are_three(
    sqlite_store: Store, file: Path, audience: Diffusion, people: int, said: set[str]
) -> None:
    employed(sqlite_store, people)
    _, data = draw(sqlite_store, file, question=Question(at=AT, shown_to=audience))
    assert names(data) == {"CDC", "Org Z"} | said
    assert "Person CDC" not in file.read_text("utf-8")


def test_gathered_people_are_named_in_both_languages(
    sqlite_store: Store, file: Path
) -> None:
    employed(sqlite_store, 3)
    question = Question(at=AT, shown_to=Diffusion.GROUP)
    _, data = draw(sqlite_store, file, question=question)
    assert list(data["texts"]["fr"]["people"].values()) == ["3 personnes (CDC)"]
    assert "3 people who may not be named" in " ".join(data["texts"]["en"]["facts"])


def test_forbidden_people_count_for_none(sqlite_store: Store, file: Path) -> None:
    employed(sqlite_store, 3)
    show_to(sqlite_store, "Person CDC 0", Diffusion.FORBIDDEN)
    question = Question(at=AT, shown_to=Diffusion.GROUP)
    assert names(draw(sqlite_store, file, question=question)[1]) == {"CDC", "Org Z"}


def test_titles_stay_with_the_team(sqlite_store: Store, file: Path) -> None:
    meet(sqlite_store, "Org A", "Org B", title="Call about Marie")
    for name in ("Org A", "Org B"):
        show_to(sqlite_store, name, Diffusion.PUBLIC)
    draw(sqlite_store, file)
    assert "Call about Marie" in file.read_text("utf-8")
    draw(sqlite_store, file, question=Question(at=AT, shown_to=Diffusion.GROUP))
    assert "Marie" not in file.read_text("utf-8")
    question = Question(at=AT, shown_to=Diffusion.GROUP)
    draw(sqlite_store, file, question=question, titles=True)
    assert "Call about Marie" in file.read_text("utf-8")


def test_focus_on_somebody_hidden_is_refused(sqlite_store: Store, file: Path) -> None:
    employed(sqlite_store, 1)
    with pytest.raises(HiddenActorError):
        draw(
            sqlite_store, file, question=Question(at=AT, shown_to=Diffusion.GROUP),
            narrowing=Narrowing("Person CDC 0"),
        )  # fmt: skip


# ---- size and forms -------------------------------------------------------------------


def crowd(n: int, *, themes: tuple[Facet, ...] = ()) -> MapPage:
    actors = tuple(
        MapActor(
            key, "", str(key), PERSON, None, 1.0, 0.0, 0.0, 0,
            themes=(0,) if themes and key < 300 else (),
        )
        for key in range(n)
    )  # fmt: skip
    return MapPage("", "", (), "", "", actors, (), {}, "en", themes=themes)


def test_readable_map_gets_no_advice() -> None:
    assert advice(crowd(2_000)).advice == ""


def test_large_map_proposes_a_narrower_one() -> None:
    said = advice(crowd(2_001, themes=(Facet("logement", "housing"),))).advice
    assert "--theme “housing” (300 actors)" in said


def test_very_large_map_is_said_to_be_too_large() -> None:
    said = advice(crowd(10_001)).advice
    assert "more than a map can honestly show" in said
    assert "--focus" in said


@pytest.mark.parametrize(
    ("form", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF-1.5"), ("html", b"<!DOC")],
)
def test_map_is_written_in_the_form_asked_for(
    run: Run, sqlite_store: Store, tmp_path: Path, form: str, begins: bytes
) -> None:
    chain(sqlite_store)
    out = tmp_path / f"carte.{form}"
    said = run("map", "--out", str(out), at=sqlite_store.address)
    assert (said.code, out.read_bytes()[: len(begins)]) == (0, begins)


def test_format_wins_over_the_ending(
    run: Run, sqlite_store: Store, tmp_path: Path
) -> None:
    chain(sqlite_store)
    out = tmp_path / "carte"
    run("map", "--out", str(out), "--format", "pdf", at=sqlite_store.address)
    assert out.read_bytes().startswith(b"%PDF")


def test_language_of_the_page_can_be_chosen(
    run: Run, sqlite_store: Store, file: Path
) -> None:
    chain(sqlite_store)
    run("map", "--out", str(file), "--lang", "fr", at=sqlite_store.address)
    assert '<html lang="fr">' in file.read_text("utf-8")


def test_options_have_french_names(run: Run, sqlite_store: Store, file: Path) -> None:
    chain(sqlite_store)
    said = run(
        "carte", "--sortie", str(file), "--autour", "Org A", "--pas", "1",
        "--sans-equipe", "--comparer", "2025-06-30", "--replacer",
        lang="fr", at=sqlite_store.address,
    )  # fmt: skip
    assert said.code == 0, said.err


def test_hidden_focus_refuses_by_its_code(
    run: Run, sqlite_store: Store, file: Path
) -> None:
    employed(sqlite_store, 1)
    said = run(
        "map", "--out", str(file), "--audience", "group", "--focus", "Person CDC 0",
        at=sqlite_store.address,
    )  # fmt: skip
    assert said.code == ExitCode.PRIVACY


# ---- named views, archives, estimates -------------------------------------------------


def test_view_of_somebody_absent_is_left_out_and_said(
    run: Run, sqlite_store: Store, file: Path
) -> None:
    chain(sqlite_store)
    said = run(
        "map", "--out", str(file), "--view", "All=#ties=all", "--view", "X=#actor=99",
        at=sqlite_store.address,
    )  # fmt: skip
    assert said.code == 0, said.err
    assert "The view “X” is left out" in said.err
    text = file.read_text("utf-8")
    assert '"views":[{"name":"All","code":"ties=all"}]' in text


def test_what_is_no_view_is_refused_before_anything(
    run: Run, sqlite_store: Store, file: Path
) -> None:
    said = run(
        "carte", "--sortie", str(file), "--vue", "Logement",
        lang="fr", at=sqlite_store.address,
    )  # fmt: skip
    assert (said.code, file.exists()) == (2, False)
    assert "NOM=CODE" in said.err


@pytest.mark.parametrize(("language", "first"), [("fr", "Sortez"), ("en", "Take")])
def test_archive_holds_the_page_its_paper_and_two_lines(
    sqlite_store: Store, tmp_path: Path, language: Language, first: str
) -> None:
    chain(sqlite_store)
    out = tmp_path / "carte.zip"
    wish = MapWish(language)
    draw_map(sqlite_store, out, question=Question(at=AT), wish=wish)
    with zipfile.ZipFile(out) as packed:
        assert packed.namelist() == ["LISEZMOI.txt", "carte.html", "carte.pdf"]
        lines = packed.read("LISEZMOI.txt").decode("utf-8-sig").splitlines()
        assert packed.read("carte.pdf").startswith(b"%PDF")
        assert b"<!DOCTYPE html>" in packed.read("carte.html")
    assert (len(lines), lines[0].split()[0]) == (2, first)
    assert all("carte.html" in it for it in lines)


def test_same_map_gives_the_same_archive(sqlite_store: Store, tmp_path: Path) -> None:
    chain(sqlite_store)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        out = tmp_path / name / "carte.zip"
        wish = MapWish("fr", anew=True)
        draw_map(sqlite_store, out, question=Question(at=AT), wish=wish)
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_estimated_betweenness_is_said_with_its_error(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def estimated(network: Network) -> Betweenness[int]:
        return Betweenness(dict.fromkeys(network, 0.25), 3, 0.0123)

    monkeypatch.setattr(
        "reseau.usecases.maps.map_content.betweenness_estimate", estimated
    )
    chain(store)
    _, data = draw(store, file, size="betweenness")
    assert data["texts"]["en"]["measures"][0] == "Betweenness (estimated)"
    said = "Betweenness is estimated from 3 actors, within 0.0123."
    assert said in data["texts"]["en"]["facts"]
    assert "estimation" in data["texts"]["fr"]["measures"][0]


def test_exact_betweenness_is_not_called_an_estimate(store: Store, file: Path) -> None:
    chain(store)
    _, data = draw(store, file, size="betweenness")
    assert data["texts"]["en"]["measures"][0] == "Betweenness"


def test_groups_led_by_homonyms_have_names_of_their_own() -> None:
    network: nx.Graph[int] = nx.Graph()
    said = ("Marie Roy", "Org A", "Org B", "Marie Roy", "Org C", "Org D", "Seule", "X")
    network.add_nodes_from((key, {"name": it}) for key, it in enumerate(said))
    network.add_weighted_edges_from(
        [(0, 1, 3.0), (0, 2, 1.0), (3, 4, 1.0), (3, 5, 4.0), (6, 7, 1.0)]
    )
    shown = Drawable(Layer.COPRESENCE, {}, network, (), {}, None, 0, ())
    of: dict[int, int | None] = {0: 0, 1: 0, 2: 0, 3: 1, 4: 1, 5: 1, 6: 2, 7: 2}
    found = group_names(shown, Communities(of, (3, 3, 2), 0.5), "en")
    assert found == {
        0: "Around Marie Roy and Org A",
        1: "Around Marie Roy and Org D",
        2: "Around Seule",
    }


def test_command_names_its_file_in_the_language_of_the_reader(
    sqlite_store: Store, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain(sqlite_store)
    monkeypatch.chdir(tmp_path)
    run("map", at=sqlite_store.address)
    run("map", "--format", "svg", "--lang", "fr", at=sqlite_store.address)
    assert (tmp_path / "map.html").is_file()
    assert (tmp_path / "carte.svg").is_file()


def test_command_says_how_many_the_audience_may_not_be_shown(
    sqlite_store: Store, run: Run, tmp_path: Path
) -> None:
    chain(sqlite_store)
    out = str(tmp_path / "x.svg")
    said = run("map", "--out", out, "--audience", "public", at=sqlite_store.address)
    assert "actors are left out, whom this audience may not be shown" in said.err
