"""The still picture of a map: an SVG that needs no script and prints sharply."""

import re
from html import escape

from reseau.publish.map.map_page import MapPage
from reseau.publish.map.map_scene import (
    FONT,
    WIDTH,
    Scene,
    Shapes,
    Strokes,
    Text,
    scene,
)

# XML 1.0 has no place for these, even escaped; half a character is none.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def map_svg(
    page: MapPage, *, facts: bool = False, width: float = WIDTH, printed: bool = False
) -> str:
    """Draw a map as a still picture, with its legend and as many names as fit.

    Args:
        page: The same as for the whole page.
        facts: Whether its title, its audience and how it was obtained are written in
            it too, for a file that stands alone.
        printed: Whether the white around a name is drawn on its own, for printers that
            would draw it over the name.
        width: Of the picture; names keep their size, so that fewer fit when narrow.

    Returns:
        One ``<svg>`` element, to be put in a page or saved as a file; it has no
        style and no script. The same for the same input.
    """
    return svg_of(scene(page, facts=facts, width=width), printed=printed)


def svg_of(drawn: Scene, *, printed: bool = False) -> str:
    """Write a picture as SVG, by attributes only, which no policy refuses."""
    width, height = f"{drawn.width:.0f}", f"{drawn.height:.0f}"
    body = "".join(_written(it, printed=printed) for it in drawn.items)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="{FONT:.0f}">'
        f"<title>{_text(drawn.title)}</title>"
        f'<rect width="{width}" height="{height}" fill="#fff"/>{body}</svg>'
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _written(item: Strokes | Shapes | Text, *, printed: bool) -> str:
    if isinstance(item, Strokes):
        return _strokes(item)
    if isinstance(item, Shapes):
        return _shapes(item)
    more = f' font-size="{item.size:g}"' if item.size != FONT else ""
    more += ' font-weight="bold"' if item.bold else ""
    halo = ' stroke="#fff" stroke-width="3"' if item.halo else ""
    at, text = f'x="{item.x:.1f}" y="{item.y:.1f}"', _text(item.text)
    if halo and printed:
        white = f'<text {at} fill="#fff"{more}{halo}>{text}</text>'
        return f'{white}<text {at} fill="{item.colour}"{more}>{text}</text>'
    order = ' paint-order="stroke"' if halo else ""
    return f'<text {at} fill="{item.colour}"{more}{halo}{order}>{text}</text>'


def _strokes(it: Strokes) -> str:
    lines = "".join(f"M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}" for a, b, c, d in it.lines)
    dash = f' stroke-dasharray="{" ".join(map(str, it.dash))}"' if it.dash else ""
    look = f'stroke="{it.colour}" stroke-width="{it.width:.1f}"'
    return (
        f'<path fill="none" {look} stroke-opacity="{it.opacity:g}"{dash} d="{lines}"/>'
    )


def _shapes(it: Shapes) -> str:
    circles = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for x, y, r in it.circles
    )
    squares = (
        f'<rect x="{x - r:.1f}" y="{y - r:.1f}" '
        f'width="{2 * r:.1f}" height="{2 * r:.1f}"/>'
        for x, y, r in it.squares
    )
    shapes = "".join((*circles, *squares))
    return f'<g fill="{it.fill}" stroke="{it.line}">{shapes}</g>'
