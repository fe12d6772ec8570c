"""What a map page is made from, and what is derived once for all its drawings."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reseau.domain.vocabulary import ActorKind, Layer
from reseau.i18n import Language


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
        ties: Number of ties with other actors.
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
    """

    source: int
    target: int
    weight: float
    count: int
    first: date | None
    last: date | None
    layer: Layer


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


# Okabe and Ito's colours, told apart by nearly all eyes; black is softened. Each
# has an outline of its own hue, for the pale ones do not show on white.
COLOURS = (
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442",
)  # fmt: skip
OTHER = "#9aa0a6"
_BEST_MOST = 4
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


def by_importance(page: MapPage) -> list[MapActor]:
    """Order actors by how much they need a name on the map.

    First the actor with the heaviest ties of each coloured group, after whom the
    group is often named; then the largest.
    """
    weight: defaultdict[int, float] = defaultdict(float)
    for tie in page.ties:
        weight[tie.source] += tie.weight
        weight[tie.target] += tie.weight
    order = sorted(page.actors, key=lambda it: (-weight[it.key], it.key))
    leader: dict[int | None, int] = {}
    for actor in order:
        leader.setdefault(actor.community, actor.key)
    leaders = {leader[key] for key, _, _ in ranked_groups(page)}
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
