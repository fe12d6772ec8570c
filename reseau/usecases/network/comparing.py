"""Compare the network of two periods: what was formed, kept, lost; who moved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from reseau.analysis.comparison.changes import TieChanges, tie_changes
from reseau.analysis.comparison.moves import Move, first_by, moves
from reseau.analysis.positions.overview import overview
from reseau.analysis.ties.graphs import Network
from reseau.domain.names import sort_key
from reseau.domain.periods import Period
from reseau.domain.spans import last_day
from reseau.domain.vocabulary import Layer
from reseau.store.rows import settings
from reseau.store.session import Store
from reseau.usecases.network.comparison import (
    Caution,
    ChangedTie,
    Compared,
    Likeness,
    Observed,
)
from reseau.usecases.network.network import Looked, Named, Question, look

if TYPE_CHECKING:
    pass

FEWEST_EVENTS = 5
"""Below so many interactions in a period, two periods are not likened."""
LOW, VERY_LOW = 0.3, 0.2
UNEQUAL = 1.1
MOST_DRAWS, FEWEST_DRAWS = 5000, 199
"""How many times QAP shuffles the actors, from small networks to large ones."""
_LOOKED_UP = 25_000_000


def compare_periods(
    store: Store,
    first: Period,
    second: Period,
    *,
    question: Question,
    top: int | None = 5,
    permutations: int | None = None,
) -> Compared:
    """Compare the network of two periods.

    Each is counted as of its own last day, or of today when it is not over, so that
    the older one has not faded more.

    Args:
        store: Where the log is.
        first: The period to start from.
        second: The period to compare with it.
        question: The layer, the filters, the half-life; its period and day are not
            looked at.
        top: How many actors and ties of each list; None for all.
        permutations: How many times actors are shuffled for QAP; None for 5,000, fewer
            when there are many ties.
    """
    with store.reading() as session:
        today = settings.today(session)
        before, looked = _observed(session, question, first, today=today)
        after, again = _observed(session, question, second, today=today)
    names = {
        it.actor: Named(it.actor, it.slug, it.name)
        for it in (*looked.actors, *again.actors)
    }
    cautions = _dates(before, after, today=today)
    measured = not _few(question, before, after)
    cautions += () if measured else (Caution.FEW_EVENTS,)
    draws = (permutations or _draws(before, after)) if measured else 0
    common, union = (
        _likeness(before, after, nodes, draws) for nodes in ("common", "union")
    )
    return Compared(
        question=question,
        before=before,
        after=after,
        common=common,
        union=union,
        **_lists(before.network, after.network, names, common.changes, top=top),
        formed=_ties(after.network, union.changes.formed_ties, names, top=top),
        dissolved=_ties(before.network, union.changes.dissolved_ties, names, top=top),
        cautions=cautions + _found(before, after, common, measured=measured),
        hidden=again.hidden,
        names=names,
    )


def _observed(
    session: Session, question: Question, period: Period, *, today: date
) -> tuple[Observed, Looked]:
    """Make the network of one period, of those who were in it."""
    at = last_day(period, today=today)
    looked = look(session, replace(question, period=period, at=at))
    network = looked.network
    if question.layer is not Layer.COPRESENCE:
        network = network.copy()
        network.remove_nodes_from([it for it, ties in network.degree() if not ties])
    elif not (period.since or period.until):
        present = {it.actor for it in looked.rows.participations if it.role.present}
        network = network.subgraph([it for it in network if it in present])
    figures = overview(
        network, looked.rows, layer=question.layer, rule=looked.rule, measures=()
    )
    days = [
        it.held_on
        for it in looked.rows.participations
        if looked.rule.covers(it.held_on)
    ]
    return (
        Observed(
            network,
            figures,
            looked.rule,
            min(days, default=None),
            max(days, default=None),
        ),
        looked,
    )


def _dates(before: Observed, after: Observed, *, today: date) -> tuple[Caution, ...]:
    """Say what is odd about the two periods."""
    first, second = before.rule.period, after.rule.period
    found = []
    if first.overlaps(second.since, second.until):
        found.append(Caution.OVERLAP)
    elif second.until and first.since and second.until <= first.since:
        found.append(Caution.REVERSED)
    one, other = sorted((_days(before), _days(after)))
    if one and other > UNEQUAL * one:
        found.append(Caution.LENGTHS)
    if any(it.until is None or it.until > today for it in (first, second)):
        found.append(Caution.UNFINISHED)
    return tuple(found)


def _days(seen: Observed) -> int:
    """Count the days that were looked at, from the first line when there is no start.

    0 when it is not known.
    """
    since = seen.rule.period.since or seen.first
    return 0 if since is None else max((seen.rule.as_of - since).days + 1, 0)


def _few(question: Question, before: Observed, after: Observed) -> bool:
    """Tell whether a period has too few interactions to be likened."""
    if question.layer is not Layer.COPRESENCE:
        return False
    return min(it.overview.interactions for it in (before, after)) < FEWEST_EVENTS


def _found(
    before: Observed, after: Observed, common: Likeness, *, measured: bool
) -> tuple[Caution, ...]:
    """Say what is odd about the two networks."""
    if not (before.overview.ties and after.overview.ties):
        return (Caution.NO_TIES,)
    jaccard = common.changes.jaccard
    if not measured or jaccard is None or jaccard >= LOW:
        return ()
    return (Caution.VERY_LOW if jaccard < VERY_LOW else Caution.LOW,)


def _draws(before: Observed, after: Observed) -> int:
    """Shuffle large networks fewer times: each draw looks up every tie of one."""
    ties = min(it.overview.ties for it in (before, after))
    return max(FEWEST_DRAWS, min(MOST_DRAWS, _LOOKED_UP // max(ties, 1)))


def _likeness(
    before: Observed, after: Observed, nodes: Any, permutations: int
) -> Likeness:
    """Liken the two networks on one roster; QAP needs some permutations."""
    pair = before.network, after.network
    changes = tie_changes(*pair, nodes=nodes, directed=False)
    if not permutations:
        return Likeness(changes, None, None)
    from reseau.analysis.comparison.correlation import qap

    presence, weights = (
        qap(*pair, permutations=permutations, directed=False, weight=it, nodes=nodes)
        for it in (None, "weight")
    )
    return Likeness(changes, presence, weights)


def _lists(
    before: Network,
    after: Network,
    names: Mapping[int, Named],
    changes: TieChanges,
    *,
    top: int | None,
) -> dict[str, Any]:
    """Rank who came, left and moved; equals by name."""

    def ranked(
        nodes: Iterable[Any], key: Callable[[Move], tuple[float, float]]
    ) -> tuple[Move, ...]:
        ordered = sorted(nodes, key=lambda it: (sort_key(names[it].name), it))
        found = moves(before, after, nodes=ordered)
        return tuple(first_by(found, key, top=len(found) if top is None else top))

    stayed = changes.stayed
    return {
        "came": ranked(changes.came, lambda it: (it.ties + 1, it.strength)),
        "left": ranked(changes.left, lambda it: (1 - it.ties, -it.strength)),
        "gained": ranked(stayed, lambda it: (it.ties, it.strength)),
        "lost": ranked(stayed, lambda it: (-it.ties, -it.strength)),
        "stronger": ranked(stayed, lambda it: (it.strength, it.ties)),
        "weaker": ranked(stayed, lambda it: (-it.strength, -it.ties)),
    }


def _ties(
    network: Network,
    pairs: Iterable[tuple[Any, Any]],
    names: Mapping[int, Named],
    *,
    top: int | None,
) -> tuple[ChangedTie, ...]:
    """Give the strongest of some ties, then those of the most lines."""
    found = []
    for a, b in pairs:
        data = network[a][b]
        one, other = sorted((names[a], names[b]), key=lambda it: sort_key(it.name))
        found.append(
            ChangedTie(
                one,
                other,
                float(data["weight"]),
                int(data["count"]),
                data["first"],
                data["last"],
                data["evidence"],
            )
        )
    found.sort(
        key=lambda it: (
            -round(it.weight, 9),
            -it.count,
            sort_key(it.one.name),
            sort_key(it.other.name),
        )
    )
    return tuple(found if top is None else found[:top])
