"""``reseau influence``: who influences whom, and what actors want, as people assert it.

The command line loads this module: it gathers the commands of the modules below.
"""

from reseau.cli.influence import influence_assertions, influence_looks, influence_models
from reseau.cli.influence.influence_question import app

__all__ = ["app"]

COMMANDS = (influence_assertions, influence_looks, influence_models)
"""The modules that declare the commands of this group."""
