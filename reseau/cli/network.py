"""``reseau network``: each module below declares its own commands on the group."""

from reseau.cli import (
    network_load,
    network_looks,
    network_mobilization,
    network_rhythm,
)
from reseau.cli.network_question import app

COMMANDS = (network_looks, network_mobilization, network_load, network_rhythm)
"""The modules whose commands the group holds, in the order in which help shows them."""

__all__ = ["app"]
