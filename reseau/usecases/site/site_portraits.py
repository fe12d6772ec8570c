"""The portraits of territories that the public site shows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from reseau.domain.calendar import year_before
from reseau.domain.vocabulary import Diffusion, TerritoryKind
from reseau.i18n import LANGUAGES, Language
from reseau.publish.portrait.portrait import Portrait
from reseau.publish.portrait.portrait_public import cleared
from reseau.publish.site.site import SitePortrait
from reseau.store.search.thesaurus import Thesaurus, thesaurus
from reseau.usecases.atlas.atlas import SMALL
from reseau.usecases.atlas.atlas_moments import Moment, Readers, moment, placed
from reseau.usecases.atlas.atlas_portraits import Place, book_of, portrait
from reseau.usecases.atlas.atlas_zones import AtlasZones, store_zones
from reseau.usecases.site.site_rules import Rules

_ZONES = (
    TerritoryKind.BOROUGH, TerritoryKind.NEIGHBOURHOOD, TerritoryKind.ZONE,
    TerritoryKind.OTHER,
)  # fmt: skip
"""One kind of each of the layers that are mapped together."""


def portraits_of(
    session: Session, rules: Rules, *, committees: frozenset[int], today: date
) -> dict[int, SitePortrait]:
    """Portray every territory, from what is public of it.

    Organizations and committees are those that may be on the site. Interactions are
    those of the log, counted; small numbers are hidden, and nobody is named.

    Args:
        session: Open for reading.
        rules: Who may be shown.
        committees: Keys of those that are on the site.
        today: Set beside the same day of the year before.
    """
    readers = Readers(Diffusion.PUBLIC, rules.veil, rules.organizations, committees)
    known = thesaurus(session)
    days = today, year_before(today)
    read = [moment(session, known, readers, day=it) for it in days]
    found: dict[int, SitePortrait] = {}
    for kind in _ZONES:
        zones = store_zones(session, which=None, kind=kind)
        if zones.zones:
            now, before = (placed(session, it, zones) for it in read)
            found.update(_of_a_layer(zones, known, (now, before), rules))
    return found


def _of_a_layer(
    zones: AtlasZones, known: Thesaurus, moments: tuple[Moment, Moment], rules: Rules
) -> Iterator[tuple[int, SitePortrait]]:
    from reseau.analysis.shapes import outlines

    shaped = [(it.slug, it.geometry) for it in zones.zones if it.geometry is not None]
    drawn = outlines([it for _slug, it in shaped], tolerance=SMALL)
    shapes = dict(zip([slug for slug, _ in shaped], drawn, strict=True))
    books = {
        it: book_of(moments, zones, known, it, places={}, named=False)
        for it in LANGUAGES
    }
    for zone in zones.zones:
        now, before = (Place(it, zone, None) for it in moments)
        told: dict[Language, Portrait] = {
            lang: _harmless(cleared(portrait(book, now, before), lang), rules)
            for lang, book in books.items()
        }
        seats = frozenset(it.key for it in now.committees)
        days = moments[0].day, moments[1].day
        yield (
            zones.places[zone.slug],
            SitePortrait(told, days, seats, shapes, zone.attribution),
        )


def _harmless(it: Portrait, rules: Rules) -> Portrait:
    """Leave out the sectors that tell of somebody who may not be shown."""
    named = [one for one in it.sectors if one.name and not rules.betrays(one.name)]
    rest = [one for one in it.sectors if one not in named]
    if not rest:
        return it
    unknown = replace(
        rest[0],
        name=None,
        now=sum(one.now for one in rest),
        before=sum(one.before for one in rest),
    )
    return replace(it, sectors=(*named, unknown))
