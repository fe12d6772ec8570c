"""How far a word goes, and whom to tell first.

``cascades`` is the model, ``seeding`` and ``opim`` choose whom to tell, ``contacts``
whom to reach through whom, within a budget.
"""
