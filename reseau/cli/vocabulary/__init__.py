"""``reseau theme`` and ``reseau territory``."""
