"""Printing: a table for a person, JSON or CSV for a program.

Data go to standard output, all the rest to standard error. What people typed is
shown without control characters, which could rewrite the screen.
"""

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reseau.domain.names import tidy
from reseau.errors import UsageError
from reseau.i18n import N_, gettext

_ = gettext
Cell = str | int | float | bool | date | None

_GAPS = (3, 2)  # Blanks between two columns of a table, the second when it is tight.
_TWO_STOPS = re.compile(r"(?<=\w)\.\.(?=\s|$)")  # “Airbnb, Inc.” ends a sentence.
_FIRM = ("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
_FIRM_BLANK = re.compile("([" + "".join(_FIRM) + "])")


class Format(StrEnum):
    """How data are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class UnknownFormatError(UsageError):
    """The format is none of the three."""

    message = N_("--format is table, json or csv, not “{text}”.")


class NeedsYesError(UsageError):
    """A question cannot be asked, because nobody is there to answer."""

    message = N_("{question} Nobody can answer here: add --yes to go on.")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in JSON and CSV, and its title in a table."""

    key: str
    title: str
    right: bool = False


def read_format(text: str) -> Format:
    """Read ``--format``.

    Raises:
        UnknownFormatError: It is none of the three.
    """
    try:
        return Format(text.casefold())
    except ValueError as error:
        raise UnknownFormatError(text=text) from error


def rows(
    columns: Sequence[Column],
    values: Sequence[Mapping[str, Cell]],
    *,
    form: Format,
    empty: str,
) -> None:
    """Print rows; ``empty`` is what a person reads when there is none."""
    if form is Format.JSON:
        data(values)
    elif form is Format.CSV:
        _csv(columns, values)
    elif not values:
        note(empty)
    else:
        _table(columns, values)


def data(value: object) -> None:
    """Print JSON: codes and ISO dates, never translated."""
    text = json.dumps(
        value, ensure_ascii=False, indent=2, default=_plain, allow_nan=False
    )
    sys.stdout.write(text + "\n")


def line(text: str = "", *, hang: int = 0) -> None:
    """Print one line of the answer; a terminal cuts no word, a file nothing.

    Args:
        text: The line.
        hang: How much further the lines that follow begin, when it is cut.
    """
    text = _TWO_STOPS.sub(".", text)
    if sys.stdout.isatty():
        text = wrapped(text, shutil.get_terminal_size().columns, hang=hang)
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Say something beside the answer, on standard error; a terminal cuts no word."""
    if sys.stderr.isatty():
        text = wrapped(text, shutil.get_terminal_size().columns)
    sys.stderr.write(text + "\n")


def wrapped(text: str, width: int, *, hang: int = 0) -> str:
    """Cut a text at its blanks; the lines that follow begin as the first does.

    What has no blank, as a path or an address, is left whole, and so is a command,
    which is copied from the screen.

    Args:
        text: One or more lines.
        width: Columns of the terminal.
        hang: Columns added before the lines that follow.
    """
    lines = []
    for line in text.split("\n"):
        bare = line.lstrip(" ")
        if len(line) <= width or bare.startswith("reseau "):
            lines.append(line)
            continue
        indent = " " * (len(line) - len(bare) + hang)
        cut = textwrap.wrap(
            line, max(width, 20), subsequent_indent=indent if len(indent) * 2 < width
            else "", break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        lines += cut or [line]
    return "\n".join(lines)


def safe(text: str) -> str:
    """Make a text from people safe to print: no control characters, one line.

    Blanks that keep two words together, as French has them before a colon and in
    numbers, stay what they are.
    """
    return "".join(it if it in _FIRM else tidy(it) for it in _FIRM_BLANK.split(text))


def heading(text: str) -> None:
    """Print a title and the rule under it."""
    line(safe(text))
    line("─" * min(len(text), 78) if can_draw() else "-" * min(len(text), 78))


def pairs(values: Sequence[tuple[str, str]]) -> None:
    """Print names and values under each other, empty values left out."""
    width = max((len(name) for name, value in values if value), default=0)
    for name, value in values:
        if value:
            line(f"  {name:<{width}}  {safe(value)}", hang=width + 2)


def confirm(question: str, *, yes: bool) -> bool:
    """Ask a question; ``yes`` answers beforehand.

    Raises:
        NeedsYesError: Standard input is not a terminal.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise NeedsYesError(question=question)
    choices = _("[y/N]")
    ask(f"{question} {choices}")
    answer = sys.stdin.readline().strip().casefold()
    return answer in {"o", "oui", "y", "yes"}


def ask(question: str) -> None:
    """Write a question, on standard error; the caller reads the answer."""
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value))


