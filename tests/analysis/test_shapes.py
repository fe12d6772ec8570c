"""Shapes on the ground. Areas and places are worked by hand on squares of degrees."""

import pytest

from reseau.analysis.shapes import (
    outlines,
    repaired,
    zone_holding,
    zones_of_points,
)
from reseau.domain.names import folded
from reseau.domain.seeds import place_seeds, territory_seeds
from reseau.domain.vocabulary import TerritoryKind


def square(x: float, y: float, side: float = 1.0) -> dict[str, object]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_ring_that_crosses_itself_is_its_two_areas() -> None:
    bow = [[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]
    shape, mended = repaired({"type": "Polygon", "coordinates": [bow]})
    assert mended
    assert shape.area == pytest.approx(2)  # Two triangles of 1 each.


def test_a_ring_of_two_points_is_nothing() -> None:
    flat = [[0, 0], [1, 1], [0, 0], [0, 0]]
    shape, mended = repaired({"type": "Polygon", "coordinates": [flat]})
    assert mended
    assert shape.area == 0


def test_a_good_area_is_not_mended() -> None:
    shape, mended = repaired(square(0, 0))
    assert not mended
    assert shape.area == 1


def test_a_point_in_a_hole_is_outside() -> None:
    ring = square(0, 0, 3)["coordinates"][0]  # type: ignore[index]  # GeoJSON.
    hole = square(1, 1)["coordinates"][0]  # type: ignore[index]
    holed = {"type": "Polygon", "coordinates": [ring, hole]}
    assert zones_of_points([holed], [(1.5, 1.5), (0.5, 0.5)]) == [(), (0,)]


def test_a_point_is_in_every_zone_that_covers_it() -> None:
    assert zones_of_points([square(0, 0, 2), square(1, 1, 2)], [(1.5, 1.5)]) == [(0, 1)]


def test_no_zone_holds_no_point() -> None:
    assert zones_of_points([], [(0, 0)]) == [()]
    assert zones_of_points([square(0, 0)], []) == []


def test_an_area_is_held_by_the_zone_with_most_of_it() -> None:
    zones = [square(0, 0, 2), square(2, 0, 2)]
    # 0.75 of it in the first; 0.5 in each; none.
    inner = [square(1.25, 0.0), square(1.5, 0.0), square(9, 9)]
    assert zone_holding(zones, inner) == [0, None, None]


def test_neighbours_keep_one_border() -> None:
    drawn = outlines([square(0, 45), square(1, 45)], tolerance=10)
    assert drawn[0].box[2] == pytest.approx(drawn[1].box[0])


def test_a_degree_of_latitude_is_111_km() -> None:
    (drawn,) = outlines([square(0, 45)], tolerance=10)
    # 6,371,008.8 m x pi / 180 = 111,195 m; times cos(45.5°) from west to east.
    assert drawn.box[3] == pytest.approx(111_195, abs=1)
    assert drawn.box[2] == pytest.approx(111_195 * 0.700909, abs=1)


def test_nothing_is_drawn_of_nothing() -> None:
    assert outlines([], tolerance=10) == []


def test_places_of_montreal_fall_into_the_borough_they_name() -> None:
    # The numbers are those of the Ville's data, taken with Shapely over its own
    # unsimplified limits of 2018: 3,204 agree, 25 do not, 2 lie outside.
    places = place_seeds()
    zones = [
        it
        for it in territory_seeds()
        if it.kind in {TerritoryKind.BOROUGH, TerritoryKind.CITY}
    ]
    inside = zones_of_points(
        [it.geometry or {} for it in zones],
        [(it.longitude, it.latitude) for it in places],
    )
    names = [folded(it.name) for it in zones]
    agree = [
        folded(place.borough) in {names[it] for it in where}
        for place, where in zip(places, inside, strict=True)
    ]
    outside = sum(not it for it in inside)
    assert len(places) == 3231
    assert (sum(agree), len(places) - sum(agree) - outside, outside) == (3204, 25, 2)
