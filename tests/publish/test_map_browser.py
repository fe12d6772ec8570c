"""The map page in a real browser: what a person sees and can do there."""

import base64
import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from reseau.domain.vocabulary import ActorKind, Layer
from reseau.publish.map import MapActor, MapPage, MapTie, map_html

pytestmark = pytest.mark.browser

# Opens a page in the browser of conftest.py and gives that browser.
Visit = Callable[..., Any]

HOSTILE = (
    "</script><script>window.PWN=1</script>",
    "<img src=x onerror=window.PWN=1>",
    "javascript:window.PWN=1",
    "\"onfocus='window.PWN=1' autofocus {{7*7}} href",
    "<svg><script>window.PWN=1</script></svg>",
    "]]><!--<script>window.PWN=1</script>",
)


def town(**other: Any) -> MapPage:
    """Two circles of twenty actors round two hubs, and one actor apart."""
    names = {1: "L’Écuyer, Maison", 2: "Regroupement Cœur-de-l’Île", 45: "Seule"}
    actors, ties = [], []
    for key in range(1, 43):
        group = key % 2
        column, row = divmod(key, 7)
        actors.append(
            MapActor(
                key,
                f"a{key}",
                names.get(key, f"Organisme numéro {key}"),
                ActorKind.ORGANIZATION if key % 3 else ActorKind.PERSON,
                group,
                20.0 if key < 3 else 2.0,
                column * 90.0,
                row * 60.0,
                2,
            )
        )
        if key > 2:
            hub = 1 if group else 2
            ties.append(
                MapTie(
                    hub,
                    key,
                    float(key),
                    key,
                    date(2026, 1, 1),
                    date(2026, 2, key % 27 + 1),
                    Layer.COPRESENCE,
                )
            )
    ties.append(MapTie(1, 2, 9.0, 3, None, None, Layer.COMMITTEE))
    actors.append(
        MapActor(45, "s", names[45], ActorKind.PERSON, None, 0.0, 40.0, 470.0, 0)
    )
    values = {
        "title": "Quartier", "subtitle": "Réunions", "facts": ("Janvier et février.",),
        "audience": "Interne", "size_label": "réunions", "actors": tuple(actors),
        "ties": tuple(ties), "communities": {0: "Autour du Cœur", 1: "Autour de L’Écuyer"},
        "language": "fr",
    }  # fmt: skip
    return MapPage(**{**values, **other})


def hostile_town() -> MapPage:
    texts = itertools.cycle(HOSTILE)
    actors = tuple(
        MapActor(
            n, next(texts), next(texts), ActorKind.PERSON, n % 2, 1.0, 50.0 * n, 0.0, 1
        )
        for n in range(13)
    )
    ties = tuple(
        MapTie(0, n, 1.0, 1, None, None, Layer.AFFILIATION) for n in range(1, 13)
    )
    everything = "".join(HOSTILE)
    return town(
        title=everything, subtitle=everything, facts=(everything,), audience=everything,
        size_label=everything, actors=actors, ties=ties,
        communities={0: everything, 1: everything},
    )  # fmt: skip


def chosen_name(page: Any) -> str:
    return str(
        page.run(
            "document.getElementById('card').hidden ? '' : document.getElementById('card_name').textContent"
        )
    )


def search_for(page: Any, text: str) -> None:
    page.run("document.getElementById('find').focus()")
    page.type(text)
    page.until("!document.getElementById('found').hidden")


def overlaps(page: Any) -> int:
    """Count the pairs of written names that share some surface."""
    boxes = page.run("reseau.labels()")
    return sum(
        a["left"] < b["right"] and b["left"] < a["right"]
        and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        for a, b in itertools.combinations(boxes, 2)
    )  # fmt: skip


