"""What a person comes to do: the only place that opens a transaction.

A room a subject; beside the rooms stand the few use cases that look at all of them:
``status``, ``demo``, ``guide``, ``workbook``.
"""
