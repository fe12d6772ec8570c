"""The commands of the cycle, from ``reseau signal`` to ``reseau impact``."""
