"""The site as files: pages that hold, feeds that are read, nothing asked of anybody."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar

from reseau.i18n import LANGUAGES
from reseau.publish.site.site import Site, SiteOrganization
from reseau.publish.site.site_files import site_files
from reseau.publish.site.site_index import MANY, letter
from reseau.publish.site.site_paths import Names, relative
from tests.publish.sites import EMPTY, addresses, broken, pages, parsed, site

ATOM = "{http://www.w3.org/2005/Atom}"
SITES = [pytest.param(EMPTY, id="empty"), pytest.param(site(), id="small")]
HOSTILE = "\"><script>window.PWN=1</script>&amp;\N{RIGHT-TO-LEFT OVERRIDE}<b x='y'>"


@pytest.mark.parametrize("made", SITES)
def test_every_page_is_valid(made: Site) -> None:
    for html in pages(site_files(made)).values():
        parsed(html)  # Raises what the standard refuses.


@pytest.mark.parametrize("made", SITES)
def test_no_identifier_is_twice_in_a_page(made: Site) -> None:
    for path, html in pages(site_files(made)).items():
        found = Counter(it.get("id") for it in parsed(html).iter() if it.get("id"))
        assert [it for it, n in found.items() if n > 1] == [], path


@pytest.mark.parametrize("made", SITES)
def test_every_link_leads_somewhere(made: Site) -> None:
    assert broken(site_files(made)) == []


def test_nothing_is_asked_of_another_site() -> None:
    """Only links that a person follows leave the site."""
    for html in pages(site_files(site())).values():
        for tag, address in addresses(parsed(html)):
            assert tag == "a" or "://" not in address, (tag, address)


def test_same_site_gives_the_same_bytes() -> None:
    assert site_files(site()) == site_files(site())


def test_both_languages_have_the_same_pages() -> None:
    by_language = Counter(it.split("/")[0] for it in pages(site_files(site())))
    assert by_language["fr"] == by_language["en"]


def test_each_page_leads_to_itself_in_the_other_language() -> None:
    files = site_files(site())
    fr = parsed(files["fr/quartiers/le-coteau.html"].decode())
    found = [it.get("href") for it in fr.iter("a") if it.get("hreflang") == "en"]
    assert found == ["../../en/neighbourhoods/le-coteau.html"]


def test_page_of_no_address_leads_home_from_any_depth() -> None:
    """It is shown wherever a page is missing: only a whole address works from there."""
    for base, links in (
        ("", []),
        ("https://essai.example/site/", ["fr/index.html", "en/index.html"]),
    ):
        html = site_files(replace(site(), base=base))["404.html"].decode()
        found = [it for tag, it in addresses(parsed(html)) if tag == "a"]
        assert found == ["#content", *(base + it for it in links)]
        assert "Il n’y a pas de page à cette adresse" in html
        assert "There is no page at this address" in html


def test_page_says_its_language() -> None:
    files = site_files(site())
    for lang in LANGUAGES:
        assert parsed(files[f"{lang}/index.html"].decode()).get("lang") == lang


def test_hostile_text_is_only_text() -> None:
    files = site_files(site(HOSTILE))
    for path, html in pages(files).items():
        tree = parsed(html)
        scripts = [it for it in tree.iter("script") if "PWN" in (it.text or "")]
        assert all(it.get("type") == "application/json" for it in scripts), path
        assert not list(tree.iter("b")), path
    for path, content in files.items():
        if path.endswith(".atom"):
            ET.fromstring(content)
        if path.endswith(".ics"):
            Calendar.from_ical(content)
    assert broken(files) == []


def test_theme_without_anything_has_no_page() -> None:
    assert not [it for it in site_files(site()) if it.endswith("rien.html")]


def test_broader_theme_holds_what_is_narrower() -> None:
    html = site_files(site())["fr/themes/habitation.html"].decode()
    assert "Ève Marquis" in html


def test_words_of_the_other_language_say_so() -> None:
    html = site_files(site())["en/news/index.html"].decode()
    assert '<p lang="fr">En hausse</p>' in html


def test_member_who_is_hidden_has_no_role() -> None:
    html = site_files(site())["fr/comites/groupe-aviseur.html"].decode()
    item = html.partition('<span class="name">Solon</span>')[2].partition("</li>")[0]
    assert item.strip() == ""


def test_two_events_alike_have_two_pages() -> None:
    found = [it for it in site_files(site()) if "2026-12-01-fete" in it]
    assert len([it for it in found if it.endswith(".html") and it[:2] == "fr"]) == 2


def test_long_list_is_cut_by_letter() -> None:
    some = tuple(
        SiteOrganization(f"{'ÉB7'[n % 3]} {n}", "", (), (), "") for n in range(MANY + 1)
    )
    files = site_files(replace(site(), organizations=some))
    found = {it for it in files if it.startswith("fr/organismes/")}
    assert found == {f"fr/organismes/{it}.html" for it in ("index", "0-9", "b", "e")}
    assert broken(files) == []


def test_letter_of_a_name_has_no_accent() -> None:
    assert [letter(it) for it in ("Étienne", "7 à nous", "Œuvre")] == ["e", "0-9", "o"]


def test_name_of_a_file_is_used_once() -> None:
    names = Names()
    assert [names.of(it) for it in ("Été", "été !", "…")] == ["ete", "ete-2", "x"]


def test_path_is_written_as_a_page_reads_it() -> None:
    assert relative("fr/a/b.html#c", "fr/d/e.html") == "../a/b.html#c"


# ---- feeds ----------------------------------------------------------------------------


@pytest.mark.parametrize("made", SITES)
def test_feed_has_what_the_standard_requires(made: Site) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: an id, a title, a date for each; an author for all."""
    for path, content in site_files(made).items():
        if path.endswith(".atom"):
            feed = ET.fromstring(content)
            assert feed.tag == f"{ATOM}feed"
            assert feed.find(f"{ATOM}author/{ATOM}name") is not None
            for it in (feed, *feed.iter(f"{ATOM}entry")):
                for name in ("id", "title", "updated"):
                    assert len(it.findall(f"{ATOM}{name}")) == 1
                assert (it.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
                updated = it.findtext(f"{ATOM}updated") or ""
                assert datetime.fromisoformat(updated).tzinfo is not None
                assert it.find(f"{ATOM}link[@rel='alternate']") is not None


def test_entries_of_feeds_have_their_own_identifiers() -> None:
    files = site_files(site())
    feeds = [ET.fromstring(it) for path, it in files.items() if path.endswith(".atom")]
    found = [it.text for feed in feeds for it in feed.iter(f"{ATOM}id")]
    assert len(found) == len(set(found)) == 4 + 2 + 4  # Feeds, news, events to come.


def test_feed_of_a_site_with_an_address_has_whole_links() -> None:
    content = site_files(site(base="https://essai.example/site/"))["fr/nouvelles.atom"]
    links = [it.get("href") or "" for it in ET.fromstring(content).iter(f"{ATOM}link")]
    assert links
    assert all(it.startswith("https://") for it in links)


def test_calendar_is_read_back() -> None:
    events = list(Calendar.from_ical(site_files(site())["fr/evenements.ics"]).events)
    assert [str(it["summary"]) for it in events] == ["Marche", "Fête", "Fête"] or [
        str(it["summary"]) for it in events
    ] == ["Fête", "Fête", "Marche"]
    timed = [it for it in events if isinstance(it.start, datetime)]
    assert [it.start for it in timed] == [
        datetime.fromisoformat("2026-12-01T18:00:00-05:00")
    ]
    assert [it.duration.total_seconds() for it in timed] == [90 * 60]


def test_event_without_a_time_takes_its_whole_day() -> None:
    files = site_files(site())
    [path] = [it for it in files if it.startswith("fr/") and "marche.ics" in it]
    [event] = Calendar.from_ical(files[path]).events
    assert (event.start, event.end) == (date(2026, 3, 1), date(2026, 3, 2))


def test_no_line_of_a_calendar_is_too_long() -> None:
    content = site_files(site("é" * 200))["fr/evenements.ics"]
    assert max(map(len, content.split(b"\r\n"))) <= 75
