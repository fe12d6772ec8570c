"""The backbone of co-presence: pairs together more often than chance explains.

The stochastic degree sequence model keeps, on average, how often each actor came and
how many came to each event, and asks how often two actors would meet for that alone.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, get_args

from reseau.analysis.backbone.corrections import benjamini_hochberg, holm
from reseau.analysis.backbone.disparity_filter import ALPHA
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    import networkx as nx

Actor = TypeVar("Actor", bound=Hashable)
Correction: TypeAlias = Literal["holm", "bh", "none"]

CORRECTIONS: tuple[Correction, ...] = get_args(Correction)
"""How chances can be corrected for the number of pairs."""


ALL_PAIRS_UP_TO = 1000
"""Up to this many actors the chances of all pairs are given unless asked otherwise."""


class NotTwoModeError(UsageError):
    """A graph does not say which of its nodes are actors."""

    message = N_(
        "The graph does not say which nodes are actors: give them as “actors”, or "
        "give each node “bipartite”, 0 for an actor and 1 for an event."
    )


@dataclass(frozen=True, slots=True)
class Sdsm(Generic[Actor]):
    """How likely it is that pairs of actors met as often by chance.

    Attributes:
        actors: In order.
        events: How many.
        shared: Pair, the first actor first, to the number of events both were at.
        p_upper: Pair to the chance of meeting as often or more: low for a pair that
            seeks each other.
        p_lower: Pair to the chance of meeting as often or less: low for a pair that
            avoids each other.
        tests: How many pairs there are in all.
        method: ``exact`` or ``refined-normal``.
        row_class, column_class, class_chances: The model: the class of each actor,
            that of each event, and the chance of the one in the other.
    """

    actors: tuple[Actor, ...]
    events: int
    shared: dict[tuple[Actor, Actor], int]
    p_upper: dict[tuple[Actor, Actor], float]
    p_lower: dict[tuple[Actor, Actor], float]
    tests: int
    method: str
    row_class: tuple[int, ...]
    column_class: tuple[int, ...]
    class_chances: tuple[tuple[float, ...], ...]

    @property
    def probabilities(self) -> list[list[float]]:
        """Give the chance that each actor was at each event: actors by events."""
        return [
            [self.class_chances[row][column] for column in self.column_class]
            for row in self.row_class
        ]

    def adjusted(
        self, correction: Correction = "holm", *, tail: str = "upper"
    ) -> dict[tuple[Actor, Actor], float]:
        """Give the chances corrected for the number of pairs.

        Args:
            correction: ``holm``, ``bh`` (Benjamini and Hochberg) or ``none``.
            tail: ``upper`` or ``lower``.
        """
        chances = self.p_upper if tail == "upper" else self.p_lower
        values = list(chances.values())
        if correction == "holm":
            values = holm(values, tests=self.tests)
        elif correction == "bh":
            values = benjamini_hochberg(values, tests=self.tests)
        return dict(zip(chances, values, strict=True))

    def backbone(
        self,
        *,
        alpha: float = ALPHA,
        correction: Correction = "holm",
        signed: bool = False,
    ) -> "nx.Graph[Actor]":
        """Keep the pairs that met more often than chance explains.

        Args:
            alpha: Pairs whose corrected chance is below are kept.
            correction: As for ``adjusted``.
            signed: Whether also to keep the pairs that met less often; each side is
                then given half of ``alpha``.

        Returns:
            A graph with every actor; edges carry ``count`` (events shared), ``p``
            (corrected) and ``sign`` (1 or -1).
        """
        import networkx as nx

        graph: nx.Graph[Actor] = nx.Graph()
        graph.add_nodes_from(self.actors)
        level = alpha / 2 if signed else alpha
        sides = (("lower", -1), ("upper", 1)) if signed else (("upper", 1),)
        for tail, sign in sides:
            for (a, b), p in self.adjusted(correction, tail=tail).items():
                if p < level:
                    graph.add_edge(a, b, count=self.shared[a, b], p=p, sign=sign)
        return graph


def sdsm(
    data: Any,
    *,
    actors: Iterable[Hashable] | None = None,
    pairs: Literal["all", "tied"] | None = None,
    method: Literal["exact", "refined-normal"] = "exact",
) -> Sdsm[Any]:
    """Measure how likely it is that pairs of actors met as often by chance.

    Args:
        data: A two-mode NetworkX graph whose nodes carry ``bipartite`` (0 for actors,
            1 for events) unless ``actors`` are given; or a table of 0 and 1, actors
            by events (the actors are then 0, 1, 2...); or, for each event, who was
            there: any iterable of iterables, or a mapping from events.
        actors: Which nodes of a graph are actors; else more actors to count, who were
            nowhere.
        pairs: ``all``, or ``tied`` for only the pairs who met; by default all up to
            ``ALL_PAIRS_UP_TO`` actors.
        method: ``exact``, by convolution, or ``refined-normal``, the approximation of
            R's backbone. It is never used unasked: events of the same size are counted
            together, so that the exact answer is quick.

    Returns:
        The chances, of every pair in the order of the actors. An actor who was
        nowhere, or everywhere, meets the others exactly as often as can be: 1.

    Raises:
        NotTwoModeError: Nothing says which nodes of the graph are actors.

    References:
        Neal, Z. P. (2014). The backbone of bipartite projections. Social Networks 39,
        84-97. Neal, Domagalski and Sagan (2021). Comparing alternatives to the fixed
        degree sequence model. Scientific Reports 11, 23929.
    """
    import numpy as np

    from reseau.analysis.backbone.margins import class_chances

    who, events = _read(data, actors)
    sizes = np.asarray([len(it) for it in events], dtype=np.int64)
    came = np.zeros(len(who), dtype=np.int64)
    for event in events:
        came[list(event)] += 1
    every = len(who) <= ALL_PAIRS_UP_TO if pairs is None else pairs == "all"
    rows, columns, chances = class_chances(came, sizes)
    counts = np.bincount(columns, minlength=chances.shape[1])
    first, second, shared = _shared(len(who), events, every=every)
    lower, upper = _tails(
        (rows[first], rows[second], shared), chances, counts, method=method
    )
    keys = [(who[a], who[b]) for a, b in zip(first, second, strict=True)]
    return Sdsm(
        actors=tuple(who),
        events=len(events),
        shared=dict(zip(keys, shared.tolist(), strict=True)),
        p_upper=dict(zip(keys, upper, strict=True)),
        p_lower=dict(zip(keys, lower, strict=True)),
        tests=len(who) * (len(who) - 1) // 2,
        method=method,
        row_class=tuple(rows.tolist()),
        column_class=tuple(columns.tolist()),
        class_chances=tuple(map(tuple, chances.tolist())),
    )


def _tails(
    asked: tuple[Any, Any, Any], chances: Any, counts: Any, *, method: str
) -> tuple[list[float], list[float]]:
    """Answer each different question once: same totals, same number of meetings."""
    import numpy as np

    from reseau.analysis.backbone.chances import approximate_tails, exact_tails

    one, other, shared = asked
    if not len(shared):
        return [], []
    questions = np.column_stack(
        [np.minimum(one, other), np.maximum(one, other), shared]
    )
    unique, back = np.unique(questions, axis=0, return_inverse=True)
    both = chances[unique[:, 0]] * chances[unique[:, 1]]
    tails = approximate_tails if method == "refined-normal" else exact_tails
    lower, upper = tails(unique[:, 2], both, counts)
    back = back.reshape(-1)  # NumPy 2.0 gave it two dimensions.
    return lower[back].tolist(), upper[back].tolist()


def _shared(
    size: int, events: Sequence[Sequence[int]], *, every: bool
) -> tuple[Any, Any, Any]:
    """Count the events that pairs share: positions of both, and the number."""
    import numpy as np
    from scipy.sparse import csr_array, triu

    lengths = [len(it) for it in events]
    columns = np.repeat(np.arange(len(events)), lengths)
    rows = np.asarray([place for it in events for place in it], dtype=np.int64)
    seen = csr_array(
        (np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(size, len(events))
    )
    product: Any = triu(seen @ seen.T, k=1).tocoo()
    if every:
        first, second = np.triu_indices(size, k=1)
        table = np.zeros((size, size), dtype=np.int64)
        table[product.row, product.col] = product.data
        return first, second, table[first, second]
    order = np.lexsort((product.col, product.row))
    return product.row[order], product.col[order], product.data[order]


def _read(data: Any, actors: Iterable[Any] | None) -> tuple[list[Any], list[list[int]]]:
    """Give the actors, and the positions of those who were at each event."""
    if hasattr(data, "adj"):
        return _read_graph(data, actors)
    table = _as_table(data)
    if table is not None:
        columns = range(len(table[0]) if table else 0)
        return list(range(len(table))), [
            [row for row, cells in enumerate(table) if cells[column]]
            for column in columns
        ]
    events = [
        list(dict.fromkeys(it))
        for it in (data.values() if isinstance(data, Mapping) else data)
    ]
    who = list(dict.fromkeys([*(actors or ()), *(a for it in events for a in it)]))
    place = {actor: number for number, actor in enumerate(who)}
    return who, [[place[it] for it in event] for event in events]


def _as_table(data: Any) -> list[list[int]] | None:
    """Read a table of 0 and 1; None when the data are something else."""
    if hasattr(data, "toarray"):
        data = data.toarray()
    if hasattr(data, "tolist"):
        data = data.tolist()
    if not isinstance(data, list | tuple) or not data:
        return None
    rows = [list(it) if isinstance(it, list | tuple) else None for it in data]
    if any(row is None or len(row) != len(rows[0] or ()) for row in rows):
        return None
    table = [row for row in rows if row is not None]
    flat = [cell for row in table for cell in row]
    if all(isinstance(it, bool | int | float) and it in {0, 1} for it in flat):
        return [[int(it) for it in row] for row in table]
    return None


def _read_graph(
    graph: Any, actors: Iterable[Any] | None
) -> tuple[list[Any], list[list[int]]]:
    if actors is None:
        modes = {node: data.get("bipartite") for node, data in graph.nodes(data=True)}
        if not set(modes.values()) <= {0, 1}:
            raise NotTwoModeError
        wanted = {node for node, mode in modes.items() if mode == 0}
    else:
        wanted = set(actors)
    place = {
        node: number for number, node in enumerate(it for it in graph if it in wanted)
    }
    events: dict[Any, list[int]] = {it: [] for it in graph if it not in wanted}
    for a, b in graph.edges():
        actor, event = (a, b) if a in place else (b, a)
        if actor in place and event in events:
            events[event].append(place[actor])
    return list(place), [sorted(set(it)) for it in events.values()]
