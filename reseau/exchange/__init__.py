"""Other people's files, read and written.

Nothing here knows the store: a reader gives what it found (``found``) and what is
wrong. The rooms, from those that stand on nothing to those that stand on others:

- ``text``: files within limits, as characters, lines and tables; why one is refused;
- ``thesauri``, ``graphs``: formats of thesauri, and of networks;
- ``profiles``: how a table is read, then ``rows``: what is read in it;
- ``calendars``, ``cards``, ``influence``: the other files that are read.

News are in ``feeds``, territories in ``geojson`` and ``points``; ``atomic`` writes any
file whole or not at all, ``site_folder`` a folder.
"""
