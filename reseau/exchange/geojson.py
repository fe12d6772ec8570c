"""A layer of territories in GeoJSON: its zones, and why some are refused.

GeoJSON is UTF-8 and in degrees (RFC 7946). Files of cities often are neither: another
encoding is read when it can be told, and said; metres are refused.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reseau.domain.names import folded
from reseau.errors import ReseauError, UsageError
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content
from reseau.exchange.text.jsonfile import parsed
from reseau.exchange.text.refusals import FileRefusedError, NotTextError
from reseau.i18n import N_

MOST = 500
"""How many zones at most: beyond, nobody reads an atlas."""
_NAMES = (
    "name", "nom", "nom_fr", "nom_qr", "q_socio", "quartier", "quartier_sociologique",
    "neighbourhood", "neighborhood", "borough", "arrondissement", "label", "titre",
    "title",
)  # fmt: skip
_DEPTH = {"Polygon": 2, "MultiPolygon": 3}
_WEST, _SOUTH, _EAST, _NORTH = -180.0, -90.0, 180.0, 90.0
_CORNERS = 4
_TOLD = 40  # Properties that are named, of those that a layer has.


class NotGeoJsonError(FileRefusedError):
    """The file is not a layer of territories."""

    message = N_(
        "{file} is not a GeoJSON layer of zones. Export the layer as GeoJSON, in "
        "degrees (WGS 84)."
    )


class NoZoneError(FileRefusedError):
    """The layer holds nothing."""

    message = N_("{file} is a layer without any zone. Choose another file.")


class NoZoneReadError(FileRefusedError):
    """None of the zones of a layer can be read."""

    message = N_("No zone of {file} can be read. {first}")


class NoZoneNameError(UsageError):
    """It is not known which property of a layer is the name."""

    message = N_(
        "It cannot be told which property of {file} is the name of a zone. It has: "
        "{properties}. Say which one with --name-of."
    )


class SwappedError(FileRefusedError):
    """A layer says the latitude before the longitude."""

    message = N_(
        "The coordinates of {file} are the wrong way round: GeoJSON has the longitude, "
        "then the latitude. Export the layer again."
    )


class TooManyZonesError(FileRefusedError):
    """More zones than an atlas can be read for."""

    message = N_("{file} has {n} zones: an atlas is for {most} at most.")


class NotInDegreesError(ReseauError):
    """The coordinates are not longitudes and latitudes."""

    message = N_(
        "the coordinates are not degrees (longitude, then latitude): export the layer "
        "in WGS 84"
    )


class NoAreaError(ReseauError):
    """A feature is not an area."""

    message = N_("it is not an area: only Polygon and MultiPolygon are read")


class UnnamedZoneError(ReseauError):
    """A feature has no name."""

    message = N_("it has no name")


class RefusedZoneError(ReseauError):
    """One zone of a layer is refused."""

    message = N_("Zone {rank} of the layer, “{name}”: {reason}.")


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone of a layer.

    Attributes:
        rank: In the file, from 1.
        geometry: GeoJSON Polygon or MultiPolygon, in degrees, as it is in the file.
    """

    rank: int
    name: str
    geometry: Mapping[str, Any]  # GeoJSON.


@dataclass(frozen=True, slots=True)
class ZoneLayer:
    """A layer of territories, as read from a file.

    Attributes:
        file: Its name, without the folders.
        named_by: The property that gives the names.
        encoding: What the file is written in.
        attribution: Whose data it is; empty when the file does not say.
    """

    file: str
    zones: tuple[Zone, ...]
    problems: tuple[RefusedZoneError, ...]
    named_by: str
    encoding: str
    attribution: str


def read_zones(path: Path, *, name_of: str | None = None) -> ZoneLayer:
    """Read a layer of zones.

    Args:
        path: Of the file.
        name_of: The property that holds the name of a zone; None to find out.

    Returns:
        The zones that could be read, in the order of the file, and the problems of
        the others.

    Raises:
        FileRefusedError: Nothing can be read; its subclass says why.
        NoZoneNameError: No property is known to be the name.
    """
    file = path.name
    try:
        text, encoding = decoded(content(path, file=file), file=file)
        data = parsed(text, file=file)
    except (NotTextError, ValueError, RecursionError) as error:
        raise NotGeoJsonError(file=file) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise NotGeoJsonError(file=file)
    if not features:
        raise NoZoneError(file=file)
    if len(features) > MOST:
        raise TooManyZonesError(file=file, n=len(features), most=MOST)
    held = [it if isinstance(it, dict) else {} for it in features]
    named_by = _name_property(held, asked=name_of, file=file)
    zones: list[Zone] = []
    problems: list[RefusedZoneError] = []
    for rank, feature in enumerate(held, start=1):
        name = _text(_properties(feature).get(named_by))
        try:
            zones.append(Zone(rank, _named(name), _area(feature.get("geometry"))))
        except ReseauError as error:
            problems.append(RefusedZoneError(rank=rank, name=name, reason=str(error)))
    if not zones:
        raise NoZoneReadError(file=file, first=str(problems[0]))
    attribution = _text(data.get("attribution"))
    return ZoneLayer(
        file, tuple(zones), tuple(problems), named_by, encoding, attribution
    )


