"""The invented names and queries of tests/data/names, and what an answer is worth."""

import csv
from dataclasses import dataclass
from pathlib import Path

from reseau.domain.name_index import Entry
from reseau.domain.resolution import Resolution, Resolved, Unknown
from reseau.domain.vocabulary import ActorKind

_DATA = Path(__file__).parent / "data" / "names"


@dataclass(frozen=True, slots=True)
class Query:
    """What a person may type, and what should come of it.

    Attributes:
        typed: As typed.
        answer: The short code of the one right actor, ``several`` or ``nobody``.
        shown: Short codes that must be among the candidates.
        trap: What makes it difficult.
    """

    typed: str
    answer: str
    shown: frozenset[str]
    trap: str

    @property
    def right(self) -> str | None:
        """Give the short code of the right actor, None without one."""
        return None if self.answer in {"several", "nobody"} else self.answer


def known_names() -> list[Entry]:
    """Read the known names."""
    return [
        Entry(
            key=int(row["key"]),
            slug=row["slug"],
            name=row["name"],
            kind=ActorKind(row["kind"]),
            aliases=tuple(it for it in row["aliases"].split("|") if it),
        )
        for row in _rows("names.csv")
    ]


def queries() -> list[Query]:
    """Read the queries with their answers."""
    return [
        Query(
            typed=row["typed"],
            answer=row["answer"],
            shown=frozenset(it for it in row["shown"].split("|") if it),
            trap=row["trap"],
        )
        for row in _rows("queries.csv")
    ]


def verdict(query: Query, answer: Resolution, *, slugs: dict[int, str]) -> str:
    """Say what an answer is worth.

    Returns:
        ``linked``, ``WRONG LINK``, ``asked`` with all that should be shown,
        ``ASKED WITHOUT`` it, ``asked for nobody``, ``unknown`` or ``MISSED``.
    """
    if isinstance(answer, Resolved):
        return "linked" if slugs[answer.key] == query.right else "WRONG LINK"
    if isinstance(answer, Unknown):
        return "unknown" if query.answer == "nobody" else "MISSED"
    if query.answer == "nobody":
        return "asked for nobody"
    shown = {it.entry.slug for it in answer.candidates}
    expected = {query.right} if query.right else query.shown
    return "asked" if expected <= shown else "ASKED WITHOUT"


def _rows(file: str) -> list[dict[str, str]]:
    with (_DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";", strict=True))
