"""``reseau plan``: the command, and how a plan is printed."""
