"""The brief as a reader has it: on a screen, on four sheets, for all.

The store is as full as a brief can be. People and organizations are invented.
"""

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest

from reseau import i18n
from reseau.domain.vocabulary import Diffusion
from reseau.i18n import Language
from reseau.store.place.address import address_of
from reseau.store.session import Store, open_store
from reseau.usecases.actors.actors import ActorChanges, edit_actor
from reseau.usecases.brief.brief import MOST_PAGES, BriefMade, make_brief
from reseau.usecases.privacy.erasing import erase_person
from tests.briefs import PEOPLE, crowd, wish
from tests.conftest import NOW
from tests.publish.conftest import Browser

Visit = Callable[..., Browser]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """Give the file of a full store, filled once."""
    file = tmp_path_factory.mktemp("crowd") / "store.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    file.chmod(0o600)
    with pytest.MonkeyPatch.context() as surroundings:
        surroundings.setenv("RESEAU_NOW", NOW)
        store = open_store(address_of(str(file)))
        crowd(store)
        store.dispose()
    return file


@pytest.fixture
def full(crowded: Path) -> Store:
    return open_store(address_of(str(crowded)))


def made(store: Store, folder: Path, language: Language, **more: object) -> BriefMade:
    i18n.use(language)
    return make_brief(store, wish(language, **more), out=folder / "a.html", pdf=True)


def page(store: Store, folder: Path, language: Language = "fr") -> str:
    return made(store, folder, language).files[0].read_text("utf-8")


def paper(file: Path) -> str:
    return subprocess.run(
        ["pdftotext", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_printed_on_four_pages_at_most(
    full: Store, tmp_path: Path, visit: Visit, language: Language
) -> None:
    brief = made(full, tmp_path, language)
    assert brief.pages is not None
    assert brief.pages <= MOST_PAGES
    browser = visit(brief.files[0].read_text("utf-8"))
    printed = browser.ask("Page.printToPDF", preferCSSPageSize=True)
    other = tmp_path / "browser.pdf"
    other.write_bytes(base64.b64decode(printed["data"]))
    said = subprocess.run(
        ["pdfinfo", str(other)], check=True, capture_output=True, text=True
    ).stdout
    pages = next(it for it in said.splitlines() if it.startswith("Pages:"))
    assert int(pages.split()[1]) <= MOST_PAGES


def test_lines_are_printed_when_asked(full: Store, tmp_path: Path) -> None:
    without = made(full, tmp_path, "fr").files[1]
    assert "réunion · Comité mobilité" not in paper(without)
    asked = made(full, tmp_path, "fr", full=True).files[1]
    assert "réunion · Comité mobilité" in paper(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_valid_html(full: Store, tmp_path: Path, language: Language) -> None:
    html5lib.HTMLParser(strict=True).parse(page(full, tmp_path, language))


def test_every_link_leads_somewhere_in_the_page(full: Store, tmp_path: Path) -> None:
    tree = html5lib.parse(page(full, tmp_path), namespaceHTMLElements=False)
    ids = [it.get("id") for it in tree.iter() if it.get("id")]
    assert len(ids) == len(set(ids))
    links = {it.get("href") for it in tree.iter("a")}
    assert {it for it in links if not it or it[1:] not in ids} == set()


@pytest.mark.parametrize("width", [1366, 820, 390])
def test_page_fits_asks_for_nothing_and_complains_of_nothing(
    full: Store, tmp_path: Path, visit: Visit, width: int
) -> None:
    browser = visit(page(full, tmp_path), width=width)
    browser.run("document.querySelectorAll('details').forEach((it) => it.open = true)")
    assert browser.complaints == []
    assert [it for it in browser.requests if not it.startswith("file:")] == []
    assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_serious_fault(
    full: Store, tmp_path: Path, visit: Visit, axe: str, language: Language
) -> None:
    browser = visit(page(full, tmp_path, language))
    browser.run(axe)
    found = browser.run(
        "axe.run({resultTypes: ['violations']}).then((it) => it.violations"
        ".filter((one) => ['serious', 'critical'].includes(one.impact))"
        ".map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    )
    assert found == [], json.dumps(found, indent=1)


def test_french_page_has_no_english_word(full: Store, tmp_path: Path) -> None:
    text = paper(made(full, tmp_path, "fr").files[1])
    said = {it.strip(".,:;()").casefold() for it in text.split()}
    assert (
        said & {"the", "lines", "and", "of", "day", "days", "actors", "none"} == set()
    )


def test_those_withheld_or_erased_are_nowhere(crowded: Path, tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    file.write_bytes(crowded.read_bytes())
    file.chmod(0o600)
    store = open_store(address_of(str(file)))
    withheld, erased = PEOPLE[:8], PEOPLE[8:13]
    for name in withheld:
        changes = ActorChanges(diffusion=Diffusion.FORBIDDEN)
        edit_actor(store, name, changes=changes)
    for name in erased:
        erase_person(store, name, reason="demande")
    brief = made(store, tmp_path, "fr", full=True, titles=True)
    text = brief.files[0].read_text("utf-8") + paper(brief.files[1])
    firsts = [it.split()[0] for it in (*withheld, *erased)]
    assert [it for it in (*withheld, *erased, *firsts) if it in text] == []
    assert PEOPLE[14] in text  # Others are named.
