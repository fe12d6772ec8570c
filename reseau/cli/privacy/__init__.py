"""``reseau privacy``: the commands of people's rights."""
