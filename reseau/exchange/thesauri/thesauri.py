"""Thesauri as files: a table, or SKOS in Turtle, RDF/XML and JSON-LD.

The table has the columns of the starter list: ``id``, ``pref_fr``, ``pref_en``,
``alt_fr``, ``alt_en``, ``hidden`` (or ``caches``), ``broader`` (or ``plus_large``),
``related`` (or ``lie``), ``note``, ``exact_match``; several values are separated by
``|``. SKOS needs rdflib, of the extra ``reseau[skos]``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reseau.domain.folding import folded
from reseau.errors import UsageError
from reseau.exchange.text.csvfile import csv_text, unguarded
from reseau.exchange.text.refusals import (
    TooManyColumnsError,
    TooManyRowsError,
)
from reseau.exchange.text.tables import MAX_COLUMNS, records
from reseau.i18n import N_

COLUMNS = (
    "id", "pref_fr", "pref_en", "alt_fr", "alt_en", "hidden", "broader", "related",
    "note", "exact_match",
)  # fmt: skip
MOST = 50_000
"""How many themes at most."""
_FRENCH = {"caches": "hidden", "plus_large": "broader", "lie": "related"}
_LANGUAGES = ("fr", "en")


class ThesaurusError(UsageError):
    """The file is no thesaurus that can be taken."""

    message = N_("{file} cannot be taken: {faults}. Nothing was written.")


class NoLabelColumnError(UsageError):
    """The table lacks a column."""

    message = N_("{file} needs the columns id, pref_fr and pref_en.")


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A theme of a file.

    Attributes:
        id: By which the others of the file name it.
        pref: Language to preferred label; at least one.
        alt, hidden: Language and label.
        broader, related: Identifiers, possibly of themes that the file lacks.
    """

    id: str
    pref: dict[str, str]
    alt: tuple[tuple[str, str], ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    broader: str | None = None
    related: tuple[str, ...] = ()
    note: str = ""
    exact_match: str = ""

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Give language, kind and text of every label, the preferred ones first."""
        for lang, label in self.pref.items():
            yield lang, "pref", label
        for kind, labels in (("alt", self.alt), ("hidden", self.hidden)):
            for lang, label in labels:
                yield lang, kind, label


def read_table(text: str, *, file: str) -> list[FoundTheme]:
    """Read a table.

    Raises:
        NoLabelColumnError: It has no column of labels.
        OpenQuoteError: A cell has no end.
        TooManyRowsError, TooManyColumnsError: It is larger than any thesaurus.
    """
    first = text.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    lines = records(text, separator, file=file)
    headings = next(lines, [])
    if len(headings) > MAX_COLUMNS:
        raise TooManyColumnsError(file=file, limit=MAX_COLUMNS)
    names = [_FRENCH.get(folded(it), folded(it)) for it in headings]
    if not {"id", "pref_fr", "pref_en"} <= set(names):
        raise NoLabelColumnError(file=file)
    found = list(islice(filter(None, lines), MOST + 1))
    if len(found) > MOST:
        raise TooManyRowsError(file=file, limit=MOST)
    nothing = dict.fromkeys(names, "")
    rows = [
        {
            **nothing,
            **dict(zip(names, (unguarded(cell.strip()) for cell in it), strict=False)),
        }
        for it in found
    ]
    return [_row(it) for it in rows if it["id"]]


def _row(row: dict[str, str]) -> FoundTheme:
    def several(name: str) -> tuple[str, ...]:
        return tuple(it.strip() for it in row.get(name, "").split("|") if it.strip())

    return FoundTheme(
        id=row["id"],
        pref={it: row[f"pref_{it}"] for it in _LANGUAGES if row[f"pref_{it}"]},
        alt=tuple((it, one) for it in _LANGUAGES for one in several(f"alt_{it}")),
        hidden=tuple(("fr", it) for it in several("hidden")),
        broader=row.get("broader") or None,
        related=several("related"),
        note=row.get("note", ""),
        exact_match=row.get("exact_match", "").split("|")[0],
    )


def faults_of(themes: Sequence[FoundTheme]) -> list[str]:
    """Say what does not hold together, with the identifiers."""
    known = {it.id for it in themes}
    found = []
    counts: dict[str, int] = defaultdict(int)
    for it in themes:
        counts[it.id] += 1
        if not it.pref:
            found.append(f"{it.id}: no preferred label")
        if it.broader is not None and it.broader not in known:
            found.append(f"{it.id}: broader {it.broader} is missing")
        found += [
            f"{it.id}: related {other} is missing"
            for other in it.related
            if other not in known
        ]
    found += [f"{it}: twice" for it, times in counts.items() if times > 1]
    return [*found, *_shared(themes), *_loops(themes)]


def _shared(themes: Sequence[FoundTheme]) -> Iterator[str]:
    """Find labels that two themes of a language share."""
    owners: dict[tuple[str, str], str] = {}
    for it in themes:
        for lang, _kind, label in it.labels():
            owner = owners.setdefault((lang, folded(label)), it.id)
            if owner != it.id:
                yield f"{owner}, {it.id}: the same label “{label}” ({lang})"


def _loops(themes: Sequence[FoundTheme]) -> Iterator[str]:
    """Find themes that are broader than themselves; each is walked over once."""
    above = {it.id: it.broader for it in themes}
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in done and current not in path:
            path[current] = None
            current = above.get(current)
        done.update(path)
        if current is not None and current in path:
            walked = list(path)
            loop = walked[walked.index(current) :]
            first = loop.index(min(loop))
            around = [*loop[first:], *loop[: first + 1]]
            yield f"{' < '.join(around)}: a loop"


def thesaurus_table(themes: Iterable[FoundTheme]) -> str:
    """Write themes as a table that Excel opens and ``read_thesaurus`` reads back."""

    def joined(labels: Iterable[tuple[str, str]], lang: str | None) -> str:
        return "|".join(label for it, label in labels if lang in {None, it})

    rows = [
        (
            it.id, it.pref.get("fr", ""), it.pref.get("en", ""), joined(it.alt, "fr"),
            joined(it.alt, "en"), joined(it.hidden, None), it.broader or "",
            "|".join(it.related), it.note, it.exact_match,
        )
        for it in themes
    ]  # fmt: skip
    return csv_text(COLUMNS, rows)
