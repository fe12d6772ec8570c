"""Calendars (.ics), read with their series, and written.

``calendars`` reads one, ``icsfile`` writes one, ``found_meetings`` is what is found.
"""
