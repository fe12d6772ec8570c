"""``reseau network``: each module below declares its own commands on the group."""

from reseau.cli.network import (
    network_compare,
    network_load,
    network_looks,
    network_mobilization,
    network_rhythm,
    network_structure,
)
from reseau.cli.network.network_question import app

COMMANDS = (
    network_looks,
    network_mobilization,
    network_load,
    network_rhythm,
    network_structure,
    network_compare,
)
"""The modules whose commands the group holds, in the order in which help shows them."""

_RANKS = {it.__name__: rank for rank, it in enumerate(COMMANDS)}
app.registered_commands.sort(
    key=lambda it: _RANKS.get(getattr(it.callback, "__module__", ""), len(_RANKS))
)  # Imports are sorted by name, and one module may import another.

__all__ = ["app"]
