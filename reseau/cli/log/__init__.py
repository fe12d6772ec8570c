"""``reseau log``: typed at once, on a form or answer by answer; what was promised."""
