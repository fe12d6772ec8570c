"""Maps of territories as SVG: one of all of them, and a small one for each portrait.

Without style nor script, so that the policy of a page holds and a PDF looks the same;
classes differ by how dark they are, and numbers say them again, for grey prints.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reseau.analysis.shapes import Outline
from reseau.publish.page.charts import INK

if TYPE_CHECKING:
    from markupsafe import Markup

SHADES = ("#ffffff", "#d6e6f2", "#a9cbe3", "#6fa8cf", "#2f7fb5", "#005a8c")
"""From nothing to most."""
BREAKS = (1, 3, 6, 11, 21)
"""The least value of each shade after the first."""
_WIDE, _SMALL = 860.0, 320.0
_LETTER, _BEYOND = 5.5, 1.0  # A letter's width; how far a name may pass its territory.
_DARK = 4  # From this shade on, letters are white.
_LAND, _EDGE, _HERE, _LINE = "#eef1f4", "#8792a0", "#005a8c", "#b34700"


def shade(value: int) -> int:
    """Give the rank of the shade of a value, from 0 to 5."""
    return sum(value >= it for it in BREAKS)


@dataclass(frozen=True, slots=True)
class Marked:
    """One territory of a map.

    Attributes:
        name: Written on it where there is room, with its value.
        label: What it is and its value, in words.
        value: Written on it when it is not 0.
    """

    slug: str
    name: str
    label: str
    value: int


def whole_map(
    outlines: Mapping[str, Outline], marks: Iterable[Marked], *, title: str
) -> "Markup":
    """Draw all territories, shaded by a value; each leads to its anchor.

    Args:
        outlines: Slug to its shape; those without a mark are left out.
        marks: In the order in which the keyboard goes through them.
        title: What the map shows, read aloud.

    Returns:
        An ``svg`` element; empty text when nothing has a shape.
    """
    from markupsafe import Markup

    known = [it for it in marks if it.slug in outlines]
    box = _box(outlines[it.slug] for it in known)
    if box is None:
        return Markup("")
    scale = _WIDE / max(box[0], 1.0)
    shapes = [_zone(it, outlines[it.slug], scale) for it in known]
    numbers = [_number(it, outlines[it.slug], scale) for it in known if it.value]
    return Markup(  # noqa: S704  # Escaped where it is made.
        f'<svg class="territories" viewBox="0 0 {_WIDE:.0f} {box[1] * scale:.0f}" '
        f'role="group" aria-label="{escape(title)}" stroke-linejoin="round">'
        f"{''.join(shapes)}{''.join(numbers)}</svg>"
    )


def _box(shapes: Iterable[Outline]) -> tuple[float, float] | None:
    corners = [it.box for it in shapes if it.rings]
    if not corners:
        return None
    return max(it[2] for it in corners), max(it[3] for it in corners)


def _zone(it: Marked, shape: Outline, scale: float) -> str:
    return (
        f'<a href="#{escape(it.slug)}" aria-label="{escape(it.label)}">'
        f'<path d="{_path(shape, scale)}" fill="{SHADES[shade(it.value)]}" '
        f'fill-rule="evenodd" stroke="{_EDGE}" stroke-width="1">'
        f"<title>{escape(it.label)}</title></path></a>"
    )


def _number(it: Marked, shape: Outline, scale: float) -> str:
    x, y = (at * scale for at in shape.at)
    colour = "#ffffff" if shade(it.value) >= _DARK else INK
    return (
        f'<text x="{x:.0f}" y="{y + 6:.0f}" text-anchor="middle" font-size="18" '
        f'font-weight="bold" fill="{colour}" pointer-events="none" '
        f'aria-hidden="true">{it.value}</text>{_name(it, shape, scale, colour)}'
    )


def _name(it: Marked, shape: Outline, scale: float, colour: str) -> str:
    """Write the name under the number, where the territory is wide enough."""
    if len(it.name) * _LETTER > (shape.box[2] - shape.box[0]) * scale * _BEYOND:
        return ""
    x, y = (at * scale for at in shape.at)
    return (
        f'<text x="{x:.0f}" y="{y + 18:.0f}" text-anchor="middle" font-size="11" '
        f'fill="{colour}" pointer-events="none" aria-hidden="true">'
        f"{escape(it.name)}</text>"
    )


def _path(shape: Outline, scale: float) -> str:
    return "".join(
        "M" + "L".join(f"{x * scale:.1f} {y * scale:.1f}" for x, y in ring[:-1]) + "Z"
        for ring in shape.rings
    )


def small_map(
    outlines: Mapping[str, Outline],
    slug: str,
    ties: Sequence[tuple[str, int]],
    *,
    title: str,
) -> "Markup":
    """Draw one territory among the others, with a line to each that it is tied with.

    Args:
        outlines: Slug to its shape, coarse.
        slug: The territory.
        ties: Slug of the others to how many ties: the more, the wider the line.
        title: What the map shows, read aloud.

    Returns:
        An ``svg`` element; empty text when the territory has no shape.
    """
    from markupsafe import Markup

    here = outlines.get(slug)
    box = _box(outlines.values())
    if here is None or box is None or not here.rings:
        return Markup("")
    scale = _SMALL / max(box[0], 1.0)
    land = "".join(_path(it, scale) for it in outlines.values())
    most = max((n for _, n in ties), default=1)
    lines = [
        _line(here, outlines[other], n / most, scale)
        for other, n in ties
        if other in outlines and n
    ]
    x, y = (at * scale for at in here.at)
    return Markup(  # noqa: S704  # Numbers and escaped text only.
        f'<svg class="territory" viewBox="0 0 {_SMALL:.0f} {box[1] * scale:.0f}" '
        f'role="img" aria-label="{escape(title)}" stroke-linejoin="round">'
        f'<path d="{land}" fill="{_LAND}" fill-rule="evenodd" stroke="{_EDGE}" '
        f'stroke-width="0.5"/><path d="{_path(here, scale)}" fill="{_HERE}" '
        f'fill-rule="evenodd" stroke="{INK}" stroke-width="0.8"/>{"".join(lines)}'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#ffffff" stroke="{INK}"/></svg>'
    )


def _line(here: Outline, there: Outline, share: float, scale: float) -> str:
    x, y = (at * scale for at in here.at)
    to_x, to_y = (at * scale for at in there.at)
    width = 1 + 4 * share
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke="{_LINE}" stroke-width="{width:.1f}" stroke-linecap="round" '
        f'stroke-opacity="0.85"/>'
        f'<circle cx="{to_x:.1f}" cy="{to_y:.1f}" r="2.5" fill="{_LINE}"/>'
    )


def legend(values: Iterable[int]) -> list[tuple[str, str, str]]:
    """Give the shades that a map uses: the colour, the least and the greatest value."""
    used = sorted({shade(it) for it in values})
    bounds = [0, *BREAKS]
    found = []
    for rank in used:
        low = bounds[rank]
        high = bounds[rank + 1] - 1 if rank + 1 < len(bounds) else None
        found.append((SHADES[rank], str(low), "" if high is None else str(high)))
    return found
