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
    from reseau.analysis.cascades import SnapshotBank as SnapshotBank
    from reseau.analysis.cascades import independent_cascade as independent_cascade
    from reseau.analysis.changes import tie_change_rates as tie_change_rates
    from reseau.analysis.changes import tie_changes as tie_changes
    from reseau.analysis.correlation import qap as qap
    from reseau.analysis.network_regression import mrqap as mrqap
    from reseau.analysis.probabilities import (
        contact_probabilities as contact_probabilities,
    )
    from reseau.analysis.probabilities import tie_probability as tie_probability
    from reseau.analysis.probabilities import weighted_cascade as weighted_cascade
    from reseau.analysis.seeding import influence_maximization as influence_maximization

_PUBLIC = {
    "two_mode_degree": "affiliation",
    "tie_changes": "changes",
    "tie_change_rates": "changes",
    "qap": "correlation",
    "mrqap": "network_regression",
    "independent_cascade": "cascades",
    "influence_maximization": "seeding",
    "SnapshotBank": "cascades",
    "tie_probability": "probabilities",
    "contact_probabilities": "probabilities",
    "weighted_cascade": "probabilities",
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
