"""The structure of the network: groups, core, key players, who stands apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from reseau.analysis.groups.core import RESTARTS
from reseau.analysis.groups.core_search import Variant
from reseau.analysis.positions.overview import Overview, overview
from reseau.analysis.ties.graphs import Network
from reseau.analysis.ties.projection import attendances
from reseau.domain.names import sort_key
from reseau.domain.vocabulary import Layer
from reseau.store.session import Store
from reseau.usecases.network.network import Looked, Named, Question, look

FEW = 5
"""With fewer interactions nothing is said of the structure of co-presence."""
STABLE_GROUPS = 0.5
"""Below this agreement of the searches (adjusted Rand index), no group is shown."""


class Doubt(StrEnum):
    """Why a figure is not given: it would mislead."""

    NO_TIES = "no-ties"
    FEW_EVENTS = "few-events"
    UNSTABLE = "unstable"
    POOR_FIT = "poor-fit"
    NO_PATTERN = "no-pattern"


@dataclass(frozen=True, slots=True)
class Frame:
    """What an answer rests on, and what it does not see.

    Attributes:
        figures: Counts, rule and gaps.
        hidden: How many actors may not be shown.
        first: Day of the first interaction that was looked at; None for none.
        last: Day of the last one.
        actors: Key to who it is, by key.
    """

    figures: Overview
    hidden: int
    first: date | None
    last: date | None
    actors: Mapping[int, Named]

    @property
    def doubt(self) -> Doubt | None:
        """Tell why nothing can be said of this network, if so."""
        if not self.figures.ties:
            return Doubt.NO_TIES
        if self.figures.layer is Layer.COPRESENCE and self.figures.interactions < FEW:
            return Doubt.FEW_EVENTS
        return None

    def named(self, keys: Iterable[int]) -> tuple[Named, ...]:
        """Give who these are, by name without accents."""
        found = [self.actors[key] for key in keys]
        return tuple(sorted(found, key=lambda it: (sort_key(it.name), it.key)))


def frame(looked: Looked, question: Question) -> Frame:
    """Say what a look at the network rests on."""
    days = [
        it.held_on
        for it in looked.rows.participations
        if looked.rule.covers(it.held_on)
    ]
    return Frame(
        overview(
            looked.network,
            looked.rows,
            layer=question.layer,
            rule=looked.rule,
            measures=(),
        ),
        looked.hidden,
        min(days, default=None),
        max(days, default=None),
        {it.actor: Named(it.actor, it.slug, it.name) for it in looked.actors},
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Actors more tied among themselves than with the others.

    Attributes:
        number: From 1, the largest first.
        members: Those with the heaviest ties inside first.
        inside: Share of the weight of their ties that stays in the group, 0 to 1.
        heaviest: The two with the heaviest tie inside.
    """

    number: int
    members: tuple[Named, ...]
    inside: float
    heaviest: tuple[Named, Named]


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a network, or why they are not given.

    Attributes:
        stability: Agreement of the searches; None without a tie.
        seeds: How many searches.
    """

    frame: Frame
    doubt: Doubt | None
    modularity: float | None
    stability: float | None
    seeds: int
    groups: tuple[Group, ...]


def network_groups(store: Store, question: Question) -> Groups:
    """Find the groups, unless they change from one search to the next."""
    from reseau.analysis.groups.partition import communities

    with store.reading() as session:
        looked = look(session, question)
    rests = frame(looked, question)
    found = communities(looked.network)
    doubt = rests.doubt
    if doubt is None and found.stability is not None:
        doubt = Doubt.UNSTABLE if found.stability < STABLE_GROUPS else None
    shown = () if doubt else found.groups
    return Groups(
        rests,
        doubt,
        found.modularity,
        found.stability,
        found.seeds,
        tuple(
            _group(rests, looked.network, number, keys)
            for number, keys in enumerate(shown, start=1)
        ),
    )


def _group(rests: Frame, network: Network, number: int, keys: tuple[int, ...]) -> Group:
    inside = {
        key: sum(
            tie["weight"] for other, tie in network[key].items() if other in members
        )
        for members in [set(keys)]
        for key in keys
    }
    every = sum(tie["weight"] for key in keys for tie in network[key].values())
    order = sorted(
        keys, key=lambda it: (-inside[it], sort_key(rests.actors[it].name), it)
    )
    pairs = [pair for pair in combinations(order, 2) if network.has_edge(*pair)]
    one, other = max(pairs, key=lambda it: network.edges[it]["weight"])
    return Group(
        number,
        tuple(rests.actors[it] for it in order),
        sum(inside.values()) / every if every else 0.0,
        (rests.actors[one], rests.actors[other]),
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """A meeting at which half of a set, at least, was: it ties them by itself.

    Attributes:
        interaction: Its key.
        count: How many of the set were there.
        every: How many are in the set.
    """

    interaction: int
    count: int
    every: int


@dataclass(frozen=True, slots=True)
class Core:
    """The core of a network, or why there is none; and how deep its layers go.

    Attributes:
        core: Who is in it; empty when it is doubtful.
        periphery: How many are not.
        fit: Correlation of the ties with the ideal pattern; None without a pattern.
        density: Core, core to periphery, periphery to core, periphery.
        levels: Coreness to how many actors have it, the deepest first.
        deepest: Who has the highest coreness; those with most ties first, as in the
            core.
        core_meeting: A meeting at which half of the core was; None if there is none.
        innermost_meeting: Likewise for the deepest.
    """

    frame: Frame
    doubt: Doubt | None
    variant: Variant
    fit: float | None
    stability: float | None
    restarts: int
    density: tuple[tuple[float | None, float | None], tuple[float | None, float | None]]
    core: tuple[Named, ...]
    periphery: int
    levels: tuple[tuple[int, int], ...]
    deepest: tuple[Named, ...]
    core_meeting: Gathered | None
    innermost_meeting: Gathered | None


def network_core(
    store: Store, question: Question, *, variant: Variant = "blank"
) -> Core:
    """Find the core, unless it fits badly or changes from one search to the next."""
    from reseau.analysis.groups.core import GOOD_FIT, core_periphery
    from reseau.analysis.positions.wholeness import coreness

    with store.reading() as session:
        looked = look(session, question)
    rests = frame(looked, question)
    found = core_periphery(looked.network, variant=variant, restarts=RESTARTS)
    doubt = rests.doubt
    if doubt is None and not found.is_core:
        doubt = Doubt.UNSTABLE
        if found.fit is None:
            doubt = Doubt.NO_PATTERN
        elif found.fit < GOOD_FIT:
            doubt = Doubt.POOR_FIT
    depths = coreness(looked.network)
    counts = Counter(depths.values())
    highest = max(counts, default=0)
    deepest = [it for it, depth in depths.items() if highest and depth == highest]
    return Core(
        frame=rests,
        doubt=doubt,
        variant=found.variant,
        fit=found.fit,
        stability=found.stability,
        restarts=found.restarts,
        density=found.density,
        core=() if doubt else _by_ties(rests, looked.network, found.core),
        periphery=len(found.periphery),
        levels=tuple(sorted(counts.items(), reverse=True)),
        deepest=_by_ties(rests, looked.network, deepest),
        core_meeting=_gathered(looked, found.core, layer=question.layer),
        innermost_meeting=_gathered(looked, deepest, layer=question.layer),
    )


def _by_ties(rests: Frame, network: Network, keys: Iterable[int]) -> tuple[Named, ...]:
    """Give who these are, those with most ties first."""
    found = list(rests.named(keys))
    return tuple(sorted(found, key=lambda it: -network.degree(it.key)))


def _gathered(looked: Looked, keys: Sequence[int], *, layer: Layer) -> Gathered | None:
    """Find the meeting at which most of these were, if half of them were."""
    if layer is not Layer.COPRESENCE or len(keys) < FEW:
        return None
    wanted = set(keys)
    seen = [
        (len(wanted.intersection(it.actors)), it.interaction)
        for it in attendances(looked.rows.participations)
        if looked.rule.covers(it.held_on)
    ]
    count, interaction = max(seen, key=lambda it: it[0], default=(0, 0))
    if count < len(wanted) / 2:
        return None
    return Gathered(interaction, count, len(wanted))
