"""Themes and territories: what is spoken of, and where."""
