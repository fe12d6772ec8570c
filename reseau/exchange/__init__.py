"""Other people's files, read and written.

Nothing here knows the store: a reader gives what it found (``found``,
``found_meetings``) and what is wrong (``findings``, ``refusals``). Then, by the file:

- tables by an import profile: ``reading``, over ``tables``, ``profile`` and ``fields``;
- calendars: ``calendars`` reads them, ``icsfile`` writes one;
- contact cards: ``contacts`` and ``vcard``;
- thesauri: ``thesaurus_files``, over ``thesauri`` and ``skos``;
- influences: ``influence_sheets`` reads the workbook of ``influence_template``;
- news: ``feeds``; territories: ``geojson``;
- networks for other programs: ``graphfile``, then ``gexf``, ``graphml`` or ``kumu``;
- any file written whole or not at all: ``atomic``, ``site_folder``, ``csvfile``.
"""
