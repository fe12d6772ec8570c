"""The still picture of a map, as lines, shapes and texts for any kind of file."""

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reseau.analysis.drawing.layout import radii
from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n.formats import number
from reseau.publish.map.map_labels import (
    Box,
    Disc,
    placed_labels,
    shortened,
    text_width,
)
from reseau.publish.map.map_page import (
    COLOURS,
    KIND_COLOURS,
    OTHER,
    Change,
    MapActor,
    MapPage,
    by_importance,
    grades,
    main_ties,
    outline,
    ranked_groups,
    thickness,
)
from reseau.publish.map.map_words import words

WIDTH = 1200.0
INK, GREY = "#1b1f24", "#59636e"
FONT = 13.0
MARGIN = 28.0
_LINE = 22.0
_LABELS = 400
_FEW_NEW = 60  # As many new ties are all drawn, principal or not.
_NEW = Change.APPEARED
_CROWD = 600  # Above so many ties, all are thin.
_BETWEEN = 0.4
_TALLEST = 1_500.0
_SIDE = 1.7725  # Of a square with the surface of a circle of radius 1.
DASHES: dict[Layer, tuple[int, ...]] = {
    Layer.COPRESENCE: (),
    Layer.COMMITTEE: (7, 3),
    Layer.AFFILIATION: (2, 3),
    Layer.COLLABORATION: (9, 3, 2, 3),
}


class Look(NamedTuple):
    """How a tie that changed is drawn: told by colour, dash and thickness at once."""

    line: str
    dash: tuple[int, ...] = ()
    wide: float = 0.0


CHANGE_LOOKS = {
    Change.SAME: Look(GREY),
    Change.APPEARED: Look("#0072b2", (), 0.4),
    Change.VANISHED: Look("#d55e00", (6, 4), 0.6),
    Change.STRONGER: Look("#006b4f", (), 1.4),
    Change.WEAKER: Look("#8a6d00", (2, 3), 0.4),
}


class Strokes(NamedTuple):
    """Lines of one look; each goes from (x, y) to (x, y)."""

    colour: str
    width: float
    opacity: float
    dash: tuple[int, ...]
    lines: tuple[tuple[float, float, float, float], ...]


class Shapes(NamedTuple):
    """Discs and squares of one colour: middle, and half of the width."""

    fill: str
    line: str
    circles: tuple[tuple[float, float, float], ...]
    squares: tuple[tuple[float, float, float], ...]


