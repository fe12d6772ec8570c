"""What the map page's script reads: actors, ties, lines, and words in two languages.

Only what is listed here reaches the file: whoever opens it can read all of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reseau.analysis.drawing.layout import radii
from reseau.domain.vocabulary import ActorKind, InteractionKind, Layer
from reseau.i18n import Language, gettext_in
from reseau.i18n.formats import full_date
from reseau.publish.map.map_page import (
    COLOURS,
    KIND_COLOURS,
    MOST_NAMES,
    OTHER,
    Change,
    Facet,
    MapActor,
    MapLine,
    MapPage,
    MapTie,
    all_groups,
    by_importance,
    grades,
    named_groups,
    outline,
)
from reseau.publish.map.map_scene import CHANGE_LOOKS, DASHES
from reseau.publish.map.map_words import MADE, NAMES, WHY_NOTE, counted_words, words

SCHEMA = 2
_KINDS = tuple(ActorKind)
_LAYERS = tuple(Layer)
_CHANGES = tuple(Change)
_WHATS = (*InteractionKind, *Layer)
_MOST_REFERENCES = 200_000
_FEW = 12
_OFTEN_EMPTY = frozenset({"themes", "territories", "committees", "change", "lines"})
OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "dragNodes": False, "hover": False, "keyboard": False, "selectable": False,
    },
}  # fmt: skip


def columns(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Turn records with the same fields into one list a field, which is shorter.

    A field that says nothing of any record is left out.
    """
    fields = list(records[0]) if records else []
    found = {field: [record[field] for record in records] for field in fields}
    return {
        field: values
        for field, values in found.items()
        if field not in _OFTEN_EMPTY or any(it not in {None, ()} for it in values)
    }


def nodes_of(page: MapPage, actors: Sequence[MapActor]) -> list[dict[str, Any]]:
    """Make pyvis nodes."""
    rank = {it.key: at for at, it in enumerate(by_importance(page))}
    group = {key: at for at, key in enumerate(all_groups(page))}
    return [
        {
            "id": actor.key,
            "label": actor.name,
            "x": round(actor.x, 1),
            "y": round(actor.y, 1),
            "size": round(radius, 1),
            "kind": _KINDS.index(actor.kind),
            "group": -1 if actor.community is None else group.get(actor.community, -1),
            "ties": actor.ties,
            "rank": rank[actor.key],
            "themes": actor.themes,
            "territories": actor.territories,
            "committees": actor.committees,
            "change": None if actor.change is None else _CHANGES.index(actor.change),
        }
        for actor, radius in zip(actors, radii(it.size for it in actors), strict=True)
    ]


def start_of(page: MapPage) -> date:
    """Give the day from which the days of the file are counted."""
    kept: list[MapTie | MapLine] = [*page.ties, *page.lines]
    days = (day for it in kept for day in (it.first, it.last) if day)
    return min(days, default=date(2000, 1, 1))


def _day(day: date | None, start: date) -> int | None:
    return None if day is None else (day - start).days


def edges_of(page: MapPage) -> list[dict[str, Any]]:
    """Make pyvis edges; days are numbers from the first one, None when unknown."""
    start = start_of(page)
    # In a very large file, a tie refers to its newest lines only.
    whole = sum(len(it.lines) for it in page.ties) <= _MOST_REFERENCES
    return [
        {
            "from": tie.source,
            "to": tie.target,
            "value": round(tie.weight, 3),
            "count": tie.count,
            "first": _day(tie.first, start),
            "last": _day(tie.last, start),
            "layer": _LAYERS.index(tie.layer),
            "grade": grade,
            "lines": tie.lines if whole else tie.lines[:_FEW],
            "change": None if tie.change is None else _CHANGES.index(tie.change),
        }
        for tie, grade in zip(page.ties, _grades(page.ties), strict=True)
    ]


def _grades(ties: Sequence[MapTie]) -> list[int]:
    """Tell the principal ties of each layer."""
    of: defaultdict[Layer, list[int]] = defaultdict(list)
    for at, tie in enumerate(ties):
        of[tie.layer].append(at)
    found = [0] * len(ties)
    for positions in of.values():
        for at, grade in zip(
            positions, grades([ties[at] for at in positions]), strict=True
        ):
            found[at] = grade
    return found


