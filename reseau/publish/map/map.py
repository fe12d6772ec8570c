"""The map page: one offline HTML file, made with pyvis, for people and for paper."""

import math
from collections.abc import Sequence

from reseau.domain.names import sort_key
from reseau.errors import UsageError
from reseau.i18n import N_
from reseau.i18n.formats import number
from reseau.publish.map.map_data import (
    OPTIONS,
    columns,
    drawn_edges,
    edges_of,
    figures_of,
    header,
    lines_of,
    made,
    nodes_of,
)
from reseau.publish.map.map_page import MapActor, MapPage, MapTie
from reseau.publish.map.map_picture import map_svg
from reseau.publish.map.map_words import HELPS, words
from reseau.publish.map.network import assembled, inline_json, page_network

MOST_ACTORS = 25_000
HEAVIEST = 20
"""Megabytes that a page may weigh."""
SCRIPTS = (
    "data", "filters", "groups", "camera", "draw", "names", "card", "search", "panel",
    "lists", "files", "address", "start",
)  # fmt: skip
"""The parts of the page's script, one subject each, in the order they are run."""
_LIST_ROWS = 2_000


class TooManyActorsError(UsageError):
    """More actors than one page can show."""

    message = N_(
        "{n} actors are too many for one map (at most {most}). Choose a theme, a "
        "territory, a committee or a shorter period."
    )


class PageTooHeavyError(UsageError):
    """A page that mail programs refuse and tablets cannot open."""

    message = N_(
        "The map would weigh {n} MB, too much to be sent and opened (at most {most}). "
        "Choose a theme, a territory, a committee or a shorter period."
    )


def refuse_too_many(actors: int) -> None:
    """Refuse a map of more actors than one page can show.

    Raises:
        TooManyActorsError: There are more than 25,000.
    """
    if actors > MOST_ACTORS:
        raise TooManyActorsError(n=number(actors), most=number(MOST_ACTORS))


def map_html(page: MapPage, *, other: MapPage | None = None) -> str:
    """Write a map as one offline HTML file: searchable, printable, also a list.

    Args:
        page: What is shown, and in which language. No actor and no tie are fine.
        other: The same in the other language, for the button that changes it.

    Returns:
        The text of the file, to be saved in UTF-8; the same for the same input. It
        asks the network for nothing, and runs no script but ours.

    Raises:
        TooManyActorsError: There are more than 25,000 actors.
        UnknownEndError: A tie leads to no actor, or an actor is given twice.
        DamagedLibraryError: The pyvis installed is not the one we know.
        PageTooHeavyError: The file would pass 20 MB.
    """
    refuse_too_many(len(page.actors))
    from markupsafe import Markup

    actors = sorted(page.actors, key=lambda it: (sort_key(it.name), it.key))
    said = words(page.language)
    figures = figures_of(page, actors)
    network = page_network(
        "map.html.j2",
        {
            **assembled("map.css", [f"map/{name}.js" for name in SCRIPTS]),
            "page": page,
            "words": {**said, HELPS[0]: said[HELPS[0]].format(measure=page.size_label)},
            "helps": HELPS,
            "made": made(page),
            "other_language": "" if other is None else other.language,
            "no_script_other": ""
            if other is None
            else words(other.language)["no_script"],
            "data": lambda nodes, edges: inline_json(
                {
                    **header(page, other),
                    "n": {**columns(nodes), "figures": figures},
                    "e": drawn_edges(nodes, edges),
                    "l": lines_of(page),
                }
            ),
            "rows": _rows(page, actors),
            "rows_cut": _rows_cut(page),
        },
    )
    network.options = OPTIONS
    network.bulk(nodes_of(page, actors), edges_of(page))
    network.templateEnv.globals["picture"] = Markup(map_svg(page))  # noqa: S704  # Escaped there.
    written = str(network.generate_html())
    weight = len(written.encode("utf-8")) / 1e6
    if weight > HEAVIEST:
        raise PageTooHeavyError(n=number(math.ceil(weight)), most=number(HEAVIEST))
    return written


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
