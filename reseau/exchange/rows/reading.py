"""Read a file by a profile: what it holds, and everything that is wrong with it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from reseau.domain.names import folded
from reseau.errors import UsageError
from reseau.exchange.found import FoundInteraction, ReadFile, Record, Skipped
from reseau.exchange.profiles.profile_model import DateOrder, Profile, Source
from reseau.exchange.rows.columns import Layout, cell_reader, layout_of
from reseau.exchange.rows.contents import (
    Content,
    content_reader,
    date_sources,
    fingerprint,
)
from reseau.exchange.rows.date_orders import order_of
from reseau.exchange.rows.fields import Fields
from reseau.exchange.rows.findings import Findings
from reseau.exchange.rows.interactions import grouped
from reseau.exchange.rows.notices import note_oddities
from reseau.exchange.rows.records import rows_reader
from reseau.exchange.text.cells import Cell, shown, text_of
from reseau.exchange.text.tables import Row, Table, read_table
from reseau.i18n import N_

_TOTAL = re.compile(r"(?:grand |sous-|sub-?)?tota(?:l|ux|ls)(?: general)?(?: ?:.*)?")


class WideRowError(UsageError):
    """A row holds more cells than the header."""

    message = N_(
        "This row has more cells than there are columns, from “{text}” on. A cell that "
        "holds the separator should stand between quotation marks."
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of data with its content."""

    row: Row
    content: Content


def read_file(
    path: str | Path, *, profile: Profile, date_order: DateOrder | None = None
) -> ReadFile:
    """Read a file by a profile.

    Args:
        path: Of a CSV file or of a workbook.
        profile: How it is read: see ``load_profile``.
        date_order: What comes first in its dates, in place of what the profile says.

    Returns:
        What was found, and every problem with its row; a wrong row hides no other.

    Raises:
        FileRefusedError: The file is refused as a whole; its subclass says why.
        AmbiguousDatesError: Nothing tells the day from the month.
        MixedDatesError: The file writes dates in two orders.
    """
    table = read_table(
        Path(path),
        encoding=profile.encoding,
        separator=profile.separator,
        sheet=profile.sheet,
    )
    layout = layout_of(table, profile)
    rows, skipped = _data(table, layout, profile)
    fields = Fields(profile, layout, order=date_order or profile.date_order)
    if fields.order == "auto":
        fields.order = _order(table.name, rows, fields)
    findings = Findings(table.name)
    content = content_reader(fields)
    lines = [_Line(row, content(row)) for row in rows]
    repeats = _repeats(lines)
    if not profile.keeps_repeats:
        lines = [line for line in lines if line.row.number not in repeats]
        skipped += [Skipped(number, "repeat") for number in repeats]
    records = _records(lines, fields, findings)
    note_oddities(table, rows, fields=fields, findings=findings)
    return ReadFile(
        name=table.name,
        sha256=table.sha256,
        rows_read=len(rows),
        records=tuple(_counted(records)),
        problems=tuple(sorted(findings.problems, key=lambda it: it.row or 0)),
        warnings=tuple(findings.warnings),
        repeats=tuple(repeats),
        skipped=tuple(sorted(skipped, key=lambda it: it.row)),
    )


def _data(
    table: Table, layout: Layout, profile: Profile
) -> tuple[list[Row], list[Skipped]]:
    """Tell the rows of data from those passed over on purpose."""
    patterns = [
        (cell_reader(Source(columns=(name,)), layout), pattern)
        for name, pattern in profile.skip_rows.items()
    ]
    before, after = table.rows[: max(layout.position, 0)], layout.position + 1
    rows: list[Row] = []
    skipped = [Skipped(row.number, "preamble") for row in before]
    for row in table.rows[after:]:
        why = _why_skipped(row, patterns)
        if why:
            skipped.append(Skipped(row.number, why))
        else:
            rows.append(row)
    return rows, skipped


def _why_skipped(
    row: Row, patterns: Iterable[tuple[Callable[[Row], Cell], re.Pattern[str]]]
) -> Literal["total", "pattern"] | None:
    """Tell why a row is passed over; None when it is not."""
    first = next(text_of(cell) for cell in row.cells if cell)
    if _TOTAL.fullmatch(folded(first)):
        return "total"
    if any(pattern.search(text_of(read(row))) for read, pattern in patterns):
        return "pattern"
    return None


def _order(file: str, rows: list[Row], fields: Fields) -> DateOrder:
    """Find out what comes first in the dates of a file."""
    readers = [cell_reader(source, fields.layout) for source in date_sources(fields)]
    cells = ((row.number, read(row)) for row in rows for read in readers)
    return order_of(cells, file=file, year=fields.profile.year)


def _repeats(lines: Iterable[_Line]) -> list[int]:
    """Number the rows that say exactly what an earlier one says."""
    seen: set[Content] = set()
    repeats = []
    for line in lines:
        if line.content in seen:
            repeats.append(line.row.number)
        seen.add(line.content)
    return repeats


def _records(lines: list[_Line], fields: Fields, findings: Findings) -> list[Record]:
    """Read each row, and put those of one group together."""
    reader, kind = rows_reader(fields, findings), fields.profile.kind
    key = _group_key(fields)
    groups: dict[object, list[tuple[Content, Record]]] = defaultdict(list)
    for line in lines:
        wide = line.row.cells[len(fields.layout.names) :]
        if any(wide):
            text = shown(text_of(next(cell for cell in wide if cell)))
            findings.add(WideRowError(text=text), row=line.row.number)
            continue
        record = reader.read(line.row, fingerprint(kind, [line.content]))
        if record is not None:
            groups[key(line.row)].append((line.content, record))
    return [_one(members, fields, findings) for members in groups.values()]


def _group_key(fields: Fields) -> Callable[[Row], object]:
    """Make the function that tells which group a row is of; alone without a key."""
    readers = [
        cell_reader(Source(columns=(name,)), fields.layout)
        for name in fields.profile.group
    ]

    def key(row: Row) -> object:
        cells = tuple(text_of(read(row)) for read in readers)
        return cells if any(cells) else row.number

    return key


def _one(
    members: list[tuple[Content, Record]], fields: Fields, findings: Findings
) -> Record:
    """Make one record of the rows of a group."""
    interactions = [it for _content, it in members if isinstance(it, FoundInteraction)]
    if len(interactions) < 2:  # noqa: PLR2004  # A group of one is the row itself.
        return members[0][1]
    digest = fingerprint(fields.profile.kind, (content for content, _record in members))
    return grouped(interactions, digest, fields=fields, findings=findings)


def _counted(records: Iterable[Record]) -> Iterable[Record]:
    """Number the records of one fingerprint, from 0 on."""
    seen: Counter[str] = Counter()
    for record in records:
        times = seen[record.fingerprint]
        yield replace(record, repeat=times) if times else record
        seen[record.fingerprint] += 1
