"""Actors gathered into bubbles, in a real browser."""

import itertools
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reseau.domain.vocabulary import ActorKind, Layer
from reseau.publish.map.map import MapActor, MapPage, MapTie, map_html
from reseau.publish.map.map_page import Facet
from reseau.publish.map.map_views import SavedView
from tests.publish.pages import (
    Visit,
    choose,
    chosen_name,
    in_view,
    overlaps,
    press_on,
    set_to,
)
from tests.publish.towns import both, town

pytestmark = pytest.mark.browser


def gather(page: Any) -> None:
    press_on(page, "#together")


def bubbles(page: Any) -> list[dict[str, Any]]:
    return list(page.run("reseau.bubbles()"))


def hub(neighbours: int) -> MapPage:
    """Make somebody tied with many, in two groups."""
    day = date(2026, 3, 2)
    actors = tuple(
        MapActor(
            n, "", f"Acteur {n}", ActorKind.PERSON, n % 2, 1.0, 30.0 * (n % 12),
            30.0 * (n // 12), 1, figures=(1.0, 1.0),
        )
        for n in range(neighbours + 1)
    )  # fmt: skip
    ties = tuple(
        MapTie(0, n, float(n), 1, day, day, Layer.COPRESENCE)
        for n in range(1, neighbours + 1)
    )
    return town(actors=actors, ties=ties, lines=())


def crowd(actors: int) -> MapPage:
    """Make more actors than a map can show, in eight groups."""
    made = tuple(
        MapActor(
            n, "", f"A{n}", ActorKind.PERSON, n % 8, 1.0, 20.0 * (n % 100),
            20.0 * (n // 100), 0, figures=(1.0,),
        )
        for n in range(actors)
    )  # fmt: skip
    groups = {n: f"Groupe {n}" for n in range(8)}
    measures = (Facet("liens", "ties"),)
    return town(
        actors=made, ties=(), lines=(), communities=groups, measures=measures, themes=(),
        territories=(), committees=(),
    )  # fmt: skip


def test_each_group_is_one_bubble_with_its_number(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    gather(page)
    count = Counter(it.community for it in made.actors)
    assert sorted(it["n"] for it in bubbles(page)) == sorted(count.values())
    assert page.read("count") == "43 acteurs · 3 groupes"


def test_bubbles_follow_the_colour(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    gather(page)
    set_to(page, "colour", "territory")
    count = Counter(it.territories[:1] for it in made.actors)
    assert sorted(it["n"] for it in bubbles(page)) == sorted(count.values())


def test_line_between_two_bubbles_adds_their_ties_up(visit: Visit) -> None:
    """Territory is the parity of the key: ties of 1 stay, ties of 2 stay too."""
    made = town()
    # Each of the actors of the first circle is tied with the second hub as well.
    more = [
        replace(it, source=2 if it.source == 1 else 1)
        for it in made.ties
        if it.layer is Layer.COPRESENCE
    ]
    page = visit(map_html(replace(made, ties=(*made.ties, *more))))
    gather(page)
    set_to(page, "colour", "territory")
    assert page.run("reseau.bands().map((it) => [it.n, it.share])") == [[40, 1]]


def test_bubbles_and_their_names_do_not_cover_each_other(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    page.until("reseau.labels().length > 1")
    assert overlaps(page) == 0
    for a, b in itertools.combinations(bubbles(page), 2):
        away = ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5
        assert away >= a["r"] + b["r"] - 1


def test_click_on_a_bubble_opens_the_group_by_itself(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    x, y = page.run(
        "(() => { const it = reseau.bubbles()[0], c = document.getElementById('canvas').getBoundingClientRect(); return [it.at.x + c.left, it.at.y + c.top]; })()"
    )
    page.click(x, y)
    page.until("reseau.state().inside !== null")
    page.run("new Promise((done) => setTimeout(done, 400))")
    assert in_view(page)[0] == 21
    assert "Autour" in page.read("clusters")
    page.press("Escape")
    page.until("reseau.state().inside === null")
    assert page.read("count") == "43 acteurs · 3 groupes"


def test_group_is_opened_by_its_button(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    press_on(page, "#clusters button")
    assert in_view(page)[0] == 21
    press_on(page, "#clusters button")
    assert page.run("reseau.state().inside") is None


def test_discs_of_an_opened_group_do_not_overlap(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    press_on(page, "#clusters button")
    places = page.run("reseau.places()")
    for (a, b, r), (c, d, s) in itertools.combinations(places, 2):
        assert ((a - c) ** 2 + (b - d) ** 2) ** 0.5 >= r + s - 0.5


def test_address_keeps_the_open_group(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    press_on(page, "#clusters button")
    address = page.run("reseau.address()")
    again = visit(both(), hash_="#" + address)
    assert again.run("reseau.address()") == address
    assert in_view(again)[0] == 21


def test_search_from_the_bubbles_shows_the_actor(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    choose(page, "ecuyer")
    assert (chosen_name(page), in_view(page)[0]) == ("L’Écuyer, Maison", 43)
    page.press("Escape")
    assert page.read("count") == "43 acteurs · 3 groupes"


def test_bubbles_are_saved_as_they_are_seen(visit: Visit) -> None:
    page = visit(both())
    gather(page)
    svg = ET.fromstring(page.run("reseau.svg()"))
    space = "{http://www.w3.org/2000/svg}"
    texts = [it.text or "" for it in svg.iter(f"{space}text")]
    # One in the legend.
    assert len(list(svg.iter(f"{space}circle"))) == 4
    assert "Autour de L’Écuyer (21)" in texts


def test_crowd_is_gathered_at_once(visit: Visit) -> None:
    page = visit(map_html(crowd(10_001)))
    assert page.read("count") == "10\N{NO-BREAK SPACE}001 acteurs · 8 groupes"
    press_on(page, "#together")
    assert "lien" in page.read("count")


def test_open_group_of_a_crowd_is_read(visit: Visit) -> None:
    page = visit(map_html(crowd(10_001)))
    press_on(page, "#clusters button")
    assert in_view(page)[0] == 1_251
    assert page.complaints == []


# ---- somebody with many ties ----------------------------------------------------------


def test_weaker_ties_of_a_hub_are_one_bundle_for_each_group(visit: Visit) -> None:
    page = visit(map_html(hub(81)))
    choose(page, "acteur 0")
    press_on(page, ".actions button")
    # The sixty strongest are 22 to 81; 1 to 21 are left, eleven of them odd.
    assert in_view(page)[0] == 61
    assert sorted(it["n"] for it in bubbles(page)) == [10, 11]
    assert "81" in page.read("card_body")
    page.run("new Promise((done) => setTimeout(done, 400))")
    assert overlaps(page) == 0


def test_bundle_opens_the_list_of_its_actors(visit: Visit) -> None:
    page = visit(map_html(hub(81)))
    choose(page, "acteur 0")
    press_on(page, ".actions button")
    page.run("new Promise((done) => setTimeout(done, 400))")
    x, y = page.run(
        "(() => { const it = reseau.bubbles()[0], c = document.getElementById('canvas').getBoundingClientRect(); return [it.at.x + c.left, it.at.y + c.top]; })()"
    )
    page.click(x, y)
    page.until("document.querySelectorAll('#card_list li').length === 11")
    press_on(page, "#card_list .go")
    assert chosen_name(page).startswith("Acteur")


def test_sixty_neighbours_need_no_bundle(visit: Visit) -> None:
    page = visit(map_html(hub(60)))
    choose(page, "acteur 0")
    press_on(page, ".actions button")
    assert (in_view(page)[0], bubbles(page)) == (61, [])


# ---- views with a name ----------------------------------------------------------------


def test_view_with_a_name_is_a_button(visit: Visit) -> None:
    views = (
        SavedView("Verdun", "territories=1&ties=all"),
        SavedView("<b>Une</b> fiche", "actor=41&focus=1"),
    )
    made = town(views=views)
    page = visit(map_html(made, other=town("en", views=views)))
    labels = (
        "[...document.querySelectorAll('#saved button')].map((it) => it.textContent)"
    )
    assert page.run(labels) == ["Verdun", "<b>Une</b> fiche"]
    press_on(page, "#saved button")
    kept = [it for it in made.actors if it.territories == (1,)]
    assert in_view(page)[0] == len(kept)
    press_on(page, "#saved button:last-child")
    assert (chosen_name(page), in_view(page)[0]) == ("Organisme numéro 41", 2)
    press_on(page, "#language")
    assert page.read("saved").splitlines()[0] == "Saved views"


def test_page_without_views_has_no_place_for_them(visit: Visit) -> None:
    page = visit(both())
    assert page.run("document.getElementById('saved').hidden")
