"""The portraits of an atlas, from what was read as of two days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reseau.analysis.groups.zones import Crossing, ZoneTies, crossing, zone_ties
from reseau.analysis.mobilizing.presences import Meeting
from reseau.analysis.mobilizing.trend import mobilization_trend
from reseau.domain.calendar import CalendarUnit
from reseau.domain.names import sort_key
from reseau.domain.seeds import territory_seeds
from reseau.domain.vocabulary import CommitteeKind
from reseau.i18n import Language
from reseau.publish.portrait.portrait import (
    NOBODY,
    Body,
    Dependence,
    Figures,
    Link,
    Portrait,
    Resident,
    Sector,
    Step,
    Subject,
)
from reseau.store.search.thesaurus import Thesaurus
from reseau.usecases.atlas.atlas_moments import Moment, Seating
from reseau.usecases.atlas.atlas_zones import AtlasZone, AtlasZones

QUARTERS = 8
"""How far back the trend goes."""


@dataclass(frozen=True)
class Place:
    """One zone as of one day. Not slotted: what is costly is kept once found.

    Attributes:
        people: None when the number is not to be shown.
    """

    moment: Moment
    zone: AtlasZone
    people: int | None

    @cached_property
    def members(self) -> tuple[int, ...]:
        """Its organizations, by name."""
        slug, names = self.zone.slug, self.moment.names
        found = [it for it, zones in self.moment.zones.items() if slug in zones]
        return tuple(sorted(found, key=lambda it: (sort_key(names[it]), it)))

    @cached_property
    def ties(self) -> ZoneTies[int, str]:
        """Its ties inside and across."""
        return zone_ties(self.moment.network, self.moment.zones, self.zone.slug)

    @cached_property
    def crossing(self) -> Crossing[int]:
        """Its ways across in two steps."""
        return crossing(self.moment.network, self.members)

    @cached_property
    def interactions(self) -> frozenset[int]:
        """Those of the twelve months about it, or with one of its organizations."""
        held = self.moment.held_of.get(self.zone.slug, ())
        since = self.moment.since
        return frozenset(it.interaction for it in held if since <= it.held_on)

    @cached_property
    def trend(self) -> tuple[Step, ...]:
        """Its interactions by quarter."""
        return tuple(_trend(self))

    @cached_property
    def committees(self) -> tuple[Seating, ...]:
        """Those of this zone, and those where one of its organizations sits."""
        kept = set(self.members)
        return tuple(
            it
            for it in self.moment.committees
            if it.territory in self.zone.keys or it.members & kept
        )

    @cached_property
    def lines(self) -> Counter[int]:
        """Top theme to its interactions."""
        tops = self.moment.tops
        return Counter(
            it for line in sorted(self.interactions) for it in tops.get(line, ())
        )

    @cached_property
    def declared(self) -> Counter[int]:
        """Top theme to its organizations that declare it."""
        declared = self.moment.declared
        return Counter(it for who in self.members for it in declared.get(who, ()))

    @cached_property
    def figures(self) -> Figures:
        """Its figures."""
        alone = sum(len(self.moment.zones[it]) == 1 for it in self.members)
        return Figures(
            organizations=len(self.members),
            alone=alone,
            people=self.people,
            committees=len(self.committees),
            interactions=len(self.interactions),
            inside=self.ties.inside,
            across=self.ties.across,
            themes=len(self.lines.keys() | self.declared.keys()),
        )


@dataclass(frozen=True, slots=True)
class Book:
    """What all portraits need.

    Attributes:
        tables: Slug of a territory to its round table of 2014.
        places: Slug to its places of interest by family.
        city: Top theme to the interactions of the whole.
        named: Whether organizations are named: who is here, who sits, on whom ties
            depend.
    """

    zones: AtlasZones
    known: Thesaurus
    language: Language
    tables: Mapping[str, str]
    places: Mapping[str, tuple[tuple[str, int], ...]]
    city: Mapping[int, int]
    subjects: Sequence[int]
    named: bool = True


def book_of(
    moments: tuple[Moment, Moment],
    zones: AtlasZones,
    known: Thesaurus,
    lang: Language,
    *,
    places: Mapping[str, tuple[tuple[str, int], ...]],
    named: bool = True,
) -> Book:
    """Gather what the portraits of both days need; themes by how much is said of them.

    Args:
        moments: The day, then the earlier one.
        zones: The zones of the atlas.
        known: The thesaurus.
        lang: The language of the portraits.
        places: Slug to its places of interest by family.
        named: Whether organizations are named.
    """
    now, before = moments
    city = Counter(it for tops in now.tops.values() for it in tops)
    subjects = sorted(
        now.heard | before.heard, key=lambda it: (-city[it], known.label(it, lang), it)
    )
    tables = {it.id: it.table_de_quartier for it in territory_seeds()}
    return Book(zones, known, lang, tables, places, city, subjects, named)


def portrait(book: Book, now: Place, before: Place) -> Portrait:
    """Make the portrait of one zone."""
    zone, named = now.zone, book.named
    return Portrait(
        slug=zone.slug,
        name=zone.name,
        kind="" if zone.kind is None else zone.kind.label(book.language),
        parent=zone.parent,
        table=book.tables.get(zone.slug, ""),
        now=now.figures,
        before=before.figures,
        sectors=_sectors(now, before),
        residents=tuple(_resident(book, now, it) for it in now.members if named),
        bodies=tuple(_body(book, now, it) for it in now.committees if named),
        links=_links(book, now, before),
        subjects=tuple(_subject(book, now, before, it) for it in book.subjects),
        dependence=_dependence(book, now) if named else NOBODY,
        earlier=_dependence(book, before) if named else NOBODY,
        trend=now.trend,
        places=book.places.get(zone.slug, ()),
        holds=zone.holds,
    )


def _sector(place: Place, actor: int) -> str | None:
    """Give a sector; the log has it without what its readers may not see."""
    return (place.moment.log.actors[actor].sector or "").strip() or None


def _sectors(now: Place, before: Place) -> tuple[Sector, ...]:
    one, other = (
        Counter(_sector(place, it) for it in place.members) for place in (now, before)
    )
    names = sorted(
        one.keys() | other.keys(),
        key=lambda it: (it is None, -one[it], -other[it], sort_key(it or "")),
    )
    return tuple(Sector(it, one[it], other[it]) for it in names)


def _resident(book: Book, place: Place, actor: int) -> Resident:
    moment = place.moment
    named = {it.slug: it.name for it in book.zones.zones}
    return Resident(
        slug=moment.log.actors[actor].slug,
        name=moment.names[actor],
        sector=_sector(place, actor),
        also=tuple(named[it] for it in moment.zones[actor] if it != place.zone.slug),
        interactions=moment.attended.get(actor, 0),
        across=place.ties.holders.get(actor, 0),
    )


def _body(book: Book, place: Place, it: Seating) -> Body:
    names = place.moment.names
    here = [names[who] for who in place.members if who in it.members]
    own = it.territory in place.zone.keys
    kind, table = it.kind.label(book.language), it.kind is CommitteeKind.TABLE
    return Body(it.slug, it.name, kind, own, table, it.ends, tuple(here))


def _links(book: Book, now: Place, before: Place) -> tuple[Link, ...]:
    """Give where the ties across lead, the most first, those of nowhere last."""
    found = [
        Link(
            it.slug,
            it.name,
            now.ties.to.get(it.slug, 0),
            before.ties.to.get(it.slug, 0),
        )
        for it in book.zones.zones
        if it.slug != now.zone.slug
    ]
    found = [it for it in found if it.now or it.before]
    found.sort(key=lambda it: (-it.now, -it.before))
    nowhere = Link("", None, now.ties.elsewhere, before.ties.elsewhere)
    return (*found, *([nowhere] if nowhere.now or nowhere.before else []))


def _subject(book: Book, now: Place, before: Place, theme: int) -> Subject:
    return Subject(
        book.known.slugs[theme],
        book.known.label(theme, book.language),
        now.lines[theme],
        before.lines[theme],
        book.city.get(theme, 0),
        now.declared[theme],
    )


def _dependence(book: Book, place: Place) -> Dependence:
    ties, ways = place.ties, place.crossing
    names = place.moment.names
    first = _most(ties.holders, names)
    middle = _most(ways.through, names)
    return Dependence(
        ties=ties.across,
        first=None if first is None else names[first],
        first_ties=0 if first is None else ties.holders[first],
        lost=() if first is None else tuple(_lost(book, place, first)),
        lines=() if first is None else _lines(place, first),
        paths=ways.paths,
        middle=None if middle is None else names[middle],
        middle_paths=0 if middle is None else ways.through[middle],
        middle_here=middle in place.members,
    )


def _most(counts: Mapping[int, int], names: Mapping[int, str]) -> int | None:
    """Give who has the most; the first by name of those who do."""
    return min(
        counts, key=lambda it: (-counts[it], sort_key(names[it]), it), default=None
    )


def _reached(place: Place, actors: Iterable[int]) -> set[str]:
    zones = place.moment.zones
    ends = (end for it in actors for end in place.ties.lines[it])
    return {slug for end in ends for slug in zones.get(end, ())}


def _lost(book: Book, place: Place, first: int) -> list[str]:
    """Name the zones that only the first is tied with."""
    others = [it for it in place.ties.lines if it != first]
    lost = _reached(place, [first]) - _reached(place, others)
    return [it.name for it in book.zones.zones if it.slug in lost]


def _lines(place: Place, first: int) -> tuple[int, ...]:
    """Give the interactions behind the ties across of one organization."""
    network = place.moment.network
    found: set[int] = set()
    for end in place.ties.lines[first]:
        found.update(network.edges[first, end]["evidence"])
    return tuple(sorted(found))


def _trend(place: Place) -> list[Step]:
    """Follow the interactions of a zone by quarter, its organizations counted."""
    moment = place.moment
    kept = set(place.members)
    meetings = [
        Meeting(it.held_on, tuple(who for who in it.present if who in kept), None)
        for it in moment.held_of.get(place.zone.slug, ())
    ]
    if not meetings:
        return []
    unit = CalendarUnit.QUARTER
    first = unit.before(moment.day, times=QUARTERS - 1)
    start = max(first, unit.first_day(meetings[0].held_on))
    steps = mobilization_trend(meetings, by=unit.value, since=start, until=moment.day)
    return [Step(it.since, it.until, it.meetings, it.active) for it in steps]
