"""The font that comes with Réseau, put into a PDF: only the letters that are used."""

import functools
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from reseau.resources import folder

_KEPT = ("cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "prep")
_MORE, _WORDS, _SCALE, _TWO, _FOUR = 0x20, 0x01, 0x08, 0x40, 0x80
_OFF = 0xFFFF
_PER_BLOCK = 100  # Lines of a table of letters that a PDF may have in one block.


@functools.cache
def font_bytes() -> bytes:
    """Read the font, so that all machines draw the same."""
    return (folder("reports") / "fonts" / "DejaVuSans.ttf").read_bytes()


@dataclass(frozen=True, slots=True)
class Font:
    """A TrueType font, as far as a PDF needs it.

    Attributes:
        tables: Name to content.
        glyphs: Letter to the number of its drawing; only the first plane of Unicode.
        places: Where each drawing begins in the table of drawings, and the end.
        widths: Of each drawing, in thousandths of the size of the letters.
        box: Left, bottom, right and top of all drawings, in the same unit.
    """

    tables: dict[str, bytes]
    glyphs: dict[str, int]
    places: tuple[int, ...]
    widths: tuple[int, ...]
    box: tuple[int, ...]

    def lacks(self, text: str) -> str:
        """Give the letters of a text that the font has not, each once."""
        return "".join(dict.fromkeys(it for it in text if it not in self.glyphs))

    def codes(self, text: str) -> str:
        """Write a text as the numbers of its drawings; 0 is a box, for what lacks."""
        return "".join(f"{self.glyphs.get(it, 0):04x}" for it in text)


@functools.cache
def shipped_font() -> Font:
    """Open the font that comes with Réseau."""
    content = font_bytes()
    count = struct.unpack_from(">H", content, 4)[0]
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        name, _, start, size = struct.unpack_from(">4sIII", content, at)
        tables[name.decode("ascii")] = content[start : start + size]
    unit = struct.unpack_from(">H", tables["head"], 18)[0]
    box = struct.unpack_from(">4h", tables["head"], 36)
    drawings = struct.unpack_from(">H", tables["maxp"], 4)[0]
    return Font(
        tables,
        _glyphs(tables["cmap"]),
        _places(tables, drawings),
        tuple(round(it * 1000 / unit) for it in _widths(tables, drawings)),
        tuple(round(it * 1000 / unit) for it in box),
    )


def _places(tables: dict[str, bytes], drawings: int) -> tuple[int, ...]:
    long = struct.unpack_from(">h", tables["head"], 50)[0]
    if long:
        return struct.unpack_from(f">{drawings + 1}I", tables["loca"])
    halves = struct.unpack_from(f">{drawings + 1}H", tables["loca"])
    return tuple(2 * it for it in halves)


def _widths(tables: dict[str, bytes], drawings: int) -> list[int]:
    """Read the widths; the last one stands for all drawings after it."""
    known = struct.unpack_from(">H", tables["hhea"], 34)[0]
    pairs = struct.unpack_from(f">{2 * known}H", tables["hmtx"])
    return [pairs[2 * min(at, known - 1)] for at in range(drawings)]


def _glyphs(table: bytes) -> dict[str, int]:
    """Read which drawing each letter has, from the segments of format 4."""
    count = struct.unpack_from(">H", table, 2)[0]
    starts = (struct.unpack_from(">I", table, 8 + 8 * at)[0] for at in range(count))
    start = next(it for it in starts if table[it : it + 2] == b"\x00\x04")
    segments = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends, begins, moves, offsets = (
        struct.unpack_from(f">{segments}H", table, start + 14 + at)
        for at in (
            0, 2 * segments + 2, 4 * segments + 2, 6 * segments + 2,
        )
    )  # fmt: skip
    found = {}
    for at in range(segments):
        for code in range(begins[at], min(ends[at], _OFF - 1) + 1):
            glyph = code
            if offsets[at]:
                here = start + 16 + 6 * segments + 2 * at
                where = here + offsets[at] + 2 * (code - begins[at])
                glyph = struct.unpack_from(">H", table, where)[0]
            if glyph:
                found[chr(code)] = (glyph + moves[at]) & _OFF
    return {letter: glyph for letter, glyph in found.items() if glyph}


def _with_parts(font: Font, glyphs: Iterable[int]) -> set[int]:
    """Add the drawings that others are composed of, an accent and its letter."""
    kept, waiting = set[int](), [0, *glyphs]
    while waiting:
        glyph = waiting.pop()
        if glyph not in kept:
            kept.add(glyph)
            waiting.extend(_parts(_drawing(font, glyph)))
    return kept


def _drawing(font: Font, glyph: int) -> bytes:
    return font.tables["glyf"][font.places[glyph] : font.places[glyph + 1]]


def _parts(drawing: bytes) -> list[int]:
    """List what a composed drawing is made of; nothing for a plain one."""
    if not drawing or struct.unpack_from(">h", drawing)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", drawing, at)
        found.append(glyph)
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO)
        at += 8 * bool(flags & _FOUR)
    return found


