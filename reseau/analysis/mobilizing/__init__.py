"""Who comes, how often, brought by whom; who comes less, who is asked too much.

Every figure reads ``presences``; ``turnout`` puts those of a period together.
"""
