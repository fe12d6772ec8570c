"""The starter data are what db/seeds/README.md says they are."""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reseau.domain import seeds
from reseau.domain.names import folded, slug
from reseau.domain.seeds import (
    SeedError,
    TerritorySeed,
    ThemeSeed,
    territory_seeds,
    theme_seeds,
)
from reseau.domain.vocabulary import TerritoryKind
from reseau.i18n import Language
from reseau.resources import folder

Point = tuple[float, float]
Ring = list[Point]

SEEDS = folder("db") / "seeds"
FILES = ("themes.csv", "territories.csv", "territories.geojson", "README.md")
THEMES = theme_seeds()
TERRITORIES = territory_seeds()
BY_ID = {seed.id: seed for seed in TERRITORIES}
NEIGHBOURHOODS = [it for it in TERRITORIES if it.kind is TerritoryKind.NEIGHBOURHOOD]
MUNICIPAL = [it for it in TERRITORIES if it.kind is not TerritoryKind.NEIGHBOURHOOD]

# Ville de Montréal, banque d'information 311, «Toponymie des arrondissements de
# la Ville de Montréal et des villes reconstituées».
OFFICIAL_BOROUGHS = {
    "Ahuntsic-Cartierville",
    "Anjou",
    "Côte-des-Neiges–Notre-Dame-de-Grâce",
    "Lachine",
    "LaSalle",
    "Le Plateau-Mont-Royal",
    "Le Sud-Ouest",
    "L'Île-Bizard–Sainte-Geneviève",
    "Mercier–Hochelaga-Maisonneuve",
    "Montréal-Nord",
    "Outremont",
    "Pierrefonds-Roxboro",
    "Rivière-des-Prairies–Pointe-aux-Trembles",
    "Rosemont–La Petite-Patrie",
    "Saint-Laurent",
    "Saint-Léonard",
    "Verdun",
    "Ville-Marie",
    "Villeray–Saint-Michel–Parc-Extension",
}
OFFICIAL_CITIES = {
    "Baie-D'Urfé",
    "Beaconsfield",
    "Côte-Saint-Luc",
    "Dollard-Des Ormeaux",
    "Dorval",
    "Hampstead",
    "Kirkland",
    "L'Île-Dorval",
    "Montréal-Est",
    "Montréal-Ouest",
    "Mont-Royal",
    "Pointe-Claire",
    "Sainte-Anne-de-Bellevue",
    "Senneville",
    "Westmount",
}


def labels(theme: ThemeSeed, language: Language) -> tuple[str, ...]:
    if language == "fr":
        return (theme.pref_fr, *theme.alt_fr)
    return (theme.pref_en, *theme.alt_en)


def ancestors(theme: ThemeSeed) -> list[str]:
    above = {it.id: it.broader for it in THEMES}
    found: list[str] = []
    while (nearest := above[found[-1] if found else theme.id]) is not None:
        assert nearest not in found
        found.append(nearest)
    return found


# Themes


def test_there_are_about_sixty_themes() -> None:
    assert 55 <= len(THEMES) <= 70


def test_theme_ids_are_unique() -> None:
    assert len({theme.id for theme in THEMES}) == len(THEMES)


def test_theme_ids_are_slugs() -> None:
    assert [theme.id for theme in THEMES if slug(theme.id) != theme.id] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_theme_has_labels_and_synonyms_in_both_languages(
    language: Language,
) -> None:
    poor = [theme.id for theme in THEMES if len(labels(theme, language)) < 2]
    empty = [theme.id for theme in THEMES if not all(labels(theme, language))]
    assert (poor, empty) == ([], [])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_themes_share_a_label_once_folded(language: Language) -> None:
    uses = Counter(folded(it) for theme in THEMES for it in labels(theme, language))
    assert [label for label, count in uses.items() if count > 1] == []


