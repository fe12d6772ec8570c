"""A saved feed, RSS or Atom: its entries, and why some are refused.

Nothing is fetched. The file is read by Expat with declarations of document types
refused, so that no entity can be defined, and with limits on size and depth.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.parsers import expat

from reseau.domain.clock import YEARS
from reseau.domain.links import read_link
from reseau.errors import ReseauError, system_reason
from reseau.exchange.text.markup import plain_text
from reseau.exchange.text.refusals import (
    EmptyFileError,
    FileRefusedError,
    MissingFileError,
    TooBigError,
    TooManyRowsError,
)
from reseau.i18n import N_, gettext

LARGEST = 10
"""Megabytes of the largest file."""
MOST = 2000
"""How many entries at most."""
_DEEPEST = 100
_TITLE, _SUMMARY = 400, 2000
_ENTRIES = frozenset({"item", "entry"})
# Elements of other vocabularies, as of media, are not those of the feed.
_SPACES = frozenset(
    {
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/rss/1.0/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/rss/1.0/modules/content/",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
)
_BASE = "http://www.w3.org/XML/1998/namespace base"  # Where relative addresses start.
_DATES = ("pubDate", "published", "date", "updated", "modified")
_TEXTS = ("description", "summary", "content", "encoded")


class NotAFeedError(FileRefusedError):
    """The file is no feed."""

    message = N_(
        "{file} is not an RSS or Atom feed: {reason}. Save the feed itself (its "
        "address often ends with /rss, /feed or .xml), not the page."
    )


class DeclaredTypeError(FileRefusedError):
    """The file declares a document type, by which it could do harm."""

    message = N_(
        "{file} declares a document type (<!DOCTYPE …>): such a file could fill the "
        "memory or read others, so it is not read. A feed has no use for it."
    )


class EntryRefusedError(ReseauError):
    """One entry of a feed is refused."""

    message = N_("Line {line}, “{title}”: {reason}")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry, in plain words.

    Attributes:
        line: Of the file, from 1.
        identity: What the feed calls it; the same in every copy of the feed.
        published_on: None when the feed does not say, or says it wrongly.
        remark: What was not understood, in a sentence; empty when all was.
    """

    line: int
    identity: str
    title: str
    summary: str | None
    link: str | None
    published_on: date | None
    categories: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a file holds: the entries, and those refused with the reason."""

    title: str
    entries: tuple[FeedEntry, ...]
    problems: tuple[EntryRefusedError, ...]


@dataclass(slots=True)
class _Raw:
    """An entry being read: name of an element to its texts."""

    line: int
    texts: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        for name in names:
            for text in self.texts.get(name, ()):
                if text.strip():
                    return text.strip()
        return ""


def read_feed(file: str, *, zone: tzinfo) -> Feed:
    """Read a saved feed.

    Args:
        file: RSS 2.0 (or 1.0) or Atom.
        zone: Where the days of its entries are told.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
    """
    name = Path(file).name
    reader = _read(_bytes(Path(file), name), name)
    if not reader.feed:
        raise NotAFeedError(file=name, reason=gettext("no <rss> or <feed> in it"))
    title = plain_text(reader.head.first("title"), limit=_TITLE) or name
    site = reader.head.first(_BASE, "link")
    entries: list[FeedEntry] = []
    problems: list[EntryRefusedError] = []
    for raw in reader.entries:
        try:
            entries.append(_entry(raw, site=site, zone=zone))
        except ReseauError as error:
            told = plain_text(raw.first("title", *_TEXTS), limit=60)
            problems.append(EntryRefusedError(line=raw.line, title=told, reason=error))
    return Feed(title, tuple(entries), tuple(problems))


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST * 1024 * 1024:
            raise TooBigError(file=name, limit=LARGEST)
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(file=name) from error
    except OSError as error:
        raise NotAFeedError(file=name, reason=system_reason(error)) from error
    if not content.strip():
        raise EmptyFileError(file=name)
    return content


class _TooDeepError(Exception):
    """Elements stand in one another without end."""


class _TypeDeclaredError(Exception):
    """A document type is declared."""


class _TooManyError(Exception):
    """There are more entries than are read."""


class _Reader:
    """What Expat calls: it keeps where it is, as any reader of XML must."""

    def __init__(self) -> None:
        self.feed = False
        self.head = _Raw(1)
        self.entries: list[_Raw] = []
        self._path: list[str] = []
        self._entry: _Raw | None = None
        self._depth = 0
        self._text: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def _refuse(self, *_declared: object) -> None:
        raise _TypeDeclaredError

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _blank, name = tag.rpartition(" ")
        name = name if space in _SPACES else f":{name}"
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise _TooDeepError
        if len(self._path) == 1:
            self.feed = name in {"rss", "feed", "RDF"}
            self._keep(_BASE, attributes.get(_BASE, ""))
        if name in _ENTRIES and self._entry is None:
            if len(self.entries) == MOST:
                raise _TooManyError
            self._entry = _Raw(self.parser.CurrentLineNumber)
            self._depth = len(self._path)
            self._keep(_BASE, attributes.get(_BASE, ""))
            return
        if self._is_field():
            self._text = []
            self._take_attributes(name, attributes)

    def _take_attributes(self, name: str, attributes: dict[str, str]) -> None:
        """Take what Atom says in attributes: the address, the category."""
        said = ""
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            said = attributes.get("href", "")
        elif name == "category":
            said = attributes.get("label", "") or attributes.get("term", "")
        if said:
            self._keep(name, said)

    def _end(self, _tag: str) -> None:
        name = self._path[-1]
        if self._entry is not None and len(self._path) == self._depth:
            self.entries.append(self._entry)
            self._entry = None
        elif self._is_field():
            self._keep(name, "".join(self._text))
        self._path.pop()

    def _is_field(self) -> bool:
        """Tell whether the element is a child of an entry, or of the feed itself."""
        if self._entry is not None:
            return len(self._path) == self._depth + 1
        return len(self._path) in {2, 3} and "image" not in self._path

    def _keep(self, name: str, text: str) -> None:
        into = self.head if self._entry is None else self._entry
        if text.strip():
            into.texts.setdefault(name, []).append(text)

    def _data(self, text: str) -> None:
        self._text.append(text)


def _read(content: bytes, name: str) -> _Reader:
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  # Expat's own.
    except expat.ExpatError as error:
        reason = gettext("line {line}: it is not XML").format(line=error.lineno)
        raise NotAFeedError(file=name, reason=reason) from error
    except (LookupError, ValueError) as error:  # Python's codecs, asked by Expat.
        reason = gettext("the encoding that it declares is not known")
        raise NotAFeedError(file=name, reason=reason) from error
    except _TypeDeclaredError as error:
        raise DeclaredTypeError(file=name) from error
    except _TooDeepError as error:
        reason = gettext("its elements are nested without end")
        raise NotAFeedError(file=name, reason=reason) from error
    except _TooManyError as error:
        raise TooManyRowsError(file=name, limit=MOST) from error
    return reader


class NoWordsError(ReseauError):
    """An entry says nothing."""

    message = N_("it has neither a title nor a text.")


def _entry(raw: _Raw, *, site: str, zone: tzinfo) -> FeedEntry:
    """Make an entry of what was read.

    Raises:
        NoWordsError: It says nothing.
        NotALinkError: Its address is not that of a page.
    """
    summary = plain_text(raw.first(*_TEXTS), limit=_SUMMARY)
    title = plain_text(raw.first("title"), limit=_TITLE)
    title = title or plain_text(summary, limit=80)
    if not title:
        raise NoWordsError
    said = raw.first("link")
    identity = raw.first("guid", "id")
    if not said and identity.startswith(("http://", "https://")):
        said = identity
    day, remark = _day(raw.first(*_DATES), zone)
    return FeedEntry(
        raw.line,
        identity or said or f"{title} {day or ''}",
        title,
        summary if summary not in {"", title} else None,
        read_link(said, base=_start(site, raw.first(_BASE))) if said else None,
        day,
        tuple(plain_text(it, limit=80) for it in raw.texts.get("category", ())),
        remark,
    )


def _start(site: str, base: str) -> str:
    """Tell where the relative addresses of an entry start."""
    try:
        return urljoin(site, base)
    except ValueError:  # It is no address.
        return site


def _day(text: str, zone: tzinfo) -> tuple[date | None, str]:
    """Read the day of an entry, where the organization is; a doubt is told."""
    if not text:
        return None, ""
    moment = _moment(text)
    if moment is None or moment.year not in YEARS:
        return None, gettext("its date was not understood: {text}").format(
            text=text[:60]
        )
    local = moment if moment.tzinfo is None else moment.astimezone(zone)
    return local.date(), ""


def _moment(text: str) -> datetime | None:
    """Read a moment as RFC 3339 (Atom) or RFC 822 (RSS) writes it."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, OverflowError):
            continue
    return None
