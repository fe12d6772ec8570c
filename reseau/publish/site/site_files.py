"""The whole site as files: pages, feeds, calendars, the list of all of them."""

from collections.abc import Callable, Iterator, Sequence

from reseau.i18n import LANGUAGES, N_, Language, gettext_in
from reseau.publish.page.pages import page_html, read_static
from reseau.publish.site.site import Site, SiteExpert, SiteOrganization
from reseau.publish.site.site_blocks import Link, SitePage, section_name, written
from reseau.publish.site.site_feeds import feeds
from reseau.publish.site.site_index import Index
from reseau.publish.site.site_items import Items, post_where
from reseau.publish.site.site_pages import Pages
from reseau.publish.site.site_paths import Where, relative

_MISSING = "404.html"  # What GitHub, GitLab and Netlify show for no page.
_MakeEntry = Callable[..., Sequence[str]]


def site_files(site: Site) -> dict[str, bytes]:
    """Write the site.

    Args:
        site: What it says.

    Returns:
        Path from the top of the site to bytes, in the order of the paths. The same
        site always gives the same bytes.
    """
    index = Index(site)
    files: dict[str, bytes] = {
        "index.html": _choice(site).encode(),
        _MISSING: _missing(site).encode(),
    }
    for lang in LANGUAGES:
        for page in [*Pages(index, lang).all(), _search(index, lang)]:
            files[page.where.path(lang)] = written(site, page, lang).encode()
    files.update(feeds(index))
    if site.base:
        files["sitemap.xml"] = _map(site, files).encode()
    return dict(sorted(files.items()))


def _choice(site: Site) -> str:
    """Write the first page of all, in both languages: it asks for one."""
    return page_html(
        "site_choice.html.j2", language="fr", styles=[read_static("site.css")],
        title=site.name,
        choices=[
            # Each language says its own name: “Entrer sur le site en français”.
            (lang, gettext_in(lang)(N_("Enter the site in English")))
            for lang in LANGUAGES
        ],
        base=site.base,
    )  # fmt: skip


def _missing(site: Site) -> str:
    """Write the page of an address where there is none, in both languages.

    It is shown at whatever depth was asked for, where a relative link would lead
    nowhere: it links only when the address of the site is known.
    """
    sayings = []
    for lang in LANGUAGES:
        _ = gettext_in(lang)
        way = _(
            "It was moved or withdrawn, or the address has a mistake. The home page "
            "leads to all the others."
        )
        sayings.append(
            (lang, _("There is no page at this address"), way, _("Go to the home page"))
        )
    return page_html(
        "site_missing.html.j2", language="fr", styles=[read_static("site.css")],
        title=site.name, sayings=sayings, base=site.base,
    )  # fmt: skip


def _map(site: Site, files: dict[str, bytes]) -> str:
    """Write the list of pages that search engines read; it needs whole addresses."""
    pages = [it for it in sorted(files) if it.endswith(".html") and it != _MISSING]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
            *(f"<url><loc>{site.base}{it}</loc></url>" for it in pages),
            "</urlset>\n",
        ]
    )


def _search(index: Index, lang: Language) -> SitePage:
    where = Where("search")
    entries = list(_entries(index, lang, page=where.path(lang)))
    home = section_name("home", lang), Where("home").path(lang)
    return SitePage(
        where, section_name("search", lang), crumbs=(Link(*home),), index=entries
    )


def _entries(index: Index, lang: Language, *, page: str) -> Iterator[Sequence[str]]:
    """Give title, section, address and other words of all that can be found."""
    items = Items(index, lang)

    def entry(title: str, section: str, path: str, *words: str) -> Sequence[str]:
        said = " ".join(filter(None, words))
        return title, section_name(section, lang), relative(path, page), said

    for key in sorted(index.used_themes):
        label = index.themes[key].label
        yield entry(
            label.best(lang)[0], "themes", items.theme_path(key), label.fr, label.en
        )
    for key in sorted(index.used_places):
        yield entry(index.places[key].name, "places", items.place_path(key))
    yield from _named(index, entry, lang)
    yield from _said(index, items, entry)


def _named(index: Index, entry: _MakeEntry, lang: Language) -> Iterator[Sequence[str]]:
    site = index.site
    lists: tuple[tuple[str, Sequence[SiteExpert | SiteOrganization]], ...] = (
        ("experts", site.experts), ("organizations", site.organizations),
    )  # fmt: skip
    for section, named in lists:
        for who, (where, anchor) in zip(named, index.stands[section], strict=True):
            words = index.theme_words(who.themes) + index.place_labels(who.places)
            yield entry(who.name, section, f"{where.path(lang)}#{anchor}", *words)


def _said(index: Index, items: Items, entry: _MakeEntry) -> Iterator[Sequence[str]]:
    site, lang = index.site, items.lang
    for committee in site.committees:
        path, text = items.committee_path(committee.key), committee.text.best(lang)[0]
        yield entry(committee.name, "committees", path, text)
    for event in site.events:
        words = [*index.theme_words(event.themes), items.place(event)]
        text = event.text.best(lang)[0]
        yield entry(event.title, "events", items.event_path(event), text, *words)
    for post in site.posts:
        words = index.theme_words(post.themes) + index.place_labels(post.places)
        section, path = post_where(post).section, items.post_path(post)
        yield entry(post.title, section, path, post.text.best(lang)[0], *words)
