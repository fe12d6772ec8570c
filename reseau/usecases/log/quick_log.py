"""A line as it is typed becomes an entry of the log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from reseau.domain.date_errors import LooksLikeADateError
from reseau.domain.dates import read_date, read_duration
from reseau.domain.quickline import Line, NoTitleError, taken_apart
from reseau.domain.vocabulary import Carrier, Function, InteractionKind, Precision
from reseau.domain.when import When
from reseau.domain.when_prefix import DatePrefix, longest_date_prefix
from reseau.domain.when_words import HALF_BEGINS
from reseau.errors import ReseauError, UsageError
from reseau.i18n import N_
from reseau.usecases.log.logging import Entry, read_pair

_MOST = 200  # Problems told: beyond, the file is of something else.


class LineError(UsageError):
    """Lines of a file cannot be read; all of them are told."""

    message = N_("Nothing was written. {problems}")


def read_line(
    words: Sequence[str], *, now: datetime, base: Entry, dated: bool = False
) -> Entry:
    """Read a line: date, title, marks and notes.

    Args:
        words: The whole line, or the words as a shell gave them.
        now: In the organization's zone.
        base: What options say; the line completes it. Its title is not used.
        dated: Whether the day was said by an option: then the line has none, and
            «Lundi de l'emploi» is a title.

    Returns:
        The entry, today's when the line begins with no date.

    Raises:
        DateError: What begins the line is nearly a date, and is not one.
        NoTitleError: Nothing is left for a title.
        ReseauError: A mark cannot be read.
    """
    line = taken_apart(words)
    entry = _dated(line, now=None if dated else now, base=base)
    return _with_keys(replace(
        entry,
        participants=(*base.participants, *line.actors),
        themes=(*base.themes, *line.themes),
        notes="\n".join(it for it in (base.notes, line.body) if it) or None,
    ), line, now.date())  # fmt: skip


def _dated(line: Line, *, now: datetime | None, base: Entry) -> Entry:
    """Take the date off the front of the line; the rest is the title."""
    leading = line.words[: line.leading]
    found = DatePrefix() if now is None else longest_date_prefix(leading, now=now)
    if found.looks_like_a_date:
        raise LooksLikeADateError(text=found.looks_like_a_date)
    title = " ".join(line.words[found.length :]).strip(" ,;:")
    if not title:
        raise NoTitleError
    entry = replace(base, title=title)
    return entry if found.when is None else put_at(entry, found.when)


def put_at(entry: Entry, when: When) -> Entry:
    """Put an entry at a moment, no more finely than it was told.

    A half of a day has a moment that stands for it; a time said by an option stays
    where the line says the day alone.
    """
    starts = when.time
    if when.half is not None:
        starts = HALF_BEGINS[when.half]
    elif when.precision is Precision.DAY:
        starts = entry.starts
    usual = when.precision in {Precision.MINUTE, Precision.DAY}
    precision = None if usual else when.precision
    return replace(entry, held_on=when.day, starts=starts, precision=precision)


def _with_keys(entry: Entry, line: Line, today: date) -> Entry:
    """Apply the “key:value” marks."""
    keys = line.keys
    if "kind" in keys:
        entry = replace(entry, kind=InteractionKind.read(keys["kind"][0]))
    if "duration" in keys:
        entry = replace(entry, minutes=read_duration(keys["duration"][0]))
    if "due" in keys:
        due = read_date(keys["due"][0], today=today, prefer="next")
        promised = entry.follow_ups or (entry.title,)
        entry = replace(entry, due_on=due, follow_ups=promised)
    if "function" in keys:
        entry = replace(entry, function=Function.read(keys["function"][0]))
    if "carrier" in keys:
        entry = replace(entry, carrier=Carrier.read(keys["carrier"][0]))
    return replace(
        entry,
        place=keys.get("place", (entry.place,))[0],
        committee=keys.get("committee", (entry.committee,))[0],
        territories=(*entry.territories, *keys.get("territory", ())),
        brought_by={
            **entry.brought_by,
            **dict(map(read_pair, keys.get("brought-by", ()))),
        },
    )


def read_lines(text: str, *, now: datetime, base: Entry) -> list[Entry]:
    """Read one entry a line; blank lines and those that begin with # are passed.

    Raises:
        LineError: The lines that cannot be read, with their numbers; of hundreds of
            them, the first ones.
    """
    entries: list[Entry] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            entries.append(read_line([line.strip()], now=now, base=base))
        except ReseauError as error:
            problems.append(f"{number}: {error}")
        if len(problems) > _MOST:
            problems[-1] = "…"
            break
    if problems:
        raise LineError(problems="\n".join(problems))
    return entries
