"""The relational store: records, history, queries.

Begin with ``session``, which opens a store for reading or for one operation, and with
``models``, the mapped classes. The rooms, from those that stand on nothing to those
that stand on others:

- ``place``: where a store is, and how it is opened;
- ``rows``: narrow rows for the analysis;
- ``naming``: a record from what was typed, one record instead of two;
- ``past``: what each operation changed, and its undoing;
- ``search``: the one search;
- ``safety``: the whole store upgraded, backed up, encrypted, checked;
- ``privacy``: what may be shown, and to whom; what goes for good;
- ``records``: records as tables.
"""
