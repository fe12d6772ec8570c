"""The whole store: brought up to date, copied, put back, encrypted, checked.

``upgrade`` and ``backup`` serve both databases; ``checking`` looks for damage.
"""
