"""Shapes on the ground: what lies in what, and what is drawn of them.

Geometries come and go as GeoJSON mappings, in degrees. Shapely (GEOS) does the work:
cities publish rings that cross themselves, holes and islands, on which code of one's
own is quietly wrong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Geometry = Mapping[str, Any]
"""A GeoJSON Polygon or MultiPolygon, in degrees."""

EARTH = 6_371_008.8
"""Mean radius of the Earth, in metres (IUGG)."""
MOST_OF_IT = 2 / 3
"""The share of an area that makes it lie in another."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape as it is drawn, in metres east and south of the corner of all.

    Attributes:
        rings: Each a list of (x, y); the outer ones and the holes alike.
        at: A point inside, for a label.
        box: Left, top, right, bottom.
    """

    rings: tuple[tuple[tuple[float, float], ...], ...]
    at: tuple[float, float]
    box: tuple[float, float, float, float]


def repaired(geometry: Geometry) -> "tuple[BaseGeometry, bool]":
    """Give a valid area, and tell whether the ring had to be mended.

    A ring that crosses itself becomes the areas that it encloses; a ring of too few
    points encloses none and goes; lines and points that mending leaves are dropped.
    """
    import shapely
    from shapely.geometry import MultiPolygon, Polygon

    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    polygons, whole = [], True
    for outer, *holes in filter(None, parts):  # An area may be of nothing.
        if len({tuple(at[:2]) for at in outer}) < _CORNERS:
            whole = False
            continue
        inner = [it for it in holes if len({tuple(at[:2]) for at in it}) >= _CORNERS]
        whole = whole and len(inner) == len(holes)
        polygons.append(
            Polygon([at[:2] for at in outer], [[at[:2] for at in it] for it in inner])
        )
    drawn = MultiPolygon(polygons)
    if drawn.is_valid:
        return drawn, not whole
    mended = [it for one in polygons for it in _areas(shapely.make_valid(one))]
    return shapely.unary_union(mended), True


_CORNERS = 3


def _areas(found: "BaseGeometry") -> "list[BaseGeometry]":
    """Keep the areas of what mending gives."""
    from shapely.geometry import Polygon

    if isinstance(found, Polygon):
        return [found]
    return [it for part in getattr(found, "geoms", ()) for it in _areas(part)]


def zones_of_points(
    zones: Iterable[Geometry], points: Sequence[tuple[float, float]]
) -> list[tuple[int, ...]]:
    """Tell in which zones points lie.

    Args:
        zones: In any order; rings that cross themselves are mended.
        points: Longitude and latitude.

    Returns:
        For each point the ranks of its zones, from 0, in order: none outside, several
        where zones overlap or on their border.
    """
    import shapely

    areas = [repaired(it)[0] for it in zones]
    found: list[list[int]] = [[] for _ in points]
    if areas and points:
        which, where = shapely.STRtree(areas).query(
            shapely.points(points), predicate="intersects"
        )
        for point, zone in zip(which.tolist(), where.tolist(), strict=True):
            found[point].append(zone)
    return [tuple(sorted(it)) for it in found]


def zone_holding(
    zones: Sequence[Geometry],
    inner: Sequence[Geometry],
    *,
    share: float = MOST_OF_IT,
) -> list[int | None]:
    """Tell which zone holds most of each of some areas.

    Args:
        zones: What may hold them.
        inner: The areas.
        share: The least share of an area, 0 to 1, that must lie in a zone.

    Returns:
        For each area the rank of the zone with the largest share of it; None when no
        zone has that much.
    """
    areas = [_level(repaired(it)[0]) for it in zones]
    found: list[int | None] = []
    for one in inner:
        area = _level(repaired(one)[0])
        parts = [area.intersection(it).area for it in areas]
        best = max(range(len(parts)), key=parts.__getitem__, default=None)
        held = best is not None and area.area and parts[best] >= share * area.area
        found.append(best if held else None)
    return found


def _level(shape: "BaseGeometry", *, middle: float | None = None) -> "BaseGeometry":
    """Turn degrees into metres east and north: true near the middle latitude."""
    from shapely.affinity import affine_transform

    south, north = shape.bounds[1::2] if not shape.is_empty else (0.0, 0.0)
    at = (south + north) / 2 if middle is None else middle
    metre = radians(1) * EARTH
    return affine_transform(shape, [metre * cos(radians(at)), 0, 0, metre, 0, 0])


def outlines(zones: Sequence[Geometry], *, tolerance: float) -> list[Outline]:
    """Draw zones on one sheet, with fewer points, borders still shared.

    Args:
        zones: The areas.
        tolerance: By how many metres a border may move, about.

    Returns:
        One a zone, in order, in metres from the north-west corner of all; y goes
        down. Without a ring where nothing is left of an area.

    References:
        Visvalingam, M., Whyatt, J. D. (1993). Line generalisation by repeated
        elimination of points. The Cartographic Journal 30, 46-51.
    """
    import shapely

    areas = [repaired(it)[0] for it in zones]
    if not areas:
        return []
    _, south, _, north = shapely.total_bounds(areas).tolist()
    level = [_level(it, middle=(south + north) / 2) for it in areas]
    simple = list(shapely.coverage_simplify(level, tolerance))
    west, _, _, top = shapely.total_bounds(simple).tolist()
    return [
        _outline(it if not it.is_empty else whole, (west, top))
        for it, whole in zip(simple, level, strict=True)
    ]


def _outline(shape: "BaseGeometry", corner: tuple[float, float]) -> Outline:
    west, top = corner
    rings = tuple(
        tuple((x - west, top - y) for x, y in ring.coords)
        for part in _areas(shape)
        for ring in (part.exterior, *part.interiors)
    )
    if not rings:
        return Outline((), (0.0, 0.0), (0.0, 0.0, 0.0, 0.0))
    inside = max(_areas(shape), key=lambda it: it.area).representative_point()
    left, bottom, right, up = shape.bounds
    return Outline(
        rings,
        (inside.x - west, top - inside.y),
        (left - west, top - up, right - west, top - bottom),
    )
