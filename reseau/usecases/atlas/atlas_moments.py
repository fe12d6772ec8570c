"""What an atlas reads of the store as of one day: who is of where, who met whom."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reseau.analysis.ties.graphs import Network, Rows, layer_graph
from reseau.analysis.ties.projection import HALF_LIFE_DAYS, TieRule
from reseau.domain.calendar import year_before
from reseau.domain.evidence import ActorRow, ParticipationRow
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.vocabulary import (
    ActorKind,
    CommitteeKind,
    Diffusion,
    Layer,
    Role,
)
from reseau.store.models import ActorTerritory, Committee, Expertise
from reseau.store.privacy.veil import Veil
from reseau.store.rows import log_rows
from reseau.store.rows.lives import Lives, lives
from reseau.store.rows.rows import Scope
from reseau.store.search.thesaurus import Thesaurus
from reseau.usecases.atlas.atlas_zones import AtlasZones
from reseau.usecases.common.as_of import Then
from reseau.usecases.common.question import Question
from reseau.usecases.network.attendance import Among, Gathering, Log, read_log


@dataclass(frozen=True, slots=True)
class Seating:
    """A committee that had begun and was not over, with who sits in it.

    Attributes:
        territory: Key of the territory that it is of.
        members: Keys of the organizations that sit, or for which somebody does.
    """

    key: int
    slug: str
    name: str
    kind: CommitteeKind
    territory: int | None
    ends: date | None
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Moment:
    """The network of organizations as of a day, over the twelve months before.

    Attributes:
        since: First day of the twelve months.
        gatherings: Interactions of the twelve months.
        network: Organizations that exist on the day or were there; ties of
            co-presence of the twelve months.
        names: As on that day.
        zones: Organization to the zones that it is of, in order.
        about: Interaction of the whole past to the zones that it is about, or whose
            organizations were there.
        held_of: Zone to those interactions, in the order of the log.
        tops: Interaction to the top themes that it is about.
        declared: Organization to the top themes that it declares to know.
        committees: By name.
        attended: Organization to the interactions of the twelve months at which it was.
    """

    day: date
    since: date
    log: Log
    gatherings: tuple[Gathering, ...]
    network: Network
    names: Mapping[int, str]
    tops: Mapping[int, frozenset[int]]
    declared: Mapping[int, frozenset[int]]
    committees: tuple[Seating, ...]
    attended: Mapping[int, int]
    zones: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    about: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    held_of: Mapping[str, Sequence[Gathering]] = field(default_factory=dict)

    @property
    def heard(self) -> set[int]:
        """The top themes that somebody speaks of, or declares to know."""
        some = (self.tops, self.declared)
        return {it for one in some for them in one.values() for it in them}


@dataclass(frozen=True, slots=True)
class Readers:
    """For whom an atlas is read.

    Attributes:
        veil: Over sectors and the names of committees.
        organizations: Keys of the only ones that are looked at; None for all that the
            audience may be shown. Likewise for the committees.
    """

    shown_to: Diffusion
    veil: Veil
    organizations: Collection[int] | None = None
    committees: Collection[int] | None = None


def moment(
    session: Session, known: Thesaurus, readers: Readers, *, day: date
) -> Moment:
    """Read what an atlas needs as of a day, without the zones: see ``placed``.

    Args:
        session: Where to read.
        known: The thesaurus.
        readers: For whom.
        day: As of which.
    """
    log = _log(session, readers, day)
    since = year_before(day) + timedelta(days=1)
    held = tuple(it for it in log.gatherings if since <= it.held_on)
    here = _existing(lives(session), log, held, day)
    then = Then(session, day)
    names = {it: then.name(it, log.actors[it].name) for it in here}
    tops = {it: _top(known, it) for it in known.slugs}
    return Moment(
        day=day,
        since=since,
        log=log,
        gatherings=held,
        network=_network(log, held, names, (since, day)),
        names=names,
        tops=_themes(session, held, tops),
        declared=_declared(session, here, tops, day),
        committees=tuple(_committees(session, log, readers, here, day)),
        attended=Counter(key for it in held for key in it.present),
    )


def placed(session: Session, moment: Moment, zones: AtlasZones) -> Moment:
    """Say of which zones the organizations and the interactions of a moment are."""
    of = _of_zones(session, zones, [*moment.names])
    about = _about(session, zones, moment.log.gatherings, of)
    held_of: defaultdict[str, list[Gathering]] = defaultdict(list)
    for it in moment.log.gatherings:
        for slug in about[it.interaction]:
            held_of[slug].append(it)
    return replace(moment, zones=of, about=about, held_of=held_of)


def _log(session: Session, readers: Readers, day: date) -> Log:
    asked = Question(at=day, shown_to=readers.shown_to)
    among = Among(kind=ActorKind.ORGANIZATION, veil=readers.veil)
    log, only = read_log(session, asked, among), readers.organizations
    if only is None:
        return log
    return replace(
        log,
        actors={key: it for key, it in log.actors.items() if key in only},
        gatherings=tuple(
            replace(it, present=tuple(who for who in it.present if who in only))
            for it in log.gatherings
        ),
    )


def _existing(
    known: Lives, log: Log, held: Sequence[Gathering], day: date
) -> list[int]:
    """Keep the organizations that exist on the day, or were there before they ended."""
    gone = known.absent(day)
    seen = {key for it in held for key in it.present}
    return [it for it in log.actors if it not in gone or it in seen]


def _of_zones(
    session: Session, zones: AtlasZones, here: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    kept = set(here)
    found: defaultdict[int, list[int]] = defaultdict(list)
    query = select(ActorTerritory.actor_key, ActorTerritory.territory_key)
    for actor, territory in session.execute(query.order_by(ActorTerritory.key)):
        if actor in kept:
            found[actor].append(territory)
    return {it: zones.zones_of(found.get(it, [])) for it in here}


def _network(
    log: Log,
    held: Sequence[Gathering],
    names: Mapping[int, str],
    days: tuple[date, date],
) -> Network:
    """Tie the organizations that were at the same interactions."""
    since, last = days
    rule = TieRule(last, HALF_LIFE_DAYS, period=Period(since, last + timedelta(days=1)))
    rows = [
        ParticipationRow(it.interaction, actor, it.held_on, Role.PARTICIPANT)
        for it in held
        for actor in it.present
    ]
    actors = [
        ActorRow(key, log.actors[key].slug, name, ActorKind.ORGANIZATION)
        for key, name in names.items()
    ]
    return layer_graph(actors, Rows(rows), layer=Layer.COPRESENCE, rule=rule)


def _about(
    session: Session,
    zones: AtlasZones,
    held: Sequence[Gathering],
    of: Mapping[int, tuple[str, ...]],
) -> dict[int, tuple[str, ...]]:
    """Give the zones of each interaction: those said, and those of who was there."""
    said: defaultdict[int, list[int]] = defaultdict(list)
    for interaction, territory in log_rows.territory_pairs(session, Scope()):
        said[interaction].append(territory)
    order = {it.slug: rank for rank, it in enumerate(zones.zones)}
    found = {}
    for it in held:
        some = {*zones.zones_of(said.get(it.interaction, []))}
        some.update(slug for key in it.present for slug in of.get(key, ()))
        found[it.interaction] = tuple(sorted(some, key=order.__getitem__))
    return found


def _top(known: Thesaurus, theme: int) -> int:
    """Follow a theme up to the top; a loop ends where it began."""
    seen = {theme}
    while (above := known.broader.get(theme)) is not None and above not in seen:
        seen.add(above)
        theme = above
    return theme


def _themes(
    session: Session, held: Sequence[Gathering], tops: Mapping[int, int]
) -> dict[int, frozenset[int]]:
    kept = {it.interaction for it in held}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for interaction, theme in log_rows.theme_pairs(session, Scope()):
        if interaction in kept:
            found[interaction].add(tops[theme])
    return {it: frozenset(some) for it, some in found.items()}


def _declared(
    session: Session, here: Sequence[int], tops: Mapping[int, int], day: date
) -> dict[int, frozenset[int]]:
    kept = set(here)
    found: defaultdict[int, set[int]] = defaultdict(set)
    query = select(Expertise.actor_key, Expertise.theme_key, Expertise.since)
    for actor, theme, since in session.execute(query.order_by(Expertise.key)):
        if actor in kept and (since is None or since <= day):
            found[actor].add(tops[theme])
    return {it: frozenset(some) for it, some in found.items()}


def _committees(
    session: Session, log: Log, readers: Readers, here: Sequence[int], day: date
) -> list[Seating]:
    kept = set(here)
    members: defaultdict[int, set[int]] = defaultdict(set)
    for seat in log.seats:
        who = seat.on_behalf_of if seat.on_behalf_of is not None else seat.actor
        if who in kept and day in Period(seat.since, seat.until):
            members[seat.committee].add(who)
    query = select(Committee).where(
        Committee.started_on.is_(None) | (Committee.started_on <= day),
        Committee.ended_on.is_(None) | (Committee.ended_on > day),
    )
    found = [
        Seating(
            it.key,
            it.slug,
            readers.veil.over(it.name),
            it.kind,
            it.territory_key,
            it.ended_on,
            frozenset(members[it.key]),
        )
        for it in session.scalars(query)
        if readers.committees is None or it.key in readers.committees
    ]
    return sorted(found, key=lambda it: (sort_key(it.name), it.key))
