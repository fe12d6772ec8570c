"""Groups of actors more tied among themselves than with the others."""

from dataclasses import dataclass

from reseau.analysis.graphs import Network, ties

SEEDS = 10
"""How many times the search is begun again, the best being kept."""


@dataclass(frozen=True, slots=True)
class Communities:
    """The groups of one network.

    Attributes:
        of: Actor key, in order, to the number of its group, from 0; None for an
            actor without a tie.
        sizes: How many actors in each group, by number: the largest first, then that
            of the smallest key.
        modularity: Share of the weight inside groups beyond chance, -1/2 to 1; None
            without a tie.
    """

    of: dict[int, int | None]
    sizes: tuple[int, ...]
    modularity: float | None


def communities(
    network: Network, *, resolution: float = 1.0, seeds: int = SEEDS
) -> Communities:
    """Find groups by Louvain's method, the best of several searches.

    The groups depend on the ties only, not on how the graph was made. A different set
    of groups may be nearly as good: read them as a picture, not as memberships.

    Args:
        network: Undirected, weights in any unit; a tie of weight 0 is no tie.
        resolution: Above 1 for smaller groups, below 1 for larger ones.
        seeds: How many searches, begun with the seeds 0, 1, 2...

    Returns:
        The groups of the best modularity, of the first seed when several are equal;
        nothing grouped when there is no tie.

    References:
        Blondel, V. D. et al. (2008). Fast unfolding of communities in large networks.
        Journal of Statistical Mechanics P10008.
    """
    import networkx as nx

    weighted: Network = nx.Graph()
    kept = ((a, b, tie["weight"]) for a, b, tie in ties(network) if tie["weight"] > 0)
    weighted.add_weighted_edges_from(kept)
    nobody: dict[int, int | None] = dict.fromkeys(sorted(network))
    if not weighted:
        return Communities(nobody, (), None)
    best: list[set[int]] = []
    highest = float("-inf")
    for seed in range(seeds):
        found: list[set[int]] = nx.community.louvain_communities(
            weighted, resolution=resolution, seed=seed
        )
        modularity = float(nx.community.modularity(weighted, found))
        if modularity > highest:
            best, highest = found, modularity
    groups = sorted(best, key=lambda it: (-len(it), min(it)))
    of = dict(nobody)
    for number, group in enumerate(groups):
        of.update(dict.fromkeys(group, number))
    return Communities(of, tuple(map(len, groups)), highest)
