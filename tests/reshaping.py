"""Well-formed files of odd shapes: trees, lines and tables changed in a few places.

Bytes drawn at random are refused at the door of most readers; what is drawn here gets
past it. The same number gives the same input.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from copy import deepcopy
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

from reseau.exchange.graphs.xmlfile import xml_text

TEXTS = (
    "", " ", "0", "-1", "9" * 40, "9" * 5000, "1e999", "-0.0", "NaN", "Infinity",
    "true", "null", "1899-12-31", "0001-01-01", "9999-12-31", "2026-02-30",
    "0000-00-00", "31/12/9999", "9999-12-31T23:59:59-12:00", "24:61", "99999999T999999Z",
    "0001-01-01T00:00:00+14:00", "Mon, 05 Jan 99999 09:00:00 +9999", "\u202eeduc\u202c",
    "\u0130ﬀß", "e\u0301" * 50, "a\u200b\ufeff", "\x7f\x85\u2028", "𝒳", "=1+1", "'x",
    "a|b|;c,", "“", "http://[", "file:///etc/passwd", "//x", "../..", "javascript:x()",
    "mailto:a@b", "a@b@c", "{x}", "%s%n", "&#0;", f"&#{'9' * 5000};", "x" * 100_000,
    "<a " * 20_000, "<![CDATA[", "((((" * 500, "0,5", "1_000", "٣", "#1", "CDC", "Solon",
)  # fmt: skip
BEYOND = ("\0", "\x01", "\ud800", "a\ud800b", "\ufffe")
"""What XML and UTF-8 cannot hold, and JSON can with escapes."""


def nested(value: object, depth: int) -> object:
    """Put a value in lists, one in another."""
    for _ in range(depth):
        value = [value]
    return value


ODD: tuple[object, ...] = (
    *TEXTS, *BEYOND, None, True, False, 0, -1, 2**31, 2**63, -(10**400), 1.5, 1e308,
    float("nan"), float("inf"), [], {}, [[]], [None], {"a": None}, nested(1, 400),
)  # fmt: skip


def spots(tree: Any) -> list[tuple[Any, Any]]:  # Any: as JSON gives it.
    """List the places of a tree of JSON: what holds each, and under which key."""
    found, waiting = [], [tree]
    while waiting:
        it = waiting.pop()
        keys = list(it) if isinstance(it, dict) else []
        keys = list(range(len(it))) if isinstance(it, list) else keys
        for key in keys:
            found.append((it, key))
            waiting.append(it[key])
    return found


def reshaped(
    tree: Any, chance: Random, odd: Sequence[object] = ODD
) -> Any:  # Any: as above.
    """Replace, move, repeat, rename, nest or take away a few things of a tree."""
    for _ in range(chance.randrange(1, 4)):
        known = spots(tree)
        if not known:
            break
        (held, key), (other, its) = chance.choices(known, k=2)
        what = chance.randrange(8)
        if what == 0:
            del held[key]
        elif what == 1:
            held[key] = deepcopy(other[its])
        elif what == 2:
            held[key] = nested(held[key], chance.choice([1, 1, 60]))
        elif what == 3 and isinstance(held, list):
            held.append(deepcopy(held[key]))
        elif what == 3:
            held[str(its)] = held.pop(key)
        else:
            held[key] = deepcopy(chance.choice(odd))  # Else it would grow.
    return tree


_KEY = re.compile(r'"(\w+)": ')


def json_bytes(tree: Any, chance: Random) -> bytes:  # Any: as above.
    """Write JSON, at times with a key written twice, or not in UTF-8."""
    text = json.dumps(tree, ensure_ascii=chance.random() < 0.9)
    if chance.random() < 0.1:
        text = _KEY.sub(r'"\1": 1, "\1": ', text, count=chance.randrange(1, 4))
    return encoded(text, chance)


def encoded(text: str, chance: Random) -> bytes:
    """Write a text as some program would."""
    if chance.random() < 0.8:
        return text.encode("utf-8", "replace")
    others = ("utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "cp1252", "mac-roman")
    return text.encode(chance.choice(others), "replace")


def reshaped_xml(text: bytes, chance: Random) -> bytes:
    """Change a few elements and attributes of XML, and at times how it is written."""
    root = ET.fromstring(text)  # Our own text.
    for _ in range(chance.randrange(1, 5)):
        _change(chance.choices(list(root.iter()), k=2), chance)
    encoding = chance.choice(("utf-8",) * 6 + ("utf-16", "iso-8859-1", "us-ascii"))
    data: bytes = ET.tostring(root, encoding, xml_declaration=True)
    if encoding == "utf-8" and chance.random() < 0.1:
        head, mark, rest = data.partition(b"?>\n")
        return head + mark + chance.choice(_BEFORE) + rest
    return data


_BEFORE = (
    b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', b"<!-- x -->" * 1000,
    b'<!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd">', b"<?xml-stylesheet href='x'?>",
)  # fmt: skip


def _change(them: list[ET.Element], chance: Random) -> None:
    one, other = them
    base = "{http://www.w3.org/XML/1998/namespace}base"
    match chance.randrange(8):
        case 0:
            one.tag = other.tag
        case 1:
            one.append(deepcopy(other))
        case 2:
            one.clear()
        case 3:
            one.attrib, other.attrib = other.attrib, one.attrib
        case 4:
            for _ in range(chance.choice([1, 5, 150])):
                one = ET.SubElement(one, other.tag)
        case 5:
            name = chance.choice([base, *other.attrib])
            one.set(name, xml_text(chance.choice(TEXTS)))
        case _:
            one.text = xml_text(chance.choice(TEXTS))


def relined(
    lines: Sequence[str], chance: Random, extra: Sequence[str], *, ends: str = ":="
) -> list[str]:
    """Take away, repeat, move, add or fill otherwise a few lines.

    Args:
        lines: ``name:value`` or the like.
        chance: What is drawn from.
        extra: Lines to add, and to put in place of others.
        ends: The characters of which the first one ends the name.
    """
    found = list(lines)
    for _ in range(chance.randrange(1, 6)):
        at, to = chance.randrange(len(found)), chance.randrange(len(found))
        what = chance.randrange(8)
        if what == 0 and len(found) > 1:
            del found[at]
        elif what == 1:
            found.insert(to, found[at])
        elif what == 2:
            found[at], found[to] = found[to], found[at]
        elif what == 3:
            name = re.match(f"[^{ends}]*[{ends}]?", found[at])
            found[at] = (name[0] if name else "") + chance.choice(TEXTS)
        else:
            found.insert(at, chance.choice(extra))
    return found


def refolded(data: bytes, chance: Random) -> bytes:
    """Fold lines anywhere, as calendars and cards may be."""
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(data))
        data = data[:at] + b"\r\n " + data[at:]
    return data


def retabled(
    rows: Sequence[Sequence[str]], chance: Random, extra: Sequence[str] = ()
) -> bytes:
    """Fill some cells otherwise, repeat or lengthen some rows, and write CSV."""
    found = [list(row) for row in rows]
    for _ in range(chance.randrange(1, 5)):
        row = found[
            chance.randrange(chance.choice([1, len(found)]), len(found) + 1) - 1
        ]
        at, what = chance.randrange(len(row)), chance.randrange(8)
        if what == 0:
            row.append(chance.choice(TEXTS))
        elif what == 1:
            found.append(list(row))
        elif what == 2 and len(row) > 1:
            del row[at]
        else:
            row[at] = chance.choice((*TEXTS, *extra))
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=chance.choice(";;;,\t")).writerows(found)
    return encoded(written.getvalue(), chance)
