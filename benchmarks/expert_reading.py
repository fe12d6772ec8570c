"""Read a judged collection: four tables in CSV, whatever is odd in them.

What can be read is read, and what was left out or guessed is told; what cannot be
used is refused with the file, the line and what to do.
"""

import csv
import dataclasses
import difflib
import io
import math
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from reseau.domain.names import folded
from reseau.errors import ReseauError
from reseau.exchange.text.encoding import decoded

csv.field_size_limit(sys.maxsize)
_HELP = "The layout is told by: python -m benchmarks.experts --help"
_ALSO = {
    "doc": "document", "expert": "author", "candidate": "author", "topic": "query",
    "body": "text", "content": "text", "grade": "relevance", "rel": "relevance",
}  # fmt: skip


class CollectionError(Exception):
    """A collection that gives no figures; its text says why and what to do."""

    def __str__(self) -> str:
        """Say where the layout is told, too."""
        return f"{super().__str__()} {_HELP}"


def _refuse(why: str) -> NoReturn:
    raise CollectionError(why)


@dataclasses.dataclass(frozen=True)
class Query:
    """A question: its text, the document left out, the experts judged right.

    Attributes:
        gains: Author to relevance, above 0.
    """

    key: str
    text: str
    left_out: str
    gains: Mapping[str, float]

    @property
    def experts(self) -> frozenset[str]:
        """Give those judged right, however much."""
        return frozenset(self.gains)


@dataclasses.dataclass(frozen=True)
class Collection:
    """Documents with their authors, and judged queries.

    Attributes:
        notes: What was left out, guessed or is odd, in sentences.
    """

    documents: Mapping[str, Mapping[str, str]]
    authors: Sequence[tuple[str, str, str]]
    queries: Sequence[Query]
    notes: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        """Give the authors, by name."""
        return sorted({author for _document, author, _role in self.authors})


def read(folder: Path) -> Collection:
    """Read a collection.

    Raises:
        CollectionError: A table or a column is missing, a relevance is no number, or
            nothing is left to judge.
    """
    notes: list[str] = []
    rows = table(folder, "documents", ("document", "text"), notes)
    documents = _documents(rows, notes)
    authors = _authors(folder, documents, rows, notes)
    judged = _judged(folder, notes)
    queries = _queries(folder, judged, notes)
    _tell(documents, authors, queries, notes)
    return Collection(documents, authors, queries, notes)


def table(
    folder: Path, name: str, columns: Sequence[str], notes: list[str]
) -> list[dict[str, str]]:
    """Read one table, whatever of , ; and tab separates its cells.

    Returns:
        Its rows by column, cells trimmed; ``line`` is the line where each ends.
    """
    path = folder / f"{name}.csv"
    if not path.is_file():
        _refuse(f"{path} is missing.")
    text = _text(path, notes)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header = _columns(next(lines, []))
    for column in columns:
        if column not in header:
            _refuse(_lacking(path.name, column, columns, header))
    rows = []
    for cells in lines:
        if any(it.strip() for it in cells):
            padded = [*cells, *[""] * len(header)]
            row = {it: padded[n].strip() for n, it in enumerate(header) if it}
            rows.append(row | {"line": str(lines.line_num)})
    return rows


def _text(path: Path, notes: list[str]) -> str:
    """Decode a file as Réseau decodes those of people, and say when it is no UTF-8."""
    try:
        found = decoded(path.read_bytes(), file=path.name)
    except OSError as error:
        _refuse(f"{path} cannot be read: {error.strerror}.")
    except ReseauError as error:
        _refuse(str(error))
    if not found.encoding.startswith("utf"):
        notes.append(f"{path.name} is not in UTF-8: it was read as {found.encoding}.")
    return found.text


def _columns(cells: Sequence[str]) -> list[str]:
    """Name the columns: “Document ID”, “documents” and “document” are the same."""
    plain = [re.sub(r"[\W_]+", " ", folded(it)).strip() for it in cells]
    header: list[str] = []
    for it in plain:
        bare = it.removesuffix(" id").removesuffix(" name").removesuffix("s")
        named = it if it in _ALSO.values() else _ALSO.get(bare, bare)
        taken = named in header or (named != it and named in plain)
        header.append("" if taken else named)
    return header


def _lacking(
    file: str, column: str, columns: Sequence[str], header: Sequence[str]
) -> str:
    """Say which column is not there, and which one may be meant."""
    seen = ", ".join(it for it in header if it) or "none"
    said = f"{file} needs the columns {' and '.join(columns)}; it has: {seen}."
    near = difflib.get_close_matches(column, header, n=1)
    if near:
        return f"{said} Is “{near[0]}” meant for “{column}”? Rename it."
    return f"{said} Name “{column}” in its first line."


