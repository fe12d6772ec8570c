"""What Réseau speaks of, in plain Python: words, dates, names, evidence.

The closed lists are in ``vocabulary`` and ``dissemination``. What a typed name means
is told by ``resolution``, which ``name_index``, ``alignment`` and ``ranking`` serve;
what a typed date means by ``when`` for a note and by ``dates`` for an option. A
meeting in one line is read by ``quickline``, on a form by ``form``; a search by
``search_query`` and ``terms``. ``evidence`` holds the narrow rows that the analysis
reads; ``traces`` and ``small_numbers`` what must not be told.
"""
