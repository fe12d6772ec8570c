"""Read a published case of tests/data/goldens."""

import json
from pathlib import Path
from typing import Any

GOLDENS = Path(__file__).parents[1] / "data" / "goldens"


def golden(folder: str, name: str = "expected.json") -> Any:  # JSON: no better type.
    """Read a file of a case."""
    return json.loads((GOLDENS / folder / name).read_text(encoding="utf-8"))
