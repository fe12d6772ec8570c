"""``reseau decision`` and ``spokesperson``."""
