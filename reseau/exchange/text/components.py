"""The components of a calendar or of contact cards: BEGIN:X, lines, END:X.

Lines are unfolded as bytes, because some programs fold in the middle of a letter, and
each keeps the number of its first line so that a problem can be found in the file.
"""

import codecs
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.refusals import TooManyRowsError

MAX_LINES = 600_000
"""Twice those of a calendar of the greatest size, folded as the standard says."""

# Of encodings that cannot be cut into lines as bytes; UTF-32 LE begins like UTF-16 LE.
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NAME = re.compile(r"\s*(?:[\w-]+\.)?([\w-]+)(?=[;:])")
_QUOTED_PRINTABLE = re.compile(rb"[^:]*quoted-printable", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line.

    Attributes:
        number: Of its first physical line, from 1.
        name: Of its property, in capitals and without its group; empty when the line
            is no property.
        text: The whole line, unfolded.
    """

    number: int
    name: str
    text: str

    @property
    def value(self) -> str:
        """Give what follows the first colon; enough where no parameter holds one."""
        return self.text.partition(":")[2].strip()


@dataclass(slots=True)
class Component:
    """One component; filled line after line.

    Attributes:
        name: In capitals.
        number: Of its first line.
        lines: Its own properties, those of the components inside it left out.
        whole: Every line between its BEGIN and its END.
    """

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    whole: list[Line] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Give the value of its first property of that name; empty for none."""
        return next((it.value for it in self.lines if it.name == name), "")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file as lines.

    Attributes:
        lines: All of them, blank ones left out.
        encoding: In which the file is written.
    """

    lines: tuple[Line, ...]
    encoding: str

    @property
    def beginning(self) -> str:
        """Give the first lines, which tell what sort of file it is."""
        return "\n".join(line.text for line in self.lines[:20])


def source_of(data: bytes, *, file: str) -> Source:
    """Cut the bytes of a file into logical lines.

    Raises:
        NotTextError: They are not a text.
        TooManyRowsError: They would fill too much memory.
        WrongEncodingError: They are not in the encoding that their mark says.
    """
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        raise TooManyRowsError(file=file, limit=MAX_LINES)
    encoding = ""
    if data.startswith(_WIDE):
        whole = decoded(data, file=file)
        data, encoding = whole.text.encode("utf-8", "replace"), whole.encoding
    numbered = list(_unfolded(data.removeprefix(codecs.BOM_UTF8)))
    text, found = decoded(b"\n".join(line for _number, line in numbered), file=file)
    lines = tuple(
        Line(number, _name(line), line)
        for (number, _bytes), line in zip(numbered, text.split("\n"), strict=False)
    )
    return Source(lines, encoding or found)


def components(
    lines: Iterable[Line], names: Collection[str]
) -> tuple[list[Component], bool]:
    """Find the components of some names, wherever they are.

    Args:
        lines: Of a file.
        names: In capitals. One inside another of these is not looked for.

    Returns:
        The components that are closed, in the order of the file, and whether
        everything that begins also ends.
    """
    found: list[Component] = []
    current: Component | None = None
    depth = own_depth = 0
    for line in lines:
        depth += {"BEGIN": 1, "END": -1}.get(line.name, 0)
        depth = max(depth, 0)
        if current is None:
            name = line.value.upper() if line.name == "BEGIN" else ""
            if name in names:
                current, own_depth = Component(name, line.number), depth
        elif depth < own_depth:
            found.append(current)
            current = None
        else:
            current.whole.append(line)
            if depth == own_depth and line.name != "END":
                current.lines.append(line)
    return found, depth == 0


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Join the physical lines of each logical one; blank lines are left out.

    A line goes on where the next begins with a blank, or, in quoted-printable, where
    it ends with an equals sign.
    """
    pieces: list[bytes] = []
    first, soft, coded = 0, False, False
    for number, line in enumerate(data.splitlines(), start=1):
        if soft:
            pieces.append(line)
        elif pieces and line[:1] in {b" ", b"\t"}:
            pieces.append(line[1:])
        else:
            if pieces:
                yield first, b"".join(pieces)
            pieces, first = ([line] if line.strip() else []), number
            coded = bool(pieces and _QUOTED_PRINTABLE.match(line))
        soft = coded and line.endswith(b"=")
        if soft:
            pieces[-1] = pieces[-1][:-1]
    if pieces:
        yield first, b"".join(pieces)


def _name(line: str) -> str:
    """Read the name of the property of a line."""
    match = _NAME.match(line)
    return match[1].upper() if match else ""
