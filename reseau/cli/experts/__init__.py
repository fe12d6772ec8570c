"""``reseau expert`` and ``reseau find``."""
