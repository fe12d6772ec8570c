"""The map page as a text: what is in the file, and what may not be."""

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from base64 import b64encode
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n import Language
from reseau.publish.map import map_words, network
from reseau.publish.map.map import (
    SCRIPTS,
    MapActor,
    MapPage,
    MapTie,
    PageTooHeavyError,
    TooManyActorsError,
    map_html,
    map_svg,
)
from reseau.publish.map.map_labels import Box, Disc, placed_labels, text_width
from reseau.publish.map.map_page import (
    by_importance,
    grades,
    outline,
    ranked_groups,
    thickness,
)
from reseau.resources import folder

HOSTILE = (
    "</script><script>window.PWN=1</script><img src=x onerror=PWN=1>'\"&{{7*7}}\u2028"
)


def actor(key: int, name: str = "", **other: Any) -> MapActor:
    values = {
        "key": key, "slug": f"a{key}", "name": name or f"Acteur {key}",
        "kind": ActorKind.PERSON, "community": None, "size": 1.0,
        "x": 60.0 * key, "y": 0.0, "ties": 1,
    }  # fmt: skip
    return MapActor(**{**values, **other})


def tie(source: int, target: int, weight: float = 1.0, **other: Any) -> MapTie:
    values = {
        "source": source, "target": target, "weight": weight, "count": 1,
        "first": date(2026, 1, 5), "last": date(2026, 3, 9), "layer": Layer.COPRESENCE,
    }  # fmt: skip
    return MapTie(**{**values, **other})


def page(
    *actors: MapActor, ties: tuple[MapTie, ...] = (), language: Language = "fr"
) -> MapPage:
    return MapPage(
        title="Table de quartier", subtitle="Réunions de 2026",
        facts=("Du 1er janvier au 31 mars 2026.",), audience="Groupe aviseur",
        size_label="réunions", actors=actors, ties=ties, communities={},
        language=language,
    )  # fmt: skip


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


