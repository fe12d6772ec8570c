"""JSON out of somebody's file, unless it would fill the memory."""

import json
from typing import Any

from reseau.exchange.text.refusals import SwollenJsonError

MAX_PARTS = 1_500_000
"""Lists and objects; a layer of 20 megabytes that a city publishes has some 700,000."""


def parsed(text: str, *, file: str) -> Any:  # Any: as JSON gives it.
    """Read a text of JSON: each “[]” of two bytes takes thirty times as many.

    Args:
        text: Of at most some tens of megabytes.
        file: Its name, for the errors.

    Raises:
        SwollenJsonError: It holds too many lists and objects.
        ValueError: It is not JSON.
        RecursionError: They are in one another without end.
    """
    if text.count("[") + text.count("{") > MAX_PARTS:
        raise SwollenJsonError(file=file, limit=MAX_PARTS)
    return json.loads(text)
