"""Words out of HTML, as feeds hold it."""

import re
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "svg"})
_BLANKS = re.compile(r"\s+")


class _Words(HTMLParser):
    """Gather what is read aloud; the state is the text so far."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._silent += tag in _SILENT
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def plain_text(html: str, *, limit: int) -> str:
    """Give the words of a piece of HTML on one line, without tags or scripts.

    Args:
        html: What a feed holds; plain text is fine.
        limit: How many characters at most; a longer text ends with “…”.
    """
    words = _Words()
    words.feed(html)
    words.close()
    text = _BLANKS.sub(" ", "".join(words.parts)).strip()
    text = re.sub(r" ([,.)])", r"\1", text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
