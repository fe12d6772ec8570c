"""Invented logs of any size, and their networks, for the benchmarks of the analysis.

As in a real log, a few actors are everywhere and most are seen once or twice, and most
interactions are small; the draws are seeded, so that a size always gives the same log.
"""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx
import numpy as np

from reseau.analysis.positions.bipartite import project

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Affiliations:
    """Who took part in what.

    Attributes:
        size: How many actors, numbered from 0.
        pairs: An actor and an interaction, each pair once.
    """

    size: int
    pairs: Pairs

    @cached_property
    def graph(self) -> "nx.Graph[int]":
        """Give the network weighted as Newman does, of those who met anybody.

        Peers do not agree about the others.
        """
        tied = project(self.pairs)
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(sorted(it for it in tied if tied.degree(it)))
        graph.add_weighted_edges_from(
            (one, other, tie["weight"]) for one, other, tie in tied.edges(data=True)
        )
        return graph


def affiliations(size: int, *, interactions: int | None = None) -> Affiliations:
    """Draw a log.

    Args:
        size: How many actors.
        interactions: As many as actors by default.
    """
    rng = np.random.default_rng(1)
    held = interactions or size
    present = np.minimum(2 + rng.geometric(0.35, held), 60)
    drawn = rng.pareto(1.6, size) + 0.3
    actors = rng.choice(size, present.sum(), p=drawn / drawn.sum())
    events = np.repeat(np.arange(held), present)
    pairs = zip(actors.tolist(), events.tolist(), strict=True)
    return Affiliations(size, list(dict.fromkeys(pairs)))
