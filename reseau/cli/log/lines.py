"""Lines of the log: read them as typed, write them, say how they were read."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reseau.cli import output
from reseau.cli.cards import half_day
from reseau.cli.done import undo_hint
from reseau.cli.log.asking import settle
from reseau.cli.state import store
from reseau.domain.vocabulary import Precision
from reseau.errors import UsageError
from reseau.i18n import N_, formats
from reseau.i18n import gettext as _

if TYPE_CHECKING:
    from reseau.usecases.common.outcome import Outcome
    from reseau.usecases.log.logging import Entry

_LARGEST = 1024 * 1024


class NothingTypedError(UsageError):
    """Nothing was given to log."""

    message = N_(
        "There is nothing to log. Type a line, such as: reseau log yesterday Meeting "
        "on housing @cdc-rosemont"
    )


class UnreadableLinesError(UsageError):
    """A file of lines cannot be read."""

    message = N_("{file} cannot be read: a plain text of 1 MB at most is wanted.")


def somebody_answers() -> bool:
    """Tell whether questions can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def typed(
    words: Sequence[str], *, base: "Entry", file: str | None, dated: bool
) -> "list[Entry]":
    """Read what was typed: one line, or the lines of a file or of the input.

    Raises:
        NothingTypedError: There is no line.
        UnreadableLinesError: The file cannot be read.
        ReseauError: A line cannot be understood.
    """
    from reseau.domain import clock
    from reseau.usecases.log.quick_log import read_line, read_lines

    now = clock.local_now()
    source = "-" if list(words) == ["-"] else file
    if source is not None:
        entries = read_lines(_text(source), now=now, base=base)
    elif words:
        entries = [read_line(words, now=now, base=base, dated=dated)]
    else:
        entries = []
    if not entries:
        raise NothingTypedError
    return entries


def _text(source: str) -> str:
    from reseau.exchange.rows.notices import GuessedEncodingError
    from reseau.exchange.text.encoding import decoded
    from reseau.exchange.text.refusals import FileRefusedError, MissingFileError

    try:
        content = _bytes(source)
        if len(content) > _LARGEST:
            raise UnreadableLinesError(file=source)
        text, encoding = decoded(content, file=source)
    except FileNotFoundError as error:
        raise MissingFileError(file=source) from error
    except (OSError, FileRefusedError) as error:
        raise UnreadableLinesError(file=source) from error
    if not encoding.startswith("utf"):
        output.note(output.safe(str(GuessedEncodingError(encoding=encoding))))
    return text


def _bytes(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read(_LARGEST + 1)
    with Path(source).open("rb") as opened:
        return opened.read(_LARGEST + 1)


def log(entries: "Sequence[Entry]", *, dry_run: bool) -> None:
    """Log entries as one operation, and say how each was read."""
    from reseau.usecases.log.logging import log_interactions

    opened = store()
    sure = settle(opened, entries)
    done = log_interactions(opened, sure, dry_run=dry_run)
    if dry_run:
        output.note(_("Dry run: nothing was written."))
    for entry, outcome in zip(sure, done, strict=True):
        _tell(entry, outcome)
    if done[0].operation is not None and not dry_run:
        output.note(undo_hint(done[0].operation))


def _tell(entry: "Entry", outcome: "Outcome") -> None:
    """Say which day and which title were understood, and all that was recognized."""
    when = formats.full_date(entry.held_on, weekday=True)
    if entry.starts is not None and entry.precision is Precision.HALF_DAY:
        when = half_day(when, entry.starts)
    elif entry.starts is not None:
        when = f"{when}, {formats.clock(entry.starts)}"
    elif entry.precision is not None:
        when = f"{when} ({entry.precision.label()})"
    output.line(output.safe(f"{outcome.slug} {outcome.name}, {when}"))
    for remark in outcome.remarks:
        output.note(f"  {output.safe(remark)}")