def test_hidden_labels_name_one_theme_whatever_the_language() -> None:
    known = {
        folded(label): theme.id
        for theme in THEMES
        for label in labels(theme, "fr") + labels(theme, "en")
    }
    uses = Counter(folded(it) for theme in THEMES for it in theme.hidden)
    taken = [it for it in uses if it in known or uses[it] > 1]
    assert taken == []


def test_theme_hierarchy_is_known_acyclic_and_at_most_three_levels() -> None:
    assert max(len(ancestors(theme)) for theme in THEMES) == 2


def test_broader_themes_come_before_narrower_ones() -> None:
    rank = {theme.id: place for place, theme in enumerate(THEMES)}
    assert all(rank[it.broader] < rank[it.id] for it in THEMES if it.broader)


def test_related_themes_are_known_and_name_each_other_back() -> None:
    pairs = {(theme.id, other) for theme in THEMES for other in theme.related}
    assert pairs == {(other, theme) for theme, other in pairs}
    assert {theme for theme, _ in pairs} <= {theme.id for theme in THEMES}


def test_no_theme_is_related_to_itself_or_to_an_ancestor() -> None:
    # SKOS Reference (W3C, 2009), condition S27: related and broader are disjoint.
    wrong = [it.id for it in THEMES if {it.id, *ancestors(it)} & set(it.related)]
    assert wrong == []


@pytest.mark.parametrize(
    ("theme_id", "french", "english"),
    [
        ("aines", "aînés", "older adults"),
        ("benevolat", "bénévolat", "volunteering"),
        ("economie-sociale", "économie sociale", "social economy"),
        ("ilots-de-chaleur", "îlots de chaleur", "heat islands"),
        ("itinerance", "itinérance", "homelessness"),
        ("realites-autochtones", "réalités autochtones", "Indigenous realities"),
        ("reussite-educative", "réussite éducative", "educational success"),
        ("sante-mentale", "santé mentale", "mental health"),
        ("securite-alimentaire", "sécurité alimentaire", "food security"),
    ],
)
def test_labels_keep_their_accents(theme_id: str, french: str, english: str) -> None:
    found = next(theme for theme in THEMES if theme.id == theme_id)
    assert (found.pref_fr, found.pref_en) == (french, english)


@pytest.mark.parametrize(
    ("typed", "theme_id"),
    [
        ("HLM", "logement-social"),
        ("sans-abri", "itinerance"),
        ("table de quartier", "concertation"),
        ("vélo", "transport-actif"),
        ("seniors", "aines"),
        ("food bank", "aide-alimentaire"),
        ("RUI", "revitalisation-urbaine"),
    ],
)
def test_what_people_type_leads_to_a_theme(typed: str, theme_id: str) -> None:
    found = [
        theme.id
        for theme in THEMES
        for label in (*labels(theme, "fr"), *labels(theme, "en"), *theme.hidden)
        if folded(label) == folded(typed)
    ]
    assert found == [theme_id]


def test_exact_matches_are_web_addresses() -> None:
    addresses = [address for theme in THEMES for address in theme.exact_match]
    assert [it for it in addresses if not it.startswith(("http://", "https://"))] == []


# Territories


def test_boroughs_have_their_official_names() -> None:
    found = {it.name for it in TERRITORIES if it.kind is TerritoryKind.BOROUGH}
    assert found == OFFICIAL_BOROUGHS


def test_linked_cities_have_their_official_names() -> None:
    found = {it.name for it in TERRITORIES if it.kind is TerritoryKind.CITY}
    assert found == OFFICIAL_CITIES


def test_there_are_sixty_six_territories() -> None:
    kinds = Counter(it.kind for it in TERRITORIES)
    assert kinds == {
        TerritoryKind.BOROUGH: 19,
        TerritoryKind.CITY: 15,
        TerritoryKind.NEIGHBOURHOOD: 32,
    }