def test_page_asks_for_nothing_and_complains_of_nothing(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.until("reseau.labels().length > 0")
    assert [it for it in page.requests if not it.startswith("file:///")] == []
    assert len(page.requests) == 1
    assert page.complaints == []


def test_hostile_text_does_not_run(visit: Visit) -> None:
    page = visit(map_html(hostile_town()))
    search_for(page, "script")
    page.press("Enter")
    for view in ("list", "help", "map"):
        page.run(f"document.querySelector('[data-view={view}]').click()")
    page.run("document.querySelector('#card_list button').click()")
    assert page.run("String(window.PWN)") == "undefined"
    assert page.complaints == []


def test_script_added_later_does_not_run(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.PWN = 1'; document.body.append(s); })()"
    )
    assert page.run("String(window.PWN)") == "undefined"


@pytest.mark.parametrize("typed", ["ecuyer", "L'ECUYER", "écuyer", "maison ecu"])
def test_search_forgives_accents_case_and_apostrophes(visit: Visit, typed: str) -> None:
    page = visit(map_html(town()))
    search_for(page, typed)
    page.press("Enter")
    assert chosen_name(page) == "L’Écuyer, Maison"


def test_search_reads_a_ligature_as_two_letters(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "coeur de")
    page.press("Escape")
    page.run("document.getElementById('find').value = ''")
    search_for(page, "coeur-de-l'ile")
    page.press("Enter")
    assert chosen_name(page) == "Regroupement Cœur-de-l’Île"


def test_search_without_answer_says_so(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "zzz")
    assert page.run("document.querySelectorAll('#found [role=option]').length") == 0
    assert page.run("document.getElementById('said').textContent.length") > 0


def test_click_on_an_actor_opens_its_card(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.until("reseau.labels().length > 0")
    for wanted in ("Organisme numéro 17", "Organisme numéro 30", "Seule"):
        at = page.run(
            "(() => { const d = JSON.parse(document.getElementById('data').textContent);"
            f"const p = reseau.place(d.n.label.indexOf('{wanted}')), b = document.getElementById('canvas').getBoundingClientRect();"
            "return [p.x + b.left, p.y + b.top]; })()"
        )
        page.click(*at)
        page.until("!document.getElementById('card').hidden")
        page.until(f"document.getElementById('card_name').textContent === {wanted!r}")


def test_card_lists_the_strongest_neighbour_first(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "ecuyer")
    page.press("Enter")
    first = page.run(
        "[...document.querySelectorAll('#card_list button')].map((it) => it.firstChild.textContent)"
    )
    # Each layer has its own scale: 9 of at most 9, then 41 and 39 of at most 42.
    assert first[:3] == [
        "Regroupement Cœur-de-l’Île", "Organisme numéro 41", "Organisme numéro 39",
    ]  # fmt: skip


def test_neighbour_button_goes_to_that_actor(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "ecuyer")
    page.press("Enter")
    page.run("document.querySelectorAll('#card_list button')[1].click()")
    assert chosen_name(page) == "Organisme numéro 41"


def test_opening_the_card_does_not_resize_the_map(visit: Visit) -> None:
    page = visit(map_html(town()))
    size = "(() => { const c = document.querySelector('canvas'); return [c.width, c.height]; })()"
    before = page.run(size)
    search_for(page, "ecuyer")
    page.press("Enter")
    assert page.run(size) == before


def test_escape_leaves_the_actor(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "ecuyer")
    page.press("Enter")
    page.press("Escape")
    assert chosen_name(page) == ""


def test_actor_without_tie_has_a_card(visit: Visit) -> None:
    page = visit(map_html(town()))
    search_for(page, "seule")
    page.press("Enter")
    assert page.run("document.getElementById('card_list').children.length") == 1


def test_count_line_says_what_is_shown(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.run(
        "document.getElementById('ties').value = 'none'; document.getElementById('ties').dispatchEvent(new Event('change'))"
    )
    digits = page.run(
        "document.getElementById('count').textContent.match(/\\d+/g).map(Number)"
    )
    assert sorted(digits) == [0, 41, 43]


def test_names_do_not_overlap_at_any_zoom(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.until("reseau.labels().length > 5")
    assert overlaps(page) == 0
    for button in ("zoom_in", "zoom_in", "zoom_out", "fit"):
        page.run(f"document.getElementById('{button}').click()")
        page.run("new Promise((done) => setTimeout(done, 350))")
        assert overlaps(page) == 0


def test_colour_choice_changes_the_legend(visit: Visit) -> None:
    page = visit(map_html(town()))
    assert "Autour de L’Écuyer" in page.run(
        "document.getElementById('signs').textContent"
    )
    page.run(
        "document.getElementById('colour').value = 'kind'; document.getElementById('colour').dispatchEvent(new Event('change'))"
    )
    assert "Autour" not in page.run("document.getElementById('signs').textContent")


def test_list_shows_every_actor_and_opens_its_card(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.run("document.querySelector('[data-view=list]').click()")
    assert page.run("document.querySelectorAll('#list tbody tr').length") == 43
    page.run(
        "[...document.querySelectorAll('#list tbody button')].find((it) => it.textContent === 'Seule').click()"
    )
    assert chosen_name(page) == "Seule"


def test_list_sorts_by_number_of_ties(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.run("document.querySelector('[data-view=list]').click()")
    header = "document.querySelectorAll('#list thead button')[3]"
    page.run(f"{header}.click(); {header}.click()")
    assert (
        page.run("document.querySelector('#list tbody button').textContent") == "Seule"
    )


def test_without_script_picture_and_table_are_shown(visit: Visit) -> None:
    page = visit(map_html(town()), scripts=False)
    height = "document.getElementById('{}').getBoundingClientRect().height"
    assert page.run(height.format("picture")) > 200
    assert page.run(height.format("list")) > 200
    assert page.run(height.format("no_script")) > 0
    assert page.run(height.format("app")) == 0


def test_with_script_the_still_picture_is_hidden(visit: Visit) -> None:
    page = visit(map_html(town()))
    assert (
        page.run("document.getElementById('picture').getBoundingClientRect().height")
        == 0
    )


@pytest.mark.parametrize(
    "page_of",
    [
        town(actors=(), ties=()),
        town(actors=town().actors[:1], ties=()),
        town(ties=()),
        town(communities={}),
    ],
    ids=["nobody", "one", "no tie", "unnamed groups"],
)
def test_small_pages_open(visit: Visit, page_of: MapPage) -> None:
    page = visit(map_html(page_of))
    page.until("document.getElementById('count').textContent !== ''")
    page.run("document.getElementById('fit').click()")
    assert page.complaints == []


def test_odd_names_open(visit: Visit) -> None:
    odd = ("x" * 400, "مركز المجتمع", "👩🏽‍🤝‍👩🏻 Ensemble", "", " ", "Même", "Même")
    actors = tuple(
        MapActor(n, "", name, ActorKind.PERSON, None, 1.0, 80.0 * n, 0.0, 0)
        for n, name in enumerate(odd)
    )
    page = visit(map_html(town(actors=actors, ties=())))
    page.until("reseau.labels().length > 3")
    assert overlaps(page) == 0
    assert page.complaints == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180), (1366, 768)])
def test_page_does_not_scroll_sideways(visit: Visit, width: int, height: int) -> None:
    page = visit(map_html(town()), width=width, height=height)
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("document.getElementById('canvas').clientHeight") > height * 0.4


def test_print_is_one_page(visit: Visit) -> None:
    page = visit(map_html(town()))
    page.until("reseau.labels().length > 0")
    pdf = base64.b64decode(page.ask("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.count(b"/Type /Page\n") == 1
