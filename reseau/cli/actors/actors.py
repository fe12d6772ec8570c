"""``reseau actor``: organizations and people, and how organizations change.

The command line loads this module: it gathers the commands of the modules below.
"""

from reseau.cli.actors import actor, actor_changes, actor_collaborations
from reseau.cli.actors.actor import app

__all__ = ["app"]

app.add_typer(actor_changes.changes, name="change")
app.add_typer(actor_collaborations.app, name="collaboration")

COMMANDS = (actor, actor_changes, actor_collaborations)
"""The modules that declare the commands of this group."""
