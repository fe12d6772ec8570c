"""Interactions, typed in any way, and what was promised in them."""