def drawn_edges(
    nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> dict[str, list[Any]]:
    """Give the edges by column, their ends as positions among the nodes."""
    at = {node["id"]: position for position, node in enumerate(nodes)}
    found = columns(edges)
    if found:
        found["a"] = [at[it] for it in found.pop("from")]
        found["b"] = [at[it] for it in found.pop("to")]
    return found


def lines_of(page: MapPage) -> dict[str, list[Any]]:
    """Give the lines of the log by column."""
    start = start_of(page)
    return columns(
        [
            {
                "first": _day(it.first, start),
                "last": _day(it.last, start),
                "what": _WHATS.index(it.what),
                "text": it.text,
                "present": it.present,
                "adds": round(it.adds, 4),
            }
            for it in page.lines
        ]
    )


def figures_of(page: MapPage, actors: Sequence[MapActor]) -> list[list[float]]:
    """Give each measure as one list, in the order of the actors."""
    if not page.measures:
        return [[round(it.size, 4) for it in actors]]
    return [
        [round(actor.figures[at], 4) for actor in actors]
        for at in range(len(page.measures))
    ]


def _paint(fill: str) -> dict[str, str]:
    """Pair a colour with its outline."""
    return {"fill": fill, "line": outline(fill)}


def header(page: MapPage, other: MapPage | None) -> dict[str, Any]:
    """Give what the page's script needs besides actors, ties and lines."""
    pages = [page] if other is None else [page, other]
    return {
        "schema": SCHEMA,
        "languages": [it.language for it in pages],
        "texts": {it.language: texts(it) for it in pages},
        "layer": _LAYERS.index(page.layer),
        "layers": [{"dash": list(DASHES.get(it, ()))} for it in _LAYERS],
        "colours": [_paint(it) for it in COLOURS],
        "kind_colours": [_paint(KIND_COLOURS[it]) for it in _KINDS],
        "changes": [
            {
                "line": look.line,
                "dash": look.dash or None,
                "wide": look.wide,
                "paint": _paint(look.line),
            }
            for look in map(CHANGE_LOOKS.__getitem__, _CHANGES)
        ],
        "other": _paint(OTHER),
        "start": start_of(page).isoformat(),
        "keys": {
            name: _keys(getattr(page, name))
            for name in ("themes", "territories", "committees")
        }
        | {"measures": _keys(page.measures) or ["size"]},
        "views": [it._asdict() for it in page.views],
        "options": OPTIONS,
    }


def texts(page: MapPage) -> dict[str, Any]:
    """Give every text of the page in its language."""
    lang = page.language
    gettext = gettext_in(lang)
    untold = bool(page.lines) and not any(it.text for it in page.lines)
    return {
        "locale": f"{lang}-CA",
        "language": NAMES[lang],
        "title": page.title,
        "subtitle": page.subtitle,
        "audience": page.audience,
        "made": made(page),
        "advice": page.advice,
        "facts": page.facts,
        "words": words(lang),
        "counted": counted_words(lang),
        "kinds": [it.label(lang) for it in _KINDS],
        "layers": [it.label(lang) for it in _LAYERS],
        "rules": [page.rules.get(it, it.label(lang)) for it in _LAYERS],
        "what": [it.label(lang) for it in _WHATS],
        "changes": [it.label(lang) for it in _CHANGES],
        "groups": [name for _, name, _ in named_groups(page, most=MOST_NAMES)],
        "measures": [page.size_label]
        if not page.measures
        else _labels(page.measures, lang),
        "themes": _labels(page.themes, lang),
        "territories": _labels(page.territories, lang),
        "committees": _labels(page.committees, lang),
        # Those without a name of their own are named in each language.
        "people": {it.key: it.name for it in page.actors if it.key < 0},
        "why_note": gettext(WHY_NOTE) if untold else "",
    }


def _keys(facets: Sequence[Facet]) -> list[int | str]:
    """Give what the code of a view calls each of them."""
    return [at if it.key is None else it.key for at, it in enumerate(facets)]


def _labels(facets: Sequence[Facet], lang: Language) -> list[str]:
    return [getattr(it, lang) for it in facets]


def made(page: MapPage) -> str:
    """Say of which day the page is."""
    if page.made_on is None:
        return ""
    day = full_date(page.made_on, lang=page.language)
    return gettext_in(page.language)(MADE).format(day=day)
