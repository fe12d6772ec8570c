"""``reseau privacy``: each module below declares its own commands on the group."""

from reseau.cli.privacy import (
    privacy_audit,
    privacy_handing,
    privacy_register,
    privacy_retention,
)
from reseau.cli.privacy.privacy_group import app

COMMANDS = (privacy_register, privacy_handing, privacy_audit, privacy_retention)
"""The modules whose commands the group holds, in the order in which help shows them."""

_RANKS = {it.__name__: rank for rank, it in enumerate(COMMANDS)}
app.registered_commands.sort(
    key=lambda it: _RANKS.get(getattr(it.callback, "__module__", ""), len(_RANKS))
)  # Imports are sorted by name, and one module may import another.

__all__ = ["app"]
