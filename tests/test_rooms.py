"""The ``__init__.py`` of a room leads to modules that are there."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "reseau"
ROOMS = ("domain", "exchange", "publish", "store", "usecases")


@pytest.mark.checkout
@pytest.mark.parametrize("room", ROOMS)
def test_modules_that_a_room_names_exist(room: str) -> None:
    text = (HOUSE / room / "__init__.py").read_text(encoding="utf-8")
    named = re.findall(r"``(\w+)``", ast.get_docstring(ast.parse(text)) or "")
    known = {it.stem for it in (HOUSE / room).iterdir()}
    assert named
    assert set(named) <= known
