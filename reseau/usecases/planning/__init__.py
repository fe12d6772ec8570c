"""Whom to reach on a theme, through whom, within a budget."""
