"""Which ties stand out of what chance explains: ``backbone`` and its two models."""
