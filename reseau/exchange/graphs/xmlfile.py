"""XML that any reader takes: legal characters, one layout."""

import re
from xml.etree import ElementTree as ET

_ILLEGAL = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Drop the characters that XML 1.0 cannot hold, even escaped.

    Every line end becomes ``\n``, as any reader of XML would make it.

    References:
        Extensible Markup Language (XML) 1.0, fifth edition, W3C 2008, 2.2 and 2.11.
    """
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def xml_document(root: ET.Element) -> str:
    r"""Write a whole document, indented, with its declaration, for UTF-8.

    Args:
        root: Its text must be legal already: see ``xml_text``. It is indented in place.

    Returns:
        The text, its lines ending with ``\n``.
    """
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
