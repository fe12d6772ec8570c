"""What is looked at: maps and pages.

Nothing here knows the store: each page is made of plain values that a use case gives.

- ``pages`` holds the template around all pages, ``charts`` their charts, ``printing``
  their PDF;
- the map: ``map_page`` is what it is made from, ``map`` the HTML, ``map_picture`` and
  ``map_paper`` the still ones, drawn from ``map_scene``;
- the atlas: ``atlas`` and ``atlas_page``; the portrait of a territory in it:
  ``portrait``, put in words by ``portrait_words``;
- the brief: ``brief`` and ``brief_page``;
- the site: ``site`` is what it says, ``site_files`` writes all of it;
- the rest: ``guide``, ``dossier``, ``workbook``.
"""
