"""Say in words, and at which line, why a SKOS file cannot be read."""

import json
import re
from xml.sax import SAXParseException

from reseau.i18n import gettext

_FORMS = {
    "turtle": "Turtle", "xml": "RDF/XML", "json-ld": "JSON-LD", "nt": "N-Triples",
}  # fmt: skip
# What rdflib puts before a fault of RDF/XML, and around one of N-Triples.
_PLACE = re.compile(r"^[^:\n]*:(\d+):\d+: ")
_LINE = re.compile(r"^Invalid line: (.*)", re.DOTALL)


def unread(error: Exception, data: bytes, form: str) -> str:
    """Say what is wrong in a file, in the words of a person.

    Args:
        error: What its parser raised; rdflib has no class of its own for most.
        data: The file.
        form: turtle, xml, json-ld or nt.

    Returns:
        A part of a sentence, with the line as the parser counts it when it told one:
        where it stopped, which may be after the fault.
    """
    if isinstance(error, UnicodeError):
        return gettext("it is not written in UTF-8")
    if not data.strip():
        return gettext("it is empty")
    name, line = _FORMS[form], _line(error, data)
    if line is None:
        text = gettext(
            "it does not read as {form}: something is missing, or out of place"
        )
        return text.format(form=name)
    return gettext("line {n} does not read as {form}").format(n=line, form=name)


def _line(error: Exception, data: bytes) -> int | None:
    if isinstance(error, SAXParseException):
        return error.getLineNumber()
    if isinstance(error, json.JSONDecodeError):
        return error.lineno
    if isinstance(error, SyntaxError):  # Turtle: it counts from 0.
        lines = getattr(error, "lines", None)
        return lines + 1 if isinstance(lines, int) else None
    said = str(error)
    if place := _PLACE.match(said):
        return int(place[1])
    if wrong := _LINE.match(said):
        written = [it.strip() for it in data.decode(errors="replace").splitlines()]
        wanted = wrong[1].strip()
        return written.index(wanted) + 1 if wanted in written else None
    return None
