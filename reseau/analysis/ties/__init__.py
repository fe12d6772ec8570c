"""The network made of the log: one graph a layer, paths in it, and why two are tied.

Begin with ``graphs``, over ``projection`` and ``intervals``; ``why`` gives the lines.
"""
