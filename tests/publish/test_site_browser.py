"""The site in a real browser, opened from the disk."""

import json
from pathlib import Path
from typing import Any

import pytest

from reseau.exchange.site_folder import replace_folder
from reseau.publish.site.site_files import site_files
from tests.publish.sites import pages, site

pytestmark = pytest.mark.browser

_AXE = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]}).then(
  (it) => it.violations.filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => [one.id, one.nodes.map((node) => node.html)]))"""
# One page of each sort; the others differ by their words only.
SORTS = (
    "index.html", "fr/index.html", "fr/themes/habitation.html", "fr/experts/index.html",
    "fr/quartiers/le-coteau.html", "fr/comites/groupe-aviseur.html",
    "fr/evenements/index.html", "fr/nouvelles/index.html", "fr/recherche.html",
    "en/about.html", "en/organizations/index.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a small site."""
    folder = tmp_path_factory.mktemp("site") / "site"
    replace_folder(folder, site_files(site()))
    return folder


def test_no_page_asks_for_anything_nor_complains(browser: Any, built: Path) -> None:
    for path in pages(site_files(site())):
        browser.open(built / path)
        assert browser.requests == [(built / path).as_uri()], path
        assert browser.complaints == [], path


@pytest.mark.parametrize("path", SORTS)
def test_axe_finds_no_serious_fault(
    browser: Any, axe: str, built: Path, path: str
) -> None:
    browser.open(built / path)
    browser.run(axe)
    assert browser.run(_AXE) == []


@pytest.mark.parametrize("width", [1366, 820, 390, 320])
def test_no_page_is_wider_than_its_screen(
    browser: Any, built: Path, width: int
) -> None:
    for path in SORTS:
        browser.open(built / path, width=width, height=800)
        wide = browser.run("document.documentElement.scrollWidth")
        assert wide <= width, path


@pytest.fixture
def searching(browser: Any, built: Path) -> Any:
    browser.open(built / "fr/recherche.html")
    browser.run("document.getElementById('q').focus()")
    return browser


def found(page: Any) -> list[str]:
    return [
        str(it)
        for it in page.run(
            "[...document.querySelectorAll('#results a')].map((it) => it.textContent)"
        )
    ]


def test_search_forgives_accents_and_capitals(searching: Any) -> None:
    searching.type("EVE marq")
    assert found(searching) == ["Ève Marquis"]
    assert searching.read("said") == "1 page ou fiche"


def test_search_puts_first_what_has_the_word_in_its_title(searching: Any) -> None:
    searching.type("loyers")
    assert found(searching)[0] == "loyers"
    assert "Ève Marquis" in found(searching)


def test_search_knows_themes_in_both_languages(browser: Any, built: Path) -> None:
    browser.open(built / "en/search.html", hash_="?q=loyers")
    assert {"rents", "Ève Marquis", "Abri", "Loyers"} <= set(found(browser))


def test_search_says_when_nothing_is_found(searching: Any) -> None:
    searching.type("xyzxyz")
    assert found(searching) == []
    assert searching.read("said").startswith("Rien n’a été trouvé")


def test_search_leads_to_the_entry(searching: Any, built: Path) -> None:
    searching.type("marquis")
    href = searching.run("document.querySelector('#results a').href")
    assert href == (built / "fr/experts/index.html").as_uri() + "#eve-marquis"


def test_search_reads_the_words_of_its_address(browser: Any, built: Path) -> None:
    browser.open(built / "fr/recherche.html", hash_="?q=marquis")
    assert found(browser) == ["Ève Marquis"]


def test_without_scripts_the_search_says_so(browser: Any, built: Path) -> None:
    browser.open(built / "fr/recherche.html", scripts=False)
    browser.ask("Emulation.setScriptExecutionDisabled", value=False)
    text = browser.run("document.body.innerText")
    assert "JavaScript" in text
    assert browser.run("document.getElementById('search').hidden") is True


def test_hostile_site_runs_nothing(browser: Any, tmp_path: Path) -> None:
    mark = "</script><img src=x onerror=window.PWN=1>"
    folder = tmp_path / "site"
    replace_folder(folder, site_files(site(mark)))
    for path in ("fr/recherche.html", "fr/index.html", "en/news/index.html"):
        browser.open(folder / path)
        if "recherche" in path:
            browser.run("document.getElementById('q').focus()")
            browser.type("marquis")
        assert browser.run("String(window.PWN)") == "undefined"
        assert browser.complaints == []


def test_navigation_is_not_printed(browser: Any, built: Path) -> None:
    browser.open(built / "fr/index.html")
    browser.ask("Emulation.setEmulatedMedia", media="print")
    shown = browser.run(
        "[...document.querySelectorAll('nav')].map((it) => getComputedStyle(it).display)"
    )
    browser.ask("Emulation.setEmulatedMedia", media="")
    assert set(shown) == {"none"}


def test_index_is_json(built: Path) -> None:
    text = (built / "fr/recherche.html").read_text("utf-8")
    inside = text.partition('id="index">')[2].partition("</script>")[0]
    assert all(len(it) == 4 for it in json.loads(inside))
