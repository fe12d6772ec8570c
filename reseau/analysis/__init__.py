"""The network: graphs made of ties, and measures on graphs.

What an analyst calls from a notebook is named here; each name is loaded from its
module the first time it is used, so that importing the package costs nothing.

Example:
    >>> import networkx as nx
    >>> from reseau import analysis
    >>> "two_mode_degree" in dir(analysis)
    True
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reseau.analysis.backbone import sdsm as sdsm
    from reseau.analysis.bipartite import project as project
    from reseau.analysis.bipartite import two_mode_centrality as two_mode_centrality
    from reseau.analysis.brokerage import brokerage_roles as brokerage_roles
    from reseau.analysis.brokerage import brokerage_test as brokerage_test
    from reseau.analysis.cascades import SnapshotBank as SnapshotBank
    from reseau.analysis.cascades import independent_cascade as independent_cascade
    from reseau.analysis.centrality import closeness as closeness
    from reseau.analysis.centrality import eigenvector as eigenvector
    from reseau.analysis.centrality import harmonic as harmonic
    from reseau.analysis.chances import poisson_binomial as poisson_binomial
    from reseau.analysis.changes import tie_change_rates as tie_change_rates
    from reseau.analysis.changes import tie_changes as tie_changes
    from reseau.analysis.cohesion import diffusion_centrality as diffusion_centrality
    from reseau.analysis.cohesion import fragmentation as fragmentation
    from reseau.analysis.cohesion import group_degree as group_degree
    from reseau.analysis.cohesion import reach as reach
    from reseau.analysis.cohesion import reached as reached
    from reseau.analysis.concentration import bus_factor as bus_factor
    from reseau.analysis.concentration import effective_number as effective_number
    from reseau.analysis.concentration import gini as gini
    from reseau.analysis.concentration import lorenz as lorenz
    from reseau.analysis.concentration import smallest_set as smallest_set
    from reseau.analysis.contacts import contact_plan as contact_plan
    from reseau.analysis.contacts import contact_reach as contact_reach
    from reseau.analysis.core import core_periphery as core_periphery
    from reseau.analysis.cores import centralization as centralization
    from reseau.analysis.cores import coreness as coreness
    from reseau.analysis.cores import k_core as k_core
    from reseau.analysis.corrections import benjamini_hochberg as benjamini_hochberg
    from reseau.analysis.corrections import holm as holm
    from reseau.analysis.correlation import qap as qap
    from reseau.analysis.disparity_filter import disparity as disparity
    from reseau.analysis.disparity_filter import (
        disparity_backbone as disparity_backbone,
    )
    from reseau.analysis.expertise import balog_model1 as balog_model1
    from reseau.analysis.expertise import balog_model2 as balog_model2
    from reseau.analysis.expertise import document_likelihoods as document_likelihoods
    from reseau.analysis.expertise import voting_scores as voting_scores
    from reseau.analysis.holes import constraint as constraint
    from reseau.analysis.holes import effective_size as effective_size
    from reseau.analysis.holes import efficiency as efficiency
    from reseau.analysis.holes import hierarchy as hierarchy
    from reseau.analysis.indirect import dematel as dematel
    from reseau.analysis.indirect import micmac as micmac
    from reseau.analysis.influencers import hits as hits
    from reseau.analysis.influencers import influence_rank as influence_rank
    from reseau.analysis.influencers import katz as katz
    from reseau.analysis.influencers import pagerank as pagerank
    from reseau.analysis.keyplayers import key_players as key_players
    from reseau.analysis.margins import bicm as bicm
    from reseau.analysis.mixing import assortativity as assortativity
    from reseau.analysis.mixing import ei_index as ei_index
    from reseau.analysis.mixing import ei_test as ei_test
    from reseau.analysis.mixing import mixing_matrix as mixing_matrix
    from reseau.analysis.network_regression import mrqap as mrqap
    from reseau.analysis.opim import imm as imm
    from reseau.analysis.opim import imm_sample_bound as imm_sample_bound
    from reseau.analysis.opim import opim_c as opim_c
    from reseau.analysis.opinions import friedkin_johnsen as friedkin_johnsen
    from reseau.analysis.partition import adjusted_rand as adjusted_rand
    from reseau.analysis.partition import communities as communities
    from reseau.analysis.presences import Meeting as Meeting
    from reseau.analysis.presences import Seat as Seat
    from reseau.analysis.probabilities import (
        contact_probabilities as contact_probabilities,
    )
    from reseau.analysis.probabilities import tie_probability as tie_probability
    from reseau.analysis.probabilities import weighted_cascade as weighted_cascade
    from reseau.analysis.ranking_quality import average_precision as average_precision
    from reseau.analysis.ranking_quality import ndcg_at as ndcg_at
    from reseau.analysis.ranking_quality import precision_at as precision_at
    from reseau.analysis.recency import pair_recency as pair_recency
    from reseau.analysis.recency import recency_weight as recency_weight
    from reseau.analysis.recruitment import recruitment_forest as recruitment_forest
    from reseau.analysis.recruitment import structural_virality as structural_virality
    from reseau.analysis.rhythm import burstiness as burstiness
    from reseau.analysis.seeding import influence_maximization as influence_maximization
    from reseau.analysis.shortest_paths import betweenness as betweenness
    from reseau.analysis.shortest_paths import (
        betweenness_estimate as betweenness_estimate,
    )
    from reseau.analysis.strategies import mactor as mactor
    from reseau.analysis.trend import mobilization_trend as mobilization_trend
    from reseau.analysis.turnout import mobilization as mobilization
    from reseau.analysis.two_mode import two_mode_degree as two_mode_degree

_PUBLIC = {
    "betweenness": "shortest_paths",
    "betweenness_estimate": "shortest_paths",
    "closeness": "centrality",
    "eigenvector": "centrality",
    "harmonic": "centrality",
    "project": "bipartite",
    "two_mode_centrality": "bipartite",
    "two_mode_degree": "two_mode",
    "tie_changes": "changes",
    "tie_change_rates": "changes",
    "qap": "correlation",
    "mrqap": "network_regression",
    "independent_cascade": "cascades",
    "influence_maximization": "seeding",
    "SnapshotBank": "cascades",
    "contact_plan": "contacts",
    "contact_reach": "contacts",
    "opim_c": "opim",
    "imm": "opim",
    "imm_sample_bound": "opim",
    "tie_probability": "probabilities",
    "contact_probabilities": "probabilities",
    "weighted_cascade": "probabilities",
    "mobilization": "turnout",
    "mobilization_trend": "trend",
    "Meeting": "presences",
    "Seat": "presences",
    "recency_weight": "recency",
    "pair_recency": "recency",
    "gini": "concentration",
    "lorenz": "concentration",
    "smallest_set": "concentration",
    "bus_factor": "concentration",
    "effective_number": "concentration",
    "burstiness": "rhythm",
    "recruitment_forest": "recruitment",
    "structural_virality": "recruitment",
    "ei_index": "mixing",
    "ei_test": "mixing",
    "mixing_matrix": "mixing",
    "assortativity": "mixing",
    "centralization": "cores",
    "coreness": "cores",
    "k_core": "cores",
    "mactor": "strategies",
    "dematel": "indirect",
    "micmac": "indirect",
    "influence_rank": "influencers",
    "pagerank": "influencers",
    "hits": "influencers",
    "katz": "influencers",
    "friedkin_johnsen": "opinions",
    "adjusted_rand": "partition",
    "benjamini_hochberg": "corrections",
    "bicm": "margins",
    "brokerage_roles": "brokerage",
    "brokerage_test": "brokerage",
    "communities": "partition",
    "constraint": "holes",
    "core_periphery": "core",
    "diffusion_centrality": "cohesion",
    "disparity": "disparity_filter",
    "disparity_backbone": "disparity_filter",
    "effective_size": "holes",
    "efficiency": "holes",
    "fragmentation": "cohesion",
    "group_degree": "cohesion",
    "hierarchy": "holes",
    "holm": "corrections",
    "key_players": "keyplayers",
    "poisson_binomial": "chances",
    "reach": "cohesion",
    "reached": "cohesion",
    "sdsm": "backbone",
    "balog_model1": "expertise",
    "balog_model2": "expertise",
    "document_likelihoods": "expertise",
    "voting_scores": "expertise",
    "average_precision": "ranking_quality",
    "ndcg_at": "ranking_quality",
    "precision_at": "ranking_quality",
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
