"""A file of places in GeoJSON: points, each of a family."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reseau.domain.names import folded
from reseau.exchange.text.encoding import decoded
from reseau.exchange.text.files import content
from reseau.exchange.text.jsonfile import parsed
from reseau.exchange.text.refusals import FileRefusedError, NotTextError
from reseau.i18n import N_

_FAMILIES = ("family", "famille", "category", "categorie", "type", "kind")
_EAST, _NORTH = 180.0, 90.0


class NoPointsError(FileRefusedError):
    """The file has no point in degrees."""

    message = N_(
        "{file} holds no places: give a GeoJSON file of points, in degrees (WGS 84)."
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One place: its family, and where it is in degrees."""

    family: str
    longitude: float
    latitude: float


def read_points(path: Path) -> tuple[Point, ...]:
    """Read the points of a file; what is not a point in degrees is left out.

    Raises:
        FileRefusedError: The file cannot be read, or has no point.
    """
    file = path.name
    try:
        data = parsed(decoded(content(path, file=file), file=file).text, file=file)
    except (NotTextError, ValueError, RecursionError) as error:
        raise NoPointsError(file=file) from error
    features = data.get("features") if isinstance(data, dict) else None
    found = [
        point
        for it in (features if isinstance(features, list) else [])
        if (point := _point(it)) is not None
    ]
    if not found:
        raise NoPointsError(file=file)
    return tuple(found)


def _point(feature: Any) -> Point | None:  # Any: as JSON gives it.
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    at = geometry.get("coordinates")
    if not isinstance(at, list) or not all(isinstance(it, int | float) for it in at):
        return None
    if len(at) < 2 or not (abs(at[0]) <= _EAST and abs(at[1]) <= _NORTH):  # noqa: PLR2004  # Longitude, latitude.
        return None
    return Point(_family(feature.get("properties")), float(at[0]), float(at[1]))


def _family(properties: object) -> str:
    if not isinstance(properties, dict):
        return ""
    known = {folded(str(key)): value for key, value in properties.items()}
    found = next((known[it] for it in _FAMILIES if known.get(it)), "")
    return " ".join(str(found).split())
