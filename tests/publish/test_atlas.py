"""The page of the atlas, read as a reader or a program would."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pytest

from reseau.analysis.shapes import Outline
from reseau.i18n import Language
from reseau.publish.portrait.atlas import Atlas
from reseau.publish.portrait.atlas_page import atlas_html, title_of
from reseau.publish.portrait.portrait_parts import gathered
from reseau.publish.portrait.portrait_told import MOST_BARS, Days
from reseau.publish.portrait.territory_map import (
    BREAKS,
    Marked,
    legend,
    shade,
    whole_map,
)
from reseau.store.place.address import address_of
from reseau.store.session import Store
from reseau.usecases.atlas.atlas import AtlasWish, atlas_of
from reseau.usecases.safekeeping.setup import init_store
from tests.atlases import ORGANIZATIONS, PEOPLE, settle


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give Montréal's territories, with the small city of the tests beside them."""
    file = tmp_path_factory.mktemp("atlas") / "store.sqlite"
    store = init_store(address_of(str(file)), organization="Collectif <Rives>")
    settle(store, themes=False)
    return store


def atlas(store: Store, language: Language = "en", **wish: object) -> Atlas:
    asked = replace(AtlasWish(language), places="montreal", **wish)  # type: ignore[arg-type]  # Its fields.
    return atlas_of(store, asked)


@pytest.fixture(scope="module", params=["en", "fr"])
def page(request: pytest.FixtureRequest, filled: Store) -> str:
    from reseau import i18n  # noqa: PLC0415

    i18n.use(request.param)
    return atlas_html(atlas(filled, request.param))


def test_page_is_valid_html(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_every_anchor_leads_somewhere(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_page_asks_for_nothing(page: str) -> None:
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "url(" not in re.sub(r"url\(#", "", page)


def test_nobody_is_named(page: str) -> None:
    assert not [name for _, name in PEOPLE if name.split()[1] in page]


def test_every_organization_of_a_territory_is_named(page: str) -> None:
    of_here = [name for name, (places, _) in ORGANIZATIONS.items() if places]
    assert [it for it in of_here if it not in page and it != "Nigelle"] == []


def test_sources_are_said(page: str) -> None:
    assert "Ville de Montréal, données ouvertes, CC BY 4.0" in page


def test_text_is_escaped(page: str) -> None:
    assert "Collectif &lt;Rives&gt;" in page


def test_same_store_gives_the_same_page(filled: Store) -> None:
    assert atlas_html(atlas(filled)) == atlas_html(atlas(filled))


def test_french_page_has_no_english_left(filled: Store) -> None:
    text = re.sub(
        r"<(style|script)[^>]*>.*?</\1>|<[^>]+>",
        " ",
        atlas_html(atlas(filled, "fr")),
        flags=re.DOTALL,
    )
    found = re.findall(
        r"\b(?:the|ties|people|organizations?|with|none|nan)\b", text, re.IGNORECASE
    )
    assert found == []


def test_one_territory_is_its_portrait_alone(filled: Store) -> None:
    one = atlas(filled, territory="aulne")
    html = atlas_html(one)
    assert title_of(one) == "Portrait of a territory: Aulne"
    assert html.count('class="portrait"') == 1
    assert 'id="map"' not in html


def test_pdf_has_every_portrait(filled: Store, tmp_path: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    from reseau.publish.page.printing import page_pdf  # noqa: PLC0415

    made = datetime(2026, 11, 24, 20, tzinfo=UTC)
    content, pages = page_pdf(atlas_html(atlas(filled)), title="Atlas", made_at=made)
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    text = subprocess.run(
        ["pdftotext", file, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert all(name in text for name in ("Aulne", "Bouleau", "Amarante", "CC BY 4.0"))
    assert pages < 10


def test_empty_atlas_says_what_to_do(tmp_path: Path) -> None:
    store = init_store(address_of(str(tmp_path / "empty.sqlite")), seeds=False)
    html = atlas_html(atlas_of(store, AtlasWish("en")))
    assert "This store has no territory of that kind" in html
    html5lib.HTMLParser(strict=True).parse(html)


def test_shades_darken_with_the_value() -> None:
    assert [shade(it) for it in (0, 1, 2, 3, 6, 11, 21, 999)] == [
        0,
        1,
        1,
        2,
        3,
        4,
        5,
        5,
    ]


def test_legend_says_the_shades_that_are_used() -> None:
    assert [(low, high) for _, low, high in legend([0, 2, 40])] == [
        ("0", "0"), ("1", "2"), (str(BREAKS[-1]), ""),
    ]  # fmt: skip


def test_names_on_the_map_are_escaped() -> None:
    square = Outline((((0, 0), (1, 0), (1, 1), (0, 0)),), (0.5, 0.5), (0, 0, 1, 1))
    mark = Marked("a", "<b>", '"<b>": 1', 1)
    drawn = whole_map({"a": square}, [mark], title="<x>")
    assert "<b>" not in drawn
    assert "<x>" not in drawn


def test_nothing_is_drawn_without_a_shape() -> None:
    assert whole_map({}, [Marked("a", "A", "A: 1", 1)], title="x") == ""


def test_many_bars_are_gathered_and_add_up() -> None:
    days = Days(date(2026, 11, 24), date(2025, 11, 24), "en")
    found = gathered([(f"s{n}", n, 1) for n in range(14)], days)
    assert len(found["labels"]) == MOST_BARS
    assert found["labels"][-1] == "5 others together"
    assert [sum(it.values) for it in found["series"]] == [91, 14]  # type: ignore[arg-type]  # None of them is None.
