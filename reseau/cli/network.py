"""``reseau network``: each module below declares its own commands on the group."""

from reseau.cli import network_looks, network_structure
from reseau.cli.network_question import app

COMMANDS = (network_looks, network_structure)
"""The modules whose commands the group holds, in the order in which help shows them."""

__all__ = ["app"]
