"""Places of interest of an atlas: an example of what else lies in a territory."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reseau.analysis.shapes import zones_of_points
from reseau.domain.names import folded, sort_key
from reseau.domain.seeds import place_seeds, territory_seeds
from reseau.domain.vocabulary import TerritoryKind
from reseau.exchange.points import Point, read_points
from reseau.publish.portrait.atlas import Fallen
from reseau.usecases.atlas.atlas_zones import AtlasZones
from reseau.usecases.safekeeping.setup import ATTRIBUTION

MONTREAL = "montreal"
"""The word for the places of interest that come with Réseau."""
_NAMED = frozenset({TerritoryKind.BOROUGH, TerritoryKind.CITY})


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """Places of interest, as read.

    Attributes:
        source: Whose they are, or the file.
        points: Where they are, with their family.
        boroughs: The borough that each names; empty when places do not say.
    """

    source: str
    points: tuple[Point, ...]
    boroughs: tuple[str, ...]
    attribution: str


def read_places(which: str) -> PlacesRead:
    """Read the places that come with Réseau, or those of a file.

    Raises:
        FileRefusedError: The file cannot be read.
    """
    if folded(which) != MONTREAL:
        path = Path(which)
        return PlacesRead(path.name, read_points(path), (), "")
    seeds = place_seeds()
    return PlacesRead(
        "Ville de Montréal",
        tuple(Point(it.family, it.longitude, it.latitude) for it in seeds),
        tuple(it.borough for it in seeds),
        ATTRIBUTION,
    )


def settle(
    read: PlacesRead, zones: AtlasZones
) -> tuple[Fallen, dict[str, tuple[tuple[str, int], ...]]]:
    """Find in which zones places lie.

    Returns:
        How they fall, and each zone's slug to its places by family, most first.
    """
    where = [(it.longitude, it.latitude) for it in read.points]
    shaped = [it for it in zones.zones if it.geometry is not None]
    inside = zones_of_points([it.geometry or {} for it in shaped], where)
    counted: dict[str, Counter[str]] = {it.slug: Counter() for it in zones.zones}
    for point, ranks in zip(read.points, inside, strict=True):
        for rank in ranks:
            counted[shaped[rank].slug][point.family] += 1
    off = sum(not it for it in inside)
    agree, differ, outside = _against(read, where) if read.boroughs else (0, 0, 0)
    fallen = Fallen(
        read.source, len(where), bool(read.boroughs), agree, differ, outside, off
    )
    return fallen, {
        slug: tuple(sorted(some.items(), key=lambda it: (-it[1], sort_key(it[0]))))
        for slug, some in counted.items()
    }


def _against(
    read: PlacesRead, where: list[tuple[float, float]]
) -> tuple[int, int, int]:
    """Compare where places lie with the borough that they name."""
    seeds = [it for it in territory_seeds() if it.kind in _NAMED]
    names = [folded(it.name) for it in seeds]
    inside = zones_of_points([it.geometry or {} for it in seeds], where)
    agree = sum(
        folded(said) in {names[it] for it in ranks}
        for said, ranks in zip(read.boroughs, inside, strict=True)
    )
    outside = sum(not it for it in inside)
    return agree, len(where) - agree - outside, outside