def _documents(
    rows: Sequence[Mapping[str, str]], notes: list[str]
) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    again, nameless, undated = 0, 0, 0
    for row in rows:
        key = row["document"]
        if not key:
            nameless += 1
        elif key in found:
            again += row["text"] != found[key]["text"]
        else:
            found[key] = row
            undated += bool(row.get("date")) and day(row["date"]) is None
    _note(notes, again, "documents.csv: {n} rows of a document that is there already, "
          "with another text, were left out")  # fmt: skip
    _note(notes, nameless, "documents.csv: {n} rows without a document were left out")
    _note(notes, undated, "documents.csv: {n} dates are not ISO 8601 (2026-11-24): "
          "their documents have none")  # fmt: skip
    if not found:
        _refuse("documents.csv holds no document.")
    return found


def day(text: str) -> date | None:
    """Read a day; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _authors(
    folder: Path,
    documents: Mapping[str, Mapping[str, str]],
    rows: Sequence[Mapping[str, str]],
    notes: list[str],
) -> list[tuple[str, str, str]]:
    """Read who wrote what, in a table of its own or beside each document."""
    if not (folder / "authors.csv").is_file() and any("author" in it for it in rows):
        notes.append("There is no authors.csv: authors are those of documents.csv.")
    else:
        rows = table(folder, "authors", ("document", "author"), notes)
    found: dict[tuple[str, str], str] = {}
    stray = 0
    for row in rows:
        stray += row["document"] not in documents
        for author in split(row.get("author", "")):
            if row["document"] in documents:
                found.setdefault((row["document"], author), row.get("role", ""))
    _note(notes, stray, "authors.csv: {n} rows name a document that documents.csv "
          "does not hold, and were left out")  # fmt: skip
    if not found:
        _refuse(
            "No author is beside a document of documents.csv: authors.csv must name "
            f"them as documents.csv does, as “{next(iter(documents))}”."
        )
    return [(*pair, role or "participant") for pair, role in found.items()]


def split(cell: str) -> list[str]:
    """Cut a cell of several at each ``|``."""
    return list(dict.fromkeys(it.strip() for it in cell.split("|") if it.strip()))


def _judged(folder: Path, notes: list[str]) -> dict[str, dict[str, float]]:
    """Read who is right for each query: the most of what was judged."""
    judged: dict[str, dict[str, float]] = defaultdict(dict)
    for row in table(folder, "judged", ("query", "author"), notes):
        relevance = _relevance(row)
        for author in split(row["author"]):
            before = judged[row["query"]].get(author, relevance)
            judged[row["query"]][author] = max(before, relevance)
    return judged


def _relevance(row: Mapping[str, str]) -> float:
    text = row.get("relevance", "") or "1"
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        _refuse(
            f"judged.csv, line {row['line']}: the relevance “{text}” is no number. Put "
            "0 for no expert, 1 or more for an expert."
        )
    return found


def _queries(
    folder: Path, judged: Mapping[str, Mapping[str, float]], notes: list[str]
) -> list[Query]:
    rows = table(folder, "queries", ("query", "text"), notes)
    found: dict[str, Query] = {}
    for it in rows:
        gains = {who: n for who, n in judged.get(it["query"], {}).items() if n > 0}
        query = Query(it["query"], it["text"], it.get("document", ""), gains)
        found.setdefault(query.key, query)
    _note(notes, len(rows) - len(found),
          "queries.csv: {n} rows of a query that is there already were left "
          "out")  # fmt: skip
    unknown = len(judged.keys() - found.keys())
    _note(notes, unknown, "judged.csv: {n} queries are not in queries.csv")
    kept = [it for it in found.values() if it.gains]
    _note(notes, len(found) - len(kept), "queries.csv: {n} queries have no expert in "
          "judged.csv: they have no figure, and are in no mean")  # fmt: skip
    if not kept:
        _refuse(
            "No query of queries.csv has an expert in judged.csv: both must name "
            "queries alike, with a relevance above 0."
        )
    return kept


def _tell(
    documents: Mapping[str, object],
    authors: Sequence[tuple[str, str, str]],
    queries: Sequence[Query],
    notes: list[str],
) -> None:
    """Say what is odd in what is kept: it counts, and costs every ranking the same."""
    names = {author for _document, author, _role in authors}
    absent = {one for it in queries for one in it.gains} - names
    _note(notes, len(absent), "judged.csv: {n} experts are beside no document: they "
          "count as missed by every ranking")  # fmt: skip
    empty = sum(not it.text for it in queries)
    _note(notes, empty, "queries.csv: {n} queries have no text: authors come by name")
    stray = sum(bool(it.left_out) and it.left_out not in documents for it in queries)
    _note(notes, stray, "queries.csv: {n} documents to leave out are not in "
          "documents.csv")  # fmt: skip
    if len(names) == 1:
        notes.append("There is one author: every ranking is right or wrong alike.")


def _note(notes: list[str], n: int, text: str) -> None:
    if n:
        notes.append(f"{text.format(n=f'{n:,}')}.")
