"""The still picture of a map: an SVG that needs no script and prints sharply."""

from collections import defaultdict
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from reseau.analysis.layout import radii
from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n.formats import number
from reseau.publish.map_labels import (
    Box,
    Disc,
    placed_labels,
    shortened,
    text_width,
)
from reseau.publish.map_page import (
    COLOURS,
    KIND_COLOURS,
    OTHER,
    MapActor,
    MapPage,
    by_importance,
    grades,
    outline,
    ranked_groups,
    thickness,
)
from reseau.publish.map_words import words

_WIDTH = 1200.0
_MARGIN = 28.0
_FONT = 13.0
_LINE = 22.0
_LABELS = 400
DASHES = {
    Layer.COPRESENCE: "",
    Layer.COMMITTEE: "7 3",
    Layer.AFFILIATION: "2 3",
    Layer.COLLABORATION: "9 3 2 3",
}


class _View(NamedTuple):
    """From map units to the picture."""

    scale: float
    left: float
    top: float
    height: float

    def at(self, actor: MapActor) -> tuple[float, float]:
        """Give the place of an actor in the picture."""
        return (
            (actor.x - self.left) * self.scale + _MARGIN,
            (actor.y - self.top) * self.scale + _MARGIN,
        )


def _view(page: MapPage, radius: dict[int, float]) -> _View:
    """Fit all discs into the width of the picture; few actors are not blown up."""
    if not page.actors:
        return _View(1.0, 0.0, 0.0, 60.0)
    left = min(it.x - radius[it.key] for it in page.actors)
    right = max(it.x + radius[it.key] for it in page.actors)
    top = min(it.y - radius[it.key] for it in page.actors)
    bottom = max(it.y + radius[it.key] for it in page.actors)
    room = _WIDTH - 2 * _MARGIN
    scale = min(room / max(right - left, 1.0), 1.6)
    left -= (room / scale - (right - left)) / 2
    return _View(scale, left, top, (bottom - top) * scale + 2 * _MARGIN)


def map_svg(page: MapPage) -> str:
    """Draw a map as a still picture, with its legend and as many names as fit.

    Args:
        page: The same as for the whole page.

    Returns:
        One ``<svg>`` element, to be put in a page or saved as a file; it has no
        style and no script. The same for the same input.
    """
    actors = by_importance(page)
    radius = dict(
        zip((it.key for it in actors), radii(it.size for it in actors), strict=True)
    )
    view = _view(page, radius)
    radius = {key: max(2.0, it * view.scale) for key, it in radius.items()}
    legend, legend_height = _legend(page, view.height)
    height = round(view.height + legend_height)
    body = [
        *_ties(page, view),
        *_discs(page, actors, radius, view),
        *_names(actors, radius, view),
        *legend,
    ]
    title = escape(page.title)
    start = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {_WIDTH:.0f} {height}" width="{_WIDTH:.0f}" height="{height}" '
        'font-family="Liberation Sans, Arial, sans-serif" font-size="13">'
        f"<title>{title}</title>"
        f'<rect width="{_WIDTH:.0f}" height="{height}" fill="#fff"/>'
    )
    return start + "".join(body) + "</svg>"


def _ties(page: MapPage, view: _View) -> Iterator[str]:
    """Draw the principal ties, one path for each layer and thickness."""
    place = {it.key: view.at(it) for it in page.actors}
    paths: defaultdict[tuple[Layer, int], list[str]] = defaultdict(list)
    drawn = zip(page.ties, grades(page.ties), thickness(page.ties), strict=True)
    for tie, grade, step in drawn:
        if grade and tie.source != tie.target:
            (x, y), (to_x, to_y) = place[tie.source], place[tie.target]
            line = f"M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}"
            paths[tie.layer, step].append(line)
    count = sum(map(len, paths.values()))
    opacity = min(0.42, max(0.12, 1.1 * (500 / max(count, 1)) ** 0.5))
    yield f'<g fill="none" stroke="#59636e" stroke-opacity="{opacity:.2f}">'
    for layer, step in sorted(paths, key=lambda it: (list(Layer).index(it[0]), it[1])):
        dash = f' stroke-dasharray="{DASHES[layer]}"' if DASHES[layer] else ""
        lines = "".join(paths[layer, step])
        yield f'<path stroke-width="{0.6 + 0.7 * step:.1f}"{dash} d="{lines}"/>'
    yield "</g>"


