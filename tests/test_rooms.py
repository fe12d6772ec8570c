"""The ``__init__.py`` of a room leads to modules that are there."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "reseau"
LAYERS = ("analysis", "domain", "exchange", "publish", "store", "usecases")


def _named(room: Path) -> set[str]:
    """Give the modules and rooms that the text of a room names."""
    text = (room / "__init__.py").read_text(encoding="utf-8")
    return set(re.findall(r"``(\w+)``", ast.get_docstring(ast.parse(text)) or ""))


def _there(room: Path) -> set[str]:
    return {it.stem for it in room.iterdir()}


@pytest.mark.checkout
@pytest.mark.parametrize("layer", LAYERS)
def test_what_a_layer_names_exists(layer: str) -> None:
    assert _named(HOUSE / layer)
    assert _named(HOUSE / layer) <= _there(HOUSE / layer)


@pytest.mark.checkout
@pytest.mark.parametrize("layer", ["analysis", "exchange", "publish", "store"])
def test_what_a_room_of_a_layer_names_exists(layer: str) -> None:
    faces = (HOUSE / layer).glob("*/__init__.py")
    rooms = [it.parent for it in faces if it.parent.name != "models"]  # Names classes.
    assert rooms
    for room in rooms:
        assert _named(room) <= _there(room) | _there(room.parent)
