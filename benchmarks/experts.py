"""How well experts are found, beside the published models, on a judged collection.

``python -m benchmarks.experts FOLDER`` reads four tables, in CSV with a header, in
UTF-8, separated by commas (or by semicolons, or tabs, throughout):

    documents.csv   document, text            and, when known: title, date, theme
    authors.csv     document, author          and, when known: role
    queries.csv     query, text               and, when known: document
    judged.csv      query, author             and, when known: relevance

Identifiers are any text; documents and authors are matched by them alone. ``date`` is
ISO 8601. ``theme`` holds labels separated by ``|``: they become themes of a thesaurus,
and of the lines. ``role`` is one of Réseau's (host, speaker, participant…).
``document`` names a document that is left out of the query, because it is where the
query comes from: leaving it in would inflate every figure. A ``relevance`` of 0 is a
judgement of “no expert”. Authors who are never judged for a query count as wrong.

It prints, for each way of ranking, the mean over the queries that have at least one
expert of average precision (MAP), nDCG@5, P@10, and in how many the first is right.
Authors whom a way of ranking does not list come after the others, by name, so that
all rankings have the same length.
``python -m benchmarks.expert_collections`` prepares two collections from public data.
"""

import argparse
import csv
import dataclasses
import io
import math
import sys
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from benchmarks.crowd import insert
from reseau import analysis
from reseau.domain import terms
from reseau.domain.names import folded, slug
from reseau.domain.search_query import SearchQuery
from reseau.domain.vocabulary import (
    ActorKind,
    Diffusion,
    InteractionKind,
    Origin,
    Role,
    UnknownWordError,
)
from reseau.store.address import address_of
from reseau.store.models import (
    Actor,
    Interaction,
    InteractionTheme,
    Participation,
    Theme,
    ThemeLabel,
)
from reseau.store.session import Store
from reseau.store.upgrade import create_store
from reseau.usecases.expert_lines import answers
from reseau.usecases.experts import ranked_by
from reseau.usecases.searches import Look

csv.field_size_limit(10_000_000)
_ADDED = datetime(2026, 1, 1, tzinfo=UTC)
_TITLE = 400
_TOP = 1000
_SMOOTHING = 0.5


@dataclasses.dataclass(frozen=True)
class Query:
    """A question: its text, the document left out, the experts judged right."""

    key: str
    text: str
    left_out: str
    experts: frozenset[str]


@dataclasses.dataclass(frozen=True)
class Collection:
    """Documents with their authors, and judged queries."""

    documents: Mapping[str, Mapping[str, str]]
    authors: Sequence[tuple[str, str, str]]
    queries: Sequence[Query]

    def words(self) -> dict[str, list[str]]:
        """Cut every document into terms, as the index does."""
        return {
            key: bag(f"{row.get('title', '')} {row['text']}")
            for key, row in self.documents.items()
        }


def bag(text: str) -> list[str]:
    """Give the first term of each word: what the published models are run on."""
    return [it[0] for it in terms.sequence(text)]


def read(folder: Path) -> Collection:
    """Read a collection; what is missing in it ends the program with a sentence."""
    documents = {it["document"]: it for it in table(folder, "documents", "text")}
    authors = [
        (it["document"], it["author"], it.get("role") or "participant")
        for it in table(folder, "authors", "author")
        if it["document"] in documents
    ]
    judged: dict[str, set[str]] = defaultdict(set)
    for row in table(folder, "judged", "author", key="query"):
        if float(row.get("relevance") or 1) > 0:
            judged[row["query"]].add(row["author"])
    queries = [
        Query(
            it["query"], it["text"], it.get("document") or "",
            frozenset(judged.get(it["query"], ())),
        )
        for it in table(folder, "queries", "text", key="query")
    ]  # fmt: skip
    return Collection(documents, authors, [it for it in queries if it.experts])


def table(
    folder: Path, name: str, column: str, *, key: str = "document"
) -> list[dict[str, str]]:
    """Read one table, whatever of , ; and tab separates its cells."""
    path = folder / f"{name}.csv"
    if not path.is_file():
        sys.exit(f"{path} is missing: see python -m benchmarks.experts --help")
    text = path.read_text("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    rows = [
        {str(k).strip().casefold(): (v or "").strip() for k, v in it.items() if k}
        for it in lines
    ]
    if rows and not {key, column} <= set(rows[0]):
        sys.exit(f"{path} needs the columns {key} and {column}")
    return rows


