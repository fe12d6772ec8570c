"""Why each contact of a plan: what they share, what it adds, what others do."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reseau.domain.evidence import ActorRow, ParticipationRow
from reseau.domain.names import sort_key
from reseau.store.rows.log_rows import titles
from reseau.usecases.experts.expert_answers import Reason
from reseau.usecases.experts.experts import reason
from reseau.usecases.network.attendance import ASKING
from reseau.usecases.network.network import Looked, Named
from reseau.usecases.planning.plan_answers import (
    OVERLAP_DAYS,
    Carriers,
    Meetings,
    Overlap,
    PlannedContact,
)
from reseau.usecases.planning.plan_gathering import Concern
from reseau.usecases.planning.plan_search import Search, Way

if TYPE_CHECKING:
    from reseau.analysis.diffusion.contacts import Contact, ContactPlan
    from reseau.analysis.ties.graphs import Network

_LINES = 3
_NAMES = 3


@dataclass(slots=True)
class Reasons:
    """What the reasons are read from; it counts the contacts as it goes."""

    looked: Looked
    search: Search
    found: Concern
    around: "Network"
    ways: Mapping[tuple[int, int], Way]
    today: date
    lang: str
    days: dict[int, date] = field(init=False)
    actors: dict[int, ActorRow] = field(init=False)
    recent: dict[int, list[ParticipationRow]] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out what is read again and again."""
        rows = self.looked.rows.participations
        self.days = {it.interaction: it.held_on for it in rows}
        self.actors = {it.actor: it for it in self.looked.actors}
        self.actors.update(self.search.quiet)
        self.recent = self._recent(rows)

    def _recent(
        self, rows: Iterable[ParticipationRow]
    ) -> dict[int, list[ParticipationRow]]:
        """Gather the parts in what was lately held on the theme."""
        about = () if self.found.answers is None else self.found.answers.lines
        since = self.today - timedelta(days=OVERLAP_DAYS)
        found: defaultdict[int, list[ParticipationRow]] = defaultdict(list)
        for it in rows:
            if it.interaction in about and since < it.held_on <= self.today:
                found[it.interaction].append(it)
        return found

    def of(self, plan: "ContactPlan") -> tuple[PlannedContact, ...]:
        """Write every contact with its reasons."""
        here = Counter(self._key(it.target) for it in plan.contacts)
        told: list[int] = []
        missed: defaultdict[int, float] = defaultdict(lambda: 1.0)
        contacts = []
        for rank, it in enumerate(plan.contacts, start=1):
            target = self._key(it.target)
            alone = it.heard * missed[target]
            missed[target] *= 1 - it.heard
            told.append(target)
            contacts.append(self._one(rank, it, alone, told, here[target]))
        return tuple(contacts)

    def _key(self, node: object) -> int:
        return int(str(node))

    def _one(
        self, rank: int, it: "Contact", alone: float, told: list[int], here: int
    ) -> PlannedContact:
        member, target = self._key(it.member), self._key(it.target)
        way = self.ways[member, target]
        values = self.found.values
        worth = 1.0 if values is None else values.get(target, 0.0)
        reception = self.search.received[target]
        return PlannedContact(
            rank=rank,
            target=self._name(target),
            kind=self.actors[target].kind,
            member=self._name(member),
            cost=it.cost,
            heard=it.heard,
            gain=it.gain,
            itself=min(max(it.gain, 0.0), alone * worth),
            actors=it.actors,
            relevance=worth,
            reason=self._why(target),
            met=self._met(member, target) if way.known else None,
            introduced_by=None if way.by is None else self._name(way.by),
            passes_to=self._passes(target, told),
            reception=reception,
            member_lately=self.search.received[member].lately,
            here=here,
            overlap=self._overlap(target),
        )

    def _name(self, key: int) -> Named:
        row = self.actors[key]
        return Named(row.actor, row.slug, row.name)

    def _why(self, target: int) -> Reason | None:
        """Give the heaviest evidence that the theme concerns somebody."""
        standing = (self.found.standings or {}).get(target)
        if standing is None or self.found.look is None:
            return None
        look, best = self.found.look, standing.parts[0]
        named = titles(look.session, {best.evidence.line})
        return reason(best, look, lang=self.lang, titles=named)

    def _met(self, member: int, target: int) -> Meetings:
        tie = self.looked.network.edges[member, target]
        lines = sorted(tie["evidence"], key=lambda it: (self.days[it], it))
        last = int(lines[-1])
        latest = tuple(int(it) for it in reversed(lines[-_LINES:]))
        return Meetings(int(tie["count"]), self.days[last], last, latest)

    def _passes(self, target: int, told: list[int]) -> tuple[Named, ...]:
        """Name those who are likeliest to hear it, among those it concerns."""
        values = self.found.values
        ties = self.around[target]
        worth = {
            it: tie["probability"] * (1.0 if values is None else values.get(it, 0.0))
            for it, tie in ties.items()
            if it not in told
        }
        order = sorted(worth, key=lambda it: (-worth[it], it))
        return tuple(self._name(it) for it in order[:_NAMES] if worth[it] > 0)

    def _overlap(self, target: int) -> Overlap | None:
        """Find what others lately did with somebody on the theme."""
        lines: dict[int, date] = {}
        others: Counter[int] = Counter()
        for key, parts in self.recent.items():
            who = self._others(target, parts)
            if who:
                lines[key] = parts[0].held_on
                others.update(who)
        if not lines:
            return None
        order = sorted(lines, key=lambda it: (lines[it], it), reverse=True)
        named = [(self._name(key), n) for key, n in others.items()]
        named.sort(key=lambda it: (-it[1], sort_key(it[0].name), it[0].key))
        return Overlap(tuple(order), lines[order[0]], tuple(named))

    def _others(self, target: int, parts: list[ParticipationRow]) -> set[int]:
        """Tell who else was there with somebody: those who led, when it is known.

        Whom may not be shown is left out. Where one of those who carry this plan was,
        it was not others who offered something.
        """
        there = {it.actor for it in parts if it.role.present}
        leading = {it.actor for it in parts if it.role in ASKING}
        if target not in there or target in leading:
            return set()
        if self.search.how is not Carriers.ANYONE and there & self.search.members:
            return set()
        return ((leading or there) & self.actors.keys()) - {target}