def is_outline(text: str) -> bool:
    """Tell whether a text is a geometry that an atlas can draw, or one of nothing."""
    try:
        found = json.loads(text)
        if isinstance(found, dict) and found.get("coordinates") == []:
            return str(found.get("type")) in _DEPTH
        return bool(_area(found))
    except (ValueError, RecursionError, ReseauError):
        return False


def check_order(layer: ZoneLayer, near: Collection[Mapping[str, Any]]) -> None:
    """Refuse a layer that meets known territories only when it is turned round.

    Args:
        layer: As read.
        near: Geometries of territories that are known; none checks nothing.

    Raises:
        SwappedError: It is the wrong way round.
    """
    there = _bounds(near)
    here = _bounds([it.geometry for it in layer.zones])
    if there is None or here is None or _meet(here, there):
        return
    west, south, east, north = here
    if _meet((south, west, north, east), there):
        raise SwappedError(file=layer.file)


_Bounds = tuple[float, float, float, float]


def _bounds(shapes: Collection[Mapping[str, Any]]) -> _Bounds | None:
    places = [
        at
        for it in shapes
        if it.get("type") in _DEPTH
        for ring in _rings(it["coordinates"], depth=_DEPTH[it["type"]] - 1)
        for at in ring
    ]
    if not places:
        return None
    east_west, north_south = [it[0] for it in places], [it[1] for it in places]
    return min(east_west), min(north_south), max(east_west), max(north_south)


def _meet(one: _Bounds, other: _Bounds) -> bool:
    return (
        one[0] <= other[2] and other[0] <= one[2]
        and one[1] <= other[3] and other[1] <= one[3]
    )  # fmt: skip


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _name_property(
    features: Sequence[Mapping[str, Any]], *, asked: str | None, file: str
) -> str:
    """Tell which property is the name: that asked for, else one so called."""
    known: dict[str, str] = {}
    for feature in features:
        for key in _properties(feature):
            known.setdefault(folded(key).replace(" ", "_"), key)
    wanted = _NAMES if asked is None else (folded(asked).replace(" ", "_"),)
    found = next((known[it] for it in wanted if it in known), None)
    if found is None:
        told = [*list(known.values())[:_TOLD], *(["…"] if len(known) > _TOLD else [])]
        raise NoZoneNameError(file=file, properties=", ".join(told) or "—")
    return found


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int) else ""


def _named(name: str) -> str:
    if not name:
        raise UnnamedZoneError
    return name


def _area(geometry: object) -> Mapping[str, Any]:
    """Give a geometry when it is an area in degrees."""
    if not isinstance(geometry, dict) or str(geometry.get("type")) not in _DEPTH:
        raise NoAreaError
    depth = _DEPTH[geometry["type"]]
    rings = _rings(geometry.get("coordinates"), depth=depth - 1)
    if not rings or not all(map(_is_ring, rings)):
        raise NoAreaError
    if not all(_in_degrees(at) for ring in rings for at in ring):
        raise NotInDegreesError
    return geometry


def _rings(found: object, *, depth: int) -> list[list[Any]]:
    if not isinstance(found, list):
        raise NoAreaError
    if not depth:
        return [found]
    return [ring for part in found for ring in _rings(part, depth=depth - 1)]


def _is_ring(ring: Sequence[object]) -> bool:
    return len(ring) >= _CORNERS and all(
        isinstance(at, list)
        and len(at) > 1
        and all(isinstance(it, int | float) for it in at[:2])
        for at in ring
    )


def _in_degrees(at: Sequence[float]) -> bool:
    return _WEST <= at[0] <= _EAST and _SOUTH <= at[1] <= _NORTH
