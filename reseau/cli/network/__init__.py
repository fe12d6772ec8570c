"""``reseau network``: the commands, and how their figures are printed."""
