"""How many people are of each zone of an atlas, small numbers hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.domain.small_numbers import Tree, not_to_be_shown
from reseau.domain.vocabulary import ActorKind, Diffusion
from reseau.store.models import ActorTerritory
from reseau.store.rows import groupings, rows
from reseau.usecases.atlas.atlas_zones import AtlasZones

Around = Mapping[int, int | None]
WHOLE = 0


def people_of(
    session: Session, zones: AtlasZones, *, day: date, shown_to: Diffusion
) -> dict[str | None, int | None]:
    """Count the people of each zone, and of the whole (None), who may be shown.

    A person is of their own territories, else of those of the organizations where
    they have a role on the day; and is counted once: in the smallest territory that
    holds them all. A number is None when it is not to be shown; all are for a layer
    from a file, or the numbers of two layers could be subtracted.
    """
    if zones.layer is not None:
        return dict.fromkeys([None, *zones.places])
    counted = Counter(
        _smallest(places, zones.above)
        for places in _places(session, day=day, shown_to=shown_to)
    )
    tree = Tree.of(counted, zones.above)
    hidden = not_to_be_shown(tree)
    where: dict[str | None, int] = {None: WHOLE}
    where.update(zones.places)
    return {
        slug: None if place in hidden else tree.counts[place]
        for slug, place in where.items()
    }


def _places(
    session: Session, *, day: date, shown_to: Diffusion
) -> list[frozenset[int]]:
    """Give, for each person, the territories that they are of; maybe none."""
    own: defaultdict[int, set[int]] = defaultdict(set)
    query = select(ActorTerritory.actor_key, ActorTerritory.territory_key)
    for actor, territory in session.execute(query):
        own[actor].add(territory)
    employers = groupings.organizations(session, on=day)
    found = []
    for it in rows.actor_rows(session, shown_to=shown_to):
        if it.kind is not ActorKind.PERSON:
            continue
        theirs = own.get(it.actor) or {
            key for home in employers.get(it.actor, ()) for key in own.get(home, ())
        }
        found.append(frozenset(theirs))
    return found


def _smallest(places: Iterable[int], above: Around) -> int:
    """Give the smallest place that holds some others; the whole for none."""
    chains = [_upwards(it, above) for it in places]
    if not chains:
        return WHOLE
    shared = set(chains[0]).intersection(*chains)
    return next(it for it in chains[0] if it in shared)


def _upwards(place: int, above: Around) -> list[int]:
    found = [place]
    while (around := above.get(found[-1])) is not None and around not in found:
        found.append(around)
    return found
