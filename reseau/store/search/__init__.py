"""The one search, and the evidence that the search for experts reads.

``search_index`` follows every change, ``search_units`` reads what is looked for,
``searching`` ranks, ``expert_rows`` gives the evidence.
"""
