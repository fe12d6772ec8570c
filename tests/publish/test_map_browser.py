"""The map page in a real browser: what a person sees and can do there."""

import base64
import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n import Language
from reseau.publish.map.map import MapActor, MapPage, map_html
from reseau.publish.map.map_views import SavedView
from tests.publish.pages import (
    Visit,
    choose,
    chosen_name,
    focused,
    graph_of,
    in_view,
    overlaps,
    places_of,
    press_on,
    search_for,
    set_to,
    tab_to,
    untick,
)
from tests.publish.towns import HOSTILE, THEMES, both, compared_town, hostile_town, town

pytestmark = pytest.mark.browser
DAY = date(2026, 2, 3)


# ---- safety ---------------------------------------------------------------------------


def test_page_asks_for_nothing_and_complains_of_nothing(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    assert [it for it in page.requests if not it.startswith("file:///")] == []
    assert len(page.requests) == 1
    assert page.complaints == []


def test_there_are_sixty_hostile_texts() -> None:
    assert len(set(HOSTILE)) == 60


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_text_does_not_run(visit: Visit, language: Language) -> None:
    other: Language = "en" if language == "fr" else "fr"
    page = visit(map_html(hostile_town(language), other=hostile_town(other)))
    choose(page, "script")
    press_on(page, "#card_list .why")
    for view in ("list", "help", "map"):
        press_on(page, f"#tab_{view}")
    press_on(page, "#language")
    set_to(page, "colour", "theme")
    for kind in ("svg", "csv", "graphml"):
        page.run(f"reseau.{kind}('actors')")
    page.run("reseau.png()")
    press_on(page, "#saved button")
    press_on(page, "#together")
    page.run("reseau.svg()")
    press_on(page, "#clusters button")
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("String(window.PWN)") == "undefined"
    assert page.complaints == []


def test_hostile_names_are_shown_as_they_are(visit: Visit) -> None:
    page = visit(map_html(hostile_town()))
    press_on(page, "#tab_list")
    shown = page.run(
        "[...document.querySelectorAll('#list_actors tbody button')].map((it) => it.textContent)"
    )
    assert sorted(shown) == sorted(it.strip() for it in HOSTILE)
    buttons = page.run(
        "[...document.querySelectorAll('#saved button')].map((it) => it.textContent)"
    )
    assert buttons == list(HOSTILE)


def test_hostile_files_are_well_formed(visit: Visit) -> None:
    page = visit(map_html(hostile_town()))
    svg = ET.fromstring(page.run("reseau.svg()"))
    tags = {it.tag.rpartition("}")[2] for it in svg.iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "circle", "text"}
    assert nx.parse_graphml(page.run("reseau.graphml()")).number_of_nodes() == 60
    rows = list(
        csv.reader(io.StringIO(page.run("reseau.csv('actors')")[1:]), delimiter=";")
    )
    assert len(rows) == 61
    assert not [it for row in rows for it in row if it[:1] in set("=+-@\t")]


def test_script_added_later_does_not_run(visit: Visit) -> None:
    page = visit(both())
    page.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.PWN = 1'; document.body.append(s); })()"
    )
    assert page.run("String(window.PWN)") == "undefined"


# ---- search ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["ecuyer", "L'ECUYER", "écuyer", "maison ecu", "MAISON, L’É"]
)
def test_search_forgives_accents_case_and_apostrophes(visit: Visit, typed: str) -> None:
    page = visit(both())
    choose(page, typed.replace(",", ""))
    assert chosen_name(page) == "L’Écuyer, Maison"


def test_search_reads_a_ligature_as_two_letters(visit: Visit) -> None:
    page = visit(both())
    choose(page, "coeur-de-l'ile")
    assert chosen_name(page) == "Regroupement Cœur-de-l’Île"


def test_search_without_answer_says_so(visit: Visit) -> None:
    page = visit(both())
    page.run("document.getElementById('find').focus()")
    page.type("zzz")
    page.until("!document.getElementById('found_none').hidden")
    assert page.run("document.getElementById('found').hidden")
    assert "Aucun" in page.read("said")


# ---- the card, why, the path, the close-up --------------------------------------------


def test_card_lists_the_strongest_neighbour_first(visit: Visit) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    first = page.run(
        "[...document.querySelectorAll('#card_list .go')].map((it) => it.firstChild.textContent)"
    )
    assert first[:3] == [f"Organisme numéro {n}" for n in (41, 39, 37)]


