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
    from reseau.analysis.expertise import balog_model1 as balog_model1
    from reseau.analysis.expertise import balog_model2 as balog_model2
    from reseau.analysis.expertise import document_likelihoods as document_likelihoods
    from reseau.analysis.expertise import voting_scores as voting_scores
    from reseau.analysis.ranking_quality import average_precision as average_precision
    from reseau.analysis.ranking_quality import ndcg_at as ndcg_at
    from reseau.analysis.ranking_quality import precision_at as precision_at

_PUBLIC = {
    "two_mode_degree": "affiliation",
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
