"""The relational store: records, history, queries.

Begin with ``session``, which opens a store for reading or for one operation, and with
``models``, the mapped classes. Then, by what is wanted:

- a record from what was typed: ``finding``, ``recognition``, ``titled``;
- narrow rows for the analysis: ``rows``, ``log_rows``, ``assertions``, ``narrow``;
- the one search: ``searching`` ranks, ``search_index`` follows every change;
- what each operation changed: ``history`` notes it, ``undo`` and ``reversal`` put it
  back, ``meanwhile`` tells what somebody else wrote;
- what may be shown, and to whom: ``veil``, ``betrayal``, ``departures``;
- what goes for good: ``erasure``, ``retention``, ``forgetting``, ``unfinished``;
- one record instead of two: ``merging``, ``theme_merging``, ``dependents``;
- records as tables: ``record_types``, ``record_rows``, ``sheets``, ``dump``;
- the database itself: ``address``, ``engine``, ``upgrade``, ``backup``, ``encryption``,
  ``checking``.
"""
