"""What every other room needs: the outcome of a write, edits, spells, the question."""
