"""Prepare public data as collections that ``benchmarks.experts`` reads.

``python -m benchmarks.expert_collections portland FOLDER OUT`` takes the contact log
of the City of Portland: a document is the words of a contact, without its theme, which
is what is to be predicted; the experts of a theme are those who have it more often
than any other, five times at least. ``python FILE OUT`` takes the experts
index of CPython: a document is a topic, its authors the experts declared for it, and
the query is the topic itself, left out.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reseau.exchange.found import FoundInteraction
from reseau.exchange.profiles.profile import load_profile
from reseau.exchange.rows.reading import read_file

_FEWEST = 5


def write(
    out: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Write one table of a collection."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def python_experts(file: Path, out: Path) -> None:
    """Make a collection of the experts index of CPython."""
    topics: dict[str, list[str]] = defaultdict(list)
    sections: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            topics[row["topic"]].append(row["expert_github"])
            sections[row["topic"]] = row["section"]
    write(
        out, "documents", ["document", "text"],
        [(it, f"{it} {sections[it]}") for it in topics],
    )  # fmt: skip
    pairs = [(topic, one) for topic, some in topics.items() for one in some]
    write(out, "authors", ["document", "author"], pairs)
    write(
        out, "queries", ["query", "text", "document"], [(it, it, it) for it in topics]
    )
    write(out, "judged", ["query", "author"], pairs)


def portland(folder: Path, out: Path) -> None:
    """Make a collection of the contact log of the City of Portland."""
    documents: list[tuple[str, str, str]] = []
    authors: list[tuple[str, str]] = []
    often: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.csv")):
        if path.name == "2014-q4.csv":  # SQL values, not a table.
            continue
        for number, record in enumerate(_contacts(path)):
            key = f"{path.stem}-{number}"
            documents.append((key, record["text"], record["date"]))
            for author in record["authors"].split("|"):
                authors.append((key, author))
                often[author][record["theme"]] += 1
    experts: dict[str, list[str]] = defaultdict(list)
    for author, themes in sorted(often.items()):
        theme, times = min(themes.items(), key=lambda it: (-it[1], it[0]))
        if times >= _FEWEST:
            experts[theme].append(author)
    write(out, "documents", ["document", "text", "date"], documents)
    write(out, "authors", ["document", "author"], authors)
    themes_ = [it for it in sorted(experts) if it not in {"", "Other"}]
    write(out, "queries", ["query", "text"], [(it, it) for it in themes_])
    write(
        out, "judged", ["query", "author"],
        [(theme, it) for theme in themes_ for it in experts[theme]],
    )  # fmt: skip


def _contacts(path: Path) -> Iterator[Mapping[str, str]]:
    """Read the contacts of a quarter, with their theme apart from their words."""
    found = read_file(str(path), profile=load_profile("portland"), date_order=None)
    for record in found.records:
        if not isinstance(record, FoundInteraction):
            continue
        _theme, _colon, detail = record.notes.partition(":")
        names = dict.fromkeys(it.actor.name for it in record.participants)
        yield {
            "text": f"{record.title} {detail}".strip(),
            "date": record.held_on.isoformat(),
            "theme": record.themes[0] if record.themes else "",
            "authors": "|".join(names),
        }


def main() -> None:
    """Prepare the collection that the line names."""
    match sys.argv[1:]:
        case ["portland", folder, out]:
            portland(Path(folder), Path(out))
        case ["python", file, out]:
            python_experts(Path(file), Path(out))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
