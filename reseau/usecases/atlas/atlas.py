"""Make the atlas: a portrait of each territory, and how they add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from reseau.analysis.groups.zones import tie_partition
from reseau.analysis.shapes import Outline, outlines
from reseau.domain.calendar import year_before
from reseau.domain.vocabulary import Diffusion, TerritoryKind
from reseau.errors import UsageError
from reseau.i18n import N_, Language
from reseau.publish.portrait.atlas import Atlas, Layer, Sum, Sums
from reseau.publish.portrait.portrait import Figures
from reseau.store.privacy.veil import veil
from reseau.store.rows import settings
from reseau.store.search.thesaurus import thesaurus
from reseau.store.session import Store
from reseau.usecases.atlas.atlas_moments import Moment, Readers, moment, placed
from reseau.usecases.atlas.atlas_people import people_of
from reseau.usecases.atlas.atlas_places import PlacesRead, read_places, settle
from reseau.usecases.atlas.atlas_portraits import Place, book_of, portrait
from reseau.usecases.atlas.atlas_zones import AtlasZones, file_zones, store_zones

SHEET, SMALL = 60.0, 200.0
"""By how many metres borders may move on the map of the whole, and on small ones."""


class SameDayError(UsageError):
    """The two days of an atlas are in the wrong order, or the same."""

    message = N_("--compare takes a day before {day}.")


@dataclass(frozen=True, slots=True)
class AtlasWish:
    """What an atlas is asked to hold.

    Attributes:
        territory: The only one to portray; None for all of the kind.
        kind: The kind of territories, when none is named.
        layer: A file of zones to use in place of the store's territories.
        name_of: The property that names the zones of the file; None to find out.
        places: “montreal”, or a file of places of interest; None for none.
        at: As of that day; today by default.
        compare: The earlier day; a year before by default.
    """

    language: Language
    shown_to: Diffusion = Diffusion.GROUP
    territory: str | None = None
    kind: TerritoryKind = TerritoryKind.NEIGHBOURHOOD
    layer: Path | None = None
    name_of: str | None = None
    places: str | None = None
    at: date | None = None
    compare: date | None = None


def atlas_of(store: Store, wish: AtlasWish) -> Atlas:
    """Gather an atlas.

    Raises:
        SameDayError, UnknownZoneError, FileRefusedError
        UnknownTerritoryError, AmbiguousNameError
    """
    read = None if wish.places is None else read_places(wish.places)
    with store.reading() as session:
        day = wish.at or settings.today(session)
        earlier = wish.compare or year_before(day)
        if earlier >= day:
            raise SameDayError(day=day.isoformat())
        zones = _zones(session, wish)
        return _gathered(session, wish, zones, (day, earlier), read)


def _zones(session: Session, wish: AtlasWish) -> AtlasZones:
    if wish.layer is None:
        return store_zones(session, which=wish.territory, kind=wish.kind)
    return file_zones(session, wish.layer, which=wish.territory, name_of=wish.name_of)


def _gathered(
    session: Session,
    wish: AtlasWish,
    zones: AtlasZones,
    days: tuple[date, date],
    read: PlacesRead | None,
) -> Atlas:
    known = thesaurus(session)
    readers = Readers(wish.shown_to, veil(session, shown_to=wish.shown_to))
    now, before = (
        placed(session, moment(session, known, readers, day=it), zones) for it in days
    )
    people = [people_of(session, zones, day=it, shown_to=wish.shown_to) for it in days]
    fallen, by_zone = (None, {}) if read is None else settle(read, zones)
    book = book_of((now, before), zones, known, wish.language, places=by_zone)
    tops = [key for key, broader in known.broader.items() if broader is None]
    pairs = [
        tuple(
            Place(one, zone, some[zone.slug])
            for one, some in zip((now, before), people, strict=True)
        )
        for zone in zones.zones
    ]
    sums = [
        _sums(one, zones, [pair[rank] for pair in pairs], people[rank])
        for rank, one in enumerate((now, before))
    ]
    drawn, small = _drawn(zones)
    return Atlas(
        language=wish.language,
        name=settings.setting(session, settings.NAME),
        audience=wish.shown_to,
        day=now.day,
        before=before.day,
        since=now.since,
        since_before=before.since,
        chosen=zones.chosen,
        kind=_kind(zones),
        portraits=tuple(portrait(book, *pair) for pair in pairs),
        whole=_whole(now, sums[0]),
        earlier=_whole(before, sums[1]),
        sums=sums[0],
        mute=tuple(
            known.label(it, wish.language) for it in tops if it not in book.subjects
        ),
        hidden=now.log.hidden,
        later=now.log.later,
        first=now.log.gatherings[0].held_on if now.log.gatherings else None,
        fallen=fallen,
        layer=_layer(zones),
        outlines=drawn,
        small=small,
        attributions=_attributions(zones, read),
        actors=tuple(sorted(now.names.keys() | before.names.keys())),
    )


def _kind(zones: AtlasZones) -> str:
    """Give the code of the kind of the zones; empty for those of a file."""
    kinds = {it.kind for it in zones.zones}
    return next((it.value for it in TerritoryKind if it in kinds), "")


def _sum(rows: int, distinct: int, whole: int) -> Sum:
    """Say how rows add up, given how many things are in one of them at least."""
    return Sum(rows, rows - distinct, whole - distinct, whole)


def _sums(
    one: Moment,
    zones: AtlasZones,
    places: list[Place],
    people: Mapping[str | None, int | None],
) -> Sums:
    ties = tie_partition(one.network, one.zones)
    held = [one.about[it.interaction] for it in one.gatherings]
    bodies = {it.key for place in places for it in place.committees}
    inside = sum(it.ties.inside for it in places)
    every = one.network.number_of_edges()
    return Sums(
        organizations=_sum(
            sum(len(it.members) for it in places),
            sum(bool(it) for it in one.zones.values()),
            len(one.zones),
        ),
        people=_people(zones, people),
        committees=_sum(
            sum(len(it.committees) for it in places), len(bodies), len(one.committees)
        ),
        interactions=_sum(sum(map(len, held)), sum(map(bool, held)), len(held)),
        inside=_sum(inside, ties.inside, every),
        between=ties.between,
        half=ties.half,
        neither=ties.neither,
        ties=every,
    )


def _people(zones: AtlasZones, people: Mapping[str | None, int | None]) -> Sum:
    """Add up the people, when none of the numbers is hidden."""
    counts = [people[it.slug] for it in zones.zones]
    shown = [it for it in counts if it is not None]
    whole = people[None]
    rows = sum(shown) if len(shown) == len(counts) else None
    outside = None if rows is None or whole is None else whole - rows
    return Sum(rows, 0, outside, whole)


def _whole(one: Moment, sums: Sums) -> Figures:
    return Figures(
        organizations=len(one.zones),
        alone=sum(len(it) == 1 for it in one.zones.values()),
        people=sums.people.whole,
        committees=len(one.committees),
        interactions=len(one.gatherings),
        inside=sums.ties - sums.between - sums.half - sums.neither,
        across=sums.between + sums.half + sums.neither,
        themes=len(one.heard),
    )


def _drawn(zones: AtlasZones) -> tuple[dict[str, Outline], dict[str, Outline]]:
    """Draw the zones that have a shape, for a sheet and for small maps."""
    shaped = [(it.slug, it.geometry) for it in zones.zones if it.geometry is not None]
    shapes = [geometry for _, geometry in shaped]
    sheet, small = (
        dict(zip([slug for slug, _ in shaped], drawn, strict=True))
        for drawn in (
            outlines(shapes, tolerance=SHEET), outlines(shapes, tolerance=SMALL),
        )
    )  # fmt: skip
    return sheet, small


def _layer(zones: AtlasZones) -> Layer | None:
    if zones.layer is None:
        return None
    read = zones.layer
    return Layer(
        read.file,
        read.encoding,
        zones.mended,
        tuple(str(it) for it in read.problems),
    )


def _attributions(zones: AtlasZones, read: PlacesRead | None) -> tuple[str, ...]:
    found = [it.attribution for it in zones.zones]
    if read is not None:
        found.append(read.attribution)
    return tuple(dict.fromkeys(it for it in found if it))
