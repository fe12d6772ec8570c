"""Invented networks for the tests of the map page."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from reseau.domain.vocabulary import ActorKind, InteractionKind, Layer
from reseau.i18n import Language
from reseau.publish.map.map import MapActor, MapPage, MapTie, map_html
from reseau.publish.map.map_page import Change, Facet, MapLine
from reseau.publish.map.map_views import SavedView

NAMES = {1: "L’Écuyer, Maison", 2: "Regroupement Cœur-de-l’Île", 45: "Seule"}
THEMES = (Facet("logement", "housing"), Facet("alimentation", "food"))
TERRITORIES = (Facet("Rosemont", "Rosemont"), Facet("Verdun", "Verdun"))
COMMITTEES = (Facet("Comité vert", "Comité vert"),)


def _actor(key: int) -> MapActor:
    column, row = divmod(key, 7)
    return MapActor(
        key, f"a{key}", NAMES.get(key, f"Organisme numéro {key}"),
        ActorKind.ORGANIZATION if key % 3 else ActorKind.PERSON, key % 2,
        20.0 if key < 3 else 2.0, column * 90.0, row * 60.0, 2,
        figures=(20.0 if key < 3 else 2.0, float(key)),
        themes=(key % 2,) if key % 5 else (), territories=(key % 2,),
        committees=(0,) if key <= 5 else (),
    )  # fmt: skip


def town(language: Language = "fr", **other: Any) -> MapPage:
    """Two circles of twenty actors round two hubs, and one actor apart."""
    actors, ties, lines = [], [], []
    for key in range(1, 43):
        actors.append(_actor(key))
        if key > 2:
            day = date(2026, 2, key % 27 + 1)
            lines.append(
                MapLine(day, day, InteractionKind.MEETING, f"Réunion {key}", 3, 0.5)
            )
            ties.append(
                MapTie(
                    1 if key % 2 else 2, key, float(key), 1, day, day,
                    Layer.COPRESENCE, (len(lines) - 1,),
                )
            )  # fmt: skip
    seat = MapLine(None, date(2026, 3, 1), Layer.COMMITTEE, "Comité vert", None, 9.0)
    lines.append(seat)
    ties.append(
        MapTie(1, 2, 9.0, 1, None, date(2026, 3, 1), Layer.COMMITTEE, (len(lines) - 1,))
    )
    actors.append(
        MapActor(
            45, "s", NAMES[45], ActorKind.PERSON, None, 0.0, 40.0, 470.0, 0,
            figures=(0.0, 45.0),
        )
    )  # fmt: skip
    french = language == "fr"
    values: dict[str, Any] = {
        "title": "Quartier", "subtitle": "Réunions" if french else "Meetings",
        "facts": ("Janvier et février." if french else "January and February.",),
        "audience": "Interne" if french else "Internal",
        "size_label": "réunions" if french else "meetings",
        "actors": tuple(actors), "ties": tuple(ties), "lines": tuple(lines),
        "communities": {0: "Autour du Cœur", 1: "Autour de L’Écuyer"}
        if french
        else {0: "Around Cœur", 1: "Around L’Écuyer"},
        "measures": (Facet("réunions", "meetings"), Facet("rang", "rank")),
        "themes": THEMES, "territories": TERRITORIES, "committees": COMMITTEES,
        "made_on": date(2026, 3, 2), "language": language,
    }  # fmt: skip
    return MapPage(**{**values, **other})


def both(language: Language = "fr", **other: Any) -> str:
    """Write the page of the town in a language, with the other one in it."""
    second: Language = "en" if language == "fr" else "fr"
    return map_html(town(language, **other), other=town(second, **other))


def compared_town() -> MapPage:
    """Make the town with what became of each tie: in turn each of five things."""
    page = town()
    ties = tuple(
        replace(tie, change=list(Change)[at % 5])
        if tie.layer is Layer.COPRESENCE
        else tie
        for at, tie in enumerate(page.ties)
    )
    actors = tuple(
        replace(it, change=Change.APPEARED) if it.key in {3, 4} else it
        for it in page.actors
    )
    return replace(page, ties=ties, actors=actors, compared=date(2025, 6, 30))


_SCRIPTS = (
    "</script><script>window.PWN=1</script>",
    "<img src=x onerror=window.PWN=1>",
    "<svg onload=window.PWN=1>",
    "<svg><script>window.PWN=1</script></svg>",
    "<iframe srcdoc='<script>parent.PWN=1</script>'>",
    "<body onload=window.PWN=1>",
    "<style>*{background:url(javascript:window.PWN=1)}</style>",
    "<link rel=stylesheet href=//example.org/x>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content='0;url=javascript:PWN=1'>",
    "<a href=javascript:window.PWN=1>x</a>",
    "<details open ontoggle=window.PWN=1>",
    "<input autofocus onfocus=window.PWN=1>",
    "<video><source onerror=window.PWN=1>",
    "<math><mtext><img src=x onerror=window.PWN=1>",
    "<template><script>window.PWN=1</script></template>",
    "<object data=javascript:window.PWN=1>",
    "<form action=javascript:window.PWN=1><button>x",
    "<marquee onstart=window.PWN=1>",
    "<x contenteditable onblur=window.PWN=1>",
)
_BREAKOUTS = (
    "\"onfocus='window.PWN=1' autofocus ",
    "' onmouseover=window.PWN=1 x='",
    "javascript:window.PWN=1",
    "]]><!--<script>window.PWN=1</script>",
    "--><script>window.PWN=1</script>",
    "\\u003cscript>window.PWN=1",
    "&lt;script&gt;window.PWN=1&lt;/script&gt;",
    "&#60;script&#62;window.PWN=1",
    "`${window.PWN=1}`",
    "';window.PWN=1;//",
    '";window.PWN=1;//',
    "\u2028window.PWN=1",
    "\u2029window.PWN=1",
    "href=x",
    "</title><script>window.PWN=1</script>",
    "</style><script>window.PWN=1</script>",
    "</textarea><script>window.PWN=1</script>",
    "<!--",
    "__proto__",
    "constructor",
)
_TEMPLATES = (
    "{{7*7}}", "{% raw %}", "{{config}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{name}",
    "{n}", "%s", "%(name)s", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '"quoted";"x"',
    "\u202eabc\u202c", "\u2066x\u2069", "a\x00b".replace("\x00", ""), "\x07\x1b[31mx",
)  # fmt: skip
HOSTILE = (*_SCRIPTS, *_BREAKOUTS, *_TEMPLATES)
"""Sixty texts that would do harm where they are not taken as texts."""


def hostile_town(language: Language = "fr") -> MapPage:
    """A network where every text is hostile: one actor for each text."""
    texts = itertools.cycle(HOSTILE)
    everything = "".join(HOSTILE)
    actors = tuple(
        MapActor(
            n, next(texts), text, ActorKind.PERSON, n % 2, 1.0, 50.0 * (n % 10),
            40.0 * (n // 10), 1, figures=(1.0,), themes=(n,), territories=(n,),
            committees=(n,),
        )
        for n, text in enumerate(HOSTILE)
    )  # fmt: skip
    lines = tuple(
        MapLine(None, date(2026, 1, 1), InteractionKind.CALL, text, 2, 1.0)
        for text in HOSTILE
    )
    ties = tuple(
        MapTie(0, n, 1.0, 1, None, date(2026, 1, 1), Layer.COPRESENCE, (n,))
        for n in range(1, len(HOSTILE))
    )
    facets = tuple(Facet(text, text) for text in HOSTILE)
    return MapPage(
        title=everything, subtitle=everything, facts=HOSTILE, audience=everything,
        size_label=everything, actors=actors, ties=ties, lines=lines,
        communities={0: everything, 1: everything}, measures=(Facet(*[everything] * 2),),
        themes=facets, territories=facets, committees=facets, advice=everything,
        made_on=date(2026, 3, 2), language=language,
        views=tuple(SavedView(text, "ties=all") for text in HOSTILE),
    )  # fmt: skip
