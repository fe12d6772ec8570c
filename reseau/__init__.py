"""Réseau: who works with whom, on what, and who knows what."""

__version__ = "0.1.0"
