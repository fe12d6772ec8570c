"""Layers of zones and files of places: what is read, and what is refused and why."""

import json
from pathlib import Path

import pytest

from reseau.exchange.geojson import (
    MOST,
    NotGeoJsonError,
    NoZoneError,
    NoZoneNameError,
    NoZoneReadError,
    SwappedError,
    TooManyZonesError,
    check_order,
    read_zones,
)
from reseau.exchange.points import NoPointsError, read_points
from reseau.exchange.text.refusals import EmptyFileError, MissingFileError

RING = [[-73.6, 45.5], [-73.5, 45.5], [-73.5, 45.6], [-73.6, 45.5]]


def feature(
    name: object = "Aulne", geometry: object = ..., **more: object
) -> dict[str, object]:
    shape = {"type": "Polygon", "coordinates": [RING]} if geometry is ... else geometry
    return {"type": "Feature", "properties": {"NOM": name, **more}, "geometry": shape}


def written(
    tmp_path: Path, *features: object, encoding: str = "utf-8", **more: object
) -> Path:
    file = tmp_path / "zones.geojson"
    data = {"type": "FeatureCollection", "features": list(features), **more}
    file.write_bytes(json.dumps(data, ensure_ascii=False).encode(encoding))
    return file


def test_zones_are_read_in_order(tmp_path: Path) -> None:
    layer = read_zones(
        written(tmp_path, feature("Cèdre"), feature(), attribution="Ville")
    )
    assert [(it.rank, it.name) for it in layer.zones] == [(1, "Cèdre"), (2, "Aulne")]
    assert (layer.named_by, layer.encoding, layer.attribution) == (
        "NOM",
        "utf-8",
        "Ville",
    )


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    layer = read_zones(written(tmp_path, feature("Côte-des-Neiges"), encoding="cp1252"))
    assert layer.zones[0].name == "Côte-des-Neiges"
    assert layer.encoding == "windows-1252"


def test_byte_order_mark_is_read(tmp_path: Path) -> None:
    layer = read_zones(written(tmp_path, feature(), encoding="utf-8-sig"))
    assert layer.zones[0].name == "Aulne"


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "not an area"),
        ({"type": "Point", "coordinates": [-73.5, 45.5]}, "not an area"),
        ({"type": "Polygon", "coordinates": []}, "not an area"),
        ({"type": "Polygon", "coordinates": [[["x", 1]]]}, "not an area"),
        ({"type": "Polygon", "coordinates": [5]}, "not an area"),
        ({"type": "Polygon", "coordinates": [RING[:2]]}, "not an area"),
        ({"type": "Polygon", "coordinates": [[]]}, "not an area"),
        ({"type": "Polygon", "coordinates": [[[299000, 5040000]] * 4]}, "not degrees"),
    ],
)
def test_a_bad_zone_is_refused_with_its_reason(
    tmp_path: Path, geometry: object, reason: str
) -> None:
    layer = read_zones(written(tmp_path, feature(), feature("Bouleau", geometry)))
    (problem,) = layer.problems
    assert "Zone 2" in str(problem)
    assert reason in str(problem)
    assert "Bouleau" in str(problem)
    assert len(layer.zones) == 1


def test_a_zone_without_a_name_is_refused(tmp_path: Path) -> None:
    layer = read_zones(written(tmp_path, feature(), feature("  ")))
    assert [str(it) for it in layer.problems] == [
        "Zone 2 of the layer, “”: it has no name."
    ]


def test_the_name_may_be_said(tmp_path: Path) -> None:
    file = written(tmp_path, feature("Aulne", code="A7"))
    assert read_zones(file, name_of="code").zones[0].name == "A7"


def test_an_unknown_name_lists_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NoZoneNameError, match="NOM, code"):
        read_zones(written(tmp_path, feature("Aulne", code="A7")), name_of="secteur")


@pytest.mark.parametrize(
    "text",
    ["[]", "{}", "not json", '{"features": []}', "[" * 9999, '{"features": [1, null]}'],
)
def test_what_is_no_layer_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.geojson"
    file.write_text(text)
    with pytest.raises((NotGeoJsonError, NoZoneError, NoZoneNameError)):
        read_zones(file)


def test_a_layer_of_which_nothing_is_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoZoneReadError, match=r"Zone 1 .*Aulne.*: it is not an area"):
        read_zones(written(tmp_path, feature(geometry=None)))


def test_coordinates_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    known = {"type": "Polygon", "coordinates": [RING]}
    turned = {"type": "Polygon", "coordinates": [[it[::-1] for it in RING]]}
    layer = read_zones(written(tmp_path, feature(geometry=turned)))
    with pytest.raises(SwappedError):
        check_order(layer, [known])


def test_a_layer_elsewhere_is_not_the_wrong_way_round(tmp_path: Path) -> None:
    paris = {"type": "Polygon", "coordinates": [[[2, 48], [3, 48], [3, 49], [2, 48]]]}
    layer = read_zones(written(tmp_path, feature(geometry=paris)))
    check_order(layer, [{"type": "Polygon", "coordinates": [RING]}])
    check_order(layer, [])


def test_an_empty_file_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "x.geojson"
    with pytest.raises(MissingFileError):
        read_zones(file)
    file.touch()
    with pytest.raises(EmptyFileError):
        read_zones(file)


def test_too_many_zones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyZonesError):
        read_zones(written(tmp_path, *[feature()] * (MOST + 1)))


def test_points_are_read_with_their_family(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [-73.5, 45.5]}
    file = written(tmp_path, feature("a", point, Famille="Parc"), feature())
    assert [(it.family, it.longitude) for it in read_points(file)] == [("Parc", -73.5)]


def test_a_file_without_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoPointsError):
        read_points(written(tmp_path, feature()))
