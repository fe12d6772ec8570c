"""The starter themes and Montréal's territories, as shipped in db/seeds.

The files are checked by the tests; here a damaged one only fails clearly.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from reseau.domain.closed_words import UnknownWordError
from reseau.domain.vocabulary import TerritoryKind
from reseau.errors import IntegrityError
from reseau.i18n import N_
from reseau.resources import folder


class SeedError(IntegrityError):
    """A file of starter data is missing, cut short or altered."""

    message = N_(
        "The starter data in {file} cannot be read: the file is missing or "
        "damaged. Install Réseau again to restore it."
    )


@dataclass(frozen=True, slots=True)
class ThemeSeed:
    """A theme of the starter thesaurus, with its labels in both languages.

    Attributes:
        id: ASCII handle, stable from one version to the next.
        pref_fr: Preferred label in French.
        pref_en: Preferred label in English.
        alt_fr: Other French labels, shown.
        alt_en: Other English labels, shown.
        hidden: Acronyms and spellings of either language, recognized, not shown.
        broader: The id of the theme above, None at the top.
        related: The ids of neighbouring themes; each names this one back.
        note: What the theme covers, in both languages; often empty.
        exact_match: Addresses of the same concept elsewhere; often empty.
    """

    id: str
    pref_fr: str
    pref_en: str
    alt_fr: tuple[str, ...]
    alt_en: tuple[str, ...]
    hidden: tuple[str, ...]
    broader: str | None
    related: tuple[str, ...]
    note: str
    exact_match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TerritorySeed:
    """A borough, a linked city or a sociological neighbourhood of Montréal.

    Attributes:
        id: ASCII handle, unique over all kinds.
        name: Official name; a neighbourhood may be named as its borough is.
        kind: City, borough or neighbourhood.
        parent: The id of the borough around a neighbourhood, None for the others.
        official_code: The source's code, unique within the source.
        source: The layer it comes from, told in db/seeds/README.md.
        table_de_quartier: A neighbourhood's round table in 2014, empty without one.
        geometry: GeoJSON Polygon or MultiPolygon in WGS 84, None when not drawn.
    """

    id: str
    name: str
    kind: TerritoryKind
    parent: str | None
    official_code: str
    source: str
    table_de_quartier: str
    geometry: dict[str, object] | None = field(hash=False, repr=False)


@dataclass(frozen=True, slots=True)
class PlaceSeed:
    """A place of interest of Montréal: a library, a park, a school.

    Attributes:
        family: Of four: culture, recreation, public services, trade; in French.
        category: Narrower, in French.
        borough: The borough or the city that the source says, in its own spelling.
    """

    family: str
    category: str
    name: str
    borough: str
    longitude: float
    latitude: float


def theme_seeds() -> list[ThemeSeed]:
    """Read the starter themes.

    Returns:
        Broader themes before narrower ones, otherwise in the order of the file.

    Raises:
        SeedError: The file is missing or damaged.
    """
    path = _seed_file("themes.csv")
    with _reading(path):
        seeds = [_theme(row) for row in _rows(path)]
        return _parents_first(seeds, lambda seed: (seed.id, seed.broader))


def territory_seeds() -> list[TerritorySeed]:
    """Read Montréal's territories with their shapes.

    Returns:
        Boroughs and linked cities, then neighbourhoods, by name within each kind.

    Raises:
        SeedError: One of the two files is missing or damaged.
    """
    shapes_path = _seed_file("territories.geojson")
    with _reading(shapes_path):
        shapes = _shapes(shapes_path)
    path = _seed_file("territories.csv")
    with _reading(path):
        seeds = [_territory(row, shapes) for row in _rows(path)]
        return _parents_first(seeds, lambda seed: (seed.id, seed.parent))


def place_seeds() -> list[PlaceSeed]:
    """Read Montréal's places of interest, in the order of the file.

    Raises:
        SeedError: The file is missing or damaged.
    """
    path = _seed_file("places.csv")
    with _reading(path):
        return [
            PlaceSeed(
                row["family"], row["category"], row["name"], row["borough"],
                float(row["longitude"]), float(row["latitude"]),
            )
            for row in _rows(path)
        ]  # fmt: skip


def _seed_file(name: str) -> Path:
    return folder("db") / "seeds" / name


_DAMAGE = (OSError, LookupError, TypeError, ValueError, csv.Error, UnknownWordError)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn whatever a damaged file provokes into one clear failure."""
    try:
        yield
    except _DAMAGE as error:
        raise SeedError(file=path.name) from error


def _rows(path: Path) -> list[dict[str, str]]:
    # utf-8-sig: somebody may have saved the file again from a spreadsheet.
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";", restval="", strict=True))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(value for value in cell.split("|") if value)


def _theme(row: dict[str, str]) -> ThemeSeed:
    return ThemeSeed(
        id=row["id"],
        pref_fr=row["pref_fr"],
        pref_en=row["pref_en"],
        alt_fr=_several(row["alt_fr"]),
        alt_en=_several(row["alt_en"]),
        hidden=_several(row["hidden"]),
        broader=row["broader"] or None,
        related=_several(row["related"]),
        note=row["note"],
        exact_match=_several(row["exact_match"]),
    )


def _shapes(path: Path) -> dict[str, dict[str, object]]:
    """Give each territory's id its geometry."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {
        feature["properties"]["id"]: feature["geometry"]
        for feature in collection["features"]
    }


def _territory(
    row: dict[str, str], shapes: dict[str, dict[str, object]]
) -> TerritorySeed:
    return TerritorySeed(
        id=row["id"],
        name=row["name"],
        kind=TerritoryKind.read(row["kind"]),
        parent=row["parent"] or None,
        official_code=row["official_code"],
        source=row["source"],
        table_de_quartier=row["table_de_quartier"],
        geometry=shapes.get(row["id"]),
    )


_Seed = TypeVar("_Seed")


def _parents_first(
    seeds: Iterable[_Seed], links: Callable[[_Seed], tuple[str, str | None]]
) -> list[_Seed]:
    """Order seeds level by level, keeping the file's order within a level.

    Args:
        seeds: In the order of the file.
        links: Gives a seed's id and its parent's id.

    Raises:
        LookupError: A parent is not in the file.
        ValueError: Somebody is their own ancestor.
    """
    known = list(seeds)
    parents = dict(map(links, known))

    def depth(seed: _Seed) -> int:
        above, levels = links(seed)[1], 0
        while above is not None:
            above, levels = parents[above], levels + 1
            if levels > len(parents):
                raise ValueError(links(seed)[0])
        return levels

    return sorted(known, key=depth)
