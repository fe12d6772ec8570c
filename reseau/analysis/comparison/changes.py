"""What changed between two networks: ties formed, dissolved, kept; who came and left.

Ties are present or absent here: weights are ignored.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.analysis.comparison.dyads import Nodes, Relation

Tie: TypeAlias = tuple[Any, Any]
"""Two nodes; from the first to the second when the network is directed."""


class NegativeCountError(UsageError):
    """A number of dyads is below zero."""

    message = N_("A number of dyads cannot be below zero.")


@dataclass(frozen=True, slots=True)
class TieChanges:
    """What became of each pair of actors between two observations.

    A rate is None when it has nothing to be counted over.

    Attributes:
        formed: Pairs tied after only (N01).
        dissolved: Pairs tied before only (N10).
        kept: Pairs tied before and after (N11).
        absent: Pairs never tied (N00).
        jaccard: N11/(N01+N10+N11), 0 to 1: how much of all the ties is the same; None
            when there is no tie at all.
        hamming: N01+N10, how many pairs changed.
        persistence: N11/(N10+N11), 0 to 1: the share of the first ties that were kept;
            None when there was none.
        formation_rate: N01/(N00+N01), 0 to 1: the share of the untied pairs that
            became tied; None when every pair was tied.
        formed_ties: Those ties, in the order of the nodes.
        dissolved_ties: Likewise.
        kept_ties: Likewise.
        nodes: How many actors the pairs are made of.
        stayed: Actors of both networks, in the order of the first.
        came: Actors of the second network only.
        left: Actors of the first network only.
        node_turnover: Share of the actors of either network who are not in both, 0 to
            1; None without an actor, or when it was not told who they are.
        directed: Whether a pair counts once in each direction.
    """

    formed: int
    dissolved: int
    kept: int
    absent: int
    jaccard: float | None
    hamming: int
    persistence: float | None
    formation_rate: float | None
    formed_ties: tuple[Tie, ...] = ()
    dissolved_ties: tuple[Tie, ...] = ()
    kept_ties: tuple[Tie, ...] = ()
    nodes: int | None = None
    stayed: tuple[Hashable, ...] = ()
    came: tuple[Hashable, ...] = ()
    left: tuple[Hashable, ...] = ()
    node_turnover: float | None = None
    directed: bool = False

    @property
    def n00(self) -> int:
        """Count the pairs never tied."""
        return self.absent

    @property
    def n01(self) -> int:
        """Count the ties formed."""
        return self.formed

    @property
    def n10(self) -> int:
        """Count the ties dissolved."""
        return self.dissolved

    @property
    def n11(self) -> int:
        """Count the ties kept."""
        return self.kept

    @property
    def distance(self) -> int:
        """Give Hamming's distance under the name that SIENA gives it."""
        return self.hamming

    @property
    def dissolution_rate(self) -> float | None:
        """Give the share of the first ties that were lost: 1 - persistence."""
        return None if self.persistence is None else 1 - self.persistence


def tie_changes(
    before: "Relation",
    after: "Relation",
    *,
    nodes: "Nodes" = "common",
    directed: bool | None = None,
) -> TieChanges:
    """Compare the ties of two networks.

    Args:
        before: A NetworkX graph of any nodes, or a square matrix. An edge is a tie
            whatever its weight, unless its weight is 0; self-ties are left out.
        after: Likewise; two matrices have the same actors in the same order.
        nodes: Whose ties are compared: ``"common"``, the actors of both, so that who
            came or left is not mistaken for a tie that changed; ``"union"``, all of
            them; or a collection of nodes. Who came and left is told in every case.
        directed: Whether A→B and B→A are two ties; by default when a graph is
            directed or a matrix is not symmetric.

    Returns:
        Counts, rates and the ties themselves. All counts are 0 and all rates None for
        empty networks.

    Raises:
        NotSquareError, SizesDifferError, NotFiniteError: Of a matrix.
        AsymmetricError: ``directed`` is False and a network has a direction.

    Example:
        >>> import networkx as nx
        >>> found = tie_changes(nx.path_graph(3), nx.cycle_graph(3))
        >>> found.formed, found.dissolved, found.kept
        (1, 0, 2)

    References:
        Snijders, T. A. B., van de Bunt, G. G., Steglich, C. E. G. (2010). Introduction
        to stochastic actor-based models for network dynamics. Social Networks 32,
        44-60.
    """
    from reseau.analysis.comparison import dyads

    pair = dyads.aligned(
        (before, after), nodes=nodes, weight="weight", directed=directed
    )
    first, second = (set(table.keys.tolist()) for table in pair.tables)
    formed, dissolved, kept = (
        tuple(
            (pair.nodes[key // pair.size], pair.nodes[key % pair.size])
            for key in sorted(keys)
        )
        for keys in (second - first, first - second, first & second)
    )
    stayed, came, left = _who(before, after, known=pair.nodes)
    every = len(stayed) + len(came) + len(left)
    return _changes(
        (pair.dyads - len(first | second), len(formed), len(dissolved), len(kept)),
        formed_ties=formed,
        dissolved_ties=dissolved,
        kept_ties=kept,
        nodes=pair.size,
        stayed=stayed,
        came=came,
        left=left,
        node_turnover=(len(came) + len(left)) / every if every else None,
        directed=pair.directed,
    )


def tie_change_rates(n00: int, n01: int, n10: int, n11: int) -> TieChanges:
    """Compare two observations of which only the counts are known.

    Args:
        n00: Pairs never tied.
        n01: Pairs that became tied.
        n10: Pairs that ceased to be.
        n11: Pairs tied both times.

    Returns:
        The same rates as ``tie_changes``, without the ties nor the actors.

    Raises:
        NegativeCountError: A count is below zero.

    Example:
        >>> round(tie_change_rates(2625, 193, 54, 98).jaccard, 3)
        0.284
    """
    if min(n00, n01, n10, n11) < 0:
        raise NegativeCountError
    return _changes((n00, n01, n10, n11))


def _changes(
    counts: tuple[int, int, int, int],
    **rest: Any,  # Any: the other fields of TieChanges.
) -> TieChanges:
    """Work out the rates of four counts, N00, N01, N10 and N11."""
    absent, formed, dissolved, kept = counts
    return TieChanges(
        formed=formed,
        dissolved=dissolved,
        kept=kept,
        absent=absent,
        jaccard=_share(kept, formed + dissolved + kept),
        hamming=formed + dissolved,
        persistence=_share(kept, dissolved + kept),
        formation_rate=_share(formed, absent + formed),
        **rest,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _who(
    before: Any,  # Any: graphs or matrices.
    after: Any,
    *,
    known: Iterable[Hashable],
) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Tell who is in both networks, in the second only, in the first only.

    A matrix has the actors of the other network, or those of its rows.
    """
    from reseau.analysis.comparison.dyads import is_graph

    one, other = (
        dict.fromkeys(it if is_graph(it) else known) for it in (before, after)
    )
    return (
        tuple(it for it in one if it in other),
        tuple(it for it in other if it not in one),
        tuple(it for it in one if it not in other),
    )
