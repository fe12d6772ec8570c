"""The map of the network: its page, and its still pictures.

``map_page`` is what it is made from, ``map`` the HTML; ``map_picture`` and
``map_paper`` are the still ones, drawn from ``map_scene``.
"""
