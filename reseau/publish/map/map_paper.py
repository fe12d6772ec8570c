"""The still picture of a map as PDF, for paper, and as PNG, for a slide."""

import functools
import io
import itertools
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reseau.i18n import ngettext_in
from reseau.i18n.formats import number
from reseau.publish.map.map_page import MapPage
from reseau.publish.map.map_scene import (
    GREY,
    MARGIN,
    Scene,
    Shapes,
    Strokes,
    Text,
    scene,
)
from reseau.publish.map.paper_font import font_bytes, font_objects, shipped_font, stream
from reseau.publish.map.scripts import seen

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_A3 = (1190.55, 841.89)  # Points, landscape.
_PLAINER = {0x2212: "-", 0x202F: " ", 0x2011: "-"}  # Minus, thin space, hyphen.
_FIRST_FREE = 8  # Number of the first object after those that every sheet has.
_EDGE = 28.35  # One centimetre.
_ARC = 0.5523  # Of the radius: four Bézier curves make a circle.
_PIXELS = 2_400
_NARROWER = 0.93  # DejaVu is wider than the sans serif that places were found for.
_FINER = 2  # Drawn larger, then reduced: that is what smooths the lines.


def map_pdf(page: MapPage) -> bytes:
    """Draw a map on one A3 sheet, lying: lines stay sharp, names can be searched.

    Texts are in Helvetica, which every reader of PDF has and which is not in the
    file, where it has all their letters: those of French, English and most of Western
    Europe. A text with other letters is in DejaVu Sans, whose drawings of the letters
    used are in the file. Letters that neither has are drawn as a box, and a
    sentence on the sheet says so.

    Returns:
        The bytes of the file; the same for the same input.
    """
    drawn = said_whole(scene(page, facts=True), page)
    scale = min((_A3[0] - 2 * _EDGE) / drawn.width, (_A3[1] - 2 * _EDGE) / drawn.height)
    left = (_A3[0] - drawn.width * scale) / 2
    top = _A3[1] - (_A3[1] - drawn.height * scale) / 2
    # Downwards, as on a screen.
    frame = f"{scale:.5f} 0 0 {-scale:.5f} {left:.2f} {top:.2f} cm\n"
    opacities = sorted({it.opacity for it in drawn.items if isinstance(it, Strokes)})
    body = frame + "".join(line for it in drawn.items for line in _marks(it, opacities))
    return _document(drawn, body.encode("cp1252"), opacities, page.language)


def said_whole(drawn: Scene, page: MapPage) -> Scene:
    """Add a sentence to a picture when some of its letters cannot be drawn."""
    font = shipped_font()
    names = sum(
        bool(font.lacks(seen(it.text)))
        for it in drawn.items
        if isinstance(it, Text) and western(it.text) is None
    )
    if not names:
        return drawn
    ngettext = ngettext_in(page.language)
    text = ngettext(
        "{n} text has letters that the font of this sheet has not, drawn as a box: "
        "read it in the page, or in the SVG drawing.",
        "{n} texts have letters that the font of this sheet has not, drawn as a box: "
        "read them in the page, or in the SVG drawing.",
        names,
    ).format(n=number(names, lang=page.language))
    told = Text(MARGIN, drawn.height + 4.0, text, size=10.5, colour=GREY)
    return replace(drawn, height=drawn.height + 16.0, items=(*drawn.items, told))


def _colour(colour: str) -> str:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return " ".join(f"{it:.3f}" for it in channels)


