"""What is looked at: maps and pages.

Nothing here knows the store: each page is made of plain values that a use case gives.
The rooms, from those that stand on nothing to those that stand on others:

- ``map``: the map, as a page and as still pictures;
- ``page``: the template around all other pages, their charts, their PDF;
- ``portrait``: that of a territory, and the atlas;
- ``brief``, ``guide``, ``site``.

``dossier`` is handed to the person whom it is about; ``workbook`` writes Excel.
"""
