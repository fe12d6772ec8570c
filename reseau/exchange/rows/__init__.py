"""The rows of a table made into what the log holds.

Begin with ``reading``: ``columns`` finds the columns that a profile names, ``fields``
reads their cells, ``findings`` keeps what is wrong with them.
"""
