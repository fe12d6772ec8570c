"""A store made, backed up, restored, encrypted, examined."""
