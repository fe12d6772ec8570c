"""What a map page is made from, and what is derived once for all its drawings."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reseau.domain.closed_words import Word
from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n import Language
from reseau.publish.map.map_views import SavedView


class Change(Word):
    """What became of a tie between two days."""

    SAME = "same", "unchanged", "inchangé"
    APPEARED = "appeared", "appeared", "apparu"
    VANISHED = "vanished", "vanished", "disparu"
    STRONGER = "stronger", "strengthened", "renforcé"
    WEAKER = "weaker", "weakened", "affaibli"


class Facet(NamedTuple):
    """A theme, a territory, a committee or a measure, in both languages.

    Attributes:
        key: What the code of a view calls it, from one map to the next; its position
            on this one when there is none.
    """

    fr: str
    en: str
    key: int | str | None = None


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line of the log behind ties.

    Attributes:
        first: Its first day, None when unknown.
        last: Its last day, None when unknown or lasting.
        what: What it was: the kind of interaction, or the layer.
        text: Title of the interaction or name of the committee; empty when the
            audience may not read it.
        present: How many were there; None when that does not apply.
        adds: What it adds to the weight of each tie it is behind.
    """

    first: date | None
    last: date | None
    what: Word
    text: str
    present: int | None
    adds: float


@dataclass(frozen=True, slots=True)
class MapActor:
    """One actor on the map.

    Attributes:
        key: Identity of the actor.
        slug: Short handle; kept out of the page.
        name: As the audience may read it (a pseudonym, if it must be one).
        kind: Organization or person: the shape.
        community: Detected group, None when there is none.
        size: The measure that the disc shows, not negative.
        x: Place, in map units.
        y: Place, in map units, downwards.
        ties: Number of ties with other actors, in the layer of the map.
        figures: The other measures a disc can show, in the order of the page's.
        themes: Positions in the page's themes, the main one first.
        territories: Positions in the page's territories, the main one first.
        committees: Positions in the page's committees.
        change: What became of the actor since the day compared with.
    """

    key: int
    slug: str
    name: str
    kind: ActorKind
    community: int | None
    size: float
    x: float
    y: float
    ties: int
    figures: tuple[float, ...] = ()
    themes: tuple[int, ...] = ()
    territories: tuple[int, ...] = ()
    committees: tuple[int, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class MapTie:
    """One tie of one layer; two actors may have one in each layer.

    Attributes:
        source: Key of one end.
        target: Key of the other end.
        weight: Strength, in the unit of the layer.
        count: How many lines of the log it rests on.
        first: Day of the first one, None when unknown.
        last: Day of the last one, None when unknown or lasting.
        layer: The family it belongs to.
        lines: Positions in the page's lines, the newest first.
        change: What became of it since the day compared with.
    """

    source: int
    target: int
    weight: float
    count: int
    first: date | None
    last: date | None
    layer: Layer
    lines: tuple[int, ...] = ()
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class MapPage:
    """A whole map page. Its texts are already in its language.

    Attributes:
        title: What network this is.
        subtitle: One line under the title.
        facts: Sentences: period, as-of date, number of actors, what is missing.
        audience: Who may see this page.
        size_label: What the size of a disc measures.
        actors: In any order.
        ties: In any order.
        communities: Names of the detected groups that actors refer to.
        language: Language of the page, which may not be the reader's.
        made_on: The day it was made.
        layer: The layer whose ties are shown first, that places and sizes come from.
        measures: Names of the measures that ``MapActor.figures`` holds.
        themes: Themes that actors refer to.
        territories: Territories that actors refer to.
        committees: Committees that actors refer to.
        lines: Lines of the log that ties refer to.
        compared: The day compared with, None when nothing is.
        advice: A sentence when the map is larger than can be read.
        rules: What a tie of each layer is, in one sentence.
        views: Views with a name, offered as buttons.
    """

    title: str
    subtitle: str
    facts: tuple[str, ...]
    audience: str
    size_label: str
    actors: tuple[MapActor, ...]
    ties: tuple[MapTie, ...]
    communities: Mapping[int, str]
    language: Language
    made_on: date | None = None
    layer: Layer = Layer.COPRESENCE
    measures: tuple[Facet, ...] = ()
    themes: tuple[Facet, ...] = ()
    territories: tuple[Facet, ...] = ()
    committees: tuple[Facet, ...] = ()
    lines: tuple[MapLine, ...] = ()
    compared: date | None = None
    advice: str = ""
    rules: Mapping[Layer, str] = field(default_factory=dict)
    views: tuple[SavedView, ...] = ()


# Okabe and Ito's colours, told apart by nearly all eyes; black is softened. Each
# has an outline of its own hue, for the pale ones do not show on white.
COLOURS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442",
)  # fmt: skip
OTHER = "#9aa0a6"
_BEST_MOST = 4
_NAMED = 30  # Groups named on the map, of which seven have a colour.
MOST_NAMES = 120
"""Groups that have a name in the file, each a bubble when actors are gathered."""
_ENOUGH = 5
KIND_COLOURS = {ActorKind.PERSON: "#0072b2", ActorKind.ORGANIZATION: "#e69f00"}


