"""Two networks side by side: what changed, and what chance would make of it.

``dyads`` lays networks out as tables, for this room and for ``diffusion``.
"""
