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
    from reseau.analysis.affiliation import two_mode_degree as two_mode_degree
    from reseau.analysis.backbone import sdsm as sdsm
    from reseau.analysis.brokerage import brokerage_roles as brokerage_roles
    from reseau.analysis.brokerage import brokerage_test as brokerage_test
    from reseau.analysis.chances import poisson_binomial as poisson_binomial
    from reseau.analysis.cohesion import diffusion_centrality as diffusion_centrality
    from reseau.analysis.cohesion import fragmentation as fragmentation
    from reseau.analysis.cohesion import group_degree as group_degree
    from reseau.analysis.cohesion import reach as reach
    from reseau.analysis.cohesion import reached as reached
    from reseau.analysis.core import core_periphery as core_periphery
    from reseau.analysis.corrections import benjamini_hochberg as benjamini_hochberg
    from reseau.analysis.corrections import holm as holm
    from reseau.analysis.disparity_filter import disparity as disparity
    from reseau.analysis.disparity_filter import (
        disparity_backbone as disparity_backbone,
    )
    from reseau.analysis.holes import constraint as constraint
    from reseau.analysis.holes import effective_size as effective_size
    from reseau.analysis.holes import efficiency as efficiency
    from reseau.analysis.holes import hierarchy as hierarchy
    from reseau.analysis.keyplayers import key_players as key_players
    from reseau.analysis.margins import bicm as bicm
    from reseau.analysis.partition import adjusted_rand as adjusted_rand
    from reseau.analysis.partition import communities as communities

_PUBLIC = {
    "two_mode_degree": "affiliation",
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
