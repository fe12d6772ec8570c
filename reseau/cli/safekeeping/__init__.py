"""A store made, backed up, restored, checked, encrypted, upgraded."""
