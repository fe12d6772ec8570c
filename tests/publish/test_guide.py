"""The user guide as web pages: whole, linked, offline, in two languages."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from reseau import resources
from reseau.i18n import Language
from reseau.publish.guide.guide import Guide, chapters, first_page, guide
from reseau.publish.guide.guide_text import anchor, written
from tests.publish.pages import Visit
from tests.support import Run


@pytest.fixture(scope="module")
def made() -> Guide:
    return guide()


class _Page(HTMLParser):
    """What a page leads to and what can be led to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.places: list[str] = []
        self.asked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in {"src", "href", "srcset", "action", "data"}:
                self.asked.append(value or "")
            elif name == "id":
                self.places.append(value or "")


def test_every_document_is_a_page_in_both_languages(made: Guide) -> None:
    documents = {it.stem for it in resources.folder("docs").glob("*.md")}
    assert set(made.pages) == {f"{it}.html" for it in documents} | {
        "data-dictionary.html"
    }
    french = {it.replace(".fr", "") for it in documents if it.endswith(".fr")}
    assert french == {it for it in documents if ".fr" not in it} - {
        "commands",
        "commandes",
    }


def test_every_page_is_sound_html(made: Guide) -> None:
    for html in made.pages.values():
        html5lib.HTMLParser(strict=True).parse(html)  # Raises at the first fault.


def test_every_link_leads_to_a_page_and_to_a_place_in_it(made: Guide) -> None:
    read = {name: _Page(html) for name, html in made.pages.items()}
    lost = [
        (name, link)
        for name, page in read.items()
        for link in page.links
        if not link.startswith("https://")
        and not _leads(link, of=name, among=read)
    ]  # fmt: skip
    assert lost == []


def _leads(link: str, *, of: str, among: dict[str, _Page]) -> bool:
    name, _, place = link.partition("#")
    page = among.get(name or of)
    return page is not None and (not place or unquote(place) in page.places)


def test_no_place_of_a_page_has_the_name_of_another(made: Guide) -> None:
    for html in made.pages.values():
        places = _Page(html).places
        assert len(places) == len(set(places))


def test_only_what_is_no_chapter_is_left_out(made: Guide) -> None:
    left = {link for links in made.left.values() for link in links}
    assert left == {"../README.md", "../README.fr.md", "seeds/README.md"}


def test_pages_ask_for_nothing_and_run_nothing(made: Guide) -> None:
    for html in made.pages.values():
        assert all(it.startswith("data:image/png;") for it in _Page(html).asked)
        assert "<script" not in html
        assert "default-src 'none'" in html


def test_every_page_but_the_contents_is_in_the_contents(made: Guide) -> None:
    listed = {it.page for lang in _LANGUAGES for it in chapters(lang)}
    assert listed == set(made.pages) - {first_page(lang) for lang in _LANGUAGES}


_LANGUAGES: tuple[Language, ...] = ("fr", "en")


def test_both_contents_are_in_the_same_order() -> None:
    french = [it.page.replace(".fr.", ".") for it in chapters("fr")]
    assert [it.replace("commandes", "commands") for it in french] == [
        it.page for it in chapters("en")
    ]


def test_page_says_its_language_and_leads_to_the_other(made: Guide) -> None:
    french = made.pages["maps.fr.html"]
    assert '<html lang="fr">' in french
    assert 'href="maps.html" lang="en" hreflang="en"' in french
    assert '<html lang="en">' in made.pages["maps.html"]
    assert 'href="commandes.html" lang="fr"' in made.pages["commands.html"]


def test_same_documents_give_the_same_bytes(made: Guide) -> None:
    assert guide() == made


def test_whole_guide_is_small(made: Guide) -> None:
    assert sum(len(it.encode()) for it in made.pages.values()) < 4_000_000


def page(text: str, *, language: Language = "en", folder: Path = Path()) -> str:
    return written(f"# T\n\n{text}", folder=folder, language=language, pages={}).html


def test_what_looks_like_html_is_text() -> None:
    assert "<script" not in page("<script>alert(1)</script>\n\na <b>b</b>")


def test_french_marks_stay_with_their_word() -> None:
    assert "l’eau\u00a0: «\u00a0oui\u00a0»" in page("l'eau : « oui »", language="fr")


def test_code_is_left_as_it_is_typed() -> None:
    assert "<code>l'eau : oui</code>" in page("`l'eau : oui`", language="fr")


def test_link_to_what_is_not_there_is_text() -> None:
    assert page("see [the file](../else.md).") == "<p>see the file.</p>\n"


def test_anchor_is_the_one_of_places_where_documents_are_read() -> None:
    # As GitHub and GitLab make them.
    assert anchor("Réseau : `map`, & l'été") == "réseau--map--lété"


def test_second_heading_of_a_name_gets_a_number() -> None:
    assert re.findall(r'id="([^"]+)"', page("## A\n\n## A")) == ["a", "a-1"]


# ---- the command ----------------------------------------------------------------------


def test_command_writes_the_folder_and_names_the_first_page(
    run: Run, tmp_path: Path
) -> None:
    answer = run("guide", "--sortie", str(tmp_path / "g"), lang="fr")
    first = tmp_path / "g" / "index.fr.html"
    assert answer.code == 0
    assert answer.out.strip().endswith(first.as_uri())
    assert first.is_file()


def test_command_written_again_replaces_a_former_guide(
    run: Run, tmp_path: Path
) -> None:
    run("guide", "--out", str(tmp_path / "g"))
    page = tmp_path / "g" / "index.html"
    former = page.with_name("gone.html")
    former.write_text(page.read_text("utf-8"), "utf-8")
    assert run("guide", "--out", str(tmp_path / "g")).code == 0
    assert not former.exists()


def test_command_touches_no_folder_that_holds_something_else(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "mine.html").write_text("mine", "utf-8")
    answer = run("guide", "--out", str(tmp_path))
    assert answer.code == 2
    assert [it.name for it in tmp_path.iterdir()] == ["mine.html"]


# ---- in a browser ---------------------------------------------------------------------

_SERIOUS = (
    "axe.run({resultTypes: ['violations']}).then((it) => it.violations"
    ".filter((one) => ['serious', 'critical'].includes(one.impact))"
    ".map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' ')"
    ".slice(0, 300)))"
)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("name", ["maps.fr.html", "index.html", "import-profiles.html"])
def test_page_has_no_serious_fault_of_access(
    made: Guide, visit: Visit, axe: str, name: str, width: int
) -> None:
    seen = visit(made.pages[name], width=width)
    seen.run(axe)
    assert seen.run(_SERIOUS) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 820, 1366])
def test_page_is_never_wider_than_the_screen(
    made: Guide, visit: Visit, width: int
) -> None:
    for name in ("import-recipes.fr.html", "maps.html", "commands.html"):
        seen = visit(made.pages[name], width=width)
        assert seen.run("document.documentElement.scrollWidth") <= width
