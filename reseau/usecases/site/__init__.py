"""The public site, and what may be on it."""
