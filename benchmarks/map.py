"""Time the map page beside stock pyvis, in one browser: ``python -m benchmarks.map``.

First draw is the first frame with something on the canvas, after the page is asked
for. Frames are counted while a hand drags the map; the longest of twenty is the p95.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import networkx as nx
from pyvis.network import Network as StockNetwork

from reseau.analysis.drawing.layout import positions
from reseau.domain.vocabulary import ActorKind, Layer
from reseau.publish.map.map import MapActor, MapPage, MapTie, map_html
from tests.publish.conftest import Browser

SIZES = ((100, 300), (1_500, 6_000), (10_000, 40_000))
_STOCK_MOST = 1_500  # Above it, pyvis takes minutes to write its file alone.
_PATIENCE = 60.0  # Seconds after which stock pyvis is given up.
_FIRST_DAY = date(2024, 1, 1)
_WATCH = """
window.firstDraw = 0;
for (const name of ["fill", "stroke"]) {
  const own = CanvasRenderingContext2D.prototype[name];
  CanvasRenderingContext2D.prototype[name] = function (...given) {
    if (!window.firstDraw && this.canvas.isConnected)
      window.firstDraw = performance.now();
    return own.apply(this, given);
  };
}
"""
_FRAMES = """
new Promise((done) => {
  const times = []; let last = performance.now();
  const frame = (now) => {
    times.push(now - last); last = now;
    if (times.length < 60) requestAnimationFrame(frame);
    else done(times.slice(1));
  };
  requestAnimationFrame(frame);
})
"""


def planted(actors: int, ties: int) -> "nx.Graph[int]":
    """Make groups of like size, four ties in five inside one; hubs by preference."""
    chance = random.Random(5)  # noqa: S311  # A benchmark, not a secret.
    groups = max(4, round(actors**0.5 / 1.6))
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from((key, {"group": key % groups}) for key in range(actors))
    inside = [range(g, actors, groups) for g in range(groups)]
    drawn: set[tuple[int, int]] = set()
    while len(drawn) < ties:
        a = chance.randrange(actors)
        pool = inside[a % groups] if chance.random() < 0.8 else range(actors)  # noqa: PLR2004
        b = pool[int(len(pool) * chance.random() ** 2)]
        if a != b:
            drawn.add((min(a, b), max(a, b)))
            graph.add_edge(a, b, weight=chance.choice((1.0, 1.0, 2.0, 5.0)))
    return graph


def page_of(graph: "nx.Graph[int]") -> MapPage:
    """Make the page of a planted network."""
    places = positions(graph, seed=1)
    group = {key: int(it["group"]) for key, it in graph.nodes(data=True)}
    actors = tuple(
        MapActor(
            key, "", f"Regroupement {key}", ActorKind.ORGANIZATION
            if key % 3 else ActorKind.PERSON, group[key],
            float(graph.degree(key)), *places[key], graph.degree(key),
        )
        for key in graph
    )  # fmt: skip
    day = {
        edge: _FIRST_DAY + timedelta(days=at % 700)
        for at, edge in enumerate(graph.edges)
    }
    ties = tuple(
        MapTie(a, b, w, 1, day[a, b], day[a, b], Layer.COPRESENCE)
        for a, b, w in graph.edges(data="weight", default=1.0)
    )
    names = {it: f"Groupe {it}" for it in set(group.values())}
    return MapPage(
        f"{len(actors)} actors", "", (), "", "ties", actors, ties, names, "en"
    )


def stock(graph: "nx.Graph[int]") -> str:
    """Draw the same network with pyvis as its documentation does."""
    network = StockNetwork(cdn_resources="in_line")
    network.from_nx(graph)
    return str(network.generate_html())


def tuned(page: MapPage) -> str:
    """Draw it with pyvis at its best: our places, no physics, no drawing in motion."""
    network = StockNetwork(cdn_resources="in_line")
    network.nodes = [
        {"id": it.key, "label": it.name, "x": it.x, "y": it.y, "shape": "dot"}
        for it in page.actors
    ]
    network.node_ids = [it.key for it in page.actors]
    network.node_map = {it["id"]: it for it in network.nodes}
    network.edges = [{"from": it.source, "to": it.target} for it in page.ties]
    network.set_options(
        '{"physics": {"enabled": false}, "edges": {"smooth": false},'
        ' "interaction": {"hideEdgesOnDrag": true}}'
    )
    return str(network.generate_html())


def first_draw(browser: Browser, file: Path, *, patience: float) -> float | None:
    """Open a page; give the milliseconds to the first frame with something on it."""
    browser.ask("Page.navigate", url="about:blank")
    browser.ask("Page.navigate", url=file.as_uri())
    end = time.monotonic() + patience
    while time.monotonic() < end:
        drawn = browser.run("window.firstDraw || 0")
        if drawn:
            return float(drawn)
        time.sleep(0.05)
    return None


def _mouse(browser: Browser, kind: str, x: int, y: int, *, pressed: bool) -> None:
    browser.ask(
        "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left",
        buttons=int(pressed), clickCount=1,
    )  # fmt: skip


def frames(browser: Browser) -> tuple[float, float]:
    """Drag the map; give frames a second and the time that 95 % of frames take."""
    _mouse(browser, "mousePressed", 800, 400, pressed=True)
    browser.run(f"window.counted = {_FRAMES}; 0")
    for step in range(40):
        _mouse(browser, "mouseMoved", 800 + 4 * step, 400 + 2 * step, pressed=True)
    times = sorted(browser.run("window.counted"))
    _mouse(browser, "mouseReleased", 960, 480, pressed=False)
    return 1000 / statistics.mean(times), times[int(0.95 * len(times))]


_ACTS = {
    "filter": "document.querySelector('#filter_kinds input').click()",
    "search": "reseau.search('regroupement 99')",
    "path": "reseau.way(0, 50)",
    "close-up": "reseau.close_up(0)",
    "groups": "document.getElementById('together').click()",
}


def acts(browser: Browser) -> str:
    """Time what a reader does, in milliseconds."""
    timed = (
        "(() => {{ const t = performance.now(); {}; return performance.now() - t; }})()"
    )
    found = {name: browser.run(timed.format(it)) for name, it in _ACTS.items()}
    return ", ".join(f"{name} {took:.0f} ms" for name, took in found.items())


def measured(browser: Browser, html: str, file: Path, *, ours: bool) -> Iterator[str]:
    """Measure one page."""
    file.write_text(html, encoding="utf-8")
    tries = 3 if ours else 1
    drawn = [first_draw(browser, file, patience=_PATIENCE) for _ in range(tries)]
    kept = [it for it in drawn if it is not None]
    yield f"{file.stat().st_size / 1e6:.2f} MB"
    yield f"{statistics.median(kept):.0f} ms" if kept else f"none in {_PATIENCE:.0f} s"
    if kept:
        rate, slow = frames(browser)
        yield f"{rate:.0f} ({slow:.0f} ms)"
    if kept and ours:
        yield acts(browser)
        browser.ask("Emulation.setCPUThrottlingRate", rate=4)
        slowly = first_draw(browser, file, patience=_PATIENCE) or 0.0
        rate, _ = frames(browser)
        browser.ask("Emulation.setCPUThrottlingRate", rate=1)
        yield f"four times slower: {slowly:.0f} ms, {rate:.0f}"


def compare(browser: Browser, actors: int, ties: int, folder: Path) -> None:
    """Print one line for our page and one for stock pyvis."""
    graph = planted(actors, ties)
    began = time.perf_counter()
    page = page_of(graph)
    layout = time.perf_counter() - began
    began = time.perf_counter()
    html = map_html(page)
    writing = time.perf_counter() - began
    print(f"{actors}/{ties}: layout {layout:.1f} s, writing {writing:.1f} s")
    pages = [("ours", html), ("tuned", tuned(page))]
    if actors <= _STOCK_MOST:
        pages.append(("stock", stock(graph)))
    for name, text in pages:
        file, ours = folder / f"{actors}-{name}.html", name == "ours"
        cells = measured(browser, text, file, ours=ours)
        print(" | ".join([f"{actors} {name}", *cells]), flush=True)


def main() -> None:
    """Compare at the sizes named, or at all of them."""
    asked = sys.argv[1:]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        browser = Browser("chromium", str(folder / "profile"))
        browser.ask("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
        browser.ask("Network.setBlockedURLs", urls=["https://*"])
        browser.ask(
            "Emulation.setDeviceMetricsOverride", width=1366, height=768,
            deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        for actors, ties in SIZES:
            if not asked or str(actors) in asked:
                compare(browser, actors, ties, folder)
        browser.close()


if __name__ == "__main__":
    main()
