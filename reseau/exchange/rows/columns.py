"""Where the columns of a profile are in a table, and what a row holds there."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reseau.domain.names import folded
from reseau.exchange.profiles.profile_model import Profile, Source, place_names
from reseau.exchange.text import refusals
from reseau.exchange.text.cells import Cell, cleaned, shown, taken, text_of
from reseau.exchange.text.tables import Row, Table
from reseau.exchange.text.workbooks import column_letters
from reseau.i18n import formats

_SEARCHED = 100
_BEGINNING = 80
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a table.

    Attributes:
        position: Of the header among the rows; -1 when the table has none.
        names: Of the columns, as the file writes them; the letters of a spreadsheet
            when the table has no header.
        places: Folded name to the position of the column.
    """

    position: int
    names: tuple[str, ...]
    places: dict[str, int]

    def of(self, alternatives: Iterable[str]) -> list[int]:
        """Find the columns that bear one of these names, in the order given."""
        wanted = dict.fromkeys(map(folded, alternatives))
        return [self.places[name] for name in wanted if name in self.places]


def layout_of(table: Table, profile: Profile) -> Layout:
    """Find the header: the row that names most of the profile's columns.

    It names at least those that the profile needs; of two such rows, the first.

    Raises:
        HeaderNotFoundError: No row of the first hundred does.
        RepeatedColumnError: Two columns that the profile reads have one name.
    """
    if profile.header_row == 0:
        width = max(len(row.cells) for row in table.rows)
        header = [column_letters(rank) for rank in range(1, width + 1)]
        candidates = [(-1, header)]
    else:
        candidates = [
            (position, [cleaned(text_of(cell)) for cell in row.cells])
            for position, row in enumerate(table.rows[:_SEARCHED])
            if profile.header_row in {None, row.number}
        ]
    known, needed = references(profile), _needed(profile)
    headers = [it for it in candidates if not _missing(needed, it[1])]
    if headers:
        position, names = min(headers, key=lambda it: len(_missing(known, it[1])))
        return _layout(position, names, table=table, profile=profile)
    absences = (_missing(needed, names) for _position, names in candidates)
    fewest = min(absences, key=len, default=needed)
    raise refusals.HeaderNotFoundError(
        file=table.name,
        profile=profile.name,
        missing=", ".join(formats.quoted(names[0]) for names in fewest),
        beginning=_beginning(table),
    )


def references(profile: Profile) -> list[tuple[str, ...]]:
    """List the columns that a profile reads, each with its other names, once."""
    sources: list[Source | None] = [profile.date, profile.end]
    sources += profile.columns.values()
    for each in profile.participants:
        sources += [each.source, each.role_source, each.on_behalf_of, each.brought_by]
    found = [it for source in sources if source for it in source.references]
    found += [(name,) for name in (*profile.group, *profile.skip_rows)]
    return list(dict.fromkeys(found))


def reader(source: Source, layout: Layout) -> Callable[[Row], str]:
    """Make the function that reads a source in a row; empty when it gives nothing."""
    whole = whole_reader(source, layout)
    return lambda row: part(whole(row), source) or source.default


def whole_reader(source: Source, layout: Layout) -> Callable[[Row], str]:
    """Make the function that reads a source whole, without its default."""
    return _template(source, layout) if source.template else _first(source, layout)


def part(text: str, source: Source) -> str:
    """Keep the part of a text that a source takes."""
    return taken(text, source.take) if text and source.take else text


def cell_reader(source: Source, layout: Layout) -> Callable[[Row], Cell]:
    """Make the function that reads a cell as it is, dates included."""
    places = layout.of(source.columns)

    def read(row: Row) -> Cell:
        return next((cell for cell in _cells(row, places) if cell), "")

    return read


def _first(source: Source, layout: Layout) -> Callable[[Row], str]:
    """Read the first column of a source that is filled."""
    read = cell_reader(source, layout)
    return lambda row: text_of(read(row))


def _template(source: Source, layout: Layout) -> Callable[[Row], str]:
    """Fill a template; a row that fills none of its places gives nothing."""
    pieces = _PLACE.split(source.template)  # Text, place, text, place, text.
    places = [layout.of(place_names(place)) for place in pieces[1::2]]

    def read(row: Row) -> str:
        filled = [
            next((text_of(it) for it in _cells(row, at) if it), "") for at in places
        ]
        if not any(filled):
            return ""
        return "".join(
            text + value for text, value in zip(pieces[::2], [*filled, ""], strict=True)
        )

    return read


def _cells(row: Row, places: Iterable[int]) -> Iterable[Cell]:
    """Give the cells at some places; a row may be shorter than its header."""
    return (row.cells[place] for place in places if place < len(row.cells))


def _needed(profile: Profile) -> list[tuple[str, ...]]:
    """List the columns without which the file is refused."""
    if profile.required is None:
        return references(profile)
    known = {folded(name): names for names in references(profile) for name in names}
    return [known.get(folded(name), (name,)) for name in profile.required]


def _missing(needed: list[tuple[str, ...]], names: list[str]) -> list[tuple[str, ...]]:
    """List the needed columns that a row does not name."""
    present = set(map(folded, names))
    return [them for them in needed if present.isdisjoint(map(folded, them))]


def _layout(
    position: int, names: list[str], *, table: Table, profile: Profile
) -> Layout:
    """Lay the columns out; a name that is read must be borne once."""
    while names and not names[-1]:
        names.pop()
    counts = Counter(map(folded, names))
    read = {folded(name) for them in references(profile) for name in them}
    for name in names:
        if name and counts[folded(name)] > 1 and folded(name) in read:
            raise refusals.RepeatedColumnError(file=table.name, column=shown(name))
    places = {folded(name): place for place, name in enumerate(names) if name}
    return Layout(position, tuple(names), places)


def _beginning(table: Table) -> str:
    """Show how a file begins, on one line and short."""
    return shown(" ".join(map(text_of, table.rows[0].cells)), _BEGINNING)
