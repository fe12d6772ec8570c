"""What programs follow: Atom feeds (RFC 4287) and calendars (RFC 5545).

The same site gives the same bytes: nothing is of the moment it is written.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

from reseau.exchange.calendars.icsfile import Gathering, ics_text
from reseau.i18n import LANGUAGES, Language
from reseau.publish.site.site import PostKind, Site, SiteEvent, SitePost
from reseau.publish.site.site_blocks import section_name
from reseau.publish.site.site_index import Index
from reseau.publish.site.site_items import Items
from reseau.publish.site.site_paths import Where, feed, relative

_NAMESPACE = uuid.UUID("0f6f2b6e-5c7e-5d53-9a0c-1b8b6a6f2d10")
_MOST = 50  # Entries of a feed.


@dataclass(frozen=True, slots=True)
class _Entry:
    uid: uuid.UUID
    title: str
    updated: date
    path: str
    text: str
    lang: str
    source: str


def feeds(index: Index) -> Iterator[tuple[str, bytes]]:
    """Give every feed and calendar with its path, in both languages."""
    for lang in LANGUAGES:
        items = Items(index, lang)
        news = [_of_post(it, items) for it in index.posts(PostKind.NEWS)[:_MOST]]
        coming = [_of_event(it, items) for it in index.to_come[:_MOST]]
        for section, entries in (("news", news), ("events", coming)):
            path = feed(section, lang, "atom")
            yield path, _atom(index.site, section, entries, lang=lang).encode()
        dated = [it for it in index.site.events if not it.only_month]
        name = f"{index.site.name} – {section_name('events', lang)}"
        whole = ics_text((_gathering(it, items) for it in dated), name=name)
        yield feed("events", lang, "ics"), whole.encode()
        for it in dated:
            path = items.event_path(it, "ics")
            yield path, ics_text([_gathering(it, items)]).encode()


def _of_post(it: SitePost, items: Items) -> _Entry:
    text, lang = it.text.best(items.lang)
    uid = _entry_uid(it.uid, items.lang)
    return _Entry(uid, it.title, it.shown_on, items.post_path(it), text, lang, it.link)


def _of_event(it: SiteEvent, items: Items) -> _Entry:
    text, lang = it.text.best(items.lang)
    said = ". ".join(filter(None, [items.when(it), items.place(it), text]))
    uid = _entry_uid(it.uid, items.lang)
    return _Entry(uid, it.title, it.shown_on, items.event_path(it), said, lang, "")


def _entry_uid(uid: uuid.UUID, lang: Language) -> uuid.UUID:
    """Name an entry: those of two languages are not the same one."""
    return uuid.uuid5(_NAMESPACE, f"{uid} {lang}")


def _atom(
    site: Site, section: str, entries: Sequence[_Entry], *, lang: Language
) -> str:
    """Write a feed; without entries it was last changed on the day of the site."""
    path = feed(section, lang, "atom")
    page = Where(section).path(lang)
    updated = max((it.updated for it in entries), default=site.as_of)
    title = f"{site.name} – {section_name(section, lang)}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">',
        f"<title>{_xml(title)}</title>",
        f"<id>{_name_of(site, section, lang)}</id>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_xml(site.name)}</name></author>",
        _link("self", "application/atom+xml", _href(site, path, path)),
        _link("alternate", "text/html", _href(site, page, path)),
        *(line for it in entries for line in _entry(site, it, path)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(site: Site, it: _Entry, path: str) -> Iterable[str]:
    yield "<entry>"
    yield f"<title>{_xml(it.title)}</title>"
    yield f"<id>urn:uuid:{it.uid}</id>"
    yield f"<updated>{_moment(it.updated)}</updated>"
    yield _link("alternate", "text/html", _href(site, it.path, path))
    if it.source:
        yield f'<link rel="related" href={quoteattr(it.source)}/>'
    if it.text:
        lang = f' xml:lang="{it.lang}"' if it.lang else ""
        yield f"<summary{lang}>{_xml(it.text)}</summary>"
    else:  # An entry whose page is elsewhere says nothing more than its title.
        yield f"<summary>{_xml(it.title)}</summary>"
    yield "</entry>"


def _name_of(site: Site, section: str, lang: Language) -> str:
    """Name a feed for good: by its address, or by the collective when it has none."""
    whose = site.base or site.name
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{whose} {section} {lang}')}"


def _link(rel: str, kind: str, href: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href={href}/>'


def _href(site: Site, target: str, page: str) -> str:
    return quoteattr(f"{site.base}{target}" if site.base else relative(target, page))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """Escape a text; what XML may not hold is left out."""
    return escape("".join(it for it in text if it in "\t\n" or it >= " "))


def _gathering(it: SiteEvent, items: Items) -> Gathering:
    text, _lang = it.text.best(items.lang)
    site = items.index.site
    start: date | datetime = it.held_on
    end: date | datetime | None = it.ended_on
    if it.starts_at is not None and it.ended_on in {None, it.held_on}:
        start, end = it.starts_at, None
        if it.minutes:
            end = it.starts_at + timedelta(minutes=it.minutes)
    return Gathering(
        uid=it.uid, revision=it.revision, stamp=it.shown_on, start=start, end=end,
        title=it.title, place=items.place(it), notes=text,
        link=f"{site.base}{items.event_path(it)}" if site.base else "",
    )  # fmt: skip