def test_territory_ids_are_unique_slugs() -> None:
    assert len(BY_ID) == len(TERRITORIES)
    assert [it for it in BY_ID if slug(it) != it] == []


def test_official_codes_are_unique_in_their_source() -> None:
    codes = {(it.source, it.official_code) for it in TERRITORIES}
    assert len(codes) == len(TERRITORIES)


def test_boroughs_and_cities_stand_at_the_top() -> None:
    assert {it.parent for it in MUNICIPAL} == {None}


def test_neighbourhoods_stand_in_a_borough_read_before_them() -> None:
    read = {it.id for it in MUNICIPAL if it.kind is TerritoryKind.BOROUGH}
    assert TERRITORIES[: len(MUNICIPAL)] == MUNICIPAL
    assert {it.parent for it in NEIGHBOURHOODS} <= read


def test_three_neighbourhoods_had_no_round_table_in_2014() -> None:
    without = {it.id for it in NEIGHBOURHOODS if not it.table_de_quartier}
    assert without == {"outremont-quartier", "parc-extension", "vieux-montreal"}


# Shapes


def polygons(seed: TerritorySeed) -> list[list[Ring]]:
    geometry: dict[str, Any] = seed.geometry or {}  # JSON has no narrower type
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return [[[(x, y) for x, y in ring] for ring in part] for part in parts]


def rings(seed: TerritorySeed) -> Iterator[Ring]:
    for part in polygons(seed):
        yield from part


def turn(a: Point, b: Point, c: Point) -> float:
    """Positive when a, b, c turn left; in hundred-thousandths, so exact."""
    (ax, ay), (bx, by), (cx, cy) = (
        (round(x * 1e5), round(y * 1e5)) for x, y in (a, b, c)
    )
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)


def between(a: Point, b: Point, c: Point) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and (
        min(a[1], b[1]) <= c[1] <= max(a[1], b[1])
    )


def meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether the segments ab and cd have a point in common."""
    sides = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0:
        return True
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return any(
        side == 0 and between(*points) for side, points in zip(sides, ends, strict=True)
    )


def crossings(ring: Ring) -> list[tuple[int, int]]:
    """List the pairs of sides that touch without following each other."""
    sides = list(enumerate(pairwise(ring)))
    sides.sort(key=lambda side: min(side[1][0][0], side[1][1][0]))
    found = []
    for place, (i, (a, b)) in enumerate(sides):
        right = max(a[0], b[0])
        for j, (c, d) in sides[place + 1 :]:
            if min(c[0], d[0]) > right:
                break
            if (i - j) % len(sides) not in {1, len(sides) - 1} and meet(a, b, c, d):
                found.append((i, j))
    return found


def doubled_area(ring: Ring) -> float:
    """Twice the area, positive when the ring runs counter-clockwise."""
    x0, y0 = ring[0]
    return sum(
        (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        for (ax, ay), (bx, by) in pairwise(ring)
    )


def square_metres(seed: TerritorySeed) -> float:
    # Length of a degree on the GRS 80 ellipsoid (Snyder, Map Projections, 1987).
    latitude = math.radians(polygons(seed)[0][0][0][1])
    east = 111_412.84 * math.cos(latitude) - 93.5 * math.cos(3 * latitude)
    north = 111_132.95 - 559.85 * math.cos(2 * latitude)
    return sum(map(doubled_area, rings(seed))) / 2 * east * north


def holds(seed: TerritorySeed, point: Point) -> bool:
    x, y = point
    return (
        sum(
            ax + (y - ay) * (bx - ax) / (by - ay) > x
            for ring in rings(seed)
            for (ax, ay), (bx, by) in pairwise(ring)
            if (ay > y) != (by > y)
        )
        % 2
        == 1
    )


def point_inside(seed: TerritorySeed) -> Point:
    """Take the middle of the widest stretch across the largest part."""
    part = max(polygons(seed), key=lambda it: doubled_area(it[0]))
    heights = [y for _, y in part[0]]
    y = (min(heights) + max(heights)) / 2 + 1e-7  # never through a corner
    cuts = sorted(
        ax + (y - ay) * (bx - ax) / (by - ay)
        for ring in part
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > y) != (by > y)
    )
    left, right = max(
        zip(cuts[::2], cuts[1::2], strict=True), key=lambda it: it[1] - it[0]
    )
    return (left + right) / 2, y


def test_every_territory_is_drawn() -> None:
    assert [it.id for it in TERRITORIES if it.geometry is None] == []


def test_drawing_carries_the_names_and_kinds_of_the_list() -> None:
    text = (SEEDS / "territories.geojson").read_text(encoding="utf-8")
    drawn = [feature["properties"] for feature in json.loads(text)["features"]]
    listed = [{"id": it.id, "name": it.name, "kind": it.kind} for it in TERRITORIES]
    assert drawn == listed


@pytest.mark.parametrize("seed", TERRITORIES, ids=lambda seed: seed.id)
def test_rings_are_closed_and_do_not_cross_themselves(seed: TerritorySeed) -> None:
    for ring in rings(seed):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        assert crossings(ring) == []


def test_a_crossing_ring_would_be_seen() -> None:
    bow_tie = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)]
    square = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
    assert (len(crossings(bow_tie)), len(crossings(square))) == (1, 0)


def test_outer_rings_run_counter_clockwise_and_holes_clockwise() -> None:
    # RFC 7946, section 3.1.6.
    for seed in TERRITORIES:
        for outer, *holes in polygons(seed):
            assert doubled_area(outer) > 0
            assert all(doubled_area(hole) < 0 for hole in holes)


def test_coordinates_are_on_the_island_with_five_decimals() -> None:
    points = [it for seed in TERRITORIES for ring in rings(seed) for it in ring]
    assert all(-74.0 < x < -73.47 and 45.38 < y < 45.71 for x, y in points)
    assert [it for it in points if (round(it[0], 5), round(it[1], 5)) != it] == []


@pytest.mark.parametrize(
    ("territory_id", "published"),
    [
        ("outremont", 3_813_355.7),
        ("ville-marie", 21_500_631.7),
        ("saint-laurent", 43_077_847.5),
        ("riviere-des-prairies-pointe-aux-trembles", 50_047_004.5),
        ("cote-saint-luc", 6_810_209.7),
        ("dorval", 28_156_149.7),
    ],
)
def test_areas_are_those_the_city_publishes(
    territory_id: str, published: float
) -> None:
    # Column AIRE, in square metres, of the layer «Limites administratives» (2018).
    assert square_metres(BY_ID[territory_id]) == pytest.approx(published, rel=0.005)


def test_boroughs_and_cities_leave_no_gap_between_them() -> None:
    # A side shared by two neighbours is run once each way; what is left is shore.
    sides = {side for it in MUNICIPAL for ring in rings(it) for side in pairwise(ring)}
    shore = {a: b for a, b in sides if (b, a) not in sides}
    loops = 0
    while shore:
        loops += 1
        point = next(iter(shore))
        while point in shore:
            point = shore.pop(point)
    assert loops == 1


@pytest.mark.parametrize("seed", NEIGHBOURHOODS, ids=lambda seed: seed.id)
def test_neighbourhood_lies_in_its_borough(seed: TerritorySeed) -> None:
    point = point_inside(seed)
    assert holds(seed, point)
    assert [it.id for it in MUNICIPAL if holds(it, point)] == [seed.parent]


# Files


@pytest.mark.parametrize("name", FILES)
def test_file_is_clean_utf_8(name: str) -> None:
    text = (SEEDS / name).read_bytes().decode("utf-8", errors="strict")
    assert text == unicodedata.normalize("NFC", text)
    assert re.findall("\ufffd|\ufeff|\r|[\x80-\x9f]|[ÃÂ][\u0080-\u00bf]|â€", text) == []


def test_shapes_stay_small_enough_to_travel_in_a_page() -> None:
    assert (SEEDS / "territories.geojson").stat().st_size <= 250_000


def test_names_of_places_use_straight_apostrophes() -> None:
    text = "".join(it.name + it.table_de_quartier for it in TERRITORIES)
    assert "’" not in text


def test_attribution_is_given_where_the_data_are() -> None:
    line = "Ville de Montréal, données ouvertes, CC BY 4.0"
    for name in ("README.md", "territories.geojson"):
        assert line in (SEEDS / name).read_text(encoding="utf-8")


THEMES_HEADER = (
    "id;pref_fr;pref_en;alt_fr;alt_en;hidden;broader;related;note;exact_match"
)
PLACES_HEADER = "id;name;kind;parent;official_code;source;table_de_quartier"
NO_SHAPE = '{"type":"FeatureCollection","features":[]}'


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder that stands for db/seeds."""
    monkeypatch.setattr(seeds, "folder", lambda _name: tmp_path)
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


