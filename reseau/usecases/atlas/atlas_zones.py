"""The zones of an atlas: territories of the store, or the layer of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.names import folded, slug, sort_key
from reseau.domain.vocabulary import TerritoryKind
from reseau.errors import ExitCode, UsageError
from reseau.exchange.geojson import ZoneLayer, check_order, read_zones
from reseau.i18n import N_
from reseau.store.models import Territory
from reseau.store.naming import finding
from reseau.usecases.common.trees import parents

_TILES = (
    frozenset({TerritoryKind.BOROUGH, TerritoryKind.CITY}),
    frozenset({TerritoryKind.NEIGHBOURHOOD}),
)
"""Kinds that cover the ground together, and are shown on one map."""


class UnknownZoneError(UsageError):
    """The layer of a file has no zone of that name."""

    message = N_("{file} has no zone named “{name}”. It has: {names}.")
    exit_code = ExitCode.NOT_FOUND


@dataclass(frozen=True, slots=True)
class AtlasZone:
    """One zone of an atlas.

    Attributes:
        slug: Its anchor, unique in the atlas.
        kind: None for a zone of a file.
        parent: Name of the territory around it.
        keys: The store's territories that it holds.
        holds: Their names, for a zone of a file.
        geometry: GeoJSON; None when it is not drawn.
    """

    slug: str
    name: str
    kind: TerritoryKind | None
    parent: str | None
    keys: frozenset[int]
    holds: tuple[str, ...]
    geometry: Mapping[str, Any] | None  # GeoJSON.
    attribution: str


@dataclass(frozen=True, slots=True)
class AtlasZones:
    """The zones of an atlas, by name.

    Attributes:
        chosen: The slug of the only one to portray; None for all.
        above: Each territory of the store to that around it, or to 0, the whole, which
            is in nothing; empty for a file.
        places: Each zone's slug to its key; 0 for a file.
        of: Territory of the store to the slugs of the zones that hold it.
        layer: What was read from a file.
        mended: How many outlines of the layer crossed themselves.
    """

    zones: tuple[AtlasZone, ...]
    chosen: str | None
    above: Mapping[int, int | None]
    places: Mapping[str, int]
    layer: ZoneLayer | None = None
    mended: int = 0
    of: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def zones_of(self, keys: Sequence[int]) -> tuple[str, ...]:
        """Give the zones that hold some territories of the store, in order."""
        found = {slug for key in keys for slug in self.of.get(key, ())}
        return tuple(it.slug for it in self.zones if it.slug in found)


def store_zones(
    session: Session, *, which: str | None, kind: TerritoryKind
) -> AtlasZones:
    """Give the territories of one kind, or of that of the one asked for; maybe none.

    Raises:
        UnknownTerritoryError, AmbiguousNameError
    """
    import json

    chosen = finding.territory_named(session, which) if which is not None else None
    wanted = chosen.kind if chosen is not None else kind
    kinds = next((it for it in _TILES if wanted in it), frozenset({wanted}))
    query = select(Territory).where(Territory.kind.in_(kinds))
    found = sorted(session.scalars(query), key=lambda it: (sort_key(it.name), it.slug))
    tree = parents(session, Territory)
    zones = tuple(
        AtlasZone(
            it.slug,
            it.name,
            it.kind,
            None if it.parent is None else it.parent.name,
            _under(it.key, tree),
            (),
            None if it.geometry is None else json.loads(it.geometry),
            it.attribution or "",
        )
        for it in found
    )
    above: dict[int, int | None] = {0: None}
    above |= {key: around or 0 for key, around in tree.items()}
    return AtlasZones(
        zones,
        None if chosen is None else chosen.slug,
        above,
        {it.slug: it.key for it in found},
        of=_of(zones),
    )


def _under(top: int, tree: Mapping[int, int | None]) -> frozenset[int]:
    """Give a territory and all that are in it."""
    found = {top}
    while more := {it for it, around in tree.items() if around in found} - found:
        found |= more
    return frozenset(found)


def _of(zones: Sequence[AtlasZone]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for zone in zones:
        for key in sorted(zone.keys):
            found.setdefault(key, []).append(zone.slug)
    return {key: tuple(slugs) for key, slugs in found.items()}


def file_zones(
    session: Session, path: Path, *, which: str | None, name_of: str | None
) -> AtlasZones:
    """Read the zones of a file, and find which of the store's territories they hold.

    A territory of the store is of the zone that holds two thirds of its area; without
    an outline, of the zone that has its name.

    Raises:
        FileRefusedError, NoZoneNameError: The layer cannot be read.
        UnknownZoneError: It has no zone of the name asked for.
    """
    from reseau.analysis.shapes import repaired

    layer = read_zones(path, name_of=name_of)
    held = _held(session, layer)
    slugs = _slugs([it.name for it in layer.zones])
    zones = tuple(
        AtlasZone(
            slug,
            it.name,
            None,
            None,
            frozenset(key for key, _ in held[rank]),
            tuple(sorted((name for _, name in held[rank]), key=sort_key)),
            it.geometry,
            layer.attribution,
        )
        for rank, (it, slug) in enumerate(zip(layer.zones, slugs, strict=True))
    )
    zones = tuple(sorted(zones, key=lambda it: (sort_key(it.name), it.slug)))
    return AtlasZones(
        zones,
        None if which is None else _zone_named(zones, which, file=layer.file),
        {},
        {it.slug: 0 for it in zones},
        layer,
        sum(repaired(it.geometry)[1] for it in layer.zones),
        _of(zones),
    )


def _slugs(names: Sequence[str]) -> list[str]:
    """Make an anchor of each name, unlike the others."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        base = slug(name) or "zone"
        taken[base] = taken.get(base, 0) + 1
        found.append(base if taken[base] == 1 else f"{base}-{taken[base]}")
    return found


def _zone_named(zones: Sequence[AtlasZone], which: str, *, file: str) -> str:
    wanted = folded(which)
    for it in zones:
        if wanted in {folded(it.name), folded(it.slug)}:
            return it.slug
    names = ", ".join(it.name for it in zones)
    raise UnknownZoneError(file=file, name=which, names=names)


def _held(session: Session, layer: ZoneLayer) -> list[list[tuple[int, str]]]:
    """Give the store's territories that lie in each zone, with their names."""
    import json

    from reseau.analysis.shapes import zone_holding

    query = select(Territory.key, Territory.name, Territory.geometry)
    known = session.execute(query.order_by(Territory.key)).all()
    shaped = [(key, name, json.loads(shape)) for key, name, shape in known if shape]
    check_order(layer, [shape for *_, shape in shaped])
    inside = zone_holding(
        [it.geometry for it in layer.zones], [shape for *_, shape in shaped]
    )
    names = {folded(it.name): rank for rank, it in enumerate(layer.zones)}
    found: list[list[tuple[int, str]]] = [[] for _ in layer.zones]
    for (key, name, _), zone in zip(shaped, inside, strict=True):
        if zone is not None:
            found[zone].append((key, name))
    for key, name, shape in known:
        if not shape and folded(name) in names:
            found[names[folded(name)]].append((key, name))
    return found
