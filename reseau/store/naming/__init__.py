"""Which record a typed name means, and two records that were one.

``finding`` looks for it, ``recognition`` never guesses, ``merging`` joins.
"""
