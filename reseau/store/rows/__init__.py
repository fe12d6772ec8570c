"""Narrow rows for the analysis, straight from SELECTs: never objects in a loop.

Begin with ``rows``; ``narrow`` reads columns of tables whose classes are not loaded.
"""
