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
    from reseau.analysis.bipartite import project as project
    from reseau.analysis.bipartite import two_mode_centrality as two_mode_centrality
    from reseau.analysis.centrality import closeness as closeness
    from reseau.analysis.centrality import eigenvector as eigenvector
    from reseau.analysis.centrality import harmonic as harmonic
    from reseau.analysis.shortest_paths import betweenness as betweenness
    from reseau.analysis.shortest_paths import (
        betweenness_estimate as betweenness_estimate,
    )

_PUBLIC = {
    "betweenness": "shortest_paths",
    "betweenness_estimate": "shortest_paths",
    "closeness": "centrality",
    "eigenvector": "centrality",
    "harmonic": "centrality",
    "project": "bipartite",
    "two_mode_centrality": "bipartite",
    "two_mode_degree": "affiliation",
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