def _csv(columns: Sequence[Column], values: Sequence[Mapping[str, Cell]]) -> None:
    from reseau.exchange.text.csvfile import csv_text

    names = [column.key for column in columns]
    text = csv_text(names, [[row.get(name) for name in names] for row in values])
    sys.stdout.buffer.write(text.encode("utf-8"))


def is_narrow() -> bool:
    """Tell whether a table of many columns has no room: a terminal of 80."""
    return sys.stdout.isatty() and shutil.get_terminal_size().columns < _WIDE


_WIDE = 100


def _table(columns: Sequence[Column], values: Sequence[Mapping[str, Cell]]) -> None:
    """Draw a table; wide enough for its content when it goes to a file or a pipe."""
    from rich.box import ASCII, SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    wide = None if sys.stdout.isatty() else 10_000
    console = Console(file=sys.stdout, width=wide, highlight=False)
    shown = [[_shown(row.get(column.key)) for column in columns] for row in values]
    gap, widths = _fitted(columns, shown, console.width)
    table = Table(
        box=SIMPLE_HEAD if can_draw() else ASCII, pad_edge=False,
        padding=(0, 1) if gap == _GAPS[0] else (0, 1, 0, 0),
    )  # fmt: skip
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            column.title, justify="right" if column.right else "left", width=width,
            overflow="fold",
        )  # fmt: skip
    for cells in shown:
        table.add_row(*map(Text, cells))
    console.print(table)


def _fitted(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], room: int
) -> tuple[int, list[int | None]]:
    """Share a terminal among columns so that no word is cut, where that can be.

    Args:
        columns: The columns.
        rows: Their cells, as they are shown.
        room: Columns of the terminal.

    Returns:
        The blanks between two columns, and how wide each is; None to leave it to Rich.
    """
    cells = [[row[i] for row in rows] for i in range(len(columns))]
    whole = [
        max(map(len, [column.title, *own]))
        for column, own in zip(columns, cells, strict=True)
    ]
    least = [
        max(
            len(word)
            for text in [column.title, *own]
            for word in ([text] if column.right and text in own else _words(text))
        )
        for column, own in zip(columns, cells, strict=True)
    ]
    for gap in _GAPS:
        spare = room - 2 - gap * (len(columns) - 1) - sum(least)
        if spare >= 0:
            return gap, [*_grown(least, whole, spare)]
    return _GAPS[0], [None] * len(columns)


def _words(text: str) -> list[str]:
    """Part a text where it may be cut; a number of a list stays with its word."""
    return re.split(r"(?<!\d\.) ", text)


def _grown(least: Sequence[int], whole: Sequence[int], spare: int) -> list[int]:
    """Widen columns, the one that lacks most first, while there is room."""
    widths = list(least)
    for _step in range(spare):
        lacks = [full - width for full, width in zip(whole, widths, strict=True)]
        most = max(lacks, default=0)
        if most <= 0:
            break
        widths[lacks.index(most)] += 1
    return widths


def _shown(value: Cell) -> str:
    from reseau.i18n import formats

    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        return formats.number(value, decimals=2)
    return safe(str(value))


def can_draw() -> bool:
    """Tell whether the output can show box-drawing characters."""
    try:
        "─".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
