"""Organizations and people: roles, seats, consents, mergers and ends."""
