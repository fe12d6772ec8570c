"""The training store: a story told in the commands that a person would type."""

import io
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path

from reseau.domain import clock
from reseau.errors import ReseauError
from reseau.i18n import N_
from reseau.resources import folder

STORY = "histoire.txt"
LOG = "journal.txt"
_TOLD_ON = date(2026, 11, 24)
DAY = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")


class BrokenStoryError(ReseauError):
    """A command of the story was refused: the story is wrong, not the person."""

    message = N_("Line {line} of the story was refused: {said}")


def play(name: str, database: str, *, told: Callable[[int, int], None]) -> int:
    """Run every command of a story on a store that has only its starter records.

    Args:
        name: The folder of the story in ``db/seeds``.
        database: The store.
        told: Given how many commands are done, and how many there are.

    Returns:
        How many commands there were.

    Raises:
        BrokenStoryError: One was refused; those before it are done.
    """
    from reseau.cli import run

    source = folder("db") / "seeds" / name
    by = whole_weeks(clock.today())
    with tempfile.TemporaryDirectory() as place:
        log = Path(place, LOG)
        log.write_text(moved((source / LOG).read_text("utf-8"), by=by), "utf-8")
        story = list(_commands(moved((source / STORY).read_text("utf-8"), by=by)))
        for done, (line, words) in enumerate(story):
            told(done, len(story))
            typed = [str(log) if it == LOG else it for it in words]
            said = io.StringIO()
            with redirect_stdout(said), redirect_stderr(said):
                code = run(["--database", database, *typed])
            if code:
                raise BrokenStoryError(line=line, said=said.getvalue().strip())
    return len(story)


def moved(text: str, *, by: timedelta) -> str:
    """Move every day of a text, written as 2026-11-24."""
    return DAY.sub(lambda it: str(date.fromisoformat(it[1]) + by), text)


def whole_weeks(today: date) -> timedelta:
    """Tell by how much the story moves to end in the last seven days."""
    return timedelta(weeks=(today - _TOLD_ON).days // 7)


def _commands(story: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(story.splitlines(), start=1):
        words = shlex.split(line, comments=True)
        if words:
            yield number, words