def _marks(item: Strokes | Shapes | Text, opacities: list[float]) -> Iterator[str]:
    """Write one item in the language of PDF pages."""
    if isinstance(item, Strokes):
        dash = " ".join(map(str, item.dash))
        yield f"q /O{opacities.index(item.opacity)} gs {_colour(item.colour)} RG "
        yield f"{item.width:.2f} w [{dash}] 0 d\n"
        for a, b, c, d in item.lines:
            yield f"{a:.1f} {b:.1f} m {c:.1f} {d:.1f} l\n"
        yield "S Q\n"
    elif isinstance(item, Shapes):
        yield f"q {_colour(item.fill)} rg {_colour(item.line)} RG 1 w\n"
        yield from (_circle(*it) for it in item.circles)
        for x, y, r in item.squares:
            yield f"{x - r:.1f} {y - r:.1f} {2 * r:.1f} {2 * r:.1f} re B\n"
        yield "Q\n"
    else:
        yield _words(item)


def _circle(x: float, y: float, r: float) -> str:
    k = r * _ARC
    return (
        f"{x + r:.1f} {y:.1f} m "
        f"{x + r:.1f} {y + k:.1f} {x + k:.1f} {y + r:.1f} {x:.1f} {y + r:.1f} c "
        f"{x - k:.1f} {y + r:.1f} {x - r:.1f} {y + k:.1f} {x - r:.1f} {y:.1f} c "
        f"{x - r:.1f} {y - k:.1f} {x - k:.1f} {y - r:.1f} {x:.1f} {y - r:.1f} c "
        f"{x + k:.1f} {y - r:.1f} {x + r:.1f} {y - k:.1f} {x + r:.1f} {y:.1f} c B\n"
    )


def _words(it: Text) -> str:
    """Write a text, with a white edge under it when it has a halo."""
    plain = western(it.text)
    place = f"1 0 0 -1 {it.x:.1f} {it.y:.1f} Tm"
    # Turned again: the page is upside down for shapes, not for letters.
    if plain is not None:
        for mark in "\\()":
            plain = plain.replace(mark, f"\\{mark}")
        font, said = f"/F{2 if it.bold else 1} {it.size:g} Tf", f"({plain})"
        ink, name = f"0 Tr {place} {said} Tj", ("", "")
    else:
        font = f"/F3 {it.size * _NARROWER:g} Tf"
        said = f"<{shipped_font().codes(seen(it.text))}>"
        thick = f"{_colour(it.colour)} RG 0.6 w 2 Tr" if it.bold else "0 Tr"
        ink = f"{thick} {place} {said} Tj"
        typed = it.text.encode("utf-16-be", "replace").hex()
        # Who searches or copies finds what was typed even where boxes are seen.
        lacking = shipped_font().lacks(seen(it.text))
        name = (f"/Span << /ActualText <feff{typed}> >> BDC ", " EMC")
        name = name if lacking else ("", "")
    edge = f"1 1 1 RG 3 w 1 j 1 Tr {place} {said} Tj " if it.halo else ""
    return f"q BT {font} {name[0]}{edge}{_colour(it.colour)} rg {ink}{name[1]} ET Q\n"


def western(text: str) -> str | None:
    """Give a text that Helvetica can write, None when it lacks some of its letters."""
    plain = unicodedata.normalize("NFC", text).translate(_PLAINER)
    kept = "".join(letter if letter.isprintable() else " " for letter in plain)
    try:
        kept.encode("cp1252")
    except UnicodeEncodeError:
        return None
    return kept


def _document(
    drawn: Scene, body: bytes, opacities: list[float], language: str
) -> bytes:
    """Put a page in a file: catalogue, page, fonts, opacities, the marks."""
    states = " ".join(f"/O{at} << /CA {it:g} >>" for at, it in enumerate(opacities))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    title = drawn.title.encode("utf-16-be", "replace").hex()
    size = f"{_A3[0]} {_A3[1]}"
    foreign = "".join(
        seen(it.text)
        for it in drawn.items
        if isinstance(it, Text) and western(it.text) is None
    )
    third = f" /F3 {_FIRST_FREE} 0 R" if foreign else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}-CA) "
        "/ViewerPreferences << /DisplayDocTitle true >> >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R /F2 6 0 R{third} >> "
        f"/ExtGState << {states} >> >> >>".encode(),
        stream(body),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        f"<< /Title <feff{title}> /Producer (Reseau) >>".encode(),
        *(font_objects(foreign, _FIRST_FREE) if foreign else ()),
    ]
    file, places = io.BytesIO(), []
    file.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    for at, content in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (at, content))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table)
    )
    return file.getvalue()