class Text(NamedTuple):
    """A text, from the left end of its base line."""

    x: float
    y: float
    text: str
    size: float = FONT
    bold: bool = False
    colour: str = INK
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture; its items are drawn in their order."""

    title: str
    width: float
    height: float
    items: tuple[Strokes | Shapes | Text, ...]


class _View(NamedTuple):
    """From map units to the picture."""

    scale: float
    left: float
    top: float
    above: float
    height: float

    def at(self, actor: MapActor) -> tuple[float, float]:
        """Give the place of an actor in the picture."""
        return (
            (actor.x - self.left) * self.scale + MARGIN,
            (actor.y - self.top) * self.scale + MARGIN + self.above,
        )


def scene(page: MapPage, *, facts: bool = False, width: float = WIDTH) -> Scene:
    """Draw a map: the ties, the shapes, the names that fit, the legend.

    Args:
        page: What is drawn: the ties of its own layer.
        facts: Whether the title, who it is for and how it was obtained are written
            too, for a file that stands alone.
        width: Of the picture.

    Returns:
        A picture as high as it needs; the same for the same input.
    """
    actors = by_importance(page)
    radius = dict(
        zip((it.key for it in actors), radii(it.size for it in actors), strict=True)
    )
    head = list(_head(page)) if facts else []
    above = head[-1].y + 6 if head else 0.0
    view = _view(page, radius, above, width)
    radius = {key: max(2.0, it * view.scale) for key, it in radius.items()}
    legend, bottom = _legend(page, above + view.height, width)
    foot, bottom = _foot(page, bottom) if facts else ([], bottom)
    items = [
        *_ties(page, view),
        *_discs(page, actors, radius, view),
        *_names(actors, radius, view, width),
        *head,
        *legend,
        *foot,
    ]
    return Scene(page.title, width, float(round(bottom)), tuple(items))


def _view(page: MapPage, radius: dict[int, float], above: float, width: float) -> _View:
    """Fit all discs into the picture; few actors are not blown up."""
    if not page.actors:
        return _View(1.0, 0.0, 0.0, above, 60.0)
    left = min(it.x - radius[it.key] for it in page.actors)
    right = max(it.x + radius[it.key] for it in page.actors)
    top = min(it.y - radius[it.key] for it in page.actors)
    bottom = max(it.y + radius[it.key] for it in page.actors)
    room, tallest = width - 2 * MARGIN, _TALLEST * width / WIDTH
    scale = min(room / max(right - left, 1.0), tallest / max(bottom - top, 1.0), 1.6)
    left -= (room / scale - (right - left)) / 2
    return _View(scale, left, top, above, (bottom - top) * scale + 2 * MARGIN)


def _ties(page: MapPage, view: _View) -> Iterator[Strokes]:
    """Draw the principal ties, one item for each look.

    In a crowd, those between two groups are fainter: groups stay apart.
    """
    place = {it.key: view.at(it) for it in page.actors}
    group = {it.key: it.community for it in page.actors}
    ties = main_ties(page)
    drawn: defaultdict[
        tuple[int, int, int, bool], list[tuple[float, float, float, float]]
    ] = defaultdict(list)
    layers, changes = list(Layer), list(Change)
    new = sum(it.change is Change.APPEARED for it in ties) <= _FEW_NEW
    for tie, grade, step in zip(ties, grades(ties), thickness(ties), strict=True):
        if tie.source != tie.target and (grade or (new and tie.change is _NEW)):
            at = -1 if tie.change is None else changes.index(tie.change)
            line = (*place[tie.source], *place[tie.target])
            between = len(group) > _CROWD and group[tie.source] != group[tie.target]
            kept = (at, layers.index(tie.layer), step, between and at < 0)
            drawn[kept].append(line)
    count = sum(map(len, drawn.values()))
    opacity = min(0.42, max(0.12, 1.1 * (500 / max(count, 1)) ** 0.5))
    for at, layer, step, between in sorted(drawn):
        look = Look(GREY) if at < 0 else CHANGE_LOOKS[changes[at]]
        dash = look.dash or DASHES.get(layers[layer], ())
        seen = min(0.85, 1.6 * opacity) if at > 0 else opacity
        seen *= _BETWEEN if between else 1.0
        width = (0.5 + 0.3 * step if count > _CROWD else 0.6 + 0.7 * step) + look.wide
        lines = tuple(drawn[at, layer, step, between])
        yield Strokes(look.line, width, round(seen, 2), dash, lines)


def colour_of(page: MapPage) -> dict[int, str]:
    """Give the first colour of each actor.

    What became of it when days are compared; else its group, or its kind when there
    are no groups.
    """
    if page.compared is not None:
        return {
            it.key: OTHER if it.change is None else CHANGE_LOOKS[it.change].line
            for it in page.actors
        }
    groups = {key: colour for (key, *_), colour in zip(ranked_groups(page), COLOURS)}  # noqa: B905  # Seven at most.
    if not groups:
        return {it.key: KIND_COLOURS[it.kind] for it in page.actors}
    return {
        it.key: OTHER if it.community is None else groups.get(it.community, OTHER)
        for it in page.actors
    }


def _discs(
    page: MapPage, actors: list[MapActor], radius: dict[int, float], view: _View
) -> Iterator[Shapes]:
    """Draw the actors, by colour: a person is a circle, an organization a square."""
    colours = colour_of(page)
    round_, square = ActorKind.PERSON, ActorKind.ORGANIZATION
    found: defaultdict[tuple[str, ActorKind], list[tuple[float, float, float]]] = (
        defaultdict(list)
    )
    for actor in actors:
        r = radius[actor.key]
        half = r if actor.kind is round_ else r * _SIDE / 2
        found[colours[actor.key], actor.kind].append((*view.at(actor), half))
    for colour in sorted({colour for colour, _ in found}):
        circles, squares = found[colour, round_], found[colour, square]
        yield Shapes(colour, outline(colour), tuple(circles), tuple(squares))


def _names(
    actors: list[MapActor], radius: dict[int, float], view: _View, width: float
) -> Iterator[Text]:
    """Write the names that fit, on a white halo."""
    discs = [Disc(*view.at(it), radius[it.key], it.name) for it in actors]
    bounds = Box(2.0, view.above + 2.0, width - 2.0, view.above + view.height)
    for label in placed_labels(discs, font=FONT, bounds=bounds, most=_LABELS):
        yield Text(label.x, label.y, label.text, halo=True)


def _head(page: MapPage) -> Iterator[Text]:
    """Write what it is, and who may see it."""
    yield Text(MARGIN, 30.0, shortened(page.title, 90), size=20.0, bold=True)
    said = " · ".join(it for it in (page.subtitle, page.audience) if it)
    yield Text(MARGIN, 50.0, shortened(said, 165), colour=GREY)


def _foot(page: MapPage, top: float) -> tuple[list[Text], float]:
    """Write how it was obtained and what is missing, under the legend."""
    lines = textwrap.wrap(" ".join(page.facts), width=205)
    texts = [
        Text(MARGIN, top + 14.0 * (at + 1), line, size=10.5, colour=GREY)
        for at, line in enumerate(lines)
    ]
    return texts, top + 14.0 * len(lines) + 12.0


_Sign = Strokes | Shapes | None


def _entries(page: MapPage) -> Iterator[tuple[_Sign, str]]:
    """List the signs of the legend, drawn at (0, 0), with their words."""
    lang, said = page.language, words(page.language)
    groups = [] if page.compared is not None else ranked_groups(page)
    plain = bool(groups) or page.compared is not None
    kinds = {it.kind for it in page.actors}
    for kind in ActorKind:
        if kind in kinds:
            fill = GREY if plain else KIND_COLOURS[kind]
            yield _shape(fill, kind), _capital(kind.label(lang))
    for (_, name, members), colour in zip(groups, COLOURS):  # noqa: B905  # Seven at most.
        text = f"{shortened(name, 40)} ({number(members, lang=lang)})"
        yield _shape(colour, ActorKind.PERSON), text
    rest = len(page.actors) - sum(members for _, _, members in groups)
    if groups and rest:
        text = said["other_groups"].format(n=number(rest, lang=lang))
        yield _shape(OTHER, ActorKind.PERSON), text
    if page.compared is not None:
        yield from _actor_changes(page)
    yield from _tie_entries(page)
    yield None, said["size"].format(measure=page.size_label)


def _actor_changes(page: MapPage) -> Iterator[tuple[_Sign, str]]:
    """List the colours of the actors when days are compared."""
    lang, said = page.language, words(page.language)
    count = Counter(it.change for it in page.actors)
    for change in (Change.APPEARED, Change.VANISHED):
        if count[change]:
            text = said["actor_change"].format(change=change.label(lang))
            sign = _shape(CHANGE_LOOKS[change].line, ActorKind.PERSON)
            yield sign, f"{text} ({number(count[change], lang=lang)})"
    if count[None]:
        text = f"{said['other_actors']} ({number(count[None], lang=lang)})"
        yield _shape(OTHER, ActorKind.PERSON), text


def _tie_entries(page: MapPage) -> Iterator[tuple[_Sign, str]]:
    """List the looks of the ties that are drawn."""
    ties, lang = main_ties(page), page.language
    changes = Counter(it.change for it in ties)
    for change in Change:
        if changes[change]:
            look = CHANGE_LOOKS[change]
            text = words(lang)["tie_change"].format(change=change.label(lang))
            number_ = number(changes[change], lang=lang)
            yield _stroke(look.line, 2 + look.wide, look.dash), f"{text} ({number_})"
    layers = {it.layer for it in ties if it.change is None}
    for layer in Layer:
        if layer in layers:
            yield _stroke(GREY, 2.0, DASHES.get(layer, ())), _capital(layer.label(lang))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _shape(fill: str, kind: ActorKind) -> Shapes:
    """Draw the sign of a kind of actor."""
    line = outline(fill)
    if kind is ActorKind.PERSON:
        return Shapes(fill, line, ((8.0, 0.0, 7.0),), ())
    return Shapes(fill, line, (), ((8.0, 0.0, 6.2),))


def _stroke(colour: str, width: float, dash: tuple[int, ...]) -> Strokes:
    """Draw the sign of a tie."""
    return Strokes(colour, width, 1.0, dash, ((0.0, 0.0, 18.0, 0.0),))


def _moved(sign: Strokes | Shapes, x: float, y: float) -> Strokes | Shapes:
    """Move a sign to its place."""
    if isinstance(sign, Strokes):
        lines = tuple((a + x, b + y, c + x, d + y) for a, b, c, d in sign.lines)
        return sign._replace(lines=lines)
    return sign._replace(
        circles=tuple((a + x, b + y, r) for a, b, r in sign.circles),
        squares=tuple((a + x, b + y, r) for a, b, r in sign.squares),
    )


def _legend(
    page: MapPage, top: float, across: float
) -> tuple[list[Strokes | Shapes | Text], float]:
    """Set the legend in rows under the picture; give where it ends too."""
    drawn: list[Strokes | Shapes | Text] = []
    x, y = MARGIN, top + _LINE
    for sign, text in _entries(page):
        width = text_width(text, FONT) + (24 if sign else 0)
        if x > MARGIN and x + width > across - MARGIN:
            x, y = MARGIN, y + _LINE
        if sign is not None:
            drawn.append(_moved(sign, x, y))
        drawn.append(Text(x + (24 if sign else 0), y + 4.5, text))
        x += width + 22
    return drawn, y + _LINE
