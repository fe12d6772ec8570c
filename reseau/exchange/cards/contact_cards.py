"""One contact card, of whatever version, as a few plain texts."""

import quopri
import re
from typing import Any

from reseau.errors import UsageError
from reseau.exchange.rows.actors import MAX_NAME
from reseau.exchange.text.cells import cleaned, shortened
from reseau.exchange.text.components import Component, Line
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.refusals import NotTextError, WrongEncodingError
from reseau.i18n import N_

_READ = frozenset(
    {"VERSION", "FN", "N", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "UID", "KIND"}
    | {"X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"}
)
_LONGEST = 10_000  # Characters of a line; no name is so long.
_MOST_LINES = 2_000  # Of a card; nobody has so many telephones.
_NO_TELEPHONE = frozenset({"FAX", "PAGER", "MODEM", "TELEX", "BBS", "VIDEO"})
_LINE = re.compile(r'((?:[^":]|"[^"]*")*+):(.*)', re.DOTALL)
_PARAMETER = re.compile(r'[A-Za-z0-9-]{1,20}(?:=[\w\-, "]{0,60})?', re.ASCII)
_MOST = 10  # Parameters of a line.
_CHARSET = re.compile(r";CHARSET=\"?([^;:\"]*)\"?", re.IGNORECASE)
# What vobject raises on what it does not expect.
_UNEXPECTED = (AttributeError, LookupError, TypeError, ValueError)


class UnreadableCardError(UsageError):
    """A card cannot be read."""

    message = N_(
        "This contact cannot be read. Open it where it comes from, save it and export "
        "it again."
    )


class Card:
    """One card as vobject reads it, of the properties that are wanted.

    Raises:
        UnreadableCardError: It cannot be read.
    """

    def __init__(self, component: Component) -> None:
        import vobject  # noqa: PLC0415  # Heavy: only when contacts are read.

        kept = [it for it in component.lines if it.name in _READ]
        if len(kept) > _MOST_LINES:
            raise UnreadableCardError
        lines = [_safe(it) for it in kept if len(it.text) <= _LONGEST]
        text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
        self.line = component.number
        try:
            self._contents = vobject.readOne(text, allowQP=True).contents
        except (*_UNEXPECTED, vobject.base.VObjectError) as error:
            raise UnreadableCardError from error

    @property
    def kind(self) -> str:
        """Tell what the card is of, in capitals; empty when it does not say."""
        names = ("kind", "x-addressbookserver-kind", "x-abshowas")
        said = (self.text(name) for name in names)
        return next(filter(None, said), "").upper()

    def text(self, name: str) -> str:
        """Read the first text of a property, on one line; empty for none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Read the texts of a property, those of work before those of the home."""
        found = [(self._types(it), _plain(it.value)) for it in self._all(name)]
        useful = [(types, text) for types, text in found if text]
        work = [text for types, text in useful if "HOME" not in types]
        return work or [text for _types, text in useful]

    def telephones(self) -> list[str]:
        """Read the telephone numbers; a fax is none."""
        self._contents["tel"] = [
            it for it in self._all("tel") if not self._types(it) & _NO_TELEPHONE
        ]
        return [_number(text) for text in self.texts("tel")]

    def organization(self) -> str:
        """Read the name of the organization, without its departments."""
        units: Any = next((it.value for it in self._all("org")), "")
        whole = units[0] if isinstance(units, list) and units else units
        return _plain(whole, between=", ")

    def person(self) -> tuple[str, str]:
        """Read given and family names; both empty when N says nothing."""
        name = next((it.value for it in self._all("n")), None)
        parts = (getattr(name, "given", ""), getattr(name, "family", ""))
        return _plain(parts[0]), _plain(parts[1])

    def _all(self, name: str) -> list[Any]:  # Any: vobject has no types.
        return list(self._contents.get(name, []))

    @staticmethod
    def _types(line: Any) -> set[str]:  # Any: vobject has no types.
        """Give the types of a value, in capitals; 2.1 writes them without TYPE=."""
        said = [*line.params.get("TYPE", []), *line.singletonparams]
        return {part.upper() for it in said for part in str(it).split(",")}


def _safe(line: Line) -> str:
    """Write a line again with few, short and plain parameters.

    vobject takes for ever over long ones, and does not read a quoted-printable value
    whose card does not say how it is encoded, or lies.
    """
    match = _LINE.match(line.text)
    if not match:
        return ""
    head, value = match[1].strip(), match[2].strip()
    name, *parameters = head.split(";")
    kept = [it for it in parameters if _PARAMETER.fullmatch(it.strip())][:_MOST]
    if any("QUOTED-PRINTABLE" in it.upper() for it in kept):
        kept = [it for it in kept if not it.upper().startswith("CHARSET=")]
        kept.append(f"CHARSET={_charset(head, value)}")
    return f"{';'.join([name, *kept])}:{value}"


def _charset(head: str, value: str) -> str:
    """Tell how a quoted-printable value is encoded: as said, if that is possible."""
    coded = quopri.decodestring(value.encode("utf-8", "replace"))
    said = _CHARSET.search(head)
    charset = said[1] if said else "utf-8"
    try:
        coded.decode(charset)
    except (LookupError, ValueError):  # Each codec refuses in its own way.
        try:
            return decoded(coded, file="").encoding
        except (NotTextError, WrongEncodingError) as error:
            raise UnreadableCardError from error
    return charset


def _plain(value: Any, *, between: str = " ") -> str:  # Any: a text, or several.
    """Give a value on one line; vobject cuts some at their commas."""
    several = isinstance(value, list)
    text = between.join(map(_plain, value)) if several else str(value)
    return shortened(cleaned(text.replace("\\", "")).strip(",; "), MAX_NAME)


def _number(text: str) -> str:
    """Give a telephone number of 4.0, which is an address, as a person writes it."""
    number, _mark, extension = text.removeprefix("tel:").partition(";ext=")
    number = number.partition(";")[0]
    return f"{number} x{extension}" if extension else number
