"""Mandates, rules, decisions, reserved seats, spokespersons."""
