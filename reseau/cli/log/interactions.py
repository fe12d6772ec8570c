"""``reseau interaction``: list, show, correct and remove what was logged.

The command line loads this module: it gathers the commands of the modules below.
"""

from reseau.cli.log import interaction, interaction_correcting
from reseau.cli.log.interaction import app

__all__ = ["app"]

COMMANDS = (interaction, interaction_correcting)
"""The modules that declare the commands of this group."""
