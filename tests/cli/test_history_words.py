"""Every operation that a command can make is told in words, in both languages."""

import re
from pathlib import Path

import reseau
from reseau.cli.history.operation_words import OPERATION_WORDS

_WORKING = re.compile(r'\.working\(\s*"([^"]+)"')


def test_every_operation_of_the_code_has_its_words() -> None:
    sources = Path(reseau.__file__).parent.rglob("*.py")
    made = {name for it in sources for name in _WORKING.findall(it.read_text("utf-8"))}
    assert len(made) > 100  # The expression still finds them.
    assert made - set(OPERATION_WORDS) == set()
