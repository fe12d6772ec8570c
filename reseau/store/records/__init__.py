"""The records of each kind as tables, for a workbook or another program.

``record_types`` tells the kinds, ``record_rows`` their rows, ``sheets`` all tables.
"""
