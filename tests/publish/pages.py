"""What a person does on the map page and reads there, for the tests in a browser."""

import itertools
import json
from collections.abc import Callable
from typing import Any

import networkx as nx

from reseau.domain.vocabulary import Layer
from reseau.publish.map.map import MapPage

# Opens a page in the browser of conftest.py and gives that browser.
Visit = Callable[..., Any]


def chosen_name(page: Any) -> str:
    return str(
        page.run(
            "document.getElementById('card').hidden ? '' : document.getElementById('card_name').textContent"
        )
    )


def press_on(page: Any, selector: str) -> None:
    page.run(f"document.querySelector({json.dumps(selector)}).click()")


def set_to(page: Any, name: str, value: object, event: str = "change") -> None:
    page.run(
        f"(() => {{ const it = document.getElementById('{name}'); it.value = {json.dumps(value)};"
        f" it.dispatchEvent(new Event('{event}')); }})()"
    )


def search_for(page: Any, text: str) -> None:
    page.run(
        "(() => { const it = document.getElementById('find'); it.focus(); it.value = ''; })()"
    )
    page.type(text)
    page.until("!document.getElementById('found').hidden")


def choose(page: Any, text: str) -> None:
    search_for(page, text)
    page.press("Enter")


def in_view(page: Any) -> tuple[int, int]:
    found = page.run("[reseau.state().shown, reseau.state().ties]")
    return found[0], found[1]


def overlaps(page: Any) -> int:
    """Count the pairs of written names that share some surface."""
    boxes = page.run("reseau.labels()")
    return sum(
        a["left"] < b["right"] and b["left"] < a["right"]
        and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        for a, b in itertools.combinations(boxes, 2)
    )  # fmt: skip


def graph_of(page: MapPage, *, layers: tuple[Layer, ...] = (Layer.COPRESENCE,)) -> Any:
    """Make the graph that the page should show, by another program."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(it.key for it in page.actors)
    graph.add_edges_from(
        (it.source, it.target) for it in page.ties if it.layer in layers
    )
    return graph


def untick(page: Any, name: str, at: int) -> None:
    page.run(f"document.querySelectorAll('#filter_{name} input')[{at}].click()")


def places_of(page: Any, names: list[str]) -> list[list[float]]:
    found = page.run(
        "(() => { const d = JSON.parse(document.getElementById('data').textContent), b = document.getElementById('canvas').getBoundingClientRect();"
        f"return {json.dumps(names)}.map((name) => {{ const p = reseau.place(d.n.label.indexOf(name)); return [p.x + b.left, p.y + b.top]; }}); }})()"
    )
    return [list(it) for it in found]


def focused(page: Any) -> str:
    return str(
        page.run(
            "document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
        )
    )


def tab_to(page: Any, wanted: str) -> None:
    for _ in range(60):
        page.press("Tab")
        if wanted in focused(page).split():
            return
    raise AssertionError(wanted)
