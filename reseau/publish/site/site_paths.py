"""Where each page of the site stands: the same places in both languages."""

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from reseau.domain.names import slug
from reseau.i18n import Language

FOLDERS: dict[str, dict[Language, str]] = {
    "themes": {"fr": "themes", "en": "themes"},
    "experts": {"fr": "experts", "en": "experts"},
    "committees": {"fr": "comites", "en": "committees"},
    "places": {"fr": "quartiers", "en": "neighbourhoods"},
    "organizations": {"fr": "organismes", "en": "organizations"},
    "news": {"fr": "nouvelles", "en": "news"},
    "experiences": {"fr": "experiences", "en": "experiences"},
    "events": {"fr": "evenements", "en": "events"},
}
_PAGES: dict[str, dict[Language, str]] = {
    "home": {"fr": "index.html", "en": "index.html"},
    "search": {"fr": "recherche.html", "en": "search.html"},
    "about": {"fr": "a-propos.html", "en": "about.html"},
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Where:
    """A page, whatever its language.

    Attributes:
        section: One of the folders, or of the pages that stand alone.
        name: File name without its ending; empty for the first page of a section.
    """

    section: str
    name: str = ""

    def path(self, lang: Language, ending: str = "html") -> str:
        """Give its path from the top of the site."""
        if self.section in _PAGES:
            return f"{lang}/{_PAGES[self.section][lang]}"
        return f"{lang}/{FOLDERS[self.section][lang]}/{self.name or 'index'}.{ending}"


def feed(section: str, lang: Language, ending: str) -> str:
    """Give the path of a feed: beside the pages of its language."""
    return f"{lang}/{FOLDERS[section][lang]}.{ending}"


def relative(target: str, page: str) -> str:
    """Write a path as it is written in a page; a part after # is kept."""
    path, mark, part = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(page) or ".") + mark + part


@dataclass(slots=True)
class Names:
    """Gives file names that are used once, made of what is shown and nothing else."""

    taken: set[str] = field(default_factory=lambda: {"index"})

    def of(self, words: str) -> str:
        """Make a name; a second one alike is numbered."""
        base = slug(words)[:_LONGEST].strip("-")
        name, number = base, 1
        while name in self.taken:
            number += 1
            name = f"{base}-{number}"
        self.taken.add(name)
        return name


def names_for(texts: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Give a file name to each of some keys, in their order."""
    names = Names()
    return {key: names.of(text) for key, text in texts}