def colour_of(page: MapPage) -> dict[int, str]:
    """Give the first colour of each actor: its group, or its kind without groups."""
    groups = {key: colour for (key, *_), colour in zip(ranked_groups(page), COLOURS)}  # noqa: B905  # Seven at most.
    if not groups:
        return {it.key: KIND_COLOURS[it.kind] for it in page.actors}
    return {
        it.key: OTHER if it.community is None else groups.get(it.community, OTHER)
        for it in page.actors
    }


def _shape(kind: ActorKind, x: float, y: float, radius: float) -> str:
    """Draw a person as a circle and an organization as a square of equal surface."""
    if kind is ActorKind.PERSON:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    side = radius * 1.7725
    corner = f'x="{x - side / 2:.1f}" y="{y - side / 2:.1f}"'
    return f'<rect {corner} width="{side:.1f}" height="{side:.1f}"/>'


def _discs(
    page: MapPage, actors: list[MapActor], radius: dict[int, float], view: _View
) -> Iterator[str]:
    """Draw the actors, by colour."""
    colours = colour_of(page)
    by_colour: defaultdict[str, list[str]] = defaultdict(list)
    for actor in actors:
        x, y = view.at(actor)
        shape = _shape(actor.kind, x, y, radius[actor.key])
        by_colour[colours[actor.key]].append(shape)
    for colour, shapes in sorted(by_colour.items()):
        yield f'<g fill="{colour}" stroke="{outline(colour)}">{"".join(shapes)}</g>'


def _names(
    actors: list[MapActor], radius: dict[int, float], view: _View
) -> Iterator[str]:
    """Write the names that fit, on a white halo."""
    discs = [Disc(*view.at(it), radius[it.key], it.name) for it in actors]
    bounds = Box(2.0, 2.0, _WIDTH - 2.0, view.height)
    yield '<g fill="#1b1f24" stroke="#fff" stroke-width="3" paint-order="stroke">'
    for label in placed_labels(discs, font=_FONT, bounds=bounds, most=_LABELS):
        text = escape(label.text)
        yield f'<text x="{label.x:.1f}" y="{label.y:.1f}">{text}</text>'
    yield "</g>"


def _entries(page: MapPage) -> Iterator[tuple[str, str]]:
    """List the signs of the legend, drawn at (0, 0), with their words."""
    said = words(page.language)
    groups = ranked_groups(page)
    kinds = {it.kind for it in page.actors}
    for kind in ActorKind:
        if kind in kinds:
            fill = "#59636e" if groups else KIND_COLOURS[kind]
            yield (
                f'<g fill="{fill}">{_shape(kind, 8, 0, 7)}</g>',
                kind.label(page.language),
            )
    for (_, name, members), colour in zip(groups, COLOURS):  # noqa: B905  # Seven at most.
        sign = f'<circle cx="8" r="7" fill="{colour}" stroke="{outline(colour)}"/>'
        yield sign, f"{shortened(name)} ({number(members, lang=page.language)})"
    rest = len(page.actors) - sum(members for _, _, members in groups)
    if groups and rest:
        sign = f'<circle cx="8" r="7" fill="{OTHER}" stroke="{outline(OTHER)}"/>'
        yield sign, said["other_groups"].format(n=number(rest, lang=page.language))
    layers = {it.layer for it in page.ties}
    for layer in Layer:
        if layer in layers:
            dash = DASHES[layer] or "none"
            line = (
                '<path d="M0 0H18" stroke="#59636e" stroke-width="2" '
                f'stroke-dasharray="{dash}"/>'
            )
            yield line, layer.label(page.language)
    yield "", said["size"].format(measure=page.size_label)


def _legend(page: MapPage, top: float) -> tuple[list[str], float]:
    """Set the legend in rows under the picture; give its height too."""
    drawn, x, y = [], _MARGIN, top + _LINE
    for sign, text in _entries(page):
        width = text_width(text, _FONT) + (24 if sign else 0)
        if x > _MARGIN and x + width > _WIDTH - _MARGIN:
            x, y = _MARGIN, y + _LINE
        at = 24 if sign else 0
        drawn.append(
            f'<g transform="translate({x:.0f} {y:.0f})">{sign}'
            f'<text x="{at}" y="4.5" fill="#1b1f24">{escape(text)}</text></g>'
        )
        x += width + 22
    return drawn, y + _LINE - top