# The product


def filled(collection: Collection, folder: str) -> Store:
    """Make a store of a collection: documents are lines, authors take part."""
    store = create_store(address_of(str(Path(folder, "experts.sqlite"))))
    with store.working("benchmark") as work:
        session = work.session
        names = sorted({author for _document, author, _role in collection.authors})
        known = insert(session, Actor, [_actor(it, n) for n, it in enumerate(names)])
        actors = dict(zip(names, known, strict=True))
        order = list(collection.documents)
        rows = [_line(it, collection.documents[it]) for it in order]
        lines = dict(zip(order, insert(session, Interaction, rows), strict=True))
        _add_parts(session, collection, actors=actors, lines=lines)
        _add_themes(session, collection, lines)
    return store


def _actor(name: str, number: int) -> dict[str, Any]:
    return {
        "uid": uuid.UUID(int=number + 1), "slug": f"{slug(name)[:60]}-{number}",
        "kind": ActorKind.PERSON, "name": name[:_TITLE],
        "name_key": folded(name)[:_TITLE],
        "apart": "", "diffusion": Diffusion.INTERNAL, "origin": Origin.PUBLIC,
        "added_at": _ADDED,
    }  # fmt: skip


def _line(key: str, row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "uid": uuid.uuid5(uuid.NAMESPACE_OID, key), "kind": InteractionKind.ACTIVITY,
        "title": row.get("title", "")[:_TITLE], "notes": row["text"],
        "held_on": _day(row.get("date", "")),
        "precision": "day", "repeat": 0, "added_at": _ADDED,
    }  # fmt: skip


def _role(text: str) -> Role:
    """Read a role; one that Réseau does not know is that of somebody present."""
    try:
        return Role.read(text)
    except UnknownWordError:
        return Role.PARTICIPANT