def map_png(page: MapPage, *, width: int = _PIXELS) -> bytes:
    """Draw a map as a picture of pixels, 2,400 wide unless asked otherwise.

    Returns:
        The bytes of the file; the same for the same input and version of Pillow.
    """
    from PIL import Image, ImageDraw

    drawn = said_whole(scene(page, facts=True), page)
    scale = _FINER * width / drawn.width
    size = (_FINER * width, round(drawn.height * scale))
    paper = Image.new("RGB", size, "#ffffff")
    for it in drawn.items:
        if isinstance(it, Strokes):
            mask = Image.new("L", size, 0)
            _draw_lines(ImageDraw.Draw(mask), it, scale)
            paper.paste(Image.new("RGB", size, it.colour), mask=mask)
        elif isinstance(it, Shapes):
            _draw_shapes(ImageDraw.Draw(paper), it, scale)
        else:
            _draw_text(ImageDraw.Draw(paper), it, scale)
    small = paper.resize((width, round(size[1] / _FINER)), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_lines(draw: "ImageDraw", it: Strokes, scale: float) -> None:
    """Draw lines as a mask, as strong as they are opaque."""
    seen, width = round(255 * it.opacity), max(1, round(it.width * scale))
    for a, b, c, d in it.lines:
        for part in _dashes((a * scale, b * scale, c * scale, d * scale), it, scale):
            draw.line(part, fill=seen, width=width)


def _dashes(
    line: tuple[float, float, float, float], it: Strokes, scale: float
) -> Iterator[tuple[float, float, float, float]]:
    """Cut a line into its dashes; a plain one is whole."""
    x, y, to_x, to_y = line
    length = math.hypot(to_x - x, to_y - y)
    if not it.dash or length == 0:
        yield line
        return
    at, drawn, pieces = 0.0, True, itertools.cycle(it.dash)
    while at < length:
        end = min(at + next(pieces) * scale, length)
        if drawn:
            a, b = at / length, end / length
            yield (
                x + a * (to_x - x), y + a * (to_y - y),
                x + b * (to_x - x), y + b * (to_y - y),
            )  # fmt: skip
        at, drawn = end, not drawn


def _draw_shapes(draw: "ImageDraw", it: Shapes, scale: float) -> None:
    edge = max(1, round(scale))
    for shapes, call in ((it.circles, draw.ellipse), (it.squares, draw.rectangle)):
        for x, y, r in shapes:
            corners = [side * scale for side in (x - r, y - r, x + r, y + r)]
            call(corners, fill=it.fill, outline=it.line, width=edge)


def _draw_text(draw: "ImageDraw", it: Text, scale: float) -> None:
    """Write a text from its base line; bold is a thicker ink, the halo a white one."""
    font = _font(round(it.size * scale * _NARROWER))
    place = (it.x * scale, it.y * scale)
    said = seen(it.text)
    if it.halo:
        halo = round(1.5 * scale)
        draw.text(
            place, said, font=font, anchor="ls", fill="#ffffff", stroke_width=halo,
            stroke_fill="#ffffff",
        )  # fmt: skip
    thick = round(0.4 * scale) if it.bold else 0
    draw.text(
        place, said, font=font, anchor="ls", fill=it.colour, stroke_width=thick,
        stroke_fill=it.colour,
    )  # fmt: skip


@functools.cache
def _font(size: int) -> "FreeTypeFont":
    """Open the font that comes with Réseau; the letters are laid as they are given."""
    from PIL import ImageFont

    plain = ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(font_bytes()), size, layout_engine=plain)
