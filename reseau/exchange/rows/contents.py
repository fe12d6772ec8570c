"""The content of rows, whatever the format of their file, and its fingerprint.

Two rows of one content are one row written twice: blanks at both ends of cells, the
kind of line ends, the place of columns and the way a date is written aside.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable

from reseau.domain.names import folded
from reseau.errors import ReseauError
from reseau.exchange.profiles.profile_model import Source
from reseau.exchange.rows.cell_dates import read_date
from reseau.exchange.rows.columns import references
from reseau.exchange.rows.fields import Fields
from reseau.exchange.text.cells import Cell, text_of
from reseau.exchange.text.tables import Row

Content = tuple[tuple[str, str], ...]


def content_reader(fields: Fields) -> Callable[[Row], Content]:
    """Make the function that gives the content of a row.

    Returns:
        Pairs of a column's name and of its text, in the order of the names; empty
        cells are left out. A column of several names goes by the first one.
    """
    profile, layout = fields.profile, fields.layout
    first_names: dict[str, str] = {}
    for names in references(profile):
        for name in names:
            first_names.setdefault(folded(name), folded(names[0]))
    titles = [first_names.get(folded(name), folded(name)) for name in layout.names]
    dates = {place for it in date_sources(fields) for place in layout.of(it.columns)}

    def read(row: Row) -> Content:
        pairs = []
        for place, (title, cell) in enumerate(zip(titles, row.cells, strict=False)):
            if cell:
                text = _dated(cell, fields) if place in dates else _plain(cell)
                pairs.append((title, text))
        return tuple(sorted(pairs))

    return read


def date_sources(fields: Fields) -> list[Source]:
    """List the sources of a profile that hold dates."""
    profile = fields.profile
    columns = [profile.columns.get("since"), profile.columns.get("until")]
    return [it for it in (profile.date, profile.end, *columns) if it]


def fingerprint(kind: str, contents: Iterable[Content]) -> str:
    """Digest the content of a record's rows, in whatever order they are.

    Returns:
        SHA-256 in hexadecimal.
    """
    written = json.dumps([kind, *sorted(set(contents))], ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(cell: Cell) -> str:
    """Give the text of a cell with one kind of line end and of accents."""
    text = text_of(cell).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def _dated(cell: Cell, fields: Fields) -> str:
    """Give a date the same way however it is written; else the text itself."""
    try:
        found = read_date(cell, order=fields.order, year=fields.profile.year)
    except ReseauError:
        return _plain(cell)
    return f"{found.first}/{found.last}/{found.at}"
