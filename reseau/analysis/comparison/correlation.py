"""QAP: how alike two networks are, and whether chance would make them so."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reseau.domain.closed_words import Word
from reseau.errors import UsageError
from reseau.i18n import N_

if TYPE_CHECKING:
    from reseau.analysis.comparison.dyads import Aligned, Nodes, Relation, Values

PERMUTATIONS = 5000
"""How many times the actors are shuffled unless asked otherwise."""

_FEWEST = 3
_CONSTANT = 1e-12
_DIGITS = 12


class PermutationsError(UsageError):
    """A number of permutations cannot be used."""

    message = N_("At least one permutation is needed, not {n}.")


class NoFigure(Word):
    """Why there is no figure to give."""

    FEW_ACTORS = (
        "few-actors",
        "there are fewer than three actors",
        "il y a moins de trois acteurs",
    )
    CONSTANT = (
        "constant",
        "in one of the networks every pair has the same value",
        "dans un des réseaux, toutes les paires ont la même valeur",
    )
    COLLINEAR = (
        "collinear",
        "a network can be made from the others, so that their parts cannot be told",
        "un réseau se déduit des autres, si bien que leurs parts ne se distinguent pas",
    )
    SEPARATED = (
        "separated",
        "a network foretells ties without a single exception: its part has no limit",
        "un réseau prédit les liens sans aucune exception : sa part est sans limite",
    )


@dataclass(frozen=True, slots=True)
class Qap:
    """The likeness of two networks on the same actors.

    Attributes:
        correlation: Pearson's r over the pairs of actors, -1 to 1; None when it has
            no meaning.
        p_greater: Share of the permutations with r as large: (1 + those)/(R + 1).
        p_less: Share with r as small.
        p_two_sided: Share with r as far from 0.
        permutations: R, how many times the actors of one network were shuffled.
        seed: Of the shuffles.
        nodes: How many actors.
        dyads: How many pairs; twice as many when directed.
        directed: Whether a pair counts once in each direction.
        mean: Mean of r over the permutations.
        deviation: Its standard deviation.
        reason: Why there is no correlation; None when there is one.
    """

    correlation: float | None
    p_greater: float | None
    p_less: float | None
    p_two_sided: float | None
    permutations: int
    seed: int
    nodes: int
    dyads: int
    directed: bool
    mean: float | None = None
    deviation: float | None = None
    reason: NoFigure | None = None

    @property
    def r(self) -> float | None:
        """Give the correlation under its usual letter."""
        return self.correlation

    @property
    def p(self) -> float | None:
        """Give the one-sided p-value: chance makes networks as alike."""
        return self.p_greater


def qap(  # noqa: PLR0913  # What the field lets one choose.
    x: "Relation",
    y: "Relation",
    *,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    directed: bool | None = None,
    weight: str | None = "weight",
    nodes: "Nodes" = "union",
) -> Qap:
    """Correlate two networks and compare with networks whose actors are shuffled.

    Pairs of actors are not independent, so that the usual p-value of a correlation is
    wrong. Here the rows and the columns of one network are permuted together, which
    keeps its whole structure and only forgets who is who.

    Args:
        x: A NetworkX graph of any nodes, or a square matrix; self-ties are left out.
        y: Likewise; two matrices have the same actors in the same order. With a graph
            and a matrix, the rows are the nodes in the order of the graph.
        permutations: R; a p-value cannot be below 1/(R + 1).
        seed: Of the permutations.
        directed: Whether A→B and B→A are two pairs; by default when a graph is
            directed or a matrix is not symmetric.
        weight: The edge attribute that is correlated; 1 for an edge without it; None
            for tied or not.
        nodes: ``"union"``, the actors of either graph, who have no tie in the graph
            that does not know them; ``"common"``; or a collection of nodes.

    Returns:
        The correlation with its p-values. Below three actors, or when every pair of
        one network has the same value, there is none, and ``reason`` says why.

    Raises:
        PermutationsError: Fewer than one.
        NotSquareError, SizesDifferError, NotFiniteError: Of a matrix.
        AsymmetricError: ``directed`` is False and a network has a direction.

    Example:
        >>> import networkx as nx
        >>> qap(nx.path_graph(5), nx.path_graph(5), permutations=99).correlation
        1.0

    References:
        Krackhardt, D. (1988). Predicting with networks. Social Networks 10, 359-381.
        Hubert, L., Schultz, J. (1976). Quadratic assignment as a general data analysis
        strategy. British Journal of Mathematical and Statistical Psychology 29,
        190-241.
    """
    from reseau.analysis.comparison import dyads
    from reseau.analysis.comparison.permutations import cross_products, tails

    if permutations < 1:
        raise PermutationsError(n=permutations)
    pair = dyads.aligned((x, y), nodes=nodes, weight=weight, directed=directed)
    spreads = [_spread(pair, table) for table in pair.tables]
    reason = None
    if pair.size < _FEWEST:
        reason = NoFigure.FEW_ACTORS
    elif None in spreads:
        reason = NoFigure.CONSTANT
    if reason is not None:
        return Qap(
            None, None, None, None, permutations, seed, pair.size, pair.dyads,
            pair.directed, reason=reason,
        )  # fmt: skip
    scale = math.prod(it or 0.0 for it in spreads)
    level = math.prod(float(it.values.sum()) for it in pair.tables) / pair.dyads
    drawn = cross_products(pair, times=permutations, seed=seed)
    drawn = (drawn - level) / scale
    found = round((_product(*pair.tables) - level) / scale, _DIGITS)
    return Qap(
        found, *tails(found, drawn), permutations, seed, pair.size, pair.dyads,
        pair.directed, float(drawn.mean()), float(drawn.std()),
    )  # fmt: skip


def _spread(pair: "Aligned", table: "Values") -> float | None:
    """Give the root of the sum of squares about the mean; None when constant."""
    squares = float((table.values**2).sum())
    about = squares - float(table.values.sum()) ** 2 / max(pair.dyads, 1)
    return math.sqrt(about) if about > _CONSTANT * squares else None


def _product(one: "Values", other: "Values") -> float:
    """Add up the products of two networks as they are."""
    import numpy as np

    _, first, second = np.intersect1d(
        one.keys, other.keys, assume_unique=True, return_indices=True
    )
    return float((one.values[first] * other.values[second]).sum())
