"""The page of the atlas in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from reseau import i18n
from reseau.i18n import Language
from reseau.publish.portrait.atlas_page import atlas_html
from reseau.store.place.address import address_of
from reseau.usecases.atlas.atlas import AtlasWish, atlas_of
from reseau.usecases.safekeeping.setup import init_store
from tests.atlases import settle

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    file = tmp_path_factory.mktemp("atlas") / "store.sqlite"
    store = init_store(address_of(str(file)))
    settle(store, themes=False)
    found: dict[str, str] = {}
    for language in i18n.LANGUAGES:
        i18n.use(language)
        found[language] = atlas_html(
            atlas_of(store, AtlasWish(language, places="montreal"))
        )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_axe_finds_no_serious_fault(
    visit: Visit, axe: str, pages: dict[str, str], language: Language
) -> None:
    page = visit(pages[language])
    page.run(axe)
    found = page.run(
        "axe.run({resultTypes: ['violations']}).then((it) => it.violations"
        ".filter((one) => ['serious', 'critical'].includes(one.impact))"
        ".map((one) => one.id + ': ' + one.nodes[0].html))"
    )
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 768, 360])
def test_page_is_never_wider_than_the_screen(
    visit: Visit, pages: dict[str, str], width: int
) -> None:
    page = visit(pages["fr"], width=width)
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_tables_of_many_columns_do_not_move_sideways_on_a_phone(
    visit: Visit, axe: str, pages: dict[str, str]
) -> None:
    page = visit(pages["fr"], width=390)
    page.run("document.querySelectorAll('details').forEach((it) => it.open = true)")
    assert page.run("document.querySelectorAll('.many').length") > 0
    moving = page.run(
        "[...document.querySelectorAll('.wide:has(.many)')]"
        ".filter((it) => it.scrollWidth > it.clientWidth).length"
    )
    assert moving == 0
    page.run(axe)
    assert page.run("axe.run().then((it) => it.violations.map((one) => one.id))") == []


@pytest.mark.browser
def test_no_request_leaves_and_nothing_complains(
    visit: Visit, pages: dict[str, str]
) -> None:
    page = visit(pages["fr"])
    assert [it for it in page.requests if not it.startswith("file:")] == []
    assert page.complaints == []


@pytest.mark.browser
def test_keyboard_goes_from_the_map_to_a_portrait(
    visit: Visit, pages: dict[str, str]
) -> None:
    page = visit(pages["en"])
    page.run("document.querySelector('svg a[href=\"#aulne\"], td a, th a').focus()")
    page.press("Enter")
    page.until("location.hash.length > 1")
    assert page.run("document.querySelector(':target') !== null")