def test_missing_themes_fail_clearly(damaged: Path) -> None:
    with pytest.raises(SeedError, match=r"themes\.csv"):
        theme_seeds()


@pytest.mark.parametrize(
    "text",
    [
        "id;pref_fr\na;b\n",
        f"{THEMES_HEADER}\na;à;a;;;;nowhere;;;\n",
        f"{THEMES_HEADER}\na;à;a;;;;b;;;\nb;bé;b;;;;a;;;\n",
        f'{THEMES_HEADER}\na;"à;a;;;;;;;\n',
    ],
    ids=["columns missing", "parent unknown", "loop", "open quote"],
)
def test_damaged_themes_fail_clearly(damaged: Path, text: str) -> None:
    (damaged / "themes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=r"themes\.csv"):
        theme_seeds()


def test_themes_that_are_not_utf_8_fail_clearly(damaged: Path) -> None:
    text = f"{THEMES_HEADER}\naines;aînés;older adults;;;;;;;\n"
    (damaged / "themes.csv").write_bytes(text.encode("cp1252"))
    with pytest.raises(SeedError, match=r"themes\.csv"):
        theme_seeds()


@pytest.mark.parametrize("text", ["", "[1]", '{"features":[{}]}'])
def test_damaged_shapes_fail_clearly(damaged: Path, text: str) -> None:
    (damaged / "territories.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=r"territories\.geojson"):
        territory_seeds()


def test_a_kind_of_territory_that_is_not_one_fails_clearly(damaged: Path) -> None:
    (damaged / "territories.geojson").write_text(NO_SHAPE, encoding="utf-8")
    row = "anjou;Anjou;planet;;REM09;limadmin-2018;"
    (damaged / "territories.csv").write_text(
        f"{PLACES_HEADER}\n{row}\n", encoding="utf-8"
    )
    with pytest.raises(SeedError, match=r"territories\.csv"):
        territory_seeds()


def test_a_territory_without_a_shape_is_read_without_one(damaged: Path) -> None:
    (damaged / "territories.geojson").write_text(NO_SHAPE, encoding="utf-8")
    row = "anjou;Anjou;borough;;REM09;limadmin-2018;"
    (damaged / "territories.csv").write_text(
        f"{PLACES_HEADER}\n{row}\n", encoding="utf-8"
    )
    assert [it.geometry for it in territory_seeds()] == [None]


def test_narrower_themes_wait_for_broader_ones(damaged: Path) -> None:
    rows = "c;c;c;;;;b;;;\nb;b;b;;;;a;;;\na;a;a;;;;;;;\n"
    (damaged / "themes.csv").write_text(
        f"\ufeff{THEMES_HEADER}\n{rows}", encoding="utf-8"
    )
    assert [theme.id for theme in theme_seeds()] == ["a", "b", "c"]
