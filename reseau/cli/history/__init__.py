"""What was done, taken back, and done again."""
