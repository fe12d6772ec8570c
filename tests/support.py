"""What tests share that is not a fixture."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from reseau.store.place.address import Address
from reseau.store.session import Store


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]
NewStore = Callable[[], AbstractContextManager[Address]]
Fill = Callable[[Store], object]
FilledStore = Callable[[Fill], Address]
CopyStore = Callable[[str], AbstractContextManager[Address]]


def missing(what: str) -> None:
    """Skip a test for want of something, or fail where nothing may be skipped."""
    if os.environ.get("RESEAU_REQUIRE_ALL"):
        pytest.fail(f"{what} is required here")
    pytest.skip(f"{what} was not found")
