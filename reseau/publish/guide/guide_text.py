"""Markdown of the documents to HTML: headings with anchors, links from page to page."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from reseau.i18n import Language

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# The line that leads to the same page in the other language: the page has a link.
_OTHER = re.compile(
    r"^(?:In English: |En français : )\[[^\]]*\]\([^)]*\)\.?\n", re.MULTILINE
)
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)
_PART = "h2"
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Written:
    """A document as HTML.

    Attributes:
        title: The text of its first heading, which is not in ``html``.
        html: The rest of it, escaped.
        parts: Anchor and text of each heading of the second level.
        left: Links to files that are not in the guide; their text alone is written.
    """

    title: str
    html: str
    parts: tuple[tuple[str, str], ...]
    left: tuple[str, ...]


def written(
    text: str, *, folder: Path, language: Language, pages: Mapping[Path, str]
) -> Written:
    """Write a document as HTML.

    Args:
        text: In Markdown (CommonMark and tables); what looks like HTML is text.
        folder: Where the document is: its links and pictures start from there.
        language: Of the document, for the spaces and apostrophes of French.
        pages: Which documents the guide has, by resolved path, and the names of
            their pages.

    Returns:
        The same document. Pictures are in it; nothing is asked of the network.

    Raises:
        OSError: A picture is not there.
    """
    markdown = _reader()
    tokens = markdown.parse(_COMMENT.sub("", _OTHER.sub("", text)))
    title = _plain(tokens[1])
    body = tokens[3:]
    headings = _with_anchors(body)
    left: list[str] = []
    for token in body:
        token.children = _linked(
            token.children or [], folder=folder, pages=pages, left=left
        )
        _illustrated(token.children, folder)
        for inside in token.children:
            if inside.type == "text":
                inside.content = typeset(inside.content, language)
    _framed(body, title)
    return Written(
        typeset(title, language),
        markdown.renderer.render(body, markdown.options, {}),
        tuple(
            (slug, typeset(text, language))
            for tag, slug, text in headings
            if tag == _PART
        ),
        tuple(left),
    )


def anchor(text: str) -> str:
    """Give the anchor of a heading, as the places where documents are read do."""
    kept = "".join(it for it in text.lower() if it in " -_" or it.isalnum())
    return unicodedata.normalize("NFC", kept).strip().replace(" ", "-")


def typeset(text: str, language: Language) -> str:
    """Hold the spaces of French punctuation together, and curve its apostrophes."""
    if language != "fr":
        return text
    text = re.sub(r"(?<=\S) (?=[:;!?»%$])", _NO_BREAK, text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text.replace("« ", f"«{_NO_BREAK}"))


def _plain(token: "Token") -> str:
    return "".join(it.content for it in token.children or [])


def _with_anchors(tokens: "Sequence[Token]") -> list[tuple[str, str, str]]:
    """Give each heading its anchor; a second one of that name gets a number."""
    found: list[tuple[str, str, str]] = []
    times: dict[str, int] = {}
    for opening, inside in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = _plain(inside)
        slug = anchor(text)
        times[slug] = times.get(slug, -1) + 1
        slug = f"{slug}-{times[slug]}" if times[slug] else slug
        opening.attrSet("id", slug)
        found.append((opening.tag, slug, text))
    return found


def _linked(
    tokens: "Sequence[Token]",
    *,
    folder: Path,
    pages: Mapping[Path, str],
    left: list[str],
) -> "list[Token]":
    """Lead the links to the pages; keep the text alone of those that lead out."""
    kept: list[Token] = []
    cut = False
    for token in tokens:
        if token.type == "link_open":
            link = str(token.attrGet("href") or "")
            target = _target(link, folder=folder, pages=pages)
            cut = target is None
            if target is None:
                left.append(link)
                continue
            token.attrSet("href", target)
        elif token.type == "link_close" and cut:
            cut = False
            continue
        kept.append(token)
    return kept


def _target(link: str, *, folder: Path, pages: Mapping[Path, str]) -> str | None:
    if link.startswith(("#", "https://")):
        return link
    path, mark, place = link.partition("#")
    page = pages.get((folder / path).resolve())
    return None if page is None else f"{page}{mark}{place}"


def _illustrated(tokens: "Sequence[Token]", folder: Path) -> None:
    """Put the pictures in the page, which asks for no other file."""
    for token in tokens:
        if token.type == "image":
            picture = (folder / str(token.attrGet("src"))).read_bytes()
            token.attrSet("src", f"data:image/png;base64,{b64encode(picture).decode()}")


def _framed(tokens: "Sequence[Token]", title: str) -> None:
    """Name the columns of tables, and say what each table is about."""
    under = title
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            under = _plain(tokens[place + 1])
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_open":
            token.meta["under"] = under


def _reader() -> "MarkdownIt":
    """Make what reads Markdown; what is wide can be moved sideways by keyboard too."""
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import escapeHtml

    def table(_self: object, tokens: "Sequence[Token]", at: int, *_: object) -> str:
        label = escapeHtml(tokens[at].meta["under"])
        return (
            f'<div class="wide" tabindex="0" role="region" aria-label="{label}">\n'
            "<table>\n"
        )

    def end(*_: object) -> str:
        return "</table>\n</div>\n"

    def fence(_self: object, tokens: "Sequence[Token]", at: int, *_: object) -> str:
        return (
            f'<pre tabindex="0"><code>{escapeHtml(tokens[at].content)}</code></pre>\n'
        )

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("table_open", table)
    markdown.add_render_rule("table_close", end)
    markdown.add_render_rule("fence", fence)
    return markdown