class Parts(HTMLParser):
    """Collects scripts, styles, tags and attributes as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: str | None = None
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        data = ("type", "application/json") in attrs
        self.inside = tag if tag in {"script", "style"} and not data else None

    def handle_endtag(self, tag: str) -> None:
        self.inside = None

    def handle_data(self, data: str) -> None:
        if self.inside:
            (self.scripts if self.inside == "script" else self.styles).append(data)


def digest(text: str) -> str:
    return "'sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_policy_names_each_script_and_style_and_nothing_else() -> None:
    html = map_html(page(actor(1)))
    parts = Parts(html)
    policy = next(
        value
        for tag, name, value in parts.attributes
        if (tag, name) == ("meta", "content") and "default-src" in value
    )
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [digest(it) for it in parts.scripts]
    assert rules["style-src"].split() == [digest(it) for it in parts.styles]
    assert "unsafe" not in policy


def test_page_names_no_address_outside_itself() -> None:
    parts = Parts(map_html(page(actor(1), actor(2), ties=(tie(1, 2),))))
    asking = {"src", "href", "srcset", "action", "data", "poster"}
    assert {
        value for _, name, value in parts.attributes if name in asking
    } == {"#find"}  # fmt: skip
    assert not any("url(" in style or "@import" in style for style in parts.styles)


SOURCES = ("map.css", *(f"map/{name}.js" for name in SCRIPTS))


@pytest.mark.parametrize("name", SOURCES)
def test_our_sources_hold_nothing_unsafe(name: str) -> None:
    source = (folder("reports") / "static" / name).read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|unsafe-|document\.write|new Function",
        source,
    )


def test_template_has_no_inline_handler_and_no_style_attribute() -> None:
    attributes = Parts(map_html(page(actor(1)))).attributes
    assert not [it for it in attributes if it[1].startswith("on") or it[1] == "style"]


def test_hostile_text_stays_text_everywhere() -> None:
    hostile = MapPage(
        title=HOSTILE, subtitle=HOSTILE, facts=(HOSTILE,), audience=HOSTILE,
        size_label=HOSTILE, communities={1: HOSTILE, 2: HOSTILE}, language="fr",
        actors=(actor(1, HOSTILE, community=1), actor(2, HOSTILE, community=2)),
        ties=(tie(1, 2),),
    )  # fmt: skip
    html = map_html(hostile)
    parts = Parts(html)
    assert len(parts.scripts) == 3
    assert not [it for it in parts.attributes if it[0] == "img"]
    assert data_of(html)["n"]["label"] == [HOSTILE, HOSTILE]


def test_line_end_in_a_name_does_not_change_the_file() -> None:
    assert data_of(map_html(page(actor(1, "Une\r\nnote"))))["n"]["label"] == [
        "Une\r\nnote"
    ]


def test_only_listed_fields_reach_the_file() -> None:
    html = map_html(page(actor(1, slug="vrai-nom-cache", name="Pseudonyme")))
    assert "vrai-nom-cache" not in html
    assert set(data_of(html)["n"]) == {
        "id", "label", "x", "y", "size", "kind", "group", "ties", "rank", "figures",
    }  # fmt: skip


def test_same_input_gives_same_file() -> None:
    made = page(actor(1), actor(2), actor(3), ties=(tie(1, 2), tie(2, 3)))
    assert map_html(made) == map_html(made)


def test_page_without_actor_says_so_in_its_data() -> None:
    data = data_of(map_html(page()))
    assert (data["n"], data["e"], data["l"]) == ({"figures": [[]]}, {}, {})


def test_days_are_counted_from_the_first_one() -> None:
    data = data_of(map_html(page(actor(1), actor(2), ties=(tie(1, 2),))))
    # From 5 January to 9 March 2026: 26 + 28 + 9 days.
    assert (data["start"], data["e"]["first"], data["e"]["last"]) == (
        "2026-01-05", [0], [63],
    )  # fmt: skip


def test_tie_to_nobody_is_refused() -> None:
    with pytest.raises(network.UnknownEndError):
        map_html(page(actor(1), ties=(tie(1, 9),)))


def test_actor_given_twice_is_refused() -> None:
    with pytest.raises(network.UnknownEndError):
        map_html(page(actor(1), actor(1)))


def test_too_many_actors_are_refused_before_any_work() -> None:
    with pytest.raises(TooManyActorsError):
        map_html(page(*(actor(key) for key in range(25_001))))


def test_page_too_heavy_to_be_sent_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reseau.publish.map.map.HEAVIEST", 0.1)
    with pytest.raises(PageTooHeavyError):
        map_html(page(actor(1)))


def test_parallel_ties_of_two_layers_are_both_kept() -> None:
    both = (tie(1, 2), tie(1, 2, layer=Layer.COMMITTEE))
    assert len(data_of(map_html(page(actor(1), actor(2), ties=both)))["e"]["a"]) == 2


def test_changed_library_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_VIS_SHA256", "0" * 64)
    with pytest.raises(network.DamagedLibraryError, match="pyvis"):
        network.vis_network()


def test_network_is_a_pyvis_network() -> None:
    from pyvis.network import Network  # noqa: PLC0415  # Slow to import.

    made = network.page_network("map.html.j2", {})
    made.bulk([{"id": 1}, {"id": 2}], [{"from": 1, "to": 2}])
    assert isinstance(made, Network)
    assert (made.num_nodes(), made.num_edges()) == (2, 1)


def test_no_file_of_ours_is_read_in_the_encoding_of_the_system() -> None:
    code = (
        "import warnings\n"
        "from reseau.publish.map.map import MapPage, map_html\n"
        "page = MapPage('É', '', (), '', '', (), (), {}, 'fr')\n"
        "with warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always', EncodingWarning)\n"
        "    map_html(page)\n"
        "print([str(it.filename) for it in caught if 'reseau' in it.filename])"
    )
    command = [sys.executable, "-X", "warn_default_encoding", "-c", code]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_file_keeps_to_its_size() -> None:
    actors = tuple(actor(key, f"Regroupement numéro {key}") for key in range(300))
    ties = tuple(
        tie(key, (key * step + step) % 300, step / 3)
        for key in range(300)
        for step in (2, 3, 5, 7)
        if key != (key * step + step) % 300
    )
    size = len(map_html(page(*actors, ties=ties)).encode())
    assert size <= 600_000 + 350 * 300


class Marked(NullTranslations):
    """A language in which every translated word is marked."""

    def gettext(self, message: str) -> str:
        return f"¤{message}¤"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"¤{msgid1 if n < 2 else msgid2}¤"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    def catalogue(language: Language) -> NullTranslations:
        return Marked() if language == "fr" else NullTranslations()

    monkeypatch.setattr("reseau.i18n.catalogue", catalogue)


def test_every_word_of_the_page_is_translated(marked: None) -> None:
    html = map_html(page(actor(1), actor(2), ties=(tie(1, 2),)))
    body = re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
    ours = {
        "Table de quartier", "Réunions de 2026", "Du 1er janvier au 31 mars 2026.",
        "Groupe aviseur", "Acteur 1", "Acteur 2", "personne", "Personne", "Coprésence",
    }  # fmt: skip
    texts = {it.strip(" ·\n") for it in re.findall(r">([^<>]+)<", body)} - {""}
    assert {
        it for it in texts if "¤" not in it and not re.fullmatch(r"[\d\W]*", it)
    } <= ours


@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_is_in_its_language_whatever_the_readers(
    marked: None, language: Language
) -> None:
    html = map_html(page(actor(1), language=language))
    assert f'<html lang="{language}">' in html
    assert ("¤" in html) == (language == "fr")


def test_both_languages_have_the_same_words() -> None:
    assert map_words.words("fr").keys() == map_words.words("en").keys()
    assert map_words.counted_words("fr").keys() == map_words.counted_words("en").keys()


@pytest.mark.parametrize(
    "name", sorted({*map_words.words("en"), *map_words.counted_words("en")})
)
def test_every_word_is_used(name: str) -> None:
    sources = [
        *(folder("reports") / "static" / it for it in SOURCES),
        folder("reports") / "templates" / "map.html.j2",
        *Path(map_words.__file__).parent.glob("map*.py"),
    ]
    used = "".join(
        it.read_text(encoding="utf-8") for it in sources if it.name != "map_words.py"
    )
    assert re.search(rf'words\.{name}\b|"{name}"', used) or name in map_words.HELPS


def test_list_is_sorted_as_a_person_expects() -> None:
    html = map_html(page(actor(1, "Zoé"), actor(2, "Élise"), actor(3, "emma")))
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["Élise", "emma", "Zoé"]


def test_list_names_the_heaviest_tie() -> None:
    made = page(actor(1), actor(2), actor(3), ties=(tie(1, 2), tie(1, 3, 5.0)))
    row = re.search(r"Acteur 1</th>(.*?)</tr>", map_html(made))
    assert row
    assert "Acteur 3" in row[1]


# A triangle 1-2-3 and a pendant 4 on 3; worked by hand: 3 shares one neighbour with
# each corner, so 1-3 scores 1·2/√(2·3) = 0.82 and the pendant 1·1/√(1·3) = 0.58.
def test_principal_ties_hold_the_best_of_each_actor() -> None:
    ties = [tie(1, 2), tie(1, 3), tie(2, 3), tie(3, 4)]
    assert grades(ties) == [2, 2, 0, 2]


def test_weak_ties_of_a_dense_group_are_not_principal() -> None:
    ties = [tie(a, b, 1 + a / 100) for a in range(30) for b in range(a)]
    assert sum(map(bool, grades(ties))) < len(ties) / 3


def test_heaviest_tie_wins_over_the_backbone() -> None:
    ties = [tie(1, 2), tie(1, 3), tie(2, 3), tie(3, 4, 50.0)]
    assert grades(ties)[3] == 2


def test_ties_of_equal_weight_are_all_thin() -> None:
    assert thickness([tie(1, 2, 7.0), tie(2, 3, 7.0)]) == [0, 0]


def test_thickness_compares_within_a_layer() -> None:
    committee = tie(1, 2, 90.0, layer=Layer.COMMITTEE)
    # √((2-1)/(5-1)) = 1/2 of four steps, from the lightest to the heaviest.
    ties = [tie(1, 2, 1.0), tie(2, 3, 2.0), tie(1, 3, 5.0), committee]
    assert thickness(ties) == [0, 2, 3, 0]


def test_small_groups_share_the_grey() -> None:
    actors = [actor(n, community=n % 9) for n in range(18)] + [actor(99, community=8)]
    groups = ranked_groups(page(*actors))
    assert [key for key, _, _ in groups] == [8, 0, 1, 2, 3, 4, 5]


def test_one_group_gets_no_colour() -> None:
    assert ranked_groups(page(actor(1, community=4), actor(2, community=4))) == []


def test_leader_of_each_group_is_named_first() -> None:
    made = page(
        actor(1, community=1, size=9), actor(2, community=1),
        actor(3, community=2), actor(4, community=2), actor(5, community=2, size=5),
        ties=(tie(1, 2, 4.0), tie(3, 4, 7.0), tie(3, 5, 7.0)),
    )  # fmt: skip
    assert [it.key for it in by_importance(made)] == [1, 3, 5, 2, 4]


def test_outline_is_darker() -> None:
    assert outline("#f0e442") == "#847d24"


def test_picture_is_well_formed_and_holds_no_script_and_no_style() -> None:
    made = page(actor(1, HOSTILE.replace("\u2028", "")), actor(2), ties=(tie(1, 2),))
    root = ET.fromstring(map_svg(made))
    tags = {it.tag.rpartition("}")[2] for it in root.iter()}
    assert tags <= {"svg", "title", "rect", "g", "path", "circle", "text"}
    assert not any("style" in it.attrib for it in root.iter())


def test_picture_shows_an_organization_as_a_square() -> None:
    drawn = map_svg(page(actor(1, kind=ActorKind.ORGANIZATION)))
    assert "<circle" not in drawn


def test_picture_of_nobody_can_be_drawn() -> None:
    assert ET.fromstring(map_svg(page())) is not None


def test_names_on_the_picture_never_overlap() -> None:
    discs = [
        Disc(x * 31.0, y * 23.0, 9.0, f"Regroupement {x}-{y}")
        for x in range(20)
        for y in range(20)
    ]
    bounds = Box(0, 0, 700, 500)
    labels = placed_labels(discs, font=12, bounds=bounds, most=400)
    boxes = [
        Box(it.x, it.y - 8, it.x + text_width(it.text, 12), it.y + 3) for it in labels
    ]
    assert len(labels) > 10
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_very_long_name_is_cut_on_the_picture() -> None:
    assert "x" * 40 not in map_svg(replace(page(actor(1, "x" * 400)), title="t"))
