"""The map page: one offline HTML file, made with pyvis, for people and for paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from reseau.analysis.layout import radii
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import ActorKind, Layer
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.i18n.formats import number
from reseau.publish.map_page import (
    COLOURS,
    KIND_COLOURS,
    OTHER,
    MapActor,
    MapPage,
    MapTie,
    by_importance,
    grades,
    outline,
    ranked_groups,
)
from reseau.publish.map_picture import DASHES, map_svg
from reseau.publish.map_words import counted_words, words
from reseau.publish.network import assembled, inline_json, page_network

SCHEMA = 1
MOST_ACTORS = 25_000
_LIST_ROWS = 2_000
_KINDS = tuple(ActorKind)
_LAYERS = tuple(Layer)
_OPTIONS = {
    "physics": {"enabled": False},
    "interaction": {
        "dragNodes": False, "hover": False, "keyboard": False, "selectable": False,
    },
}  # fmt: skip


class TooManyActorsError(UsageError):
    """More actors than one page can show."""

    message = N_(
        "{n} actors are too many for one map (at most {most}). Choose a theme, a "
        "territory, a committee or a shorter period."
    )


def map_html(page: MapPage) -> str:
    """Write a map as one offline HTML file: searchable, printable, also a table.

    Args:
        page: What is shown, and in which language. No actor and no tie are fine.

    Returns:
        The text of the file, to be saved in UTF-8; the same for the same input. It
        asks the network for nothing, and runs no script but ours.

    Raises:
        TooManyActorsError: There are more than 25,000 actors.
        UnknownEndError: A tie leads to no actor, or an actor is given twice.
        DamagedLibraryError: The pyvis installed is not the one we know.
    """
    if len(page.actors) > MOST_ACTORS:
        raise TooManyActorsError(n=number(len(page.actors)), most=number(MOST_ACTORS))
    from markupsafe import Markup

    actors = sorted(page.actors, key=lambda it: (sort_key(it.name), it.key))
    header = _header(page)
    network = page_network(
        "map.html.j2",
        {
            **assembled("map.css", ["map.js"]),
            "page": page,
            "words": header["words"],
            "data": lambda nodes, edges: inline_json(
                {**header, "n": columns(nodes), "e": columns(edges)}
            ),
            "rows": _rows(page, actors),
            "rows_cut": _rows_cut(page),
        },
    )
    network.options = _OPTIONS
    network.bulk(_nodes(page, actors), _edges(page))
    network.templateEnv.globals["picture"] = Markup(map_svg(page))  # noqa: S704  # Escaped there.
    return str(network.generate_html())


def columns(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Turn records with the same fields into one list a field, which is shorter."""
    fields = list(records[0]) if records else []
    return {field: [record[field] for record in records] for field in fields}


def _nodes(page: MapPage, actors: Sequence[MapActor]) -> list[dict[str, Any]]:
    """Make pyvis nodes. Only what is listed here reaches the file."""
    rank = {it.key: at for at, it in enumerate(by_importance(page))}
    group = {key: at for at, (key, *_) in enumerate(ranked_groups(page))}
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
        }
        for actor, radius in zip(actors, radii(it.size for it in actors), strict=True)
    ]


def _start(page: MapPage) -> date:
    """Give the day from which the days of the file are counted."""
    days = (day for tie in page.ties for day in (tie.first, tie.last) if day)
    return min(days, default=date(2000, 1, 1))


def _edges(page: MapPage) -> list[dict[str, Any]]:
    """Make pyvis edges; days are numbers from the first one, None when unknown."""
    start = _start(page)

    def day(it: date | None) -> int | None:
        return None if it is None else (it - start).days

    return [
        {
            "from": tie.source,
            "to": tie.target,
            "value": round(tie.weight, 3),
            "count": tie.count,
            "first": day(tie.first),
            "last": day(tie.last),
            "layer": _LAYERS.index(tie.layer),
            "grade": grade,
        }
        for tie, grade in zip(page.ties, grades(page.ties), strict=True)
    ]


def _colour(fill: str) -> dict[str, str]:
    """Pair a colour with its outline."""
    return {"fill": fill, "line": outline(fill)}


def _header(page: MapPage) -> dict[str, Any]:
    """Give what the page's script needs besides actors and ties."""
    lang = page.language
    return {
        "schema": SCHEMA,
        "locale": f"{lang}-CA",
        "words": words(lang),
        "counted": counted_words(lang),
        "measure": page.size_label,
        "kinds": [
            {"label": it.label(lang), **_colour(KIND_COLOURS[it])} for it in _KINDS
        ],
        "layers": [
            {"label": it.label(lang), "dash": [int(n) for n in DASHES[it].split()]}
            for it in _LAYERS
        ],
        "groups": [
            {"label": name, "n": members, **_colour(colour)}
            for (_, name, members), colour in zip(ranked_groups(page), COLOURS)  # noqa: B905  # Seven at most.
        ],
        "other": _colour(OTHER),
        "start": _start(page).isoformat(),
        "options": _OPTIONS,
    }


def _strongest(page: MapPage) -> dict[int, int]:
    """Find the other end of each actor's heaviest tie; the smaller key when equal."""
    best: dict[int, tuple[float, int]] = {}
    for tie in page.ties:
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            here = (-tie.weight, other)
            if end != other and (end not in best or here < best[end]):
                best[end] = here
    return {end: other for end, (_, other) in best.items()}


def _rows(page: MapPage, actors: Sequence[MapActor]) -> list[tuple[str, ...]]:
    """Write the list: name, kind, group, number of ties, strongest tie."""
    name = {it.key: it.name for it in actors}
    strongest = _strongest(page)
    return [
        (
            actor.name,
            actor.kind.label(page.language),
            ""
            if actor.community is None
            else page.communities.get(actor.community, ""),
            number(actor.ties, lang=page.language),
            name.get(strongest.get(actor.key, -1), ""),
        )
        for actor in actors[:_LIST_ROWS]
    ]


def _rows_cut(page: MapPage) -> str:
    """Say that the list is cut, when it is."""
    if len(page.actors) <= _LIST_ROWS:
        return ""
    shown = number(_LIST_ROWS, lang=page.language)
    return words(page.language)["list_cut"].format(n=shown)


__all__ = [
    "MOST_ACTORS",
    "MapActor",
    "MapPage",
    "MapTie",
    "TooManyActorsError",
    "map_html",
    "map_svg",
]