def _day(text: str) -> date:
    """Read a day; one that is none, or is missing, is the same for all."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return _ADDED.date()


def _add_parts(
    session: Session,
    collection: Collection,
    *,
    actors: Mapping[str, int],
    lines: Mapping[str, int],
) -> None:
    rows = {
        (document, author): {
            "interaction_key": lines[document],
            "actor_key": actors[author],
            "role": _role(role),
        }
        for document, author, role in collection.authors
    }
    insert(session, Participation, list(rows.values()))


def _add_themes(
    session: Session, collection: Collection, lines: Mapping[str, int]
) -> None:
    themes: dict[str, Theme] = {}
    for key, row in collection.documents.items():
        for label in dict.fromkeys(filter(None, row.get("theme", "").split("|"))):
            name = folded(label)
            if name not in themes:
                themes[name] = Theme(slug=f"{slug(label)[:60]}-{len(themes)}")
                themes[name].labels = [
                    ThemeLabel(language="en", kind="pref", label=label, label_key=name)
                ]
                session.add(themes[name])
                session.flush()
            session.add(
                InteractionTheme(interaction_key=lines[key], theme_key=themes[name].key)
            )


def product(
    session: Session,
    query: Query,
    *,
    lines: Mapping[str, int],
    names: Mapping[int, str],
    today: date,
) -> list[str]:
    """Rank authors as ``reseau expert find`` does, without the least of two lines."""
    words = tuple(
        dict.fromkeys(it for it in terms.words_of(query.text) if terms.terms_of(it))
    )
    asked = SearchQuery(query.text, words)
    look = Look.at(session, asked, shown_to=Diffusion.INTERNAL)
    left_out = [lines[query.left_out]] if query.left_out in lines else []
    found = answers(session, look, today=today, without=left_out)
    return [names[it.actor] for it in ranked_by(session, found, today=today)]


# The published models


Ranker = Callable[[Query], list[str]]


def baselines(collection: Collection) -> dict[str, Ranker]:
    """Give the published models, run on the same terms as the product."""
    words = collection.words()
    pairs = [(document, author) for document, author, _role in collection.authors]

    def best(scores: Mapping[str, float]) -> list[str]:
        return sorted(scores, key=lambda it: (-scores[it], it))

    def without(query: Query) -> dict[str, list[str]]:
        return {it: some for it, some in words.items() if it != query.left_out}

    def profile(query: Query) -> list[str]:
        return best(analysis.balog_model1(
            without(query), pairs, known(query), smoothing=_SMOOTHING
        ))  # fmt: skip

    def model2(query: Query, share: str) -> list[str]:
        return best(analysis.balog_model2(
            without(query), pairs, known(query), smoothing=_SMOOTHING, share=share
        ))  # fmt: skip

    def voting(query: Query, method: str) -> list[str]:
        scores = bm25(without(query), known(query))
        return best(analysis.voting_scores(scores, pairs, method=method, top=_TOP))

    everyone = {word for some in words.values() for word in some}

    def known(query: Query) -> list[str]:
        return [it for it in bag(query.text) if it in everyone]

    return {
        "profile (Model 1)": profile,
        "Model 2": lambda query: model2(query, "candidate"),
        "Model 2, 1/authors": lambda query: model2(query, "document"),
        "voting, CombSUM": lambda query: voting(query, "CombSUM"),
        "voting, expCombMNZ": lambda query: voting(query, "expCombMNZ"),
        "voting, RR": lambda query: voting(query, "RR"),
    }


def bm25(
    documents: Mapping[str, Sequence[str]], query: Sequence[str]
) -> dict[str, float]:
    """Score the documents that have a word of the query, by BM25 as it is published."""
    wanted = set(query)
    mean = sum(map(len, documents.values())) / max(len(documents), 1)
    counts = {
        key: {it: words.count(it) for it in wanted & set(words)}
        for key, words in documents.items()
    }
    having: dict[str, int] = defaultdict(int)
    for found in counts.values():
        for word in found:
            having[word] += 1
    scores = {}
    for key, found in counts.items():
        if found:
            length = 1.2 * (0.25 + 0.75 * len(documents[key]) / mean)
            scores[key] = math.fsum(
                math.log(1 + (len(documents) - having[it] + 0.5) / (having[it] + 0.5))
                * n * 2.2 / (n + length)
                for it, n in sorted(found.items())
            )  # fmt: skip
    return scores


# The figures


def completed(ranking: Sequence[str], names: Sequence[str]) -> list[str]:
    """Put the authors who are not listed after the others, by name."""
    listed = set(ranking)
    return [*ranking, *(it for it in names if it not in listed)]


def figures(rankings: Iterable[tuple[Query, list[str]]]) -> tuple[float, ...]:
    """Give MAP, nDCG@5, P@10 and the share of queries whose first is right."""
    rows = [
        (
            analysis.average_precision(ranking, query.experts),
            analysis.ndcg_at(ranking, query.experts, k=5),
            analysis.precision_at(ranking, query.experts, k=10),
            analysis.precision_at(ranking, query.experts, k=1),
        )
        for query, ranking in rankings
    ]
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def evaluate(collection: Collection) -> list[tuple[str, tuple[float, ...], float]]:
    """Run every way of ranking; give its figures and its seconds a query."""
    found = []
    queries = collection.queries
    with tempfile.TemporaryDirectory() as folder:
        store = filled(collection, folder)
        names = sorted({author for _document, author, _role in collection.authors})
        keys = dict(enumerate(names, start=1))
        lines = {it: n for n, it in enumerate(collection.documents, start=1)}
        today = max(_day(it.get("date", "")) for it in collection.documents.values())
        with store.reading() as session:
            began = time.process_time()
            rankings = [
                (
                    it,
                    completed(
                        product(session, it, lines=lines, names=keys, today=today),
                        names,
                    ),
                )
                for it in queries
            ]
            spent = time.process_time() - began
        store.dispose()
    found.append(("Réseau", figures(rankings), spent / len(queries)))
    for name, ranker in baselines(collection).items():
        began = time.process_time()
        rankings = [(it, ranker(it)) for it in queries]
        spent = time.process_time() - began
        found.append((name, figures(rankings), spent / len(queries)))
    return found


def main(typed: Sequence[str] | None = None) -> None:
    """Read a collection and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.experts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, help="where the four tables are")
    chosen = parser.parse_args(typed)
    collection = read(chosen.folder)
    if not collection.queries:
        sys.exit("No query of queries.csv has an expert in judged.csv.")
    print(
        f"{len(collection.documents):,} documents, "
        f"{len({it[1] for it in collection.authors}):,} authors, "
        f"{len(collection.queries):,} judged queries\n"
    )
    print("| ranking | MAP | nDCG@5 | P@10 | first right | ms a query |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (ap, ndcg, precision, first), spent in evaluate(collection):
        print(
            f"| {name} | {ap:.3f} | {ndcg:.3f} | {precision:.3f} | {first:.3f} "
            f"| {1000 * spent:,.0f} |"
        )


if __name__ == "__main__":
    main()
