"""One contact card (vCard 3.0), as telephones and mail programs read it."""

from collections.abc import Sequence
from dataclasses import dataclass

_PROPERTY = {"email": "EMAIL", "phone": "TEL", "address": "ADR", "web": "URL"}
_LONGEST = 75  # Bytes a line may have (RFC 2426, section 2.6).


@dataclass(frozen=True, slots=True)
class CardField:
    """A way to reach somebody.

    Attributes:
        kind: email, phone, address or web; anything else becomes a note.
        value: As it is written.
        work: Whether it is of the person's functions.
    """

    kind: str
    value: str
    work: bool


def vcard_text(
    name: str,
    *,
    given: str | None = None,
    family: str | None = None,
    fields: Sequence[CardField] = (),
) -> str:
    """Write one card, lines ended by CRLF and folded at 75 bytes.

    Args:
        name: As it is shown.
        given: Given names; without them nor a family name, the name is taken whole.
        family: Family name.
        fields: In the order in which they are written.
    """
    parts = [family or ("" if given else name), given or "", "", "", ""]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(name)}",
        "N:" + ";".join(_escaped(it) for it in parts),
        *(_line(it) for it in fields),
        "END:VCARD",
    ]
    return "".join(f"{_folded(it)}\r\n" for it in lines)


def _line(field: CardField) -> str:
    name = _PROPERTY.get(field.kind, "NOTE")
    value = _escaped(field.value)
    if name == "ADR":
        value = f";;{value};;;;"  # The whole of it as the street: never cut in parts.
    if name == "NOTE":
        return f"NOTE:{value}"
    return f"{name};TYPE={'WORK' if field.work else 'HOME'}:{value}"


def _escaped(text: str) -> str:
    plain = "".join(it for it in text if it.isprintable() or it == "\n")
    for sign in ("\\", ",", ";"):
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a long line between characters: a continuation starts with a space."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode("utf-8", "replace"))
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += width
    return "\r\n".join([*pieces, piece])
