"""Who may not be shown, what may not be kept, and what left.

``veil`` hides from an audience what ``betrayal`` says betrays a person;
``erasure`` and ``retention`` remove; ``departures`` notes the files that left.
"""
