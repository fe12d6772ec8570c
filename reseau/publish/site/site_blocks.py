"""The few things that pages of the site are made of, and how they are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reseau.i18n import LANGUAGES, Language, gettext_in
from reseau.i18n.formats import full_date
from reseau.publish.page.pages import page_html, read_static
from reseau.publish.portrait.portrait_told import Told
from reseau.publish.site.site import Site
from reseau.publish.site.site_paths import Where, feed, relative

SECTIONS = (
    "themes", "experts", "places", "committees", "events", "news", "experiences",
    "organizations", "search", "about",
)  # fmt: skip
"""What the navigation leads to, in its order."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``href`` is a path from the top of the site, or an address outside."""

    text: str
    href: str

    @property
    def outside(self) -> bool:
        """Tell whether it leaves the site."""
        return self.href.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list.

    Attributes:
        anchor: What a link to it ends with; empty for none.
        href: Where its title leads; empty for nowhere.
        meta: Short facts under its title.
        text: What is said of it, and ``lang`` when that is another language.
        links: Under it.
    """

    title: str
    anchor: str = ""
    href: str = ""
    meta: tuple[str, ...] = ()
    text: str = ""
    lang: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page.

    Attributes:
        empty: What is said where there is no item.
        columns: Heads of a table, whose rows are ``rows``; empty for no table.
        after: Links under it.
        said: Sentences, one a paragraph.
        brief: Whether the items are names in a row rather than cards.
    """

    title: str
    items: tuple[Item, ...] = ()
    intro: str = ""
    empty: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    after: tuple[Link, ...] = ()
    brief: bool = False
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page, in one language.

    Attributes:
        crumbs: From the first page down to the one above this one.
        lead: Sentences under the title.
        index: What the search looks in; only for the page of the search.
        portrait: Of the territory that the page is about.
    """

    where: Where
    title: str
    sections: tuple[Section, ...] = ()
    crumbs: tuple[Link, ...] = ()
    lead: tuple[str, ...] = ()
    index: Sequence[Sequence[str]] | None = field(default=None)
    portrait: Told | None = None


def section_name(section: str, lang: Language) -> str:
    """Name a section of the site."""
    _ = gettext_in(lang)
    return {
        "home": _("Home"),
        "themes": _("Themes"),
        "experts": _("Experts"),
        "places": _("Neighbourhoods"),
        "committees": _("Committees"),
        "events": _("Events"),
        "news": _("News"),
        "experiences": _("Local experiences"),
        "organizations": _("Organizations"),
        "search": _("Search"),
        "about": _("About"),
    }[section]


def written(site: Site, page: SitePage, lang: Language) -> str:
    """Write a page as HTML."""
    path = page.where.path(lang)
    other: Language = "en" if lang == "fr" else "fr"
    searching = page.index is not None
    return page_html(
        "site.html.j2",
        language=lang,
        styles=[read_static(it) for it in _STYLES[page.portrait is not None]],
        scripts=[read_static("site_search.js")] if searching else [],
        title=_title(site, page),
        site=site,
        page=page,
        words=_words(site, lang),
        to=lambda target: target if "://" in target else relative(target, path),
        other=other,
        other_path=relative(page.where.path(other), path),
        alternates=[
            (it, _address(site, page.where.path(it), path)) for it in LANGUAGES
        ],
        nav=[
            (section_name(it, lang), Where(it).path(lang), it == page.where.section)
            for it in SECTIONS
        ],
        home=Where("home").path(lang),
        feeds=[(section_name(it, lang), feed(it, lang, "atom")) for it in _FED],
        canonical=f"{site.base}{path}" if site.base else "",
        index=_inline(page.index) if page.index is not None else "",
    )


_FED = ("news", "events")
_STYLES = (("site.css",), ("atlas.css", "site.css"))


def _address(site: Site, path: str, page: str) -> str:
    """Give the address of a page: whole when the site knows where it will stand."""
    return f"{site.base}{path}" if site.base else relative(path, page)


def _title(site: Site, page: SitePage) -> str:
    return site.name if page.where == Where("home") else f"{page.title} – {site.name}"


def _inline(index: Sequence[Sequence[str]]) -> object:
    from reseau.publish.map.network import inline_json

    return inline_json(index)


def _words(site: Site, lang: Language) -> dict[str, str]:
    _ = gettext_in(lang)
    return {
        "nav": _("Sections of the site"),
        "crumbs": _("You are here"),
        "other": "English" if lang == "fr" else "Français",
        "as_of": _("As of {day}.").format(day=full_date(site.as_of, lang=lang)),
        "public_only": _(
            "This site shows only what the collective made public. People are here "
            "because they agreed to it; ask, and they are gone at the next building."
        ),
        "feeds": _("Follow:"),
        "no_script": _(
            "The search needs JavaScript. Without it, every page is reached from the "
            "sections above."
        ),
        "find": _("Words to look for"),
        "none": _("Nothing was found. Try fewer words, or the sections above."),
        "found_one": _("1 page or entry"),
        "found": _("{n} pages or entries"),
        "first": _("{n} found; the first 50:"),
        "type": _("Type a word: accents and capitals do not matter."),
        "outside": _("(another site)"),
        "figures": _("Two dates side by side"),
        "to_portrait": _("Its portrait: figures at two dates, a map, themes"),
    }
