"""What was done, row by row, and how it is undone.

``history`` notes it, ``reversal`` puts it back, ``undo`` finds which operation is
meant, ``meanwhile`` tells what somebody else wrote; ``dump`` is the whole store.
"""
