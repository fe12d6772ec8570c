"""``reseau influence``: the commands, and how their figures are printed."""
