"""``reseau import`` and ``reseau export``."""