def reduced(font: Font, text: str) -> bytes:
    """Write the font with the drawings of a text only, the others left empty.

    Returns:
        A TrueType file in which every drawing keeps its number.
    """
    kept = _with_parts(font, (font.glyphs[it] for it in text if it in font.glyphs))
    drawings, places = bytearray(), [0]
    for glyph in range(len(font.widths)):
        if glyph in kept:
            drawing = _drawing(font, glyph)
            drawings += drawing + bytes(-len(drawing) % 4)
        places.append(len(drawings))
    tables = {name: font.tables[name] for name in _KEPT if name in font.tables}
    head = bytearray(tables["head"])
    head[8:12], head[50:52] = bytes(4), b"\x00\x01"
    tables |= {
        "head": bytes(head),
        "glyf": bytes(drawings),
        "loca": struct.pack(f">{len(places)}I", *places),
    }
    return _file(tables)


def _file(tables: dict[str, bytes]) -> bytes:
    """Put tables in a TrueType file."""
    power = len(tables).bit_length() - 1
    reach = 16 << power
    head = struct.pack(
        ">IHHHH", 0x00010000, len(tables), reach, power, 16 * len(tables) - reach
    )
    place, index, body = 12 + 16 * len(tables), b"", b""
    for name, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        where = (name.encode("ascii"), total, place + len(body), len(content))
        index += struct.pack(">4sIII", *where)
        body += padded
    return head + index + body


def font_objects(text: str, first: int) -> list[bytes]:
    """Write the objects of a PDF by which it holds the font.

    Args:
        text: All that is written with it, in the order and the form seen.
        first: Number of the first object; the others follow it.

    Returns:
        The font by which numbers of drawings are written, then what it refers to.
    """
    font = shipped_font()
    letters = sorted({it for it in text if it in font.glyphs})
    file = reduced(font, text)
    widths = " ".join(
        f"{glyph} [{font.widths[glyph]}]"
        for glyph in sorted({0, *(font.glyphs[it] for it in letters)})
    )
    name = "/RESEAU+DejaVuSans"
    left, bottom, right, top = font.box
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H "
        f"/DescendantFonts [{first + 1} 0 R] /ToUnicode {first + 4} 0 R >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {first + 2} 0 R /CIDToGIDMap /Identity /DW 600 "
        f"/W [{widths}] >>".encode(),
        f"<< /Type /FontDescriptor /FontName {name} /Flags 4 "
        f"/FontBBox [{left} {bottom} {right} {top}] /ItalicAngle 0 /Ascent 928 "
        "/Descent -236 /CapHeight 729 /StemV 90 "
        f"/FontFile2 {first + 3} 0 R >>".encode(),
        stream(file, f"/Length1 {len(file)}"),
        stream(_meanings(font, letters)),
    ]


def stream(content: bytes, more: str = "") -> bytes:
    """Write a stream of a PDF, packed."""
    packed = zlib.compress(content, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}".rstrip()
    return f"{head} >>\nstream\n".encode() + packed + b"\nendstream"


def _meanings(font: Font, letters: list[str]) -> bytes:
    """Tell which letter each drawing is, for who searches or copies the text.

    A form of an Arabic letter is told as the letter.
    """
    meant = {it: unicodedata.normalize("NFKC", it) for it in letters}
    rows = [
        f"<{font.glyphs[it]:04x}> <{meant[it].encode('utf-16-be').hex()}>"
        for it in letters
    ]
    blocks = [rows[at : at + _PER_BLOCK] for at in range(0, len(rows), _PER_BLOCK)]
    body = "\n".join(
        "\n".join([f"{len(it)} beginbfchar", *it, "endbfchar"]) for it in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
