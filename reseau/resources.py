"""Find the folders that are read and not imported: db/, docs/ and reports/.

In a wheel they travel inside the package; in a checkout they stand beside it.
"""

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).parent


def folder(name: Literal["db", "docs", "reports"]) -> Path:
    """Give the folder of that name, wherever this copy of Réseau keeps it."""
    shipped = _PACKAGE / "_shipped" / name
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
