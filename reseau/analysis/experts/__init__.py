"""How experts are ranked, and how good a ranking is."""
