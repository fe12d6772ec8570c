"""What Réseau speaks of, in plain Python: words, dates, names, evidence."""