def outline(colour: str) -> str:
    """Darken a ``#rrggbb`` colour to 55 % for the outline of a disc."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel * 0.55):02x}" for channel in channels)


def ranked_groups(page: MapPage) -> list[tuple[int, str, int]]:
    """List the groups that get a colour: key, name, number of actors.

    Returns:
        At most seven, the largest first; empty when fewer than two groups exist.
    """
    members = Counter(it.community for it in page.actors if it.community is not None)
    if len(members) < 2:  # noqa: PLR2004  # One colour for all says nothing.
        return []
    order = sorted(members, key=lambda key: (-members[key], key))
    return [
        (key, page.communities.get(key, str(key)), members[key])
        for key in order[: len(COLOURS)]
    ]


def named_groups(page: MapPage, *, most: int = _NAMED) -> list[tuple[int, str, int]]:
    """List the groups that are named: those with a colour, then smaller ones.

    Returns:
        At most thirty, or as many as asked for, the largest first; empty when fewer
        than two groups exist.
    """
    members = Counter(it.community for it in page.actors if it.community is not None)
    coloured = ranked_groups(page)
    order = sorted(members, key=lambda key: (-members[key], key))
    rest = [
        (key, page.communities.get(key, str(key)), members[key])
        for key in order[len(coloured) : most]
        if members[key] >= _ENOUGH
    ]
    return coloured + rest if coloured else []


def all_groups(page: MapPage) -> list[int]:
    """List the keys of all groups: the named ones first, then the largest."""
    members = Counter(it.community for it in page.actors if it.community is not None)
    named = [key for key, _, _ in named_groups(page)]
    if not named:
        return []
    rest = sorted(members.keys() - set(named), key=lambda key: (-members[key], key))
    return named + rest


def main_ties(page: MapPage) -> Sequence[MapTie]:
    """Give the ties of the page's own layer; all of them when it has none."""
    return [it for it in page.ties if it.layer is page.layer] or page.ties


def by_importance(page: MapPage) -> list[MapActor]:
    """Order actors by how much they need a name on the map.

    First the actor with the heaviest ties of each named group, after whom the
    group is often named; then the largest.
    """
    weight: defaultdict[int, float] = defaultdict(float)
    for tie in main_ties(page):
        weight[tie.source] += tie.weight
        weight[tie.target] += tie.weight
    order = sorted(page.actors, key=lambda it: (-weight[it.key], it.key))
    leader: dict[int | None, int] = {}
    for actor in order:
        leader.setdefault(actor.community, actor.key)
    leaders = {leader[key] for key, _, _ in named_groups(page)}
    return sorted(page.actors, key=lambda it: (it.key not in leaders, -it.size, it.key))


def grades(ties: Sequence[MapTie]) -> list[int]:
    """Tell the principal ties, that are drawn first, from the rest.

    A tie scores its weight times one plus the neighbours its ends share, over the
    geometric mean of their numbers of ties; each actor keeps as many of its best
    as the square root of its number of ties, at most four, so that hubs stay
    readable, and its heaviest whatever the score.

    Returns:
        For each tie: 2 the heaviest of one of its ends, 1 principal, 0 the rest.
    """
    around: defaultdict[int, set[int]] = defaultdict(set)
    of: defaultdict[int, list[int]] = defaultdict(list)
    for position, tie in enumerate(ties):
        for end, other in ((tie.source, tie.target), (tie.target, tie.source)):
            around[end].add(other)
            of[end].append(position)
    score = [_score(tie, around) for tie in ties]
    grade = [0] * len(ties)
    for end, positions in of.items():
        best = sorted(positions, key=lambda at: (-score[at], at))
        for at in best[: min(_BEST_MOST, math.isqrt(len(around[end])))]:
            grade[at] = max(grade[at], 1)
        grade[max(positions, key=lambda at: (ties[at].weight, score[at], -at))] = 2
    return grade


def thickness(ties: Sequence[MapTie]) -> list[int]:
    """Tell how thick each tie is drawn, among those of its layer.

    Returns:
        For each tie: 0, the thinnest, to 3; all 0 where all weigh the same.
    """
    weights: defaultdict[Layer, list[float]] = defaultdict(list)
    for tie in ties:
        weights[tie.layer].append(tie.weight)
    span = {layer: (min(all_), max(all_)) for layer, all_ in weights.items()}
    steps = []
    for tie in ties:
        least, most = span[tie.layer]
        share = (tie.weight - least) / (most - least) if most > least else 0.0
        steps.append(min(3, int(4 * math.sqrt(share))))
    return steps


def _score(tie: MapTie, around: Mapping[int, set[int]]) -> float:
    """Score how much a tie belongs to the backbone."""
    here, there = around[tie.source], around[tie.target]
    return tie.weight * (1 + len(here & there)) / math.sqrt(len(here) * len(there))
