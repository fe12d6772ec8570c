"""``reseau actor``, ``person``, ``partner`` and ``committee``."""