def test_neighbour_button_goes_to_that_actor(visit: Visit) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    page.run("document.querySelectorAll('#card_list .go')[0].click()")
    assert chosen_name(page) == "Organisme numéro 41"


def test_why_shows_the_lines_behind_a_tie(visit: Visit) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    press_on(page, "#card_list .why")
    said = page.read("card")
    assert "Réunion 41" in said
    assert "15\N{NO-BREAK SPACE}févr." in said  # The 41st: 41 % 27 + 1.


def test_click_on_a_line_opens_why(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    x, y = page.run(
        "(() => { const d = JSON.parse(document.getElementById('data').textContent), find = (name) => reseau.place(d.n.label.indexOf(name)),"
        "a = find('Regroupement Cœur-de-l’Île'), b = find('Organisme numéro 36'), c = document.getElementById('canvas').getBoundingClientRect();"
        "return [(a.x * 0.13 + b.x * 0.87) + c.left, (a.y * 0.13 + b.y * 0.87) + c.top]; })()"
    )
    set_to(page, "ties", "all")
    page.click(x, y)
    page.until("!document.getElementById('card').hidden")
    assert "Réunion 36" in page.read("card")


def test_path_is_the_shortest_and_counts_its_equals(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    page.run("document.querySelectorAll('#filter_layers input')[1].click()")
    choose(page, "numero 41")
    press_on(page, "#card .actions button:last-child")
    choose(page, "numero 42")
    graph = graph_of(made, layers=tuple(Layer))
    ways = list(nx.all_shortest_paths(graph, 41, 42))
    steps = page.run("document.querySelectorAll('.steps li').length")
    assert (len(ways), steps) == (1, len(ways[0]))
    assert "3 liens de long" in page.read("card")


def test_no_path_is_said(visit: Visit) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    press_on(page, "#card .actions button:last-child")
    choose(page, "seule")
    assert "Aucun chemin" in page.read("card")


@pytest.mark.parametrize("steps", [1, 2])
def test_close_up_shows_who_is_that_near(visit: Visit, steps: int) -> None:
    made = town()
    page = visit(map_html(made))
    choose(page, "numero 41")
    page.run(f"document.querySelectorAll('#card .actions button')[{steps - 1}].click()")
    near = nx.single_source_shortest_path_length(graph_of(made), 41, cutoff=steps)
    assert in_view(page)[0] == len(near)


def test_escape_leaves_the_close_up(visit: Visit) -> None:
    page = visit(both())
    choose(page, "numero 41")
    press_on(page, "#card .actions button")
    page.press("Escape")
    assert (chosen_name(page), in_view(page)[0]) == ("", 43)


def test_opening_the_card_does_not_resize_the_map(visit: Visit) -> None:
    page = visit(both())
    size = "(() => { const c = document.querySelector('canvas'); return [c.width, c.height]; })()"
    before = page.run(size)
    choose(page, "ecuyer")
    assert page.run(size) == before


def test_actor_without_tie_has_a_card(visit: Visit) -> None:
    page = visit(both())
    choose(page, "seule")
    assert page.run("document.getElementById('card_list').children.length") == 1


# ---- filters, against another computation ---------------------------------------------


def test_everything_is_in_view_at_first(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    graph = graph_of(made)
    assert in_view(page) == (graph.number_of_nodes(), graph.number_of_edges())


def test_kind_filter_keeps_the_other_kind(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    untick(page, "kinds", 1)
    kept = [it.key for it in made.actors if it.kind is ActorKind.ORGANIZATION]
    graph = graph_of(made).subgraph(kept)
    assert in_view(page) == (len(kept), graph.number_of_edges())


def test_theme_and_territory_filters_combine(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    untick(page, "themes", 0)
    untick(page, "territories", 1)
    kept = [
        it.key
        for it in made.actors
        if (not it.themes or 1 in it.themes)
        and (not it.territories or 0 in it.territories)
    ]
    graph = graph_of(made).subgraph(kept)
    assert in_view(page) == (len(kept), graph.number_of_edges())


def test_committee_filter_keeps_its_members(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "committee", 0)
    kept = [it.key for it in made.actors if it.committees]
    assert in_view(page) == (
        len(kept), graph_of(made).subgraph(kept).number_of_edges(),
    )  # fmt: skip


def test_layer_filter_adds_another_layer(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    untick(page, "layers", 1)
    assert in_view(page)[1] == len(made.ties)


def test_period_keeps_ties_with_a_line_in_it(visit: Visit) -> None:
    made = town()
    page = visit(map_html(made))
    set_to(page, "ties", "all")
    set_to(page, "to", 10, "input")
    # Days are counted from 1 February, the first day of the town.
    kept = [
        it
        for it in made.ties
        if it.layer is Layer.COPRESENCE
        and it.first is not None
        and it.first <= date(2026, 2, 11)
    ]
    actors = {end for it in kept for end in (it.source, it.target)}
    assert in_view(page) == (len(actors), len(kept))


def test_reset_brings_everything_back(visit: Visit) -> None:
    page = visit(both())
    untick(page, "kinds", 0)
    set_to(page, "to", 3, "input")
    press_on(page, "#reset")
    assert in_view(page)[0] == 43


def test_filtered_out_actor_can_still_be_found(visit: Visit) -> None:
    page = visit(both())
    untick(page, "kinds", 1)
    choose(page, "seule")
    assert (chosen_name(page), in_view(page)[0]) == ("Seule", 43)
    assert "filtres" in page.read("said")


def test_play_moves_the_end_of_the_period(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#play")
    page.until("reseau.state().to > 0 && reseau.state().to < 20")
    press_on(page, "#play")
    assert page.complaints == []


# ---- drawing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "said"),
    [("theme", "Alimentation"), ("territory", "Rosemont"), ("kind", "Personne")],
)
def test_legend_follows_the_colour(visit: Visit, colour: str, said: str) -> None:
    page = visit(both())
    assert "Autour de L’Écuyer" in page.read("signs")
    set_to(page, "colour", colour)
    assert said in page.read("signs")
    assert "Autour" not in page.read("signs")


def test_legend_names_the_size(visit: Visit) -> None:
    page = visit(both())
    set_to(page, "size", 1)
    assert "rang" in page.read("signs")


def test_legend_lists_the_changes(visit: Visit) -> None:
    page = visit(map_html(compared_town()))
    said = page.read("signs")
    assert all(
        it in said for it in ("apparu", "disparu", "renforcé", "affaibli", "inchangé")
    )
    assert "Acteur apparu (2)" in said


def test_only_what_changed_can_be_shown(visit: Visit) -> None:
    page = visit(map_html(compared_town()))
    set_to(page, "ties", "all")
    set_to(page, "changes", "changed")
    assert in_view(page)[1] == 32  # Four in five of forty.


def test_names_do_not_overlap_at_any_zoom(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 5")
    assert overlaps(page) == 0
    for name in ("zoom_in", "zoom_in", "zoom_out", "fit"):
        press_on(page, f"#{name}")
        page.run("new Promise((done) => setTimeout(done, 350))")
        assert overlaps(page) == 0


def test_count_line_says_what_is_shown(visit: Visit) -> None:
    page = visit(both())
    set_to(page, "ties", "none")
    assert page.read("count") == "43 acteurs · 0 liens affichés sur 40"


# ---- pointing -------------------------------------------------------------------------


def test_click_on_an_actor_opens_its_card(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    names = ["Organisme numéro 17", "Organisme numéro 30", "Seule"]
    for wanted, at in zip(names, places_of(page, names), strict=True):
        page.click(*at)
        page.until(f"document.getElementById('card_name').textContent === {wanted!r}")


def test_click_reaches_its_actor_on_a_sharp_screen(visit: Visit) -> None:
    page = visit(both(), sharpness=2)
    page.until("reseau.labels().length > 0")
    [at] = places_of(page, ["Organisme numéro 17"])
    page.click(*at)
    page.until(
        "document.getElementById('card_name').textContent === 'Organisme numéro 17'"
    )


def test_wheel_zooms_where_the_pointer_is(visit: Visit) -> None:
    page = visit(both())
    page.until("reseau.labels().length > 0")
    [(x, y)] = places_of(page, ["Organisme numéro 17"])
    page.ask(
        "Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=-240
    )
    page.until("reseau.state().camera !== null")
    [(new_x, new_y)] = places_of(page, ["Organisme numéro 17"])
    assert (abs(new_x - x) < 4, abs(new_y - y) < 4) == (True, True)


def test_address_keeps_where_the_map_was_moved(visit: Visit) -> None:
    page = visit(both())
    page.run("document.getElementById('canvas').focus()")
    page.press("ArrowRight")
    address = page.run("reseau.address()")
    before = page.run("reseau.place(0)")
    again = visit(both(), hash_="#" + address)
    after = again.run("reseau.place(0)")
    assert abs(after["x"] - before["x"]) < 2
    assert "at=" in address


def test_homonyms_are_told_apart_in_the_search(visit: Visit) -> None:
    page = visit(both())
    search_for(page, "ecuyer")
    said = page.read("found_0").splitlines()[1].strip()
    assert said == "Organisme · Verdun · alimentation"


def test_taps_reach_the_right_actors_on_a_tablet(visit: Visit) -> None:
    page = visit(both(), width=820, height=1180, touch=True)
    page.until("reseau.labels().length > 0")
    names = [f"Organisme numéro {n}" for n in range(3, 43)][:30]
    for wanted in names:
        page.press("Escape")
        page.until("document.getElementById('card').hidden")
        page.run("new Promise((done) => setTimeout(done, 320))")
        page.tap(*places_of(page, [wanted])[0])
        page.until(f"document.getElementById('card_name').textContent === {wanted!r}")
    assert page.complaints == []


def test_two_fingers_zoom(visit: Visit) -> None:
    page = visit(both(), width=820, height=1180, touch=True)
    page.until("reseau.labels().length > 0")
    box = page.run(
        "(() => { const b = document.getElementById('canvas').getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()"
    )
    before = page.run("reseau.place(0).x - reseau.place(40).x")

    def fingers(apart: int) -> list[dict[str, float]]:
        return [
            {"x": box[0] + sign * apart, "y": box[1], "id": at}
            for at, sign in enumerate((-1, 1))
        ]

    ask = page.ask
    ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=fingers(40))
    for apart in (60, 80, 100, 120):
        ask("Input.dispatchTouchEvent", type="touchMove", touchPoints=fingers(apart))
    ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    page.until(
        f"Math.abs(reseau.place(0).x - reseau.place(40).x) > 1.5 * Math.abs({before})"
    )
    assert page.complaints == []


def test_finger_between_two_actors_is_asked_which(visit: Visit) -> None:
    actors = tuple(
        MapActor(
            n,
            "",
            f"Acteur {n}",
            ActorKind.PERSON,
            None,
            1.0,
            x,
            y,
            0,
            figures=(1.0, 1.0),
        )
        for n, (x, y) in enumerate([(0.0, 0.0), (44.0, 0.0), (900.0, 600.0)])
    )
    made = map_html(town(actors=actors, ties=(), lines=()))
    page = visit(made, width=820, height=1180, touch=True)
    page.until("reseau.labels().length > 0")
    (x, y), (other_x, _) = places_of(page, ["Acteur 0", "Acteur 1"])
    page.tap((x + other_x) / 2, y)
    page.until("!document.getElementById('card').hidden")
    assert page.read("card_name") == "Lequel\N{NO-BREAK SPACE}?"
    assert page.run("document.querySelectorAll('#card_list li').length") == 2
    page.run("new Promise((done) => setTimeout(done, 500))")
    press_on(page, "#card_list .go")
    assert chosen_name(page).startswith("Acteur")


# ---- list and keyboard ----------------------------------------------------------------


def test_list_shows_every_actor_and_every_tie(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#tab_list")
    rows = "document.querySelectorAll('#list_{} tbody tr').length"
    assert page.run(rows.format("actors")) == 43
    assert page.run(rows.format("ties")) == 40


def test_list_follows_the_filters(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#tab_list")
    untick(page, "kinds", 0)
    assert page.run("document.querySelectorAll('#list_actors tbody tr').length") == 15


def test_name_in_the_list_opens_the_same_card(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#tab_list")
    page.run(
        "[...document.querySelectorAll('#list_actors tbody button')].find((it) => it.textContent === 'Seule').click()"
    )
    assert chosen_name(page) == "Seule"


def test_list_sorts_by_number_of_ties(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#tab_list")
    heads = page.run(
        "[...document.querySelectorAll('#list_actors thead button')].map((it) => it.textContent)"
    )
    at = heads.index("Liens selon les filtres")
    head = f"document.querySelectorAll('#list_actors thead button')[{at}].click()"
    page.run(head)
    assert page.run("document.querySelector('#list_actors tbody td:nth-child(6)').textContent") == "20"  # fmt: skip
    page.run(head)
    assert page.run("document.querySelector('#list_actors tbody button').textContent") == "Seule"  # fmt: skip


def test_walk_by_keyboard_alone(visit: Visit) -> None:
    """Search, actor, why, list: no pointer is used."""
    page = visit(both())
    page.press("Tab")
    assert focused(page) == "skip"
    page.press("Enter")
    assert focused(page) == "find"
    page.type("ecuyer")
    page.until("!document.getElementById('found').hidden")
    page.press("Enter")
    assert (chosen_name(page), focused(page)) == ("L’Écuyer, Maison", "card_name")
    tab_to(page, "why")
    page.press("Enter")
    assert "Réunion 41" in page.read("card")
    page.press("Escape")
    assert focused(page) == "canvas"
    page.run("document.getElementById('tab_map').focus()")
    page.press("ArrowRight")
    assert (focused(page), page.run("document.getElementById('list').hidden")) == (
        "tab_list", False,
    )  # fmt: skip
    tab_to(page, "go")
    row = page.run("document.activeElement.textContent")
    page.press("Enter")
    assert chosen_name(page) == row
    page.press("Escape")
    assert page.run("document.activeElement.textContent") == row


def test_way_past_the_head_leaves_the_filters(visit: Visit) -> None:
    page = visit(both())
    untick(page, "kinds", 0)
    page.run("document.querySelector('.skip').focus()")
    page.press("Enter")
    page.run("new Promise((done) => setTimeout(done, 300))")
    assert (focused(page), in_view(page)[0]) == ("find", 15)


def test_arrow_keys_move_the_map(visit: Visit) -> None:
    page = visit(both())
    page.run("document.getElementById('canvas').focus()")
    before = page.run("reseau.place(0).x")
    page.press("ArrowRight")
    page.until(f"reseau.place(0).x < {before} - 30")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_no_serious_fault(visit: Visit, axe: str, language: Language) -> None:
    views = (SavedView("Une vue", "ties=all"),)
    page = visit(both(language, views=views))
    page.run(axe)
    check = (
        "axe.run({resultTypes: ['violations']}).then((it) => it.violations"
        ".filter((one) => ['serious', 'critical'].includes(one.impact))"
        ".map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' ').slice(0, 300)))"
    )
    steps: dict[str, Callable[[], object]] = {
        "map": lambda: None,
        "search": lambda: search_for(page, "organisme"),
        "card": lambda: page.press("Enter"),
        "why": lambda: press_on(page, "#card_list .why"),
        "list": lambda: press_on(page, "#tab_list"),
        "help": lambda: press_on(page, "#tab_help"),
        "bubbles": lambda: page.run(
            "['card_close', 'tab_map', 'reset', 'together'].forEach((it) => document.getElementById(it).click())"
        ),
        "group": lambda: press_on(page, "#clusters button"),
    }
    for name, act in steps.items():
        act()
        assert (name, page.run(check)) == (name, [])


# ---- language and address -------------------------------------------------------------


@pytest.mark.parametrize("width", [1366, 390])
def test_what_has_the_focus_is_seen(visit: Visit, width: int) -> None:
    page = visit(both(), width=width)
    choose(page, "ecuyer")
    page.run("document.activeElement.blur()")
    for _ in range(25):
        page.press("Tab")
        look = page.run(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()"
        )
        assert look == ["solid", "3px"]


def test_list_and_map_tabs_keep_what_was_chosen(visit: Visit) -> None:
    page = visit(both())
    size = "(() => { const c = document.querySelector('canvas'); return [c.width, c.height]; })()"
    before = page.run(size)
    untick(page, "kinds", 0)
    choose(page, "seule")
    for tab in ("list", "help", "map"):
        press_on(page, f"#tab_{tab}")
    assert (chosen_name(page), in_view(page)[0]) == ("Seule", 15)
    page.run("new Promise((done) => setTimeout(done, 200))")
    assert page.run(size) == before


def test_language_button_changes_every_word(visit: Visit) -> None:
    page = visit(both())
    choose(page, "ecuyer")
    press_on(page, "#language")
    assert page.run("document.documentElement.lang") == "en"
    texts = page.run("JSON.stringify([document.body.innerText, reseau.texts().words])")
    seen, words = json.loads(texts)
    french = page.run(
        "(() => { const t = JSON.parse(document.getElementById('data').textContent).texts; return Object.keys(t.fr.words).filter((k) => t.fr.words[k] !== t.en.words[k] && t.fr.words[k].length > 6).map((k) => t.fr.words[k]); })()"
    )
    assert words["find"] in seen
    assert [it for it in french if it in seen and "{" not in it] == []
    assert chosen_name(page) == "L’Écuyer, Maison"


def test_both_languages_have_the_same_keys(visit: Visit) -> None:
    page = visit(both())
    assert page.run(
        "(() => { const t = JSON.parse(document.getElementById('data').textContent).texts; return ['words', 'counted'].every((k) => Object.keys(t.fr[k]).join() === Object.keys(t.en[k]).join()); })()"
    )


def test_address_brings_the_same_view_back(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#language")
    set_to(page, "colour", "theme")
    set_to(page, "size", 1)
    set_to(page, "ties", "all")
    untick(page, "themes", 2)
    set_to(page, "to", 20, "input")
    choose(page, "ecuyer")
    press_on(page, "#card .actions button")
    address = page.run("reseau.address()")
    before = page.run("[reseau.state().shown, reseau.state().ties]")
    again = visit(both(), hash_="#" + address)
    assert again.run("reseau.address()") == address
    assert again.run("[reseau.state().shown, reseau.state().ties]") == before
    assert chosen_name(again) == "L’Écuyer, Maison"


@pytest.mark.parametrize("name", ["path", "why"])
def test_address_opens_a_path_or_a_reason(visit: Visit, name: str) -> None:
    page = visit(both(), hash_=f"#{name}=1.41")
    assert "Organisme numéro 41" in chosen_name(page)


@pytest.mark.parametrize(
    "code",
    [
        "lang=en", "view=list", "view=help", "colour=territory", "size=equal", "size=1",
        "ties=none", "layers=0.1", "kinds=1", "themes=0", "themes=-1", "territories=1",
        "committee=0", "from=2026-02-10", "to=2026-02-20", "actor=41",
        "actor=41&focus=2", "actor=1&path=1.41", "why=1.41", "together=1",
        "together=1&inside=1", "at=10.-20.900",
    ],
)  # fmt: skip
def test_every_part_of_a_code_brings_its_view_back(visit: Visit, code: str) -> None:
    page = visit(both(), hash_="#" + code)
    page.until("document.getElementById('count').textContent !== ''")
    assert page.run("decodeURIComponent(reseau.address())") == code


@pytest.mark.parametrize(
    "bad",
    [
        "#actor=__proto__&colour=constructor&size=1e308&from=-5&to=1e9",
        "#%E0%A4%A&themes=999999.abc.-7&kinds=toString",
        "#layers=&kinds=&view=<script>&path=1.1.1&focus=99",
        "#" + "a" * 200_000,
        "#lang=xx&committee=99999&changes=9",
    ],
    ids=range(5),
)
def test_malformed_address_gives_a_page(visit: Visit, bad: str) -> None:
    page = visit(both(), hash_=bad)
    page.until("document.getElementById('count').textContent !== ''")
    press_on(page, "#fit")
    assert page.complaints == []


def test_code_of_a_view_can_be_pasted(visit: Visit) -> None:
    page = visit(both())
    press_on(page, "#link")
    set_to(page, "code", "#actor=41")
    page.until("!document.getElementById('card').hidden")
    assert chosen_name(page) == "Organisme numéro 41"


# ---- files and paper ------------------------------------------------------------------


def test_saved_table_is_what_is_in_view(visit: Visit) -> None:
    page = visit(both())
    untick(page, "kinds", 0)
    text = page.run("reseau.csv('actors')")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    assert (text[0], rows[0][0], len(rows)) == ("\N{ZERO WIDTH NO-BREAK SPACE}", "Nom", 16)  # fmt: skip


def test_saved_graph_is_read_by_another_program(visit: Visit) -> None:
    page = visit(both())
    graph = nx.parse_graphml(page.run("reseau.graphml()"))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (43, 40)
    assert "L’Écuyer, Maison" in nx.get_node_attributes(graph, "label").values()


def test_saved_drawing_has_title_legend_and_names(visit: Visit) -> None:
    page = visit(both())
    svg = ET.fromstring(page.run("reseau.svg()"))
    texts = [it.text or "" for it in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Quartier", "Organisme", "L’Écuyer, Maison"} <= set(texts)


def test_saved_picture_has_pixels(visit: Visit) -> None:
    page = visit(both())
    assert page.run("reseau.png()") > 10_000
    assert page.complaints == []


@pytest.mark.parametrize("view", ["map", "list"])
def test_print_is_one_page_with_its_texts(visit: Visit, view: str) -> None:
    page = visit(both(), hash_=f"#view={view}")
    page.until("document.getElementById('count').textContent !== ''")
    pdf = base64.b64decode(page.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    pages = pdf.count(b"/Type /Page\n")
    assert pages == 1 if view == "map" else pages >= 1


def test_all_rows_of_the_list_are_printed(visit: Visit) -> None:
    actors = tuple(
        MapActor(
            n, "", f"Acteur {n}", ActorKind.PERSON, None, 1.0, 9.0 * n, 0.0, 0,
            figures=(1.0, 1.0),
        )
        for n in range(130)
    )  # fmt: skip
    page = visit(map_html(town(actors=actors, ties=(), lines=())), hash_="#view=list")
    rows = "document.querySelectorAll('#list_actors tbody tr').length"
    assert page.run(rows) == 100
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run(rows) == 130
    page.run("window.dispatchEvent(new Event('afterprint'))")
    assert page.run(rows) == 100


def test_without_script_picture_and_table_are_shown(visit: Visit) -> None:
    page = visit(both(), scripts=False)
    height = "document.getElementById('{}').getBoundingClientRect().height"
    assert page.run(height.format("picture")) > 200
    assert page.run(height.format("static_list")) > 200
    assert page.run(height.format("no_script")) > 0
    assert page.run(height.format("app")) == 0


def test_with_script_the_still_picture_is_hidden(visit: Visit) -> None:
    page = visit(both())
    assert (
        page.run("document.getElementById('picture').getBoundingClientRect().height")
        == 0
    )


# ---- odd networks and small screens ---------------------------------------------------


@pytest.mark.parametrize(
    "page_of",
    [
        town(actors=(), ties=(), lines=()),
        town(actors=town().actors[:1], ties=(), lines=()),
        town(ties=(), lines=()),
        town(communities={}, themes=(), territories=(), committees=(), actors=tuple(
            replace(it, themes=(), territories=(), committees=(), figures=())
            for it in town().actors
        ), measures=()),
        town(themes=THEMES[:1], actors=tuple(
            replace(it, themes=(0,)) for it in town().actors
        )),
        town(ties=tuple(
            replace(it, first=DAY, last=DAY, lines=()) for it in town().ties
        ), lines=()),
        town(ties=(*town().ties, replace(town().ties[0], target=town().ties[0].source))),
    ],
    ids=["nobody", "one", "no tie", "nothing stated", "one theme", "one day", "self"],
)  # fmt: skip
def test_small_pages_open(visit: Visit, page_of: MapPage) -> None:
    page = visit(map_html(page_of))
    page.until("document.getElementById('count').textContent !== ''")
    press_on(page, "#fit")
    press_on(page, "#tab_list")
    page.run("reseau.svg()")
    assert page.complaints == []


def test_odd_names_open(visit: Visit) -> None:
    odd = ("x" * 400, "مركز المجتمع", "👩🏽‍🤝‍👩🏻 Ensemble", "", " ", "Même", "Même")
    actors = tuple(
        MapActor(
            n, "", name, ActorKind.PERSON, None, 1.0, 80.0 * n, 0.0, 0, figures=(1, 1)
        )
        for n, name in enumerate(odd)
    )
    page = visit(map_html(town(actors=actors, ties=(), lines=())))
    page.until("reseau.labels().length > 3")
    assert overlaps(page) == 0
    assert page.complaints == []


@pytest.mark.parametrize(
    ("width", "height"),
    [(390, 844), (683, 384), (820, 1180), (1180, 820), (1366, 768)],
)
def test_page_does_not_scroll_sideways(visit: Visit, width: int, height: int) -> None:
    page = visit(both(), width=width, height=height)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("document.getElementById('canvas').clientHeight") > height * 0.4
    choose(page, "ecuyer")
    assert page.run("document.documentElement.scrollWidth") <= width
