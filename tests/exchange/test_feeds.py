"""Saved feeds: RSS 2.0 and Atom as they are found, and files that must be refused.

The samples are made by hand after the RSS 2.0 specification (RSS Advisory Board) and
RFC 4287; sites and texts are invented.
"""

import tempfile
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reseau.domain.links import LongLinkError, NotALinkError, read_link
from reseau.exchange import feeds
from reseau.exchange.feeds import DeclaredTypeError, Feed, NotAFeedError, read_feed
from reseau.exchange.text.markup import plain_text
from reseau.exchange.text.refusals import (
    EmptyFileError,
    FileRefusedError,
    MissingFileError,
    TooBigError,
    TooManyRowsError,
)

ZONE = ZoneInfo("America/Toronto")
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Ville d'essai</title><link>https://ville.example/</link>
<item><media:title>Photo</media:title><title>Consultation &amp;amp; habitation</title>
<link>https://ville.example/1</link><guid isPermaLink="false">1</guid>
<pubDate>Tue, 03 Nov 2026 23:30:00 -0500</pubDate>
<description>&lt;p&gt;La &lt;b&gt;Ville&lt;/b&gt;.&lt;script&gt;x()&lt;/script&gt;&lt;/p&gt;
</description><category>Habitation</category></item>
<item><title>Louche</title><link>javascript:alert(1)</link></item>
<item><title>Relatif</title><link>/2</link><pubDate>bientôt</pubDate></item>
<item><description> </description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Essai</title>
<link rel="self" href="https://a.example/feed"/><link href="https://a.example/"/>
<entry><title type="html">Un &lt;em&gt;avis&lt;/em&gt;</title><id>urn:uuid:7</id>
<link rel="alternate" href="https://a.example/7"/>
<published>2026-11-20T02:00:00Z</published><updated>2026-12-01T02:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Deux <b>mots</b>.</p>
</div></content></entry></feed>"""


def feed_of(folder: Path, text: str | bytes) -> Feed:
    file = folder / "fil.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_feed(str(file), zone=ZONE)


def test_rss_entry_is_read_in_plain_words(tmp_path: Path) -> None:
    it = feed_of(tmp_path, RSS).entries[0]
    assert (it.title, it.summary, it.link) == (
        "Consultation & habitation",
        "La Ville.",
        "https://ville.example/1",
    )


def test_day_is_told_where_the_organization_is(tmp_path: Path) -> None:
    """02:00 UTC on the 20th is the evening of the 19th in Montréal."""
    days = [feed_of(tmp_path, it).entries[0].published_on for it in (RSS, ATOM)]
    assert days == [date(2026, 11, 3), date(2026, 11, 19)]


def test_atom_entry_is_read(tmp_path: Path) -> None:
    it = feed_of(tmp_path, ATOM).entries[0]
    assert (it.title, it.summary, it.link, it.identity) == (
        "Un avis",
        "Deux mots.",
        "https://a.example/7",
        "urn:uuid:7",
    )


def test_address_is_completed_by_that_of_the_site(tmp_path: Path) -> None:
    assert feed_of(tmp_path, RSS).entries[1].link == "https://ville.example/2"


def test_address_is_completed_by_the_base_that_atom_gives(tmp_path: Path) -> None:
    # RFC 4287, 2: xml:base, RFC 3986 5.4.1: “g” from “http://a/b/c/” is below it.
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://a.example/b/">'
        '<entry xml:base="c/"><title>Un</title><link href="g"/></entry>'
        '<entry><title>Deux</title><link href="/g"/></entry></feed>'
    )
    links = [it.link for it in feed_of(tmp_path, text).entries]
    assert links == ["http://a.example/b/c/g", "http://a.example/g"]


def test_day_that_is_none_is_told(tmp_path: Path) -> None:
    it = feed_of(tmp_path, RSS).entries[1]
    assert (it.published_on, "bientôt" in it.remark) == (None, True)


def test_each_refused_entry_has_its_line_and_its_reason(tmp_path: Path) -> None:
    found = [str(it) for it in feed_of(tmp_path, RSS).problems]
    assert len(found) == 2
    assert found[0].startswith("Line 9, “Louche”: “javascript:alert(1)” is not")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
            DeclaredTypeError,
        ),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss/>', DeclaredTypeError),
        ("<html><body>Connexion</body></html>", NotAFeedError),
        ("pas du XML", NotAFeedError),
        ('<?xml version="1.0" encoding="ut-8"?><rss/>', NotAFeedError),
        ('<?xml version="1.0" encoding="gbk"?><rss/>', NotAFeedError),
        ("<rss><channel>", NotAFeedError),
        ("<rss>" + "<a>" * 200 + "</a>" * 200 + "</rss>", NotAFeedError),
        ("  \n", EmptyFileError),
        ("<rss>" + "<item><title>a</title></item>" * 2001 + "</rss>", TooManyRowsError),
    ],
)
def test_file_that_is_no_feed_is_refused(
    tmp_path: Path, text: str, error: type[FileRefusedError]
) -> None:
    with pytest.raises(error):
        feed_of(tmp_path, text)


def test_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LARGEST", 0)
    with pytest.raises(TooBigError):
        feed_of(tmp_path, RSS)


def test_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        read_feed(str(tmp_path / "rien.xml"), zone=ZONE)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            feed_of(Path(folder), content)
        except FileRefusedError:
            return


@given(st.text(max_size=200))
def test_no_tag_is_left_of_any_text(text: str) -> None:
    assert len(plain_text(f"<p>{text}</p>", limit=40)) <= 40


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        (" HTTP://a.example ", "HTTP://a.example"),
        ("exemple.org/page", "https://exemple.org/page"),
        ("https://a.example/deux mots", "https://a.example/deux%20mots"),
    ],
)
def test_address_is_read(typed: str, read: str) -> None:
    assert read_link(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://",
        "mailto:a@b.example", "https://nom:secret@a.example", "http://[x", "une note",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(NotALinkError):
        read_link(typed)


def test_endless_address_is_refused() -> None:
    with pytest.raises(LongLinkError):
        read_link("https://a.example/" + "x" * 2000)
