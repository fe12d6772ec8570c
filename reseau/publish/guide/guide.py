"""The user guide: the documents as pages that lead to each other, offline.

The table of contents is the page ``index.md``, or ``index.fr.md`` in French: its
links give the chapters their order and their short titles.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reseau import __version__
from reseau.i18n import Language, gettext_in
from reseau.publish.guide.guide_text import Written, typeset, written
from reseau.publish.page.pages import page_html, read_static
from reseau.resources import folder

CONTENTS: dict[Language, str] = {"en": "index.md", "fr": "index.fr.md"}
# Their name is not that of the other language with an ending.
_COMMANDS: dict[Language, str] = {"en": "commands.md", "fr": "commandes.md"}
# Documents of other folders that the guide holds, in the language they have.
_ELSEWHERE = {"data-dictionary.html": ("db", "README.md")}
_GROUP = re.compile(r"^## (.+)$")
_CHAPTER = re.compile(r"^- \[([^\]]+)\]\(([^)#]+)\)")
_MOST_PARTS = 15


@dataclass(frozen=True, slots=True)
class Chapter:
    """A line of the table of contents.

    Attributes:
        title: A few words.
        page: The name of its HTML file.
        group: The heading under which it stands.
    """

    title: str
    page: str
    group: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide.

    Attributes:
        pages: The HTML of each file, by its name.
        left: Links to what the guide does not hold, written as plain text, by page.
    """

    pages: dict[str, str]
    left: dict[str, tuple[str, ...]]


def first_page(language: Language) -> str:
    """Name the file to open first."""
    return _page_of(CONTENTS[language])


def chapters(language: Language) -> tuple[Chapter, ...]:
    """Read the table of contents: every chapter, in the order of reading."""
    found: list[Chapter] = []
    group = ""
    text = (folder("docs") / CONTENTS[language]).read_text("utf-8")
    for line in text.splitlines():
        if heading := _GROUP.match(line):
            group = typeset(heading[1], language)
        elif chapter := _CHAPTER.match(line):
            title = typeset(chapter[1], language)
            found.append(Chapter(title, _page_of(chapter[2]), group))
    return tuple(found)


def guide() -> Guide:
    """Make every page of the guide, in both languages.

    Returns:
        The same bytes for the same documents. Each page is whole: style and pictures
        are in it, it runs no script and asks the network for nothing.
    """
    sources = _sources()
    pages = {path.resolve(): name for name, (path, _) in sources.items()}
    texts = {
        name: written(
            path.read_text("utf-8"),
            folder=path.parent,
            language=language,
            pages=pages,
        )
        for name, (path, language) in sources.items()
    }
    return Guide(
        {it: _page(it, texts[it], sources[it][1], set(texts)) for it in texts},
        {name: text.left for name, text in texts.items() if text.left},
    )


def _sources() -> dict[str, tuple[Path, Language]]:
    """List the documents by the name of their page, with their language."""
    found: dict[str, tuple[Path, Language]] = {}
    for path in sorted(folder("docs").glob("*.md")):
        french = path.name.endswith(".fr.md") or path.name == _COMMANDS["fr"]
        found[_page_of(path.name)] = (path, "fr" if french else "en")
    for name, (place, document) in _ELSEWHERE.items():
        found[name] = (folder("db" if place == "db" else "docs") / document, "en")
    return found


def _page_of(document: str) -> str:
    for name, (place, other) in _ELSEWHERE.items():
        if document == f"../{place}/{other}":
            return name
    return f"{document.removesuffix('.md')}.html"


def _page(name: str, text: Written, language: Language, every: set[str]) -> str:
    from markupsafe import Markup

    _ = gettext_in(language)
    order = chapters(language)
    groups = list(dict.fromkeys(it.group for it in order))
    other = _in_other_language(name, language)
    return page_html(
        "guide.html.j2",
        language=language,
        styles=[read_static("guide.css")],
        title=text.title,
        html=Markup(text.html),  # noqa: S704  # Escaped by the writer of Markdown.
        parts=text.parts if len(text.parts) in range(3, _MOST_PARTS) else (),
        here=name,
        first=first_page(language),
        groups=[(it, [one for one in order if one.group == it]) for it in groups],
        around=_around(name, order, first_page(language)),
        other=other if other in every else None,
        version=__version__,
        words={
            "guide": _("User guide"),
            "contents": _("Contents"),
            "parts": _("On this page"),
            "before": _("Previous page"),
            "after": _("Next page"),
            "offline": _("This guide works without a network connection."),
        },
    )


def _in_other_language(name: str, language: Language) -> str:
    """Name the page that says the same in the other language, if there is one."""
    commands = {lang: _page_of(it) for lang, it in _COMMANDS.items()}
    if name == commands[language]:
        return commands["en" if language == "fr" else "fr"]
    if language == "fr":
        return f"{name.removesuffix('.fr.html')}.html"
    return f"{name.removesuffix('.html')}.fr.html"


def _around(
    name: str, order: tuple[Chapter, ...], first: str
) -> tuple[Chapter | None, Chapter | None]:
    """Give the chapters before and after a page."""
    if name == first:
        return None, order[0] if order else None
    before = {later.page: it for it, later in pairwise(order)}
    after = {it.page: later for it, later in pairwise(order)}
    return before.get(name), after.get(name)
