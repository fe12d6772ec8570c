"""The network: graphs made of ties, and measures on graphs.

What an analyst calls from a notebook is named here; each name is loaded from its
module the first time it is used, so that importing the package costs nothing.

The rooms, from those that stand on nothing to those that stand on others: ``ties``,
``groups``, ``backbone``, ``drawing``, ``experts``, ``comparison``, ``influence``,
``positions``, ``mobilizing``, ``diffusion``.

Example:
    >>> import networkx as nx
    >>> from reseau import analysis
    >>> "two_mode_degree" in dir(analysis)
    True
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reseau.analysis.backbone.backbone import sdsm as sdsm
    from reseau.analysis.backbone.chances import poisson_binomial as poisson_binomial
    from reseau.analysis.backbone.corrections import (
        benjamini_hochberg as benjamini_hochberg,
    )
    from reseau.analysis.backbone.corrections import holm as holm
    from reseau.analysis.backbone.disparity_filter import disparity as disparity
    from reseau.analysis.backbone.disparity_filter import (
        disparity_backbone as disparity_backbone,
    )
    from reseau.analysis.backbone.margins import bicm as bicm
    from reseau.analysis.comparison.changes import tie_change_rates as tie_change_rates
    from reseau.analysis.comparison.changes import tie_changes as tie_changes
    from reseau.analysis.comparison.correlation import qap as qap
    from reseau.analysis.comparison.network_regression import mrqap as mrqap
    from reseau.analysis.diffusion.cascades import SnapshotBank as SnapshotBank
    from reseau.analysis.diffusion.cascades import (
        independent_cascade as independent_cascade,
    )
    from reseau.analysis.diffusion.contacts import contact_plan as contact_plan
    from reseau.analysis.diffusion.contacts import contact_reach as contact_reach
    from reseau.analysis.diffusion.opim import imm as imm
    from reseau.analysis.diffusion.opim import imm_sample_bound as imm_sample_bound
    from reseau.analysis.diffusion.opim import opim_c as opim_c
    from reseau.analysis.diffusion.probabilities import (
        contact_probabilities as contact_probabilities,
    )
    from reseau.analysis.diffusion.probabilities import (
        tie_probability as tie_probability,
    )
    from reseau.analysis.diffusion.probabilities import (
        weighted_cascade as weighted_cascade,
    )
    from reseau.analysis.diffusion.seeding import (
        influence_maximization as influence_maximization,
    )
    from reseau.analysis.experts.expertise import balog_model1 as balog_model1
    from reseau.analysis.experts.expertise import balog_model2 as balog_model2
    from reseau.analysis.experts.expertise import (
        document_likelihoods as document_likelihoods,
    )
    from reseau.analysis.experts.expertise import voting_scores as voting_scores
    from reseau.analysis.experts.ranking_quality import (
        average_precision as average_precision,
    )
    from reseau.analysis.experts.ranking_quality import ndcg_at as ndcg_at
    from reseau.analysis.experts.ranking_quality import precision_at as precision_at
    from reseau.analysis.groups.core import core_periphery as core_periphery
    from reseau.analysis.groups.partition import adjusted_rand as adjusted_rand
    from reseau.analysis.groups.partition import communities as communities
    from reseau.analysis.influence.indirect import dematel as dematel
    from reseau.analysis.influence.indirect import micmac as micmac
    from reseau.analysis.influence.influencers import hits as hits
    from reseau.analysis.influence.influencers import influence_rank as influence_rank
    from reseau.analysis.influence.influencers import katz as katz
    from reseau.analysis.influence.influencers import pagerank as pagerank
    from reseau.analysis.influence.opinions import friedkin_johnsen as friedkin_johnsen
    from reseau.analysis.influence.strategies import mactor as mactor
    from reseau.analysis.mobilizing.concentration import bus_factor as bus_factor
    from reseau.analysis.mobilizing.concentration import (
        effective_number as effective_number,
    )
    from reseau.analysis.mobilizing.concentration import gini as gini
    from reseau.analysis.mobilizing.concentration import lorenz as lorenz
    from reseau.analysis.mobilizing.concentration import smallest_set as smallest_set
    from reseau.analysis.mobilizing.mixing import assortativity as assortativity
    from reseau.analysis.mobilizing.mixing import ei_index as ei_index
    from reseau.analysis.mobilizing.mixing import ei_test as ei_test
    from reseau.analysis.mobilizing.mixing import mixing_matrix as mixing_matrix
    from reseau.analysis.mobilizing.presences import Meeting as Meeting
    from reseau.analysis.mobilizing.presences import Seat as Seat
    from reseau.analysis.mobilizing.recency import pair_recency as pair_recency
    from reseau.analysis.mobilizing.recency import recency_weight as recency_weight
    from reseau.analysis.mobilizing.recruitment import (
        recruitment_forest as recruitment_forest,
    )
    from reseau.analysis.mobilizing.recruitment import (
        structural_virality as structural_virality,
    )
    from reseau.analysis.mobilizing.rhythm import burstiness as burstiness
    from reseau.analysis.mobilizing.trend import (
        mobilization_trend as mobilization_trend,
    )
    from reseau.analysis.mobilizing.turnout import mobilization as mobilization
    from reseau.analysis.positions.bipartite import project as project
    from reseau.analysis.positions.bipartite import (
        two_mode_centrality as two_mode_centrality,
    )
    from reseau.analysis.positions.brokerage import brokerage_roles as brokerage_roles
    from reseau.analysis.positions.brokerage import brokerage_test as brokerage_test
    from reseau.analysis.positions.centrality import closeness as closeness
    from reseau.analysis.positions.centrality import eigenvector as eigenvector
    from reseau.analysis.positions.centrality import harmonic as harmonic
    from reseau.analysis.positions.cohesion import (
        diffusion_centrality as diffusion_centrality,
    )
    from reseau.analysis.positions.cohesion import fragmentation as fragmentation
    from reseau.analysis.positions.cohesion import group_degree as group_degree
    from reseau.analysis.positions.cohesion import reach as reach
    from reseau.analysis.positions.cohesion import reached as reached
    from reseau.analysis.positions.cores import centralization as centralization
    from reseau.analysis.positions.cores import coreness as coreness
    from reseau.analysis.positions.cores import k_core as k_core
    from reseau.analysis.positions.holes import constraint as constraint
    from reseau.analysis.positions.holes import effective_size as effective_size
    from reseau.analysis.positions.holes import efficiency as efficiency
    from reseau.analysis.positions.holes import hierarchy as hierarchy
    from reseau.analysis.positions.keyplayers import key_players as key_players
    from reseau.analysis.positions.two_mode import two_mode_degree as two_mode_degree
    from reseau.analysis.ties.shortest_paths import betweenness as betweenness
    from reseau.analysis.ties.shortest_paths import (
        betweenness_estimate as betweenness_estimate,
    )

_PUBLIC = {
    "betweenness": "ties.shortest_paths",
    "betweenness_estimate": "ties.shortest_paths",
    "closeness": "positions.centrality",
    "eigenvector": "positions.centrality",
    "harmonic": "positions.centrality",
    "project": "positions.bipartite",
    "two_mode_centrality": "positions.bipartite",
    "two_mode_degree": "positions.two_mode",
    "tie_changes": "comparison.changes",
    "tie_change_rates": "comparison.changes",
    "qap": "comparison.correlation",
    "mrqap": "comparison.network_regression",
    "independent_cascade": "diffusion.cascades",
    "influence_maximization": "diffusion.seeding",
    "SnapshotBank": "diffusion.cascades",
    "contact_plan": "diffusion.contacts",
    "contact_reach": "diffusion.contacts",
    "opim_c": "diffusion.opim",
    "imm": "diffusion.opim",
    "imm_sample_bound": "diffusion.opim",
    "tie_probability": "diffusion.probabilities",
    "contact_probabilities": "diffusion.probabilities",
    "weighted_cascade": "diffusion.probabilities",
    "mobilization": "mobilizing.turnout",
    "mobilization_trend": "mobilizing.trend",
    "Meeting": "mobilizing.presences",
    "Seat": "mobilizing.presences",
    "recency_weight": "mobilizing.recency",
    "pair_recency": "mobilizing.recency",
    "gini": "mobilizing.concentration",
    "lorenz": "mobilizing.concentration",
    "smallest_set": "mobilizing.concentration",
    "bus_factor": "mobilizing.concentration",
    "effective_number": "mobilizing.concentration",
    "burstiness": "mobilizing.rhythm",
    "recruitment_forest": "mobilizing.recruitment",
    "structural_virality": "mobilizing.recruitment",
    "ei_index": "mobilizing.mixing",
    "ei_test": "mobilizing.mixing",
    "mixing_matrix": "mobilizing.mixing",
    "assortativity": "mobilizing.mixing",
    "centralization": "positions.cores",
    "coreness": "positions.cores",
    "k_core": "positions.cores",
    "mactor": "influence.strategies",
    "dematel": "influence.indirect",
    "micmac": "influence.indirect",
    "influence_rank": "influence.influencers",
    "pagerank": "influence.influencers",
    "hits": "influence.influencers",
    "katz": "influence.influencers",
    "friedkin_johnsen": "influence.opinions",
    "adjusted_rand": "groups.partition",
    "benjamini_hochberg": "backbone.corrections",
    "bicm": "backbone.margins",
    "brokerage_roles": "positions.brokerage",
    "brokerage_test": "positions.brokerage",
    "communities": "groups.partition",
    "constraint": "positions.holes",
    "core_periphery": "groups.core",
    "diffusion_centrality": "positions.cohesion",
    "disparity": "backbone.disparity_filter",
    "disparity_backbone": "backbone.disparity_filter",
    "effective_size": "positions.holes",
    "efficiency": "positions.holes",
    "fragmentation": "positions.cohesion",
    "group_degree": "positions.cohesion",
    "hierarchy": "positions.holes",
    "holm": "backbone.corrections",
    "key_players": "positions.keyplayers",
    "poisson_binomial": "backbone.chances",
    "reach": "positions.cohesion",
    "reached": "positions.cohesion",
    "sdsm": "backbone.backbone",
    "balog_model1": "experts.expertise",
    "balog_model2": "experts.expertise",
    "document_likelihoods": "experts.expertise",
    "voting_scores": "experts.expertise",
    "average_precision": "experts.ranking_quality",
    "ndcg_at": "experts.ranking_quality",
    "precision_at": "experts.ranking_quality",
}
"""Public name to the module that defines it, in the order of ``docs/measures.md``."""

__all__ = list(_PUBLIC)  # A list of texts, made from the table.


def __getattr__(name: str) -> object:
    """Load a public name from its module."""
    module = _PUBLIC.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(_PUBLIC)
