"""The table “From a notebook” of the page on measures names what there is."""

import inspect
import re
from pathlib import Path

import pytest

from reseau import analysis

DOCS = Path(__file__).parents[1] / "docs"
_CALL = re.compile(r"`(\w+)\(([^`]*)\)`")
EVERY = pytest.mark.parametrize("page", ["measures.md", "measures.fr.md"])
pytestmark = pytest.mark.checkout


def _table(page: str) -> list[list[str]]:
    last = (DOCS / page).read_text("utf-8").rsplit("\n## ", maxsplit=1)[-1]
    rows = [it for it in last.splitlines() if it.startswith("| ")]
    return [[cell.strip() for cell in it.strip("|").split(" | ")] for it in rows[2:]]


@EVERY
def test_every_public_function_is_in_the_table(page: str) -> None:
    cells = " ".join(" ".join(row[1:]) for row in _table(page))
    named = set(re.findall(r"`(\w+)", cells))
    assert set(dir(analysis)) - named == set()


@EVERY
def test_every_call_of_the_table_is_possible(page: str) -> None:
    for _name, calls, _gives in _table(page):
        found = _CALL.findall(calls)
        assert found, calls
        for name, given in found:
            taken = inspect.signature(getattr(analysis, name)).parameters
            for it in given.split(","):
                assert it.split("=")[0].strip() in taken, (name, it)
