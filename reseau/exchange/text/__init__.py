"""Files as they are given: within limits, as characters, as lines, as tables.

``files`` and ``encoding`` come first; ``refusals`` says why a whole file is refused.
"""
